//! Actor codes: a country from the words beside a role, a role from the noun, both from the tables for names.

use hearsay_core::{MentionKind, TokenId, Upos};

use super::attachment::owner;
use super::chains::EARLIEST;
use super::coref_state::CorefState;
use super::names::Kind;
use super::nouns;
use super::phrases::{Class, Phrase, premodifiers};
use crate::actors::country_of_code;
use crate::syntax::phrase::of_phrase;
use crate::word_lists as lists;

/// What the text says of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The whole actor code.
    pub(super) code: Option<String>,
    /// The chain of the body at whose head it stands.
    pub(super) head_of: Option<usize>,
    /// The chain of the body that it belongs to.
    pub(super) member_of: Option<usize>,
}

/// How many bodies deep "a spokesman for the embassy of Arland" is followed.
const DEPTH: usize = 4;

/// The standing of a chain on the day of publication.
pub(super) fn standing(reading: &CorefState<'_>, chain: usize) -> Standing {
    standing_at(reading, chain, 0)
}

fn standing_at(reading: &CorefState<'_>, chain: usize, depth: usize) -> Standing {
    let known = reading.chains.get(chain);
    let mut standing = Standing::default();
    let phrases = &known.earliest;
    let mut role: Option<String> = None;
    let mut country: Option<String> = None;
    let mut inherited: Option<String> = None;
    if depth < DEPTH {
        // Far down a chain of bodies a few mentions say enough.
        let most = if depth == 0 { EARLIEST } else { 6 };
        for &number in phrases.iter().take(most) {
            for said in descriptions(reading, number) {
                let said = said.looked_up(reading, chain, depth);
                role = role.or(said.role);
                country = country.or(said.country);
                inherited = inherited.or(said.inherited);
                standing.head_of = standing.head_of.or(said.head_of);
                standing.member_of = standing.member_of.or(said.member_of);
            }
        }
    }
    let published = reading.document.article().published;
    standing.code = match known.actor {
        Some(actor) => Some(in_office(reading.actors.at(actor).code(published), role.as_deref())),
        None => {
            let governed = || governed(reading, phrases, role.as_deref());
            let country = country
                .or_else(|| region(reading, phrases))
                .or_else(governed)
                .or_else(|| at_home(reading, phrases, role.as_deref()));
            inherited.or_else(|| joined(country.as_deref(), role.as_deref()))
        }
    };
    standing
}

/// The tables know no office for the day, but the text names one: "President Dorn", "General Dorn".
fn in_office(code: &str, role: Option<&str>) -> String {
    match (code.get(..3), role) {
        (Some(country), Some(role))
            if (&code[3..] == "ELI" && role != "ELI")
                || (matches!(&code[3..], "OPP" | "PTY") && role.starts_with("GOV")) =>
        {
            format!("{country}{}", role.strip_prefix(country).unwrap_or(role))
        }
        _ => code.to_owned(),
    }
}

/// "south Arland", "Western Arland": a part of the country that the rest names.
fn region(reading: &CorefState<'_>, phrases: &[usize]) -> Option<String> {
    let document = reading.document;
    phrases.iter().find_map(|&number| {
        let phrase = &reading.phrases[number];
        let name = reading.names.get(phrase.name.filter(|_| matches!(phrase.class, Class::Place | Class::Unknown))?)?;
        let first = document.form(TokenId(name.tokens.start)).to_lowercase();
        if name.tokens.len() < 2 || !lists::REGIONS.begins(&first) {
            return None;
        }
        let rest = document.text(document.span_of(name.tokens.start + 1..name.tokens.end));
        reading.actors.country_of_adjective(rest).map(str::to_owned)
    })
}

/// "President Reagan", without his first name or his country.
fn governed(reading: &CorefState<'_>, phrases: &[usize], role: Option<&str>) -> Option<String> {
    role.filter(|role| role.starts_with("GOV"))?;
    let published = reading.document.article().published;
    phrases.iter().find_map(|&number| {
        let phrase = &reading.phrases[number];
        let name = &reading.names[phrase.name?];
        let last = TokenId(name.tokens.end.checked_sub(1)?);
        let country = reading.actors.country_governed_by(reading.document.form(last), published)?;
        (phrase.class == Class::Person).then(|| country.to_owned())
    })
}

