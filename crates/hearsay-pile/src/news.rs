//! News as agencies send it: NewsML-G2 and NITF.

use hearsay_page::Fields;
use roxmltree::Node;

use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::walker::{Flow, Walker};
use crate::wrap;
use crate::xml::{all, first, tree, words};

/// The items of a message, or the one item.
pub(crate) fn items(walker: &mut Walker, bytes: &[u8]) -> Flow {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let document = match tree(text.trim_start()) {
        Ok(document) => document,
        Err(fault) => return walker.fault(fault),
    };
    let root = document.root_element();
    if root.tag_name().name() == "nitf" {
        return given(walker, nitf(root), None);
    }
    let items: Vec<Node> = all(document.root(), "newsItem").collect();
    if items.is_empty() {
        return walker.fault(Fault::no_text("the message has no news item"));
    }
    for (number, item) in items.iter().enumerate() {
        let place = (items.len() > 1).then(|| format!("item {}", number + 1));
        given(walker, news_item(*item), place)?;
    }
    Flow::Continue(())
}

fn given(walker: &mut Walker, read: Result<Fields, Unread>, place: Option<String>) -> Flow {
    let content = match read {
        Ok(fields) => Content::Fields(Box::new(fields)),
        Err(Unread::Fault(fault)) => Content::Fault(fault),
        Err(Unread::Skipped(what)) => return walker.skip(what),
    };
    walker.piece(Piece { place, ..Piece::new(content) })
}

enum Unread {
    Fault(Fault),
    Skipped(String),
}

fn no_text() -> Unread {
    Unread::Fault(Fault::no_text("the item has no text"))
}

fn news_item(item: Node) -> Result<Fields, Unread> {
    let class = all(item, "itemClass").find_map(|class| class.attribute("qcode")).unwrap_or_default();
    let class = class.rsplit(':').next().unwrap_or_default();
    if !matches!(class, "" | "text" | "composite") {
        return Err(Unread::Skipped(format!("news items of class {}", class.chars().take(40).collect::<String>())));
    }
    let status = all(item, "pubStatus")
        .find_map(|status| status.attribute("qcode").or_else(|| status.attribute("code")))
        .unwrap_or_default();
    if status.contains("cancel") || status.contains("withheld") {
        return Err(Unread::Fault(Fault::Withdrawn { status: status.to_owned() }));
    }
    let title = first(item, "headline");
    let contents: Vec<Node> = all(item, "contentSet").collect();
    let inside = contents.first().copied().ok_or_else(no_text)?;
    let inline = all(inside, "inlineData")
        .next()
        .filter(|data| data.attribute("encoding").is_none())
        .and_then(|data| data.text());
    let story = match inline {
        Some(text) if wrap::has_marks(text) => text.to_owned(),
        Some(text) => wrap::paragraphs(text.split('\n').map(str::trim).filter(|line| !line.is_empty())),
        None => story(inside, first(item, "dateline")).ok_or_else(no_text)?,
    };
    let nitf_title = all(inside, "hedline").find_map(|hedline| first(hedline, "hl1"));
    let title = title.or(nitf_title);
    let by = first(item, "by").or_else(|| first(inside, "byline"));
    let publisher = all(item, "provider")
        .find_map(|provider| first(provider, "name").or_else(|| provider.attribute("literal").map(str::to_owned)));
    let stated = ["versionCreated", "contentModified", "contentCreated", "firstCreated"]
        .into_iter()
        .find_map(|name| first(item, name));
    Ok(Fields {
        id: item.attribute("guid").map(str::to_owned),
        html: Some(wrap::page(title.as_deref(), &by.into_iter().collect::<Vec<_>>(), &story)),
        title,
        published: stated.as_deref().and_then(wrap::day),
        publisher,
        language: all(inside, "inlineXML")
            .find_map(|inline| inline.attribute(("http://www.w3.org/XML/1998/namespace", "lang")))
            .map(str::to_owned),
        ..Fields::default()
    })
}

fn nitf(root: Node) -> Result<Fields, Unread> {
    let fixed = |name: &'static str, attribute: &'static str| {
        all(root, name).find_map(move |node| node.attribute(attribute)).map(str::to_owned)
    };
    let title = first(root, "hl1").or_else(|| first(root, "title"));
    let content = all(root, "body.content").next().ok_or_else(no_text)?;
    let place =
        all(root, "dateline").find_map(|dateline| first(dateline, "location").or_else(|| first(dateline, "city")));
    let story = story(content, place).ok_or_else(no_text)?;
    let by = all(root, "byline").find_map(|byline| first(byline, "person")).or_else(|| first(root, "byline"));
    let stated = fixed("date.issue", "norm")
        .or_else(|| fixed("pubdata", "date.publication"))
        .or_else(|| fixed("story.date", "norm"));
    Ok(Fields {
        id: fixed("doc-id", "id-string"),
        html: Some(wrap::page(title.as_deref(), &by.into_iter().collect::<Vec<_>>(), &story)),
        title,
        published: stated.as_deref().and_then(wrap::day),
        url: fixed("pubdata", "ex-ref"),
        publisher: fixed("pubdata", "name"),
        ..Fields::default()
    })
}

/// The paragraphs of a story, its place before the first one.
fn story(content: Node, place: Option<String>) -> Option<String> {
    let mut story = String::new();
    let mut place = place;
    for node in content.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let mark = match name {
            "p" | "li" | "pre" => "p",
            "hl2" | "h2" | "h3" | "h4" => "h2",
            _ => continue,
        };
        // What lies in these is no part of the running text, or stands elsewhere in the page.
        let is_aside = node.ancestors().skip(1).any(|above| {
            matches!(
                above.tag_name().name(),
                "media" | "figure" | "table" | "hedline" | "byline" | "body.end" | "p" | "li" | "head"
            )
        });
        let mut words = words(node);
        if is_aside || words.is_empty() {
            continue;
        }
        if mark == "p"
            && let Some(place) = place.take().filter(|place| !words.to_lowercase().starts_with(&place.to_lowercase()))
        {
            words = format!("{place} — {words}");
        }
        story += &wrap::paragraphs([words.as_str()])
            .replace("<p>", &format!("<{mark}>"))
            .replace("</p>", &format!("</{mark}>"));
    }
    (!story.is_empty()).then_some(story)
}
