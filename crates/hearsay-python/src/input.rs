//! Articles as Python gives them: one by its fields, many by columns of texts that are read where they lie.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::{ArrowError, DataType};
use hearsay::core::Article;
use hearsay::{Fields, Hints, dates};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use pyo3_arrow::input::AnyArray;

/// What is stated of one article: the keys of a line of JSON Lines.
#[derive(Clone, Default, FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Given {
    id: Option<String>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
}

/// Why there is no record of an article.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unread {
    /// It was not given as an article can be.
    #[error("{0}")]
    Given(String),
    #[error("a fault in hearsay stopped its reading; please report it")]
    Fault,
}

impl Given {
    /// The id that is stated.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The article; and what was not understood, where it can be read all the same.
    pub(crate) fn article(self) -> (Result<Article, Unread>, Option<String>) {
        let date = self.date.filter(|date| !date.trim().is_empty());
        let published = date.as_deref().and_then(dates::parse);
        let doubt = date
            .filter(|_| published.is_none())
            .map(|date| format!("`{date}` is no day that is understood; write 2011-01-06"));
        let Self { id, text, html, title, url, publisher, language, .. } = self;
        let fields = Fields { id, text, html, title, published, url, publisher, language };
        (fields.article(&Hints::default()).map_err(|error| Unread::Given(error.to_string())), doubt)
    }
}

/// Columns of articles, by the names of their fields.
#[pyclass(frozen, module = "hearsay._hearsay")]
pub(crate) struct Columns {
    fields: [Option<Column>; 8],
    rows: usize,
}

const NAMES: [&str; 8] = ["id", "text", "html", "title", "date", "url", "publisher", "language"];

#[pymethods]
impl Columns {
    /// Columns are lists of texts, or anything with Arrow's interface.
    #[new]
    fn new(columns: &Bound<'_, PyDict>) -> PyResult<Self> {
        let mut fields: [Option<Column>; 8] = Default::default();
        let mut rows = None;
        for (field, name) in fields.iter_mut().zip(NAMES) {
            let Some(cells) = columns.get_item(name)? else { continue };
            let column = Column::of(&cells, name)?;
            let length = column.len();
            if *rows.get_or_insert(length) != length {
                let (first, name) = (rows.unwrap_or(0), name);
                return Err(PyValueError::new_err(format!(
                    "`{name}` has {length} cells where the other columns have {first}"
                )));
            }
            *field = Some(column);
        }
        Ok(Self { fields, rows: rows.unwrap_or(0) })
    }

    fn __len__(&self) -> usize {
        self.len()
    }
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    pub(crate) fn row(&self, at: usize) -> Given {
        let cell = |field: usize| self.fields[field].as_ref().and_then(|column| column.get(at)).map(str::to_owned);
        let [id, text, html, title, date, url, publisher, language] = std::array::from_fn(cell);
        Given { id, text, html, title, date, url, publisher, language }
    }
}

enum Column {
    Given(Vec<Option<String>>),
    /// Chunks, each with the number of its first row.
    Arrow(Vec<(usize, Texts)>, usize),
}

/// Why a column has no texts.
#[derive(Debug, thiserror::Error)]
enum NoTexts {
    #[error("it holds {0}")]
    Holds(DataType),
    #[error(transparent)]
    Cast(#[from] ArrowError),
}

enum Texts {
    Short(StringArray),
    Long(LargeStringArray),
    View(StringViewArray),
}

impl Column {
    fn of(cells: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if cells.is_instance_of::<PyList>() {
            let given = cells.extract().map_err(|_| {
                PyTypeError::new_err(format!("`{name}` has something that is no text; give str or None"))
            })?;
            return Ok(Self::Given(given));
        }
        let chunks = cells.extract::<AnyArray>()?.into_chunked_array()?.into_inner().0;
        let mut texts = Vec::with_capacity(chunks.len());
        let mut rows = 0;
        for chunk in chunks {
            let length = chunk.len();
            let chunk = Texts::of(chunk)
                .map_err(|why| PyTypeError::new_err(format!("`{name}` is no column of texts: {why}")))?;
            texts.push((rows, chunk));
            rows += length;
        }
        Ok(Self::Arrow(texts, rows))
    }

    fn len(&self) -> usize {
        match self {
            Self::Given(cells) => cells.len(),
            Self::Arrow(_, rows) => *rows,
        }
    }

    fn get(&self, at: usize) -> Option<&str> {
        match self {
            Self::Given(cells) => cells.get(at)?.as_deref(),
            Self::Arrow(chunks, _) => {
                let chunk = chunks.partition_point(|(first, _)| *first <= at).checked_sub(1)?;
                let (first, texts) = &chunks[chunk];
                texts.get(at - first)
            }
        }
    }
}

impl Texts {
    /// Texts are kept where they lie; days and numbers are written out.
    fn of(array: ArrayRef) -> Result<Self, NoTexts> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Short(array.as_string().clone()),
            DataType::LargeUtf8 => Self::Long(array.as_string().clone()),
            DataType::Utf8View => Self::View(array.as_string_view().clone()),
            other
            @ (DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_)) => {
                return Err(NoTexts::Holds(other.clone()));
            }
            other if other.is_nested() => return Err(NoTexts::Holds(other.clone())),
            _ => {
                let texts = arrow_cast::cast(&array, &DataType::Utf8)?;
                Self::Short(texts.as_string().clone())
            }
        })
    }

    fn get(&self, at: usize) -> Option<&str> {
        match self {
            Self::Short(texts) => texts.is_valid(at).then(|| texts.value(at)),
            Self::Long(texts) => texts.is_valid(at).then(|| texts.value(at)),
            Self::View(texts) => texts.is_valid(at).then(|| texts.value(at)),
        }
    }
}
