//! Pronouns: he, she, they, it and theirs, by number, gender, nearness and weight in the clause.

use hearsay_core::{Document, TokenId};

use super::nouns::PronounKind;
use super::phrases::{Class, Gender, GrammaticalPlace, Number, Phrase};
use super::resolve::Reading;

/// How many phrases a pronoun looks back over, and how many sentences.
const WINDOW: usize = 60;
const SENTENCES: u32 = 3;
const MATRIX: f32 = 0.5;
/// Verbs after which the same speaker goes on.
const SPEAKING: [&str; 16] = [
    "say", "tell", "add", "complain", "claim", "warn", "argue", "insist", "note", "allege", "explain", "deny",
    "accuse", "suggest", "describe", "believe",
];

/// The chain that a pronoun stands for.
pub(super) fn antecedent(reading: &Reading<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    if phrase.pronoun?.kind == PronounKind::Reflexive {
        return reflexive(reading, phrase);
    }
    if takes_up_a_clause(reading.document, phrase) {
        return None;
    }
    let mut best: Option<(f32, usize)> = None;
    for other in (number.saturating_sub(WINDOW)..number).rev() {
        let earlier = &reading.phrases[other];
        if earlier.comment != phrase.comment || phrase.sentence - earlier.sentence > SENTENCES {
            break;
        }
        let Some(chain) = reading.chains.of(other) else {
            continue;
        };
        let Some(fit) = agreement(reading, phrase, earlier, chain) else {
            continue;
        };
        if blocked(reading, phrase, earlier, chain) {
            continue;
        }
        let score = fit + weight(reading, phrase, earlier, chain) - 0.01 * (number - other) as f32;
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// "The bureau denied it": what was said, not somebody.
fn takes_up_a_clause(document: &Document, phrase: &Phrase) -> bool {
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("obj"));
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Thing)
        && verb.is_some_and(|verb| {
            matches!(
                document.lemma(verb),
                "deny"
                    | "confirm"
                    | "regret"
                    | "say"
                    | "do"
                    | "believe"
                    | "mean"
                    | "admit"
                    | "announce"
                    | "discuss"
                    | "explain"
                    | "ask"
                    | "know"
                    | "doubt"
            )
        })
}

/// "Himself" is the subject of its clause.
fn reflexive(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    let document = reading.document;
    document.ancestors(phrase.head).take(6).find_map(|above| {
        let subject = document.child(above, &["nsubj"])?;
        reading.chain_at(subject)
    })
}

/// How well number, gender and kind go together; none where they do not.
fn agreement(reading: &Reading<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> Option<f32> {
    let known = reading.chains.get(chain);
    let pronoun = phrase.pronoun?;
    let class = if earlier.pronoun.is_some() { known.class } else { earlier.class };
    let number = if earlier.number == Number::Unknown { known.number } else { earlier.number };
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Personal, Number::Singular) => {
            let person = match class {
                Class::Person => 0.8,
                Class::Unknown if earlier.name.is_some() => 0.0,
                _ => return None,
            };
            if number == Number::Plural {
                return None;
            }
            match (pronoun.gender, known.gender) {
                (_, Gender::Unknown) => Some(person),
                (a, b) if a == b => Some(person + 0.8),
                _ => None,
            }
        }
        (PronounKind::Personal, _) => match (number, class) {
            (Number::Plural, Class::Person) => Some(1.4),
            (Number::Plural, Class::Body | Class::Country) => Some(1.0),
            (Number::Plural, _) => Some(0.4),
            (_, Class::Body) => Some(0.2),
            (_, Class::Country) => Some(-0.4),
            (_, Class::Person) if earlier.name.is_none() && known.gender == Gender::Unknown => Some(-0.6),
            _ => None,
        },
        (PronounKind::Thing, _) => {
            if number == Number::Plural {
                return None;
            }
            match class {
                Class::Body | Class::Country => Some(0.8),
                Class::Place => Some(0.3),
                Class::Thing => Some(0.3),
                Class::Unknown => Some(0.2),
                Class::Person => None,
            }
        }
        _ => None,
    }
}

