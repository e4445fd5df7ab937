//! Fills a store with made-up records and asks it things, with times: `bench STORE EVENTS [SEED] [--fill-only]`.
//!
//! What it prints is one JSON object; `bench/store.py` runs it beside DuckDB and pandas on the same rows.

#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)] // a bench has a clock and prints

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use hearsay_core::{
    ArticleId, ArticlePart, Cue, Days, Entity, EntityId, EntityKind, Event, EventId, Form, Level, Mention, MentionKind,
    Party, Plover, Record, Source, Span, Stance, Statement, StatementId, Status, Text, TokenId, Voice,
};
use hearsay_store::{Filter, Keep, Store};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| args.iter().any(|arg| arg == name);
    let plain: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let [path, events, seed @ ..] = plain.as_slice() else { return Err("bench STORE EVENTS [SEED]".into()) };
    let (events, seed) = (events.parse::<u64>()?, seed.first().map_or(Ok(1), |seed| seed.parse())?);
    let mut out = BTreeMap::new();
    if !flag("--ask-only") {
        fill(path, events, seed, &mut out)?;
    }
    if !flag("--fill-only") {
        ask(path, seed, &mut out)?;
    }
    #[cfg(feature = "parquet")]
    if let Some(rows) = args.iter().find_map(|arg| arg.strip_prefix("--parquet=")) {
        let wall = Instant::now();
        let file = std::io::BufWriter::new(std::fs::File::create(rows)?);
        let store = Store::open_to_read(path)?;
        hearsay_store::export::events_to_parquet(&store, &Filter::default(), file)?;
        out.insert("Parquet out, s wall".into(), json!(wall.elapsed().as_secs_f64()));
        let mut chance = Chance(seed);
        let world = World::new(seed);
        out.insert("words".into(), json!((0..40).map(|_| world.word(&mut chance)).collect::<Vec<_>>()));
    }
    println!("{}", serde_json::to_string_pretty(&out)?);
    Ok(())
}

fn fill(
    path: &str,
    events: u64,
    seed: u64,
    out: &mut BTreeMap<String, serde_json::Value>,
) -> Result<(), Box<dyn Error>> {
    // Making the records up costs time too: it is measured alone and taken off.
    let makers = World::new(seed);
    let cpu = cpu_seconds()?;
    let (mut made, mut words) = (0, 0);
    for article in 0.. {
        let record = makers.record(article);
        (made, words) = (made + record.events.len() as u64, words + record.text.as_str().len());
        if made >= events.min(200_000) {
            break;
        }
    }
    let making = (cpu_seconds()? - cpu) / made as f64;
    assert!(words > 0);

    let mut store = Store::open(path)?;
    let keep = Keep { reader: "bench".to_owned(), text: true, again: false };
    let (cpu, wall) = (cpu_seconds()?, Instant::now());
    let (mut added, mut article) = (0, 0);
    while added < events {
        let mut batch = store.batch(&keep)?;
        for _ in 0..4_000 {
            let record = makers.record(article);
            article += 1;
            added += record.events.len() as u64;
            batch.add(&record, None)?;
            if added >= events {
                break;
            }
        }
        batch.commit()?;
        if article % 200_000 == 0 {
            eprintln!("{added} events, {:.0} s", wall.elapsed().as_secs_f64());
        }
    }
    let adding = cpu_seconds()? - cpu;
    let net = adding - making * added as f64;
    out.insert("events".into(), json!(added));
    out.insert("articles".into(), json!(article));
    out.insert("making up, s cpu".into(), json!(making * added as f64));
    out.insert("add, s cpu".into(), json!(net));
    out.insert("add, s wall".into(), json!(wall.elapsed().as_secs_f64()));
    out.insert("add, events a second of cpu".into(), json!((added as f64 / net).round()));
    let cpu = cpu_seconds()?;
    let wall = Instant::now();
    store.settle()?;
    out.insert("settle, s cpu".into(), json!(cpu_seconds()? - cpu));
    out.insert("settle, s wall".into(), json!(wall.elapsed().as_secs_f64()));
    out.insert("size, MB".into(), json!(std::fs::metadata(path)?.len() / 1_000_000));
    Ok(())
}

