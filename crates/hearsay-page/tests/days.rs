//! Where the day of a page stands when its head states none, and which of several days is taken.

#[allow(dead_code, unreachable_pub)]
mod common;

use common::article;
use hearsay_page::Hints;

const STORY: &str = "<p>The port of Corl was closed on Thursday after ships of Breland were seen off the coast of Arland.</p>\
    <p>Two tugs brought the last ferry in, and the harbour master said that nobody was hurt in the crossing.</p>\
    <p>The ministry would not say when the port is to be opened again, and asked travellers to stay at home.</p>";

/// The day of the page and the names of its notes.
fn day(head: &str, before: &str, after: &str) -> String {
    let page = format!(
        "<html lang=\"en-GB\"><head><title>Port of Corl closed</title>{head}</head><body>{before}{STORY}{after}</body></html>"
    );
    let article = article(page.as_bytes(), &Hints::default());
    let day = article.published.map_or_else(|| "none".to_owned(), |day| day.to_string());
    article.notes.iter().fold(day, |told, note| format!("{told} {}", note.name))
}

#[test]
fn elements_tell_the_day_to_machines() {
    for line in [
        "<h1>Port of Corl closed</h1><div><span>Harbours</span> <time datetime=\"2016-05-04T09:30:00Z\">yesterday</time></div>",
        "<div class=top><time datetime=2016-05-04>4 May</time></div><h1>Port of Corl closed</h1>",
        "<h1>Port of Corl closed</h1><div data-published=\"2016-05-04\">Three hours ago</div>",
        "<h1>Port of Corl closed</h1><span data-timestamp=\"1462354200\">A while ago</span>",
        "<h1>Port of Corl closed</h1><div itemprop=datePublished content=2016-05-04>On the quay</div>",
    ] {
        assert_eq!(day("", line, ""), "2016-05-04", "{line}");
    }
    for name in ["pubdate", "dc.date.issued", "parsely-pub-date", "citation_publication_date", "article:published_time"]
    {
        let head = format!("<meta name=\"{name}\" content=\"2016-05-04T09:30:00+01:00\">");
        assert_eq!(day(&head, "<h1>Port of Corl closed</h1>", ""), "2016-05-04", "{name}");
    }
}

#[test]
fn the_day_above_the_headline_is_the_papers_own() {
    let stated = "<meta name=\"dc.date\" content=\"2016-03-03\">";
    for line in [
        "<div><div><span>Harbours</span><span>4 May 2016</span></div><div><h1>Port of Corl closed</h1></div></div>",
        "<header><p>04.05.2016</p><h1>Port of Corl closed</h1></header>",
        "<article><div><small>May 4, 2016</small></div><h1>Port of Corl closed</h1></article>",
    ] {
        assert_eq!(day(stated, line, ""), "2016-05-04", "{line}");
    }
}

#[test]
fn a_masthead_tells_the_day_of_whoever_looks() {
    let stated = "<meta name=\"dc.date\" content=\"2016-05-04\">";
    for line in [
        "<div><p>Sunday 7 August 2016</p></div><div><div><h1>Port of Corl closed</h1></div></div>",
        "<header><p>Sunday, 7 August 2016</p><h1>Port of Corl closed</h1></header>",
        "<nav><p>7 August 2016</p></nav><h1>Port of Corl closed</h1>",
        "<div><p><a href=/days>7 August 2016</a></p><h1>Port of Corl closed</h1></div>",
        "<div><p>The fair of 7 August 2016 was the last</p><h1>Port of Corl closed</h1></div>",
    ] {
        assert_eq!(day(stated, line, ""), "2016-05-04", "{line}");
    }
}

#[test]
fn the_address_goes_before_a_change_and_both_are_noted() {
    let address = "<link rel=canonical href=\"https://herald.example/2016/05/04/port\">";
    let changed = "<meta name=lastmod content=2016-09-14>";
    let head = "<h1>Port of Corl closed</h1>";
    assert_eq!(day(address, head, ""), "2016-05-04 date-from-address");
    assert_eq!(day(&format!("{address}{changed}"), head, ""), "2016-05-04 date-from-address");
    assert_eq!(day(changed, head, ""), "2016-09-14 date-of-change");
    let footer = "<footer><ul><li>This page was last edited on 14 September 2016, at 19:23.</li></ul></footer>";
    assert_eq!(day("", head, footer), "2016-09-14 date-of-change");
}

#[test]
fn no_day_is_better_than_a_wrong_one() {
    let head = "<h1>Port of Corl closed</h1>";
    for after in [
        "<footer><p>© 2016 The Herald</p></footer>",
        "<aside><p>Most read</p><p>Mayor of Corl resigns, 3 May 2016</p></aside>",
        "<p>The lease of the quay ends on 31 December 2019, and no new one was signed, a clerk of the harbour said.</p>",
        "<img src=\"/uploads/2016/05/04/port.jpg\">",
    ] {
        assert_eq!(day("", head, after), "none", "{after}");
    }
}

#[test]
fn the_hour_is_kept_with_its_zone() {
    let moment = |head: &str, line: &str| {
        let page = format!("<html><head>{head}</head><body><h1>Port of Corl closed</h1>{line}{STORY}</body></html>");
        article(page.as_bytes(), &Hints::default()).published_at
    };
    let meta = |words: &str| format!("<meta property=\"article:published_time\" content=\"{words}\">");
    assert_eq!(moment(&meta("2016-05-04T09:30:00+0100"), "").as_deref(), Some("2016-05-04T09:30:00+01:00"));
    assert_eq!(moment(&meta("2016-05-04"), ""), None);
    let line = "<p class=byline>By Mina Tolvan <time datetime=\"2016-05-04T09:30:00Z\">4 May 2016</time></p>";
    assert_eq!(moment("", line).as_deref(), Some("2016-05-04T09:30:00Z"));
    let linked = "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-05-04T23:40:00-05:00\"}</script>";
    assert_eq!(moment(linked, "").as_deref(), Some("2016-05-04T23:40:00-05:00"));
    // The page shows another day: the stated moment is not that of publication.
    let shown = "<p class=byline>By Mina Tolvan, 11 April 2016</p>";
    assert_eq!(moment(&meta("2016-05-04T09:30:00Z"), shown), None);
}
