//! Who speaks: pronouns and descriptions, names that no table knows, subjects that stand astray.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::core::{EntityKind, Level};
use hearsay::{Hints, Reader, Record};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

fn read(text: &str) -> Record {
    READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap()
}

/// `name | cue` for each statement, `?` where nobody speaks; words for a source that is no entity.
fn told(text: &str) -> Vec<String> {
    let record = read(text);
    let line = |statement: &hearsay::core::Statement| {
        let words = |spans: &[hearsay::core::Span]| spans.iter().map(|&span| record.text.at(span)).collect::<String>();
        let name = statement.source.entity.map(|id| record.entities[id.index()].name.clone());
        let source = name.unwrap_or_else(|| words(&statement.source.spans));
        let source = if source.is_empty() { "?".to_owned() } else { source };
        format!("{source} | {}", statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans)))
    };
    record.statements.iter().map(line).collect()
}

fn says(text: &str, line: &str) {
    let told = told(text);
    assert!(told.iter().any(|found| found == line), "{text}\n{line}\n{told:#?}");
}

fn silent(text: &str, who: &str) {
    let told = told(text);
    assert!(told.iter().all(|found| !found.starts_with(who)), "{text}\n{who}\n{told:#?}");
}

#[test]
fn nobody_is_he_in_his_own_words() {
    for text in [
        "Carl Rowe, an officer, read out a paper. His men \"believed that Felix Dugan had the gun\", he said.",
        "Carl Rowe was shouted down on Monday. \"Felix Dugan fired first,\" he said.",
    ] {
        says(text, "Carl Rowe | said");
    }
}

#[test]
fn whom_the_clause_of_a_pronoun_names_is_another() {
    let dead =
        "David Lund was shot at his grill on Monday. Lund, who was 53, fed the poor. Lund's death led to marches.";
    let text = format!("{dead}\n\nSteve Romm, a lawyer, wept. He said that Lund \"had no idea who shot at him.\"");
    says(&text, "Steve Romm | said");
    silent(&text, "David Lund | said");
    let jailed = "Sergei Dorn, the deputy, was arrested on Thursday. Dorn is in a cell. Dorn is ill.";
    let text = format!("{jailed}\n\nAlexei Kuder, who was abroad, flew home. He wanted to see Dorn.");
    says(&text, "Alexei Kuder | wanted");
}

#[test]
fn who_leads_the_sentence_before_speaks_on() {
    let dead = "Felix Dugan died in March. Dugan was shot by police. Dugan was 29.";
    says(
        &format!(
            "{dead}\n\nKarl Holm, who watched from a flat, contradicted the officers. The thing in Dugan's hand was a phone, he said."
        ),
        "Karl Holm | said",
    );
    says(
        &format!(
            "{dead}\n\nPaul Ham said that Dugan fired at the officers. Without sound, he cautioned, it could not be known who shot first."
        ),
        "Paul Ham | cautioned",
    );
    says(
        &format!(
            "{dead}\n\n\"Dugan was no thief,\" the lawyer, Igor Past, said outside the court. His client had been shown no paper, he complained."
        ),
        "Igor Past | complained",
    );
}

#[test]
fn a_wife_or_a_lawyer_speaks_of_her_own() {
    says(
        "Viktor Zahn is in prison. Igor Krug, a banker, sits there with him. Krug has pleaded not guilty. Zahn's wife said that he had merely asked the bank to pay.",
        "Viktor Zahn | had merely asked",
    );
}

#[test]
fn a_paper_alleges_and_a_talk_does_not() {
    says(
        "A quarrel followed, and the clerk shut the door, according to the complaint. It alleges that the city let him.",
        "the complaint | alleges",
    );
}

#[test]
fn a_company_is_no_agency_paper_or_union() {
    for other in ["the Weather Administration", "the Sund Chronicle", "the union, the United Miners"] {
        let text = format!(
            "Orlo Petroleum Company lost oil in May. The figure came from {other}.\n\nThe company says it will pay."
        );
        let told = told(&text);
        assert!(told.iter().any(|line| line.starts_with("Orlo Petroleum Company |")), "{text}\n{told:#?}");
    }
}

#[test]
fn a_kingdom_is_not_whose_lawmakers_spoke() {
    says(
        "Saudi Arabia, which U.S. senators have accused of flooding the market, cut its output. The kingdom has denied that it did so.",
        "Saudi Arabia | has denied",
    );
}

