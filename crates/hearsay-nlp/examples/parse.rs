//! Parses lines of text, a paragraph each, from standard input: CoNLL-U on standard output.
//!
//! `echo "Arland expelled three envoys." | cargo run --release -p hearsay-nlp --example parse`
//!
//! With `--conllu` it reads CoNLL-U instead, keeps the words and sentences, and says the rest by the network alone.

use std::io::Read;
use std::sync::Arc;

use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::Nlp;

#[allow(clippy::print_stdout, clippy::disallowed_methods)] // an example's output is its point
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let nlp = Nlp::bundled()?;
    if std::env::args().nth(1).as_deref() == Some("--conllu") {
        for document in conllu::read_documents(&text)? {
            print!("{}", conllu::write(&nlp.retag(&document)));
        }
        return Ok(());
    }
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span, body: span });
        }
    }
    let article = Article { text: Text::from(text), blocks, ..Article::default() };
    print!("{}", conllu::write(&nlp.annotate(Arc::new(article))));
    Ok(())
}
