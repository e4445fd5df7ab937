//! Happened or not, on UDS factuality: gold words, our own trees, and gold trees for comparison. And the table of signs that
//! `training/hearsay_training/factuality.py` learns from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::Reader;
use hearsay::core::{Document, TokenId, conllu};
use hearsay::read::factuality;
use serde::Deserialize;

use super::{Scores, json_lines, share};

#[derive(Deserialize)]
struct Sentence {
    sent_id: String,
    predicates: Vec<Predicate>,
}

#[derive(Deserialize)]
struct Predicate {
    token: u32,
    factuality: f64,
}

pub(crate) fn uds(reader: &Reader, data: &Path) -> Result<Scores> {
    let (own, gold) = (Trees::read(reader, data, "dev", true)?, Trees::read(reader, data, "dev", false)?);
    let (mut right, mut right_on_gold, mut happened, mut of) = (0, 0, 0, 0);
    for sentence in json_lines::<Sentence>(&data.join("uds_factuality/dev.jsonl"))? {
        for predicate in &sentence.predicates {
            let wanted = predicate.factuality > 0.0;
            let chance = |trees: &Trees| -> Option<bool> {
                let (document, token) = trees.word(&sentence.sent_id, predicate.token)?;
                let lexicon = reader.lexicon();
                Some(lexicon.factuality.happened(document, token, &lexicon.footing) > 0.5)
            };
            right += usize::from(chance(&own) == Some(wanted));
            right_on_gold += usize::from(chance(&gold) == Some(wanted));
            happened += usize::from(wanted);
            of += 1;
        }
    }
    Ok([
        ("happened or not".to_owned(), share(right, of)),
        ("on gold trees".to_owned(), share(right_on_gold, of)),
        ("always yes".to_owned(), share(happened, of)),
    ]
    .into())
}

/// Writes the signs of train (gold trees) and dev (our trees) under `out`, as `train.tsv` and `dev.tsv`.
pub(crate) fn table(reader: &Reader, data: &Path, out: &Path) -> Result<()> {
    for (half, retag) in [("train", false), ("dev", true)] {
        let trees = Trees::read(reader, data, half, retag)?;
        let mut rows = String::new();
        for sentence in json_lines::<Sentence>(&data.join(format!("uds_factuality/{half}.jsonl")))? {
            for Predicate { token: word, factuality: score } in sentence.predicates {
                let Some((document, token)) = trees.word(&sentence.sent_id, word) else { continue };
                write!(rows, "{}\t{score}\t{}\t{word}", u8::from(score > 0.0), sentence.sent_id)?;
                factuality::signs(document, token, &reader.lexicon().footing, |sign| {
                    rows.push('\t');
                    rows.push_str(sign);
                });
                rows.push('\n');
            }
        }
        let path = out.join(format!("{half}.tsv"));
        fs::write(&path, rows).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// EWT's trees, by sentence.
struct Trees {
    documents: Vec<Document>,
    /// The document of a sentence and its first word.
    places: BTreeMap<String, (usize, u32)>,
}

impl Trees {
    fn read(reader: &Reader, data: &Path, half: &str, retag: bool) -> Result<Self> {
        let path = data.join(format!("ud_ewt/en_ewt-ud-{half}.conllu"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut documents = conllu::read_documents(&text)?;
        let mut names = text.lines().filter_map(|line| line.strip_prefix("# sent_id = "));
        let mut places = BTreeMap::new();
        for (number, document) in documents.iter_mut().enumerate() {
            for sentence in document.sentences() {
                let name = names.next().context("each sentence of EWT has a name")?;
                places.insert(name.trim().to_owned(), (number, sentence.tokens.start));
            }
            if retag {
                *document = reader.nlp().retag(document);
            }
        }
        Ok(Self { documents, places })
    }

    fn word(&self, sentence: &str, word: u32) -> Option<(&Document, TokenId)> {
        let &(document, first) = self.places.get(sentence)?;
        Some((&self.documents[document], TokenId(first + word.checked_sub(1)?)))
    }
}
