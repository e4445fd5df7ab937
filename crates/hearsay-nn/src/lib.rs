//! Small neural layers on the CPU. Knows arrays, not words.

pub mod layers;
pub mod tree;
pub mod viterbi;

pub use layers::{Attention, LayerNorm, Linear, Matrix, relu, softmax_rows};
