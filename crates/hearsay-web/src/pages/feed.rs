//! Feeds: Atom, of deeds and of disputes.

use std::fmt::Write as _;

use hearsay_store::EventRow;
use hearsay_store::browse::Contradiction;
use jiff::civil::Date;

use crate::pages::rows::place_of;
use crate::words::{self, cut, deed, escaped, plain, segment};

/// An entry of a feed.
pub(crate) struct Entry {
    /// Stable over time: article and event.
    id: String,
    title: String,
    /// `2011-01-06`.
    day: String,
    href: String,
    summary: String,
}

/// A day as a feed has it, which must have one.
fn stamp(day: Option<Date>) -> String {
    day.map_or_else(|| "1970-01-01".to_owned(), |day| day.to_string())
}

impl Entry {
    /// A deed.
    pub(crate) fn of_event(found: &EventRow) -> Self {
        let nobody = |name: &Option<String>| name.clone().unwrap_or_else(|| "somebody".to_owned());
        let whom = found.target_name.as_ref().map(|whom| format!(", {whom}")).unwrap_or_default();
        let by = found.speaker.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        Self {
            id: format!("urn:hearsay:{}:{}", segment(&found.article), found.event),
            title: plain(&format!(
                "{}: {}{whom} ({}{by})",
                nobody(&found.source_name),
                deed(&found.deed),
                words::status(found.status)
            )),
            day: stamp(found.published.or(found.days.map(|days| days.first))),
            href: place_of(found),
            summary: plain(&found.sentence),
        }
    }

    /// A dispute.
    pub(crate) fn of_dispute(dispute: &Contradiction) -> Self {
        let who = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody named".to_owned());
        let (claim, denial) = (&dispute.claim, &dispute.denial);
        Self {
            id: format!("urn:hearsay:{}:{}:{}", segment(&claim.article), claim.statement, denial.statement),
            title: plain(&format!(
                "{} {}, {} {}",
                who(&claim.speaker),
                words::stance(claim.stance),
                who(&denial.speaker),
                words::stance(denial.stance)
            )),
            day: stamp(claim.published),
            href: format!("/article/{}#{}-{}", segment(&claim.article), claim.start, claim.end),
            summary: plain(&format!("{} / {}", cut(&claim.content, 300), cut(&denial.content, 300))),
        }
    }
}

/// A feed at `address`. Addresses in it are relative to where it was fetched: a site on loopback has no name of its own.
pub(crate) fn feed(title: &str, address: &str, entries: Vec<Entry>) -> String {
    let updated = entries.iter().map(|entry| entry.day.as_str()).max().unwrap_or("1970-01-01").to_owned();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>urn:hearsay:{}</id>\n<title>{}</title>\n<updated>{updated}T00:00:00Z</updated>\n<author><name>hearsay</name></author>\n<link rel=\"alternate\" href=\"{}\"/>\n",
        escaped(&segment(address)),
        escaped(&plain(title)),
        escaped(address),
    );
    for entry in entries {
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n<link rel=\"alternate\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            escaped(&entry.id),
            escaped(&entry.title),
            entry.day,
            escaped(&entry.href),
            escaped(&entry.summary),
        );
    }
    out + "</feed>\n"
}
