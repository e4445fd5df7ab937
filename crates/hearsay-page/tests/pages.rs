//! Pages of HTML. Countries and people are invented.

#[allow(dead_code, unreachable_pub)]
mod common;

use expect_test::{Expect, expect};
use hearsay_page::{Hints, PageError, articles};

fn check(page: &str, expected: Expect) {
    let article = common::article(page.as_bytes(), &Hints::default());
    common::check_layout(&article);
    expected.assert_eq(&common::show(&article));
}

#[test]
fn a_news_page_gives_its_story_and_nothing_else() {
    check(
        r#"<!DOCTYPE html><html lang="en-GB"><head><title>Envoys leave Arland | The Arland Herald</title>
        <meta property="og:site_name" content="The Arland Herald"><meta property="article:published_time" content="2011-03-04T10:22:00Z">
        <script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Jane Dorn"}]}]}</script></head>
        <body class="has-sidebar comments-open"><nav><a href="/">Home</a> <a href="/world">World</a></nav>
        <div class="share-bar">Share this story with all your friends today.</div>
        <article><h1>Envoys leave Arland</h1><p class="standfirst">Three diplomats were told to go &amp; went on Thursday.</p>
        <div class="byline">By Jane Dorn | 4 March 2011</div>
        <figure><img src="x.jpg"><figcaption>The airport of Arland City, where the envoys boarded.</figcaption></figure>
        <p>ARLAND CITY &mdash; The envoys left on Thursday, the foreign ministry of Arland said in a statement.</p>
        <p>&#8220;We will be back,&#8221; one of them <b>said</b> at the airport, and waved to nobody in particular.
        <h2>A matter of honour</h2>
        <p>Breland said that it would answer in kind, and that the answer would not be long in coming.</p>
        <aside>Related: <a href="/1">Arland and its spies: the whole story, told from the beginning.</a></aside></article>
        <section id="comments"><h3>2 comments</h3><ol class="comment-list">
        <li class="comment" id="comment-1"><cite class="fn">Oda Lund</cite> <span class="says">says:</span> <a class="comment-date">March 4, 2011 at 5:03 pm</a>
        <p>Good riddance.</p><ul><li class="comment" id="comment-2"><cite class="fn">nils77</cite><time>3 days ago</time><p>Shame on you.</p></li></ul></li></ol></section>
        <footer>Copyright 2011</footer></body></html>"#,
        expect![[r#"
            headline    Envoys leave Arland
            standfirst  Three diplomats were told to go & went on Thursday.
            byline      By Jane Dorn | 4 March 2011
            paragraph   The envoys left on Thursday, the foreign ministry of Arland s...
            paragraph   “We will be back,” one of them said at the airport, and waved...
            crosshead   A matter of honour
            paragraph   Breland said that it would answer in kind, and that the answe...
            comment c1  Good riddance.
            comment c2  Shame on you.
            = published: 2011-03-04
            = authors: Jane Dorn
            = publisher: The Arland Herald
            = dateline: ARLAND CITY
            = c1: Oda Lund, 2011-03-04
            = c2: nils77, 3 days ago to Oda Lund
        "#]],
    );
}

#[test]
fn a_bare_page_is_read_from_its_paragraphs() {
    check(
        "<p>Arland expelled three Breland diplomats on Monday.</p>\n<p>Breland protested.</p>",
        expect![[r#"
        paragraph   Arland expelled three Breland diplomats on Monday.
        paragraph   Breland protested.
    "#]],
    );
    check(
        "<html><body><table><tr><td><font size=4>Envoys leave Arland</font><br><br>The envoys left on Thursday, the ministry said.<br><br>Nobody saw them off at the airport of Arland City.</td></tr></table>",
        expect![[r#"
            paragraph   The envoys left on Thursday, the ministry said.
            paragraph   Nobody saw them off at the airport of Arland City.
        "#]],
    );
}

#[test]
fn a_page_without_a_sentence_is_an_error() {
    let read = articles(b"<html><body><nav><a href=x>Home</a></nav></body></html>", &Hints::default());
    assert_eq!(read, [Err(PageError::NoArticle)]);
}

#[test]
fn text_that_mentions_tags_is_text() {
    let article = common::article(b"The <p> tag is older than most, and is closed by </p>.", &Hints::default());
    assert_eq!(article.text.as_str(), "The <p> tag is older than most, and is closed by </p>.");
}

#[test]
fn ten_thousand_comments_take_linear_time() {
    let comment = "<div class=comment id=comment-1><b class=author>Oda Lund</b><i class=date>3 days ago</i><p>Good riddance.</p></div>";
    let page = format!(
        "<html><p>The envoys left on Thursday, the ministry said.</p><div id=comments>{}</div>",
        comment.repeat(10_000)
    );
    assert_eq!(common::article(page.as_bytes(), &Hints::default()).comments.len(), 10_000);
}
