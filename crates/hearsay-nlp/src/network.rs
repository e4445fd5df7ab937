//! The network: words of many sentences in, tags, lemmas, trees and names out. Mirrors `training/hearsay_training/model.py`.

use std::collections::BTreeMap;
use std::ops::Range;

use hearsay_nn::layers::{argmax, log_softmax_rows, maxout, product, product_transposed, relu, window};
use hearsay_nn::{Attention, LayerNorm, Linear, Matrix, tree, viterbi};
use safetensors::Dtype;

use crate::features::{TABLES, norm, rows, strings};
use crate::lemma::{CHOICES, Lemmas};
use crate::weights::{Labels, ModelError, Shape, Tensors, check, float};

/// Sentences are read together up to about this many words, so that the matrix products are large.
const BATCH_WORDS: usize = 1024;

/// All weights and labels.
pub(crate) struct Network {
    tables: Vec<Table>,
    statics: Statics,
    pieces: usize,
    mix: Linear,
    mix_norm: LayerNorm,
    blocks: Vec<Block>,
    final_norm: LayerNorm,
    upos: Head,
    xpos: Head,
    feats: Head,
    lemma: Head,
    lemmas: Lemmas,
    names: Head,
    root: Vec<f32>,
    arc_dep: Linear,
    arc_head: Linear,
    arc_weight: Matrix,
    rel_dep: Linear,
    rel_head: Linear,
    /// Labels side by side: (rel + 1) x (labels * (rel + 1)), transposed so that a product gives each label's row.
    rel_weight: Matrix,
    deprels: Vec<String>,
}

/// A hashed table of embeddings, kept in half floats: only the rows of words at hand are widened.
struct Table {
    letter: char,
    size: usize,
    width: usize,
    halves: Vec<u16>,
}

/// Vectors of common words.
struct Statics {
    /// Sorted, with the byte where each starts; one more at the end.
    words: String,
    starts: Vec<u32>,
    width: usize,
    numbers: Vec<i8>,
    scales: Vec<f32>,
}

/// A residual block over the words of a sentence; the weights file says which follow which.
enum Block {
    /// Each word with those `distance` to its left and right.
    Conv { distance: usize, linear: Linear, norm: LayerNorm },
    /// Each word with all words.
    Attention(Attention),
}

struct Head {
    linear: Linear,
    labels: Vec<String>,
}

/// What the network says of one word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged<'n> {
    pub(crate) upos: &'n str,
    pub(crate) xpos: &'n str,
    pub(crate) feats: &'n str,
    pub(crate) lemma: String,
    /// 0 for the root, else the word's number in its sentence, from 1.
    pub(crate) head: usize,
    pub(crate) deprel: &'n str,
    /// `O`, `B-PER` ...
    pub(crate) name: &'n str,
}

