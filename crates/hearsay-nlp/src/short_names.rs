//! What an article names in full and then in short: "Steve Jobs ... Jobs said" is no plural of a job, "Ford Motor Company ... Ford
//! said" no Mr Ford.

use std::collections::HashSet;

use hearsay_core::{Name, NameKind, Sentence, Token, TokenId, Upos};

/// Makes bodies of people whose only name begins that of a body, unless somebody in the article is called so.
pub(crate) fn bodies<'f>(names: &mut [Name], form: impl Fn(u32) -> &'f str) {
    let long = |kind: NameKind| names.iter().filter(move |name| name.kind == kind && name.tokens.len() > 1);
    let mut known: HashSet<&str> = long(NameKind::Organization).map(|name| form(name.tokens.start)).collect();
    for person in long(NameKind::Person).flat_map(|name| name.tokens.clone()) {
        known.remove(form(person));
    }
    for name in names.iter_mut().filter(|name| name.kind == NameKind::Person && name.tokens.len() == 1) {
        if known.contains(form(name.tokens.start)) {
            name.kind = NameKind::Organization;
        }
    }
}

/// Joins a given name and the rest of the name behind it that begins in small letters: "Hugh" and "de Garton".
pub(crate) fn particles<'f>(names: &mut Vec<Name>, form: impl Fn(u32) -> &'f str) {
    let small = |at: u32| form(at).starts_with(char::is_lowercase) && form(at).len() <= LONGEST_PARTICLE;
    for place in (1..names.len()).rev() {
        let (given, rest) = (&names[place - 1], &names[place]);
        let people = given.kind == NameKind::Person && rest.kind == NameKind::Person;
        let beside = given.tokens.end == rest.tokens.start && given.tokens.len() == 1 && rest.tokens.len() > 1;
        if people && beside && small(rest.tokens.start) && !small(given.tokens.start) {
            names[place - 1].tokens.end = names[place].tokens.end;
            names.remove(place);
        }
    }
}

/// Letters of "della", "abdul" and shorter ones.
const LONGEST_PARTICLE: usize = 5;

