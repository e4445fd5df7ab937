//! An input cut into pages, as it comes in: the whole of a text or of a page of HTML, a line of JSON Lines.
//!
//! Cutting is quick and holds one page at a time, however long the input is; what a page says is read afterwards, by
//! whoever wants to ([`Page::article`]), on any thread.

use std::io::{BufRead, Cursor, Read};

use hearsay_core::Article;

use crate::hints::{Hints, PageError};
use crate::input;
use crate::{decode, jsonl};

/// The articles of one input, in its order: one for plain text or HTML, one a line for JSON Lines.
pub fn articles(bytes: &[u8], hints: &Hints) -> Vec<Result<Article, PageError>> {
    articles_iter(bytes, hints).collect()
}

/// As [`articles`], one at a time, for archives that should not be held in memory twice.
pub fn articles_iter<'a>(bytes: &'a [u8], hints: &'a Hints) -> impl Iterator<Item = Result<Article, PageError>> + 'a {
    pages(bytes).map(|page| page.article(hints))
}

/// The longest page, before anything in it is looked at: HTML is mostly marks, and has six times the room of its text.
pub const LONGEST_PAGE: usize = 64 << 20;

/// So much of an input shows what kind it is.
const HEAD: usize = 64 << 10;

/// A line that is too long is passed over; one that does not end within so many bytes takes the rest along.
const PASSED_OVER: u64 = 1 << 30;

/// What becomes one article, not yet looked into.
#[derive(Clone, Debug)]
pub struct Page {
    bytes: Vec<u8>,
    /// Its line, counted from 1, where it is one of JSON Lines.
    line: Option<usize>,
    fault: Option<PageError>,
}

impl Page {
    /// Its line, counted from 1, where it is one of JSON Lines.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes, line: None, fault: None }
    }

    fn of_line(bytes: Vec<u8>, line: usize) -> Self {
        Self { bytes, line: Some(line), fault: None }
    }

    fn fault(fault: PageError) -> Self {
        Self { bytes: Vec::new(), line: None, fault: Some(fault) }
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The article on it.
    ///
    /// # Errors
    /// When there is none, it is too long, or the input could not be read here.
    pub fn article(&self, hints: &Hints) -> Result<Article, PageError> {
        match (&self.fault, self.line) {
            (Some(fault), _) => Err(fault.clone()),
            (None, Some(line)) => jsonl::one(&self.bytes, line, hints),
            (None, None) => input::one(&self.bytes, hints),
        }
    }
}

/// The pages of one input, in its order. Where reading it fails, what came before is given first, then why.
pub struct Pages<'r> {
    input: Box<dyn BufRead + 'r>,
    state: State,
    /// What follows the pages that are left.
    last: Option<PageError>,
}

impl std::fmt::Debug for Pages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("last", &self.last).finish_non_exhaustive()
    }
}

enum State {
    Start,
    Lines { before: usize },
    Done,
}

/// Cuts an input into pages.
pub fn pages<'r>(input: impl BufRead + 'r) -> Pages<'r> {
    Pages { input: Box::new(input), state: State::Start, last: None }
}

impl Iterator for Pages<'_> {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        let page = match self.state {
            State::Start => self.start(),
            State::Lines { .. } => self.line(),
            State::Done => None,
        };
        page.or_else(|| self.last.take().map(Page::fault))
    }
}

impl Pages<'_> {
    /// Reads on until `bytes` are `most`, or the input ends or fails.
    fn fill(&mut self, bytes: &mut Vec<u8>, most: usize) {
        if self.last.is_some() || bytes.len() >= most {
            return;
        }
        let room = (most - bytes.len()) as u64;
        if let Err(error) = (&mut self.input).take(room).read_to_end(bytes) {
            self.failed(&error);
        }
    }

    fn failed(&mut self, error: &std::io::Error) {
        self.last = Some(PageError::Unreadable { why: error.to_string() });
    }

    /// What is read so far goes before what is still to come, as lines.
    fn as_lines(&mut self, bytes: Vec<u8>) -> Option<Page> {
        let rest = std::mem::replace(&mut self.input, Box::new(std::io::empty()));
        let start = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let mut bytes = Cursor::new(bytes);
        bytes.set_position(start);
        // After a failure there is no more to come: its reason follows the lines.
        self.input = if self.last.is_some() { Box::new(bytes) } else { Box::new(bytes.chain(rest)) };
        self.state = State::Lines { before: 0 };
        self.line()
    }

    fn start(&mut self) -> Option<Page> {
        self.state = State::Done;
        let mut bytes = Vec::new();
        self.fill(&mut bytes, HEAD);
        let lines = decode::foreign(&bytes).is_none() && decode::is_utf8(&bytes) && jsonl::is_json_lines(&bytes);
        if lines && self.opens_with_a_line(&mut bytes) {
            return self.as_lines(bytes);
        }
        self.fill(&mut bytes, LONGEST_PAGE + 1);
        if bytes.len() > LONGEST_PAGE {
            if lines {
                return self.as_lines(bytes);
            }
            self.last = None;
            return Some(Page::fault(PageError::TooLong { line: None, most: LONGEST_PAGE }));
        }
        if bytes.is_empty() && self.last.is_some() {
            return None;
        }
        if decode::foreign(&bytes).is_some() {
            return Some(Page::whole(bytes));
        }
        let bytes = decode::into_utf8_bytes(bytes);
        if !jsonl::is_json_lines(&bytes) {
            return Some(Page::whole(bytes));
        }
        // An object may be spread over many lines, as `jq` prints it.
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if jsonl::is_one_article(text) { Some(Page::of_line(text.to_vec(), 1)) } else { self.as_lines(bytes) }
    }

    /// Whether the first line that is not blank is an article by itself; reads on to its end.
    fn opens_with_a_line(&mut self, bytes: &mut Vec<u8>) -> bool {
        let start = bytes.iter().position(|&byte| byte == b'{').unwrap_or(0);
        if !bytes[start..].contains(&b'\n') && self.last.is_none() {
            let room = (LONGEST_PAGE.saturating_sub(bytes.len())) as u64;
            if let Err(error) = (&mut self.input).take(room).read_until(b'\n', bytes) {
                self.failed(&error);
            }
        }
        let line = bytes[start..].split(|&byte| byte == b'\n').next().unwrap_or_default();
        jsonl::is_one_article(line)
    }

    fn line(&mut self) -> Option<Page> {
        let State::Lines { before } = &mut self.state else { return None };
        loop {
            *before += 1;
            let number = *before;
            let mut bytes = Vec::new();
            let read = (&mut self.input).take(LONGEST_PAGE as u64 + 1).read_until(b'\n', &mut bytes);
            let line = bytes.trim_ascii();
            match read {
                Err(error) => {
                    // The last line may be there in all but its end.
                    let whole = jsonl::is_one_article(line).then(|| Page::of_line(line.to_vec(), number));
                    self.state = State::Done;
                    self.failed(&error);
                    return whole;
                }
                Ok(0) => {
                    self.state = State::Done;
                    return None;
                }
                Ok(length) if length > LONGEST_PAGE => {
                    if let Err(why) = pass_over(&mut self.input) {
                        self.state = State::Done;
                        self.last = Some(why);
                    }
                    return Some(Page::fault(PageError::TooLong { line: Some(number), most: LONGEST_PAGE }));
                }
                // A torn input: the reason follows.
                Ok(_) if self.last.is_some() && !bytes.ends_with(b"\n") && !jsonl::is_one_article(line) => {
                    self.state = State::Done;
                    return None;
                }
                Ok(_) if line.is_empty() => {}
                Ok(_) => return Some(Page::of_line(line.to_vec(), number)),
            }
        }
    }
}