impl Network {
    pub(crate) fn new(weights: &[u8], labels: &str) -> Result<Self, ModelError> {
        let tensors = Tensors::new(weights)?;
        let Labels { shape, mut labels, lemmas, known_lemmas } = serde_json::from_str(labels)?;
        let [width] = tensors.shape("mix_ln.weight")?;
        let [units, _] = tensors.shape("mix.weight")?;
        let pieces = units / width.max(1);
        let mut total = 0;
        let mut tables = Vec::new();
        for (name, letter) in TABLES {
            let (halves, size) = tensors.halves(&format!("tables.{name}.weight"), 2)?;
            total += size[1];
            tables.push(Table { letter, size: size[0], width: size[1], halves });
        }
        let statics = Statics::new(&tensors)?;
        total += statics.width;
        let mut list = |task: &'static str| labels.remove(task).ok_or(ModelError::NoLabels(task));
        let head = |task: &'static str, labels: Vec<String>| -> Result<Head, ModelError> {
            Ok(Head { linear: tensors.linear(&format!("heads.{task}"), labels.len(), width)?, labels })
        };
        let blocks = blocks(&tensors, &shape, width, pieces)?;
        let ([arc, _], [rel, _]) = (tensors.shape("arc_dep.weight")?, tensors.shape("rel_dep.weight")?);
        let deprels = list("deprel")?;
        Ok(Self {
            tables,
            statics,
            pieces,
            mix: tensors.linear("mix", width * pieces, total)?,
            mix_norm: tensors.norm("mix_ln", width)?,
            blocks,
            final_norm: tensors.norm("final_ln", width)?,
            upos: head("upos", list("upos")?)?,
            xpos: head("xpos", list("xpos")?)?,
            feats: head("feats", list("feats")?)?,
            lemma: head("lemma", list("lemma")?)?,
            lemmas: Lemmas { of_form: lemmas, known: known_lemmas },
            names: head("ner", list("ner")?)?,
            root: tensors.vector("root", width)?,
            arc_dep: tensors.linear("arc_dep", arc, width)?,
            arc_head: tensors.linear("arc_head", arc, width)?,
            arc_weight: tensors.matrix("arc_w", arc + 1, arc)?,
            rel_dep: tensors.linear("rel_dep", rel, width)?,
            rel_head: tensors.linear("rel_head", rel, width)?,
            rel_weight: rel_weight(&tensors, deprels.len(), rel + 1)?,
            deprels,
        })
    }

    /// Tags, lemmas, trees and names of each sentence; none is empty.
    pub(crate) fn tag(&self, sentences: &[Vec<&str>]) -> Vec<Vec<Tagged<'_>>> {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        // Attention is the only part that works sentence by sentence; any order gives the same numbers.
        order.sort_by_key(|&i| sentences[i].len());
        let mut tagged = vec![Vec::new(); sentences.len()];
        let mut batch: Vec<usize> = Vec::new();
        let mut words = 0;
        for i in order {
            if words + sentences[i].len() > BATCH_WORDS && !batch.is_empty() {
                self.tag_batch(sentences, &batch, &mut tagged);
                batch.clear();
                words = 0;
            }
            words += sentences[i].len();
            batch.push(i);
        }
        if !batch.is_empty() {
            self.tag_batch(sentences, &batch, &mut tagged);
        }
        tagged
    }

    fn tag_batch<'n>(&'n self, sentences: &[Vec<&str>], batch: &[usize], tagged: &mut [Vec<Tagged<'n>>]) {
        let forms: Vec<&str> = batch.iter().flat_map(|&i| sentences[i].iter().copied()).collect();
        let mut segments = Vec::with_capacity(batch.len());
        let mut start = 0;
        for &i in batch {
            segments.push(start..start + sentences[i].len());
            start += sentences[i].len();
        }
        let x = self.encode(&forms, &segments);
        let tops = |head: &Head| -> Vec<usize> {
            let scores = head.linear.apply(&x);
            (0..scores.rows).map(|row| argmax(scores.row(row))).collect()
        };
        let (upos, xpos, feats) = (tops(&self.upos), tops(&self.xpos), tops(&self.feats));
        let lemma_scores = self.lemma.linear.apply(&x);
        let mut names = self.names.linear.apply(&x);
        log_softmax_rows(&mut names);
        let trees = self.trees(&x, &segments);
        for ((&sentence, segment), heads) in batch.iter().zip(&segments).zip(trees) {
            let names = self.name_path(&names, segment);
            tagged[sentence] = segment
                .clone()
                .zip(heads)
                .zip(names)
                .map(|((word, (head, deprel)), name)| Tagged {
                    upos: &self.upos.labels[upos[word]],
                    xpos: &self.xpos.labels[xpos[word]],
                    feats: &self.feats.labels[feats[word]],
                    lemma: {
                        let rules = best(lemma_scores.row(word), CHOICES);
                        let rules = rules.into_iter().map(|rule| self.lemma.labels[rule].as_str());
                        self.lemmas.choose(forms[word], &self.upos.labels[upos[word]], rules)
                    },
                    head,
                    deprel: &self.deprels[deprel],
                    name: &self.names.labels[name],
                })
                .collect();
        }
    }

    /// The states of all words, for the heads.
    pub(crate) fn encode(&self, forms: &[&str], segments: &[Range<usize>]) -> Matrix {
        let mut x = self.embed(forms);
        for block in &self.blocks {
            match block {
                Block::Attention(attention) => attention.apply(&mut x, segments),
                Block::Conv { distance, linear, norm } => {
                    let mut y = maxout(&linear.apply(&window(&x, segments, *distance)), self.pieces);
                    norm.apply(&mut y);
                    for (value, add) in x.data.iter_mut().zip(&y.data) {
                        *value += add;
                    }
                }
            }
        }
        self.final_norm.apply(&mut x);
        x
    }

    /// Features to the network's width: a function of the form alone, so that each form is worked out once.
    fn embed(&self, forms: &[&str]) -> Matrix {
        let mut rows_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut distinct = Vec::new();
        let places: Vec<usize> = forms
            .iter()
            .map(|&form| {
                *rows_of.entry(form).or_insert_with(|| {
                    distinct.push(form);
                    distinct.len() - 1
                })
            })
            .collect();
        let mut features = Matrix::zeros(distinct.len(), self.mix.weight.cols);
        for (row, form) in distinct.iter().enumerate() {
            self.features(form, features.row_mut(row));
        }
        let mut mixed = maxout(&self.mix.apply(&features), self.pieces);
        self.mix_norm.apply(&mut mixed);
        let mut x = Matrix::zeros(forms.len(), mixed.cols);
        for (row, &place) in places.iter().enumerate() {
            x.row_mut(row).copy_from_slice(mixed.row(place));
        }
        x
    }

    fn features(&self, form: &str, row: &mut [f32]) {
        let mut rest = row;
        for (table, text) in self.tables.iter().zip(&strings(form)) {
            let (part, after) = rest.split_at_mut(table.width);
            for place in rows(table.letter, text, table.size) {
                let halves = &table.halves[place * table.width..(place + 1) * table.width];
                for (value, &half) in part.iter_mut().zip(halves) {
                    *value += float(half);
                }
            }
            rest = after;
        }
        self.statics.fill(&norm(form), rest);
    }

    /// Heads (0 = root) and deprels of each segment's words.
    fn trees(&self, x: &Matrix, segments: &[Range<usize>]) -> Vec<Vec<(usize, usize)>> {
        let root = Matrix::from_data(1, self.root.len(), self.root.clone());
        let activated = |linear: &Linear, x: &Matrix| {
            let mut y = linear.apply(x);
            relu(&mut y);
            y
        };
        let arc_dep = product(&with_one(&activated(&self.arc_dep, x)), &self.arc_weight);
        let (arc_head, arc_root) = (activated(&self.arc_head, x), activated(&self.arc_head, &root));
        let rel_head = with_one(&activated(&self.rel_head, x));
        let rel_root = with_one(&activated(&self.rel_head, &root));
        let rel_dep = product(&with_one(&activated(&self.rel_dep, x)), &self.rel_weight);
        let scale = 1.0 / (arc_head.cols as f32).sqrt();
        let root_label = self.deprels.iter().position(|label| label == "root");
        let mut trees = Vec::with_capacity(segments.len());
        for segment in segments {
            let candidates = stack(&arc_root, &arc_head, segment);
            let mut scores = product_transposed(&slice(&arc_dep, segment), &candidates);
            for score in &mut scores.data {
                *score *= scale;
            }
            log_softmax_rows(&mut scores);
            let label = |word: usize, head: usize| {
                if head == 0 {
                    return root_label.unwrap_or(0);
                }
                let head = rel_head.row(segment.start + head - 1);
                let size = rel_root.cols;
                let rows = rel_dep.row(segment.start + word).chunks_exact(size);
                let dot = |row: &[f32]| row.iter().zip(head).map(|(a, b)| a * b).sum::<f32>();
                let mut scores: Vec<f32> = rows.map(dot).collect();
                if let Some(root) = root_label {
                    scores[root] = f32::NEG_INFINITY;
                }
                argmax(&scores)
            };
            let heads = tree::heads(&scores);
            trees.push(heads.into_iter().enumerate().map(|(word, head)| (head, label(word, head))).collect());
        }
        trees
    }

    fn name_path(&self, scores: &Matrix, segment: &Range<usize>) -> Vec<usize> {
        let labels = &self.names.labels;
        let may_start = |label: usize| !labels[label].starts_with('I');
        let may_follow = |before: usize, label: usize| {
            labels[label].strip_prefix("I-").is_none_or(|kind| labels[before].get(2..) == Some(kind))
        };
        viterbi::best_path(&slice(scores, segment), may_start, may_follow)
    }
}

