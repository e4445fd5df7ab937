//! "Arland and Breland accused each other": both do it, and to nobody else.

use hearsay_core::{Document, Entities, TokenId, Upos};

use super::matching::{Found, Match};
use crate::syntax::phrase::is_each_other;

/// Words between a trigger and "each other": "fired rockets at each other".
const BETWEEN: u32 = 4;

/// The match with all who do it to each other; none where its words say no such thing.
pub(super) fn mutual<'d>(found: &Match<'d>, document: &Document, entities: &Entities) -> Option<Match<'d>> {
    let last = found.trigger.last().copied().unwrap_or(found.head);
    let near = (last.0 + 1..=last.0 + BETWEEN).map(TokenId);
    near.take_while(|&word| is_said_of(document, last, word)).find(|&word| is_each_other(document, word))?;
    let mut who: Vec<Found> = Vec::new();
    for party in &found.who {
        for token in joined_with(document, party.token).filter(|&token| token < found.head) {
            let Some((entity, mention)) = entities.mention(token) else { continue };
            if !who.iter().any(|known| known.entity == entity) {
                who.push(Found { entity, span: mention.span, token, ..party.clone() });
            }
        }
    }
    Some(Match { who, whom: Vec::new(), ..found.clone() })
}

/// Whether a word stands in what the trigger says, before any other verb.
fn is_said_of(document: &Document, trigger: TokenId, word: TokenId) -> bool {
    document.sentence(trigger).tokens.contains(&word.0) && !matches!(document.token(word).upos, Upos::Verb | Upos::Aux)
}

/// A word with all that "and" joins to it.
fn joined_with(document: &Document, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    let first = document.head(token).filter(|_| document.token(token).deprel.base() == "conj").unwrap_or(token);
    std::iter::once(first).chain(document.children_by(first, &["conj"]))
}
