//! `hearsay find`: events in a store.

use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use clap::Args as ClapArgs;
use hearsay::core::{Days, Level, Stance, Status};
use hearsay_store::{EventRow, Filter, plain_words};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::args::share;
use crate::dates::{first_day, last_day};
use crate::report::wrap;
use crate::rows::{Shown, cut, line, show};
use crate::say;
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay find --store news.hearsay --actor PAK --from 2011-01 --until 2011-03
  hearsay find --store news.hearsay --actor CIA
  hearsay find --store news.hearsay --source USA --target PAKSPY --deed ACCUSE
  hearsay find --store news.hearsay --level anonymous --speaker USA
  hearsay find --store news.hearsay --words 'expel* ambassador' --format csv")]
pub(crate) struct FindArgs {
    #[command(flatten)]
    pub(crate) store: StoreArg,

    #[command(flatten)]
    pub(crate) asked: FilterArgs,

    /// At most so many, the latest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    shown: Shown,
}

/// Which events are asked for.
#[derive(ClapArgs)]
pub(crate) struct FilterArgs {
    /// A party on either side: a code (USA, USASPY), or a name in whole words
    #[arg(long, value_name = "WHO")]
    actor: Option<String>,

    /// Who did it
    #[arg(long, value_name = "WHO")]
    source: Option<String>,

    /// To whom
    #[arg(long, value_name = "WHOM")]
    target: Option<String>,

    /// A deed (expel-envoy), a PLOVER type (SANCTION) or a CAMEO code or its beginning (16); several with commas
    #[arg(long, value_delimiter = ',', value_name = "DEED,...")]
    deed: Vec<String>,

    /// reported, claimed, alleged, denied, negated, possible or future; several with commas [default: all]
    #[arg(long, value_delimiter = ',', value_name = "STATUS,...", value_parser = named::<Status>)]
    status: Vec<Status>,

    /// Sourcing level of who says so: named, spokesperson, institution, document, media, anonymous, collective,
    /// elsewhere, relayed, unattributed, reader [default: all, and the papers' own voice]
    #[arg(long, value_delimiter = ',', value_name = "LEVEL,...", value_parser = named::<Level>)]
    level: Vec<Level>,

    /// Who says so
    #[arg(long, value_name = "WHO")]
    speaker: Option<String>,

    /// The first day it may have happened
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = first_day)]
    from: Option<Date>,

    /// The last day
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = last_day)]
    until: Option<Date>,

    /// Paper or wire
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Words of the sentence: all of them; \"a phrase\", expel*
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,

    /// The words are SQLite's full-text language: talks OR summit, NEAR(a b), NOT
    #[arg(long)]
    fts: bool,

    /// Readers' comments too
    #[arg(long)]
    comments: bool,

    /// The least confidence of the reading, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    confidence: f32,
}

impl FilterArgs {
    /// The parties that it names.
    pub(crate) fn parties(&self) -> [Option<&str>; 4] {
        [&self.actor, &self.source, &self.target, &self.speaker].map(Option::as_deref)
    }

    pub(crate) fn filter(&self) -> Result<Filter> {
        Ok(Filter {
            actor: self.actor.clone(),
            source: self.source.clone(),
            target: self.target.clone(),
            deeds: self.deed.clone(),
            statuses: self.status.iter().copied().collect(),
            levels: self.level.iter().copied().collect(),
            speaker: self.speaker.clone(),
            from: self.from,
            until: self.until,
            outlet: self.outlet.clone(),
            words: self.words.as_ref().map(|words| asked_words(words, self.fts)).transpose()?,
            comments: self.comments,
            confidence: self.confidence,
        })
    }

    /// What was looked for, for those who found nothing.
    fn looked_for(&self) -> String {
        let names = |all: Vec<String>| (!all.is_empty()).then(|| all.join(","));
        looked_for(&[
            ("--actor", self.actor.clone()),
            ("--source", self.source.clone()),
            ("--target", self.target.clone()),
            ("--deed", names(self.deed.clone())),
            ("--status", names(self.status.iter().map(word).collect())),
            ("--level", names(self.level.iter().map(word).collect())),
            ("--speaker", self.speaker.clone()),
            ("--from", self.from.map(|day| day.to_string())),
            ("--until", self.until.map(|day| day.to_string())),
            ("--outlet", self.outlet.clone()),
            ("--words", self.words.clone()),
            ("--confidence", (self.confidence > 0.0).then(|| self.confidence.to_string())),
        ])
    }
}