fn ask(path: &str, seed: u64, out: &mut BTreeMap<String, serde_json::Value>) -> Result<(), Box<dyn Error>> {
    let store = Store::open_to_read(path)?;
    let mut chance = Chance(seed ^ 0x5eed);
    let makers = World::new(seed);
    let day = |chance: &mut Chance| date(2005, 1, 1).saturating_add((chance.below(7_000) as i64).days());

    timed(out, "find by actor and day", 60, |_| {
        let from = day(&mut chance);
        let filter = Filter {
            actor: Some(makers.country(&mut chance)),
            from: Some(from),
            until: Some(from),
            ..Filter::default()
        };
        Ok(store.find(&filter, 50)?.len())
    })?;
    timed(out, "find by actor and month", 60, |_| {
        let from = day(&mut chance);
        let until = from.saturating_add(30.days());
        let filter = Filter {
            actor: Some(makers.country(&mut chance)),
            from: Some(from),
            until: Some(until),
            ..Filter::default()
        };
        Ok(store.find(&filter, 50)?.len())
    })?;
    timed(out, "find two parties, no days", 40, |_| {
        let (source, target) = (makers.country(&mut chance), makers.country(&mut chance));
        let filter = Filter { source: Some(source), target: Some(target), ..Filter::default() };
        Ok(store.find(&filter, 50)?.len())
    })?;
    timed(out, "dyad by month", 100, |at| {
        let (one, other) = if at % 2 == 0 {
            ("USA".to_owned(), "PAK".to_owned())
        } else {
            (makers.country(&mut chance), makers.country(&mut chance))
        };
        Ok(store.dyad_months(&one, &other)?.len())
    })?;
    timed(out, "dyad of agencies by month", 20, |_| {
        let (one, other) = (makers.country(&mut chance) + "SPY", makers.country(&mut chance) + "SPY");
        match store.dyad_months(&one, &other) {
            Ok(months) => Ok(months.len()),
            Err(hearsay_store::StoreError::Nobody { .. } | hearsay_store::StoreError::Absent { .. }) => Ok(0),
            Err(error) => Err(error.into()),
        }
    })?;
    timed(out, "search for one word", 40, |_| {
        let filter = Filter { words: Some(makers.word(&mut chance).to_owned()), ..Filter::default() };
        Ok(store.find(&filter, 50)?.len())
    })?;
    timed(out, "search for two words", 40, |_| {
        let words = format!("{} {}", makers.word(&mut chance), makers.word(&mut chance));
        Ok(store.find(&Filter { words: Some(words), ..Filter::default() }, 50)?.len())
    })?;
    timed(out, "search for the commonest word", 10, |_| {
        let filter = Filter { words: Some(makers.words[0].clone()), ..Filter::default() };
        Ok(store.find(&filter, 50)?.len())
    })?;
    Ok(())
}

/// Median and worst of 20 times a question, after one round to warm up; each must find something sometime.
fn timed(
    out: &mut BTreeMap<String, serde_json::Value>,
    name: &str,
    rounds: usize,
    mut ask: impl FnMut(usize) -> Result<usize, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let (mut times, mut found) = (Vec::new(), 0);
    for at in 0..rounds + 5 {
        let start = Instant::now();
        found += ask(at)?;
        if at >= 5 {
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    assert!(found > 0, "{name}: nothing was ever found");
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    let p95 = times[times.len() * 95 / 100];
    let rounded = |ms: f64| (ms * 100.0).round() / 100.0;
    out.insert(name.to_owned() + ", ms", json!({ "median": rounded(median), "p95": rounded(p95) }));
    Ok(())
}

/// Seconds of processor time of this process, in ticks of ten milliseconds.
fn cpu_seconds() -> Result<f64, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    Ok((fields[11].parse::<f64>()? + fields[12].parse::<f64>()?) / 100.0)
}

/// Splitmix: the same seed gives the same world.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    /// Small numbers more often than large ones, nearly as in Zipf's law.
    fn zipf(&mut self, most: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((most as f64).powf(unit) as usize).saturating_sub(1).min(most - 1)
    }
}

/// Countries, deeds and words of a made-up world.
struct World {
    seed: u64,
    countries: Vec<String>,
    words: Vec<String>,
}

const ROLES: [&str; 8] = ["GOV", "", "MIL", "SPY", "REB", "COP", "LEG", "OPP"];

