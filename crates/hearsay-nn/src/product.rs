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
    /// The products of rows, each `stride` after the one before, with columns: `out[row * padded + j]` is `scale` times the sum
    /// over `i` of `rows[row][i] * columns[i * padded + j]`. `padded` is a multiple of 16, and `out` has so many for each row.
    pub fn scaled_products(rows: &[f32], stride: usize, columns: &[f32], padded: usize, scale: f32, out: &mut [f32]) {
        assert!(padded > 0 && padded.is_multiple_of(LANES), "columns are filled up");
        let (width, count) = (columns.len() / padded, out.len() / padded);
        let mut row = 0;
        // Four rows at once: one sum has to wait for its last product, four need not wait for each other.
        while count - row >= 4 {
            let numbers = [0, 1, 2, 3].map(|r| &rows[(row + r) * stride..(row + r) * stride + width]);
            products(numbers, columns, padded, scale, &mut out[row * padded..(row + 4) * padded]);
            row += 4;
        }
        while row < count {
            let numbers = [&rows[row * stride..row * stride + width]];
            products(numbers, columns, padded, scale, &mut out[row * padded..(row + 1) * padded]);
            row += 1;
        }
    }
}

#[inline(always)]
fn products<const R: usize>(rows: [&[f32]; R], columns: &[f32], padded: usize, scale: f32, out: &mut [f32]) {
    for part in (0..padded).step_by(LANES) {
        let mut sums = [[0.0_f32; LANES]; R];
        for (i, column) in columns.chunks_exact(padded).enumerate() {
            let Some(column) = column[part..].first_chunk::<LANES>() else { return };
            for (sums, row) in sums.iter_mut().zip(rows) {
                let x = row[i];
                for (sum, &y) in sums.iter_mut().zip(column) {
                    *sum += x * y;
                }
            }
        }
        for (r, sums) in sums.into_iter().enumerate() {
            out[r * padded + part..][..LANES].copy_from_slice(&sums.map(|sum| sum * scale));
        }
    }
}

on_each_path! {
    /// The sum of rows, each `stride` after the one before, times their weights.
    pub fn weighted_sum(weights: &[f32], rows: &[f32], stride: usize, out: &mut [f32]) {
        const WIDE: usize = 3 * LANES;
        let width = out.len();
        if weights.is_empty() || width < LANES {
            out.fill(0.0);
            for (i, &weight) in weights.iter().enumerate() {
                for (sum, &x) in out.iter_mut().zip(&rows[i * stride..i * stride + width]) {
                    *sum += weight * x;
                }
            }
            return;
        }
        let mut from = 0;
        while width - from >= WIDE {
            sum_of_part::<WIDE>(weights, &rows[from..], stride, &mut out[from..]);
            from += WIDE;
        }
        while from < width {
            // The last part may begin inside the one before, whose sums come out the same again.
            from = from.min(width - LANES);
            sum_of_part::<LANES>(weights, &rows[from..], stride, &mut out[from..]);
            from += LANES;
        }
    }
}

#[inline(always)]
fn sum_of_part<const N: usize>(weights: &[f32], rows: &[f32], stride: usize, out: &mut [f32]) {
    let mut sums = [0.0_f32; N];
    for (i, &weight) in weights.iter().enumerate() {
        let Some(row) = rows[i * stride..].first_chunk::<N>() else { return };
        for (sum, &x) in sums.iter_mut().zip(row) {
            *sum += weight * x;
        }
    }
    out[..N].copy_from_slice(&sums);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Path;
    use crate::dense::tests::Random;

    #[test]
    fn products_are_those_of_the_book_on_all_paths() {
        let mut random = Random(5);
        for width in [5, 16, 37, 51, 100] {
            let (a, b) = (random.matrix(7, width), random.matrix(21, width));
            let run = |path: Path| {
                let mut columns = vec![7.0; width * 32];
                transpose(path, &b.data, width, 21, width, 32, &mut columns);
                let mut products = vec![7.0; 7 * 32];
                scaled_products(path, &a.data, width, &columns, 32, 0.5, &mut products);
                let mut sum = vec![7.0; width];
                weighted_sum(path, &products[..21], &b.data, width, &mut sum);
                (products, sum)
            };
            let (products, sum) = run(Path::best());
            for (row, products) in products.chunks_exact(32).enumerate() {
                for (j, product) in products[..21].iter().enumerate() {
                    let due = 0.5 * a.row(row).iter().zip(b.row(j)).map(|(a, b)| a * b).sum::<f32>();
                    assert!((product - due).abs() < 1e-5, "{product} {due}");
                }
                assert!(products[21..].iter().all(|&x| x == 0.0));
            }
            for (i, sum) in sum.iter().enumerate() {
                let due: f32 = (0..21).map(|j| products[j] * b.row(j)[i]).sum();
                assert!((sum - due).abs() < 1e-4, "{sum} {due}");
            }
            for path in Path::available() {
                assert_eq!(run(path), (products.clone(), sum.clone()), "{path}");
            }
        }
    }
}
