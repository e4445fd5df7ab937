//! The network: words of many sentences in, tags, lemmas, trees and names out. Mirrors `training/hearsay_training/model.py`.

use std::ops::Range;

use hearsay_nn::{
    Dense, LayerNorm, Matrix, Path, Rows, argmax, relu, room, scaled_products, transpose, tree, weighted_sum,
};

use hearsay_core::Predicate;

use crate::blocks::{Block, BlockScratch, apply_blocks, blocks};
use crate::embed::{Embedding, Forms};
use crate::events::{EventLayers, EventScratch};
use crate::lemma::{CHOICES, Lemmas};
use crate::names::Names;
use crate::weights::{Labels, ModelError, Tensors};

/// Words whose heads are computed together, so that results stay in the cache.
const ROWS: usize = 32;

/// All weights and labels.
pub(crate) struct Network {
    path: Path,
    embedding: Embedding,
    blocks: Vec<Block>,
    final_norm: LayerNorm,
    upos: Head,
    xpos: Head,
    feats: Head,
    lemma: Head,
    pub(crate) lemmas: Lemmas,
    name_head: Dense,
    pub(crate) names: Names,
    arc_dep: Dense,
    arc_weight: Dense,
    arc_head: Dense,
    /// The root among heads.
    arc_root: Vec<f32>,
    rel_dep: Dense,
    /// For each number of a head, and one more, a score for each label.
    rel_weight: Dense,
    rel_head: Dense,
    deprels: Vec<String>,
    root_label: usize,
    events: Option<EventLayers>,
}

struct Head {
    dense: Dense,
    labels: Vec<String>,
}

/// What the network says of one word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged<'n> {
    pub(crate) upos: &'n str,
    pub(crate) xpos: &'n str,
    pub(crate) feats: &'n str,
    pub(crate) lemma: Box<str>,
    /// 0 for the root, else the word's number in its sentence, from 1.
    pub(crate) head: usize,
    pub(crate) deprel: &'n str,
}

/// Buffers kept from batch to batch, and the rows of the words met so far.
#[derive(Default)]
pub(crate) struct Scratch {
    forms: Forms,
    x: Vec<f32>,
    /// The rows of words alone, before the blocks.
    alone: Vec<f32>,
    blocks: BlockScratch,
    events: EventScratch,
    rows: Rows,
    lemma: Vec<f32>,
    names: Vec<f32>,
    tags: Tags,
    trees: TreeScratch,
    key: String,
}

/// Labels of each word of a batch.
#[derive(Default)]
struct Tags {
    upos: Vec<usize>,
    xpos: Vec<usize>,
    feats: Vec<usize>,
    /// Head (0 = root) and relation.
    arcs: Vec<(usize, usize)>,
    scores: Vec<f32>,
}

#[derive(Default)]
struct TreeScratch {
    arcs: Rows,
    arc_dep: Vec<f32>,
    arc_query: Vec<f32>,
    arc_head: Vec<f32>,
    candidates: Vec<f32>,
    columns: Vec<f32>,
    scores: Vec<f32>,
    rels: Rows,
    rel_dep: Vec<f32>,
    rel_head: Vec<f32>,
    rel_scores: Vec<f32>,
    labels: Vec<f32>,
}

