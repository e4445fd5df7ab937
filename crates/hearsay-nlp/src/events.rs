//! The layers for events, on the states of the shared encoder: which words may tell a deed, on what footing, who does it to whom, and
//! which tell the same one. Mirrors `EventNet` of `training/hearsay_training/event_model.py`.

use std::ops::Range;

use hearsay_core::{Argument, Plover, Predicate, Status, TokenId};
use hearsay_nn::{Dense, LayerNorm, Matrix, Path, Rows, maxout, relu, room, scaled_products, softmax, transpose};

use crate::blocks::{Block, BlockScratch, apply_blocks, blocks};
use crate::weights::{ModelError, Tensors};

/// Words whose share of telling any deed is less get no predicate.
const LIKELY: f32 = 0.15;
/// Words less likely to be a party in any role are left out.
const PARTY: f32 = 0.02;
/// Roles of a word to a deed, none first: source, target, says; then PropBank's, none first: ARG0, ARG1, ARG2.
const ROLES: usize = 8;

pub(crate) struct EventLayers {
    begin: Dense,
    begin_norm: LayerNorm,
    blocks: Vec<Block>,
    final_norm: LayerNorm,
    /// Types, none first; then statuses; then whether the word tells its deed most fully.
    tells: Dense,
    deed: Dense,
    word: Dense,
    /// From a deed to the numbers that meet a word's, for each role.
    roles: Dense,
    /// For each role a score for each distance from deed to word, cut at both ends.
    near: Matrix,
    /// From a deed to the numbers that meet another's.
    same: Dense,
    /// Numbers of a deed and of a word that meet: one more than `deed` gives, for a bias.
    meet: usize,
}

#[derive(Default)]
pub(crate) struct EventScratch {
    rows: Rows,
    pieces: Vec<f32>,
    x: Vec<f32>,
    blocks: BlockScratch,
    tells: Vec<f32>,
    deed: Vec<f32>,
    deed_rows: Rows,
    words: Vec<f32>,
    columns: Vec<f32>,
    query: Vec<f32>,
    scores: Vec<f32>,
    same: Vec<f32>,
}

impl EventLayers {
    pub(crate) fn new(tensors: &Tensors<'_>, width: usize) -> Result<Self, ModelError> {
        let ([role, _], [_, places]) = (tensors.shape("events.deed.weight")?, tensors.shape("events.role_near")?);
        let kinds: Vec<String> = tensors.text("shape.blocks")?.split(' ').map(str::to_owned).collect();
        let tells = Plover::ALL.len() + 1 + Status::ALL.len() + 1;
        Ok(Self {
            begin: tensors.pieces("begin", width, 2 * width)?,
            begin_norm: tensors.norm("begin_ln", width)?,
            blocks: blocks(tensors, &kinds, width)?,
            final_norm: tensors.norm("final_ln", width)?,
            tells: tensors.dense("events.tells", tells, width)?,
            deed: tensors.dense("events.deed", role, width)?,
            word: tensors.dense("events.word", role, width)?,
            roles: meeting(tensors, "events.role_w", ROLES, role)?,
            near: tensors.matrix("events.role_near", ROLES, places)?,
            same: meeting(tensors, "events.same_w", 1, role)?,
            meet: role + 1,
        })
    }

    /// The predicates of some sentences, which cover all words in order. `alone` and `states` have a row a word: what the encoder
    /// makes of the word by itself, and in its sentence. Tokens are numbered from 0.
    pub(crate) fn predicates(
        &self,
        path: Path,
        alone: &[f32],
        states: &[f32],
        sentences: &[Range<usize>],
        scratch: &mut EventScratch,
        found: &mut Vec<Predicate>,
    ) {
        let width = self.begin_norm.weight.len();
        let count = states.len() / width;
        let EventScratch { rows, pieces, x, blocks, tells, .. } = scratch;
        rows.start(count, 2 * width);
        for word in 0..count {
            let both = room(pieces, 2 * width);
            both[..width].copy_from_slice(&alone[word * width..][..width]);
            both[width..].copy_from_slice(&states[word * width..][..width]);
            rows.set(path, word, both);
        }
        let stride = self.begin.stride();
        self.begin.apply(path, rows, 0..count, pieces);
        for (row, out) in pieces.chunks_exact(stride).zip(room(x, count * width).chunks_exact_mut(width)) {
            maxout(path, &row[..self.begin.outputs()], out);
            self.begin_norm.apply(path, out);
        }
        apply_blocks(path, &self.blocks, x, count * width, sentences, blocks);
        rows.start(count, width);
        for (word, numbers) in room(x, count * width).chunks_exact_mut(width).enumerate() {
            self.final_norm.apply(path, numbers);
            rows.set(path, word, numbers);
        }
        self.tells.apply(path, rows, 0..count, tells);
        for sentence in sentences {
            self.of_sentence(path, sentence, scratch, found);
        }
    }

    fn of_sentence(&self, path: Path, sentence: &Range<usize>, scratch: &mut EventScratch, found: &mut Vec<Predicate>) {
        let first = found.len();
        let (kinds, stride) = (Plover::ALL.len() + 1, self.tells.stride());
        for word in sentence.clone() {
            let tells = &mut scratch.tells[word * stride..][..self.tells.outputs()];
            let (types, rest) = tells.split_at_mut(kinds);
            softmax(path, types);
            if 1.0 - types[0] < LIKELY {
                continue;
            }
            let (statuses, fullest) = rest.split_at_mut(Status::ALL.len());
            softmax(path, statuses);
            found.push(Predicate {
                token: TokenId::from_index(word),
                types: std::array::from_fn(|i| types[i]),
                statuses: std::array::from_fn(|i| statuses[i]),
                fullest: share(path, fullest[0]),
                arguments: Vec::new(),
                same: Vec::new(),
            });
        }
        if found.len() > first {
            self.parties(path, sentence, scratch, &mut found[first..]);
        }
    }

