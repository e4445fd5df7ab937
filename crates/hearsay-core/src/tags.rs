//! What a word or a name is labelled with: parts of speech, relations, features, kinds of names.

use std::fmt;
use std::str::FromStr;

use crate::lookup::first_bytes;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// PER
    Person,
    /// ORG
    Organization,
    /// LOC
    Place,
}

impl NameKind {
    /// The label of CoNLL: `PER`, `ORG`, `LOC`.
    pub fn label(self) -> &'static str {
        match self {
            NameKind::Person => "PER",
            NameKind::Organization => "ORG",
            NameKind::Place => "LOC",
        }
    }

    /// The kind of a CoNLL label.
    pub fn from_label(label: &str) -> Option<Self> {
        match label {
            "PER" => Some(NameKind::Person),
            "ORG" => Some(NameKind::Organization),
            "LOC" => Some(NameKind::Place),
            _ => None,
        }
    }
}

/// A text that is no tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no universal part of speech")]
pub struct UposError(pub String);

macro_rules! upos {
    ($($name:ident $label:literal),* $(,)?) => {
        /// Universal part of speech.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the tag set's own names
        pub enum Upos { $($name),* }

        impl Upos {
            /// The tag as CoNLL-U writes it: `PROPN`.
            pub fn label(self) -> &'static str {
                match self { $(Upos::$name => $label),* }
            }
        }

        impl FromStr for Upos {
            type Err = UposError;

            fn from_str(text: &str) -> Result<Self, UposError> {
                match text {
                    $($label => Ok(Upos::$name),)*
                    _ => Err(UposError(text.to_owned())),
                }
            }
        }
    };
}

upos! {
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
}

impl Upos {
    /// NOUN, PROPN or PRON.
    #[inline]
    pub fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn | Upos::Pron)
    }
}

/// A dependency relation with its subtype: `nsubj`, `nmod:poss`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Deprel {
    label: Box<str>,
    /// Its first eight bytes as a number, the first the lowest, with zeros behind a short one: relations differ here.
    start: u64,
}

impl Deprel {
    /// The relation written `label`.
    pub fn new(label: &str) -> Self {
        Self { label: label.into(), start: first_bytes(label.as_bytes()) }
    }

    /// With its subtype: `nsubj:pass`.
    #[inline]
    pub fn full(&self) -> &str {
        &self.label
    }

    /// Without it: `nsubj`.
    #[inline]
    pub fn base(&self) -> &str {
        let colon = self.label.bytes().position(|byte| byte == b':');
        &self.label[..colon.unwrap_or(self.label.len())]
    }

    /// Whether `label` names this relation: `nsubj` names `nsubj:pass` too, `nsubj:pass` only itself.
    // Asked for every word of every rule, mostly with labels known when this is compiled.
    #[inline(always)]
    pub fn is(&self, label: &str) -> bool {
        let label = label.as_bytes();
        let start = first_bytes(label);
        if label.len() < 8 {
            let own = self.start & ((1 << (8 * label.len())) - 1);
            own == start && matches!((self.start >> (8 * label.len())) as u8, 0 | b':')
        } else {
            self.start == start && self.goes_on_from(label)
        }
    }

    fn goes_on_from(&self, label: &[u8]) -> bool {
        self.label.as_bytes().strip_prefix(label).is_some_and(|rest| matches!(rest, [] | [b':', ..]))
    }

    /// Whether one of `labels` names this relation.
    #[inline(always)]
    pub fn is_any(&self, labels: &[&str]) -> bool {
        labels.iter().any(|label| self.is(label))
    }
}

impl fmt::Debug for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

/// Morphological features as CoNLL-U writes them: `Number=Plur|Person=3`; empty for none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Feats(Box<str>);

impl Feats {
    /// From CoNLL-U's column; `_` is none.
    pub fn new(column: &str) -> Self {
        Self(if column == "_" { "".into() } else { column.into() })
    }

    /// The value of one feature: `get("Tense") == Some("Past")`.
    pub fn get(&self, feature: &str) -> Option<&str> {
        let end = |text: &str| text.bytes().position(|byte| byte == b'|');
        let mut rest = &*self.0;
        loop {
            if let Some(value) = rest.strip_prefix(feature).and_then(|rest| rest.strip_prefix('=')) {
                return Some(&value[..end(value).unwrap_or(value.len())]);
            }
            rest = &rest[end(rest)? + 1..];
        }
    }

    /// As CoNLL-U writes it; `_` for none.
    pub fn column(&self) -> &str {
        if self.0.is_empty() { "_" } else { &self.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_itself_and_its_subtypes() {
        let labels = [
            "",
            "cc",
            "acl",
            "acl:relcl",
            "aux",
            "aux:pass",
            "obj",
            "obl",
            "obl:agent",
            "nmod",
            "nmod:poss",
            "nsubj",
            "nsubj:pass",
            "nsubj:outer",
            "ccomp",
            "xcomp",
            "advcl",
            "advmod",
            "parataxis",
            "paratax",
            "parataxi",
            "compound",
            "compound:prt",
            "discourse",
            "dislocated",
            "a",
            "ac",
            "acl:",
            "nsubj:pas",
        ];
        for own in labels {
            let relation = Deprel::new(own);
            for label in labels {
                let rest = own.strip_prefix(label);
                let named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
                assert_eq!(relation.is(label), named, "`{own}` by `{label}`");
            }
            assert_eq!(Some(relation.base()), own.split(':').next());
        }
    }

    #[test]
    fn a_feature_is_found_by_its_whole_name() {
        let feats = Feats::new("Case=Nom|Number=Plur|PronType=Prs|Type=");
        assert_eq!(feats.get("Case"), Some("Nom"));
        assert_eq!(feats.get("Number"), Some("Plur"));
        assert_eq!(feats.get("PronType"), Some("Prs"));
        assert_eq!(feats.get("Type"), Some(""));
        assert_eq!([feats.get("Num"), feats.get("Tense"), Feats::new("_").get("Case")], [None; 3]);
    }
}
