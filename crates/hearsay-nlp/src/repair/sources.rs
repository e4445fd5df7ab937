//! Sources that the network takes apart: a name of two subjects, "who" behind the speaker, a name behind a relative clause.

use hearsay_core::{Deprel, Feats, Name, NameKind, Sentence, Token, TokenId, Upos};

use super::{children, is_finite};

/// "Dagma Mogis told a news conference", "Hugh de Garton, a colonel, said": two subjects side by side in one person's name are one.
pub(crate) fn subjects_of_one_name(sentence: &Sentence, tokens: &mut [Token], names: &[Name]) {
    let first = names.partition_point(|name| name.tokens.end <= sentence.tokens.start);
    let here = names[first..].iter().take_while(|name| name.tokens.start < sentence.tokens.end);
    for name in here.filter(|name| name.kind == NameKind::Person) {
        for second in name.tokens.clone().skip(1).map(TokenId) {
            name_of_two_subjects(sentence, tokens, second);
        }
    }
    // "Mines Inspectorate", which the network holds to be no name.
    let named = |id: TokenId| names[first..].iter().take(NAMES).any(|name| name.tokens.contains(&id.0));
    for second in sentence.ids().skip(1) {
        let pair = [TokenId(second.0 - 1), second];
        if pair.iter().all(|&id| tokens[id.index()].upos == Upos::Propn && !named(id)) {
            name_of_two_subjects(sentence, tokens, second);
        }
    }
}

/// How many names of a sentence are looked at.
const NAMES: usize = 200;

fn name_of_two_subjects(sentence: &Sentence, tokens: &mut [Token], second: TokenId) {
    let first = TokenId(second.0 - 1);
    let (one, other) = (&tokens[first.index()], &tokens[second.index()]);
    let subjects = one.deprel.full() == "nsubj" && other.deprel.full() == "nsubj" && one.head == other.head;
    if !subjects || one.head.is_none_or(|verb| verb < second) {
        return;
    }
    let below: Vec<TokenId> = children(sentence, tokens, second).collect();
    tokens[second.index()].head = Some(first);
    tokens[second.index()].deprel = Deprel::new("flat");
    for child in below {
        tokens[child.index()].head = Some(first);
    }
}

/// `"...," said Dorn, who wants the firm to pay`: a clause that begins with "who" behind the speaker is no second thing said, but the
/// speaker's; and it hangs on the whole name.
pub(super) fn clause_of_the_speaker(
    sentence: &Sentence,
    tokens: &mut [Token],
    clause: TokenId,
    is_comma: impl Fn(TokenId) -> bool,
) {
    let token = &tokens[clause.index()];
    let Some(above) = token.head.filter(|&above| above < clause) else { return };
    if token.deprel.full() == "acl:relcl" {
        let name = tokens[above.index()].head.filter(|_| tokens[above.index()].deprel.is("flat"));
        tokens[clause.index()].head = name.or(Some(above));
        return;
    }
    let who = children(sentence, tokens, clause).find(|&id| &*tokens[id.index()].xpos == "WP" && id < clause);
    let Some(who) = who.filter(|_| token.deprel.is_any(&["ccomp", "advcl", "parataxis"])) else { return };
    let Some(comma) = who.0.checked_sub(1).map(TokenId).filter(|&comma| is_comma(comma)) else { return };
    let speaker = children(sentence, tokens, above).find(|&id| tokens[id.index()].deprel.full() == "nsubj");
    let Some(speaker) = speaker.filter(|&id| id > above && id < comma) else { return };
    // Nothing but the name, and what describes it, stands between the verb and the comma.
    let of_speaker =
        |id: TokenId| std::iter::successors(Some(id), |at| tokens[at.index()].head).any(|at| at == speaker);
    if (above.0 + 1..comma.0).map(TokenId).all(of_speaker) {
        tokens[clause.index()].head = Some(speaker);
        tokens[clause.index()].deprel = Deprel::new("acl:relcl");
    }
}

/// "A driver who survived, Tello Amrick, said": a name between commas behind a relative clause, hung on its verb, names the noun.
pub(super) fn name_behind_a_relative(
    sentence: &Sentence,
    tokens: &mut [Token],
    name: TokenId,
    is_comma: impl Fn(TokenId) -> bool,
) {
    let token = &tokens[name.index()];
    let taken = token.upos == Upos::Propn && token.deprel.is_any(&["obj", "nsubj", "parataxis"]);
    let Some(verb) = token.head.filter(|&verb| taken && verb < name) else { return };
    let comma = name.0.checked_sub(1).map(TokenId).filter(|&comma| comma > verb && is_comma(comma));
    let relative = comma.is_some() && tokens[verb.index()].deprel.full() == "acl:relcl";
    let Some(noun) = tokens[verb.index()].head.filter(|_| relative) else { return };
    let subject = tokens[noun.index()].upos == Upos::Noun && tokens[noun.index()].deprel.full() == "nsubj";
    let named = children(sentence, tokens, noun).any(|id| tokens[id.index()].deprel.is("appos"));
    let main = tokens[noun.index()].head.filter(|&main| main > name);
    let closed = main.is_some_and(|main| (name.0 + 1..main.0).any(|at| is_comma(TokenId(at))));
    if subject && closed && !named {
        tokens[name.index()].head = Some(noun);
        tokens[name.index()].deprel = Deprel::new("appos");
    }
}

