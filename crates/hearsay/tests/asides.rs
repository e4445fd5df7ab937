//! Where what is said ends: the clauses beside it, and the halves around who says it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::{Hints, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

/// `source | cue | content`, and `in N` where it stands in the statement with that number.
fn told(text: &str) -> Vec<String> {
    let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
    let words = |spans: &[hearsay::core::Span]| {
        let words: Vec<&str> = spans.iter().map(|&span| record.text.at(span)).collect();
        words.join(" .. ")
    };
    let line = |statement: &hearsay::core::Statement| {
        let cue = statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans));
        let within = statement.within.map_or(String::new(), |outer| format!(" in {outer}"));
        format!("{} | {cue} | {}{within}", words(&statement.source.spans), words(&statement.content))
    };
    record.statements.iter().map(line).collect()
}

/// Each text with lines that are among its statements.
fn check(cases: &[(&str, &[&str])]) {
    for (text, lines) in cases {
        let found = told(text);
        for line in *lines {
            assert!(found.iter().any(|one| one == line), "{text}\n  wanted {line}\n  found {found:#?}");
        }
    }
}

#[test]
fn a_clause_of_another_speaker_ends_what_is_said() {
    check(&[
        (
            "The governor accused the opposition of buying votes, which the party denies.",
            &["The governor | accused | the opposition of buying votes", "the party | denies | which"],
        ),
        (
            "The bank said that the hackers took 40 files, a charge Arland called \"absurd\".",
            &["The bank | said | that the hackers took 40 files", "Arland | called | a charge .. \"absurd\""],
        ),
        (
            "Lawyers for the driver suggested that officers had moved the car, an allegation that two sergeants denied in court.",
            &[
                "Lawyers for the driver | suggested | that officers had moved the car",
                "two sergeants | denied | an allegation",
            ],
        ),
        (
            "Mayor Ida Holt has asked for calm, a request that councillor Tom Rell said was wasted.",
            &["Mayor Ida Holt | has asked for | calm", "councillor Tom Rell | said | a request .. was wasted"],
        ),
    ]);
}

#[test]
fn behind_a_semicolon_another_speaks_for_himself() {
    check(&[
        (
            "Diplomats said the vote was bought by Arland; the foreign ministry called this \"fantasy\".",
            &["Diplomats | said | the vote was bought by Arland", "the foreign ministry | called | this \"fantasy\""],
        ),
        (
            "He said no session was cancelled by the firm; one was postponed, and it was the union that asked for it.",
            &[
                "He | said | no session was cancelled by the firm; one was postponed, and it was the union that asked for it",
            ],
        ),
        (
            "Dorn called it fair; Holt disagreed, saying that few had been asked.",
            &["Holt | saying | that few had been asked"],
        ),
    ]);
}

#[test]
fn what_the_paper_adds_is_not_said() {
    check(&[
        (
            "Ministers voted to condemn the raid, a sign of growing unease in the capital.",
            &["Ministers | voted | to condemn the raid"],
        ),
        ("Dorn said the talks were over, without elaborating.", &["Dorn | said | the talks were over"]),
        (
            "Dorn said her country's vote was \"in line with our interests,\" without giving details.",
            &["Dorn | said | her country's vote was \"in line with our interests,\""],
        ),
    ]);
}

#[test]
fn who_stands_behind_a_sentence_says_all_of_it() {
    check(&[
        (
            "The party has told its members to stay away from the rally, according to an internal note.",
            &[
                "The party | has told | to stay away from the rally in s2",
                "an internal note | according to | The party has told its members to stay away from the rally",
            ],
        ),
        (
            "Maller denies any wrongdoing, his press office said.",
            &["Maller | denies | any wrongdoing in s2", "his press office | said | Maller denies any wrongdoing"],
        ),
        (
            "Inspectors told her lawyers that the plant would not be opened because of a \"safety check\", said Ida Holt, who speaks for the agency.",
            &[
                "Ida Holt, who speaks for the agency | said | Inspectors told her lawyers that the plant would not be opened because of a \"safety check\"",
            ],
        ),
        (
            "The Police Union disputed this: they had given written answers, a spokesman said.",
            &["The Police Union | disputed | this", "a spokesman | said | they had given written answers"],
        ),
    ]);
}

#[test]
fn a_phrase_behind_a_relative_word_speaks_of_its_clause() {
    check(&[(
        "The army rejected a report that it had hidden footage of an attack on a market in which, according to villagers, dozens died.",
        &["villagers | according to | dozens died in s2"],
    )]);
}

