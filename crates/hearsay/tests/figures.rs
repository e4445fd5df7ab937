//! Day and month in figures: the text's own days tell their order, then whoever asks, then the page.
#![allow(clippy::unwrap_used, missing_docs)]

use hearsay::{Hints, Reader};

/// The days of the times of a text that the caller knows this of.
fn days(input: &str, day_first: Option<bool>) -> Vec<String> {
    let hints = Hints { day_first, published: Some("2010-01-06".parse().unwrap()), ..Hints::default() };
    let record = Reader::bundled().unwrap().read(input.as_bytes(), &hints).next().unwrap().unwrap();
    let found = record.times.iter().filter_map(|time| time.interval);
    found.map(|days| days.first.to_string()).collect()
}

#[test]
fn whoever_asks_settles_what_the_text_leaves_open() {
    let text = "The port of Corl was closed on 2/4/2009 by order of the ministry.";
    assert_eq!(days(text, None), Vec::<String>::new());
    assert_eq!(days(text, Some(true)), ["2009-04-02"]);
    assert_eq!(days(text, Some(false)), ["2009-02-04"]);
    // The text knows better.
    let both = "The port of Corl was closed on 2/4/2009 and opened again on 4/23/2009 by order of the ministry.";
    assert_eq!(days(both, Some(true)), ["2009-02-04", "2009-04-23"]);
}

#[test]
fn a_page_tells_by_its_language() {
    let page = |language: &str| {
        format!(
            "<html lang=\"{language}\"><body><h1>Port of Corl closed</h1>\
             <p>The port of Corl was closed on 2/4/2009 by order of the ministry of Arland, a spokesman said.</p></body></html>"
        )
    };
    assert_eq!(days(&page("en-GB"), None), ["2009-04-02"]);
    assert_eq!(days(&page("en-US"), None), ["2009-02-04"]);
    assert_eq!(days(&page("en"), None), Vec::<String>::new());
}