/// Courts, parliaments, parties and police act at home: where nobody names their country, it is the only one that their
/// sentence names and the one that the article is about. Of fighters and people it is only where they are.
fn at_home(reading: &CorefState<'_>, phrases: &[usize], role: Option<&str>) -> Option<String> {
    let role = role?.get(..3)?;
    let anywhere = matches!(role, "GOV" | "JUD" | "LEG" | "COP" | "OPP" | "PTY" | "LAB" | "EDU" | "ELI");
    let there = matches!(role, "MIL" | "REB" | "UAF" | "SEP" | "AGR" | "REL" | "CRM" | "REF");
    let home = reading.home.filter(|_| anywhere || there)?;
    let document = reading.document;
    let first = reading.phrases.get(*phrases.first()?)?;
    let sentence = document.sentence(first.head).tokens.clone();
    let from = reading.names.partition_point(|name| name.tokens.start < sentence.start);
    let elsewhere = reading.acting.is_some_and(|(first, last)| first < sentence.start || last >= sentence.end);
    let mut stands = false;
    for name in reading.names[from..].iter().take_while(|name| name.tokens.start < sentence.end) {
        let Some(country) = name.actor.and_then(|actor| country_of_code(reading.actors.at(actor).code(None))) else {
            continue;
        };
        if country != home {
            return None;
        }
        let case = document.child(name.head, &["case"]).map(|case| document.lemma(case));
        // "The government thanked Breland": one that deals with the only country named is another's.
        let deals = role == "GOV" && name.head > first.head && !elsewhere;
        stands |= anywhere && !deals || matches!(case, Some("in" | "In" | "across" | "throughout" | "inside"));
    }
    stands.then(|| home.to_owned())
}

/// Country and role in one code; `---` stands for a country that nobody names.
pub(super) fn joined(country: Option<&str>, role: Option<&str>) -> Option<String> {
    match (country, role) {
        (None, None) => None,
        (Some(country), None) => Some(country.to_owned()),
        (Some(country), Some(role)) => Some(format!("{country}{}", role.strip_prefix(country).unwrap_or(role))),
        // "the international community", "aid groups": international where no country is named.
        (None, Some(role)) if matches!(&role[..3.min(role.len())], "INT" | "NGO" | "MNC" | "IGO" | "NGM") => {
            Some(role.to_owned())
        }
        (None, Some(role)) => Some(format!("---{role}")),
    }
}

/// One description, as words: its role, and the chains that it ties itself to.
#[derive(Default)]
struct Said {
    role: Option<String>,
    /// The country that the noun itself names: "Arlanders".
    country: Option<String>,
    tied: Option<usize>,
    leads: bool,
    /// "elements of", "some of": what holds of the whole holds of the part.
    is_part: bool,
    /// Officials, spokesmen and fighters share the code of what they speak or fight for; its victims do not.
    shares: bool,
    is_body: bool,
    /// "supporters of President Dorn" are of his country.
    follows: bool,
    former: bool,
    also: Option<usize>,
}

struct LookedUp {
    role: Option<String>,
    country: Option<String>,
    inherited: Option<String>,
    head_of: Option<usize>,
    member_of: Option<usize>,
}

impl Said {
    fn looked_up(self, reading: &CorefState<'_>, chain: usize, depth: usize) -> LookedUp {
        let mut found =
            LookedUp { role: self.role, country: self.country, inherited: None, head_of: None, member_of: None };
        let own = reading.chains.now(chain);
        if self.former && found.role.as_deref().is_some_and(|role| !role.starts_with("CVL")) {
            found.role = Some("ELI".to_owned());
        }
        for tied in [self.tied, self.also].into_iter().flatten().filter(|&tied| tied != own) {
            let code = standing_at(reading, tied, depth + 1).code;
            let class = reading.chains.get(tied).class;
            let country = code.as_deref().and_then(country_of_code).map(str::to_owned);
            match class {
                _ if self.is_part => {
                    found.inherited = found.inherited.or(code);
                    found.member_of = found.member_of.or(Some(tied));
                }
                Class::Body => {
                    if self.shares && !self.former {
                        let whole = code.filter(|code| code.len() > 3 && !code.starts_with("---"));
                        found.inherited = found.inherited.or(whole);
                        if self.leads {
                            found.head_of = found.head_of.or(Some(tied));
                        }
                        found.member_of = found.member_of.or(Some(tied));
                    }
                    found.country = found.country.or(country);
                }
                Class::Country => {
                    found.country = found.country.or(country);
                    if self.is_body {
                        found.member_of = found.member_of.or(Some(tied));
                    }
                }
                Class::Person if self.shares => {
                    found.inherited =
                        found.inherited.or(code.filter(|code| code.len() > 3 && !code.starts_with("---")));
                    found.country = found.country.or(country);
                }
                Class::Person if self.follows => found.country = found.country.or(country),
                // An aide is of his master's country; a lawyer or a victim's brother need not be.
                Class::Person
                    if !found.role.as_deref().is_some_and(|role| role.starts_with("GOV") || role == "ELI") => {}
                _ => found.country = found.country.or(country),
            }
        }
        found
    }
}

