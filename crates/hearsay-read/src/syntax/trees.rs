//! Small hand-drawn trees for the tests of this folder.

use hearsay_core::{Document, TokenId, conllu};

/// A sentence from one word a line: `form lemma UPOS XPOS head deprel`, words counted from 1, 0 for the root.
pub(crate) fn tree(words: &str) -> Document {
    let mut text = String::new();
    for (number, line) in words.trim().lines().enumerate() {
        let [form, lemma, upos, xpos, head, deprel] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("six columns: {line}");
        };
        text += &format!("{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", number + 1);
    }
    conllu::read(&format!("{text}\n")).expect("a well-formed tree")
}

/// The first word with this form.
pub(super) fn word(document: &Document, form: &str) -> TokenId {
    document.ids().find(|&id| document.form(id) == form).expect("a word of the tree")
}

mod clause {
    use super::{tree, word};
    use crate::syntax::clause::{
        Tense, is_finite, is_gerund, is_infinitive, is_negated, is_passive, is_past_perfect, is_simple_past, tense,
    };

    fn passive(words: &str, form: &str) -> bool {
        let document = tree(words);
        is_passive(&document, word(&document, form))
    }

    #[test]
    fn an_auxiliary_makes_a_passive() {
        let words = "Envoys envoy NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nexpelled expel VERB VBN 0 root";
        assert!(passive(words, "expelled"));
    }

    #[test]
    fn a_wrong_subject_label_makes_none() {
        let words =
            "Arland Arland PROPN NNP 2 nsubj:pass\ndenounced denounce VERB VBD 0 root\nBreland Breland PROPN NNP 2 obj";
        assert!(!passive(words, "denounced"));
        let words = "Arland Arland PROPN NNP 3 nsubj:pass\nhas have AUX VBZ 3 aux\ncalled call VERB VBN 0 root\n\
                     on on ADP IN 5 case\nBreland Breland PROPN NNP 3 obl";
        assert!(!passive(words, "called"));
    }

    #[test]
    fn a_participle_by_itself_is_passive_with_or_without_its_agent() {
        let words = "envoys envoy NOUN NNS 0 root\nexpelled expel VERB VBN 1 acl\nby by ADP IN 4 case\nArland Arland PROPN NNP 2 obl";
        assert!(passive(words, "expelled"));
        let words = "envoys envoy NOUN NNS 0 root\nexpelled expel VERB VBN 1 acl\nlast last ADJ JJ 4 amod\nyear year NOUN NN 2 obl:tmod";
        assert!(passive(words, "expelled"));
        // A tagger's participle with an object is a simple past.
        let words = "Arland Arland PROPN NNP 2 nsubj\nexpelled expel VERB VBN 0 root\nenvoys envoy NOUN NNS 2 obj";
        assert!(!passive(words, "expelled"));
    }

    #[test]
    fn the_second_of_two_verbs_is_in_the_voice_of_the_first() {
        let passive_first = "He he PRON PRP 3 nsubj:pass\nwas be AUX VBD 3 aux:pass\narrested arrest VERB VBN 0 root\n\
                             and and CCONJ CC 5 cc\ncharged charge VERB VBN 3 conj";
        assert!(passive(passive_first, "charged"));
        let active_first = "He he PRON PRP 3 nsubj\nhas have AUX VBZ 3 aux\nprotested protest VERB VBN 0 root\n\
                            and and CCONJ CC 5 cc\nresigned resign VERB VBN 3 conj";
        assert!(!passive(active_first, "resigned"));
    }

    #[test]
    fn asked_in_front_is_a_participle() {
        let words = "Asked ask VERB VBD 5 advcl\nwhy why ADV WRB 1 advmod\n, , PUNCT , 5 punct\nDorn Dorn PROPN NNP 5 nsubj\nleft leave VERB VBD 0 root";
        assert!(passive(words, "Asked"));
    }

