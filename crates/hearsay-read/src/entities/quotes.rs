//! Who speaks inside quotation marks, as far as "I" and "we" need to know.

use hearsay_core::{Document, TokenId};

use super::phrases::Phrase;
use crate::word_lists as lists;

/// For each word inside quotation marks, who says it.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    quote_of: Vec<Option<u32>>,
    speakers: Vec<Option<usize>>,
}

impl Quotes {
    pub(super) fn new(document: &Document, phrases: &[Phrase], by_head: &[Option<usize>]) -> Self {
        let mut quotes = Self { quote_of: vec![None; document.tokens().len()], speakers: Vec::new() };
        let mut open: Option<(u32, usize)> = None;
        for id in document.ids() {
            let form = document.form(id);
            let block =
                document.article().block_at(document.token(id).span.start()).map_or(0, |block| block.span.start());
            // A quotation that nobody closes ends with its paragraph.
            if open.is_some_and(|(_, start)| start != block) {
                open = None;
            }
            let closes = matches!(form, "”" | "''") || matches!(form, "\"" | "``") && open.is_some();
            let opens = matches!(form, "“" | "``" | "\"") && open.is_none();
            if closes {
                open = None;
            } else if opens {
                open = Some((u32::try_from(quotes.speakers.len()).unwrap_or(u32::MAX), block));
                quotes.speakers.push(None);
            } else if let Some((quote, _)) = open {
                quotes.quote_of[id.index()] = Some(quote);
            }
        }
        quotes.find_speakers(document, phrases, by_head);
        quotes
    }

    /// Who says the words around `token`; none outside quotation marks.
    pub(super) fn speaker(&self, token: TokenId) -> Option<usize> {
        self.speakers[self.quote_of[token.index()]? as usize]
    }

    /// Whether `token` stands inside quotation marks.
    pub(super) fn holds(&self, token: TokenId) -> bool {
        self.quote_of[token.index()].is_some()
    }

    fn find_speakers(&mut self, document: &Document, phrases: &[Phrase], by_head: &[Option<usize>]) {
        let mut speaker_before: Option<(usize, usize)> = None;
        for sentence in document.sentences() {
            let quoted: Vec<u32> = {
                let mut quoted: Vec<u32> = sentence.ids().filter_map(|id| self.quote_of[id.index()]).collect();
                quoted.dedup();
                quoted
            };
            let block = document.article().blocks.partition_point(|block| block.span.start() <= sentence.span.start());
            let opens = matches!(document.form(TokenId(sentence.tokens.start)), "“" | "``" | "\"");
            let speaker = sentence.ids().find_map(|id| {
                if self.holds(id) || !lists::QUOTING.has(document.lemma(id)) {
                    return None;
                }
                // In "..., said an official" parsers take the speaker for an object now and then.
                let inverted = || document.child(id, &["obj", "obl"]).filter(|&child| child > id && child.0 - id.0 < 6);
                let subject = document.child(id, &["nsubj"]).or_else(inverted)?;
                by_head[subject.index()].filter(|&phrase| phrases[phrase].head == subject)
            });
            // A paragraph that begins with a quotation goes on with who spoke in the one before.
            let goes_on = |of: usize| of == block || of + 1 == block && opens;
            let carried = speaker_before.filter(|&(_, of)| goes_on(of)).map(|(speaker, _)| speaker);
            for &quote in &quoted {
                let known = &mut self.speakers[quote as usize];
                // A quotation may run over several sentences; its cue stands in one of them.
                *known = speaker.or(*known).or(carried);
            }
            if let Some(speaker) = speaker.or(carried) {
                speaker_before = Some((speaker, block));
            }
        }
    }
}
