//! Trees mended where news English misleads the network.
//!
//! Only what is certain from words and order: a clause without "that" whose subject was taken for the object of the
//! verb of saying before it ("they believed elements of the ISI leaked the name"), a "by" phrase hung on a name or over a deed
//! ("accused ISI of involvement in the attack by militants"), a preposition hung on the
//! title before a name ("on President Anna Dorn"), a weekday between subject and verb ("the officer on Thursday accused"), a
//! time before a conjunction hung on the clause that it opens ("withdrew him last year after his name was published"), and
//! clauses hung on a verb without a tense ("accused of smuggling arms, killing two men"), and names, relative clauses and second verbs of
//! a source hung on something else ("said Dorn, who wants").

mod clauses;
mod phrases;
mod sources;

use hearsay_core::{Deprel, Sentence, Token, TokenId, Upos};

pub(crate) use sources::subjects_of_one_name;

/// Verbs that take a clause without "that".
const SAYING: [&str; 26] = [
    "say",
    "believe",
    "think",
    "claim",
    "allege",
    "hope",
    "fear",
    "suspect",
    "know",
    "insist",
    "add",
    "argue",
    "feel",
    "assume",
    "suppose",
    "admit",
    "acknowledge",
    "conclude",
    "predict",
    "announce",
    "suggest",
    "maintain",
    "swear",
    "assert",
    "find",
    "guess",
];

/// Mends the tree of one sentence, in place. `form` gives the letters of a word, `verb_of` the verb of a form in "-ing".
pub(crate) fn repair<'f>(
    sentence: &Sentence,
    tokens: &mut [Token],
    form: impl Fn(TokenId) -> &'f str,
    verb_of: impl Fn(&str) -> Option<Box<str>>,
) {
    for id in sentence.ids() {
        noun_with_an_object(sentence, tokens, id, &verb_of);
        question_with_do(sentence, tokens, id);
        what_is_to_be(sentence, tokens, id);
        short_of(tokens, id);
    }
    for id in sentence.ids() {
        sources::subject_behind_but(sentence, tokens, id);
        sources::past_behind_and(sentence, tokens, id);
        sources::clause_of_the_speaker(sentence, tokens, id, |id| form(id) == ",");
        sources::name_behind_a_relative(sentence, tokens, id, |id| form(id) == ",");
    }
    for id in sentence.ids() {
        clause_without_that(sentence, tokens, id);
    }
    for id in sentence.ids() {
        clauses::noun_behind_to(sentence, tokens, id, &form);
        clauses::answered_deed(sentence, tokens, id, &form);
        clauses::gerund_of_a_compound(sentence, tokens, id);
        clauses::charge_of_the_verb(sentence, tokens, id);
        clauses::conjunct_with_tense(sentence, tokens, id);
        clauses::conjunct_of_the_main_verb(sentence, tokens, id);
        clauses::subject_of_a_relative(sentence, tokens, id);
        clauses::trailing_participle(sentence, tokens, id, |id| form(id) == ",");
    }
    for id in sentence.ids() {
        phrases::preposition_of_a_title(tokens, id);
        phrases::day_of_a_subject(tokens, id);
        phrases::title_of_a_subject(sentence, tokens, id);
        phrases::time_before_a_conjunction(sentence, tokens, id);
    }
    for id in sentence.ids() {
        phrases::by_phrase_after_a_deed(sentence, tokens, id, &|id: TokenId| form(id).eq_ignore_ascii_case("by"));
    }
}

fn children<'t>(sentence: &Sentence, tokens: &'t [Token], of: TokenId) -> impl Iterator<Item = TokenId> + use<'t> {
    sentence.ids().filter(move |child| tokens[child.index()].head == Some(of))
}

/// Whether `above` is reached from `token`; heads make a tree, so this ends.
fn is_under(tokens: &[Token], token: TokenId, above: TokenId) -> bool {
    std::iter::successors(Some(token), |at| tokens[at.index()].head).any(|at| at == above)
}

fn is_finite(token: &Token) -> bool {
    matches!(&*token.xpos, "VBD" | "VBZ" | "VBP" | "MD")
}

