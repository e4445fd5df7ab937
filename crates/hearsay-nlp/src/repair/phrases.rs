//! Phrases hung on the wrong word: titles, days, times, "by".

use hearsay_core::{Deprel, Sentence, Token, TokenId, Upos};

use super::{children, is_under};

/// The preposition before "President Anna Dorn" is that of the name, which the title only describes.
pub(super) fn preposition_of_a_title(tokens: &mut [Token], preposition: TokenId) {
    let token = &tokens[preposition.index()];
    let Some(title) = token.head.filter(|_| token.deprel.is_any(&["case", "cc"])) else { return };
    let describes = tokens[title.index()].deprel.is("nmod:desc");
    let name = tokens[title.index()].head.filter(|&name| describes && preposition < title && title < name);
    if let Some(name) = name {
        tokens[preposition.index()].head = Some(name);
    }
}

/// "The officer on Thursday accused ...": the day is that of the verb, not of the officer.
pub(super) fn day_of_a_subject(tokens: &mut [Token], day: TokenId) {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let token = &tokens[day.index()];
    if !DAYS.contains(&&*token.lemma) || !token.deprel.is("nmod") {
        return;
    }
    let Some(subject) = token.head.filter(|&subject| tokens[subject.index()].deprel.is("nsubj")) else { return };
    let verb = tokens[subject.index()].head.filter(|&verb| subject < day && day < verb);
    if let Some(verb) = verb.filter(|verb| tokens[verb.index()].upos == Upos::Verb) {
        tokens[day.index()].head = Some(verb);
        tokens[day.index()].deprel = Deprel::new("obl");
    }
}

/// "The watchdog Rights Now accused ...": two subjects side by side are a name and what it is.
pub(super) fn title_of_a_subject(sentence: &Sentence, tokens: &mut [Token], title: TokenId) {
    let token = &tokens[title.index()];
    let Some(verb) = token.head.filter(|_| token.upos == Upos::Noun && token.deprel.full() == "nsubj") else { return };
    let is_name = |&id: &TokenId| tokens[id.index()].upos == Upos::Propn && tokens[id.index()].deprel.full() == "nsubj";
    let Some(name) = children(sentence, tokens, verb).find(|id| *id > title && is_name(id)) else { return };
    let between = (title.0 + 1..name.0).map(TokenId);
    let beside = name < verb && between.into_iter().all(|id| tokens[id.index()].head == Some(name));
    let whole = children(sentence, tokens, title).all(|child| child < title);
    if beside && whole {
        tokens[title.index()].head = Some(name);
        tokens[title.index()].deprel = Deprel::new("nmod:desc");
        for child in sentence.ids() {
            let token = &mut tokens[child.index()];
            if token.head == Some(title) && token.deprel.is_any(&["det", "nmod:poss"]) {
                token.head = Some(name);
            }
        }
    }
}

/// "Withdrew him last year after his name was published": what stands before "after" is no part of its clause.
pub(super) fn time_before_a_conjunction(sentence: &Sentence, tokens: &mut [Token], time: TokenId) {
    let token = &tokens[time.index()];
    let Some(verb) = token.head.filter(|_| token.deprel.full() == "obl:unmarked") else { return };
    let Some(above) = tokens[verb.index()].head.filter(|_| tokens[verb.index()].deprel.is("advcl")) else { return };
    let opens = |id: TokenId| tokens[id.index()].deprel.is("mark") && time < id && id < verb;
    // "Two years after he left" measures from the clause; "last year" does not.
    let points = |id: TokenId| matches!(&*tokens[id.index()].lemma, "last" | "this" | "next");
    if above < time && children(sentence, tokens, verb).any(opens) && children(sentence, tokens, time).any(points) {
        tokens[time.index()].head = Some(above);
    }
}