/// What the grammar forbids: "Dorn met him" is not about Dorn, and "its" is not the noun that it stands before.
fn blocked(reading: &Reading<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
    let document = reading.document;
    if earlier.span.contains(phrase.span) {
        return true;
    }
    if phrase.place != GrammaticalPlace::Possessor {
        let clause = clause_of(document, phrase.head);
        let co_argument =
            |head: TokenId| clause.is_some() && clause_of(document, head) == clause && head != phrase.head;
        let subject = clause.and_then(|clause| document.child(clause, &["nsubj"]));
        if subject.is_some_and(|subject| subject != phrase.head && reading.chain_at(subject) == Some(chain)) {
            return true;
        }
        if co_argument(earlier.head) && earlier.place != GrammaticalPlace::Possessor {
            return true;
        }
    }
    // Inside quotation marks a speaker is "I", not "he".
    let speaker = reading.quotes.speaker(phrase.head).and_then(|speaker| reading.chains.of(speaker));
    speaker == Some(chain)
}

/// The verb whose argument `head` is, without climbing out of its phrase.
fn clause_of(document: &Document, head: TokenId) -> Option<TokenId> {
    let token = document.token(head);
    token.deprel.is_any(&["nsubj", "obj", "iobj", "obl"]).then_some(token.head).flatten()
}

/// Nearness, weight in the clause, and what "said" hands down.
fn weight(reading: &Reading<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> f32 {
    let document = reading.document;
    let known = reading.chains.get(chain);
    let mut weight = -1.1 * (phrase.sentence - earlier.sentence) as f32;
    weight += match earlier.place {
        GrammaticalPlace::Subject => 1.2,
        GrammaticalPlace::Object => 0.6,
        GrammaticalPlace::Possessor => 0.3,
        GrammaticalPlace::Oblique => 0.3,
        GrammaticalPlace::Modifier => -0.3,
        GrammaticalPlace::Other => 0.2,
    };
    if earlier.place == phrase.place {
        weight += 0.3;
    }
    if !known.names.is_empty() {
        weight += 0.3;
    }
    weight += 0.15 * (known.phrases.len().min(8) as f32);
    // "Dorn said he ...": the speaker.
    if phrase.sentence == earlier.sentence {
        let governs = document.head(earlier.head).is_some_and(|verb| {
            earlier.place == GrammaticalPlace::Subject
                && document.ancestors(phrase.head).take(12).any(|above| above == verb)
        });
        if governs {
            weight += 0.8;
        }
    }
    // The subject of the sentence rather than that of a clause inside it.
    let governor = document.head(earlier.head).filter(|_| earlier.place == GrammaticalPlace::Subject);
    if governor.is_some_and(|verb| document.token(verb).deprel.is_any(&["root", "parataxis"])) {
        weight += MATRIX;
    }
    // "Some officials complained that their contacts ... They said": who spoke speaks on.
    let speaks = |head: TokenId| {
        let verb = document.head(head).filter(|_| document.token(head).deprel.is("nsubj"));
        verb.filter(|&verb| SPEAKING.contains(&document.lemma(verb)))
    };
    let spoke = speaks(earlier.head).filter(|&verb| document.token(verb).deprel.is_any(&["root", "parataxis"]));
    if spoke.is_some() && phrase.sentence != earlier.sentence && speaks(phrase.head).is_some() {
        weight += 1.0;
    }
    // "US officials": a nationality before a noun is seldom what a pronoun takes up.
    if earlier.place == GrammaticalPlace::Modifier
        && earlier.name.is_some()
        && document.token(earlier.head).deprel.is_any(&["amod", "compound"])
    {
        weight -= 1.2;
    }
    weight
}