/// "accused the army of arson and called on voters to stay": behind "and", a participle without a helper that is joined to a past tense, or
/// to a form in "-ing", is a past tense of the same subject.
pub(super) fn past_behind_and(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    let token = &tokens[verb.index()];
    let Some(first) = token.head.filter(|&first| first < verb && token.deprel.is("conj")) else { return };
    let relation = |id: TokenId| &tokens[id.index()].deprel;
    let joined =
        children(sentence, tokens, verb).any(|id| relation(id).is("cc") && &*tokens[id.index()].lemma == "and");
    let bare = !children(sentence, tokens, verb).any(|id| relation(id).is_any(&["aux", "nsubj", "mark", "cop"]));
    let helped = children(sentence, tokens, first).any(|id| relation(id).is("aux"));
    let past = |id: TokenId| &*tokens[id.index()].xpos == "VBD";
    let before = if past(first) {
        Some(first)
    } else {
        let above = tokens[first.index()].head.filter(|&above| past(above) && above < first);
        above.filter(|_| &*tokens[first.index()].xpos == "VBG" && relation(first).is_any(&["advcl", "acl"]))
    };
    // Headlines leave "was" out: "Dorn found guilty and sentenced to jail".
    let last = TokenId(sentence.tokens.end - 1);
    let headline = tokens[last.index()].upos != Upos::Punct;
    if !(joined && bare && !helped && !headline && token.upos == Upos::Verb && &*token.xpos == "VBN") {
        return;
    }
    let Some(before) = before.filter(|&before| children(sentence, tokens, before).any(|id| relation(id).is("nsubj")))
    else {
        return;
    };
    let token = &mut tokens[verb.index()];
    token.xpos = "VBD".into();
    token.feats = Feats::new("Mood=Ind|Tense=Past|VerbForm=Fin");
    token.head = Some(before);
    // "called on Quill to resign": nobody is the agent of a verb in the active.
    for id in sentence.ids() {
        let token = &mut tokens[id.index()];
        if token.head == Some(verb) && token.deprel.full() == "obl:agent" {
            token.deprel = Deprel::new("obl");
        }
    }
}

/// "names no valve, known as the safety, but data from the recorder show": the noun right behind "but", hung on a noun before it, is the
/// subject of the verb behind it that has none.
pub(super) fn subject_behind_but(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    let token = &tokens[verb.index()];
    let relation = |id: TokenId| &tokens[id.index()].deprel;
    if !(token.deprel.is("conj") && token.upos == Upos::Verb && is_finite(token)) {
        return;
    }
    let bare = !children(sentence, tokens, verb).any(|id| relation(id).is_any(&["nsubj", "csubj", "expl", "mark"]));
    let but = children(sentence, tokens, verb).find(|&id| relation(id).is("cc") && &*tokens[id.index()].lemma == "but");
    let Some(but) = but.filter(|_| bare) else { return };
    let stray = |&id: &TokenId| {
        relation(id).is("conj")
            && tokens[id.index()].upos.is_nominal()
            && tokens[id.index()].head.is_some_and(|above| above < but)
    };
    let Some(noun) = (but.0 + 1..verb.0).map(TokenId).find(stray) else { return };
    // All between "but" and the verb is the noun's.
    let of_noun =
        |id: TokenId| std::iter::successors(Some(id), |at| tokens[at.index()].head).any(|at| at == noun || at == verb);
    let plural = &*tokens[verb.index()].xpos != "VBZ" || &*tokens[noun.index()].xpos != "NNS";
    if plural && (but.0 + 1..verb.0).map(TokenId).all(of_noun) {
        tokens[noun.index()].head = Some(verb);
        tokens[noun.index()].deprel = Deprel::new("nsubj");
    }
}

#[cfg(test)]
mod tests {
    use hearsay_core::conllu;

    use super::super::tests::mended;
    use super::*;

    #[test]
    fn two_subjects_in_a_name_are_one() {
        let text = "1\tDagma\t_\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n2\tMogis\t_\tPROPN\tNNP\t_\t3\tnsubj\t_\t_\n3\ttold\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n";
        let document = conllu::read(text).expect("well formed");
        let flat = |kind| {
            let mut tokens = document.tokens().to_vec();
            subjects_of_one_name(&document.sentences()[0], &mut tokens, &[Name { tokens: 0..2, kind }]);
            (tokens[1].head, tokens[1].deprel.full().to_owned())
        };
        assert_eq!(flat(NameKind::Person), (Some(TokenId(0)), "flat".to_owned()));
        assert_eq!(flat(NameKind::Place), (Some(TokenId(2)), "nsubj".to_owned()));
        let mut tokens = document.tokens().to_vec();
        subjects_of_one_name(&document.sentences()[0], &mut tokens, &[]);
        assert_eq!(tokens[1].head, Some(TokenId(0)), "two words written like names");
    }

