//! `cargo xtask pile`: a day of the web's news as an archive has it, made of pages of ours.
//!
//! Laid out as CC-NEWS is: a record for the archive, then a request and a response for each page, each record packed by
//! itself. Pages differ in system, length, encoding and transfer; some are pictures, or not there. The same number of pages
//! gives the same bytes.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::fuzz::Random;

const LANDS: [&str; 8] = ["Arland", "Breland", "Cerland", "Dorland", "Ferland", "Garland", "Horland", "Morland"];
const NAMES: [&str; 10] = [
    "Anna Dorn",
    "Oda Lund",
    "Vela Moor",
    "Felix Hark",
    "Jane Stroud",
    "Tomas Reed",
    "Ilse Vane",
    "Karl Brandt",
    "Mira Holt",
    "Piet Sand",
];
const OFFICES: [&str; 6] =
    ["foreign minister", "spokeswoman", "defence minister", "ambassador", "president", "police chief"];
const DEEDS: [&str; 10] = [
    "expelled three diplomats of",
    "signed a trade agreement with",
    "shelled a border post of",
    "sent food aid to",
    "recalled its ambassador from",
    "held talks with",
    "imposed sanctions on",
    "accused the army of",
    "released two prisoners of",
    "closed its border with",
];
const DAYS: [&str; 5] = ["on Monday", "on Tuesday", "last week", "on Thursday night", "early on Friday"];

/// Writes an archive of so many pages.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn run(out: &Path, pages: u64) -> Result<()> {
    let mut out = BufWriter::new(File::create(out)?);
    record(
        &mut out,
        &[("WARC-Type", "warcinfo"), ("Content-Type", "application/warc-fields")],
        b"software: hearsay xtask pile\r\n",
    )?;
    for number in 0..pages {
        let mut random = Random::of(number);
        let url = format!("https://paper{}.example/news/{number}", number % 40);
        let request = format!("GET /news/{number} HTTP/1.1\r\nHost: paper{}.example\r\n\r\n", number % 40);
        let head = [
            ("WARC-Type", "request"),
            ("WARC-Target-URI", url.as_str()),
            ("Content-Type", "application/http; msgtype=request"),
        ];
        record(&mut out, &head, request.as_bytes())?;
        let head = [
            ("WARC-Type", "response"),
            ("WARC-Target-URI", url.as_str()),
            ("Content-Type", "application/http; msgtype=response"),
        ];
        record(&mut out, &head, &response(number, &mut random)?)?;
    }
    out.flush()?;
    Ok(())
}

fn record(out: &mut impl Write, head: &[(&str, &str)], body: &[u8]) -> Result<()> {
    let mut packed = GzEncoder::new(&mut *out, Compression::fast());
    write!(packed, "WARC/1.0\r\n")?;
    for (name, value) in head {
        write!(packed, "{name}: {value}\r\n")?;
    }
    write!(packed, "WARC-Date: 2026-11-29T00:00:00Z\r\nContent-Length: {}\r\n\r\n", body.len())?;
    packed.write_all(body)?;
    packed.write_all(b"\r\n\r\n")?;
    packed.finish()?;
    Ok(())
}

/// One in fifty is a picture, one in fifty is gone.
fn response(number: u64, random: &mut Random) -> Result<Vec<u8>> {
    match number % 50 {
        17 => return Ok(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n".to_vec()),
        33 => {
            return Ok(
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><h1>Not found</h1></html>".to_vec()
            );
        }
        _ => {}
    }
    let page = page(number, random);
    Ok(match number % 10 {
        3 => {
            let mut body = Vec::new();
            for chunk in page.as_bytes().chunks(4_000) {
                write!(body, "{:x}\r\n", chunk.len())?;
                body.extend_from_slice(chunk);
                body.extend_from_slice(b"\r\n");
            }
            body.extend_from_slice(b"0\r\n\r\n");
            [
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .as_slice(),
                &body,
            ]
            .concat()
        }
        6 => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(page.as_bytes())?;
            let body = packed.finish()?;
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".as_slice(), &body].concat()
        }
        8 => {
            let body: Vec<u8> = page
                .chars()
                .map(|letter| if letter == '\u{e9}' { 0xe9 } else { u8::try_from(letter).unwrap_or(b'?') })
                .collect();
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n".as_slice(), &body].concat()
        }
        _ => {
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n\r\n".as_slice(), page.as_bytes()].concat()
        }
    })
}

