//! Whether a comment may stand: on topic by the words it shares with the article, not abusive by a list of words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Words and patterns, one a line: `word`, `begin*`, `two words`.
const ABUSE: &str = include_str!("../../assets/abuse.txt");

/// Of a hundred longer words so many must be in the article.
pub(crate) const ON_TOPIC: usize = 20;
/// A word of so many letters says something.
const LONG: usize = 5;
/// Fewer longer words than this tell no topic.
const FEWEST: usize = 3;
/// More links than this are advertising.
pub(crate) const LINKS: usize = 1;

/// Why a comment is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reason {
    /// `topic`, `abuse` or `links`.
    pub(crate) kind: String,
    /// In words, for the moderator.
    pub(crate) why: String,
    /// The words that the list has.
    pub(crate) words: Vec<String>,
}

/// The lists of words, for the page of rules.
pub(crate) fn list_length() -> usize {
    patterns().count()
}

fn patterns() -> impl Iterator<Item = &'static str> {
    ABUSE.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Why `comment` under `article` is held; nothing where it may stand.
pub(crate) fn reasons(comment: &str, article: &str) -> Vec<Reason> {
    let mut list = Vec::new();
    list.extend(off_topic(comment, article));
    list.extend(abuse(comment));
    let links = comment.matches("://").count() + comment.matches("www.").count();
    if links > LINKS {
        let why = format!("It has {links} links, where the rule allows {LINKS}.");
        list.push(Reason { kind: "links".to_owned(), why, words: Vec::new() });
    }
    list
}

/// The first five letters of the longer words, each once: "strikes" and "striking" are one.
fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() >= LONG).map(|word| word.chars().take(LONG).collect()).collect()
}

fn off_topic(comment: &str, article: &str) -> Option<Reason> {
    let (theirs, ours) = (stems(comment), stems(article));
    let shared = theirs.intersection(&ours).count();
    let why = if theirs.len() < FEWEST {
        format!("It has {} longer words: too few to tell what it is about.", theirs.len())
    } else if shared * 100 < theirs.len() * ON_TOPIC {
        format!(
            "{shared} of its {} longer words are in the story: {} in 100, where the rule asks for {ON_TOPIC}.",
            theirs.len(),
            shared * 100 / theirs.len()
        )
    } else {
        return None;
    };
    Some(Reason { kind: "topic".to_owned(), why, words: Vec::new() })
}

fn abuse(comment: &str) -> Option<Reason> {
    // Letters that stand for others do not hide a word.
    let folded: String = comment
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            other => other,
        })
        .collect();
    let words: Vec<&str> = folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '*')
        .filter(|word| !word.is_empty())
        .collect();
    let fits =
        |pattern: &str, word: &str| pattern.strip_suffix('*').map_or(word == pattern, |stem| word.starts_with(stem));
    let mut found: Vec<String> = Vec::new();
    for pattern in patterns() {
        let parts: Vec<&str> = pattern.split_whitespace().collect();
        for at in 0..words.len().saturating_sub(parts.len() - 1) {
            if parts.iter().zip(&words[at..]).all(|(part, word)| fits(part, word)) {
                let hit = words[at..at + parts.len()].join(" ");
                if !found.contains(&hit) {
                    found.push(hit);
                }
            }
        }
    }
    (!found.is_empty()).then(|| {
        let quoted: Vec<String> = found.iter().map(|word| format!("“{word}”")).collect();
        Reason { kind: "abuse".to_owned(), why: format!("Word list: {}.", quoted.join(", ")), words: found.clone() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str =
        "Arland's parliament condemned the drone strikes near the border and demanded talks with Breland.";

    fn kinds(comment: &str) -> Vec<String> {
        reasons(comment, STORY).into_iter().map(|reason| reason.kind).collect()
    }

    #[test]
    fn a_comment_on_the_story_stands() {
        assert!(
            kinds("The parliament is right: striking near our border was no way to begin talks, and Breland knows it.")
                .is_empty()
        );
    }

    #[test]
    fn one_on_other_things_is_held_and_so_is_one_of_a_word() {
        assert_eq!(kinds("Cheap watches and handbags, visit our wonderful online warehouse today"), ["topic"]);
        assert_eq!(kinds("First!"), ["topic"]);
    }

    #[test]
    fn insults_are_found_however_they_are_spelt() {
        assert!(
            kinds("The parliament of Arland are 1di0ts to condemn drone strikes at the border")
                .contains(&"abuse".to_owned())
        );
        assert!(
            kinds("Go to hell, parliament of Arland, with your border and your talks").contains(&"abuse".to_owned())
        );
        assert!(
            !kinds("The parliament of Arland will kill the talks about the border with Breland")
                .contains(&"abuse".to_owned())
        );
    }

    #[test]
    fn links_are_held() {
        assert!(
            kinds("Parliament Arland border Breland https://a.example https://b.example").contains(&"links".to_owned())
        );
    }

    #[test]
    fn the_list_is_in_lower_case_and_each_line_is_a_pattern() {
        assert!(list_length() > 20);
        assert!(patterns().all(|line| line == line.to_lowercase() && !line.starts_with('*')));
    }
}
