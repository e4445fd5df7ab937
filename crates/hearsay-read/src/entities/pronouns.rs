//! Pronouns: he, she, they, it and theirs. Number, gender and grammar say who can be meant; learned weights say who is.
//!
//! The ranker is linear over what is seen of a chain and its nearest mention (after Lappin & Leass 1994 and Denis & Baldridge 2008);
//! `training/hearsay_training/pronouns.py` learns its weights from GUM and GAP.

use hearsay_core::{Document, MentionKind, TokenId};

use super::binding::{
    blocked, is_speaker, named_below, named_in_own_words, named_in_told, reflexive, says, takes_up_a_clause,
};
use super::coref_state::{Choice, CorefState};
use super::nouns::{Gender, Number, PronounKind};
use super::phrases::{Class, Phrase};
use super::place::GrammaticalPlace;
use super::pronoun_weights::{COUNT, Feature, WEIGHTS};
use crate::cues::SourceKind;
use crate::word_lists as lists;

/// How many phrases a pronoun looks back over, and how many sentences.
const WINDOW: usize = 60;
const SENTENCES: u32 = 3;

/// What it adds that somebody speaks in the sentence before, or leads it in other ways, where the pronoun says something.
const SPEAKS_ON: f32 = 2.2;
const LEADS: f32 = 0.7;
/// What it adds that somebody's wife or lawyer is the one who speaks of "him".
const SERVED: f32 = 1.5;
/// What it adds to whoever says something to be spoken of in the same paragraph.
const SAME_PARAGRAPH: f32 = 0.4;

/// What is seen of a candidate, by [`Feature`].
type Seen = [f32; COUNT];

/// What a phrase chooses between.
pub(super) fn choice(reading: &CorefState<'_>, number: usize) -> Choice {
    let heads =
        |chain: usize| reading.chains.get(chain).phrases.iter().map(|&phrase| reading.phrases[phrase].head).collect();
    let found = candidates(reading, number).into_iter();
    let candidates = found.map(|(chain, seen)| (heads(chain), seen.to_vec())).collect();
    Choice { pronoun: reading.phrases[number].head, candidates }
}

