//! The report of one article, for people: readable without colour and at 80 columns.

mod events;
mod head;
mod marks;
mod relations;
mod statements;

use hearsay::Record;
use hearsay::core::{Days, EntityId, StatementId, Voice};

pub(crate) use marks::{Paint, wrap};

/// Columns of a report.
const WIDTH: usize = 80;

/// Everything a record holds, from the page to who contradicts whom.
pub(crate) fn report(record: &Record, paint: Paint) -> String {
    let view = View { record, paint };
    let mut out = head::head(&view);
    out.push_str(&statements::statements(&view));
    out.push_str(&events::events(&view));
    out.push_str(&relations::relations(&view));
    out.push('\n');
    out
}

/// A record with what its parts need to speak of each other.
struct View<'r> {
    record: &'r Record,
    paint: Paint,
}

impl View<'_> {
    fn heading(&self, title: &str, legend: &str) -> String {
        let gap = WIDTH.saturating_sub(title.chars().count() + legend.chars().count()).max(2);
        let line = if legend.is_empty() { title.to_owned() } else { format!("{title}{}{legend}", " ".repeat(gap)) };
        format!("\n{}\n", self.paint.bold(&line))
    }

    /// Wrapped words, each line painted by itself.
    fn paragraph(&self, text: &str, indent: &str, paint: impl Fn(Paint, &str) -> String) -> String {
        let lines = wrap(text, WIDTH, indent);
        let painted = |line: &str| {
            let words = line.trim_start();
            format!("{}{}\n", &line[..line.len() - words.len()], paint(self.paint, words))
        };
        lines.lines().map(painted).collect()
    }

    /// An entity's name with its code: `Central Intelligence Agency (USASPY)`.
    fn name(&self, entity: EntityId) -> String {
        let Some(entity) = self.record.entities.get(entity.index()) else { return entity.to_string() };
        let name = one_line(&entity.name);
        match &entity.actor {
            Some(code) => format!("{} ({code})", shorten(&name, 44)),
            None => shorten(&name, 52),
        }
    }

    /// Who stands behind a statement, in few words.
    fn speaker(&self, statement: StatementId) -> String {
        let Some(statement) = self.record.statements.get(statement.index()) else { return statement.to_string() };
        let source = &statement.source;
        match (source.entity, source.spans.first()) {
            (Some(entity), _) => self.name(entity),
            (None, Some(&span)) => shorten(&one_line(self.record.text.at(span)), 52),
            (None, None) if statement.voice == Voice::Comment => "a reader".to_owned(),
            (None, None) => "no one named".to_owned(),
        }
    }
}

/// The blanks that a line begins with.
fn indent(line: &str) -> String {
    line.chars().take_while(|c| *c == ' ').collect()
}

/// White space as single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `length` characters, the last of them "…" where something was cut.
fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let cut: String = text.chars().take(length.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// "1 to 30 Nov 2008", "6 Jan 2011", "2008".
fn days(days: Days) -> String {
    let (first, last) = (days.first, days.last);
    let month = |day: jiff::civil::Date| day.strftime("%b %Y").to_string();
    let day = |day: jiff::civil::Date| day.strftime("%-d %b %Y").to_string();
    let starts = |day: jiff::civil::Date| day.day() == 1;
    let ends = |day: jiff::civil::Date| day.last_of_month() == day;
    if first == last {
        day(first)
    } else if starts(first) && ends(last) && first.month() == 1 && last.month() == 12 {
        if first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{} to {}", first.year(), last.year())
        }
    } else if starts(first) && ends(last) {
        let same = (first.year(), first.month()) == (last.year(), last.month());
        if same { month(first) } else { format!("{} to {}", month(first), month(last)) }
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// The name that JSON has for a value: `anonymous`, `alleges`.
fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
