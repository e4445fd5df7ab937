//! Clauses hung on the wrong verb: what has a tense, or stands behind a comma, belongs to the clause with a tense.

use hearsay_core::{Deprel, Sentence, Token, TokenId, Upos};

use super::{children, is_finite};

/// Whether the verb or one of its helpers has a tense.
fn has_tense(sentence: &Sentence, tokens: &[Token], verb: TokenId) -> bool {
    let helps = |id: TokenId| tokens[id.index()].deprel.is_any(&["aux", "cop"]) && is_finite(&tokens[id.index()]);
    is_finite(&tokens[verb.index()]) || children(sentence, tokens, verb).any(helps)
}

/// The nearest verb with a tense above a word and before it; none inside a relative clause, whose own it is.
fn verb_with_tense(sentence: &Sentence, tokens: &[Token], of: TokenId) -> Option<TokenId> {
    let above = std::iter::successors(tokens[of.index()].head, |at| tokens[at.index()].head);
    let verbs = above.filter(|id| tokens[id.index()].upos == Upos::Verb);
    let mut finite = verbs.filter(|&id| has_tense(sentence, tokens, id));
    finite.next().filter(|&id| id < of)
}

/// "Police broke up a gang accused of smuggling arms, killing two men": a participle behind a comma goes with the verb that has
/// a tense, not with the last word before the comma.
pub(super) fn trailing_participle(
    sentence: &Sentence,
    tokens: &mut [Token],
    verb: TokenId,
    comma: impl Fn(TokenId) -> bool,
) {
    let token = &tokens[verb.index()];
    let ing = token.upos == Upos::Verb && &*token.xpos == "VBG";
    // "robbing banks, seizing cars and killing guards" is a list; without a conjunction it is none.
    let listed = || {
        let beside = token.head.into_iter().flat_map(|head| children(sentence, tokens, head));
        let mut joined = beside.filter(|&id| tokens[id.index()].deprel.is("conj"));
        joined.any(|id| children(sentence, tokens, id).any(|cc| tokens[cc.index()].deprel.is("cc")))
    };
    let bare = ing && (token.deprel.is_any(&["advcl", "acl"]) || (token.deprel.is("conj") && !listed()));
    let tied = |id: TokenId| tokens[id.index()].deprel.is_any(&["mark", "case", "nsubj", "aux", "cop", "cc"]);
    if !bare || children(sentence, tokens, verb).any(tied) {
        return;
    }
    let adverbs = children(sentence, tokens, verb).filter(|&id| id < verb && tokens[id.index()].deprel.is("advmod"));
    let first = adverbs.min().unwrap_or(verb);
    if !first.0.checked_sub(1).map(TokenId).is_some_and(|before| sentence.holds(before) && comma(before)) {
        return;
    }
    let Some(head) = tokens[verb.index()].head.filter(|&head| head < verb) else { return };
    let verbal = tokens[head.index()].upos == Upos::Verb;
    // "Anna Dorn, speaking in Arlen, said": what stands between a subject and its verb describes the subject.
    let describes = !verbal && !tokens[head.index()].deprel.is_any(&["obj", "obl"]);
    // "plans to leave, ending the war" ends it with the plan; "urged Dorn to leave, accusing him" accuses with the urging.
    let infinitive = &*tokens[head.index()].xpos == "VB";
    let told = || {
        let above = tokens[head.index()].head;
        above.is_some_and(|above| children(sentence, tokens, above).any(|id| tokens[id.index()].deprel.is("obj")))
    };
    if describes || (verbal && has_tense(sentence, tokens, head)) || (infinitive && !told()) {
        return;
    }
    if let Some(main) = verb_with_tense(sentence, tokens, verb) {
        tokens[verb.index()].head = Some(main);
        tokens[verb.index()].deprel = Deprel::new("advcl");
    }
}

/// "One point the US cites is the war": the name right before the verb of a bare relative clause is its subject.
pub(super) fn subject_of_a_relative(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    let token = &tokens[verb.index()];
    let bare = token.upos == Upos::Verb && token.deprel.full() == "acl:relcl" && is_finite(token);
    let tied = |id: TokenId| tokens[id.index()].deprel.is_any(&["nsubj", "nsubj:pass"]);
    if !bare || children(sentence, tokens, verb).any(tied) {
        return;
    }
    let name = verb.0.checked_sub(1).map(TokenId).filter(|&name| sentence.holds(name));
    let compound = |name: &TokenId| {
        let token = &tokens[name.index()];
        token.upos.is_nominal()
            && token.deprel.is("compound")
            && [Some(verb), tokens[verb.index()].head].contains(&token.head)
    };
    if let Some(name) = name.filter(compound) {
        tokens[name.index()].head = Some(verb);
        tokens[name.index()].deprel = Deprel::new("nsubj");
    }
}

