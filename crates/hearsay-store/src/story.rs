//! A story in all the versions that a store has of it, and what changed from one to the next in who says what.

use std::collections::BTreeSet;

use hearsay_core::Voice;
use rusqlite::OptionalExtension;

use crate::codes::Coded;
use crate::copies::Kind;
use crate::day;
use crate::error::Result;
use crate::room::ROOM;
use crate::store::Store;

/// All that a store has of one story, in the order in which it was printed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Story {
    /// The article that came first into the store.
    pub first: String,
    /// Each telling of it.
    pub versions: Vec<Version>,
}

/// One telling of a story.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Version {
    /// Key of the article.
    pub article: String,
    /// Day of publication.
    pub published: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// How it is the first one's story; None of the first one.
    pub kind: Option<Kind>,
    /// How much of the shorter text stands in the longer.
    pub share: Option<f64>,
    /// What changed in who says what, from the last version before it whose words differ.
    pub changes: Vec<Change>,
}

/// A statement that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// It was not said before.
    Added {
        /// Who says it; empty where nobody is named.
        speaker: String,
        /// What.
        content: String,
    },
    /// It is said no more.
    Dropped {
        /// Who said it.
        speaker: String,
        /// What.
        content: String,
    },
    /// The same speaker says it otherwise.
    Reworded {
        /// Who says it.
        speaker: String,
        /// As it was.
        before: String,
        /// As it is.
        content: String,
    },
    /// Another says it.
    Ascribed {
        /// Who said it.
        before: String,
        /// Who says it.
        speaker: String,
        /// What.
        content: String,
    },
}

/// Two contents with so many of their words in common are one, said otherwise.
const ALIKE: f64 = 0.5;

struct Said {
    speaker: String,
    content: String,
    words: BTreeSet<String>,
}

impl Store {
    /// The story that an article tells, in all versions that are here; None where there is no such article.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn story(&self, key: &str) -> Result<Option<Story>> {
        // Of the first layout, opened for reading only.
        let has_stories = self.connection.prepare("select 1 from sqlite_schema where name = 'alike'")?.exists([])?;
        let from = if has_stories {
            "alike"
        } else {
            "(select id as article, copy_of as story, 'near' as kind, 1.0 as share from article where copy_of is not null)"
        };
        let first: Option<i64> = self
            .connection
            .query_row(
                &format!("select coalesce(l.story, a.id) from article a left join {from} l on l.article = a.id where a.key = ?1"),
                [key],
                |row| row.get(0),
            )
            .optional()?;
        let Some(first) = first else { return Ok(None) };
        let mut select = self.connection.prepare(&format!(
            "select a.id, a.key, a.published, o.name as outlet, a.headline, l.kind, l.share from article a
             left join outlet o on o.id = a.outlet left join {from} l on l.article = a.id
             where a.id = ?1 or l.story = ?1 order by coalesce(a.published, 0), a.id"
        ))?;
        let mut rows = select.query([first])?;
        let mut versions = Vec::new();
        let mut before: Option<Vec<Said>> = None;
        let mut first_key = String::new();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get("id")?;
            let kind: Option<Kind> = row.get::<_, Option<String>>("kind")?.map(|name| Kind::of_name(&name));
            let mut changes = Vec::new();
            if kind != Some(Kind::Same) || before.is_none() {
                let said = self.said_in(number)?;
                if let Some(before) = &before {
                    changes = changed(before, &said);
                }
                before = Some(said);
            }
            let article: String = row.get("key")?;
            if number == first {
                first_key.clone_from(&article);
            }
            versions.push(Version {
                article,
                published: row.get::<_, Option<i64>>("published")?.and_then(day::of_number).map(|day| day.to_string()),
                outlet: row.get("outlet")?,
                headline: row.get("headline")?,
                kind,
                share: row.get("share")?,
                changes,
            });
        }
        Ok(Some(Story { first: first_key, versions }))
    }

    fn said_in(&self, article: i64) -> Result<Vec<Said>> {
        let mut select = self.connection.prepare_cached(
            "select k.name as speaker, s.content from statement s join actor k on k.id = s.speaker
             where s.id >= ?1 and s.id < ?2 and s.voice = ?3 order by s.id",
        )?;
        let mut rows = select.query([article * ROOM, (article + 1) * ROOM, Voice::Report.code()])?;
        let mut said = Vec::new();
        while let Some(row) = rows.next()? {
            let (speaker, content): (String, String) = (row.get("speaker")?, row.get("content")?);
            let words = content
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            said.push(Said { speaker, content, words });
        }
        Ok(said)
    }
}