    /// Who does it to whom, and which of a sentence's predicates tell the same deed.
    fn parties(&self, path: Path, sentence: &Range<usize>, scratch: &mut EventScratch, found: &mut [Predicate]) {
        let EventScratch { rows, deed, deed_rows, words, columns, query, scores, same, .. } = scratch;
        let (n, meet) = (sentence.len(), self.meet);
        let padded = n.next_multiple_of(16);
        self.word.apply(path, rows, sentence.clone(), words);
        let stride = self.word.stride();
        relu(path, &mut words[..n * stride]);
        let columns = room(columns, meet * padded);
        transpose(path, words, stride, n, meet - 1, padded, columns);
        columns[(meet - 1) * padded..].fill(1.0);
        deed_rows.start(found.len(), meet - 1);
        let deeds = room(same, found.len() * meet);
        for ((place, predicate), own) in found.iter().enumerate().zip(deeds.chunks_exact_mut(meet)) {
            let word = predicate.token.index();
            own[..meet - 1].copy_from_slice(&self.deed.apply(path, rows, word..word + 1, deed)[..meet - 1]);
            own[meet - 1] = 1.0;
            relu(path, own);
            deed_rows.set(path, place, &own[..meet - 1]);
        }
        let middle = self.near.cols / 2;
        for (place, predicate) in found.iter_mut().enumerate() {
            let query = self.roles.apply(path, deed_rows, place..place + 1, query);
            let scores = room(scores, ROLES * padded);
            scaled_products(path, &query[..ROLES * meet], meet, columns, padded, 1.0, scores);
            let at = predicate.token.index() - sentence.start;
            for word in 0..n {
                let near = (word + middle).saturating_sub(at).min(self.near.cols - 1);
                let mut shares: [f32; ROLES] =
                    std::array::from_fn(|role| scores[role * padded + word] + self.near.row(role)[near]);
                let (roles, propbank) = shares.split_at_mut(ROLES / 2);
                softmax(path, roles);
                softmax(path, propbank);
                if 1.0 - roles[0] >= PARTY || 1.0 - propbank[0] >= 0.5 {
                    predicate.arguments.push(Argument {
                        token: TokenId::from_index(sentence.start + word),
                        source: roles[1],
                        target: roles[2],
                        says: roles[3],
                        propbank: [propbank[1], propbank[2], propbank[3]],
                    });
                }
            }
        }
        let asks = self.same.apply(path, deed_rows, 0..found.len(), query);
        let asks = |place: usize| &asks[place * self.same.stride()..][..meet];
        let own = |place: usize| &same[place * meet..][..meet];
        let meets = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        for later in 1..found.len() {
            let shares = (0..later).map(|earlier| {
                let score = meets(asks(later), own(earlier)) + meets(asks(earlier), own(later));
                (found[earlier].token, share(path, score))
            });
            found[later].same = shares.collect();
        }
    }
}

/// The share that a score stands for, alone against 0.
fn share(path: Path, score: f32) -> f32 {
    let mut both = [score, 0.0];
    softmax(path, &mut both);
    both[0]
}

/// `w[kind][deed][word]` as a layer from a deed to the numbers that meet a word's, kind by kind.
fn meeting(tensors: &Tensors<'_>, name: &str, kinds: usize, size: usize) -> Result<Dense, ModelError> {
    tensors.bilinear(name, kinds, size, (0..kinds).flat_map(|kind| (0..=size).map(move |word| (kind, word))))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::network::{Network, Scratch};

    #[derive(Deserialize)]
    struct Sentence {
        words: Vec<String>,
        predicates: Vec<Due>,
    }

    #[derive(Deserialize)]
    struct Due {
        word: usize,
        types: Vec<f32>,
        /// For each word of the sentence: none, source, target, says.
        roles: Vec<Vec<f32>>,
    }

    /// Steps of 8 bits instead of floats move shares a little.
    #[test]
    fn shares_are_near_those_of_the_training_code() {
        let sentences: Vec<Sentence> =
            serde_json::from_str(include_str!("../tests/events_parity.json")).expect("written by event_export.py");
        let network = Network::new(
            include_bytes!("../weights/model.safetensors"),
            include_str!("../weights/labels.json"),
            Some(include_bytes!("../weights/events.safetensors")),
        )
        .expect("the weights load");
        let (mut error, mut count) = (0.0, 0.0);
        for sentence in &sentences {
            let forms: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
            let (mut tagged, mut names, mut found) = (Vec::new(), Vec::new(), Vec::new());
            let whole = 0..forms.len();
            let sentences = std::slice::from_ref(&whole);
            network.tag(&forms, sentences, &mut Scratch::default(), &mut tagged, &mut names, &mut found);
            for due in &sentence.predicates {
                let predicate = found.iter().find(|predicate| predicate.token.index() == due.word);
                let predicate = predicate.unwrap_or_else(|| panic!("{} tells a deed", sentence.words[due.word]));
                let types = predicate.types.iter().zip(&due.types);
                error += types.map(|(a, b)| (a - b).abs()).sum::<f32>();
                for (word, shares) in due.roles.iter().enumerate() {
                    let said = predicate.argument(TokenId::from_index(word));
                    let said = said.map_or([0.0; 3], |argument| [argument.source, argument.target, argument.says]);
                    error += said.iter().zip(&shares[1..]).map(|(a, b)| (a - b).abs()).sum::<f32>();
                    count += 1.0;
                }
            }
        }
        assert!(count > 50.0 && error / count < 0.05, "mean error {} of {count} words", error / count);
    }
}