/// Words as a question of the full-text language.
///
/// # Errors
/// When there is nothing to look for in them.
pub(crate) fn asked_words(words: &str, fts: bool) -> Result<String> {
    if fts {
        return Ok(words.to_owned());
    }
    plain_words(words).with_context(|| format!("`{words}` has no words to look for"))
}

/// "--actor PAK --from 2011-01-01"; in words where nothing was asked.
pub(crate) fn looked_for(asked: &[(&str, Option<String>)]) -> String {
    let given: Vec<String> =
        asked.iter().filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?))).collect();
    if given.is_empty() { "anything".to_owned() } else { given.join(" ") }
}

/// The name that a member of a closed list has in JSON.
pub(crate) fn word<T: serde::Serialize>(member: &T) -> String {
    serde_json::to_value(member).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A member of a closed list by its name in JSON.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Result<T> {
    serde_json::from_value(name.to_lowercase().into()).map_err(|error| anyhow!("{error}"))
}

/// A stance by its name.
pub(crate) fn stance(name: &str) -> Result<Stance> {
    named(name)
}

pub(crate) fn run(args: &FindArgs) -> Result<ExitCode> {
    let store = args.store.open(&args.asked.parties())?;
    let limit = if args.limit == 0 { usize::MAX >> 1 } else { args.limit };
    let found = store.find(&args.asked.filter()?, limit)?;
    show(&found, &EventRow::COLUMNS, &args.shown, table)?;
    if found.is_empty() {
        say::complain(&format!("nothing found: {}", args.asked.looked_for()));
        return Ok(ExitCode::from(1));
    }
    if found.len() == limit {
        say::complain(&format!("the latest {limit} are shown; --limit shows more"));
    }
    Ok(ExitCode::SUCCESS)
}

/// For people: a line of when, who, deed, whom and footing; below it the sentence, who says so, and where it stands.
fn table(rows: &[EventRow], width: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    // The widths of five cells, of 80 columns; who and whom take what is more or less.
    let more = width.saturating_sub(72) / 2;
    let (who, whom) = (if width < 72 { 14 } else { 17 + more }, if width < 72 { 12 } else { 15 + more });
    let mut out = line(&[("WHEN", 10), ("WHO", who), ("DEED", 14), ("WHOM", whom), ("FOOTING", 8)]);
    for row in rows {
        let day = match row.days {
            // "In March": the month is all that is known.
            Some(Days { first, last }) if first != last && first.first_of_month() == last.first_of_month() => {
                first.strftime("%Y-%m").to_string()
            }
            Some(days) => days.first.to_string(),
            None => "undated".to_owned(),
        };
        out.push_str(&line(&[
            (&day, 10),
            (&party(&row.source_code, &row.source_name), who),
            (&row.deed, 14),
            (&party(&row.target_code, &row.target_name), whom),
            (&word(&row.status), 8),
        ]));
        let mut says = Vec::new();
        if let Some(level) = &row.speaker_level {
            let who = row.speaker.as_deref().unwrap_or("nobody named");
            says.push(format!("says {} ({})", cut(who, 40), word(level)));
        }
        says.push(place(&row.outlet, &row.agency, row.published, &row.headline));
        says.push(format!("{}#{}", row.article, row.event));
        out.push_str(&wrap(&row.sentence, width, "    "));
        out.push_str(&wrap(&format!("— {}", says.join("; ")), width, "    "));
    }
    out
}

/// "Reuters, 2011-01-06, “US officials say …”": paper or wire, day of printing, headline.
pub(crate) fn place(
    outlet: &Option<String>,
    agency: &Option<String>,
    published: Option<Date>,
    headline: &Option<String>,
) -> String {
    let paper = outlet.iter().chain(agency).next().cloned();
    let headline = headline.as_ref().map(|headline| format!("“{}”", cut(headline, 60)));
    let day = published.map_or_else(|| "no date".to_owned(), |day| day.to_string());
    [paper, Some(day), headline].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `PAKSPY ISI`.
pub(crate) fn party(code: &Option<String>, name: &Option<String>) -> String {
    match (code, name) {
        (Some(code), Some(name)) => format!("{code} {name}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lists_are_those_of_the_record() {
        assert_eq!(named::<Status>("Denied").unwrap(), Status::Denied);
        assert!(named::<Level>("source").unwrap_err().to_string().contains("unattributed"));
    }
}
