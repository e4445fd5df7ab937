//! Tab-separated layouts of other event data, ours appended: what reads theirs reads these.

use std::io::Write;

use jiff::civil::Date;

use super::countries;
use super::csv::Cells;
use super::row::{Code, Tellings, Told, day, quad};
use crate::codes::Coded;
use crate::error::Result;
use crate::filter::Filter;
use crate::found::EventRow;
use crate::store::Store;

/// Whose layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Phoenix (Open Event Data Alliance): 26 columns, no header.
    Phoenix,
    /// ICEWS on Dataverse: 20 columns with a header.
    Icews,
    /// GDELT 2.0 events: 61 columns, no header.
    Gdelt,
    /// POLECAT: 40 columns with a header.
    Polecat,
}

const PHOENIX: [&str; 26] = [
    "EventID",
    "Date",
    "Year",
    "Month",
    "Day",
    "SourceActorFull",
    "SourceActorEntity",
    "SourceActorRole",
    "SourceActorAttribute",
    "TargetActorFull",
    "TargetActorEntity",
    "TargetActorRole",
    "TargetActorAttribute",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScore",
    "Issues",
    "Lat",
    "Lon",
    "LocationName",
    "StateName",
    "CountryCode",
    "SentenceID",
    "URLs",
    "NewsSources",
];

const ICEWS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

const POLECAT: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// What we add after the columns of others.
const OURS: [&str; 23] = [
    "hearsay_id",
    "hearsay_deed_group",
    "hearsay_article",
    "hearsay_event",
    "hearsay_first_day",
    "hearsay_last_day",
    "hearsay_type",
    "hearsay_mode",
    "hearsay_deed",
    "hearsay_status",
    "hearsay_voice",
    "hearsay_speaker",
    "hearsay_speaker_code",
    "hearsay_speaker_level",
    "hearsay_stance",
    "hearsay_confidence",
    "hearsay_outlet",
    "hearsay_agency",
    "hearsay_published",
    "hearsay_sentence",
    "hearsay_verdict",
    "hearsay_correction",
    "hearsay_verdict_why",
];

/// The names of GDELT's 61 columns.
pub fn gdelt_columns() -> Vec<String> {
    let mut names: Vec<String> =
        ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"].map(str::to_owned).to_vec();
    for actor in ["Actor1", "Actor2"] {
        let parts = [
            "Code",
            "Name",
            "CountryCode",
            "KnownGroupCode",
            "EthnicCode",
            "Religion1Code",
            "Religion2Code",
            "Type1Code",
            "Type2Code",
            "Type3Code",
        ];
        names.extend(parts.map(|part| format!("{actor}{part}")));
    }
    let middle = [
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
    ];
    names.extend(middle.map(str::to_owned));
    for geo in ["Actor1Geo", "Actor2Geo", "ActionGeo"] {
        let parts = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"];
        names.extend(parts.map(|part| format!("{geo}_{part}")));
    }
    names.extend(["DATEADDED", "SOURCEURL"].map(str::to_owned));
    names
}

impl Layout {
    /// The names of its columns; ours are among them unless `only_theirs`.
    pub fn columns(self, only_theirs: bool) -> Vec<String> {
        let mut names = match self {
            Layout::Phoenix => PHOENIX.map(str::to_owned).to_vec(),
            Layout::Icews => ICEWS.map(str::to_owned).to_vec(),
            Layout::Polecat => POLECAT.map(str::to_owned).to_vec(),
            Layout::Gdelt => gdelt_columns(),
        };
        if !only_theirs {
            names.extend(OURS.map(str::to_owned));
        }
        names
    }

    /// Whether its files begin with the names of the columns.
    pub fn has_header(self) -> bool {
        matches!(self, Layout::Icews | Layout::Polecat)
    }
}

