//! Lemmas as rules on forms: `=` keep, `l` lower-case, `=N+S` / `lN+S` then cut N characters and add S, `!S` is S.
//! The network ranks the rules; known lemmas keep them in check. Mirrors `training/hearsay_training/lemmas.py`.

use std::collections::{HashMap, HashSet};

use hearsay_core::lookup::LookUp;

/// How many of the network's rules are looked at.
pub(crate) const CHOICES: usize = 4;

/// Characters that a lemma of a second choice has at least.
const SHORTEST: usize = 3;

/// What is known of English words, only ever looked up: keys are `FORM UPOS` and `LEMMA UPOS`, in lower case.
pub(crate) struct Lemmas {
    pub(crate) of_form: HashMap<String, String, LookUp>,
    pub(crate) known: HashSet<String, LookUp>,
}

impl Lemmas {
    /// The lemma, given the network's rules, the best first. "fought" is listed; "refusing" gives "refuse" because the better
    /// rule would make "refus", which is no lemma. `key` is room to write in.
    pub(crate) fn choose<'r>(
        &self,
        form: &str,
        upos: &str,
        rules: impl Iterator<Item = &'r str>,
        key: &mut String,
    ) -> Box<str> {
        lower(form, key);
        if let Some(lemma) = self.of_form.get(with_tag(key, upos)) {
            return lemma.as_str().into();
        }
        // The network reads every digit as 0, so that "=4+000" would do for "1,200".
        let digits = form.bytes().any(|byte| byte.is_ascii_digit());
        let mut rules = rules.filter(|rule| !(digits && adds(rule)));
        let Some(best) = rules.next() else { return form.into() };
        let lemma = apply(form, best);
        let open = matches!(upos, "ADJ" | "ADV" | "AUX" | "NOUN" | "VERB");
        let mut is_known = |lemma: &str| {
            key.clear();
            key.push_str(lemma);
            self.known.contains(with_tag(key, upos))
        };
        if upos == "VERB" && lemma.ends_with("ing") && !is_known(&lemma) {
            return self.verb_of(&lemma).unwrap_or_else(|| lemma.into());
        }
        if !open || !best.contains('+') || is_known(&lemma) {
            return lemma.into();
        }
        rules
            .filter(|rule| !rule.starts_with('!'))
            .map(|rule| apply(form, rule))
            .find(|other| other.chars().count() >= SHORTEST && is_known(other))
            .unwrap_or(lemma)
            .into()
    }
}

impl Lemmas {
    /// The verb of a form in "-ing", where it is known: "bomb" of "bombing", "stop" of "stopping", "rule" of "ruling".
    pub(crate) fn verb_of(&self, ing: &str) -> Option<Box<str>> {
        let stem = ing.strip_suffix("ing").filter(|stem| stem.is_ascii() && stem.len() >= 2)?;
        let doubled = stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2];
        let once = doubled.then(|| stem[..stem.len() - 1].to_owned());
        let with_e = format!("{stem}e");
        let mut bases = [Some(stem.to_owned()), once, Some(with_e)].into_iter().flatten();
        bases.find(|base| self.known.contains(with_tag(&mut base.clone(), "VERB"))).map(Into::into)
    }
}

/// The form in lower case, into `out`.
fn lower(form: &str, out: &mut String) {
    out.clear();
    if form.is_ascii() {
        out.push_str(form);
        out.make_ascii_lowercase();
    } else {
        *out = form.to_lowercase();
    }
}

/// What is looked up for a word with its tag.
fn with_tag<'k>(key: &'k mut String, upos: &str) -> &'k str {
    key.push(' ');
    key.push_str(upos);
    key
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
            of_form: [("fought VERB".to_owned(), "fight".to_owned())].into_iter().collect(),
            known: ["refuse VERB".to_owned(), "stay VERB".to_owned()].into_iter().collect(),
        };
        let choose = |form: &str, upos: &str, rules: &[&'static str]| {
            lemmas.choose(form, upos, rules.iter().copied(), &mut String::new())
        };
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