/// The paragraphs of a story: its first tells a deed, the others who says what of it.
pub(crate) fn story(number: u64, random: &mut Random) -> (String, Vec<String>) {
    let who = *random.pick(&LANDS);
    let whom = *random.pick(&LANDS.into_iter().filter(|land| *land != who).collect::<Vec<_>>());
    let (deed, day) = (*random.pick(&DEEDS), *random.pick(&DAYS));
    let (speaker, other, office) = (*random.pick(&NAMES), *random.pick(&NAMES), *random.pick(&OFFICES));
    let headline = format!("{who} {deed} {whom}, case {number}");
    let mut paragraphs = vec![
        format!("{who} {deed} {whom} {day}, its {office} {speaker} said in a statement."),
        format!(
            "{speaker} told reporters that the decision in case {number} was final. “We waited for {} weeks,” the {office} said.",
            2 + number % 30
        ),
        format!(
            "{whom} denied that it had done anything to deserve it. Its {} {other} called the move a farce.",
            random.pick(&OFFICES)
        ),
    ];
    for _ in 0..2 + random.below(5) {
        let (third, deed, name) = (*random.pick(&LANDS), *random.pick(&DEEDS), *random.pick(&NAMES));
        paragraphs.push(match random.below(4) {
            0 => format!("According to {name}, a caf\u{e9} owner in the capital of {third}, some {} people had gathered in the streets by noon.", 20 + random.below(900)),
            1 => format!("{third} {deed} {whom} {}, people familiar with the matter said.", random.pick(&DAYS)),
            2 => format!("The two countries have been at odds since {} over a dam on the river between them, which {third} helped to build.", 1950 + random.below(70)),
            _ => format!("{name}, who led the talks until {}, said that relations between {who} and {third} had never been worse.", 1990 + random.below(30)),
        });
    }
    (headline, paragraphs)
}

fn page(number: u64, random: &mut Random) -> String {
    let (headline, paragraphs) = story(number, random);
    let day = 1 + number % 28;
    let links = |count: usize, random: &mut Random| -> String {
        (0..count)
            .map(|_| {
                format!(
                    "<li class=\"card\"><a href=\"/news/{}\">{} and {}: the latest</a></li>\n",
                    random.below(99_999),
                    random.pick(&LANDS),
                    random.pick(&LANDS)
                )
            })
            .collect()
    };
    let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>\n")).collect();
    let script: String = (0..40 + random.below(120))
        .map(|at| format!("window.q.push({{id:{at},slot:\"top-{}\",size:[300,250]}});\n", random.below(9_999)))
        .collect();
    let story = match number % 4 {
        0 => format!(
            "<article itemscope itemtype=\"https://schema.org/NewsArticle\"><h1>{headline}</h1><time datetime=\"2026-11-{day:02}T10:00:00Z\">{day} November 2026</time>{body}</article>"
        ),
        1 => format!(
            "<div class=\"story\"><h1 class=\"story__headline\">{headline}</h1><p class=\"byline\">By Jane Stroud</p><div class=\"story__body\">{body}</div></div>"
        ),
        2 => format!(
            "<div id=\"content\"><h1>{headline}</h1><div class=\"entry-content\">{body}</div><div class=\"share\">Share this</div></div>"
        ),
        _ => {
            format!("<main><header><h1>{headline}</h1></header><section class=\"article-body\">{body}</section></main>")
        }
    };
    let comments = if number.is_multiple_of(6) {
        "<section id=\"comments\"><h2>Comments</h2><ol><li class=\"comment\"><cite>Oda</cite><p>They should have talked.</p></li></ol></section>"
    } else {
        ""
    };
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{headline} | The Paper</title>\n<meta property=\"article:published_time\" content=\"2026-11-{day:02}T10:00:00Z\">\n<script>{script}</script></head>\n<body><nav><ul>{}</ul></nav>\n{story}\n{comments}<aside><h2>Most read</h2><ul>{}</ul></aside><footer><p>Copyright The Paper</p></footer></body></html>\n",
        links(20, random),
        links(30, random)
    )
}
