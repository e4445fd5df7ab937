//! Kernels for 64-bit ARM. Inputs have seven bits, so that they are signed bytes as well as unsigned ones.

use std::arch::aarch64::*;
use std::arch::asm;

use super::{Job, PANEL};

/// Four products an output, added to the sums of four outputs.
#[inline]
#[target_feature(enable = "neon,dotprod")]
fn by_instruction(sums: int32x4_t, x: int8x16_t, weights: int8x16_t) -> int32x4_t {
    let mut sums = sums;
    // SAFETY: it reads and writes registers only. Rust has it as a function in its nightly versions alone.
    unsafe {
        asm!("sdot {sums:v}.4s, {x:v}.16b, {weights:v}.16b", sums = inout(vreg) sums, x = in(vreg) x, weights = in(vreg) weights,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// The same on any machine.
#[inline]
#[target_feature(enable = "neon")]
fn by_pairs_of_products(sums: int32x4_t, x: int8x16_t, weights: int8x16_t) -> int32x4_t {
    // Products of bytes fit 16 bits, and the sums of two fit 32.
    let low = vpaddlq_s16(vmull_s8(vget_low_s8(x), vget_low_s8(weights)));
    let high = vpaddlq_s16(vmull_high_s8(x, weights));
    vaddq_s32(sums, vpaddq_s32(low, high))
}

/// A kernel in quarters of 8 outputs: its instructions, how many rows it takes at once, and how it adds four products an output.
macro_rules! kernel {
    ($name:ident, $features:literal, $rows:literal, $dot:ident) => {
        #[target_feature(enable = $features)]
        pub(super) fn $name(mut job: Job<'_>) {
            /// # Safety
            /// The sizes are those that `multiply` asserts, and rows `row..row + R` are there.
            #[inline]
            #[target_feature(enable = $features)]
            unsafe fn tile<const R: usize>(job: &mut Job<'_>, row: usize) {
                // SAFETY: every read is inside `steps` (rows of `inputs` bytes), `weights` (`inputs * PANEL` bytes) or the
                // panel's 32 offsets, scales and biases; every write is the first 32 numbers of one of the rows of `out`.
                unsafe {
                    for first in [0, 8, 16, 24] {
                        let steps = job.steps.as_ptr().add(row * job.inputs);
                        let weights = job.weights.as_ptr().add(first * 4);
                        let offsets = [first, first + 4].map(|at| vnegq_s32(vld1q_s32(job.offsets.as_ptr().add(at))));
                        let mut sums = [offsets; R];
                        for four in 0..job.inputs / 4 {
                            let panel = weights.add(four * PANEL * 4);
                            let (left, right) = (vld1q_s8(panel), vld1q_s8(panel.add(16)));
                            for (r, sums) in sums.iter_mut().enumerate() {
                                let x = steps.add(r * job.inputs + four * 4).cast::<i32>().read_unaligned();
                                let x = vreinterpretq_s8_s32(vdupq_n_s32(x));
                                sums[0] = $dot(sums[0], x, left);
                                sums[1] = $dot(sums[1], x, right);
                            }
                        }
                        for (r, sums) in sums.iter().enumerate() {
                            let row_scale = vdupq_n_f32(job.row_scales[row + r]);
                            let out = job.out.as_mut_ptr().add((row + r) * job.stride);
                            for (sum, at) in sums.iter().zip([first, first + 4]) {
                                let scale = vld1q_f32(job.scales.as_ptr().add(at));
                                let bias = vld1q_f32(job.biases.as_ptr().add(at));
                                let scaled = vmulq_f32(vmulq_f32(vcvtq_f32_s32(*sum), scale), row_scale);
                                vst1q_f32(out.add(at), vaddq_f32(scaled, bias));
                            }
                        }
                    }
                }
            }
            tiles!(job, $rows 1);
        }
    };
}

kernel!(by_pairs, "neon", 8, by_pairs_of_products);
kernel!(dot, "neon,dotprod", 12, by_instruction);
