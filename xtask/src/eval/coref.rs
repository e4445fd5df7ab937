//! Coreference: chains on GUM (gold words, own trees, own mentions) and pronouns on GAP (raw text).
//!
//! GUM is scored as the CoNLL-2012 shared task and CorefUD's scorer have it: the mean F1 of MUC, B-cubed and CEAF with phi 4, without
//! chains of one mention; a mention is found when its head word is (`heads`), or more strictly when its first and last word are
//! (`spans`). GAP (Webster et al. 2018): for each pronoun, is it name A, is it name B; F1 over those that it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use hearsay::Reader;
use hearsay::core::{Article, Block, BlockKind, Document, Entities, EntityId, Mention, Span, Text, TokenId, conllu};
use hearsay::read::Choice;

use super::matching::most;
use super::{Scores, f1, share};

/// First word, last word, head word, counted through the document.
type Place = (u32, u32, u32);

pub(crate) fn gum(reader: &Reader, data: &Path) -> Result<Scores> {
    let path = data.join("ud_gum/en_gum-ud-dev.nonnc.conllu");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let documents = conllu::read_documents(&text)?;
    let gold = gold_chains(&text);
    ensure!(gold.len() == documents.len(), "{} documents, but chains of {}", documents.len(), gold.len());
    let (mut heads, mut spans) = (Tally::default(), Tally::default());
    for (document, gold) in documents.iter().zip(&gold) {
        let document = reader.nlp().retag(document);
        let found = own_chains(&document, &hearsay::read::chains(&document, reader.lexicon()));
        heads.add(&by(gold, |place| (place.2, place.2)), &by(&found, |place| (place.2, place.2)));
        spans.add(&by(gold, |place| (place.0, place.1)), &by(&found, |place| (place.0, place.1)));
    }
    let mut scores = Scores::new();
    for (name, tally) in [("heads", heads), ("spans", spans)] {
        scores.insert(format!("CoNLL F1, {name}"), (tally.muc.f1() + tally.b3.f1() + tally.ceaf.f1()) / 3.0);
        scores.insert(format!("mentions F1, {name}"), tally.mentions.f1());
        scores.insert(format!("MUC, {name}"), tally.muc.f1());
        scores.insert(format!("B3, {name}"), tally.b3.f1());
        scores.insert(format!("CEAF4, {name}"), tally.ceaf.f1());
    }
    Ok(scores)
}

/// Chains of two or more mentions, each mention once.
fn by(chains: &[Vec<Place>], key: impl Fn(&Place) -> (u32, u32)) -> Vec<BTreeSet<(u32, u32)>> {
    let mut seen = BTreeSet::new();
    let unique = |chain: &Vec<Place>| chain.iter().map(&key).filter(|&place| seen.insert(place)).collect();
    chains.iter().map(unique).filter(|chain: &BTreeSet<_>| chain.len() > 1).collect()
}

/// A document's chains by their number, and the mentions that are still open.
#[derive(Default)]
struct Brackets {
    chains: BTreeMap<String, Vec<Place>>,
    open: Vec<(String, u32, u32)>,
}

/// GUM's `Entity=(ID-kind-state-...-heads-...` and `ID)`; the field after five dashes tells the place of the head in the mention.
fn gold_chains(text: &str) -> Vec<Vec<Vec<Place>>> {
    let mut documents: Vec<Brackets> = Vec::new();
    let mut word = 0;
    for line in text.lines() {
        if line.starts_with("# newdoc id") {
            documents.push(Brackets::default());
            word = 0;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != 10 || cells[0].parse::<u32>().is_err() {
            continue;
        }
        let Some(document) = documents.last_mut() else { continue };
        let column = cells[9].split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or("");
        for part in brackets(column) {
            let fields: Vec<&str> = part.trim_matches(['(', ')']).split('-').collect();
            let id = fields[0].to_owned();
            if part.starts_with('(') {
                let head = fields.get(5).and_then(|heads| heads.split(',').next()?.parse::<u32>().ok()).unwrap_or(1);
                document.open.push((id.clone(), word, word + head.max(1) - 1));
            }
            if part.ends_with(')')
                && let Some(at) = document.open.iter().rposition(|(open, ..)| *open == id)
            {
                let (id, first, head) = document.open.remove(at);
                document.chains.entry(id).or_default().push((first, word, head));
            }
        }
        word += 1;
    }
    documents.into_iter().map(|document| document.chains.into_values().collect()).collect()
}

/// "(1-person-new(2-place-new)1)" into its brackets.
fn brackets(column: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, letter) in column.char_indices() {
        if letter == '(' && at > start {
            parts.push(&column[start..at]);
            start = at;
        } else if letter == ')' {
            parts.push(&column[start..=at]);
            start = at + 1;
        }
    }
    parts.extend(Some(&column[start..]).filter(|rest| !rest.is_empty()));
    parts
}

