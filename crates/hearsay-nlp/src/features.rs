//! What the network sees of a word. Mirrors `training/hearsay_training/features.py`.

use hearsay_core::lookup::{FNV, fnv};

/// The hashed tables in order of concatenation: name in the weights file, letter of the hashed string.
pub(crate) const TABLES: [(&str, char); 5] =
    [("norm", 'n'), ("prefix", 'p'), ("suffix", 's'), ("ending", 'e'), ("shape", 'x')];

/// A character with quotes and dashes straightened.
fn plain(c: char) -> &'static str {
    match c {
        '’' | '‘' | 'ʼ' => "'",
        '“' | '”' | '„' | '«' | '»' => "\"",
        '–' | '—' | '‒' | '―' | '‐' | '‑' => "-",
        '…' => "...",
        _ => "",
    }
}

/// Lower-cased, quotes and dashes straightened, digits as 0.
fn norm(form: &str, out: &mut String) {
    out.clear();
    if form.is_ascii() {
        out.extend(
            form.bytes().map(|byte| if byte.is_ascii_digit() { '0' } else { char::from(byte.to_ascii_lowercase()) }),
        );
        return;
    }
    for c in form.chars() {
        match plain(c) {
            "" if c.is_ascii_digit() => out.push('0'),
            "" => out.push(c),
            straight => out.push_str(straight),
        }
    }
    *out = out.to_lowercase();
}

/// X upper, d digit, x other letter, else the straightened character; runs cut at 4.
fn shape(form: &str, out: &mut String) {
    out.clear();
    let mut last: (&str, char) = ("", '\0');
    let mut run = 0;
    for c in form.chars() {
        let kind = match plain(c) {
            "" if c.is_ascii_digit() => ("", 'd'),
            "" if c.is_uppercase() => ("", 'X'),
            "" if c.is_alphabetic() => ("", 'x'),
            "" => ("", c),
            straight => (straight, '\0'),
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 4 {
            if kind.0.is_empty() {
                out.push(kind.1);
            } else {
                out.push_str(kind.0);
            }
        }
    }
}

/// The strings of a form that are hashed; kept from form to form for their room.
#[derive(Default)]
pub(crate) struct Strings {
    norm: String,
    shape: String,
    /// Where in `norm` its first three characters end, its last three start, and its last two.
    cuts: [usize; 3],
}

impl Strings {
    pub(crate) fn read(&mut self, form: &str) {
        norm(form, &mut self.norm);
        shape(form, &mut self.shape);
        let norm = &self.norm;
        let end = norm.char_indices().nth(3).map_or(norm.len(), |(at, _)| at);
        let last = |n: usize| norm.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
        self.cuts = [end, last(3), last(2)];
    }

    pub(crate) fn norm(&self) -> &str {
        &self.norm
    }

    /// In the order of [`TABLES`].
    pub(crate) fn all(&self) -> [&str; 5] {
        let [prefix, suffix, ending] = self.cuts;
        [&self.norm, &self.norm[..prefix], &self.norm[suffix..], &self.norm[ending..], &self.shape]
    }
}

/// The two rows of one table, of `size` rows, that a word sums: the halves of the hash of `letter:text`.
pub(crate) fn rows(letter: char, text: &str, size: usize) -> [usize; 2] {
    let hash = fnv(FNV, [letter as u8, b':'].into_iter().chain(text.bytes()));
    let pick = |part: u64| usize::try_from(part % size as u64).expect("a row number is below the table's size");
    [pick(hash & 0xffff_ffff), pick(hash >> 32)]
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Strings, TABLES, rows};
    use crate::weights::Tensors;

    #[derive(Deserialize)]
    struct Sentence {
        words: Vec<String>,
        strings: Vec<[String; 5]>,
        rows: Vec<Vec<usize>>,
    }

    #[test]
    fn strings_and_rows_are_those_of_the_training_code() {
        let fixture: Vec<Sentence> =
            serde_json::from_str(include_str!("../tests/parity.json")).expect("written by export.py");
        let tensors = Tensors::new(include_bytes!("../weights/model.safetensors")).expect("the weights load");
        let sizes = TABLES.map(|(name, _)| {
            let [size, _] = tensors.shape(&format!("tables.{name}.weight")).expect("a table");
            size
        });
        let mut strings = Strings::default();
        for sentence in fixture {
            for ((form, due), places) in sentence.words.iter().zip(&sentence.strings).zip(&sentence.rows) {
                strings.read(form);
                assert_eq!(strings.all(), due.each_ref().map(String::as_str));
                let tables = TABLES.iter().zip(strings.all()).zip(sizes);
                let found: Vec<usize> =
                    tables.flat_map(|(((_, letter), text), size)| rows(*letter, text, size)).collect();
                assert_eq!(&found, places, "{form}");
            }
        }
    }

    #[test]
    fn strings_are_cut_by_characters() {
        let mut strings = Strings::default();
        for (form, due) in [
            ("“Łódź—2", ["\"łódź-0", "\"łó", "ź-0", "-0", "\"Xxxx-d"]),
            ("NATO's", ["nato's", "nat", "o's", "'s", "XXXX'x"]),
            ("a", ["a", "a", "a", "a", "x"]),
            ("Straße…", ["straße...", "str", "...", "..", "Xxxxx..."]),
            ("İl", ["i̇l", "i̇l", "i̇l", "̇l", "Xx"]),
            ("", ["", "", "", "", ""]),
        ] {
            strings.read(form);
            assert_eq!(strings.all(), due, "{form}");
        }
    }
}
