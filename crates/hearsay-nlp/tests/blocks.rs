//! The weights file says which blocks the network has.

use hearsay_nlp::Nlp;

#[test]
fn a_list_that_does_not_fit_the_tensors_is_refused() {
    let weights = include_bytes!("../weights/model.safetensors");
    let with = |kinds: &[&str]| {
        let labels = include_str!("../weights/labels.json");
        let mut labels: serde_json::Value = serde_json::from_str(labels).expect("JSON");
        labels["shape"]["blocks"] = kinds.into();
        Nlp::from_bytes(weights, &labels.to_string(), None).err().map(|error| error.to_string())
    };
    assert_eq!(with(&["conv1", "conv2"]), None, "the first two are convolutions, at any distance");
    let error = with(&["conv1", "lstm"]).expect("no such block");
    assert!(error.contains("`lstm`"), "{error}");
    let error = with(&["attention"]).expect("that is a convolution");
    assert!(error.contains("blocks.0"), "{error}");
}
