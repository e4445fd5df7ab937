//! Words as people type them, as a question of SQLite's full-text language.

/// Sentences or statements with the words that are looked at, the last added first.
pub(crate) const MOST_SENTENCES: usize = 5_000;

/// Words, each to be met: `U.S.`, `Israel's` and `suicide-bomber` are words like any other; what stands in quotation marks
/// is a phrase, and a star at a word's end stands for any ending. `None` where there are no words.
pub fn plain_words(typed: &str) -> Option<String> {
    let typed = typed.replace(['“', '”'], "\"");
    let mut words: Vec<String> = Vec::new();
    // Every second part stands in quotation marks; an unclosed one is taken for none.
    let closed = typed.matches('"').count().is_multiple_of(2);
    for (place, part) in typed.split('"').enumerate() {
        if closed && place % 2 == 1 {
            words.extend(quoted(part));
        } else {
            words.extend(part.split_whitespace().filter_map(quoted));
        }
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// In quotation marks, in which nothing has a meaning of its own; `None` where nothing is left to look for.
fn quoted(words: &str) -> Option<String> {
    let words = words.trim();
    words.contains(char::is_alphanumeric).then(|| {
        let star = if words.ends_with('*') { "*" } else { "" };
        format!("\"{}\"{star}", words.trim_end_matches('*'))
    })
}

/// What comes after everything that begins so.
pub(crate) fn after(prefix: &str) -> String {
    format!("{prefix}\u{7f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_words() {
        let check =
            |typed: &str, asked: &str| assert_eq!(plain_words(typed).as_deref().unwrap_or(""), asked, "{typed}");
        check("drone strike", r#""drone" "strike""#);
        check("U.S.", r#""U.S.""#);
        check("Israel's", r#""Israel's""#);
        check("suicide-bomber", r#""suicide-bomber""#);
        check("\"drone strike\" village", r#""drone strike" "village""#);
        check("expel* envoys", r#""expel"* "envoys""#);
        check("(", "");
        check("talks AND NOT (summit", r#""talks" "AND" "NOT" "(summit""#);
        check("\"unclosed", r#""unclosed""#);
        check("NEAR(a b)", r#""NEAR(a" "b)""#);
        check("col:umn ^first", r#""col:umn" "^first""#);
        check("", "");
    }
}
