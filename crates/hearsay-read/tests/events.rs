//! Who did what to whom, on what footing, when and where: read from frozen, hand-checked trees.

use hearsay_core::record::Findings;
use hearsay_core::{Document, Event, Party, Status, conllu};
use hearsay_read::{Lexicon, LexiconFile};

const FOOTING: &str = include_str!("cases/events/footing.conllu");
const RULES: &str = include_str!("cases/events/rules.conllu");
const STORIES: &str = include_str!("cases/events/stories.conllu");

fn lexicon() -> Lexicon {
    let text = include_str!("cases/invented.tsv").to_owned();
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text };
    Lexicon::bundled_with(&[invented]).expect("the bundled lexicon loads")
}

/// The cases of a file: what stands behind `# example = `, and its tree.
fn cases(file: &str) -> impl Iterator<Item = (&str, &str, Document)> {
    file.split("# newdoc\n").filter(|part| !part.trim().is_empty()).map(|part| {
        let line = |key: &str| part.lines().find_map(|line| line.strip_prefix(key));
        let name = line("# example = ").expect("a case has its text");
        let document = conllu::read(part).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, line("# wanted = ").unwrap_or(""), document)
    })
}

fn names(document: &Document, parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|party| document.text(party.span)).collect();
    names.join(" + ")
}

/// `deed | who | whom | status`, and where or that no day is known, where that is asked for
fn told(document: &Document, event: &Event) -> String {
    let status = format!("{:?}", event.status).to_lowercase();
    let (who, whom) = (names(document, &event.source), names(document, &event.target));
    format!("{} | {who} | {whom} | {status}", event.deed)
}

fn story(name: &str) -> (Document, Findings) {
    let (_, _, document) = cases(STORIES).find(|(case, ..)| *case == name).expect("there is such a story");
    let found = hearsay_read::read(&document, &lexicon());
    (document, found)
}

/// The only event of a deed.
fn only<'f>(found: &'f Findings, deed: &str) -> &'f Event {
    let mut events = found.events.iter().filter(|event| event.deed == deed);
    let event = events.next().unwrap_or_else(|| panic!("no {deed} among {:#?}", found.events));
    assert!(events.next().is_none(), "more than one {deed}");
    event
}

fn days(event: &Event) -> Option<(String, String)> {
    event.date.map(|days| (days.first.to_string(), days.last.to_string()))
}

fn day(first: &str, last: &str) -> Option<(String, String)> {
    Some((first.to_owned(), last.to_owned()))
}

#[test]
fn words_around_a_deed_decide_its_footing() {
    let lexicon = lexicon();
    let mut wrong = Vec::new();
    for (text, wanted, document) in cases(FOOTING) {
        let found = hearsay_read::read(&document, &lexicon);
        let read: Vec<String> = found.events.iter().map(|event| told(&document, event)).collect();
        if !read.iter().any(|read| read == wanted) {
            wrong.push(format!("{text}\n    wanted {wanted}\n    read   {}", read.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each sentence needs one rule of reading: what is wanted is read with it, and what is unwanted without it.
#[test]
fn every_rule_has_its_sentence() {
    let lexicon = lexicon();
    let mut wrong = Vec::new();
    for (text, wanted, document) in cases(RULES) {
        let unwanted = RULES.lines().skip_while(|line| !line.ends_with(text)).nth(1);
        let unwanted = unwanted.and_then(|line| line.strip_prefix("# unwanted = "));
        let found = hearsay_read::read(&document, &lexicon);
        let read: Vec<String> = found.events.iter().map(|event| told(&document, event)).collect();
        let holds = match unwanted {
            Some(deed) => !read.iter().any(|read| read.starts_with(&format!("{deed} |"))),
            None => found.events.iter().zip(&read).any(|(event, read)| {
                let place = event.place.as_ref().map_or("nowhere", |place| &place.name);
                let day = if event.date.is_none() { "no day" } else { "a day" };
                [read.clone(), format!("{read} | in {place}"), format!("{read} | {day}")]
                    .iter()
                    .any(|read| read == wanted)
            }),
        };
        if !holds {
            wrong.push(format!("{text}\n    wanted {wanted}\n    read   {}", read.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_accusation_is_two_events_and_only_the_speaking_is_reported() {
    let (_, found) = story("accusation");
    let (accuse, attack) = (only(&found, "accuse-aggression"), only(&found, "attack"));
    assert_eq!((accuse.according_to, days(accuse)), (None, day("2011-01-06", "2011-01-06")));
    let statement = &found.statements[attack.according_to.expect("an alleged deed carries its statement").index()];
    assert_eq!(statement.cue.as_ref().map(|cue| cue.lemma.as_str()), Some("accuse"));
    assert_eq!(days(attack), day("2008-03-01", "2008-03-31"));
}

#[test]
fn both_sides_of_a_meeting_are_told() {
    let (document, found) = story("meeting");
    let mut sides: Vec<String> = found.events.iter().map(|event| told(&document, event)).collect();
    sides.sort();
    assert_eq!(sides, ["meet | Arland | Breland | reported", "meet | Breland | Arland | reported"]);
    assert!(found.events.iter().all(|event| event.place.as_ref().is_some_and(|place| place.name == "Dorland")));
}

#[test]
fn background_is_not_dated_by_the_story() {
    let (_, found) = story("background");
    assert_eq!(days(only(&found, "expel-envoy")), None);
    assert_eq!(days(only(&found, "kill")), day("2011-01-04", "2011-01-04"));
}

#[test]
fn a_deed_lasts_from_its_first_day_to_its_last() {
    let (_, found) = story("range");
    assert_eq!(days(only(&found, "bomb")), day("2010-05-05", "2010-05-07"));
}

#[test]
fn a_time_that_bounds_a_deed_is_not_its_day() {
    let (_, found) = story("bound");
    assert_ne!(days(only(&found, "expel-envoy")), day("2009-03-01", "2009-03-31"));
}

#[test]
fn a_tale_goes_on_on_the_day_told_last() {
    let (_, found) = story("tale");
    assert_eq!(days(only(&found, "kill")), day("2011-01-04", "2011-01-04"));
}

#[test]
fn the_day_of_a_promise_is_not_the_day_of_the_deed() {
    let (_, found) = story("agreed");
    let attack = only(&found, "attack");
    assert_eq!((attack.status, days(attack)), (Status::Future, None));
}

#[test]
fn a_year_inside_a_phrase_dates_nothing_outside_it() {
    let (_, found) = story("suspect");
    assert_ne!(days(only(&found, "arrest")), day("2008-01-01", "2008-12-31"));
}

#[test]
fn reading_twice_gives_the_same() {
    let lexicon = lexicon();
    for (_, _, document) in cases(STORIES) {
        assert_eq!(hearsay_read::read(&document, &lexicon), hearsay_read::read(&document, &lexicon));
    }
}

#[test]
fn a_crash_is_nobodys_deed_and_a_bomb_is_somebodys() {
    let (document, found) = story("mishap");
    let killing = only(&found, "kill");
    assert!(document.article().text.at(killing.sentence).contains("bomb"), "{killing:#?}");
}
