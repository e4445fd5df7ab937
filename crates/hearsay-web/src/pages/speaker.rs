//! One speaker: what is said, on what footing, and who contradicts it.

use std::collections::BTreeMap;

use askama::Template;
use hearsay_store::browse::{Contradiction, DisputeFilter};
use hearsay_store::{Said, SaidFilter, Store};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::disputes::Side;
use crate::pages::rows::{Pages, SaidRow, twins};
use crate::site::Site;
use crate::words;

/// A speaker.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Speaker {
    /// As it was asked for.
    asked: String,
    /// What it was found as.
    found_as: String,
    /// The latest statements, 500 at most.
    #[schema(value_type = Vec<Object>)]
    statements: Vec<Said>,
    /// Disputes that it has a part in, the newest 20.
    #[schema(value_type = Vec<Object>)]
    disputes: Vec<Contradiction>,
}

#[derive(Template)]
#[template(path = "speaker.html")]
struct Page {
    frame: Frame,
    name: String,
    found: String,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    party: String,
    stances: Vec<(String, u64)>,
    levels: Vec<(String, u64)>,
    saids: Vec<SaidRow>,
    pages: Pages,
    disputes: Vec<(String, [Side; 2])>,
}

const EACH: usize = 40;

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let name = asked.part(asked.parts.len() - 1);
    let party = store.party(name)?;
    let statements = store.who(&SaidFilter { speaker: Some(name.to_owned()), ..SaidFilter::default() }, 500)?;
    let disputes =
        store.disputes(&DisputeFilter { party: Some(name.to_owned()), ..DisputeFilter::default() }, 0, 20)?;
    let disputes: Vec<Contradiction> = disputes
        .into_iter()
        .filter(|dispute| statements.iter().any(|said| said.id == dispute.claim.id || said.id == dispute.denial.id))
        .collect();
    match asked.twin {
        Twin::Json => Answer::json(&Speaker { asked: name.to_owned(), found_as: party.found_as, statements, disputes }),
        Twin::Page => {
            let tally = |of: fn(&Said) -> String| {
                let mut counts: BTreeMap<String, u64> = BTreeMap::new();
                for said in &statements {
                    *counts.entry(of(said)).or_default() += 1;
                }
                let mut list: Vec<(String, u64)> = counts.into_iter().collect();
                list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
                list
            };
            let pages = Pages::new(&asked.query, statements.len(), EACH, "#says");
            let lead = format!(
                "{}{}.",
                words::counted(statements.len() as u64, "statement"),
                if statements.len() == 500 { ", the latest" } else { "" }
            );
            let sides = disputes
                .iter()
                .map(|dispute| {
                    (words::printed(dispute.claim.published), [Side::new(&dispute.claim), Side::new(&dispute.denial)])
                })
                .collect();
            Answer::page(&Page {
                frame: Frame::new(site, name, ""),
                name: name.to_owned(),
                found: party.found_as.clone(),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json")]),
                lead,
                party: words::segment(name),
                stances: tally(|said| words::stance(said.stance)),
                levels: tally(|said| words::level(said.level).to_owned()),
                saids: statements.iter().skip(pages.skip(EACH)).take(EACH).map(SaidRow::new).collect(),
                pages,
                disputes: sides,
            })
        }
        _ => Err(no_twin(asked)),
    }
}
