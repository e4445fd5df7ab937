//! Disputes: a claim beside its denial.

use askama::Template;
use hearsay_core::DisputeKind;
use hearsay_store::browse::{Contradiction, DisputeFilter};
use hearsay_store::{Said, Store};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::draw::strip::{Bar, strip};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::feed::{Entry, feed};
use crate::pages::rows::{Pages, twins};
use crate::site::Site;
use crate::words;

/// Disputes that were asked for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Disputes {
    /// How many there are.
    pub(crate) count: u64,
    /// How many in each year; 0 for those without a day.
    pub(crate) years: Vec<Year>,
    /// This page of them.
    #[schema(value_type = Vec<Object>)]
    pub(crate) disputes: Vec<Contradiction>,
    /// Number of the page, from 1.
    pub(crate) page: usize,
    /// Number of the last page.
    pub(crate) pages: usize,
}

/// Disputes of a year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Year {
    /// Year of publication; 0 where nothing tells.
    year: i16,
    /// How many.
    disputes: u64,
}

/// One side of a dispute, as it is shown.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) who: String,
    pub(crate) code: String,
    pub(crate) level: String,
    pub(crate) stance: String,
    pub(crate) status: &'static str,
    pub(crate) content: String,
    pub(crate) href: String,
    pub(crate) own: String,
    pub(crate) name: String,
}

impl Side {
    pub(crate) fn new(said: &Said) -> Self {
        let article = words::segment(&said.article);
        Self {
            who: said.speaker.clone().unwrap_or_default(),
            code: said.speaker_code.clone().unwrap_or_default(),
            level: words::level(said.level).to_owned(),
            stance: words::stance(said.stance),
            status: words::status(words::stance_status(said.stance)),
            content: said.content.clone(),
            href: format!("/article/{article}#{}-{}", said.start, said.end),
            own: format!("/statement/{article}/{}", said.statement),
            name: said.statement.to_string(),
        }
    }
}

struct Row {
    id: i64,
    between: String,
    when: String,
    outlet: String,
    article: String,
    href: String,
    kind: &'static str,
    claim: Side,
    denial: Side,
}

impl Row {
    fn sides(&self) -> [(&Side, &'static str); 2] {
        [(&self.claim, "side"), (&self.denial, "side against-it")]
    }

    fn new(dispute: &Contradiction) -> Self {
        let (claim, denial) = (&dispute.claim, &dispute.denial);
        let mut names: Vec<String> = [&claim.speaker, &denial.speaker].into_iter().flatten().cloned().collect();
        names.dedup();
        if names.len() < 2 {
            names.extend(
                dispute
                    .about
                    .iter()
                    .map(|(name, _)| name.clone())
                    .filter(|name| !names.contains(name))
                    .take(2 - names.len())
                    .collect::<Vec<_>>(),
            );
        }
        Self {
            id: dispute.id,
            between: if names.is_empty() { "Nobody named".to_owned() } else { names.join(" and ") },
            when: words::printed(claim.published),
            outlet: claim.outlet.clone().or_else(|| claim.agency.clone()).unwrap_or_default(),
            article: words::cut(&claim.article, 24),
            href: format!(
                "/article/{}#{}-{}",
                words::segment(&claim.article),
                claim.start.min(denial.start),
                claim.end.max(denial.end)
            ),
            kind: if dispute.kind == DisputeKind::Denial { "denial" } else { "opposite assessments" },
            claim: Side::new(claim),
            denial: Side::new(denial),
        }
    }
}

#[derive(Template)]
#[template(path = "disputes.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    strip: String,
    rows: Vec<Row>,
    pages: Pages,
    party: String,
    kind: String,
    order: String,
    year: String,
}

const EACH: usize = 40;

