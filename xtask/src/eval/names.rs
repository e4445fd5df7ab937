//! Names on UNER's gold words: a name is right when its words and its kind are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hearsay::Reader;
use hearsay::core::{NameKind, conllu};

use super::{Scores, f1, share};

type Names = BTreeSet<(u32, u32, NameKind)>;

pub(crate) fn names(reader: &Reader, data: &Path) -> Result<Scores> {
    let gold = gold(&data.join("uner_ewt/en_ewt-ud-dev.iob2"))?;
    let path = data.join("ud_ewt/en_ewt-ud-dev.conllu");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let ids = text.lines().filter_map(|line| line.strip_prefix("# sent_id = "));
    let (mut right, mut said, mut there) = (0, 0, 0);
    let documents = conllu::read_documents(&text)?;
    let found = documents.iter().map(|document| reader.nlp().retag(document)).collect::<Vec<_>>();
    let sentences =
        found.iter().flat_map(|document| document.sentences().iter().map(move |sentence| (document, sentence)));
    for (id, (document, sentence)) in ids.zip(sentences) {
        let Some(gold) = gold.get(id) else { continue };
        let inside = document.names().iter().filter(|name| sentence.tokens.contains(&name.tokens.start));
        let start = sentence.tokens.start;
        let found: Names = inside.map(|name| (name.tokens.start - start, name.tokens.end - start, name.kind)).collect();
        right += gold.intersection(&found).count();
        said += found.len();
        there += gold.len();
    }
    Ok([
        ("F1".to_owned(), f1(right, said, there)),
        ("precision".to_owned(), share(right, said)),
        ("recall".to_owned(), share(right, there)),
    ]
    .into())
}

/// Names of each sentence by its id.
fn gold(path: &Path) -> Result<BTreeMap<String, Names>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut all = BTreeMap::new();
    let mut id = String::new();
    let mut place = 0;
    let mut open: Option<(u32, u32, NameKind)> = None;
    let mut names = Names::new();
    for line in text.lines().chain([""]) {
        if let Some(new) = line.strip_prefix("# sent_id = ") {
            id = new.to_owned();
        } else if line.is_empty() {
            names.extend(open.take());
            all.insert(std::mem::take(&mut id), std::mem::take(&mut names));
            place = 0;
        } else if !line.starts_with('#') {
            let label = line.split('\t').nth(2).unwrap_or("O");
            let kind = label.split_once('-').and_then(|(_, kind)| NameKind::from_label(kind));
            match (&mut open, kind) {
                (Some((_, end, known)), Some(kind)) if label.starts_with("I-") && *known == kind => *end = place + 1,
                _ => {
                    names.extend(open.take());
                    open = kind.map(|kind| (place, place + 1, kind));
                }
            }
            place += 1;
        }
    }
    Ok(all)
}
