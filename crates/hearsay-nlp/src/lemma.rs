//! Lemmas as rules on forms: `=` keep, `l` lower-case, `=N+S` / `lN+S` then cut N characters and add S, `!S` is S.

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
    use super::apply;

    #[test]
    fn rules_cut_and_add() {
        assert_eq!(apply("Denied", "l3+y"), "deny");
        assert_eq!(apply("TALKS", "l1+"), "talk");
        assert_eq!(apply("Arland", "="), "Arland");
        assert_eq!(apply("'s", "!be"), "be");
        assert_eq!(apply("as", "l5+x"), "as");
    }
}