/// The blocks in order. A file without a list of them has four convolutions with attention between the second and third.
fn blocks(tensors: &Tensors<'_>, shape: &Shape, width: usize, pieces: usize) -> Result<Vec<Block>, ModelError> {
    let conv = |name: &str, distance: usize| {
        Ok(Block::Conv {
            distance,
            linear: tensors.linear(&format!("{name}.w"), width * pieces, 3 * width)?,
            norm: tensors.norm(&format!("{name}.ln"), width)?,
        })
    };
    let attention = |name: &str| Ok(Block::Attention(tensors.attention(name, width)?));
    let Some(kinds) = &shape.blocks else {
        let convs = shape.dilations.iter().enumerate();
        let mut blocks: Vec<Block> =
            convs.map(|(i, &distance)| conv(&format!("convs.{i}"), distance)).collect::<Result<_, ModelError>>()?;
        blocks.insert(blocks.len().min(2), attention("attention")?);
        return Ok(blocks);
    };
    let block = |(i, kind): (usize, &String)| {
        let name = format!("blocks.{i}");
        match (kind.as_str(), kind.strip_prefix("conv").and_then(|distance| distance.parse().ok())) {
            ("attention", _) => attention(&name),
            (_, Some(distance)) => conv(&name, distance),
            _ => Err(ModelError::NoBlock(kind.clone())),
        }
    };
    kinds.iter().enumerate().map(block).collect()
}

