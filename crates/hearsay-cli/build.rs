//! The days on which the model and the lexicon last changed, for `hearsay --version`.
#![allow(clippy::disallowed_methods, clippy::print_stdout)] // a build asks git, and tells cargo by printing

use std::process::Command;

fn main() {
    for (name, folder) in
        [("HEARSAY_MODEL_DAY", "../hearsay-nlp/weights"), ("HEARSAY_LEXICON_DAY", "../hearsay-read/lexicon")]
    {
        println!("cargo::rerun-if-changed={folder}");
        let asked = Command::new("git").args(["log", "-1", "--format=%cs", "--", folder]).output();
        let day = asked.ok().filter(|told| told.status.success()).and_then(|told| String::from_utf8(told.stdout).ok());
        // Outside a clone nobody knows.
        let day = day.map(|day| day.trim().to_owned()).filter(|day| !day.is_empty());
        println!("cargo::rustc-env={name}={}", day.as_deref().unwrap_or("an unknown day"));
    }
}
