//! Words in small letters, which most words are already, and in one spelling.

use std::borrow::Cow;

/// `word` in small letters.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() })
    }
}

/// A lemma in lower case and one spelling: "Criticise" and "criticize" are one word, as are "defence" and "defense".
///
/// The result is a key, no English: "promise" becomes "promize".
pub(crate) fn spelled(lemma: &str) -> Cow<'_, str> {
    let mut key =
        if lemma.chars().any(char::is_uppercase) { Cow::Owned(lemma.to_lowercase()) } else { Cow::Borrowed(lemma) };
    // Some treebanks keep the plural of words that mostly stand in it: "troops", "talks", "sanctions".
    let plural = key.len() >= 5 && key.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| key.ends_with(ending));
    if plural {
        let length = key.len() - 1;
        let supplies = key.len() > 5 && key.ends_with("ies");
        key = match key {
            _ if supplies => Cow::Owned(format!("{}y", &key[..length - 2])),
            Cow::Borrowed(key) => Cow::Borrowed(&key[..length]),
            Cow::Owned(mut key) => {
                key.truncate(length);
                Cow::Owned(key)
            }
        };
    }
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ence", "ense"),
        ("our", "or"),
        ("centre", "center"),
        ("programme", "program"),
    ];
    for (british, american) in ENDINGS {
        if (key.len() > british.len() + 1 || key == *british)
            && let Some(stem) = key.strip_suffix(british)
        {
            key = Cow::Owned(format!("{stem}{american}"));
            break;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spellings_meet() {
        for (a, b) in
            [("criticise", "criticize"), ("Mobilisation", "mobilization"), ("defence", "defense"), ("labour", "labor")]
        {
            assert_eq!(spelled(a), spelled(b));
        }
        assert_eq!(spelled("four"), "four");
    }
}