impl World {
    fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut countries: Vec<String> =
            ["USA", "RUS", "CHN", "ISR", "PAK", "IRN", "IND", "UKR", "GBR", "FRA"].map(str::to_owned).to_vec();
        while countries.len() < 200 {
            let code: String = (0..3).map(|_| char::from(b'A' + chance.below(26) as u8)).collect();
            if !countries.contains(&code) {
                countries.push(code);
            }
        }
        let syllables =
            ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "du", "fa", "gre", "hin", "jo", "wal", "zor"];
        let mut words = Vec::new();
        while words.len() < 20_000 {
            let word: String = (0..2 + chance.below(3)).map(|_| syllables[chance.below(16)]).collect();
            words.push(word);
        }
        Self { seed, countries, words }
    }

    fn country(&self, chance: &mut Chance) -> String {
        self.countries[chance.zipf(self.countries.len())].clone()
    }

    fn word(&self, chance: &mut Chance) -> &str {
        &self.words[chance.zipf(self.words.len())]
    }

    /// The record of article number `article`: two to eight deeds among three to five parties, two of them said by
    /// somebody.
    fn record(&self, article: u64) -> Record {
        let mut chance = Chance(self.seed ^ article.wrapping_mul(0xa076_1d64_78bd_642f));
        // Papers come in the order of days.
        let published = date(2005, 1, 1).saturating_add(((article / 285) as i64 % 7_300).days());
        let parties = 3 + chance.below(3);
        let entities: Vec<Entity> = (0..parties).map(|at| self.entity(at, &mut chance)).collect();
        let count = 2 + chance.below(7);
        let mut text = String::with_capacity(count * 110);
        let (mut events, mut statements) = (Vec::with_capacity(count), Vec::new());
        for at in 0..count {
            let start = text.len();
            let (source, target) = (chance.below(parties), chance.below(parties));
            let party = |text: &mut String, who: usize| {
                let at = text.len();
                text.push_str(&entities[who].name);
                let span = Span::new(at, text.len());
                Party { entity: EntityId::from_index(who), span, actor: entities[who].actor.clone() }
            };
            let source = party(&mut text, source);
            text.push(' ');
            let trigger = text.len();
            text.push_str(self.word(&mut chance));
            let trigger = Span::new(trigger, text.len());
            text.push(' ');
            let target = party(&mut text, target);
            for _ in 0..6 + chance.below(10) {
                text.push(' ');
                text.push_str(self.word(&mut chance));
            }
            text.push_str(". ");
            let sentence = Span::new(start, text.len() - 1);
            let said = at % 3 == 2;
            if said {
                statements.push(statement(statements.len(), &source, trigger, sentence));
            }
            let deed = chance.zipf(400);
            let happened = published.saturating_sub((chance.zipf(60) as i64).days());
            events.push(Event {
                id: EventId::from_index(at),
                voice: Voice::Report,
                source: vec![source],
                target: vec![target],
                plover: Plover::ALL[deed % 16],
                mode: None,
                cameo: format!("{:03}", 10 + deed % 190),
                goldstein: (deed % 41) as f32 * 0.5 - 10.0,
                deed: format!("deed-{deed}"),
                contexts: Vec::new(),
                retold: Vec::new(),
                trigger,
                sentence,
                date: Some(Days::day(happened)),
                place: None,
                status: if said { Status::Claimed } else { Status::Reported },
                according_to: said.then(|| StatementId::from_index(statements.len() - 1)),
                confidence: 0.8,
            });
        }
        page(article, published, text, entities, statements, events)
    }

    fn entity(&self, at: usize, chance: &mut Chance) -> Entity {
        let country = self.country(chance);
        let role = ROLES[chance.zipf(ROLES.len())];
        let name = format!("Body {} of {}", chance.zipf(40), country);
        let mentions = vec![Mention { span: Span::new(0, 4), kind: MentionKind::Name, head: TokenId(u32::MAX) }];
        Entity {
            id: EntityId::from_index(at),
            name,
            kind: EntityKind::Organization,
            actor: Some(format!("{country}{role}")),
            country: Some(country),
            roles: Vec::new(),
            head_of: None,
            member_of: None,
            mentions,
        }
    }
}

fn statement(at: usize, source: &Party, cue: Span, sentence: Span) -> Statement {
    Statement {
        id: StatementId::from_index(at),
        voice: Voice::Report,
        source: Source {
            spans: vec![source.span],
            entity: Some(source.entity),
            level: Level::Institution,
            ..Source::nobody()
        },
        cue: Some(Cue { spans: vec![cue], lemma: "say".to_owned(), class: "assert".to_owned() }),
        content: vec![Span::new(cue.end() + 1, sentence.end())],
        form: Form::Indirect,
        stance: Stance::Asserts,
        hedged: false,
        negated: false,
        distanced: false,
        within: None,
    }
}

fn page(
    article: u64,
    published: Date,
    text: String,
    entities: Vec<Entity>,
    statements: Vec<Statement>,
    events: Vec<Event>,
) -> Record {
    Record {
        id: ArticleId(format!("made-up-{article}")),
        text: Text::from(text),
        article: ArticlePart {
            published: Some(published),
            publisher: Some(format!("Paper {}", article % 97)),
            ..ArticlePart::default()
        },
        entities,
        times: Vec::new(),
        statements,
        events,
        assessments: Vec::new(),
        disputes: Vec::new(),
        accusations: Vec::new(),
    }
}
