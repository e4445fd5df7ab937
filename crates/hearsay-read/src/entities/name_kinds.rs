//! What a name names, decided from all of its mentions: taggers take a mill, a magazine or a state with a new name for a person.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Document, TokenId, Upos};

use super::names::{Kind, Named, is_role_word};
use super::nouns::{self, Gender};
use crate::actors::Actors;
use crate::lower::lower;
use crate::word_lists as lists;

/// What speaks for each kind.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    person: u32,
    body: u32,
    place: u32,
    /// Those of the tagger, who may be wrong.
    tagged: [u32; 3],
}

impl Votes {
    /// For a person, a body and a place.
    fn totals(&self) -> [u32; 3] {
        let [person, body, place] = self.tagged.map(|tags| tags.min(TAGS));
        [self.person + person, self.body + body, self.place + place]
    }

    fn most_tagged(&self) -> u32 {
        self.tagged.into_iter().max().unwrap_or_default()
    }

    /// What most mentions are tagged as.
    fn tagged_kind(&self) -> Option<Kind> {
        let kinds = [Kind::Person, Kind::Organization, Kind::Place];
        kinds
            .into_iter()
            .zip(self.tagged)
            .max_by_key(|(_, tags)| *tags)
            .filter(|(_, tags)| *tags > 0)
            .map(|(kind, _)| kind)
    }
}

/// What the tagger's word for one mention counts, and for all of them at most.
const TAG: u32 = 2;
const TAGS: u32 = 3;
/// What one clear word of the text counts.
const TOLD: u32 = 4;
/// What a hint counts.
const HINT: u32 = 2;

/// Gives all mentions of a name that no table knows the kind that most speaks for.
pub(super) fn settle(document: &Document, actors: &Actors, names: &mut [Named]) {
    let keys = keys(document, names);
    let peoples = peoples(document);
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    for (name, key) in names.iter().zip(&keys) {
        if let Some(key) = key {
            vote(document, actors, name, votes.entry(key).or_default());
        }
    }
    // "Tavisk" beside "Tavisk Baby" and "Tavisk Nest"
    let makers = begin_several(&votes);
    for (key, votes) in &mut votes {
        if makers.contains(*key) {
            votes.body += TOLD;
        }
    }
    // "Corla" beside "a Corlan tribunal"
    for (key, votes) in &mut votes {
        if !key.contains(' ') && is_of_people(key, &peoples) {
            votes.place += TOLD + HINT;
        }
    }
    for (name, key) in names.iter_mut().zip(&keys) {
        let Some(votes) = key.as_ref().and_then(|key| votes.get(key.as_str())) else { continue };
        let [person, body, place] = votes.totals();
        let known = match name.kind {
            Kind::Person => person,
            Kind::Organization => body,
            Kind::Place => place,
            _ => 1,
        };
        let (kind, most, told) = [
            (Kind::Person, person, votes.person),
            (Kind::Organization, body, votes.body),
            (Kind::Place, place, votes.place),
        ]
        .into_iter()
        .max_by_key(|(kind, votes, _)| (*votes, *kind == name.kind))
        .unwrap_or((name.kind, 0, 0));
        // Where nothing in the text tells, what most of the mentions are tagged as: one name is not a man here and a town there.
        let likelier = told == 0 && votes.tagged.iter().filter(|&&tags| tags == votes.most_tagged()).count() == 1;
        if told > 0 && most > known {
            name.kind = kind;
        } else if likelier && let Some(kind) = votes.tagged_kind() {
            name.kind = kind;
        }
        // Two words alike of the tagger's tell of a place that has no longer name: "Lomara".
        let alone = told > 0 || kind == Kind::Place && key.as_ref().is_some_and(|key| !key.contains(' '));
        let agreed = alone && most >= TAGS && person + body + place == most;
        name.told = (told >= TOLD || agreed) && name.kind == kind;
    }
}

