//! `hearsay dyad`: how two parties stand, drawn from a store, with the sentences behind every turn.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::{Args as ClapArgs, ValueEnum};
use hearsay::core::{Level, Status};
use hearsay_relation::picture::{Page, Subject, csv, figure, terminal};
use hearsay_relation::{Footing, Period, Spec, relation};
use hearsay_store::Filter;
use jiff::civil::Date;

use crate::args::{Look, share};
use crate::bad_value::BadValue;
use crate::dates::{first_day, last_day};
use crate::output;
use crate::say::{complain, say, tell};
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay dyad USA PAK --store news.hearsay
  hearsay dyad CIA ISI --store news.hearsay --by month --from 2010-06-01
  hearsay dyad ISR IRN --store news.hearsay --status reported --svg figure.svg
  hearsay dyad RUS UKR --store news.hearsay --format csv > series.csv")]
pub(crate) struct DyadArgs {
    /// The first party: a code (USA, USASPY) or a name in whole words ("CIA")
    #[arg(value_name = "ONE")]
    one: String,

    /// The second party
    #[arg(value_name = "OTHER")]
    other: String,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Length of time to count by [default: the shortest from a week on that has a deed in it on average]
    #[arg(long, value_enum, value_name = "PERIOD")]
    by: Option<By>,

    /// The first day that counts
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = first_day)]
    from: Option<Date>,

    /// The last day that counts
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = last_day)]
    until: Option<Date>,

    /// Statuses that count
    #[arg(long, value_delimiter = ',', value_name = "STATUS,...", default_value = "reported,claimed", value_parser = status)]
    status: Vec<Status>,

    /// Sourcing levels that count, of what somebody says [default: all]
    #[arg(long, value_delimiter = ',', value_name = "LEVEL,...", value_parser = level)]
    level: Vec<Level>,

    /// Count readers' comments too
    #[arg(long)]
    comments: bool,

    /// Count deeds too whose target only their sentence implies: it names the other party's country and no third
    #[arg(long)]
    implied: bool,

    /// The least confidence of the reading, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    confidence: f32,

    /// Reckon rates for each thousand articles in the store, so that a growing pile is no growing conflict
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    per_coverage: When,

    /// How often deeds are drawn anew for intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(..=10_000))]
    resamples: u32,

    /// Where the drawing starts: the same seed gives the same intervals
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// A drawing for people, one JSON object, or a table with a row for each week, month or quarter
    #[arg(long, value_enum, default_value_t = Format::Drawing)]
    format: Format,

    /// Write a figure fit for print there, too
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,

    #[command(flatten)]
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// Where fewer than one article in five is about the two
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Drawing,
    Json,
    Csv,
}

pub(crate) fn run(args: &DyadArgs) -> Result<ExitCode> {
    let (one, other) = (args.one.as_str(), args.other.as_str());
    let store = args.store.open(&[Some(one), Some(other)])?;
    // Denials and comments are asked for too: a deed shows who denies it, and what is left out is counted.
    let all = Filter { comments: true, ..Filter::default() };
    let mut events = store.dyad_events(one, other, &all)?;
    if args.implied {
        events.extend(store.dyad_implied(one, other)?);
    }
    let assessments = store.dyad_assessments(one, other, &all)?;
    let coverage = store.coverage()?;
    let spec = args.spec()?;
    let relation = relation(&events, &assessments, &coverage, &spec);
    let is_empty = events.is_empty() && assessments.is_empty();
    // What is told of long ago does not stretch the drawing.
    let zoomed = relation.zoomed();
    let subject = Subject { one, other, relation: &zoomed, events: &events, assessments: &assessments };
    if let Some(path) = args.svg.as_ref().filter(|_| !is_empty) {
        let names = [store.party(one)?, store.party(other)?].map(|party| party.called);
        let named = Subject { one: &names[0], other: &names[1], ..subject };
        output::write(path, &args.store.path()?, |out| Ok(out.write_all(figure(named).as_bytes())?))?;
    }
    match args.format {
        Format::Drawing => tell(&terminal(subject, args.look.columns()))?,
        Format::Csv => say(&csv(Subject { relation: &relation, ..subject }))?,
        Format::Json => {
            let page = Page::new(Subject { relation: &relation, ..subject }, &spec);
            say(&(serde_json::to_string(&page)? + "\n"))?;
        }
    }
    if is_empty {
        let file = if args.svg.is_some() { "; no figure is written" } else { "" };
        complain(&format!("nothing found: {one} and {other}{file}"));
    }
    Ok(ExitCode::from(u8::from(is_empty)))
}

impl DyadArgs {
    fn spec(&self) -> Result<Spec> {
        if let (Some(from), Some(until)) = (self.from, self.until) {
            ensure!(from <= until, "--from {from} is after --until {until}");
        }
        let levels: BTreeSet<Level> = self.level.iter().copied().collect();
        Ok(Spec {
            period: self.by.map(|by| match by {
                By::Day => Period::Day,
                By::Week => Period::Week,
                By::Month => Period::Month,
                By::Quarter => Period::Quarter,
                By::Year => Period::Year,
            }),
            from: self.from,
            until: self.until,
            footing: Footing {
                statuses: self.status.iter().copied().collect(),
                levels: (!levels.is_empty()).then_some(levels),
                comments: self.comments,
                implied: self.implied,
                confidence: self.confidence,
            },
            per_coverage: match self.per_coverage {
                When::Auto => None,
                When::Always => Some(true),
                When::Never => Some(false),
            },
            resamples: self.resamples,
            seed: self.seed,
            ..Spec::default()
        })
    }
}

/// Statuses and levels have the names that they have in a record.
fn named<T: serde::de::DeserializeOwned>(name: &str, what: &str, all: &str) -> Result<T, BadValue> {
    serde_json::from_value(name.into()).map_err(|_| BadValue(format!("no {what} is called `{name}`; there are {all}")))
}

fn status(name: &str) -> Result<Status, BadValue> {
    named(name, "status", "reported, claimed, alleged, future, possible, denied, negated")
}

fn level(name: &str) -> Result<Level, BadValue> {
    let all = "named, spokesperson, institution, document, media, anonymous, collective, elsewhere, relayed, \
               unattributed, reader";
    named(name, "sourcing level", all)
}
