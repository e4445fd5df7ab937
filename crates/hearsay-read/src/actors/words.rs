//! Names as look-up keys: accents, dots, hyphens and apostrophes evened out.

/// The words of a name: `U.S.` is `US`, `al-Qaeda` is two words, `Erdoğan` is `Erdogan`, `Washington, D.C.` keeps
/// its comma. Letters keep their case.
pub(crate) fn words(name: &str) -> Vec<String> {
    folded(name).split_ascii_whitespace().map(str::to_owned).collect()
}

/// The [`words`] of a name with blanks between them.
pub(crate) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 4);
    let blank = |folded: &mut String| {
        if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    };
    for letter in name.chars() {
        match letter {
            '.' | '\u{300}'..='\u{36f}' => {}
            ',' | '&' | '(' | ')' | '/' | ':' | ';' | '!' | '?' => {
                blank(&mut folded);
                folded.push(letter);
                folded.push(' ');
            }
            letter if letter.is_ascii_alphanumeric() => folded.push(letter),
            letter if letter.is_alphanumeric() => push_folded(letter, &mut folded),
            _ => blank(&mut folded),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Appends `letter` without its accent.
fn push_folded(letter: char, word: &mut String) {
    const FOLDED: &[(&str, &str)] = &[
        ("àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "a"),
        ("çćĉċč", "c"),
        ("ďđð", "d"),
        ("èéêëēĕėęěẹẻẽếềểễệ", "e"),
        ("ĝğġģǧ", "g"),
        ("ĥħ", "h"),
        ("ìíîïĩīĭįıǐịỉ", "i"),
        ("ĵ", "j"),
        ("ķ", "k"),
        ("ĺļľŀł", "l"),
        ("ñńņňŉ", "n"),
        ("òóôõöøōŏőǒơọỏốồổỗộớờởỡợ", "o"),
        ("ŕŗř", "r"),
        ("śŝşšș", "s"),
        ("ţťŧț", "t"),
        ("ùúûüũūŭůűųưụủứừửữựǔ", "u"),
        ("ŵ", "w"),
        ("ýÿŷỳỵỷỹ", "y"),
        ("źżž", "z"),
        ("æ", "ae"),
        ("œ", "oe"),
        ("ß", "ss"),
        ("þ", "th"),
        ("ə", "e"),
    ];
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let plain = FOLDED.iter().find(|(accented, _)| accented.contains(small)).map(|(_, plain)| *plain);
    match plain {
        None => word.push(letter),
        Some(plain) if small == letter => word.push_str(plain),
        Some(plain) => word.extend(plain.chars().map(|letter| letter.to_ascii_uppercase())),
    }
}

/// A [`folded`] name as its key, in small letters.
pub(crate) fn key_of(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    push_lower(folded, &mut key);
    key
}

/// Appends `text` in small letters.
pub(crate) fn push_lower(text: &str, key: &mut String) {
    if text.is_ascii() {
        let from = key.len();
        key.push_str(text);
        key[from..].make_ascii_lowercase();
    } else {
        key.extend(text.chars().flat_map(char::to_lowercase));
    }
}

/// Whether a word of the text can stand for a word of a name.
///
/// "Turkey" is not "turkey", and "US" is not "us". A headline in capitals writes PAKISTAN, some papers write "Nato",
/// and the small words of a name ("of", "al") may be written large.
pub(crate) fn same_case(text: &str, name: &str) -> bool {
    if text == name {
        return true;
    }
    let is_large = |word: &str| !word.chars().any(char::is_lowercase);
    let letters = text.chars().count();
    if is_large(text) && letters > 1 {
        return !is_large(name);
    }
    if is_large(name) {
        return letters > 3 && starts_large(text);
    }
    !starts_large(name) || starts_large(text)
}

fn starts_large(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| !letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_key() {
        assert_eq!(key_of(&folded("Recep Tayyip Erdoğan")), "recep tayyip erdogan");
        assert_eq!(key_of(&folded("U.S.")), key_of(&folded("US")));
        assert_eq!(key_of(&folded("al-Qaeda")), key_of(&folded("Al Qaeda")));
        assert_eq!(words("Washington, D.C."), ["Washington", ",", "DC"]);
        assert_eq!(key_of(&folded("Shi’ite")), key_of(&folded("Shi'ite")));
    }

    #[test]
    fn case_tells_names_from_words() {
        assert!(same_case("PAKISTAN", "Pakistan") && same_case("Nato", "NATO") && same_case("Al", "al"));
        assert!(!same_case("us", "US") && !same_case("Us", "US") && !same_case("turkey", "Turkey"));
    }
}
