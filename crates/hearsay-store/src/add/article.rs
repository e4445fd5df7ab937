//! The row of an article, and its text.

use hearsay_core::{Article, BlockKind, Record};
use rusqlite::params;

use super::writer::{Page, Writer};
use crate::copies;
use crate::error::Result;
use crate::evidence::Evidence;
use crate::packed;
use crate::same::Same;

pub(super) fn write(writer: &mut Writer, page: &Page, key: &str, same: &Same, evidence: &Evidence) -> Result<()> {
    let (record, connection) = (page.record, writer.connection);
    let about = &record.article;
    let outlet = about.publisher.clone().or_else(|| about.url.as_deref().and_then(host));
    let outlet = match outlet.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => Some(writer.names.text(connection, "outlet", "name", name)?),
        None => None,
    };
    let alike = copies::first_alike(connection, &mut writer.names.sketches, page.number, same, outlet)?;
    copies::keep(connection, page.number, &alike)?;
    let headline = about.headline.map(|span| record.text.at(span));
    connection
        .prepare_cached(
            "insert into article (id, key, fingerprint, published, outlet, agency, url, file, headline, language,
                length, reader, copy_of, sketch, given_id, page, first_sentence, sentences)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            page.number,
            key,
            same.fingerprint(),
            page.published,
            outlet,
            about.agency,
            about.url,
            about.file,
            headline,
            about.language,
            record.text.as_str().chars().count() as i64,
            writer.reader,
            alike.story.filter(|_| alike.by_text),
            // What can be worked out from the text is not kept.
            alike.sketch.filter(|_| !page.has_text),
            (record.id.0 != key).then_some(&record.id.0),
            packed::page(page.points)?,
            evidence.rows.values().min(),
            evidence.rows.len() as i64,
        ])?;
    if let Some(day) = page.published {
        writer.sums.articles(day, 1);
    }
    Ok(())
}

pub(super) fn text(writer: &Writer, page: &Page, article: Option<&Article>) -> Result<()> {
    let blocks = article.map(|article| blocks(article, page.record)).transpose()?;
    writer.connection.prepare_cached("insert into article_text values (?1, ?2, ?3)")?.execute(params![
        page.number,
        page.record.text.as_str(),
        blocks
    ])?;
    Ok(())
}

/// The host of an address, without "www.".
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// The blocks of an article, spans in code points.
fn blocks(article: &Article, record: &Record) -> Result<String> {
    let points = hearsay_core::span::CodePoints::new(record.text.as_str());
    let blocks: Vec<_> = article
        .blocks
        .iter()
        .map(|block| {
            let (name, comment) = match block.kind {
                BlockKind::Headline => ("headline", None),
                BlockKind::Standfirst => ("standfirst", None),
                BlockKind::Byline => ("byline", None),
                BlockKind::Paragraph => ("paragraph", None),
                BlockKind::Crosshead => ("crosshead", None),
                BlockKind::Comment(id) => ("comment", Some(id.0)),
                BlockKind::Furniture => ("furniture", None),
            };
            let (span, body) = (points.span(block.span), points.span(block.body));
            (name, span.start(), span.end(), body.start(), body.end(), comment)
        })
        .collect();
    Ok(serde_json::to_string(&blocks)?)
}
