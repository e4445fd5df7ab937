//! `hearsay export`: a store in forms that others read.

use std::fs;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use clap::{Args as ClapArgs, ValueEnum};
use hearsay_store::export::{self, Accused, Assessed, Cells, Disputed, Layout};
use hearsay_store::{EventRow, Filter, Said, SaidFilter, Store, StoreError};

use crate::file_names::FileNames;
use crate::find::FilterArgs;
use crate::output;
use crate::progress::Progress;
use crate::say;
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay export --store news.hearsay --format parquet --output events.parquet
  hearsay export --store news.hearsay --format gdelt --only-theirs --actor PAK > pak.export.CSV
  hearsay export --store news.hearsay --format csv --what statements > statements.csv
  hearsay export --store news.hearsay --format brat --output corpus/")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// The form
    #[arg(long, value_enum)]
    format: Format,

    /// Events, statements (csv, jsonl, parquet, annotations), assessments, disputes or accusations (csv, jsonl, parquet),
    /// or reviews (jsonl)
    #[arg(long, value_enum, default_value_t = What::Events)]
    what: What,

    /// Where to; a folder for brat [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Leave out the columns that we add after those of phoenix, icews, gdelt and polecat
    #[arg(long)]
    only_theirs: bool,

    /// Keep what a spreadsheet would take for a formula as it is (csv), and zero bytes too (csv and tab-separated)
    #[arg(long)]
    raw: bool,

    #[command(flatten)]
    asked: FilterArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Comma-separated values with a header
    Csv,
    /// One JSON object a line
    Jsonl,
    /// Typed columns, for DuckDB, pandas, polars, R and Spark
    Parquet,
    /// The 26 columns of Phoenix, then ours; tab-separated, no header
    Phoenix,
    /// The 20 columns of ICEWS, then ours; tab-separated with a header
    Icews,
    /// The 61 columns of GDELT 2.0 events, then ours; tab-separated, no header
    Gdelt,
    /// The 40 columns of POLECAT, then ours; tab-separated with a header
    Polecat,
    /// W3C Web Annotations (JSON-LD), one a line
    Annotations,
    /// schema.org Claims and Quotations (JSON-LD), one a line; statements only
    Claims,
    /// brat standoff: a .txt and an .ann file an article, and brat's annotation.conf
    Brat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Events,
    Statements,
    /// What people say of how two parties stand
    Assessments,
    /// Claims with the statements that contradict them
    Disputes,
    /// Who is accused by whom, with their answer
    Accusations,
    /// What people decided about readings (jsonl)
    Reviews,
}

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode> {
    let store = args.store.open(&args.asked.parties())?;
    let store_path = args.store.path()?;
    let filter = args.asked.filter()?;
    ensure!(
        args.format != Format::Parquet || args.output.is_some() || !io::stdout().is_terminal(),
        "a Parquet file is nothing for a terminal; give it a file with --output FILE"
    );
    if args.format == Format::Brat {
        let folder = args.output.as_deref().context("brat wants a folder: --output DIR")?;
        return brat(&store, &store_path, folder);
    }
    match &args.output {
        Some(path) => output::write(path, &store_path, |out| write(args, &store, &filter, out))?,
        None => {
            // Not locked: a Parquet writer wants what may go to another thread.
            let mut out = BufWriter::new(io::stdout());
            write(args, &store, &filter, &mut out)?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write(args: &ExportArgs, store: &Store, filter: &Filter, out: &mut (impl Write + Send)) -> Result<()> {
    if args.what == What::Reviews {
        ensure!(args.format == Format::Jsonl, "reviews are written as jsonl only");
        return Ok(store.reviews(None, 0, usize::MAX >> 1)?.iter().try_for_each(|review| line(out, review))?);
    }
    let cells = if args.raw { Cells::Raw } else { Cells::Safe };
    match args.what {
        What::Assessments => return rows(args, &store.assessed(filter)?, &Assessed::COLUMNS, cells, out),
        What::Disputes => return rows(args, &store.disputed(filter)?, &Disputed::COLUMNS, cells, out),
        What::Accusations => return rows(args, &store.accused(filter)?, &Accused::COLUMNS, cells, out),
        What::Events | What::Statements | What::Reviews => {}
    }
    let mut progress = Progress::of_rows(row_count(args, store)?, "rows", true);
    let statements = args.what == What::Statements || args.format == Format::Claims;
    let said = if statements { Some(said(filter)?) } else { None };
    let layout = match args.format {
        Format::Phoenix => Some(Layout::Phoenix),
        Format::Icews => Some(Layout::Icews),
        Format::Gdelt => Some(Layout::Gdelt),
        Format::Polecat => Some(Layout::Polecat),
        _ => None,
    };
    if let Some(layout) = layout {
        ensure!(said.is_none(), "this layout has events only");
        store.export(layout, filter, args.only_theirs, cells, out)?;
        return Ok(());
    }
    match (args.format, &said) {
        (Format::Csv, None) => {
            export::csv_header(&EventRow::COLUMNS, out)?;
            store.each(filter, |found| {
                progress.rows(1);
                export::csv_row(&found, &EventRow::COLUMNS, cells, out)
            })?;
        }
        (Format::Csv, Some(said)) => {
            export::csv_header(&Said::COLUMNS, out)?;
            store.each_said(said, |said| {
                progress.rows(1);
                export::csv_row(&said, &Said::COLUMNS, cells, out)
            })?;
        }
        (Format::Jsonl, None) => store.each(filter, |found| {
            progress.rows(1);
            line(out, &found)
        })?,
        (Format::Jsonl, Some(said)) => store.each_said(said, |said| {
            progress.rows(1);
            line(out, &said)
        })?,
        (Format::Annotations, None) => {
            store.each(filter, |found| line(out, &export::annotation_of_event(&found)))?;
        }
        (Format::Annotations, Some(said)) => {
            store.each_said(said, |said| line(out, &export::annotation_of_statement(&said)))?;
        }
        (Format::Claims, Some(said)) => store.each_said(said, |said| line(out, &export::claim(&said)))?,
        #[cfg(feature = "parquet")]
        (Format::Parquet, None) => {
            export::events_to_parquet(store, filter, out)?;
        }
        #[cfg(feature = "parquet")]
        (Format::Parquet, Some(said)) => {
            export::statements_to_parquet(store, said, out)?;
        }
        #[cfg(not(feature = "parquet"))]
        (Format::Parquet, _) => bail!("this hearsay was built without Parquet; build it with `--features parquet`"),
        _ => bail!("this format has no {}", if statements { "statements" } else { "events" }),
    }
    Ok(())
}

/// Rows that an export can have at most.
fn row_count(args: &ExportArgs, store: &Store) -> Result<u64> {
    let counts = store.counts()?;
    Ok(if args.what == What::Statements { counts.statements } else { counts.events })
}

/// Rows that are held whole: there are few of them for each article.
fn rows<R: serde::Serialize>(
    args: &ExportArgs,
    rows: &[R],
    columns: &'static [&'static str],
    cells: Cells,
    out: &mut (impl Write + Send),
) -> Result<()> {
    match args.format {
        Format::Csv => {
            export::csv_header(columns, out)?;
            rows.iter().try_for_each(|row| export::csv_row(row, columns, cells, out))?;
        }
        Format::Jsonl => rows.iter().try_for_each(|row| line(out, row))?,
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            export::rows_to_parquet(rows, columns, out)?;
        }
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => bail!("this hearsay was built without Parquet; build it with `--features parquet`"),
        _ => bail!("assessments, disputes and accusations are written as csv, jsonl or parquet"),
    }
    Ok(())
}

fn line(out: &mut impl Write, row: &impl serde::Serialize) -> Result<(), StoreError> {
    Ok(writeln!(out, "{}", serde_json::to_string(row)?)?)
}

/// What of a filter for events can be asked of statements.
fn said(filter: &Filter) -> Result<SaidFilter> {
    ensure!(
        filter.source.is_none() && filter.target.is_none() && filter.deeds.is_empty() && filter.statuses.is_empty(),
        "statements have no --source, --target, --deed or --status; --actor asks whom they are about"
    );
    Ok(SaidFilter {
        words: filter.words.clone(),
        about: filter.actor.clone(),
        speaker: filter.speaker.clone(),
        levels: filter.levels.clone(),
        stances: Default::default(),
        from: filter.from,
        until: filter.until,
        outlet: filter.outlet.clone(),
        comments: filter.comments,
    })
}

fn brat(store: &Store, store_path: &Path, folder: &Path) -> Result<ExitCode> {
    fs::create_dir_all(folder).with_context(|| format!("{}: cannot be written", folder.display()))?;
    let write = |name: &str, text: &str| -> Result<()> {
        output::write(&folder.join(name), store_path, |out| Ok(out.write_all(text.as_bytes())?))
    };
    write("annotation.conf", export::BRAT_CONFIG)?;
    let mut left_out = false;
    let mut names = FileNames::default();
    for key in store.articles()? {
        match store.record(&key) {
            Ok(Some(record)) => {
                let name = names.of(&key);
                write(&format!("{name}.txt"), record.text.as_str())?;
                write(&format!("{name}.ann"), &export::standoff(&record, &store.decisions(&key)?))?;
            }
            Ok(None) => {}
            Err(error @ StoreError::NoText(_)) => {
                left_out = true;
                say::complain(&error.to_string());
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(ExitCode::from(u8::from(left_out)))
}
