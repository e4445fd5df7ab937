//! What is fuzzed: the ways in which bytes of others come into hearsay, and what must hold of what they become.

use std::io::{BufReader, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;
use hearsay::core::{Article, BlockKind};
use hearsay::read::actors::{Actors, import};
use hearsay::{Hints, Lexicon, LexiconFile, Reader};

use super::mutate::{Random, mutated};

/// A way in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Html,
    Plain,
    Comments,
    JsonLines,
    Gzip,
    Actors,
    Petrarch,
    Reading,
    Warc,
    Feed,
    Table,
    Json,
    Mail,
    News,
}

impl Target {
    pub(crate) const ALL: [Self; 14] = [
        Self::Html,
        Self::Plain,
        Self::Comments,
        Self::JsonLines,
        Self::Gzip,
        Self::Actors,
        Self::Petrarch,
        Self::Reading,
        Self::Warc,
        Self::Feed,
        Self::Table,
        Self::Json,
        Self::Mail,
        Self::News,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Plain => "plain",
            Self::Comments => "comments",
            Self::JsonLines => "jsonl",
            Self::Gzip => "gzip",
            Self::Actors => "actors",
            Self::Petrarch => "petrarch",
            Self::Reading => "reading",
            Self::Warc => "warc",
            Self::Feed => "feed",
            Self::Table => "csv",
            Self::Json => "json",
            Self::Mail => "mail",
            Self::News => "news",
        }
    }
}

/// The inputs that the others are made from, and what reads them.
pub(crate) struct Targets {
    texts: Vec<Vec<u8>>,
    pages: Vec<Vec<u8>>,
    lines: Vec<Vec<u8>>,
    tables: Vec<Vec<u8>>,
    dictionaries: Vec<Vec<u8>>,
    /// Of each kind of pile.
    piles: [Vec<Vec<u8>>; 6],
    reader: Reader,
    known: Actors,
}

const STORY: &str = "Arland expels three envoys\n\nBy Jane Dorn, 6 January 2011\n\nArland on Monday expelled three diplomats of Breland, its \
    foreign ministry said in a statement.\n\nThe ministry of Breland said that it would answer in kind before the end of the week.\n\n";

const HEADERS: &[&str] = &[
    "Oda Lund | 10 years ago | Reply @ Vela Moor Thank you.",
    "oda77 · 3 days ago",
    "Posted by Oda Lund at 10:22 on 4 March 2011",
    "On March 4, 2011, at 5:03 PM, Oda Lund wrote:",
    "Oda Lund (12 March 2011 10:22)",
    "#3 oda 2 hours ago",
    "12. Oda Lund says:",
    "oda77 12 points 3 hours ago",
    "Guest / 06.01.2011 10:22",
    "10:22, 7 January 2011 - Oda Lund",
    "@oda77, you are right.",
    "— Oda Lund, Arlen",
    "Oda Lund\n3 hours ago",
    "Comments (12)",
    "Oda Lund said on March 4, 2011 at 5:03 pm:",
];

const TABLE: &str = "name\taliases\tcode\ttype\tfrom\tuntil\n# ours\nArland\tArlandic; the Arlanders\tARL\tcountry\t\t\n\
    Anna Dorn\t\tARLGOV\tperson\t2001-01-20\t2009-01-20\nspokesman\t\tGOV\ttitle\t\t\n";

const DICTIONARY: &str = "ARLAND_ [ARL]\n+ARLANDIC_\nANNA_DORN_          # a name\n    [ARLGOV 010120-090120]\n    [ARLELI >090120]\n\
    POLICE {POLICEMEN} [~COP]\n<!-- a\ncomment -->\nBRELAND_ARMY_ [BRLMIL]\n";

impl Targets {
    pub(crate) fn new(root: &Path) -> Result<Self> {
        let mut targets = Self {
            texts: vec![STORY.into()],
            pages: Vec::new(),
            lines: vec![format!("{{\"id\": \"a\", \"date\": \"2011-01-06\", \"text\": {}}}\n{{\"id\": 7, \"html\": \"<p>Arland left.</p>\"}}\n", serde_json::to_string(STORY)?).into()],
            tables: vec![TABLE.into()],
            dictionaries: vec![DICTIONARY.into()],
            piles: super::piles::seeds(),
            reader: Reader::bundled()?,
            known: Lexicon::bundled()?.actors,
        };
        for folder in ["examples", "tests/hostile"] {
            let place = root.join(folder);
            let listed = std::fs::read_dir(&place).with_context(|| format!("{}: cannot be read", place.display()))?;
            let mut files = listed.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
            files.sort();
            for file in files.iter().filter(|file| file.is_file()) {
                let bytes = std::fs::read(file)?;
                match file.extension().and_then(|end| end.to_str()) {
                    Some("html") => targets.pages.push(bytes),
                    Some("jsonl") => targets.lines.push(bytes),
                    Some("tsv") => targets.tables.push(bytes),
                    Some("actors") => targets.dictionaries.push(bytes),
                    Some("txt") => targets.texts.push(bytes),
                    _ => {}
                }
            }
        }
        let story: Vec<String> = STORY.split("\n\n").map(|words| format!("<p>{words}</p>")).collect();
        for below in [
            "<h2>Comments</h2><div><b>Oda Lund</b><p>No.</p></div>",
            "<ol class=commentlist><li class=comment><cite>Oda</cite> <time datetime=2011-01-07>7 Jan</time><p>No.</p></ol>",
        ] {
            let head = "<!doctype html><html lang=en><head><meta name=author content=\"Jane Dorn\"><title>Arland | Gazette</title><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"author\": [{\"name\": \"Jane Dorn\"}]}</script></head>";
            targets.pages.push(
                format!("{head}<body><nav>Home</nav><article>{}{below}</article></body></html>", story.concat()).into(),
            );
        }
        Ok(targets)
    }

