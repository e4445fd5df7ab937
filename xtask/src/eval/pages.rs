//! Pages with their truth: real ones of the data folder, and layouts of readers' comments by us (`crates/hearsay-page/tests/threads`).

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use hearsay::Reader;
use hearsay::core::{Article, BlockKind};
use serde::Deserialize;

use super::{Scores, f1, share};

/// What is known of a page.
#[derive(Deserialize)]
struct Page {
    file: String,
    #[serde(default)]
    english: Option<bool>,
    title: Option<String>,
    date: Option<String>,
    text: Option<String>,
    comments: Option<Vec<Said>>,
}

/// A comment that stands on a page.
#[derive(Deserialize)]
struct Said {
    author: Option<String>,
    reply_to: Option<usize>,
    text_start: String,
}

/// One comment of the truth: right names, whom it answers, how its words may begin.
struct Truth {
    authors: Vec<String>,
    answers: Vec<String>,
    starts: Vec<String>,
}

/// Titles, days and texts of the real sets.
pub(crate) fn pages(_: &Reader, data: &Path) -> Result<Scores> {
    let mut scores = Scores::new();
    for set in ["scrapinghub", "wcxb", "trafilatura", "postlight"] {
        let (mut titles, mut title, mut days, mut day) = (0, 0, 0, 0);
        let (mut texts, mut precision, mut recall) = (0, 0.0, 0.0);
        for page in truth(data, set)?.into_iter().filter(|page| page.english != Some(false)) {
            let article = read(&data.join("pages").join(&page.file))?;
            if let Some(gold) = page.title.filter(|title| !title.is_empty()) {
                titles += 1;
                let said = article.headline().map_or("", |span| article.text.at(span));
                title += usize::from(words(said) == words(&gold));
            }
            if let Some(gold) = page.date.filter(|date| date.len() >= 10) {
                days += 1;
                day += usize::from(article.published.is_some_and(|day| day.to_string() == gold[..10]));
            }
            if let Some(gold) = page.text.filter(|text| !text.is_empty()) {
                texts += 1;
                let (p, r) = shingles(&gold, &body(&article));
                precision += p;
                recall += r;
            }
        }
        if texts > 0 {
            scores
                .insert(format!("{set} text F1"), 200.0 * precision * recall / (precision + recall) / f64::from(texts));
        }
        if titles > 0 {
            scores.insert(format!("{set} title"), share(title, titles));
        }
        if days > 0 {
            scores.insert(format!("{set} day"), share(day, days));
        }
    }
    Ok(scores)
}

/// Readers' comments of real pages.
pub(crate) fn comments(_: &Reader, data: &Path) -> Result<Scores> {
    let mut tally = Tally::default();
    for page in truth(data, "comments")? {
        let article = read(&data.join("pages").join(&page.file))?;
        let comments = page.comments.unwrap_or_default();
        let name = |at: usize| comments[at].author.clone().unwrap_or_default();
        let gold = comments.iter().map(|said| Truth {
            authors: said.author.iter().cloned().collect(),
            answers: said.reply_to.iter().map(|&at| name(at)).collect(),
            starts: vec![said.text_start.clone()],
        });
        tally.add(&article, &gold.collect::<Vec<_>>());
    }
    Ok(tally.scores(""))
}

/// The layouts by us, those looked at while the reader was written and those written afterwards.
pub(crate) fn threads(_: &Reader, _: &Path) -> Result<Scores> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/hearsay-page/tests/threads");
    let mut scores = Scores::new();
    let mut lists: Vec<PathBuf> = fs::read_dir(&folder)?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    lists.sort();
    // In the decoys nobody comments.
    lists.retain(|list| list.extension().is_some_and(|end| end == "tsv") && !list.ends_with("decoys.tsv"));
    for list in lists {
        let half = list.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
        let mut layouts = BTreeMap::<&str, Vec<Truth>>::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let layout = layouts.entry(fields.next().unwrap_or("")).or_default();
            let mut field =
                || fields.next().unwrap_or("").split('|').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            let (authors, answers, starts): (_, _, Vec<String>) = (field(), field(), field());
            if !starts.is_empty() {
                layout.push(Truth { authors, answers, starts });
            }
        }
        let mut tally = Tally::default();
        for (layout, gold) in layouts {
            tally.add(&read(&folder.join(layout))?, &gold);
        }
        scores.extend(tally.scores(&format!("{half} ")));
    }
    Ok(scores)
}

