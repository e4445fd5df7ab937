//! One way to look at an article: each block with its kind, then what is known of the whole.

use hearsay_core::{Article, BlockKind};
use hearsay_page::{Hints, articles};

/// The only article of `bytes`.
pub fn article(bytes: &[u8], hints: &Hints) -> Article {
    let mut found = articles(bytes, hints);
    assert_eq!(found.len(), 1);
    found.remove(0).expect("an article")
}

/// The article as lines a person can check.
pub fn show(article: &Article) -> String {
    let mut lines = Vec::new();
    for block in &article.blocks {
        let kind = match block.kind {
            BlockKind::Headline => "headline".to_owned(),
            BlockKind::Standfirst => "standfirst".to_owned(),
            BlockKind::Byline => "byline".to_owned(),
            BlockKind::Paragraph => "paragraph".to_owned(),
            BlockKind::Crosshead => "crosshead".to_owned(),
            BlockKind::Comment(id) => format!("comment {id}"),
            BlockKind::Furniture => "furniture".to_owned(),
        };
        let read = if block.kind.is_read() { block.body } else { block.span };
        let words = article.text.at(read).replace('\n', "⏎");
        let short =
            if words.chars().count() > 64 { words.chars().take(61).chain("...".chars()).collect() } else { words };
        lines.push(format!("{kind:<11} {short}"));
    }
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            lines.push(format!("= {name}: {value}"));
        }
    };
    fact("published", article.published.map(|day| day.to_string()));
    fact("authors", Some(article.authors.join(", ")));
    fact("agency", article.agency.clone());
    fact("publisher", article.publisher.clone());
    fact("dateline", article.dateline.map(|span| article.text.at(span).to_owned()));
    for (index, comment) in article.comments.iter().enumerate() {
        let name = comment.author.as_deref().unwrap_or("?");
        let when = comment.date.map(|day| day.to_string()).or(comment.age.clone()).unwrap_or_default();
        let to = comment.reply_to.as_ref().map_or(String::new(), |name| format!(" to {name}"));
        lines.push(format!("= c{}: {name}, {when}{to}", index + 1));
    }
    for note in &article.notes {
        lines.push(format!("= note: {}", note.name));
    }
    lines.join("\n") + "\n"
}

/// What holds for every article: blocks in order and apart, everything slices, nothing but blanks between the blocks.
pub fn check_layout(article: &Article) {
    let text = article.text.as_str();
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start() >= end && !block.span.is_empty(), "blocks in order and apart: {block:?}");
        assert!(block.span.contains(block.body), "a body inside its block: {block:?}");
        assert!(
            text.get(block.span.start()..block.span.end()).is_some()
                && text.get(block.body.start()..block.body.end()).is_some()
        );
        let between = &text[end..block.span.start()];
        assert!(!between.chars().any(char::is_alphanumeric), "nothing is left out: {between:?}");
        end = block.span.end();
    }
    assert!(!text[end..].chars().any(char::is_alphanumeric), "nothing is left out at the end");
    let spans = article.comments.iter().flat_map(|comment| [Some(comment.span), comment.author_span]).flatten();
    for span in spans.chain(article.dateline).chain(article.notes.iter().filter_map(|note| note.span)) {
        assert!(text.get(span.start()..span.end()).is_some(), "{span:?} slices");
    }
    let ids = article
        .blocks
        .iter()
        .filter_map(|block| if let BlockKind::Comment(id) = block.kind { Some(id.index()) } else { None });
    assert!(ids.eq(0..article.comments.len()), "comments are numbered in text order");
}
