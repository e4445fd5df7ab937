//! PETRARCH's actor and agent dictionaries as actor tables of ours.
//!
//! ```text
//! ARLAND_ [ARL]
//! +ARLANDIC_
//! ANNA_DORN_          # a name, then its codes by day
//!     [ARLGOV 010120-090120]
//!     [ARLELI >090120]
//! POLICE {} [~COP]    # an agent: a role without a country
//! ```

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{ActorKind, Actors};
use crate::mistake::Mistake;

/// A dictionary as a table, and what of it could not be taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The table, with its header, for `--actors`.
    pub table: String,
    /// How many rows it has.
    pub rows: usize,
    /// Lines that say nothing that a table can hold: their numbers from 1, and why.
    pub passed_over: Vec<(usize, String)>,
}

/// One name with its spellings and codes.
#[derive(Debug, Default)]
struct Entry {
    names: Vec<String>,
    codes: Vec<Code>,
}

#[derive(Debug)]
struct Code {
    code: String,
    from: Option<Date>,
    until: Option<Date>,
}

const ROLES: &[&str] = &[
    "AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI", "INS", "JUD", "LAB", "LEG",
    "MED", "MIL", "MOD", "NGM", "NGO", "OPP", "PTY", "RAD", "REB", "REF", "REL", "SEP", "SET", "SPY", "STU", "UAF",
    "YTH",
];

/// Reads a dictionary; `known` tells countries, peoples and cities apart, which PETRARCH does not.
pub fn import(dictionary: &str, known: &Actors) -> Import {
    let mut import = Import { table: "name\taliases\tcode\ttype\tfrom\tuntil\n".to_owned(), ..Import::default() };
    let mut sets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut entry = Entry::default();
    let mut seen = BTreeSet::new();
    let mut comment = false;
    for (number, line) in (1..).zip(dictionary.lines()) {
        let line = line.trim_start_matches('\u{feff}');
        if comment || line.trim_start().starts_with("<!--") {
            comment = !line.contains("-->");
            continue;
        }
        let said = line.split(['#', ';']).next().unwrap_or("").trim_end();
        if said.trim().is_empty() {
            continue;
        }
        if let Some((set, words)) = said.split_once('=').filter(|(set, _)| set.trim().starts_with('!')) {
            sets.insert(set.trim(), words.split(',').map(str::trim).collect());
            continue;
        }
        let name = said.split(['[', '{']).next().unwrap_or("").trim();
        let synonym = name.strip_prefix('+');
        if !name.is_empty() && synonym.is_none() {
            write(&mut import, &mut entry, known, &mut seen);
        }
        let name = synonym.unwrap_or(name);
        if !name.is_empty() {
            for spelling in spellings(name, &sets) {
                entry.names.extend(written(&spelling));
            }
        }
        for part in said.split('[').skip(1) {
            let inside = part.split(']').next().unwrap_or("").trim();
            if let Some(agent) = inside.strip_prefix('~') {
                let plurals = said.split_once('{').and_then(|(_, rest)| rest.split('}').next());
                match plurals {
                    Some(plurals) => entry.names.extend(plurals.split(',').filter_map(|plural| written(plural.trim()))),
                    None => {
                        let plural: Vec<String> = entry.names.iter().map(|name| plural(name)).collect();
                        entry.names.extend(plural);
                    }
                }
                agents(&mut import, &entry.names, agent, number);
                entry = Entry::default();
                continue;
            }
            match code(inside) {
                Ok(Some(code)) => entry.codes.push(code),
                Ok(None) => {}
                Err(mistake) => import.passed_over.push((number, mistake.to_string())),
            }
        }
    }
    write(&mut import, &mut entry, known, &mut seen);
    import
}

/// "CONGRESS!PERSON!" is as many names as the set has words.
fn spellings(name: &str, sets: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let set = sets.iter().find(|(set, _)| name.contains(**set));
    match set {
        Some((set, words)) => words.iter().map(|word| name.replacen(set, word, 1)).collect(),
        None => vec![name.to_owned()],
    }
}

