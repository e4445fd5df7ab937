//! Words of the web that hold signs which elsewhere part words: addresses, handles, hashtags, emoticons.

/// Finds web words in one stretch without white space, in one pass over all its places.
#[derive(Default)]
pub(super) struct Web {
    /// Before this place no `@` closes a run of address letters.
    no_mail_before: usize,
    /// Before this place no run of letters and periods is a site or a file.
    no_site_before: usize,
}

impl Web {
    /// Length in bytes of the web word that starts at `at`; 0 where there is none.
    pub(super) fn length(&mut self, stretch: &str, at: usize) -> usize {
        let rest = &stretch[at..];
        let found = address(rest);
        if found > 0 {
            return found;
        }
        match rest.as_bytes()[0] {
            b'@' | b'#' => return handle(rest),
            b':' | b';' | b'=' => return emoticon(rest),
            b if b.is_ascii_alphanumeric() => {}
            _ => return 0,
        }
        let mail = if at < self.no_mail_before { 0 } else { self.mail(stretch, at) };
        if mail > 0 {
            return mail;
        }
        if at < self.no_site_before { 0 } else { self.site(stretch, at) }
    }

    fn mail(&mut self, stretch: &str, at: usize) -> usize {
        let bytes = &stretch.as_bytes()[at..];
        let local = run(bytes, |b| b.is_ascii_alphanumeric() || b"._%+-".contains(&b));
        let domain = match bytes.get(local) {
            Some(b'@') => run(&bytes[local + 1..], |b| b.is_ascii_alphanumeric() || b".-".contains(&b)),
            _ => 0,
        };
        let whole = if domain == 0 { 0 } else { trimmed(&bytes[..local + 1 + domain]) };
        if whole <= local + 1 {
            self.no_mail_before = at + local;
            return 0;
        }
        whole
    }

    fn site(&mut self, stretch: &str, at: usize) -> usize {
        let bytes = &stretch.as_bytes()[at..];
        let length = run(bytes, |b| b.is_ascii_alphanumeric() || b".-_".contains(&b));
        let host = trimmed(&bytes[..length]);
        let ending = bytes[..host].iter().rposition(|&b| b == b'.').map(|dot| &bytes[dot + 1..host]);
        let known = ending.is_some_and(|ending| {
            let ending = String::from_utf8_lossy(ending);
            // "Get out.It is" is a missing space, "BBC.com" and "report.doc" are not.
            ending.len() <= 4 && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
        });
        if !known {
            self.no_site_before = at + length;
            return 0;
        }
        let path = if bytes.get(host) == Some(&b'/') { run(&bytes[host..], |b| b.is_ascii_graphic()) } else { 0 };
        trimmed(&bytes[..host + path])
    }
}

const ENDINGS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "info", "uk", "tv", "doc", "docx", "xls", "xlsx", "pdf", "html", "htm",
    "jpg", "png", "txt", "exe", "zip", "ppt", "url", "gif", "mp3",
];

fn address(rest: &str) -> usize {
    const OPENINGS: &[&str] = &["http://", "https://", "ftp://", "www.", "mailto:"];
    let starts = |opening: &&&str| rest.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
    let Some(opening) = OPENINGS.iter().find(starts) else {
        return 0;
    };
    let length: usize =
        rest.chars().take_while(|&c| !c.is_whitespace() && !"<>\"“”’|".contains(c)).map(char::len_utf8).sum();
    let length = trimmed(&rest.as_bytes()[..length]);
    if length > opening.len() { length } else { 0 }
}

/// "@Peace", "#talks"; but "#1" is two words.
fn handle(rest: &str) -> usize {
    if rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let letters: usize = rest[1..].chars().take_while(|&c| c.is_alphanumeric() || c == '_').map(char::len_utf8).sum();
    if letters == 0 { 0 } else { 1 + letters }
}

fn emoticon(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let nose = usize::from(bytes.get(1) == Some(&b'-'));
    let mouth = bytes.get(1 + nose).is_some_and(|b| b")(DPpO|".contains(b));
    let mouths = if mouth { run(&bytes[1 + nose..], |b| b == bytes[1 + nose]) } else { 0 };
    let ends = !bytes.get(1 + nose + mouths).is_some_and(u8::is_ascii_alphanumeric);
    if mouth && ends && bytes[0] != b'=' { 1 + nose + mouths } else { 0 }
}

fn run(bytes: &[u8], holds: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|&&b| holds(b)).count()
}

/// Without the punctuation of the sentence around it.
fn trimmed(bytes: &[u8]) -> usize {
    let mut end = bytes.len();
    let mut open = bytes.iter().filter(|&&b| b == b'(').count();
    let mut close = bytes.iter().filter(|&&b| b == b')').count();
    while end > 0 {
        match bytes[end - 1] {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'"' | b']' | b'*' | b'-' => {}
            // "(www.arland.gov)" closes the writer's bracket, "/Dorn_(film)" its own.
            b')' if close > open => close -= 1,
            _ => break,
        }
        end -= 1;
        open = open.min(end);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_words_are_whole() {
        for (text, length) in [
            ("http://a.example/b.", 18),
            ("a.b@c.example,", 13),
            ("BBC.com", 7),
            ("report.doc.", 10),
            ("out.It", 0),
            ("@Peace:", 6),
            ("#1", 0),
            (":)", 2),
            (":a", 0),
            ("www.x.example)", 13),
            ("@", 0),
            ("a@", 0),
        ] {
            assert_eq!(Web::default().length(text, 0), length, "{text}");
        }
    }
}
