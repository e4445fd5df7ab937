//! Products of 7-bit rows and one panel of 8-bit weights: exact sums in 32 bits, on each path the same.
#![allow(unsafe_code)]

use crate::Path;
use crate::path::Kind;

/// Outputs that are computed together.
pub(crate) const PANEL: usize = 32;

/// Steps of an input each way from zero. Seven bits: with eight, a pair of products would not fit the 16 bits of AVX2, and
/// trees are no better for it.
pub(crate) const STEPS: u8 = 63;

/// Rows times a panel of weights. `out` gets `sum * scale * row scale + bias`, a row each `stride` numbers.
pub(crate) struct Job<'j> {
    /// `rows x inputs`, `STEPS + 1` for zero; none is above 127.
    pub(crate) steps: &'j [u8],
    pub(crate) row_scales: &'j [f32],
    /// A multiple of 4.
    pub(crate) inputs: usize,
    /// For every four inputs, the four weights of each of the panel's outputs; none is -128.
    pub(crate) weights: &'j [i8],
    /// What stands for zero times the sum of each output's weights.
    pub(crate) offsets: &'j [i32],
    pub(crate) scales: &'j [f32],
    pub(crate) biases: &'j [f32],
    pub(crate) out: &'j mut [f32],
    pub(crate) stride: usize,
}

