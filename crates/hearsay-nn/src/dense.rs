//! Dense layers: weights in 8 bits with a scale for each output, inputs in 7 bits with a scale for each row, exact sums.

use crate::integers::{Job, PANEL, STEPS, multiply};
use crate::rows::{quantise, reach};
use crate::{Path, room};

/// Rows that are computed together, so that inputs and outputs stay in the cache.
pub(crate) const BLOCK: usize = 64;

/// Steps of a weight each way from zero.
const WEIGHT_STEPS: u8 = 127;

/// A row-major matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// `rows * cols` numbers.
    pub data: Vec<f32>,
}

impl Matrix {
    /// All zeros.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
    }

    /// From numbers in row-major order; their count must be `rows * cols`.
    pub fn from_data(rows: usize, cols: usize, data: Vec<f32>) -> Self {
        assert_eq!(data.len(), rows * cols, "a matrix of {rows} x {cols} has as many numbers");
        Self { rows, cols, data }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    /// One row, to write in.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..(row + 1) * self.cols]
    }
}

/// Rows in 7 bits, each with the size of its step. Kept from batch to batch.
#[derive(Debug, Default)]
pub struct Rows {
    pub(crate) steps: Vec<u8>,
    pub(crate) scales: Vec<f32>,
    pub(crate) count: usize,
    pub(crate) cols: usize,
}

impl Rows {
    /// Makes room for rows of a width, whose old contents are of no use.
    pub fn start(&mut self, count: usize, cols: usize) {
        let padded = cols.next_multiple_of(4);
        self.count = count;
        self.cols = padded;
        if self.steps.len() < count * padded {
            self.steps.resize(count * padded, 0);
        }
        if self.scales.len() < count {
            self.scales.resize(count, 0.0);
        }
    }

    /// Writes one row.
    pub fn set(&mut self, path: Path, row: usize, numbers: &[f32]) {
        let reach = reach(path, numbers);
        self.set_part(path, row, 0, numbers, reach);
        self.set_scale(row, reach);
    }

    /// Writes part of a row, in steps of `reach / STEPS`.
    pub(crate) fn set_part(&mut self, path: Path, row: usize, from: usize, numbers: &[f32], reach: f32) {
        let start = row * self.cols + from;
        quantise(path, numbers, reach, STEPS, &mut self.steps[start..start + numbers.len()]);
    }

    /// Zeros.
    pub(crate) fn clear_part(&mut self, row: usize, from: usize, length: usize) {
        let start = row * self.cols + from;
        self.steps[start..start + length].fill(STEPS + 1);
    }

    pub(crate) fn set_scale(&mut self, row: usize, reach: f32) {
        self.scales[row] = reach / f32::from(STEPS);
    }
}

/// `y = W x + b` for rows `x`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    inputs: usize,
    outputs: usize,
    /// Panels of outputs; in each, for every four inputs, the four weights of each output.
    weights: Vec<i8>,
    /// For each output, panels filled up: what stands for zero in a row times its weights, its step and its bias.
    offsets: Vec<i32>,
    scales: Vec<f32>,
    biases: Vec<f32>,
}

impl Dense {
    /// From weights of outputs x inputs and a bias for each output. Output `i` of the layer is row `order(i)` of `weight`.
    pub fn new(weight: &Matrix, bias: &[f32], order: impl Fn(usize) -> usize) -> Self {
        let (inputs, outputs) = (weight.cols.next_multiple_of(4), weight.rows);
        let padded = outputs.next_multiple_of(PANEL);
        let mut dense = Self {
            inputs,
            outputs,
            weights: vec![0; padded * inputs],
            offsets: vec![0; padded],
            scales: vec![0.0; padded],
            biases: vec![0.0; padded],
        };
        let path = Path::best();
        let mut steps = vec![WEIGHT_STEPS + 1; inputs];
        let number = |step: u8| step.wrapping_sub(WEIGHT_STEPS + 1) as i8;
        for output in 0..outputs {
            let row = weight.row(order(output));
            let reach = reach(path, row);
            quantise(path, row, reach, WEIGHT_STEPS, &mut steps);
            dense.scales[output] = reach / f32::from(WEIGHT_STEPS);
            dense.biases[output] = bias[order(output)];
            dense.offsets[output] =
                (i32::from(STEPS) + 1) * steps.iter().map(|&step| i32::from(number(step))).sum::<i32>();
            let panel = &mut dense.weights[output / PANEL * PANEL * inputs..];
            for (four, place) in steps.as_chunks::<4>().0.iter().zip(0..) {
                let at = (place * PANEL + output % PANEL) * 4;
                panel[at..at + 4].copy_from_slice(&four.map(number));
            }
        }
        dense
    }