    #[test]
    fn finiteness() {
        let words = "Arland Arland PROPN NNP 2 nsubj\nwants want VERB VBZ 0 root\nto to PART TO 4 mark\nleave leave VERB VB 2 xcomp";
        let document = tree(words);
        let leave = word(&document, "leave");
        assert!(is_infinitive(&document, leave) && !is_finite(&document, leave));
        assert!(is_finite(&document, word(&document, "wants")));
        let words = "He he PRON PRP 3 nsubj\nwas be AUX VBD 3 aux\nleaving leave VERB VBG 0 root\n, , PUNCT , 3 punct\nshouting shout VERB VBG 3 advcl";
        let document = tree(words);
        assert!(is_gerund(&document, word(&document, "shouting")));
        assert!(!is_gerund(&document, word(&document, "leaving")) && is_finite(&document, word(&document, "leaving")));
    }

    #[test]
    fn polarity() {
        for (words, form, wanted) in [
            ("He he PRON PRP 3 nsubj\nnever never ADV RB 3 advmod\nleft leave VERB VBD 0 root", "left", true),
            ("No no DET DT 2 det\nenvoy envoy NOUN NN 3 nsubj\nleft leave VERB VBD 0 root", "left", true),
            ("Nobody nobody PRON NN 2 nsubj\nleft leave VERB VBD 0 root", "left", true),
            ("no no ADV RB 2 advmod\nlonger long ADV RBR 3 advmod\nbacks back VERB VBZ 0 root", "backs", true),
            ("not not ADV RB 3 advmod\nonly only ADV RB 3 advmod\nattacked attack VERB VBD 0 root", "attacked", false),
            (
                "He he PRON PRP 2 nsubj\nleft leave VERB VBD 0 root\nlong long ADV RB 4 advmod\nago ago ADV RB 2 advmod",
                "left",
                false,
            ),
        ] {
            let document = tree(words);
            assert_eq!(is_negated(&document, word(&document, form)), wanted, "{words}");
        }
    }

    #[test]
    fn tenses() {
        let had = tree("It it PRON PRP 3 nsubj\nhad have AUX VBD 3 aux\nattacked attack VERB VBN 0 root");
        let attacked = word(&had, "attacked");
        assert!(is_past_perfect(&had, attacked) && !is_simple_past(&had, attacked));
        assert_eq!(tense(&had, attacked), Tense::Past);
        let did = tree("It it PRON PRP 3 nsubj\ndid do AUX VBD 3 aux\nattack attack VERB VB 0 root");
        assert!(is_simple_past(&did, word(&did, "attack")));
        let will = tree("It it PRON PRP 3 nsubj\nwill will AUX MD 3 aux\nattack attack VERB VB 0 root");
        assert_eq!(tense(&will, word(&will, "attack")), Tense::Future);
    }
}

mod phrases {
    use super::{tree, word};
    use crate::syntax::phrase::{antecedent, preposition};

    #[test]
    fn a_relative_pronoun_stands_for_the_noun_and_a_question_word_for_itself() {
        let words = "rebels rebel NOUN NNS 0 root\nwho who PRON WP 3 nsubj\nfled flee VERB VBD 1 acl:relcl";
        let document = tree(words);
        assert_eq!(document.form(antecedent(&document, word(&document, "who"))), "rebels");
        let words =
            "He he PRON PRP 2 nsubj\nasked ask VERB VBD 0 root\nwho who PRON WP 4 nsubj\nfled flee VERB VBD 2 ccomp";
        let document = tree(words);
        assert_eq!(document.form(antecedent(&document, word(&document, "who"))), "who");
    }

    #[test]
    fn prepositions_of_many_words_are_one() {
        let words = "because because ADP IN 3 case\nof of ADP IN 1 fixed\nBreland Breland PROPN NNP 0 root";
        let document = tree(words);
        assert_eq!(preposition(&document, word(&document, "Breland")).as_deref(), Some("because of"));
        let words = "Arland Arland PROPN NNP 3 nmod:poss\n's 's PART POS 1 case\narmy army NOUN NN 0 root";
        let document = tree(words);
        assert_eq!(preposition(&document, word(&document, "Arland")), None);
    }
}

