//! Small neural layers on the CPU. Knows arrays, not words.
//!
//! Every number is the same on every machine: whole numbers are summed exactly, and floats in an order that the code
//! fixes, whatever the width of the vectors. [`Path`] only chooses how fast.

mod attention;
mod conv;
mod dense;
mod integers;
mod path;
mod product;
mod rows;
pub mod tree;
pub mod viterbi;

pub use attention::{Attention, AttentionScratch};
pub use conv::{Conv, ConvScratch};
pub use dense::{Dense, Matrix, Rows};
pub use path::Path;
pub use product::{scaled_products, transpose, weighted_sum};
pub use rows::{LayerNorm, argmax, maxout, relu, softmax};

/// The first `length` numbers of a buffer that is kept from batch to batch, which grows where it is shorter.
pub fn room(buffer: &mut Vec<f32>, length: usize) -> &mut [f32] {
    if buffer.len() < length {
        buffer.resize(length, 0.0);
    }
    &mut buffer[..length]
}
