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
pub(super) fn is_nowadays(document: &Document, sentence: &Sentence, span: Span) -> bool {
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
    let going_on = &*document.token(verb).xpos == "VBG";
    if past || going_on || !(simple || participle) {
        return false;
    }
    let still = document.children_by(verb, &["advmod"]).any(|child| matches!(document.lemma(child), "still" | "even"));
    let lasting = LASTING.contains(&document.lemma(verb));
    let copula = document.child(verb, &["cop"]).is_some() || document.lemma(verb) == "be";
    let opens = tokens[..place].iter().all(|token| token.upos == Upos::Punct);
    let relative = document.token(verb).deprel.full() == "acl:relcl";
    still || lasting || (copula && (opens || relative))
}
