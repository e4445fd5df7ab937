//! A deed file that is wrong says which file, and what.

use hearsay_core::Plover;
use hearsay_read::deeds::Deeds;
use hearsay_read::{Lexicon, LexiconFile};

const GOOD: &str = r#"
id = "praise"
gloss = "A speaks well of B"
plover = "SUPPORT"
cameo = "051"
scale = 3.4

[[pattern]]
verb = ["praise", "speak highly of"]
object = ["@praised", "actor"]
who = "subject"
whom = "object | none"

[[example]]
text = "Arland praised Breland."
who = "Arland"
whom = "Breland"
[[example]]
text = "Breland was praised by Arland."
who = "Arland"
whom = "Breland"
[[counterexample]]
text = "Arland praised the weather."
why = "the weather does not act"
"#;

fn file(path: &str, text: &str) -> LexiconFile {
    LexiconFile { path: path.to_owned(), text: text.to_owned() }
}

fn load(deed: &str) -> Result<Deeds, String> {
    let files =
        [file("events/praise.toml", deed), file("events/lists/praised.txt", "ally\n# a comment\ngood friend\n")];
    Deeds::new(files.iter()).map_err(|error| error.to_string())
}

/// The message for the good file with one thing changed.
fn error(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "`{from}` is in the file");
    load(&GOOD.replace(from, to)).map(|_| ()).expect_err("the change makes it wrong")
}

#[test]
fn a_good_file_loads_and_is_found_by_id_and_by_code() {
    let deeds = load(GOOD).expect("well formed");
    let deed = deeds.get("praise").expect("by id");
    assert_eq!((deed.plover, deed.scale, deed.reciprocal), (Plover::Support, 3.4, false));
    assert_eq!(deed.words().collect::<Vec<_>>(), ["verb: praise, speak highly of"]);
    assert_eq!(deeds.by_code("05").map(|deed| deed.id.as_str()).collect::<Vec<_>>(), ["praise"]);
    assert_eq!(deeds.by_code("06").count(), 0);
    assert!(deeds.get("blame").is_none());
}

#[test]
fn what_is_wrong_is_named_with_its_file() {
    let wrong = [
        ("gloss =", "glos =", "events/praise.toml:3: unknown field `glos`"),
        ("\"SUPPORT\"", "\"PRAISE\"", "events/praise.toml:4: unknown variant `PRAISE`"),
        ("\"051\"", "\"5\"", "events/praise.toml: `5` is no CAMEO code"),
        ("\"051\"", "\"211\"", "events/praise.toml: `211` is no CAMEO code"),
        ("3.4", "34.0", "events/praise.toml: the scale 34 is not between -10 and 10"),
        ("id = \"praise\"", "id = \"laud\"", "events/praise.toml: the id `laud` is not the file's name"),
        ("scale = 3.4", "scale = 3.4\nmode = \"visit\"", "events/praise.toml: `visit` is no mode of SUPPORT"),
        ("@praised", "@blamed", "events/praise.toml: pattern 1: `object`: there is no list `lists/blamed.txt`"),
        ("verb = ", "vreb = ", "events/praise.toml: pattern 1: needs one trigger"),
        ("object = ", "beneath = ", "events/praise.toml: pattern 1: `beneath` is no slot"),
        ("who = \"subject\"\n", "", "events/praise.toml: pattern 1: no `who`"),
        ("object | none", "none | object", "events/praise.toml: pattern 1: `none | object` goes on after `none`"),
        ("[[counterexample]]", "[[example]]", "events/praise.toml"),
        ("Breland was praised by Arland.", "Arland praised Breland.", "`Arland praised Breland.` stands here twice"),
        ("\"speak highly of\"", "\"praise\"", "pattern 1: the trigger `praise` stands here twice"),
    ];
    for (from, to, message) in wrong {
        let found = error(from, to);
        assert!(found.contains(message), "{from} -> {to}: {found}");
    }
}

#[test]
fn examples_are_asked_for() {
    let cut = |from: &str, to: &str| {
        let (start, end) = (GOOD.find(from).expect("there"), GOOD.find(to).unwrap_or(GOOD.len()));
        load(&format!("{}{}", &GOOD[..start], &GOOD[end..])).map(|_| ()).expect_err("examples are missing")
    };
    assert!(cut("[[counterexample]]", "no such").contains("no counterexample"));
    assert!(cut("[[example]]", "[[counterexample]]").contains("0 of the 2 examples"));
}

#[test]
fn a_list_says_where_it_repeats_itself() {
    let files = [file("events/lists/praised.txt", "ally\nfriend\nally\n")];
    let error = Deeds::new(files.iter()).expect_err("a word stands twice");
    assert_eq!(error.to_string(), "events/lists/praised.txt:3: `ally` stands here twice");
}

#[test]
fn a_users_file_replaces_ours() {
    let users = [file("events/praise.toml", &GOOD.replace("3.4", "1.5")), file("events/lists/praised.txt", "ally\n")];
    let lexicon = Lexicon::bundled_with(&users).expect("both load");
    assert_eq!(lexicon.deeds.get("praise").map(|deed| deed.scale), Some(1.5));
}