/// "Arland ruled out bombing Breland": what has an object is a verb.
fn noun_with_an_object(
    sentence: &Sentence,
    tokens: &mut [Token],
    noun: TokenId,
    verb_of: impl Fn(&str) -> Option<Box<str>>,
) {
    let token = &tokens[noun.index()];
    if token.upos != Upos::Noun || !token.lemma.ends_with("ing") {
        return;
    }
    let object = children(sentence, tokens, noun).any(|id| id > noun && tokens[id.index()].deprel.is("obj"));
    let bare =
        !children(sentence, tokens, noun).any(|id| tokens[id.index()].deprel.is_any(&["det", "nmod:poss", "amod"]));
    if let Some(verb) = verb_of(&tokens[noun.index()].lemma.to_lowercase()).filter(|_| object && bare) {
        let token = &mut tokens[noun.index()];
        (token.upos, token.xpos, token.lemma) = (Upos::Verb, "VBG".into(), verb);
        if token.deprel.is("obj") {
            token.deprel = Deprel::new("xcomp");
        }
    }
}

/// "Did Arland bomb Breland?": after "do" an infinitive is the verb, and the name before it its subject.
fn question_with_do(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    if tokens[verb.index()].upos != Upos::Noun || &*tokens[verb.index()].xpos != "VB" {
        return;
    }
    let is = |id: TokenId, deprel: &str| tokens[id.index()].deprel.is(deprel);
    let does =
        children(sentence, tokens, verb).find(|&id| is(id, "aux") && &*tokens[id.index()].lemma == "do" && id < verb);
    let Some(does) = does else { return };
    let name = children(sentence, tokens, verb)
        .find(|&id| is(id, "compound") && does < id && id < verb && tokens[id.index()].upos == Upos::Propn);
    if let Some(name) = name {
        tokens[verb.index()].upos = Upos::Verb;
        tokens[name.index()].deprel = Deprel::new("nsubj");
    }
}

/// "Arland is to attack Breland": "is" helps the verb, whose subject is Arland.
fn what_is_to_be(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    if tokens[verb.index()].upos != Upos::Verb || &*tokens[verb.index()].xpos != "VB" {
        return;
    }
    let below: Vec<TokenId> = children(sentence, tokens, verb).collect();
    let cop = below.iter().copied().find(|id| tokens[id.index()].deprel.is("cop"));
    let subject = below.iter().copied().find(|id| tokens[id.index()].deprel.full() == "nsubj:outer");
    let to = below.iter().any(|id| tokens[id.index()].deprel.is("mark") && &*tokens[id.index()].lemma == "to");
    // "The aim is to attack" tells what the aim is.
    if let (Some(cop), Some(subject), true) = (cop, subject, to)
        && tokens[subject.index()].upos == Upos::Propn
    {
        tokens[cop.index()].deprel = Deprel::new("aux");
        tokens[subject.index()].deprel = Deprel::new("nsubj");
    }
}

/// "stopped short of attacking": the attack hangs on the stopping.
fn short_of(tokens: &mut [Token], verb: TokenId) {
    let token = &tokens[verb.index()];
    let Some(short) = token.head.filter(|_| token.deprel.is("advcl") && &*token.xpos == "VBG") else { return };
    let advmod = &*tokens[short.index()].lemma == "short" && tokens[short.index()].deprel.is("advmod");
    if let Some(above) = tokens[short.index()].head.filter(|_| advmod) {
        tokens[verb.index()].head = Some(above);
    }
}