#[test]
fn a_second_verb_that_cannot_be_joined_to_what_was_said_has_the_first_speaker() {
    check(&[
        (
            "The dealer, Emil Rell, confirmed that he had stored goods at the depot but denied, in a letter to the Gazette, that any were meant for Breland.",
            &[
                "The dealer, Emil Rell | confirmed | that he had stored goods at the depot",
                "The dealer, Emil Rell | denied | that any were meant for Breland",
            ],
        ),
        (
            "Arland on Monday rejected a Breland accusation that its spies burned a depot, and ordered ten diplomats to leave.",
            &[
                "Arland | rejected | a Breland accusation that its spies burned a depot",
                "Arland | ordered | ten diplomats to leave",
            ],
        ),
        (
            "The ministry called the accusations absurd and promised retaliation.",
            &["The ministry | called | the accusations absurd", "The ministry | promised | retaliation"],
        ),
        (
            "The agency confirmed it had received the reply and expects to rule within a month.",
            &["The agency | expects | to rule within a month"],
        ),
    ]);
}

#[test]
fn who_breaks_into_a_sentence_says_both_halves() {
    check(&[
        (
            "The firm, the report said, had been inside the network since March.",
            &["the report | said | The firm .. had been inside the network since March"],
        ),
        (
            "Six of the dead, he told the Gazette, were members of one family.",
            &["he | told | Six of the dead .. were members of one family"],
        ),
        (
            "The order came from the port authority, Holt noted, not from the ministry.",
            &["Holt | noted | The order came from the port authority .. not from the ministry"],
        ),
        (
            "They told him to stop, Holt said, and he turned and \"raised a dark object\".",
            &["Holt | said | They told him to stop .. and he turned and \"raised a dark object\""],
        ),
    ]);
}

#[test]
fn who_hears_it_is_no_part_of_what_is_said() {
    check(&[
        (
            "A colonel, speaking from Ansel, told reporters Arland forces had heard the pilots shout.",
            &["A colonel, speaking from Ansel | told | Arland forces had heard the pilots shout"],
        ),
        (
            "A source close to the talks told The Gazette that the lab had also found traces of lead in the sample.",
            &["A source close to the talks | told | that the lab had also found traces of lead in the sample"],
        ),
        (
            "The mayor and the commission have told the attorney general's office they did nothing wrong in July.",
            &["The mayor and the commission | have told | they did nothing wrong in July"],
        ),
    ]);
}

#[test]
fn what_is_called_for_and_what_a_jury_ruled_are_whole() {
    check(&[
        (
            "He called for a single inquiry under a judge and warned that time was short.",
            &["He | called for | a single inquiry under a judge"],
        ),
        (
            "City Councilor Ida Holt has called for the state to take sworn statements.",
            &["City Councilor Ida Holt | has called for | the state to take sworn statements"],
        ),
        (
            "Karl Rell, whose death set off riots, was lawfully killed, a jury ruled on Wednesday, to shouts of \"shame\" from his family.",
            &["a jury | ruled | Karl Rell, whose death set off riots, was lawfully killed"],
        ),
        (
            "Commander Ida Holt said whatever the cost, the response would be the same.",
            &["Commander Ida Holt | said | whatever the cost, the response would be the same"],
        ),
    ]);
}

#[test]
fn what_is_only_supposed_is_not_said() {
    for text in [
        "The driver will go to prison if he denies it.",
        "The clerk would not say whether he accused the bank.",
        "Nobody who complained about the noise was turned away.",
    ] {
        let found = told(text);
        assert!(
            found
                .iter()
                .all(|one| !["denies", "accused", "complained"].iter().any(|cue| one.contains(&format!("| {cue}")))),
            "{found:#?}"
        );
    }
}

#[test]
fn what_a_speaker_has_to_show_or_is_told_is_no_second_statement() {
    for (text, unsaid) in [
        ("The Guard said it had evidence that the letter was typed on a Breland machine.", "had evidence"),
        ("The bureau said it had received no allegation of a crime.", "allegation of"),
        ("The team said there was no sign that a bird had struck the engine.", "sign"),
        ("The bank said that the owners were informed \"within hours\".", "were informed"),
        ("Two aides briefed on the Arland inquiry, who asked not to be named, told another story.", "briefed on"),
        ("An official informed of the plan said the port would close.", "informed of"),
        (
            "A guard who asked not to be named because he was not authorized to speak said the gate was open.",
            "was not authorized",
        ),
        ("The auditor said it had raised concerns with the owners in 2019.", "had raised concerns with"),
        ("A spokesman for the panel said that all interests had been declared.", "had been declared"),
        ("Emil Rell, a deputy whom she dismissed in May, has been accused of the theft.", "dismissed"),
        ("The envoy expressed the hope that trade would not suffer.", "expressed"),
    ] {
        let found = told(text);
        let cue = |one: &String| one.split(" | ").nth(1) == Some(unsaid);
        assert!(!found.iter().any(cue), "{unsaid}: {found:#?}");
    }
}

