//! Where UD English cuts one written word into several: "did" + "n't", "company" + "'s", "can" + "not".

/// Whether the character is one of the apostrophes people type.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Places, in bytes and rising, at which `word` is cut; empty for most words.
pub(super) fn cuts(word: &str) -> Vec<usize> {
    if let Some(at) = bare_cut(word) {
        return vec![at];
    }
    let mut cuts = Vec::new();
    let mut end = word.len();
    while let Some(at) = suffix_cut(&word[..end]) {
        cuts.push(at);
        end = at;
        if cuts.len() == 3 {
            break; // nobody writes "shouldn't've'd's"
        }
    }
    cuts.reverse();
    cuts
}

/// The last clitic written with an apostrophe.
fn suffix_cut(word: &str) -> Option<usize> {
    let (at, apostrophe) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c))?;
    if at == 0 {
        return None;
    }
    let tail = &word[at + apostrophe.len_utf8()..];
    if tail.eq_ignore_ascii_case("t") {
        // "didn't" is "did" + "n't"; "can't" is "ca" + "n't"; but "Sha't" is a name.
        let n = at - 1;
        let is_n = matches!(word.as_bytes()[n], b'n' | b'N');
        return (is_n && n > 0).then_some(n);
    }
    let clitic = ["s", "m", "d", "ll", "ve", "re"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
    let before = &word[..at];
    // "the 1980's" is one word.
    let number = before.bytes().all(|b| b.is_ascii_digit());
    (clitic && !number).then_some(at)
}

/// Contractions without an apostrophe, and those whose apostrophe is not where they are cut.
fn bare_cut(word: &str) -> Option<usize> {
    if word.len() > 9 {
        return None;
    }
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return None;
    }
    Some(match lower.as_str() {
        "cannot" | "gonna" | "gotta" | "wanna" | "gimme" | "lemme" | "outta" => 3,
        "dont" | "cant" | "wont" | "aint" => 2,
        "didnt" | "isnt" | "arent" | "hasnt" | "wasnt" | "werent" | "havent" | "doesnt" | "couldnt" | "wouldnt"
        | "shouldnt" | "hadnt" => word.len() - 2,
        "thats" => 4,
        "youre" => 3,
        "theyre" => 4,
        "im" | "ive" if !word.starts_with("IM") => 1,
        "'tis" | "'twas" | "d'you" => 2,
        "’tis" | "’twas" => 4,
        "c'mon" => 3,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        for at in cuts(word) {
            out.push_str(&word[start..at]);
            out.push('+');
            start = at;
        }
        out.push_str(&word[start..]);
        out
    }

    #[test]
    fn clitics_are_cut_from_the_end() {
        for expected in [
            "did+n't",
            "ca+n't",
            "he+'d+'ve",
            "we+’ll",
            "Arland+'S",
            "can+not",
            "I+'m",
            "o'clock",
            "1980's",
            "Gu'ud",
            "é+’s",
            "don",
            "'s",
            "c'm+on",
            "i+m",
            "would+n't+'ve",
        ] {
            assert_eq!(parts(&expected.replace('+', "")), expected);
        }
    }
}