/// Words with which two longer names begin, none of them a person's.
fn begin_several(votes: &BTreeMap<&str, Votes>) -> BTreeSet<String> {
    let mut bearers: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for (first, votes) in votes.iter().filter_map(|(key, votes)| Some((key.split_once(' ')?.0, votes))) {
        let [person, body, place] = votes.totals();
        let [persons, others] = bearers.entry(first).or_default();
        *(if person > body.max(place) { persons } else { others }) += 1;
    }
    bearers.into_iter().filter(|(_, all)| all[0] == 0 && all[1] > 1).map(|(first, _)| first.to_owned()).collect()
}

/// Words before a noun that are written like names: "Corlan".
fn peoples(document: &Document) -> BTreeSet<String> {
    let capital = |id: &TokenId| document.form(*id).starts_with(char::is_uppercase);
    let before = |id: &TokenId| document.token(*id).deprel.is_any(&["amod", "compound"]);
    document.ids().filter(before).filter(capital).map(|id| document.form(id).to_lowercase()).collect()
}

/// Whether a people or a thing of the place is called by its name: "Corla" and "Corlan", "Berady" and "Beradian", "Sethan" and "Sethani".
fn is_of_people(place: &str, peoples: &BTreeSet<String>) -> bool {
    let stem = place.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    let mut alike = peoples.range(stem.to_owned()..).take_while(|form| form.starts_with(stem));
    place.len() > 3
        && alike.any(|form| {
            form != place && (lists::PEOPLE_ENDINGS.has(&form[stem.len()..]) || *form == format!("{place}n"))
        })
}

/// What each name is filed under: a single word under the one longer name that begins or ends with it.
fn keys(document: &Document, names: &[Named]) -> Vec<Option<String>> {
    let words = |name: &Named| document.text(document.span_of(name.tokens.clone())).to_lowercase();
    let mut longer: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in names.iter().filter(|name| name.tokens.len() > 1 && is_open(name)) {
        let whole = words(name);
        for end in [name.tokens.start, name.tokens.end - 1] {
            let bearers = longer.entry(document.form(TokenId(end)).to_lowercase()).or_default();
            // Two are as good as many: then the word is nobody's.
            if bearers.len() < 2 && !bearers.contains(&whole) {
                bearers.push(whole.clone());
            }
        }
    }
    let key = |name: &Named| {
        let own = words(name);
        // "Jem Tolley, of Tolley & Daughters": the firm is not hers by that word alone.
        if beside_ampersand(document, name) {
            return format!("{own} &");
        }
        let bearers = longer.get(&own).filter(|bearers| name.tokens.len() == 1 && bearers.len() == 1);
        bearers.map_or(own, |bearers| bearers[0].clone())
    };
    names.iter().map(|name| is_open(name).then(|| key(name))).collect()
}

/// Whether the text must tell what the name names.
fn is_open(name: &Named) -> bool {
    name.actor.is_none() && matches!(name.kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Unknown)
}

fn vote(document: &Document, actors: &Actors, name: &Named, votes: &mut Votes) {
    match name.kind {
        Kind::Person => votes.tagged[0] += TAG,
        Kind::Organization => votes.tagged[1] += TAG,
        Kind::Place => votes.tagged[2] += TAG,
        _ => {}
    }
    of_person(document, actors, name, votes);
    of_description(document, actors, name, votes);
    of_governor(document, actors, name, votes);
    of_form(document, actors, name, votes);
    of_clause(document, name, votes);
}

fn sentence_word(document: &Document, name: &Named, at: u32) -> Option<TokenId> {
    document.sentence(name.head).tokens.contains(&at).then_some(TokenId(at))
}

fn before(document: &Document, name: &Named) -> Option<TokenId> {
    name.tokens.start.checked_sub(1).and_then(|at| sentence_word(document, name, at))
}

fn form_at<'d>(document: &'d Document, name: &Named, at: u32) -> &'d str {
    sentence_word(document, name, at).map_or("", |word| document.form(word))
}

