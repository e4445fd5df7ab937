//! Names: what the tagger found, put right with the actor tables.

use std::ops::Range;

use hearsay_core::{Document, NameKind, Sentence, TokenId, Upos};

use crate::actors::{ActorKind, Actors, Found, words};
use crate::word_lists as lists;

/// A name in the text.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// Its words, without titles before it.
    pub(super) tokens: Range<u32>,
    /// The word that stands for it in the tree.
    pub(super) head: TokenId,
    pub(super) kind: Kind,
    /// Its row in the actor tables.
    pub(super) actor: Option<usize>,
    /// Whether the text itself tells what it names: "the steel mill Ironhalt".
    pub(super) told: bool,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Organization,
    Place,
    Country,
    /// "Pakistani" in "a Pakistani officer".
    Nationality,
    /// "Pakistanis", "the Dutch", "a Pakistani".
    People,
    /// A name of something that no table and no tagger knows.
    Unknown,
}

/// All names, in text order; a nationality inside another name ("Pakistani" in "Pakistani Navy") is one of its own.
pub(super) fn names(document: &Document, actors: &Actors) -> Vec<Named> {
    let mut found = Vec::new();
    let mut tagged = document.names().iter().peekable();
    for sentence in document.sentences() {
        let mut here = Vec::new();
        while let Some(name) = tagged.next_if(|name| name.tokens.start < sentence.tokens.end) {
            let tokens = without_edges(document, without_titles(document, actors, name.tokens.clone(), name.kind));
            let is_description =
                tokens.len() == 1 && tokens.clone().all(|id| is_role_word(document, actors, TokenId(id)));
            let is_turned = tokens.len() == 1 && is_turned(document, tokens.start);
            if !(tokens.is_empty() || is_description || is_turned || is_common(document, tokens.clone())) {
                here.push((tokens, name.kind));
            }
        }
        let known = known(document, actors, sentence);
        let mut named = joined(document, actors, &known, &here);
        named.extend(untagged(document, actors, sentence, &named));
        named.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
        found.extend(named);
    }
    found
}

/// A name of the actor tables in one sentence.
struct Known {
    tokens: Range<u32>,
    actor: usize,
}

/// The longest names of the tables, from left to right.
fn known(document: &Document, actors: &Actors, sentence: &Sentence) -> Vec<Known> {
    let mut cut: Vec<(String, u32)> = Vec::new();
    for id in sentence.ids() {
        cut.extend(words(document.form(id)).into_iter().map(|word| (word, id.0)));
    }
    let plain: Vec<&str> = cut.iter().map(|(word, _)| word.as_str()).collect();
    let mut known = Vec::new();
    let mut at = 0;
    while at < cut.len() {
        let token = cut[at].1;
        let starts = at == 0 || cut[at - 1].1 != token;
        let ends = |length: usize| {
            let last = cut[at + length - 1].1;
            let whole = cut.get(at + length).is_none_or(|next| next.1 != last);
            whole && is_constituent(document, token..last + 1)
        };
        let found = if starts { actors.longest(&plain[at..], ends) } else { None };
        match found {
            // "Labour Minister Dorn" holds an office; the party is another.
            Some(Found { words: 1, .. })
                if plain.get(at + 1).is_some_and(|next| actors.role(&format!("{} {next}", plain[at])).is_some()) =>
            {
                at += 1;
            }
            Some(Found { actor, words: 1 }) if is_state(actors, &plain, at) => {
                let state = actors.state(actor).unwrap_or(actor);
                known.push(Known { tokens: token..token + 1, actor: state });
                at += 1;
            }
            Some(Found { actor, words }) if can_be_name(document, token, words) => {
                known.push(Known { tokens: token..cut[at + words - 1].1 + 1, actor });
                at += words;
            }
            _ => at += 1,
        }
    }
    known
}

