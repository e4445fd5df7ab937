//! A clause by its head: voice, finiteness, polarity, tense.

use hearsay_core::{BlockKind, Document, TokenId, Upos};

use super::closed_class::{is_negative_pronoun, is_negator};
use super::phrase::preposition;
use crate::lower::lower;
use crate::word_lists as lists;

/// Helpers of a predicate: "has", "was", "is".
const HELPERS: &[&str] = &["aux", "aux:pass", "cop"];

fn xpos(document: &Document, word: TokenId) -> &str {
    &document.token(word).xpos
}

/// Whether the form of a word is finite by itself: "attacked", "attacks", "may"; "said" but not "been".
pub(crate) fn is_finite_form(document: &Document, word: TokenId) -> bool {
    is_tensed(document, word) || xpos(document, word) == "MD"
}

/// The same without modals.
pub(crate) fn is_tensed(document: &Document, word: TokenId) -> bool {
    matches!(xpos(document, word), "VBD" | "VBZ" | "VBP")
}

/// Whether the form is a simple past.
pub(crate) fn is_past_form(document: &Document, word: TokenId) -> bool {
    xpos(document, word) == "VBD"
}

/// Whether a predicate or its first helper is finite: "attacked", "has attacked", "is ready".
pub(crate) fn is_finite(document: &Document, predicate: TokenId) -> bool {
    is_finite_form(document, predicate)
        || document.children_by(predicate, HELPERS).any(|helper| is_finite_form(document, helper))
}

/// Whether the predicate has a subject of its own: "it", "there" and clauses count.
pub(crate) fn has_subject(document: &Document, predicate: TokenId) -> bool {
    document.child(predicate, &["nsubj", "csubj", "expl"]).is_some()
}

/// Whether the predicate is an infinitive with "to"; "is to be sentenced" is none.
pub(crate) fn is_infinitive(document: &Document, predicate: TokenId) -> bool {
    let children = document.children(predicate);
    let is = |word: TokenId, labels: &[&str]| document.token(word).deprel.is_any(labels);
    let to = children.iter().position(|&word| document.lemma(word) == "to" && is(word, &["mark", "aux"]));
    let finite = |&word: &TokenId| is(word, &["aux", "cop"]) && is_finite_form(document, word);
    to.is_some_and(|to| !children[..to].iter().any(finite))
}

/// Whether the predicate is a form in "-ing" without a finite auxiliary.
pub(crate) fn is_gerund(document: &Document, predicate: TokenId) -> bool {
    let ing = |word: TokenId| xpos(document, word) == "VBG";
    ing(predicate) && document.child(predicate, &["aux"]).is_none()
        || document.children_by(predicate, &["aux", "cop"]).any(ing)
}

/// Whether the form is a past participle.
pub(crate) fn is_participle(document: &Document, word: TokenId) -> bool {
    let token = document.token(word);
    token.xpos.as_ref() == "VBN"
        || (token.feats.get("VerbForm") == Some("Part") && token.feats.get("Tense") == Some("Past"))
}

