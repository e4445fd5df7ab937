//! The digest of one article: a screen that answers what an editor asks of a story, each line with its number.

mod accused;
mod disputes;
mod happened;
mod rows;
mod speaks;
mod stands;

use hearsay::Record;
use hearsay::core::Voice;

use super::marks::Paint;
use super::{View, head};
pub(super) use accused::answer;
use rows::Row;

/// The longest digest, in lines.
const MOST_LINES: usize = 60;

/// A heading with the rows below it.
struct Section {
    title: &'static str,
    /// Stands at the right of the title.
    legend: String,
    rows: Vec<Row>,
    /// Rows that are always kept, where the screen is full.
    least: usize,
    /// How rows that were left out are called.
    rest: &'static str,
}

impl Section {
    /// Leaves a row out, the later of equals; of a dispute both sides.
    fn drop_least(&mut self) {
        let lightest = |left: &Row, right: &Row| left.weight.total_cmp(&right.weight);
        let least = self.rows.iter().enumerate().rev().min_by(|(_, left), (_, right)| lightest(left, right));
        let Some((at, row)) = least else { return };
        if row.indent > 0 && at > 0 {
            self.rows.drain(at - 1..=at);
        } else {
            self.rows.remove(at);
        }
    }
}

/// What is in dispute, who is accused, what happened, how the parties stand, who speaks.
pub(crate) fn digest(record: &Record, paint: Paint, width: usize) -> String {
    let view = View { record, paint, width };
    let mut sections = sections(&view);
    let top = head::digest_head(&view);
    let mut left_out = vec![0; sections.len()];
    loop {
        let text = format!("{top}{}{}", body(&view, &sections), footer(&view, &sections, &left_out));
        if text.lines().count() <= MOST_LINES {
            return text;
        }
        // The section that takes most room gives up what weighs least.
        let longest = (0..sections.len())
            .filter(|&at| sections[at].rows.len() > sections[at].least)
            .max_by_key(|&at| (sections[at].rows.len(), at));
        let Some(at) = longest else { return text };
        sections[at].drop_least();
        left_out[at] += 1;
    }
}

fn sections(view: &View<'_>) -> Vec<Section> {
    let section =
        |title, legend: &str, rows, least, rest| Section { title, legend: legend.to_owned(), rows, least, rest };
    let (speaks, people) = speaks::rows(view);
    let mut all = vec![
        section("IN DISPUTE", "", disputes::rows(view), 4, "disputes"),
        section("ACCUSED", "", accused::rows(view), 2, "accusations"),
        section("WHAT HAPPENED", "", happened::rows(view), 3, "deeds"),
        section("HOW THEY STAND", "-1 hostile … +1 close", stands::rows(view), 2, "voices"),
        section("WHO SPEAKS", &people, speaks, 2, "levels"),
    ];
    all.retain(|section| !section.rows.is_empty());
    all
}

fn body(view: &View<'_>, sections: &[Section]) -> String {
    let mut out = String::new();
    for section in sections {
        out.push_str(&view.heading(section.title, &section.legend));
        out.push_str(&rows::laid_out(view, &section.rows));
    }
    out
}

/// How to see more.
fn footer(view: &View<'_>, sections: &[Section], left_out: &[usize]) -> String {
    let record = view.record;
    let said = record.statements.iter().filter(|said| said.voice == Voice::Report).count();
    let done = record.events.iter().filter(|event| event.voice == Voice::Report).count();
    if said + done == 0 {
        let read = "nobody says or does anything here that hearsay reads";
        return view.paragraph(read, "", Paint::faint);
    }
    let number = sections.iter().flat_map(|section| &section.rows).find_map(|row| row.refs.first().cloned());
    let rest: Vec<String> = sections
        .iter()
        .zip(left_out)
        .filter(|(_, count)| **count > 0)
        .map(|(section, count)| format!("{count} more {}", section.rest))
        .collect();
    let mut words = number.map(|number| format!("--show {number} marks its words. ")).unwrap_or_default();
    let (said, done) = (super::counted(said, "statement"), super::counted(done, "deed"));
    words.push_str(&format!("--full prints all: {said}, {done}"));
    if !rest.is_empty() {
        words.push_str(&format!("; left out here: {}", rest.join(", ")));
    }
    format!("\n{}", view.paragraph(&words, "", Paint::faint))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use expect_test::expect_file;

    use super::*;

    /// Records of our own examples as an earlier reading gave them: a better reading must not change how they are laid out.
    fn records() -> Vec<(String, Record)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/digest");
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|end| end == "json"));
        files.sort();
        let record = |file: &PathBuf| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        files.iter().map(|file| (file.file_stem().unwrap().to_string_lossy().into_owned(), record(file))).collect()
    }

    fn numbers(record: &Record) -> BTreeSet<String> {
        let said = record.statements.iter().map(|said| said.id.to_string());
        let assessed = (1..=record.assessments.len()).map(|place| format!("a{place}"));
        said.chain(record.events.iter().map(|event| event.id.to_string())).chain(assessed).collect()
    }

    #[test]
    fn ten_examples_are_laid_out_at_three_widths() {
        let records = records();
        assert_eq!(records.len(), 10);
        for (name, record) in records {
            for width in [40, 80, 120] {
                let text = digest(&record, Paint::Plain, width);
                expect_file![format!("../../../tests/digest/{name}.{width}.txt")].assert_eq(&text);
                assert!(text.lines().count() <= MOST_LINES, "{name} at {width}:\n{text}");
                assert!(text.lines().all(|line| line.chars().count() <= width), "{name} at {width}:\n{text}");
            }
        }
    }

    #[test]
    fn every_row_has_numbers_and_each_is_in_the_record() {
        for (name, record) in records() {
            let known = numbers(&record);
            let view = View { record: &record, paint: Paint::Plain, width: 80 };
            for row in sections(&view).iter().flat_map(|section| &section.rows) {
                assert!(!row.refs.is_empty(), "{name}: {}", row.what);
                assert!(row.refs.iter().all(|number| known.contains(number)), "{name}: {:?}", row.refs);
            }
        }
    }

    #[test]
    fn colours_change_no_letter() {
        for (_, record) in records() {
            let painted = digest(&record, Paint::Colour, 80);
            let mut plain = String::new();
            let mut rest = painted.as_str();
            while let Some((before, after)) = rest.split_once('\u{1b}') {
                plain.push_str(before);
                rest = after.split_once('m').map_or("", |(_, after)| after);
            }
            plain.push_str(rest);
            assert_eq!(plain, digest(&record, Paint::Plain, 80));
        }
    }
}
