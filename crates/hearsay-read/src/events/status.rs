//! The footing of a deed: the statements that hold it, from the outermost voice inward, and the grammar between the
//! deed and its clause. The weakest of all counts.

use hearsay_core::{BlockKind, Document, Plover, Stance, Statement, StatementId, Status, TokenId, Upos, Voice};

use super::frame::Frames;
use super::matching::Match;
use super::words::{Footing, Place};
use crate::deeds::TriggerKind;
use crate::statements::reach;

/// How many clauses above a deed can still change its footing.
const REACH: usize = 16;

/// Judges deeds of one document.
pub(super) struct Judge<'d> {
    pub(super) document: &'d Document,
    pub(super) frames: Frames<'d>,
    pub(super) footing: &'d Footing,
    pub(super) statements: &'d [Statement],
    /// For each sentence the statements whose content reaches into it.
    by_sentence: Vec<Vec<usize>>,
    /// For each sentence the statements whose cue stands in it.
    cued_in: Vec<Vec<usize>>,
}

/// In whose voice a deed stands, and on what footing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) voice: Voice,
    pub(super) status: Status,
    pub(super) according_to: Option<StatementId>,
    /// The trigger is itself the cue of a statement ("accused", "denied").
    pub(super) speaks: bool,
}

impl<'d> Judge<'d> {
    pub(super) fn new(frames: Frames<'d>, statements: &'d [Statement]) -> Self {
        let document = frames.document;
        let by_sentence = reach::by_sentence(document, statements, |statement| &statement.content);
        let cued_in = reach::by_sentence(document, statements, |statement| {
            statement.cue.as_ref().map_or(&[], |cue| cue.spans.as_slice())
        });
        Self { document, frames, footing: frames.footing, statements, by_sentence, cued_in }
    }

    /// The footing of a deed.
    pub(super) fn ground(&self, found: &Match<'_>) -> Ground {
        let document = self.document;
        let span = document.token(found.head).span;
        let comment =
            matches!(document.article().block_at(span.start()).map(|block| block.kind), Some(BlockKind::Comment(_)));
        let voice = if comment { Voice::Comment } else { Voice::Report };
        let mut status = if comment { Status::Claimed } else { Status::Reported };
        let presupposed = self.is_presupposed(found);
        let mut speaks = false;
        let mut innermost: Option<(usize, &Statement)> = None;
        for &number in &self.by_sentence[document.sentence_id(found.head).index()] {
            let statement = &self.statements[number];
            if !statement.content.iter().any(|content| content.contains(span)) || self.is_cue(statement, found) {
                continue;
            }
            status = status.max(stance_status(statement, presupposed));
            let length = statement.content.iter().map(|content| content.len()).sum();
            if innermost.is_none_or(|(shortest, _)| length <= shortest) {
                innermost = Some((length, statement));
            }
        }
        let mut according_to = innermost.map(|(_, statement)| statement.id);
        let cued = &self.cued_in[document.sentence_id(found.head).index()];
        let own = cued.iter().map(|&number| &self.statements[number]).find(|statement| self.is_cue(statement, found));
        if let Some(own) = own {
            speaks = true;
            according_to = according_to.or(own.within);
        }
        // Statements around the innermost one, and around the one that this deed opens.
        for first in [innermost.and_then(|(_, statement)| statement.within), own.and_then(|own| own.within)] {
            let mut next = first;
            for _ in 0..REACH {
                let Some(outer) = next.and_then(|id| self.statements.get(id.index())) else { break };
                status = status.max(stance_status(outer, presupposed));
                next = outer.within;
            }
        }
        status = status.max(self.grammar(found, presupposed));
        Ground { voice, status, according_to, speaks }
    }

    fn is_cue(&self, statement: &Statement, found: &Match<'_>) -> bool {
        let span = self.document.token(found.head).span;
        statement.cue.as_ref().is_some_and(|cue| cue.spans.iter().any(|cue| cue.contains(span)))
    }

