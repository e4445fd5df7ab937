//! The vocabulary of hearsay: what an article is, what is found in it, and the record of both.
//!
//! Nothing here reads English. Offsets inside the program are UTF-8 bytes ([`Span`]); they become
//! Unicode code points once, where a [`Record`] is written as JSON.

pub mod accusation;
pub mod article;
pub mod conllu;
pub mod context;
pub mod document;
pub mod entity;
pub mod event;
pub mod id;
pub mod inventory;
pub mod lookup;
pub mod predicate;
pub mod record;
pub mod span;
pub mod statement;
pub mod tags;
pub mod time;
pub mod work;

pub use accusation::{Accusation, Answer};
pub use article::{Article, Block, BlockKind, Comment, Note};
pub use context::Context;
pub use document::{Document, DocumentError, Name, Sentence, Token};
pub use entity::{Entities, Entity, EntityKind, Mention, MentionKind};
pub use event::{Assessment, Dispute, DisputeKind, Event, Extreme, Party, Place, Plover, Status, Trend};
pub use id::{ArticleId, CommentId, EntityId, EventId, IdError, SentenceId, StatementId, TimeId, TokenId};
pub use inventory::{Cited, Inventory};
pub use predicate::{Argument, Predicate};
pub use record::{ArticlePart, Record};
pub use span::{Span, Text};
pub use statement::{Count, Cue, Form, Level, Source, Stance, Statement, Voice};
pub use tags::{Deprel, Feats, NameKind, Upos, UposError};
pub use time::{Days, TimeExpression, TimeKind};
