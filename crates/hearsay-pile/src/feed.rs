//! Feeds: RSS, Atom, JSON Feed, an entry an article.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};
use encoding_rs::{Encoding, UTF_8};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::{Builder, Parser};
use hearsay_core::ArticleId;
use hearsay_page::Fields;
use jiff::civil::Date;

use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::walker::{Flow, Walker};
use crate::wrap;

/// Keeps the day that a feed tells, which is the paper's own, and not that of Greenwich.
static PARSER: LazyLock<fn() -> Parser> = LazyLock::new(|| {
    || {
        let midnight = |stated: &str| -> Option<DateTime<Utc>> {
            let day = wrap::day(stated)?;
            let day = NaiveDate::from_ymd_opt(
                day.year().into(),
                day.month().unsigned_abs().into(),
                day.day().unsigned_abs().into(),
            )?;
            Some(day.and_time(NaiveTime::MIN).and_utc())
        };
        Builder::new().timestamp_parser(midnight).build()
    }
});

/// The entries of a feed. One that breaks off gives those that it has, and then its fault.
pub(crate) fn entries(walker: &mut Walker, bytes: &[u8]) -> Flow {
    let text = undeclared(bytes);
    let bytes = text.as_bytes();
    let (feed, fault) = match PARSER().parse(bytes) {
        Ok(feed) => (feed, None),
        Err(error) => {
            let fault = Fault::damaged(format!("the feed is damaged: {error}"));
            match closed(bytes).and_then(|bytes| PARSER().parse(&*bytes).ok()) {
                Some(feed) => (feed, Some(fault)),
                None => return walker.fault(fault),
            }
        }
    };
    for (number, entry) in feed.entries.iter().enumerate() {
        let link = link(entry);
        let place = match &link {
            Some(link) => format!("entry {} ({link})", number + 1),
            None => format!("entry {}", number + 1),
        };
        match fields(&feed, entry, link) {
            Some(fields) => walker.piece(Piece::new(Content::Fields(Box::new(fields))).at(place))?,
            None => walker.fault_at(place, Fault::no_text("the entry has no text"))?,
        }
    }
    match fault {
        Some(fault) => walker.fault(fault),
        None if feed.entries.is_empty() => walker.fault(Fault::no_text("the feed has no entries")),
        None => Flow::Continue(()),
    }
}

/// The feed as UTF-8, without what it says of its encoding: the parser breaks off where it says so twice.
fn undeclared(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = head.split_once("<?xml").and_then(|(_, rest)| rest.split_once("?>")).and_then(|(words, _)| {
        let (_, label) = words.split_once("encoding")?;
        let label = label.trim_start_matches(['=', ' ', '"', '\'']).split(['"', '\'', ' ']).next()?;
        Encoding::for_label_no_replacement(label.as_bytes())
    });
    // A byte order mark is worth more than the words.
    let text = declared.unwrap_or(UTF_8).decode(bytes).0;
    let (mut clean, mut rest) = (String::with_capacity(text.len()), &*text);
    while let Some((before, after)) = rest.split_once("<?xml") {
        clean += before;
        rest = after;
        if !after.starts_with(|letter: char| letter.is_whitespace() || letter == '?') {
            clean += "<?xml";
        } else if let Some((_, behind)) = after.split_once("?>") {
            rest = behind;
        } else {
            break;
        }
    }
    clean + rest
}

/// What was whole of a feed that breaks off.
fn closed(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    for (end, tail) in
        [(&b"</item>"[..], &b"</channel></rss>"[..]), (b"</item>", b"</rdf:RDF>"), (b"</entry>", b"</feed>")]
    {
        if let Some(at) = bytes.windows(end.len()).rposition(|window| window == end) {
            let is_rdf = bytes.windows(8).take(2000).any(|window| window == b"<rdf:RDF");
            if is_rdf == (tail == b"</rdf:RDF>") {
                return Some(Cow::Owned([&bytes[..at + end.len()], tail].concat()));
            }
        }
    }
    None
}

fn link(entry: &Entry) -> Option<String> {
    let own = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let link = own.or_else(|| entry.links.first()).map(|link| link.href.trim().to_owned());
    link.or_else(|| Some(entry.id.clone()).filter(|id| id.starts_with("http"))).filter(|link| !link.is_empty())
}

fn fields(feed: &Feed, entry: &Entry, link: Option<String>) -> Option<Fields> {
    let filled = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let content = entry.content.as_ref().and_then(|content| filled(content.body.as_deref()?));
    let body = content.or_else(|| entry.summary.as_ref().and_then(|summary| filled(&summary.content)))?;
    let title = entry.title.as_ref().and_then(|title| filled(&title.content));
    let authors: Vec<String> = entry
        .authors
        .iter()
        .filter_map(|author| filled(author.name.as_deref()?))
        .filter(|name| !name.contains('@'))
        .collect();
    let published = entry.published.or(entry.updated).and_then(|day| {
        Date::new(i16::try_from(day.year()).ok()?, i8::try_from(day.month()).ok()?, i8::try_from(day.day()).ok()?).ok()
    });
    Some(Fields {
        // Of what the feed says, and not of the page that is made of it here: the same entry has the same id for ever.
        id: Some(ArticleId::of_bytes(format!("{}\n{body}", link.as_deref().unwrap_or("")).as_bytes()).0),
        html: Some(wrap::page(title.as_deref(), &authors, &body)),
        title,
        published,
        url: link,
        publisher: feed.title.as_ref().and_then(|title| filled(&title.content)),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        ..Fields::default()
    })
}
