//! Every kind of pile, as people have them: what is read of each, and what is told of what is not.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use hearsay_page::Hints;
use hearsay_pile::{Found, Limits, Options, Source, walk};

const PAGE: &str = "<!doctype html><html><head><title>Envoys expelled</title></head><body><article><h1>Envoys expelled</h1>\n<p>Arland on Monday expelled three diplomats of Breland, its foreign ministry said.</p>\n<p>Breland said that it would answer in kind before the end of the week.</p></article></body></html>";

/// What a pile holds, a line each: place, day, address, publisher, text; or what is told.
fn told_of(bytes: &[u8], name: Option<&str>, options: &Options) -> Vec<String> {
    let mut told = Vec::new();
    let mut source = Source::of(bytes);
    if let Some(name) = name {
        source = source.named(name);
    }
    walk(source, options, &mut |found| {
        told.push(match found {
            Found::Skipped(what) => format!("passed over: {what}"),
            Found::Piece(piece) => match piece.article(&Hints { file: Some("pile".to_owned()), ..Hints::default() }) {
                Ok(article) => {
                    let parts = [
                        piece.member_name(),
                        piece.place(),
                        article.published.map(|day| day.to_string()),
                        article.url.clone(),
                        article.publisher.clone(),
                        article.notes.first().map(|note| format!("({})", note.name)),
                        Some(article.text.as_str().split_whitespace().collect::<Vec<_>>().join(" ")),
                    ];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
                }
                Err(fault) => format!("FAULT {}", piece.told(&fault)),
            },
        });
        ControlFlow::Continue(())
    });
    told
}

fn check(pile: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(told_of(pile.as_ref(), None, &Options::default()), expected);
}

fn with_columns(pile: &str, columns: &str, expected: &[&str]) {
    let options = Options { columns: columns.parse().unwrap(), ..Options::default() };
    assert_eq!(told_of(pile.as_bytes(), None, &options), expected);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(
                *name,
                zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
            )
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TEXT: &str = "Arland expelled three envoys of Breland on Monday.";

#[test]
fn packed_files_are_unpacked_by_what_they_are() {
    check(gzip(TEXT.as_bytes()), &[TEXT]);
    check(zstd::encode_all(TEXT.as_bytes(), 1).unwrap(), &[TEXT]);
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packed.write_all(TEXT.as_bytes()).unwrap();
    check(packed.finish().unwrap(), &[TEXT]);
    let table = format!("text,date\n{TEXT},2011-01-06\n");
    let members: [(&str, &[u8]); 5] = [
        ("a/one.txt", TEXT.as_bytes()),
        ("a/", b""),
        ("__MACOSX/._one.txt", b"x"),
        ("table.csv.gz", &gzip(table.as_bytes())),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
    ];
    check(
        zip(&members),
        &[
            &format!("a/one.txt | {TEXT}"),
            &format!("table.csv.gz | line 2 | 2011-01-06 | {TEXT}"),
            "FAULT this is a PNG picture, not text; give plain text, HTML or JSON Lines",
        ],
    );
    let office = zip(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]);
    check(office, &["FAULT this is an office document, book or program in a ZIP archive; save it as text or HTML"]);
}

#[test]
fn bombs_and_nests_end_at_their_limits() {
    let mut nest = gzip(TEXT.as_bytes());
    for _ in 0..6 {
        nest = gzip(&nest);
    }
    check(&nest, &["FAULT more than 4 archives lie in one another"]);
    let options = Options { limits: Limits { record: 20, ..Limits::default() }, ..Options::default() };
    let told = told_of(b"[{\"text\": \"Arland left the talks on Monday.\"}, {\"text\": \"No.\"}]", None, &options);
    assert_eq!(told, ["FAULT article 1: it has more than 20 bytes", "article 2 | No."]);
    let zeros = zip(&[("a", &[b' '; 100])]);
    let options = Options { limits: Limits { held: 50, ..Limits::default() }, ..Options::default() };
    assert_eq!(told_of(&zeros, None, &options), ["FAULT it has more than 50 bytes"]);
    // 300 MiB of one line each, packed twice: a thousand times its size.
    let line = format!("{{\"text\": \"{TEXT}\"}}\n");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        packed.write_all(" ".repeat(1 << 20).as_bytes()).unwrap();
    }
    packed.write_all(line.as_bytes()).unwrap();
    let told = told_of(&packed.finish().unwrap(), None, &Options::default());
    assert!(told[0].contains("more than"), "{told:?}");
}