/// The columns with the largest numbers of a row, the largest first; the first of equals.
fn best(row: &[f32], count: usize) -> Vec<usize> {
    let mut best: Vec<usize> = Vec::with_capacity(count + 1);
    for (i, value) in row.iter().enumerate() {
        let place = best.iter().position(|&other| *value > row[other]).unwrap_or(best.len());
        if place < count {
            best.insert(place, i);
            best.truncate(count);
        }
    }
    best
}

fn slice(x: &Matrix, rows: &Range<usize>) -> Matrix {
    Matrix::from_data(rows.len(), x.cols, x.data[rows.start * x.cols..rows.end * x.cols].to_vec())
}

fn stack(first: &Matrix, x: &Matrix, rows: &Range<usize>) -> Matrix {
    let mut data = first.data.clone();
    data.extend_from_slice(&x.data[rows.start * x.cols..rows.end * x.cols]);
    Matrix::from_data(rows.len() + 1, x.cols, data)
}

/// A column of ones at the right.
fn with_one(x: &Matrix) -> Matrix {
    let data = x.data.chunks_exact(x.cols).flat_map(|row| row.iter().copied().chain([1.0])).collect();
    Matrix::from_data(x.rows, x.cols + 1, data)
}

/// `rel_w[label][dep][head]` as a matrix with a row for each `dep`, so that [rows of words] x it gives label by head.
fn rel_weight(tensors: &Tensors<'_>, labels: usize, size: usize) -> Result<Matrix, ModelError> {
    let (halves, shape) = tensors.halves("rel_w", 3)?;
    check("rel_w", &shape, &[labels, size, size])?;
    let mut weight = Matrix::zeros(size, labels * size);
    for label in 0..labels {
        for dep in 0..size {
            for head in 0..size {
                weight.data[dep * labels * size + label * size + head] =
                    float(halves[(label * size + dep) * size + head]);
            }
        }
    }
    Ok(weight)
}

impl Statics {
    fn new(tensors: &Tensors<'_>) -> Result<Self, ModelError> {
        let (bytes, _) = tensors.raw("static.words", Dtype::U8, 1)?;
        let words = String::from_utf8_lossy(bytes).into_owned();
        let (numbers, shape) = tensors.raw("static.q", Dtype::I8, 2)?;
        let breaks = words.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let starts: Vec<u32> = std::iter::once(0)
            .chain(breaks)
            .chain([words.len() + 1])
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        check("static.q", &shape[..1], &[starts.len() - 1])?;
        Ok(Self {
            scales: tensors.vector("static.scale", shape[0])?,
            numbers: numbers.iter().map(|&byte| i8::from_le_bytes([byte])).collect(),
            width: shape[1],
            words,
            starts,
        })
    }

    /// The vector of a norm; zeros where it is not known.
    fn fill(&self, norm: &str, row: &mut [f32]) {
        let word = |i: usize| &self.words[self.starts[i] as usize..self.starts[i + 1] as usize - 1];
        let (mut low, mut high) = (0, self.starts.len() - 1);
        while low < high {
            let middle = (low + high) / 2;
            if word(middle) < norm {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low + 1 < self.starts.len() && word(low) == norm {
            let numbers = &self.numbers[low * self.width..(low + 1) * self.width];
            for (value, &number) in row.iter_mut().zip(numbers) {
                *value = f32::from(number) * self.scales[low];
            }
        }
    }
}
