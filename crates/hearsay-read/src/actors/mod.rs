//! Who can act: names, aliases, codes and the days on which they hold.

mod given;
mod names;
mod petrarch;
mod table;
mod words;

use std::collections::HashMap;

use hearsay_core::lookup::LookUp;
use hearsay_core::{Days, Entity};
use jiff::civil::Date;

use crate::{LexiconError, LexiconFile};
use given::GivenNames;
use names::Names;

pub use petrarch::{Import, import};
pub use table::ActorKind;
pub(crate) use words::words;
use words::{folded, key_of, push_lower};

/// The actor tables, ready for look-up.
///
/// Of two rows that claim one name the first counts, and a user's files come before ours. Rows of one name are one
/// actor in several offices: on a day the first row that holds counts.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    list: Vec<Actor>,
    names: Names,
    /// Role nouns in small letters → role code.
    roles: HashMap<String, String, LookUp>,
    /// ISO code → the first name of that country.
    countries: HashMap<String, usize, LookUp>,
    /// Last words of people's names → those people.
    surnames: HashMap<String, Vec<usize>, LookUp>,
    /// Whether "he" or "she" follows.
    pub(crate) given: GivenNames,
}

/// Somebody or something with a name, and its offices.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The main name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    offices: Vec<Office>,
}

#[derive(Debug, Clone)]
struct Office {
    code: String,
    from: Option<Date>,
    until: Option<Date>,
}

/// Who was added under which name.
type ByName<'f> = HashMap<(&'f str, ActorKind), usize, LookUp>;

/// A name found in a row of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The actor's place in the list.
    pub(crate) actor: usize,
    /// How many words the name has.
    pub(crate) words: usize,
}

impl Office {
    fn is_dated(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Actor {
    /// The code on a day; without a day, or on a day that no row covers, that of the undated row, else of the last row.
    pub fn code(&self, on: Option<Date>) -> &str {
        let dated = on.and_then(|day| self.offices.iter().find(|office| office.is_dated() && office.holds(day)));
        let undated = || self.offices.iter().find(|office| !office.is_dated());
        // A user's undated row stands before our dated ones, and counts on every day.
        let first = self.offices.first().filter(|office| !office.is_dated());
        first.or(dated).or_else(undated).or(self.offices.last()).map_or("---", |office| &office.code)
    }

    /// Every code that it has or had, the one without a day first.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes = vec![self.code(None)];
        for office in &self.offices {
            if !codes.contains(&office.code.as_str()) {
                codes.push(&office.code);
            }
        }
        codes
    }

    /// Whether it held different offices on different days.
    pub fn is_dated(&self) -> bool {
        self.offices.iter().any(Office::is_dated)
    }
}

impl Actors {
    /// Loads `actors/*.tsv`.
    ///
    /// # Errors
    /// The first row that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut actors = Self::default();
        let mut by_name = ByName::default();
        for file in files.filter(|file| is_table(&file.path)) {
            if GivenNames::is_file(&file.path) {
                actors.given.add(file)?;
                continue;
            }
            let rows = table::rows(file)?;
            actors.names.reserve(rows.iter().map(|row| row.spellings.len() + 1).sum());
            for row in rows {
                actors.add(&row, &mut by_name);
            }
        }
        Ok(actors)
    }

