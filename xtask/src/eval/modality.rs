//! Minimal pairs of modality: one deed, twenty footings, in sentences of our own (`eval/gold/modality.tsv`), from raw text.

use std::path::Path;

use anyhow::{Context, Result};
use hearsay::Hints;
use hearsay::Reader;
use hearsay::core::Plover;
use hearsay::read::LexiconFile;

use super::{Scores, share};

const GOLD: &str = include_str!("../../../eval/gold/modality.tsv");
const INVENTED: &str = include_str!("../../../crates/hearsay-read/tests/cases/invented.tsv");

/// The share of sentences whose deed has the footing that it should have. The half that rules were written against counts
/// apart from the half that was only counted.
pub(crate) fn modality(_: &Reader, _: &Path) -> Result<Scores> {
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text: INVENTED.to_owned() };
    let reader = Reader::with_lexicon(&[invented])?;
    let type_of = |deed: &str| -> Option<Plover> {
        reader.lexicon().deeds.iter().find(|known| known.id == deed).map(|known| known.plover)
    };
    let mut halves = [("tuning", 0, 0), ("report", 0, 0)];
    let mut found = 0;
    for line in GOLD.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[half, deed, status, text] = columns.as_slice() else { anyhow::bail!("eval/gold/modality.tsv: {line}") };
        let wanted = type_of(deed).with_context(|| format!("no deed is called {deed}"))?;
        let hints = Hints { published: "2011-01-06".parse().ok(), ..Hints::default() };
        let record = reader.read(text.as_bytes(), &hints).next().context("a sentence is an article")??;
        // The deed by its name, else by its type: "planes took off to bomb Breland" is an air strike.
        let named = record.events.iter().filter(|event| event.deed == deed);
        let event = named.chain(record.events.iter().filter(|event| event.plover == wanted)).next();
        found += usize::from(event.is_some());
        let right = event.is_some_and(|event| format!("{:?}", event.status).to_lowercase() == status);
        let tally = halves.iter_mut().find(|(name, ..)| *name == half).context("a half is tuning or report")?;
        tally.1 += usize::from(right);
        tally.2 += 1;
    }
    let all: (usize, usize) = halves.iter().fold((0, 0), |sum, half| (sum.0 + half.1, sum.1 + half.2));
    let mut scores: Scores =
        halves.iter().map(|(name, right, of)| (format!("status right, {name} half"), share(*right, *of))).collect();
    scores.insert("status right".to_owned(), share(all.0, all.1));
    scores.insert("deed found".to_owned(), share(found, all.1));
    Ok(scores)
}