/// Whether the clause of `token` is in the passive: "were expelled", "diplomats expelled by Arland".
///
/// Parsers take simple pasts for participles and subjects for those of passives; what the clause itself shows (an object, a
/// "have", a finite form, running text that would need its "were") counts for more than their labels.
pub(crate) fn is_passive(document: &Document, token: TokenId) -> bool {
    // "said the amount was too small": a "was" behind the verb is not its own.
    if document.children_by(token, &["aux:pass"]).any(|helper| helper < token) {
        return true;
    }
    let agent =
        || document.children_by(token, &["obl"]).any(|phrase| preposition(document, phrase).as_deref() == Some("by"));
    let word = document.token(token);
    if document.child(token, &["nsubj:pass", "csubj:pass"]).is_some() {
        // "The minister called on Breland to leave", "has called on": running text needs its auxiliary, headlines do not.
        let have = document.children_by(token, &["aux"]).any(|word| document.lemma(word) == "have");
        let clause = word.deprel.is_any(&["root", "conj", "ccomp"]) && is_running_text(document, token);
        return agent() || !(have || is_tensed(document, token) || clause);
    }
    if is_asked(document, token) || is_told_in_short(document, token) {
        return true;
    }
    if document.child(token, &["obj", "aux"]).is_some() {
        return false;
    }
    // "Holm said by telephone": how it was said.
    let means = |agent: TokenId| lists::BY_MEANS.has(document.lemma(agent));
    if document.child(token, &["obl:agent"]).is_some_and(|agent| !means(agent)) {
        return true;
    }
    // "was arrested and charged", "has said and denied": the second verb is in the voice of the first.
    let bare = document.child(token, &["nsubj"]).is_none();
    let participle = is_participle(document, token);
    if let Some(first) = document.head(token).filter(|_| word.deprel.is("conj") && bare && participle)
        && document.child(first, &["aux", "aux:pass"]).is_some()
    {
        return is_passive(document, first);
    }
    // Headlines leave "were" out ("Two diplomats expelled by Arland"); elsewhere a subject and no agent is a past tense
    // that a tagger took for a participle.
    let free = || bare || is_headline(document, token);
    word.upos == Upos::Verb && ((agent() && (participle || free())) || (participle && free()))
}

/// "Asked whether it would, Dorn said": a participle, though the parser may take it for a past tense.
pub(crate) fn is_asked(document: &Document, token: TokenId) -> bool {
    document.lemma(token) == "ask"
        && matches!(xpos(document, token), "VBN" | "VBD")
        && document.child(token, &["nsubj", "aux", "obj"]).is_none()
        && (document.token(token).deprel.is("advcl") || document.sentence(token).tokens.start == token.0)
}

/// "Millions told to stay at home", "Treasurer stole, jury told in Sund", "Mayor told 'pay up'": who is told something stands beside the verb, and there is nobody else.
pub(crate) fn is_told_in_short(document: &Document, token: TokenId) -> bool {
    let behind = TokenId(token.0 + 1);
    let nobody = |word| matches!(document.token(word).upos, Upos::Adp | Upos::Part | Upos::Punct);
    let ends = !document.sentence(token).holds(behind) || nobody(behind);
    document.lemma(token) == "tell"
        && is_headline(document, token)
        && matches!(xpos(document, token), "VBN" | "VBD")
        && ends
        && document.child(token, &["obj", "iobj", "aux"]).is_none()
}

fn block(document: &Document, token: TokenId) -> Option<BlockKind> {
    document.article().block_at(document.token(token).span.start()).map(|block| block.kind)
}

/// Whether the word stands in a headline, whose grammar leaves out what running text needs.
pub(crate) fn is_headline(document: &Document, token: TokenId) -> bool {
    block(document, token) == Some(BlockKind::Headline)
}

/// Whether the word stands in running text.
pub(crate) fn is_running_text(document: &Document, token: TokenId) -> bool {
    matches!(block(document, token), Some(BlockKind::Paragraph | BlockKind::Comment(_)))
}

/// Whether the word is one that denies its clause: "not", "never", "no longer"; "not only" denies nothing.
pub(crate) fn is_negation(document: &Document, word: TokenId) -> bool {
    let no = || document.child(word, &["advmod", "det"]).is_some_and(|no| document.lemma(no) == "no");
    let longer = document.lemma(word) == "long" || document.form(word) == "longer";
    (matches!(document.lemma(word), "not" | "n't" | "n’t" | "never") && !is_not_only(document, word))
        || (longer && no())
}

/// "not only attacked but ..." attacked.
pub(crate) fn is_not_only(document: &Document, not: TokenId) -> bool {
    let next = document.tokens().get(not.index() + 1);
    next.is_some_and(|next| matches!(next.lemma.as_ref(), "only" | "just" | "merely" | "simply"))
}

/// Whether a predicate or a noun is under "not", "never", "no", "no longer", "hardly", or its subject is nobody.
pub(crate) fn is_negated(document: &Document, token: TokenId) -> bool {
    negators(document, token).next().is_some()
}

