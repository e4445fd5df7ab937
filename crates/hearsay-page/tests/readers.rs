//! Whose words are whose: a reader's are never the paper's, however the page sets them; and a story stays whole.
#![allow(missing_docs)]

#[allow(dead_code, unreachable_pub)]
mod common;

use hearsay_core::{Article, BlockKind};
use hearsay_page::Hints;

/// Words of a reader; a second one's.
const READER: &str = "Arland bombed the market in Breland last night and nobody dares to say it.";
const SECOND: &str = "Breland invaded Arland first, as all of us here know very well.";

const STORY: [&str; 4] = [
    "Arland expels three envoys",
    "Arland on Monday expelled three diplomats of Breland, its foreign ministry said in a statement.",
    "The ministry of Breland said that it would answer in kind before the end of the week.",
    "The two states have had no ambassadors in each other's capitals since the spring, officials said.",
];

fn plain(below: &str) -> Article {
    let text = format!("{}\n\nBy Jane Dorn, 6 January 2011\n\n{}\n\n{below}\n", STORY[0], STORY[1..].join("\n\n"));
    article(&text)
}

fn html(below: &str) -> Article {
    let story: Vec<String> = STORY[1..].iter().map(|words| format!("<p>{words}</p>")).collect();
    article(&format!(
        "<!doctype html><html><head><title>{}</title></head><body><article><h1>{0}</h1><p>By Jane Dorn, 6 January 2011</p>\
         {}{below}</article></body></html>",
        STORY[0],
        story.join("\n")
    ))
}

fn article(page: &str) -> Article {
    let article = common::article(page.as_bytes(), &Hints::default());
    common::check_layout(&article);
    article
}

/// The kind of the block that these words stand in; `None` where the page has lost them.
fn kind(article: &Article, words: &str) -> Option<BlockKind> {
    let at = article.text.as_str().find(words)?;
    article.block_at(at).map(|block| block.kind)
}

/// The paper's paragraphs are the story's, and no reader's words are among them.
fn check(article: &Article, layout: &str, readers: &[&str]) -> Result<(), String> {
    for words in &STORY[1..] {
        if kind(article, words) != Some(BlockKind::Paragraph) {
            return Err(format!("{layout}\n-- the story lost: {words}\n{}", common::show(article)));
        }
    }
    for words in readers {
        if kind(article, words).is_some_and(|kind| kind.is_read() && !matches!(kind, BlockKind::Comment(_))) {
            return Err(format!("{layout}\n-- the paper's: {words}\n{}", common::show(article)));
        }
    }
    Ok(())
}