/// The verb that one with a tense, and with neither subject nor helper of its own, is joined to.
fn joined_to(sentence: &Sentence, tokens: &[Token], verb: TokenId) -> Option<TokenId> {
    let token = &tokens[verb.index()];
    let own = |id: TokenId| tokens[id.index()].deprel.is_any(&["nsubj", "aux", "mark"]);
    let bare = matches!(&*token.xpos, "VBZ" | "VBD") && !children(sentence, tokens, verb).any(own);
    token.head.filter(|&head| bare && head < verb && token.deprel.is("conj"))
}

/// "bars Dorn from leaving the country and freezes his accounts": a verb with a tense goes on after a verb with the same.
pub(super) fn conjunct_with_tense(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    let Some(head) = joined_to(sentence, tokens, verb) else { return };
    let form = tokens[verb.index()].xpos.clone();
    let untensed = tokens[head.index()].upos == Upos::Verb
        && matches!(&*tokens[head.index()].xpos, "VB" | "VBG")
        && !has_tense(sentence, tokens, head);
    let first = verb_with_tense(sentence, tokens, verb).filter(|first| untensed && tokens[first.index()].xpos == form);
    if let Some(first) = first {
        tokens[verb.index()].head = Some(first);
    }
}

/// "says that the officers were arrested and demands their release": a verb goes on after the one that has its tense, not after the
/// clause of that one, which has another.
pub(super) fn conjunct_of_the_main_verb(sentence: &Sentence, tokens: &mut [Token], verb: TokenId) {
    let token = &tokens[verb.index()];
    let Some(first) = joined_to(sentence, tokens, verb) else { return };
    // "confirmed it has infected 200 people and killed three": after a participle a past tense may be another one.
    if &*token.xpos == "VBD" && &*tokens[first.index()].xpos == "VBN" {
        return;
    }
    let clause = std::iter::successors(Some(first), |at| tokens[at.index()].head.filter(|up| up < at));
    let clause = clause.take_while(|at| tokens[at.index()].deprel.is_any(&["conj", "ccomp"]));
    let main = clause.last().filter(|at| tokens[at.index()].deprel.is("ccomp")).and_then(|at| tokens[at.index()].head);
    let Some(main) = main.filter(|&main| main < first && tokens[main.index()].xpos == token.xpos) else { return };
    let tense = |id: TokenId| match &*tokens[id.index()].xpos {
        tensed @ ("VBZ" | "VBP" | "VBD" | "MD") => Some(if tensed == "VBP" { "VBZ" } else { tensed }),
        _ => None,
    };
    let helper = children(sentence, tokens, first)
        .filter(|id| tokens[id.index()].deprel.is_any(&["aux", "cop"]))
        .find_map(tense);
    if helper.or(tense(first)).is_some_and(|tense| tense != &*token.xpos) {
        tokens[verb.index()].head = Some(main);
    }
}

/// "accused Arland's agency of supporting rebels", "is accused by the United Nations of murder": behind a verb of charging and the
/// charged or the charger, "of" with a form in "-ing" is the verb's, and so is "of" with a noun behind a name.
pub(super) fn charge_of_the_verb(sentence: &Sentence, tokens: &mut [Token], charge: TokenId) {
    let token = &tokens[charge.index()];
    let gerund = &*token.xpos == "VBG" && token.deprel.is_any(&["acl", "nmod"]);
    let noun = token.deprel.is("nmod") && token.upos == Upos::Noun;
    let marked = |of: TokenId, word: &str| {
        let word =
            |id: TokenId| tokens[id.index()].deprel.is_any(&["mark", "case"]) && &*tokens[id.index()].lemma == word;
        children(sentence, tokens, of).any(word)
    };
    let party = |id: &TokenId| {
        let party = &tokens[id.index()];
        let beside = party.deprel.is("obl") && (gerund || marked(*id, "by"));
        (gerund || noun && party.upos == Upos::Propn) && (party.deprel.is("obj") || beside)
    };
    let charging = token.head.filter(party).and_then(|party| tokens[party.index()].head);
    let Some(charging) = charging.filter(|_| marked(charge, "of")) else { return };
    let charges = matches!(
        &*tokens[charging.index()].lemma,
        "accuse" | "suspect" | "convict" | "acquit" | "absolve" | "exonerate" | "clear"
    );
    if charges {
        tokens[charge.index()].head = Some(charging);
        tokens[charge.index()].deprel = Deprel::new(if gerund { "advcl" } else { "obl" });
    }
}

