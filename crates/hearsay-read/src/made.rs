//! The lexicon's files that come with hearsay, and what `build.rs` made of them.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::LexiconFile;

/// A file of this crate's `lexicon/` folder.
struct File {
    path: &'static str,
    text: &'static str,
    /// What `build.rs` made of it: its place in [`MADE`].
    made: Range<usize>,
}

/// By path.
static BUNDLED: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

static MADE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/made.bin"));

/// The files that come with hearsay, by path.
pub fn bundled_files() -> Vec<LexiconFile> {
    let file = |file: &File| LexiconFile { path: file.path.to_owned(), text: file.text.to_owned() };
    BUNDLED.iter().map(file).collect()
}

/// What the build made of a file, where it is one of ours as it was then.
pub(crate) fn made<T: Deserialize<'static>>(file: &LexiconFile) -> Option<T> {
    rmp_serde::from_slice(bytes(file)?).ok()
}

fn bytes(file: &LexiconFile) -> Option<&'static [u8]> {
    let place = BUNDLED.binary_search_by(|ours| ours.path.cmp(&file.path)).ok()?;
    let ours = &BUNDLED[place];
    (!ours.made.is_empty() && ours.text == file.text).then(|| &MADE[ours.made.clone()])
}

/// A file of TOML.
pub(crate) fn from_toml<T: DeserializeOwned>(file: &LexiconFile) -> Result<T, toml::de::Error> {
    // What cannot be read from the one form is said of the other, by line.
    made(file).map_or_else(|| toml::from_str(&file.text), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_made_of_our_files_is_what_they_say() {
        let mut toml = 0;
        for file in bundled_files().iter().filter(|file| file.path.ends_with(".toml")) {
            let text: toml::Table = toml::from_str(&file.text).expect("our files load");
            assert_eq!(made::<toml::Table>(file), Some(text), "{}", file.path);
            toml += 1;
        }
        assert!(toml > 300);
    }

    #[test]
    fn a_file_of_ours_that_the_user_changed_is_the_user_s() {
        let file = bundled_files().into_iter().find(|file| file.path.ends_with(".toml")).expect("there are some");
        assert!(bytes(&file).is_some());
        assert_eq!(bytes(&LexiconFile { text: file.text + "\n", ..file }), None);
    }
}
