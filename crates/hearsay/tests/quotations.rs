//! Quotations as papers print them: who says which words.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::core::Stance;
use hearsay::{Hints, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

/// `name: words | more words` for each statement that has a speaker.
fn told(text: &str) -> Vec<String> {
    let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
    let line = |statement: &hearsay::core::Statement| {
        let name = &record.entities[statement.source.entity?.index()].name;
        let words: Vec<&str> = statement.content.iter().map(|&span| record.text.at(span)).collect();
        Some(format!("{name}: {}", words.join(" | ")))
    };
    record.statements.iter().filter_map(line).collect()
}

#[test]
fn a_comma_outside_the_closing_mark_gives_words_to_one_person() {
    for [open, close] in [["“", "”"], ["‘", "’"], ["\"", "\""], ["«", "»"]] {
        let text = format!("{open}We shall not pay{close}, said Pire. {open}Never{close}, Dett added.");
        assert_eq!(told(&text), [format!("Pire: {open}We shall not pay{close}"), format!("Dett: {open}Never{close}")]);
    }
}

#[test]
fn a_quotation_is_said_by_who_signs_it() {
    let words = "“Ida is an expert, and her work will help us all.”";
    for signed in ["— Nora Dorn", "– Nora Dorn", "\n— Nora Dorn", "(Nora Dorn)"] {
        assert_eq!(told(&format!("{words} {signed}\n")), [format!("Nora Dorn: {words}")], "{signed}");
    }
    assert_eq!(told(&format!("{words}\n\nNora Dorn, head of the agency\n")), [format!("Nora Dorn: {words}")]);
}

#[test]
fn a_sentence_that_follows_is_no_signature() {
    assert_eq!(told("“We will stay.”\n\nNora Dorn left the city on Monday.\n"), [""; 0]);
    assert_eq!(told("“We will stay.” — The bridge fell in 2011, and nobody mended it.\n"), [""; 0]);
}

#[test]
fn a_paragraph_that_begins_with_a_quotation_goes_on_with_its_speaker() {
    let own = "Dupré: you to follow the rules";
    for text in [
        "“We have seen the cases drop,” Dupré said.\n\n“I ask you to follow the rules.”",
        "“The cases drop,” Dupré said. “We saw it.\n\n“Until now, we have stayed.\n\n“I ask you to follow the rules.”",
    ] {
        assert!(told(text).iter().any(|line| line == own), "{:?}", told(text));
    }
    let other = told("“We will pay,” Dorn said.\n\n“We will not,” said Ems. “I ask for more.”");
    assert!(other.iter().any(|line| line == "Ems: more"), "{other:?}");
}

#[test]
fn who_nods_at_a_sentence_did_not_say_it() {
    for text in ["“The road is shut.” Reporters nodded.", "“The road is shut.” The mayor smiled."] {
        assert_eq!(told(text), [""; 0]);
    }
    assert_eq!(told("“The road is shut,” the mayor sighed."), ["the mayor: “The road is shut,”"]);
}

#[test]
fn a_name_right_behind_the_verb_speaks_though_the_sentence_goes_on() {
    for [said, name] in [
        ["The bomb was left on a cart in a market, stated Mayor Felix Berg", "Felix Berg"],
        ["Three men were taken to a prison, announced Defence Minister Paula Dorn", "Paula Dorn"],
    ] {
        let content = said.split_once(',').unwrap().0;
        for end in [".", ", and later found by the guards."] {
            assert_eq!(told(&format!("{said}{end}")), [format!("{name}: {content}")], "{said}{end}");
        }
    }
}

#[test]
fn a_lost_opening_mark_gives_the_sentence_to_who_says_it() {
    for [said, name] in
        [["Villagers stand against villagers", "the minister"], ["We will not go back to the camp", "Nora Dorn"]]
    {
        let found = told(&format!("{said},\" {name} said."));
        assert!(found.len() == 1 && found[0].starts_with(&format!("{name}: {said}")), "{found:?}");
    }
    // Words behind a quotation that was closed are nobody's.
    let found = told("“We stay,” Dorn said. The road was shut,\" and nobody came.");
    assert!(found.iter().all(|line| !line.contains("The road")), "{found:?}");
}

#[test]
fn a_quotation_broken_twice_goes_on_with_its_sentence() {
    let found = told("“The firm,” Pire said, “will not pay, and,” she went on, “it will sue.”");
    assert!(found.iter().any(|line| line.contains("The firm") && line.contains("will not pay")), "{found:?}");
}

#[test]
fn a_clause_about_a_noun_has_its_own_verb_of_saying() {
    let found = told("Pire, whose brother Rolf Dett said last year that he would pay, said she would not.");
    assert_eq!(found, ["Rolf Dett: that he would pay", "Pire: she would not"]);
    let found = told("The plan that Ana Pire said would fail was praised by Rolf Dett.");
    assert!(found.contains(&"Ana Pire: The plan | would fail".to_owned()), "{found:?}");
}

#[test]
fn a_thing_between_two_verbs_says_nothing() {
    for (text, line) in [
        (
            "The ministry voiced concern that the raid was carried out without leave and said such an event must not happen again.",
            "ministry: such an event must not happen again",
        ),
        ("The bank warned that the losses were growing and added that it would close.", "bank: that it would close"),
    ] {
        let told = told(text);
        assert!(told.iter().any(|found| found.trim_start_matches("The ").ends_with(line)), "{told:?}");
        assert!(!told.iter().any(|found| found.starts_with("the raid") || found.starts_with("the losses")), "{told:?}");
    }
}

#[test]
fn doubts_that_somebody_had_are_told_once() {
    let told = told("Ryan voted for the bill despite admitting that he had doubts about it.");
    let once: std::collections::BTreeSet<&String> = told.iter().collect();
    assert_eq!(once.len(), told.len(), "{told:?}");
    assert!(told.iter().any(|line| line.ends_with(": it")), "{told:?}");
}

#[test]
fn a_word_of_the_quotation_is_not_who_says_it() {
    let text = "“[T]he strains of food were different from the types found in sewage”, said Dr. Livermore.";
    assert_eq!(told(text), ["Livermore: “[T]he strains of food were different from the types found in sewage”"]);
}

#[test]
fn the_lines_of_an_interview_are_their_speakers() {
    let text = "The scholar Natasha Gown talked to the Gazette.\n\nGazette: Do you think so?\n\n\
                NG: I believe that the state must act.\n\nGazette: Why?\n\nNG: I fear that the birds will die.\n";
    let [first, second] = ["that the state must act", "that the birds will die"];
    assert_eq!(told(text), [format!("Natasha Gown: {first}"), format!("Natasha Gown: {second}")]);
}

#[test]
fn the_letters_of_a_name_are_who_answers() {
    let text = "Anna Bell has run the water board since 2014. She spoke to Tom Reed.\n\nTR: Did you empty the lake?\n\n\
                A.B.: No. We let water out because the wall might crack.\n\nTR: The minister says you ignored his letter.\n\n\
                A.B.: He never wrote to me. I read it in the papers.\n";
    let found = told(text);
    for line in [
        "Anna Bell: No. We let water out because the wall might crack",
        "Anna Bell: He never wrote to me. I read it in the papers",
        "Tom Reed: Did you empty the lake",
    ] {
        assert!(found.contains(&line.to_owned()), "{line}: {found:?}");
    }
    assert!(!found.iter().any(|line| line.ends_with(": A.B.")), "{found:?}");
}

#[test]
fn you_is_the_other_of_two_who_speak_by_turns_and_he_a_third() {
    let found = told(
        "Anna Bell has run the water board since 2014. She spoke to Tom Reed.\n\nT.R.: You said in May that Breland was stealing \
         water.\n\nA.B.: Its minister Karl Dorn admitted as much to me.\n\nT.R.: He has denied it in public.\n",
    );
    assert!(found.contains(&"Anna Bell: that Breland was stealing water".to_owned()), "{found:?}");
    assert!(found.contains(&"Karl Dorn: it in public".to_owned()), "{found:?}");
}

#[test]
fn a_noun_before_a_name_is_what_the_name_is() {
    let found = told(
        "In 2019 the spy agency ISC worked with Breland on raids. The ISC has denied helping the rebels. The agency said it had \
         arrested forty of them.",
    );
    assert_eq!(found, ["ISC: helping the rebels", "ISC: it had arrested forty of them"]);
}

#[test]
fn who_is_described_before_the_verb_speaks() {
    let memo = "\"We recommend that no announcement be made until the importer has been consulted,\" one of the memos, dated Feb. 3, says.";
    let said = told(memo);
    assert!(said.iter().all(|line| !line.starts_with("Feb")), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("one of the memos")), "{said:?}");
    assert_eq!(
        told("An engineer who worked on the line until last year said the junction \"was known as the roulette\"."),
        ["An engineer: the junction \"was known as the roulette\""]
    );
}

