//! A weights file that lists its blocks is read like one that does not.

use std::sync::Arc;

use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::Nlp;
use safetensors::SafeTensors;

#[test]
fn listed_blocks_stand_in_the_order_of_the_list() {
    let weights = include_bytes!("../weights/model.safetensors");
    let labels = include_str!("../weights/labels.json");
    let places = [("convs.0.", 0), ("convs.1.", 1), ("attention.", 2), ("convs.2.", 3), ("convs.3.", 4)];
    let renamed = |name: &str| {
        let found = places.iter().find_map(|(old, place)| Some((place, name.strip_prefix(old)?)));
        found.map_or(name.to_owned(), |(place, rest)| format!("blocks.{place}.{rest}"))
    };
    let tensors = SafeTensors::deserialize(weights).expect("a safetensors file");
    let listed: Vec<_> = tensors.tensors().into_iter().map(|(name, tensor)| (renamed(&name), tensor)).collect();
    let listed = safetensors::serialize(listed, None).expect("tensors that were read can be written");
    let with = |kinds: &str| {
        let mut labels: serde_json::Value = serde_json::from_str(labels).expect("JSON");
        labels["shape"]["blocks"] = serde_json::from_str(&format!("[{kinds}]")).expect("JSON");
        labels.to_string()
    };
    // Files that have a list already are read by it.
    let has_list = labels.contains("\"blocks\"");
    let order = if has_list { labels.to_owned() } else { with(r#""conv1", "conv1", "attention", "conv2", "conv4""#) };

    let text = "The ministry denied that its troops, who had left Brell in May, crossed the border.";
    let parse = |nlp: &Nlp| {
        let span = Span::new(0, text.len());
        let block = Block { kind: BlockKind::Paragraph, span, body: span };
        let article = Article { text: Text::from(text), blocks: vec![block], ..Article::default() };
        conllu::write(&nlp.annotate(Arc::new(article)))
    };
    let expected = parse(&Nlp::bundled().expect("the weights load"));
    assert_eq!(parse(&Nlp::from_bytes(&listed, &order).expect("a list of blocks")), expected);

    let error = Nlp::from_bytes(&listed, &with(r#""conv1", "lstm""#)).err().expect("no such block").to_string();
    assert!(error.contains("`lstm`"), "{error}");
    let error = Nlp::from_bytes(&listed, &with(r#""attention""#)).err().expect("that is a convolution").to_string();
    assert!(error.contains("blocks.0"), "{error}");
}