/// GUM marks no relative pronouns.
fn own_chains(document: &Document, chains: &[Vec<Mention>]) -> Vec<Vec<Place>> {
    let tokens = document.tokens();
    let place = |mention: &Mention| {
        let first = tokens.partition_point(|token| token.span.end() <= mention.span.start());
        let last = tokens.partition_point(|token| token.span.start() < mention.span.end());
        (first as u32, last.saturating_sub(1).max(first) as u32, mention.head.0)
    };
    let counts = |mention: &&Mention| !matches!(&*document.token(mention.head).xpos, "WP" | "WDT" | "WP$");
    chains.iter().map(|chain| chain.iter().filter(counts).map(place).collect()).collect()
}

/// Right and possible, of what was found and of what is there.
#[derive(Default)]
struct Ratio {
    precision: (f64, f64),
    recall: (f64, f64),
}

impl Ratio {
    fn f1(&self) -> f64 {
        let part = |(right, all): (f64, f64)| if all > 0.0 { right / all } else { 0.0 };
        let (precision, recall) = (part(self.precision), part(self.recall));
        if precision + recall > 0.0 { 200.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

#[derive(Default)]
struct Tally {
    mentions: Ratio,
    muc: Ratio,
    b3: Ratio,
    ceaf: Ratio,
}

type Chain = BTreeSet<(u32, u32)>;

impl Tally {
    fn add(&mut self, gold: &[Chain], found: &[Chain]) {
        let all = |chains: &[Chain]| chains.iter().flatten().copied().collect::<Chain>();
        let (there, said) = (all(gold), all(found));
        let both = there.intersection(&said).count() as f64;
        add(&mut self.mentions.precision, both, said.len() as f64);
        add(&mut self.mentions.recall, both, there.len() as f64);
        one_way(&mut self.muc.recall, &mut self.b3.recall, gold, found);
        one_way(&mut self.muc.precision, &mut self.b3.precision, found, gold);
        // Phi 4: the share of mentions that two chains have in common; each chain is held against at most one other.
        let phi = |a: &Chain, b: &Chain| 2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64;
        let table: Vec<Vec<f64>> = gold.iter().map(|a| found.iter().map(|b| phi(a, b)).collect()).collect();
        let best = most(&table);
        add(&mut self.ceaf.recall, best, gold.len() as f64);
        add(&mut self.ceaf.precision, best, found.len() as f64);
    }
}

fn add(sum: &mut (f64, f64), right: f64, all: f64) {
    sum.0 += right;
    sum.1 += all;
}

/// MUC's links and B-cubed's mentions of `here` that `other` keeps together.
fn one_way(muc: &mut (f64, f64), b3: &mut (f64, f64), here: &[Chain], other: &[Chain]) {
    let chain_of: BTreeMap<_, _> =
        other.iter().enumerate().flat_map(|(number, chain)| chain.iter().map(move |place| (place, number))).collect();
    for chain in here {
        let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
        let mut alone = 0;
        for place in chain {
            match chain_of.get(place) {
                Some(&number) => *parts.entry(number).or_default() += 1,
                None => alone += 1,
            }
        }
        add(muc, (chain.len() - parts.len() - alone) as f64, (chain.len() - 1) as f64);
        let together: usize = parts.values().map(|size| size * size).sum();
        add(b3, together as f64 / chain.len() as f64, chain.len() as f64);
    }
}

pub(crate) fn gap(reader: &Reader, data: &Path) -> Result<Scores> {
    let path = data.join("gap/gap-validation.tsv");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (mut right, mut said, mut there) = (0, 0, 0);
    let mut by_gender: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() == 11, "{line}: {} cells", cells.len());
        let document = reader.nlp().annotate(plain(cells[1]));
        let entities = hearsay::read::entities(&document, reader.lexicon());
        let span = |words: &str, offset: &str| -> Result<Span> {
            let start = byte_of(cells[1], offset.parse()?);
            Ok(Span::new(start, start + words.len()))
        };
        let pronoun = entity_at(&document, &entities, span(cells[2], cells[3])?);
        let gender = if ["he", "him", "his"].contains(&cells[2].to_lowercase().as_str()) { "he" } else { "she" };
        for name in [4, 7] {
            let says =
                pronoun.is_some() && pronoun == entity_at(&document, &entities, span(cells[name], cells[name + 1])?);
            let is = cells[name + 2] == "TRUE";
            let tally = by_gender.entry(gender).or_default();
            right += usize::from(says && is);
            said += usize::from(says);
            there += usize::from(is);
            tally.0 += usize::from(says && is);
            tally.1 += usize::from(says);
            tally.2 += usize::from(is);
        }
    }
    let mut scores: Scores = [
        ("F1".to_owned(), f1(right, said, there)),
        ("precision".to_owned(), share(right, said)),
        ("recall".to_owned(), share(right, there)),
    ]
    .into();
    scores.extend(by_gender.into_iter().map(|(gender, (r, s, t))| (format!("F1, {gender}"), f1(r, s, t))));
    Ok(scores)
}

/// Between whom the pronouns of GUM's and GAP's training texts choose, one candidate a line, for `pronouns.py`: choice, whether it is
/// right, what is seen of it. Choices without a right one among them are left out.
pub(crate) fn choices(reader: &Reader, data: &Path) -> Result<()> {
    let mut number = 0;
    println!("{}", Choice::FEATURES.join("\t"));
    let mut write = |choice: &Choice, right: &dyn Fn(TokenId) -> bool| {
        let rights: Vec<bool> =
            choice.candidates.iter().map(|(heads, _)| heads.iter().any(|&head| right(head))).collect();
        if rights.contains(&true) && choice.candidates.len() > 1 {
            number += 1;
            for ((_, seen), right) in choice.candidates.iter().zip(rights) {
                let seen: Vec<String> = seen.iter().map(|value| format!("{value:.3}")).collect();
                println!("{number}\t{}\t{}", u8::from(right), seen.join("\t"));
            }
        }
    };
    let text = fs::read_to_string(data.join("ud_gum/en_gum-ud-train.nonnc.conllu"))?;
    for (document, gold) in conllu::read_documents(&text)?.iter().zip(gold_chains(&text)) {
        let document = reader.nlp().retag(document);
        let chain_of: BTreeMap<u32, usize> = gold
            .iter()
            .enumerate()
            .flat_map(|(chain, places)| places.iter().map(move |place| (place.2, chain)))
            .collect();
        for choice in hearsay::read::choices(&document, reader.lexicon()) {
            let own = chain_of.get(&choice.pronoun.0);
            write(&choice, &|head| own.is_some() && chain_of.get(&head.0) == own);
        }
    }
    let text = fs::read_to_string(data.join("gap/gap-development.tsv"))?;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() == 11, "{line}: {} cells", cells.len());
        let document = reader.nlp().annotate(plain(cells[1]));
        let span = |words: usize| -> Result<Span> {
            let start = byte_of(cells[1], cells[words + 1].parse()?);
            Ok(Span::new(start, start + cells[words].len()))
        };
        let pronoun = span(2)?;
        let names =
            [4, 7].into_iter().filter(|&name| cells[name + 2] == "TRUE").map(span).collect::<Result<Vec<_>>>()?;
        for choice in hearsay::read::choices(&document, reader.lexicon()) {
            if pronoun.contains(document.token(choice.pronoun).span) {
                write(&choice, &|head| names.iter().any(|name| name.contains(document.token(head).span)));
            }
        }
    }
    Ok(())
}

/// The text as an article of one paragraph.
fn plain(text: &str) -> Arc<Article> {
    let span = Span::new(0, text.len());
    let block = Block { kind: BlockKind::Paragraph, span, body: span };
    Arc::new(Article { text: Text::from(text), blocks: vec![block], ..Article::default() })
}

/// Offsets of the set count code points.
fn byte_of(text: &str, point: usize) -> usize {
    text.char_indices().nth(point).map_or(text.len(), |(at, _)| at)
}

/// The entity with a mention headed inside the span.
fn entity_at(document: &Document, entities: &Entities, span: Span) -> Option<EntityId> {
    document.ids().filter(|&id| span.contains(document.token(id).span)).find_map(|id| entities.headed_by(id))
}