/// "Georgia Gov. Dett", "the governor of Georgia", "Atlanta, Georgia": a state with the name of a country.
fn is_state(actors: &Actors, words: &[&str], at: usize) -> bool {
    let lower = |at: usize| words.get(at).map(|word| word.to_lowercase()).unwrap_or_default();
    let before = |back: usize| at.checked_sub(back).map(lower).unwrap_or_default();
    let office = |word: &str| lists::STATE_OFFICES.has(word);
    let city = || {
        let before = (0..at).rev().find(|&word| words[word].chars().any(char::is_alphanumeric));
        let found = before.and_then(|city| actors.longest(&words[city..=city], |_| true));
        found.is_some_and(|city| {
            actors.at(city.actor).kind == ActorKind::City && actors.at(city.actor).code(None) == "USA"
        })
    };
    office(&lower(at + 1)) || (before(1) == "of" && office(&before(2))) || city()
}

/// "US intelligence" is no name in "US intelligence experts": one with common nouns must be a phrase of its own.
fn is_constituent(document: &Document, tokens: Range<u32>) -> bool {
    let is_common = |id: u32| {
        let token = document.token(TokenId(id));
        token.upos == Upos::Noun && document.form(TokenId(id)).starts_with(char::is_lowercase)
    };
    if tokens.len() == 1 || !tokens.clone().any(is_common) {
        return true;
    }
    let last = TokenId(tokens.end - 1);
    let goes_on = document.token(last).deprel.is("compound") && document.head(last).is_some_and(|above| above > last);
    let outside = |id: &u32| document.head(TokenId(*id)).is_none_or(|above| !tokens.contains(&above.0));
    !goes_on && tokens.clone().filter(outside).count() == 1
}

/// "persona non grata": a phrase in small letters whose first word is a noun like others.
fn is_common(document: &Document, tokens: Range<u32>) -> bool {
    let small = tokens.clone().all(|id| document.form(TokenId(id)).starts_with(char::is_lowercase));
    small && tokens.len() > 1 && document.token(TokenId(tokens.start)).upos == Upos::Noun
}

/// "anti-American" is no American.
fn is_turned(document: &Document, token: u32) -> bool {
    let form = document.form(TokenId(token)).to_lowercase();
    lists::TURNING_PREFIXES.begins(&form)
}

/// "US" in a headline in capitals may be the pronoun, and "Who" begins a question.
fn can_be_name(document: &Document, first: u32, words: usize) -> bool {
    let upos = document.token(TokenId(first)).upos;
    words > 1 || matches!(upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num)
}

/// The tagger's names and the tables', one name for each stretch.
fn joined(document: &Document, actors: &Actors, known: &[Known], tagged: &[(Range<u32>, NameKind)]) -> Vec<Named> {
    let overlap = |a: &Range<u32>, b: &Range<u32>| a.start < b.end && b.start < a.end;
    let mut named = Vec::new();
    let mut taken: Vec<Range<u32>> = Vec::new();
    for name in known {
        let actor = actors.at(name.actor);
        let rival = tagged.iter().find(|(tokens, _)| overlap(tokens, &name.tokens));
        let longer = rival.filter(|(tokens, _)| tokens.len() > name.tokens.len());
        let inside = longer.is_some_and(|(tokens, _)| {
            let heads_it = name.tokens.contains(&head_of(document, tokens.clone()).0);
            !heads_it
                || actor.kind == ActorKind::Person
                || tokens.start != name.tokens.start && !starts_known(known, tokens)
        });
        let of_country = matches!(actor.kind, ActorKind::Country | ActorKind::Demonym);
        if inside {
            let rival_is_person = longer.is_some_and(|(_, kind)| *kind == NameKind::Person);
            if of_country && !rival_is_person {
                named.push(of_actor(document, actors, name.tokens.clone(), name.actor));
            }
            continue;
        }
        if is_part_of_longer_name(document, name, actor.kind, known) {
            continue;
        }
        // "Jordan said she was tired": a place of the tables that the tagger takes for a person.
        let person_instead = rival.is_some_and(|(tokens, kind)| {
            *tokens == name.tokens && *kind == NameKind::Person && actor.kind == ActorKind::City
        });
        if person_instead {
            continue;
        }
        taken.push(name.tokens.clone());
        named.push(of_actor(document, actors, name.tokens.clone(), name.actor));
    }
    for (tokens, kind) in tagged {
        if taken.iter().any(|range| overlap(range, tokens)) {
            continue;
        }
        let kind = match kind {
            NameKind::Person => Kind::Person,
            NameKind::Organization => Kind::Organization,
            NameKind::Place => Kind::Place,
        };
        named.push(Named {
            tokens: tokens.clone(),
            head: climbed(document, tokens.clone(), kind),
            kind,
            actor: None,
            told: false,
        });
    }
    named
}

