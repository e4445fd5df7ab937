//! The word lists of this crate, and what a name looks like.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::dates::prefix;
use crate::whole_lines::WholeLines;

/// Whether the whole line belongs to the page and not to the story.
pub(crate) fn is_furniture(line: &str) -> bool {
    line.len() <= 320 && FURNITURE.is_match(line)
}

/// Whether the whole line opens the readers' part of a page ("Comments (12)").
pub(crate) fn opens_comments(line: &str) -> bool {
    line.len() <= 200 && COMMENT_REGIONS.is_match(line)
}

/// Whether the line heads other stories of the page: "More stories".
pub(crate) fn is_related(line: &str) -> bool {
    line.len() <= 40 && RELATED.is_match(line.trim())
}

/// The wire that `text` opens with, by its short name, and how many bytes it takes.
pub(crate) fn agency_at_start(text: &str) -> Option<(&'static str, usize)> {
    let text = prefix(text, 40);
    let first = text.chars().next()?;
    let printed = AGENCIES.get(&first)?;
    printed
        .iter()
        .find(|(name, _)| {
            text.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-'))
        })
        .map(|(name, short)| (*short, name.len()))
}

/// Whether every word could stand in a person's name: "A. Person", "Jane van der Dorn", "KARL EMS".
pub(crate) fn is_person(name: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "da", "di", "du", "del", "della", "dos", "van", "von", "der", "den", "ter", "al", "el", "bin", "bint",
        "ibn", "abu", "la", "le", "ul", "ur", "zu", "y",
    ];
    const NOT_NAMES: &[&str] = &[
        "the", "a", "an", "this", "that", "it", "he", "she", "they", "we", "you", "in", "on", "at", "of", "and", "for",
        "to", "is", "was", "are", "as", "but", "if", "when", "what", "why", "how", "no", "not", "there", "here", "all",
        "some", "world", "news", "politics", "sport", "business", "opinion", "analysis", "breaking", "update", "live",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &str| {
        let letters = word.trim_end_matches(['.', ',']);
        let lower = letters.to_lowercase();
        letters.starts_with(char::is_uppercase)
            && letters.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '\'' | '’' | '-' | '‑'))
            // "A. Person" is one, "A person" is none.
            && (word.ends_with('.') || !NOT_NAMES.contains(&lower.as_str()))
    };
    (1..=5).contains(&words.len())
        && name.len() <= 60
        && words.first().is_some_and(|word| is_name(word) || PARTICLES.contains(word))
        && words.last().is_some_and(|word| is_name(word))
        && words.iter().all(|word| is_name(word) || PARTICLES.contains(&word.to_lowercase().as_str()))
}

/// Whether a reader might sign with it: up to five words, no marks of a sentence.
pub(crate) fn is_signature(name: &str) -> bool {
    let name = name.trim();
    // "R. Fontaine (no relation)", "MJ CA(SA)", "Oda Lund (not verified)".
    let name = match name.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((bare, inside))
            if inside.len() <= 40
                && !inside.contains(['!', '?', ':'])
                && (inside.len() < 8 || !inside.contains('.'))
                && !inside.contains(|c: char| c.is_ascii_digit()) =>
        {
            bare.trim_end()
        }
        _ => name,
    };
    !name.is_empty()
        && name.chars().count() <= 40
        && name.split_whitespace().count() <= 5
        && name.chars().any(char::is_alphanumeric)
        && !name.contains(['|', '·', '•', ':', ';', '?', '"', '“', '”', '<', '>', '(', ')', '=', '\n'])
        && !name.ends_with([',', '-', '–', '—'])
        && name.rmatch_indices(". ").all(|(at, _)| {
            // "Dr. Felix Hark" and "K. O. Berg" are names, "I agree. So there" is none.
            name[..at].split_whitespace().last().is_some_and(|word| word.chars().count() <= 4)
        })
}

/// A line as all comments print it: without numbers.
pub(crate) fn without_digits(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if letter.is_ascii_digit() {
            if !plain.ends_with('0') {
                plain.push('0');
            }
        } else {
            plain.push(letter);
        }
    }
    plain
}