#[test]
fn a_family_is_not_its_lawyer() {
    let text =
        "A lawyer for the family, Simon Ach, said the guards lied. His family wept. The family said it was a phone.";
    says(text, "Simon Ach | said");
    let told = told(text);
    assert_eq!(told.iter().filter(|line| line.starts_with("Simon Ach")).count(), 1, "{told:#?}");
}

#[test]
fn what_a_name_names_is_told_by_all_its_mentions() {
    for (text, name, kind) in [
        ("The steel mill Ironhalt closed. Ironhalt said it would pay.", "Ironhalt", EntityKind::Organization),
        (
            "Selma's two mills, Ironhalt and Vesper, got loans. Vesper declined to comment.",
            "Vesper",
            EntityKind::Organization,
        ),
        ("He told the magazine Kabler so. Kabler said it could not check that.", "Kabler", EntityKind::Organization),
        (
            "Its auditors, Pruit Holm, left in May. Pruit Holm did not return calls.",
            "Pruit Holm",
            EntityKind::Organization,
        ),
        (
            "The insurer Holmar sued. A Holmar spokesman said so. Holmar says that is false.",
            "Holmar",
            EntityKind::Organization,
        ),
        ("Lomara accused its rival. A Lomaran officer was shot. Lomara denied it.", "Lomara", EntityKind::Organization),
        ("Tolvar Minerals, which owns the mine, denied it.", "Tolvar Minerals", EntityKind::Organization),
        ("Hale & Frome said the books were in order.", "Frome", EntityKind::Organization),
        ("The jury chose the cube. \"It lets the town look in,\" Ms Bull said.", "Ms Bull", EntityKind::Person),
        (
            "The rail firm lost its contract. Arvia says it will look into the papers.",
            "Arvia",
            EntityKind::Organization,
        ),
        ("Vantrel's chief executive resigned. Vantrel said she had been ill.", "Vantrel", EntityKind::Organization),
        (
            "Nora Lind, a quality manager at Orvane, was dismissed. Orvane said she had been late.",
            "Orvane",
            EntityKind::Organization,
        ),
        ("Brennick have asked for the tape. Brennick said it was theirs.", "Brennick", EntityKind::Organization),
        ("The ferry is run by Fjell Lines. Fjell Lines said nobody was hurt.", "Fjell Lines", EntityKind::Organization),
        (
            "Jem Tolley, of Tolley & Sons, said her firm was sound. \"We pay,\" Tolley said.",
            "Jem Tolley",
            EntityKind::Person,
        ),
        (
            "Outside court Salla Brand, whose son died, said the families wanted the truth.",
            "Salla Brand",
            EntityKind::Person,
        ),
        ("Anna Holm, 34, left. Holm, who is ill, said nothing.", "Anna Holm", EntityKind::Person),
        ("Mr Trager said so. Trager, a lawyer, left.", "Trager", EntityKind::Person),
    ] {
        let record = read(text);
        let found = record.entities.iter().find(|entity| entity.name == name);
        let shown: Vec<_> = record.entities.iter().map(|entity| (&entity.name, entity.kind)).collect();
        let place = kind == EntityKind::Organization && found.is_some_and(|entity| entity.kind == EntityKind::Place);
        assert!(place || found.is_some_and(|entity| entity.kind == kind), "{text}\n{shown:?}");
    }
}

#[test]
fn a_verb_has_the_subject_of_its_clause() {
    for (text, line) in [
        ("Orlo Minerals, which bought the pit in 2020, flatly denied it.", "Orlo Minerals | flatly denied"),
        ("Another guard, who stood at the gate, contradicted him.", "Another guard | contradicted"),
        (
            "Arland recalled its envoy on Friday after a secret audit found that Breland had used force.",
            "a secret audit | found",
        ),
        (
            "Nora Dorn declined to discuss the budget, while a spokesman for the council, Martin Ness, said he was not aware of any debt.",
            "Martin Ness | said",
        ),
        (
            "The navy rejected claims by fishermen that a night patrol off the cape had sunk two boats, insisting that the boats had fled.",
            "The navy | insisting",
        ),
        ("It quoted an unnamed judge as saying the papers were \"worthless\".", "an unnamed judge | saying"),
        (
            "Police Minister Jan Holt, asked whether there was indeed a second tape, answered: \"We have heard only one.\"",
            "Jan Holt | answered",
        ),
        (
            "Anna Holm was declared the winner of July's race by the election council.",
            "the election council | was declared",
        ),
        ("Dorn released after sit-in, her union says; ministry calls it a trick", "her union | says"),
        ("Arland and Breland each accused the other of firing first.", "Arland | accused"),
        ("In a six-page note the governor's lawyer, Janet Aust, denied every charge.", "Janet Aust | denied"),
        (
            "The league confirmed the test but said the dose was far below what clinics must be able to find.",
            "The league | said",
        ),
        (
            "Jonas Stolt, after an emergency session held at Arland's request, called for calm and said the figures were right.",
            "Jonas Stolt | said",
        ),
    ] {
        says(text, line);
    }
}

