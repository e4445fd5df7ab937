//! Whether the words of a trigger are there.

use hearsay_core::{EntityKind, TokenId, Upos};

use super::Matcher;
use crate::deeds::{Pattern, Slot, TriggerKind};
use crate::syntax::{Filler, Frame};

impl Matcher<'_> {
    pub(super) fn can_be(&self, token: TokenId, kind: TriggerKind) -> bool {
        let word = self.document.token(token);
        let name = || self.document.name_at(token).is_some();
        match kind {
            TriggerKind::Verb => word.upos == Upos::Verb,
            // Headlines in capitals make names of all nouns: "Air Strike Kills Ten".
            TriggerKind::Noun => word.upos == Upos::Noun || (word.upos == Upos::Propn && !name()),
            TriggerKind::Adjective => {
                let predicate = !word.deprel.is_any(&["amod", "compound", "nmod"]);
                predicate && (word.upos == Upos::Adj || (word.upos == Upos::Verb && word.xpos.as_ref() == "VBN"))
            }
        }
    }

    /// Whether the words of a trigger are all there; the outer option is the answer, the inner the light verb's noun.
    #[allow(clippy::option_option)] // "does not fit" and "fits without a noun" are different answers
    pub(super) fn trigger(
        &self,
        token: TokenId,
        frame: &Frame,
        pattern: &Pattern,
        words: &[Box<str>],
        used: &mut Vec<TokenId>,
    ) -> Option<Option<TokenId>> {
        let lead = pattern.lead_at(words);
        for word in &words[..lead] {
            used.push(self.modifier(token, word)?);
        }
        let mut noun = None;
        let mut rest = words[lead + 1..].iter();
        while let Some(word) = rest.next() {
            if let Some(particle) = self.particle(token, word, used) {
                used.push(particle);
                continue;
            }
            if noun.is_none()
                && let Some(object) =
                    frame.of(&Slot::Object).map(|filler| filler.token).find(|&object| self.lemma_is(object, word))
            {
                used.push(object);
                noun = Some(object);
                continue;
            }
            let ahead = rest.as_slice().first();
            let modified = frame.of(&Slot::Object).map(|filler| filler.token).find_map(|object| {
                let next = ahead.filter(|next| noun.is_none() && self.lemma_is(object, next))?;
                Some((object, self.modifier(object, word)?, next))
            });
            if let Some((object, modifier, _)) = modified {
                used.extend([object, modifier]);
                noun = Some(object);
                rest.next();
                continue;
            }
            // "put on trial", "call for", "hold talks with"
            let slot = Slot::Preposition(word.clone());
            let pooled = noun.map(|noun| self.pool(frame, noun));
            let phrases: Vec<&Filler> = pooled.as_ref().unwrap_or(frame).of(&slot).collect();
            let named = ahead.and_then(|next| phrases.iter().find(|filler| self.lemma_is(filler.token, next)));
            match named {
                Some(filler) => {
                    used.extend(self.document.child(filler.token, &["case"]));
                    used.push(filler.token);
                    noun = noun.or(Some(filler.token));
                    rest.next();
                }
                None => {
                    let phrase = phrases.first()?;
                    used.extend(self.document.child(phrase.token, &["case", "mark"]));
                }
            }
        }
        Some(noun)
    }

    /// A light verb's frame with its noun's dependents as its own.
    pub(super) fn pool(&self, frame: &Frame, noun: TokenId) -> Frame {
        let mut pooled = frame.clone();
        for filler in &self.frame(noun).fillers {
            let known = pooled.fillers.iter().any(|own| own.slot == filler.slot && own.token == filler.token);
            if filler.slot != Slot::Subject && filler.slot != Slot::Object && !known {
                pooled.fillers.push(filler.clone());
            }
        }
        pooled
    }

    /// The frame of `token` with what stands before a noun told apart: names are nationalities, other words modifiers.
    pub(super) fn frame(&self, token: TokenId) -> &Frame {
        self.frame_of[token.index()].get_or_init(|| {
            let mut frame = self.frames.frame(token);
            for filler in &mut frame.fillers {
                if filler.slot == Slot::Modifier && self.is_named(filler.token) {
                    filler.slot = Slot::Nationality;
                }
            }
            frame
        })
    }

    /// Whether a word before a noun names a country, a place or an organisation, or their people.
    fn is_named(&self, token: TokenId) -> bool {
        self.document.name_at(token).is_some()
            || self.entities.headed_by(token).is_some_and(|id| self.entities.get(id).kind != EntityKind::Other)
    }
}
