//! What is said: the content of a cue by the slots of its frame.

use hearsay_core::{TokenId, Upos};

use super::reading::Reading;
use crate::cues::{CueEntry, CueKind, Slot};
use crate::syntax::clause::{is_asked, is_gerund, is_infinitive, is_passive, is_tensed};
use crate::word_lists as lists;

/// A cue's words as matched in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Matched<'a> {
    pub entry: &'a CueEntry,
    pub head: TokenId,
    /// The last content word of the cue: "clear" of "make clear".
    pub tail: TokenId,
    /// The noun after the cue's own preposition: "inquiry" of "call for an inquiry".
    pub anchor: Option<TokenId>,
    /// Words of the cue after the first.
    pub words: Vec<TokenId>,
}

/// Content as found in the tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub words: Vec<TokenId>,
    pub head: Option<TokenId>,
    /// A preposition that joins the cue: "of" in "warned of".
    pub link: Option<TokenId>,
    /// The subject is part of what is said, so it is no source.
    pub takes_subject: bool,
    /// Only the quotation nearby is the content; its words are found on the page.
    pub from_page: bool,
}

impl<'a> Reading<'a> {
    /// What fills the slot, if anything does.
    pub(super) fn content(&self, matched: &Matched<'a>, slot: &Slot) -> Option<Content> {
        match slot {
            Slot::That => self.clause_content(matched),
            Slot::Quote => self.quoted_content(matched),
            Slot::Infinitive => self.infinitive(matched),
            Slot::Gerund => self.gerund(matched),
            Slot::Object => self.object(matched),
            Slot::SpokenObject => self.object(matched).filter(|content| self.is_spoken(content)),
            Slot::ObjectInfinitive => self.object_and(matched, is_infinitive),
            Slot::ObjectGerund => self.object_and(matched, is_gerund),
            Slot::ObjectComplement => {
                let complement = self.object_and(matched, |document, word| {
                    !is_infinitive(document, word)
                        && !is_gerund(document, word)
                        && (document.token(word).upos != Upos::Verb || &*document.token(word).xpos == "VBN")
                });
                complement.or_else(|| self.named_in_quotes(matched))
            }
            Slot::ObjectAnd(preposition) => self.object_and_phrase(matched, preposition),
            Slot::Preposition(preposition) => self.phrase_content(matched, preposition),
            Slot::Is => self.is_content(matched),
            Slot::Clause => self.around(matched),
            Slot::Itself => Some(self.itself(matched)),
            Slot::Raised => self.raised(matched),
            Slot::Compound => self.compound(matched),
        }
    }

    /// "(declined) to comment on the raid", and of a verb alone what follows: "(did not respond) in time", "(did not) respond".
    fn itself(&self, matched: &Matched<'a>) -> Content {
        let beside: Vec<TokenId> = self.document.children_by(matched.tail, &["conj", "cc", "parataxis"]).collect();
        let own = |&word: &TokenId| word >= matched.tail || matched.tail != matched.head;
        let mut words: Vec<TokenId> = self.phrase(matched.tail, &beside).into_iter().filter(own).collect();
        words.retain(|&word| !self.is_punctuation(word));
        Content { words, head: Some(matched.tail), ..Content::default() }
    }

