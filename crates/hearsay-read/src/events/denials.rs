//! A denial answers whoever claims: "denied the US claim" is told to the US, "denied any problems between the bureau and the agency" to
//! neither of those that it speaks of.

use hearsay_core::{Document, Event, Party, Stance, Statement, TokenId};

/// CAMEO codes of a refusal of nothing in particular and of a denial: "rejected talks with Breland" has a code of its own, and is told to
/// Breland.
const PLAIN: [&str; 2] = ["120", "016"];

/// The statements that deny, in text order.
pub(super) struct Denials<'s>(Vec<&'s Statement>);

impl<'s> Denials<'s> {
    pub(super) fn new(statements: &'s [Statement]) -> Self {
        Self(statements.iter().filter(|statement| statement.stance == Stance::Denies).collect())
    }

    /// Whether a party may be who an event is done to.
    pub(super) fn answers(&self, event: &Event, party: &Party, document: &Document) -> bool {
        let is_cue = |statement: &&&Statement| {
            statement.cue.as_ref().is_some_and(|cue| cue.spans.iter().any(|span| span.contains(event.trigger)))
        };
        let denial = self.0.iter().find(is_cue).filter(|_| PLAIN.contains(&event.cameo.as_str()));
        let spoken_of = denial.is_some_and(|denial| denial.content.iter().any(|span| span.contains(party.span)));
        !spoken_of || claims(party, document)
    }
}

/// "Breland's claim", "the US claim", "a report by the ministry".
fn claims(party: &Party, document: &Document) -> bool {
    let outside =
        |&word: &TokenId| document.head(word).is_none_or(|head| !party.span.contains(document.token(head).span));
    let Some(top) = document.words_in(party.span).map(TokenId).find(outside) else { return false };
    let by = |case: TokenId| matches!(document.lemma(case), "by" | "from" | "of");
    document.token(top).deprel.is_any(&["nmod:poss", "compound", "amod"])
        || document.children_by(top, &["case"]).any(by)
}
