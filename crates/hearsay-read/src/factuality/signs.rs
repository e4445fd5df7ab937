//! What a clause shows of whether it tells of something that happened.

use hearsay_core::{Document, TokenId, Upos};

use crate::events::Footing;
use crate::word_lists as lists;

/// How far up the tree signs are read.
const REACH: usize = 4;

/// Every sign of one predicate, each given to `see` as a short text.
pub fn signs(document: &Document, predicate: TokenId, footing: &Footing, mut see: impl FnMut(&str)) {
    let reading = Reading { document, footing };
    let word = document.token(predicate);
    let tense = reading.tense(predicate);
    let polarity = reading.polarity(predicate);
    let lemma = word.lemma.to_lowercase();
    let deprel = word.deprel.full();
    let question = reading.is_question(predicate);

    see(&format!("tense={tense}"));
    see(&format!("lemma={lemma}"));
    see(&format!("tense+lemma={tense}+{lemma}"));
    see(&format!("deprel={deprel}"));
    see(&format!("deprel+tense={deprel}+{tense}"));
    see(&format!("polarity={polarity}"));
    see(&format!("polarity+tense={polarity}+{tense}"));
    see(&format!("question={question}"));
    see(&format!("question+tense+deprel={question}+{tense}+{}", word.deprel.base()));
    let subject = reading.subject(predicate);
    see(&format!("subject={subject}"));
    see(&format!("subject+tense={subject}+{tense}"));
    for class in reading.own_words(predicate) {
        see(&format!("own={class}"));
    }
    for &child in document.children(predicate) {
        let token = document.token(child);
        let (base, child_lemma) = (token.deprel.base(), token.lemma.to_lowercase());
        match base {
            "aux" | "cop" | "mark" | "advmod" | "compound" | "expl" | "discourse" | "cc" => {
                see(&format!("{base}:{child_lemma}"));
            }
            "advcl" => {
                let mark = document.child(child, &["mark", "advmod"]).map_or("none", |mark| document.lemma(mark));
                see(&format!("advcl:{mark}+{}", reading.tense(child)));
                see(&format!("advcl:{mark}+own:{tense}"));
            }
            "obj" | "obl" | "xcomp" | "ccomp" => {
                see(&format!("has:{base}"));
                see(&format!("has:{base}+{tense}"));
                let det = document.child(child, &["det"]).map(|det| document.lemma(det).to_lowercase());
                if let Some(det) = det.filter(|det| matches!(det.as_str(), "no" | "any" | "every" | "each" | "some")) {
                    see(&format!("{base}:det:{det}"));
                }
            }
            _ => {}
        }
    }
    // Who governs it: "want to leave", "made him leave", "if they leave".
    let mut node = predicate;
    let mut path = String::new();
    for level in 0..REACH {
        let Some(head) = document.head(node) else {
            see(&format!("root:{path}"));
            break;
        };
        let step = document.token(node).deprel.base();
        path = format!("{path}>{step}");
        let above = document.token(head);
        let head_lemma = above.lemma.to_lowercase();
        let head_tense = reading.tense(head);
        let head_polarity = reading.polarity(head);
        if level == 0 {
            see(&format!("head={head_lemma}"));
            see(&format!("step+head={step}+{head_lemma}"));
            see(&format!("step+head+own={step}+{head_lemma}+{tense}"));
            see(&format!("step+head+polarity={step}+{head_lemma}+{head_polarity}"));
            see(&format!("head-upos+step+own={:?}+{step}+{tense}", above.upos));
            see(&format!("head-tense+step={head_tense}+{step}"));
            see(&format!("head-tense+step+own={head_tense}+{step}+{tense}"));
            let head_subject = reading.subject(head);
            see(&format!("step+head-subject={step}+{head_subject}"));
        } else if level == 1 {
            see(&format!("path+head={path}+{head_lemma}"));
        }
        see(&format!("path+tense={path}+{head_tense}"));
        see(&format!("path+polarity={path}+{head_polarity}"));
        see(&format!("path+polarity+own={path}+{head_polarity}+{tense}"));
        for class in reading.own_words(head) {
            see(&format!("{path}:own={class}"));
        }
        if let Some(status) = reading.governor(node, head) {
            see(&format!("{path}:governor={status}"));
            see(&format!("governor={status}+{head_polarity}"));
            see(&format!("governor={status}+{step}+{tense}"));
        } else {
            see(&format!("{path}:governor=none"));
        }
        for mark in document.children_by(node, &["mark", "case"]) {
            let lemma = document.lemma(mark).to_lowercase();
            see(&format!("{path}:mark={lemma}"));
            if level == 0 {
                see(&format!("mark+step+head={lemma}+{step}+{head_lemma}"));
                see(&format!("mark+step+tense={lemma}+{step}+{tense}"));
            }
        }
        node = head;
    }
    let sentence = document.sentence(predicate);
    let place = predicate.0 - sentence.tokens.start;
    see(&format!("opens={}", place.min(3)));
    let length = (sentence.tokens.len() / 10).min(4);
    see(&format!("length={length}"));
    let upos = word.upos;
    see(&format!("upos={upos:?}+{}", word.xpos));
}

struct Reading<'d> {
    document: &'d Document,
    footing: &'d Footing,
}

