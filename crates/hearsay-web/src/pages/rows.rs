//! Deeds and statements as lists show them.

use hearsay_store::browse::Stretch;
use hearsay_store::{EventRow, Said};

use crate::asked::{Asked, Query};
use crate::words;

/// A deed in a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct DeedRow {
    /// Number of the event.
    pub(crate) id: i64,
    pub(crate) group: u64,
    pub(crate) when: String,
    pub(crate) who: String,
    pub(crate) who_code: String,
    pub(crate) whom: String,
    pub(crate) whom_code: String,
    pub(crate) did: String,
    pub(crate) status: String,
    /// Whether the deed is only said: a circle, not a square.
    pub(crate) said: bool,
    pub(crate) by: String,
    pub(crate) level: String,
    pub(crate) weight: String,
    pub(crate) side: &'static str,
    pub(crate) sentence: String,
    /// A part of the sentence with the words lit that were looked for; empty where none were.
    pub(crate) lit: Vec<Stretch>,
    /// Where the words stand.
    pub(crate) href: String,
    pub(crate) outlet: String,
    /// What else there is of it: words and addresses.
    pub(crate) more: Vec<(String, String)>,
    /// Shown, and not counted.
    pub(crate) aside: bool,
    /// Its sentence stands above, for another deed.
    pub(crate) again: bool,
}

/// Where the sentence of an event stands.
pub(crate) fn place_of(found: &EventRow) -> String {
    let end = found.sentence_start + found.sentence.chars().count() as i64;
    format!("/article/{}#{}-{end}", words::segment(&found.article), found.sentence_start)
}

impl DeedRow {
    pub(crate) fn new(found: &EventRow) -> Self {
        let nobody = |name: &Option<String>| name.clone().unwrap_or_default();
        let mut row = Self {
            id: found.id,
            group: found.deed_group.unsigned_abs(),
            when: words::days_or(found.days, found.published),
            who: nobody(&found.source_name),
            who_code: nobody(&found.source_code),
            whom: nobody(&found.target_name),
            whom_code: nobody(&found.target_code),
            did: words::deed(&found.deed),
            status: words::status(found.status).to_owned(),
            said: words::is_said(found.plover),
            by: nobody(&found.speaker),
            level: found.speaker_level.map_or("", words::level).to_owned(),
            weight: words::signed(found.goldstein, 1),
            side: words::side(found.goldstein),
            sentence: found.sentence.clone(),
            lit: Vec::new(),
            href: place_of(found),
            outlet: nobody(&found.outlet),
            more: Vec::new(),
            aside: false,
            again: false,
        };
        if row.who.is_empty() {
            row.who = "somebody".to_owned();
        }
        row.more.push((found.event.to_string(), format!("/event/{}/{}", words::segment(&found.article), found.event)));
        row
    }

    /// "CIA → Islamabad: recall envoy".
    pub(crate) fn title(&self) -> String {
        let whom = if self.whom.is_empty() { String::new() } else { format!(" → {}", self.whom) };
        format!("{}{whom}: {}", self.who, self.did)
    }

    /// The rows of what was found, each event once; several parties on a side stand together.
    pub(crate) fn list(found: &[EventRow]) -> Vec<Self> {
        let mut rows: Vec<(i64, Self)> = Vec::new();
        for found in found {
            let row = Self::new(found);
            match rows.last_mut().filter(|(id, _)| *id == found.id) {
                Some((_, last)) => {
                    for (name, new, code, other) in [
                        (&mut last.who, &row.who, &mut last.who_code, &row.who_code),
                        (&mut last.whom, &row.whom, &mut last.whom_code, &row.whom_code),
                    ] {
                        if !name.split(", ").any(|known| known == new) && !new.is_empty() {
                            name.push_str(", ");
                            name.push_str(new);
                            if code != other {
                                code.clear();
                            }
                        }
                    }
                }
                None => rows.push((found.id, row)),
            }
        }
        let mut rows: Vec<Self> = rows.into_iter().map(|(_, row)| row).collect();
        Self::fold(&mut rows);
        rows
    }

    /// A sentence that tells several deeds in a row is shown once.
    pub(crate) fn fold(rows: &mut [Self]) {
        for at in 1..rows.len() {
            rows[at].again = rows[at - 1].href == rows[at].href;
        }
    }
}

/// A statement in a list.
#[derive(Clone, Debug)]
pub(crate) struct SaidRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) when: String,
    pub(crate) who: String,
    pub(crate) code: String,
    pub(crate) level: String,
    pub(crate) stance: String,
    pub(crate) status: &'static str,
    /// Hedged, negated, at a distance.
    pub(crate) marks: String,
    pub(crate) content: String,
    /// As of a deed.
    pub(crate) lit: Vec<Stretch>,
    /// Where the words stand.
    pub(crate) href: String,
    /// Its own page.
    pub(crate) own: String,
    pub(crate) outlet: String,
}

impl SaidRow {
    pub(crate) fn new(said: &Said) -> Self {
        let marks = [(said.hedged, "hedged"), (said.negated, "not said"), (said.distanced, "at a distance")];
        let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        let article = words::segment(&said.article);
        Self {
            id: said.id,
            name: said.statement.to_string(),
            when: words::printed(said.published),
            who: said.speaker.clone().unwrap_or_default(),
            code: said.speaker_code.clone().unwrap_or_default(),
            level: words::level(said.level).to_owned(),
            stance: words::stance(said.stance),
            status: words::status(words::stance_status(said.stance)),
            marks: marks.join(", "),
            content: said.content.clone(),
            lit: Vec::new(),
            href: format!("/article/{article}#{}-{}", said.start, said.end),
            own: format!("/statement/{article}/{}", said.statement),
            outlet: said.outlet.clone().unwrap_or_default(),
        }
    }
}

/// Where in a list one is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    pub(crate) page: usize,
    pub(crate) last: usize,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl Pages {
    /// Page `query.page()` of a list of `all` things, `each` to a page; `anchor` is where the list begins.
    pub(crate) fn new(query: &Query, all: usize, each: usize, anchor: &str) -> Self {
        let last = all.div_ceil(each).max(1);
        let page = query.page().min(last);
        let to = |page: usize| {
            let number = page.to_string();
            let query = query.with(&[("page", (page > 1).then_some(number.as_str()))]);
            format!("{}{anchor}", if query.is_empty() { "?".to_owned() } else { query })
        };
        let before = (page > 1).then(|| to(page - 1));
        let after = (page < last).then(|| to(page + 1));
        Self { page, last, before, after }
    }

    /// How many things come before this page.
    pub(crate) fn skip(&self, each: usize) -> usize {
        (self.page - 1) * each
    }
}

/// The twins of a page, as links: their names and addresses, with the query that they share.
pub(crate) fn twins(asked: &Asked, names: &[(&str, &str)]) -> Vec<(String, String)> {
    let query = asked.query.with(&[("page", None)]);
    names.iter().map(|(name, ending)| ((*name).to_owned(), format!("{}.{ending}{query}", asked.path))).collect()
}