#[derive(Default)]
struct Tally {
    right: usize,
    said: usize,
    there: usize,
    answered: usize,
    answers: usize,
    /// Comments whose words are among the paper's.
    voiced: usize,
}

impl Tally {
    fn add(&mut self, article: &Article, gold: &[Truth]) {
        let bodies = article.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Comment(_)));
        let bodies: Vec<String> = bodies.map(|block| letters(article.text.at(block.body))).collect();
        let mut used = vec![false; bodies.len()];
        let same = |name: Option<&String>, names: &[String]| {
            let name = letters(name.map_or("", String::as_str));
            names.iter().any(|other| letters(other) == name)
        };
        let mine = |truth: &Truth, at: usize, used: &[bool]| {
            let begins = |start: &String| bodies[at].starts_with(&letters(start).chars().take(40).collect::<String>());
            let signed = truth.authors.is_empty() || same(article.comments[at].author.as_ref(), &truth.authors);
            !used[at] && signed && truth.starts.iter().any(begins)
        };
        for truth in gold {
            let found = (0..bodies.len()).find(|&at| mine(truth, at, &used));
            if let Some(at) = found {
                used[at] = true;
                self.right += 1;
            }
            if !truth.answers.is_empty() {
                self.answers += 1;
                let answers = |at: usize| same(article.comments[at].reply_to.as_ref(), &truth.answers);
                self.answered += usize::from(found.is_some_and(answers));
            }
            // A page may quote its readers, and readers the page: then the words stand in both.
            if found.is_none() {
                let paper = article.blocks.iter().filter(|block| block.kind.is_report());
                let start: String = letters(&truth.starts[0]).chars().take(30).collect();
                self.voiced += usize::from(
                    paper.map(|block| letters(article.text.at(block.span))).any(|words| words.contains(&start)),
                );
            }
        }
        self.said += bodies.len();
        self.there += gold.len();
    }

    fn scores(&self, half: &str) -> Scores {
        let mut scores = Scores::from([(format!("{half}F1"), f1(self.right, self.said, self.there))]);
        scores.insert(format!("{half}precision"), share(self.right, self.said));
        scores.insert(format!("{half}recall"), share(self.right, self.there));
        scores.insert(format!("{half}answers"), share(self.answered, self.answers));
        scores.insert(format!("{half}not the paper's"), share(self.there - self.voiced, self.there));
        scores
    }
}

fn truth(data: &Path, set: &str) -> Result<Vec<Page>> {
    let path = data.join("pages").join(format!("{set}-truth.json"));
    serde_json::from_str(&fs::read_to_string(&path).with_context(|| path.display().to_string())?)
        .context(set.to_owned())
}

fn read(path: &Path) -> Result<Article> {
    let mut bytes = Vec::new();
    let raw = fs::read(path).with_context(|| path.display().to_string())?;
    if raw.starts_with(b"\x1f\x8b") {
        flate2::read::GzDecoder::new(raw.as_slice()).read_to_end(&mut bytes)?;
    } else {
        bytes = raw;
    }
    // A page without an article has nothing right.
    Ok(hearsay::articles(&bytes, &hearsay::Hints::default()).into_iter().find_map(Result::ok).unwrap_or_default())
}

fn body(article: &Article) -> String {
    let kinds = [BlockKind::Standfirst, BlockKind::Paragraph, BlockKind::Crosshead];
    let parts = article.blocks.iter().filter(|block| kinds.contains(&block.kind));
    parts.map(|block| article.text.at(block.span)).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Precision and recall of runs of four words.
fn shingles(gold: &str, said: &str) -> (f64, f64) {
    let runs = |text: &str| {
        let words = words(text);
        let mut runs = BTreeMap::<Vec<String>, usize>::new();
        let length = words.len().min(4);
        words.windows(length.max(1)).for_each(|run| *runs.entry(run.to_vec()).or_default() += 1);
        runs
    };
    let (gold, said) = (runs(gold), runs(said));
    let both: usize = gold.iter().map(|(run, count)| (*count).min(said.get(run).copied().unwrap_or(0))).sum();
    let of = |runs: &BTreeMap<Vec<String>, usize>| both as f64 / runs.values().sum::<usize>().max(1) as f64;
    (of(&said), of(&gold))
}
