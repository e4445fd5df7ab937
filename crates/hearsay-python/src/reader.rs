//! Reading from Python: one article, or columns of them side by side, while Python goes on with other things.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use hearsay::core::span::CodePoints;
use hearsay::core::{Article, Document, conllu};
use hearsay::{LexiconFile, Record};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::PyRecordBatch;
use rayon::prelude::*;

use crate::input::{Columns, Given, Unread};
use crate::rows::{Read, Rows};

/// Weights and words; no state.
#[pyclass(frozen, module = "hearsay._hearsay")]
pub(crate) struct Reader {
    pub(crate) reader: hearsay::Reader,
}

/// A word: where it begins and ends in the text, lemma, universal and Penn tag, features, the number of its head (its own
/// at a root), relation, whether it begins a sentence.
type Word = (usize, usize, String, &'static str, String, String, usize, String, bool);

/// What could not be read, or not all of it: the place in the input, and why.
pub(crate) type Faults = Vec<(usize, String)>;

#[pymethods]
impl Reader {
    /// `files` are the user's lexicon files, by path inside a lexicon folder and content.
    #[new]
    fn new(py: Python<'_>, files: Vec<(String, String)>) -> PyResult<Self> {
        let files: Vec<LexiconFile> = files.into_iter().map(|(path, text)| LexiconFile { path, text }).collect();
        let reader = py.detach(|| hearsay::Reader::with_lexicon(&files));
        Ok(Self { reader: reader.map_err(|error| PyValueError::new_err(error.to_string()))? })
    }

    /// The record of one article as JSON.
    fn read(&self, py: Python<'_>, given: Given) -> PyResult<String> {
        let article = stated(given)?;
        let json = py.detach(|| guarded(|| to_json(&self.reader.record(article))));
        json.map_err(|fault| PyRuntimeError::new_err(fault.to_string()))
    }

    /// One article as CoNLL-U.
    fn conllu(&self, py: Python<'_>, given: Given) -> PyResult<String> {
        let article = stated(given)?;
        let text = py.detach(|| guarded(|| conllu::write(&self.reader.nlp().annotate(article))));
        text.map_err(|fault| PyRuntimeError::new_err(fault.to_string()))
    }

    /// The words of one article.
    fn words(&self, py: Python<'_>, given: Given) -> PyResult<Vec<Word>> {
        let article = stated(given)?;
        let words = py.detach(|| guarded(|| words(&self.reader.nlp().annotate(article))));
        words.map_err(|fault| PyRuntimeError::new_err(fault.to_string()))
    }

    /// `count` articles from `first` on, as JSON; and what could not be read.
    fn read_json(
        &self,
        py: Python<'_>,
        columns: &Columns,
        first: usize,
        count: usize,
        jobs: usize,
    ) -> PyResult<(Vec<Option<String>>, Faults)> {
        let (reads, faults) = py.detach(|| self.reads(columns, first, count, jobs, true))?;
        Ok((reads.into_iter().map(|read| read.json).collect(), faults))
    }

    /// `count` articles from `first` on, as a batch for each kind of rows; and what could not be read. `before` articles
    /// of the input came in other columns.
    #[allow(clippy::too_many_arguments)] // Python's words for them are keywords
    fn read_flat<'py>(
        &self,
        py: Python<'py>,
        columns: &Columns,
        first: usize,
        count: usize,
        jobs: usize,
        records: bool,
        before: usize,
    ) -> PyResult<(Bound<'py, PyDict>, Faults)> {
        let (rows, faults) = py.detach(|| -> PyResult<_> {
            let (mut reads, faults) = self.reads(columns, first, count, jobs, records)?;
            reads.iter_mut().for_each(|read| read.row += before);
            Ok((Rows::of(&reads, false, |deed| self.gloss(deed)).flat(), faults))
        })?;
        let batches = PyDict::new(py);
        for (kind, batch) in rows {
            batches.set_item(kind, PyRecordBatch::new(batch))?;
        }
        Ok((batches, faults))
    }

    /// All articles, as one batch with a row for each; where `failed`, with one for those that could not be read.
    fn read_nested(
        &self,
        py: Python<'_>,
        columns: &Columns,
        jobs: usize,
        records: bool,
        failed: bool,
    ) -> PyResult<(PyRecordBatch, Faults)> {
        py.detach(|| {
            let (reads, faults) = self.reads(columns, 0, columns.len(), jobs, records)?;
            let batch = Rows::of(&reads, failed, |deed| self.gloss(deed)).nested()?;
            Ok((PyRecordBatch::new(batch), faults))
        })
    }

    /// What a deed means.
    pub(crate) fn gloss(&self, deed: &str) -> Option<String> {
        self.reader.lexicon().deeds.get(deed).map(|deed| deed.gloss.clone())
    }
}

impl Reader {
    fn reads(
        &self,
        columns: &Columns,
        first: usize,
        count: usize,
        jobs: usize,
        json: bool,
    ) -> PyResult<(Vec<Read>, Faults)> {
        let last = first.saturating_add(count).min(columns.len());
        let read = |row: usize| {
            let given = columns.row(row);
            let id = given.id().map(str::to_owned);
            let (article, doubt) = given.article();
            let record = article.and_then(|article| guarded(|| self.reader.record(Arc::new(article))));
            match record {
                Ok(record) => {
                    let json = json.then(|| to_json(&record));
                    Read { row, id, record: Some(record), json, fault: doubt }
                }
                Err(why) => Read { row, id, fault: Some(why.to_string()), ..Read::default() },
            }
        };
        let reads: Vec<Read> =
            pool(jobs)?.install(|| (first..last).into_par_iter().with_max_len(8).map(read).collect());
        let faults = reads.iter().filter_map(|read| Some((read.row, read.fault.clone()?))).collect();
        Ok((reads, faults))
    }
}

/// So many threads; 0 for one for each core.
pub(crate) fn pool(jobs: usize) -> PyResult<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    pool.map_err(|error| PyRuntimeError::new_err(format!("no threads to be had: {error}")))
}

/// The article, where all that is stated of it is understood.
fn stated(given: Given) -> PyResult<Arc<Article>> {
    match given.article() {
        (Ok(article), None) => Ok(Arc::new(article)),
        (Err(why), _) => Err(PyValueError::new_err(why.to_string())),
        (_, Some(doubt)) => Err(PyValueError::new_err(doubt)),
    }
}

fn to_json(record: &Record) -> String {
    // A record is plain fields: writing it cannot fail.
    serde_json::to_string(record).unwrap_or_default()
}

/// A fault of ours in one article must not cost the others.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Unread> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Unread::Fault)
}

fn words(document: &Document) -> Vec<Word> {
    let points = CodePoints::new(document.article().text.as_str());
    let word = |(at, token): (usize, &hearsay::core::Token)| {
        let span = points.span(token.span);
        let head = token.head.map_or(at, |head| head.index());
        let id = hearsay::core::TokenId::from_index(at);
        let begins = document.sentence(id).tokens.start as usize == at;
        (
            span.start(),
            span.end(),
            token.lemma.to_string(),
            token.upos.label(),
            token.xpos.to_string(),
            token.feats.column().to_owned(),
            head,
            token.deprel.full().to_owned(),
            begins,
        )
    };
    document.tokens().iter().enumerate().map(word).collect()
}
