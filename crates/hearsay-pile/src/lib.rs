//! Piles of articles: packed files, archives, feeds, tables, mail.
//!
//! A pile is cut into pieces as it comes in, one piece in memory at a time however long it is; what a piece says is read
//! afterwards ([`Piece::article`]), on any thread. What kind of pile it is, is told by its content. What is not understood is
//! refused with its name: a pile never becomes one bogus article.
//!
//! ```
//! use hearsay_pile::{Found, Options, Source, walk};
//! let table = "title,text\nEnvoys expelled,Arland expelled three Breland diplomats on Monday.\n";
//! let mut headlines = Vec::new();
//! walk(Source::of(table.as_bytes()), &Options::default(), &mut |found| {
//!     if let Found::Piece(piece) = found {
//!         headlines.extend(piece.article(&Default::default()).map(|article| article.text.as_str().to_owned()));
//!     }
//!     std::ops::ControlFlow::Continue(())
//! });
//! assert_eq!(headlines, ["Arland expelled three Breland diplomats on Monday."]);
//! ```

mod archive;
#[cfg(feature = "arrow")]
mod arrow;
mod columns;
mod fault;
mod feed;
mod http;
mod json;
mod kind;
mod limits;
mod lines;
mod mbox;
mod message;
mod news;
mod ninjs;
mod object;
#[cfg(feature = "parquet")]
mod parquet;
mod piece;
mod rows;
mod source;
mod table;
mod unpack;
mod values;
mod walk;
mod walker;
mod warc;
mod wrap;
mod xml;

pub use columns::{Columns, ColumnsError};
pub use fault::Fault;
pub use limits::Limits;
pub use piece::Piece;
pub use source::Source;
pub use walk::{Options, walk};
pub use walker::Found;
