//! Articles that are not in English are not half-read: they are refused, and their language is named.

use hearsay::core::{Article, BlockKind};

/// Fewer letters of a story are too few to tell.
const LEAST: usize = 200;

/// Small words without which no English story is told.
const ENGLISH: [&str; 16] =
    ["the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "said", "with", "by", "at", "from"];

/// Fewer of them than one word in so many is another language.
const ONE_IN: usize = 12;

/// The name of the language of an article, where it is surely none that hearsay reads.
pub(crate) fn foreign(article: &Article) -> Option<&'static str> {
    let story: Vec<&str> = article.spans_of(BlockKind::Paragraph).map(|span| article.text.at(span)).collect();
    let story = story.join("\n");
    if story.chars().filter(|letter| letter.is_alphabetic()).count() < LEAST {
        return None;
    }
    let words = story.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(ENGLISH.contains(&word.to_lowercase().as_str()));
    }
    if english * ONE_IN >= all {
        return None;
    }
    let told = whatlang::detect(&story)?;
    (told.lang() != whatlang::Lang::Eng && told.is_reliable()).then(|| told.lang().eng_name())
}
