//! Lemmas as rules on forms: `=` keep, `l` lower-case, `=N+S` / `lN+S` then cut N characters and add S, `!S` is S.
//! The network ranks the rules; known lemmas keep them in check. Mirrors `training/hearsay_training/lemmas.py`.

use std::collections::{BTreeMap, BTreeSet};

/// How many of the network's rules are looked at.
pub(crate) const CHOICES: usize = 4;

/// Characters that a lemma of a second choice has at least.
const SHORTEST: usize = 3;

/// What is known of English words: keys are `FORM UPOS` and `LEMMA UPOS`, in lower case.
pub(crate) struct Lemmas {
    pub(crate) of_form: BTreeMap<String, String>,
    pub(crate) known: BTreeSet<String>,
}

impl Lemmas {
    /// The lemma, given the network's rules, the best first. "fought" is listed; "refusing" gives "refuse" because the better
    /// rule would make "refus", which is no lemma.
    pub(crate) fn choose<'r>(&self, form: &str, upos: &str, rules: impl Iterator<Item = &'r str>) -> Box<str> {
        if let Some(lemma) = self.of_form.get(&format!("{} {upos}", form.to_lowercase())) {
            return lemma.as_str().into();
        }
        // The network reads every digit as 0, so that "=4+000" would do for "1,200".
        let digits = form.bytes().any(|byte| byte.is_ascii_digit());
        let mut rules = rules.filter(|rule| !(digits && adds(rule)));
        let Some(best) = rules.next() else { return form.into() };
        let lemma = apply(form, best);
        let open = matches!(upos, "ADJ" | "ADV" | "AUX" | "NOUN" | "VERB");
        if !open || !best.contains('+') || self.known.contains(&format!("{lemma} {upos}")) {
            return lemma.into();
        }
        rules
            .filter(|rule| !rule.starts_with('!'))
            .map(|rule| apply(form, rule))
            .find(|other| other.chars().count() >= SHORTEST && self.known.contains(&format!("{other} {upos}")))
            .unwrap_or(lemma)
            .into()
    }
}

/// Whether the rule writes anything of its own.
fn adds(rule: &str) -> bool {
    rule.starts_with('!') || rule.split_once('+').is_some_and(|(_, add)| !add.is_empty())
}

/// The lemma that `rule` makes of `form`.
pub(crate) fn apply(form: &str, rule: &str) -> String {
    if let Some(lemma) = rule.strip_prefix('!') {
        return lemma.to_owned();
    }
    let base = if rule.starts_with('l') { form.to_lowercase() } else { form.to_owned() };
    let Some((cut, add)) = rule.get(1..).and_then(|edit| edit.split_once('+')) else { return base };
    let cut: usize = cut.parse().unwrap_or(0);
    let length = base.chars().count();
    if cut > length {
        return base;
    }
    base.chars().take(length - cut).chain(add.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Lemmas, apply};

    #[test]
    fn known_lemmas_keep_the_rules_in_check() {
        let lemmas = Lemmas {
            of_form: [("fought VERB".to_owned(), "fight".to_owned())].into(),
            known: ["refuse VERB".to_owned(), "stay VERB".to_owned()].into(),
        };
        let choose = |form: &str, upos: &str, rules: &[&'static str]| lemmas.choose(form, upos, rules.iter().copied());
        assert_eq!(&*choose("Fought", "VERB", &["l4+"]), "fight");
        assert_eq!(&*choose("refusing", "VERB", &["l3+", "l3+e"]), "refuse");
        assert_eq!(&*choose("staying", "VERB", &["l3+", "l3+e"]), "stay");
        // Nothing known: the network has its way; and names are not looked up.
        assert_eq!(&*choose("blorting", "VERB", &["l3+", "l3+e"]), "blort");
        assert_eq!(&*choose("Refusing", "PROPN", &["=3+", "l3+e"]), "Refus");
        assert_eq!(&*choose("Arland", "PROPN", &[]), "Arland");
        assert_eq!(&*choose("1,200", "NUM", &["=4+000", "!1000", "="]), "1,200");
    }

    #[test]
    fn rules_cut_and_add() {
        assert_eq!(apply("Denied", "l3+y"), "deny");
        assert_eq!(apply("TALKS", "l1+"), "talk");
        assert_eq!(apply("Arland", "="), "Arland");
        assert_eq!(apply("'s", "!be"), "be");
        assert_eq!(apply("as", "l5+x"), "as");
    }
}
