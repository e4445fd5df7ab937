//! Who speaks inside quotation marks, as far as "I" and "we" need to know.

use std::collections::BTreeSet;
use std::ops::Range;

use hearsay_core::{BlockKind, Document, Name, NameKind, Span, TokenId};

use super::chains::Chains;
use super::phrases::Phrase;
use crate::word_lists as lists;

/// The most words before the colon of a transcript's line, with it.
const LABEL: usize = 5;

/// The fewest lines of speakers that make a transcript: one line with a colon is no interview.
pub(crate) const LINES: usize = 3;

/// For each word inside quotation marks, who says it.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    quote_of: Vec<Option<u32>>,
    speakers: Vec<Option<usize>>,
    /// From which place on they are those of a transcript's lines.
    lines: usize,
}

impl Quotes {
    pub(super) fn new(document: &Document, phrases: &[Phrase], by_head: &[Option<usize>]) -> Self {
        let mut quotes = Self { quote_of: vec![None; document.tokens().len()], speakers: Vec::new(), lines: 0 };
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
        quotes.lines = quotes.speakers.len();
        quotes.transcript(document, phrases, by_head);
        quotes
    }

    /// "Dorn: We will stay.", "AD: We will stay.": the lines of an interview, each from its label to the next.
    fn transcript(&mut self, document: &Document, phrases: &[Phrase], by_head: &[Option<usize>]) {
        let paragraphs = document.article().blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        let line = |body: Span| {
            let words = document.words_in(body);
            let colon = words.clone().take(LABEL).find(|&word| document.form(TokenId(word)) == ":");
            let label = colon.filter(|&colon| colon > words.start).map(|colon| words.start..colon);
            (words, label)
        };
        let lines: Vec<(Range<u32>, Option<Range<u32>>)> = paragraphs.map(|block| line(block.body)).collect();
        if lines.iter().filter(|(_, label)| label.is_some()).count() < LINES {
            return;
        }
        let mut speaking = None;
        for (mut words, label) in lines {
            if let Some(label) = label {
                words.start = label.end + 1;
                let speaker = speaker_of_label(document, phrases, by_head, label);
                self.speakers.push(speaker);
                speaking = speaker.map(|_| u32::try_from(self.speakers.len() - 1).unwrap_or(u32::MAX));
            }
            for word in words.filter(|_| speaking.is_some()) {
                let quote = &mut self.quote_of[word as usize];
                *quote = quote.or(speaking);
            }
        }
    }

    /// Who says the words around `token`; none outside quotation marks.
    pub(super) fn speaker(&self, token: TokenId) -> Option<usize> {
        self.speakers[self.quote_of[token.index()]? as usize]
    }

    /// The chain of whom `token` is said to, in the lines of two who speak by turns.
    pub(super) fn hearer(&self, chains: &Chains, token: TokenId) -> Option<usize> {
        let line = (self.quote_of[token.index()]? as usize).checked_sub(self.lines)?;
        let lines = &self.speakers[self.lines..];
        let speaker = chains.of(lines[line]?)?;
        let others: BTreeSet<usize> =
            lines.iter().flatten().filter_map(|&phrase| chains.of(phrase)).filter(|&chain| chain != speaker).collect();
        others.first().copied().filter(|_| others.len() == 1)
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

/// The person above whose name has these letters: "AB" is Anna Bell.
pub(crate) fn named_by_initials(document: &Document, label: TokenId) -> Option<&Name> {
    let initials = |name: &&Name| {
        let mut letters = name.tokens.clone().filter_map(|word| document.form(TokenId(word)).chars().next());
        let mut label = document.form(label).chars().filter(|letter| *letter != '.');
        label.by_ref().all(|letter| letters.next() == Some(letter)) && letters.next().is_none()
    };
    let person = |name: &&Name| name.kind == NameKind::Person && name.tokens.len() > 1 && name.tokens.end <= label.0;
    document.names().iter().filter(person).find(initials)
}

/// Whom a line's label names: a name or description, or somebody by the first letters of a name that stands above.
fn speaker_of_label(
    document: &Document,
    phrases: &[Phrase],
    by_head: &[Option<usize>],
    label: Range<u32>,
) -> Option<usize> {
    let first = TokenId(label.start);
    if label.len() == 1
        && let Some(name) = named_by_initials(document, first)
    {
        return name.tokens.clone().find_map(|word| by_head[word as usize]);
    }
    label.rev().find_map(|word| by_head[word as usize].filter(|&phrase| phrases[phrase].head.0 == word))
}
