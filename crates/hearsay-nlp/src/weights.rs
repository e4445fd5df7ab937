//! The weights file: tensors by name, checked for shape.

use std::collections::{BTreeMap, HashMap, HashSet};

use hearsay_core::lookup::LookUp;
use hearsay_nn::{Attention, Dense, LayerNorm, Matrix};
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use thiserror::Error;

/// Why a weights file cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is no safetensors file.
    #[error("the weights are not a safetensors file: {0}")]
    File(#[from] safetensors::SafeTensorError),
    /// The list of labels is not what we write.
    #[error("labels.json: {0}")]
    Labels(#[from] serde_json::Error),
    /// A tensor of another type or shape.
    #[error("tensor `{name}` is {found}, where {expected} is due")]
    Tensor {
        /// Its name.
        name: String,
        /// What is in the file.
        found: String,
        /// What the code needs.
        expected: String,
    },
    /// A label list that the code needs.
    #[error("labels.json has no labels for `{0}`")]
    NoLabels(&'static str),
    /// A kind of block that the code does not know.
    #[error("labels.json lists a block `{0}`, which is neither `attention` nor `conv` with a distance")]
    NoBlock(String),
}

/// `labels.json`.
#[derive(Deserialize)]
pub(crate) struct Labels {
    pub(crate) shape: Shape,
    pub(crate) labels: BTreeMap<String, Vec<String>>,
    pub(crate) lemmas: HashMap<String, String, LookUp>,
    pub(crate) known_lemmas: HashSet<String, LookUp>,
}

/// What tensor shapes alone do not tell.
#[derive(Deserialize)]
pub(crate) struct Shape {
    /// `conv1`, `conv2` ... (distance to the neighbours) or `attention`, in order: tensors `blocks.0.*`, `blocks.1.*` ...
    pub(crate) blocks: Vec<String>,
}

/// Tensors of one file.
pub(crate) struct Tensors<'f>(SafeTensors<'f>);

impl<'f> Tensors<'f> {
    pub(crate) fn new(bytes: &'f [u8]) -> Result<Self, ModelError> {
        Ok(Self(SafeTensors::deserialize(bytes)?))
    }

    /// The bytes of a tensor of this type and number of dimensions, with its shape.
    pub(crate) fn raw(
        &self,
        name: &str,
        dtype: Dtype,
        dimensions: usize,
    ) -> Result<(&'f [u8], Vec<usize>), ModelError> {
        let tensor = self.0.tensor(name)?;
        if tensor.dtype() != dtype || tensor.shape().len() != dimensions {
            return Err(ModelError::Tensor {
                name: name.to_owned(),
                found: format!("{:?} {:?}", tensor.dtype(), tensor.shape()),
                expected: format!("{dtype:?} with {dimensions} dimensions"),
            });
        }
        Ok((tensor.data(), tensor.shape().to_vec()))
    }

    /// The shape of a tensor of this many dimensions.
    pub(crate) fn shape<const N: usize>(&self, name: &str) -> Result<[usize; N], ModelError> {
        let found = self.0.tensor(name)?.shape().to_vec();
        <[usize; N]>::try_from(found).map_err(|found| ModelError::Tensor {
            name: name.to_owned(),
            found: format!("{found:?}"),
            expected: format!("{N} dimensions"),
        })
    }

    pub(crate) fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, ModelError> {
        let (bytes, shape) = self.raw(name, Dtype::F32, 1)?;
        check(name, &shape, &[length])?;
        Ok(bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// Text stored as bytes.
    pub(crate) fn text(&self, name: &str) -> Result<&'f str, ModelError> {
        let (bytes, _) = self.raw(name, Dtype::U8, 1)?;
        std::str::from_utf8(bytes).map_err(|error| ModelError::Tensor {
            name: name.to_owned(),
            found: error.to_string(),
            expected: "UTF-8".to_owned(),
        })
    }

    /// Half floats as they are stored.
    pub(crate) fn halves(&self, name: &str, dimensions: usize) -> Result<(Vec<u16>, Vec<usize>), ModelError> {
        let (bytes, shape) = self.raw(name, Dtype::F16, dimensions)?;
        Ok((bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect(), shape))
    }

    pub(crate) fn matrix(&self, name: &str, rows: usize, cols: usize) -> Result<Matrix, ModelError> {
        let (halves, shape) = self.halves(name, 2)?;
        check(name, &shape, &[rows, cols])?;
        Ok(Matrix::from_data(rows, cols, halves.into_iter().map(float).collect()))
    }

    pub(crate) fn dense(&self, name: &str, outputs: usize, inputs: usize) -> Result<Dense, ModelError> {
        let weight = self.matrix(&format!("{name}.weight"), outputs, inputs)?;
        Ok(Dense::new(&weight, &self.vector(&format!("{name}.bias"), outputs)?, |output| output))
    }

    /// A layer for maxout: its pieces of one unit, which the file has side by side, come a width apart.
    pub(crate) fn pieces(&self, name: &str, width: usize, inputs: usize) -> Result<Dense, ModelError> {
        let weight = format!("{name}.weight");
        let [outputs, _] = self.shape(&weight)?;
        let pieces = outputs / width.max(1);
        let bias = self.vector(&format!("{name}.bias"), width * pieces)?;
        let order = |output: usize| output % width * pieces + output / width;
        Ok(Dense::new(&self.matrix(&weight, width * pieces, inputs)?, &bias, order))
    }

    /// `w[kind][from][to]` as a layer from the `size` numbers of `from` to the (kind, to) of `outputs`; its last `from`, that of the 1
    /// at the end, is the bias.
    pub(crate) fn bilinear(
        &self,
        name: &str,
        kinds: usize,
        size: usize,
        outputs: impl Iterator<Item = (usize, usize)> + Clone,
    ) -> Result<Dense, ModelError> {
        let (halves, shape) = self.halves(name, 3)?;
        check(name, &shape, &[kinds, size + 1, size + 1])?;
        let at = |kind: usize, from: usize, to: usize| float(halves[(kind * (size + 1) + from) * (size + 1) + to]);
        let weight = outputs.clone().flat_map(|(kind, to)| (0..size).map(move |from| (kind, from, to)));
        let weight: Vec<f32> = weight.map(|(kind, from, to)| at(kind, from, to)).collect();
        let bias: Vec<f32> = outputs.map(|(kind, to)| at(kind, size, to)).collect();
        Ok(Dense::new(&Matrix::from_data((size + 1) * kinds, size, weight), &bias, |output| output))
    }

    pub(crate) fn norm(&self, name: &str, width: usize) -> Result<LayerNorm, ModelError> {
        Ok(LayerNorm {
            weight: self.vector(&format!("{name}.weight"), width)?,
            bias: self.vector(&format!("{name}.bias"), width)?,
        })
    }

    pub(crate) fn attention(&self, name: &str, width: usize) -> Result<Attention, ModelError> {
        let bias = format!("{name}.bias");
        let [heads, places] = self.shape(&bias)?;
        if heads == 0 || !width.is_multiple_of(heads) || places.is_multiple_of(2) {
            check(&bias, &[heads, places], &[4, 65])?;
        }
        Ok(Attention {
            norm: self.norm(&format!("{name}.ln"), width)?,
            qkv: self.dense(&format!("{name}.qkv"), 3 * width, width)?,
            out: self.dense(&format!("{name}.out"), width, width)?,
            bias: self.matrix(&bias, heads, places)?,
        })
    }
}

pub(crate) fn check(name: &str, found: &[usize], expected: &[usize]) -> Result<(), ModelError> {
    if found == expected {
        return Ok(());
    }
    Err(ModelError::Tensor { name: name.to_owned(), found: format!("{found:?}"), expected: format!("{expected:?}") })
}

/// A half float (IEEE 754 binary16) as a float. Weights are finite.
#[inline(always)]
pub(crate) fn float(half: u16) -> f32 {
    // The exponent's bits are moved into place, and the product, which is exact, makes up for the other bias.
    let size = f32::from_bits(u32::from(half & 0x7fff) << 13) * 2.0_f32.powi(112);
    f32::from_bits(size.to_bits() | u32::from(half & 0x8000) << 16)
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn halves_become_floats() {
        for (half, value) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333_251_95), (0x0001, 5.960_464_5e-8), (0x8000, 0.0)]
        {
            assert_eq!(float(half), value);
        }
    }
}
