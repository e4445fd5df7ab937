//! Pronouns: he, she, they, it and theirs. Number, gender and grammar say who can be meant; learned weights say who is.
//!
//! The ranker is linear over what is seen of a chain and its nearest mention (after Lappin & Leass 1994 and Denis & Baldridge 2008);
//! `training/hearsay_training/pronouns.py` learns its weights from GUM and GAP.

use hearsay_core::{MentionKind, TokenId};

use super::agreement::{SENTENCES, WINDOW, agrees, class_of, is_plural, is_speaker, says};
use super::binding::{blocked, named_below, named_in_own_words, named_in_told, reflexive, takes_up_a_clause};
use super::charges;
use super::coref_state::{Choice, CorefState};
use super::leads::speaks_on;
use super::nouns::{Gender, Number, PronounKind};
use super::phrases::{Class, Phrase};
use super::place::GrammaticalPlace;
use super::pronoun_weights::{COUNT, Feature, WEIGHTS};
use crate::word_lists as lists;

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
    if let Some(accused) = charges::accused_of_speaker(reading, number) {
        return accused;
    }
    if let Some(accused) = charges::accused_above(reading, number) {
        return Some(accused);
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
        let other = speaks_on.as_ref().filter(|lead| lead.chain != chain);
        if other.is_some_and(|lead| lead.speaks) && named_in_told(reading, number, chain) {
            continue;
        }
        // "Beacon's publisher, Rupert Oste, questioned the paper. "It is false," he said": the man, and not whose publisher he is.
        if other.is_some_and(|lead| lead.owner == Some(chain)) {
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
    let best = best.map(|(_, chain)| chain);
    best.filter(|&chain| !charges::is_among_us(reading, number, chain))
}

/// The chains that a personal pronoun can stand for, the nearest first.
fn candidates(reading: &CorefState<'_>, number: usize) -> Vec<(usize, Seen)> {
    let phrase = &reading.phrases[number];
    let mut found: Vec<(usize, Seen)> = Vec::new();
    let mut bodies = Vec::new();
    if takes_up_a_clause(reading.document, phrase) {
        return found;
    }
    let mut forbidden: Vec<usize> = accuser(reading, phrase, number).into_iter().collect();
    forbidden.extend(named_below(reading, number));
    forbidden.extend(named_in_own_words(reading, number));
    forbidden.extend(charges::accuser_above(reading, number));
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
        // `"The bank will not fail," they wrote`: in their own words they are "we".
        if told_itself(reading, phrase, number, earlier) {
            continue;
        }
        // "The bank said that it had sued two traders after they lied": a body that is "it" is not "they", if others can be.
        if is_plural(phrase) && is_it(reading, phrase, chain) {
            bodies.push((other, chain));
            forbidden.push(chain);
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
    let plural = [Feature::TheyPeople, Feature::TheyBodies, Feature::TheyOthers];
    if !found.iter().any(|(_, seen)| plural.iter().any(|&kind| seen[kind as usize] > 0.0)) {
        for (other, chain) in bodies {
            forbidden.retain(|&known| known != chain);
            let seen = look(reading, number, other, chain, found.len());
            found.push((chain, seen));
        }
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

/// Whether a mention stands in what the pronoun itself says in quotation marks.
fn told_itself(reading: &CorefState<'_>, phrase: &Phrase, number: usize, earlier: &Phrase) -> bool {
    let own = reading.quotes.speaker(earlier.head) == Some(number) && earlier.sentence == phrase.sentence;
    own && is_plural(phrase) && is_speaker(reading, phrase)
}

/// Whether the text calls a body "it" nearby.
fn is_it(reading: &CorefState<'_>, phrase: &Phrase, chain: usize) -> bool {
    let known = reading.chains.get(chain);
    let near = |&&number: &&usize| reading.phrases[number].sentence + 1 >= phrase.sentence;
    let called = |&number: &usize| reading.phrases[number].pronoun.is_some_and(|it| it.kind == PronounKind::Thing);
    known.class == Class::Body && known.number != Number::Plural && known.phrases.iter().filter(near).any(called)
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
