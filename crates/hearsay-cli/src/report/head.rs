//! The top of a report: the headline and where it comes from.

use super::marks::Paint;
use super::{View, WIDTH, one_line, wrap};

pub(super) fn head(view: &View<'_>) -> String {
    let (record, article) = (view.record, &view.record.article);
    let mut out = String::new();
    let title = article.headline.map(|span| one_line(record.text.at(span)));
    let title = title.or_else(|| article.file.clone()).unwrap_or_else(|| record.id.to_string());
    for line in wrap(&title, WIDTH, "").lines() {
        out.push_str(&view.paint.bold(line.trim_start()));
        out.push('\n');
    }
    if let Some(span) = article.standfirst {
        out.push_str(&wrap(record.text.at(span), WIDTH, ""));
    }
    let published = article.published.map(|day| day.strftime("%-d %B %Y").to_string());
    let authors = (!article.authors.is_empty()).then(|| article.authors.join(", "));
    let parts = [authors, article.agency.clone(), article.publisher.clone(), published, article.dateline.clone()];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let line = if line.is_empty() { "no day of publication; give one with --date".to_owned() } else { line };
    out.push_str(&view.paragraph(&line, "", Paint::faint));
    for note in &article.notes {
        out.push_str(&view.paragraph(&format!("note: {}", note.name), "", Paint::faint));
    }
    out
}
