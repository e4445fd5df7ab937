//! Who says what: one point a test, on trees drawn by hand.
#![allow(clippy::disallowed_methods)] // frozen parses lie beside the tests

use expect_test::{Expect, expect};
use hearsay_core::{Document, Span, Statement, conllu};
use hearsay_read::{Lexicon, entities, statements};

fn document(conllu: &str) -> Document {
    conllu::read(conllu).expect("the case is well formed")
}

fn found(document: &Document) -> Vec<Statement> {
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    statements(document, &entities(document, &lexicon), &lexicon)
}

/// Each statement as `source | cue | content`, with what is not plain.
fn check(name: &str, expected: Expect) {
    let text = std::fs::read_to_string(format!("{}/tests/cases/statements/{name}.conllu", env!("CARGO_MANIFEST_DIR")))
        .expect(name);
    let document = document(&text);
    let words = |spans: &[Span]| spans.iter().map(|&span| document.text(span)).collect::<Vec<_>>().join(" … ");
    let mut shown = String::new();
    for statement in found(&document) {
        let cue = statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans));
        let source = Some(words(&statement.source.spans))
            .filter(|source| !source.is_empty())
            .unwrap_or_else(|| "nobody".to_owned());
        shown += &format!("{source} | {cue} | {}\n", words(&statement.content));
        shown += &format!("  {:?}, {:?}, {:?}", statement.form, statement.stance, statement.source.level);
        if let Some(count) = &statement.source.count {
            shown += &format!(", {} to {}", count.min, count.max.map_or("many".to_owned(), |max| max.to_string()));
        }
        for (label, said) in [
            ("terms", &statement.source.terms),
            ("because", &statement.source.reason),
            ("told", &statement.source.told),
        ] {
            if let Some(said) = said {
                shown += &format!(", {label} `{said}`");
            }
        }
        for (label, holds) in
            [("hedged", statement.hedged), ("negated", statement.negated), ("distanced", statement.distanced)]
        {
            if holds {
                shown += &format!(", {label}");
            }
        }
        if let Some(outer) = statement.within {
            shown += &format!(", within {outer}");
        }
        shown.push('\n');
    }
    expected.assert_eq(&shown);
}

#[test]
fn what_follows_the_cue_is_what_is_said() {
    check(
        "cue_first",
        expect![[r#"
        Paula Dorn | said | that Arland would stay
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_cue_in_the_middle_splits_the_content() {
    check(
        "interrupted",
        expect![[r#"
        Paula Dorn | said | “We will stay,” … “until spring.”
          Direct, Intends, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_quotation_goes_on_after_the_cue() {
    check(
        "next_sentence",
        expect![[r#"
        the minister | said | “We will stay,” … “The bridge is ours.”
          Direct, Intends, Anonymous, 1 to 1
    "#]],
    );
}

#[test]
fn anonymous_people_are_counted_and_their_terms_kept() {
    check(
        "anonymous",
        expect![[r#"
        half a dozen Arland officials who spoke to Reuters on condition of anonymity because they feared reprisals | according to | Ties between Arland and Breland are strained
          Indirect, Asserts, Anonymous, 6 to 6, terms `on condition of anonymity`, because `because they feared reprisals`, told `Reuters`
        they | feared | reprisals
          Indirect, Fears, Anonymous, 6 to 6, terms `on condition of anonymity`, because `because they feared reprisals`, told `Reuters`
    "#]],
    );
}

#[test]
fn an_accusation_that_is_told_stands_inside() {
    check(
        "nested",
        expect![[r#"
        Arland officials | said | that Breland had accused the agency of theft
          Indirect, Asserts, Anonymous, 2 to many
        Breland | had accused | the agency of theft
          Indirect, Alleges, Relayed, within s1
    "#]],
    );
}

#[test]
fn words_that_deny_make_a_denial_of_a_plain_cue() {
    check(
        "denial",
        expect![[r#"
        a spokesman for the embassy | said | “It is absolutely baseless to assume that ties are strained,”
          Direct, Denies, Spokesperson, 1 to 1
    "#]],
    );
}

#[test]
fn a_negated_cue_is_marked() {
    check(
        "not_said",
        expect![[r#"
        The ministry | did not say | whether the road was open
          Indirect, Asserts, Institution, negated
    "#]],
    );
}

#[test]
fn a_passive_without_an_agent_has_no_source() {
    check(
        "hearsay",
        expect![[r#"
            nobody | is believed | The general … to have fled
              Indirect, Believes, Unattributed
        "#]],
    );
}

#[test]
fn documents_speak_too() {
    check(
        "suits",
        expect![[r#"
        The suits | allege | that the agency planned the raid
          Indirect, Alleges, Document
    "#]],
    );
}

#[test]
fn a_description_in_commas_is_part_of_the_source() {
    check(
        "spokeswoman",
        expect![[r#"
        Anna Dorn, a spokeswoman for the bank | said | the vault might be empty
          Indirect, Asserts, Spokesperson, 1 to 1, hedged
    "#]],
    );
}

#[test]
fn a_comment_is_one_statement_of_its_reader() {
    let text =
        "# block = comment\n1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tlied\tlie\tVERB\tVBD\t_\t0\troot\t_\t_\n\n";
    let document = document(text);
    let found = found(&document);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].voice, found[0].source.level), (hearsay_core::Voice::Comment, hearsay_core::Level::Reader));
    assert_eq!(document.text(found[0].content[0]), "They lied");
}

#[test]
fn marks_without_a_partner_do_no_harm() {
    for marks in ["\"", "“", "”", "''", "‘", "« »", "\" \" \"", "“ “ ” ” ’"] {
        let words: Vec<String> = marks.split(' ').chain(["said"]).map(str::to_owned).collect();
        let lines: String = words
            .iter()
            .enumerate()
            .map(|(i, word)| {
                let last = i + 1 == words.len();
                let (upos, head, relation) = if last { ("VERB", 0, "root") } else { ("PUNCT", words.len(), "punct") };
                format!("{}\t{word}\t{word}\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", i + 1)
            })
            .collect();
        assert!(found(&document(&(lines + "\n"))).is_empty());
    }
}

#[test]
fn a_denial_is_set_against_what_it_denies() {
    let text = std::fs::read_to_string(format!("{}/tests/cases/statements/dispute.conllu", env!("CARGO_MANIFEST_DIR")))
        .expect("dispute");
    let document = document(&text);
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    let findings = hearsay_read::read(&document, &lexicon);
    let said = |id: hearsay_core::StatementId| document.text(findings.statements[id.index()].content[0]);
    let disputes: Vec<_> = findings
        .disputes
        .iter()
        .map(|dispute| (said(dispute.statements[0]), said(dispute.statements[1]), dispute.kind))
        .collect();
    let expected = ("that Breland armed the militia", "arming any militia", hearsay_core::DisputeKind::Denial);
    assert_eq!(disputes, [expected]);
}
