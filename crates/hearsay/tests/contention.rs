//! Who accuses whom, who answers, and who contradicts whom, in articles where the sides stand paragraphs apart.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::{Answer, Plover, StatementId};
use hearsay::{Hints, LexiconFile, Reader, Record};

fn record(text: &str) -> Record {
    let invented = include_str!("../../hearsay-read/tests/cases/invented.tsv").to_owned();
    let reader =
        Reader::with_lexicon(&[LexiconFile { path: "actors/invented.tsv".to_owned(), text: invented }]).unwrap();
    reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap()
}

fn cue(record: &Record, id: StatementId) -> String {
    let statement = &record.statements[id.index()];
    let name = statement.source.entity.map_or("?", |entity| record.entities[entity.index()].name.as_str());
    format!("{name} {}", statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str()))
}

/// "Breland's ministry say ~ the coast guard deny", a dispute each.
fn disputes(text: &str) -> Vec<String> {
    let record = record(text);
    let sides = |dispute: &hearsay::core::Dispute| dispute.statements.map(|id| cue(&record, id)).join(" ~ ");
    record.disputes.iter().map(sides).collect()
}

/// Whoever is accused, with the answer and whose it is.
fn accused(text: &str) -> Vec<(String, Answer, Option<String>)> {
    let record = record(text);
    let all = record.accusations.iter();
    let shown = all.map(|one| {
        let name = record.entities[one.accused.index()].name.clone();
        (name, one.answer, one.answered_in.map(|id| cue(&record, id)))
    });
    shown.collect()
}

const BANKER: &str = "Prosecutors accused the banker Anna Dorn of hiding losses from her clients.\n\n\
    Her trial began in Sund on Tuesday. The hall was full, and many of those who lost their savings had to stand.\n\n\
    The case has cost the state three million crowns.\n\nDorn pleaded not guilty.";

const LORRIES: &str = "A report by the auditor found that the ministry had paid for 400 lorries that do not exist.\n\n\
    The lorries were to carry grain to the south. Farmers there are still waiting.\n\n\
    The ministry rejected the findings as fiction.";

const TRAWLER: &str = "The Arland coast guard sank a fishing boat off Cape Dorn and left its crew in the water, Breland's \
    foreign ministry said on Monday.\n\nEleven men are missing. Prices of cod rose by a fifth in Sund market.\n\n\
    Two divers reached the wreck in the afternoon and saw a hole in the bow.\n\n\
    \"No ship of ours was within a hundred miles of the place,\" a spokesman for the Arland coast guard said.";

const PARTNERS: &str = "Anna Dorn stole the money, her partner Karl Berg told the court.\n\n\
    \"I never touched a coin of it,\" Dorn said.";

#[test]
fn a_denial_meets_the_claim_paragraphs_before() {
    assert_eq!(disputes(BANKER), ["Prosecutors accuse ~ Anna Dorn plead not guilty"]);
    assert_eq!(disputes(LORRIES), ["A report by the auditor find ~ the ministry reject"]);
    assert_eq!(disputes(TRAWLER).len(), 1);
    assert_eq!(disputes(PARTNERS), ["Karl Berg tell ~ Anna Dorn say"]);
}

/// Paragraphs that have nothing to do with any of these quarrels.
const FILLER: [&str; 6] = [
    "The bridge at Holt was painted green in spring. It is the third colour in ten years.",
    "Rain fell in the hills from Monday on, and the road to Pell was closed for two days.",
    "The library will open on Sundays from May, its director, Ada Lindt, said. \"We have bought new chairs,\" she said.",
    "Bread costs four crowns in Sund, and five on the island.",
    "Teacher Nils Moberg said that his pupils had planted 300 trees behind the school.",
    "The orchestra plays on Friday. Tickets are sold at the town hall.",
];

#[test]
fn what_else_the_paper_tells_takes_no_dispute_away() {
    let filler = |times: usize| FILLER.repeat(times).join("\n\n");
    for text in [BANKER, LORRIES, PARTNERS] {
        let long = format!("{text}\n\n{}", filler(6));
        assert_eq!(disputes(&long), disputes(text), "{text}");
        assert_eq!(accused(&long), accused(text), "{text}");
        let late = format!("Sund, a town of many quarrels\n\n{}\n\n{text}", filler(2));
        assert_eq!(disputes(&late), disputes(text), "{text}");
    }
}

