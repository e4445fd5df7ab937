//! Bytes to text: which encoding it is, and what is no text at all.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use hearsay_core::{Note, Span};

/// A text and what was odd about its bytes.
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) notes: Vec<Note>,
}

/// What other kind of file the bytes are, if they are no text.
pub(crate) fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const OPENINGS: &[(&[u8], &str)] = &[
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ", "an xz archive"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x7fELF", "a program"),
        (b"{\\rtf", "an RTF document"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
    ];
    if let Some((_, what)) = OPENINGS.iter().find(|(opening, _)| bytes.starts_with(opening)) {
        return Some(what);
    }
    if utf_16(bytes).is_some() {
        return None;
    }
    // The beginning, the middle and the end speak for the rest.
    const SAMPLE: usize = 32 * 1024;
    let (mut seen, mut nulls, mut controls) = (0usize, 0usize, 0usize);
    for start in [0, (bytes.len() / 2).max(SAMPLE), bytes.len().saturating_sub(SAMPLE).max(2 * SAMPLE)] {
        let sample = bytes.get(start..).unwrap_or_default();
        let sample = &sample[..sample.len().min(SAMPLE)];
        seen += sample.len();
        // So few that a byte holds their number: many are counted at once.
        for few in sample.chunks(255) {
            let (mut null, mut control) = (0u8, 0u8);
            for &byte in few {
                null += u8::from(byte == 0);
                // A tab, the ends of lines and pages, and the escape of terminals are text.
                control += u8::from((byte < 32) & (byte.wrapping_sub(b'\t') > 4) & (byte != 0x1b) | (byte == 0x7f));
            }
            nulls += usize::from(null);
            controls += usize::from(control);
        }
    }
    (nulls * 1000 > seen || controls * 20 > seen).then_some("binary data")
}

/// UTF-16 turned into UTF-8; everything else as it is.
pub(crate) fn into_utf8_bytes(bytes: Vec<u8>) -> Vec<u8> {
    match utf_16(&bytes) {
        Some(encoding) => encoding.decode_with_bom_removal(&bytes).0.into_owned().into_bytes(),
        None => bytes,
    }
}

/// Whether the bytes need not be turned.
pub(crate) fn is_utf8(bytes: &[u8]) -> bool {
    utf_16(bytes).is_none()
}

/// Plain text: UTF-8 where it can be, else windows-1252, which gives every byte a letter.
///
/// A byte order mark stays: it is part of the user's file.
pub(crate) fn text(bytes: &[u8]) -> Decoded<'_> {
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Decoded { text: Cow::Borrowed(text), notes: Vec::new() };
        }
        Err(error) => error.valid_up_to(),
    };
    // A page in UTF-8 with a torn letter here and there still has many whole ones; one in windows-1252 has next to none.
    let (mut whole, mut torn) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        torn += usize::from(!chunk.invalid().is_empty());
    }
    if whole > torn {
        let note = Note { name: "invalid-utf8", span: Some(Span::new(broken, broken + '\u{fffd}'.len_utf8())) };
        Decoded { text: Cow::Owned(UTF_8.decode_without_bom_handling(bytes).0.into_owned()), notes: vec![note] }
    } else {
        let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
        Decoded { text: Cow::Owned(text), notes: vec![Note { name: "decoded-windows-1252", span: None }] }
    }
}

/// A page: as its `<meta charset>` says where that holds, else as plain text.
pub(crate) fn page(bytes: &[u8]) -> Decoded<'_> {
    if let Some(encoding) = stated(bytes).filter(|encoding| *encoding != UTF_8) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        // "charset=iso-8859-1" on a page of clean UTF-8 is a habit of old templates.
        let is_utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
        if !broken && !is_utf8 {
            return Decoded { text, notes: Vec::new() };
        }
    }
    text(bytes)
}

fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))? + 8;
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label_no_replacement(&label).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// UTF-16 by its byte order mark, or by a zero in every other byte.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(1024) / 2 * 2];
    let zeros = |odd: usize| sample.chunks_exact(2).filter(|pair| pair[odd] == 0).count();
    let pairs = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        _ if pairs < 8 => None,
        (0, low) if low * 10 > pairs * 8 => Some(UTF_16LE),
        (high, 0) if high * 10 > pairs * 8 => Some(UTF_16BE),
        _ => None,
    }
}
