//! Whom a deed touches whose file names nobody: who stands beside it, in its clauses, or in the cause of a protest.

use hearsay_core::{EntityId, Span, TokenId};

use super::{Found, Matcher};
use crate::deeds::{Path, Pattern, Slot, Test};
use crate::syntax::{Filler, Frame};

/// Before whom those stand whom a deed touches, where they are no object.
pub(super) const BESIDE: &[&str] =
    &["with", "to", "against", "from", "toward", "for", "on", "over", "of", "at", "about", "into"];

impl Matcher<'_> {
    /// Whom a deed touches whose file names nobody: "Arland promised to lift its embargo on Breland" is towards Breland, deep
    /// down in what it promised. Less sure than what a file names, and its confidence says so.
    pub(super) fn bystander(&self, frame: &Frame, who: &[Found], pattern: &Pattern, trigger: &[TokenId]) -> Vec<Found> {
        let found = self.beside(frame, who, pattern, trigger);
        if !found.is_empty() {
            return found;
        }
        // Inside what was promised, refused, demanded: one clause down, then one more. So far off only a body that acts is
        // touched: not "his" in "called for his death to be investigated".
        let mut clauses: Vec<TokenId> = frame.of(&Slot::Clause).map(|filler| filler.token).collect();
        for _ in 0..2 {
            let mut below = Vec::new();
            for &clause in &clauses {
                let inner = self.frame(clause);
                for slot in self.beside.iter().chain(&[Slot::Subject, Slot::Preposition("in".into())]) {
                    let tokens: Vec<&Filler> = inner.of(slot).collect();
                    let found = self.touched(&tokens, who, pattern, true).unwrap_or_default();
                    if found.iter().any(|party| self.entities.get(party.entity).actor.is_some()) {
                        return found;
                    }
                }
                below.extend(inner.of(&Slot::Clause).map(|filler| filler.token).filter(|&token| token > clause));
            }
            clauses = below;
        }
        Vec::new()
    }

    /// The same in the deed's own phrases.
    pub(super) fn beside(&self, frame: &Frame, who: &[Found], pattern: &Pattern, trigger: &[TokenId]) -> Vec<Found> {
        // What a condition has named is the deed's matter, not whom it touches: "deployed *troops*".
        let matter = |slot: &Slot| {
            let listed = |(path, test): &(Path, Test)| {
                // "discuss Corland with Breland": what is asked for and leads to nobody is the matter, too.
                let passed = || {
                    !test.passes_empty()
                        && !pattern.whom.paths.iter().any(|path| path.slots.as_slice() == std::slice::from_ref(slot))
                };
                path.slots.as_slice() == std::slice::from_ref(slot) && (!test.lemmas.is_empty() || passed())
            };
            pattern.conditions.iter().any(listed)
        };
        for slot in &self.beside {
            let borrowed = |filler: &Filler| filler.shared && slot.is_preposition("to");
            let tokens: Vec<&Filler> =
                frame.of(slot).filter(|filler| !trigger.contains(&filler.token) && !borrowed(filler)).collect();
            if let Some(found) = self.touched(&tokens, who, pattern, !matter(slot)) {
                return found;
            }
        }
        Vec::new()
    }

    /// The first of `fillers` who acts, or whose the filler is, or to whom its phrases lead.
    fn touched(&self, fillers: &[&Filler], who: &[Found], pattern: &Pattern, itself: bool) -> Option<Vec<Found>> {
        let alternative = pattern.whom.paths.len() + 2;
        let fresh = |(entity, span, token): (EntityId, Span, TokenId)| {
            let doer = who.iter().any(|doer| doer.entity == entity || doer.token == token);
            // "its army" is no other side.
            (!doer && !self.is_own(token)).then_some(Found { entity, span, token, alternative, shared: true })
        };
        for filler in fillers {
            let party = self.party(filler.token).filter(|_| itself);
            let direct: Vec<Found> = party.into_iter().filter_map(fresh).collect();
            if !direct.is_empty() {
                return Some(direct);
            }
            let owners: Vec<Found> = self.owners(filler.token).into_iter().filter_map(fresh).collect();
            if !owners.is_empty() {
                return Some(owners);
            }
            let inner = self.frame(filler.token);
            // "blocked the road to Arlen" is not against Arlen.
            let all = ["with", "against", "from", "on", "over", "between", "to", "for", "in", "at"];
            for &preposition in if itself { &all[..] } else { &all[..6] } {
                let phrases = inner.fillers.iter().filter(|filler| filler.slot.is_preposition(preposition));
                let found: Vec<Found> =
                    phrases.filter_map(|filler| self.party(filler.token)).filter_map(fresh).collect();
                if !found.is_empty() {
                    return Some(found);
                }
            }
        }
        None
    }
}
