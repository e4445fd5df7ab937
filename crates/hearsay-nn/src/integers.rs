//! Products of 7-bit rows and one panel of 8-bit weights: exact sums in 32 bits, on each path the same.
#![allow(unsafe_code)]

/// Runs `tile` over all rows, many at a time while there are as many.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
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

#[cfg(target_arch = "aarch64")]
mod neon;
#[cfg(target_arch = "x86_64")]
mod x86;

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
        Kind::AvxVnni => unsafe { x86::avx_vnni(job) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Kind::Avx512 => unsafe { x86::avx512(job) },
        // SAFETY: as above.
        #[cfg(target_arch = "aarch64")]
        Kind::Neon => unsafe { neon::by_pairs(job) },
        // SAFETY: as above.
        #[cfg(target_arch = "aarch64")]
        Kind::NeonDot => unsafe { neon::dot(job) },
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

#[cfg(test)]
#[cfg(target_arch = "x86_64")]
mod tests {
    use super::*;
    use crate::dense::tests::Random;

    /// Any numbers that a job may have, the largest among them, and what each kernel makes of them.
    fn outputs(rows: usize, inputs: usize, kernel: impl Fn(Job<'_>)) -> Vec<u32> {
        let mut random = Random(7);
        let mut whole = |most: f32| (random.float() * 1.3).clamp(-1.0, 1.0) * most;
        let steps: Vec<u8> = (0..rows * inputs).map(|_| (whole(63.0) + 64.0) as u8).collect();
        let weights: Vec<i8> = (0..inputs * PANEL).map(|_| whole(127.0) as i8).collect();
        let of =
            |output: usize| weights.chunks(4).skip(output).step_by(PANEL).flatten().map(|&weight| i32::from(weight));
        let offsets: Vec<i32> = (0..PANEL).map(|output| i32::from(STEPS + 1) * of(output).sum::<i32>()).collect();
        let mut floats = |count: usize| -> Vec<f32> { (0..count).map(|_| whole(1.0)).collect() };
        let (scales, biases, row_scales) = (floats(PANEL), floats(PANEL), floats(rows));
        let mut out = vec![0.0; rows * PANEL];
        kernel(Job {
            steps: &steps,
            row_scales: &row_scales,
            inputs,
            weights: &weights,
            offsets: &offsets,
            scales: &scales,
            biases: &biases,
            out: &mut out,
            stride: PANEL,
        });
        out.into_iter().map(f32::to_bits).collect()
    }

    #[test]
    fn the_kernel_of_avx_vnni_gives_the_same_sums() {
        if !(is_x86_feature_detected!("avx512vl") && is_x86_feature_detected!("avx512vnni")) {
            return; // Only a machine with AVX-VNNI itself can test it then, by `all_paths_give_the_same_sums`.
        }
        for (rows, inputs) in [(1, 4), (6, 64), (13, 576), (29, 36)] {
            // SAFETY: the instructions are there, and the sizes are those that `multiply` asserts.
            let found = outputs(rows, inputs, |job| unsafe { x86::avx512_halves(job) });
            assert_eq!(found, outputs(rows, inputs, portable), "{rows} x {inputs}");
        }
    }
}