/// `ANNA_DORN_` as people write it: "Anna Dorn".
fn written(name: &str) -> Option<String> {
    const SMALL: &[&str] = &[
        "a", "al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "for", "in", "la", "of", "on", "the",
        "van", "von",
    ];
    let words: Vec<String> = name
        .replace(['_', '=', '|', '\t'], " ")
        .split_whitespace()
        .enumerate()
        .map(|(place, word)| {
            let small = word.to_lowercase();
            if place > 0 && SMALL.contains(&small.as_str()) {
                return small;
            }
            let mut large = true;
            let letters = small.chars().flat_map(|letter| {
                let upper = large;
                large = !letter.is_alphanumeric() && letter != '\'';
                let letters: Vec<char> =
                    if upper { letter.to_uppercase().collect() } else { std::iter::once(letter).collect() };
                letters
            });
            letters.collect()
        })
        .collect();
    let name = words.join(" ");
    name.chars().any(char::is_alphanumeric).then_some(name)
}

fn plural(name: &str) -> String {
    let consonant = |letter: char| !"aeiou".contains(letter.to_ascii_lowercase());
    match name.strip_suffix('y') {
        Some(stem) if stem.chars().next_back().is_some_and(consonant) => format!("{stem}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|ending| name.ends_with(ending)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

/// `ARLGOV 010120-090120`; none for `---`, which says that the name is no actor.
fn code(text: &str) -> Result<Option<Code>, Mistake> {
    let mut parts = text.split_whitespace();
    let Some(code) = parts.next().map(str::to_uppercase) else { return Ok(None) };
    if code == "---" {
        return Ok(None);
    }
    let well_formed = code.as_bytes().chunks(3).all(|part| part.len() == 3 && part.iter().all(u8::is_ascii_uppercase));
    let code = if ROLES.contains(&code.as_str()) { format!("---{code}") } else { code };
    if !well_formed && !code.starts_with("---") {
        return Err(Mistake::NoPetrarchCode(code));
    }
    let days: String = parts.collect();
    let (from, until) = match days.as_bytes().first() {
        None => (None, None),
        Some(b'<') => (None, Some(day(&days[1..])?.yesterday().map_err(Mistake::Calendar)?)),
        Some(b'>') => (Some(day(&days[1..])?.tomorrow().map_err(Mistake::Calendar)?), None),
        Some(_) => {
            let (from, until) = days.split_once('-').ok_or_else(|| Mistake::NoRange(days.clone()))?;
            (Some(day(from)?), Some(day(until)?))
        }
    };
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        return Err(Mistake::EndsBefore(text.to_owned()));
    }
    Ok(Some(Code { code, from, until }))
}

/// `20010120` or `010120`, whose year is one of 1931 to 2030 as in PETRARCH.
fn day(text: &str) -> Result<Date, Mistake> {
    let bad = || Mistake::NoPetrarchDay(text.to_owned());
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(bad());
    }
    let (year, rest) = match text.len() {
        8 => (text[..4].parse::<i16>().map_err(|_| bad())?, &text[4..]),
        6 => {
            let short = text[..2].parse::<i16>().map_err(|_| bad())?;
            (if short > 30 { 1900 + short } else { 2000 + short }, &text[2..])
        }
        _ => return Err(bad()),
    };
    let (month, day) = (rest[..2].parse::<i8>().map_err(|_| bad())?, rest[2..].parse::<i8>().map_err(|_| bad())?);
    Date::new(year, month, day).map_err(|_| bad())
}

fn agents(import: &mut Import, names: &[String], code: &str, line: usize) {
    let code = code.trim().to_uppercase();
    if code.is_empty()
        || !code.as_bytes().chunks(3).all(|part| part.len() == 3 && part.iter().all(u8::is_ascii_uppercase))
    {
        import.passed_over.push((line, format!("`~{code}` is no role")));
        return;
    }
    let Some((name, aliases)) = names.split_first() else { return };
    let (name, aliases) = (name.to_lowercase(), aliases.join(" | ").to_lowercase());
    push(import, &[&name, &aliases, &code, "title", "", ""]);
}

/// Writes an entry's rows, and makes room for the next.
fn write(import: &mut Import, entry: &mut Entry, known: &Actors, seen: &mut BTreeSet<String>) {
    let Entry { names, codes } = std::mem::take(entry);
    for code in &codes {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (from, until) = (day(code.from), day(code.until));
        let plain = code.code.len() == 3 && code.from.is_none() && code.until.is_none();
        if !plain {
            let kind = kind(&names, &codes, &code.code);
            let Some((name, aliases)) = names.split_first() else { return };
            push(import, &[name, &aliases.join(" | "), &code.code, kind, &from, &until]);
            continue;
        }
        // A country's entry lists its people and cities as spellings: each is a row of its own kind.
        for name in &names {
            let kind = match known.named(name).map(|actor| actor.kind) {
                Some(ActorKind::Demonym) => "demonym",
                Some(ActorKind::Capital) => "capital",
                Some(ActorKind::Country) => "country",
                _ if seen.insert(code.code.clone()) => "country",
                _ => "city",
            };
            if kind == "country" {
                seen.insert(code.code.clone());
            }
            push(import, &[name, "", &code.code, kind, "", ""]);
        }
    }
}

/// What PETRARCH leaves open: an entry with days or of two words that governs is a person, fighters are a group.
fn kind(names: &[String], codes: &[Code], code: &str) -> &'static str {
    let role =
        |roles: &[&str]| code.as_bytes().chunks(3).skip(1).any(|part| roles.iter().any(|role| role.as_bytes() == part));
    let body = |name: &String| {
        const BODIES: &[&str] = &[
            "Agency",
            "Army",
            "Assembly",
            "Association",
            "Bank",
            "Bureau",
            "Commission",
            "Committee",
            "Congress",
            "Council",
            "Court",
            "Department",
            "Force",
            "Forces",
            "Government",
            "Ministry",
            "Office",
            "Organization",
            "Parliament",
            "Party",
            "Police",
            "Senate",
            "Service",
            "Services",
            "Union",
        ];
        name.split(' ').any(|word| BODIES.contains(&word))
    };
    let dated = codes.iter().any(|code| code.from.is_some() || code.until.is_some());
    let two = names.first().is_some_and(|name| name.split(' ').count() > 1);
    if names.iter().any(body) {
        "organization"
    } else if dated || (two && role(&["GOV", "ELI", "LEG"])) {
        "person"
    } else if role(&["REB", "UAF", "SEP", "INS"]) || code.starts_with("IMG") {
        "group"
    } else {
        "organization"
    }
}