#[test]
fn a_worry_is_brought_before_somebody() {
    check(&[("Nurses raised concerns with managers about the ward.", &["Nurses | raised concerns | the ward"])]);
}

#[test]
fn a_paper_by_somebody_is_ordered_and_not_who_wrote_it() {
    check(&[(
        "A report by two doctors, ordered by the court, found no poison.",
        &["the court | ordered | A report by two doctors"],
    )]);
}

#[test]
fn the_halves_around_who_says_it_are_whole() {
    check(&[
        (
            "If you burn the tank, he told the Gazette, you lose the proof.",
            &["he | told | If you burn the tank .. you lose the proof"],
        ),
        (
            "If the rain goes on, Holt said, the road will close.",
            &["Holt | said | If the rain goes on .. the road will close"],
        ),
        (
            "Her desk was late, she conceded, because of the number of letters, but nobody was cheating.",
            &["she | conceded | Her desk was late .. because of the number of letters, but nobody was cheating"],
        ),
        (
            "He left the club in 2010 and had, he added, no interest in it now.",
            &["he | added | He left the club in 2010 and had .. no interest in it now"],
        ),
        (
            "Flour does not explode, she wrote in the Gazette, \"as any baker can tell the general.\"",
            &["she | wrote | Flour does not explode .. \"as any baker can tell the general.\""],
        ),
        (
            "Holt told the Gazette that on Friday after a long walk, Rell \"sat down in the hall and wept\", and told the guards, \"all he had done\".",
            &["Holt | told | that on Friday after a long walk, Rell \"sat down in the hall and wept\""],
        ),
        ("The boat was old, he said, but nobody knew it.", &["he | said | The boat was old .. but nobody knew it"]),
        (
            "Her office was closed, Holt said, because of the snow.",
            &["Holt | said | Her office was closed .. because of the snow"],
        ),
        (
            "Bridge unsafe, engineers warn; city promises repairs\n\nSUND - The town woke to a closed bridge on Monday.",
            &["engineers | warn | Bridge unsafe", "city | promises | repairs"],
        ),
        (
            "Three experts had examined the paper and judged the seal genuine.",
            &["Three experts | judged | the seal genuine"],
        ),
    ]);
}

#[test]
fn what_is_told_beside_a_saying_is_the_papers() {
    check(&[
        (
            "The weather office has said that the wind was \"strong but not rare,\" contradicting the inquiry.",
            &["The weather office | has said | that the wind was \"strong but not rare,\""],
        ),
        ("The mayor said the water was clean, angering residents.", &["The mayor | said | the water was clean"]),
        (
            "Rell says she was dismissed for asking questions, and is suing for 2 million crowns.",
            &["Rell | says | she was dismissed for asking questions"],
        ),
        (
            "Rell says that he was beaten, and that he has asked for a new trial.",
            &["Rell | says | that he was beaten, and that he has asked for a new trial"],
        ),
        (
            "Arland agreed to give up its mines in 2010, after a blast at Sund which neighbours blamed on the army.",
            &["Arland | agreed to | give up its mines in 2010"],
        ),
        (
            "First they denied there was a letter, then they denied it was real, Wray said.",
            &["they | denied | there was a letter in s3"],
        ),
        (
            "The envoy stressed that the step was aimed at one man, and expressed the hope that trade would not suffer.",
            &[
                "The envoy | stressed | that the step was aimed at one man",
                "The envoy | expressed the hope | that trade would not suffer",
            ],
        ),
    ]);
}

#[test]
fn what_is_told_may_hang_on_who_hears_it_or_stand_before_it() {
    check(&[
        (
            "Dorn complained to the Gazette of the \"ignorance\" shown in the report.",
            &["Dorn | complained | the \"ignorance\" shown in the report"],
        ),
        ("They did everything Dorn told them to do.", &["Dorn | told | everything .. to do"]),
    ]);
}
