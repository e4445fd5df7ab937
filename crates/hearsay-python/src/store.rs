//! A store from Python: articles in; events, statements, dyads and exports out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use arrow_array::RecordBatch;
use hearsay::Record;
use hearsay::core::{Article, Level, Stance, Status};
use hearsay_relation::picture::{Page, Subject, csv, figure};
use hearsay_relation::{Footing, Period, Spec, relation};
use hearsay_store::export::{self, Cells, Layout};
use hearsay_store::{Added, DeedNote, EventRow, Filter, Keep, Said, SaidFilter, StoreError};
use jiff::civil::Date;
use pyo3::exceptions::{PyFileNotFoundError, PyKeyError, PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::PyRecordBatch;
use rayon::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::columns::{Builder, Layout as Columnar};
use crate::input::Columns;
use crate::reader::{Faults, Reader, guarded, pool};
use crate::rows::{FOUND, SAID};

/// Records in one file.
#[pyclass(frozen, module = "hearsay._hearsay")]
pub(crate) struct Store {
    store: Mutex<hearsay_store::Store>,
    path: PathBuf,
}

/// What is asked of events; every name is an option of `hearsay find`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    actor: Option<String>,
    source: Option<String>,
    target: Option<String>,
    deed: Vec<String>,
    status: Vec<Status>,
    level: Vec<Level>,
    speaker: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    outlet: Option<String>,
    words: Option<String>,
    comments: bool,
    confidence: f32,
}

impl From<Asked> for Filter {
    fn from(asked: Asked) -> Self {
        let Asked { actor, source, target, speaker, from, until, outlet, words, comments, confidence, .. } = asked;
        Self {
            actor,
            source,
            target,
            deeds: asked.deed,
            statuses: asked.status.into_iter().collect(),
            levels: asked.level.into_iter().collect(),
            speaker,
            from,
            until,
            outlet,
            words,
            comments,
            confidence,
        }
    }
}

/// What is asked of statements; every name is an option of `hearsay who`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AskedSaid {
    words: Option<String>,
    about: Option<String>,
    speaker: Option<String>,
    level: Vec<Level>,
    stance: Vec<Stance>,
    from: Option<Date>,
    until: Option<Date>,
    outlet: Option<String>,
    comments: bool,
}

impl From<AskedSaid> for SaidFilter {
    fn from(asked: AskedSaid) -> Self {
        let AskedSaid { words, about, speaker, level, stance, from, until, outlet, comments } = asked;
        let (levels, stances) = (level.into_iter().collect(), stance.into_iter().collect());
        Self { words, about, speaker, levels, stances, from, until, outlet, comments }
    }
}

/// What is asked of two parties; every name is an option of `hearsay dyad`.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct AskedDyad {
    by: Option<Period>,
    from: Option<Date>,
    until: Option<Date>,
    status: Vec<Status>,
    level: Vec<Level>,
    comments: bool,
    implied: bool,
    confidence: f32,
    per_coverage: Option<bool>,
    resamples: u32,
    seed: u64,
}

impl Default for AskedDyad {
    fn default() -> Self {
        let spec = Spec::default();
        Self {
            by: None,
            from: None,
            until: None,
            status: spec.footing.statuses.into_iter().collect(),
            level: Vec::new(),
            comments: false,
            implied: false,
            confidence: 0.0,
            per_coverage: None,
            resamples: spec.resamples,
            seed: spec.seed,
        }
    }
}

impl From<AskedDyad> for Spec {
    fn from(asked: AskedDyad) -> Self {
        let levels = (!asked.level.is_empty()).then(|| asked.level.into_iter().collect());
        let statuses = asked.status.into_iter().collect();
        let AskedDyad { comments, implied, confidence, .. } = asked;
        Self {
            period: asked.by,
            from: asked.from,
            until: asked.until,
            footing: Footing { statuses, levels, comments, implied, confidence },
            per_coverage: asked.per_coverage,
            resamples: asked.resamples,
            seed: asked.seed,
            ..Self::default()
        }
    }
}

#[pymethods]
impl Store {
    /// Opens the file; makes it where there is none, unless it is only to be read.
    #[new]
    fn new(py: Python<'_>, path: PathBuf, read_only: bool) -> PyResult<Self> {
        let open = || {
            if read_only { hearsay_store::Store::open_to_read(&path) } else { hearsay_store::Store::open(&path) }
        };
        let store = py.detach(open).map_err(|error| fault(&path, &error))?;
        Ok(Self { store: Mutex::new(store), path })
    }