/// `verb` is the finite verb of a clause without a subject; the object just before it, of a verb of saying, is that subject.
fn clause_without_that(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    if !matches!(tokens[verb.index()].upos, Upos::Verb | Upos::Adj | Upos::Noun) {
        return;
    }
    let below: Vec<TokenId> = children(sentence, tokens, verb).collect();
    let relation = |id: &TokenId| &tokens[id.index()].deprel;
    let helper = |id: &&TokenId| relation(id).is_any(&["aux", "cop"]);
    let finite =
        is_finite(&tokens[verb.index()]) || below.iter().filter(helper).any(|id| is_finite(&tokens[id.index()]));
    let has_subject = below.iter().any(|id| relation(id).is_any(&["nsubj", "csubj", "expl", "mark", "cc"]));
    let wrong = tokens[verb.index()].deprel.is_any(&["ccomp", "parataxis", "conj", "advcl"]);
    if !finite || has_subject || !wrong {
        return;
    }
    let first = below.iter().filter(helper).chain([&verb]).min().copied().unwrap_or(verb);
    let Some(before) = first.0.checked_sub(1).map(TokenId).filter(|before| sentence.holds(*before)) else { return };
    // The object whose last word stands just before the clause, and its verb of saying.
    let path = std::iter::successors(Some(before), |at| tokens[at.index()].head);
    let Some(object) = path.take(6).find(|at| tokens[at.index()].deprel.is("obj")) else { return };
    let Some(mut saying) = tokens[object.index()].head else { return };
    // The object may hang on the clause itself, where the verb of saying stands just before it: "believed | elements of the ISI | leaked".
    if saying == verb {
        let opens = sentence.ids().find(|&id| id == object || is_under(tokens, id, object));
        let before = opens.and_then(|opens| opens.0.checked_sub(1)).map(TokenId).filter(|id| sentence.holds(*id));
        let Some(before) = before.filter(|&id| tokens[id.index()].upos == Upos::Verb) else { return };
        saying = before;
    }
    let said = SAYING.contains(&&*tokens[saying.index()].lemma) && saying < object && object < verb;
    if !said || is_under(tokens, saying, verb) || tokens[object.index()].upos == Upos::Punct {
        return;
    }
    let passive = below.iter().any(|id| relation(id).is("aux:pass"));
    tokens[object.index()].head = Some(verb);
    tokens[object.index()].deprel = Deprel::new(if passive { "nsubj:pass" } else { "nsubj" });
    tokens[verb.index()].head = Some(saying);
    tokens[verb.index()].deprel = Deprel::new("ccomp");
}

#[cfg(test)]
mod tests {
    use hearsay_core::conllu;

    use super::*;

    pub(super) fn mended(rows: &[(&str, &str, &str, u32, &str)]) -> Vec<(Option<u32>, String)> {
        let row = |(i, (form, upos, xpos, head, deprel)): (usize, &(&str, &str, &str, u32, &str))| {
            let lemma = match *form {
                "believed" => "believe",
                "Did" => "do",
                "links" => "link",
                other => other,
            };
            format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", i + 1)
        };
        let document = conllu::read(&rows.iter().enumerate().map(row).collect::<String>()).expect("well formed");
        let mut tokens = document.tokens().to_vec();
        let verb_of = |ing: &str| Some(ing.trim_end_matches("ing").into());
        repair(&document.sentences()[0], &mut tokens, |id| document.form(id), verb_of);
        tokens.iter().map(|token| (token.head.map(|head| head.0 + 1), token.deprel.full().to_owned())).collect()
    }

    #[test]
    fn an_object_before_a_bare_clause_is_its_subject() {
        let found = mended(&[
            ("They", "PRON", "PRP", 2, "nsubj"),
            ("believed", "VERB", "VBD", 0, "root"),
            ("rebels", "NOUN", "NNS", 2, "obj"),
            ("of", "ADP", "IN", 5, "case"),
            ("Arland", "PROPN", "NNP", 3, "nmod"),
            ("leaked", "VERB", "VBD", 2, "parataxis"),
            ("it", "PRON", "PRP", 6, "obj"),
        ]);
        assert_eq!(found[2], (Some(6), "nsubj".to_owned()));
        assert_eq!(found[5], (Some(2), "ccomp".to_owned()));
    }

    #[test]
    fn an_object_before_its_own_clause_is_its_subject() {
        let found = mended(&[
            ("Officials", "NOUN", "NNS", 2, "nsubj"),
            ("said", "VERB", "VBD", 0, "root"),
            ("they", "PRON", "PRP", 4, "nsubj"),
            ("believed", "VERB", "VBD", 2, "ccomp"),
            ("rebels", "NOUN", "NNS", 8, "obj"),
            ("of", "ADP", "IN", 7, "case"),
            ("Arland", "PROPN", "NNP", 5, "nmod"),
            ("leaked", "VERB", "VBD", 2, "ccomp"),
            ("it", "PRON", "PRP", 8, "obj"),
        ]);
        assert_eq!(found[4], (Some(8), "nsubj".to_owned()));
        assert_eq!(found[7], (Some(4), "ccomp".to_owned()));
    }

    #[test]
    fn a_noun_with_an_object_is_a_verb() {
        let found = mended(&[
            ("Arland", "PROPN", "NNP", 2, "nsubj"),
            ("avoided", "VERB", "VBD", 0, "root"),
            ("bombing", "NOUN", "NN", 2, "obj"),
            ("Breland", "PROPN", "NNP", 3, "obj"),
        ]);
        assert_eq!(found[2], (Some(2), "xcomp".to_owned()));
    }

