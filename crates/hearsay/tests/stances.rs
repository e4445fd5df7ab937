//! What a speaker does with the words, where the verb alone could do two things.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::Stance::{
    self, Alleges, Asks, Asserts, Believes, Criticises, Declines, Decrees, Demands, Denies, Doubts, Hopes, Intends,
    Praises, Refuses,
};
use hearsay::core::Statement;
use hearsay::{Hints, Reader};

fn stances(cases: &[(&str, Stance)]) {
    check(cases, |statements| statements.first().map(|statement| statement.stance));
}

/// The stance of the last statement of each text that is not told inside another.
fn last_stances(cases: &[(&str, Stance)]) {
    check(cases, |statements| statements.iter().rfind(|statement| statement.within.is_none()).map(|one| one.stance));
}

fn check(cases: &[(&str, Stance)], which: fn(&[Statement]) -> Option<Stance>) {
    let reader = Reader::bundled().unwrap();
    let mut wrong = Vec::new();
    for (text, due) in cases {
        let record = reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        let stance = which(&record.statements);
        if stance != Some(*due) {
            wrong.push(format!("{text} {stance:?}, not {due:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_clause_in_the_indicative_demands_nothing() {
    stances(&[
        ("Scholars have suggested farmers raised the birds for eggs.", Asserts),
        ("Researchers suggested the algae might harm the reef.", Asserts),
        ("Preliminary findings suggest the pilot slept.", Asserts),
        ("The mayor suggested that the police had used force.", Asserts),
        ("The mayor suggested that voters will punish the party.", Asserts),
        ("The minister insisted that he was innocent.", Asserts),
        ("The minister insisted that the bridge is safe.", Asserts),
        ("The minister insisted that Berg resign.", Demands),
        ("Dorn suggested that the army leave the town.", Demands),
        ("Dorn suggested that Berg should leave the town.", Demands),
        ("Dorn demanded that the army must leave the town.", Demands),
        ("Dorn recommended that Berg be moved to another prison.", Demands),
    ]);
}

#[test]
fn who_claims_what_nobody_did_wrong_alleges_nothing() {
    stances(&[
        ("Critics claim Dorn hid the report.", Alleges),
        ("The opposition claims the police tortured two prisoners.", Alleges),
        ("The Russian ministry claims that Russian forces have taken the city.", Asserts),
        ("The Russian opposition claims that Russian police tortured two prisoners.", Alleges),
        ("Arland claims its air defences shot down ten drones.", Asserts),
        ("The army claims that five civilians were killed.", Asserts),
        ("Critics claim the ministry will close the school.", Asserts),
    ]);
}

#[test]
fn words_of_blame_criticise() {
    stances(&[
        ("The rebels labeled the attack as \"heinous\".", Criticises),
        ("Arland calls the decision \"regrettable\".", Criticises),
    ]);
}

#[test]
fn who_calls_a_claim_untrue_denies_it() {
    stances(&[
        ("The spokeswoman called the claim \"a lie, plain and simple\".", Denies),
        ("Israel has called the allegation false.", Denies),
        ("The commission dismissed the allegation as groundless.", Denies),
        ("The ministry described it as nonsense.", Denies),
        ("The president called the vote a disgrace.", Criticises),
        ("The commission dismissed the plan as reckless.", Criticises),
    ]);
}

#[test]
fn who_sets_a_claim_aside_denies_it() {
    last_stances(&[
        ("The minister dismissed her remarks as \"a bedtime story\".", Denies),
        ("The mayor dismissed that as \"hysteria\".", Denies),
        ("The ministry called this \"nonsense\".", Denies),
        ("The palace called the claim \"pure speculation\".", Denies),
        ("The mayor dismissed the bridge as ugly.", Criticises),
        ("The lawyer described the sentence as \"extremely severe\".", Criticises),
    ]);
}

#[test]
fn words_that_say_no_such_thing_deny() {
    last_stances(&[
        ("Dorn said no such letter was ever sent.", Denies),
        ("\"No such list exists,\" the embassy said.", Denies),
        ("The college said that was not the case.", Denies),
        ("Berg, a spokesman, said that was not so.", Denies),
        ("\"Not true,\" said Paula Dorn, the steward.", Denies),
        ("\"A lie,\" said Dorn.", Denies),
        ("\"The letter is old and every allegation is false,\" said Dorn.", Denies),
        ("The ministry said no session will be held.", Asserts),
    ]);
}

#[test]
fn who_says_what_the_own_side_did_not_do_denies_it() {
    last_stances(&[
        ("\"I never lied to anybody,\" Dorn said.", Denies),
        ("\"We did not fire a shot,\" Dorn told reporters.", Denies),
        ("The clerk said he did not burn the letter.", Denies),
        ("\"We have not yet signed the treaty,\" Dorn said.", Asserts),
        ("\"We did not see the boat,\" Dorn said.", Asserts),
        ("\"We were not building a bridge,\" Dorn said.", Asserts),
        ("\"I did not know the man,\" Dorn said.", Asserts),
    ]);
}

#[test]
fn who_says_no_to_what_another_has_said_denies_it() {
    last_stances(&[
        ("Arland said the ministry was behind the leak. \"There was no leak,\" said Dorn.", Denies),
        ("\"There was no leak,\" said Dorn.", Asserts),
        ("The sheriff said deputies told the driver to stop. Dorn said nobody told the driver to stop.", Denies),
        ("Arland said the bridge was old. Police said there were no injuries.", Asserts),
    ]);
}

#[test]
fn who_would_not_say_declines_and_who_would_not_do_refuses() {
    last_stances(&[
        ("Dorn would not comment on the case.", Declines),
        ("The envoy would not be drawn on the charge.", Declines),
        ("Dorn said he would not comment further.", Declines),
        ("Dorn said he would not resign.", Refuses),
        ("\"From now on, we will no longer say that the fever is deadly,\" said Dorn.", Refuses),
    ]);
}

#[test]
fn a_clause_that_is_parsed_beside_its_verb_is_said() {
    last_stances(&[
        ("She shot back that he had not read the letter.", Asserts),
        ("He had insisted throughout that he was the victim of a plot.", Asserts),
        ("The leader of the opposition asked why the government had waited.", Asks),
        ("The government insists the letters are forged.", Asserts),
    ]);
}

#[test]
fn a_no_counts_where_it_stands() {
    let reader = Reader::bundled().unwrap();
    for (text, stance, negated) in [
        ("Not everyone in the town welcomed the decision.", Praises, true),
        ("Not all experts agree with the agency.", Doubts, false),
        ("Paula Dorn, a teacher, isn't so sure: \"Why would you do it?\"", Doubts, false),
        ("\"The question is not if but how many years,\" they wrote.", Asserts, false),
    ] {
        let record = reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        let told = record.statements.first().map(|statement| (statement.stance, statement.negated));
        assert_eq!(told, Some((stance, negated)), "{text}");
    }
}

#[test]
fn praise_and_blame_lie_in_the_words_chosen() {
    stances(&[
        ("The mayor had called the envoy \"insolent\".", Criticises),
        ("Dorn described the raid as a result of the mayor's \"weakness and sloth\".", Criticises),
        ("The ministry described Holt as one of the most experienced pilots in the fleet.", Praises),
        ("Dorn described the man as tall and thin.", Asserts),
    ]);
}

#[test]
fn what_one_announces_of_oneself_is_intended_and_what_is_declared_is_so() {
    stances(&[
        ("Attorney General Ida Holt announced an investigation.", Intends),
        ("The bank announced a profit of 2 million crowns.", Asserts),
        ("Arland has declared the Breland ambassador, Ida Holt, persona non grata.", Decrees),
    ]);
}

#[test]
fn would_and_would_not_are_more_than_plans() {
    last_stances(&[
        ("Dorn denied it. \"I would not know how,\" he told the Gazette.", Asserts),
        ("\"I will not sit by while they steal the vote,\" said Dorn.", Intends),
        ("\"I will not resign,\" said Dorn.", Refuses),
        ("Dorn said she would welcome an inquiry.", Hopes),
        ("Dorn said he would appeal.", Intends),
    ]);
}

#[test]
fn who_warns_against_a_deed_demands_and_who_has_no_reason_doubts() {
    last_stances(&[
        ("Dorn warned against blaming the clerks.", Demands),
        ("The ministry warned citizens against swimming in the lake.", Demands),
        ("Police have no reason to believe that the fire was set.", Doubts),
        ("The firm had reason to believe that the clerk lied.", Believes),
    ]);
}

#[test]
fn not_one_and_never_deny_what_another_has_said() {
    last_stances(&[
        ("Dorn said the convoy had carried guns. \"There was not one gun on those boats,\" said Holt.", Denies),
        ("Dorn accused the bank of paying the mayor. \"Nobody in this bank paid anyone,\" said Holt.", Denies),
        (
            "The letter reached the police in May, Dorn said. Chief Ida Holt said her officers had never received the letter.",
            Denies,
        ),
        ("Chief Ida Holt said her officers had never received the letter.", Asserts),
    ]);
}
