//! A page as a server gave it: head, transfer, packing, encoding.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8};
use hearsay_core::Article;
use hearsay_page::{Fields, Hints};

use crate::fault::Fault;

/// A longer head is none.
const LONGEST_HEAD: usize = 256 << 10;

/// What a server gave, its body as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Response {
    /// Address that it was asked for by.
    pub(crate) url: Option<String>,
    pub(crate) status: u16,
    /// `text/html`, in small letters; empty where nothing was said.
    pub(crate) kind: String,
    charset: Option<String>,
    is_chunked: bool,
    packing: Option<String>,
    body: Vec<u8>,
    /// Bytes that it may unpack to.
    most: u64,
}

impl Response {
    /// Takes a head and a body apart.
    pub(crate) fn new(mut bytes: Vec<u8>, most: u64) -> Result<Self, Fault> {
        let broken = || Fault::damaged("the head of the response is damaged");
        let (length, body) = head(&bytes[..bytes.len().min(LONGEST_HEAD)]).ok_or_else(broken)?;
        let words = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let mut lines = words.lines();
        let status = lines.next().and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).ok_or_else(broken)?;
        let mut response = Self { status, most, ..Self::default() };
        for line in lines {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => response.content_type(value),
                "transfer-encoding" => response.is_chunked = value.to_ascii_lowercase().contains("chunked"),
                "content-encoding" => response.packing = Some(value.to_ascii_lowercase()),
                _ => {}
            }
        }
        bytes.drain(..body);
        response.body = bytes;
        Ok(response)
    }

    /// A page that was kept without its head.
    pub(crate) fn resource(content_type: &str, body: Vec<u8>, most: u64) -> Self {
        let mut response = Self { status: 200, body, most, ..Self::default() };
        response.content_type(content_type);
        response
    }

    fn content_type(&mut self, value: &str) {
        let mut parts = value.split(';');
        self.kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        self.charset = charset.filter(|charset| !charset.is_empty());
    }

    pub(crate) fn bytes(&self) -> usize {
        self.body.len()
    }

    /// Why it need not be an article; None where it should be one.
    pub(crate) fn skipped(&self) -> Option<String> {
        if !(200..300).contains(&self.status) {
            return Some(format!("answers with HTTP status {}", self.status));
        }
        let is_page = matches!(self.kind.as_str(), "" | "text/html" | "application/xhtml+xml" | "text/plain");
        (!is_page && !self.is_feed()).then(|| format!("files of {}", self.kind.chars().take(60).collect::<String>()))
    }

    /// Whether it may be a feed, which has articles of its own.
    pub(crate) fn is_feed(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" | "application/feed+json"
        )
    }

    /// The body as it was before it was sent.
    pub(crate) fn content(&self) -> Result<Cow<'_, [u8]>, Fault> {
        let body = match self.is_chunked.then(|| unchunked(&self.body)) {
            // Some archives keep the header and not the chunks.
            Some(None) | None => Cow::Borrowed(self.body.as_slice()),
            Some(Some(body)) => Cow::Owned(body),
        };
        let Some(packing) = &self.packing else { return Ok(body) };
        // The same goes for packing: what is said and not so is passed over.
        let unpacked: Box<dyn Read> = match (packing.as_str(), body.as_ref()) {
            ("gzip" | "x-gzip", [0x1f, 0x8b, ..]) => Box::new(flate2::read::MultiGzDecoder::new(&*body)),
            ("deflate", [0x78, ..]) => Box::new(flate2::read::ZlibDecoder::new(&*body)),
            ("zstd", [0x28, 0xb5, 0x2f, 0xfd, ..]) => {
                Box::new(zstd::Decoder::with_buffer(&*body).map_err(|error| Fault::reading(&error))?)
            }
            ("br", _) if !looks_plain(&body) => Box::new(brotli::Decompressor::new(&*body, 4096)),
            _ => return Ok(body),
        };
        let mut content = Vec::new();
        match unpacked.take(self.most + 1).read_to_end(&mut content) {
            Ok(_) if content.len() as u64 > self.most => {
                Err(Fault::Limit { why: format!("it unpacks to more than {} bytes", self.most) })
            }
            Ok(_) => Ok(Cow::Owned(content)),
            Err(error) => Err(Fault::damaged(format!("its {packing} data is damaged ({error})"))),
        }
    }

    pub(crate) fn article(&self, hints: &Hints) -> Result<Article, Fault> {
        let content = self.content()?;
        let hints = Hints { url: self.url.clone().or_else(|| hints.url.clone()), ..hints.clone() };
        let decoded = self.charset.as_ref().and_then(|charset| decoded(charset, &content));
        if self.kind == "text/plain" {
            let text = decoded.unwrap_or_else(|| String::from_utf8_lossy(&content).into_owned());
            return Ok(Fields { text: Some(text), ..Fields::default() }.article(&hints)?);
        }
        let bytes = decoded.as_ref().map_or(&*content, String::as_bytes);
        // A page of the web is one page, and no pile.
        match hearsay_page::articles_iter(bytes, &hints).next() {
            Some(article) => Ok(article?),
            None => Err(Fault::Page(hearsay_page::PageError::Empty)),
        }
    }
}

/// Where a head ends, and where the body begins.
fn head(bytes: &[u8]) -> Option<(usize, usize)> {
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        match &bytes[at + 1..] {
            [b'\n', ..] => return Some((at, at + 2)),
            [b'\r', b'\n', ..] => return Some((at, at + 3)),
            [] => return Some((at, at + 1)),
            _ => {}
        }
    }
    None
}

/// Chunks put together; None where there are none. What is cut off ends where it ends.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut whole) = (body, Vec::new());
    loop {
        let line = rest.iter().take(1024).position(|&byte| byte == b'\n');
        let Some(line) = line else { return (!whole.is_empty()).then_some(whole) };
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let Some(size) = usize::from_str_radix(size, 16).ok().filter(|_| !size.is_empty()) else {
            return (!whole.is_empty()).then_some(whole);
        };
        rest = &rest[line + 1..];
        if size == 0 {
            return Some(whole);
        }
        let size = size.min(rest.len());
        whole.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(whole);
        }
    }
}

fn looks_plain(body: &[u8]) -> bool {
    body.trim_ascii_start().first() == Some(&b'<')
}

/// The text in the encoding that the server told, where that holds and the page's own bytes do not show another.
fn decoded(charset: &str, content: &[u8]) -> Option<String> {
    let encoding = Encoding::for_label_no_replacement(charset.as_bytes())?;
    if encoding == UTF_8 || std::str::from_utf8(content).is_ok() {
        return None;
    }
    let (text, _, broken) = encoding.decode(content);
    (!broken).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_as_far_as_they_go() {
        let whole = |body: &str| unchunked(body.as_bytes()).map(|whole| String::from_utf8(whole).unwrap());
        assert_eq!(whole("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").as_deref(), Some("abcde"));
        assert_eq!(whole("3\r\nabc\r\n9\r\nde").as_deref(), Some("abcde"));
        assert_eq!(whole("<html>\n<p>").as_deref(), None);
        assert_eq!(whole("ffffffffffffffff\nab").as_deref(), Some("ab"));
    }

    #[test]
    fn a_charset_of_the_server_counts_where_it_holds() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n";
        let page =
            [head.as_bytes(), b"<p>\xcc\xe8\xed\xf1\xea recalled its envoy on Monday, its ministry said.</p>"].concat();
        let response = Response::new(page, 1 << 20).unwrap();
        let article = response.article(&Hints::default()).unwrap();
        assert!(article.text.as_str().starts_with("Минск recalled"), "{}", article.text.as_str());
    }
}
