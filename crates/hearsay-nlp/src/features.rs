//! What the network sees of a word. Mirrors `training/hearsay_training/features.py`.

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
pub(crate) fn norm(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    for c in form.chars() {
        match plain(c) {
            "" if c.is_ascii_digit() => out.push('0'),
            "" => out.push(c),
            straight => out.push_str(straight),
        }
    }
    out.to_lowercase()
}

/// X upper, d digit, x other letter, else the straightened character; runs cut at 4.
pub(crate) fn shape(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
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
    out
}

/// The strings that are hashed, in the order of [`TABLES`].
pub(crate) fn strings(form: &str) -> [String; 5] {
    let norm = norm(form);
    let prefix = norm.chars().take(3).collect();
    let length = norm.chars().count();
    let last = |n: usize| norm.chars().skip(length.saturating_sub(n)).collect();
    let (suffix, ending) = (last(3), last(2));
    [norm, prefix, suffix, ending, shape(form)]
}

/// FNV-1a, 64 bit, over `letter:text`.
fn hash(letter: char, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let start = step(step(0xcbf2_9ce4_8422_2325, letter as u8), b':');
    text.bytes().fold(start, step)
}

/// The two rows of one table, of `size` rows, that a word sums.
pub(crate) fn rows(letter: char, text: &str, size: usize) -> [usize; 2] {
    let hash = hash(letter, text);
    let pick = |part: u64| usize::try_from(part % size as u64).expect("a row number is below the table's size");
    [pick(hash & 0xffff_ffff), pick(hash >> 32)]
}