impl Store {
    /// Writes events in the layout of others, one line for each two parties; gives how many lines.
    ///
    /// # Errors
    /// As [`Store::find`], and when `out` takes no more.
    pub fn export(
        &self,
        layout: Layout,
        filter: &Filter,
        only_theirs: bool,
        cells: Cells,
        out: &mut impl Write,
    ) -> Result<u64> {
        if layout.has_header() {
            writeln!(out, "{}", layout.columns(only_theirs).join("\t"))?;
        }
        let tellings = Tellings::of(self)?;
        let (mut lines, mut last, mut pair) = (0, 0, 0);
        self.each(filter, |found| {
            // GDELT has no event without a day, and its readers stop at one.
            if layout == Layout::Gdelt && day(&found).is_empty() {
                return Ok(());
            }
            // An event has a line for each two of its parties: its number and which of them it is make a number that
            // no other line has.
            pair = if found.id == last { pair + 1 } else { 0 };
            last = found.id;
            let told = Row { found: &found, id: (found.id * 1_024 + pair).to_string(), told: tellings.count(&found) };
            let mut row = match layout {
                Layout::Phoenix => told.phoenix(),
                Layout::Icews => told.icews(),
                Layout::Gdelt => told.gdelt(),
                Layout::Polecat => told.polecat(),
            };
            if !only_theirs {
                row.extend(ours(&found));
            }
            let row: Vec<String> = row.iter().map(|cell| flat(&cells.without_zeros(cell))).collect();
            lines += 1;
            Ok(writeln!(out, "{}", row.join("\t"))?)
        })?;
        Ok(lines)
    }
}

struct Row<'f> {
    found: &'f EventRow,
    id: String,
    told: Told,
}

impl Row<'_> {
    fn phoenix(&self) -> Vec<String> {
        let found = self.found;
        let date = day(found);
        let part = |from: usize, until: usize| date.get(from..until).unwrap_or("").to_owned();
        let mut cells = vec![self.id.clone(), date.replace('-', ""), part(0, 4), part(5, 7), part(8, 10)];
        for code in [&found.source_code, &found.target_code] {
            let code = Code::of(code);
            let rest: Vec<&str> = (1..5).map(|at| code.role(at)).take_while(|part| !part.is_empty()).collect();
            cells.extend([code.0, code.entity(), code.role(0)].map(str::to_owned));
            cells.push(rest.join(";"));
        }
        let issues: Vec<String> =
            found.contexts.iter().map(|context| format!("{},1", context.to_uppercase())).collect();
        cells.extend([
            found.cameo.clone(),
            root(&found.cameo).to_owned(),
            quad(&found.cameo).to_owned(),
            found.goldstein.to_string(),
            issues.join(";"),
            String::new(),
            String::new(),
            text(&found.place),
            String::new(),
            text(&found.country),
            format!("{}_{}", found.article, found.event),
            text(&found.url),
            found.outlet.clone().or_else(|| found.agency.clone()).unwrap_or_default(),
        ]);
        cells
    }

    fn icews(&self) -> Vec<String> {
        let found = self.found;
        let country = |code: &Option<String>| countries::name(Code::of(code).entity()).unwrap_or("").to_owned();
        let place = countries::name(found.country.as_deref().unwrap_or("")).unwrap_or("").to_owned();
        vec![
            self.id.clone(),
            day(found),
            text(&found.source_name),
            Code::of(&found.source_code).roles(","),
            country(&found.source_code),
            found.gloss.clone().unwrap_or_else(|| found.deed.replace('-', " ")),
            found.cameo.clone(),
            found.goldstein.to_string(),
            text(&found.target_name),
            Code::of(&found.target_code).roles(","),
            country(&found.target_code),
            found.article.clone(),
            String::new(),
            found.outlet.clone().or_else(|| found.agency.clone()).unwrap_or_default(),
            text(&found.place),
            String::new(),
            String::new(),
            place,
            String::new(),
            String::new(),
        ]
    }

    fn polecat(&self) -> Vec<String> {
        let found = self.found;
        let or_none = |text: String| if text.is_empty() { "None".to_owned() } else { text };
        let mut cells = vec![
            self.id.clone(),
            day(found),
            found.plover.name().to_owned(),
            text(&found.mode),
            found.goldstein.to_string(),
            hearsay_relation::Quad::of(found.plover).name().to_uppercase(),
            found.contexts.join(";"),
        ];
        for (code, name) in [(&found.source_code, &found.source_name), (&found.target_code, &found.target_name)] {
            let code = Code::of(code);
            let country = countries::name(code.entity()).unwrap_or("").to_owned();
            let raw = text(name);
            cells.extend([raw.clone(), country, String::new(), code.role(0).to_owned(), code.roles(";")]);
            cells.extend([String::new(), raw, String::new()]);
        }
        let country = countries::name(found.country.as_deref().unwrap_or("")).unwrap_or("").to_owned();
        let place = text(&found.place);
        let empty = String::new;
        cells.extend([place.clone(), empty(), empty(), empty(), country, empty(), empty(), empty(), place, empty()]);
        cells.extend([
            found.outlet.clone().or_else(|| found.agency.clone()).unwrap_or_default(),
            date(found.published),
            empty(),
            empty(),
            empty(),
            "English".to_owned(),
            format!("hearsay {}", env!("CARGO_PKG_VERSION")),
        ]);
        cells.into_iter().map(or_none).collect()
    }

    fn gdelt(&self) -> Vec<String> {
        let found = self.found;
        let date = day(found).replace('-', "");
        let number = |from: usize, until: usize| date.get(from..until).and_then(|part| part.parse::<f64>().ok());
        let fraction = match (number(0, 4), number(4, 6), number(6, 8)) {
            (Some(year), Some(month), Some(day)) => format!("{:.4}", year + (month * 30.0 + day) / 365.0),
            _ => String::new(),
        };
        let cut = |until: usize| date.get(..until).unwrap_or("").to_owned();
        let mut cells = vec![self.id.clone(), date.clone(), cut(6), cut(4), fraction];
        for (code, name) in [(&found.source_code, &found.source_name), (&found.target_code, &found.target_name)] {
            let code = Code::of(code);
            // "IGOEUR" is a kind of body: its first letters are a type, as they are in GDELT.
            let country = code.country();
            let kinds = if country.is_empty() {
                [code.entity(), code.role(0), code.role(1)]
            } else {
                [code.role(0), code.role(1), code.role(2)]
            };
            cells.extend([code.0.to_owned(), text(name).to_uppercase(), country.to_owned()]);
            cells.extend([String::new(), String::new(), String::new(), String::new()]);
            cells.extend(kinds.map(str::to_owned));
        }
        let Told { articles, papers } = self.told;
        cells.extend([
            u8::from(found.lead).to_string(),
            found.cameo.clone(),
            found.cameo.get(..3).unwrap_or(&found.cameo).to_owned(),
            root(&found.cameo).to_owned(),
            quad(&found.cameo).to_owned(),
            found.goldstein.to_string(),
            articles.to_string(),
            papers.to_string(),
            articles.to_string(),
            // Tone is not measured here, and readers of GDELT want a number: 0 is neither good nor ill.
            "0".to_owned(),
        ]);
        let nowhere = || ["0", "", "", "", "", "", "", ""].map(str::to_owned);
        cells.extend(nowhere());
        cells.extend(nowhere());
        let country = found.country.as_deref().unwrap_or("");
        match (&found.place, countries::name(country)) {
            // 1: a country; 4: a place in the world.
            (Some(place), name) => {
                let same = name.is_some_and(|name| name.eq_ignore_ascii_case(place));
                let full = match name {
                    Some(name) if !same => format!("{place}, {name}"),
                    _ => place.clone(),
                };
                let kind = if same { "1" } else { "4" };
                let fips = countries::fips(country).unwrap_or("");
                cells.extend([kind, &full, fips, fips, "", "", "", ""].map(str::to_owned));
            }
            (None, _) => cells.extend(nowhere()),
        }
        let added = found.published.map_or_else(|| day(found), |day| day.to_string()).replace('-', "");
        cells.push(added + "000000");
        cells.push(found.url.clone().unwrap_or_else(|| found.article.clone()));
        cells
    }
}

