//! What part a party has in the article: who is much spoken of, and whose side says no, is rather accused.

use hearsay_core::{EntityId, Stance, StatementId};

use crate::scene::Scene;

pub(super) const NUMBERS: usize = 4;

/// How many statements ahead the side of the accused is looked for.
const REACH: usize = 40;

impl Scene<'_> {
    /// Their mentions in a hundred words, where they are first spoken of, where the statement stands, how far ahead their side says no.
    pub(super) fn standing(&self, statement: StatementId, party: EntityId) -> [f32; NUMBERS] {
        let mentions = &self.entities.get(party).mentions;
        let first = mentions.iter().map(|mention| mention.head.index()).min().unwrap_or_default();
        let words = self.document.tokens().len().max(1) as f32;
        let ahead = self.statements.iter().skip(statement.index() + 1).take(REACH);
        let says_no = |stance| matches!(stance, Stance::Denies | Stance::Declines | Stance::Refuses);
        let no = ahead.zip(1_u8..).find(|(other, _)| {
            self.is_side_of(other.id, party) && (says_no(other.stance) || self.is_refused(&other.content))
        });
        [
            100.0 * mentions.len() as f32 / words,
            first as f32 / words,
            statement.index() as f32 / self.statements.len().max(1) as f32,
            no.map_or(REACH as f32, |(_, far)| f32::from(far)),
        ]
    }
}
