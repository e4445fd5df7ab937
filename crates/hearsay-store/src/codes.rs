//! Small numbers for the closed lists of the record, and their names and meanings as the file keeps them.

use hearsay_core::{DisputeKind, EntityKind, Extreme, Form, Level, Plover, Stance, Status, Trend, Voice};
use rusqlite::{Row, RowIndex};

use crate::error::{Result, StoreError};

/// A closed list: what the file writes for each member. Numbers never change; new members are added at the end.
pub(crate) trait Coded: Copy + PartialEq + Sized + 'static {
    /// Table of the file that lists them.
    const TABLE: &'static str;
    /// Member, its name in JSON, its meaning in a few words.
    const ALL: &'static [(Self, &'static str, &'static str)];

    /// Its number in the file, from 1.
    fn code(self) -> i64 {
        let at = Self::ALL.iter().position(|(member, ..)| *member == self);
        at.map_or(0, |at| at as i64 + 1)
    }

    /// The member with this number.
    fn of_code(code: i64) -> Option<Self> {
        let at = usize::try_from(code).ok()?.checked_sub(1)?;
        Self::ALL.get(at).map(|(member, ..)| *member)
    }

    /// Its name in JSON.
    fn name_of(self) -> &'static str {
        Self::ALL.iter().find(|(member, ..)| *member == self).map_or("", |(_, name, _)| name)
    }

    /// The member with this name, in any case.
    fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name)).map(|(member, ..)| *member)
    }
}

impl Coded for Status {
    const TABLE: &'static str = "status";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Status::Reported, "reported", "told in the paper's own voice"),
        (Status::Claimed, "claimed", "plainly asserted by a source"),
        (Status::Alleged, "alleged", "accused, alleged, suspected or believed by a source"),
        (Status::Future, "future", "planned, vowed or announced"),
        (Status::Possible, "possible", "if, may, could, hoped or asked for"),
        (Status::Denied, "denied", "the content of a denial"),
        (Status::Negated, "negated", "said not to have happened"),
    ];
}

impl Coded for Level {
    const TABLE: &'static str = "level";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Level::Named, "named", "a person's name is the source"),
        (Level::Spokesperson, "spokesperson", "somebody who speaks for a body, or a statement of it"),
        (Level::Institution, "institution", "a government, agency, court, company or country"),
        (Level::Document, "document", "a suit, report, study, poll, letter, cable or filing"),
        (Level::Media, "media", "another outlet"),
        (Level::Anonymous, "anonymous", "a description without a name, or terms of anonymity"),
        (Level::Collective, "collective", "experts, analysts, critics, many, some"),
        (Level::Elsewhere, "elsewhere", "a named person whose words were said to others"),
        (Level::Relayed, "relayed", "a speaker known only through another source"),
        (Level::Unattributed, "unattributed", "nobody is named: it is believed, reportedly"),
        (Level::Reader, "reader", "the writer of a comment"),
    ];
}

impl Coded for Voice {
    const TABLE: &'static str = "voice";
    const ALL: &'static [(Self, &'static str, &'static str)] =
        &[(Voice::Report, "report", "the article itself"), (Voice::Comment, "comment", "a reader's comment under it")];
}

impl Coded for Form {
    const TABLE: &'static str = "form";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Form::Direct, "direct", "all of it in quotation marks"),
        (Form::Indirect, "indirect", "none of it"),
        (Form::Mixed, "mixed", "some of it"),
    ];
}

impl Coded for Stance {
    const TABLE: &'static str = "stance";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Stance::Asserts, "asserts", "says it is so"),
        (Stance::Confirms, "confirms", "says that what others said is so"),
        (Stance::Discloses, "discloses", "makes known what was not"),
        (Stance::Denies, "denies", "says it is not so"),
        (Stance::Alleges, "alleges", "accuses without proof shown"),
        (Stance::Believes, "believes", "thinks it is so"),
        (Stance::Doubts, "doubts", "thinks it may not be so"),
        (Stance::Predicts, "predicts", "says it will be so"),
        (Stance::Hopes, "hopes", "wants it and does not know"),
        (Stance::Fears, "fears", "does not want it and does not know"),
        (Stance::Intends, "intends", "means to do it"),
        (Stance::Threatens, "threatens", "means to do harm unless"),
        (Stance::Refuses, "refuses", "will not do it"),
        (Stance::Demands, "demands", "tells another to do it"),
        (Stance::Asks, "asks", "asks for it or whether it is so"),
        (Stance::Decrees, "decrees", "makes it so by saying it"),
        (Stance::Praises, "praises", "thinks well of it"),
        (Stance::Criticises, "criticises", "thinks ill of it"),
        (Stance::Declines, "declines", "will not speak of it"),
    ];
}

impl Coded for EntityKind {
    const TABLE: &'static str = "kind";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (EntityKind::Person, "person", "a named person"),
        (EntityKind::Organization, "organization", "a named organisation, or a state acting"),
        (EntityKind::Place, "place", "a named place"),
        (EntityKind::Group, "group", "people without a name"),
        (EntityKind::Event, "event", "a named event"),
        (EntityKind::Work, "work", "a named work"),
        (EntityKind::Other, "other", "anything else that acts or is acted on"),
    ];
}