/// "are accused of building bombs": a form in "-ing" with a preposition of its own is no part of a compound, and the noun behind it
/// its object.
pub(super) fn gerund_of_a_compound(sentence: &Sentence, tokens: &mut [Token], gerund: TokenId) {
    let token = &tokens[gerund.index()];
    let before = gerund.0.checked_sub(1).map(|before| &tokens[before as usize]);
    let marked = before.is_some_and(|before| before.head == Some(gerund) && before.deprel.is_any(&["mark", "case"]));
    let Some(noun) = token.head.filter(|_| marked && &*token.xpos == "VBG" && token.deprel.is("compound")) else {
        return;
    };
    let Some(verb) = tokens[noun.index()].head.filter(|&verb| sentence.holds(verb) && verb < gerund) else { return };
    let deprel = if tokens[verb.index()].upos == Upos::Verb { "advcl" } else { "acl" };
    (tokens[gerund.index()].head, tokens[gerund.index()].deprel) = (Some(verb), Deprel::new(deprel));
    (tokens[noun.index()].head, tokens[noun.index()].deprel) = (Some(gerund), Deprel::new("obj"));
}

/// "links ISI to attack on embassy": behind an object, "to" with a word that is followed at once by "on" or "against" and has
/// no object is a preposition, and the word a noun.
pub(super) fn noun_behind_to<'f>(
    sentence: &Sentence,
    tokens: &mut [Token],
    verb: TokenId,
    form: impl Fn(TokenId) -> &'f str,
) {
    let token = &tokens[verb.index()];
    if token.upos != Upos::Verb || &*token.xpos != "VB" || !token.deprel.is_any(&["xcomp", "advcl", "acl"]) {
        return;
    }
    let next = TokenId(verb.0 + 1);
    let on = sentence.holds(next) && ["on", "against"].iter().any(|word| form(next).eq_ignore_ascii_case(word));
    let object = children(sentence, tokens, verb).any(|id| tokens[id.index()].deprel.is_any(&["obj", "nsubj", "aux"]));
    let to = children(sentence, tokens, verb).find(|&id| form(id).eq_ignore_ascii_case("to"));
    let (Some(to), Some(head), true, false) = (to, token.head, on, object) else { return };
    let has_object = children(sentence, tokens, head).any(|id| tokens[id.index()].deprel.is("obj") && id < to);
    let event = matches!(&*token.lemma, "attack" | "raid" | "strike" | "assault" | "plot" | "crackdown" | "ambush");
    if !has_object || !event || to.0 + 1 != verb.0 {
        return;
    }
    let token = &mut tokens[verb.index()];
    (token.upos, token.xpos, token.deprel) = (Upos::Noun, "NN".into(), Deprel::new("obl"));
    let to = &mut tokens[to.index()];
    (to.upos, to.xpos, to.deprel) = (Upos::Adp, "IN".into(), Deprel::new("case"));
    for id in sentence.ids().filter(|&id| id > verb) {
        if tokens[id.index()].head == Some(verb) && tokens[id.index()].deprel.is("obl") {
            tokens[id.index()].deprel = Deprel::new("nmod");
        }
    }
}

/// "responding to shelling from Breland": behind a verb of answering, a form in "-ing" without an object is what happened.
pub(super) fn answered_deed<'f>(
    sentence: &Sentence,
    tokens: &mut [Token],
    verb: TokenId,
    form: impl Fn(TokenId) -> &'f str,
) {
    let token = &tokens[verb.index()];
    if token.upos != Upos::Verb || &*token.xpos != "VBG" {
        return;
    }
    let answers = |head: TokenId| {
        matches!(&*tokens[head.index()].lemma, "respond" | "retaliate" | "react" | "reply" | "response" | "reaction")
    };
    let Some(head) = token.head.filter(|&head| head < verb && answers(head)) else { return };
    let own = |id: TokenId| tokens[id.index()].deprel.is_any(&["obj", "nsubj", "aux", "xcomp", "ccomp"]);
    let mark =
        children(sentence, tokens, verb).find(|&id| id < verb && tokens[id.index()].deprel.is_any(&["mark", "case"]));
    let Some(mark) = mark.filter(|_| !children(sentence, tokens, verb).any(own)) else { return };
    let deprel = if tokens[head.index()].upos == Upos::Verb { "obl" } else { "nmod" };
    let token = &mut tokens[verb.index()];
    (token.upos, token.xpos, token.deprel) = (Upos::Noun, "NN".into(), Deprel::new(deprel));
    token.lemma = form(verb).to_lowercase().into();
    let mark = &mut tokens[mark.index()];
    (mark.upos, mark.deprel) = (Upos::Adp, Deprel::new("case"));
    for id in sentence.ids().filter(|&id| id > verb) {
        if tokens[id.index()].head == Some(verb) && tokens[id.index()].deprel.is("obl") {
            tokens[id.index()].deprel = Deprel::new("nmod");
        }
    }
}
