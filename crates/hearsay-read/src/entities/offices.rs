//! Offices that the article names before it names who holds them: "The sheriff said" before "Sheriff Anna Dorn".

use std::collections::BTreeMap;

use super::coref_state::CorefState;
use super::names::Kind;
use super::nouns::Number;
use super::phrases::Determiner;
use crate::cues::SourceKind;

impl CorefState<'_> {
    /// Joins an office that one person holds with the one person whom the article calls by it.
    pub(super) fn join_offices_ahead(&mut self) {
        let mut holders: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for number in 0..self.phrases.len() {
            let Some(office) = self.bare_office(number) else { continue };
            let Some(own) = self.chains.of(number) else { continue };
            let known = self.chains.get(own);
            if !known.names.is_empty() || known.actor.is_some() {
                continue;
            }
            let holder = match holders.get(&office) {
                Some(&holder) => holder,
                None => self.holder(&office, number),
            };
            holders.insert(office, holder);
            if let Some(holder) = holder.filter(|&holder| self.chains.now(holder) != self.chains.now(own)) {
                self.chains.merge(own, holder);
            }
        }
    }

    /// "the sheriff", without a word that tells of which place.
    fn bare_office(&self, number: usize) -> Option<String> {
        let phrase = &self.phrases[number];
        let definite = phrase.article == Determiner::Definite && phrase.number == Number::Singular;
        let lemma = self.document.lemma(phrase.head).to_lowercase();
        let office = definite && phrase.name.is_none() && self.cues.words().has(SourceKind::Office, &lemma);
        let bare = || {
            let own = |&child: &_| self.document.token(child).deprel.is_any(&["det", "case", "punct", "cop", "nsubj"]);
            self.document.children(phrase.head).iter().all(own)
        };
        (office && bare()).then_some(lemma)
    }

    /// The only person with the title.
    fn holder(&self, office: &str, number: usize) -> Option<usize> {
        let named = |other: &usize| {
            let kind = self.phrases[*other].name.map(|name| self.names[name].kind);
            kind == Some(Kind::Person) && self.phrases[*other].comment == self.phrases[number].comment
        };
        let bearers = self.described.get(office)?.iter().copied().filter(named);
        let mut chains = bearers.filter_map(|other| self.chains.of(other));
        let first = chains.next()?;
        chains.all(|other| other == first).then_some(first)
    }
}