#[test]
fn the_accused_answer_paragraphs_later_in_their_own_words() {
    let answer = |text: &str| accused(text).into_iter().map(|(_, answer, by)| (answer, by)).next().unwrap();
    assert_eq!(answer(BANKER), (Answer::Denied, Some("Anna Dorn plead not guilty".to_owned())));
    assert_eq!(answer(LORRIES), (Answer::Denied, Some("the ministry reject".to_owned())));
    assert_eq!(answer(PARTNERS), (Answer::Denied, Some("Anna Dorn say".to_owned())));
}

#[test]
fn whoever_is_named_beside_the_accused_is_accused_and_does_not_answer_for_them() {
    let text = "The police accused Anna Dorn and Karl Berg of arson.\n\nDorn denied the charge.";
    let dorn = ("Anna Dorn".to_owned(), Answer::Denied, Some("Anna Dorn deny".to_owned()));
    assert_eq!(accused(text), [dorn, ("Karl Berg".to_owned(), Answer::None, None)]);
}

#[test]
fn each_charge_gets_the_answer_of_its_own_accused() {
    let text = "Auditors accused Anna Dorn, the head of the harbour, of selling two cranes and keeping the money.\n\n\
        The dockers' union blamed Karl Berg for the death of a man in March.\n\n\
        Dorn denied that she had sold a crane.\n\nBerg's lawyer said the brake had been cut by others.";
    let by = |name: &str| accused(text).into_iter().filter(|one| one.0 == name).map(|one| one.2).collect::<Vec<_>>();
    assert_eq!(by("Anna Dorn"), [Some("Anna Dorn deny".to_owned())]);
    let berg = by("Karl Berg");
    assert!(berg.iter().flatten().all(|answer| answer.contains("lawyer")), "{berg:?}");
}

#[test]
fn who_speaks_for_the_accused_by_words_alone_answers() {
    for (text, answer) in [
        (
            "Breland's foreign ministry accused Arland soldiers of opening fire across the river and wounding two guards.\n\n\
             Arland's defence ministry rejected the accusation.",
            "reject",
        ),
        (
            "The army accused the group Watchline of working for the rebels.\n\nWatchline director Paul Noble denied the charge.",
            "deny",
        ),
    ] {
        let found = accused(text);
        assert!(found.iter().any(|one| one.2.as_ref().is_some_and(|by| by.ends_with(answer))), "{text}: {found:?}");
    }
}

#[test]
fn what_others_deny_is_no_answer() {
    for text in [
        "Prosecutors accused the banker Anna Dorn of hiding losses from her clients.\n\n\
         Karl Berg denied that he had paid the minister for a licence.",
        "The opposition accused the interior minister, Anna Dorn, of tapping telephones.\n\n\
         Karl Berg, the mayor of Sund, said on Tuesday that the roads would be mended.\n\n\
         The finance ministry denied a report that taxes would rise.",
    ] {
        let found = accused(text);
        let dorn = found.iter().find(|one| one.0 == "Anna Dorn");
        assert!(dorn.is_some_and(|one| one.1 == Answer::None), "{text}: {found:?}");
    }
}

#[test]
fn a_headline_disputes_nothing_that_the_story_tells_again() {
    for text in [
        "Spy chief denies tapping phones of opposition\n\nSUND, Arland - Arland's spy chief denied on Saturday that his service had \
         tapped the telephones of opposition leaders.",
        "Rail union rejects claim it cut signal cables\n\nSUND, Arland - The rail union RTW on Thursday rejected a claim by the state \
         railway that strikers had cut signal cables.",
    ] {
        let record = record(text);
        let headline = record.article.headline.expect("the first line is the headline");
        let of_headline = |id: &StatementId| headline.contains(record.statements[id.index()].content[0]);
        assert!(record.disputes.iter().all(|dispute| !dispute.statements.iter().any(of_headline)), "{text}");
    }
}

#[test]
fn a_verb_whose_object_is_the_accused_is_not_turned_round() {
    for (text, accuser, whom) in [
        (
            "The insurers Moss and Hart, which face the bill, accused both firms of withholding data.",
            "insurers",
            "firms",
        ),
        ("The union, which lost, blamed two rivals for the delay.", "union", "rivals"),
        ("Anna Dorn, who resigned, accused the party of fraud.", "Dorn", "party"),
    ] {
        let record = record(text);
        let statement = &record.statements[0];
        let source = record.text.at(statement.source.spans[0]);
        assert!(source.contains(accuser), "{text}: {source}");
        assert!(statement.content.iter().any(|&span| record.text.at(span).contains(whom)), "{text}");
    }
}

