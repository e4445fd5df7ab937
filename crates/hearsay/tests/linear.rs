//! Reading takes work in proportion to the text, whatever the text: steps are counted, not seconds.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;

use hearsay::core::work::counted;
use hearsay::{Hints, Reader};

/// Shapes that made work grow with the square of the text, each at so many bytes.
fn shapes(bytes: usize) -> Vec<(&'static str, String)> {
    let of = |words: &str| words.repeat(bytes / words.len() + 1);
    let mut authors = String::new();
    for number in 0..bytes / 12 {
        let letter = |at: u32| char::from(b'a' + (number / 26_usize.pow(at) % 26) as u8);
        let _ = write!(authors, "Anna D{}{}{}rn,", letter(0), letter(1), letter(2));
    }
    let page = "<p>Arland expelled three diplomats of Breland on Monday, its foreign ministry said in a statement.</p>";
    vec![
        ("pronouns that speak", of("He said he did. ")),
        ("pronouns that act", of("They attacked them. ")),
        ("one inside the other", format!("Khan said that {}it rained.", of("Malik said that Khan said that "))),
        ("how they stand", of("Relations between Arland and Breland are at their lowest. ")),
        ("descriptions of one's own", of("They told their agency that they met its spokesman. ")),
        ("one body", of("The ministry said Arland denied it. ")),
        ("a clause that never ends", of("and the envoy of Arland told the council that the port was closed ")),
        ("short paragraphs", of("It rained.\n\n")),
        ("authors", format!("<html><head><meta name=author content=\"{authors}\"></head><body>{page}</body></html>")),
    ]
}

#[test]
fn eight_times_the_text_is_at_most_ten_times_the_work() {
    let reader = Reader::bundled().unwrap();
    let work = |text: &str| counted(|| reader.read(text.as_bytes(), &Hints::default()).filter_map(Result::ok).count());
    for ((shape, short), (_, long)) in shapes(4 << 10).iter().zip(&shapes(32 << 10)) {
        let ((one, few), (other, many)) = (work(short), work(long));
        assert_eq!((one, other), (1, 1), "{shape}");
        assert!(
            few > 100 && many <= 10 * few,
            "{shape}: {few} steps for {} bytes, {many} for {}",
            short.len(),
            long.len()
        );
    }
}
