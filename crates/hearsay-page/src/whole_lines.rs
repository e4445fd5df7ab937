//! Lists of patterns of whole lines, of which only those are compiled that a line's first two letters may begin.

use std::sync::OnceLock;

use crate::patterns::Bordered;

/// Kinds of bytes: the letters; what else there is of ASCII, and nothing; what is beyond ASCII and may be any letter without case.
const KINDS: u8 = 28;
const OTHER: u8 = 26;
const BEYOND: u8 = 27;

/// Patterns, one a line, matched without case from the first letter of a line to the last.
pub(crate) struct WholeLines {
    patterns: Vec<(Vec<Start>, &'static str)>,
    /// By the kinds of a line's first two bytes: those that may match it, none where there is none.
    made: Box<[OnceLock<Option<Bordered>>]>,
}

/// How a match may begin: the kinds of its first two bytes, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq)]
struct Start {
    kinds: Vec<u8>,
    /// Anything may follow.
    open: bool,
}

impl WholeLines {
    pub(crate) fn new(list: &'static str) -> Self {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
        let patterns = lines.map(|line| (alternatives(&mut line.chars().peekable()), line)).collect();
        Self { patterns, made: (0..usize::from(KINDS).pow(2)).map(|_| OnceLock::new()).collect() }
    }

    /// Whether a pattern of the list matches the whole line.
    pub(crate) fn is_match(&self, line: &str) -> bool {
        let mut bytes = line.bytes().map(kind);
        let kinds = [0; 2].map(|_| bytes.next().unwrap_or(OTHER));
        let made = self.made[usize::from(kinds[0]) * usize::from(KINDS) + usize::from(kinds[1])].get_or_init(|| {
            let may = |(starts, _): &&(Vec<Start>, _)| starts.iter().any(|start| start.may_begin(kinds));
            let patterns: Vec<&str> = self.patterns.iter().filter(may).map(|(_, pattern)| *pattern).collect();
            (!patterns.is_empty()).then(|| Bordered::new(&format!("^(?i:{})$", patterns.join("|"))))
        });
        made.as_ref().is_some_and(|made| made.is_match(line))
    }
}

fn kind(byte: u8) -> u8 {
    match byte.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => letter - b'a',
        0x80.. => BEYOND,
        _ => OTHER,
    }
}

impl Start {
    fn may_begin(&self, kinds: [u8; 2]) -> bool {
        self.kinds.iter().zip(kinds).all(|(&mine, kind)| mine == kind || mine == BEYOND || kind == BEYOND)
    }

    fn is_known(&self) -> bool {
        self.open || self.kinds.len() >= 2
    }

    fn open() -> Self {
        Self { kinds: Vec::new(), open: true }
    }
}

type Letters<'p> = std::iter::Peekable<std::str::Chars<'p>>;

/// How the alternatives up to a closing bracket, or the end, begin.
fn alternatives(letters: &mut Letters<'_>) -> Vec<Start> {
    let mut all = Vec::new();
    let mut of_one = vec![Start::default()];
    while let Some(letter) = letters.next_if(|&letter| letter != ')') {
        if letter == '|' {
            all.append(&mut of_one);
            of_one.push(Start::default());
            continue;
        }
        let atom = quantified(atom(letter, letters), letters);
        of_one = of_one.into_iter().flat_map(|start| followed(start, &atom)).collect();
        of_one.dedup();
    }
    all.append(&mut of_one);
    all
}

fn atom(letter: char, letters: &mut Letters<'_>) -> Vec<Start> {
    match letter {
        '(' => {
            if letters.next_if_eq(&'?').is_some() {
                // "(?:": the only other kind of bracket in these lists.
                letters.next_if_eq(&':');
            }
            let inside = alternatives(letters);
            letters.next();
            inside
        }
        '[' => {
            while letters.next().is_some_and(|inside| inside != ']') {}
            vec![Start::open()]
        }
        '.' => vec![Start::open()],
        '\\' => match letters.next() {
            Some('b') => vec![Start::default()],
            Some(class) if class.is_ascii_alphabetic() => vec![Start::open()],
            Some(escaped) => vec![literal(escaped)],
            None => vec![Start::open()],
        },
        letter => vec![literal(letter)],
    }
}

fn literal(letter: char) -> Start {
    let mut bytes = [0; 4];
    Start { kinds: letter.encode_utf8(&mut bytes).bytes().map(kind).collect(), open: false }
}

/// What may be left out, or come again.
fn quantified(atom: Vec<Start>, letters: &mut Letters<'_>) -> Vec<Start> {
    let Some(mark) = letters.next_if(|letter| matches!(letter, '?' | '*' | '+' | '{')) else { return atom };
    let least = if mark == '{' {
        let counts: String = letters.by_ref().take_while(|&letter| letter != '}').collect();
        usize::from(!counts.starts_with('0'))
    } else {
        usize::from(mark == '+')
    };
    letters.next_if_eq(&'?');
    let again = |start: Start| Start { open: mark != '?', ..start };
    let mut all: Vec<Start> = atom.into_iter().map(again).collect();
    if least == 0 {
        all.push(Start::default());
    }
    all
}

/// A beginning with what follows it.
fn followed(start: Start, next: &[Start]) -> Vec<Start> {
    if start.is_known() {
        return vec![start];
    }
    let with =
        |next: &Start| Start { kinds: start.kinds.iter().chain(&next.kinds).copied().collect(), open: next.open };
    next.iter().map(with).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# Letters\n(read|see) ?more\ne-?mail( me)?\n[0-9]+ likes\n.*rights reserved\n(©|\\(c\\)).*\ngo (up|down)\\b.*|x\n(\\* ?){3,}";

    #[test]
    fn what_may_match_is_asked_and_nothing_else() {
        let lines = WholeLines::new(LIST);
        for line in [
            "Read more",
            "seemore",
            "Email me",
            "e-mail",
            "12 likes",
            "All rights reserved",
            "© Arland Press",
            "(C) 2011",
            "Go up now",
            "X",
            "* * *",
            "ſee more",
        ] {
            assert!(lines.is_match(line), "{line}");
        }
        for line in ["", "Read", "Reader", "mail", "likes", "go upwards", "go", "xx", "* *", "Arland left."] {
            assert!(!lines.is_match(line), "{line}");
        }
    }

    #[test]
    fn lists_match_what_their_patterns_match_at_once() {
        for list in [include_str!("words/furniture.txt"), include_str!("words/comment_regions.txt")] {
            let patterns: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
            let whole = Bordered::new(&format!("^(?i:{})$", patterns.join("|")));
            let lines = WholeLines::new(list);
            // Their own words are lines that they may match.
            let words = patterns.iter().flat_map(|line| line.split(['(', ')', '|', '?']));
            let texts = words.flat_map(|word| {
                [word.to_owned(), word.to_uppercase(), format!("{word} (3)"), format!("{word}: Oda Lund")]
            });
            let mut matched = 0;
            for text in texts {
                assert_eq!(lines.is_match(&text), whole.is_match(&text), "{text}");
                matched += usize::from(whole.is_match(&text));
            }
            assert!(matched > 10, "{matched}");
        }
    }
}
