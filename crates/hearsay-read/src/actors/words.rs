//! Names as look-up keys: accents, dots, hyphens and apostrophes evened out.

/// The words of a name: `U.S.` is `US`, `al-Qaeda` is two words, `Erdoğan` is `Erdogan`, `Washington, D.C.` keeps
/// its comma. Letters keep their case.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let end = |word: &mut String, words: &mut Vec<String>| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    for letter in name.chars() {
        match letter {
            '.' | '\u{300}'..='\u{36f}' => {}
            ',' | '&' | '(' | ')' | '/' | ':' | ';' | '!' | '?' => {
                end(&mut word, &mut words);
                words.push(letter.to_string());
            }
            letter if letter.is_alphanumeric() => push_folded(letter, &mut word),
            _ => end(&mut word, &mut words),
        }
    }
    end(&mut word, &mut words);
    words
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
    if letter.is_ascii() {
        word.push(letter);
        return;
    }
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let plain = FOLDED.iter().find(|(accented, _)| accented.contains(small)).map(|(_, plain)| *plain);
    match plain {
        None => word.push(letter),
        Some(plain) if small == letter => word.push_str(plain),
        Some(plain) => word.extend(plain.chars().map(|letter| letter.to_ascii_uppercase())),
    }
}

/// The words as one key in small letters.
pub(crate) fn key(words: &[impl AsRef<str>]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.as_ref().chars().flat_map(char::to_lowercase));
    }
    key
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
        assert_eq!(key(&words("Recep Tayyip Erdoğan")), "recep tayyip erdogan");
        assert_eq!(key(&words("U.S.")), key(&words("US")));
        assert_eq!(key(&words("al-Qaeda")), key(&words("Al Qaeda")));
        assert_eq!(words("Washington, D.C."), ["Washington", ",", "DC"]);
        assert_eq!(key(&words("Shi’ite")), key(&words("Shi'ite")));
    }

    #[test]
    fn case_tells_names_from_words() {
        assert!(same_case("PAKISTAN", "Pakistan") && same_case("Nato", "NATO") && same_case("Al", "al"));
        assert!(!same_case("us", "US") && !same_case("Us", "US") && !same_case("turkey", "Turkey"));
    }
}
