//! Pages whose stories are cut, framed and followed as sites do it: what is the story's stays, and what is the page's does not
//! come in. Countries and people are invented.
#![allow(missing_docs)]

#[allow(dead_code, unreachable_pub)]
mod common;

use hearsay_core::{Article, BlockKind};
use hearsay_page::Hints;

const FIRST: &str = "Arland on Monday expelled three diplomats of Breland, its foreign ministry said in a statement.";
const SECOND: &str = "The ministry of Breland said that it would answer in kind before the end of the week.";
const LAST: &str = "The two states have had no ambassadors in each other's capitals since the spring, officials said.";

fn page(head: &str, body: &str) -> Article {
    let page = format!(
        "<!doctype html><html><head><title>Arland expels envoys</title>{head}</head><body>{body}</body></html>"
    );
    let article = common::article(page.as_bytes(), &Hints::default());
    common::check_layout(&article);
    article
}

fn paragraphs(article: &Article) -> Vec<&str> {
    let kept = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    kept.map(|block| article.text.at(block.span)).collect()
}

fn headline(article: &Article) -> &str {
    article.headline().map_or("", |span| article.text.at(span))
}

#[test]
fn a_story_in_many_boxes_between_advertisements_is_whole() {
    let boxed = |words: &str| {
        format!("<div class=\"row\"><div class=\"cell\"><p>{words}</p></div></div><div id=\"slot\"></div>")
    };
    let parts: Vec<String> =
        (1..=8).map(|day| format!("{SECOND} That was said on day {day} of the quarrel, too.")).collect();
    let boxes: String = parts.iter().map(|part| boxed(part)).collect();
    let article = page("", &format!("<h1>Arland expels envoys</h1><div>{boxes}</div>"));
    assert_eq!(paragraphs(&article), parts);
}

#[test]
fn posts_printed_in_a_story_do_not_end_it() {
    let post = |name: &str| {
        format!(
            "<blockquote><p>I was there and saw the envoys leave, all three of them.</p>— {name} (@{}) <a href=\"/s\">January 6, 2011</a></blockquote>",
            &name[..3]
        )
    };
    let body = format!(
        "<article><h1>Arland expels envoys</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>{}{}<p>{LAST}</p></article>",
        post("Oda Lund"),
        post("Nils Holm")
    );
    assert_eq!(paragraphs(&page("", &body)).last(), Some(&LAST));
}

#[test]
fn what_opens_over_a_name_is_not_read() {
    let over = "<span class=\"rollover-block\">Anna Dorn More of her: the budget, the bridge, the boat</span>";
    let body = format!(
        "<article><p>{FIRST}</p><p>The minister, <a href=\"/d\">Anna Dorn</a>{over}, left the hall.</p><p>{LAST}</p></article>"
    );
    assert_eq!(paragraphs(&page("", &body))[1], "The minister, Anna Dorn, left the hall.");
}

#[test]
fn words_right_in_the_story_and_long_linked_items_are_kept() {
    let item =
        "<a href=\"/a\">The envoys took the morning train to the border of Breland</a>. They had two hours to pack.";
    let body = format!(
        "<div class=\"article-body\">Arland on Monday expelled three diplomats of Breland and closed its embassy there for good<br><p>{SECOND}</p><p>{LAST}</p><ul><li>{item}</li></ul></div>"
    );
    let article = page("", &body);
    assert_eq!(paragraphs(&article).len(), 4, "{}", common::show(&article));
}

#[test]
fn consent_disclosures_and_the_writer_are_left_out() {
    let head = "<meta name=\"author\" content=\"Jane Dorn\">";
    let others = [
        "By signing up, you agree to receive letters of the Arland Herald and to its terms of use.",
        "We may earn a commission on some of the things that you choose to buy.",
        "Already have an account? Log in",
        "Unlock this article and all others for a crown a week.",
        "Jane Dorn is the diplomatic correspondent of the Arland Herald.",
    ];
    for other in others {
        let body = format!(
            "<article><h1>Arland expels envoys</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p><p>{other}</p></article>"
        );
        assert_eq!(paragraphs(&page(head, &body)).len(), 3, "{other}");
    }
    // What a story tells of others stays.
    for own in ["Anna Dorn is the minister of Breland.", "By signing the treaty Breland agreed to leave the island."] {
        let body = format!(
            "<article><h1>Arland expels envoys</h1><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p><p>{own}</p></article>"
        );
        assert_eq!(paragraphs(&page(head, &body)).len(), 4, "{own}");
    }
}

#[test]
fn the_headline_is_what_readers_see() {
    let told = "<meta property=\"og:title\" content=\"Envoys might have to pack\">\
                <script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"Wait, are the envoys leaving?\"}</script>";
    let body = format!("<article><h1>Wait, are the envoys leaving?</h1><p>{FIRST}</p><p>{LAST}</p></article>");
    assert_eq!(headline(&page(told, &body)), "Wait, are the envoys leaving?");
    // The site is Songbook; what stands last in the title is the page's own.
    let song = "<meta property=\"og:site_name\" content=\"Songbook\"><meta property=\"og:title\" content=\"Anna and the Envoys – Purple Snow\">";
    let body = format!("<article><h1>Purple Snow</h1><p>{FIRST}</p><p>{LAST}</p></article>");
    assert_eq!(headline(&page(song, &body)), "Purple Snow");
    let site = "<meta property=\"og:site_name\" content=\"The Herald\"><meta property=\"og:title\" content=\"Arland expels all its envoys – The Herald\">";
    let body = format!(
        "<h1>The Herald</h1><article><h2>Arland expels all its envoys</h2><p>{FIRST}</p><p>{LAST}</p></article>"
    );
    assert_eq!(headline(&page(site, &body)), "Arland expels all its envoys");
}