/// How much of the words of both is in both.
fn likeness(one: &Said, other: &Said) -> f64 {
    let both = one.words.intersection(&other.words).count();
    both as f64 / (one.words.len() + other.words.len() - both).max(1) as f64
}

/// What came, went and changed, in the order of the later one; what went comes last.
fn changed(before: &[Said], after: &[Said]) -> Vec<Change> {
    let mut left: Vec<&Said> = before.iter().collect();
    let mut taken: Vec<Option<&Said>> = Vec::with_capacity(after.len());
    // What is said as before by the same one is out of the question; then what is nearest.
    for said in after {
        let at = left.iter().position(|other| other.speaker == said.speaker && other.words == said.words);
        taken.push(at.map(|at| left.remove(at)));
    }
    for pass in [true, false] {
        for (said, taken) in after.iter().zip(&mut taken).filter(|(_, taken)| taken.is_none()) {
            let fits = |other: &Said| !pass || other.speaker == said.speaker;
            let nearest = left
                .iter()
                .enumerate()
                .filter(|(_, other)| fits(other))
                .map(|(at, other)| (at, likeness(said, other)))
                .filter(|(_, likeness)| *likeness >= if pass { ALIKE } else { 0.8 })
                .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            if let Some((at, _)) = nearest {
                *taken = Some(left.remove(at));
            }
        }
    }
    let mut changes = Vec::new();
    for (said, before) in after.iter().zip(taken) {
        let (speaker, content) = (said.speaker.clone(), said.content.clone());
        match before {
            None => changes.push(Change::Added { speaker, content }),
            Some(before) if before.speaker != said.speaker => {
                changes.push(Change::Ascribed { before: before.speaker.clone(), speaker, content });
            }
            Some(before) if before.words != said.words => {
                changes.push(Change::Reworded { speaker, before: before.content.clone(), content });
            }
            Some(_) => {}
        }
    }
    let dropped = |said: &&Said| Change::Dropped { speaker: said.speaker.clone(), content: said.content.clone() };
    changes.extend(left.iter().map(dropped));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(list: &[(&str, &str)]) -> Vec<Said> {
        let one = |(speaker, content): &(&str, &str)| Said {
            speaker: (*speaker).to_owned(),
            content: (*content).to_owned(),
            words: content.split(' ').map(str::to_owned).collect(),
        };
        list.iter().map(one).collect()
    }

    #[test]
    fn what_came_went_and_changed_is_told_apart() {
        let before = said(&[
            ("Dorn", "the envoys must leave"),
            ("ministry", "no shots were fired"),
            ("an official", "the list came from the court"),
            ("Lund", "we wait"),
        ]);
        let after = said(&[
            ("Dorn", "the envoys must leave"),
            ("ministry", "no shots were fired at all"),
            ("Moor", "the list came from the court"),
            ("Vela", "talks go on"),
        ]);
        let text = |words: &str| words.to_owned();
        assert_eq!(
            changed(&before, &after),
            [
                Change::Reworded {
                    speaker: text("ministry"),
                    before: text("no shots were fired"),
                    content: text("no shots were fired at all")
                },
                Change::Ascribed {
                    before: text("an official"),
                    speaker: text("Moor"),
                    content: text("the list came from the court")
                },
                Change::Added { speaker: text("Vela"), content: text("talks go on") },
                Change::Dropped { speaker: text("Lund"), content: text("we wait") },
            ]
        );
    }
}
