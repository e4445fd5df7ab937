//! Draws a dyad from events given as JSON Lines: `rows EVENTS ONE OTHER drawing|svg|csv|json`, for trying
//! things without a store. A file `cov.json` beside them tells how many articles were read on each day.

#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::error::Error;

use hearsay_relation::picture::{Subject, csv, figure, terminal};
use hearsay_relation::{Coverage, Direction, Event, Spec, group, relation};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let (one, other) = (args[2].as_str(), args[3].as_str());
    let mut events = Vec::new();
    for (id, line) in std::fs::read_to_string(&args[1])?.lines().enumerate() {
        let mut row: serde_json::Value = serde_json::from_str(line)?;
        let (source, target) = (row["source"].as_str().unwrap_or(""), row["target"].as_str().unwrap_or(""));
        let direction = if source.starts_with(one) && target.starts_with(other) {
            "forth"
        } else if source.starts_with(other) && target.starts_with(one) {
            "back"
        } else {
            continue;
        };
        row["direction"] = direction.into();
        row["id"] = id.into();
        row["group"] = id.into();
        row["agency"] = serde_json::Value::Null;
        let event: Event = serde_json::from_value(row)?;
        assert!(matches!(event.direction, Direction::Forth | Direction::Back));
        events.push(event);
    }
    // A deed done together has two rows and one event.
    let mut first: BTreeMap<(String, String), u64> = BTreeMap::new();
    for event in &mut events {
        let key = (event.article.0.clone(), event.event.to_string());
        event.id = *first.entry(key).or_insert(event.id);
    }
    let groups = group(&events);
    for (event, group) in events.iter_mut().zip(groups) {
        event.group = group;
    }
    let coverage: Coverage = match std::fs::read_to_string(std::path::Path::new(&args[1]).with_file_name("cov.json")) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => Coverage::default(),
    };
    let relation = relation(&events, &[], &coverage, &Spec::default());
    let subject = Subject { one, other, relation: &relation, events: &events, assessments: &[] };
    match args.get(4).map_or("drawing", String::as_str) {
        "svg" => print!("{}", figure(subject)),
        "csv" => print!("{}", csv(subject)),
        "json" => {
            let mut page = serde_json::to_value(&relation)?;
            page["between"] = serde_json::json!([one, other]);
            println!("{page}");
        }
        _ => print!("{}", terminal(subject, 80)),
    }
    Ok(())
}
