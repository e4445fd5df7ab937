//! Keys of articles as names of files: any key has one, and no two have the same.

use std::collections::BTreeSet;

use hearsay::core::lookup::{FNV, fnv};

/// Longest name without its ending, in bytes; file systems take 255 with everything.
const LONGEST: usize = 160;

/// The names given so far.
#[derive(Default)]
pub(crate) struct FileNames {
    /// In small letters: on some systems `A.txt` and `a.txt` are one file.
    given: BTreeSet<String>,
}

impl FileNames {
    /// The name for a key; its bytes that a folder cannot hold are written as numbers.
    pub(crate) fn of(&mut self, key: &str) -> String {
        let mut name = String::new();
        for letter in key.chars() {
            if letter.is_alphanumeric() || matches!(letter, '-' | '_') || (letter == '.' && !name.is_empty()) {
                name.push(letter);
            } else {
                name.extend(letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
            }
        }
        if name.len() > LONGEST {
            let end = name.floor_char_boundary(LONGEST - 17);
            name = format!("{}~{:016x}", &name[..end], fnv(FNV, key.bytes()));
        }
        let mut free = name.clone();
        let mut place = 1;
        while !self.given.insert(free.to_lowercase()) {
            place += 1;
            free = format!("{name}~{place}");
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_in_their_folder() {
        assert_eq!(FileNames::default().of("../a b~2"), "%2E.%2Fa%20b%7E2");
    }

    #[test]
    fn no_two_keys_share_a_file_and_all_names_are_short() {
        let mut names = FileNames::default();
        let long = "k".repeat(300);
        let keys = ["\u{2019}", " 19", "a", "A", "a~2", &long, &format!("{long}l"), &"’".repeat(200)];
        let given: BTreeSet<String> = keys.iter().map(|key| names.of(key)).collect();
        assert_eq!(given.len(), keys.len());
        assert!(given.iter().all(|name| name.len() <= LONGEST + 4), "{given:?}");
        assert!(given.contains("%E2%80%99") && given.contains("%2019") && given.contains("A~2"));
    }
}