/// "US Central Intelligence Agency" as one tagged name is the agency of the tables, and "US" is a name of its own.
fn starts_known(known: &[Known], tokens: &Range<u32>) -> bool {
    known.iter().any(|name| name.tokens.start == tokens.start && name.tokens.end < tokens.end)
}

fn of_actor(document: &Document, actors: &Actors, tokens: Range<u32>, actor: usize) -> Named {
    let head = head_of(document, tokens.clone());
    let kind = match actors.at(actor).kind {
        ActorKind::Country => Kind::Country,
        ActorKind::Capital | ActorKind::City => Kind::Place,
        ActorKind::Person => Kind::Person,
        ActorKind::Demonym if is_modifier(document, head) => Kind::Nationality,
        ActorKind::Demonym => Kind::People,
        ActorKind::Organization | ActorKind::Group | ActorKind::Title => Kind::Organization,
    };
    Named { head: climbed(document, tokens.clone(), kind), tokens, kind, actor: Some(actor), told: false }
}

fn is_modifier(document: &Document, head: TokenId) -> bool {
    let token = document.token(head);
    let governed_from_the_right = token.head.is_some_and(|above| above > head);
    token.deprel.is_any(&["amod", "compound"]) && governed_from_the_right
        || token.upos == Upos::Adj
            && (token.deprel.is("conj") || document.child(head, &["cop"]).is_some())
            && document.child(head, &["det"]).is_none()
}

/// "Paris" of "Paris Hilton" and "Hyde" of "Hyde Park Street" are no names of the tables; "US" of "US Congress" is.
fn is_part_of_longer_name(document: &Document, name: &Known, kind: ActorKind, known: &[Known]) -> bool {
    let outside = |id: TokenId| !name.tokens.contains(&id.0);
    let is_proper = |id: TokenId| document.token(id).upos == Upos::Propn;
    let in_known = |id: TokenId| known.iter().any(|other| other.tokens.contains(&id.0));
    let head = head_of(document, name.tokens.clone());
    let flat_below = document.children_by(head, &["flat"]).any(|child| outside(child) && is_proper(child));
    let above = document.head(head).filter(|&above| outside(above) && is_proper(above) && !in_known(above));
    let flat_above = above.is_some() && document.token(head).deprel.is("flat");
    let is_role_before = |id: TokenId| document.token(id).deprel.is("flat") && id.0 < name.tokens.start;
    let titled =
        kind == ActorKind::Person && above.is_some_and(|above| above.0 < name.tokens.start && !is_role_before(above));
    let city_before = matches!(kind, ActorKind::City) && above.is_some() && document.token(head).deprel.is("compound");
    flat_below || flat_above && !titled || city_before && above.is_some_and(|above| above.0 == name.tokens.end)
}

/// Runs of proper nouns that nobody knows: "Gulf Cartel", "Ms Dorn" with a tagger asleep.
fn untagged(document: &Document, actors: &Actors, sentence: &Sentence, named: &[Named]) -> Vec<Named> {
    let mut taken = vec![false; sentence.tokens.len()];
    for name in named {
        for token in name.tokens.clone() {
            taken[(token - sentence.tokens.start) as usize] = true;
        }
    }
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let free = |id: u32| {
            id < sentence.tokens.end
                && !taken[(id - sentence.tokens.start) as usize]
                && document.token(TokenId(id)).upos == Upos::Propn
                && document.form(TokenId(id)).chars().any(char::is_alphabetic)
        };
        if !free(at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while free(end) && linked(document, at..end, end) {
            end += 1;
        }
        let tokens = at..end;
        let head = climbed(document, tokens.clone(), Kind::Unknown);
        // "the President" is a description, "Friday" is a day.
        let is_none = |id: u32| {
            let form = document.form(TokenId(id));
            let small = document.lemma(TokenId(id)).to_lowercase();
            super::nouns::is_date(form)
                || super::nouns::is_courtesy(form.trim_end_matches('.'))
                || actors.role(form).is_some()
                || super::nouns::is_body(&small)
                || super::nouns::is_people(&small)
        };
        let is_description =
            tokens.clone().all(is_none) || actors.role(document.text(document.span_of(tokens.clone()))).is_some();
        if tokens.contains(&head.0) && !is_description && !is_turned(document, tokens.start) {
            found.push(Named { tokens, head, kind: Kind::Unknown, actor: None, told: false });
        }
        at = end;
    }
    found
}