#[test]
fn she_who_denies_is_who_spoke_and_no_paper_that_she_spoke_of() {
    for (text, name) in [
        (
            "The editor of the Gazette, Nora White, stood by the story. White said the paper had checked the recordings with three \
             experts. She denied that her source was a foreigner.",
            "Nora White",
        ),
        (
            "Karl Berg spoke first. Foreign Minister Lena Moor said Breland should look for the culprits at home. She denied that the \
             lorries had crossed.",
            "Lena Moor",
        ),
    ] {
        let record = record(text);
        let cues: Vec<String> = record.statements.iter().map(|one| cue(&record, one.id)).collect();
        assert!(cues.contains(&format!("{name} deny")), "{text}: {cues:?}");
    }
}

#[test]
fn who_differs_in_emphasis_or_is_on_one_side_disputes_nothing() {
    for text in [
        "The talks are going well, the chief negotiator of Arland said on Monday.\n\n\
         Breland's negotiator spoke of slow but steady work. He said that he would not name a date.",
        "The bank declined to comment on the story. The mayor criticised the weather. The minister praised the harvest and \
         said that the roads were good.",
        "Karim Berg says that his son and his brother were killed in a missile strike on 31 December 2009. Berg's lawyer said his \
         client would sue the agency for $500 million.",
    ] {
        assert!(disputes(text).is_empty(), "{text}: {:?}", disputes(text));
    }
}

#[test]
fn who_adds_to_what_another_says_contradicts_nobody() {
    let text = "Top Arland officer links Breland's spies to raid\n\nTAVEN, May 3, 2011 - Commandos killed Omar Khan, the leader of the \
                Red Brigade, in a raid on a house in the Breland town of Altdorn early on Monday, President Anna Dorn said.\n\n\
                Breland had been told of the operation beforehand, Arland officials said. Spy chief Leo Pell said Arland feared \
                that the Bretons might alert the target.";
    assert!(disputes(text).is_empty(), "{:?}", disputes(text));
}

#[test]
fn a_denial_is_told_to_whoever_claims_and_not_to_whom_it_speaks_of() {
    let target = |text: &str| {
        let record = record(text);
        let rejects = record.events.iter().filter(|event| event.plover == Plover::Reject);
        let names =
            rejects.flat_map(|event| &event.target).map(|party| record.entities[party.entity.index()].name.clone());
        names.collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    assert_eq!(
        target("A spokesman for the embassy denied any tension between the army and the police of Breland."),
        none
    );
    assert_eq!(target("The ministry denied any links with the rebels of Corland."), none);
    assert_eq!(target("Arland denied the Breland claim that its troops had crossed the river."), ["Breland"]);
}

#[test]
fn who_is_backed_by_the_accused_is_not_accused() {
    let found = accused(
        "Top Arland officer links spies to attack\n\nSUND, Sept. 23, 2011 - The top Arland military officer on Thursday accused Breland's spy \
         agency of supporting militants who attacked the Arland embassy in Kabul this month. Breland denied the accusation.",
    );
    let names: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names.len(), 1, "{found:?}");
    assert!(!names[0].contains("militants"), "{found:?}");
}

#[test]
fn who_gives_no_word_declines() {
    for silence in ["did not respond", "has not commented", "could not be reached for comment", "made no comment"] {
        let text = format!(
            "The union accused Merrin Bank of hiding losses of two million crowns from its staff. Merrin Bank {silence}."
        );
        let record = record(&text);
        let [charge] = &record.accusations[..] else { panic!("{silence}: {:?}", record.accusations) };
        assert_eq!(charge.answer, Answer::Declined, "{silence}");
        let answer = &record.statements[charge.answered_in.unwrap().index()];
        assert!(!answer.negated, "{silence}: the no is the cue's own");
    }
}