    /// Numbers of each row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Numbers from the start of one row of the result to the start of the next; those beyond the outputs mean nothing.
    pub fn stride(&self) -> usize {
        self.biases.len()
    }

    /// Some rows at once; the result is good until `out` is used again.
    pub fn apply<'o>(
        &self,
        path: Path,
        rows: &Rows,
        which: std::ops::Range<usize>,
        out: &'o mut Vec<f32>,
    ) -> &'o [f32] {
        let out = room(out, which.len() * self.stride());
        self.apply_to(path, rows, which, out);
        out
    }

    /// As [`Dense::apply`], to numbers that are there.
    pub(crate) fn apply_to(&self, path: Path, rows: &Rows, which: std::ops::Range<usize>, out: &mut [f32]) {
        assert_eq!(rows.cols, self.inputs, "rows have as many numbers as the layer has inputs");
        assert!(which.end <= rows.count, "those rows are there");
        let stride = self.stride();
        for first in which.clone().step_by(BLOCK) {
            let last = which.end.min(first + BLOCK);
            for panel in 0..stride / PANEL {
                let outputs = panel * PANEL..(panel + 1) * PANEL;
                multiply(
                    path,
                    Job {
                        steps: &rows.steps[first * rows.cols..last * rows.cols],
                        row_scales: &rows.scales[first..last],
                        inputs: self.inputs,
                        weights: &self.weights[panel * PANEL * self.inputs..(panel + 1) * PANEL * self.inputs],
                        offsets: &self.offsets[outputs.clone()],
                        scales: &self.scales[outputs.clone()],
                        biases: &self.biases[outputs.clone()],
                        out: &mut out[(first - which.start) * stride + outputs.start..],
                        stride,
                    },
                );
            }
        }
    }

    /// One row at any speed, when a network is read.
    pub fn apply_one(&self, numbers: &[f32]) -> Vec<f32> {
        let mut rows = Rows::default();
        rows.start(1, numbers.len());
        rows.set(Path::best(), 0, numbers);
        let mut out = Vec::new();
        self.apply(Path::best(), &rows, 0..1, &mut out)[..self.outputs].to_vec()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Numbers in any order will do.
    pub(crate) struct Random(pub(crate) u64);

    impl Random {
        pub(crate) fn float(&mut self) -> f32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 40) as f32 / (1 << 23) as f32 - 1.0
        }

        pub(crate) fn matrix(&mut self, rows: usize, cols: usize) -> Matrix {
            Matrix::from_data(rows, cols, (0..rows * cols).map(|_| self.float()).collect())
        }
    }

    #[test]
    fn outputs_are_near_those_of_floats() {
        let mut random = Random(1);
        let (weight, x) = (random.matrix(70, 50), random.matrix(9, 50));
        let bias: Vec<f32> = (0..70).map(|_| random.float()).collect();
        let dense = Dense::new(&weight, &bias, |output| 69 - output);
        let mut rows = Rows::default();
        rows.start(9, 50);
        for row in 0..9 {
            rows.set(Path::best(), row, x.row(row));
        }
        let mut out = Vec::new();
        let stride = dense.stride();
        let found = dense.apply(Path::best(), &rows, 2..9, &mut out);
        for row in 2..9 {
            for output in 0..70 {
                let due =
                    x.row(row).iter().zip(weight.row(69 - output)).map(|(a, b)| a * b).sum::<f32>() + bias[69 - output];
                assert!((found[(row - 2) * stride + output] - due).abs() < 0.2, "{row} {output}");
            }
        }
    }

    #[test]
    fn all_paths_give_the_same_sums() {
        let mut random = Random(2);
        for (count, inputs, outputs) in [(1, 4, 1), (3, 30, 33), (13, 64, 32), (77, 576, 96), (30, 164, 51)] {
            let mut weight = random.matrix(outputs, inputs);
            weight.data[0] = -1.0; // the extremes of a step
            let bias: Vec<f32> = (0..outputs).map(|_| random.float()).collect();
            let dense = Dense::new(&weight, &bias, |output| output);
            let mut rows = Rows::default();
            rows.start(count, inputs);
            for row in 0..count {
                let numbers: Vec<f32> =
                    (0..inputs).map(|_| if row % 3 == 0 { random.float().signum() } else { random.float() }).collect();
                rows.set(Path::best(), row, &numbers);
            }
            let bits = |path: Path| -> Vec<u32> {
                let mut out = Vec::new();
                dense.apply(path, &rows, 0..count, &mut out).iter().map(|x| x.to_bits()).collect()
            };
            let due = bits(Path(crate::path::Kind::Portable));
            for path in Path::available() {
                assert_eq!(bits(path), due, "{path} {count} x {inputs} x {outputs}");
            }
        }
    }
}