fn linked(document: &Document, run: Range<u32>, next: u32) -> bool {
    let above = document.head(TokenId(next));
    above
        .is_some_and(|above| run.contains(&above.0) && !document.token(TokenId(next)).deprel.is_any(&["conj", "appos"]))
        || run.clone().any(|id| document.head(TokenId(id)) == Some(TokenId(next)))
        || above.is_some()
            && run.clone().any(|id| document.head(TokenId(id)) == above)
            && document.token(TokenId(next)).deprel.is_any(&["flat", "compound", "nmod:desc"])
}

/// The word of `tokens` that depends on a word outside, nearest to the root.
pub(super) fn head_of(document: &Document, tokens: Range<u32>) -> TokenId {
    let outside = |id: &TokenId| document.head(*id).is_none_or(|above| !tokens.contains(&above.0));
    let mut heads = tokens.clone().map(TokenId).filter(outside);
    let nominal = heads.clone().find(|&id| document.token(id).upos != Upos::Punct);
    nominal.or_else(|| heads.next()).unwrap_or(TokenId(tokens.start))
}

/// The word that stands for a name in the tree: where "General" carries "Ahmed Pasha" as its flat tail, that is
/// "General".
fn climbed(document: &Document, tokens: Range<u32>, kind: Kind) -> TokenId {
    let mut head = head_of(document, tokens.clone());
    // "his mentor, General Dorn": a tail across a comma is a parser's mistake.
    let adjoins = |above: TokenId| {
        (above.0..tokens.start)
            .map(TokenId)
            .all(|id| matches!(document.token(id).upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X | Upos::Num))
    };
    for _ in 0..4 {
        let token = document.token(head);
        let tail =
            token.deprel.is_any(&["flat", "goeswith", "fixed"]) || kind == Kind::Person && token.deprel.is("nmod:desc");
        match token.head.filter(|&above| tail && above < head && adjoins(above)) {
            Some(above) => head = above,
            None => break,
        }
    }
    head
}

/// "President Barack Obama" without "President": titles are read as roles.
fn without_titles(document: &Document, actors: &Actors, tokens: Range<u32>, kind: NameKind) -> Range<u32> {
    if kind != NameKind::Person {
        return tokens;
    }
    let mut start = tokens.start;
    while start + 1 < tokens.end && is_title(document, actors, TokenId(start)) {
        start += 1;
    }
    start..tokens.end
}

/// "the President", "Muslims": written like a name, but a description.
pub(super) fn is_role_word(document: &Document, actors: &Actors, token: TokenId) -> bool {
    let form = document.form(token);
    let given = super::given::gender(actors, form) != super::nouns::Gender::Unknown;
    super::nouns::is_courtesy(form.trim_end_matches('.')) || !given && actors.role(form).is_some()
}

/// Whether a word before a name is a title: "General", "Mr".
pub(super) fn is_title(document: &Document, actors: &Actors, token: TokenId) -> bool {
    let above_next = document.head(TokenId(token.0 + 1).min(TokenId(document.sentence(token).tokens.end - 1)));
    is_role_word(document, actors, token)
        && (super::nouns::is_courtesy(document.form(token).trim_end_matches('.'))
            || document.token(token).deprel.is_any(&["nmod", "compound", "flat", "appos"])
            || document.token(token).upos == Upos::Noun
            || above_next == Some(token))
}

/// Taggers take "the" before and "'s" after a name along now and then.
fn without_edges(document: &Document, tokens: Range<u32>) -> Range<u32> {
    let is_edge = |id: u32| {
        let token = document.token(TokenId(id));
        matches!(token.upos, Upos::Det | Upos::Adp | Upos::Part | Upos::Cconj)
            || token.upos == Upos::Punct && !document.form(TokenId(id)).ends_with('.')
    };
    let mut tokens = tokens;
    while !tokens.is_empty() && is_edge(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_edge(tokens.end - 1) {
        tokens.end -= 1;
    }
    tokens
}