fn push(import: &mut Import, cells: &[&str; 6]) {
    import.table.push_str(&cells.join("\t"));
    import.table.push('\n');
    import.rows += 1;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LexiconFile;

    #[test]
    fn a_dictionary_becomes_a_table_that_loads() {
        let dictionary = "# ours\n!PERSON! = MAN, WOMAN\nARLAND_ [ARL] ; a country\n+ARLANDIC_\n\nANNA_DORN_  # a minister\n\
            +A._DORN\n\t[ARLGOV 010120-090120]\n\t[ARLELI >090120]\nRED_BANNER [ARLREB]\nNOBODY [---]\nBROKEN [AR]\n\
            CONGRESS!PERSON! {} [~LEG]\nDEPUTY [~LEG]\n";
        let import = import(dictionary, &Actors::default());
        assert_eq!(import.passed_over, [(12, "`AR` is no actor code".to_owned())]);
        let file = LexiconFile { path: "actors/theirs.tsv".to_owned(), text: import.table.clone() };
        let actors = Actors::new(std::iter::once(&file)).expect("what we write we can read");
        let on = |day: &str| actors.code_on("Anna Dorn", day.parse().ok());
        assert_eq!(on("2005-05-05"), Some("ARLGOV"));
        assert_eq!(on("2010-05-05"), Some("ARLELI"));
        assert_eq!(actors.code_on("A. Dorn", "2005-05-05".parse().ok()), Some("ARLGOV"));
        assert_eq!(actors.code_on("Arland", None), Some("ARL"));
        assert_eq!(actors.code_on("the Red Banner", None), Some("ARLREB"));
        assert_eq!(actors.role("congresswoman"), Some("LEG"));
        assert_eq!(actors.role("deputies"), Some("LEG"));
        assert!(actors.named("Nobody").is_none());
    }

    #[test]
    fn any_line_is_taken() {
        for line in [
            "[",
            "]",
            "+",
            "[~]",
            "[ARL 9]",
            "é [éé]",
            "{",
            "A [ARL 20019999-20020101]",
            "<!--",
            "!X!=",
            "[ARL <00010101]",
        ] {
            let import = import(line, &Actors::default());
            assert!(import.table.starts_with("name\t"), "{line}");
        }
    }
}