    /// "denied involvement in the November attack" denies a part in it, not that it was: an event noun with "the", "this" or
    /// an owner stands whatever is said about it, unless the saying is about who did it.
    fn is_presupposed(&self, found: &Match<'_>) -> bool {
        let lent = found.who.iter().any(|party| party.shared);
        found.pattern.kind == TriggerKind::Noun && !lent && self.is_definite(found.head)
    }

    fn is_definite(&self, noun: TokenId) -> bool {
        let document = self.document;
        document.children_by(noun, &["det", "nmod:poss"]).any(|child| {
            document.token(child).deprel.full() == "nmod:poss"
                || matches!(document.lemma(child).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        })
    }

    /// What grammar says, from the trigger up to the root.
    fn grammar(&self, found: &Match<'_>, presupposed: bool) -> Status {
        let document = self.document;
        let mut status = self.own(found.head);
        if let Some(noun) = found.noun {
            status = status.max(self.own(noun));
        }
        if self.is_question(found.head) {
            status = status.max(Status::Possible);
        }
        let verb = found.pattern.kind == TriggerKind::Verb;
        let mut climb = Climb {
            status,
            presupposed,
            detached: false,
            nominal: found.pattern.kind == TriggerKind::Noun,
            voiced: Some(found.deed.plover).filter(|_| verb),
        };
        let mut node = found.head;
        for _ in 0..REACH {
            let Some(head) = document.head(node) else { break };
            self.step(node, head, &mut climb);
            if !document.token(node).deprel.is("conj") {
                climb.voiced = None;
            }
            node = head;
        }
        climb.status
    }

    fn step(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let deprel = &document.token(node).deprel;
        let above = document.token(head).upos;
        match deprel.full() {
            "acl:relcl" if self.is_content_clause(node, head) => {
                self.govern(node, head, climb);
                climb.nominal = true;
                climb.presupposed = false;
                return;
            }
            "acl:relcl" | "amod" | "parataxis" | "appos" | "vocative" | "discourse" | "dislocated" => {
                climb.detached = true;
                return;
            }
            "nmod:poss" => {
                climb.detached = true;
                return;
            }
            _ => {}
        }
        match deprel.base() {
            "conj" => self.conjunct(node, head, climb),
            "ccomp" | "csubj" | "xcomp" => {
                let clause = document.child(node, &["mark"]).map(|mark| document.lemma(mark).to_lowercase());
                if let Some(status) = clause.as_deref().and_then(|mark| self.footing.status(Place::Mark, mark)) {
                    climb.weaken(status);
                }
                self.govern(node, head, climb);
            }
            "advcl" => self.adverbial(node, head, climb),
            "acl" => {
                // "a plan to attack" is governed by the plan; "militants attacking Breland" is not by the militants.
                let infinitive = document.child(node, &["mark"]).is_some();
                // "no evidence that Arland attacked", "claims it bombed": the noun governs the clause with or without "that".
                let infinitive = infinitive
                    || (document.child(node, &["nsubj"]).is_some()
                        && self.footing.status(Place::Noun, document.lemma(head)).is_some());
                match infinitive {
                    true if self.footing.status(Place::Noun, document.lemma(head)).is_none() => {
                        climb.weaken(Status::Possible);
                        self.govern(node, head, climb);
                    }
                    true => self.govern(node, head, climb),
                    false => climb.detached = true,
                }
                climb.nominal = true;
                climb.presupposed = false;
            }
            "obj" | "nsubj" | "obl" | "nmod" | "iobj" | "compound" => self.nominal(node, head, climb),
            _ => {}
        }
        if above == Upos::Verb {
            // "to protest the arrest of Dorn": whatever the protest is, the arrest was.
            let lemma = document.lemma(head);
            let own = deprel.is_any(&["obj", "obl"]) && self.governor(node, head).is_none();
            if climb.presupposed && climb.nominal && own && !self.footing.is_light(lemma) {
                climb.detached = true;
            }
            climb.nominal = false;
            climb.presupposed = false;
        }
    }

    /// "reports that it attacked Breland", taken for a relative clause by a parser: all its places are filled.
    fn is_content_clause(&self, node: TokenId, head: TokenId) -> bool {
        let document = self.document;
        let that = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "that");
        // "an allegation he assaulted Dorn": with subject and object of its own no relative clause has room for the noun.
        let filled = document.child(node, &["obj"]).is_some_and(|object| object > node)
            && matches!(
                self.footing.status(Place::Noun, document.lemma(head)),
                Some(Status::Claimed | Status::Alleged | Status::Denied)
            );
        (that || filled)
            && document.child(node, &["nsubj", "nsubj:pass"]).is_some()
            && self.footing.status(Place::Noun, document.lemma(head)).is_some()
    }

