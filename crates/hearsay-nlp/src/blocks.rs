//! Blocks of a network: each gives every word its row anew, from those of the words around it.

use std::ops::Range;

use hearsay_nn::{Attention, AttentionScratch, Conv, ConvScratch, Path, room};

use crate::weights::{ModelError, Tensors};

/// A residual block over the words of a sentence; the weights file says which follow which.
pub(crate) enum Block {
    Conv(Conv),
    Attention(Attention),
}

/// Buffers of the blocks.
#[derive(Default)]
pub(crate) struct BlockScratch {
    next: Vec<f32>,
    conv: ConvScratch,
    attention: AttentionScratch,
}

/// The blocks of these kinds: `conv1`, `conv2` ... (distance to the neighbours) or `attention`.
pub(crate) fn blocks(tensors: &Tensors<'_>, kinds: &[String], width: usize) -> Result<Vec<Block>, ModelError> {
    let conv = |name: &str, distance: usize| {
        let dense = tensors.pieces(&format!("{name}.w"), width, 3 * width)?;
        Ok(Block::Conv(Conv { distance, dense, norm: tensors.norm(&format!("{name}.ln"), width)? }))
    };
    let attention = |name: &str| Ok(Block::Attention(tensors.attention(name, width)?));
    let block = |(i, kind): (usize, &String)| {
        let name = format!("blocks.{i}");
        match (kind.as_str(), kind.strip_prefix("conv").and_then(|distance| distance.parse().ok())) {
            ("attention", _) => attention(&name),
            (_, Some(distance)) => conv(&name, distance),
            _ => Err(ModelError::NoBlock(kind.clone())),
        }
    };
    kinds.iter().enumerate().map(block).collect()
}

/// One block after the other over the first `length` numbers of `x`, which are the rows of the sentences' words.
pub(crate) fn apply_blocks(
    path: Path,
    blocks: &[Block],
    x: &mut Vec<f32>,
    length: usize,
    sentences: &[Range<usize>],
    scratch: &mut BlockScratch,
) {
    let BlockScratch { next, conv, attention } = scratch;
    for block in blocks {
        match block {
            Block::Attention(layer) => layer.apply(path, room(x, length), sentences, attention),
            Block::Conv(layer) => {
                layer.apply(path, room(x, length), sentences, room(next, length), conv);
                std::mem::swap(x, next);
            }
        }
    }
}
