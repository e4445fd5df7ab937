//! Entities to letters: `&amp;`, `&#8217;`, `&rsquo;`.

use std::borrow::Cow;

/// `text` with its entities decoded; what is none stays as it is.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((letter, length)) => {
                decoded.push(letter);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn entity(text: &str) -> Option<(char, usize)> {
    let inside = &text.as_bytes()[1..];
    let length = inside.iter().take(32).position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#'))?;
    let name = &text[1..1 + length];
    let closed = usize::from(inside.get(length) == Some(&b';'));
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return Some((letter(code.ok()?), 1 + length + closed));
    }
    let (_, letter) = NAMES.iter().find(|(entity, _)| *entity == name)?;
    // "AT&T" and "a&copy=1" are no entities; old pages leave the semicolon out after these only.
    (closed == 1 || matches!(name, "amp" | "quot" | "lt" | "gt" | "nbsp")).then_some((*letter, 1 + length + closed))
}

/// Numbers 128 to 159 are windows-1252 on every page that uses them.
fn letter(code: u32) -> char {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0 => '\u{fffd}',
        128..=159 => WINDOWS[code as usize - 128],
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("shy", '\u{ad}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hyphen", '‐'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("para", '¶'),
    ("sect", '§'),
    ("dagger", '†'),
    ("prime", '′'),
    ("Prime", '″'),
    ("cent", '¢'),
    ("pound", '£'),
    ("yen", '¥'),
    ("euro", '€'),
    ("curren", '¤'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("times", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("plusmn", '±'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("rarr", '→'),
    ("larr", '←'),
    ("num", '#'),
    ("colon", ':'),
    ("comma", ','),
    ("period", '.'),
    ("lpar", '('),
    ("rpar", ')'),
    ("vert", '|'),
    ("verbar", '|'),
    ("commat", '@'),
    ("excl", '!'),
    ("sol", '/'),
    ("percnt", '%'),
    ("dollar", '$'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("thorn", 'þ'),
    ("yuml", 'ÿ'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Zcaron", 'Ž'),
    ("zcaron", 'ž'),
    ("ccaron", 'č'),
    ("Ccaron", 'Č'),
    ("cacute", 'ć'),
    ("Cacute", 'Ć'),
    ("lstrok", 'ł'),
    ("Lstrok", 'Ł'),
    ("inodot", 'ı'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_letters_and_the_rest_stays() {
        assert_eq!(decode("Q&amp;A &#8220;caf&eacute;&#x201D; &#146;s AT&T &foo; &"), "Q&A “café” ’s AT&T &foo; &");
    }
}
