//! The marks of a page one by one: opening and closing tags and the text between, however broken they are.

/// Elements that hold no marks.
pub(super) const RAW: &[&str] = &["script", "style", "title", "textarea", "iframe", "noembed", "xmp"];

/// What comes next on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark<'p> {
    /// `<p class="x">`
    Open(Tag<'p>),
    /// `</p>`
    Close(&'p str),
    /// Text with its entities not yet decoded.
    Text(&'p str),
    /// The whole content of an element that holds no marks: a script, a style, a title.
    Raw(Tag<'p>, &'p str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'p> {
    /// As written.
    pub(crate) name: &'p str,
    attributes: &'p str,
    /// `<br/>`
    pub(crate) closed: bool,
}

impl<'p> Tag<'p> {
    /// Whether it is a `name` element; `name` in small letters.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of the attribute `name`, entities not yet decoded; empty for one without a value.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'p str> {
        named(self.attributes(), name)
    }

    /// The value of the first of `names` that it has, in their order.
    pub(crate) fn find(&self, names: &[&str]) -> Option<&'p str> {
        let place = |key: &str| names.iter().position(|name| key.eq_ignore_ascii_case(name));
        self.attributes()
            .filter_map(|(key, value)| Some((place(key)?, value)))
            .min_by_key(|found| found.0)
            .map(|found| found.1)
    }

    /// Whether its attributes hold these letters anywhere, small as pages write them.
    pub(crate) fn holds(&self, letters: &str) -> bool {
        self.attributes.contains(letters)
    }

    /// Bytes of its attributes.
    pub(crate) fn length(&self) -> usize {
        self.attributes.len()
    }

    /// All attributes in order.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'p str, &'p str)> + use<'p> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest =
                rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/' || letter == '=');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|letter: char| letter.is_ascii_whitespace() || letter == '=' || letter == '/')
                .unwrap_or(rest.len());
            let key = &rest[..end];
            rest = rest[end..].trim_start();
            let Some(value) = rest.strip_prefix('=') else { return Some((key, "")) };
            let value = value.trim_start();
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = &value[1..];
                    inside.split_once(quote).unwrap_or((inside, ""))
                }
                _ => {
                    let end = value.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(value.len());
                    value.split_at(end)
                }
            };
            rest = after;
            Some((key, value))
        })
    }
}

/// The value of the first of these attributes that has the name.
pub(crate) fn named<'p>(mut attributes: impl Iterator<Item = (&'p str, &'p str)>, name: &str) -> Option<&'p str> {
    attributes.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// Goes through a page once. Every byte is looked at a bounded number of times.
pub(crate) struct Scanner<'p> {
    page: &'p str,
    at: usize,
    raw: Option<Tag<'p>>,
    /// No `-->` and no quote of this kind comes any more: do not look for it again.
    no_comment_end: bool,
    no_quote: [bool; 2],
}

impl<'p> Scanner<'p> {
    pub(crate) fn new(page: &'p str) -> Self {
        Self { page, at: 0, raw: None, no_comment_end: false, no_quote: [false; 2] }
    }

    /// Up to the closing tag of `tag`, which no other tag ends.
    fn raw(&mut self, tag: Tag<'p>) -> Mark<'p> {
        let start = self.at;
        let bytes = self.page.as_bytes();
        let mut from = start;
        while let Some(found) = self.page[from..].find('<') {
            from += found;
            let rest = &bytes[from..];
            let name = rest.get(2..2 + tag.name.len()).unwrap_or_default();
            if rest.get(1) == Some(&b'/') && name.eq_ignore_ascii_case(tag.name.as_bytes()) {
                self.at = self.page[from..].find('>').map_or(bytes.len(), |end| from + end + 1);
                return Mark::Raw(tag, &self.page[start..from]);
            }
            from += 1;
        }
        self.at = bytes.len();
        Mark::Raw(tag, &self.page[start..])
    }

    /// A tag whose `<` is at `self.at`; None where the sign is only a sign.
    fn tag(&mut self) -> Option<Mark<'p>> {
        let rest = &self.page[self.at + 1..];
        let close = rest.starts_with('/');
        let inner = if close { &rest[1..] } else { rest };
        if !inner.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let length = inner
            .bytes()
            .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_')))
            .unwrap_or(inner.len());
        let name = &inner[..length];
        let end = self.tag_end(&inner[length..]);
        let attributes = &inner[length..length + end];
        self.at = (self.page.len() - inner.len() + length + end + 1).min(self.page.len());
        if close {
            return Some(Mark::Close(name));
        }
        let closed = attributes.ends_with('/');
        let tag = Tag { name, attributes: attributes.strip_suffix('/').unwrap_or(attributes), closed };
        if !closed && RAW.iter().any(|raw| tag.is(raw)) {
            self.raw = Some(tag);
        }
        Some(Mark::Open(tag))
    }

