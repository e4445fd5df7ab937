//! Whom a statement may accuse: everybody spoken of in what is said, or beside the words that say it.

use std::collections::BTreeSet;

use hearsay_core::{EntityId, EntityKind, Mention, Statement, TokenId, Upos};

use crate::scene::Scene;
use crate::syntax::phrase::is_each_other;

/// Words of a statement in which somebody is looked for; a long speech accuses early.
const LONGEST: usize = 150;

/// One mention that a statement may accuse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) statement: &'a Statement,
    pub(super) entity: EntityId,
    pub(super) mention: &'a Mention,
    /// The word that heads the whole phrase: of "the activist Anna Dorn", of "the government of Breland".
    pub(super) phrase: TokenId,
    /// How many candidates the statement has, and how many of them stand before.
    pub(super) of: usize,
    pub(super) ordinal: usize,
}

/// Who may be accused in a statement, in text order.
pub(super) fn candidates<'a>(scene: &Scene<'a>, statement: &'a Statement) -> Vec<Candidate<'a>> {
    let content = scene.words(&statement.content);
    // "accused each other of bad faith": those who speak, and nobody else of the sentence.
    if content.first().is_some_and(|&word| is_each_other(scene.document, word)) {
        return Vec::new();
    }
    let mut words: BTreeSet<TokenId> = content.into_iter().take(LONGEST).collect();
    if let Some(anchor) = scene.anchor(statement) {
        words.extend(scene.document.sentence(anchor).ids().take(LONGEST));
    }
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for word in words {
        let Some((entity, mention)) = scene.mention(word) else { continue };
        let kind = scene.entities.get(entity).kind;
        if scene.anchor(statement).is_some_and(|cue| is_told_apart(scene, word, cue)) {
            continue;
        }
        // Nobody accuses themselves; what they own up to is an admission.
        if statement.source.entity == Some(entity) || matches!(kind, EntityKind::Event | EntityKind::Work) {
            continue;
        }
        let (phrase, ordinal) = (phrase(scene, word), found.len());
        found.push(Candidate { statement, entity, mention, phrase, of: 0, ordinal });
    }
    let of = found.len();
    found.iter_mut().for_each(|candidate| candidate.of = of);
    found
}

/// "People accused of theft", "those held for murder": the charge says which people are meant, and nobody in particular is accused.
fn is_told_apart(scene: &Scene<'_>, head: TokenId, cue: TokenId) -> bool {
    let document = scene.document;
    let token = document.token(head);
    let told_apart = document.token(cue).deprel.is("acl") && document.head(cue) == Some(head) && cue.0 == head.0 + 1;
    let bare = document.child(head, &["det", "nmod:poss", "nummod", "amod", "compound"]).is_none();
    told_apart && bare && matches!(token.upos, Upos::Noun | Upos::Pron | Upos::Det) && document.name_at(head).is_none()
}

/// The topmost noun over a mention that is part of one description of one party; "Arland and Breland" are two.
fn phrase(scene: &Scene<'_>, word: TokenId) -> TokenId {
    let document = scene.document;
    let mut top = word;
    while document.token(top).deprel.is_any(&["nmod", "appos", "flat", "compound", "amod"])
        && let Some(above) = document.head(top).filter(|&above| document.token(above).upos.is_nominal())
    {
        top = above;
    }
    top
}