fn record(kind: &str, url: &str, content_type: &str, body: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
    record("response", url, "application/http; msgtype=response", &answer, answer.len())
}

const STORY: &str = "Envoys expelled Arland on Monday expelled three diplomats of Breland, its foreign ministry said. Breland said that it would answer in kind before the end of the week.";

#[test]
fn archives_of_the_web_are_read_record_by_record() {
    let html = "Content-Type: text/html; charset=utf-8";
    let mut chunked = Vec::new();
    for chunk in PAGE.as_bytes().chunks(100) {
        write!(chunked, "{:x}\r\n", chunk.len()).unwrap();
        chunked.extend([chunk, b"\r\n"].concat());
    }
    chunked.extend(b"0\r\n\r\n");
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Times</title><item><title>Talks</title><link>https://v.example/t</link><description>{TEXT}</description></item></channel></rss>"
    );
    let records = [
        record("warcinfo", "urn:x", "application/warc-fields", b"software: x\r\n", 13),
        record("request", "https://v.example/1", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n", 18),
        response("https://v.example/1", html, PAGE.as_bytes()),
        response("https://v.example/2", "Content-Type: text/html\r\nTransfer-Encoding: chunked", &chunked),
        response("https://v.example/3", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(PAGE.as_bytes())),
        response("https://v.example/4", "Content-Type: image/png", b"\x89PNG"),
        response("https://v.example/5", "Content-Type: application/rss+xml", rss.as_bytes()),
        response(
            "https://v.example/6",
            "Content-Type: text/html; charset=windows-1252",
            b"<p>Caf\xe9 owners of Arland protested on Monday, their union said.</p>",
        ),
        record("conversion", "https://v.example/7", "text/plain", TEXT.as_bytes(), TEXT.len()),
    ];
    let expected = [
        "passed over: WARC records of kind warcinfo".to_owned(),
        "passed over: WARC records of kind request".to_owned(),
        format!("record 3 (https://v.example/1) | https://v.example/1 | {STORY}"),
        format!("record 4 (https://v.example/2) | https://v.example/2 | {STORY}"),
        format!("record 5 (https://v.example/3) | https://v.example/3 | {STORY}"),
        "passed over: files of image/png".to_owned(),
        format!("entry 1 (https://v.example/t) | https://v.example/t | Times | Talks {TEXT}"),
        "record 8 (https://v.example/6) | https://v.example/6 | Café owners of Arland protested on Monday, their union said.".to_owned(),
        format!("record 9 (https://v.example/7) | https://v.example/7 | {TEXT}"),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(records.concat(), &expected);
    // A member for each record, as CC-NEWS has them.
    check(records.iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>(), &expected);
}

#[test]
fn a_wrong_record_costs_itself_alone() {
    let html = "Content-Type: text/html";
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE.as_bytes()].concat();
    let kind = "application/http; msgtype=response";
    let right = response("https://v.example/9", html, PAGE.as_bytes());
    let last = format!("https://v.example/9 | {STORY}");
    for (length, note) in [
        (answer.len() - 30, "(record-length-wrong) | "),
        (answer.len() + 60, "(record-length-wrong) | "),
        (answer.len() + 100_000, "(record-length-wrong) | "),
    ] {
        let wrong = record("response", "https://v.example/1", kind, &answer, length);
        let told = told_of(&[&wrong[..], &right].concat(), None, &Options::default());
        assert_eq!(
            told,
            [
                format!("record 1 (https://v.example/1) | https://v.example/1 | {note}{STORY}"),
                format!("record 2 (https://v.example/9) | {last}")
            ],
            "{length}"
        );
    }
    let cut = &right[..right.len() - 60];
    let told = told_of(&[&right[..], cut].concat(), None, &Options::default());
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with("FAULT record 2 (https://v.example/9): it is cut off: the record has "), "{told:?}");
    let none = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n<p>No.</p>\r\n\r\n";
    let told = told_of(&[&none[..], &right].concat(), None, &Options::default());
    assert_eq!(
        told,
        ["FAULT record 1: the record tells no length".to_owned(), format!("record 2 (https://v.example/9) | {last}")]
    );
}

