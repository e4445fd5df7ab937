//! Reads news and keeps who did what to whom, and who says so.
//!
//! A [`Reader`] holds the weights and the words, has no state and does no more than read: no clock, no file, no network. One of
//! them serves all threads.
//!
//! ```
//! let reader = hearsay::Reader::bundled()?;
//! let hints = hearsay::Hints { published: Some("2011-01-06".parse()?), ..Default::default() };
//! for record in reader.read(b"Arland expelled three Breland diplomats on Monday.", &hints) {
//!     println!("{}", serde_json::to_string(&record?)?);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is in a record
//!
//! A [`Record`] is the article's text with what it tells: [`statements`](Record::statements) (who says what, how near to the source
//! the paper is), [`events`](Record::events) (who did what to whom, when, and on what footing), times, entities, assessments of
//! how two parties stand, disputes. Each is tied to the bytes of [`Record::text`] that say it.
//!
//! ```
//! use hearsay::core::{Plover, Status};
//!
//! let reader = hearsay::Reader::bundled()?;
//! let text = "Breland denied on Tuesday that its troops had shelled the Arland town of Morrow. \
//!             \"Nobody fired,\" a spokesman said.";
//! let record = reader.read(text.as_bytes(), &hearsay::Hints::default()).next().ok_or("no article")??;
//!
//! let shelling = record.events.iter().find(|event| event.plover == Plover::Assault).ok_or("no assault")?;
//! assert_eq!(shelling.status, Status::Denied);
//! assert_eq!(record.text.at(shelling.trigger), "shelled");
//! let denial = shelling.according_to.ok_or("nobody says so")?;
//! assert_eq!(record.statements[denial.index()].cue.as_ref().map(|cue| cue.lemma.as_str()), Some("deny"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Words of your own
//!
//! Actors, cues, kinds of deeds are files; a [`LexiconFile`] of yours is asked before ours, and replaces the one with the same id.
//! What is wrong with one is said with its name and line.
//!
//! ```
//! use hearsay::{LexiconFile, Reader};
//!
//! let actors = |text: &str| LexiconFile { path: "actors/harbour.tsv".to_owned(), text: text.to_owned() };
//! let reader = Reader::with_lexicon(&[actors("name\tcode\ttype\nHarbour League\tARLREB\torganization\n")])?;
//! assert_eq!(reader.lexicon().actors.code_on("Harbour League", None), Some("ARLREB"));
//!
//! let error = Reader::with_lexicon(&[actors("name\tcode\ttype\nHarbour League\tarl\torganization\n")]).unwrap_err();
//! assert!(error.to_string().starts_with("actors/harbour.tsv:2: `arl` is no actor code"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Many articles
//!
//! [`Reader::read`] gives a record, or a reason, for each article of one input; [`pages`] cuts a stream into inputs. One that cannot
//! be read costs one [`PageError`] and no other article.
//!
//! ```
//! let reader = hearsay::Reader::bundled()?;
//! let lines = b"{\"text\": \"Arland thanked Breland.\"}\n{\"text\": \"\"}\n";
//! let read: Vec<_> = reader.read(lines, &hearsay::Hints::default()).collect();
//! assert!(read[0].is_ok());
//! assert!(read[1].is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod reader;

pub use hearsay_core as core;
pub use hearsay_core::Record;
pub use hearsay_nlp::{ModelError, Nlp};
pub use hearsay_page::{Fields, Hints, Page, PageError, PageLimits, articles_iter as articles, dates, pages, unpacked};
pub use hearsay_read as read;
pub use hearsay_read::lexicon;
pub use hearsay_read::{Lexicon, LexiconError, LexiconFile};
pub use reader::{Reader, ReaderError};
