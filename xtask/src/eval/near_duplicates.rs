//! Near duplicates: pairs made by the edits that wires and papers really make, and pairs that only look alike.
//!
//! All pairs are put into one store, so that finding is measured and not only comparing: half of them are a story and what
//! became of it; half are two stories of which one quotes or retells a part of the other, or that are told in the same form.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use hearsay::core::record::Findings;
use hearsay::{Fields, Hints, Reader, Record};
use hearsay_store::{Keep, Store};
use serde::Deserialize;

use super::{Scores, json_lines, share};
use crate::fuzz::Random;
use crate::pile;

/// Pairs of each half.
const HALF: usize = 250;

#[derive(Deserialize)]
struct Article {
    text: Option<String>,
    tokens: Option<Vec<String>>,
}

/// How right and how complete the links are.
pub(crate) fn near_duplicates(_: &Reader, data: &Path) -> Result<Scores> {
    let mut stories: Vec<Vec<String>> = Vec::new();
    for file in ["wikinews/wikinews.jsonl", "ecbplus/dev.jsonl"] {
        for article in json_lines::<Article>(&data.join(file))? {
            let text = article.text.or_else(|| article.tokens.map(|tokens| tokens.join(" ")));
            stories.extend(text.map(|text| paragraphs(&text)));
        }
    }
    // Of ours, too: told in one form over and over, as papers tell of markets and weather.
    for number in 0..120 {
        stories.push(pile::story(number, &mut Random::of(number)).1);
    }
    stories.retain(|story| words(&story.join(" ")) >= 80 && story.len() >= 3);
    ensure!(stories.len() >= HALF, "{} stories are too few", stories.len());
    let folder = std::env::temp_dir().join(format!("hearsay-near-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let scores = score(&stories, Store::open(folder.join("s"))?);
    fs::remove_dir_all(&folder)?;
    scores
}

fn score(stories: &[Vec<String>], mut store: Store) -> Result<Scores> {
    let mut random = Random::of(20_261_129);
    let keep = Keep { reader: "1".to_owned(), text: false, again: false };
    let mut batch = store.batch(&keep)?;
    let mut put = |id: String, text: &str| -> Result<()> {
        let article =
            Fields { id: Some(id), text: Some(text.to_owned()), ..Fields::default() }.article(&Hints::default())?;
        batch.add(&Record::new(&article, Findings::default()), None)?;
        Ok(())
    };
    // Stories of the set that are another's copy in earnest are no pair of strangers.
    for (number, story) in stories.iter().enumerate() {
        put(format!("story-{number}"), &story.join("\n\n"))?;
    }
    let mut pairs = Vec::new();
    for number in 0..2 * HALF {
        let at = number * 7 % stories.len();
        let other = (at + 1 + random.below(stories.len() - 1)) % stories.len();
        let (is_copy, text) = if number % 2 == 0 {
            (true, edited(&stories[at], number / 2, &mut random))
        } else {
            (false, stranger(&stories[at], &stories[other], &mut random))
        };
        put(format!("pair-{number}"), &text)?;
        pairs.push((is_copy, at, number));
    }
    batch.commit()?;
    let (mut right, mut linked, mut there) = (0, 0, 0);
    let mut by_edit = std::collections::BTreeMap::<&str, [usize; 2]>::new();
    for (is_copy, at, number) in pairs {
        let story = store.story(&format!("pair-{number}"))?;
        let own = store.story(&format!("story-{at}"))?.map(|story| story.first);
        let is_linked = story.as_ref().is_some_and(|story| Some(&story.first) == own.as_ref());
        there += usize::from(is_copy);
        linked += usize::from(is_linked);
        right += usize::from(is_copy && is_linked);
        let of = by_edit.entry(if is_copy { EDITS[number / 2 % EDITS.len()] } else { "strangers" }).or_default();
        of[0] += usize::from(is_linked);
        of[1] += 1;
    }
    for (edit, [linked, all]) in by_edit {
        println!("near-duplicates: {edit}: {linked} of {all} linked");
    }
    Ok(Scores::from([("precision".to_owned(), share(right, linked)), ("recall".to_owned(), share(right, there))]))
}

/// Parts that are a paragraph, or some sentences where a text has none.
fn paragraphs(text: &str) -> Vec<String> {
    let parts: Vec<String> = text
        .split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() >= 3 {
        return parts;
    }
    let mut sentences = Vec::new();
    let whole = parts.join(" ");
    let mut rest = whole.as_str();
    while let Some(end) = rest.find(". ") {
        sentences.push(rest[..=end].to_owned());
        rest = &rest[end + 2..];
    }
    sentences.push(rest.to_owned());
    sentences.chunks(2).map(|pair| pair.join(" ")).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// What wires and papers do to a story.
const EDITS: [&str; 9] = [
    "cut from its end",
    "a new lead",
    "other spelling",
    "own lines around it",
    "paragraphs moved and left out",
    "words changed",
    "cut, with a new lead",
    "a new lead, other spelling",
    "background added",
];

fn edited(story: &[String], kind: usize, random: &mut Random) -> String {
    let mut parts: Vec<String> = story.to_vec();
    match kind % EDITS.len() {
        0 => cut(&mut parts, 0.3, random),
        1 => lead(&mut parts, random),
        2 => respelt(&mut parts),
        3 => {
            parts.insert(0, "ARLEN, 3 May (Valley News) - By Jane Stroud".to_owned());
            parts.push(
                "(Additional reporting by Oda Lund in Arlen and Felix Hark in Brenn; editing by Mira Holt)".to_owned(),
            );
            parts.push("Sign up for our morning letter to have the news of the day before breakfast.".to_owned());
        }
        4 => {
            let from = 1 + random.below(parts.len() - 1);
            let moved = parts.remove(from);
            let to = random.below(parts.len()) + 1;
            parts.insert(to.min(parts.len()), moved);
            if parts.len() > 4 {
                parts.remove(2 + random.below(parts.len() - 2));
            }
        }
        5 => parts.iter_mut().for_each(|part| reworded(part, random)),
        6 => {
            cut(&mut parts, 0.5, random);
            lead(&mut parts, random);
        }
        7 => {
            lead(&mut parts, random);
            respelt(&mut parts);
        }
        _ => {
            // As much as a third again, of the paper's own.
            let (_, mut own) = pile::story(random.below(9_999) as u64, random);
            let most = words(&parts.join(" ")) / 3;
            while words(&own.join(" ")) > most.max(30) && own.len() > 1 {
                own.pop();
            }
            parts.append(&mut own);
        }
    }
    parts.join("\n\n")
}

/// Leaves at least so much of it, from its beginning.
fn cut(parts: &mut Vec<String>, least: f64, random: &mut Random) {
    let share = least + (0.9 - least) * random.below(100) as f64 / 100.0;
    let whole = words(&parts.join(" ")) as f64;
    while parts.len() > 1 && (words(&parts[..parts.len() - 1].join(" ")) as f64) >= share * whole {
        parts.pop();
    }
}

/// Another first paragraph, before the old one or in its place.
fn lead(parts: &mut Vec<String>, random: &mut Random) {
    let (headline, own) = pile::story(random.below(9_999) as u64, random);
    let new = format!("{headline}. {}", own[0]);
    if words(&parts[0]) * 4 < words(&parts.join(" ")) && random.below(2) == 0 {
        parts[0] = new;
    } else {
        parts.insert(0, new);
    }
}

/// British and American spelling, titles, figures and marks, each the other way.
const SPELLINGS: [(&str, &str); 34] = [
    ("percent", "per cent"),
    ("defense", "defence"),
    ("defence", "defense"),
    ("labor", "labour"),
    ("organization", "organisation"),
    ("program", "programme"),
    ("center", "centre"),
    ("centre", "center"),
    ("color", "colour"),
    ("neighbor", "neighbour"),
    ("favor", "favour"),
    ("ized", "ised"),
    ("ised", "ized"),
    ("izing", "ising"),
    ("ization", "isation"),
    ("traveled", "travelled"),
    ("canceled", "cancelled"),
    ("toward ", "towards "),
    ("U.S.", "US"),
    ("U.N.", "UN"),
    ("Mr. ", "Mr "),
    ("Mrs. ", "Mrs "),
    ("Dr. ", "Dr "),
    (" two ", " 2 "),
    (" three ", " 3 "),
    (" ten ", " 10 "),
    ("\"", "'"),
    (" - ", " — "),
    ("Jan. ", "January "),
    ("Feb. ", "February "),
    ("Sept. ", "September "),
    ("Oct. ", "October "),
    ("Nov. ", "November "),
    ("Dec. ", "December "),
];

fn respelt(parts: &mut [String]) {
    for part in parts {
        for (one, other) in SPELLINGS {
            *part = part.replace(one, other);
        }
    }
}

/// A word in thirty is another, or gone.
fn reworded(part: &mut String, random: &mut Random) {
    let words: Vec<&str> = part.split(' ').collect();
    let mut said = Vec::with_capacity(words.len());
    for word in words {
        match random.below(60) {
            0 => {}
            1 => said.push("reportedly"),
            _ => said.push(word),
        }
    }
    *part = said.join(" ").replace(" said ", " told reporters ");
}

/// Another story, with a paragraph of this one in it that makes up to a quarter of it.
fn stranger(story: &[String], other: &[String], random: &mut Random) -> String {
    let mut parts = other.to_vec();
    // Its own words once more would be a copy of that one, which is in the store: it gets new ones.
    let (headline, own) = pile::story(10_000 + random.below(99_999) as u64, random);
    parts.truncate(1);
    parts[0] = headline;
    parts.extend(own);
    let most = words(&parts.join(" ")) / 3;
    let mut quoted = 0;
    for part in story.iter().skip(1) {
        if quoted + words(part) > most {
            break;
        }
        quoted += words(part);
        parts.push(part.clone());
    }
    parts.join("\n\n")
}
