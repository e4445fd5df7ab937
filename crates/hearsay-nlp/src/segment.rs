//! From an article's text to sentences and words, by rule, as UD English cuts them.
//!
//! A block's body is a hard boundary. Inside it a single line break is a space, for the sake of hard-wrapped
//! text, and a blank line ends a sentence. All steps look at each byte a bounded number of times.

mod abbreviations;
mod contractions;
mod numbers;
mod sentences;
mod webwords;
mod words;

use std::ops::Range;

use hearsay_core::{Article, Span};

/// The words and sentences of an article, before anything is known about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// All words, in text order.
    pub words: Vec<Word>,
    /// Which of `words` each sentence holds: in order, gapless, never empty, at most [`LONGEST`] each.
    pub sentences: Vec<Range<u32>>,
}

/// One syntactic word in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters; never empty, and slices the text.
    pub span: Span,
    /// Written together with the word before it in one UD token ("did" + "n't").
    pub joins_previous: bool,
}

/// Words in the longest sentence; a longer one is cut at its best punctuation.
pub const LONGEST: usize = 250;

/// Cuts the parts of an article that are read as language.
pub fn segment(article: &Article) -> Segments {
    let mut segments = Segments::default();
    let text = article.text.as_str();
    let mut from = 0;
    for block in article.blocks.iter().filter(|block| block.kind.is_read()) {
        // Spans that do not slice the text, or go back, would break the promise of text order.
        let start = block.body.start().max(from);
        let Some(body) = text.get(start..block.body.end()) else {
            continue;
        };
        from = block.body.end();
        segment_body(body, start, &mut segments);
    }
    segments
}

fn segment_body(body: &str, offset: usize, segments: &mut Segments) {
    let words = words::words(body);
    for sentence in sentences::sentences(body, &words) {
        let first = u32::try_from(segments.words.len()).unwrap_or(u32::MAX);
        segments.words.extend(
            words[sentence].iter().map(|word| Word {
                span: Span::new(offset + word.start, offset + word.end),
                joins_previous: word.joins,
            }),
        );
        segments.sentences.push(first..u32::try_from(segments.words.len()).unwrap_or(u32::MAX));
    }
}

#[cfg(test)]
mod tests {
    use hearsay_core::{Block, BlockKind, Text};

    use super::*;

    fn article(text: &str) -> Article {
        let span = Span::new(0, text.len());
        Article {
            text: Text::from(text),
            blocks: vec![Block { kind: BlockKind::Paragraph, span, body: span }],
            ..Article::default()
        }
    }

