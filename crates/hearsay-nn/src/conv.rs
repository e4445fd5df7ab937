//! A word and its neighbours: x + LayerNorm(maxout(W [x(i - d), x(i), x(i + d)] + b)), zeros beyond the segment.

use std::ops::Range;

use crate::dense::BLOCK;
use crate::rows::{add, maxout, reach};
use crate::{Dense, LayerNorm, Path, Rows, room};

/// One such layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// How far the neighbours are.
    pub distance: usize,
    /// Three rows to the pieces of each unit; pieces of one unit a width apart.
    pub dense: Dense,
    /// Of the units.
    pub norm: LayerNorm,
}

/// Buffers kept from batch to batch.
#[derive(Debug, Default)]
pub struct ConvScratch {
    rows: Rows,
    pieces: Vec<f32>,
    reaches: Vec<f32>,
}

impl Conv {
    /// `x` to `out`, rows as wide as the norm; segments cover all rows in order.
    pub fn apply(&self, path: Path, x: &[f32], segments: &[Range<usize>], out: &mut [f32], scratch: &mut ConvScratch) {
        let width = self.norm.weight.len();
        let count = x.len() / width;
        let ConvScratch { rows, pieces, reaches } = scratch;
        reaches.clear();
        reaches.extend(x.chunks_exact(width).map(|row| reach(path, row)));
        let mut segments = segments.iter().filter(|segment| !segment.is_empty()).cloned();
        let mut segment = 0..0;
        for first in (0..count).step_by(BLOCK) {
            let last = count.min(first + BLOCK);
            rows.start(last - first, 3 * width);
            for word in first..last {
                while word >= segment.end {
                    segment = segments.next().unwrap_or(word..word + 1);
                }
                let row = word - first;
                let neighbours = [word.checked_sub(self.distance), Some(word), word.checked_add(self.distance)]
                    .map(|place| place.filter(|place| segment.contains(place)));
                // One step for the whole row, so that its sum is one sum.
                let step = neighbours.iter().flatten().map(|&place| reaches[place]).fold(0.0, crate::rows::larger);
                for (part, place) in neighbours.into_iter().enumerate() {
                    match place {
                        Some(place) => {
                            let numbers = &x[place * width..(place + 1) * width];
                            rows.set_part(path, row, part * width, numbers, step);
                        }
                        None => rows.clear_part(row, part * width, width),
                    }
                }
                rows.set_scale(row, step);
            }
            let stride = self.dense.stride();
            let pieces = room(pieces, (last - first) * stride);
            self.dense.apply_to(path, rows, 0..last - first, pieces);
            for word in first..last {
                let pieces = &pieces[(word - first) * stride..][..self.dense.outputs()];
                let row = &mut out[word * width..(word + 1) * width];
                maxout(path, pieces, row);
                self.norm.apply(path, row);
                add(path, row, &x[word * width..(word + 1) * width]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    #[test]
    fn neighbours_stop_at_the_ends_of_their_segment() {
        // Two units of one piece: the left neighbour's first number and the right one's second.
        let mut weight = Matrix::zeros(2, 6);
        weight.row_mut(0)[0] = 1.0;
        weight.row_mut(1)[5] = 1.0;
        let norm = LayerNorm { weight: vec![1.0; 2], bias: vec![0.0; 2] };
        let conv = Conv { distance: 1, dense: Dense::new(&weight, &[0.0; 2], |output| output), norm };
        let x = [1.0, 0.0, 0.0, 3.0, 2.0, 0.0];
        let mut out = [0.0; 6];
        conv.apply(Path::best(), &x, &[0..2, 2..3], &mut out, &mut ConvScratch::default());
        // Word 0 sees (0, 3), word 1 (1, 0), word 2 nothing: normed (-1, 1), (1, -1), (0, 0), and added.
        for (found, due) in out.iter().zip([0.0, 1.0, 1.0, 2.0, 2.0, 0.0]) {
            assert!((found - due).abs() < 1e-3, "{out:?}");
        }
    }
}