#[test]
fn nobody_is_named_in_what_a_pronoun_of_theirs_says() {
    let found =
        told("The council met on Monday. \"Every reported fault was dealt with in time,\" it said in a statement.");
    assert_eq!(found, ["The council: \"Every reported fault was dealt with in time,\""]);
}

#[test]
fn who_declines_to_say_says_it_once() {
    assert_eq!(told("The firm declined to comment on the letter."), ["The firm: to comment on the letter"]);
    let citing =
        READER.read(b"The firm declined to comment on the letter, citing the trial.", &Hints::default()).next();
    let citing = citing.unwrap().unwrap();
    let cues = citing.statements.iter().map(|one| citing.text.at(one.cue.as_ref().unwrap().spans[0]));
    assert_eq!(cues.collect::<Vec<_>>(), ["declined", "citing"]);
    assert_eq!(told("Dorn declined to say whether he knew of it."), ["Dorn: to say whether he knew of it"]);
}

#[test]
fn a_paragraph_between_two_of_the_speakers_own_is_the_speakers() {
    let first = "The Minister of Food, Ruth Sharp, met the millers.\n\nThe Minister said:\n\nThe price of a loaf will hold.\n\n\
                 Certain traders have hoarded flour in order to create panic.\n\n";
    let is_hers = |rest: &str| told(&format!("{first}{rest}")).iter().any(|line| line.contains("have hoarded"));
    assert!(is_hers("I call on all traders to sell.\n"));
    assert!(is_hers("Mrs Sharp added that imported wheat had become dearer.\n"));
    assert!(!is_hers("The chairman of the millers said that nobody hoards.\n"), "somebody else speaks first");
}

#[test]
fn a_question_asks() {
    let stance = |text: &str| {
        let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        record.statements[0].stance
    };
    assert_eq!(stance("\"Will the bridge hold?\" Ana Pire said."), Stance::Asks);
    assert_eq!(stance("\"The bridge holds.\" Ana Pire said."), Stance::Asserts);
}

#[test]
fn on_which_terms_somebody_speaks_is_no_statement() {
    for text in [
        "An official who was not authorised to speak said the deal was dead.",
        "An official, who asked not to be named, said the deal was dead.",
    ] {
        let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        let contents: Vec<&str> = record.statements.iter().map(|one| record.text.at(one.content[0])).collect();
        assert_eq!(contents, ["the deal was dead"], "{text}");
    }
}
