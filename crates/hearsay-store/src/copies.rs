//! The same story in several papers, and its later versions: each is linked to the first of them in the store.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use hearsay_core::lookup::LookUp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::same::Same;
use crate::sketch::Sketch;

/// Articles that are compared for one hash, the first that have it; it is not written down for more. What hundreds begin or
/// end with tells nothing.
const COMPARED: usize = 50;

/// How an article is the first one's story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The very same words.
    Same,
    /// Nearly: cut, led in anew, spelt otherwise.
    Near,
    /// Of the same paper or address: what it made of its own story later.
    Version,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Near => "near",
            Self::Version => "version",
        }
    }

    pub(crate) fn of_name(name: &str) -> Self {
        match name {
            "same" => Self::Same,
            "version" => Self::Version,
            _ => Self::Near,
        }
    }
}

/// What a new article is to an earlier one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Alike {
    pub(crate) sketch: Option<Vec<u8>>,
    /// The first article of the story.
    pub(crate) story: Option<i64>,
    /// How it is that story, and how much of the shorter text stands in the longer.
    pub(crate) how: Option<(Kind, f64)>,
    /// Whether its text tells so, and not its address alone.
    pub(crate) by_text: bool,
}

/// Sketches of articles that were compared: what many begin or end with brings up the same few again and again.
#[derive(Default)]
pub(crate) struct Sketches(HashMap<i64, Option<Sketch>, LookUp>);

/// More than this many are forgotten: some 20 MB.
const REMEMBERED: usize = 20_000;

impl Sketches {
    /// Of an article in the store: as it was kept, or from its text.
    fn of(&mut self, connection: &Connection, article: i64) -> rusqlite::Result<Option<&Sketch>> {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let sketch = match self.0.entry(article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(sketch_of(connection, article)?),
        };
        Ok(sketch.as_ref())
    }
}

fn sketch_of(connection: &Connection, article: i64) -> rusqlite::Result<Option<Sketch>> {
    let kept: Option<Vec<u8>> = connection
        .prepare_cached("select sketch from article where id = ?1")?
        .query_row([article], |row| row.get("sketch"))
        .optional()?
        .flatten();
    if let Some(kept) = kept {
        return Ok(Sketch::unpacked(&kept));
    }
    let text: Option<String> = connection
        .prepare_cached("select text from article_text where article = ?1")?
        .query_row([article], |row| row.get("text"))
        .optional()?;
    Ok(text.as_deref().and_then(Sketch::of))
}

/// What earlier articles share with one.
#[derive(Default)]
struct Shared {
    /// How many of its looked-up hashes each of them has, and whether one of these is rare.
    articles: BTreeMap<i64, (usize, bool)>,
    /// Its hashes that fewer than [`COMPARED`] articles have.
    rare: Vec<i64>,
}

impl Shared {
    fn of(connection: &Connection, sketch: &Sketch, article: i64) -> rusqlite::Result<Self> {
        let mut shared = Self::default();
        let mut select = connection
            .prepare_cached("select article from shingle where hash = ?1 and article < ?2 order by article limit ?3")?;
        for hash in sketch.looked_up() {
            let mut rows = select.query([hash, article, COMPARED as i64])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(row.get(0)?);
            }
            let is_rare = found.len() < COMPARED;
            for other in found {
                let (hashes, any_rare) = shared.articles.entry(other).or_default();
                *hashes += 1;
                *any_rare |= is_rare;
            }
            if is_rare {
                shared.rare.push(hash);
            }
        }
        Ok(shared)
    }

    /// Those that are worth comparing: they share a rare hash, or two.
    fn candidates(&self) -> impl Iterator<Item = i64> {
        self.articles.iter().filter(|(_, (hashes, any_rare))| *any_rare || *hashes > 1).map(|(&article, _)| article)
    }
}

/// Looks an article up among those before it, and puts it where later ones look.
pub(crate) fn first_alike(
    connection: &Connection,
    sketches: &mut Sketches,
    article: i64,
    same: &Same,
    outlet: Option<i64>,
) -> rusqlite::Result<Alike> {
    let Some(sketch) = Sketch::of(same.text) else { return Ok(Alike::default()) };
    let shared = Shared::of(connection, &sketch, article)?;
    let mut best: Option<(i64, f64, bool)> = None;
    for other in shared.candidates() {
        let Some(theirs) = sketches.of(connection, other)? else { continue };
        let likeness = sketch.likeness(theirs);
        if likeness.is_copy() && best.is_none_or(|(_, contained, _)| likeness.contained > contained) {
            best = Some((other, likeness.contained, sketch.is_same(theirs)));
        }
    }
    let by_address = match (best, same.url) {
        (None, Some(url)) => connection
            .prepare_cached("select id from article where url = ?1 and id < ?2 order by id limit 1")?
            .query_row(params![url, article], |row| row.get::<_, i64>(0))
            .optional()?,
        _ => None,
    };
    // Another like the one it was found by would be found by that one.
    if best.is_none_or(|(_, contained, _)| contained < 0.95) {
        for &hash in &shared.rare {
            connection.prepare_cached("insert or ignore into shingle values (?1, ?2)")?.execute([hash, article])?;
        }
    }
    let packed = Some(sketch.packed());
    let Some(other) = best.map(|(other, ..)| other).or(by_address) else {
        return Ok(Alike { sketch: packed, ..Alike::default() });
    };
    let (story, their_outlet, their_url): (i64, Option<i64>, Option<String>) = connection
        .prepare_cached(
            "select coalesce(l.story, a.id) as story, a.outlet, a.url from article a left join alike l on l.article = a.id where a.id = ?1",
        )?
        .query_row([other], |row| {
            Ok((row.get("story")?, row.get("outlet")?, row.get("url")?))
        })?;
    let is_own = outlet.is_some() && outlet == their_outlet || same.url.is_some() && same.url == their_url.as_deref();
    let kind = match best {
        Some((.., true)) => Kind::Same,
        _ if is_own => Kind::Version,
        _ => Kind::Near,
    };
    let how = Some((kind, best.map_or(0.0, |(_, contained, _)| contained)));
    Ok(Alike { sketch: packed, story: Some(story), how, by_text: best.is_some() })
}

/// Writes down how an article is another's story.
pub(crate) fn keep(connection: &Connection, article: i64, alike: &Alike) -> rusqlite::Result<()> {
    if let (Some(story), Some((kind, share))) = (alike.story, alike.how) {
        connection.prepare_cached("insert or replace into alike values (?1, ?2, ?3, ?4)")?.execute(params![
            article,
            story,
            kind.name(),
            share
        ])?;
    }
    Ok(())
}

/// Takes an article out of the look-up again.
pub(crate) fn forget(connection: &Connection, sketches: &mut Sketches, article: i64) -> rusqlite::Result<()> {
    for hash in sketches.of(connection, article)?.into_iter().flat_map(Sketch::looked_up) {
        connection.prepare_cached("delete from shingle where hash = ?1 and article = ?2")?.execute([hash, article])?;
    }
    sketches.0.remove(&article);
    connection.prepare_cached("delete from alike where article = ?1")?.execute([article])?;
    Ok(())
}
