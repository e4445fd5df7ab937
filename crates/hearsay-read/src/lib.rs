//! Reading: a document becomes times, entities, statements, events, assessments, disputes and accusations.
//!
//! Everything here is a pure function of the document, the day of publication and the lexicon.

pub mod accusations;
pub mod actors;
pub mod answers;
pub mod assessments;
mod boosted;
pub mod contention;
pub mod contexts;
pub mod cues;
pub mod deeds;
pub mod disputes;
pub mod entities;
pub mod events;
pub mod factuality;
pub mod lexicon;
mod lower;
mod made;
mod mistake;
mod numbers;
mod scene;
mod sign_weights;
pub mod statements;
mod syntax;
pub mod times;
mod word_lists;

use hearsay_core::Document;
use hearsay_core::record::Findings;

pub use accusations::accusations;
pub use assessments::assessments;
pub use disputes::disputes;
pub use entities::{Choice, chains, choices, entities};
pub use events::events;
pub use lexicon::{Lexicon, LexiconError, LexiconFile};
pub use scene::Scene;
pub use statements::statements;
pub use times::times;

/// Everything read from one document; `document.article().published` anchors the times.
pub fn read(document: &Document, lexicon: &Lexicon) -> Findings {
    let times = times(document, document.article().published);
    let entities = entities(document, lexicon);
    let statements = statements(document, &entities, lexicon);
    let events = events(document, &entities, &statements, &times, lexicon);
    let assessments = assessments(document, &entities, &statements, lexicon);
    let scene = Scene::new(document, &entities, &statements, &events, lexicon);
    let mut charges = accusations::Charges::new(&scene);
    let tellings = disputes::Tellings::new(&scene);
    let contradictions = disputes::Contradictions::new(&scene, &charges, &tellings);
    charges.denied(&scene, &contradictions);
    let answers = answers::Answers::new(&scene, &charges, &tellings);
    let accusations = accusations(&scene, &charges, &answers);
    let disputes = disputes(&scene, &contradictions, &accusations, &assessments);
    Findings { times, entities, statements, events, assessments, disputes, accusations }
}
