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
labour minister\tlabour ministers\tGOV\ttitle
Labour\t\tBRLPTY\torganization
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
Ida II\tQueen Ida II\tARLGOV\tperson
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
    check(
        include_str!("cases/entities/arland.conllu"),
        expect![[r#"
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
    "#]],
    );
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

/// One row of CoNLL-U per word, words and relations drawn by a fixed rule; every word hangs on another one or the root.
fn odd_trees(seed: u64, sentences: usize) -> String {
    const WORDS: [&str; 24] = [
        "Arland",
        "Breland",
        "Dorn",
        "Anna",
        "General",
        "officials",
        "who",
        "they",
        "it",
        "\"",
        ",",
        "(",
        "head",
        "of",
        "the",
        "BIB",
        "said",
        "his",
        "some",
        "Arlandian",
        "we",
        "U.S.",
        "-",
        "dozen",
    ];
    const TAGS: [(&str, &str); 8] = [
        ("PROPN", "NNP"),
        ("NOUN", "NNS"),
        ("PRON", "WP"),
        ("VERB", "VBD"),
        ("ADJ", "JJ"),
        ("PUNCT", ","),
        ("ADP", "IN"),
        ("NUM", "CD"),
    ];
    const RELATIONS: [&str; 14] = [
        "nsubj",
        "obj",
        "appos",
        "flat",
        "compound",
        "conj",
        "acl:relcl",
        "nmod",
        "nmod:poss",
        "amod",
        "case",
        "punct",
        "cop",
        "acl",
    ];
    let mut state = seed;
    let mut draw = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let mut out = String::new();
    for _ in 0..sentences {
        let length = 1 + draw(14);
        let root = draw(length);
        // Words hang on words nearer to the root in a drawn order, so that branches cross.
        let mut order: Vec<usize> = (0..length).collect();
        for i in (1..length).rev() {
            order.swap(i, draw(i + 1));
        }
        let root_at = order.iter().position(|&word| word == root).expect("every word is drawn");
        order.swap(0, root_at);
        let mut heads = vec![0; length];
        for i in 1..length {
            heads[order[i]] = order[draw(i)] + 1;
        }
        for (number, head) in heads.iter().enumerate() {
            let word = WORDS[draw(WORDS.len())];
            let (upos, xpos) = TAGS[draw(TAGS.len())];
            let relation = if *head == 0 { "root" } else { RELATIONS[draw(RELATIONS.len())] };
            let name = if draw(4) == 0 { ["NER=B-PER", "NER=B-ORG", "NER=B-LOC"][draw(3)] } else { "_" };
            let _ = writeln!(out, "{}\t{word}\t{word}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{name}", number + 1);
        }
        out.push('\n');
    }
    out
}

#[test]
fn odd_trees_do_no_harm() {
    let lexicon = lexicon();
    for seed in 0..300 {
        let document = conllu::read(&odd_trees(seed, 12)).expect("the trees are well formed");
        let entities = hearsay_read::entities(&document, &lexicon);
        for entity in &entities.list {
            assert!(!entity.mentions.is_empty() && !entity.name.is_empty(), "seed {seed}: {entity:?}");
            for mention in &entity.mentions {
                assert!(mention.span.contains(document.token(mention.head).span), "seed {seed}: {mention:?}");
                assert_eq!(entities.headed_by(mention.head), Some(entity.id), "seed {seed}");
            }
        }
    }
}

#[test]
fn a_labour_minister_is_not_of_the_labour_party() {
    check(
        "# text = Arlandian Labour Minister Dorn left.
1\tArlandian\tArlandian\tADJ\tJJ\t_\t3\tamod\t_\t_
2\tLabour\tLabour\tPROPN\tNNP\t_\t3\tcompound\t_\t_
3\tMinister\tMinister\tPROPN\tNNP\t_\t4\tnmod:desc\t_\t_
4\tDorn\tDorn\tPROPN\tNNP\t_\t5\tnsubj\t_\tNER=B-PER
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_
",
        expect![[r#"
            e1 Arland | organization ARL
                Arlandian
            e2 Dorn | person ARLGOV
                Arlandian Labour Minister Dorn
        "#]],
    );
}

#[test]
fn a_queen_listed_with_her_title_is_no_he() {
    check(
        "# text = Queen Ida II met Ems. He left.
1\tQueen\tQueen\tPROPN\tNNP\t_\t2\tnmod:desc\t_\t_
2\tIda\tIda\tPROPN\tNNP\t_\t4\tnsubj\t_\tNER=B-PER
3\tII\tII\tNUM\tCD\t_\t2\tflat\t_\tNER=I-PER
4\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
5\tEms\tEms\tPROPN\tNNP\t_\t4\tobj\t_\tNER=B-PER|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
",
        expect![[r#"
            e1 Ida II | person ARLGOV
                Queen Ida II
            e2 Ems | person ?
                Ems · He
        "#]],
    );
}