impl Network {
    pub(crate) fn new(weights: &[u8], labels: &str, events: Option<&[u8]>) -> Result<Self, ModelError> {
        let tensors = Tensors::new(weights)?;
        let Labels { shape, mut labels, lemmas, known_lemmas } = serde_json::from_str(labels)?;
        let embedding = Embedding::new(&tensors)?;
        let width = embedding.width();
        let mut list = |task: &'static str| labels.remove(task).ok_or(ModelError::NoLabels(task));
        let head = |task: &'static str, labels: Vec<String>| -> Result<Head, ModelError> {
            Ok(Head { dense: tensors.dense(&format!("heads.{task}"), labels.len(), width)?, labels })
        };
        let ([arc, _], [rel, _]) = (tensors.shape("arc_dep.weight")?, tensors.shape("rel_dep.weight")?);
        let deprels = list("deprel")?;
        let names = Names::new(list("ner")?);
        let arc_head = tensors.dense("arc_head", arc, width)?;
        let mut arc_root = arc_head.apply_one(&tensors.vector("root", width)?);
        relu(Path::best(), &mut arc_root);
        Ok(Self {
            path: Path::best(),
            blocks: blocks(&tensors, &shape.blocks, width)?,
            embedding,
            final_norm: tensors.norm("final_ln", width)?,
            upos: head("upos", list("upos")?)?,
            xpos: head("xpos", list("xpos")?)?,
            feats: head("feats", list("feats")?)?,
            lemma: head("lemma", list("lemma")?)?,
            lemmas: Lemmas { of_form: lemmas, known: known_lemmas },
            name_head: tensors.dense("heads.ner", names.labels(), width)?,
            names,
            arc_dep: tensors.dense("arc_dep", arc, width)?,
            arc_weight: arc_weight(&tensors, arc)?,
            arc_head,
            arc_root,
            rel_dep: tensors.dense("rel_dep", rel, width)?,
            rel_weight: rel_weight(&tensors, deprels.len(), rel)?,
            rel_head: tensors.dense("rel_head", rel, width)?,
            root_label: deprels.iter().position(|label| label == "root").unwrap_or(0),
            deprels,
            events: events.map(|bytes| EventLayers::new(&Tensors::new(bytes)?, width)).transpose()?,
        })
    }

    /// The same network by other instructions of this machine; what it says is the same.
    pub(crate) fn on(self, path: Path) -> Self {
        Self { path, ..self }
    }

    /// Whether there are layers for events.
    pub(crate) fn finds_events(&self) -> bool {
        self.events.is_some()
    }

    /// Tags, lemmas and trees of the words of some sentences, which cover all words in order; none is empty. For names, each
    /// word's row of scores goes to the end of `name_scores`; words that may tell deeds go to the end of `predicates`, numbered
    /// from the first of these words.
    pub(crate) fn tag<'n>(
        &'n self,
        forms: &[&str],
        sentences: &[Range<usize>],
        scratch: &mut Scratch,
        tagged: &mut Vec<Tagged<'n>>,
        name_scores: &mut Vec<f32>,
        predicates: &mut Vec<Predicate>,
    ) {
        self.encode(forms, sentences, scratch);
        if let Some(events) = &self.events {
            let length = forms.len() * self.embedding.width();
            let Scratch { alone, x, events: scratch, .. } = &mut *scratch;
            events.predicates(self.path, &alone[..length], &x[..length], sentences, scratch, predicates);
        }
        let Scratch { rows, lemma, names, tags, trees, key, .. } = scratch;
        let count = forms.len();
        self.tops(&self.upos, rows, count, &mut tags.scores, &mut tags.upos);
        self.tops(&self.xpos, rows, count, &mut tags.scores, &mut tags.xpos);
        self.tops(&self.feats, rows, count, &mut tags.scores, &mut tags.feats);
        let names = self.name_head.apply(self.path, rows, 0..count, names);
        for row in names.chunks_exact(self.name_head.stride()).take(count) {
            name_scores.extend_from_slice(&row[..self.names.labels()]);
        }
        self.trees(rows, sentences, trees, &mut tags.arcs);
        let stride = self.lemma.dense.stride();
        let lemma = self.lemma.dense.apply(self.path, rows, 0..count, lemma);
        tagged.extend(forms.iter().enumerate().map(|(word, form)| {
            let (head, deprel) = tags.arcs[word];
            let upos = &self.upos.labels[tags.upos[word]];
            let rules = Best { row: &lemma[word * stride..][..self.lemma.labels.len()], last: None, left: CHOICES };
            let rules = rules.map(|rule| self.lemma.labels[rule].as_str());
            Tagged {
                upos,
                xpos: &self.xpos.labels[tags.xpos[word]],
                feats: &self.feats.labels[tags.feats[word]],
                lemma: self.lemmas.choose(form, upos, rules, key),
                head,
                deprel: &self.deprels[deprel],
            }
        }));
    }

    /// The states of all words, for the heads, into `scratch.rows`.
    fn encode(&self, forms: &[&str], sentences: &[Range<usize>], scratch: &mut Scratch) {
        let path = self.path;
        let width = self.embedding.width();
        let Scratch { forms: known, x, alone, blocks, rows, .. } = scratch;
        let length = forms.len() * width;
        self.embedding.apply(path, forms, known, room(x, length));
        room(alone, length).copy_from_slice(&x[..length]);
        apply_blocks(path, &self.blocks, x, length, sentences, blocks);
        rows.start(forms.len(), width);
        for (word, numbers) in room(x, length).chunks_exact_mut(width).enumerate() {
            self.final_norm.apply(path, numbers);
            rows.set(path, word, numbers);
        }
    }

    /// The best label of each word.
    fn tops(&self, head: &Head, rows: &Rows, count: usize, scores: &mut Vec<f32>, tops: &mut Vec<usize>) {
        tops.clear();
        for first in (0..count).step_by(ROWS) {
            let scores = head.dense.apply(self.path, rows, first..count.min(first + ROWS), scores);
            let rows = scores.chunks_exact(head.dense.stride());
            tops.extend(rows.map(|row| argmax(self.path, &row[..head.labels.len()])));
        }
    }

    /// Head (0 = root) and relation of each word.
    fn trees(
        &self,
        rows: &Rows,
        sentences: &[Range<usize>],
        scratch: &mut TreeScratch,
        arcs: &mut Vec<(usize, usize)>,
    ) {
        let path = self.path;
        let count = sentences.last().map_or(0, |sentence| sentence.end);
        let TreeScratch { arcs: arc_rows, arc_dep, arc_query, arc_head, candidates, columns, scores, .. } = scratch;
        self.activated(&self.arc_dep, rows, count, arc_dep, Some(arc_rows));
        let query = self.arc_weight.apply(path, arc_rows, 0..count, arc_query);
        let heads = self.activated(&self.arc_head, rows, count, arc_head, None);
        let (width, stride, query_stride) = (self.arc_root.len(), self.arc_head.stride(), self.arc_weight.stride());
        let scale = 1.0 / (width as f32).sqrt();
        arcs.clear();
        for sentence in sentences {
            let n = sentence.len();
            let padded = (n + 1).next_multiple_of(16);
            let candidates = room(candidates, (n + 1) * stride);
            candidates[..width].copy_from_slice(&self.arc_root);
            candidates[stride..].copy_from_slice(&heads[sentence.start * stride..sentence.end * stride]);
            let columns = room(columns, width * padded);
            transpose(path, candidates, stride, n + 1, width, padded, columns);
            let scores = room(scores, n * padded);
            let query = &query[sentence.start * query_stride..];
            scaled_products(path, query, query_stride, columns, padded, scale, scores);
            arcs.extend(tree::heads(scores, padded, n).into_iter().map(|head| (head, self.root_label)));
        }
        self.relations(rows, sentences, scratch, arcs);
    }

    /// The relation of each word to its head.
    fn relations(
        &self,
        rows: &Rows,
        sentences: &[Range<usize>],
        scratch: &mut TreeScratch,
        arcs: &mut [(usize, usize)],
    ) {
        let path = self.path;
        let count = arcs.len();
        let TreeScratch { rels, rel_dep, rel_head, rel_scores, labels, .. } = scratch;
        self.activated(&self.rel_dep, rows, count, rel_dep, Some(rels));
        let heads = self.activated(&self.rel_head, rows, count, rel_head, None);
        let (stride, width) = (self.rel_head.stride(), self.rel_head.outputs());
        let labels = room(labels, self.deprels.len());
        let mut starts = sentences.iter().flat_map(|sentence| sentence.clone().map(|_| sentence.start));
        for first in (0..count).step_by(ROWS) {
            let last = count.min(first + ROWS);
            let by_head = self.rel_weight.apply(path, rels, first..last, rel_scores);
            let words = arcs[first..last].iter_mut().zip(by_head.chunks_exact(self.rel_weight.stride()));
            for ((arc, by_head), start) in words.zip(&mut starts) {
                if arc.0 == 0 {
                    continue;
                }
                let head = &heads[(start + arc.0 - 1) * stride..][..width];
                weighted_sum(path, head, by_head, labels.len(), labels);
                for (score, constant) in labels.iter_mut().zip(&by_head[width * self.deprels.len()..]) {
                    *score += constant;
                }
                if let Some(root) = labels.get_mut(self.root_label) {
                    *root = f32::NEG_INFINITY;
                }
                arc.1 = argmax(path, labels);
            }
        }
    }

    /// relu(W x + b), as floats and, where they are asked for, as the rows of the next layer.
    fn activated<'o>(
        &self,
        dense: &Dense,
        rows: &Rows,
        count: usize,
        out: &'o mut Vec<f32>,
        mut next: Option<&mut Rows>,
    ) -> &'o [f32] {
        if let Some(next) = &mut next {
            next.start(count, dense.outputs());
        }
        dense.apply(self.path, rows, 0..count, out);
        let out = room(out, count * dense.stride());
        for (word, numbers) in out.chunks_exact_mut(dense.stride()).enumerate() {
            relu(self.path, numbers);
            if let Some(next) = &mut next {
                next.set(self.path, word, &numbers[..dense.outputs()]);
            }
        }
        out
    }
}