    /// Reads `count` articles from `first` on, those that are there already left out, and keeps them: how many are new,
    /// known, read again; and what could not be read.
    #[allow(clippy::too_many_arguments)] // Python's words for them are keywords
    fn add(
        &self,
        py: Python<'_>,
        reader: &Reader,
        columns: &Columns,
        first: usize,
        count: usize,
        jobs: usize,
        text: bool,
    ) -> PyResult<(u64, u64, u64, Faults)> {
        let last = first.saturating_add(count).min(columns.len());
        py.detach(|| {
            let pool = pool(jobs)?;
            let articles: Vec<_> =
                pool.install(|| (first..last).into_par_iter().map(|row| columns.row(row).article()).collect());
            let (mut known, mut faults, mut wanted) = (0, Faults::new(), Vec::new());
            for (row, (article, doubt)) in (first..last).zip(articles) {
                faults.extend(doubt.map(|why| (row, why)));
                match article {
                    Ok(article) if self.knows(&article)? => known += 1,
                    Ok(article) => wanted.push((row, Arc::new(article))),
                    Err(why) => faults.push((row, why.to_string())),
                }
            }
            let read = |(row, article): (usize, Arc<Article>)| {
                (row, guarded(|| reader.reader.record(Arc::clone(&article))), article)
            };
            let read: Vec<_> = pool.install(|| wanted.into_par_iter().with_max_len(8).map(read).collect());
            let mut records = Vec::with_capacity(read.len());
            for (row, record, article) in read {
                match record {
                    Ok(record) => records.push((row, record, Some(article))),
                    Err(why) => faults.push((row, why.to_string())),
                }
            }
            let (new, more, again) = self.keep(records, text, &mut faults)?;
            faults.sort();
            Ok((new, known + more, again, faults))
        })
    }

    /// Keeps records that are given as JSON; as [`Self::add`].
    fn add_json(&self, py: Python<'_>, records: Vec<String>, text: bool) -> PyResult<(u64, u64, u64, Faults)> {
        py.detach(|| {
            let (mut faults, mut read) = (Faults::new(), Vec::with_capacity(records.len()));
            for (row, json) in records.iter().enumerate() {
                match serde_json::from_str::<Record>(json) {
                    Ok(record) => read.push((row, record, None)),
                    Err(error) => faults.push((row, format!("no record: {error}"))),
                }
            }
            let (new, known, again) = self.keep(read, text, &mut faults)?;
            faults.sort();
            Ok((new, known, again, faults))
        })
    }

    /// After the last articles: writes what deeds mean, puts together what tells of the same deed.
    fn settle(&self, py: Python<'_>, reader: Option<&Reader>) -> PyResult<()> {
        let note = |deed: &hearsay::read::deeds::Deed| DeedNote { deed: deed.id.clone(), gloss: deed.gloss.clone() };
        let notes: Vec<DeedNote> =
            reader.map(|reader| reader.reader.lexicon().deeds.iter().map(note).collect()).unwrap_or_default();
        self.with(py, |store| {
            store.explain_deeds(&notes)?;
            store.group()?;
            store.settle()
        })
    }