    /// "may attack and kill", "did not attack or kill": what stands before the first verb holds for both.
    fn conjunct(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let own_clause = document.child(node, &["nsubj", "csubj", "aux"]).is_some();
        let contrast = document.children_by(node, &["cc"]).any(|cc| matches!(document.lemma(cc), "but" | "yet"));
        if own_clause || climb.detached {
            return;
        }
        let own = self.own(head);
        if !(contrast && own == Status::Negated) {
            climb.weaken(own);
        }
    }

    /// A clause governed by a verb, a noun or an adjective.
    fn govern(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let own = self.own(head);
        // "no evidence that Arland attacked": what nobody can show is not so, as far as the text goes.
        let shown =
            matches!(document.lemma(head), "evidence" | "proof" | "sign" | "indication" | "trace" | "hint" | "truth");
        if shown && own == Status::Negated && document.token(head).upos.is_nominal() {
            climb.weaken(Status::Negated);
            return;
        }
        if self.not_yet(node, head) {
            climb.weaken(Status::Negated);
            return;
        }
        let governs = self.governor(node, head).map(|status| self.infinitive_of_saying(node, head, status));
        let finite = document.child(node, &["nsubj"]).is_some() && document.token(node).deprel.base() != "xcomp";
        match governs {
            Some(Status::Claimed) => {
                climb.weaken(Status::Claimed);
                if own == Status::Negated {
                    climb.weaken(Status::Possible); // "did not say that"
                }
            }
            // "did not fail to", "did not deny": two negations, and we do not say more than the text does.
            Some(Status::Negated | Status::Denied) if own == Status::Negated => climb.weaken(Status::Alleged),
            Some(status) => {
                climb.weaken(status);
                if !climb.detached {
                    climb.weaken(own);
                }
            }
            // "did not manage to attack", "may begin to attack"; but "did not know that Arland attacked" leaves the attack.
            None if !finite && !climb.detached => climb.weaken(own),
            None => {}
        }
    }