pub(crate) fn multiply(path: Path, job: Job<'_>) {
    let rows = job.row_scales.len();
    // What the reads and writes of all paths stay inside.
    assert!(job.inputs.is_multiple_of(4) && job.steps.len() == rows * job.inputs);
    assert!(job.weights.len() == job.inputs * PANEL && job.stride >= PANEL);
    assert!(job.offsets.len() == PANEL && job.scales.len() == PANEL && job.biases.len() == PANEL);
    assert!(rows == 0 || job.out.len() >= (rows - 1) * job.stride + PANEL);
    match path.0 {
        Kind::Portable => portable(job),
        // SAFETY: a path exists only where the machine has its instructions (`Path::available`).
        #[cfg(target_arch = "x86_64")]
        Kind::Avx2 => unsafe { x86::avx2(job) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512 => unsafe { x86::avx512(job) },
    }
}

fn portable(job: Job<'_>) {
    // Widened, and each output's weights in one piece: compilers know how to make this fast, the packed order they do not.
    let mut weights = vec![0_i16; job.weights.len()];
    for (four, panel) in job.weights.as_chunks::<{ PANEL * 4 }>().0.iter().enumerate() {
        for (output, packed) in panel.as_chunks::<4>().0.iter().enumerate() {
            let at = output * job.inputs + four * 4;
            weights[at..at + 4].copy_from_slice(&packed.map(i16::from));
        }
    }
    let mut numbers = vec![0_i16; job.inputs];
    for (row, steps) in job.steps.chunks_exact(job.inputs).enumerate() {
        for (number, &step) in numbers.iter_mut().zip(steps) {
            *number = i16::from(step) - i16::from(STEPS + 1);
        }
        let out = &mut job.out[row * job.stride..row * job.stride + PANEL];
        for ((output, out), weights) in out.iter_mut().enumerate().zip(weights.chunks_exact(job.inputs)) {
            let sum = dot(&numbers, weights);
            *out = sum as f32 * job.scales[output] * job.row_scales[row] + job.biases[output];
        }
    }
}

/// In pieces of 32, which compilers turn into products of pairs.
fn dot(numbers: &[i16], weights: &[i16]) -> i32 {
    let sum = |numbers: &[i16], weights: &[i16]| -> i32 {
        numbers.iter().zip(weights).map(|(&x, &weight)| i32::from(x) * i32::from(weight)).sum()
    };
    let ((numbers, rest), (weights, rest_weights)) = (numbers.as_chunks::<32>(), weights.as_chunks::<32>());
    let whole: i32 = numbers.iter().zip(weights).map(|(numbers, weights)| sum(numbers, weights)).sum();
    whole + sum(rest, rest_weights)
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{Job, PANEL};

    /// Runs `tile` over all rows, many at a time while there are as many.
    macro_rules! tiles {
        ($job:ident, $($rows:literal)*) => {
            let count = $job.row_scales.len();
            let mut row = 0;
            $(while count - row >= $rows {
                // SAFETY: `multiply` has checked the sizes, and these rows are there.
                unsafe { tile::<$rows>(&mut $job, row) };
                row += $rows;
            })*
        };
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) fn avx512(mut job: Job<'_>) {
        /// # Safety
        /// The sizes are those that `multiply` asserts, and rows `row..row + R` are there.
        #[inline]
        #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
        unsafe fn tile<const R: usize>(job: &mut Job<'_>, row: usize) {
            // SAFETY: every read is inside `steps` (rows of `inputs` bytes), `weights` (`inputs * PANEL` bytes) or the
            // panel's 32 offsets, scales and biases; every write is the first 32 numbers of one of the rows of `out`.
            unsafe {
                let steps = job.steps.as_ptr().add(row * job.inputs);
                let weights = job.weights.as_ptr();
                let offsets = [0, 16].map(|at| _mm512_loadu_si512(job.offsets.as_ptr().add(at).cast()));
                let zero = _mm512_setzero_si512();
                let mut sums = [[_mm512_sub_epi32(zero, offsets[0]), _mm512_sub_epi32(zero, offsets[1])]; R];
                for four in 0..job.inputs / 4 {
                    let panel = weights.add(four * PANEL * 4);
                    let left = _mm512_loadu_si512(panel.cast());
                    let right = _mm512_loadu_si512(panel.add(64).cast());
                    for (r, sums) in sums.iter_mut().enumerate() {
                        let x = _mm512_set1_epi32(steps.add(r * job.inputs + four * 4).cast::<i32>().read_unaligned());
                        sums[0] = _mm512_dpbusd_epi32(sums[0], x, left);
                        sums[1] = _mm512_dpbusd_epi32(sums[1], x, right);
                    }
                }
                for (r, sums) in sums.iter().enumerate() {
                    let row_scale = _mm512_set1_ps(job.row_scales[row + r]);
                    let out = job.out.as_mut_ptr().add((row + r) * job.stride);
                    for (sum, at) in sums.iter().zip([0, 16]) {
                        let scale = _mm512_loadu_ps(job.scales.as_ptr().add(at));
                        let bias = _mm512_loadu_ps(job.biases.as_ptr().add(at));
                        let scaled = _mm512_mul_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(*sum), scale), row_scale);
                        _mm512_storeu_ps(out.add(at), _mm512_add_ps(scaled, bias));
                    }
                }
            }
        }
        tiles!(job, 12 4 1);
    }

    #[target_feature(enable = "avx2")]
    pub(super) fn avx2(mut job: Job<'_>) {
        /// # Safety
        /// The sizes are those that `multiply` asserts, and rows `row..row + R` are there.
        #[inline]
        #[target_feature(enable = "avx2")]
        unsafe fn tile<const R: usize>(job: &mut Job<'_>, row: usize) {
            // SAFETY: as in `avx512`, in halves of 16 outputs.
            unsafe {
                let ones = _mm256_set1_epi16(1);
                for half in [0, 16] {
                    let steps = job.steps.as_ptr().add(row * job.inputs);
                    let weights = job.weights.as_ptr().add(half * 4);
                    let offsets = [half, half + 8].map(|at| _mm256_loadu_si256(job.offsets.as_ptr().add(at).cast()));
                    let zero = _mm256_setzero_si256();
                    let mut sums = [[_mm256_sub_epi32(zero, offsets[0]), _mm256_sub_epi32(zero, offsets[1])]; R];
                    for four in 0..job.inputs / 4 {
                        let panel = weights.add(four * PANEL * 4);
                        let left = _mm256_loadu_si256(panel.cast());
                        let right = _mm256_loadu_si256(panel.add(32).cast());
                        for (r, sums) in sums.iter_mut().enumerate() {
                            let x = steps.add(r * job.inputs + four * 4).cast::<i32>().read_unaligned();
                            let x = _mm256_set1_epi32(x);
                            for (sum, weights) in sums.iter_mut().zip([left, right]) {
                                // A pair of products is at most 2 * 127 * 127, which 16 bits hold.
                                let pairs = _mm256_maddubs_epi16(x, weights);
                                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                            }
                        }
                    }
                    for (r, sums) in sums.iter().enumerate() {
                        let row_scale = _mm256_set1_ps(job.row_scales[row + r]);
                        let out = job.out.as_mut_ptr().add((row + r) * job.stride);
                        for (sum, at) in sums.iter().zip([half, half + 8]) {
                            let scale = _mm256_loadu_ps(job.scales.as_ptr().add(at));
                            let bias = _mm256_loadu_ps(job.biases.as_ptr().add(at));
                            let scaled = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(*sum), scale), row_scale);
                            _mm256_storeu_ps(out.add(at), _mm256_add_ps(scaled, bias));
                        }
                    }
                }
            }
        }
        tiles!(job, 4 1);
    }
}