#[test]
fn millions_who_are_told_say_nothing() {
    says(
        "Buses stand still: commuters told to walk to work\n\nThe buses stand still on Monday, and shops will close.",
        "? | told",
    );
}

#[test]
fn a_court_that_hears_says_nothing() {
    silent("A RETIRED bank cashier stole the money, a court has heard.", "a court");
    says("The driver who the court heard had two licences said that he was innocent.", "the court | heard");
    silent("Cashier 'treated the bank as his own purse', jury told\n\nThe trial began in Sund on Monday.", "jury");
}

#[test]
fn one_of_a_group_is_what_the_group_is() {
    for text in [
        "Diplomats in Sund were wary. One said the plot was a fairy tale.",
        "Two senior officials said the bomb went off too early. \"That is our theory,\" one of them said.",
    ] {
        let record = read(text);
        let last = record.statements.last().unwrap();
        assert_eq!(last.source.level, Level::Anonymous, "{text}");
    }
}

#[test]
fn a_commission_is_no_newspaper_and_a_sheriff_has_a_name() {
    let level = |text: &str| read(text).statements[0].source.level;
    assert_eq!(level("The Independent Dam Commission said the wall would hold."), Level::Institution);
    let text = "The guards held a boy, the sheriff said Monday.\n\nSheriff Boyd Lath spoke for an hour.";
    says(text, "Boyd Lath | said");
    assert_eq!(level(text), Level::Named);
}

#[test]
fn in_a_charge_he_is_the_accused() {
    says(
        "Merrow accused his rival of delaying the count because he was afraid of losing.",
        "his rival | was afraid of",
    );
    says(
        "Paul Merrick accused Adam Voss of perjury after he told the court that the money was a gift.",
        "Adam Voss | told",
    );
    let text = "Norah Pell, a lawmaker, accused Victor Sand, the head of Tarn Data, of misleading lawmakers when he testified in May that \
                his firm had never held the files.";
    says(text, "Victor Sand | testified");
    // Where nobody accused can be meant, somebody else is.
    silent("Anna Dorn accused Peter Lund of cheating because she feared for the firm.", "Peter Lund");
}

#[test]
fn in_the_accusers_words_they_are_nobody_whom_only_the_charge_names() {
    let charge = "The opposition leader, Dana Holm, accused Mayor Rufus Tell of protecting his donors.";
    silent(
        &format!("{charge} \"First they denied there was a leak, then they denied it was poison,\" Holm said."),
        "his donors",
    );
    says("The editor accused the mayor of hiding the bill. \"He never paid,\" she said.", "The editor | said");
    says("Holm accused the bankers of lying. \"They denied it for years,\" he said.", "the bankers | denied");
}

#[test]
fn whom_a_body_charges_are_they() {
    let text = "The Justice Department charged 12 people, six of them officials of the league, with fraud. An indictment alleges that \
                they promised votes to the bidders.";
    says(text, "12 people | promised");
    // A body that is "it" is not "they".
    says("Orlbank said it had fired two traders after they admitted hiding losses.", "two traders | admitted");
    says("The ministry fired 20 workers. They said they would sue.", "20 workers | said");
}

#[test]
fn many_who_speak_speak_on() {
    let text = "Analysts at Brandle Partners reckoned that a fine could reach 90 million marks. \"We do not expect the insurer to fail,\" \
                they wrote in a note to clients.";
    says(text, "Analysts at Brandle Partners | wrote");
}

#[test]
fn they_are_not_those_for_whom_us_is_said() {
    for text in [
        "Relatives of the miners said they felt betrayed. \"They want us to forget,\" said Marla Finch, whose son died.",
        "Workers complained that the gas had leaked for years. \"They told us it was steam,\" said Orrin Bask, a welder.",
    ] {
        silent(text, "Relatives of the miners | want");
        silent(text, "Workers | told");
    }
}

#[test]
fn it_behind_a_semicolon_is_who_stands_before_it() {
    let dead = "Three men are dead, according to the Karst League, a rights group.";
    says(&format!("{dead} The ministry disputes that figure; it says one man died."), "The ministry | says");
}