    #[test]
    fn somebody_who_is_to_do_something_is_its_subject() {
        let found = mended(&[
            ("Arland", "PROPN", "NNP", 4, "nsubj:outer"),
            ("is", "AUX", "VBZ", 4, "cop"),
            ("to", "PART", "TO", 4, "mark"),
            ("attack", "VERB", "VB", 0, "root"),
        ]);
        assert_eq!((&*found[0].1, &*found[1].1), ("nsubj", "aux"));
    }

    #[test]
    fn the_name_before_the_verb_of_a_relative_is_its_subject() {
        let mut words = [
            ("point", "NOUN", "NN", 6, "nsubj"),
            ("the", "DET", "DT", 3, "det"),
            ("EU", "PROPN", "NNP", 4, "compound"),
            ("cites", "VERB", "VBZ", 1, "acl:relcl"),
            ("is", "AUX", "VBZ", 6, "cop"),
            ("war", "NOUN", "NN", 0, "root"),
        ];
        assert_eq!(mended(&words)[2], (Some(4), "nsubj".to_owned()));
        words[2].3 = 1;
        assert_eq!(mended(&words)[2], (Some(4), "nsubj".to_owned()));
        // "the point of the EU citing it": a participle keeps what it has.
        words[3].2 = "VBG";
        assert_eq!(mended(&words)[2], (Some(1), "compound".to_owned()));
    }

    #[test]
    fn what_one_stops_short_of_hangs_on_the_verb() {
        let found = mended(&[
            ("Arland", "PROPN", "NNP", 2, "nsubj"),
            ("stopped", "VERB", "VBD", 0, "root"),
            ("short", "ADJ", "JJ", 2, "advmod"),
            ("of", "SCONJ", "IN", 5, "mark"),
            ("attacking", "VERB", "VBG", 3, "advcl"),
        ]);
        assert_eq!(found[4].0, Some(2));
    }

    #[test]
    fn after_do_comes_a_verb() {
        let found = mended(&[
            ("Did", "AUX", "VBD", 3, "aux"),
            ("Arland", "PROPN", "NNP", 3, "compound"),
            ("bomb", "NOUN", "VB", 0, "root"),
            ("Breland", "PROPN", "NNP", 3, "obj"),
        ]);
        assert_eq!(found[1].1, "nsubj");
    }

    #[test]
    fn a_participle_behind_a_comma_goes_with_the_verb_that_has_a_tense() {
        let found = mended(&[
            ("Police", "NOUN", "NNS", 2, "nsubj"),
            ("stopped", "VERB", "VBD", 0, "root"),
            ("men", "NOUN", "NNS", 2, "obj"),
            ("accused", "VERB", "VBN", 3, "acl"),
            ("of", "SCONJ", "IN", 6, "mark"),
            ("smuggling", "VERB", "VBG", 4, "advcl"),
            (",", "PUNCT", ",", 8, "punct"),
            ("killing", "VERB", "VBG", 6, "advcl"),
            ("two", "NUM", "CD", 8, "obj"),
        ]);
        assert_eq!(found[7], (Some(2), "advcl".to_owned()));
        // What stands between a subject and its verb describes the subject.
        let found = mended(&[
            ("Dorn", "PROPN", "NNP", 5, "nsubj"),
            (",", "PUNCT", ",", 3, "punct"),
            ("speaking", "VERB", "VBG", 1, "acl"),
            (",", "PUNCT", ",", 3, "punct"),
            ("left", "VERB", "VBD", 0, "root"),
        ]);
        assert_eq!(found[2], (Some(1), "acl".to_owned()));
    }

    #[test]
    fn a_verb_with_a_tense_goes_on_after_one_with_the_same() {
        let rows = |tense| {
            [
                ("bars", "VERB", "VBZ", 0, "root"),
                ("Dorn", "PROPN", "NNP", 1, "obj"),
                ("from", "SCONJ", "IN", 4, "mark"),
                ("leaving", "VERB", "VBG", 1, "advcl"),
                ("and", "CCONJ", "CC", 6, "cc"),
                ("freezes", "VERB", tense, 4, "conj"),
            ]
        };
        assert_eq!(mended(&rows("VBZ"))[5].0, Some(1));
        assert_eq!(mended(&rows("VBG"))[5].0, Some(4));
    }

