//! Dense layers over row-major matrices of `f32`.

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

/// `c = a b^T`, where `a` is n x k and `b` m x k, both as slices with their row strides.
#[allow(unsafe_code)]
fn times_transposed(n: usize, k: usize, m: usize, a: (&[f32], usize), b: (&[f32], usize), c: (&mut [f32], usize)) {
    if n == 0 || m == 0 || k == 0 {
        return;
    }
    assert!(a.0.len() >= (n - 1) * a.1 + k && b.0.len() >= (m - 1) * b.1 + k && c.0.len() >= (n - 1) * c.1 + m);
    let stride = |stride: usize| isize::try_from(stride).expect("a stride fits in memory");
    // SAFETY: the assertion above keeps every element that sgemm touches inside its slice; `c` is borrowed mutably.
    unsafe {
        matrixmultiply::sgemm(
            n,
            k,
            m,
            1.0,
            a.0.as_ptr(),
            stride(a.1),
            1,
            b.0.as_ptr(),
            1,
            stride(b.1),
            0.0,
            c.0.as_mut_ptr(),
            stride(c.1),
            1,
        );
    }
}

/// `c = a b`, where `a` is n x k and `b` k x m.
#[allow(unsafe_code)]
fn times(n: usize, k: usize, m: usize, a: (&[f32], usize), b: (&[f32], usize), c: (&mut [f32], usize)) {
    if n == 0 || m == 0 || k == 0 {
        return;
    }
    assert!(a.0.len() >= (n - 1) * a.1 + k && b.0.len() >= (k - 1) * b.1 + m && c.0.len() >= (n - 1) * c.1 + m);
    let stride = |stride: usize| isize::try_from(stride).expect("a stride fits in memory");
    // SAFETY: as in `times_transposed`.
    unsafe {
        matrixmultiply::sgemm(
            n,
            k,
            m,
            1.0,
            a.0.as_ptr(),
            stride(a.1),
            1,
            b.0.as_ptr(),
            stride(b.1),
            1,
            0.0,
            c.0.as_mut_ptr(),
            stride(c.1),
            1,
        );
    }
}

/// `y = W x + b` for every row `x`.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    /// Outputs x inputs.
    pub weight: Matrix,
    /// One for each output.
    pub bias: Vec<f32>,
}

impl Linear {
    /// All rows at once.
    pub fn apply(&self, x: &Matrix) -> Matrix {
        let mut y = Matrix::zeros(x.rows, self.weight.rows);
        times_transposed(
            x.rows,
            x.cols,
            self.weight.rows,
            (&x.data, x.cols),
            (&self.weight.data, self.weight.cols),
            (&mut y.data, self.weight.rows),
        );
        for row in y.data.chunks_exact_mut(self.weight.rows) {
            for (value, bias) in row.iter_mut().zip(&self.bias) {
                *value += bias;
            }
        }
        y
    }
}

/// `a b^T`.
pub fn product_transposed(a: &Matrix, b: &Matrix) -> Matrix {
    let mut c = Matrix::zeros(a.rows, b.rows);
    times_transposed(a.rows, a.cols, b.rows, (&a.data, a.cols), (&b.data, b.cols), (&mut c.data, b.rows));
    c
}

/// `a b`.
pub fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut c = Matrix::zeros(a.rows, b.cols);
    times(a.rows, a.cols, b.cols, (&a.data, a.cols), (&b.data, b.cols), (&mut c.data, b.cols));
    c
}

/// The largest of every `pieces` neighbours of each row.
pub fn maxout(x: &Matrix, pieces: usize) -> Matrix {
    let data =
        x.data.chunks_exact(pieces).map(|piece| piece.iter().copied().fold(f32::NEG_INFINITY, f32::max)).collect();
    Matrix { rows: x.rows, cols: x.cols / pieces, data }
}

/// Negative numbers become zero.
pub fn relu(x: &mut Matrix) {
    for value in &mut x.data {
        *value = value.max(0.0);
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

    /// In place.
    pub fn apply(&self, x: &mut Matrix) {
        for row in x.data.chunks_exact_mut(self.weight.len()) {
            let count = row.len() as f32;
            let mean = row.iter().sum::<f32>() / count;
            let variance = row.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / count;
            let scale = 1.0 / (variance + Self::EPSILON).sqrt();
            for ((value, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
                *value = (*value - mean) * scale * weight + bias;
            }
        }
    }
}

/// Row `i` becomes rows `i - distance`, `i`, `i + distance` side by side, inside each segment; zeros beyond its ends.
pub fn window(x: &Matrix, segments: &[std::ops::Range<usize>], distance: usize) -> Matrix {
    let cols = x.cols;
    let mut out = Matrix::zeros(x.rows, 3 * cols);
    for segment in segments {
        for i in segment.clone() {
            let row = &mut out.data[i * 3 * cols..(i + 1) * 3 * cols];
            if i >= segment.start + distance {
                row[..cols].copy_from_slice(x.row(i - distance));
            }
            row[cols..2 * cols].copy_from_slice(x.row(i));
            if i + distance < segment.end {
                row[2 * cols..].copy_from_slice(x.row(i + distance));
            }
        }
    }
    out
}

/// Softmax of each row, in place.
pub fn softmax_rows(x: &mut Matrix) {
    if x.cols == 0 {
        return;
    }
    for row in x.data.chunks_exact_mut(x.cols) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut total = 0.0;
        for value in row.iter_mut() {
            *value = (*value - top).exp();
            total += *value;
        }
        for value in row.iter_mut() {
            *value /= total;
        }
    }
}

/// Logarithm of the softmax of each row, in place.
pub fn log_softmax_rows(x: &mut Matrix) {
    if x.cols == 0 {
        return;
    }
    for row in x.data.chunks_exact_mut(x.cols) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let total = row.iter().map(|value| (value - top).exp()).sum::<f32>().ln() + top;
        for value in row.iter_mut() {
            *value -= total;
        }
    }
}

