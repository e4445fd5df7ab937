//! What a speaker does with the words, where the verb alone could do two things.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::Stance::{self, Alleges, Asserts, Criticises, Demands, Denies};
use hearsay::{Hints, Reader};

fn stances(cases: &[(&str, Stance)]) {
    let reader = Reader::bundled().unwrap();
    for (text, due) in cases {
        let record = reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        assert_eq!(record.statements.first().map(|statement| statement.stance), Some(*due), "{text}");
    }
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