    #[test]
    fn who_behind_the_speaker_is_the_speaker() {
        let rows = |who, relation| {
            [
                ("said", "VERB", "VBD", 0, "root"),
                ("Dorn", "PROPN", "NNP", 1, "nsubj"),
                (",", "PUNCT", ",", 5, "punct"),
                (who, "PRON", if who == "who" { "WP" } else { "PRP" }, 5, "nsubj"),
                ("wants", "VERB", "VBZ", 1, relation),
            ]
        };
        assert_eq!(mended(&rows("who", "ccomp"))[4], (Some(2), "acl:relcl".to_owned()));
        assert_eq!(mended(&rows("she", "ccomp"))[4], (Some(1), "ccomp".to_owned()), "said Dorn, she wants");
    }

    #[test]
    fn a_relative_clause_hangs_on_the_whole_name() {
        let found = mended(&[
            ("said", "VERB", "VBD", 0, "root"),
            ("Anna", "PROPN", "NNP", 1, "nsubj"),
            ("Dorn", "PROPN", "NNP", 2, "flat"),
            (",", "PUNCT", ",", 6, "punct"),
            ("who", "PRON", "WP", 6, "nsubj"),
            ("left", "VERB", "VBD", 3, "acl:relcl"),
        ]);
        assert_eq!(found[5], (Some(2), "acl:relcl".to_owned()));
    }

    #[test]
    fn a_name_behind_a_relative_clause_names_its_noun() {
        let rows = |comma| {
            [
                ("a", "DET", "DT", 2, "det"),
                ("driver", "NOUN", "NN", 8, "nsubj"),
                ("who", "PRON", "WP", 4, "nsubj"),
                ("survived", "VERB", "VBD", 2, "acl:relcl"),
                (comma, "PUNCT", ",", 6, "punct"),
                ("Amrick", "PROPN", "NNP", 4, "obj"),
                (",", "PUNCT", ",", 2, "punct"),
                ("said", "VERB", "VBD", 0, "root"),
            ]
        };
        assert_eq!(mended(&rows(","))[5], (Some(2), "appos".to_owned()));
        assert_eq!(mended(&rows("-"))[5], (Some(4), "obj".to_owned()), "who survived Amrick");
    }

    #[test]
    fn a_participle_joined_to_a_past_tense_is_one() {
        let rows = |first: &'static str, aux| {
            [
                ("They", "PRON", "PRP", 2, "nsubj"),
                ("accused", "VERB", first, 0, "root"),
                ("Dorn", "PROPN", "NNP", 2, "obj"),
                ("and", "CCONJ", "CC", 5, "cc"),
                ("called", "VERB", "VBN", 2, "conj"),
                ("on", "ADP", "IN", 7, "case"),
                ("Quill", "PROPN", "NNP", 5, aux),
                (".", "PUNCT", ".", 2, "punct"),
            ]
        };
        assert_eq!(mended(&rows("VBD", "obl:agent"))[6].1, "obl");
        assert_eq!(mended(&rows("VBN", "obl:agent"))[6].1, "obl:agent", "was accused and called");
        let found = mended(&[
            ("They", "PRON", "PRP", 2, "nsubj"),
            ("accused", "VERB", "VBD", 0, "root"),
            ("Dorn", "PROPN", "NNP", 2, "obj"),
            ("of", "SCONJ", "IN", 5, "mark"),
            ("lying", "VERB", "VBG", 2, "advcl"),
            ("and", "CCONJ", "CC", 7, "cc"),
            ("called", "VERB", "VBN", 5, "conj"),
            (".", "PUNCT", ".", 2, "punct"),
        ]);
        assert_eq!(found[6].0, Some(2));
        let found = mended(&[
            ("Dorn", "PROPN", "NNP", 2, "nsubj"),
            ("found", "VERB", "VBD", 0, "root"),
            ("guilty", "ADJ", "JJ", 2, "xcomp"),
            ("and", "CCONJ", "CC", 5, "cc"),
            ("sentenced", "VERB", "VBN", 2, "conj"),
            ("by", "ADP", "IN", 7, "case"),
            ("jury", "NOUN", "NN", 5, "obl:agent"),
        ]);
        assert_eq!(found[6].1, "obl:agent", "a headline");
    }

    #[test]
    fn what_stands_behind_but_does_what_follows() {
        let rows = |conjunction| {
            [
                ("It", "PRON", "PRP", 2, "nsubj"),
                ("names", "VERB", "VBZ", 0, "root"),
                ("nobody", "NOUN", "NN", 2, "obj"),
                (conjunction, "CCONJ", "CC", 6, "cc"),
                ("data", "NOUN", "NNS", 3, "conj"),
                ("show", "VERB", "VBP", 2, "conj"),
            ]
        };
        assert_eq!(mended(&rows("but"))[4], (Some(6), "nsubj".to_owned()));
        assert_eq!(mended(&rows("and"))[4], (Some(3), "conj".to_owned()), "names boats and sails");
    }
}