/// What one phrase says: a description in its noun, a name in its titles.
fn descriptions(reading: &CorefState<'_>, number: usize) -> Vec<Said> {
    let phrase = &reading.phrases[number];
    if phrase.kind == MentionKind::Pronoun {
        return Vec::new();
    }
    match phrase.name.map(|name| &reading.names[name]) {
        Some(name) if name.kind == Kind::People => people(reading, phrase).into_iter().collect(),
        Some(name) if name.kind == Kind::Person || phrase.class == Class::Person => {
            titles(reading, phrase, name.tokens.start).into_iter().collect()
        }
        Some(name) if name.actor.is_none() && phrase.class == Class::Body => {
            let last = TokenId(name.tokens.end - 1);
            let words = (name.tokens.clone()).map(TokenId);
            let inner = words.clone().filter(|&id| id != phrase.head).find_map(|id| reading.chain_at(id));
            let role = words.rev().find_map(|id| role_ending_at(reading, id, name.tokens.start));
            let role = role.or_else(|| reading.actors.role(reading.document.form(last)).map(str::to_owned));
            let tied = inner.or_else(|| owner(reading, phrase.head)).or_else(|| placed(reading, phrase.head));
            vec![Said { role, tied, is_body: true, ..Said::default() }]
        }
        Some(_) => Vec::new(),
        None => vec![nominal(reading, phrase)],
    }
}

/// "Pakistanis": people of a country.
fn people(reading: &CorefState<'_>, phrase: &Phrase) -> Option<Said> {
    let name = &reading.names[phrase.name?];
    let document = reading.document;
    // "ethnic Arlanders in Breland" live in Breland.
    let ethnic =
        document.child(phrase.head, &["amod"]).is_some_and(|word| document.lemma(word).eq_ignore_ascii_case("ethnic"));
    if let Some(tied) = placed(reading, phrase.head).filter(|_| ethnic) {
        return Some(Said { role: Some("CVL".to_owned()), tied: Some(tied), ..Said::default() });
    }
    let code = reading.actors.at(name.actor?).code(None);
    let country = country_of_code(code).map(str::to_owned);
    let role = code.get(3..).filter(|role| !role.is_empty()).map(str::to_owned);
    Some(Said { role, country, ..Said::default() })
}

fn nominal(reading: &CorefState<'_>, phrase: &Phrase) -> Said {
    let document = reading.document;
    let head = phrase.head;
    let lemma = document.lemma(head).to_lowercase();
    let sentence_start = document.sentence(head).tokens.start;
    let role = role_ending_at(reading, head, sentence_start);
    let part = of_phrase(document, head).filter(|_| nouns::is_part(&lemma) && role_is_weak(role.as_deref()));
    let former = premodifiers(document, head).any(|word| is_former(document.lemma(word)));
    let tied =
        part.and_then(|of| reading.chain_at(of)).or_else(|| owner(reading, head)).or_else(|| placed(reading, head));
    // "its neighbour", "Arland's rivals" are somebody else's people.
    let other = lists::COUNTERPARTS.has(&lemma) && document.child(head, &["nmod:poss"]).is_some();
    let tied = tied.filter(|_| !other);
    let also = placed(reading, head).filter(|&place| Some(place) != tied);
    Said {
        shares: shares_code(&lemma, role.as_deref()),
        leads: nouns::is_leader(&lemma) && !reading.leads_a_part(head),
        follows: lists::SUPPORTERS.has(&lemma),
        is_part: part.is_some(),
        is_body: phrase.class == Class::Body,
        former,
        role: role.filter(|_| phrase.class != Class::Country),
        country: None,
        tied,
        also,
    }
}

