//! Answers: a body and what it is, compressed once, and known by a tag.

use std::io::Write as _;
use std::sync::OnceLock;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::fault::Fault;

/// A body and what it is.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) body: String,
    pub(crate) kind: &'static str,
    pub(crate) status: StatusCode,
    /// What browsers are told to allow, where it is other than for pages.
    pub(crate) policy: Option<String>,
}

impl Answer {
    fn new(kind: &'static str, body: String) -> Self {
        Self { body, kind, status: StatusCode::OK, policy: None }
    }

    pub(crate) fn page(page: &impl Template) -> Result<Self, Fault> {
        Ok(Self::new("text/html; charset=utf-8", page.render()?))
    }

    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Fault> {
        Ok(Self::new("application/json", serde_json::to_string(value)? + "\n"))
    }

    pub(crate) fn csv(body: String) -> Self {
        Self::new("text/csv; charset=utf-8", body)
    }

    /// A drawing with a style of its own: that style is allowed, by its hash, and nothing else.
    pub(crate) fn svg(body: String) -> Self {
        let style =
            body.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style);
        let policy =
            format!("default-src 'none'; style-src 'sha256-{}'; frame-ancestors 'none'", digest(style.unwrap_or("")));
        Self { policy: Some(policy), ..Self::new("image/svg+xml", body) }
    }

    pub(crate) fn atom(body: String) -> Self {
        Self::new("application/atom+xml; charset=utf-8", body)
    }

    pub(crate) fn text(body: String) -> Self {
        Self::new("text/plain; charset=utf-8", body)
    }

    pub(crate) fn lines(body: String) -> Self {
        Self::new("application/x-ndjson; charset=utf-8", body)
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

/// SHA-256 in base 64.
fn digest(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in Sha256::digest(text.as_bytes()).chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { letter as char } else { '=' });
        }
    }
    out
}

/// An answer with its tag and its compressed forms, each made when first asked for.
pub(crate) struct Kept {
    status: StatusCode,
    kind: &'static str,
    policy: Option<String>,
    pub(crate) tag: String,
    pub(crate) plain: Bytes,
    gzip: OnceLock<Option<Bytes>>,
    brotli: OnceLock<Option<Bytes>>,
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// The smallest that the asker takes.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|list| list.to_str().ok()).unwrap_or("");
        let takes = |coding: &Self| {
            accepted.split(',').any(|part| {
                let mut words = part.split(';').map(str::trim);
                words.next() == Some(coding.name()) && words.next().is_none_or(|weight| weight != "q=0")
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(takes).unwrap_or(Self::Plain)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

/// Smaller bodies are sent as they are.
const WORTH_PACKING: usize = 1024;

impl Kept {
    pub(crate) fn new(answer: Answer, tag: String) -> Self {
        let plain = Bytes::from(answer.body);
        let policy = answer.policy;
        Self {
            status: answer.status,
            kind: answer.kind,
            policy,
            tag,
            plain,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    pub(crate) fn size(&self) -> usize {
        let packed = |form: &OnceLock<Option<Bytes>>| form.get().and_then(Option::as_ref).map_or(0, Bytes::len);
        self.plain.len() + packed(&self.gzip) + packed(&self.brotli)
    }

    /// The body in one form, where it is worth it; each form is made once.
    pub(crate) fn packed(&self, coding: Coding) -> Option<Bytes> {
        if self.plain.len() < WORTH_PACKING {
            return None;
        }
        match coding {
            Coding::Plain => None,
            Coding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Coding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
        }
    }

    /// Makes every form.
    pub(crate) fn pack_all(&self) {
        self.packed(Coding::Gzip);
        self.packed(Coding::Brotli);
    }

    /// The answer in the smallest form that the asker takes.
    pub(crate) fn response(&self, headers: &HeaderMap) -> Response {
        let coding = Coding::of(headers);
        let body = self.packed(coding);
        let packed = body.is_some();
        let mut response = Response::new(Body::from(body.unwrap_or_else(|| self.plain.clone())));
        *response.status_mut() = self.status;
        let into = response.headers_mut();
        into.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        into.insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        into.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Some(policy) = self.policy.as_ref().and_then(|policy| HeaderValue::from_str(policy).ok()) {
            into.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if packed {
            into.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        }
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            into.insert(header::ETAG, tag);
        }
        response
    }
}

fn gzip(plain: &[u8]) -> Option<Bytes> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packer.write_all(plain).ok()?;
    packer.finish().ok().map(Bytes::from)
}

fn brotli(plain: &[u8]) -> Option<Bytes> {
    let mut out = Vec::new();
    // Quality 5 of 11: about gzip's time for a fifth fewer bytes.
    let params = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    brotli::BrotliCompress(&mut &plain[..], &mut out, &params).ok()?;
    Some(Bytes::from(out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_answer_is_the_same_answer() {
        let text = "who did what to whom ".repeat(200);
        let kept = Kept::new(Answer::text(text.clone()), "W/\"1\"".to_owned());
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=0, br"));
        let response = kept.response(&headers);
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        let mut out = Vec::new();
        brotli::BrotliDecompress(&mut &kept.brotli.get().unwrap().as_ref().unwrap()[..], &mut out).unwrap();
        assert_eq!(out, text.as_bytes());
    }

    #[test]
    fn a_drawing_allows_its_own_style() {
        // As `printf 'text {}' | openssl dgst -sha256 -binary | base64` gives it.
        assert_eq!(digest("text {}"), "OOzVt830+m8cNftKs98rVIuqg3DG2hpHATEWcPX0HDk=");
        assert!(
            Answer::svg("<svg><style>text {}</style></svg>".to_owned())
                .policy
                .is_some_and(|policy| policy.contains("OOzVt830+m8cNftKs98rVIuqg3DG2hpHATEWcPX0HDk="))
        );
    }
}