/// Reads to the end of a line that is too long.
fn pass_over(input: &mut dyn BufRead) -> Result<(), PageError> {
    let mut left = PASSED_OVER;
    while left > 0 {
        let mut chunk = Vec::new();
        let read = Read::take(&mut *input, left.min(1 << 20)).read_until(b'\n', &mut chunk);
        let read = read.map_err(|error| PageError::Unreadable { why: error.to_string() })?;
        if read == 0 || chunk.ends_with(b"\n") {
            return Ok(());
        }
        left -= read as u64;
    }
    Err(PageError::Unreadable { why: "a line does not end".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes, then fails.
    struct Torn<'b>(&'b [u8]);

    impl Read for Torn<'_> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.0.is_empty() {
                return Err(std::io::Error::other("torn"));
            }
            self.0.read(into)
        }
    }

    fn check(input: impl Read, expected: &[&str]) {
        let told = pages(std::io::BufReader::new(input)).map(|page| match page.article(&Hints::default()) {
            Ok(article) => article.text.as_str().chars().take(40).collect(),
            Err(error) => format!("! {error}"),
        });
        assert_eq!(told.collect::<Vec<String>>(), expected);
    }

    const FIRST: &str = r#"{"id": "a", "text": "Arland expelled three envoys."}"#;
    const SECOND: &str = r#"{"id": "b", "text": "Breland protested."}"#;

    #[test]
    fn lines_texts_and_single_objects_are_told_apart() {
        check(format!("{FIRST}\n\n{SECOND}").as_bytes(), &["Arland expelled three envoys.", "Breland protested."]);
        check(
            format!("\u{feff}\n {FIRST}\r\n{{\n{SECOND}\n").as_bytes(),
            &[
                "Arland expelled three envoys.",
                "! line 3: EOF while parsing an object at column 1",
                "Breland protested.",
            ],
        );
        check(b"{\n\"text\":\n\"Breland protested.\"}".as_slice(), &["Breland protested."]);
        check(b"Breland protested.".as_slice(), &["Breland protested."]);
        check(b"".as_slice(), &["! there is no text in it"]);
    }

    #[test]
    fn what_came_before_a_tear_is_read() {
        let torn = "! it cannot be read to its end: torn";
        check(
            Torn(format!("{FIRST}\n{SECOND}\n").as_bytes()),
            &["Arland expelled three envoys.", "Breland protested.", torn],
        );
        check(
            Torn(format!("{FIRST}\n{SECOND}").as_bytes()),
            &["Arland expelled three envoys.", "Breland protested.", torn],
        );
        check(Torn(format!("{FIRST}\n{}", &SECOND[..20]).as_bytes()), &["Arland expelled three envoys.", torn]);
        check(Torn(b"Breland protested."), &["Breland protested.", torn]);
        check(Torn(b""), &[torn]);
    }

    #[test]
    fn what_never_ends_is_refused_in_little_memory() {
        check(
            std::io::repeat(b'a'),
            &["! more than 67108864 bytes in one page; give many articles as JSON Lines, one a line"],
        );
        check(
            std::io::repeat(0),
            &["! more than 67108864 bytes in one page; give many articles as JSON Lines, one a line"],
        );
        let long = [FIRST.as_bytes(), b"\n{\"text\": \""].concat();
        let first = Cursor::new(long).chain(std::io::repeat(b'a').take(LONGEST_PAGE as u64));
        let input = first.chain(Cursor::new(format!("\"}}\n{SECOND}\n").into_bytes()));
        check(
            input,
            &[
                "Arland expelled three envoys.",
                "! line 2: more than 67108864 bytes in one page; give many articles as JSON Lines, one a line",
                "Breland protested.",
            ],
        );
    }
}
