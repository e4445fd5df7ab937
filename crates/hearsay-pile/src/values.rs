//! Values of JSON cut out of a stream, one in memory at a time.

use std::io::{self, BufRead};

/// A value, or why there is none.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Value(Vec<u8>),
    /// It was passed over: it has more bytes than are looked at.
    TooLong,
    /// Nothing that follows can be told apart.
    Damaged(&'static str),
    End,
}

/// The next value of a list, from behind its opening bracket or behind a value, or of values one behind the other.
/// `most` bytes are kept of it.
pub(crate) fn next(input: &mut impl BufRead, most: u64) -> io::Result<Cut> {
    let first = loop {
        let Some(&byte) = input.fill_buf()?.first() else { return Ok(Cut::End) };
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => input.consume(1),
            b']' => {
                input.consume(1);
                return Ok(Cut::End);
            }
            byte => break byte,
        }
    };
    let mut value = Value { bytes: Vec::new(), most, is_long: false, depth: 0, in_string: false, escaped: false };
    if !matches!(first, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') {
        return Ok(Cut::Damaged("a value of JSON was expected"));
    }
    loop {
        let waiting = input.fill_buf()?;
        if waiting.is_empty() {
            return Ok(if value.depth > 0 || value.in_string {
                Cut::Damaged("the JSON is cut off")
            } else {
                value.cut()
            });
        }
        let (taken, is_whole) = value.take(waiting);
        input.consume(taken);
        if is_whole {
            return Ok(value.cut());
        }
    }
}

struct Value {
    bytes: Vec<u8>,
    most: u64,
    is_long: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Value {
    /// How many bytes belong to it, and whether it ends with them.
    fn take(&mut self, waiting: &[u8]) -> (usize, bool) {
        let mut end = waiting.len();
        let mut is_whole = false;
        for (at, &byte) in waiting.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                if !self.in_string && self.depth == 0 {
                    (end, is_whole) = (at + 1, true);
                    break;
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        (end, is_whole) = (at + 1, true);
                        break;
                    }
                }
                // A number or a word ends before what is no part of it.
                b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => {
                    (end, is_whole) = (at, true);
                    break;
                }
                _ => {}
            }
        }
        if self.bytes.len() as u64 + end as u64 <= self.most && !self.is_long {
            self.bytes.extend_from_slice(&waiting[..end]);
        } else {
            (self.is_long, self.bytes) = (true, Vec::new());
        }
        (end, is_whole)
    }

    fn cut(self) -> Cut {
        if self.is_long { Cut::TooLong } else { Cut::Value(self.bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn cuts(json: &str, most: u64) -> Vec<String> {
        // A small buffer: values lie over its edges.
        let mut input = BufReader::with_capacity(3, json.as_bytes());
        let mut told = Vec::new();
        loop {
            match next(&mut input, most).unwrap() {
                Cut::Value(bytes) => told.push(String::from_utf8(bytes).unwrap()),
                Cut::TooLong => told.push("too long".to_owned()),
                Cut::Damaged(why) => {
                    told.push(why.to_owned());
                    return told;
                }
                Cut::End => return told,
            }
        }
    }

    #[test]
    fn values_are_cut_whatever_their_strings_hold() {
        assert_eq!(
            cuts(r#"{"a": "]}\"{"} , [1, [2]], "x,y" 12,null ] {"#, 99),
            [r#"{"a": "]}\"{"}"#, "[1, [2]]", "\"x,y\"", "12", "null"]
        );
        assert_eq!(cuts(r#"{"a": "long enough"},{"b":1}"#, 10), ["too long", r#"{"b":1}"#]);
        assert_eq!(cuts(r#"{"a": [1, "x"#, 99), ["the JSON is cut off"]);
        assert_eq!(cuts("{} <p>", 99), ["{}", "a value of JSON was expected"]);
    }
}