    /// Sentences on lines, words apart by a space, joined ones by `+`.
    fn shown(text: &str) -> String {
        let article = article(text);
        let segments = segment(&article);
        let mut out = String::new();
        for sentence in &segments.sentences {
            for (i, word) in segments.words[sentence.start as usize..sentence.end as usize].iter().enumerate() {
                if i > 0 {
                    out.push(if word.joins_previous { '+' } else { ' ' });
                }
                out.push_str(article.text.at(word.span));
            }
            out.push('\n');
        }
        out
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn contractions_are_two_words_in_one_token() {
        check("He didn't go.", "He did+n't go .\n");
        check("It’s the company’s.", "It+’s the company+’s .\n");
        check("They cannot stay; we'll wait, don’t you?", "They can+not stay ; we+'ll wait , do+n’t you ?\n");
        check("Gonna go? I wouldn't've.", "Gon+na go ?\nI would+n't+'ve .\n");
        check("The U.S.'s aid and the workers' pay", "The U.S.+'s aid and the workers+' pay\n");
    }

    #[test]
    fn apostrophes_inside_names_stay() {
        check("Sha'lan O'Brien left at ten o'clock.", "Sha'lan O'Brien left at ten o'clock .\n");
        check("In the '70s and 1980's, he read 'em.", "In the '70s and 1980's , he read 'em .\n");
    }

    #[test]
    fn hyphens_part_compounds_but_not_prefixes() {
        check("US-Arland talks on non-military e-mail", "US - Arland talks on non-military e-mail\n");
        check("a U.S.-led 15-year al-Qaeda plan", "a U.S. - led 15 - year al - Qaeda plan\n");
    }

    #[test]
    fn sums_and_numbers() {
        check("It cost $5bn, or 10,000 of 3.5m.", "It cost $ 5 bn , or 10,000 of 3.5 m .\n");
        check("On 9/11 the 15th, US$3 and 20% at 7:30pm", "On 9/11 the 15th , US$ 3 and 20 % at 7:30 pm\n");
    }

    #[test]
    fn addresses_and_handles_are_whole() {
        check("See http://a.example/b?c=d, or x.y@arland.gov.", "See http://a.example/b?c=d , or x.y@arland.gov .\n");
        check("@dorn #talks (www.arland.gov).", "@dorn #talks ( www.arland.gov ) .\n");
    }

    #[test]
    fn dashes_ellipses_and_brackets() {
        check("They left--all of them—early…", "They left -- all of them — early …\n");
        check("[He] (Dorn) said...", "[ He ] ( Dorn ) said ...\n");
    }

    #[test]
    fn titles_and_initials_end_no_sentence() {
        check("Mr. Dorn met Gen. J. R. Vale. They talked.", "Mr. Dorn met Gen. J. R. Vale .\nThey talked .\n");
        check("It hit St. Petersburg on Jan. 6.", "It hit St. Petersburg on Jan. 6 .\n");
    }

    #[test]
    fn a_lost_space_hides_no_sentence() {
        let sentences = |text: &str| segment(&article(text)).sentences.len();
        assert_eq!(
            sentences("He calls it an \"open door\".The envoys left in 2009.They said \"no thanks.\"All went home."),
            4
        );
        assert_eq!(sentences("They stayed there.I left."), 2);
        assert_eq!(sentences("See arland.com and file v3.Last for more."), 1);
        assert_eq!(sentences("The U.S. Army and J.R. Dorn left."), 1);
    }

    #[test]
    fn countries_with_periods_end_one_where_a_starter_follows() {
        check(
            "He leads U.S. forces. He left the U.S. The talks ended.",
            "He leads U.S. forces .\nHe left the U.S.\nThe talks ended .\n",
        );
        check("It opened at 9 a.m. on Friday.", "It opened at 9 a.m. on Friday .\n");
    }

    #[test]
    fn quotations_end_with_their_speaker() {
        check(
            "\"We will stay,\" she said. \"Until spring.\"",
            "\" We will stay , \" she said .\n\" Until spring . \"\n",
        );
        check("“Why?” she asked. “No!” Mr Dorn shouted.", "“ Why ? ” she asked .\n“ No ! ” Mr Dorn shouted .\n");
        check("\"We stay. We fight,\" he said.", "\" We stay .\nWe fight , \" he said .\n");
    }

    #[test]
    fn line_breaks_are_spaces_and_blank_lines_are_not() {
        check("The envoy\nleft.\n\nThe other\nstayed", "The envoy left .\nThe other stayed\n");
    }

    #[test]
    fn colons_do_not_split() {
        check("He named two: Arland and Breland.", "He named two : Arland and Breland .\n");
    }

    #[test]
    fn references_and_smiles_stay_with_their_sentence() {
        check("He died. [3] She left. :) They sang.", "He died . [ 3 ]\nShe left . :)\nThey sang .\n");
    }

    #[test]
    fn writers_without_capitals_have_sentences_too() {
        check("i think they lie. what now?", "i think they lie .\nwhat now ?\n");
        check("Dorn left at 5 p.m. on eBay. eBay said so.", "Dorn left at 5 p.m. on eBay .\neBay said so .\n");
    }

    #[test]
    fn a_list_number_opens_its_sentence() {
        check("They want two things. 1. Bread. 2. Peace.", "They want two things .\n1 . Bread .\n2 . Peace .\n");
    }

    #[test]
    fn blocks_that_are_not_read_are_left_out() {
        let mut article = article("Share this. He left.");
        let (first, second) = (Span::new(0, 11), Span::new(12, 20));
        article.blocks = vec![
            Block { kind: BlockKind::Furniture, span: first, body: first },
            Block { kind: BlockKind::Paragraph, span: second, body: second },
        ];
        assert_eq!(segment(&article).words.len(), 3);
    }

    #[test]
    fn endless_sentences_are_cut() {
        for unit in ["word ", "(", "\"", "a-", "1/", "don't", "U.S.", "…", "x@y", "é’s "] {
            let text = unit.repeat(40_000);
            let segments = segment(&article(&text));
            assert!(
                segments.sentences.iter().all(|sentence| sentence.len() <= LONGEST && !sentence.is_empty()),
                "{unit}"
            );
            let mut end = 0;
            for word in &segments.words {
                assert!(word.span.start() >= end && !text[word.span.start()..word.span.end()].is_empty());
                end = word.span.end();
            }
            let letters: usize = segments.words.iter().map(|word| word.span.len()).sum();
            assert_eq!(
                letters,
                text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>(),
                "{unit}"
            );
        }
    }
}