/// The chain that a pronoun stands for.
pub(super) fn antecedent(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    if phrase.pronoun?.kind == PronounKind::Reflexive {
        return reflexive(reading, phrase);
    }
    let mut best: Option<(f32, usize)> = None;
    let speaks_on = speaks_on(reading, number);
    let served = served(reading, number);
    let block =
        |phrase: &Phrase| reading.document.article().block_at(phrase.span.start()).map(|block| block.span.start());
    let before = (number.saturating_sub(WINDOW)..number).rev();
    let here = before.take_while(|&other| block(&reading.phrases[other]) == block(phrase));
    let near: Vec<usize> = here.filter_map(|other| reading.chains.of(other)).collect();
    let says = is_speaker(reading, phrase) && phrase.gender != Gender::Unknown;
    for (chain, seen) in candidates(reading, number) {
        // Whom what is told itself names does not tell it, where somebody else spoke before.
        let other = speaks_on.as_ref().is_some_and(|lead| lead.speaks && lead.chain != chain);
        if other && named_in_told(reading, number, chain) {
            continue;
        }
        let mut score: f32 = seen.iter().zip(&WEIGHTS).map(|(seen, weight)| seen * weight).sum();
        if let Some(lead) = speaks_on.as_ref().filter(|lead| lead.chain == chain) {
            score += if lead.speaks { SPEAKS_ON } else { LEADS };
        }
        if served == Some(chain) {
            score += SERVED;
        }
        if says && near.contains(&chain) {
            score += SAME_PARAGRAPH;
        }
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// The chains that a personal pronoun can stand for, the nearest first.
fn candidates(reading: &CorefState<'_>, number: usize) -> Vec<(usize, Seen)> {
    let phrase = &reading.phrases[number];
    let mut found: Vec<(usize, Seen)> = Vec::new();
    if takes_up_a_clause(reading.document, phrase) {
        return found;
    }
    let mut forbidden: Vec<usize> = accuser(reading, phrase, number).into_iter().collect();
    forbidden.extend(named_below(reading, number));
    forbidden.extend(named_in_own_words(reading, number));
    let pair = is_plural(phrase) && has_pair_before(reading, phrase, number);
    for other in (number.saturating_sub(WINDOW)..number).rev() {
        let earlier = &reading.phrases[other];
        if earlier.comment != phrase.comment || phrase.sentence - earlier.sentence > SENTENCES {
            break;
        }
        let Some(chain) = reading.chains.of(other) else { continue };
        if let Some((_, seen)) = found.iter_mut().find(|(known, _)| *known == chain) {
            again(reading, phrase, earlier, seen);
            continue;
        }
        if forbidden.contains(&chain) || !agrees(reading, phrase, earlier, chain) {
            continue;
        }
        // "Ana Pire and Rolf Dett met the mayor. They": two who stand side by side are meant, not one of them or the mayor.
        if pair && earlier.number != Number::Plural {
            continue;
        }
        if blocked(reading, phrase, earlier, chain) {
            forbidden.push(chain);
            continue;
        }
        let seen = look(reading, number, other, chain, found.len());
        found.push((chain, seen));
    }
    if let Some(other) = ahead(reading, phrase)
        && let Some(chain) = reading.chains.of(other)
        && !forbidden.contains(&chain)
        && agrees(reading, phrase, &reading.phrases[other], chain)
    {
        match found.iter_mut().find(|(known, _)| *known == chain) {
            Some((_, seen)) => seen[Feature::Ahead as usize] = 1.0,
            None => {
                let mut seen = look(reading, number, other, chain, found.len());
                seen[Feature::Ahead as usize] = 1.0;
                found.push((chain, seen));
            }
        }
    }
    found
}

/// Who leads the sentence before.
struct Lead {
    chain: usize,
    speaks: bool,
}

/// "Rowe questioned the figures. He said ...", "Rowe was shouted down. "They lied," he said": who speaks, or else acts, in the sentence
/// before speaks on, whoever is named in what is told or stands in an object.
fn speaks_on(reading: &CorefState<'_>, number: usize) -> Option<Lead> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let gendered = phrase.pronoun.is_some_and(|pronoun| pronoun.gender != Gender::Unknown);
    // "Holt said he had asked": who is "he" in what Holt says is another question.
    let main = document.head(phrase.head).is_some_and(|verb| is_main(document, verb));
    if !gendered || !main || !is_speaker(reading, phrase) || reading.quotes.holds(phrase.head) {
        return None;
    }
    let plain = |other: &&Phrase| !reading.quotes.holds(other.head) && other.comment == phrase.comment;
    let before = || reading.phrases[number.saturating_sub(WINDOW)..number].iter().rev();
    let earlier = before().filter(plain).find(|other| other.sentence < phrase.sentence)?.sentence;
    if phrase.sentence - earlier > SENTENCES {
        return None;
    }
    let leads = |other: &&Phrase| {
        let main = clause_of_subject(document, other.head).is_some_and(|verb| is_main(document, verb));
        let chain = reading.chain_at(other.head);
        other.sentence == earlier && main && chain.is_some_and(|chain| agrees(reading, phrase, other, chain))
    };
    let speaks = |other: &&Phrase| clause_of_subject(document, other.head).is_some_and(|verb| says(document, verb));
    let lead = || before().filter(plain).filter(leads);
    let speaker = lead().find(speaks);
    let chain = reading.chain_at(speaker.or_else(|| lead().next_back())?.head)?;
    Some(Lead { chain, speaks: speaker.is_some() })
}

/// The verb whose subject a word is, or stands beside: "Dorn" of "the navigator, Dorn, was saved".
fn clause_of_subject(document: &Document, word: TokenId) -> Option<TokenId> {
    let mut at = word;
    for _ in 0..4 {
        let token = document.token(at);
        if token.deprel.is("nsubj") {
            return token.head;
        }
        at = token.head.filter(|_| token.deprel.is_any(&["appos", "flat"]))?;
    }
    None
}

/// Whether a verb is that of its sentence, or joined to it.
fn is_main(document: &Document, verb: TokenId) -> bool {
    let relation = &document.token(verb).deprel;
    let joined = || {
        relation.is("conj")
            && document.head(verb).is_some_and(|first| document.token(first).deprel.is_any(&["root", "parataxis"]))
    };
    relation.is_any(&["root", "parataxis"]) || joined()
}

/// "Dorn's wife said that he ...", "her lawyer denied that she ...": whose wife or lawyer speaks is spoken of.
fn served(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let document = reading.document;
    let head = reading.phrases[number].head;
    let speaker = document.ancestors(head).take(12).filter(|&verb| says(document, verb)).find_map(|verb| {
        let told = document.children_by(verb, &["ccomp"]).any(|clause| document.is_under(head, clause));
        document.child(verb, &["nsubj"]).filter(|&subject| told && subject < head)
    })?;
    let owner = document.child(speaker, &["nmod:poss"])?;
    let lemma = document.lemma(speaker);
    let serves = lists::REPRESENTATIVES.has(lemma) || lists::KIN.has(lemma);
    reading.chain_at(owner).filter(|_| serves)
}

fn is_plural(phrase: &Phrase) -> bool {
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Personal && pronoun.number == Number::Plural)
}

/// Whether the subject of the sentence before is two or more, joined by "and".
fn has_pair_before(reading: &CorefState<'_>, phrase: &Phrase, number: usize) -> bool {
    let document = reading.document;
    let earlier = reading.phrases[..number].iter().rev().take_while(|earlier| phrase.sentence - earlier.sentence <= 1);
    let before = earlier.filter(|earlier| earlier.sentence < phrase.sentence && earlier.comment == phrase.comment);
    let joined = |head: TokenId| {
        document.children_by(head, &["conj"]).any(|other| reading.by_head[other.index()].is_some())
            && document.token(head).deprel.is("nsubj")
    };
    before.filter(|earlier| earlier.class != Class::Thing).any(|earlier| joined(earlier.head))
}

/// "Amnesty accused the army. It denied the charge": who denies is not who has just accused or told of somebody else.
fn accuser(reading: &CorefState<'_>, phrase: &Phrase, number: usize) -> Option<usize> {
    let document = reading.document;
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"))?;
    if !lists::REBUTTING.has(document.lemma(verb)) {
        return None;
    }
    let earlier = reading.phrases[..number].iter().rev().take_while(|earlier| phrase.sentence - earlier.sentence <= 1);
    earlier.filter(|earlier| earlier.sentence < phrase.sentence).find_map(|earlier| {
        let told = document.head(earlier.head).filter(|_| document.token(earlier.head).deprel.is("nsubj"))?;
        let charges = lists::CHARGING.has(document.lemma(told));
        let speaks = charges || lists::SPEAKING.has(document.lemma(told));
        let accused = match charges {
            true => document.child(told, &["obj"]),
            false => document.child(told, &["ccomp"]).and_then(|clause| document.child(clause, &["nsubj"])),
        };
        let accused = accused.filter(|_| speaks)?;
        let (speaker, chain) = (reading.chain_at(earlier.head)?, reading.chain_at(accused)?);
        // "Nora White said the paper had checked the tapes. She denied", "the minister said she had been told. She denied": no paper is meant,
        // and what "she" stands for already is no sign of another.
        let told_of = reading.by_head[accused.index()].map(|accused| &reading.phrases[accused])?;
        let gender = |chain: usize| reading.chains.get(chain).gender;
        let known = |chain: usize| gender(chain) != Gender::Unknown;
        let gendered = phrase.pronoun.is_some_and(|pronoun| pronoun.gender != Gender::Unknown);
        let meant = !gendered || told_of.pronoun.is_none() && (known(chain) || !known(speaker));
        (speaker != chain && meant && agrees(reading, phrase, told_of, chain)).then_some(speaker)
    })
}

/// "In her book, Dorn wrote": the named subject of a clause that the pronoun stands before, in a phrase or clause of it.
fn ahead(reading: &CorefState<'_>, phrase: &Phrase) -> Option<usize> {
    let document = reading.document;
    let subject_of = |verb: TokenId| document.child(verb, &["nsubj"]);
    let mut below = phrase.head;
    for above in document.ancestors(phrase.head).take(12) {
        if let Some(subject) = subject_of(above).filter(|&subject| subject > phrase.head && below != subject) {
            let opens = document.token(below).deprel.is_any(&["obl", "advcl", "nmod", "advmod", "acl", "dislocated"]);
            let other = reading.by_head[subject.index()].filter(|_| opens && below < subject)?;
            return reading.phrases[other].name.map(|_| other);
        }
        below = above;
    }
    None
}

/// Whether number, gender and kind go together.
fn agrees(reading: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
    let known = reading.chains.get(chain);
    let Some(pronoun) = phrase.pronoun else { return false };
    let class = class_of(known.class, earlier);
    let number = if earlier.number == Number::Unknown { known.number } else { earlier.number };
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Personal, Number::Singular) => {
            // Taggers take rare names of people for places and bodies: "Madrazo", "Wigglesworth".
            let told = earlier.name.is_some_and(|name| reading.names[name].told);
            let named = earlier.name.is_some() && known.actor.is_none() && !told;
            (class == Class::Person || named && class != Class::Country)
                && number != Number::Plural
                && (known.gender == Gender::Unknown || known.gender == pronoun.gender)
        }
        (PronounKind::Personal, _) => match class {
            _ if number == Number::Plural => true,
            Class::Body | Class::Country => true,
            Class::Person => earlier.name.is_none() && known.gender == Gender::Unknown,
            _ => false,
        },
        (PronounKind::Thing, _) => {
            // "It alleges": a complaint or a court may be meant, a talk or a door may not.
            let thing = matches!(class, Class::Thing | Class::Place) && known.names.is_empty();
            let mute = thing && is_speaker(reading, phrase) && !is_paper(reading, chain);
            number != Number::Plural && class != Class::Person && !mute
        }
        _ => false,
    }
}

