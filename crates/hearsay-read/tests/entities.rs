//! Who is spoken of, on hand-checked trees about invented countries.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use hearsay_core::{Document, Entities, MentionKind, conllu};
use hearsay_read::actors::Actors;
use hearsay_read::{Lexicon, LexiconFile};

const ACTORS: &str = "\
name\taliases\tcode\ttype\tfrom\tuntil
Arland\t\tARL\tcountry
Breland\t\tBRL\tcountry
Arlandian\tArlandians\tARL\tdemonym
Port Arland\t\tARL\tcapital
Corton\t\tBRL\tcity
official\tofficials\tGOV\ttitle
minister\tministers\tGOV\ttitle
foreign minister\tforeign ministers\tGOV\ttitle
diplomat\tdiplomats\tGOV\ttitle
embassy\tembassies\tGOV\ttitle
police\t\tCOP\ttitle
soldier\tsoldiers\tMIL\ttitle
general\tgenerals\tMIL\ttitle
colonel\tcolonels\tMIL\ttitle
intelligence bureau\t\tSPY\ttitle
spokesman\tspokesmen\tGOV\ttitle
militant\tmilitants\tUAF\ttitle
lawyer\tlawyers\tJUD\ttitle
reporter\treporters\tMED\ttitle
man\tmen\tCVL\ttitle
";

fn lexicon() -> Lexicon {
    let file = LexiconFile { path: "actors/invented.tsv".to_owned(), text: ACTORS.to_owned() };
    Lexicon { actors: Actors::new(std::iter::once(&file)).expect("the table is well formed"), ..Lexicon::default() }
}

fn rendered(document: &Document, entities: &Entities) -> String {
    let mut out = String::new();
    for entity in &entities.list {
        let kind = format!("{:?}", entity.kind).to_lowercase();
        let _ = write!(out, "{} {} | {kind} {}", entity.id, entity.name, entity.actor.as_deref().unwrap_or("?"));
        for (word, other) in [("head of", entity.head_of), ("member of", entity.member_of)] {
            if let Some(other) = other {
                let _ = write!(out, " | {word} {other}");
            }
        }
        let mentions: Vec<&str> = entity.mentions.iter().map(|mention| document.text(mention.span)).collect();
        let _ = writeln!(out, "\n    {}", mentions.join(" · "));
    }
    out
}

fn check(trees: &str, expected: Expect) {
    let document = conllu::read(trees).expect("the trees are well formed");
    expected.assert_eq(&rendered(&document, &hearsay_read::entities(&document, &lexicon())));
}

#[test]
fn an_affair_between_two_countries() {
    check(include_str!("cases/entities/arland.conllu"), expect![[r#"
        e1 Arland | organization ARL
            Arland · Arland · Arlandian · Arlandian · Port Arland · Its
        e2 Breland | organization BRL
            Breland · Breland · the country · its · Breland · Breland · Breland
        e3 three Breland diplomats | group BRLGOV
            three Breland diplomats · the diplomats
        e4 Anna Dorn | person ARLGOV
            Arland's foreign minister · Anna Dorn · Dorn · Ms Dorn · a lawyer · She
        e5 reporters | group ---MED
            reporters
        e6 Breland Intelligence Bureau | organization BRLSPY | member of e2
            the Breland Intelligence Bureau · BIB · The bureau · BIB · the BIB · BIB · the BIB
        e7 Viktor Holm | person BRLSPY | member of e6
            We · our · Viktor Holm · a BIB spokesman · He
        e8 our neighbours | group ?
            our neighbours
        e9 Half a dozen Arlandian officials | group ARLGOV
            Half a dozen Arlandian officials · who · they · the officials
        e10 Some of the officials | group ARLGOV | member of e9
            Some of the officials
        e11 the Breland embassy in Port Arland | organization BRLGOV | member of e2
            the Breland embassy in Port Arland
        e12 Port Arland | place ARL
            Port Arland · Port Arland
        e13 One Arlandian official | group ARLGOV
            One Arlandian official · The official · he
        e14 Its police | organization ARLCOP | member of e1
            Its police
        e15 two men | group ---CVL
            two men
        e16 Otto Lind | person BRLSPY | head of e6 | member of e6
            The head of the BIB · General Otto Lind · his · Lind · The BIB chief
        e17 Eva Rask | person BRLSPY
            his deputy · Colonel Eva Rask
        e18 militants | group ---UAF
            militants · the militants
        e19 Breland soldiers | group BRLMIL
            Breland soldiers
        e20 Corton | place BRL
            Corton
        e21 elements of the BIB | group BRLSPY | member of e6
            elements of the BIB
    "#]]);
}

#[test]
fn every_mention_is_found_by_its_head() {
    let document = conllu::read(include_str!("cases/entities/arland.conllu")).expect("the trees are well formed");
    let entities = hearsay_read::entities(&document, &lexicon());
    for entity in &entities.list {
        assert!(entity.mentions.windows(2).all(|pair| pair[0].head < pair[1].head), "{entity:?}");
        for mention in &entity.mentions {
            assert_eq!(entities.mention(mention.head), Some((entity.id, mention)));
            assert!(mention.span.contains(document.token(mention.head).span));
            assert_ne!(document.text(mention.span), "");
        }
    }
    assert!(entities.list.windows(2).all(|pair| pair[0].mentions[0].head < pair[1].mentions[0].head));
    let pronouns = entities.list.iter().flat_map(|entity| &entity.mentions);
    assert!(pronouns.filter(|mention| mention.kind == MentionKind::Pronoun).count() > 8);
}

#[test]
fn the_same_trees_give_the_same_entities() {
    let document = conllu::read(include_str!("cases/entities/arland.conllu")).expect("the trees are well formed");
    let first = hearsay_read::entities(&document, &lexicon());
    assert_eq!(first, hearsay_read::entities(&document, &lexicon()));
}
