//! What holds for every input, however odd: no panic, and every block has its own place in the text.

#[allow(dead_code, unreachable_pub)]
mod common;

use hearsay_page::{Hints, PageError, articles};
use proptest::prelude::*;

fn check(bytes: &[u8]) {
    for article in articles(bytes, &Hints::default()).into_iter().flatten() {
        common::check_layout(&article);
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_without_overlap(text in any::<String>()) {
        check(text.as_bytes());
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn lines_of_the_trade_in_any_order_are_cut_without_overlap(lines in proptest::collection::vec(prop_oneof![
        Just("Arland expels three envoys"), Just("By Jane Dorn, AP"), Just("6 January 2011"), Just("PARIS, March 3 (AFP) - The king left."),
        Just(""), Just(" "), Just("\r"), Just("Comments (12)"), Just("Oda Lund | 10 years ago | Reply @ Nils Holm So it is."), Just("Nils Holm says:"),
        Just("@Oda no"), Just("3 days ago"), Just("‘Serious doubts’"), Just("Read more: a story"), Just("The king left on Monday, his ministry"),
        Just("said, and did not come back."), Just("\u{feff}É"), Just("| · |"), Just("#3 oda 2 hours ago"), Just("(12 March 2011 10:22)"),
        Just("<p>"), Just("</article>"), Just("<div class=comment>"), Just("<h1>King &amp; queen</h1>"), Just("<!doctype html>"), Just("{\"text\": \"The king left.\"}"),
    ], 0..14), glue in prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("")]) {
        check(lines.join(glue).as_bytes());
    }
}

#[test]
fn nothing_is_an_error_of_its_own() {
    for bytes in [&b""[..], b"  \n\t\r\n ", "\u{feff} \u{a0}".as_bytes()] {
        assert_eq!(articles(bytes, &Hints::default()), [Err(PageError::Empty)]);
    }
}

#[test]
fn other_files_are_named() {
    let told = |bytes: &[u8]| articles(bytes, &Hints::default()).remove(0).expect_err("no text").to_string();
    assert_eq!(told(b"%PDF-1.7 ..."), "this is a PDF file, not text; give plain text, HTML or JSON Lines");
    assert_eq!(
        told(&[0, 1, 2, 3, 0, 0, 7, 200, 12, 0]),
        "this is binary data, not text; give plain text, HTML or JSON Lines"
    );
}

#[test]
fn bytes_that_are_no_utf_8_are_read_and_noted() {
    let latin = common::article(b"The caf\xe9 in Arland closed on Monday.", &Hints::default());
    assert_eq!(latin.text.as_str(), "The café in Arland closed on Monday.");
    assert_eq!(latin.notes[0].name, "decoded-windows-1252");
    let torn = common::article(
        "“Café” in Arland closed: \u{e9}."
            .as_bytes()
            .iter()
            .copied()
            .chain([0xff, b'.'])
            .collect::<Vec<_>>()
            .as_slice(),
        &Hints::default(),
    );
    assert_eq!(torn.notes[0].name, "invalid-utf8");
    assert!(torn.text.as_str().ends_with("\u{fffd}."));
    let wide: Vec<u8> = "The king left Arland.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(common::article(&wide, &Hints::default()).text.as_str(), "The king left Arland.");
    let marked = common::article("\u{feff}The king left Arland.\r\n".as_bytes(), &Hints::default());
    assert_eq!(marked.text.as_str(), "\u{feff}The king left Arland.\r\n");
}

#[test]
fn quotation_marks_and_brackets_alone_are_a_text() {
    for text in [
        "\"".repeat(1000),
        "“”‘’«»\"' ".repeat(100),
        "(".repeat(10_000),
        "<".repeat(10_000),
        "{".repeat(10_000),
        "[[\"".repeat(10_000),
        "<div>".repeat(10_000),
        "{\"a\":".repeat(10_000),
    ] {
        check(text.as_bytes());
        assert_eq!(articles(text.as_bytes(), &Hints::default()).len(), 1);
    }
}

#[test]
fn one_very_long_line_takes_linear_time() {
    let sentence = "Arland said on Monday that Breland's envoys, whom it had expelled, were spies. ";
    let long = sentence.repeat(5 * 1024 * 1024 / sentence.len());
    check(long.as_bytes());
    check("a".repeat(5 * 1024 * 1024).as_bytes());
    check("<b ".repeat(1024 * 1024).as_bytes());
    check("<!--<p>".repeat(512 * 1024).as_bytes());
    check(format!("<html><script>{}", "<p>\"".repeat(512 * 1024)).as_bytes());
    check("\n".repeat(2 * 1024 * 1024).as_bytes());
}