    /// How much is in it, as JSON.
    fn counts(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |store| Ok(serde_json::to_string(&store.counts()?)?))
    }

    /// The latest events that were asked for.
    fn find(&self, py: Python<'_>, asked: &str, limit: Option<usize>) -> PyResult<PyRecordBatch> {
        let filter: Filter = asked_for::<Asked>(asked)?.into();
        let found = self.with(py, |store| store.find(&filter, limit.unwrap_or(usize::MAX >> 1)))?;
        Ok(batch(FOUND, &found))
    }

    /// The latest statements that were asked for.
    fn who(&self, py: Python<'_>, asked: &str, limit: Option<usize>) -> PyResult<PyRecordBatch> {
        let filter: SaidFilter = asked_for::<AskedSaid>(asked)?.into();
        let said = self.with(py, |store| store.who(&filter, limit.unwrap_or(usize::MAX >> 1)))?;
        Ok(batch(SAID, &said))
    }

    /// How two parties stand: as JSON, as a figure (SVG), and as a table (CSV).
    fn dyad(&self, py: Python<'_>, one: &str, other: &str, asked: &str) -> PyResult<(String, String, String)> {
        let asked: AskedDyad = asked_for(asked)?;
        let implied = asked.implied;
        let spec = Spec::from(asked);
        let all = Filter { comments: true, ..Filter::default() };
        self.with(py, |store| {
            let mut events = store.dyad_events(one, other, &all)?;
            if implied {
                events.extend(store.dyad_implied(one, other)?);
            }
            let assessments = store.dyad_assessments(one, other, &all)?;
            let relation = relation(&events, &assessments, &store.coverage()?, &spec);
            let subject = Subject { one, other, relation: &relation, events: &events, assessments: &assessments };
            let page = serde_json::to_string(&Page::new(subject, &spec))?;
            // The figure has names for codes, and what is told of long ago does not stretch it.
            let (zoomed, names) = (relation.zoomed(), [store.party(one)?.called, store.party(other)?.called]);
            let named = Subject { one: &names[0], other: &names[1], relation: &zoomed, ..subject };
            Ok((page, figure(named), csv(subject)))
        })
    }

    /// The sums of each month of two parties, as JSON.
    fn months(&self, py: Python<'_>, one: &str, other: &str) -> PyResult<String> {
        self.with(py, |store| Ok(serde_json::to_string(&store.dyad_months(one, other)?)?))
    }

    /// The keys of all articles.
    fn articles(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        self.with(py, |store| store.articles())
    }

    /// The record of an article as JSON.
    fn record(&self, py: Python<'_>, key: &str) -> PyResult<String> {
        let record = self.with(py, |store| {
            store.record(key)?.map(|record| serde_json::to_string(&record)).transpose().map_err(Into::into)
        })?;
        record.ok_or_else(|| PyKeyError::new_err(key.to_owned()))
    }

    /// Writes the file `to` in a form that others read; `statements` for statements in place of events.
    #[allow(clippy::too_many_arguments)] // Python's words for them are keywords
    fn export(
        &self,
        py: Python<'_>,
        to: PathBuf,
        format: &str,
        statements: bool,
        only_theirs: bool,
        raw: bool,
        asked: &str,
    ) -> PyResult<()> {
        let filter =
            if statements { Ok(asked_for::<AskedSaid>(asked)?.into()) } else { Err(asked_for::<Asked>(asked)?.into()) };
        let cells = if raw { Cells::Raw } else { Cells::Safe };
        let form = Form::of(format, statements)?;
        self.with(py, |store| {
            let mut out = BufWriter::new(File::create(&to)?);
            match &filter {
                Ok(said) => form.statements(store, said, cells, &mut out)?,
                Err(filter) => form.events(store, filter, only_theirs, cells, &mut out)?,
            }
            Ok(out.flush()?)
        })
    }
}

/// A form of export.
#[derive(Clone, Copy)]
enum Form {
    Csv,
    Jsonl,
    Parquet,
    Annotations,
    Claims,
    Theirs(Layout),
}

impl Form {
    fn of(name: &str, statements: bool) -> PyResult<Self> {
        let form = match name {
            "csv" => Self::Csv,
            "jsonl" => Self::Jsonl,
            "parquet" => Self::Parquet,
            "annotations" => Self::Annotations,
            "claims" if statements => Self::Claims,
            "phoenix" if !statements => Self::Theirs(Layout::Phoenix),
            "icews" if !statements => Self::Theirs(Layout::Icews),
            "gdelt" if !statements => Self::Theirs(Layout::Gdelt),
            "polecat" if !statements => Self::Theirs(Layout::Polecat),
            _ => {
                let theirs = if statements { "claims" } else { "phoenix, icews, gdelt, polecat" };
                return Err(PyValueError::new_err(format!(
                    "no format `{name}` for {}; there are csv, jsonl, parquet, annotations, {theirs}",
                    if statements { "statements" } else { "events" }
                )));
            }
        };
        Ok(form)
    }