/// "Mr Dorn", "Anna Dorn", "Dorn, who", "Dorn, 34,".
fn of_person(document: &Document, actors: &Actors, name: &Named, votes: &mut Votes) {
    let courtesy = |word: TokenId| nouns::is_courtesy(document.form(word).trim_end_matches('.'));
    let titled = before(document, name).is_some_and(|word| {
        courtesy(word) || is_role_word(document, actors, word) && is_somebody(document, actors, word)
    });
    let titled = titled || name.tokens.len() > 1 && courtesy(TokenId(name.tokens.start));
    let given = super::given::gender(actors, document.form(TokenId(name.tokens.start))) != Gender::Unknown;
    let comma = form_at(document, name, name.tokens.end) == ",";
    let next = form_at(document, name, name.tokens.end + u32::from(comma));
    let aged = comma && next.len() == 2 && next.bytes().all(|digit| digit.is_ascii_digit());
    if titled || matches!(next, "who" | "whom") || aged {
        votes.person += TOLD;
    }
    if given {
        votes.person += if name.tokens.len() > 1 { TOLD } else { HINT };
    }
    if comma && next == "which" {
        votes.body += TOLD;
    }
}

fn is_somebody(document: &Document, actors: &Actors, word: TokenId) -> bool {
    let lemma = document.lemma(word).to_lowercase();
    !nouns::is_body(&lemma) && (nouns::is_people(&lemma) || nouns::is_leader(&lemma) || actors.role(&lemma).is_some())
}

/// "the steel mill Ironhalt", "Ironhalt, a steel mill", "the magazine Kabler", "its auditors, Pruit Berg".
fn of_description(document: &Document, actors: &Actors, name: &Named, votes: &mut Votes) {
    // "mills, Ironhalt and Vesper Works": the second of two is what the first is.
    let first = document.head(name.head).filter(|_| document.token(name.head).deprel.is("conj")).unwrap_or(name.head);
    let beside = document.children_by(name.head, &["appos", "nmod:desc", "compound", "flat"]).chain(Some(first));
    let above = document.head(first).filter(|_| document.token(first).deprel.is_any(&["appos", "flat", "nmod:desc"]));
    // "Outside court Anna Dorn said": where she stands.
    let opening = |word: &TokenId| {
        let start = document.sentence(*word).tokens.start;
        word.0 == start + 1 && document.token(TokenId(start)).upos == Upos::Adp
    };
    let nouns = beside.chain(above).chain(before(document, name)).filter(|word| !opening(word));
    let mut nouns: Vec<TokenId> = nouns.filter(|&word| !name.tokens.contains(&word.0)).collect();
    nouns.sort_unstable();
    nouns.dedup();
    let list = document.child(first, &["conj"]).is_some();
    for noun in nouns.into_iter().filter(|&noun| document.token(noun).upos == Upos::Noun) {
        let lemma = document.lemma(noun).to_lowercase();
        let plural = document.token(noun).xpos.as_ref() == "NNS";
        let works = nouns::is_body(&lemma) || lists::WORKS.has(&lemma);
        // Several auditors with one name are a firm.
        let one_of_several = plural && !list && document.token(first).deprel.is("appos");
        if works && plural == list || one_of_several {
            votes.body += TOLD;
        } else if !works && !plural && (nouns::is_people(&lemma) || actors.role(&lemma).is_some()) {
            votes.person += TOLD;
        }
    }
}

/// "an Ironhalt spokeswoman", "Lomara's army", "in Lomara".
fn of_governor(document: &Document, actors: &Actors, name: &Named, votes: &mut Votes) {
    let token = document.token(name.head);
    let Some(above) = token.head else { return };
    let noun = document.lemma(above).to_lowercase();
    let case = document.child(name.head, &["case"]).map(|case| document.lemma(case));
    let serves = lists::REPRESENTATIVES.has(&noun) || lists::STAFF.has(&noun) || lists::FIRM_PARTS.has(&noun);
    if token.deprel.is_any(&["compound", "amod"]) && serves {
        votes.body += TOLD;
    }
    if token.deprel.is_any(&["nmod:poss", "compound"]) && lists::STATE_ORGANS.has(&noun) {
        votes.place += TOLD;
    }
    if token.deprel.is("nmod:poss") && lists::FIRM_PARTS.has(&noun) {
        votes.body += TOLD;
    }
    // "Vantor's chief executive", "a manager at Vantor".
    let led = token.deprel.is("nmod:poss") && lists::HEADS_OF_FIRMS.has(&noun);
    let works_at = case == Some("at") && token.deprel.is("nmod") && is_somebody(document, actors, above);
    if led || works_at {
        votes.body += TOLD;
        return;
    }
    let place = matches!(case, Some("in" | "near" | "across" | "throughout" | "inside" | "outside"));
    if place && token.deprel.is_any(&["obl", "nmod"]) && !is_role_word(document, actors, above) {
        votes.place += HINT;
    }
}

