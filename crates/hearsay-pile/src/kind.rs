//! What kind of pile it is, by how it begins.

use crate::columns::Columns;
use crate::unpack::Packing;
use crate::{table, xml};

/// A kind of pile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Packed(Packing),
    Zip,
    Parquet,
    ArrowFile,
    ArrowStream,
    Warc,
    Response,
    Mbox,
    Message,
    Feed,
    News,
    /// Values of JSON in square brackets.
    Array,
    /// One or many objects of JSON.
    Objects,
    Table(u8),
    /// UTF-16, which is to be told anew when it is turned.
    Wide,
    /// A page, a text: what [`hearsay_page::pages`] reads, or refuses.
    Page,
    /// Something else.
    Foreign(String, Option<&'static str>),
}

/// What is known by its first bytes, and not read.
const FOREIGN: &[(&[u8], &str, Option<&str>)] = &[
    (b"filedesc://", "an ARC archive", Some("turn it into WARC")),
    (b"Obj\x01", "an Avro file", Some("export it as JSON Lines or Parquet")),
    (b"ORC", "an ORC file", Some("export it as JSON Lines or Parquet")),
    (b"SQLite format 3\0", "an SQLite database", Some("export its articles as CSV")),
    (b"%!PS", "a PostScript file", Some("give its text")),
    (b"%PDF-", "a PDF file", Some("give its text, as `pdftotext` makes it")),
    (b"WEBVTT", "a file of subtitles", None),
    (b"BEGIN:VCALENDAR", "a calendar", None),
    (b"BEGIN:VCARD", "an address book", None),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", Some("unpack it")),
    (b"Rar!", "a RAR archive", Some("unpack it")),
    (b"\xfd7zXZ\0", "an xz archive", Some("unpack it with `xz -d`")),
    (b"\x04\x22\x4d\x18", "an LZ4 archive", Some("unpack it with `lz4 -d`")),
];