impl Coded for Trend {
    const TABLE: &'static str = "trend";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Trend::Worsening, "worsening", "getting worse"),
        (Trend::Improving, "improving", "getting better"),
        (Trend::Steady, "steady", "staying as it is"),
        (Trend::Mixed, "mixed", "both ways"),
    ];
}

impl Coded for Extreme {
    const TABLE: &'static str = "extreme";
    const ALL: &'static [(Self, &'static str, &'static str)] =
        &[(Extreme::Low, "low", "said to be at its worst"), (Extreme::High, "high", "said to be at its best")];
}

impl Coded for DisputeKind {
    const TABLE: &'static str = "dispute_kind";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (DisputeKind::Denial, "denial", "one denies what the other says"),
        (DisputeKind::Assessment, "assessment", "opposite assessments of one relation"),
    ];
}

impl Coded for Plover {
    const TABLE: &'static str = "plover";
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Plover::Agree, "AGREE", "agrees to do something, or signs that it will"),
        (Plover::Consult, "CONSULT", "meets, visits, telephones, negotiates"),
        (Plover::Support, "SUPPORT", "backs, praises, recognises, opens or warms ties"),
        (Plover::Concede, "CONCEDE", "gives way: eases a measure, apologises, admits"),
        (Plover::Cooperate, "COOPERATE", "works together: trades, trains, shares, hands over"),
        (Plover::Aid, "AID", "gives money, goods, arms, shelter or troops for help"),
        (Plover::Retreat, "RETREAT", "pulls back, frees, lifts a siege, surrenders"),
        (Plover::Request, "REQUEST", "asks for or calls for something"),
        (Plover::Accuse, "ACCUSE", "blames, accuses, criticises, sues, investigates"),
        (Plover::Reject, "REJECT", "refuses, declines, defies, breaks off"),
        (Plover::Threaten, "THREATEN", "warns of harm or of a measure"),
        (Plover::Sanction, "SANCTION", "cuts ties or aid, expels, bans, embargoes"),
        (Plover::Protest, "PROTEST", "marches, strikes, riots, boycotts"),
        (Plover::Mobilize, "MOBILIZE", "readies or moves forces, arms itself"),
        (Plover::Coerce, "COERCE", "arrests, seizes, represses, raids, hacks"),
        (Plover::Assault, "ASSAULT", "attacks, bombs, kills, tortures, abducts"),
    ];
}

/// CAMEO's twenty roots in our words.
pub(crate) const CAMEO_ROOTS: [(&str, &str); 20] = [
    ("01", "makes a statement"),
    ("02", "appeals for something"),
    ("03", "says it means to cooperate"),
    ("04", "meets or talks"),
    ("05", "takes a diplomatic step of friendship"),
    ("06", "cooperates in substance"),
    ("07", "gives aid"),
    ("08", "yields"),
    ("09", "investigates"),
    ("10", "demands"),
    ("11", "disapproves, accuses"),
    ("12", "rejects"),
    ("13", "threatens"),
    ("14", "protests"),
    ("15", "shows force"),
    ("16", "lowers relations"),
    ("17", "coerces"),
    ("18", "assaults"),
    ("19", "fights"),
    ("20", "uses violence on a mass scale"),
];

/// PLOVER's quad of a type, 1 to 4, as [`hearsay_relation::Quad::ALL`] has them.
pub(crate) fn quad(plover: Plover) -> i64 {
    use hearsay_relation::Quad;
    let quad = Quad::of(plover);
    Quad::ALL.iter().position(|other| *other == quad).map_or(0, |at| at as i64 + 1)
}

/// The member of a closed list whose number is in this column.
pub(crate) fn member<T: Coded>(row: &Row, column: impl RowIndex) -> Result<T> {
    let code: i64 = row.get(column)?;
    T::of_code(code).ok_or_else(|| StoreError::Damaged(format!("{} {code} is not known", T::TABLE)))
}

/// The same, where the column may have none.
pub(crate) fn member_or_none<T: Coded>(row: &Row, column: impl RowIndex) -> Result<Option<T>> {
    if row.get::<_, Option<i64>>(column)?.is_none() { Ok(None) } else { member(row, column).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_record() {
        fn check<T: Coded + serde::Serialize>() {
            for (member, name, _) in T::ALL {
                assert_eq!(serde_json::to_value(member).unwrap(), *name);
                assert!(T::of_code(member.code()) == Some(*member));
            }
        }
        check::<Status>();
        check::<Level>();
        check::<Voice>();
        check::<Form>();
        check::<Stance>();
        check::<EntityKind>();
        check::<Trend>();
        check::<Extreme>();
        check::<DisputeKind>();
        check::<Plover>();
        assert_eq!(Plover::ALL.len(), <Plover as Coded>::ALL.len());
    }
}
