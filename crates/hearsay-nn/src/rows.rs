//! What is done to one row of floats. Sums run in sixteen lanes that are put together in one order.

use crate::path::on_each_path;

const LANES: usize = 16;

/// The sum of `value(x)` over the row.
#[inline(always)]
fn sum(row: &[f32], value: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += value(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane += value(x);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// The larger number; the first where one is no number. Unlike `f32::max` it says which zero.
#[inline(always)]
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The largest of `value(x)` over the row and zero.
#[inline(always)]
fn largest(row: &[f32], start: f32, value: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [start; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for chunk in whole {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = larger(*lane, value(x));
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane = larger(*lane, value(x));
    }
    lanes.into_iter().fold(start, larger)
}

on_each_path! {
    /// The largest number of a row without its sign.
    pub(crate) fn reach(row: &[f32]) -> f32 {
        largest(row, 0.0, f32::abs)
    }
}

/// Added to a float below 2^22, it leaves the nearest whole number in the low bits, ties to even.
const ROUNDING: f32 = 12_582_912.0;

on_each_path! {
    /// Numbers as whole steps of `reach / most`, at most `most` of them each way from `most + 1`, which is zero. `reach` is
    /// at least the [`reach`] of the row.
    pub(crate) fn quantise(row: &[f32], reach: f32, most: u8, steps: &mut [u8]) {
        let per_step = if reach > 0.0 { f32::from(most) / reach } else { 0.0 };
        for (step, &x) in steps.iter_mut().zip(row) {
            let whole = (x * per_step + ROUNDING).to_bits().wrapping_sub(ROUNDING.to_bits());
            *step = (whole.wrapping_add(u32::from(most) + 1) & 0xff) as u8;
        }
    }
}

/// Each row brought to mean 0 and variance 1, then scaled and moved.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerNorm {
    /// Scale of each column.
    pub weight: Vec<f32>,
    /// Offset of each column.
    pub bias: Vec<f32>,
}

impl LayerNorm {
    /// Added to the variance.
    const EPSILON: f32 = 1e-5;

    /// One row, in place.
    pub fn apply(&self, path: crate::Path, row: &mut [f32]) {
        norm(path, row, &self.weight, &self.bias);
    }
}

on_each_path! {
    fn norm(row: &mut [f32], weight: &[f32], bias: &[f32]) {
        let count = row.len() as f32;
        let mean = sum(row, |x| x) / count;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / count;
        let scale = 1.0 / (variance + LayerNorm::EPSILON).sqrt();
        for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
            *value = (*value - mean) * scale * weight + bias;
        }
    }
}

on_each_path! {
    /// The largest of the pieces of each unit: unit `i` of `out` has its pieces at `i`, `i + out.len()` ... of `row`.
    pub fn maxout(row: &[f32], out: &mut [f32]) {
        let width = out.len();
        let mut pieces = row.chunks_exact(width);
        if let Some(first) = pieces.next() {
            out.copy_from_slice(first);
        }
        for piece in pieces {
            for (best, &x) in out.iter_mut().zip(piece) {
                *best = larger(*best, x);
            }
        }
    }
}

on_each_path! {
    /// One row added to another.
    pub(crate) fn add(row: &mut [f32], other: &[f32]) {
        for (value, x) in row.iter_mut().zip(other) {
            *value += x;
        }
    }
}

on_each_path! {
    /// Negative numbers become zero.
    pub fn relu(row: &mut [f32]) {
        for value in row {
            *value = if *value > 0.0 { *value } else { 0.0 };
        }
    }
}

on_each_path! {
    /// The place of the largest number of a row; the first of equals.
    pub fn argmax(row: &[f32]) -> usize {
        let top = largest(row, f32::NEG_INFINITY, |x| x);
        row.iter().position(|&x| x == top).unwrap_or(0)
    }
}

on_each_path! {
    /// Softmax of a row, in place.
    pub fn softmax(row: &mut [f32]) {
        let top = largest(row, f32::NEG_INFINITY, |x| x);
        for value in row.iter_mut() {
            *value = exp(*value - top);
        }
        let total = sum(row, |x| x);
        for value in row.iter_mut() {
            *value /= total;
        }
    }
}

/// e to the `x`, for `x` of at most 0, to seven digits. The system's differs from machine to machine.
#[inline(always)]
fn exp(x: f32) -> f32 {
    // 2^n e^r with r of at most half of ln 2; the constants are ln 2 in two parts and 1/k!.
    let x = larger(-87.0, x);
    let shifted = x * std::f32::consts::LOG2_E + ROUNDING;
    let whole = shifted - ROUNDING;
    let rest = x - whole * 0.693_359_4 - whole * -2.121_944_4e-4;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (1.666_666_7e-1
                                + rest * (4.166_666_8e-2 + rest * (8.333_334e-3 + rest * 1.388_889e-3)))));
    let power = shifted.to_bits().wrapping_sub(ROUNDING.to_bits()).wrapping_add(127) << 23;
    series * f32::from_bits(power)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Path;

    #[test]
    fn exp_is_that_of_the_system_to_six_digits() {
        for i in 0..8_000 {
            let x = -0.01 * i as f32;
            let (found, due) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((found / due - 1.0).abs() < 1e-6, "{x}: {found} {due}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn layer_norm_has_mean_zero() {
        let norm = LayerNorm { weight: vec![1.0; 4], bias: vec![0.0; 4] };
        let mut row = [1.0, 2.0, 3.0, 4.0];
        norm.apply(Path::best(), &mut row);
        assert!(row.iter().sum::<f32>().abs() < 1e-5);
        assert!((row[3] - 1.341_635).abs() < 1e-4);
    }

    #[test]
    fn maxout_takes_the_largest_piece() {
        let mut out = [0.0; 2];
        maxout(Path::best(), &[1.0, -3.0, 5.0, -1.0, 2.0, -2.0], &mut out);
        assert_eq!(out, [5.0, -1.0]);
    }

    #[test]
    fn numbers_become_the_nearest_steps() {
        let mut steps = [0; 5];
        quantise(Path::best(), &[1.0, -1.0, 0.0, 0.5, 0.004], 1.0, 127, &mut steps);
        assert_eq!(steps, [255, 1, 128, 192, 129]);
        quantise(Path::best(), &[0.0; 5], 0.0, 127, &mut steps);
        assert_eq!(steps, [128; 5]);
    }

    #[test]
    fn the_first_of_equals_is_the_largest() {
        let mut row = vec![0.0; 40];
        row[17] = 2.0;
        row[33] = 2.0;
        assert_eq!(argmax(Path::best(), &row), 17);
        assert_eq!(argmax(Path::best(), &[]), 0);
    }

    #[test]
    fn all_paths_give_the_same_rows() {
        let mut random = crate::dense::tests::Random(3);
        for length in [1, 7, 16, 31, 192, 576] {
            let row: Vec<f32> = (0..length).map(|_| random.float() * 20.0).collect();
            let norm = LayerNorm { weight: row.clone(), bias: row.iter().map(|x| x * 0.3).collect() };
            let all = |path: Path| {
                let mut out = row.clone();
                norm.apply(path, &mut out);
                let mut soft = row.clone();
                softmax(path, &mut soft);
                let mut steps = vec![0; length];
                quantise(path, &row, reach(path, &row), 63, &mut steps);
                out.extend(soft);
                relu(path, &mut out);
                let bits: Vec<u32> = out.iter().map(|x| x.to_bits()).collect();
                (bits, steps, argmax(path, &row))
            };
            let due = all(Path(crate::path::Kind::Portable));
            for path in Path::available() {
                assert_eq!(all(path), due, "{path}");
            }
        }
    }
}
