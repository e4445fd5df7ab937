//! Places in a text, and the text itself.

use std::borrow::Cow;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of one article's text; `start <= end`.
///
/// UTF-8 bytes everywhere inside the program; Unicode code points in JSON (see [`crate::Record`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end`; ends given the wrong way round are an empty span at `start`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// First offset inside.
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// First offset after the last one inside.
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in the unit of the offsets.
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing is inside.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside (an equal span does).
    #[inline]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one offset.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end: end.max(start) }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "[start, end): half-open, in Unicode code points of the record's text",
            "type": "array",
            "items": { "type": "integer", "minimum": 0 },
            "minItems": 2,
            "maxItems": 2
        })
    }
}

/// One article's text. Never edited after extraction, so that every span keeps its words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text(Arc<str>);

impl Text {
    /// The whole text.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words at `span`; empty where the span does not slice this text.
    #[inline]
    pub fn at(&self, span: Span) -> &str {
        self.0.get(span.start()..span.end()).unwrap_or("")
    }
}

impl<S: Into<Arc<str>>> From<S> for Text {
    fn from(text: S) -> Self {
        Self(text.into())
    }
}

/// Converts offsets of one text between UTF-8 bytes and Unicode code points.
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each 64-byte step; empty where the text is ASCII and both units agree.
    steps: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    /// Prepares `text`: one pass over it.
    #[inline]
    pub fn new(text: &'t str) -> Self {
        let mut steps = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in text.as_bytes().chunks(Self::STEP) {
                steps.push(seen);
                seen += Self::starts(chunk);
            }
            steps.push(seen);
        }
        Self { text, steps }
    }

    fn starts(bytes: &[u8]) -> u32 {
        u32::try_from(bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()).unwrap_or(u32::MAX)
    }

    /// Code points before byte `offset` (clamped to the text's end).
    pub fn from_byte(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.steps.is_empty() {
            return offset;
        }
        let step = offset / Self::STEP;
        let rest = &self.text.as_bytes()[step * Self::STEP..offset];
        (self.steps[step] + Self::starts(rest)) as usize
    }

    /// The byte at which code point `offset` starts (clamped to the text's end).
    pub fn to_byte(&self, offset: usize) -> usize {
        if self.steps.is_empty() {
            return offset.min(self.text.len());
        }
        let step = self.steps.partition_point(|&before| before as usize <= offset).saturating_sub(1);
        let mut left = offset - self.steps[step] as usize;
        let bytes = self.text.as_bytes();
        let mut at = (step * Self::STEP).min(bytes.len());
        while at < bytes.len() {
            if bytes[at] & 0xC0 != 0x80 {
                if left == 0 {
                    break;
                }
                left -= 1;
            }
            at += 1;
        }
        at
    }

    /// A byte span as a code-point span.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.from_byte(span.start()), self.from_byte(span.end()))
    }

    /// A code-point span as a byte span.
    pub fn bytes(&self, span: Span) -> Span {
        Span::new(self.to_byte(span.start()), self.to_byte(span.end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_convert_both_ways() {
        let text = "«Ça va», said Zoë — and “left”. ".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.from_byte(byte), count);
            assert_eq!(points.to_byte(count), byte);
        }
        assert_eq!(points.from_byte(text.len()), text.chars().count());
        assert_eq!(points.to_byte(text.chars().count()), text.len());
    }

    #[test]
    fn spans_know_their_neighbours() {
        let outer = Span::new(2, 9);
        assert!(outer.contains(Span::new(2, 9)) && outer.overlaps(Span::new(8, 12)));
        assert!(!outer.overlaps(Span::new(9, 12)));
        assert_eq!(outer.cover(Span::new(8, 12)), Span::new(2, 12));
        assert!(Span::new(5, 3).is_empty());
    }
}
