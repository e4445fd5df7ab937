//! WARC: archives of the web, record after record. A record that is wrong costs itself and not the next.

use std::io::{self, BufRead, Read};

use crate::fault::Fault;
use crate::http::Response;
use crate::piece::{Content, Piece};
use crate::source::Source;
use crate::unpack::Again;
use crate::walker::{Flow, Walker};

/// A longer head of a record is none.
const LONGEST_HEAD: u64 = 1 << 20;

/// So is a longer line on the way to the next record.
const LINE: u64 = 1 << 20;

/// Bytes read twice for wrong lengths before an archive is given up: each may take the rest of the archive along.
const AGAIN: u64 = 4 << 30;

/// What begins a record.
const MAGIC: &[u8] = b"WARC/";

#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: Option<u64>,
    is_truncated: bool,
}

/// All records of an archive.
pub(crate) fn records(walker: &mut Walker, mut input: Again<'_>) -> Flow {
    let (mut number, mut again) = (0_u64, AGAIN);
    loop {
        let head = match next_head(&mut input) {
            Ok(None) => return Flow::Continue(()),
            Ok(Some(head)) => head,
            Err(error) => return walker.fault_at(format!("record {}", number + 1), Fault::reading(&error)),
        };
        number += 1;
        let place = match &head.url {
            Some(url) => format!("record {number} ({url})"),
            None => format!("record {number}"),
        };
        match record(walker, &mut input, head, &place, &mut again) {
            Ok(flow) => flow?,
            Err(fault) => return walker.fault_at(place, fault),
        }
    }
}

/// One record. An error ends the archive.
fn record(walker: &mut Walker, input: &mut Again<'_>, head: Head, place: &str, again: &mut u64) -> Result<Flow, Fault> {
    let Some(length) = head.length else {
        to_next(input, None).map_err(|error| Fault::reading(&error))?;
        return Ok(walker.fault_at(place, Fault::damaged("the record tells no length")));
    };
    let wanted = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
    let most = walker.limits.record;
    if !wanted || length > most {
        let passed = io::copy(&mut input.take(length), &mut io::sink()).map_err(|error| Fault::reading(&error))?;
        if passed < length {
            return Err(Fault::CutOff { why: format!("the record has {passed} of its {length} bytes") });
        }
        to_next(input, None).map_err(|error| Fault::reading(&error))?;
        return Ok(if wanted {
            walker.fault_at(place, Fault::Limit { why: format!("the record has {length} bytes, more than {most}") })
        } else {
            walker.skip(format!("WARC records of kind {}", head.kind.chars().take(40).collect::<String>()))
        });
    }
    let mut body = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or(0));
    input.take(length).read_to_end(&mut body).map_err(|error| Fault::reading(&error))?;
    if (body.len() as u64) < length {
        // A length that is too long takes the records behind it along, to the end of the archive.
        let Some(at) = next_inside(&body) else {
            return Err(Fault::CutOff { why: format!("the record has {} of its {length} bytes", body.len()) });
        };
        put_back(input, body.split_off(at), again)?;
        let piece = response(walker, head, body).map(|piece| noted(piece, "record-length-wrong"));
        return Ok(given(walker, piece, place));
    }
    let mut note = None;
    if !at_next(input).map_err(|error| Fault::reading(&error))? {
        note = Some("record-length-wrong");
        if let Some(at) = next_inside(&body) {
            put_back(input, body.split_off(at), again)?;
        } else {
            to_next(input, Some((&mut body, most))).map_err(|error| Fault::reading(&error))?;
        }
    } else if head.is_truncated {
        note = Some("record-truncated");
    }
    let piece = response(walker, head, body);
    let piece = match note {
        Some(note) => piece.map(|piece| noted(piece, note)),
        None => piece,
    };
    Ok(given(walker, piece, place))
}

fn put_back(input: &mut Again<'_>, bytes: Vec<u8>, again: &mut u64) -> Result<(), Fault> {
    *again =
        again.checked_sub(bytes.len() as u64).ok_or_else(|| Fault::damaged("the lengths of its records are wrong"))?;
    input.put_back(bytes);
    Ok(())
}

/// What a record is to become.
enum Outcome {
    Piece(Box<Piece>),
    Skipped(String),
    Feed(Vec<u8>),
    Fault(Fault),
}

impl Outcome {
    fn map(self, change: impl FnOnce(Piece) -> Piece) -> Self {
        match self {
            Self::Piece(piece) => Self::Piece(Box::new(change(*piece))),
            other => other,
        }
    }
}

