//! Kernels for x86-64.

use std::arch::x86_64::*;

use super::{Job, PANEL};

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

/// A kernel of 256 bits, in halves of 16 outputs: its instructions, and how four products an output are added to its sums.
macro_rules! halves {
    ($(#[$doc:meta])* $name:ident, $features:literal, $rows:literal, $dot:ident) => {
        $(#[$doc])*
        #[target_feature(enable = $features)]
        pub(super) fn $name(mut job: Job<'_>) {
            /// # Safety
            /// The sizes are those that `multiply` asserts, and rows `row..row + R` are there.
            #[inline]
            #[target_feature(enable = $features)]
            unsafe fn tile<const R: usize>(job: &mut Job<'_>, row: usize) {
                // SAFETY: as in `avx512`, in halves of 16 outputs.
                unsafe {
                    for half in [0, 16] {
                        let steps = job.steps.as_ptr().add(row * job.inputs);
                        let weights = job.weights.as_ptr().add(half * 4);
                        let offsets = [half, half + 8].map(|at| _mm256_loadu_si256(job.offsets.as_ptr().add(at).cast()));
                        let zero = _mm256_setzero_si256();
                        let mut sums =
                            [[_mm256_sub_epi32(zero, offsets[0]), _mm256_sub_epi32(zero, offsets[1])]; R];
                        for four in 0..job.inputs / 4 {
                            let panel = weights.add(four * PANEL * 4);
                            let left = _mm256_loadu_si256(panel.cast());
                            let right = _mm256_loadu_si256(panel.add(32).cast());
                            for (r, sums) in sums.iter_mut().enumerate() {
                                let x = steps.add(r * job.inputs + four * 4).cast::<i32>().read_unaligned();
                                let x = _mm256_set1_epi32(x);
                                sums[0] = $dot(sums[0], x, left);
                                sums[1] = $dot(sums[1], x, right);
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
            tiles!(job, $rows 1);
        }
    };
}

#[inline]
#[target_feature(enable = "avx2")]
fn dot_by_pairs(sums: __m256i, x: __m256i, weights: __m256i) -> __m256i {
    // A pair of products is at most 2 * 127 * 127, which 16 bits hold.
    let pairs = _mm256_maddubs_epi16(x, weights);
    _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
}

halves!(avx2, "avx2", 4, dot_by_pairs);
halves!(
    /// Newer processors without AVX-512 have its instruction for neural networks in 256 bits.
    avx_vnni, "avx2,avxvnni", 6, _mm256_dpbusd_avx_epi32
);
// The same kernel by the instruction's other form, which machines with AVX-512 have: there are more of those to test it on.
#[cfg(test)]
halves!(avx512_halves, "avx2,avx512f,avx512vl,avx512vnni", 6, _mm256_dpbusd_epi32);
