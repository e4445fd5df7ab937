//! Sourcing levels that are learned: what the rules alone say of these is another one.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::Level;
use hearsay::{Hints, Reader};

#[test]
fn levels_are_what_the_words_speak_for() {
    let reader = Reader::bundled().unwrap();
    for (text, speaker, level) in [
        // What another clause says is not told by the first one's speaker, though the tree joins them.
        (
            "Arland says two of its soldiers were shot while Breland denies that its troops crossed the line.",
            "Breland",
            Level::Institution,
        ),
        ("Recent polling by the party indicated that Dorn would win.", "Recent polling by the party", Level::Document),
        (
            "Thousands of angry citizens call for early elections in Arland.",
            "Thousands of angry citizens",
            Level::Collective,
        ),
        (
            "Members of the miners' union vote to strike over pensions.",
            "Members of the miners' union",
            Level::Collective,
        ),
    ] {
        let record = reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        let of_speaker = record
            .statements
            .iter()
            .find(|statement| statement.source.spans.iter().any(|&span| record.text.at(span) == speaker));
        assert_eq!(of_speaker.map(|statement| statement.source.level), Some(level), "{text}");
    }
}
