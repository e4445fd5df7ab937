//! The judge of statements: what it may do to what the rules propose.
#![cfg(feature = "ranker")]
#![allow(clippy::disallowed_methods)] // frozen parses lie beside the tests

use hearsay_core::{Document, conllu};
use hearsay_read::statements::ranker::proposals;
use hearsay_read::statements::statements_by_rules;
use hearsay_read::{Lexicon, entities, statements};

fn documents() -> Vec<Document> {
    let folder = format!("{}/tests/cases/statements", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("a case").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        conllu::read(&std::fs::read_to_string(path).expect("a case")).expect("the case is well formed")
    };
    paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "conllu")).map(read).collect()
}

#[test]
fn statements_are_proposed_with_the_rules_bounds_first_and_no_bound_twice_as_itself() {
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    let mut offered = 0;
    for document in documents() {
        for proposal in proposals(&document, &entities(&document, &lexicon), &lexicon) {
            assert!(!proposal.features.is_empty());
            let (own, _) = &proposal.bounds[0];
            assert!(!own.is_empty());
            for (content, places) in &proposal.bounds[1..] {
                assert!(!content.is_empty() && !places.is_empty());
                assert!(content.windows(2).all(|two| two[0].end() <= two[1].start()), "{content:?} overlap");
                offered += 1;
            }
        }
    }
    assert!(offered > 10, "only {offered} other bounds in all cases");
}

#[test]
fn the_judge_drops_and_bounds_but_never_invents() {
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    let (mut judged, mut ruled) = (0, 0);
    for document in documents() {
        let entities = entities(&document, &lexicon);
        let by_rules = statements_by_rules(&document, &entities, &lexicon);
        let kept = statements(&document, &entities, &lexicon);
        for statement in &kept {
            assert!(
                by_rules.iter().any(|other| other.cue == statement.cue && other.voice == statement.voice),
                "nobody proposed {statement:?}"
            );
        }
        (judged, ruled) = (judged + kept.len(), ruled + by_rules.len());
    }
    assert!(judged * 10 > ruled * 7, "of {ruled} statements written by hand {judged} are kept");
}
