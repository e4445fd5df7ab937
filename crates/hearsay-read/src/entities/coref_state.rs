//! What resolving has found so far: the phrases, their chains, and what is known of each.

use std::collections::BTreeMap;

use hearsay_core::{Document, TokenId};

use super::chains::Chains;
use super::names::Named;
use super::nouns;
use super::phrases::{Class, Phrase};
use super::pronoun_weights::NAMES;
use super::quotes::Quotes;
use crate::Lexicon;
use crate::actors::{Actors, country_of_code};
use crate::cues::Cues;

/// What resolving looks at and builds.
pub(super) struct CorefState<'a> {
    pub(super) document: &'a Document,
    pub(super) actors: &'a Actors,
    pub(super) cues: &'a Cues,
    pub(super) names: &'a [Named],
    pub(super) phrases: &'a [Phrase],
    /// For each word, the phrase it heads.
    pub(super) by_head: Vec<Option<usize>>,
    pub(super) chains: Chains,
    /// Descriptions seen so far, by head noun.
    pub(super) described: BTreeMap<String, Vec<usize>>,
    /// Who leads an organisation: its chain → the leader's chain.
    pub(super) leaders: BTreeMap<usize, usize>,
    pub(super) quotes: Quotes,
    /// The country that most names of the article belong to, where it has half of them or more.
    pub(super) home: Option<&'a str>,
    /// Where the first and the last name of an actor of the tables begin.
    pub(super) acting: Option<(u32, u32)>,
    /// Between whom each pronoun chose, where somebody wants to know.
    pub(super) choices: Option<Vec<Choice>>,
}

/// The country of at least half of the names that have one.
fn home<'a>(names: &[Named], actors: &'a Actors) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for actor in names.iter().filter_map(|name| name.actor) {
        if let Some(country) = country_of_code(actors.at(actor).code(None)) {
            *counts.entry(country).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    counts.into_iter().find(|&(_, count)| count * 2 >= all).map(|(country, _)| country)
}

fn acting(names: &[Named]) -> Option<(u32, u32)> {
    let starts = || names.iter().filter(|name| name.actor.is_some()).map(|name| name.tokens.start);
    starts().min().zip(starts().max())
}

/// Between whom a pronoun chose: for learning the weights.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The pronoun.
    pub pronoun: TokenId,
    /// Of each candidate, the heads of its mentions so far and what is seen of it, in the order of [`Choice::FEATURES`].
    pub candidates: Vec<(Vec<TokenId>, Vec<f32>)>,
}

impl Choice {
    /// The names of the features.
    pub const FEATURES: &'static [&'static str] = NAMES;
}

impl<'a> CorefState<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon, names: &'a [Named], phrases: &'a [Phrase]) -> Self {
        let actors = &lexicon.actors;
        let mut by_head = vec![None; document.tokens().len()];
        for (number, phrase) in phrases.iter().enumerate() {
            by_head[phrase.head.index()] = Some(number);
        }
        let quotes = Quotes::new(document, phrases, &by_head);
        Self {
            document,
            actors,
            cues: &lexicon.cues,
            names,
            phrases,
            by_head,
            chains: Chains::new(phrases.len()),
            described: BTreeMap::new(),
            leaders: BTreeMap::new(),
            quotes,
            home: home(names, actors),
            acting: acting(names),
            choices: None,
        }
    }

    /// The chain of the phrase that `head` heads.
    pub(super) fn chain_at(&self, head: TokenId) -> Option<usize> {
        self.chains.of(self.by_head[head.index()]?)
    }

    /// "the CIA station chief" heads a station, not the agency.
    pub(super) fn leads_a_part(&self, head: TokenId) -> bool {
        let compounds = self.document.children_by(head, &["compound"]).filter(|&child| child < head);
        compounds.into_iter().any(|child| {
            let named = self.by_head[child.index()].is_some_and(|phrase| self.phrases[phrase].name.is_some());
            let noun = self.document.lemma(child).to_lowercase();
            !named && !nouns::is_body(&noun) && self.actors.role(&noun).is_none()
        })
    }

    /// The named body that a leader's phrase is about: "the ISI chief", "head of the ISI", "its director".
    pub(super) fn body_led(&self, head: TokenId) -> Option<usize> {
        let document = self.document;
        let of = |child: &TokenId| {
            let token = document.token(*child);
            token.deprel.is_any(&["compound", "nmod:poss", "amod"])
                || token.deprel.is("nmod")
                    && document.child(*child, &["case"]).is_some_and(|case| document.lemma(case) == "of")
        };
        document.children(head).iter().filter(|child| of(child)).find_map(|&child| {
            let chain = self.chain_at(child)?;
            let known = self.chains.get(chain);
            matches!(known.class, Class::Body | Class::Country).then_some(chain)
        })
    }

    /// The country that a chain is of, where the tables know.
    pub(super) fn country_of(&self, chain: usize) -> Option<&'a str> {
        let actor = self.chains.get(chain).actor?;
        country_of_code(self.actors.at(actor).code(self.document.article().published))
    }
}