impl Reading<'_> {
    /// The tense and mood of a clause in one word: "past", "present", "progressive", "perfect", "modal:may", "to", "ing" ...
    fn tense(&self, predicate: TokenId) -> String {
        let document = self.document;
        let word = document.token(predicate);
        let helpers: Vec<TokenId> = document.children_by(predicate, &["aux", "cop"]).collect();
        let lemma = |token: &TokenId| document.lemma(*token).to_lowercase();
        if let Some(modal) = helpers.iter().find(|helper| &*document.token(**helper).xpos == "MD") {
            let perfect = helpers.iter().any(|helper| lemma(helper) == "have");
            let form = document.form(*modal).to_lowercase();
            let form = match form.as_str() {
                "'ll" | "’ll" | "wo" | "shall" => "will",
                "'d" | "’d" => "would",
                "ca" => "can",
                other => other,
            };
            return format!("modal:{form}{}", if perfect { "+perfect" } else { "" });
        }
        let to = document.children_by(predicate, &["mark"]).any(|mark| lemma(&mark) == "to");
        let finite = helpers.iter().find(|helper| matches!(&*document.token(**helper).xpos, "VBD" | "VBZ" | "VBP"));
        let past = finite.map(|helper| &*document.token(*helper).xpos == "VBD");
        let has = |wanted: &str| helpers.iter().any(|helper| lemma(helper) == wanted);
        let passive = document.child(predicate, &["aux:pass"]).is_some();
        let name = match (&*word.xpos, finite) {
            _ if to && finite.is_none() => "to",
            ("VBD", None) => "past",
            ("VBZ" | "VBP", None) => "present",
            ("VBG", None) => "ing",
            ("VBN", None) => "participle",
            ("VB", None) => "bare",
            ("VBG", Some(_)) if past == Some(true) => "was-ing",
            ("VBG", Some(_)) => "is-ing",
            ("VBN", Some(_)) if has("have") && past == Some(true) => "had",
            ("VBN", Some(_)) if has("have") => "has",
            (_, Some(_)) if has("do") && past == Some(true) => "did",
            (_, Some(_)) if has("do") => "does",
            (_, Some(_)) if past == Some(true) => "was",
            (_, Some(_)) => "is",
            (_, None) => "none",
        };
        let gender = if passive && !to { "+passive" } else { "" };
        format!("{name}{gender}")
    }

    /// "not", "never", "no", "hardly" in the clause itself.
    fn polarity(&self, predicate: TokenId) -> &'static str {
        let document = self.document;
        for &child in document.children(predicate) {
            let lemma = document.lemma(child).to_lowercase();
            match document.token(child).deprel.base() {
                "advmod" if matches!(lemma.as_str(), "not" | "n't" | "never" | "no" | "neither" | "nor" | "nt") => {
                    return if lemma == "never" { "never" } else { "not" };
                }
                "advmod" if lists::NEAR_NEGATIONS.has(&lemma) => {
                    return "hardly";
                }
                "nsubj" | "obj" | "obl"
                    if matches!(lemma.as_str(), "nobody" | "none" | "nothing" | "noone")
                        || document
                            .children_by(child, &["det"])
                            .any(|det| matches!(document.lemma(det).to_lowercase().as_str(), "no" | "neither")) =>
                {
                    return "no";
                }
                "aux" if lemma == "not" => return "not",
                _ => {}
            }
        }
        "yes"
    }

    fn is_question(&self, predicate: TokenId) -> &'static str {
        let sentence = self.document.sentence(predicate);
        let asks = sentence.ids().rev().take(3).any(|last| self.document.form(last).contains('?'));
        if asks { "yes" } else { "no" }
    }

    /// Who does it: a pronoun by itself, a name, a plural or a singular noun, or nobody.
    fn subject(&self, predicate: TokenId) -> String {
        let document = self.document;
        let Some(subject) = document.child(predicate, &["nsubj", "csubj", "nsubj:pass"]) else {
            return "none".to_owned();
        };
        let word = document.token(subject);
        match word.upos {
            Upos::Pron => word.lemma.to_lowercase(),
            Upos::Propn => "name".to_owned(),
            _ if matches!(&*word.xpos, "NNS" | "NNPS") && document.child(subject, &["det", "nmod:poss"]).is_none() => {
                "plural".to_owned()
            }
            _ if document
                .child(subject, &["det"])
                .is_some_and(|det| matches!(document.lemma(det), "a" | "any" | "every")) =>
            {
                "any".to_owned()
            }
            _ => "noun".to_owned(),
        }
    }

    /// What the lexicon of footing says of the words around a predicate: "possible", "alleged", "future" ...
    fn own_words(&self, predicate: TokenId) -> Vec<String> {
        let document = self.document;
        let of = |&child: &TokenId| {
            let lemma = document.lemma(child).to_lowercase();
            self.footing
                .beside(document.token(child).deprel.base(), &lemma)
                .map(|status| format!("{status:?}").to_lowercase())
        };
        document.children(predicate).iter().filter_map(of).collect()
    }

    /// What the word above does to the clause under it, by the lexicon of footing.
    fn governor(&self, node: TokenId, head: TokenId) -> Option<String> {
        let document = self.document;
        if !matches!(document.token(node).deprel.base(), "ccomp" | "xcomp" | "acl" | "advcl" | "csubj" | "obl" | "nmod")
        {
            return None;
        }
        self.footing
            .above(document.token(head).upos, document.lemma(head))
            .map(|status| format!("{status:?}").to_lowercase())
    }
}
