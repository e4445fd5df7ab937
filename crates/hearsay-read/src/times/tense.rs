//! The tense of the clause around a time, which tells whether "Tuesday" is the last or the next.

use hearsay_core::{BlockKind, Document, Sentence, Span, TokenId, Upos};

use crate::syntax::clause::{Tense, is_past_form, tense};

/// The tense of the clause that the words at `span` stand in.
pub(super) fn tense_at(document: &Document, sentence: &Sentence, span: Span) -> Tense {
    let first = sentence.tokens.start as usize;
    let tokens = &document.tokens()[first..sentence.tokens.end as usize];
    let inside = tokens.partition_point(|token| token.span.end() <= span.start());
    if inside == tokens.len() {
        return Tense::Unknown;
    }
    let start = TokenId::from_index(first + inside);
    if is_set_for(document, start, span) {
        return Tense::Future;
    }
    std::iter::once(start)
        .chain(document.ancestors(start))
        .map(|token| tense(document, token))
        .find(|&tense| tense != Tense::Unknown)
        .unwrap_or(Tense::Unknown)
}

/// "The hearing was set for Friday", "was postponed until May": told in the past of what is to come.
fn is_set_for(document: &Document, start: TokenId, span: Span) -> bool {
    const SETS: &[&str] = &[
        "set",
        "schedule",
        "slate",
        "pencil",
        "plan",
        "expect",
        "postpone",
        "delay",
        "adjourn",
        "reschedule",
        "book",
        "fix",
    ];
    let inside = |token: TokenId| document.token(token).span.start() < span.end() && token >= start;
    let mut top = start;
    while let Some(head) = document.head(top).filter(|&head| inside(head)) {
        top = head;
    }
    let case = document.child(top, &["case"]).map(|case| document.lemma(case));
    matches!(case, Some("for" | "until" | "to"))
        && document
            .ancestors(top)
            .find(|&above| document.token(above).upos == Upos::Verb)
            .is_some_and(|verb| SETS.contains(&document.lemma(verb)))
}

/// Whether "today" means these days: with a lasting state in the present tense, "Today few survive", "is still in use
/// today", "what is today Arland"; but "is in Arland today" is the day.
///
/// A `narrative`, as a guide or a history is, tells of no day as today: "Corl today", "today's Corlanders", "Today mills
/// stand here".
pub(super) fn is_nowadays(document: &Document, sentence: &Sentence, span: Span, narrative: bool) -> bool {
    const LASTING: &[&str] = &[
        "remain",
        "live",
        "survive",
        "exist",
        "use",
        "stand",
        "continue",
        "own",
        "worship",
        "work",
        "consist",
        "include",
        "contain",
        "belong",
        "house",
        "number",
        "occupy",
        "constitute",
        "represent",
        "serve",
        "enjoy",
        "depend",
        "rank",
        "understand",
        "produce",
        "boast",
        "attract",
        "account",
        "dominate",
        "preserve",
        "see",
    ];
    let words = document.text(span).to_lowercase();
    if !matches!(words.as_str(), "today" | "this day") {
        return false;
    }
    let block = document.article().block_at(span.start()).map(|block| block.kind);
    if matches!(block, Some(BlockKind::Headline)) {
        return false;
    }
    let first = sentence.tokens.start as usize;
    let tokens = &document.tokens()[first..sentence.tokens.end as usize];
    let place = tokens.partition_point(|token| token.span.end() <= span.start());
    if place == tokens.len() {
        return false;
    }
    let before = place.checked_sub(1).map_or("", |before| &*tokens[before].lemma);
    // "to this day", "than today", "as it is today"
    if matches!(before, "to" | "than" | "until" | "till") && words == "this day" || before == "than" {
        return true;
    }
    // "what our task is here today"
    if before == "here" {
        return false;
    }
    let start = TokenId::from_index(first + place);
    let head = document.head(start).map(|head| document.token(head).upos);
    if narrative && matches!(head, Some(Upos::Noun | Upos::Propn)) && !tokens[place].deprel.is("root") {
        return true;
    }
    let verbal = |&token: &TokenId| {
        matches!(document.token(token).upos, Upos::Verb | Upos::Aux) || document.child(token, &["cop"]).is_some()
    };
    let Some(verb) = document.ancestors(start).find(verbal) else { return false };
    if document.token(start).deprel.base() == "nsubj" {
        return false; // "today is her birthday"
    }
    let helpers = || document.children_by(verb, &["aux", "cop"]);
    let present = |token: TokenId| matches!(&*document.token(token).xpos, "VBZ" | "VBP");
    let could = helpers().any(|helper| matches!(document.lemma(helper), "can" | "may"));
    let past = helpers().any(|helper| {
        matches!(document.lemma(helper), "will" | "shall" | "would" | "have") || is_past_form(document, helper)
    });
    let simple = present(verb) || helpers().any(present) || could;
    let participle = &*document.token(verb).xpos == "VBN" && document.token(verb).deprel.base() == "acl";
    let open = &*document.token(verb).xpos == "VBG";
    let helped = helpers().next().is_some();
    // In a guide: "making it the main trade today", "Corl today is ever changing".
    let of_subject = || {
        place > 0
            && document.token(verb).deprel.base() != "nsubj"
            && tokens[place - 1].deprel.base() == "nsubj"
            && matches!(tokens[place - 1].upos, Upos::Noun | Upos::Propn)
    };
    if narrative && open && !past {
        return !helped || of_subject();
    }
    if past || open || !(simple || participle) {
        return false;
    }
    let still = document.children_by(verb, &["advmod"]).any(|child| matches!(document.lemma(child), "still" | "even"));
    let lasting = LASTING.contains(&document.lemma(verb));
    let copula = document.child(verb, &["cop"]).is_some() || document.lemma(verb) == "be";
    let opens = tokens[..place].iter().all(|token| token.upos == Upos::Punct);
    let relative = document.token(verb).deprel.full() == "acl:relcl";
    still || lasting || narrative || (copula && (opens || relative))
}