fn is_paper(reading: &CorefState<'_>, chain: usize) -> bool {
    let paper = |number: usize| {
        let lemma = reading.document.lemma(reading.phrases[number].head);
        reading.cues.words().has(SourceKind::Document, lemma)
    };
    reading.chains.get(chain).earliest.iter().any(|&number| paper(number))
}

fn class_of(known: Class, earlier: &Phrase) -> Class {
    if earlier.pronoun.is_some() { known } else { earlier.class }
}

/// What is seen of a chain by its nearest mention, `nearer` other chains being nearer.
fn look(reading: &CorefState<'_>, number: usize, other: usize, chain: usize, nearer: usize) -> Seen {
    use Feature as F;
    let document = reading.document;
    let (phrase, earlier) = (&reading.phrases[number], &reading.phrases[other]);
    let known = reading.chains.get(chain);
    let mut seen = [0.0; COUNT];
    let mut see = |feature: Feature, value: f32| seen[feature as usize] = value;
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    let pronoun = phrase.pronoun.expect("only pronouns look for their antecedents");
    let apart = phrase.sentence - earlier.sentence;
    see([F::SameSentence, F::OneBack, F::TwoBack, F::ThreeBack][apart.min(3) as usize], 1.0);
    see(F::Between, (1.0 + number.abs_diff(other) as f32).ln());
    see(F::Nearer, (1.0 + nearer as f32).ln());
    see(F::Nearest, flag(nearer == 0));
    see(
        match earlier.place {
            GrammaticalPlace::Subject => F::Subject,
            GrammaticalPlace::Object => F::Object,
            GrammaticalPlace::Possessor => F::Possessor,
            GrammaticalPlace::Oblique => F::Oblique,
            GrammaticalPlace::Modifier => F::Modifier,
            GrammaticalPlace::Other => F::Elsewhere,
        },
        1.0,
    );
    see(F::SamePlace, flag(earlier.place == phrase.place));
    see(F::SubjectToSubject, flag(earlier.place == phrase.place && phrase.place == GrammaticalPlace::Subject));
    see(F::ToPossessor, flag(phrase.place == GrammaticalPlace::Possessor && apart == 0));
    let is_subject = earlier.place == GrammaticalPlace::Subject;
    see(F::SubjectToPossessor, flag(is_subject && phrase.place == GrammaticalPlace::Possessor && apart == 0));
    see(F::SubjectToObject, flag(is_subject && phrase.place == GrammaticalPlace::Object && apart == 0));
    see(
        match earlier.kind {
            MentionKind::Name => F::Name,
            MentionKind::Nominal => F::Description,
            MentionKind::Pronoun => F::Pronoun,
        },
        1.0,
    );
    let same_word = earlier.pronoun.is_some_and(|other| other.gender == pronoun.gender && other.kind == pronoun.kind);
    see(F::SamePronoun, flag(same_word));
    see(F::Named, flag(!known.names.is_empty() || known.actor.is_some()));
    see(F::Mentions, (known.phrases.len() as f32).ln());
    let first = &reading.phrases[known.earliest[0]];
    see(F::Opens, flag(first.sentence == 0 && first.place == GrammaticalPlace::Subject));
    see(F::GenderKnown, flag(known.gender != Gender::Unknown && known.gender == pronoun.gender));
    see(F::ByEnding, by_ending(reading, known.gender, earlier, pronoun.gender));
    let class = class_of(known.class, earlier);
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Thing, _) => see(
            match class {
                Class::Body => F::ItBody,
                Class::Country => F::ItCountry,
                Class::Place => F::ItPlace,
                Class::Thing => F::ItThing,
                _ => F::ItUnknown,
            },
            1.0,
        ),
        (_, Number::Plural) => {
            let plural = earlier.number == Number::Plural || known.number == Number::Plural;
            see(
                match class {
                    Class::Person if plural => F::TheyPeople,
                    Class::Thing if plural => F::TheyThings,
                    Class::Body if plural => F::TheyBodies,
                    _ if plural => F::TheyOthers,
                    Class::Body => F::TheyBody,
                    Class::Country => F::TheyCountry,
                    _ => F::TheyOne,
                },
                1.0,
            );
        }
        _ => see(if class == Class::Person { F::HePerson } else { F::HeOther }, 1.0),
    }
    // "Dorn said he ...": the subject of a verb above the pronoun.
    let verb = document.head(earlier.head).filter(|_| is_subject);
    let governs =
        apart == 0 && verb.is_some_and(|verb| document.ancestors(phrase.head).take(12).any(|above| above == verb));
    see(F::Governs, flag(governs));
    let own_clause = governs && document.ancestors(phrase.head).take(3).any(|above| Some(above) == verb);
    see(F::GovernsNear, flag(own_clause));
    // The subject of the sentence rather than that of a clause inside it.
    let is_matrix = verb.is_some_and(|verb| document.token(verb).deprel.is_any(&["root", "parataxis"]));
    see(F::Matrix, flag(is_matrix));
    see(F::MatrixBefore, flag(is_matrix && apart == 1));
    // "Some officials complained that their contacts ... They said": who spoke speaks on.
    let speaks = |head: TokenId| {
        let verb = document.head(head).filter(|_| document.token(head).deprel.is("nsubj"));
        verb.is_some_and(|verb| lists::SPEAKING.has(document.lemma(verb)))
    };
    let spoke = is_matrix && speaks(earlier.head);
    see(F::SpeaksOn, flag(spoke && apart > 0 && speaks(phrase.head)));
    // "US officials": a nationality before a noun is seldom what a pronoun takes up.
    let before_noun = document.token(earlier.head).deprel.is_any(&["amod", "compound"]);
    see(F::NameBeforeNoun, flag(earlier.place == GrammaticalPlace::Modifier && earlier.name.is_some() && before_noun));
    // "Dorn's mother said she": within a larger phrase.
    let inside = document.token(earlier.head).deprel.is_any(&["nmod", "nmod:poss", "conj", "appos"]);
    see(F::Inside, flag(inside));
    seen
}

/// Where no list knows the name: more women than men have names in -a, -ie or -elle. 1 for the pronoun's gender, -1 against it.
fn by_ending(reading: &CorefState<'_>, known: Gender, earlier: &Phrase, wanted: Gender) -> f32 {
    let Some(named) = earlier.name.filter(|_| known == Gender::Unknown && wanted != Gender::Unknown) else {
        return 0.0;
    };
    let tokens = &reading.names[named].tokens;
    if tokens.len() < 2 {
        return 0.0;
    }
    let given = reading.document.form(TokenId(tokens.start));
    let hers = lists::HER_ENDINGS.ends(given);
    if hers == (wanted == Gender::Female) { 1.0 } else { -1.0 }
}

/// What another, earlier mention adds.
fn again(_: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, seen: &mut Seen) {
    let apart = phrase.sentence - earlier.sentence;
    let is_subject = earlier.place == GrammaticalPlace::Subject;
    let mut mark = |feature: Feature| seen[feature as usize] = 1.0;
    if is_subject && apart == 0 {
        mark(Feature::AlsoSubject);
    }
    if is_subject && apart == 1 {
        mark(Feature::AlsoSubjectBefore);
    }
    if apart == 1 {
        mark(Feature::AlsoBefore);
    }
}
