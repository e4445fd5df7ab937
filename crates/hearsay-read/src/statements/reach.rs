//! Which statements reach into which sentences, so that nobody has to ask all of a long article's.

use hearsay_core::{Document, Span, Statement};

/// For each sentence the places in `statements` of those with a span of `part` that touches it, in order.
pub(crate) fn by_sentence<'s>(
    document: &Document,
    statements: &'s [Statement],
    part: impl Fn(&'s Statement) -> &'s [Span],
) -> Vec<Vec<usize>> {
    let sentences = document.sentences();
    let mut reaching = vec![Vec::new(); sentences.len()];
    for (number, statement) in statements.iter().enumerate() {
        for span in part(statement) {
            let first = sentences.partition_point(|sentence| sentence.span.end() <= span.start());
            let touched = sentences[first..].iter().take_while(|sentence| sentence.span.start() < span.end()).count();
            for known in &mut reaching[first..first + touched] {
                if known.last() != Some(&number) {
                    known.push(number);
                }
            }
        }
    }
    reaching
}