#[test]
fn whose_publisher_speaks_does_not_speak() {
    let text = "Lamp's publisher, Rudin Mostade, doubted the laboratory. \"It belonged to her ministry until this morning,\" he said.";
    says(text, "Rudin Mostade | said");
}

#[test]
fn means_and_reasons_say_nothing() {
    let text = "\"There was no gun in that car,\" the union's spokesman, Idris Morrow, said by telephone. \"This was a crime.\"";
    says(text, "Idris Morrow | said");
    let text = "\"We were told not to talk,\" one of the guards, who asked that his name be withheld for fear of losing his job, told the \
                Courier.";
    says(text, "one of the guards | told");
    says(text, "one of the guards | asked");
}

#[test]
fn who_behind_a_speaker_is_the_speaker() {
    says("\"It is clear that he lied,\" said Holm, who wants the minister to appear in person.", "Holm | wants");
    says("\"We lost it all,\" said Amira Sand, who fears the river will rise again.", "Amira Sand | fears");
}

#[test]
fn a_second_verb_has_the_subject_of_the_first() {
    let text = "Opposition lawmaker Greta Sandvik accused the regulator of sleeping and called on Quill to resign.";
    says(text, "Greta Sandvik | called on");
    let text = "Morales, for his part, stressed that the decision was not directed against the people of Arland but against one official, \
                and expressed the hope that relations would not suffer.";
    says(text, "Morales | expressed the hope");
    silent(text, "the decision");
    assert_eq!(told(text).len(), 2, "what is hoped is told once");
    says(
        "The minister said the plan was sound and expressed the hope that trade would grow.",
        "The minister | expressed the hope",
    );
}

#[test]
fn who_is_convicted_convicts_nobody() {
    silent("The court upheld Marsh's conviction for slander, ruling that she had lied.", "Marsh |");
    says("Marsh feared the court's conviction of her brother.", "Marsh | feared");
}

#[test]
fn a_paper_that_says_so_ends_at_its_comma() {
    let text = "According to a memo seen by the Courier, Torrin was warned in May that the vault was open to \"more than 300 users on both \
                sides.\"";
    says(text, "a memo seen by the Courier | According to");
}

#[test]
fn a_name_behind_a_clause_names_whom_the_clause_describes() {
    for (text, who) in [
        (
            "A fisherman who saw the blast, Olo Brandt, 60, told the Courier that the ship had burned.",
            "Olo Brandt | told",
        ),
        ("A clerk who had resigned, Ines Tarr, said the books were false.", "Ines Tarr | said"),
    ] {
        says(text, who);
    }
}

#[test]
fn a_body_is_called_by_the_end_of_its_name_and_speaks_on() {
    says(
        "The Osland Security Bureau called the remark an insult. Later the Bureau said the file was safe.",
        "Osland Security Bureau | said",
    );
    let dropped = "Quickride said it had dropped Holt Security and its owner, Berg Holding.";
    says(&format!("{dropped} The ride-hailing company denied that data had leaked."), "Quickride | denied");
}

#[test]
fn a_surname_of_two_is_whose_it_was_before() {
    let text = "Senator Mara Lind resigned on Monday. Lind has denied all charges. Her brother, Peter Lind, said he was proud of her.\n\n\
                Lind accused the party of cowardice.";
    says(text, "Mara Lind | accused");
}

#[test]
fn names_are_whole_and_no_phrase_in_small_letters() {
    let text = "\"The team followed each rule set by the manufacturer but was not able to stop the train,\" Selamawit Tesges told a news \
                conference. She recommended that the maker review the brakes.";
    says(text, "Selamawit Tesges | told");
    says(text, "Selamawit Tesges | recommended");
    let text = "The government declared the Breland envoy, Rolf Petersen, persona non grata after a paper in which he claimed that the vote \
                was rigged.";
    says(text, "Rolf Petersen | claimed");
}

#[test]
fn a_witness_and_a_hearer_of_a_paper_are_heard_elsewhere() {
    let levels = |text: &str| read(text).statements.iter().map(|statement| statement.source.level).collect::<Vec<_>>();
    assert_eq!(levels("Paul Merrick told the jury that the money was a gift."), [Level::Elsewhere]);
    let text = "\"I would never do that,\" Paul Merrick told the BBC, adding that he might sue.";
    assert_eq!(levels(text)[..2], [Level::Elsewhere, Level::Elsewhere]);
    assert_eq!(levels("Ada Brunt said outside the court that her brother was innocent."), [Level::Named]);
}
