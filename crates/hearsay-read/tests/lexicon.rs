//! The bundled lexicon has nothing that its linter finds.

use hearsay_read::deeds::{Deeds, faults, shadowed};
use hearsay_read::lexicon::bundled_files;
use hearsay_read::{LexiconError, LexiconFile};

fn lines(errors: &[LexiconError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_bundled_pattern_is_shadowed() {
    let files = bundled_files();
    let deeds = Deeds::new(files.iter().filter(|file| file.path.starts_with("events/"))).expect("they load");
    let found = shadowed(&deeds);
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), lines(&found));
}

fn deed(id: &str, pattern: &str) -> LexiconFile {
    let text = format!(
        "id = \"{id}\"\ngloss = \"A does it to B\"\nplover = \"SUPPORT\"\ncameo = \"051\"\nscale = 3.4\n{pattern}\n\
         [[example]]\ntext = \"Arland hailed Breland ({id}).\"\n[[example]]\ntext = \"Breland was hailed ({id}).\"\n\
         [[counterexample]]\ntext = \"It hailed.\"\nwhy = \"the weather\"\n"
    );
    LexiconFile { path: format!("events/{id}.toml"), text }
}

fn pattern(verbs: &str, more: &str) -> String {
    format!("[[pattern]]\nverb = [{verbs}]\n{more}who = \"subject\"\nwhom = \"object\"\n")
}

#[test]
fn a_pattern_that_another_takes_first_is_named() {
    let files = [
        deed("hail", &pattern("\"hail\", \"praise\"", "object = \"actor\"\n")),
        deed("laud", &pattern("\"praise\"", "object = \"actor\"\n")),
    ];
    let deeds = Deeds::new(files.iter()).expect("they load");
    assert_eq!(
        lines(&shadowed(&deeds)),
        "events/hail.toml: pattern 1: `praise` never fires: pattern 1 of `laud` asks for no more and is taken first"
    );
    let closer = [files[0].clone(), deed("laud", &pattern("\"praise\"", "object = \"actor\"\nsubject = \"actor\"\n"))];
    assert_eq!(lines(&shadowed(&Deeds::new(closer.iter()).expect("they load"))), "");
}

#[test]
fn every_file_that_does_not_load_is_named() {
    let files = [deed("hail", ""), deed("laud", &pattern("\"laud\"", "")), deed("praise", "[[pattern]]\nnoun = []\n")];
    let paths: Vec<String> = faults(files.iter()).into_iter().map(|error| error.path).collect();
    assert_eq!(paths, ["events/hail.toml", "events/praise.toml"]);
}
