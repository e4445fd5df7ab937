//! Parts that are known apart, made into one page or text.

use hearsay_core::ArticleId;
use hearsay_page::{Fields, dates};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// A page around a story whose headline and authors are known apart; a page that is whole stays as it is.
pub(crate) fn page(title: Option<&str>, authors: &[String], html: &str) -> String {
    let opening = html.trim_start().get(..200.min(html.trim_start().len())).unwrap_or_default().to_ascii_lowercase();
    if opening.contains("<html") || opening.contains("<!doctype") {
        return html.to_owned();
    }
    let mut page = String::from("<!doctype html><html><head>");
    for author in authors {
        page += &format!("<meta name=\"author\" content=\"{}\">", escaped(author).replace('"', "&quot;"));
    }
    let title = title.map(escaped).filter(|title| !title.trim().is_empty());
    page += "</head><body><article>";
    if let Some(title) = &title {
        page += &format!("<h1>{title}</h1>");
    }
    page += &story(html);
    page + "</article></body></html>"
}

/// Words without marks, a paragraph each.
pub(crate) fn paragraphs<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    words.into_iter().map(|words| format!("<p>{}</p>\n", escaped(words))).collect()
}

/// The marks of a story. Some feeds escape theirs twice, some have none.
fn story(html: &str) -> String {
    if has_marks(html) {
        return html.to_owned();
    }
    let once = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    if has_marks(&once) {
        return once;
    }
    paragraphs(html.split('\n').map(str::trim).filter(|line| !line.is_empty()))
}

/// Whether there is a mark that ends something, or breaks a line: words alone have none.
pub(crate) fn has_marks(html: &str) -> bool {
    html.match_indices('<').any(|(at, _)| {
        let rest = &html.as_bytes()[at + 1..];
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let is_tag = matches!(
            name[..length].to_ascii_lowercase().as_slice(),
            b"p" | b"br"
                | b"div"
                | b"span"
                | b"a"
                | b"b"
                | b"i"
                | b"em"
                | b"strong"
                | b"img"
                | b"ul"
                | b"ol"
                | b"li"
                | b"h1"
                | b"h2"
                | b"h3"
                | b"h4"
                | b"blockquote"
                | b"section"
                | b"article"
                | b"table"
                | b"figure"
                | b"html"
                | b"body"
        );
        is_tag && matches!(name.get(length), Some(b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'))
    })
}

/// As it is written inside a page. What looks like a character in HTML's writing is one: titles of feeds are escaped twice.
fn escaped(words: &str) -> String {
    words.replace('<', "&lt;").replace('>', "&gt;")
}

/// The day that a stated date tells: as people and programs write it, and as seconds or milliseconds since 1970.
pub(crate) fn day(stated: &str) -> Option<Date> {
    let stated = stated.trim();
    let digits = stated.bytes().take_while(u8::is_ascii_digit).count();
    if digits == stated.len() && digits >= 9 || stated.starts_with('-') {
        let number: i64 = stated.parse().ok()?;
        let millis = if digits >= 12 { number } else { number.checked_mul(1000)? };
        return Some(Timestamp::from_millisecond(millis).ok()?.to_zoned(TimeZone::UTC).date());
    }
    if digits == 8 || digits == 14 {
        let number = |range: std::ops::Range<usize>| stated[range].parse::<i8>().ok();
        return Date::new(stated[..4].parse().ok()?, number(4..6)?, number(6..8)?).ok();
    }
    dates::parse(stated)
}

/// Fields of an article in a column or under a key: what stands as text may be a page.
pub(crate) fn fields(part: impl Fn(crate::columns::Part) -> Option<String>) -> Fields {
    use crate::columns::Part;
    let filled = |which: Part| part(which).filter(|words| !words.trim().is_empty());
    let title = filled(Part::Title);
    let (mut text, mut html) = (filled(Part::Text), filled(Part::Html));
    if text.as_deref().is_some_and(has_marks) {
        html = text.take();
    }
    Fields {
        // Of the words that came, and not of the page that is made of them here.
        id: filled(Part::Id).or_else(|| html.as_ref().map(|html| ArticleId::of_bytes(html.as_bytes()).0)),
        html: html.map(|html| page(title.as_deref(), &[], &html)),
        text,
        title,
        published: filled(Part::Date).as_deref().and_then(day),
        url: filled(Part::Url),
        publisher: filled(Part::Publisher),
        language: filled(Part::Language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_stated() {
        for (stated, expected) in [
            ("2015-09-03T00:01:01+02:00", "2015-09-03"),
            ("Thu, 03 Sep 2015 00:01:01 +0200", "2015-09-03"),
            ("20150903T000101+0200", "2015-09-03"),
            ("1441238461", "2015-09-03"),
            ("1441238461000", "2015-09-03"),
            ("20150903", "2015-09-03"),
        ] {
            assert_eq!(day(stated).map(|day| day.to_string()).as_deref(), Some(expected), "{stated}");
        }
        for stated in ["", "soon", "20151303", "99999999999999999999", "-"] {
            assert_eq!(day(stated), None, "{stated}");
        }
    }

    #[test]
    fn a_story_gets_the_marks_it_lacks() {
        assert_eq!(story("&lt;p&gt;One &amp; two.&lt;/p&gt;"), "<p>One & two.</p>");
        assert_eq!(story("One.\n\nTwo < three."), "<p>One.</p>\n<p>Two &lt; three.</p>\n");
        assert_eq!(story("<P>One.</P>"), "<P>One.</P>");
    }
}