fn ours(found: &EventRow) -> Vec<String> {
    vec![
        found.id.to_string(),
        found.deed_group.to_string(),
        found.article.clone(),
        found.event.to_string(),
        date(found.days.map(|days| days.first)),
        date(found.days.map(|days| days.last)),
        found.plover.name().to_owned(),
        text(&found.mode),
        found.deed.clone(),
        found.status.name_of().to_owned(),
        found.voice.name_of().to_owned(),
        text(&found.speaker),
        text(&found.speaker_code),
        found.speaker_level.map_or("", Coded::name_of).to_owned(),
        found.stance.map_or("", Coded::name_of).to_owned(),
        found.confidence.to_string(),
        text(&found.outlet),
        text(&found.agency),
        date(found.published),
        found.sentence.clone(),
        text(&found.verdict),
        text(&found.correction),
        text(&found.verdict_why),
    ]
}

fn root(cameo: &str) -> &str {
    cameo.get(..2).unwrap_or(cameo)
}

fn date(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn text(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

/// One cell has no tab and no line end. Quotation marks stay as they are: these layouts do not quote.
fn flat(cell: &str) -> String {
    if cell.contains(['\t', '\n', '\r']) {
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_have_the_columns_of_their_makers() {
        assert_eq!(gdelt_columns().len(), 61);
        assert_eq!(Layout::Polecat.columns(true).len(), 40);
        assert_eq!(Layout::Gdelt.columns(false).len(), 84);
    }
}
