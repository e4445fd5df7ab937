//! What part a candidate has in the clauses that accuse: "accused Dorn", "Dorn, blamed by the union", "whom Arland accuses".

use hearsay_core::TokenId;

use super::candidates::Candidate;
use super::clauses::Clauses;
use crate::numbers::{PREPOSITIONS, flag, place};
use crate::scene::Scene;
use crate::syntax::clause::is_headline;
use crate::syntax::{Frame, Slot};

pub(super) const NUMBERS: usize = 5;

impl Scene<'_> {
    /// The slot in the cue's clause and in the governor's, passives and relatives turned round; the preposition and the gerund behind
    /// ("and Berg of covering up"); whether the headline says it.
    pub(super) fn slots(
        &self,
        candidate: &Candidate<'_>,
        cue: Option<TokenId>,
        governor: Option<TokenId>,
        clauses: &mut Clauses,
    ) -> [f32; NUMBERS] {
        let (document, head) = (self.document, candidate.mention.head);
        let mut slot = |of: Option<TokenId>| of.map_or(-1.0, |of| slot(&clauses.of(self, of).frame, head));
        let end = document.words_in(candidate.mention.span).end;
        let at = |word: u32| (word as usize) < document.tokens().len();
        let behind = if at(end) { place(PREPOSITIONS, &document.form(TokenId(end))) } else { -1.0 };
        let gerund = at(end + 1) && document.token(TokenId(end + 1)).xpos.as_ref() == "VBG";
        [slot(cue), slot(governor), behind, flag(gerund), flag(is_headline(document, head))]
    }
}

/// 0 for none.
fn slot(frame: &Frame, head: TokenId) -> f32 {
    let Some(filler) = frame.fillers.iter().find(|filler| filler.token == head) else { return 0.0 };
    match &filler.slot {
        Slot::Object => 1.0,
        Slot::Subject => 2.0,
        Slot::Indirect => 3.0,
        Slot::Possessor => 4.0,
        Slot::Nationality | Slot::Modifier => 5.0,
        Slot::Clause => 6.0,
        Slot::Modal | Slot::Negation => 7.0,
        Slot::Preposition(word) => match word.as_ref() {
            "by" => 8.0,
            "of" => 9.0,
            "on" | "against" | "at" => 10.0,
            _ => 11.0,
        },
    }
}
