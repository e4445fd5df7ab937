//! Products of floats, each summed from the first factor to the last, whatever the width of the vectors.

use crate::path::on_each_path;

const LANES: usize = 16;

on_each_path! {
    /// Rows of `width` numbers, each `stride` after the one before, side by side: `out[i][row]`, filled up with zeros to
    /// `padded` columns, which is the number of rows or more.
    pub fn transpose(rows: &[f32], stride: usize, count: usize, width: usize, padded: usize, out: &mut [f32]) {
        let out = &mut out[..width * padded];
        out.fill(0.0);
        for row in 0..count {
            let row_numbers = &rows[row * stride..row * stride + width];
            for (i, &x) in row_numbers.iter().enumerate() {
                out[i * padded + row] = x;
            }
        }
    }
}

on_each_path! {
    /// The products of a row with columns: `out[j] = scale * sum over i of row[i] * columns[i][j]`. The length of `out` is that
    /// of the columns' rows and a multiple of 16.
    pub fn scaled_products(row: &[f32], columns: &[f32], scale: f32, out: &mut [f32]) {
        let padded = out.len();
        for (part, out) in out.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let mut sums = [0.0_f32; LANES];
            for (i, &x) in row.iter().enumerate() {
                let at = i * padded + part * LANES;
                let Some(column) = columns.get(at..at + LANES) else { break };
                for (sum, &y) in sums.iter_mut().zip(column) {
                    *sum += x * y;
                }
            }
            *out = sums.map(|sum| sum * scale);
        }
    }
}

on_each_path! {
    /// The sum of rows, each `stride` after the one before, times their weights.
    pub fn weighted_sum(weights: &[f32], rows: &[f32], stride: usize, out: &mut [f32]) {
        let width = out.len();
        out.fill(0.0);
        for (i, &weight) in weights.iter().enumerate() {
            for (sum, &x) in out.iter_mut().zip(&rows[i * stride..i * stride + width]) {
                *sum += weight * x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Path;
    use crate::dense::tests::Random;

    #[test]
    fn products_are_those_of_the_book_on_all_paths() {
        let mut random = Random(5);
        let (a, b) = (random.matrix(1, 37), random.matrix(21, 37));
        let run = |path: Path| {
            let mut columns = vec![7.0; 37 * 32];
            transpose(path, &b.data, 37, 21, 37, 32, &mut columns);
            let mut products = vec![7.0; 32];
            scaled_products(path, a.row(0), &columns, 0.5, &mut products);
            let mut sum = vec![7.0; 37];
            weighted_sum(path, &products[..21], &b.data, 37, &mut sum);
            (products, sum)
        };
        let (products, sum) = run(Path::best());
        for (j, product) in products[..21].iter().enumerate() {
            let due = 0.5 * a.row(0).iter().zip(b.row(j)).map(|(a, b)| a * b).sum::<f32>();
            assert!((product - due).abs() < 1e-5);
        }
        assert!(products[21..].iter().all(|&x| x == 0.0));
        let due: f32 = (0..21).map(|j| products[j] * b.row(j)[3]).sum();
        assert!((sum[3] - due).abs() < 1e-5);
        for path in Path::available() {
            assert_eq!(run(path), (products.clone(), sum.clone()), "{path}");
        }
    }
}