fn all(checked: Vec<Result<(), String>>) {
    let failed: Vec<String> = checked.into_iter().filter_map(Result::err).collect();
    assert!(failed.is_empty(), "{} fail\n\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn readers_of_plain_text_are_not_the_paper() {
    let layouts = [
        "Comments (2)\n\nOda Lund | 3 hours ago\nREADER\n\nNils Holm | 2 hours ago\nSECOND",
        "Oda Lund, 6 January 2011\nREADER",
        "Oda Lund - January 7, 2011\n\nREADER",
        "oda77\n7 January 2011\nREADER",
        "#1 oda77\nREADER",
        "#1 Oda Lund\nREADER\n\n#2 Nils Holm\nSECOND",
        "1. oda77\nREADER\n\n2. nils_h\nSECOND",
        "@oda77\nREADER",
        "@oda77 READER",
        "@oda77: READER\n\n@nils SECOND",
        "Guest / 06.01.2011 10:22\nREADER",
        "Oda Lund / 7 January 2011\nREADER",
        "oda77 12 points 3 hours ago\nREADER",
        "oda77\n12 points 3 hours ago\nREADER",
        "12 points by oda77 3 hours ago\nREADER",
        "READER\n— Oda Lund, Arlen\n\nSECOND\n— Nils Holm, Brelen",
        "READER\nPosted by oda77 at 10:22 on 7 January 2011",
        "READER\nOda Lund | 7 January 2011 10:22",
        "READER\noda77, 3 hours ago",
        "oda77 wrote:\nREADER",
        "Oda Lund says:\nREADER",
        "From: Oda Lund\nREADER",
        "Name: Oda Lund\nDate: 7 January 2011\nREADER",
        "[oda77] READER\n[nils] SECOND",
        "oda77 > READER\n\nnils > SECOND",
        "Reader comment: READER",
        "Comment by Oda Lund\nREADER",
        "Oda Lund commented:\nREADER",
        "User oda77\nREADER",
        "Anonymous (7.1.2011)\nREADER",
        "Anonymous\nREADER",
        "2011-01-07 10:22 oda77\nREADER",
        "10:22, 7 January 2011 - Oda Lund\nREADER",
        "+12 -3 oda77\nREADER",
        "Letters to the editor\n\nREADER\nOda Lund, Arlen",
        "Readers respond\n\nREADER",
        "From our forum\n\nREADER",
        "Top comment\n\nREADER",
        "Reactions\n\nREADER",
        "3 Replies\n\nREADER",
        "Join the discussion\n\nREADER",
    ];
    all(layouts
        .iter()
        .map(|layout| {
            let below = layout.replace("READER", READER).replace("SECOND", SECOND);
            check(&plain(&below), layout, &[READER, SECOND])
        })
        .collect());
}

#[test]
fn readers_of_pages_are_not_the_paper() {
    let layouts = [
        "<h2>Comments</h2><div><b>Oda Lund</b><p>READER</p></div>",
        "<h2>Comments</h2><p>READER</p>",
        "<h3>2 Comments</h3><ul><li><p>READER</p></li><li><p>SECOND</p></li></ul>",
        "<div class=\"comments\"><p class=\"comment\">Oda Lund | 3 hours ago | READER</p></div>",
        "<p itemprop=\"comment\">Oda Lund | 3 hours ago | READER</p></p>",
        "<div data-testid=\"comment-body\"><p>READER</p></div>",
        "<div data-testid=\"comment-body\"><span>oda77</span><p>READER</p></div>",
        "<section data-component=\"comments\"><p>READER</p></section>",
        "<div class=\"replies\"><p>READER</p></div>",
        "<div class=\"reply-list\"><p>READER</p></div>",
        "<div class=\"responses\"><p>READER</p></div>",
        "<div id=\"responses\"><h4>Oda Lund</h4><p>READER</p></div>",
        "<shreddit-comment author=\"oda77\"><p>READER</p></shreddit-comment>",
        "<shreddit-comment-tree><shreddit-comment><div><p>READER</p></div></shreddit-comment></shreddit-comment-tree>",
        "<coral-comments><div><p>READER</p></div></coral-comments>",
        "<div class=\"user-comment\"><p>READER</p></div>",
        "<div class=\"UserReview\"><p>READER</p></div>",
        "<div class=\"discussion-thread\"><div class=\"post\"><p>READER</p></div></div>",
        "<div id=\"disqus_thread\"><p>READER</p></div>",
        "<div class=\"fb-comments\"><p>READER</p></div>",
        "<div role=\"comment\"><p>READER</p></div>",
        "<article class=\"comment-item\"><header>Oda Lund</header><p>READER</p></article>",
        "<article itemscope itemtype=\"https://schema.org/Comment\"><p>READER</p></article>",
        "<div itemtype=\"http://schema.org/UserComments\" itemscope><p>READER</p></div>",
        "<div property=\"comment\"><p>READER</p></div>",
        "<div aria-label=\"Comments\"><p>READER</p></div>",
        "<section aria-label=\"Reader comments\"><div><p>READER</p></div></section>",
        "<ol class=\"commentlist\"><li><cite>Oda Lund</cite> says: <p>READER</p></li></ol>",
        "<p>Oda Lund | 3 hours ago</p><p>READER</p>",
        "<p><b>Oda Lund</b>, 7 January 2011</p><p>READER</p>",
        "<p>#1 oda77</p><p>READER</p>",
        "<p>@oda77</p><p>READER</p>",
        "<p>@oda77 READER</p>",
        "<p>Guest / 06.01.2011 10:22</p><p>READER</p>",
        "<p>oda77 12 points 3 hours ago</p><p>READER</p>",
        "<p>READER</p><p>Posted by oda77 at 10:22 on 7 January 2011</p>",
        "<h2>Readers respond</h2><p>READER</p>",
        "<h2>Join the discussion</h2><div><p>READER</p></div>",
        "<hr><h4>Reactions</h4><div><p>READER</p></div>",
        "<div class=\"forum\"><p>READER</p></div>",
        "<div class=\"guestbook-entry\"><p>READER</p></div>",
        "<div class=\"ugc\"><p>READER</p></div>",
        "<details><summary>3 comments</summary><p>READER</p></details>",
    ];
    all(layouts
        .iter()
        .map(|layout| {
            let below = layout.replace("READER", READER).replace("SECOND", SECOND);
            check(&html(&below), layout, &[READER, SECOND])
        })
        .collect());
}

/// What looks like readers' words and is the paper's.
#[test]
fn stories_stay_whole() {
    const LAST: &str = "The last envoys left the capital in the evening, the ministry of Breland told reporters there.";
    let same = |article: &Article, layout: &str| match kind(article, LAST) {
        Some(BlockKind::Paragraph) => check(article, layout, &[]),
        other => Err(format!("{layout}\n-- {other:?}\n{}", common::show(article))),
    };
    let endings = [
        "LAST\n\nBy Jane Dorn in Arlen",
        "LAST\n\n— Reuters",
        "LAST\n\nJane Dorn reported from Arlen.",
        "Discussion of a boycott went on.\n\nLAST",
        "Serious breach\n\nLAST",
        "3 January: The envoys are told to go.\n\n6 January: They go.\n\nLAST",
        "“We will answer,” Anna Dorn wrote.\n\nLAST",
        "Anna Dorn, 52, is minister of Breland.\n\nLAST",
        "Ms Dorn said: “We will answer.”\n\nLAST",
        "1. Arland closes its border.\n\n2. Breland calls its envoys home.\n\nLAST",
        "The minister wrote on Twitter: @breland knows what it did.\n\nLAST",
        "Camp Lund - March 4, 2009\n\nThe first envoys were held here for two weeks, and then let go.\n\nLAST",
        "What the people want\n\nLAST",
        "LAST\n\n(Reporting by Jane Dorn; editing by Karl Ems)",
        "LAST\n\nPublished 6 January 2011",
    ];
    let below = |layout: &str| layout.replace("LAST", LAST);
    all(endings.iter().map(|layout| same(&plain(&below(layout)), layout)).collect());
    let pages = [
        "<p class=\"response\">LAST</p>",
        "<div class=\"has-comments\"><p>LAST</p></div>",
        "<h2>Serious breach</h2><p>LAST</p>",
        "<h2>The response of Breland</h2><p>LAST</p>",
        "<p>LAST</p><p>By Jane Dorn in Arlen</p>",
        "<a href=\"#comments\">3 comments</a><p>LAST</p>",
        "<p><a href=\"#c\">Comments (3)</a></p><p>LAST</p>",
    ];
    all(pages.iter().map(|layout| same(&html(&below(layout)), layout)).collect());
}
