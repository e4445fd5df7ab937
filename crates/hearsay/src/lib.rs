//! Reads news and keeps who did what to whom, and who says so.
//!
//! ```
//! let reader = hearsay::Reader::bundled()?;
//! let hints = hearsay::Hints { published: Some("2011-01-06".parse()?), ..Default::default() };
//! for record in reader.read(b"Arland expelled three Breland diplomats on Monday.", &hints) {
//!     println!("{}", serde_json::to_string(&record?)?);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod reader;

pub use hearsay_core as core;
pub use hearsay_core::Record;
pub use hearsay_nlp::{ModelError, Nlp};
pub use hearsay_page::{Fields, Hints, Page, PageError, articles_iter as articles, dates, pages, unpacked};
pub use hearsay_read as read;
pub use hearsay_read::lexicon;
pub use hearsay_read::{Lexicon, LexiconError, LexiconFile};
pub use reader::{Reader, ReaderError};