    fn add<'f>(&mut self, row: &table::Row<'f>, by_name: &mut ByName<'f>) {
        if row.kind == ActorKind::Title {
            for spelling in &row.spellings {
                self.roles.entry(key_of(spelling)).or_insert_with(|| row.code.to_owned());
            }
            return;
        }
        let office = Office { code: row.code.to_owned(), from: row.from, until: row.until };
        let known = by_name.get(&(row.name, row.kind)).copied();
        let actor = known.unwrap_or_else(|| {
            self.list.push(Actor { name: row.name.to_owned(), kind: row.kind, offices: Vec::new() });
            by_name.insert((row.name, row.kind), self.list.len() - 1);
            self.list.len() - 1
        });
        if row.kind == ActorKind::Person
            && let Some(surname) = row.spellings[0].rsplit(' ').next().filter(|surname| !surname.is_empty())
        {
            let people = self.surnames.entry(key_of(surname)).or_default();
            if people.last() != Some(&actor) {
                people.push(actor);
            }
        }
        self.list[actor].offices.push(office);
        if row.kind == ActorKind::Country {
            self.countries.entry(row.code.to_owned()).or_insert(actor);
        }
        // An office more of somebody whose name is there: the row's other spellings may still be new.
        for spelling in row.spellings.iter().skip(usize::from(known.is_some())) {
            self.names.add(without_article(spelling), actor);
        }
    }

    /// The country of "President Dorn" by surname: of those so called who governed on the day, or on any day where none is
    /// known, if they are all of one country.
    pub(crate) fn country_governed_by(&self, surname: &str, on: Option<Date>) -> Option<&str> {
        let people = self.surnames.get(&key_of(&folded(surname)))?;
        let governs = |office: &&Office| {
            office.code.get(3..6) == Some("GOV") && on.is_none_or(|day| !office.is_dated() || office.holds(day))
        };
        let mut countries = people
            .iter()
            .flat_map(|&actor| self.list[actor].offices.iter().filter(governs))
            .filter_map(|office| country_of_code(&office.code));
        let first = countries.next()?;
        countries.all(|other| other == first).then_some(first)
    }

    /// The actor at a place of the list.
    pub(crate) fn at(&self, actor: usize) -> &Actor {
        &self.list[actor]
    }

    /// The longest name that begins with the first of `words` (as [`words`] cuts them), case told apart; names whose
    /// last word `ends` refuses are passed over.
    pub(crate) fn longest(&self, words: &[&str], ends: impl Fn(usize) -> bool) -> Option<Found> {
        let mut lower = String::with_capacity(64);
        push_lower(words.first()?, &mut lower);
        let most = self.names.longest(&lower)?.min(words.len());
        let mut ended = vec![lower.len()];
        for word in &words[1..most] {
            lower.push(' ');
            push_lower(word, &mut lower);
            ended.push(lower.len());
        }
        (1..=most).rev().filter(|&length| ends(length)).find_map(|length| {
            let spellings = self.names.of(&lower[..ended[length - 1]])?;
            let parts = |name: &'_ str, is: fn(&str, &str) -> bool| {
                name.split(' ').zip(words).all(|(name, text)| is(text, name))
            };
            let exact = spellings.clone().find(|(name, _)| parts(name, |text, name| text == name));
            let (_, actor) = exact.or_else(|| spellings.clone().find(|(name, _)| parts(name, words::same_case)))?;
            Some(Found { actor, words: length })
        })
    }

    /// The state that bears the name of a country: the tables have it as "state of Georgia".
    pub(crate) fn state(&self, country: usize) -> Option<usize> {
        let country = self.list.get(country).filter(|actor| actor.kind == ActorKind::Country)?;
        self.find(&format!("state of {}", country.name))
    }

    fn find(&self, name: &str) -> Option<usize> {
        let folded = folded(name);
        let words: Vec<&str> = without_article(&folded).split_ascii_whitespace().collect();
        let all = words.len();
        Some(self.longest(&words, |length| length == all)?.actor)
    }

    /// Every actor with the names that it goes by, in the order of the tables; accents, dots and hyphens are evened out.
    pub fn listed(&self) -> impl Iterator<Item = (&Actor, Vec<String>)> {
        let mut names: Vec<Vec<String>> = vec![Vec::new(); self.list.len()];
        for (spelling, actor) in self.names.iter() {
            names[actor].push(spelling.to_owned());
        }
        self.list.iter().zip(names)
    }

    /// The actor with this name or alias; case counts, accents, dots, hyphens and a leading "the" do not.
    pub fn named(&self, name: &str) -> Option<&Actor> {
        Some(self.at(self.find(name)?))
    }

    /// The actor code of a name on a day: `CIA` is `USASPY`.
    pub fn code_on(&self, name: &str, on: Option<Date>) -> Option<&str> {
        Some(self.named(name)?.code(on))
    }

    /// The country of a nationality, or of the name of a country, capital or city: `Pakistani` is `PAK`.
    pub fn country_of_adjective(&self, name: &str) -> Option<&str> {
        let actor = self.named(name)?;
        matches!(actor.kind, ActorKind::Country | ActorKind::Demonym | ActorKind::Capital | ActorKind::City)
            .then(|| country_of_code(actor.code(None)))
            .flatten()
    }

    /// The main name of a country: `PAK` is `Pakistan`.
    pub fn country_name(&self, code: &str) -> Option<&str> {
        self.countries.get(code).map(|&actor| self.list[actor].name.as_str())
    }

    /// The actor that stands for a country's code.
    pub(crate) fn country(&self, code: &str) -> Option<usize> {
        self.countries.get(code).copied()
    }

    /// Whether `code` is a country's ISO code in our tables.
    pub fn is_country(&self, code: &str) -> bool {
        self.countries.contains_key(code)
    }

    /// The role code of a noun or a compound: `police` is `COP`, `foreign minister` is `GOV`. Case does not count.
    pub fn role(&self, noun: &str) -> Option<&str> {
        self.roles.get(&key_of(&folded(noun))).map(String::as_str)
    }

    /// The actor code of an entity on the days of a deed: people count by their office on the first of the days,
    /// everybody else as on the day of publication.
    pub fn actor_code<'a>(&'a self, entity: &'a Entity, on: Option<Days>) -> Option<&'a str> {
        let by_office = on.and_then(|days| {
            let actor = self.named(&entity.name).filter(|actor| actor.is_dated())?;
            Some(actor.code(Some(days.first)))
        });
        // No row covers the day, and the text itself names an office: "President Dorn".
        let own = entity.actor.as_deref().and_then(|own| own.get(3..)).unwrap_or_default();
        let by_office = by_office.filter(|code| match code.get(3..) {
            Some("ELI") => own.is_empty(),
            Some("OPP" | "PTY") => !own.starts_with("GOV"),
            _ => true,
        });
        by_office.or(entity.actor.as_deref())
    }
}

/// A folded name of several words without "the" before it.
fn without_article(folded: &str) -> &str {
    folded.split_once(' ').filter(|(first, _)| first.eq_ignore_ascii_case("the")).map_or(folded, |(_, rest)| rest)
}

fn is_table(path: &str) -> bool {
    // A user's `--actors FILE` may have any name; a README beside our tables is none.
    !path.ends_with(".md")
}

/// The country that an actor code begins with; none for `IGOUNO`, `---UAF`.
pub(crate) fn country_of_code(code: &str) -> Option<&str> {
    let country = code.get(..3)?;
    (!matches!(country, "---" | "IGO" | "NGO" | "NGM" | "IMG" | "INT" | "MNC" | "UIS")).then_some(country)
}