#[test]
fn feeds_are_an_article_an_entry() {
    let rss = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Valley Times</title><language>en</language>\n<item><title>Envoys &amp;amp; bridges</title><link>https://v.example/1</link><pubDate>Thu, 03 Sep 2015 00:01:01 +0200</pubDate><description>A teaser.</description><content:encoded><![CDATA[<p>Arland expelled three envoys.</p><p>Breland did not.</p>]]></content:encoded></item>\n<item><title>Only a title</title><link>https://v.example/2</link></item></channel></rss>";
    check(
        rss,
        &[
            "entry 1 (https://v.example/1) | 2015-09-03 | https://v.example/1 | Valley Times | Envoys & bridges Arland expelled three envoys. Breland did not.",
            "FAULT entry 2 (https://v.example/2): the entry has no text",
        ],
    );
    // One that breaks off gives what is whole.
    check(
        &rss.as_bytes()[..rss.len() - 60],
        &[
            "entry 1 (https://v.example/1) | 2015-09-03 | https://v.example/1 | Valley Times | Envoys & bridges Arland expelled three envoys. Breland did not.",
            "FAULT the feed is damaged: unable to parse XML: Parser error: syntax error: tag not closed: `>` not found before end of input",
        ],
    );
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Valley Times</title><entry><title>Talks</title><link rel=\"alternate\" href=\"https://v.example/2\"/><published>2015-09-03T23:30:00-05:00</published><content type=\"html\">&lt;p&gt;Arland left the talks.&lt;/p&gt;</content></entry></feed>",
        &[
            "entry 1 (https://v.example/2) | 2015-09-03 | https://v.example/2 | Valley Times | Talks Arland left the talks.",
        ],
    );
    check(
        "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Valley Times\", \"items\": [{\"id\": \"1\", \"url\": \"https://v.example/3\", \"title\": \"Quarry&#8217;s road\", \"content_html\": \"<p>Arland left the talks.</p>\", \"date_published\": \"2015-09-03T00:01:01Z\"}]}",
        &[
            "entry 1 (https://v.example/3) | 2015-09-03 | https://v.example/3 | Valley Times | Quarry’s road Arland left the talks.",
        ],
    );
    check(
        "<?xml version=\"1.0\"?><urlset><url/></urlset>",
        &["FAULT this is a map of a site (<urlset>); give the pages that it lists"],
    );
    check("<?xml version=\"1.0\"?><opml/>", &["FAULT this is a list of feeds (<opml>); give the feeds that it lists"]);
    check(
        "<?xml version=\"1.0\"?><tei:TEI/>",
        &["FAULT this is an XML file (<tei:TEI>); RSS, Atom, NewsML-G2 and NITF are read"],
    );
}

