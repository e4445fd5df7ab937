//! One party: whom it deals with, what it did and what was done to it, what it says.

use askama::Template;
use hearsay_core::Status;
use hearsay_store::browse::Partner;
use hearsay_store::{EventRow, Filter, Said, SaidFilter, Store};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::feed::{Entry, feed};
use crate::pages::rows::{DeedRow, SaidRow, twins};
use crate::site::Site;
use crate::words;

/// A party.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Party {
    /// As it was asked for.
    asked: String,
    /// What it was found as.
    found_as: String,
    /// Whom it deals with, the most told of first.
    #[schema(value_type = Vec<Object>)]
    partners: Vec<Partner>,
    /// Names that it has in the store: name, code, in how many articles.
    names: Vec<Called>,
    /// The latest events on either side, on any footing.
    #[schema(value_type = Vec<Object>)]
    events: Vec<EventRow>,
    /// The latest statements.
    #[schema(value_type = Vec<Object>)]
    statements: Vec<Said>,
}

/// A name of a party.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Called {
    /// The name.
    name: String,
    /// Its code; empty where unknown.
    code: String,
    /// In how many articles.
    articles: u64,
}

#[derive(Template)]
#[template(path = "party.html")]
struct Page {
    frame: Frame,
    name: String,
    code: String,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    party: String,
    partners: Vec<(String, Partner)>,
    names: Vec<(String, String, String)>,
    deeds: Vec<DeedRow>,
    saids: Vec<SaidRow>,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let name = asked.part(asked.parts.len() - 1);
    let party = store.party(name)?;
    let filter = Filter { actor: Some(name.to_owned()), ..Filter::default() };
    if asked.twin == Twin::Atom {
        let filter = Filter { statuses: [Status::Reported, Status::Claimed].into(), ..filter };
        let entries = store.find(&filter, 50)?.iter().map(Entry::of_event).collect();
        return Ok(Answer::atom(feed(&format!("{name}: the latest deeds"), &asked.path, entries)));
    }
    let data = Party {
        asked: name.to_owned(),
        found_as: party.found_as.clone(),
        partners: store.partners(&party)?.into_iter().filter(|partner| partner.code != name).collect(),
        names: store
            .names_of(&party, 30)?
            .into_iter()
            .map(|(name, code, articles)| Called { name, code, articles })
            .collect(),
        events: store.find(&filter, 40)?,
        statements: store.who(&SaidFilter { speaker: Some(name.to_owned()), ..SaidFilter::default() }, 15)?,
    };
    match asked.twin {
        Twin::Json => Answer::json(&data),
        Twin::Page => {
            let code = party.found_as.strip_prefix("code ").unwrap_or("").to_owned();
            let is_code = code == name;
            let title = if is_code { words::code_name(name) } else { name.to_owned() };
            let deals: u64 = data.partners.iter().map(|partner| partner.to + partner.from).sum();
            let found = if is_code { String::new() } else { format!("Found as {}. ", party.called) };
            let lead = format!(
                "{found}{} reported or claimed, with {}.",
                words::counted(deals, "deed"),
                words::counted(data.partners.len() as u64, "party")
            );
            let names = data
                .names
                .iter()
                .map(|called| (called.name.clone(), called.code.clone(), words::count(called.articles)))
                .collect();
            let partners = data
                .partners
                .iter()
                .take(30)
                .map(|partner| (words::code_name(&partner.code), partner.clone()))
                .collect();
            Answer::page(&Page {
                frame: Frame::new(site, &title, "Pairs"),
                name: title,
                code: if code.contains(',') { String::new() } else { code },
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json"), ("Atom", "atom")]),
                lead,
                party: words::segment(name),
                partners,
                names,
                deeds: DeedRow::list(&data.events),
                saids: data.statements.iter().map(SaidRow::new).collect(),
            })
        }
        _ => Err(no_twin(asked)),
    }
}
