//! The report of one article, for people: a digest that fits a screen, or all of it; readable without colour.

mod digest;
mod events;
mod head;
mod marks;
mod names;
mod one;
mod relations;
mod statements;

use hearsay::Record;
use hearsay::core::{Days, EntityId, StatementId, Voice};

pub(crate) use digest::digest;
pub(crate) use marks::{Paint, wrap};
pub(crate) use one::one;

/// Everything a record holds, from the page to who contradicts whom, with every word marked.
pub(crate) fn report(record: &Record, paint: Paint, width: usize) -> String {
    let view = View { record, paint, width };
    let mut out = head::head(&view);
    out.push_str(&statements::statements(&view));
    out.push_str(&events::events(&view));
    out.push_str(&relations::relations(&view));
    out
}

/// A record with what its parts need to speak of each other.
struct View<'r> {
    record: &'r Record,
    paint: Paint,
    /// Columns.
    width: usize,
}

impl View<'_> {
    /// A title, with a legend at the right; below it where there is no room.
    fn heading(&self, title: &str, legend: &str) -> String {
        let gap = self.width.saturating_sub(title.chars().count() + legend.chars().count());
        let title = self.paint.bold(title);
        match (legend.is_empty(), gap) {
            (true, _) => format!("\n{title}\n"),
            (false, 2..) => format!("\n{title}{}{}\n", " ".repeat(gap), self.paint.faint(legend)),
            (false, _) => format!("\n{title}\n{}", self.paragraph(legend, "  ", Paint::faint)),
        }
    }

    /// Wrapped words, each line painted by itself.
    fn paragraph(&self, text: &str, indent: &str, paint: impl Fn(Paint, &str) -> String) -> String {
        let lines = wrap(text, self.width, indent);
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

/// "6 Jan 2011", "Oct–Dec 2010", "2008", "30 Nov – 2 Dec 2010".
fn days(days: Days) -> String {
    let (first, last) = (days.first, days.last);
    let of = |day: jiff::civil::Date, form: &str| day.strftime(form).to_string();
    if first == last {
        return of(first, "%-d %b %Y");
    }
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let whole_years = whole_months && first.month() == 1 && last.month() == 12;
    let (year, month) = (first.year() == last.year(), first.month() == last.month());
    match (whole_years, whole_months, year, month) {
        (true, _, true, _) => first.year().to_string(),
        (true, _, false, _) => format!("{}–{}", first.year(), last.year()),
        (_, true, true, true) => of(first, "%b %Y"),
        (_, true, true, false) => format!("{}–{}", of(first, "%b"), of(last, "%b %Y")),
        (_, true, false, _) => format!("{} – {}", of(first, "%b %Y"), of(last, "%b %Y")),
        (_, false, true, true) => format!("{}–{}", first.day(), of(last, "%-d %b %Y")),
        (_, false, true, false) => format!("{} – {}", of(first, "%-d %b"), of(last, "%-d %b %Y")),
        (_, false, false, _) => format!("{} – {}", of(first, "%-d %b %Y"), of(last, "%-d %b %Y")),
    }
}

/// "1 deed", "12 deeds".
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The name that JSON has for a value: `anonymous`, `alleges`.
fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
