//! Bytes to articles: a page, a plain text or JSON Lines become one unchanging text each, cut into blocks by what each is for.
//!
//! What kind of input it is, is told by its content, never by a file name. Reading is pure and does not fail on odd pages;
//! only what holds no text at all is an error, one per article, and never stops the next.

mod decode;
mod doubt;
mod ending;
mod fields;
mod gzip;
mod hints;
mod html;
mod input;
mod jsonl;
mod pages;
mod patterns;
mod plain;
mod signs;
mod whole_lines;
mod words;

pub mod dates;

pub use fields::Fields;
pub use gzip::unpacked;
pub use hints::{Hints, LONGEST_TEXT, PageError, PageLimits};
pub use pages::{LONGEST_PAGE, Page, Pages, articles, articles_iter, pages};
