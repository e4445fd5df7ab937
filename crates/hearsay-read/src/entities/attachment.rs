//! The named somebody whom a description ties itself to.

use hearsay_core::TokenId;

use super::coref_state::CorefState;
use super::phrases::Class;
use crate::word_lists as lists;

/// The named somebody whom the description ties itself to: "US officials", "Pakistan's government", "the head of the ISI".
pub(super) fn owner(reading: &CorefState<'_>, head: TokenId) -> Option<usize> {
    let document = reading.document;
    let nearest = document.children(head).iter().copied().filter(|&child| {
        let token = document.token(child);
        token.deprel.is_any(&["nmod:poss", "amod", "compound"]) && child < head
    });
    let mut before = nearest.filter_map(|child| {
        let phrase = &reading.phrases[reading.by_head[child.index()]?];
        let acts = matches!(phrase.class, Class::Body | Class::Country | Class::Person)
            || phrase.pronoun.is_some()
            || phrase.name.is_some();
        acts.then(|| reading.chain_at(child)).flatten()
    });
    let after = || {
        let of = document.children_by(head, &["nmod"]).find(|&child| {
            let case = document.child(child, &["case"]).map(|case| document.lemma(case));
            child > head && matches!(case, Some("of" | "for" | "from"))
        })?;
        let phrase = &reading.phrases[reading.by_head[of.index()]?];
        matches!(phrase.class, Class::Body | Class::Country).then(|| reading.chain_at(of)).flatten()
    };
    // "the BIB station chief" is the bureau's, though the name hangs on "station".
    let deeper = || {
        // "Breland-led forces", "the Corland-based group", but not "Breland-backed rebels".
        let led = |child: &TokenId| {
            let word = document.token(*child);
            word.deprel.is("compound") || (word.deprel.is("amod") && lists::LED.has(&word.lemma))
        };
        let compounds = document.children_by(head, &["compound", "amod"]).filter(|&child| child < head).filter(led);
        compounds
            .flat_map(|child| document.children_by(child, &["compound", "amod", "obl", "nmod", "advmod"]))
            .find_map(|child| {
                let phrase = &reading.phrases[reading.by_head[child.index()]?];
                matches!(phrase.class, Class::Body | Class::Country).then(|| reading.chain_at(child)).flatten()
            })
    };
    before.next_back().or_else(deeper).or_else(after)
}