/// A "by" phrase under a name belongs to the nearest common noun before it; so does one that reaches over "in the attack" to
/// another noun, while one that reaches over "of the town" may be that noun's: "the capture of the town by rebels".
pub(super) fn by_phrase_after_a_deed(
    sentence: &Sentence,
    tokens: &mut [Token],
    phrase: TokenId,
    is_by: &impl Fn(TokenId) -> bool,
) {
    let Some(name) = tokens[phrase.index()].head else { return };
    let upos = tokens[name.index()].upos;
    if !matches!(upos, Upos::Propn | Upos::Noun) || name > phrase || !tokens[phrase.index()].deprel.is("nmod") {
        return;
    }
    let Some(by) = children(sentence, tokens, phrase).find(|&id| tokens[id.index()].deprel.is("case") && is_by(id))
    else {
        return;
    };
    let Some(noun) = by.0.checked_sub(1).map(TokenId) else { return };
    let own_case = || children(sentence, tokens, noun).find(|&id| tokens[id.index()].deprel.is("case"));
    let inside = || {
        let of = |case: TokenId| &*tokens[case.index()].lemma == "of";
        tokens[noun.index()].head == Some(name) && own_case().is_some_and(|case| !of(case))
    };
    let is_noun = noun > name && tokens[noun.index()].upos == Upos::Noun && !is_under(tokens, noun, phrase);
    if is_noun && (upos == Upos::Propn || inside()) {
        tokens[phrase.index()].head = Some(noun);
    }
}

#[cfg(test)]
mod tests {
    use crate::repair::tests::mended;

    #[test]
    fn a_preposition_belongs_to_the_name_and_not_to_its_title() {
        let found = mended(&[
            ("sanctions", "NOUN", "NNS", 0, "root"),
            ("on", "ADP", "IN", 3, "case"),
            ("President", "PROPN", "NNP", 4, "nmod:desc"),
            ("Dorn", "PROPN", "NNP", 1, "nmod"),
        ]);
        assert_eq!(found[1].0, Some(4));
    }

    #[test]
    fn a_title_beside_a_subject_describes_it() {
        let found = mended(&[
            ("The", "DET", "DT", 2, "det"),
            ("watchdog", "NOUN", "NN", 5, "nsubj"),
            ("Rights", "PROPN", "NNP", 4, "compound"),
            ("Now", "PROPN", "NNP", 5, "nsubj"),
            ("left", "VERB", "VBD", 0, "root"),
        ]);
        assert_eq!(found[1], (Some(4), "nmod:desc".to_owned()));
        assert_eq!(found[0].0, Some(4));
    }

    #[test]
    fn a_weekday_before_the_verb_is_the_verbs() {
        let found = mended(&[
            ("officers", "NOUN", "NNS", 4, "nsubj"),
            ("on", "ADP", "IN", 3, "case"),
            ("Thursday", "PROPN", "NNP", 1, "nmod"),
            ("left", "VERB", "VBD", 0, "root"),
        ]);
        assert_eq!(found[2], (Some(4), "obl".to_owned()));
    }

    #[test]
    fn a_time_before_after_belongs_to_the_clause_before() {
        let found = mended(&[
            ("left", "VERB", "VBD", 0, "root"),
            ("last", "ADJ", "JJ", 3, "amod"),
            ("year", "NOUN", "NN", 6, "obl:unmarked"),
            ("after", "SCONJ", "IN", 6, "mark"),
            ("rebels", "NOUN", "NNS", 6, "nsubj"),
            ("came", "VERB", "VBD", 1, "advcl"),
        ]);
        assert_eq!(found[2].0, Some(1));
    }

    #[test]
    fn a_deed_takes_the_by_phrase_behind_it() {
        let of_whom = |case: &str| {
            mended(&[
                ("role", "NOUN", "NN", 0, "root"),
                (case, "ADP", "IN", 3, "case"),
                ("attack", "NOUN", "NN", 1, "nmod"),
                ("by", "ADP", "IN", 5, "case"),
                ("rebels", "NOUN", "NNS", 1, "nmod"),
            ])[4]
                .0
        };
        assert_eq!((of_whom("in"), of_whom("of")), (Some(3), Some(1)));
    }

    #[test]
    fn a_name_takes_no_by_phrase() {
        let found = mended(&[
            ("Arland", "PROPN", "NNP", 0, "root"),
            ("for", "ADP", "IN", 4, "case"),
            ("the", "DET", "DT", 4, "det"),
            ("attack", "NOUN", "NN", 1, "nmod"),
            ("by", "ADP", "IN", 6, "case"),
            ("rebels", "NOUN", "NNS", 1, "nmod"),
        ]);
        assert_eq!(found[5].0, Some(4));
    }
}