    #[test]
    fn a_verb_goes_on_after_the_one_that_has_its_tense() {
        let rows = |was, verb| {
            [
                ("Dorn", "PROPN", "NNP", 2, "nsubj"),
                ("says", "VERB", "VBZ", 0, "root"),
                ("they", "PRON", "PRP", 5, "nsubj:pass"),
                ("were", "AUX", was, 5, "aux:pass"),
                ("arrested", "VERB", "VBN", 2, "ccomp"),
                ("and", "CCONJ", "CC", 7, "cc"),
                ("demands", "VERB", verb, 5, "conj"),
            ]
        };
        assert_eq!(mended(&rows("VBD", "VBZ"))[6].0, Some(2));
        assert_eq!(mended(&rows("VBP", "VBZ"))[6].0, Some(5), "says they are held and ...");
        assert_eq!(mended(&rows("VBD", "VBD"))[6].0, Some(5), "says they were held and left");
        let mut said = rows("VBP", "VBD");
        said[1].2 = "VBD";
        assert_eq!(mended(&said)[6].0, Some(5), "said they are held and questioned: it may be a participle");
    }

    #[test]
    fn what_somebody_is_accused_of_is_the_verbs() {
        let rows = |verb| {
            [
                ("They", "PRON", "PRP", 2, "nsubj"),
                (verb, "VERB", "VBD", 0, "root"),
                ("agency", "NOUN", "NN", 2, "obj"),
                ("of", "SCONJ", "IN", 5, "mark"),
                ("arming", "VERB", "VBG", 3, "acl"),
            ]
        };
        assert_eq!(mended(&rows("accuse"))[4], (Some(2), "advcl".to_owned()));
        assert_eq!(mended(&rows("founded"))[4], (Some(3), "acl".to_owned()));
        let rows = |party| {
            [
                ("They", "PRON", "PRP", 3, "nsubj:pass"),
                ("are", "AUX", "VBP", 3, "aux:pass"),
                ("accuse", "VERB", "VBN", 0, "root"),
                ("by", "ADP", "IN", 5, "case"),
                ("Arland", party, "NNP", 3, "obl"),
                ("of", "ADP", "IN", 7, "case"),
                ("murder", "NOUN", "NN", 5, "nmod"),
            ]
        };
        assert_eq!(mended(&rows("PROPN"))[6], (Some(3), "obl".to_owned()));
        assert_eq!(mended(&rows("NOUN"))[6], (Some(5), "nmod".to_owned()), "members of parliament");
    }

    #[test]
    fn a_gerund_with_a_preposition_is_no_part_of_a_compound() {
        let rows = |of| {
            [
                ("They", "PRON", "PRP", 3, "nsubj:pass"),
                ("are", "AUX", "VBP", 3, "aux:pass"),
                ("accuse", "VERB", "VBN", 0, "root"),
                ("of", "SCONJ", "IN", of, "mark"),
                ("building", "VERB", "VBG", 6, "compound"),
                ("bombs", "NOUN", "NNS", 3, "obl"),
            ]
        };
        let found = mended(&rows(5));
        assert_eq!((&found[4], &found[5]), (&(Some(3), "advcl".to_owned()), &(Some(5), "obj".to_owned())));
        assert_eq!(mended(&rows(6))[5], (Some(3), "obl".to_owned()), "building materials");
    }

    #[test]
    fn what_is_answered_is_a_noun() {
        let found = mended(&[
            ("Arland", "PROPN", "NNP", 2, "nsubj"),
            ("respond", "VERB", "VBD", 0, "root"),
            ("to", "SCONJ", "IN", 4, "mark"),
            ("shelling", "VERB", "VBG", 2, "advcl"),
            ("from", "ADP", "IN", 6, "case"),
            ("Breland", "PROPN", "NNP", 4, "obl"),
        ]);
        assert_eq!((&*found[2].1, &*found[3].1, &*found[5].1), ("case", "obl", "nmod"));
    }

    #[test]
    fn an_attack_on_something_is_a_noun() {
        let found = mended(&[
            ("Officer", "NOUN", "NN", 2, "nsubj"),
            ("links", "VERB", "VBZ", 0, "root"),
            ("agency", "NOUN", "NN", 2, "obj"),
            ("to", "PART", "TO", 5, "mark"),
            ("attack", "VERB", "VB", 2, "advcl"),
            ("on", "ADP", "IN", 7, "case"),
            ("embassy", "NOUN", "NN", 5, "obl"),
        ]);
        assert_eq!((&*found[3].1, &*found[4].1, &*found[6].1), ("case", "obl", "nmod"));
    }
}
