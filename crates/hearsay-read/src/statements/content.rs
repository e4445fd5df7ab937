//! What is said: the content of a cue by the slots of its frame.

use std::ops::Range;

use hearsay_core::{Document, NameKind, TokenId, Upos};

use super::reading::Reading;
use crate::cues::{CueEntry, CueKind, Slot, SourceKind};
use crate::syntax::clause::{is_asked, is_gerund, is_infinitive, is_passive};

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
    /// Matches the words of an entry from its first word on.
    pub(super) fn match_words(&self, entry: &'a CueEntry, head: TokenId) -> Option<Matched<'a>> {
        let mut matched = Matched { entry, head, tail: head, anchor: None, words: Vec::new() };
        if entry.kind == CueKind::Phrase {
            return self.match_phrase(matched);
        }
        for word in &entry.more {
            if let Some(anchor) = matched.anchor.filter(|&anchor| self.lemma(anchor) == &**word) {
                matched.words.push(anchor);
                (matched.tail, matched.anchor) = (anchor, None);
                continue;
            }
            let from = [matched.tail, head];
            let part = from.iter().find_map(|&from| {
                self.document
                    .children_by(from, &["compound", "obj", "xcomp", "advmod", "ccomp", "obl", "expl", "advcl"])
                    .find(|&child| child > head && self.lemma(child) == &**word)
            });
            // "pleaded not guilty": the "not" may hang on either word.
            let next = TokenId(matched.words.last().map_or(head.0, |last| last.0) + 1);
            let beside = self.document.sentence(head).holds(next) && self.lemma(next) == &**word;
            let part = part.or_else(|| (beside && &**word == "not").then_some(next));
            if let Some(part) = part {
                matched.words.push(part);
                (matched.tail, matched.anchor) = (part, None);
                continue;
            }
            let (anchor, link) = from.iter().find_map(|&from| {
                self.document
                    .children_by(from, &["obl", "nmod", "advcl", "ccomp", "xcomp", "acl"])
                    .filter(|&child| child > head)
                    .find_map(|child| Some((child, self.introduced_by(child, word)?)))
            })?;
            matched.words.push(link);
            matched.anchor = Some(anchor);
        }
        Some(matched)
    }

    fn match_phrase(&self, mut matched: Matched<'a>) -> Option<Matched<'a>> {
        let sentence = self.document.sentence(matched.head);
        if let Some(gap) = matched.entry.more.iter().position(|word| &**word == "*") {
            return self.match_gap(matched, gap);
        }
        for (word, at) in matched.entry.more.iter().zip(matched.head.0 + 1..) {
            let at = TokenId(at);
            if !sentence.holds(at) || !self.document.form(at).eq_ignore_ascii_case(word) {
                return None;
            }
            matched.words.push(at);
        }
        // "according to X": X is above "to", or above the word that "to" is fixed to.
        let last = matched.words.last().copied().unwrap_or(matched.head);
        let above = |word: TokenId| self.document.head(word);
        let mut anchor = above(last);
        if anchor == Some(matched.head) && self.is(last, &["fixed"]) {
            anchor = anchor.and_then(above);
        }
        matched.anchor = anchor.filter(|anchor| anchor.0 > last.0);
        Some(matched)
    }

    /// "in Dorn's view", and "For Anna Dorn, ..." at the beginning of a sentence.
    fn match_gap(&self, mut matched: Matched<'a>, gap: usize) -> Option<Matched<'a>> {
        let document = self.document;
        let opens = |phrase: TokenId| document.children_by(phrase, &["case"]).any(|case| case == matched.head);
        let Some(noun) = matched.entry.more.get(gap + 1) else {
            let first = document.sentence(matched.head).tokens.start == matched.head.0;
            let who = document.head(matched.head).filter(|&who| first && opens(who))?;
            let name = document.name_at(who)?;
            let country = self.entities.headed_by(who).is_some_and(|id| self.entities.get(id).country.is_some());
            if country {
                return None;
            }
            let comma = document.sentence(who).tokens.contains(&name.tokens.end)
                && document.form(TokenId(name.tokens.end)) == ",";
            matched.anchor = Some(who).filter(|_| comma && name.tokens.start == matched.head.0 + 1);
            return matched.anchor.is_some().then_some(matched);
        };
        let phrase = document.head(matched.head).filter(|&phrase| opens(phrase) && self.lemma(phrase) == &**noun)?;
        matched.anchor = Some(document.child(phrase, &["nmod:poss"])?);
        matched.words.push(phrase);
        Some(matched)
    }

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
            Slot::ObjectComplement => self.object_and(matched, |document, word| {
                !is_infinitive(document, word)
                    && !is_gerund(document, word)
                    && (document.token(word).upos != Upos::Verb || &*document.token(word).xpos == "VBN")
            }),
            Slot::ObjectAnd(preposition) => self.object_and_phrase(matched, preposition),
            Slot::Preposition(preposition) => self.phrase_content(matched, preposition),
            Slot::Is => self.is_content(matched),
            Slot::Clause => self.around(matched),
            Slot::Itself => {
                Some(Content { words: self.phrase(matched.tail, &[]), head: Some(matched.tail), ..Content::default() })
            }
            Slot::Raised => self.raised(matched),
        }
    }

    /// "said that ...", and "..., said Dorn" with the clause in front or around.
    fn clause_content(&self, matched: &Matched<'a>) -> Option<Content> {
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
                content.words.extend(self.phrase(clause, &[]));
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
        if let Some(beside) = self.beside(head) {
            return Some(beside);
        }
        self.around_cue(matched)
    }

    /// "told reporters that prices would fall", "said in a statement that they would": the clause may hang on the noun.
    fn told(&self, head: TokenId, hearer: bool) -> Option<Content> {
        let clause_of = |noun: TokenId| {
            self.document.children_by(noun, &["acl"]).find(|&clause| {
                let that = self
                    .document
                    .children(clause)
                    .first()
                    .is_some_and(|&first| self.lemma(first) == "that" && !self.is(first, &["nsubj"]));
                that && self.subject(clause).is_some()
            })
        };
        let channel = |&noun: &TokenId| noun > head && self.introduced_by(noun, "in").is_some();
        let hearers = self.document.child(head, &["obj", "iobj"]).filter(|_| hearer);
        let mut nouns = hearers.into_iter().chain(self.document.children_by(head, &["obl"]).filter(channel));
        let clause = nouns.find_map(clause_of)?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "how to", "whether to".
    fn is_question(&self, clause: TokenId) -> bool {
        self.document.children_by(clause, &["advmod", "mark", "obj", "det"]).any(|word| {
            word < clause
                && matches!(
                    self.lemma(word),
                    "how" | "whether" | "what" | "when" | "where" | "who" | "which" | "why" | "if"
                )
        })
    }

    /// "Dorn said: we will stay": the parser puts what follows a colon or comma beside the verb.
    fn beside(&self, head: TokenId) -> Option<Content> {
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
    fn around_cue(&self, matched: &Matched<'a>) -> Option<Content> {
        let mut head = matched.head;
        // "..., she said, and added": a second verb of saying hangs on the first.
        if self.is(head, &["conj"]) {
            return None;
        }
        if self.is(head, &["xcomp"]) {
            head = self.document.head(head)?;
        }
        let above = self.document.head(head)?;
        let inserted =
            self.is(head, &["parataxis"]) && self.subject(head).or(self.document.child(head, &["obl"])).is_some();
        let as_said = self.is(head, &["advcl"])
            && self.document.children_by(head, &["mark", "advmod"]).any(|word| self.lemma(word) == "as" && word < head);
        if !(inserted || as_said) || self.document.child(head, &["obj"]).is_some_and(|_| as_said) {
            return None;
        }
        // The speech clause must not be the beginning of the sentence with its own colon (that is `beside`).
        Some(Content { words: self.phrase(above, &[head]), head: Some(above), ..Content::default() })
    }

    /// Content in quotation marks: in the tree where the tree has it, else the quotation next to the cue.
    fn quoted_content(&self, matched: &Matched<'a>) -> Option<Content> {
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

    fn opens_with_quotation(&self, head: TokenId) -> bool {
        let first = self.document.subtree(head)[0];
        self.quotation_at(first).is_some()
    }

    fn after_colon(&self, head: TokenId, content: &Content) -> bool {
        let Some(&first) = content.words.iter().min() else { return false };
        first > head && (head.0..first.0).any(|word| self.document.form(TokenId(word)) == ":")
    }

    fn infinitive(&self, matched: &Matched<'a>) -> Option<Content> {
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
            if is_passive(self.document, head) && !matched.entry.hearer {
                self.take_subject(head, &mut content);
            }
        }
        Some(content)
    }

    /// "gonna", "try and": nothing; but "vowed Monday to leave" may be parsed as a purpose clause.
    fn loose_infinitive(&self, matched: &Matched<'a>) -> Option<TokenId> {
        if matched.entry.kind != CueKind::Verb || matched.entry.content.contains(&Slot::That) {
            return None;
        }
        self.document
            .children_by(matched.head, &["advcl"])
            .find(|&clause| clause > matched.head && is_infinitive(self.document, clause))
    }

    fn gerund(&self, matched: &Matched<'a>) -> Option<Content> {
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

    /// The object in active terms.
    fn object_head(&self, matched: &Matched<'a>) -> Option<TokenId> {
        if matched.anchor.is_some() {
            return matched.anchor;
        }
        if !matched.entry.more.is_empty() {
            let tail =
                [matched.head, matched.tail].into_iter().find_map(|holder| self.document.child(holder, &["obj"]));
            return tail.filter(|tail| !matched.words.contains(tail)).or_else(|| self.passive_subject(matched.head));
        }
        // A lone indirect object is the object by another name: "accuses Breland of arming the rebels".
        let alone = || self.document.child(matched.head, &["iobj"]).filter(|_| !matched.entry.hearer);
        let own = self.document.child(matched.head, &["obj"]).or_else(|| self.passive_subject(matched.head));
        own.or_else(alone).or_else(|| self.judged_noun(matched))
    }

    /// "a charge that Dorn denies", "what the mayor called a farce": the noun that a relative clause describes, where the verb gives
    /// a judgement of it.
    fn judged_noun(&self, matched: &Matched<'a>) -> Option<TokenId> {
        let judges = matches!(matched.entry.class.as_str(), "describe" | "deny" | "confirm" | "criticise" | "praise");
        let noun = self.document.head(matched.head).filter(|_| judges && self.is(matched.head, &["acl:relcl"]))?;
        let subject = self.document.child(matched.head, &["nsubj"])?;
        let relative = matches!(self.lemma(subject), "who" | "which" | "that" | "what");
        (!relative && subject < matched.head && self.upos(noun).is_nominal()).then_some(noun)
    }

    /// "two men believed to be soldiers": a participle of hearsay, and the noun that it describes.
    pub(super) fn rumoured_noun(&self, entry: &CueEntry, verb: TokenId) -> Option<TokenId> {
        let participle = matches!(&*self.document.token(verb).xpos, "VBN" | "VBD") && self.is(verb, &["acl"]);
        let free = self.document.child(verb, &["nsubj", "nsubj:pass", "aux"]).is_none();
        self.document.head(verb).filter(|_| entry.hearsay && participle && free && !self.is(verb, &["acl:relcl"]))
    }

    fn is_person(&self, word: TokenId) -> bool {
        let words = self.cues.words();
        let listed = [SourceKind::Anonymous, SourceKind::Collective, SourceKind::Spokesperson]
            .iter()
            .any(|&kind| words.has(kind, self.lemma(word)));
        let name = self.document.name_at(word).is_some_and(|name| name.kind == NameKind::Person);
        listed || name || matches!(self.lemma(word), "he" | "she" | "they" | "him" | "her" | "them" | "who")
    }

    fn passive_subject(&self, verb: TokenId) -> Option<TokenId> {
        is_passive(self.document, verb).then(|| self.subject(verb)).flatten()
    }

    fn object(&self, matched: &Matched<'a>) -> Option<Content> {
        let object = self.object_head(matched)?;
        // "denied them entry" withholds a thing; "questioned two witnesses" asks people.
        if matched.entry.impersonal && self.is_person(object) {
            return None;
        }
        let takes_subject = Some(object) == self.passive_subject(matched.head);
        let words = self.phrase_of_object(object, matched);
        Some(Content { words, head: Some(object), takes_subject, ..Content::default() })
    }

    /// The object without the cue's own words; of a noun that the cue's clause describes, without that clause.
    fn phrase_of_object(&self, object: TokenId, matched: &Matched<'a>) -> Vec<TokenId> {
        let described = self.document.head(matched.head) == Some(object);
        if described && matches!(self.lemma(object), "what" | "something") {
            return Vec::new();
        }
        let mut without = matched.words.clone();
        without.extend(Some(matched.head).filter(|_| described));
        self.phrase(object, &without)
    }

    /// Whether the verb would deny or reject a claim, and withholds something instead.
    pub(super) fn withholds(&self, verb: TokenId) -> bool {
        let denies =
            |entry: &CueEntry| entry.kind == CueKind::Verb && matches!(entry.class.as_str(), "deny" | "refuse");
        self.upos(verb) == Upos::Verb
            && self.cues.starting(self.lemma(verb)).any(denies)
            && self.document.child(verb, &["obj"]).is_some_and(|object| self.is_withheld(verb, object))
    }

    /// "denied them entry", "denied bail to the reporter", "denied the appeal": nothing is called untrue.
    fn is_withheld(&self, verb: TokenId, object: TokenId) -> bool {
        let document = self.document;
        let to = |phrase: TokenId| self.introduced_by(phrase, "to").is_some() && self.is_person(phrase);
        let objects = document.children_by(verb, &["obj"]).filter(|&object| object > verb);
        self.cues.words().has(SourceKind::Withheld, self.lemma(object))
            || document.child(verb, &["iobj"]).is_some()
            || objects.count() > 1
            || document.children_by(verb, &["obl"]).chain(document.children_by(object, &["nmod"])).any(to)
    }

    /// Whether the words are quoted or are themselves something said.
    fn is_spoken(&self, content: &Content) -> bool {
        let Some(head) = content.head else { return false };
        content.words.iter().any(|&word| self.is_quote_mark(word))
            || self.cues.could_be(self.document, head, CueKind::Noun)
    }

    fn take_subject(&self, verb: TokenId, content: &mut Content) {
        if let Some(subject) = self.subject(verb) {
            content.words.extend(self.phrase(subject, &[]));
            content.takes_subject = true;
        }
    }

    /// Object and a clause or complement under the same verb; also as one clause with its own subject.
    fn object_and(&self, matched: &Matched<'a>, fits: impl Fn(&Document, TokenId) -> bool) -> Option<Content> {
        let head = matched.head;
        let below = self
            .document
            .children_by(head, &["xcomp", "ccomp", "advcl"])
            .filter(|&word| !matched.words.contains(&word));
        let object = self.object_head(matched);
        for clause in below {
            if !fits(self.document, clause)
                || self.is(clause, &["advcl"]) && (matched.anchor.is_none() || !is_infinitive(self.document, clause))
            {
                continue;
            }
            if let Some(object) = object.filter(|&object| object != clause) {
                let mut words = self.phrase_of_object(object, matched);
                words.extend(self.phrase(clause, &[]));
                let takes_subject = Some(object) == self.passive_subject(head);
                return Some(Content { words, head: Some(clause), takes_subject, ..Content::default() });
            }
            // "found him guilty" has a bare clause; "found that he was guilty" is no complement.
            let bare = self
                .document
                .child(clause, &["mark", "cop", "aux"])
                .is_none_or(|word| self.lemma(word) == "to" || is_gerund(self.document, clause));
            if self.is(clause, &["ccomp", "xcomp"]) && self.subject(clause).is_some() && bare {
                return Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() });
            }
        }
        // "the demand on Breland to leave": the clause may hang on the noun.
        let object = object?;
        let inner = self
            .document
            .children_by(object, &["acl"])
            .find(|&word| fits(self.document, word) && is_infinitive(self.document, word))?;
        let words = self.phrase(object, &matched.words);
        let takes_subject = Some(object) == self.passive_subject(head);
        Some(Content { words, head: Some(inner), takes_subject, ..Content::default() })
    }

    fn object_and_phrase(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let Some(object) = self.object_head(matched) else { return self.charge(matched, preposition) };
        let below = |holder: TokenId| {
            self.document
                .children_by(holder, &["obl", "advcl", "nmod", "acl", "xcomp"])
                .find(|&word| word > holder && self.introduced_by(word, preposition).is_some())
        };
        let phrase = below(matched.head).filter(|&phrase| phrase != object);
        let inside = phrase.is_none() && below(object).is_some();
        if phrase.is_none() && !inside {
            return None;
        }
        let mut words = self.phrase_of_object(object, matched);
        words.extend(phrase.into_iter().flat_map(|phrase| self.phrase(phrase, &[])));
        // "accused Breland of involvement in the raid": the parser may hang the second phrase on the verb.
        let last = words.iter().map(|word| word.0).max().unwrap_or(0);
        let next = self.document.children_by(matched.head, &["obl", "nmod"]).find(|&word| {
            word.0 > last
                && self
                    .document
                    .child(word, &["case"])
                    .is_some_and(|case| case.0 == last + 1 && self.lemma(case) != "by")
        });
        words.extend(next.into_iter().flat_map(|next| self.phrase(next, &[])));
        let takes_subject = Some(object) == self.passive_subject(matched.head);
        Some(Content { words, head: phrase.or(Some(object)), takes_subject, ..Content::default() })
    }

    /// "two officers accused of theft", "resigned after being accused of theft": a participle, whose accused is the noun that it
    /// describes or stands in another clause.
    fn charge(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let verb = matched.head;
        if matched.entry.class != "allege" || !matched.entry.more.is_empty() || !is_passive(self.document, verb) {
            return None;
        }
        let mut content = self.phrase_content(matched, preposition)?;
        content.words.extend(content.link.take());
        let described = self.document.head(verb).filter(|_| self.is(verb, &["acl"]));
        content.words.extend(described.into_iter().flat_map(|noun| self.phrase(noun, &[verb])));
        content.words.sort_unstable();
        content.takes_subject = true;
        Some(content)
    }

    fn phrase_content(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let (phrase, link) = self
            .document
            .children_by(matched.tail, &["obl", "nmod", "advcl", "acl", "ccomp", "xcomp"])
            .filter(|&word| word > matched.tail)
            .find_map(|word| Some((word, self.introduced_by(word, preposition)?)))?;
        // "a report of the ministry": who reports, not what.
        let hearsay = matched.entry.kind == CueKind::Noun && matched.entry.class == "hearsay";
        let whose = hearsay && self.document.name_at(phrase).is_some();
        if whose {
            return None;
        }
        let words = self.phrase(phrase, &[link]);
        Some(Content { words, head: Some(phrase), link: Some(link), ..Content::default() })
    }

    /// "the claim that ...".
    fn noun_clause(&self, matched: &Matched<'a>) -> Option<Content> {
        let clause =
            self.document.children_by(matched.head, &["acl", "ccomp", "appos", "parataxis"]).find(|&clause| {
                clause > matched.head
                    && (["that", "whether", "if"].iter().any(|mark| self.introduced_by(clause, mark).is_some())
                        || self.is_bare_clause(clause))
            });
        let clause = clause.or_else(|| self.clause_behind_source(matched.head))?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// "claims he failed": a finite clause with a subject of its own and no relative word.
    fn is_bare_clause(&self, clause: TokenId) -> bool {
        // The parser may take it for a relative clause; one that wants for nothing is none.
        let whole = self.document.child(clause, &["obj", "xcomp", "ccomp", "cop", "aux:pass"]).is_some();
        let plain = self.is(clause, &["acl", "ccomp"]) && (whole || !self.is(clause, &["acl:relcl"]));
        let finite = matches!(&*self.document.token(clause).xpos, "VBD" | "VBZ" | "VBP")
            || self.document.child(clause, &["aux", "cop"]).is_some() && !is_infinitive(self.document, clause);
        let subject = self.document.child(clause, &["nsubj"]);
        plain && finite && subject.is_some_and(|word| word < clause && !matches!(self.lemma(word), "that" | "which" | "who"))
    }

    /// "a claim by the rebels that the bridge fell": the clause may hang on whose claim it is.
    fn clause_behind_source(&self, noun: TokenId) -> Option<TokenId> {
        let source = self.document.children_by(noun, &["nmod", "obl"]).find(|&source| {
            source > noun && ["by", "from"].iter().any(|link| self.introduced_by(source, link).is_some())
        })?;
        self.document.children_by(source, &["acl"]).find(|&clause| {
            let first = self.document.children(clause).first().copied();
            let that = first.is_some_and(|first| self.lemma(first) == "that" && !self.is(first, &["nsubj"]));
            that && self.document.children_by(clause, &["nsubj"]).any(|subject| self.lemma(subject) != "that")
        })
    }

    /// "the message was that ...", "her view is: ...".
    fn is_content(&self, matched: &Matched<'a>) -> Option<Content> {
        let above = self.document.head(matched.head).filter(|_| self.is(matched.head, &["nsubj"]))?;
        if self.lemma(above) != "be" {
            return None;
        }
        let clause = self.document.child(above, &["ccomp", "xcomp", "parataxis"]).filter(|&clause| clause > above)?;
        Some(Content { words: self.phrase(clause, &[]), head: Some(clause), ..Content::default() })
    }

    /// The clause that an adverb stands in, or the sentence around a phrase.
    fn around(&self, matched: &Matched<'a>) -> Option<Content> {
        if matched.entry.kind == CueKind::Phrase {
            return self.around_phrase(matched);
        }
        // "As Dorn sees it, Breland has failed": only a clause beside another says how that one is meant.
        let beside = |verb: TokenId| {
            self.is(verb, &["advcl"]) && ["as", "to"].iter().any(|mark| self.introduced_by(verb, mark).is_some())
        };
        if matched.entry.kind == CueKind::Verb && !beside(matched.head) {
            return None;
        }
        let clause = self.clause_of(matched.head)?;
        let words = self.phrase(clause, &[matched.head]);
        Some(Content { words, head: Some(clause), ..Content::default() })
    }

    fn clause_of(&self, word: TokenId) -> Option<TokenId> {
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

    /// "C, according to S", "According to S, C", "C, according to S, C": all of the sentence but the phrase.
    fn around_phrase(&self, matched: &Matched<'a>) -> Option<Content> {
        let mut sentence = self.document.sentence(matched.head).tokens.clone();
        if let Some(place) = self.quotation_at(matched.head) {
            let quotation = &self.quotations[place].tokens;
            sentence = sentence.start.max(quotation.start)..sentence.end.min(quotation.end);
        }
        let source = self.speaker_of_phrase(matched)?.words;
        let is_break = |at: u32| matches!(self.document.form(TokenId(at)), ";" | "—" | "–" | ":");
        let before = (sentence.start..matched.head.0).rev().find(|&at| is_break(at)).map_or(sentence.start, |at| at + 1)
            ..matched.head.0;
        let end = matched.words.last().map_or(source.end, |last| source.end.max(last.0 + 1));
        let after = end..(end..sentence.end).find(|&at| is_break(at)).unwrap_or(sentence.end);
        let words = |range: Range<u32>| range.map(TokenId).collect::<Vec<_>>();
        let said_before = before.clone().any(|at| matches!(self.upos(TokenId(at)), Upos::Verb | Upos::Aux));
        let mut said = if said_before { words(before) } else { Vec::new() };
        // What follows a phrase at the end is a new thought: ", but ...", ", which ...", "and ...".
        let next = after.clone().map(TokenId).find(|&word| !self.is_punctuation(word));
        let goes_on =
            next.is_some_and(|word| !matches!(self.upos(word), Upos::Cconj | Upos::Sconj | Upos::Pron | Upos::Adp));
        if said.is_empty() || goes_on && self.document.form(TokenId(end)) == "," {
            said.extend(words(after));
        }
        let head = said.iter().copied().find(|&word| self.document.head(word).is_none());
        (!said.is_empty()).then_some(Content { words: said, head, ..Content::default() })
    }

    /// The source that a phrase names: the noun phrase after it, up to its comma.
    pub(super) fn speaker_of_phrase(&self, matched: &Matched<'a>) -> Option<super::reading::Speaker> {
        let last = matched.words.last().copied().unwrap_or(matched.head).0;
        if let Some(owner) = matched.anchor.filter(|owner| owner.0 < last) {
            let case = self.document.child(owner, &["case"]);
            return Some(self.speaker(owner, case.as_slice()));
        }
        let sentence = self.document.sentence(matched.head).tokens.clone();
        let comma = (last + 1..sentence.end)
            .find(|&at| matches!(self.document.form(TokenId(at)), "," | ";" | ":" | "." | "—" | "–"));
        let piece = last + 1..comma.unwrap_or(sentence.end);
        let anchor = matched.anchor.filter(|anchor| piece.contains(&anchor.0)).or_else(|| {
            let outside = |&word: &TokenId| self.document.head(word).is_none_or(|head| !piece.contains(&head.0));
            piece.clone().map(TokenId).filter(|&word| self.upos(word).is_nominal()).find(outside)
        })?;
        if self.cues.words().has(SourceKind::Measure, self.lemma(anchor)) {
            return None;
        }
        let mut speaker = self.speaker(anchor, &[]);
        // A sentence that begins with the phrase has its own words after the comma.
        let begins = (sentence.start..matched.head.0).all(|at| self.is_punctuation(TokenId(at)));
        let end = if begins { speaker.words.end.min(piece.end) } else { speaker.words.end };
        speaker.words = self.trimmed(speaker.words.start.max(last + 1)..end.max(last + 2))?;
        Some(speaker)
    }

    /// "the ministry appears to have ...", "it seems that ...".
    fn raised(&self, matched: &Matched<'a>) -> Option<Content> {
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
