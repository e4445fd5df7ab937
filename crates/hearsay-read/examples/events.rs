//! What the deed files make of trees: for people who write deed files.
//!
//! `cargo run -p hearsay-read --example events -- LEXICON [ACTORS.tsv] < trees.conllu` reads parses, each after a line
//! `# newdoc` with its `# example = TEXT`, with a lexicon folder as it is on disk, and prints each event as a line of
//! JSON: text, deed, who, whom, status, trigger, contexts, confidence.

use std::io::Read;
use std::path::Path;

use hearsay_core::{Document, Party, conllu};
use hearsay_read::{Lexicon, LexiconFile};

#[allow(clippy::print_stdout, clippy::disallowed_methods)] // an example reads files and prints
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("which lexicon folder?")?;
    let mut files = Vec::new();
    if let Some(actors) = std::env::args().nth(2) {
        files.push(LexiconFile { path: "actors/given.tsv".to_owned(), text: std::fs::read_to_string(actors)? });
    }
    gather(Path::new(&folder), "", &mut files)?;
    let lexicon = Lexicon::new(&files)?;
    let mut trees = String::new();
    std::io::stdin().read_to_string(&mut trees)?;
    for tree in trees.split("# newdoc\n").filter(|tree| !tree.trim().is_empty()) {
        let text = tree.lines().find_map(|line| line.strip_prefix("# example = ")).unwrap_or("");
        let document = conllu::read(tree).map_err(|error| format!("{text}: {error}"))?;
        let found = hearsay_read::read(&document, &lexicon);
        for event in &found.events {
            let names = |parties: &[Party]| -> String {
                let words: Vec<String> =
                    parties.iter().map(|party| format!("{:?}", document.text(party.span))).collect();
                format!("[{}]", words.join(","))
            };
            let contexts: Vec<&str> = event.contexts.iter().map(|context| context.name()).collect();
            println!(
                "{{\"text\":{text:?},\"deed\":{:?},\"type\":{:?},\"cameo\":{:?},\"who\":{},\"whom\":{},\"status\":{:?},\"trigger\":{:?},\"contexts\":{contexts:?},\"confidence\":{}}}",
                event.deed,
                event.plover.name(),
                event.cameo,
                names(&event.source),
                names(&event.target),
                format!("{:?}", event.status),
                document.text(event.trigger),
                event.confidence,
            );
        }
        parties(text, &document, &found);
    }
    Ok(())
}

/// A line for a text without events: who is in it, so that one sees what a deed might have linked.
#[allow(clippy::print_stdout)]
fn parties(text: &str, document: &Document, found: &hearsay_core::record::Findings) {
    if found.events.is_empty() {
        let spans = found.entities.list.iter().filter_map(|entity| entity.mentions.first()).map(|mention| mention.span);
        let names: Vec<&str> = spans.map(|span| document.text(span)).collect();
        println!("{{\"text\":{text:?},\"parties\":{names:?}}}");
    }
}

fn gather(folder: &Path, under: &str, files: &mut Vec<LexiconFile>) -> Result<(), Box<dyn std::error::Error>> {
    #[allow(clippy::disallowed_methods)] // an example reads files
    let mut entries: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if under.is_empty() { name } else { format!("{under}/{name}") };
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &path, files)?;
        } else if !path.ends_with(".md") {
            #[allow(clippy::disallowed_methods)] // an example reads files
            let text = std::fs::read_to_string(entry.path())?;
            files.push(LexiconFile { path, text });
        }
    }
    Ok(())
}
