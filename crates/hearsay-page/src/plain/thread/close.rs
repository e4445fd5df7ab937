//! Comments as they go into the article: names, days, and whom each answers.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{BlockKind, Comment, CommentId, Span};

use super::{NEAR, Open};
use crate::dates::is_blank;
use crate::plain::block;
use crate::plain::{Anatomy, comment};

impl Anatomy<'_> {
    pub(super) fn close(&mut self, comments: Vec<Open>) {
        let text = self.text;
        let name = |span: Span| &text[span.start()..span.end()];
        let mut authors: BTreeSet<String> =
            comments.iter().filter_map(|open| open.author).map(|author| name(author).to_lowercase()).collect();
        let handles: BTreeMap<String, Span> =
            comments.iter().filter_map(|open| Some((name(open.alias?).to_lowercase(), open.author?))).collect();
        authors.extend(handles.keys().cloned());
        let near = self.facts.published(&crate::Hints::default());
        let mut told = Vec::<(Option<String>, usize, Option<u32>)>::new();
        let writers: Vec<Option<String>> =
            comments.iter().map(|open| open.author.or(open.alias).map(|author| name(author).to_owned())).collect();
        for (at, mut open) in comments.into_iter().enumerate() {
            // "Oda Lund commented 7 January" over her name and her words.
            let again = writers[at].is_some() && writers.get(at + 1) == Some(&writers[at]);
            if open.words.is_none() && again {
                self.blocks.push(block(BlockKind::Furniture, open.span));
                continue;
            }
            open.author = open.author.or(open.alias);
            // "Signe  Torvald H. • 13 years ago": whom she answers stands after her.
            if let Some(author) = open.author {
                let whole = name(author);
                let known = told.iter().rev().take(NEAR).filter_map(|told| told.0.as_deref()).find_map(|known| {
                    let rest = whole.strip_suffix(known)?;
                    let own = rest
                        .trim_end_matches(|letter| {
                            is_blank(letter) || matches!(letter, '→' | '>' | '▸' | '↪' | '»' | '›')
                        })
                        .trim_end_matches(" to")
                        .trim_end_matches(" replied");
                    (!own.is_empty() && rest.ends_with(is_blank)).then_some((own.len(), author.end() - known.len()))
                });
                if let Some((length, from)) = known {
                    open.answers = open.answers.or(Some(Span::new(from, author.end())));
                    open.author = Some(Span::new(author.start(), author.start() + length));
                }
            }
            let id = CommentId::from_index(self.comments.len());
            let end = open.span.end();
            let words = open.words.unwrap_or(Span::new(end, end));
            let called = comment::at_name(name(words)).and_then(|header| header.answers).map(|at| words.start() + at);
            let called = called.or(open.called.then_some(words.start()));
            let called = called.and_then(|at| {
                comment::answered(&text[at..words.end().max(at)], &authors).map(|(name, length)| (name, at + length))
            });
            // "Jonas Weil write that to the alderman": the page set the name of whom it answers before the words.
            let addressed = told.iter().rev().take(NEAR).filter_map(|told| told.0.as_deref()).find(|known| {
                known.contains(' ')
                    && open.author.map(name) != Some(*known)
                    && name(words).strip_prefix(known).is_some_and(|rest| rest.starts_with([' ', ',', ':']))
            });
            let addressed = addressed.map(str::to_owned);
            let start = called.map_or(words.start(), |(_, start)| start.min(words.end()));
            let start = words.end() - text[start..words.end()].trim_start_matches(is_blank).len();
            self.blocks.push(hearsay_core::Block {
                kind: BlockKind::Comment(id),
                span: open.span,
                body: Span::new(start, words.end()),
            });
            let number = |name: &str| name.trim_start_matches('#').parse::<u32>().ok();
            let stated = open.answers.map(name).and_then(|answered| match number(answered) {
                Some(number) => {
                    let printed = told
                        .iter()
                        .find(|told| told.2 == Some(number))
                        .or_else(|| told.get((number as usize).checked_sub(1)?));
                    printed.and_then(|told| told.0.clone())
                }
                None => Some(answered.to_owned()),
            });
            let deeper =
                || told.iter().rev().take(NEAR).find(|told| told.1 < open.indent).and_then(|told| told.0.clone());
            let reply_to = stated
                .or_else(|| called.map(|(name, _)| name.to_owned()))
                .or_else(|| open.quoted.map(|quoted| name(quoted).to_owned()))
                .or(addressed)
                .or_else(deeper)
                .map(|answered| {
                    let handle = handles.get(&answered.trim_start_matches('@').to_lowercase());
                    let before = || told.iter().rev().take(NEAR).filter_map(|told| told.0.as_deref());
                    // "@oda" is oda@arland.example on a network of many houses.
                    let at_house = || {
                        let small = answered.trim_start_matches('@').to_lowercase();
                        let of = |handle: &&String| {
                            handle.strip_prefix(&small).is_some_and(|rest| rest.starts_with(['@', '.']))
                        };
                        let mut known = handles.keys().filter(of);
                        known.next().filter(|_| known.next().is_none()).and_then(|known| handles.get(known))
                    };
                    let whom = handle.or_else(at_house).map(|author| name(*author));
                    let whom = whom.or_else(|| comment::called(&answered, before()));
                    whom.map_or(answered.clone(), str::to_owned)
                });
            let author = open.author.map(|author| name(author).to_owned());
            told.push((author.clone(), open.indent, open.number));
            self.comments.push(Comment {
                author,
                author_span: open.author,
                date: open.stamp.date(near),
                age: open.stamp.age,
                reply_to,
                span: open.span,
            });
        }
        self.blocks.sort_by_key(|block| block.span);
    }
}