mod arguments {
    use super::{tree, word};
    use crate::LexiconFile;
    use crate::syntax::{Footing, Frames, Slot};

    /// The words in a slot of a word, as the tree has them.
    fn fills(words: &str, form: &str, slot: &Slot) -> Vec<String> {
        const GRAMMAR: &str = "[grammar]\nhands_over = [\"urge\", \"call\"]\nkeeps_subject = [\"promise\"]\n\
                               light = [\"launch\"]\nrole = [\"responsibility\"]\naccusing = [\"accuse\"]";
        let file = LexiconFile { path: "footing/small.toml".to_owned(), text: GRAMMAR.to_owned() };
        let footing = Footing::new(std::iter::once(&file)).expect("the small file loads");
        let document = tree(words);
        let frame = Frames { document: &document, footing: &footing }.frame(word(&document, form));
        frame.of(slot).map(|filler| document.form(filler.token).to_owned()).collect()
    }

    #[test]
    fn a_passive_is_turned_round() {
        let words = "Envoys envoy NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nexpelled expel VERB VBN 0 root\n\
                     by by ADP IN 5 case\nArland Arland PROPN NNP 3 obl";
        assert_eq!(fills(words, "expelled", &Slot::Subject), ["Arland"]);
        assert_eq!(fills(words, "expelled", &Slot::Object), ["Envoys"]);
    }

    #[test]
    fn who_does_an_infinitive_hangs_on_the_verb_above() {
        let verb = |verb: &str| {
            format!(
                "Arland Arland PROPN NNP 2 nsubj\nVERB {verb} VERB VBD 0 root\nBreland Breland PROPN NNP 2 obj\n\
                 to to PART TO 5 mark\nleave leave VERB VB 2 xcomp"
            )
        };
        assert_eq!(fills(&verb("urge"), "leave", &Slot::Subject), ["Breland"]);
        assert_eq!(fills(&verb("promise"), "leave", &Slot::Subject), ["Arland"]);
        let called = "Arland Arland PROPN NNP 2 nsubj\ncalled call VERB VBD 0 root\non on ADP IN 4 case\n\
                      Breland Breland PROPN NNP 2 obl\nto to PART TO 6 mark\nleave leave VERB VB 2 xcomp";
        assert_eq!(fills(called, "leave", &Slot::Subject), ["Breland"]);
    }

    #[test]
    fn relatives_share_with_their_noun() {
        let subject = "rebels rebel NOUN NNS 0 root\nwho who PRON WP 3 nsubj\nshelled shell VERB VBD 1 acl:relcl\nArlen Arlen PROPN NNP 3 obj";
        assert_eq!(fills(subject, "shelled", &Slot::Subject), ["rebels"]);
        let object =
            "envoys envoy NOUN NNS 0 root\nArland Arland PROPN NNP 3 nsubj\nexpelled expel VERB VBD 1 acl:relcl";
        assert_eq!(fills(object, "expelled", &Slot::Object), ["envoys"]);
    }

    #[test]
    fn coordinated_verbs_share_subject_and_object() {
        let words = "Police police NOUN NN 2 nsubj\narrested arrest VERB VBD 0 root\nand and CCONJ CC 4 cc\n\
                     deported deport VERB VBD 2 conj\nthem they PRON PRP 4 obj";
        assert_eq!(fills(words, "deported", &Slot::Subject), ["Police"]);
        assert_eq!(fills(words, "arrested", &Slot::Object), ["them"]);
    }

    #[test]
    fn a_light_verb_lends_its_parties_and_another_does_not() {
        let words = |verb: &str| {
            format!(
                "Arland Arland PROPN NNP 2 nsubj\nVERB {verb} VERB VBD 0 root\na a DET DT 4 det\nraid raid NOUN NN 2 obj\n\
                 on on ADP IN 6 case\nArlen Arlen PROPN NNP 2 obl"
            )
        };
        assert_eq!(fills(&words("launch"), "raid", &Slot::Subject), ["Arland"]);
        assert_eq!(fills(&words("denounce"), "raid", &Slot::Subject), [""; 0]);
    }
}