/// Adds the names that the network took for words, and makes proper nouns of these. `form` gives the letters of a word.
///
/// At the beginning of a sentence only where the article has the word nowhere in small letters, and nowhere beside other capitals
/// ("Brown University", a heading).
pub(crate) fn surnames<'f>(
    sentences: &[Sentence],
    tokens: &mut [Token],
    names: &mut Vec<Name>,
    form: impl Fn(TokenId) -> &'f str,
) {
    let full = |name: &&Name| name.kind == NameKind::Person && name.tokens.len() > 1;
    let last = names.iter().filter(full).map(|name| form(TokenId(name.tokens.end - 1)));
    let known: HashSet<&str> = last.filter(|form| form.len() > 2 && form.starts_with(char::is_uppercase)).collect();
    if known.is_empty() {
        return;
    }
    let taken: HashSet<u32> = names.iter().flat_map(|name| name.tokens.clone()).collect();
    let small: HashSet<String> = known.iter().map(|form| form.to_lowercase()).collect();
    let ids = || sentences.iter().flat_map(Sentence::ids);
    let as_word: HashSet<&str> = ids().map(&form).filter(|form| small.contains(*form)).collect();
    let capital = |id: TokenId| form(id).starts_with(char::is_uppercase);
    for sentence in sentences {
        let Some(first) = sentence.ids().find(|&id| capital(id)) else { continue };
        for id in sentence.ids() {
            let noun = matches!(tokens[id.index()].upos, Upos::Noun | Upos::Propn);
            if !noun || taken.contains(&id.0) || !known.contains(form(id)) {
                continue;
            }
            let beside = [id.0.checked_sub(1).map(TokenId), Some(TokenId(id.0 + 1))];
            let alone =
                beside.into_iter().flatten().all(|other| !sentence.holds(other) || other == first || !capital(other));
            if alone && (id != first || !as_word.contains(&*form(id).to_lowercase())) {
                names.push(Name { tokens: id.0..id.0 + 1, kind: NameKind::Person });
                let token = &mut tokens[id.index()];
                (token.upos, token.xpos, token.lemma) = (Upos::Propn, "NNP".into(), form(id).into());
            }
        }
    }
    names.sort_by_key(|name| name.tokens.start);
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay_core::conllu;

    /// The people that the sentences name, each a list of words with their tags; `Anna Jobs` of the first is known.
    fn people(sentences: &[&[(&str, &str)]]) -> Vec<String> {
        let row = |i: usize, (form, upos): &(&str, &str)| {
            let (head, deprel) = if i == 0 { (0, "root") } else { (1, "dep") };
            format!("{}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t_\n", i + 1)
        };
        let text = |words: &&[(&str, &str)]| words.iter().enumerate().map(|(i, word)| row(i, word)).collect::<String>();
        let document = conllu::read(&sentences.iter().map(text).collect::<Vec<_>>().join("\n")).expect("well formed");
        let mut tokens = document.tokens().to_vec();
        let mut names = vec![Name { tokens: 0..2, kind: NameKind::Person }];
        surnames(document.sentences(), &mut tokens, &mut names, |id| document.form(id));
        for name in &names[1..] {
            assert_eq!(tokens[name.tokens.start as usize].upos, Upos::Propn);
        }
        names.iter().map(|name| format!("{}-{}", name.tokens.start, name.tokens.end)).collect()
    }

    #[test]
    fn a_name_goes_on_behind_a_given_name_in_small_letters() {
        let words = ["Hugh", "de", "Garton", "Anna", "Dorn"];
        let name = |tokens| Name { tokens, kind: NameKind::Person };
        let joined = |mut names: Vec<Name>| {
            particles(&mut names, |at| words[at as usize]);
            names.into_iter().map(|name| name.tokens).collect::<Vec<_>>()
        };
        assert_eq!(joined(vec![name(0..1), name(1..3)]), vec![0..3]);
        assert_eq!(joined(vec![name(2..3), name(3..5)]), [2..3, 3..5]);
    }

    #[test]
    fn who_bears_the_first_word_of_a_bodys_name_is_that_body_where_nobody_is_called_so() {
        let words = ["Ford", "Motor", "Company", "Ford", "Anna", "Ford"];
        let name = |tokens, kind| Name { tokens, kind };
        let mut names = vec![name(0..3, NameKind::Organization), name(3..4, NameKind::Person)];
        bodies(&mut names, |at| words[at as usize]);
        assert_eq!(names[1].kind, NameKind::Organization);
        names = vec![name(0..3, NameKind::Organization), name(3..4, NameKind::Person), name(4..6, NameKind::Person)];
        bodies(&mut names, |at| words[at as usize]);
        assert_eq!(names[1].kind, NameKind::Person);
    }

    const IN_FULL: &[(&str, &str)] = &[("Anna", "PROPN"), ("Jobs", "PROPN"), ("spoke", "VERB")];

    #[test]
    fn a_word_that_is_somebodys_family_name_is_that_person() {
        assert_eq!(people(&[IN_FULL, &[("Jobs", "NOUN"), ("denied", "VERB"), ("it", "PRON")]]), ["0-2", "3-4"]);
        assert_eq!(people(&[IN_FULL, &[("So", "ADV"), ("said", "VERB"), ("Jobs", "NOUN")]]), ["0-2", "5-6"]);
    }

    #[test]
    fn a_word_stays_one_where_the_article_has_it_in_small_letters_or_in_a_heading() {
        let lost = &[("Jobs", "NOUN"), ("fell", "VERB"), ("as", "SCONJ"), ("jobs", "NOUN"), ("do", "VERB")];
        assert_eq!(people(&[IN_FULL, lost]), ["0-2"]);
        assert_eq!(people(&[IN_FULL, &[("Firms", "NOUN"), ("Cut", "VERB"), ("Jobs", "NOUN")]]), ["0-2"]);
        assert_eq!(people(&[IN_FULL, &[("Jobs", "NOUN"), ("Fall", "VERB")]]), ["0-2"]);
    }
}