#[test]
fn an_accusation_that_is_denied_is_a_dispute_even_with_the_headline() {
    let found = disputes(
        "Former harbour chief denies taking bribes\n\nThe former head of the Port of Sellin, Matthias Orre, was accused of accepting \
         2.4 million crowns from a dredging firm. Prosecutors asked for four years.",
    );
    assert_eq!(found, ["? accuse ~ Former harbour chief deny"]);
}

#[test]
fn who_is_only_told_apart_by_a_charge_is_not_accused() {
    let text = "Court frees dozens in Sund\n\nA court in Sund released people accused of stealing cattle, a spokesman for the ministry said on \
        Monday.\n\nThose accused of murder stay in jail, the judge said.\n\nThe court also freed three men accused of burning a barn.";
    let names: Vec<String> = accused(text).into_iter().map(|one| one.0).collect();
    assert_eq!(names, ["three men accused of burning a barn"]);
}

#[test]
fn nobody_disputes_what_their_own_papers_say() {
    let text = |whose: &str| {
        format!(
            "Minister defends bridge\n\nDorn's statement of last week said that engineers had reported a crack in the bridge and that it was \
             not safe.\n\n{whose} own report, written in May, denied that the bridge was safe.\n\nAnna Dorn is minister of works."
        )
    };
    assert_eq!(disputes(&text("Dorn's")), [] as [String; 0]);
    assert_eq!(disputes(&text("Berg's")).len(), 1, "another's report may");
}

#[test]
fn who_denies_what_is_told_of_them_was_accused() {
    for (text, accused_one) in [
        (
            "Clerk speaks of missing files\n\nThe files were last seen in the office of the registrar, Mira Holt, a former clerk told the \
             inquiry on Monday.\n\nHolt denied that the files had been in her office.\n\nThe inquiry goes on.",
            "Mira Holt",
        ),
        (
            "Two ministries on one road\n\nThe bridge at Holt was closed on the order of the transport ministry, a mayor said on \
             Monday.\n\nThe transport ministry denied that it had closed the bridge.",
            "the transport ministry",
        ),
    ] {
        let found = accused(text);
        assert!(found.iter().any(|one| one.0 == accused_one && one.1 == Answer::Denied), "{text}: {found:?}");
    }
}

#[test]
fn a_denial_that_points_back_is_of_what_stands_before_it() {
    for (text, sides) in [
        (
            "Prices in Sund\n\nThe statistics office said bread had gone up by four percent.\n\nThree of the nine boats have been sold, \
             according to the fishermen's league. The harbour board disputes that figure.",
            ["the fishermen's league according to", "The harbour board dispute"],
        ),
        (
            "Auditors and a board\n\nThe auditors said they had written to the board in May. A member of the board disputed this.",
            ["Auditors say", "A member of the board dispute"],
        ),
        (
            "Notes from Sund\n\nThe trader, Emil Gerber, confirmed that he had stored goods in the hall. Prosecutors contradicted him.",
            ["Emil Gerber confirm", "Prosecutors contradict"],
        ),
    ] {
        assert_eq!(disputes(text), [sides.join(" ~ ")], "{text}");
    }
}

#[test]
fn what_the_accuser_tells_of_the_accused_is_no_answer() {
    let text = "Opposition attacks chancellor\n\nThe opposition leader, Cora Wray, accused Chancellor Piet Stoll of taking a house from a \
        builder. \"First Stoll denied that there was a house, then he laughed,\" Wray said.";
    let found = accused(text);
    assert!(found.iter().any(|one| one.0.contains("Stoll")), "{found:?}");
    assert!(found.iter().all(|one| one.1 == Answer::None), "{found:?}");
}

#[test]
fn who_denies_a_charge_answers_it() {
    let text = "The opposition accused the government of President Rolf Dorn of dropping gas on a village. A source in the Dornish army \
                denied this. \"We have no such thing,\" the army command said later.";
    let found = accused(text);
    assert_eq!(found[0].1, Answer::Denied, "{found:?}");
}

#[test]
fn one_government_says_no_to_itself_in_so_many_words_only() {
    let text = "US commandos killed the leader of the group in a raid on a house in the Pakistani town of Abbottabad on Monday, \
                President Barack Obama said.\n\nPakistan had not been told of the operation beforehand, US officials said.";
    assert!(disputes(text).is_empty());
    let denied = "US commandos killed three men in Abbottabad, President Barack Obama said. US officials denied that anybody had died.";
    assert_eq!(disputes(denied).len(), 1);
}
