//! The top of a report: the headline and where it comes from.

use super::marks::Paint;
use super::{View, one_line, wrap};

fn title(view: &View<'_>) -> String {
    let (record, article) = (view.record, &view.record.article);
    let title = article.headline.map(|span| one_line(record.text.at(span)));
    let title = title.or_else(|| article.file.clone()).unwrap_or_else(|| "no headline".to_owned());
    let painted = |line: &str| format!("{}\n", view.paint.bold(line.trim_start()));
    wrap(&title, view.width, "").lines().map(painted).collect()
}

pub(super) fn head(view: &View<'_>) -> String {
    let (record, article) = (view.record, &view.record.article);
    let mut out = title(view);
    if let Some(span) = article.standfirst {
        out.push_str(&wrap(record.text.at(span), view.width, ""));
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

/// The headline and one line of where it comes from, for a digest.
pub(super) fn digest_head(view: &View<'_>) -> String {
    let (record, article) = (view.record, &view.record.article);
    let mut out = title(view);
    let published = article.published.map(|day| day.strftime("%-d %b %Y").to_string());
    let dateline = article.dateline.as_ref().map(|place| capitals_lowered(place));
    let readers = match record.article.comments.len() {
        0 => None,
        1 => Some("1 reader's comment kept apart".to_owned()),
        many => Some(format!("{many} readers' comments kept apart")),
    };
    let no_day = published.is_none().then(|| "no day of publication; give one with --date".to_owned());
    let parts = [article.publisher.clone(), article.agency.clone(), published, no_day, dateline, readers];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    out.push_str(&view.paragraph(&line, "", Paint::faint));
    for note in &article.notes {
        out.push_str(&view.paragraph(&format!("note: {}", note.name), "", Paint::faint));
    }
    out
}

/// "WASHINGTON" as a place is written in a line of small letters.
fn capitals_lowered(place: &str) -> String {
    if place.chars().any(char::is_lowercase) || place.chars().count() <= 3 {
        return place.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| format!("{first}{}", letters.as_str().to_lowercase()))
    };
    place.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
