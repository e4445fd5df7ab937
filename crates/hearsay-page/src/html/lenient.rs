//! Linked data as pages have it: raw line breaks inside strings, commas before a bracket, a semicolon at the end, comment marks
//! and CDATA around it. What is strict JSON is taken as it is.

use serde_json::Value;

/// The value that `data` means.
pub(super) fn value(data: &str) -> Option<Value> {
    let bare = |text: &str| -> String {
        let text = text.trim().trim_start_matches('\u{feff}');
        let text = ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["]
            .iter()
            .fold(text, |text, mark| text.trim().strip_prefix(mark).unwrap_or(text));
        let text = ["-->", "//]]>", "/*]]>*/", "]]>", "//"]
            .iter()
            .fold(text, |text, mark| text.trim().strip_suffix(mark).unwrap_or(text));
        text.trim().trim_end_matches([';', ',']).trim().to_owned()
    };
    serde_json::from_str(data.trim()).ok().or_else(|| {
        let mended = mend(&bare(data));
        // Several objects may follow each other; the first that is whole counts.
        serde_json::Deserializer::from_str(&mended).into_iter().next()?.ok()
    })
}

/// Escapes what JSON has to escape inside strings, a mark of quotation that closes nothing too, and drops what may not stand outside them.
fn mend(data: &str) -> String {
    let letters: Vec<char> = data.chars().collect();
    let mut mended = String::with_capacity(data.len() + 16);
    let mut inside = false;
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let next = |from: usize| letters[from..].iter().take(2_000).find(|letter| !letter.is_whitespace()).copied();
        match letter {
            '\\' if inside => {
                let after = letters.get(at + 1).copied();
                if after.is_some_and(|after| "\"\\/bfnrtu".contains(after)) {
                    mended.push(letter);
                    mended.extend(after);
                    at += 1;
                } else {
                    mended.push_str("\\\\");
                }
            }
            '"' if !inside => {
                inside = true;
                mended.push(letter);
            }
            // A string ends where a colon, a comma or a bracket follows.
            '"' if closes(&letters, at) => {
                inside = false;
                mended.push(letter);
            }
            '"' => mended.push_str("\\\""),
            '\n' if inside => mended.push_str("\\n"),
            '\t' if inside => mended.push_str("\\t"),
            letter if inside && letter.is_control() => mended.push(' '),
            ',' if !inside && matches!(next(at + 1), Some('}' | ']' | ',') | None) => {}
            ';' if !inside => {}
            _ => mended.push(letter),
        }
        at += 1;
    }
    mended
}

/// Whether the quotation mark at `at` ends its string.
fn closes(letters: &[char], at: usize) -> bool {
    let mut rest = letters[at + 1..].iter().copied().skip_while(|letter| letter.is_whitespace()).take(2_000);
    match rest.next() {
        None | Some('}' | ']' | ':') => true,
        // A comma in a sentence is followed by a word, one between fields by a mark of its own.
        Some(',') => matches!(
            rest.find(|letter| !letter.is_whitespace()),
            None | Some('"' | '{' | '[' | '}' | ']' | '0'..='9' | '-' | 't' | 'f' | 'n' | ',')
        ),
        Some(_) => false,
    }
}