    /// "said that ...", and "..., said Dorn" with the clause in front or around.
    pub(super) fn clause_content(&self, matched: &Matched<'a>) -> Option<Content> {
        let head = matched.head;
        let mut content = Content::default();
        let holders = [head, matched.tail];
        for &holder in &holders[..if matched.tail == head { 1 } else { 2 }] {
            for clause in self.document.children_by(holder, &["ccomp", "csubj"]) {
                let filler = self.document.child(holder, &["expl"]).is_some() || is_passive(self.document, holder);
                let taken = matched.words.contains(&clause);
                // "what she said is", "to leave is said": a clause in front is a subject unless "it" holds its place.
                if taken
                    || is_asked(self.document, clause)
                    || self.is(clause, &["csubj"]) && !filler
                    || is_infinitive(self.document, clause) && !self.is_question(clause)
                {
                    continue;
                }
                let hearer = self.addressed(holder, clause).filter(|_| matched.entry.hearer);
                content.words.extend(self.phrase(clause, hearer.as_slice()));
                content.head = content.head.or(Some(clause));
            }
        }
        if matched.entry.kind == CueKind::Noun {
            return self.noun_clause(matched);
        }
        if matched.entry.kind == CueKind::Adjective && content.words.is_empty() {
            let clause = self
                .document
                .children_by(head, &["advcl", "xcomp"])
                .find(|&clause| self.introduced_by(clause, "that").is_some())?;
            content = Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() };
        }
        if !content.words.is_empty() {
            return Some(content);
        }
        if let Some(question) = self.document.children_by(head, &["xcomp"]).find(|&clause| self.is_question(clause)) {
            return Some(Content { words: self.phrase(question, &[]), head: Some(question), ..Content::default() });
        }
        if let Some(told) = self.told(head, matched.entry.hearer) {
            return Some(told);
        }
        if let Some(loose) = self.loose_clause(matched) {
            return Some(loose);
        }
        if let Some(beside) = self.beside(head) {
            return Some(beside);
        }
        self.around_cue(matched)
    }

    /// "told reporters that prices would fall", "said in a statement that they would": the clause may hang on the noun.
    pub(super) fn told(&self, head: TokenId, hearer: bool) -> Option<Content> {
        let clause_of = |noun: TokenId| {
            self.document.children_by(noun, &["acl"]).find(|&clause| {
                let first = self.document.children(clause).iter().find(|&&first| !self.is_punctuation(first));
                let that = first.is_some_and(|&first| self.lemma(first) == "that" && !self.is(first, &["nsubj"]));
                that && self.subject(clause).is_some()
            })
        };
        let channel = |&noun: &TokenId| noun > head && self.is_introduced_by(noun, &["in", "on", "during"]);
        let hearers = self.document.child(head, &["obj", "iobj"]).filter(|_| hearer);
        let told_on = hearers.iter().flat_map(|&hearer| self.document.children_by(hearer, &["nmod"]).filter(channel));
        let mut nouns =
            hearers.into_iter().chain(self.document.children_by(head, &["obl"]).filter(channel)).chain(told_on);
        let clause = nouns.find_map(clause_of)?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "shot back that ...", "insisted throughout that ...", "asked why ...": the parser may take the clause for a circumstance, and the
    /// "why" for the object.
    fn loose_clause(&self, matched: &Matched<'a>) -> Option<Content> {
        let verb = Some(matched.head).filter(|_| matched.entry.kind == CueKind::Verb)?;
        let ends = matched.words.last().map_or(verb.0, |word| word.0);
        let own = |clause: TokenId| clause > verb && self.subject(clause).is_some_and(|subject| subject > verb);
        // "so that", "now that" tell a purpose or a time.
        let that = |clause: &TokenId| {
            let mark = self.introduced_by(*clause, "that");
            own(*clause) && mark.is_some_and(|mark| mark.0 <= ends + 2 && !self.is(TokenId(mark.0 - 1), &["mark"]))
        };
        let asked = |object: &TokenId| {
            let clause = self.document.child(*object, &["acl:relcl", "advcl:relcl"]);
            *object > verb && self.lemma(*object) == "why" && clause.is_some_and(own)
        };
        let clause = self.document.children_by(verb, &["advcl"]).find(that);
        let clause = clause.or_else(|| self.document.children_by(verb, &["obj", "advmod"]).find(asked))?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "how to", "whether to".
    pub(super) fn is_question(&self, clause: TokenId) -> bool {
        self.document.children_by(clause, &["advmod", "mark", "obj", "det"]).any(|word| {
            word < clause
                && matches!(
                    self.lemma(word),
                    "how" | "whether" | "what" | "when" | "where" | "who" | "which" | "why" | "if"
                )
        })
    }

    /// "Dorn said: we will stay": the parser puts what follows a colon or comma beside the verb.
    pub(super) fn beside(&self, head: TokenId) -> Option<Content> {
        let clause = self.document.children_by(head, &["parataxis"]).find(|&clause| {
            let words = self.document.subtree_span(clause);
            let first = self.document.tokens().partition_point(|token| token.span.start() < words.start());
            let mut before = (0..first).rev().map(TokenId::from_index).take(2);
            clause > head
                && before.any(|word| matches!(self.document.form(word), ":" | "," | ";"))
                && self.subject(clause).is_some()
        })?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "We will stay, said Dorn", "As Dorn said, we will stay": the clause is above the cue.
    pub(super) fn around_cue(&self, matched: &Matched<'a>) -> Option<Content> {
        let mut head = matched.head;
        // "..., she said, and added": a second verb of saying hangs on the first.
        let second = self.is(head, &["conj"]);
        if second && (self.document.child(head, &["cc"]).is_some() || !self.is_behind_comma(head)) {
            return None;
        }
        if self.is(head, &["xcomp"]) {
            head = self.document.head(head)?;
        }
        let above = self.document.head(head)?;
        let inserted = (second || self.is(head, &["parataxis"]))
            && self.subject(head).or(self.document.child(head, &["obl"])).is_some();
        let as_said = self.is(head, &["advcl"])
            && self.document.children_by(head, &["mark", "advmod"]).any(|word| self.lemma(word) == "as" && word < head);
        // "Breland agreed; Arland has yet to answer": behind a semicolon nobody says what stands before it.
        let apart = above < head && (above.0..head.0).any(|at| self.document.form(TokenId(at)) == ";");
        if apart || !(inserted || as_said) || self.document.child(head, &["obj"]).is_some_and(|_| as_said) {
            return None;
        }
        // The speech clause must not be the beginning of the sentence with its own colon (that is `beside`).
        Some(Content { words: self.phrase(above, &[head]), head: Some(above), ..Content::default() })
    }

    /// "It fell, a jury ruled": who says it stands right behind a comma.
    fn is_behind_comma(&self, verb: TokenId) -> bool {
        let first = self.document.subtree(verb).into_iter().find(|&word| !self.is_punctuation(word));
        first.and_then(|first| first.0.checked_sub(1)).is_some_and(|at| self.document.form(TokenId(at)) == ",")
    }

    /// Content in quotation marks: in the tree where the tree has it, else the quotation next to the cue.
    pub(super) fn quoted_content(&self, matched: &Matched<'a>) -> Option<Content> {
        if self.quotation_at(matched.head).is_some() || matched.entry.kind != CueKind::Verb {
            return None;
        }
        if let Some(content) = self.clause_content(matched)
            && content
                .words
                .iter()
                .any(|&word| self.quotation_at(word).is_some() || self.after_colon(matched.head, &content))
        {
            return Some(content);
        }
        let held = self
            .document
            .children_by(matched.head, &["obj", "xcomp", "obl", "dep", "parataxis", "advcl", "nsubj"])
            .find(|&child| {
                self.quotation_at(child)
                    .is_some_and(|place| self.quotations[place].words > 1 && self.opens_with_quotation(child))
            });
        if let Some(held) = held {
            return Some(Content { words: self.phrase(held, &[]), head: Some(held), ..Content::default() });
        }
        Some(Content { from_page: true, ..Content::default() })
    }

    pub(super) fn opens_with_quotation(&self, head: TokenId) -> bool {
        let first = self.document.subtree(head)[0];
        self.quotation_at(first).is_some()
    }

    pub(super) fn after_colon(&self, head: TokenId, content: &Content) -> bool {
        let Some(&first) = content.words.iter().min() else { return false };
        first > head && (head.0..first.0).any(|word| self.document.form(TokenId(word)) == ":")
    }

    pub(super) fn infinitive(&self, matched: &Matched<'a>) -> Option<Content> {
        let head = matched.head;
        let labels: &[&str] =
            if matched.entry.kind == CueKind::Verb { &["xcomp"] } else { &["xcomp", "acl", "advcl", "ccomp"] };
        let clause = self
            .document
            .children_by(head, labels)
            .filter(|clause| *clause > head && !self.is(*clause, &["acl:relcl"]))
            .find(|&clause| is_infinitive(self.document, clause))
            .or_else(|| self.loose_infinitive(matched))?;
        let mut content = Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() };
        if matched.entry.kind == CueKind::Verb {
            let object = self.document.child(head, &["obj"]).is_some();
            if object && !matched.entry.hearer {
                return None;
            }
            if let Some(noun) = self.rumoured_noun(matched.entry, head) {
                content.words.extend(self.phrase(noun, &[head]));
                content.words.sort_unstable();
                content.takes_subject = true;
                return Some(content);
            }
            if is_passive(self.document, head) {
                self.take_subject(head, &mut content);
            }
            content.words.extend(self.wanted_by(clause, head));
            content.words.sort_unstable();
        }
        Some(content)
    }

    /// "everything the firm told them to do": the noun that a relative clause is about, where the infinitive wants an object.
    fn wanted_by(&self, clause: TokenId, verb: TokenId) -> Vec<TokenId> {
        let relative =
            self.is(verb, &["acl:relcl"]) && self.document.child(clause, &["obj", "ccomp", "xcomp", "obl"]).is_none();
        let thing = self.document.head(verb).filter(|&thing| relative && lists::ALL_THINGS.has(self.lemma(thing)));
        thing.into_iter().collect()
    }

    /// "bribery allegations against the mayor": the nouns before a noun, with what the noun says of them.
    fn compound(&self, matched: &Matched<'a>) -> Option<Content> {
        let noun = matched.head;
        let before = |&word: &TokenId| {
            word < noun
                && self.upos(word) == Upos::Noun
                && self.document.name_at(word).is_none()
                && !self.is_time_noun(word)
        };
        let head = self.document.children_by(noun, &["compound"]).find(before)?;
        let mut words = self.phrase(head, &[]);
        let behind = self
            .document
            .children_by(noun, &["nmod", "acl"])
            .filter(|&word| word > noun && self.is_introduced_by(word, &["against", "of", "over", "about"]));
        words.extend(behind.flat_map(|word| self.phrase(word, &[])));
        Some(Content { words, head: Some(head), ..Content::default() })
    }

    /// "gonna", "try and": nothing; but "vowed Monday to leave" may be parsed as a purpose clause.
    pub(super) fn loose_infinitive(&self, matched: &Matched<'a>) -> Option<TokenId> {
        if matched.entry.kind != CueKind::Verb || matched.entry.content.contains(&Slot::That) {
            return None;
        }
        self.document
            .children_by(matched.head, &["advcl"])
            .find(|&clause| clause > matched.head && is_infinitive(self.document, clause))
    }

    pub(super) fn gerund(&self, matched: &Matched<'a>) -> Option<Content> {
        let clause = match matched.anchor {
            Some(anchor) => Some(anchor).filter(|&anchor| is_gerund(self.document, anchor)),
            None => self
                .document
                .children_by(matched.head, &["xcomp", "ccomp"])
                .find(|&clause| clause > matched.head && is_gerund(self.document, clause)),
        }?;
        let link = matched.words.last().copied();
        let words = self.phrase(clause, &link.into_iter().collect::<Vec<_>>());
        Some(Content { words, head: Some(clause), ..Content::default() })
    }

    /// "the claim that ...".
    pub(super) fn noun_clause(&self, matched: &Matched<'a>) -> Option<Content> {
        let clause = self.document.children_by(matched.head, &["acl", "ccomp", "appos", "parataxis"]).find(|&clause| {
            clause > matched.head
                && (self.is_introduced_by(clause, &["that", "whether", "if"]) || self.is_bare_clause(clause))
                && !self.judges_its_noun(clause)
        });
        let clause = clause
            .or_else(|| self.clause_behind_source(matched.head))
            .or_else(|| self.clause_behind_verb(matched.head))?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "claims he failed": a finite clause with a subject of its own and no relative word.
    pub(super) fn is_bare_clause(&self, clause: TokenId) -> bool {
        // The parser may take it for a relative clause; one that wants for nothing is none.
        let whole = self.document.child(clause, &["obj", "xcomp", "ccomp", "cop", "aux:pass"]).is_some();
        let plain = self.is(clause, &["acl", "ccomp"]) && (whole || !self.is(clause, &["acl:relcl"]));
        let finite = is_tensed(self.document, clause)
            || self.document.child(clause, &["aux", "cop"]).is_some() && !is_infinitive(self.document, clause);
        let subject = self.document.child(clause, &["nsubj"]);
        // "an allegation that officers denied": its object is the noun.
        let about = |word: TokenId| word < clause && matches!(self.lemma(word), "that" | "which" | "whom");
        plain
            && !self.document.children_by(clause, &["obj"]).any(about)
            && finite
            && subject.is_some_and(|word| word < clause && !matches!(self.lemma(word), "that" | "which" | "who"))
    }

    /// "by the rebels", "from Dorn"; "of the government" where it can speak and a clause tells what it claims.
    pub(super) fn source_behind(&self, noun: TokenId) -> Option<TokenId> {
        let mut behind = self.document.children_by(noun, &["nmod", "obl", "acl"]).filter(|&word| word > noun);
        let by = |word: TokenId| self.is_introduced_by(word, &["by", "from"]);
        let of = |word: TokenId| {
            self.introduced_by(word, "of").is_some() && self.can_speak(word) && self.clause_of_a_noun(word).is_some()
        };
        behind.find(|&word| self.upos(word).is_nominal() && (by(word) || of(word)))
    }

    /// "a claim by the rebels that the bridge fell": the clause may hang on whose claim it is.
    pub(super) fn clause_behind_source(&self, noun: TokenId) -> Option<TokenId> {
        let source = self.source_behind(noun)?;
        self.clause_of_a_noun(source)
    }

    /// A clause with "that" and a subject of its own.
    fn clause_of_a_noun(&self, noun: TokenId) -> Option<TokenId> {
        self.document.children_by(noun, &["acl"]).find(|&clause| {
            let first = self.document.children(clause).first().copied();
            let that = first.is_some_and(|first| self.lemma(first) == "that" && !self.is(first, &["nsubj"]));
            that && self.document.children_by(clause, &["nsubj"]).any(|subject| self.lemma(subject) != "that")
        })
    }

    /// "Rumours spread that he had fled": behind a verb that says nothing itself.
    fn clause_behind_verb(&self, noun: TokenId) -> Option<TokenId> {
        let verb = self.document.head(noun).filter(|_| self.is(noun, &["nsubj"]))?;
        let speaks = self.cues.starting(self.lemma(verb)).any(|entry| entry.kind == CueKind::Verb);
        let that = |&clause: &TokenId| clause > verb && self.introduced_by(clause, "that").is_some();
        self.document.children_by(verb, &["ccomp", "advcl"]).find(that).filter(|_| !speaks)
    }

    /// "the message was that ...", "her view is: ...".
    pub(super) fn is_content(&self, matched: &Matched<'a>) -> Option<Content> {
        let above = self.document.head(matched.head).filter(|_| self.is(matched.head, &["nsubj"]))?;
        if self.lemma(above) != "be" {
            return None;
        }
        let clause = self.document.child(above, &["ccomp", "xcomp", "parataxis"]).filter(|&clause| clause > above)?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// The clause that an adverb stands in, or the sentence around a phrase.
    pub(super) fn around(&self, matched: &Matched<'a>) -> Option<Content> {
        if matched.entry.kind == CueKind::Phrase {
            return self.around_phrase(matched);
        }
        // "As Dorn sees it, Breland has failed", "to hear Dorn tell it": only a clause beside another says how that one is meant.
        let heard = self.document.head(matched.head).filter(|_| self.is(matched.head, &["xcomp"]));
        let aside = heard.unwrap_or(matched.head);
        let beside = self.is(aside, &["advcl"]) && self.is_introduced_by(aside, &["as", "to"]);
        if matched.entry.kind == CueKind::Verb && !beside {
            return None;
        }
        let aside = if beside { aside } else { matched.head };
        let clause = self.clause_of(aside)?;
        let words = self.phrase(clause, &[aside]);
        Some(Content { words, head: Some(clause), ..Content::default() })
    }

    pub(super) fn clause_of(&self, word: TokenId) -> Option<TokenId> {
        let mut at = self.document.head(word)?;
        while self.upos(at) != Upos::Verb {
            let clausal = self.is(at, &["ccomp", "conj", "parataxis", "advcl", "acl", "xcomp", "csubj", "root"]);
            match self.document.head(at) {
                Some(above) if !clausal => at = above,
                _ => break,
            }
        }
        Some(at)
    }

    /// "the ministry appears to have ...", "it seems that ...".
    pub(super) fn raised(&self, matched: &Matched<'a>) -> Option<Content> {
        let head = matched.head;
        if let Some(clause) = self.document.child(head, &["ccomp", "csubj"]).filter(|&clause| clause > head) {
            return Some(Content {
                words: self.phrase(clause, &[]),
                head: Some(clause),
                takes_subject: true,
                ..Content::default()
            });
        }
        let clause = self.document.children_by(head, &["xcomp", "obl", "advcl"]).find(|&word| {
            // "seemed to blame": what is said is what somebody seemed to say.
            let says = self.is(word, &["xcomp"])
                && is_infinitive(self.document, word)
                && self.cues.starting(self.lemma(word)).any(Self::is_speech);
            word > head
                && !says
                && (self.is(word, &["xcomp"])
                    || self.introduced_by(word, "like").is_some()
                    || self.introduced_by(word, "as").is_some())
        })?;
        let mut content = Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() };
        self.take_subject(head, &mut content);
        content.takes_subject = true;
        Some(content)
    }
}