    /// One input.
    pub(crate) fn input(&self, target: Target, random: &mut Random) -> Vec<u8> {
        let seeds = match target {
            Target::Html => &self.pages,
            Target::Plain | Target::Comments | Target::Reading => &self.texts,
            Target::JsonLines | Target::Gzip => &self.lines,
            Target::Actors => &self.tables,
            Target::Petrarch => &self.dictionaries,
            Target::Warc | Target::Feed | Target::Table | Target::Json | Target::Mail | Target::News => {
                &self.piles[target as usize - Target::Warc as usize]
            }
        };
        let (seed, other) = (random.pick(seeds), random.pick(seeds));
        match target {
            Target::Comments => {
                let mut page = STORY.as_bytes().to_vec();
                let html = random.below(2) == 0;
                for _ in 0..1 + random.below(4) {
                    let (one, other) = (random.pick(HEADERS), random.pick(HEADERS));
                    let line = mutated(one.as_bytes(), other.as_bytes(), random);
                    let parts: [&[u8]; 3] = if html { [b"<p>", &line, b"</p>"] } else { [b"", &line, b"\n"] };
                    page.extend(parts.concat());
                    page.extend_from_slice(b"Arland bombed the market in Breland last night.\n\n");
                }
                if html { [b"<html><body><article>", page.as_slice()].concat() } else { page }
            }
            Target::Gzip => {
                let mut packed = Vec::new();
                for _ in 0..1 + random.below(3) {
                    packed.extend(gzip(&mutated(seed, other, random)));
                }
                if random.below(4) == 0 { packed } else { mutated(&packed, other, random) }
            }
            // Reading is slow with all checks on: a page of it is enough.
            Target::Reading => {
                let from = random.below(seed.len());
                mutated(&seed[from..(from + 400).min(seed.len())], other, random)
            }
            _ => mutated(seed, other, random),
        }
    }

    /// What must hold of it.
    pub(crate) fn check(&self, target: Target, bytes: &[u8]) -> Result<(), String> {
        match target {
            Target::Gzip => {
                let mut unpacked = Vec::new();
                let end = hearsay::unpacked(bytes).and_then(|mut content| content.read_to_end(&mut unpacked));
                let content = hearsay::unpacked(bytes).map_err(|error| error.to_string())?;
                let told = hearsay::pages(content).map(|page| page.article(&Hints::default())).collect::<Vec<_>>();
                if end.is_err() && !told.last().is_some_and(Result::is_err) {
                    return Err("damage was not told".to_owned());
                }
                told.iter().flatten().try_for_each(lawful)
            }
            Target::Actors => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let file = LexiconFile { path: "actors/mine.tsv".to_owned(), text };
                // A table that is not well formed is refused, and that is all.
                drop(Actors::new([file].iter()));
                Ok(())
            }
            Target::Petrarch => {
                let told = import(&String::from_utf8_lossy(bytes), &self.known);
                let file = LexiconFile { path: "actors/theirs.tsv".to_owned(), text: told.table };
                Actors::new([file].iter())
                    .map(|_| ())
                    .map_err(|error| format!("what was taken over does not load: {error}"))
            }
            Target::Reading => {
                for page in hearsay::pages(BufReader::new(bytes)) {
                    if let Ok(article) = page.article(&Hints::default()) {
                        lawful(&article)?;
                        serde_json::to_string(&self.reader.record(Arc::new(article)))
                            .map_err(|error| error.to_string())?;
                    }
                }
                Ok(())
            }
            Target::Warc | Target::Feed | Target::Table | Target::Json | Target::Mail | Target::News => {
                super::piles::check(bytes)
            }
            Target::Html | Target::Plain | Target::Comments | Target::JsonLines => {
                let hints = Hints { published: "2011-01-06".parse().ok(), ..Hints::default() };
                hearsay::pages(bytes)
                    .filter_map(|page| page.article(&hints).ok())
                    .try_for_each(|article| lawful(&article))
            }
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Blocks in order and apart, all of the text in some block, everything a slice of it.
pub(super) fn lawful(article: &Article) -> Result<(), String> {
    let text = article.text.as_str();
    let slices = |from: usize, to: usize| text.get(from..to).ok_or_else(|| format!("{from}..{to} does not slice"));
    let mut end = 0;
    let mut comments = 0;
    for block in &article.blocks {
        if block.span.start() < end || block.span.is_empty() || !block.span.contains(block.body) {
            return Err(format!("{block:?} after {end}"));
        }
        slices(block.span.start(), block.span.end())?;
        slices(block.body.start(), block.body.end())?;
        if slices(end, block.span.start())?.chars().any(char::is_alphanumeric) {
            return Err(format!("words before {block:?} are in no block"));
        }
        if let BlockKind::Comment(id) = block.kind {
            if id.index() != comments {
                return Err(format!("comment {id} is number {comments}"));
            }
            comments += 1;
        }
        end = block.span.end();
    }
    if slices(end, text.len())?.chars().any(char::is_alphanumeric) || comments != article.comments.len() {
        return Err("words or comments are left over".to_owned());
    }
    let spans = article.comments.iter().flat_map(|comment| [Some(comment.span), comment.author_span]).flatten();
    for span in spans.chain(article.dateline).chain(article.notes.iter().filter_map(|note| note.span)) {
        slices(span.start(), span.end())?;
    }
    Ok(())
}