    fn events(
        self,
        store: &hearsay_store::Store,
        filter: &Filter,
        only_theirs: bool,
        cells: Cells,
        out: &mut (impl Write + Send),
    ) -> hearsay_store::Result<()> {
        match self {
            Self::Csv => {
                export::csv_header(&EventRow::COLUMNS, out)?;
                store.each(filter, |found| export::csv_row(&found, &EventRow::COLUMNS, cells, out))
            }
            Self::Parquet => export::events_to_parquet(store, filter, out).map(|_| ()),
            Self::Annotations => store.each(filter, |found| line(out, &export::annotation_of_event(&found))),
            Self::Theirs(layout) => store.export(layout, filter, only_theirs, cells, out).map(|_| ()),
            Self::Jsonl | Self::Claims => store.each(filter, |found| line(out, &found)),
        }
    }

    fn statements(
        self,
        store: &hearsay_store::Store,
        filter: &SaidFilter,
        cells: Cells,
        out: &mut (impl Write + Send),
    ) -> hearsay_store::Result<()> {
        match self {
            Self::Csv => {
                export::csv_header(&Said::COLUMNS, out)?;
                store.each_said(filter, |said| export::csv_row(&said, &Said::COLUMNS, cells, out))
            }
            Self::Parquet => export::statements_to_parquet(store, filter, out).map(|_| ()),
            Self::Annotations => store.each_said(filter, |said| line(out, &export::annotation_of_statement(&said))),
            Self::Claims => store.each_said(filter, |said| line(out, &export::claim(&said))),
            Self::Jsonl | Self::Theirs(_) => store.each_said(filter, |said| line(out, &said)),
        }
    }
}

fn line(out: &mut impl Write, row: &impl serde::Serialize) -> hearsay_store::Result<()> {
    Ok(writeln!(out, "{}", serde_json::to_string(row)?)?)
}

impl Store {
    fn lock(&self) -> MutexGuard<'_, hearsay_store::Store> {
        // A panic while it was held left the file as it was: half a batch is no batch.
        self.store.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut hearsay_store::Store) -> hearsay_store::Result<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| work(&mut self.lock())).map_err(|error| fault(&self.path, &error))
    }

    fn knows(&self, article: &Article) -> PyResult<bool> {
        let known = self.lock().knows(article).map_err(|error| fault(&self.path, &error))?;
        Ok(known.is_some_and(|by| by == env!("CARGO_PKG_VERSION")))
    }

    fn keep(
        &self,
        records: Vec<(usize, Record, Option<Arc<Article>>)>,
        text: bool,
        faults: &mut Faults,
    ) -> PyResult<(u64, u64, u64)> {
        let keep = Keep { reader: env!("CARGO_PKG_VERSION").to_owned(), text, again: false };
        let write = |faults: &mut Faults| -> hearsay_store::Result<_> {
            let mut store = self.lock();
            let mut batch = store.batch(&keep)?;
            let (mut new, mut known, mut again) = (0, 0, 0);
            for (row, record, article) in &records {
                match batch.add(record, article.as_deref()) {
                    Ok(Added::New(_)) => new += 1,
                    Ok(Added::Known(_)) => known += 1,
                    Ok(Added::Again(_)) => again += 1,
                    Err(error @ StoreError::TooMuch(_)) => faults.push((*row, error.to_string())),
                    Err(error) => return Err(error),
                }
            }
            batch.commit()?;
            Ok((new, known, again))
        };
        write(faults).map_err(|error| fault(&self.path, &error))
    }
}

/// An error of the store as Python's own kind.
fn fault(path: &Path, error: &StoreError) -> PyErr {
    let words = if error.wants_the_file() { format!("{}: {error}", path.display()) } else { error.to_string() };
    match error {
        StoreError::Missing(_) => PyFileNotFoundError::new_err(words),
        StoreError::Nobody { .. }
        | StoreError::Absent { .. }
        | StoreError::Ambiguous { .. }
        | StoreError::Words { .. }
        | StoreError::NotAFile(_) => PyValueError::new_err(words),
        _ => PyOSError::new_err(words),
    }
}

fn asked_for<T: DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(|error| {
        let words = error.to_string();
        PyValueError::new_err(words.split(" at line ").next().unwrap_or(&words).to_owned())
    })
}

/// Rows of a store as columns: those of Parquet files out of it.
fn batch(layout: Columnar, rows: &[impl serde::Serialize]) -> PyRecordBatch {
    let mut columns = Builder::new(layout);
    for row in rows {
        // Rows are plain fields: writing them cannot fail.
        columns.push(&serde_json::to_value(row).unwrap_or_default());
    }
    PyRecordBatch::new(RecordBatch::from(columns.finish()))
}