fn role_is_weak(role: Option<&str>) -> bool {
    role.is_none_or(|role| matches!(role, "CVL" | "GOV" | "PTY" | "ELI"))
}

fn is_former(lemma: &str) -> bool {
    lists::FORMER.has(lemma)
}

/// Whether people so called share the code of the body beside them.
fn shares_code(lemma: &str, role: Option<&str>) -> bool {
    nouns::is_leader(lemma)
        || nouns::is_body(lemma)
        || lists::STAFF.has(lemma)
        || role.is_some_and(|role| matches!(role, "MIL" | "SPY" | "COP" | "UAF"))
}

/// The place behind "in", "at", "from" or "for" that tells where somebody belongs: "the embassy in Arland" is another's,
/// so bodies abroad keep the owner before them.
fn placed(reading: &CorefState<'_>, head: TokenId) -> Option<usize> {
    let document = reading.document;
    document.children_by(head, &["nmod"]).filter(|&child| child > head).find_map(|child| {
        let case = document.child(child, &["case"]).map(|case| document.lemma(case).to_lowercase());
        let ties = matches!(
            case.as_deref(),
            Some("in" | "of" | "from" | "for" | "at" | "with" | "to" | "by" | "within" | "inside")
        );
        let phrase = &reading.phrases[reading.by_head[child.index()]?];
        let acts = matches!(phrase.class, Class::Body | Class::Country | Class::Place | Class::Person) && ties;
        acts.then(|| reading.chain_at(child)).flatten()
    })
}

/// The role of the longest compound that ends at `head`: "foreign minister" before "minister".
pub(super) fn role_ending_at(reading: &CorefState<'_>, head: TokenId, start: u32) -> Option<String> {
    let document = reading.document;
    let first = start.max(head.0.saturating_sub(4));
    let compounds = (first..=head.0).filter_map(|from| {
        let span = document.token(TokenId(from)).span.cover(document.token(head).span);
        reading.actors.role(document.text(span))
    });
    let lemma = || {
        reading.actors.role(document.lemma(head)).filter(|_| document.token(head).upos != Upos::Adj || head.0 > start)
    };
    compounds.into_iter().next().or_else(lemma).map(str::to_owned)
}

/// What stands before a person's name: "Arland's Foreign Minister Anna Dorn", "CIA spokesman George Dorn".
fn titles(reading: &CorefState<'_>, phrase: &Phrase, name_start: u32) -> Option<Said> {
    let document = reading.document;
    let sentence = document.sentence(phrase.head);
    let first = sentence.ids().find(|&id| document.token(id).span.start() >= phrase.span.start())?.0;
    // "President Dorn's plan": the title stands before the words of the mention.
    let title = document.children_by(phrase.head, &["nmod:desc"]).next().map(|title| title.0);
    let first = title.map_or(first, |title| title.min(first));
    let head = phrase.head.0;
    let mut title = None;
    for id in (first..name_start).rev() {
        if let Some(role) = role_ending_at(reading, TokenId(id), first) {
            title = Some((id, role));
            break;
        }
    }
    let place = title.as_ref().map(|(place, _)| *place);
    let tie = |id: u32| {
        let number = reading.by_head[id as usize].filter(|_| id != head)?;
        let other = &reading.phrases[number];
        let acts = other.name.is_some() && matches!(other.class, Class::Body | Class::Country | Class::Place);
        acts.then(|| reading.chains.of(number)).flatten()
    };
    // "Arland's ambassador to Breland Anna Dorn" is Arland's: what stands before the title counts first.
    let before = (first..place.unwrap_or(name_start)).rev().find_map(tie);
    let tied = before.or_else(|| (place.unwrap_or(name_start)..name_start).rev().find_map(tie));
    let former = (first..name_start).any(|id| is_former(document.lemma(TokenId(id))));
    let role = title.map(|(_, role)| role);
    if role.is_none() && tied.is_none() {
        return None;
    }
    let lemma = place.map(|id| document.lemma(TokenId(id)).to_lowercase()).unwrap_or_default();
    Some(Said {
        shares: place.is_none() || shares_code(&lemma, role.as_deref()),
        leads: (first..name_start).any(|id| nouns::is_leader(&document.lemma(TokenId(id)).to_lowercase())),
        former,
        role,
        tied,
        ..Said::default()
    })
}
