//! Content that is an object, alone or with a clause or phrase beside it.

use hearsay_core::{Document, EntityKind, NameKind, TokenId, Upos};

use super::content::{Content, Matched};
use super::lines::head_of;
use super::reading::Reading;
use crate::cues::{CueEntry, CueKind, SourceKind};
use crate::syntax::clause::{is_finite, is_finite_form, is_gerund, is_infinitive, is_passive};
use crate::word_lists as lists;

impl<'a> Reading<'a> {
    /// The object in active terms.
    pub(super) fn object_head(&self, matched: &Matched<'a>) -> Option<TokenId> {
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
        own.or_else(alone)
            .or_else(|| self.judged_noun(matched))
            .or_else(|| self.noun_of_a_participle(matched.head))
            .or_else(|| self.bare_noun(matched.head))
    }

    /// "has denied wrongdoing": a noun in "-ing" may be taken for a clause.
    fn bare_noun(&self, verb: TokenId) -> Option<TokenId> {
        let bare = |&word: &TokenId| {
            word > verb
                && self.upos(word) == Upos::Noun
                && self.document.child(word, &["mark", "case", "cop", "aux", "nsubj"]).is_none()
        };
        self.document.children_by(verb, &["xcomp"]).find(bare)
    }

    /// "a claim disputed by the army": the noun that a participle describes, where somebody does it.
    fn noun_of_a_participle(&self, verb: TokenId) -> Option<TokenId> {
        let participle = &*self.document.token(verb).xpos == "VBN" && self.document.token(verb).deprel.full() == "acl";
        let noun = self.document.head(verb).filter(|_| participle && self.agent(verb).is_some())?;
        // "a report by two doctors, ordered by the court": behind a comma it is about the whole.
        let apart = verb.0.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",");
        let whole = self.document.head(noun).filter(|_| apart && self.is(noun, &["nmod"]) && self.can_speak(noun));
        Some(whole.filter(|&whole| self.upos(whole) == Upos::Noun && !self.can_speak(whole)).unwrap_or(noun))
    }

    /// "a charge that Dorn denies", "what the mayor called a farce": the noun that a relative clause describes, where the verb gives
    /// a judgement of it.
    pub(super) fn judged_noun(&self, matched: &Matched<'a>) -> Option<TokenId> {
        let judges = matches!(matched.entry.class.as_str(), "describe" | "deny" | "confirm" | "criticise" | "praise");
        // The parser may take what is said of the noun for what the noun says.
        let clause = self.is(matched.head, &["acl:relcl"])
            || self.is(matched.head, &["acl"]) && is_finite(self.document, matched.head);
        let noun = self.document.head(matched.head).filter(|_| judges && clause)?;
        let subject = self.document.child(matched.head, &["nsubj"])?;
        let relative = matches!(self.lemma(subject), "who" | "which" | "that" | "what");
        (!relative && subject < matched.head && self.upos(noun).is_nominal()).then_some(noun)
    }

    /// "an allegation that officers denied": a clause that wants an object is about the noun, and not what the noun says.
    pub(super) fn judges_its_noun(&self, clause: TokenId) -> bool {
        let judges = |entry: &CueEntry| {
            let alone = entry.kind == CueKind::Verb && entry.more.is_empty();
            alone && matches!(entry.class.as_str(), "describe" | "deny" | "criticise")
        };
        self.is(clause, &["acl"])
            && self.introduced_by(clause, "that").is_some_and(|that| {
                let wants = self.cues.starting(self.lemma(clause)).any(judges)
                    && !is_passive(self.document, clause)
                    && self.document.child(clause, &["obj", "iobj", "ccomp", "xcomp"]).is_none();
                // "a request that Dorn said was wasted"
                let said = (that.0 + 1..clause.0)
                    .any(|at| self.is_talk(TokenId(at)) && is_finite_form(self.document, TokenId(at + 1)));
                wants || said
            })
    }

    /// "two men believed to be soldiers": a participle of hearsay, and the noun that it describes.
    pub(super) fn rumoured_noun(&self, entry: &CueEntry, verb: TokenId) -> Option<TokenId> {
        let participle = matches!(&*self.document.token(verb).xpos, "VBN" | "VBD") && self.is(verb, &["acl"]);
        let free = self.document.child(verb, &["nsubj", "nsubj:pass", "aux"]).is_none();
        self.document.head(verb).filter(|_| entry.hearsay && participle && free && !self.is(verb, &["acl:relcl"]))
    }

    pub(super) fn is_person(&self, word: TokenId) -> bool {
        let words = self.cues.words();
        let listed = [SourceKind::Anonymous, SourceKind::Collective, SourceKind::Spokesperson]
            .iter()
            .any(|&kind| words.has(kind, self.lemma(word)));
        let name = self.document.name_at(word).is_some_and(|name| name.kind == NameKind::Person);
        let person = self.entities.headed_by(word).is_some_and(|id| self.entities.get(id).kind == EntityKind::Person);
        let pronoun = matches!(self.lemma(word), "he" | "she" | "they" | "him" | "her" | "them" | "who" | "whom");
        listed || name || person || pronoun
    }

    pub(super) fn passive_subject(&self, verb: TokenId) -> Option<TokenId> {
        is_passive(self.document, verb).then(|| self.subject(verb)).flatten()
    }

    pub(super) fn object(&self, matched: &Matched<'a>) -> Option<Content> {
        let object = self.object_head(matched)?;
        // "denied them entry" withholds a thing; "questioned two witnesses" asks people.
        if matched.entry.impersonal && self.is_person(object) {
            return None;
        }
        let takes_subject = Some(object) == self.passive_subject(matched.head);
        let mut words = self.phrase_of_object(object, matched);
        // "fifteen are feared dead", "seven are reported to have died".
        let more = self.document.children_by(matched.head, &["xcomp"]).filter(|_| takes_subject);
        words.extend(more.flat_map(|more| self.phrase(more, &[])));
        Some(Content { words, head: Some(object), takes_subject, ..Content::default() })
    }

    /// The object without the cue's own words; of a noun that the cue's clause describes, without that clause.
    pub(super) fn phrase_of_object(&self, object: TokenId, matched: &Matched<'a>) -> Vec<TokenId> {
        let described = object != matched.head && self.document.is_under(matched.head, object);
        if described && matches!(self.lemma(object), "what" | "something") {
            return Vec::new();
        }
        // "a report by two doctors, ordered by the court": the clause may hang on a part of the noun's phrase.
        let direct = self.document.head(matched.head) == Some(object) || !self.is(matched.head, &["acl"]);
        let clause = if described && !direct {
            self.phrase(object, &[matched.head])
        } else if described {
            self.phrase_around(object, matched.head)
        } else {
            self.phrase(object, &[])
        };
        clause.into_iter().filter(|word| !matched.words.contains(word)).collect()
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
    pub(super) fn is_withheld(&self, verb: TokenId, object: TokenId) -> bool {
        let document = self.document;
        let to = |phrase: TokenId| self.introduced_by(phrase, "to").is_some() && self.is_person(phrase);
        let objects = document.children_by(verb, &["obj"]).filter(|&object| object > verb);
        [SourceKind::Withheld, SourceKind::Requested]
            .iter()
            .any(|&kind| self.cues.words().has(kind, self.lemma(object)))
            || document.child(verb, &["iobj"]).is_some()
            || objects.count() > 1
            || document.children_by(verb, &["obl"]).chain(document.children_by(object, &["nmod"])).any(to)
    }

    /// Whether the words are quoted or are themselves something said.
    pub(super) fn is_spoken(&self, content: &Content) -> bool {
        let Some(head) = content.head else { return false };
        content.words.iter().any(|&word| self.is_quote_mark(word))
            || self.cues.could_be(self.document, head, CueKind::Noun)
    }

    pub(super) fn take_subject(&self, verb: TokenId, content: &mut Content) {
        if let Some(subject) = self.subject(verb) {
            content.words.extend(self.phrase(subject, &[]));
            content.takes_subject = true;
        }
    }

    /// Object and a clause or complement under the same verb; also as one clause with its own subject.
    pub(super) fn object_and(
        &self,
        matched: &Matched<'a>,
        fits: impl Fn(&Document, TokenId) -> bool,
    ) -> Option<Content> {
        let head = matched.head;
        let rumoured = self.rumoured_noun(matched.entry, head);
        // "was called a liar", "calls the situation a crisis": of two objects of a verb of naming the second is the name.
        let names = matched.entry.class == "describe" && matched.entry.more.is_empty();
        let named = self.passive_subject(head).filter(|_| names);
        let object = named.or_else(|| self.object_head(matched)).or(rumoured);
        let second = |word: TokenId| object.is_some_and(|object| word > object);
        let below = self.document.children_by(head, &["xcomp", "ccomp", "advcl", "obj", "advmod"]).filter(|&word| {
            // "judged the letter real": the parser may see a second object, or an adverb.
            let bare = self.upos(word) == Upos::Adj && second(word);
            !matched.words.contains(&word)
                && (bare || !self.is(word, &["obj", "advmod"]) || self.is(word, &["obj"]) && names && second(word))
        });
        for clause in below {
            // "suspected by Breland to have planned it": behind an agent the parser may see a purpose.
            let adverbial = self.is(clause, &["advcl"]);
            let infinitive = is_infinitive(self.document, clause) && (matched.anchor.or(rumoured)).is_some();
            if !fits(self.document, clause) || adverbial && !infinitive {
                continue;
            }
            if let Some(object) = object.filter(|&object| object != clause) {
                let mut words = self.phrase_of_object(object, matched);
                words.extend(self.phrase(clause, &[]));
                let takes_subject = [self.passive_subject(head), rumoured].contains(&Some(object));
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
        let object = object.filter(|&object| Some(object) != rumoured)?;
        let inner = self
            .document
            .children_by(object, &["acl"])
            .find(|&word| fits(self.document, word) && is_infinitive(self.document, word))?;
        let words = self.phrase(object, &matched.words);
        let takes_subject = Some(object) == self.passive_subject(head);
        Some(Content { words, head: Some(inner), takes_subject, ..Content::default() })
    }

    /// "calls the deal \"lousy\"": a name in quotation marks, wherever the parser hangs it.
    pub(super) fn named_in_quotes(&self, matched: &Matched<'a>) -> Option<Content> {
        let verb = matched.head;
        let sentence = self.document.sentence(verb).tokens.clone();
        let named = verb.0 + 1;
        let place = (named..sentence.end).find_map(|at| self.quotation_at(TokenId(at)))?;
        let mut end = self.quotations[place].tokens.end;
        let between = (named..self.quotations[place].tokens.start).map(TokenId);
        let breaks = |word: TokenId| {
            matches!(self.upos(word), Upos::Aux | Upos::Cconj | Upos::Sconj | Upos::Punct)
                || self.upos(word) == Upos::Verb && !self.is(word, &["amod"])
        };
        let plain = matched.entry.class == "describe" && matched.entry.more.is_empty();
        let nominal = between.clone().any(|word| self.upos(word).is_nominal());
        if !plain || !nominal || between.clone().any(breaks) || end > sentence.end || self.quotation_at(verb).is_some()
        {
            return None;
        }
        let head = head_of(self, &self.quotations[place].tokens);
        // "called a strike over the \"gag law\"": the quotation is no name of the object.
        if self.document.child(head, &["case"]).is_some() {
            return None;
        }
        // "'unlawful' and 'calculated'"; what is below the name goes with it.
        while let Some(next) = (end + 1 < sentence.end && self.upos(TokenId(end)) == Upos::Cconj)
            .then(|| self.quotation_at(TokenId(end + 1)))
            .flatten()
        {
            end = self.quotations[next].tokens.end;
        }
        let words = (named..end).map(TokenId).chain(self.phrase(head, &[]).into_iter().filter(|&word| word > verb));
        Some(Content { words: words.collect(), head: Some(head), ..Content::default() })
    }

    pub(super) fn object_and_phrase(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let judged = self.judged_subject(matched);
        let Some(object) = self.object_head(matched).or(judged) else {
            return self.charge(matched, preposition).or_else(|| self.that_before_phrase(matched, preposition));
        };
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
        let takes_subject = judged.is_some() || Some(object) == self.passive_subject(matched.head);
        Some(Content { words, head: phrase.or(Some(object)), takes_subject, ..Content::default() })
    }

    /// "dismissed that as hysteria": the parser may take the "that" for a mark of the phrase.
    fn that_before_phrase(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let that = TokenId(matched.head.0 + 1);
        let phrase = self.document.children_by(matched.head, &["obl", "advcl"]).find(|&phrase| {
            let link = self.introduced_by(phrase, preposition);
            link.is_some_and(|link| link.0 == that.0 + 1) && matches!(self.lemma(that), "that" | "this")
        })?;
        let mut words = self.phrase(phrase, &[]);
        words.extend(Some(that).filter(|that| !words.contains(that)));
        Some(Content { words, head: Some(phrase), ..Content::default() })
    }

    /// "being accused of theft is no proof": a participle of which nobody tells who is accused.
    fn charge(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let charges = matched.entry.class == "allege" && matched.entry.more.is_empty();
        if !charges || !is_passive(self.document, matched.head) {
            return None;
        }
        let mut content = self.phrase_content(matched, preposition)?;
        content.words.extend(content.link.take());
        content.takes_subject = true;
        Some(content)
    }

    /// "raised concerns with the board": before whom a worry is brought.
    fn told_of_a_worry(&self, matched: &Matched<'a>) -> Option<TokenId> {
        let noun = Some(matched.head).filter(|_| matched.entry.kind == CueKind::Noun)?;
        let verb = self.document.head(noun).filter(|_| self.is(noun, &["obj", "nsubj:pass"]))?;
        let with = |&word: &TokenId| word > noun && self.is_introduced_by(word, &["with", "to"]);
        lists::RAISING.has(self.lemma(verb)).then(|| self.document.children_by(noun, &["nmod"]).find(with)).flatten()
    }

    pub(super) fn phrase_content(&self, matched: &Matched<'a>, preposition: &str) -> Option<Content> {
        let below = |holder: TokenId| {
            self.document
                .children_by(holder, &["obl", "nmod", "advcl", "acl", "ccomp", "xcomp"])
                .filter(move |&word| word > holder)
                .find_map(|word| Some((word, self.introduced_by(word, preposition)?)))
        };
        // "raised concerns with the board about the ward": the board is told.
        let board = self.told_of_a_worry(matched);
        let found = below(matched.tail).or_else(|| board.and_then(below));
        let (phrase, link) = found.filter(|&(phrase, _)| Some(phrase) != board)?;
        // "a report of the ministry": who reports, not what.
        let hearsay = matched.entry.kind == CueKind::Noun && matched.entry.class == "hearsay";
        // "a report of 40 pages": how long it is.
        let pages = hearsay && self.cues.words().has(SourceKind::Measure, self.lemma(phrase));
        let whose = pages || hearsay && self.document.name_at(phrase).is_some();
        if whose {
            return None;
        }
        let words = self.phrase(phrase, &[link]);
        Some(Content { words, head: Some(phrase), link: Some(link), ..Content::default() })
    }
}
