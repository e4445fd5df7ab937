//! Words as rows of numbers: hashed pieces of their letters, and a vector where they are common.

use std::collections::HashMap;

use hearsay_core::lookup::LookUp;
use hearsay_nn::{Dense, LayerNorm, Path, Rows, maxout, room};
use safetensors::Dtype;

use crate::features::{Strings, TABLES, rows};
use crate::weights::{ModelError, Tensors, check, float};

/// Forms that are remembered at most; then all are forgotten.
const REMEMBERED: usize = 16_384;

/// Forms that are worked out together.
const FRESH: usize = 64;

/// The tables and the layer that mixes what they say.
pub(crate) struct Embedding {
    tables: Vec<Table>,
    statics: Statics,
    /// Numbers of a word before the layer.
    total: usize,
    mix: Dense,
    norm: LayerNorm,
}

/// A hashed table of embeddings, kept in half floats: only the rows of words at hand are widened.
struct Table {
    letter: char,
    size: usize,
    width: usize,
    halves: Vec<u16>,
}

/// Vectors of common words.
struct Statics {
    /// Sorted, with the byte where each starts; one more at the end.
    words: String,
    starts: Vec<u32>,
    width: usize,
    numbers: Vec<i8>,
    scales: Vec<f32>,
}

/// The rows of the forms met so far: a row is a function of the form alone.
#[derive(Default)]
pub(crate) struct Forms {
    places: HashMap<Box<str>, u32, LookUp>,
    mixed: Vec<f32>,
    of_words: Vec<u32>,
    /// Where among the words at hand those stand that are new.
    fresh: Vec<usize>,
    strings: Strings,
    row: Vec<f32>,
    rows: Rows,
    pieces: Vec<f32>,
}

impl Embedding {
    pub(crate) fn new(tensors: &Tensors<'_>) -> Result<Self, ModelError> {
        let [width] = tensors.shape("mix_ln.weight")?;
        let mut total = 0;
        let mut tables = Vec::new();
        for (name, letter) in TABLES {
            let (halves, size) = tensors.halves(&format!("tables.{name}.weight"), 2)?;
            total += size[1];
            tables.push(Table { letter, size: size[0], width: size[1], halves });
        }
        let statics = Statics::new(tensors)?;
        total += statics.width;
        let mix = tensors.pieces("mix", width, total)?;
        Ok(Self { tables, statics, total, mix, norm: tensors.norm("mix_ln", width)? })
    }

    /// Numbers of a word.
    pub(crate) fn width(&self) -> usize {
        self.norm.weight.len()
    }

    /// The rows of some words, into `x`.
    pub(crate) fn apply(&self, path: Path, forms: &[&str], known: &mut Forms, x: &mut [f32]) {
        let width = self.width();
        if known.places.len() > REMEMBERED {
            known.places.clear();
            known.mixed.clear();
        }
        known.of_words.clear();
        known.fresh.clear();
        for (word, &form) in forms.iter().enumerate() {
            let place = known.places.get(form).copied().unwrap_or_else(|| {
                let next = u32::try_from(known.places.len()).expect("forms are forgotten before there are that many");
                known.places.insert(form.into(), next);
                known.fresh.push(word);
                next
            });
            known.of_words.push(place);
        }
        self.learn(path, forms, known);
        for (row, &place) in x.chunks_exact_mut(width).zip(&known.of_words) {
            row.copy_from_slice(&known.mixed[place as usize * width..(place as usize + 1) * width]);
        }
    }

    /// Appends the rows of the fresh forms to those that are known.
    fn learn(&self, path: Path, forms: &[&str], known: &mut Forms) {
        let width = self.width();
        let Forms { mixed, fresh, strings, row, rows, pieces, .. } = known;
        for fresh in fresh.chunks(FRESH) {
            rows.start(fresh.len(), self.total);
            for (place, &word) in fresh.iter().enumerate() {
                let row = room(row, self.total);
                strings.read(forms[word]);
                self.features(strings, row);
                rows.set(path, place, row);
            }
            let pieces = self.mix.apply(path, rows, 0..fresh.len(), pieces);
            for pieces in pieces.chunks_exact(self.mix.stride()) {
                let start = mixed.len();
                mixed.resize(start + width, 0.0);
                let row = &mut mixed[start..];
                maxout(path, &pieces[..self.mix.outputs()], row);
                self.norm.apply(path, row);
            }
        }
    }

    fn features(&self, strings: &Strings, row: &mut [f32]) {
        let mut rest = row;
        for (table, text) in self.tables.iter().zip(strings.all()) {
            let (part, after) = rest.split_at_mut(table.width);
            let [one, two] = rows(table.letter, text, table.size)
                .map(|place| &table.halves[place * table.width..(place + 1) * table.width]);
            for ((value, &one), &two) in part.iter_mut().zip(one).zip(two) {
                *value = float(one) + float(two);
            }
            rest = after;
        }
        self.statics.fill(strings.norm(), rest);
    }
}

impl Statics {
    fn new(tensors: &Tensors<'_>) -> Result<Self, ModelError> {
        let (bytes, _) = tensors.raw("static.words", Dtype::U8, 1)?;
        let words = String::from_utf8_lossy(bytes).into_owned();
        let (numbers, shape) = tensors.raw("static.q", Dtype::I8, 2)?;
        let breaks = words.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        let starts: Vec<u32> = std::iter::once(0)
            .chain(breaks)
            .chain([words.len() + 1])
            .map(|at| u32::try_from(at).unwrap_or(u32::MAX))
            .collect();
        check("static.q", &shape[..1], &[starts.len() - 1])?;
        Ok(Self {
            scales: tensors.vector("static.scale", shape[0])?,
            numbers: numbers.iter().map(|&byte| i8::from_le_bytes([byte])).collect(),
            width: shape[1],
            words,
            starts,
        })
    }

    /// The vector of a norm; zeros where it is not known.
    fn fill(&self, norm: &str, row: &mut [f32]) {
        let word = |i: usize| &self.words[self.starts[i] as usize..self.starts[i + 1] as usize - 1];
        let (mut low, mut high) = (0, self.starts.len() - 1);
        while low < high {
            let middle = (low + high) / 2;
            if word(middle) < norm {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        row.fill(0.0);
        if low + 1 < self.starts.len() && word(low) == norm {
            let numbers = &self.numbers[low * self.width..(low + 1) * self.width];
            for (value, &number) in row.iter_mut().zip(numbers) {
                *value = f32::from(number) * self.scales[low];
            }
        }
    }
}
