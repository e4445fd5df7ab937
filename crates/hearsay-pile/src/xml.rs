//! The first element of an XML file; small helpers over its tree.

use roxmltree::{Document, Node, ParsingOptions};

use crate::fault::Fault;

/// Whether XML says so itself, the name of its first element, and what follows.
pub(crate) fn root(mut text: &[u8]) -> Option<(bool, String, &[u8])> {
    let mut is_declared = false;
    loop {
        text = text.trim_ascii_start().strip_prefix(b"<")?;
        let end: &[u8] = match text {
            [b'?', ..] => {
                is_declared |= text.starts_with(b"?xml");
                b"?>"
            }
            [b'!', b'-', b'-', ..] => b"-->",
            // A declaration may hold others in square brackets.
            [b'!', ..] => match text.iter().position(|&byte| byte == b'[' || byte == b'>').map(|at| text[at]) {
                Some(b'[') => b"]>",
                _ => b">",
            },
            _ => {
                let length = text
                    .iter()
                    .take(100)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.'))
                    .count();
                let name = std::str::from_utf8(&text[..length]).ok().filter(|name| !name.is_empty())?;
                return Some((is_declared, name.to_owned(), &text[length..]));
            }
        };
        text = &text[text.windows(end.len()).position(|window| window == end)? + end.len()..];
    }
}

/// Elements of one document, and no more: some have a hundred thousand in earnest.
const MOST_NODES: u32 = 4_000_000;

/// The tree of a document, whose entities cannot grow without end.
pub(crate) fn tree(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| Fault::damaged(format!("the XML is damaged: {error}")))
}

/// Elements of a name, whatever their namespace, in their order.
pub(crate) fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The words of the first element of a name; None where there is none, or it is blank.
pub(crate) fn first(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    all(node, name).map(words).find(|words| !words.is_empty())
}

/// All words below an element, with single blanks.
pub(crate) fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for below in node.descendants().filter(|node| node.is_text() || node.tag_name().name() == "br") {
        words += below.text().unwrap_or(" ");
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