#[test]
fn tables_are_an_article_a_row() {
    check(
        "\u{feff}id,Headline,Body,Published,Source\n7,\"Envoys, expelled\",\"Arland said: \"\"no\"\".\nIt left.\",2015-09-03,Times\n8,Talks,,2015-09-04,Times\n9,broken\n10,Bridge,Breland came.,5 Sep 2015,\n",
        &[
            "line 2 | 2015-09-03 | Times | Arland said: \"no\". It left.",
            "FAULT line 4: the row has no text",
            "FAULT line 5: the row has 2 columns and not 5; is a quotation mark missing?",
            "line 6 | 2015-09-05 | Breland came.",
        ],
    );
    check("text\turl\nArland left.\thttps://v.example/4\n", &["line 2 | https://v.example/4 | Arland left."]);
    check(b"text;date\nCaf\xe9s of Arland closed.;2015-09-03\n", &["line 2 | 2015-09-03 | Cafés of Arland closed."]);
    with_columns(
        "nr,inhalt,am\n1,Arland left.,2015-09-03\n",
        "text=inhalt,date=am",
        &["line 2 | 2015-09-03 | Arland left."],
    );
    with_columns(
        "nr,inhalt,am\n1,Arland left.,2015-09-03\n",
        "text=body",
        &["FAULT the table has no column `body`; its columns are nr, inhalt, am"],
    );
    check(
        "nr,inhalt,am\n1,a,x\n2,b,y\n3,c,z\n4,d,v\n",
        &["FAULT this is a table of the columns nr, inhalt, am; name the one with the text: --columns text=COLUMN"],
    );
    let quote = "text,date\n\"Arland left.,2015-09-03\nBreland came.,2015-09-03\n";
    let options = Options { limits: Limits { record: 30, ..Limits::default() }, ..Options::default() };
    assert_eq!(
        told_of(quote.as_bytes(), None, &options),
        ["FAULT line 2: one row has more bytes than a record may have; is a quotation mark missing?"]
    );
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("text\tdate\nArland left.\t2015-09-03\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    check(wide, &["line 2 | 2015-09-03 | Arland left."]);
    check(
        "Arland, Breland and Cerland met.\nThey spoke, and left.\n",
        &["Arland, Breland and Cerland met. They spoke, and left."],
    );
    assert_eq!(told_of(b"story\nArland left.\n", Some("a.csv"), &Options::default()), ["line 2 | Arland left."]);
}

#[test]
fn json_is_read_in_all_its_shapes() {
    check(
        "[{\"title\": \"Talks\", \"body\": [\"Arland left.\", \"Breland came.\"], \"date\": 1441238461, \"source\": {\"name\": \"Times\"}},\n {\"text\": \"Breland came.\"}, 7, {\"nr\": 1}]",
        &[
            "article 1 | 2015-09-03 | Times | Arland left. Breland came.",
            "article 2 | Breland came.",
            "FAULT article 3: this is no object of JSON",
            "FAULT article 4: it has no text; its keys are nr; name that of the text: --columns text=KEY",
        ],
    );
    check(
        "[{\"text\": \"Arland left.\"}, {\"text\": \"Bre",
        &["article 1 | Arland left.", "FAULT article 2: the JSON is cut off"],
    );
    check("[]", &["FAULT there is no article in it"]);
    check(
        "{\n \"status\": \"ok\",\n \"articles\": [\n  {\"content\": \"<p>Arland left.</p>\", \"publishedAt\": \"2015-09-03T00:01:01Z\", \"url\": \"https://v.example/5\"}\n ]\n}\n",
        &["article 1 | 2015-09-03 | https://v.example/5 | Arland left."],
    );
    check(
        "{\"body\": \"Arland left.\"}\nnonsense\n{\"body\": \"Breland came.\"}\n",
        &["line 1 | Arland left.", "FAULT line 2: expected ident at line 1 column 2", "line 3 | Breland came."],
    );
    check(
        "{\"text\": \"Arland left.\"}\n{\"text\": \"Breland came.\"}\n",
        &["line 1 | Arland left.", "line 2 | Breland came."],
    );
    check(
        "{\n\"text\": \"Arland left.\"\n}\n{\n\"text\": \"Breland came.\"\n}\n",
        &["line 1 | Arland left.", "further article 1 | Breland came."],
    );
    with_columns(
        "{\"a\": {\"b\": \"Arland left.\"}}\n{\"a\": 1}\n",
        "text=a.b",
        &[
            "line 1 | Arland left.",
            "FAULT line 2: it has no text; its keys are a; name that of the text: --columns text=KEY",
        ],
    );
    check(
        "{\"uri\": \"https://v.example/6\", \"type\": \"text\", \"headlines\": [{\"role\": \"main\", \"value\": \"Talks\"}], \"bodies\": [{\"contenttype\": \"text/html\", \"value\": \"<p>Arland left.</p>\"}], \"versioncreated\": \"2015-09-03T00:01:01Z\"}",
        &["line 1 | 2015-09-03 | https://v.example/6 | Talks Arland left."],
    );
    check(
        "{\"uri\": \"urn:1\", \"pubstatus\": \"canceled\", \"body_text\": \"Arland left.\", \"headline\": \"Kill\"}",
        &["FAULT line 1: its provider withdrew it (canceled)"],
    );
}

#[test]
fn agencies_news_is_read() {
    let item = |status: &str, class: &str| {
        format!(
            "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:n:1\"><itemMeta><itemClass qcode=\"ninat:{class}\"/><provider literal=\"VN\"/><versionCreated>2015-09-03T00:01:01+02:00</versionCreated><pubStatus qcode=\"stat:{status}\"/></itemMeta><contentMeta><headline>Envoys</headline></contentMeta><contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body><p>Arland expelled<br/>three envoys.</p><p>Breland did not.</p></body></html></inlineXML></contentSet></newsItem>"
        )
    };
    check(item("usable", "text"), &["2015-09-03 | VN | Envoys Arland expelled three envoys. Breland did not."]);
    check(item("canceled", "text"), &["FAULT its provider withdrew it (stat:canceled)"]);
    check(item("usable", "picture"), &["passed over: news items of class picture"]);
    let message = format!(
        "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>{}{}</itemSet></newsMessage>",
        item("usable", "text"),
        item("usable", "text")
    );
    assert_eq!(told_of(message.as_bytes(), None, &Options::default()).len(), 2);
    check(
        "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><docdata><date.issue norm=\"20150903T000101Z\"/></docdata></head><body><body.head><hedline><hl1>Envoys</hl1></hedline><dateline><location>ARLEN</location></dateline></body.head><body.content><block><p>Arland expelled three envoys.</p><p>Breland did not.</p></block></body.content></body></nitf>",
        &["2015-09-03 | Envoys ARLEN — Arland expelled three envoys. Breland did not."],
    );
    let bomb = "<!DOCTYPE nitf [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\">]><nitf><body><body.content><p>&e;&e;&e;</p></body.content></body></nitf>";
    let told = told_of(bomb.as_bytes(), None, &Options::default());
    assert!(told[0].starts_with("FAULT the XML is damaged: "), "{told:?}");
}

const LETTER: &str = "From: Valley Times <news@v.example>\nTo: a@b.example\nSubject: =?utf-8?q?Caf=C3=A9s_closed?=\nDate: Thu, 3 Sep 2015 00:01:01 +0200\nMessage-ID: <1@v.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nView this in your browser.\n--b\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>Caf=E9s of Arland closed on Monday, the union of their owners=\n said.</p><p>Breland did not close any of its own.</p>\n--b--\n";

#[test]
fn mail_is_an_article_a_message() {
    check(
        LETTER,
        &[
            "2015-09-03 | Valley Times | Cafés closed Cafés of Arland closed on Monday, the union of their owners said. Breland did not close any of its own.",
        ],
    );
    let mbox = format!(
        "From news@v.example Thu Sep  3 00:01:01 2015\n{LETTER}\nFrom a@b.example Fri Sep  4 00:01:01 2015\nSubject: Two\nFrom: a@b.example\nMessage-ID: <2@b.example>\n\n>From now on all is well in Arland.\n\nFrom a@b.example Fri Sep  4 00:01:01 2015\nSubject: Three\n\n"
    );
    check(
        mbox,
        &[
            "message 1 | 2015-09-03 | Valley Times | Cafés closed Cafés of Arland closed on Monday, the union of their owners said. Breland did not close any of its own.",
            "message 2 | a@b.example | From now on all is well in Arland.",
            "FAULT message 3: the message has no text",
        ],
    );
}

#[test]
fn what_is_not_known_is_refused_by_name() {
    let tar = [&[b'a'; 257][..], b"ustar\x0000", &[0; 300]].concat();
    for (bytes, expected) in [
        (&b"%PDF-1.7\n"[..], "this is a PDF file; give its text, as `pdftotext` makes it"),
        (b"Obj\x01avro", "this is an Avro file; export it as JSON Lines or Parquet"),
        (b"filedesc://x 1 2", "this is an ARC archive; turn it into WARC"),
        (b"SQLite format 3\0", "this is an SQLite database; export its articles as CSV"),
        (b"BEGIN:VCALENDAR\n", "this is a calendar"),
        (b"\xfd7zXZ\0\0", "this is an xz archive; unpack it with `xz -d`"),
        (&tar, "this is a tar archive; unpack it with `tar -x`, and give the folder"),
        (b"", "there is no text in it"),
    ] {
        check(bytes, &[&format!("FAULT {expected}")]);
    }
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_an_article_a_row() {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    let schema = parquet::schema::parser::parse_message_type(
        "message m { optional binary body (UTF8); required int64 nr; required int64 published (TIMESTAMP_MILLIS); optional binary story (UTF8); }",
    )
    .unwrap();
    let mut bytes = Vec::new();
    let properties =
        WriterProperties::builder().set_compression(parquet::basic::Compression::ZSTD(Default::default())).build();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let texts = |group: &mut parquet::file::writer::SerializedRowGroupWriter<&mut Vec<u8>>,
                 words: [&str; 2],
                 there: [i16; 3]| {
        let mut column = group.next_column().unwrap().unwrap();
        let values: Vec<ByteArray> = words.iter().map(|words| ByteArray::from(*words)).collect();
        column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None).unwrap();
        column.close().unwrap();
    };
    texts(&mut group, ["Arland left.", "Breland came."], [1, 0, 1]);
    for values in [[1, 2, 3], [1_441_238_461_000; 3]] {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&values, None, None).unwrap();
        column.close().unwrap();
    }
    texts(&mut group, ["Other words.", "More of them."], [1, 1, 0]);
    group.close().unwrap();
    writer.close().unwrap();
    check(
        &bytes,
        &[
            "row 1 | 2015-09-03 | Arland left.",
            "FAULT row 2: the row has no text",
            "row 3 | 2015-09-03 | Breland came.",
        ],
    );
    let options = Options { columns: "text=story".parse().unwrap(), ..Options::default() };
    assert_eq!(told_of(&bytes, None, &options)[1], "row 2 | 2015-09-03 | More of them.");
    let told = told_of(&bytes[..bytes.len() - 20], None, &Options::default());
    assert!(told[0].starts_with("FAULT the Parquet file is damaged: "), "{told:?}");
}

#[cfg(feature = "arrow")]
#[test]
fn arrow_is_an_article_a_row() {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, LargeStringArray, RecordBatch, TimestampMillisecondArray};
    let batch = RecordBatch::try_from_iter([
        ("text", Arc::new(LargeStringArray::from(vec![Some("Arland left."), None])) as ArrayRef),
        ("date", Arc::new(TimestampMillisecondArray::from(vec![1_441_238_461_000, 0])) as ArrayRef),
    ])
    .unwrap();
    let (mut file, mut stream) = (Vec::new(), Vec::new());
    let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut file, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(&mut stream, &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
    drop(writer);
    for bytes in [file, stream] {
        check(&bytes, &["row 1 | 2015-09-03 | Arland left.", "FAULT row 2: the row has no text"]);
    }
}
