//! Who says what: one point a test, on trees drawn by hand.
#![allow(clippy::disallowed_methods)] // frozen parses lie beside the tests

use expect_test::{Expect, expect};
use hearsay_core::{Document, Span, Statement, conllu};
use hearsay_read::statements::statements_by_rules;
use hearsay_read::{Lexicon, entities};

fn document(conllu: &str) -> Document {
    conllu::read(conllu).expect("the case is well formed")
}

fn found(document: &Document) -> Vec<Statement> {
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    statements_by_rules(document, &entities(document, &lexicon), &lexicon)
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
            ("by", &statement.source.channel),
            ("for", &statement.source.on_behalf_of),
        ] {
            if let Some(said) = said {
                shown += &format!(", {label} `{said}`");
            }
        }
        if let Some(group) = statement.source.part_of {
            shown += &format!(", part of {group}");
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
              Direct, Denies, Spokesperson, 1 to 1, for `the embassy`
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
              Indirect, Asserts, Spokesperson, 1 to 1, for `the bank`, hedged
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

#[test]
fn some_of_a_group_are_at_most_all_of_it() {
    check(
        "subset",
        expect![[r#"
        Half a dozen Arland officials | said | the talks had failed
          Indirect, Asserts, Anonymous, 6 to 6
        Some of the officials | blamed | Breland
          Indirect, Alleges, Anonymous, 2 to 6, part of e2
    "#]],
    );
}

#[test]
fn terms_hold_wherever_the_source_speaks() {
    check(
        "terms_later",
        expect![[r#"
        A senior diplomat | said | the talks had failed
          Indirect, Asserts, Anonymous, 1 to 1, terms `on condition of anonymity`, because `because she was not authorised to brief the press`
        nobody | was not authorised | she … to brief the press
          Indirect, Decrees, Unattributed, negated
    "#]],
    );
}

#[test]
fn somebody_speaks_for_others_by_some_channel() {
    check(
        "on_behalf",
        expect![[r#"
        Anna Berg | said | that members would strike
          Indirect, Asserts, Spokesperson, 1 to 1, by `in an email`, for `the union`
    "#]],
    );
}

#[test]
fn a_spokesman_is_somebody_s_and_tells_somebody() {
    check(
        "spokesman",
        expect![[r#"
        A spokesman for the bank | told | that the vault was empty
          Indirect, Asserts, Spokesperson, 1 to 1, told `reporters`, for `the bank`
    "#]],
    );
}

#[test]
fn people_joined_by_and_are_added_up() {
    check(
        "sum",
        expect![[r#"
        Two officials and a diplomat | said | the border was open
          Indirect, Asserts, Anonymous, 3 to 3
    "#]],
    );
}

#[test]
fn what_was_said_may_stand_before_the_source() {
    check(
        "clause_before",
        expect![[r#"
        experts | say | Costs will rise this winter
          Indirect, Asserts, Collective, 2 to many
    "#]],
    );
}

#[test]
fn who_stands_beside_the_verb_outweighs_a_tree_gone_astray() {
    check(
        "astray",
        expect![[r#"
        Paula Dorn | said | A variety of factors raise the cost of bread
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_chance_to_speak_is_its_owner_s() {
    check(
        "purpose",
        expect![[r#"
        Dorn | criticise | Breland
          Indirect, Criticises, Named, 1 to 1
    "#]],
    );
}

#[test]
fn her_own_attack_is_hers() {
    check(
        "own_attack",
        expect![[r#"
        Dorn | renewed her attack on | the treaty
          Indirect, Criticises, Named, 1 to 1
    "#]],
    );
}

#[test]
fn who_was_booed_after_saying_it_said_it() {
    check(
        "by_saying",
        expect![[r#"
        Dorn | saying | the bridge was safe
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn an_office_can_be_looked_up_a_resident_cannot() {
    check(
        "mayor",
        expect![[r#"
        The mayor of Dornburg | said | the bridge was safe
          Indirect, Asserts, Institution
        One resident | said | it was not
          Indirect, Asserts, Anonymous, 1 to 1
        Residents | said | they were angry
          Indirect, Asserts, Collective, 2 to many
    "#]],
    );
}

#[test]
fn a_title_beside_a_name_is_part_of_the_source() {
    check(
        "titled",
        expect![[r#"
        Labour Party leader Paula Dorn | said | the bridge was safe
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_student_named_is_named() {
    check(
        "student",
        expect![[r#"
        A student named Berg | said | the road was open
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn bare_reports_are_other_media() {
    check(
        "reports",
        expect![[r#"
        reports | According to | the road was open
          Indirect, Asserts, Media
    "#]],
    );
}

#[test]
fn a_message_to_supporters_speaks_for_its_sender() {
    check(
        "message",
        expect![[r#"
        The campaign | sent a message to supporters saying | that Dorn had won
          Indirect, Asserts, Spokesperson, by `message`
    "#]],
    );
}

#[test]
fn not_guilty_is_a_denial() {
    check(
        "guilty",
        expect![[r#"
        Prosecutors | accused | Dorn of theft
          Indirect, Alleges, Anonymous, 2 to many
        Dorn | pleaded | not guilty
          Indirect, Denies, Named, 1 to 1
        Her lawyer | said | she had done nothing wrong
          Indirect, Asserts, Anonymous, 1 to 1
    "#]],
    );
}

#[test]
fn what_is_cited_after_a_quotation_is_not_quoted() {
    check(
        "citing",
        expect![[r#"
        Paula Dorn | said | "Prices will fall," … "We know it."
          Direct, Asserts, Named, 1 to 1
        Paula Dorn | citing | costs
          Indirect, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_verb_that_no_list_has_may_introduce_a_quotation() {
    check(
        "barked",
        expect![[r#"
        Paula Dorn | barked | "Prices will fall,"
          Direct, Asserts, Named, 1 to 1
    "#]],
    );
}

#[test]
fn a_second_verb_of_saying_is_not_part_of_what_was_said() {
    check(
        "and_calls",
        expect![[r#"
        Dorn | says | she respects Breland
          Indirect, Asserts, Named, 1 to 1
        she | respects | Breland
          Indirect, Praises, Named, 1 to 1, within s1
        Dorn | calls | it honest
          Indirect, Praises, Named, 1 to 1, distanced
    "#]],
    );
}

#[test]
fn an_age_does_not_make_the_hearer_the_speaker() {
    check(
        "aged",
        expect![[r#"
            Dorn, 58 | told | "We were wrong,"
              Direct, Asserts, Elsewhere, 1 to 1, told `the Gazette`
        "#]],
    );
}

#[test]
fn who_was_asked_did_not_ask() {
    check(
        "asked",
        expect![[r#"
            nobody | Asked | whether she would leave
              Indirect, Asks, Unattributed
            Dorn | replied | "Never in my life."
              Direct, Asserts, Named, 1 to 1
        "#]],
    );
}

#[test]
fn what_is_said_in_a_statement_is_said_once() {
    check(
        "in_a_statement",
        expect![[r#"
        The ministry | said | that ''prices will fall'' or ''stay low.''
          Mixed, Asserts, Spokesperson, by `in a statement`
    "#]],
    );
}

#[test]
fn the_name_of_a_broadcast_is_not_said() {
    check(
        "broadcast",
        expect![[r#"
            Dorn | admitted | that prices would fall
              Indirect, Confirms, Named, 1 to 1
        "#]],
    );
}

#[test]
fn what_will_be_is_no_description_of_the_source() {
    check(
        "according",
        expect![[r#"
        the ministry | According to | prices will fall in May
          Indirect, Asserts, Institution
    "#]],
    );
}

#[test]
fn a_content_without_a_subject_takes_in_whom_it_is_about() {
    check(
        "about",
        expect![[r#"
            nobody | are reported | Seven people … to have died from the fever
              Indirect, Asserts, Unattributed
            nobody | are feared | Fifteen others … dead
              Indirect, Fears, Unattributed
            nobody | accused | Defence minister Karl Dorn … of failing to stop his troops
              Indirect, Alleges, Unattributed
            nobody | being accused | Dorn … of misconduct
              Indirect, Alleges, Unattributed
            nobody | allegedly | protesters in Arville … disobeying the law
              Indirect, Alleges, Unattributed, hedged
            the United Nations | is accused | The group, which … of murder
              Indirect, Alleges, Institution
            nobody | was told | He … to leave
              Indirect, Demands, Unattributed
            farmers | are considered | Cows … sacred
              Indirect, Believes, Collective, 2 to many
            a lawsuit | is alleged | Another payment
              Indirect, Alleges, Document
            nobody | accused | Three former soldiers … of crimes against humanity
              Indirect, Alleges, Unattributed
            nobody | charged | Minister Karl Dorn … with theft
              Indirect, Alleges, Unattributed
            nobody | accused | a man … of murder
              Indirect, Alleges, Unattributed
        "#]],
    );
}

#[test]
fn what_is_set_beside_a_content_is_no_part_of_it() {
    check(
        "beside",
        expect![[r#"
        The ministry | said | three soldiers were killed
          Indirect, Asserts, Institution
        some local press | claiming | that the number was higher
          Indirect, Asserts, Media, distanced
        Dorn | says | the recession has ended
          Indirect, Asserts, Named, 1 to 1
        Dorn | warning | that growth may be slow
          Indirect, Fears, Named, 1 to 1, hedged
        The army | claims | the march was peaceful
          Indirect, Asserts, Institution, distanced
        the government | claims | they attacked the mayor
          Indirect, Asserts, Institution, distanced
        A spokesperson | denies | that Arland has any link to the raid
          Indirect, Denies, Spokesperson, 1 to 1
        A spokesperson | condemns | the strike as an insult
          Indirect, Criticises, Spokesperson, 1 to 1
    "#]],
    );
}

#[test]
fn paragraphs_behind_said_and_a_colon_are_quoted_without_marks() {
    check(
        "block_quote",
        expect![[r#"
        The Foreign Minister, Karl Dorn | said | This investigation has found that gas was used. … We will work with our partners.
          Direct, Asserts, Named, 1 to 1
        This investigation | has found | that gas was used
          Indirect, Asserts, Relayed, 1 to 1, within s1
    "#]],
    );
}

#[test]
fn a_way_is_no_agent_and_a_view_goes_on_behind_its_phrase() {
    check(
        "no_source",
        expect![[r#"
        nobody | was expected | The storm … to pass by Bermuda late on Wednesday
          Indirect, Predicts, Unattributed
        Dorn | in | It is highly unlikely … that these wells were of importance
          Indirect, Asserts, Institution
    "#]],
    );
}