/// "Tolvar Minerals", "Ironhalt Steel".
fn of_form(document: &Document, actors: &Actors, name: &Named, votes: &mut Votes) {
    let last = TokenId(name.tokens.end - 1);
    let given = super::given::gender(actors, document.form(TokenId(name.tokens.start))) != Gender::Unknown;
    let lemma = document.lemma(last).to_lowercase();
    let of_firm = lists::FIRM_NAMES.has(&lemma) || lists::FIRM_NAMES.has(&lower(document.form(last)));
    let firm = document.token(last).xpos.as_ref() == "NNPS" || of_firm;
    if name.tokens.len() > 1 && (nouns::is_body(&lemma) || of_firm && !given) {
        votes.body += TOLD;
    } else if name.tokens.len() > 1 && firm && !given {
        // "Dagma Moges" ends like a plural: one who is "she" later on may still be somebody.
        votes.body += HINT + 1;
    }
    if beside_ampersand(document, name) {
        votes.body += 2 * TOLD;
    }
}

/// "Holt & Berg"
fn beside_ampersand(document: &Document, name: &Named) -> bool {
    let beside = [name.tokens.start.checked_sub(1), Some(name.tokens.end)];
    beside.into_iter().flatten().any(|at| form_at(document, name, at) == "&")
}

/// "Kabler said it could not verify his identity": who is "it" in its own words is no man.
fn of_clause(document: &Document, name: &Named, votes: &mut Votes) {
    let verb = document.head(name.head).filter(|_| document.token(name.head).deprel.is("nsubj"));
    // "Rovers have asked": one who does so is several.
    let several = verb.is_some_and(|verb| {
        let finite = document.children_by(verb, &["aux", "aux:pass", "cop"]).next().unwrap_or(verb);
        let plural = document.token(finite).xpos.as_ref() == "VBP" && finite > name.head && finite != verb;
        plural && document.token(verb).deprel.is("root") && document.child(name.head, &["conj"]).is_none()
    });
    if several {
        votes.body += TOLD;
    }
    let Some(verb) = verb.filter(|&verb| super::agreement::says(document, verb)) else { return };
    let it = document.child(verb, &["ccomp"]).and_then(|told| {
        let subject = document.child(told, &["nsubj"])?;
        let is_it = document.lemma(subject) == "it" && document.token(told).upos == Upos::Verb;
        is_it.then_some(subject)
    });
    // `"It lets the town look in," Ms Bull said`: what stands before may be anything.
    if it.is_some_and(|it| (verb.0 + 1..=verb.0 + 3).contains(&it.0)) {
        votes.body += HINT + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_two_names_of_no_person_is_a_maker() {
        let body = Votes { body: TOLD, ..Votes::default() };
        let place = Votes { tagged: [0, 0, TAG], ..Votes::default() };
        let person = Votes { person: TOLD, ..Votes::default() };
        let makers = |all: &[(&'static str, Votes)]| begin_several(&all.iter().copied().collect());
        assert!(makers(&[("tavisk baby", body), ("tavisk nest", place)]).contains("tavisk"));
        assert!(makers(&[("tavisk baby", body)]).is_empty());
        assert!(makers(&[("dorn mills", body), ("dorn hall", place), ("dorn peter", person)]).is_empty());
    }

    #[test]
    fn where_nothing_is_told_most_tags_count() {
        let tagged = |tagged| Votes { tagged, ..Votes::default() }.tagged_kind();
        assert!(matches!(tagged([TAG, 2 * TAG, 0]), Some(Kind::Organization)));
        assert!(tagged([0; 3]).is_none());
    }
}