fn noted(piece: Piece, note: &'static str) -> Piece {
    Piece { note: Some(note), ..piece }
}

fn response(walker: &Walker, head: Head, body: Vec<u8>) -> Outcome {
    let most = walker.limits.record;
    let mut response = if head.kind == "response" {
        if !head.content_type.starts_with("application/http") {
            return Outcome::Skipped(format!(
                "WARC responses of {}",
                head.content_type.chars().take(40).collect::<String>()
            ));
        }
        match Response::new(body, most) {
            Ok(response) => response,
            Err(fault) => return Outcome::Fault(fault),
        }
    } else {
        Response::resource(&head.content_type, body, most)
    };
    response.url = head.url;
    if let Some(what) = response.skipped() {
        return Outcome::Skipped(what);
    }
    if response.is_feed() {
        return response.content().map_or_else(Outcome::Fault, |content| Outcome::Feed(content.into_owned()));
    }
    Outcome::Piece(Box::new(Piece::new(Content::Response(Box::new(response)))))
}

fn given(walker: &mut Walker, outcome: Outcome, place: &str) -> Flow {
    match outcome {
        Outcome::Piece(piece) => walker.piece(piece.at(place)),
        Outcome::Skipped(what) => walker.skip(what),
        Outcome::Fault(fault) => walker.fault_at(place, fault),
        Outcome::Feed(bytes) if walker.depth < walker.limits.depth => walker.deeper(Source::of(io::Cursor::new(bytes))),
        Outcome::Feed(_) => {
            walker.fault_at(place, Fault::Limit { why: "it lies too deep in other archives".to_owned() })
        }
    }
}

/// The head of the next record; None at the end.
fn next_head(input: &mut Again<'_>) -> io::Result<Option<Head>> {
    if !at_next(input)? && !to_next(input, None)? {
        return Ok(None);
    }
    let mut head = Head::default();
    let mut bytes = 0;
    let mut last: Option<(String, String)> = None;
    loop {
        let mut line = Vec::new();
        let read = input.take(LONGEST_HEAD - bytes).read_until(b'\n', &mut line)?;
        if read == 0 && bytes == 0 {
            return Ok(None);
        }
        bytes += read as u64;
        let words = String::from_utf8_lossy(&line).into_owned();
        let words = words.trim_end();
        // A line that begins with a blank goes on with the last.
        if let (Some((_, value)), true) = (&mut last, words.starts_with([' ', '\t'])) {
            *value += words;
            continue;
        }
        if let Some((name, value)) = last.take() {
            head.line(&name, value.trim());
        }
        if words.is_empty() || bytes >= LONGEST_HEAD {
            return Ok(Some(head));
        }
        last = words.split_once(':').map(|(name, value)| (name.trim().to_ascii_lowercase(), value.to_owned()));
    }
}

impl Head {
    fn line(&mut self, name: &str, value: &str) {
        match name {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            "warc-truncated" => self.is_truncated = true,
            _ => {}
        }
    }
}

/// Passes over blank lines; whether a record, or the end, follows.
fn at_next(input: &mut Again<'_>) -> io::Result<bool> {
    loop {
        let waiting = input.fill_buf()?;
        if waiting.is_empty() {
            return Ok(true);
        }
        let blank = waiting.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank == 0 {
            break;
        }
        input.consume(blank);
    }
    let mut first = Vec::new();
    input.take(MAGIC.len() as u64).read_to_end(&mut first)?;
    let found = first == MAGIC;
    input.put_back(first);
    Ok(found)
}

/// Goes to the next line that begins a record, and keeps what is passed over; whether there is one.
fn to_next(input: &mut Again<'_>, mut kept: Option<(&mut Vec<u8>, u64)>) -> io::Result<bool> {
    let mut at_start = true;
    loop {
        let mut line = Vec::new();
        if input.take(LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(false);
        }
        if at_start && line.starts_with(b"WARC/1.") {
            input.put_back(line);
            return Ok(true);
        }
        at_start = line.ends_with(b"\n");
        if let Some((kept, most)) = &mut kept
            && (kept.len() + line.len()) as u64 <= *most
        {
            kept.extend_from_slice(&line);
        }
    }
}

/// Where the next record begins inside a body that is too long.
fn next_inside(body: &[u8]) -> Option<usize> {
    body.windows(8).position(|window| window == b"\nWARC/1.").map(|at| at + 1)
}