    /// Bytes before the `>` that ends a tag; one inside quotes does not.
    fn tag_end(&mut self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut after_equals = false;
        while at < bytes.len() {
            match bytes[at] {
                b'>' => return at,
                quote @ (b'"' | b'\'') if after_equals && !self.no_quote[usize::from(quote == b'"')] => {
                    match text[at + 1..].find(char::from(quote)) {
                        Some(end) => at += end + 1,
                        None => self.no_quote[usize::from(quote == b'"')] = true,
                    }
                }
                _ => {}
            }
            after_equals = bytes[at] == b'=' || (after_equals && bytes[at].is_ascii_whitespace());
            at += 1;
        }
        bytes.len()
    }

    /// Past `<!-- -->`, `<!doctype>`, `<?xml?>`; false where it is none of them.
    fn skip_declaration(&mut self) -> bool {
        let rest = &self.page[self.at..];
        if rest.starts_with("<!--") && !self.no_comment_end {
            match rest[4..].find("-->") {
                Some(end) => {
                    self.at += 4 + end + 3;
                    return true;
                }
                None => self.no_comment_end = true,
            }
        }
        if !rest.starts_with("<!") && !rest.starts_with("<?") {
            return false;
        }
        self.at = rest.find('>').map_or(self.page.len(), |end| self.at + end + 1);
        true
    }
}

impl<'p> Iterator for Scanner<'p> {
    type Item = Mark<'p>;

    fn next(&mut self) -> Option<Mark<'p>> {
        if let Some(tag) = self.raw.take() {
            return Some(self.raw(tag));
        }
        let bytes = self.page.as_bytes();
        loop {
            let start = self.at;
            if start >= bytes.len() {
                return None;
            }
            if bytes[start] == b'<' {
                if self.skip_declaration() {
                    continue;
                }
                if let Some(mark) = self.tag() {
                    return Some(mark);
                }
            }
            // A "<" that opens nothing is text, with what follows up to the next.
            let next = start + self.page[start..].chars().next().map_or(1, char::len_utf8);
            self.at = self.page[next..].find('<').map_or(bytes.len(), |end| next + end);
            return Some(Mark::Text(&self.page[start..self.at]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_scripts() {
        let marks: Vec<String> = Scanner::new(
            "<!doctype html><p class='a>b' id=x>1 < 2 <!-- no --><br/></P><script>if (a<b) '</p>'</script>end<p",
        )
        .map(|mark| match mark {
            Mark::Open(tag) => format!("<{} {:?} {:?}>", tag.name, tag.attribute("class"), tag.attribute("ID")),
            Mark::Close(name) => format!("</{name}>"),
            Mark::Text(text) => text.to_owned(),
            Mark::Raw(_, text) => format!("raw {text}"),
        })
        .collect();
        assert_eq!(
            marks,
            [
                "<p Some(\"a>b\") Some(\"x\")>",
                "1 ",
                "< 2 ",
                "<br None None>",
                "</P>",
                "<script None None>",
                "raw if (a<b) '</p>'",
                "end",
                "<p None None>",
            ]
        );
    }
}
