//! Every word of a segment with every other: multi-head self-attention with a bias by relative position.

use std::ops::Range;

use crate::product::{scaled_products, transpose, weighted_sum};
use crate::rows::{add, softmax};
use crate::{Dense, LayerNorm, Matrix, Path, Rows, room};

/// x + out(softmax(q k / sqrt(size) + bias[j - i]) v), all of LayerNorm(x).
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// Of the input, before everything.
    pub norm: LayerNorm,
    /// Queries, keys and values, in this order.
    pub qkv: Dense,
    /// Of the heads' values side by side.
    pub out: Dense,
    /// Heads x (2 clip + 1): added to the score of a word `j - i` away.
    pub bias: Matrix,
}

/// Buffers kept from batch to batch.
#[derive(Debug, Default)]
pub struct AttentionScratch {
    rows: Rows,
    row: Vec<f32>,
    qkv: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
    near: Vec<f32>,
    mixed: Vec<f32>,
    out: Vec<f32>,
}

impl Attention {
    /// In place; segments cover all rows in order.
    pub fn apply(&self, path: Path, x: &mut [f32], segments: &[Range<usize>], scratch: &mut AttentionScratch) {
        let width = self.norm.weight.len();
        let count = x.len() / width;
        let AttentionScratch { rows, row, qkv, keys, scores, near, mixed, out } = scratch;
        let row = room(row, width);
        rows.start(count, width);
        for (i, numbers) in x.chunks_exact(width).enumerate() {
            row.copy_from_slice(numbers);
            self.norm.apply(path, row);
            rows.set(path, i, row);
        }
        let stride = self.qkv.stride();
        let qkv = self.qkv.apply(path, rows, 0..count, qkv);
        let mixed = room(mixed, count * width);
        for segment in segments.iter().filter(|segment| !segment.is_empty()) {
            let qkv = &qkv[segment.start * stride..segment.end * stride];
            let mixed = &mut mixed[segment.start * width..segment.end * width];
            for head in 0..self.bias.rows {
                self.head(path, head, qkv, mixed, [&mut *keys, &mut *scores, &mut *near]);
            }
        }
        for (i, numbers) in mixed.chunks_exact(width).enumerate() {
            rows.set(path, i, numbers);
        }
        let stride = self.out.stride();
        let out = self.out.apply(path, rows, 0..count, out);
        for (numbers, out) in x.chunks_exact_mut(width).zip(out.chunks_exact(stride)) {
            add(path, numbers, &out[..width]);
        }
    }

    /// One head's part of `mixed` for the words of one segment.
    fn head(&self, path: Path, head: usize, qkv: &[f32], mixed: &mut [f32], [keys, scores, near]: [&mut Vec<f32>; 3]) {
        let (width, clip, stride) = (self.norm.weight.len(), self.bias.cols / 2, self.qkv.stride());
        let size = width / self.bias.rows;
        let count = qkv.len() / stride;
        let padded = count.next_multiple_of(16);
        let scale = 1.0 / (size as f32).sqrt();
        let at = head * size;
        let keys = room(keys, size * padded);
        transpose(path, &qkv[width + at..], stride, count, size, padded, keys);
        let scores = room(scores, count * padded);
        scaled_products(path, &qkv[at..], stride, keys, padded, scale, scores);
        // The bias of each distance from one word to another, once for all words.
        let bias = self.bias.row(head);
        let near = room(near, 2 * count - 1);
        for (distance, near) in near.iter_mut().enumerate() {
            *near = bias[(distance + clip).saturating_sub(count - 1).min(2 * clip)];
        }
        for (i, scores) in scores.chunks_exact_mut(padded).enumerate() {
            let (words, beyond) = scores.split_at_mut(count);
            add(path, words, &near[count - 1 - i..][..count]);
            // Whole vectors are quicker, and what is beyond the words weighs less than any float of the sum can tell.
            beyond.fill(f32::NEG_INFINITY);
            softmax(path, scores);
            let scores = &scores[..count];
            let mixed = &mut mixed[i * width + at..i * width + at + size];
            weighted_sum(path, scores, &qkv[2 * width + at..], stride, mixed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attention_with_zero_scores_is_the_mean_of_the_segment() {
        // Queries and keys are zero, values and output the identity: each row gets the mean of the normed rows added.
        let identity = Matrix::from_data(2, 2, vec![1.0, 0.0, 0.0, 1.0]);
        let mut weight = Matrix::zeros(6, 2);
        weight.data[8..].copy_from_slice(&identity.data);
        let attention = Attention {
            norm: LayerNorm { weight: vec![1.0; 2], bias: vec![0.0; 2] },
            qkv: Dense::new(&weight, &[0.0; 6], |output| output),
            out: Dense::new(&identity, &[0.0; 2], |output| output),
            bias: Matrix::zeros(1, 3),
        };
        for path in Path::available() {
            let mut x = [0.0, 1.0, 1.0, 0.0, 0.0, 2.0];
            attention.apply(path, &mut x, &[0..2, 2..3], &mut AttentionScratch::default());
            let near = |a: f32, b: f32| (a - b).abs() < 1e-3;
            assert!(near(x[0], 0.0) && near(x[1], 1.0), "opposite rows cancel out: {x:?}");
            assert!(near(x[4], -1.0) && near(x[5], 3.0), "a row by itself attends to itself: {x:?}");
        }
    }

    #[test]
    fn near_words_may_weigh_more() {
        // All scores are the bias: a word hears its right neighbour only.
        let mut weight = Matrix::zeros(6, 2);
        weight.data[8..].copy_from_slice(&[1.0, 0.0, 0.0, 1.0]);
        let attention = Attention {
            norm: LayerNorm { weight: vec![1.0; 2], bias: vec![0.0; 2] },
            qkv: Dense::new(&weight, &[0.0; 6], |output| output),
            out: Dense::new(&Matrix::from_data(2, 2, vec![1.0, 0.0, 0.0, 1.0]), &[0.0; 2], |output| output),
            bias: Matrix::from_data(1, 3, vec![-50.0, -50.0, 50.0]),
        };
        let mut x = [0.0, 1.0, 1.0, 0.0];
        let segments: [Range<usize>; 1] = std::array::from_fn(|_| 0..2);
        attention.apply(Path::best(), &mut x, &segments, &mut AttentionScratch::default());
        assert!((x[0] - 1.0).abs() < 1e-2 && x[1].abs() < 1e-2, "{x:?}");
    }
}
