//! A message: a newsletter for the most part.

use hearsay_core::{Article, ArticleId};
use hearsay_page::{Fields, Hints};
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MimeHeaders as _};

use crate::fault::Fault;
use crate::wrap;

/// The article that a message is.
pub(crate) fn article(bytes: &[u8], hints: &Hints) -> Result<Article, Fault> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| Fault::damaged("this is no message"))?;
    let title = message.subject().map(|subject| subject.trim().to_owned()).filter(|subject| !subject.is_empty());
    let sender = message.from().and_then(|from| from.first());
    let publisher = sender.and_then(|sender| sender.name().or_else(|| sender.address())).map(str::to_owned);
    let published = message.date().and_then(|date| Date::new(date.year as i16, date.month as i8, date.day as i8).ok());
    let (text, html) = body(&message);
    if text.is_none() && html.is_none() {
        return Err(Fault::no_text("the message has no text"));
    }
    Ok(Fields {
        id: Some(message.message_id().map_or_else(|| ArticleId::of_bytes(bytes).0, str::to_owned)),
        html: html.map(|html| wrap::page(title.as_deref(), &[], &html)),
        text,
        title,
        published,
        publisher,
        ..Fields::default()
    }
    .article(hints)?)
}

/// The plain text, unless it is a stub beside a page: "View this message in your browser".
fn body(message: &Message) -> (Option<String>, Option<String>) {
    let filled = |words: Option<String>| words.filter(|words| !words.trim().is_empty());
    let plain =
        message.text_part(0).filter(|part| !part.is_text_html() && part.is_text()).and_then(|_| message.body_text(0));
    let plain = filled(plain.map(|plain| plain.replace("\r\n", "\n")));
    let page = message
        .html_part(0)
        .filter(|part| part.is_text_html() && part.content_type().is_none_or(|kind| kind.subtype() != Some("plain")));
    let page = filled(page.and_then(|_| message.body_html(0)).map(std::borrow::Cow::into_owned));
    match (plain, page) {
        (Some(plain), Some(page)) => {
            let words = mail_parser::decoders::html::html_to_text(&page).len();
            if plain.len() * 2 >= words { (Some(plain), None) } else { (None, Some(page)) }
        }
        (plain, page) => (plain, page),
    }
}
