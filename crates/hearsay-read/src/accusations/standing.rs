//! What part a party has in the article: who is much spoken of, and whose side says no, is rather accused.

use hearsay_core::{EntityId, Stance, StatementId};

use crate::numbers::early;
use crate::scene::Scene;

pub(super) const NUMBERS: usize = 4;

/// How many statements ahead the side of the accused is looked for.
const REACH: usize = 40;

/// A statement that says no, and how many statements ahead it stands.
pub(super) struct Refusal {
    statement: StatementId,
    far: u8,
}

impl Scene<'_> {
    /// The statements ahead that say no, the nearest first.
    pub(super) fn refusals_ahead(&self, statement: StatementId) -> Vec<Refusal> {
        let ahead = self.statements.iter().skip(statement.index() + 1).take(REACH).zip(1..);
        let says_no = |stance| matches!(stance, Stance::Denies | Stance::Declines | Stance::Refuses);
        ahead
            .filter(|(other, _)| says_no(other.stance) || self.is_refused(&other.content))
            .map(|(other, far)| Refusal { statement: other.id, far })
            .collect()
    }

    /// How often and from where on they are spoken of, where the statement stands, how far ahead their side says no; nothing that grows
    /// with the article.
    pub(super) fn standing(&self, refusals: &[Refusal], statement: StatementId, party: EntityId) -> [f32; NUMBERS] {
        let mentions = &self.entities.get(party).mentions;
        let first = mentions.iter().map(|mention| mention.head).min();
        let sentence = first.map_or(0, |first| self.document.sentence_id(first).index());
        let no = refusals.iter().find(|refusal| self.is_side_of(refusal.statement, party));
        [
            early(mentions.len()),
            early(sentence),
            early(statement.index()),
            no.map_or(REACH as f32, |refusal| f32::from(refusal.far)),
        ]
    }
}
