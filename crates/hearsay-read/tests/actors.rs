//! The actor tables: names, offices by day, roles, and what is wrong with a bad row.

use hearsay_read::actors::Actors;
use hearsay_read::{Lexicon, LexiconFile};

fn day(text: &str) -> Option<jiff::civil::Date> {
    Some(text.parse().expect("a day"))
}

fn of(text: &str) -> Result<Actors, String> {
    let file = LexiconFile { path: "actors/mine.tsv".to_owned(), text: text.to_owned() };
    Actors::new(std::iter::once(&file)).map_err(|error| error.to_string())
}

fn bundled() -> Actors {
    let files = hearsay_read::lexicon::bundled_files();
    Actors::new(files.iter().filter(|file| file.path.starts_with("actors/"))).expect("our tables are well formed")
}

#[test]
fn well_known_names_have_codes() {
    let actors = bundled();
    assert_eq!(actors.code_on("CIA", None), Some("USASPY"));
    assert_eq!(actors.code_on("C.I.A.", None), Some("USASPY"));
    assert_eq!(actors.code_on("Inter-Services Intelligence", None), Some("PAKSPY"));
    assert_eq!(actors.code_on("the United States", None), Some("USA"));
    assert_eq!(actors.code_on("us", None), None);
    assert_eq!(actors.code_on("U.S.", None), Some("USA"));
    assert_eq!(actors.country_of_adjective("Pakistani"), Some("PAK"));
    assert_eq!(actors.country_of_adjective("Islamabad"), Some("PAK"));
    assert_eq!(actors.country_of_adjective("CIA"), None);
    assert_eq!(actors.country_name("PAK"), Some("Pakistan"));
}

#[test]
fn role_nouns_have_role_codes() {
    let actors = bundled();
    assert_eq!(actors.role("police"), Some("COP"));
    assert_eq!(actors.role("foreign minister"), Some("GOV"));
    assert_eq!(actors.role("Foreign Minister"), Some("GOV"));
    assert_eq!(actors.role("table"), None);
}

#[test]
fn people_count_by_their_office_on_the_day() {
    let actors = bundled();
    assert_eq!(actors.code_on("Barack Obama", day("2011-01-06")), Some("USAGOV"));
    assert_eq!(actors.code_on("Barack Obama", day("2020-01-06")), Some("USAELI"));
    assert_eq!(actors.code_on("Vladimir Putin", day("1999-01-01")), Some("RUSSPY"));
    assert_eq!(actors.code_on("Putin", day("2011-01-06")), Some("RUSGOV"));
}

#[test]
fn months_and_years_are_days_too() {
    let table = "name\taliases\tcode\ttype\tfrom\tuntil\n\
                 Anna Dorn\tDorn\tARLGOV\tperson\t2001\t2004-06\n\
                 Anna Dorn\tDorn\tARLELI\tperson\t\t\n";
    let actors = of(table).expect("well formed");
    assert_eq!(actors.code_on("Anna Dorn", day("2001-01-01")), Some("ARLGOV"));
    assert_eq!(actors.code_on("Dorn", day("2004-06-30")), Some("ARLGOV"));
    assert_eq!(actors.code_on("Dorn", day("2004-07-01")), Some("ARLELI"));
    assert_eq!(actors.code_on("Dorn", None), Some("ARLELI"));
}

#[test]
fn a_users_table_is_asked_first() {
    let text = "name\taliases\tcode\ttype\tfrom\tuntil\nBarack Obama\t\tCVL\tperson\nGulf Trade Club\tGTC\tIGOGTC\torganization\n";
    let user = LexiconFile { path: "actors/my own.tsv".to_owned(), text: text.to_owned() };
    let mut files = vec![user];
    files.extend(hearsay_read::lexicon::bundled_files());
    let actors = Actors::new(files.iter().filter(|file| file.path.starts_with("actors/"))).expect("well formed");
    assert_eq!(actors.code_on("Barack Obama", day("2011-01-06")), Some("CVL"));
    assert_eq!(actors.code_on("GTC", None), Some("IGOGTC"));
    assert_eq!(actors.code_on("CIA", None), Some("USASPY"));
}

#[test]
fn a_bad_row_is_named() {
    let header = "name\taliases\tcode\ttype\tfrom\tuntil\n";
    let wrong = |row: &str| of(&format!("# ours\n{header}{row}\n")).map(|_| ()).expect_err("the row is bad");
    assert!(wrong("Dorn\t\tarlgov\tperson").starts_with("actors/mine.tsv:3: `arlgov` is no actor code"));
    assert!(wrong("Dorn\t\tARLGOV\thuman").starts_with("actors/mine.tsv:3: `human` is no type"));
    assert!(wrong("Dorn\t\tARLGOV\tperson\tMay 2001").contains("`May 2001` is no day"));
    assert!(wrong("Dorn\t\tARLGOV\tperson\t2005\t2001").contains("ends before it begins"));
    assert!(
        of("Dorn\t\tARLGOV\tperson")
            .map(|_| ())
            .expect_err("no header")
            .starts_with("actors/mine.tsv:1: `Dorn` is no column")
    );
    assert!(of("# nothing\n").map(|_| ()).expect_err("no header").contains("no header"));
}

#[test]
fn an_empty_lexicon_reads_nothing_and_does_not_mind() {
    let document = hearsay_core::conllu::read(
        "1\tDorn\tDorn\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n",
    )
    .expect("well formed");
    let entities = hearsay_read::entities(&document, &Lexicon::default());
    assert_eq!(entities.list.len(), 1);
}