    /// "has yet to sign", "have still to sign"
    fn not_yet(&self, node: TokenId, head: TokenId) -> bool {
        let document = self.document;
        let to = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "to");
        let yet =
            |token: TokenId| document.children_by(token, &["advmod"]).any(|adverb| document.lemma(adverb) == "yet");
        let over = matches!(document.lemma(head), "have" | "be" | "remain");
        to && over && (yet(head) || yet(node))
    }

    /// "told the guards to attack" asks for it; "is said to have attacked" leaves it with those who say so.
    fn infinitive_of_saying(&self, node: TokenId, head: TokenId, status: Status) -> Status {
        let document = self.document;
        let to = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "to");
        match status {
            Status::Claimed if to && document.token(head).upos == Upos::Verb => {
                if self.frames.is_passive(head) && document.child(head, &["obj", "iobj"]).is_none() {
                    Status::Alleged
                } else if document.lemma(head) == "tell" {
                    Status::Possible
                } else {
                    status
                }
            }
            _ => status,
        }
    }

    /// A clause with a subject and a tense or a modal of its own.
    fn is_finite(&self, node: TokenId) -> bool {
        let document = self.document;
        let finite = |token: TokenId| matches!(document.token(token).xpos.as_ref(), "VBD" | "VBZ" | "VBP" | "MD");
        document.child(node, &["nsubj", "nsubj:pass", "expl"]).is_some()
            && (finite(node) || document.children_by(node, &["aux", "aux:pass", "cop"]).any(finite))
    }

    /// What the word above does to the clause or the noun under it.
    fn governor(&self, node: TokenId, head: TokenId) -> Option<Status> {
        let document = self.document;
        let word = document.token(head);
        let place = match word.upos {
            Upos::Verb | Upos::Aux => Place::Verb,
            Upos::Adj => Place::Adjective,
            _ => Place::Noun,
        };
        let lemma = document.lemma(head);
        // "call off", "stop from": the verb with its particle or the clause's own mark.
        let particle = document
            .children(head)
            .iter()
            .filter(|&&child| {
                matches!(document.token(child).upos, Upos::Adp | Upos::Adv) || document.lemma(child) == "short"
            })
            .chain(
                document.children(node).iter().filter(|&&child| document.token(child).deprel.is_any(&["mark", "case"])),
            )
            .find_map(|&child| {
                self.footing.status(place, &format!("{lemma} {}", document.lemma(child).to_lowercase()))
            });
        if particle.is_some() {
            return particle;
        }
        // "went on trial for attacking"
        let trial = |child: TokenId| document.lemma(child) == "trial";
        if document.children_by(head, &["obl"]).any(trial) && document.child(node, &["mark"]).is_some() {
            return Some(Status::Alleged);
        }
        match lemma {
            "go" if word.xpos.as_ref() != "VBG" => None,
            // "warned that it would attack" has its own "would"; "warned him to leave" asks.
            "warn" if self.is_finite(node) => Some(Status::Claimed),
            "have" if document.token(node).deprel.base() == "xcomp" => {
                (word.feats.get("Tense") == Some("Pres")).then_some(Status::Possible)
            }
            // "in charge of the aid"
            "charge" if self.frames.preposition(head).as_deref() == Some("in") => None,
            _ => {
                let status = self.footing.status(place, lemma);
                // "was expected to", "is believed to have", "is due to": participles stand for adjectives too.
                let participle = word.upos == Upos::Verb && self.frames.is_passive(head);
                status.or_else(|| self.footing.status(Place::Adjective, lemma).filter(|_| participle))
            }
        }
    }

    /// Whether the purpose of what the head says was met by it.
    fn is_done(&self, node: TokenId, head: TokenId, voiced: Option<Plover>) -> bool {
        let lemma = self.document.lemma(head);
        let gerund = &*self.document.token(node).xpos == "VBG";
        match voiced {
            // "shunned work to protest": what was shunned has its own word.
            Some(Plover::Protest) if !gerund => self
                .governor(node, head)
                .is_none_or(|status| status == Status::Negated && self.document.child(head, &["obj"]).is_some()),
            Some(Plover::Request) if !gerund => self.footing.voices(lemma),
            _ => gerund && self.footing.resorts(lemma),
        }
    }

    fn adverbial(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        if self.not_yet(node, head) {
            climb.weaken(Status::Negated);
            return;
        }
        // "far from recalling its envoy"
        let far =
            |token: TokenId| document.children_by(token, &["advmod"]).any(|adverb| document.lemma(adverb) == "far");
        let from = document.children_by(node, &["mark", "case"]).any(|mark| document.lemma(mark) == "from");
        if from && (far(node) || document.children_by(node, &["mark"]).any(far)) {
            climb.weaken(Status::Negated);
            return;
        }
        let marks = document.children_by(node, &["mark", "advmod", "case"]);
        let mark = marks
            .map(|mark| document.lemma(mark).to_lowercase())
            .find(|mark| self.footing.status(Place::Mark, mark).is_some() || GOVERNING_MARKS.contains(&mark.as_str()));
        match mark.as_deref() {
            Some(mark) if self.footing.status(Place::Mark, mark).is_some() => {
                climb.weaken(self.footing.status(Place::Mark, mark).unwrap_or(Status::Possible));
            }
            // "resorted to throwing stones", "gathered to protest", "marched to demand": so they did.
            Some("to") if self.is_done(node, head, climb.voiced) => {
                if !climb.detached {
                    climb.weaken(self.own(head));
                }
            }
            // "sent troops to attack Breland" says what for, not that they did.
            Some("to") => {
                climb.weaken(Status::Possible);
                self.govern(node, head, climb);
            }
            Some(_) => {
                if let Some(status) = self.governor(node, head) {
                    climb.weaken(status);
                    if self.own(head) == Status::Negated && status != Status::Claimed {
                        climb.weaken(Status::Possible);
                    }
                }
            }
            None => {
                let finite_past = document.token(node).xpos.as_ref() == "VBD";
                let own = self.own(head);
                if !finite_past && matches!(own, Status::Future | Status::Possible) && !climb.detached {
                    climb.weaken(own);
                }
            }
        }
    }

    /// An event noun, or a noun above the deed, under a verb or another noun.
    fn nominal(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        if climb.detached || !climb.nominal {
            return;
        }
        let document = self.document;
        let deprel = &document.token(node).deprel;
        let case = self.frames.preposition(node);
        let governed = match deprel.base() {
            "obj" => true,
            "nsubj" => self.frames.is_passive(head),
            "compound" => true,
            // "warned of a raid", but "in talks with Breland he warned" and "warned in talks".
            "obl" => {
                node > head
                    && matches!(
                        case.as_deref(),
                        Some("of" | "for" | "to" | "with" | "about" | "over" | "against" | "on" | "from")
                    )
            }
            _ => matches!(
                case.as_deref(),
                Some("of" | "for" | "to" | "with" | "about" | "over" | "against" | "on" | "in")
            ),
        };
        let above = document.token(head);
        let lemma = document.lemma(head);
        let verbal = above.upos == Upos::Verb;
        let linked = if verbal { self.footing.is_light(lemma) } else { self.footing.is_role(lemma) };
        let said = self.footing.status(Place::Noun, document.lemma(node));
        let claim = matches!(said, Some(Status::Claimed | Status::Alleged)) || self.is_cue_noun(node);
        if claim
            && verbal
            && let Some(status) = self.footing.status(Place::Claim, lemma)
        {
            climb.weaken(status);
        } else if governed && let Some(status) = self.governor(node, head) {
            // What is only said, suspected or denied of "the attack" is not that there was one.
            let about = matches!(status, Status::Claimed | Status::Alleged | Status::Denied);
            if !(about && climb.presupposed) {
                climb.weaken(status);
            }
        }
        let occurs = deprel.base() == "nsubj" || governed;
        if occurs && (linked || (!climb.presupposed && verbal)) {
            climb.weaken(self.own(head));
        }
        let governs = governed && self.governor(node, head).is_some();
        if !(verbal || linked || governs) {
            climb.detached = true; // "victims of the attack", "condemnation of the raid"
        } else if !verbal && self.governor(node, head) == Some(Status::Claimed) {
            climb.detached = true; // what befalls a report does not befall what it reports
        } else if !verbal {
            climb.weaken(self.own(head)); // "no threat of war"
        }
    }

    /// "The story that Arland attacked": a noun that may hold a claim.
    fn is_cue_noun(&self, noun: TokenId) -> bool {
        matches!(self.document.lemma(noun), "story" | "news" | "account" | "narrative" | "version")
    }

    /// What a word's own helpers, adverbs and determiners say: "may", "not", "allegedly", "no", "planned".
    fn own(&self, token: TokenId) -> Status {
        let document = self.document;
        let word = document.token(token);
        let mut status = Status::Reported;
        for &child in document.children(token) {
            let helper = document.token(child);
            let lemma = helper.lemma.to_lowercase();
            let found = match helper.deprel.base() {
                "aux" => self.modal(token, child, &lemma),
                "advmod" | "cc" => self.footing.status(Place::Adverb, &lemma).filter(|_| !self.is_not_only(child)),
                "det" if matches!(lemma.as_str(), "no" | "neither") => Some(Status::Negated),
                "det" if lemma == "any" && word.upos.is_nominal() => Some(Status::Possible),
                "amod" | "compound" if child < token => self
                    .footing
                    .status(Place::Attribute, &document.form(child).to_lowercase())
                    .or_else(|| self.footing.status(Place::Attribute, &lemma)),
                // "No diplomats were expelled", "took no action", "nobody was hurt"
                "nsubj" | "obj" if word.upos != Upos::Noun || document.child(token, &["cop"]).is_some() => {
                    self.is_nobody(child).then_some(Status::Negated)
                }
                "mark" if lemma == "to" && self.was_to_have(token) => Some(Status::Negated),
                "mark" if lemma == "to" && self.is_headline_future(token) => Some(Status::Future),
                _ => None,
            };
            status = status.max(found.unwrap_or(Status::Reported));
        }
        if self.is_inverted(token) {
            status = status.max(Status::Possible);
        }
        if word.feats.get("Mood") == Some("Imp") {
            status = status.max(Status::Possible);
        }
        status
    }

    /// "Had Arland attacked, ...", "Should the talks fail, ...": a condition without "if".
    fn is_inverted(&self, verb: TokenId) -> bool {
        let document = self.document;
        let Some(subject) = document.child(verb, &["nsubj", "nsubj:pass"]) else { return false };
        document.children_by(verb, &["aux", "aux:pass", "cop"]).next().is_some_and(|first| {
            let opens =
                first < subject && document.children(verb).iter().all(|&child| child >= first || !self.asks(child));
            opens && matches!(document.form(first).to_lowercase().as_str(), "had" | "should" | "were")
        })
    }

    /// "why had they", "whom should he": a word that asks stands before.
    fn asks(&self, token: TokenId) -> bool {
        matches!(self.document.token(token).xpos.as_ref(), "WP" | "WRB" | "WDT" | "WP$")
    }

    /// "was to have met": it did not come to it.
    fn was_to_have(&self, verb: TokenId) -> bool {
        let document = self.document;
        let perfect = document
            .children_by(verb, &["aux"])
            .any(|aux| document.token(aux).xpos.as_ref() == "VB" && document.lemma(aux) == "have");
        let was = |token: TokenId| document.lemma(token) == "be" && document.token(token).xpos.as_ref() == "VBD";
        let before = document.children_by(verb, &["aux", "aux:pass", "cop"]).any(was);
        perfect && (before || document.head(verb).is_some_and(was))
    }

    fn modal(&self, verb: TokenId, modal: TokenId, lemma: &str) -> Option<Status> {
        let document = self.document;
        match lemma {
            "may" | "might" | "can" | "could" | "should" | "must" | "ought" => Some(Status::Possible),
            "will" | "shall" | "'ll" | "wo" | "’ll" => {
                // "would" is lemmatised "will" in some treebanks.
                let form = document.form(modal).to_lowercase();
                Some(if form.starts_with("wou") || form == "'d" || form == "’d" {
                    self.would(verb)
                } else {
                    Status::Future
                })
            }
            "would" | "'d" | "’d" => Some(self.would(verb)),
            _ => None,
        }
    }

    /// "said it would expel" is a plan told later; any other "would" hangs on a condition.
    fn would(&self, verb: TokenId) -> Status {
        let document = self.document;
        let told = document.token(verb).deprel.base() == "ccomp"
            && document.head(verb).is_some_and(|head| document.token(head).xpos.as_ref() != "VBZ");
        let perfect = document.children_by(verb, &["aux"]).any(|aux| document.lemma(aux) == "have");
        if told && !perfect { Status::Future } else { Status::Possible }
    }

    /// "Arland to expel envoys", "is to meet": an infinitive that nothing governs.
    fn is_headline_future(&self, token: TokenId) -> bool {
        matches!(self.document.token(token).deprel.base(), "root" | "conj" | "parataxis" | "ccomp")
            && self.document.child(token, &["nsubj"]).is_some()
            || (self.document.token(token).deprel.base() == "root"
                && self.document.child(token, &["obj", "obl"]).is_some())
    }

    fn is_nobody(&self, token: TokenId) -> bool {
        let document = self.document;
        matches!(document.lemma(token).to_lowercase().as_str(), "nobody" | "none" | "nothing" | "neither")
            || document
                .children_by(token, &["det"])
                .any(|det| matches!(document.lemma(det).to_lowercase().as_str(), "no" | "neither"))
    }

    /// "not only attacked but ..." attacked.
    fn is_not_only(&self, not: TokenId) -> bool {
        let next = self.document.tokens().get(not.index() + 1);
        next.is_some_and(|next| matches!(next.lemma.as_ref(), "only" | "just" | "merely" | "simply"))
    }

    fn is_question(&self, token: TokenId) -> bool {
        let sentence = self.document.sentence(token);
        sentence.ids().rev().take(3).any(|last| self.document.form(last) == "?")
    }
}

