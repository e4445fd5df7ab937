//! What the lines round a story tell of it: who wrote it, for whom, and when.

use std::sync::LazyLock;

use hearsay_core::{Article, Note, Span};
use jiff::civil::Date;
use regex::Regex;

use super::byline::{Byline, tidy};
use super::dateline::Dateline;
use crate::Hints;
use crate::dates::{self, Day};
use crate::patterns::pattern;
use crate::words::{agency_at_start, is_person};

/// What bylines, datelines and the colophon told of one article.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) authors: Vec<String>,
    pub(crate) agency: Option<&'static str>,
    pub(crate) publisher: Option<String>,
    /// The place of a line that is a place and a day.
    pub(crate) place: Option<Span>,
    /// Days with their place in the text and whether they are those of a later change, as they came.
    pub(crate) days: Vec<(Day, Span, bool)>,
    /// Whether the day stands before the month where the words leave it open.
    pub(crate) day_first: Option<bool>,
}

impl Facts {
    /// Takes over a byline whose line begins at byte `start` of the text.
    pub(crate) fn add(&mut self, byline: Byline, start: usize) {
        for author in byline.authors {
            if !self.authors.contains(&author) {
                self.authors.push(author);
            }
        }
        self.agency = self.agency.or(byline.agency);
        self.publisher = self.publisher.take().or(byline.publisher);
        let place = byline.place.map(|place| Span::new(start + place.start, start + place.end));
        self.place = self.place.or(place);
        self.days.extend(
            byline.days.into_iter().map(|(day, from, to, later)| {
                (day.ordered(self.day_first), Span::new(start + from, start + to), later)
            }),
        );
    }

    /// Takes over the `datetime` of a byline that begins at byte `start`.
    pub(crate) fn add_day(&mut self, day: Date, start: usize) {
        self.days.push((Day::Known(day), Span::new(start, start), false));
    }

    /// Takes over what a dateline tells beside the place.
    pub(crate) fn add_dateline(&mut self, dateline: &Dateline, start: usize, published: Option<Date>) {
        self.agency = self.agency.or(dateline.agency);
        // The day of a dateline is when the report was filed; it speaks for the day of publication where nothing else does.
        if let Some((day, from, to)) = dateline.day
            && (published.is_none() || self.days.is_empty())
        {
            self.days.push((day.ordered(self.day_first), Span::new(start + from, start + to), false));
        }
    }

    /// "Published in The Arland Tribune, March 5th, 2011." below a story that begins at byte `start`.
    pub(crate) fn day_of_colophon(&mut self, line: &str, start: usize) {
        if !line.starts_with("Published in ") || line.len() > 160 {
            return;
        }
        let places = line.match_indices(' ').map(|(at, _)| at + 1);
        let day = places.filter_map(|at| dates::at_start(&line[at..]).map(|(day, length)| (day, at, length))).next();
        if let Some((day, at, length)) = day {
            self.days.push((day.ordered(self.day_first), Span::new(start + at, start + at + length), false));
        }
    }

    /// "(Reporting by Jane Dorn and Karl Ems; Editing by Ann Olm)" names authors, and editors, who are not.
    pub(crate) fn authors_of_colophon(&mut self, line: &str) {
        if self.authors.is_empty()
            && let Some(found) = REPORTING.captures(line)
        {
            let names = found[1].split(" and ").flat_map(|names| names.split(','));
            let names = names.map(|name| name.split(" in ").next().unwrap_or(name).trim().trim_end_matches('.'));
            self.authors = names.filter(|name| is_person(name) && agency_at_start(name).is_none()).map(tidy).collect();
        }
    }

    /// The day of publication as far as it is known.
    pub(crate) fn published(&self, hints: &Hints) -> Option<Date> {
        let told = |later: bool| {
            let days = self.days.iter().filter(move |day| day.2 == later);
            let known = days.clone().find_map(|day| if let Day::Known(date) = day.0 { Some(date) } else { None });
            known.or_else(|| days.clone().find_map(|day| day.0.resolve(hints.published)))
        };
        told(false).or_else(|| told(true)).or(hints.published)
    }

    /// Writes everything into the article.
    pub(crate) fn fill(self, article: &mut Article, hints: &Hints) {
        article.published = self.published(hints);
        for (day, span, _) in &self.days {
            if matches!(day, Day::Ambiguous { .. }) && day.resolve(hints.published).is_none() {
                article.notes.push(Note { name: "ambiguous-date", span: Some(*span) });
            }
        }
        article.authors = self.authors;
        article.agency = self.agency.map(str::to_owned).filter(|agency| agency != "Agencies");
        article.publisher = self.publisher;
    }
}

static REPORTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\(?(?:reporting|report|writing|written|reporting and writing) by:?\s+([^;)]{3,200})")
});