/// The column with the largest number of a row; the first of equals.
pub fn argmax(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, value) in row.iter().enumerate() {
        if *value > row[best] {
            best = i;
        }
    }
    best
}

/// Multi-head self-attention inside each segment, with a bias by relative position, added to its input.
#[derive(Clone, Debug, PartialEq)]
pub struct Attention {
    /// Of the input, before everything.
    pub norm: LayerNorm,
    /// Queries, keys and values, in this order.
    pub qkv: Linear,
    /// Of the heads' values side by side.
    pub out: Linear,
    /// Heads x (2 clip + 1): added to the score of a word `j - i` away.
    pub bias: Matrix,
}

impl Attention {
    /// In place.
    pub fn apply(&self, x: &mut Matrix, segments: &[std::ops::Range<usize>]) {
        let (heads, clip) = (self.bias.rows, self.bias.cols / 2);
        let (cols, size) = (x.cols, x.cols / heads);
        let mut normed = x.clone();
        self.norm.apply(&mut normed);
        let qkv = self.qkv.apply(&normed);
        let mut mixed = normed; // its room is free now
        for segment in segments {
            let n = segment.len();
            let start = segment.start * 3 * cols;
            for head in 0..heads {
                let part = |which: usize| &qkv.data[start + which * cols + head * size..];
                let mut scores = Matrix::zeros(n, n);
                times_transposed(n, size, n, (part(0), 3 * cols), (part(1), 3 * cols), (&mut scores.data, n));
                let scale = 1.0 / (size as f32).sqrt();
                for i in 0..n {
                    for (j, score) in scores.row_mut(i).iter_mut().enumerate() {
                        let place = (j + clip).saturating_sub(i).min(2 * clip);
                        *score = *score * scale + self.bias.row(head)[place];
                    }
                }
                softmax_rows(&mut scores);
                let target = &mut mixed.data[segment.start * cols + head * size..];
                times(n, n, size, (&scores.data, n), (part(2), 3 * cols), (target, cols));
            }
        }
        let out = self.out.apply(&mixed);
        for (value, add) in x.data.iter_mut().zip(&out.data) {
            *value += add;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linear_adds_its_bias_to_every_row() {
        let linear =
            Linear { weight: Matrix::from_data(2, 3, vec![1.0, 0.0, 2.0, 0.0, 1.0, 0.0]), bias: vec![10.0, 20.0] };
        let x = Matrix::from_data(2, 3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(linear.apply(&x).data, [17.0, 22.0, 26.0, 25.0]);
    }

    #[test]
    fn windows_stop_at_the_ends_of_their_segment() {
        let x = Matrix::from_data(3, 1, vec![1.0, 2.0, 3.0]);
        assert_eq!(window(&x, &[0..2, 2..3], 1).data, [0.0, 1.0, 2.0, 1.0, 2.0, 0.0, 0.0, 3.0, 0.0]);
    }

    #[test]
    fn maxout_takes_the_largest_piece() {
        let x = Matrix::from_data(1, 6, vec![1.0, 5.0, 2.0, -3.0, -1.0, -2.0]);
        assert_eq!(maxout(&x, 3).data, [5.0, -1.0]);
    }

    #[test]
    fn layer_norm_has_mean_zero() {
        let norm = LayerNorm { weight: vec![1.0; 4], bias: vec![0.0; 4] };
        let mut x = Matrix::from_data(1, 4, vec![1.0, 2.0, 3.0, 4.0]);
        norm.apply(&mut x);
        assert!(x.data.iter().sum::<f32>().abs() < 1e-5);
        assert!((x.data[3] - 1.341_635).abs() < 1e-4);
    }

    #[test]
    fn attention_with_zero_scores_is_the_mean_of_the_segment() {
        // Queries and keys are zero, values and output the identity: each row gets the mean of the normed rows added.
        let identity = Matrix::from_data(2, 2, vec![1.0, 0.0, 0.0, 1.0]);
        let mut weight = Matrix::zeros(6, 2);
        weight.data[8..].copy_from_slice(&identity.data);
        let attention = Attention {
            norm: LayerNorm { weight: vec![1.0; 2], bias: vec![0.0; 2] },
            qkv: Linear { weight, bias: vec![0.0; 6] },
            out: Linear { weight: identity, bias: vec![0.0; 2] },
            bias: Matrix::zeros(1, 3),
        };
        let mut x = Matrix::from_data(3, 2, vec![0.0, 1.0, 1.0, 0.0, 0.0, 2.0]);
        attention.apply(&mut x, &[0..2, 2..3]);
        let near = |a: f32, b: f32| (a - b).abs() < 1e-4;
        assert!(near(x.data[0], 0.0) && near(x.data[1], 1.0), "opposite rows cancel out");
        assert!(near(x.data[4], -1.0) && near(x.data[5], 3.0), "a row by itself attends to itself");
    }
}
