//! `hearsay page`: what a page is made of.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use hearsay::Record;
use hearsay::core::record::Findings;
use hearsay::core::{Article, BlockKind};

use crate::args::InputArgs;
use crate::run;
use crate::terminal::clean;

#[derive(Args)]
pub(crate) struct PageArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// An outline for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t = PageFormat::Outline)]
    pub(crate) format: PageFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Outline,
    Json,
}

pub(crate) fn run(args: &PageArgs) -> Result<ExitCode> {
    run::articles(&args.input, run::Reading::Page, |article| match args.format {
        PageFormat::Json => json(&article),
        PageFormat::Outline => Ok(clean(&outline(&article)).into_owned()),
    })
}

/// The record's `schema`, `id`, `text` and `article`.
fn json(article: &Article) -> Result<String> {
    let mut record = serde_json::to_value(Record::new(article, Findings::default()))?;
    if let Some(fields) = record.as_object_mut() {
        fields.retain(|key, _| matches!(key.as_str(), "schema" | "id" | "text" | "article"));
    }
    Ok(serde_json::to_string(&record)? + "\n")
}

fn outline(article: &Article) -> String {
    let mut out = String::new();
    let mut line = |label: &str, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "{label:<12}{value}");
    };
    if let Some(file) = &article.file {
        line("file", file);
    }
    if let Some(day) = article.published {
        line("published", &day.to_string());
    }
    for (label, value) in [("agency", &article.agency), ("publisher", &article.publisher), ("url", &article.url)] {
        if let Some(value) = value {
            line(label, value);
        }
    }
    if !article.authors.is_empty() {
        line("authors", &article.authors.join(", "));
    }
    if let Some(span) = article.dateline {
        line("dateline", article.text.at(span));
    }
    for note in &article.notes {
        line("note", note.name);
    }
    for block in &article.blocks {
        let text = article.text.at(block.span);
        match block.kind {
            BlockKind::Headline => line("headline", text),
            BlockKind::Standfirst => line("standfirst", text),
            BlockKind::Byline => line("byline", text),
            BlockKind::Paragraph => line("paragraph", text),
            BlockKind::Crosshead => line("crosshead", text),
            BlockKind::Furniture => line("furniture", text),
            BlockKind::Comment(id) => {
                let comment = &article.comments[id.index()];
                let when = comment.date.map(|day| day.to_string()).or_else(|| comment.age.clone());
                let to = comment.reply_to.as_ref().map(|name| format!("to {name}"));
                let head = [comment.author.clone(), when, to].into_iter().flatten().collect::<Vec<_>>().join(", ");
                line("comment", &format!("[{head}] {}", article.text.at(block.body)));
            }
        }
    }
    out.push('\n');
    out
}