/// Places of a row's numbers from the largest down, the first of equals first; so many at most.
struct Best<'r> {
    row: &'r [f32],
    last: Option<usize>,
    left: usize,
}

impl Iterator for Best<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        let row = self.row;
        let comes_later = |i: usize| self.last.is_none_or(|last| row[i] < row[last] || row[i] == row[last] && i > last);
        let later = (0..row.len()).filter(|&i| comes_later(i));
        self.last = later.reduce(|best, i| if row[i] > row[best] { i } else { best });
        self.last
    }
}

/// `arc_w` with a column for each number of a word; the last row, that of the 1 at the word's end, is the bias.
fn arc_weight(tensors: &Tensors<'_>, size: usize) -> Result<Dense, ModelError> {
    let stored = tensors.matrix("arc_w", size + 1, size)?;
    let mut weight = Matrix::zeros(size, size);
    for dep in 0..size {
        for head in 0..size {
            weight.data[head * size + dep] = stored.row(dep)[head];
        }
    }
    Ok(Dense::new(&weight, stored.row(size), |output| output))
}

/// `rel_w[label][dep][head]` as a layer from `dep` to each label of each `head`.
fn rel_weight(tensors: &Tensors<'_>, labels: usize, size: usize) -> Result<Dense, ModelError> {
    tensors.bilinear("rel_w", labels, size, (0..=size).flat_map(|head| (0..labels).map(move |label| (label, head))))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Sentence {
        words: Vec<String>,
        encoded: Vec<[f32; 4]>,
    }

    #[test]
    fn states_are_near_those_of_the_training_code() {
        let fixture: Vec<Sentence> =
            serde_json::from_str(include_str!("../tests/parity.json")).expect("written by export.py");
        let network =
            Network::new(include_bytes!("../weights/model.safetensors"), include_str!("../weights/labels.json"), None);
        let network = network.expect("the weights load");
        let width = network.embedding.width();
        let (mut error, mut size) = (0.0, 0.0);
        for sentence in &fixture {
            let forms: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
            let mut scratch = Scratch::default();
            network.encode(&forms, std::slice::from_ref(&(0..forms.len())), &mut scratch);
            for (word, due) in sentence.encoded.iter().enumerate() {
                let found = &scratch.x[word * width..];
                error += found.iter().zip(due).map(|(a, b)| (a - b) * (a - b)).sum::<f32>();
                size += due.iter().map(|x| x * x).sum::<f32>();
            }
        }
        assert!(error < 0.005 * size, "squared error {error} of {size}");
    }

    #[test]
    fn the_best_come_in_order() {
        let best = |count: usize| Best { row: &[1.0, 5.0, 3.0, 5.0], last: None, left: count }.collect::<Vec<_>>();
        assert_eq!(best(3), [1, 3, 2]);
        assert_eq!(best(9), [1, 3, 2, 0]);
    }
}