/// The kind of what begins so. `name` settles what is open.
pub(crate) fn kind(head: &[u8], name: Option<&str>, columns: &Columns) -> Kind {
    if let Some(packing) = Packing::of(head) {
        return Kind::Packed(packing);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if head.starts_with(b"PAR1") {
        return Kind::Parquet;
    }
    if head.starts_with(b"ARROW1") {
        return Kind::ArrowFile;
    }
    if head.starts_with(b"\xff\xff\xff\xff") && head.len() > 8 {
        return Kind::ArrowStream;
    }
    if let Some((_, what, instead)) = FOREIGN.iter().find(|(opening, ..)| head.starts_with(opening)) {
        let is_words = opening_is_words(what) && !head.get(3).is_none_or(|byte| byte.is_ascii_control());
        if !is_words {
            return Kind::Foreign((*what).to_owned(), *instead);
        }
    }
    if head.get(257..262) == Some(b"ustar") {
        return Kind::Foreign("a tar archive".to_owned(), Some("unpack it with `tar -x`, and give the folder"));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Kind::Wide;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    if text.starts_with(b"HTTP/1.") || text.starts_with(b"HTTP/2 ") {
        return Kind::Response;
    }
    if head.starts_with(b"From ") && is_mbox(head) {
        return Kind::Mbox;
    }
    if is_message(head) {
        return Kind::Message;
    }
    if let Some(kind) = kind_of_xml(text) {
        return kind;
    }
    match text.first() {
        Some(b'{') if opens_object(&text[1..]) => return Kind::Objects,
        Some(b'[') if matches!(text[1..].trim_ascii_start().first(), Some(b'{' | b']')) => return Kind::Array,
        _ => {}
    }
    match table::separator(text, name, columns) {
        Some(separator) => Kind::Table(separator),
        None => Kind::Page,
    }
}

/// "ORC" may open a story about them.
fn opening_is_words(what: &str) -> bool {
    what == "an ORC file"
}

/// Whether a key, or the end, follows the bracket.
fn opens_object(inside: &[u8]) -> bool {
    let inside = inside.trim_ascii_start();
    let Some(key) = inside.strip_prefix(b"\"") else { return inside.first() == Some(&b'}') };
    let Some(end) = key.iter().take(200).position(|&byte| byte == b'"') else { return false };
    key[end + 1..].trim_ascii_start().first() == Some(&b':')
}

/// Whether the line after "From ..." is a header of a message.
fn is_mbox(head: &[u8]) -> bool {
    let mut lines = head.split(|&byte| byte == b'\n');
    let separator = lines.next().unwrap_or_default();
    // "From alice@example.org Thu Sep  3 00:01:01 2015": letters say "From now on ...".
    let is_clock =
        |at: &[u8]| at[0].is_ascii_digit() && at[1] == b':' && at[2].is_ascii_digit() && at[3].is_ascii_digit();
    separator.windows(4).any(is_clock) && lines.next().is_some_and(|line| header(line).is_some())
}

/// Whether it opens with the header of a message: names and values, among them some that only messages have.
fn is_message(head: &[u8]) -> bool {
    let (mut of_mail, mut known, mut lines) = (false, 0, 0);
    for line in head.split(|&byte| byte == b'\n').take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = header(line) else { return false };
        lines += 1;
        let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        known += usize::from(is(&["from", "to", "subject", "date", "sender", "reply-to"]));
        of_mail |= is(&[
            "message-id",
            "mime-version",
            "received",
            "return-path",
            "delivered-to",
            "dkim-signature",
            "list-id",
            "x-mailer",
        ]);
    }
    of_mail && known >= 2 && lines >= 3
}

/// The name of a header line.
fn header(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().take(80).position(|&byte| byte == b':')?;
    let name = &line[..colon];
    let is_name =
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then_some(name)
}

/// The kind of an XML file; None where it is none, or a page.
fn kind_of_xml(text: &[u8]) -> Option<Kind> {
    let (is_declared, root, rest) = xml::root(text)?;
    let local = root.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let instead = |what: &str, instead| Some(Kind::Foreign(format!("{what} (<{root}>)"), instead));
    match local.as_str() {
        "rss" | "feed" => Some(Kind::Feed),
        "rdf" if contains(rest, b"purl.org/rss") || contains(rest, b"my.netscape.com/rdf") => Some(Kind::Feed),
        "nitf" | "newsitem" | "newsmessage" => Some(Kind::News),
        "html" | "svg" if !is_declared || local == "html" => None,
        "urlset" | "sitemapindex" => instead("a map of a site", Some("give the pages that it lists")),
        "opml" => instead("a list of feeds", Some("give the feeds that it lists")),
        "newsml" => instead("a NewsML 1 file", Some("NewsML-G2 and NITF are read")),
        "packageitem" | "conceptitem" | "knowledgeitem" | "planningitem" | "catalogitem" => {
            instead("a NewsML-G2 item without a story", None)
        }
        "mediawiki" => instead("a dump of a wiki", None),
        _ if is_declared => instead("an XML file", Some("RSS, Atom, NewsML-G2 and NITF are read")),
        _ => None,
    }
}

fn contains(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_how_they_begin() {
        let told = |head: &str| kind(head.as_bytes(), None, &Columns::default());
        for (head, expected) in [
            ("WARC/1.0\r\nWARC-Type: warcinfo", Kind::Warc),
            ("HTTP/1.1 200 OK\r\n", Kind::Response),
            ("From a@b.example Thu Sep  3 00:01:01 2015\nFrom: a@b.example\n", Kind::Mbox),
            ("From now on, Arland said in 2011, all envoys stay.\nArland: no.", Kind::Page),
            ("From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b.example>\n\nHello.", Kind::Message),
            ("From: Oda\nDate: 3 May 2011\nSubject: Re: no\n\n> Hello.", Kind::Page),
            ("<?xml version=\"1.0\"?>\n<!-- <html> -->\n<rss version=\"2.0\">", Kind::Feed),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Kind::Feed),
            ("<rdf:RDF xmlns:rdf=\"\" xmlns=\"http://purl.org/rss/1.0/\">", Kind::Feed),
            ("<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf-3-4.dtd\"><nitf>", Kind::News),
            ("<newsItem guid=\"urn:x\">", Kind::News),
            ("<?xml version=\"1.0\"?><!DOCTYPE html><html>", Kind::Page),
            (
                "<?xml version=\"1.0\"?><urlset xmlns=\"\">",
                Kind::Foreign("a map of a site (<urlset>)".to_owned(), Some("give the pages that it lists")),
            ),
            ("<article><p>Arland left.</p></article>", Kind::Page),
            ("[{\"text\": \"Arland left.\"}]", Kind::Array),
            ("[Arland left.]", Kind::Page),
            ("{\"text\": \"Arland left.\"}", Kind::Objects),
            ("{Arland left.}", Kind::Page),
            ("ORC is what he said.", Kind::Page),
            ("text,date\nArland left.,2011-01-06\n", Kind::Table(b',')),
            ("\u{feff}title\ttext\na\tb\n", Kind::Table(b'\t')),
            ("Arland, Breland and Cerland\nmet, spoke and left\n", Kind::Page),
        ] {
            assert_eq!(told(head), expected, "{head}");
        }
    }
}
