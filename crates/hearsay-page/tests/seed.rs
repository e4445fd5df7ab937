//! The scraped story the project began with; it is not ours and not in the repository, so it is read only where it lies.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

#[allow(dead_code, unreachable_pub)]
mod common;

use hearsay_core::BlockKind;
use hearsay_page::Hints;

#[test]
fn the_seed_story_has_its_parts() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/article.txt");
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("skipped: no seed");
        return;
    };
    let article = common::article(&bytes, &Hints::default());
    common::check_layout(&article);
    assert_eq!(article.text.as_str().as_bytes(), bytes, "the text is the file");
    let words = |span| article.text.at(span);
    assert!(words(article.headline().expect("a headline")).starts_with("US officials say ISI"));
    assert!(words(article.standfirst().expect("a standfirst")).starts_with("Officials say ties"));
    assert_eq!(article.agency.as_deref(), Some("Reuters"));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2011-01-06"));
    assert_eq!(article.dateline.map(words), Some("WASHINGTON"));
    let crossheads: Vec<&str> = article.spans_of(BlockKind::Crosshead).map(words).collect();
    assert_eq!(crossheads.len(), 2, "{crossheads:?}");
    assert!(crossheads.iter().all(|words| words.starts_with('‘')));
    let paragraphs: Vec<_> = article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).collect();
    assert_eq!(paragraphs.len(), 18);
    assert!(words(paragraphs[0].body).starts_with("Ties between spies"));
    let comments: Vec<_> = article
        .comments
        .iter()
        .map(|comment| {
            assert_eq!(comment.author_span.map(words), comment.author.as_deref());
            (
                comment.author.as_deref().unwrap_or(""),
                comment.age.as_deref().unwrap_or(""),
                comment.reply_to.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        comments,
        [("Peace On Earth", "10 years ago", "Maheen Kardar"), ("Maheen Kardar", "10 years ago", "Peace On Earth")]
    );
    let bodies = article
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Comment(_)))
        .map(|block| words(block.body));
    let openings: Vec<&str> = bodies.map(|body| &body[..9]).collect();
    assert_eq!(openings, ["Thank You", "As a Paki"]);
    assert_eq!(article.spans_of(BlockKind::Furniture).count(), 3);
}