/// Whether a time only describes the noun after it: "a summer school", "winter wheat"; "summer months" are a time.
pub(super) fn describes(document: &Document, sentence: &Sentence, span: Span) -> bool {
    let first = sentence.tokens.start as usize;
    let tokens = &document.tokens()[first..sentence.tokens.end as usize];
    let place = tokens.partition_point(|token| token.span.end() <= span.start());
    const TIMES: &[&str] = &["month", "season", "time", "day", "night", "evening", "week", "weekend", "heat"];
    place < tokens.len() && {
        let word = TokenId::from_index(first + place);
        document.token(word).deprel.is("compound")
            && document.head(word).is_some_and(|head| {
                document.token(head).span.start() >= span.end() && !TIMES.contains(&document.lemma(head))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::tree;

    fn today(words: &str) -> (bool, bool) {
        let document = tree(words);
        let span = document.tokens().iter().find(|token| &*token.lemma == "today").expect("today").span;
        let sentence = &document.sentences()[0];
        (is_nowadays(&document, sentence, span, false), is_nowadays(&document, sentence, span, true))
    }

    #[test]
    fn a_guide_tells_of_no_day_as_today() {
        let beside_a_name = "Corl Corl PROPN NNP 5 nsubj\ntoday today NOUN NN 5 obl\nis be AUX VBZ 5 aux\n\
                             ever ever ADV RB 5 advmod\nchanging change VERB VBG 0 root";
        let participle = "Trade trade NOUN NN 3 nsubj\nmay may AUX MD 3 aux\ngrow grow VERB VB 0 root\n\
                          making make VERB VBG 3 advcl\nCorl Corl PROPN NNP 4 obj\nbusy busy ADJ JJ 4 xcomp\n\
                          today today NOUN NN 4 obl";
        let mills = "Today today NOUN NN 3 obl\nmills mill NOUN NNS 3 nsubj\ndraw draw VERB VBP 0 root\n\
                     water water NOUN NN 3 obj";
        let owners = "the the DET DT 4 det\ngods god NOUN NNS 0 root\nof of ADP IN 6 case\n\
                      today today NOUN NN 6 nmod:poss\n's 's PART POS 4 case\nCorlanders Corlander PROPN NNPS 2 nmod";
        for words in [beside_a_name, participle, mills, owners] {
            assert_eq!(today(words), (false, true), "{words}");
        }
    }

    #[test]
    fn news_tells_of_its_day_even_in_a_tale() {
        let past = "Norr Norr PROPN NNP 2 nsubj\ndied die VERB VBD 0 root\ntoday today NOUN NN 2 obl";
        let going_on = "Norr Norr PROPN NNP 3 nsubj\nis be AUX VBZ 3 aux\nflying fly VERB VBG 0 root\n\
                        home home ADV RB 3 advmod\ntoday today NOUN NN 3 obl";
        for words in [past, going_on] {
            assert_eq!(today(words), (false, false), "{words}");
        }
    }

    #[test]
    fn a_season_may_only_describe_a_thing() {
        let describing = |words: &str| {
            let document = tree(words);
            let span = document.tokens()[0].span;
            describes(&document, &document.sentences()[0], span)
        };
        assert!(describing("summer summer NOUN NN 2 compound\nschool school NOUN NN 0 root"));
        assert!(describing("Winter winter NOUN NN 2 compound\nwheat wheat NOUN NN 0 root"));
        assert!(!describing("summer summer NOUN NN 2 compound\nmonths month NOUN NNS 0 root"));
        assert!(!describing("Summer summer NOUN NN 3 nsubj\nis be AUX VBZ 3 cop\nhot hot ADJ JJ 0 root"));
    }
}
