//! `cargo xtask eval`: scores on the dev sets against floors that only rise.

mod coref;
mod dates;
mod gold_events;
mod labelled;
mod matching;
mod modality;
mod names;
mod near_duplicates;
mod own_events;
mod own_statements;
mod pages;
mod pairs;
mod parse;
mod precision;
mod recognizers;
mod said;
mod speed;
mod statements;
mod uds;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hearsay::Reader;

/// Named percentages.
pub(crate) type Scores = BTreeMap<String, f64>;

/// A set of scores: its name, the folder of data that it needs, and how they are got.
struct Set {
    name: &'static str,
    needs: &'static str,
    score: fn(&Reader, &Path) -> Result<Scores>,
}

const SETS: [Set; 34] = [
    Set {
        name: "ewt",
        needs: "ud_ewt",
        score: |reader, data| parse::gold(reader, &data.join("ud_ewt/en_ewt-ud-dev.conllu")),
    },
    Set {
        name: "gum",
        needs: "ud_gum",
        score: |reader, data| parse::gold(reader, &data.join("ud_gum/en_gum-ud-dev.nonnc.conllu")),
    },
    Set {
        name: "ewt-raw",
        needs: "ud_ewt",
        score: |reader, data| parse::raw(reader, &data.join("ud_ewt/en_ewt-ud-dev.conllu")),
    },
    Set {
        name: "gum-raw",
        needs: "ud_gum",
        score: |reader, data| parse::raw(reader, &data.join("ud_gum/en_gum-ud-dev.nonnc.conllu")),
    },
    Set { name: "uner", needs: "uner_ewt", score: names::names },
    Set { name: "coref", needs: "ud_gum", score: coref::gum },
    Set { name: "gap", needs: "gap", score: coref::gap },
    Set { name: "dates", needs: "gum_dates", score: dates::dates },
    Set { name: "recognizers", needs: "recognizers_datetime", score: recognizers::recognizers },
    Set { name: "pages", needs: "pages", score: pages::pages },
    Set { name: "comments", needs: "pages", score: pages::comments },
    Set { name: "threads", needs: ".", score: pages::threads },
    Set { name: "modality", needs: ".", score: modality::modality },
    Set { name: "uds", needs: "uds_factuality", score: uds::uds },
    Set { name: "polnear", needs: "polnear", score: statements::statements },
    Set { name: "rules-polnear", needs: "polnear", score: statements::by_rules },
    Set { name: "speed-statements", needs: "polnear", score: statements::speed },
    Set { name: "own-statements", needs: "wikinews", score: own_statements::report },
    Set { name: "own-statements-tuning", needs: "wikinews", score: own_statements::tuning },
    Set { name: "own-statements-dev", needs: "own_statements", score: labelled::dev },
    Set { name: "own-statements-train", needs: "own_statements", score: labelled::train },
    Set { name: "own-events", needs: "own_events", score: own_events::own_events },
    Set { name: "speed-events", needs: "wikinews", score: speed::events },
    Set { name: "petrarch", needs: "event_gold", score: gold_events::petrarch },
    Set { name: "plover", needs: "event_gold", score: gold_events::plover },
    Set { name: "actors", needs: "event_gold", score: gold_events::actors },
    Set { name: "precision", needs: "current_events", score: precision::report },
    Set { name: "precision-tuning", needs: "current_events", score: precision::tuning },
    Set { name: "precision-unread", needs: "own_events", score: precision::unread },
    Set { name: "precision-unread-2", needs: "own_events", score: precision::last },
    Set { name: "said", needs: "own_events", score: said::report },
    Set { name: "said-tuning", needs: "own_events", score: said::tuning },
    Set { name: "near-duplicates", needs: "wikinews", score: near_duplicates::near_duplicates },
    Set { name: "zsp", needs: "zsp_plover_pairs", score: pairs::pairs },
];

pub(crate) fn run(data: &Path, only: &[String], raise: bool) -> Result<()> {
    let reader = Reader::bundled()?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../eval/floors.toml");
    let mut floors: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(&fs::read_to_string(&path)?)?;
    let mut below = Vec::new();
    for set in &SETS {
        if !only.is_empty() && !only.iter().any(|start| set.name.starts_with(start.as_str())) {
            continue;
        }
        if !data.join(set.needs).is_dir() {
            println!("{:<9} skipped: {} is not there", set.name, data.join(set.needs).display());
            continue;
        }
        let scores = (set.score)(&reader, data).with_context(|| set.name)?;
        let floor = floors.entry(set.name.to_owned()).or_default();
        for (name, score) in scores {
            let least = floor.get(&name).copied();
            let verdict = match least {
                Some(least) if score < least => {
                    below.push(format!("{} {name} is {score:.1}, its floor {least:.1}", set.name));
                    "BELOW ITS FLOOR"
                }
                Some(_) => "ok",
                None => "no floor",
            };
            let least = least.map_or_else(|| "-".to_owned(), |least| format!("{least:.1}"));
            println!("{:<9} {name:<28} {score:>6.2}   floor {least:>5}   {verdict}", set.name);
            if let Some(least) = floor.get_mut(&name).filter(|_| raise) {
                // Three tenths below, rounded down: another processor's sums may turn a few words.
                *least = least.max((score * 10.0 - 3.0).floor() / 10.0);
            }
        }
    }
    if raise {
        let head = "# Least dev scores, percent. They only rise: `cargo xtask eval --raise`.\n\n";
        fs::write(&path, head.to_owned() + &toml::to_string(&floors)?)?;
    }
    ensure!(below.is_empty(), "{}", below.join("\n"));
    Ok(())
}

/// What pronouns choose between.
pub(crate) fn choices(data: &Path) -> Result<()> {
    coref::choices(&Reader::bundled()?, data)
}

/// Writes the signs of factuality that training learns from.
pub(crate) fn factuality(data: &Path, out: &Path) -> Result<()> {
    uds::table(&Reader::bundled()?, data, out)
}

/// Prints the reported events of a sample for a reader to judge.
pub(crate) fn sample(data: &Path, part: &str, all: bool) -> Result<()> {
    precision::worksheet(&Reader::bundled()?, data, part, all)
}

/// Prints the statements of a sample of news that nobody has judged yet, as lines for a reader (docs/said.md).
pub(crate) fn said(data: &Path, part: &str) -> Result<()> {
    said::worksheet(&Reader::bundled()?, data, part)
}

/// 2 right / (said + there), in percent.
pub(crate) fn f1(right: usize, said: usize, there: usize) -> f64 {
    200.0 * right as f64 / (said + there).max(1) as f64
}

/// In percent.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// Each line of a JSON Lines file.
pub(crate) fn json_lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}
