//! Whether a record holds what a line of `cases/grave.tsv` asks for.

use hearsay_core::{Event, Party, Record, Statement};

const CASES: &str = include_str!("../cases/grave.tsv");

fn name(record: &Record, statement: &Statement) -> String {
    let entity = statement.source.entity.map(|id| record.entities[id.index()].name.clone());
    let words = statement.source.spans.iter().map(|&span| record.text.at(span)).collect::<Vec<_>>().join(" ");
    format!("{words} / {}", entity.unwrap_or_default())
}

/// Whether a side is as wanted: `*` whatever, `_` nobody, else a name or words of one of its parties.
fn side(record: &Record, parties: &[Party], wanted: &str) -> bool {
    let named = |party: &Party| {
        let entity = &record.entities[party.entity.index()].name;
        record.text.at(party.span).contains(wanted) || entity.contains(wanted)
    };
    match wanted {
        "*" => true,
        "_" => parties.is_empty(),
        _ => parties.iter().any(named),
    }
}

fn status(event: &Event) -> String {
    format!("{:?}", event.status).to_lowercase()
}

/// `TYPE who > whom STATUS [by NAME]`
fn fits(record: &Record, event: &Event, wanted: &str) -> bool {
    let (wanted, by) = wanted.split_once(" by ").map_or((wanted, None), |(wanted, by)| (wanted, Some(by)));
    let (left, right) = wanted.split_once(" > ").unwrap_or_else(|| panic!("no ` > ` in {wanted}"));
    let (plover, who) = left.split_once(' ').expect("a type and a doer");
    let (whom, statuses) = right.rsplit_once(' ').expect("a target and a status");
    let any = |list: &str, own: &str| list == "*" || list.split('|').any(|one| one == own);
    let carried = event.according_to.map(|id| name(record, &record.statements[id.index()]));
    any(plover, event.plover.name())
        && side(record, &event.source, who)
        && side(record, &event.target, whom)
        && any(statuses, &status(event))
        && by.is_none_or(|by| carried.is_some_and(|carried| carried.contains(by)))
}

fn says(record: &Record, wanted: &str) -> bool {
    let (stance, who) = wanted.split_once(' ').expect("a stance and a name");
    let own = |statement: &Statement| format!("{:?}", statement.stance).to_lowercase();
    record.statements.iter().any(|statement| own(statement) == stance && name(record, statement).contains(who))
}

fn holds(record: &Record, check: &str) -> bool {
    let (kind, wanted) = check.split_once(' ').expect("a kind of check");
    let event = || record.events.iter().any(|event| fits(record, event, wanted));
    match kind {
        "+" => event(),
        "-" => !event(),
        "says" => says(record, wanted),
        "silent" => !says(record, wanted),
        _ => panic!("{kind} is no kind of check"),
    }
}

fn shown(record: &Record) -> String {
    let words =
        |parties: &[Party]| parties.iter().map(|party| record.text.at(party.span)).collect::<Vec<_>>().join(" + ");
    let statements = record.statements.iter().map(|statement| {
        let stance = format!("{:?}", statement.stance).to_lowercase();
        format!("\n      {stance} {}", name(record, statement))
    });
    let events = record.events.iter().map(|event| {
        let by = event.according_to.map(|id| name(record, &record.statements[id.index()])).unwrap_or_default();
        let (who, whom) = (words(&event.source), words(&event.target));
        format!("\n      {} {who} > {whom} {} by {by}", event.plover.name(), status(event))
    });
    statements.chain(events).collect()
}

/// Reads every case with `read`, and gives what is wrong of them, told for people.
pub(crate) fn faults(read: impl Fn(&str) -> Record) -> String {
    let mut wrong = String::new();
    let mut cases = 0;
    for line in CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [kind, text, checks] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        let record = read(text);
        cases += 1;
        for check in checks.split(" ; ").filter(|check| !holds(&record, check)) {
            wrong += &format!("\n{kind}: {text}\n    {check}{}", shown(&record));
        }
    }
    assert!(cases >= 120, "{cases} cases");
    wrong
}
