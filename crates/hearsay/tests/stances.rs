//! What a speaker does with the words, where the verb alone could do two things.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::Stance::{self, Asserts, Demands};
use hearsay::{Hints, Reader};

#[test]
fn a_clause_in_the_indicative_demands_nothing() {
    let reader = Reader::bundled().unwrap();
    let cases: [(&str, Stance); 12] = [
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
    ];
    for (text, due) in cases {
        let record = reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
        assert_eq!(record.statements.first().map(|statement| statement.stance), Some(due), "{text}");
    }
}