/// The words that put a predicate or a noun under "no".
pub(crate) fn negators(document: &Document, token: TokenId) -> impl Iterator<Item = TokenId> {
    let negative = move |&child: &TokenId| match document.token(child).deprel.base() {
        "advmod" | "det" | "cc" => {
            let lemma = lower(document.lemma(child));
            (is_negator(&lemma) && !is_not_only(document, child)) || lemma == "hardly" || is_negation(document, child)
        }
        "nsubj" => is_nobody(document, child),
        _ => false,
    };
    document.children(token).iter().copied().filter(negative)
}

/// "nobody", "none of them", "no diplomat".
pub(crate) fn is_nobody(document: &Document, phrase: TokenId) -> bool {
    let none = |det: TokenId| matches!(lower(document.lemma(det)).as_ref(), "no" | "neither");
    is_negative_pronoun(&lower(document.lemma(phrase))) || document.children_by(phrase, &["det"]).any(none)
}

/// Whether the sentence of the word asks.
pub(crate) fn is_question(document: &Document, token: TokenId) -> bool {
    document.sentence(token).ids().rev().take(3).any(|last| document.form(last) == "?")
}

/// "had attacked": before what is told.
pub(crate) fn is_past_perfect(document: &Document, predicate: TokenId) -> bool {
    document.children_by(predicate, &["aux"]).any(|aux| document.lemma(aux) == "have" && is_past_form(document, aux))
}

/// "attacked", "was attacked", "did attack"; not "has attacked".
pub(crate) fn is_simple_past(document: &Document, predicate: TokenId) -> bool {
    let mut helpers = document.children_by(predicate, &["aux", "aux:pass"]);
    is_past_form(document, predicate)
        || helpers.next().is_some_and(|first| is_past_form(document, first) && document.lemma(first) != "have")
}

/// The tense of a clause, as far as it tells of before, now or to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// "left", "has left", "had left"
    Past,
    /// "leaves", "is leaving": says little of the day
    Present,
    /// "will leave", "plans to leave"
    Future,
    /// No verb in sight, as in headlines
    Unknown,
}

/// The tense of a verb with its auxiliaries; unknown for other words and for infinitives and participles by themselves.
pub(crate) fn tense(document: &Document, verb: TokenId) -> Tense {
    let token = document.token(verb);
    let helpers = || document.children_by(verb, &["aux", "cop"]);
    let is_verbal = matches!(token.upos, Upos::Verb | Upos::Aux) || helpers().next().is_some();
    if !is_verbal {
        return Tense::Unknown;
    }
    if helpers().any(|helper| matches!(document.lemma(helper), "will" | "shall" | "'ll" | "would" | "may" | "might")) {
        return Tense::Future;
    }
    // "is to be held from November 20"
    let to = document.child(verb, &["mark"]).is_some_and(|mark| document.lemma(mark) == "to");
    let is_to = to && document.head(verb).is_some_and(|head| document.lemma(head) == "be");
    if is_to || (to && helpers().any(|helper| is_finite_form(document, helper) && document.lemma(helper) == "be")) {
        return Tense::Future;
    }
    let past = |token: TokenId| {
        let feats = &document.token(token).feats;
        is_past_form(document, token) || (feats.get("Tense") == Some("Past") && feats.get("VerbForm") == Some("Fin"))
    };
    if helpers().any(|helper| past(helper) || document.lemma(helper) == "have") || past(verb) {
        return Tense::Past;
    }
    // "is due to meet on Friday", "plans to visit in May", "goes to the polls on Sunday"
    if matches!(&*token.xpos, "VBZ" | "VBP" | "VBG") || helpers().any(|helper| document.lemma(helper) == "be") {
        return Tense::Present;
    }
    match document.child(verb, &["mark"]).map(|mark| document.lemma(mark)) {
        Some("to") if token.deprel.is_any(&["xcomp", "advcl", "acl", "csubj"]) => Tense::Future,
        _ => Tense::Unknown,
    }
}
