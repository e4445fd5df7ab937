//! Lists of patterns of whole lines, of which only those are compiled that a line's first two letters may begin.

use std::sync::OnceLock;

use crate::patterns::Bordered;

/// Kinds of characters: the letters; what else there is of ASCII, and nothing; what is beyond ASCII; of that the two that are "s" and
/// "k" without case, and may stand for anything here.
const KINDS: u8 = 29;
const OTHER: u8 = 26;
const BEYOND: u8 = 27;
const ANY: u8 = 28;

/// Patterns, one a line, matched without case from the first letter of a line to the last.
pub(crate) struct WholeLines {
    patterns: Vec<(Vec<Start>, &'static str)>,
    /// By the kinds of a line's first two characters: those that may match it, none where there is none.
    made: Box<[OnceLock<Option<Bordered>>]>,
    /// Those of which no beginning is known.
    open: OnceLock<Option<Bordered>>,
}

/// How a match may begin: the kinds of its first two characters, as far as they are known.
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
        Self {
            patterns,
            made: (0..usize::from(KINDS).pow(2)).map(|_| OnceLock::new()).collect(),
            open: OnceLock::new(),
        }
    }

    /// Whether a pattern of the list matches the whole line.
    pub(crate) fn is_match(&self, line: &str) -> bool {
        let mut letters = line.chars().map(kind);
        let kinds = [0; 2].map(|_| letters.next().unwrap_or(OTHER));
        let place = usize::from(kinds[0]) * usize::from(KINDS) + usize::from(kinds[1]);
        let made = self.made[place].get_or_init(|| self.of(|start| !start.kinds.is_empty() && start.may_begin(kinds)));
        let open = self.open.get_or_init(|| self.of(|start| start.kinds.is_empty()));
        [made, open].into_iter().flatten().any(|made| made.is_match(line))
    }

    /// The patterns that may begin in some way.
    fn of(&self, begins: impl Fn(&Start) -> bool) -> Option<Bordered> {
        let may = self.patterns.iter().filter(|(starts, _)| starts.iter().any(&begins));
        let patterns: Vec<&str> = may.map(|(_, pattern)| *pattern).collect();
        (!patterns.is_empty()).then(|| Bordered::new(&format!("^(?i:{})$", patterns.join("|"))))
    }
}

fn kind(letter: char) -> u8 {
    match letter.to_ascii_lowercase() {
        letter @ 'a'..='z' => letter as u8 - b'a',
        '\u{17f}' | '\u{212a}' => ANY,
        letter if letter.is_ascii() => OTHER,
        _ => BEYOND,
    }
}

impl Start {
    fn may_begin(&self, kinds: [u8; 2]) -> bool {
        self.kinds.iter().zip(kinds).all(|(&mine, kind)| mine == kind || kind == ANY)
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
            let inside: Vec<char> = letters.by_ref().take_while(|&inside| inside != ']').collect();
            let simple = inside.iter().all(|letter| !letter.is_alphabetic() && !matches!(letter, '^' | '\\'));
            // Digits and signs; where letters stand among them, anything.
            if !simple {
                return vec![Start::open()];
            }
            let mut kinds: Vec<u8> = inside.into_iter().map(kind).collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.into_iter().map(|kind| Start { kinds: vec![kind], open: false }).collect()
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
    Start { kinds: vec![kind(letter)], open: false }
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