/// The filter that a query asks for.
pub(crate) fn filter(asked: &Asked) -> Result<DisputeFilter, Fault> {
    let kind = match asked.query.get("kind") {
        None | Some("all") => None,
        Some("denial") => Some(DisputeKind::Denial),
        Some("assessment") => Some(DisputeKind::Assessment),
        Some(other) => return Err(Fault::Asked(format!("a dispute is a denial or an assessment, not `{other}`"))),
    };
    let year = asked.query.get("year").map(|year| {
        let number = year.parse::<i16>().ok().filter(|year| (1..=9999).contains(year));
        number.ok_or_else(|| Fault::Asked(format!("`{}` is no year", words::plain(year))))
    });
    Ok(DisputeFilter {
        party: asked.query.get("party").map(str::to_owned),
        kind,
        year: year.transpose()?,
        oldest_first: asked.query.get("order") == Some("oldest"),
    })
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let filter = filter(asked)?;
    let count = store.dispute_years(&filter)?.iter().map(|(_, count)| count).sum::<u64>();
    let years = store.dispute_years(&DisputeFilter { year: None, ..filter.clone() })?;
    let pages = Pages::new(&asked.query, count as usize, EACH, "");
    let disputes = store.disputes(&filter, pages.skip(EACH), EACH)?;
    match asked.twin {
        Twin::Json => {
            let years = years.into_iter().map(|(year, disputes)| Year { year, disputes }).collect();
            Answer::json(&Disputes { count, years, disputes, page: pages.page, pages: pages.last })
        }
        Twin::Atom => {
            let entries = disputes.iter().map(Entry::of_dispute).collect();
            Ok(Answer::atom(feed("Who contradicts whom", "/disputes", entries)))
        }
        Twin::Csv => {
            let mut out = String::from(
                "article,published,outlet,kind,claim,claim_speaker,claim_level,claim_content,denial,denial_speaker,denial_level,denial_content\n",
            );
            for dispute in store.disputes(&filter, 0, usize::MAX >> 1)? {
                let (claim, denial) = (&dispute.claim, &dispute.denial);
                let kind = if dispute.kind == DisputeKind::Denial { "denial" } else { "assessment" };
                let published = claim.published.map(|day| day.to_string());
                let [says, answers] = [claim, denial].map(|said| said.statement.to_string());
                let cells = [
                    Some(claim.article.as_str()),
                    published.as_deref(),
                    claim.outlet.as_deref(),
                    Some(kind),
                    Some(&says),
                    claim.speaker.as_deref(),
                    Some(words::level(claim.level)),
                    Some(&claim.content),
                    Some(&answers),
                    denial.speaker.as_deref(),
                    Some(words::level(denial.level)),
                    Some(&denial.content),
                ];
                out.push_str(&csv_line(&cells));
            }
            Ok(Answer::csv(out))
        }
        Twin::Page => {
            let bars: Vec<Bar> = years
                .iter()
                .filter(|(year, _)| *year > 0)
                .enumerate()
                .map(|(at, (year, count))| {
                    let text = year.to_string();
                    Bar {
                        href: format!("/disputes{}", asked.query.with(&[("year", Some(&text)), ("page", None)])),
                        title: format!("{year}: {}", words::counted(*count, "dispute")),
                        value: *count,
                        label: (years.len() < 40 || at % 5 == 0).then_some((text, at % 5 == 0)),
                    }
                })
                .collect();
            let what = match filter.kind {
                Some(DisputeKind::Assessment) => "two sources say opposite things of how the same two stand",
                Some(DisputeKind::Denial) => "one source denies what another says",
                None => "one source denies what another says, or says the opposite of how two stand",
            };
            let times = if count == 1 { "Once".to_owned() } else { format!("{} times", words::count(count)) };
            let whom = filter.party.as_ref().map(|party| format!(", with a part in it of {party}")).unwrap_or_default();
            let within = filter.year.map(|year| format!(" in {year}")).unwrap_or_default();
            let lead = if count == 0 {
                format!("No dispute{within}{whom}.")
            } else {
                format!("{times}{within}, {what}{whom}. Both are kept, side by side; neither is weighed.")
            };
            let text = |key: &str| asked.query.get(key).unwrap_or("").to_owned();
            Answer::page(&Page {
                frame: Frame::new(site, "Disputes", "Disputes"),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json"), ("CSV", "csv"), ("Atom", "atom")]),
                lead,
                strip: if bars.len() > 1 { strip(&bars, "years-h", "disputes a year", None) } else { String::new() },
                rows: disputes.iter().map(Row::new).collect(),
                pages,
                party: text("party"),
                kind: text("kind"),
                order: text("order"),
                year: text("year"),
            })
        }
        _ => Err(no_twin(asked)),
    }
}

/// A line of a table; cells are quoted where they must be.
pub(crate) fn csv_line(cells: &[Option<&str>]) -> String {
    let cell = |cell: &Option<&str>| {
        let text = cell.unwrap_or("");
        // A spreadsheet would run what begins so.
        let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = if runs { format!("'{text}") } else { text.to_owned() };
        if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}