/// Whether `line` ends as a sentence ends.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Whether the words could be a heading: short, one line, not ended like a sentence, no quote with its speaker, no list item.
pub(crate) fn is_title_like(words: &str) -> bool {
    let words = words.trim();
    let count = words.split_whitespace().take(15).count();
    if words.len() > 120 || count > 12 || words.contains('\n') || words.ends_with(',') {
        return false;
    }
    let Some(first) = words.chars().next() else {
        return false;
    };
    // Longer ones, and "Why?", are asked by the writer in a paragraph of its own.
    let question = words.ends_with('?') && (2..=6).contains(&count);
    if (ends_sentence(words) && !question) || !words.chars().any(char::is_alphabetic) {
        return false;
    }
    // "'We will stay', she said" is a sentence, ‘We will stay’ a heading: a quote has to hold all or be inside.
    let quotes: &[char] = &['"', '“', '‘', '\'', '«'];
    if quotes.contains(&first) {
        return words.ends_with(['"', '”', '’', '\'', '»']);
    }
    // "Q: And then?", "Clinton: Keep it" are an interview and a table; "Oda Lund, 52" is a list.
    let labelled = words.split_whitespace().take(3).any(|word| word.ends_with(':')) && question
        || first == 'Q' && words.starts_with("Q:");
    let aged =
        words.rsplit_once(", ").is_some_and(|(_, age)| age.len() <= 3 && age.bytes().all(|byte| byte.is_ascii_digit()));
    if labelled || aged {
        return false;
    }
    let list_mark = matches!(first, '-' | '*' | '•' | '–' | '—' | '·' | '@' | '#' | '(' | '[')
        || words
            .split_whitespace()
            .next()
            .is_some_and(|word| word.ends_with(['.', ')']) && word.starts_with(|c: char| c.is_ascii_digit()));
    !list_mark && (first.is_uppercase() || first.is_numeric())
}

/// Whether all of it stands in marks of quotation.
pub(crate) fn is_quotation(words: &str) -> bool {
    words.starts_with(['"', '“', '‘', '«']) && words.ends_with(['"', '”', '’', '»'])
}

/// Whether it reads like a sentence or more.
pub(crate) fn is_prose(words: &str) -> bool {
    words.split_whitespace().nth(11).is_some() || ends_sentence(words) && !ends_in_initials(words)
}

/// "D.K.", "Hasso W.": a name of a word or two.
fn ends_in_initials(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let last = parts.next_back().unwrap_or("");
    let mut letters = last.split_terminator('.');
    last.len() <= 8
        && last.ends_with('.')
        && letters.all(|part| part.chars().count() == 1 && part.starts_with(char::is_uppercase))
        && parts.clone().count() <= 2
        && parts.all(|part| part.starts_with(char::is_uppercase))
}

static RELATED: LazyLock<regex::Regex> = LazyLock::new(|| {
    crate::patterns::pattern(
        r"(?i)^(?:(?:more|other|latest|top|related|recent|popular|recommended)(?: in)? (?:stories|news|articles|headlines|posts|coverage|reading|features)|most (?:read|viewed|popular|shared)|related|recommended(?: for you)?|you (?:may|might) also like|read (?:more|next|also)|also read|see also|in other news|trending|up next|more on this|more like this|more from .*|also by .*|also on .*)\s*:?$",
    )
});
static FURNITURE: LazyLock<WholeLines> = LazyLock::new(|| WholeLines::new(include_str!("words/furniture.txt")));
static COMMENT_REGIONS: LazyLock<WholeLines> =
    LazyLock::new(|| WholeLines::new(include_str!("words/comment_regions.txt")));

/// Printed names with their short name, by first letter, the longest first.
static AGENCIES: LazyLock<BTreeMap<char, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut agencies = BTreeMap::<char, Vec<(&str, &str)>>::new();
    for line in include_str!("words/agencies.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((short, printed)) = line.split_once('\t') else {
            continue;
        };
        for name in printed.split('|') {
            if let Some(first) = name.chars().next() {
                agencies.entry(first).or_default().push((name, short));
            }
        }
    }
    for names in agencies.values_mut() {
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
    agencies
});
