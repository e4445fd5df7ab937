//! Which store is meant, and who is called what in it.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use hearsay::Lexicon;
use hearsay::read::actors::ActorKind;
use hearsay_store::{Directory, Known, Party, Store, StoreError};

use crate::say::complain;

/// The store that a command is about.
#[derive(Args)]
pub(crate) struct StoreArg {
    /// The file that records are kept in [default: the only *.hearsay of this folder]
    #[arg(long = "store", value_name = "FILE", env = "HEARSAY_STORE")]
    file: Option<PathBuf>,
}

impl StoreArg {
    /// The file that is meant.
    ///
    /// # Errors
    /// When none is named, and the folder has none or several.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        if let Some(file) = &self.file {
            return Ok(file.clone());
        }
        let mut here: Vec<PathBuf> = std::fs::read_dir(".")
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
            .filter(|name| name.extension().is_some_and(|end| end == "hearsay") && name.is_file())
            .collect();
        here.sort();
        match here.as_slice() {
            [only] => Ok(only.clone()),
            [] => {
                bail!("which store? name its file with --store FILE or in $HEARSAY_STORE; this folder has no *.hearsay")
            }
            several => {
                let names: Vec<String> = several.iter().map(|name| name.display().to_string()).collect();
                bail!(
                    "which store? this folder has {}; name one with --store FILE or in $HEARSAY_STORE",
                    names.join(", ")
                )
            }
        }
    }

    /// The store, to be asked about these parties. Where one of them goes by a name, our lexicon's names are known to it, and
    /// whom each name was taken for is told on standard error.
    ///
    /// # Errors
    /// As [`StoreArg::path`], when it cannot be read, and as [`Store::party`].
    pub(crate) fn open(&self, parties: &[Option<&str>]) -> Result<Store> {
        let mut store = Store::open_to_read(self.path()?)?;
        if !parties.iter().flatten().all(|name| is_of_country(name)) {
            store = store.with_directory(directory()?);
        }
        for name in parties.iter().flatten() {
            let party = store.party(name)?;
            if is_told(name, &party) {
                complain(&format!("{name}: {}", party.called));
            }
        }
        Ok(store)
    }
}

/// Who goes by which names, from the tables that hearsay reads with.
pub(crate) fn directory() -> Result<Arc<Directory>> {
    let lexicon = Lexicon::bundled()?;
    let mut known: Vec<Known> = Vec::new();
    let mut peoples: Vec<(String, Vec<String>)> = Vec::new();
    for (actor, mut names) in lexicon.actors.listed() {
        names.insert(0, actor.name.clone());
        let codes: Vec<String> = actor.codes().into_iter().map(str::to_owned).collect();
        if actor.kind == ActorKind::Demonym {
            // The first people of a country gives it its adjective; the others are peoples within it.
            if codes.first().is_some_and(|code| !peoples.iter().any(|(known, _)| known == code)) {
                peoples.extend(codes.first().map(|code| (code.clone(), names)));
            }
            continue;
        }
        known.push(Known { name: actor.name.clone(), names, codes, is_country: actor.kind == ActorKind::Country });
    }
    for (code, names) in peoples {
        let country = known.iter_mut().find(|known| known.is_country && known.codes.first() == Some(&code));
        if let Some(country) = country {
            country.names.extend(names);
        }
    }
    Ok(Arc::new(Directory::new(known)))
}

/// The code of a country, or one that begins so, needs no lexicon.
fn is_of_country(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && name.get(..3).is_some_and(|root| hearsay_store::browse::country_name(root).is_some())
}

fn is_told(asked: &str, party: &Party) -> bool {
    party.found_as != format!("code {asked}") && party.called != asked
}

/// Whether a question has no answer because those it names are in no article: nothing is found, and nothing was wrong.
pub(crate) fn is_absence(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| matches!(cause.downcast_ref(), Some(StoreError::Absent { .. })))
}

#[cfg(test)]
mod tests {
    use expect_test::expect_file;
    use hearsay::Record;
    use hearsay_store::Keep;
    use serde_json::json;

    use super::*;

    /// Who the articles of the store speak of: name, kind, code.
    const SPOKEN_OF: &str = include_str!("../tests/names/store.tsv");
    /// What people may ask for, one a line.
    const ASKED: &str = include_str!("../tests/names/asked.txt");

    fn record() -> Record {
        let entities: Vec<serde_json::Value> = SPOKEN_OF
            .lines()
            .enumerate()
            .map(|(at, line)| {
                let cells: Vec<&str> = line.split('\t').collect();
                let code = (cells[2] != "-").then_some(cells[2]);
                json!({"id": format!("e{}", at + 1), "name": cells[0], "type": cells[1], "actor": code, "country": null,
                       "roles": [], "head_of": null, "member_of": null, "mentions": []})
            })
            .collect();
        serde_json::from_value(json!({
            "schema": "hearsay/1", "id": "names", "text": "Many names.",
            "article": {"url": null, "file": null, "language": null, "headline": null, "standfirst": null, "authors": [],
                        "agency": null, "publisher": null, "dateline": null, "published": "2011-01-06",
                        "paragraphs": [[0, 11]], "crossheads": [], "comments": [], "boilerplate": []},
            "entities": entities, "times": [], "statements": [], "events": [], "assessments": [], "disputes": []
        }))
        .unwrap()
    }

    #[test]
    fn names_and_codes_mean_whom_a_reader_would_say() {
        let folder = std::env::temp_dir().join(format!("hearsay-names-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let mut store = Store::open(folder.join("s")).unwrap().with_directory(directory().unwrap());
        let keep = Keep { reader: "1".to_owned(), text: true, again: false };
        let mut batch = store.batch(&keep).unwrap();
        batch.add(&record(), None).unwrap();
        batch.commit().unwrap();
        let answer = |asked: &str| match store.party(asked) {
            Ok(party) => format!("{} = {}", party.called, store.names_meant(&party).unwrap().join("; ")),
            Err(error) => format!("({error})"),
        };
        let table: String = ASKED.lines().map(|asked| format!("{asked}\n    {}\n", answer(asked))).collect();
        assert_eq!(ASKED.lines().count(), 60);
        expect_file!["../tests/names/answers.txt"].assert_eq(&table);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