const GOVERNING_MARKS: &[&str] = &["to", "of", "for", "from", "into", "with", "against", "over"];

struct Climb {
    status: Status,
    /// The deed stands whatever is said about it.
    presupposed: bool,
    /// What comes above no longer governs the deed; only who says so still counts.
    detached: bool,
    /// The deed, or the last word passed, is a noun.
    nominal: bool,
    /// What is done by a verb, as long as no other verb was passed.
    voiced: Option<Plover>,
}

impl Climb {
    fn weaken(&mut self, status: Status) {
        // Above a relative clause only a saying still matters: "said that the group, which attacked Breland, ..."
        if !self.detached || status == Status::Claimed {
            self.status = self.status.max(status);
        }
    }
}

/// What a speaker's stance makes of the content.
pub(crate) fn stance_status(statement: &Statement, presupposed: bool) -> Status {
    let plain = match statement.stance {
        Stance::Asserts | Stance::Confirms | Stance::Discloses | Stance::Praises | Stance::Criticises => {
            Status::Claimed
        }
        Stance::Denies if presupposed => return Status::Claimed,
        Stance::Denies => Status::Denied,
        Stance::Alleges | Stance::Believes | Stance::Doubts => Status::Alleged,
        // "will kill them, the general warned": the words warned of carry their own "will".
        Stance::Demands | Stance::Fears if statement.cue.as_ref().is_some_and(|cue| cue.lemma == "warn") => {
            Status::Claimed
        }
        Stance::Predicts | Stance::Intends | Stance::Threatens | Stance::Decrees => Status::Future,
        Stance::Hopes | Stance::Fears | Stance::Asks | Stance::Demands | Stance::Declines => Status::Possible,
        Stance::Refuses if statement.cue.as_ref().is_some_and(|cue| cue.lemma.starts_with("reluct")) => {
            Status::Possible
        }
        Stance::Refuses => Status::Negated,
    };
    match (plain, statement.negated) {
        (Status::Denied, true) => Status::Alleged,
        (_, true) => plain.max(Status::Possible),
        (Status::Claimed, false) if statement.hedged => Status::Alleged,
        (_, false) => plain,
    }
}
