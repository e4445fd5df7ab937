//! Who says it: from a cue to the words of its source.

use hearsay_core::{TokenId, Upos};

use super::reading::{Reading, Speaker};
use crate::cues::SourceKind;
use crate::syntax::clause::{is_gerund, is_infinitive, is_passive};
use crate::syntax::phrase::antecedent;
use crate::word_lists as lists;

/// The speaker of a verb, with the verb that carries the subject where that is another one.
pub(super) struct Spoken {
    pub speaker: Speaker,
    /// The verb between speaker and cue: "went on" in "She went on to say".
    pub carrier: Option<TokenId>,
}

/// How far up to look for a subject that verbs share.
const REACH: usize = 6;

impl Reading<'_> {
    /// Who does what the verb says, in active terms.
    pub(super) fn speaker_of_verb(&self, verb: TokenId) -> Option<Spoken> {
        if is_passive(self.document, verb) && self.subject_across_aside(verb).is_none() {
            let agent = self.agent(verb).or_else(|| self.paper_of_passive(verb))?;
            return Some(Spoken { speaker: self.speaker(agent, &[verb]), carrier: None });
        }
        if let Some(speaker) = self.beside_participle(verb).or_else(|| self.speaker_astray(verb)) {
            return Some(Spoken { speaker, carrier: None });
        }
        let mut at = verb;
        let mut carrier = None;
        let mut beside = false;
        for _ in 0..REACH {
            let passive = at != verb && is_passive(self.document, at);
            if let Some(subject) = self.subject(at)
                && (at == verb || !passive || self.is(verb, &["advcl", "xcomp", "conj"]))
            {
                // "voiced concern that the raid was secret and said", "denied that the raid killed anybody, insisting ...": the raid says
                // nothing, who voiced it does.
                let aside = is_gerund(self.document, verb) && self.is_after_comma(verb);
                // A paper may say so; but a plan that "was sound and expressed the hope" is no paper.
                let carries = self.cues.words().has(SourceKind::LightVerb, self.lemma(verb));
                let speechless = at != verb
                    && (self.is(verb, &["conj"]) || aside)
                    && self.is_mute(subject)
                    && (carries || !self.is_paper_noun(subject));
                if let Some(spoken) = speechless.then(|| self.speaker_above(verb, at)).flatten() {
                    return Some(spoken);
                }
                return Some(Spoken { speaker: self.speaker(subject, &[verb, at]), carrier });
            }
            if let Some(subject) = self.subject_across_aside(at).filter(|_| at != verb) {
                return Some(Spoken { speaker: self.speaker(subject, &[verb, at]), carrier });
            }
            let head = self.document.head(at)?;
            let relation = self.document.token(at).deprel.full();
            match self.document.token(at).deprel.base() {
                // "She came and said": verbs joined by "and" share what stands before the first.
                "conj" => {}
                "xcomp" => {
                    // "asked Dorn to say": whoever is asked speaks.
                    if let Some(object) = self.document.child(head, &["obj", "iobj"])
                        && !is_gerund(self.document, at)
                    {
                        return Some(Spoken { speaker: self.speaker(object, &[verb, at]), carrier });
                    }
                    carrier = Some(head).filter(|_| !beside);
                }
                // ", saying that ..." belongs to the subject of the main clause, whatever carries that.
                "advcl" => (carrier, beside) = (None, true),
                "acl" if relation == "acl:relcl" => {
                    return Some(Spoken { speaker: self.speaker(head, &[verb, at]), carrier });
                }
                // "sued the bank, claiming": after a comma the participle is the main clause's.
                "acl" if is_gerund(self.document, at) && self.is_after_comma(at) && !self.is(head, &["nsubj"]) => {
                    at = self.clause_over_noun(head)?;
                    if let Some(subject) = self.subject(at) {
                        return Some(Spoken { speaker: self.speaker(subject, &[verb, at]), carrier: None });
                    }
                    continue;
                }
                // "started a petition this week calling for": no week calls for anything.
                "acl" if self.is_time_noun(head) => {
                    at = self.clause_over_noun(head)?;
                    if let Some(subject) = self.subject(at) {
                        return Some(Spoken { speaker: self.speaker(subject, &[verb, at]), carrier: None });
                    }
                    continue;
                }
                "acl" if is_infinitive(self.document, at) && !self.can_speak(head) => {
                    return self.speaker_of_purpose(verb, at, head);
                }
                "acl" => return Some(self.speaker_of_participle(verb, at, head)),
                "ccomp" | "parataxis" if at != verb || is_gerund(self.document, at) => {}
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// A common noun of no people, body or paper.
    pub(super) fn is_mute(&self, subject: TokenId) -> bool {
        // "any of the deaths": what they are, the deaths tell.
        let some = matches!(self.upos(subject), Upos::Det | Upos::Pron | Upos::Num);
        let of =
            || self.document.children_by(subject, &["nmod"]).find(|&noun| self.introduced_by(noun, "of").is_some());
        let subject = some.then(of).flatten().unwrap_or(subject);
        let named = self.document.name_at(subject).is_some();
        self.upos(subject) == Upos::Noun && !named && !self.can_speak(subject)
    }

    fn is_paper_noun(&self, noun: TokenId) -> bool {
        self.cues.words().has(SourceKind::Document, self.lemma(noun)) && self.is(noun, &["nsubj"])
    }

    /// The subject of the next clause above `at` that can speak.
    fn speaker_above(&self, verb: TokenId, at: TokenId) -> Option<Spoken> {
        let above = self.document.ancestors(at).filter(|&word| self.upos(word) == Upos::Verb).take(REACH);
        let subject =
            above.filter_map(|word| self.subject(word)).find(|&subject| !self.is_mute(subject) && subject < at)?;
        Some(Spoken { speaker: self.speaker(subject, &[verb, at]), carrier: None })
    }

    /// "with half of them saying", "about Dorn calling": the noun between "with" or "about" and the participle.
    fn beside_participle(&self, verb: TokenId) -> Option<Speaker> {
        if !is_gerund(self.document, verb) || self.subject(verb).is_some() {
            return None;
        }
        let sentence = self.document.sentence(verb);
        let before = (sentence.tokens.start..verb.0)
            .rev()
            .map(TokenId)
            .find(|&word| !matches!(self.upos(word), Upos::Adv | Upos::Part))
            .filter(|&word| self.upos(word).is_nominal())?;
        let top = self.top_inside(before, sentence.tokens.start..verb.0);
        if self.introduced_by(top, "with").is_some() {
            return Some(self.speaker(top, &[verb])).filter(|speaker| speaker.words.end <= verb.0);
        }
        // "With Governor Paula Dorn calling": where the tree hangs the words elsewhere, their order tells.
        let plain = |at: u32| {
            matches!(self.upos(TokenId(at)), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num)
                && !self.is_time_noun(TokenId(at))
        };
        let start = (sentence.tokens.start..=before.0).rev().take_while(|&at| plain(at)).last()?;
        let link = start.checked_sub(1).filter(|&link| link >= sentence.tokens.start).map(TokenId)?;
        let named = self.document.name_at(before).is_some();
        let joins = self.lemma(link) == "with" || self.lemma(link) == "about" && named;
        let head = self.top_inside(before, start..before.0 + 1);
        joins.then_some(Speaker { head, who: head, words: start..before.0 + 1 })
    }

    pub(super) fn is_after_comma(&self, word: TokenId) -> bool {
        word.0.checked_sub(1).is_some_and(|before| self.document.form(TokenId(before)) == ",")
    }

    pub(super) fn clause_over_noun(&self, noun: TokenId) -> Option<TokenId> {
        self.document.ancestors(noun).take(REACH).find(|&above| self.upos(above) == Upos::Verb)
    }

    /// Whether the noun is one of people, bodies or papers.
    pub(super) fn can_speak(&self, noun: TokenId) -> bool {
        let words = self.cues.words();
        let lemma = self.lemma(noun);
        matches!(self.upos(noun), Upos::Propn | Upos::Pron)
            || self.document.name_at(noun).is_some()
            || [SourceKind::Anonymous, SourceKind::Collective, SourceKind::Spokesperson, SourceKind::Institution]
                .iter()
                .any(|&kind| words.has(kind, lemma))
            // "the first to say", "the only country to deny"
            || self.document.children_by(noun, &["amod"]).any(|word| {
                matches!(self.lemma(word), "first" | "last" | "only" | "latest" | "next" | "second")
            })
    }

    /// "gave them a chance to say", "his effort to explain", "took the opportunity to praise": whoever has the chance.
    fn speaker_of_purpose(&self, verb: TokenId, at: TokenId, noun: TokenId) -> Option<Spoken> {
        let spoken = |who: TokenId| Some(Spoken { speaker: self.speaker(who, &[verb, at, noun]), carrier: None });
        let owner = self.document.child(noun, &["nmod:poss"]);
        if let Some(owner) = owner.filter(|&owner| self.upos(owner) != Upos::Pron) {
            return spoken(owner);
        }
        let above = self.document.head(noun).filter(|&above| self.upos(above) == Upos::Verb);
        if let Some(given) = above.and_then(|above| self.document.child(above, &["iobj"])) {
            return spoken(given);
        }
        match above.and_then(|above| self.speaker_of_verb(above)) {
            Some(carried) if owner.is_none() && self.is(noun, &["obj", "obl", "xcomp", "conj"]) => {
                Some(Spoken { carrier: None, ..carried })
            }
            _ => spoken(owner.unwrap_or(noun)),
        }
    }

    /// "a statement saying", "officials demanding": the noun speaks, or who put it out.
    fn speaker_of_participle(&self, verb: TokenId, at: TokenId, noun: TokenId) -> Spoken {
        // "sent a message to supporters saying": the message says it.
        let paper = |&word: &TokenId| self.cues.words().has(SourceKind::Document, self.lemma(word));
        let sent = self.introduced_by(noun, "to").and(self.document.head(noun)).and_then(|above| {
            let above = Some(above).filter(paper).or_else(|| self.document.children_by(above, &["obj"]).find(paper));
            above.filter(|&above| above != noun)
        });
        let noun = sent.unwrap_or(noun);
        if self.is(noun, &["obj"])
            && let Some(above) = self.document.head(noun)
            && let Some(subject) = self.subject(above)
            && self.cues.words().has(SourceKind::Document, self.lemma(noun))
        {
            return Spoken { speaker: self.speaker(subject, &[verb, at, above]), carrier: Some(above) };
        }
        Spoken { speaker: self.speaker(noun, &[verb, at]), carrier: None }
    }

    /// The "by" phrase of a passive.
    pub(super) fn agent(&self, verb: TokenId) -> Option<TokenId> {
        let by = |&word: &TokenId| {
            self.introduced_by(word, "by").is_some()
                && !self.is_time_noun(word)
                && !lists::BY_MEANS.has(self.lemma(word))
        };
        let below = |host: TokenId| self.document.children_by(host, &["obl", "nmod"]).find(by);
        // "has been called a fraud by Dorn": the parser may hang it on the fraud.
        // "is expected to pass by Bermuda" is a way, and no source.
        let mut objects =
            self.document.children_by(verb, &["xcomp", "obj"]).filter(|&host| self.upos(host) != Upos::Verb);
        below(verb).or_else(|| objects.find_map(below)).or_else(|| self.deep_agent(verb))
    }

    /// "is alleged in a lawsuit", "was described in the report as": the paper that says so.
    fn paper_of_passive(&self, verb: TokenId) -> Option<TokenId> {
        let paper = |&word: &TokenId| {
            self.introduced_by(word, "in").is_some()
                && self.cues.words().has(SourceKind::Document, &self.lemma(word).to_lowercase())
                // "It is alleged in a lawsuit that Dorn took bribes": the parser hangs on the paper what is alleged.
                && self.document.child(word, &["acl", "ccomp"]).is_none()
        };
        self.document.children_by(verb, &["obl"]).find(paper)
    }

    /// Who holds what the adjective says, with the verb that joins them ("remained concerned").
    pub(super) fn speaker_of_adjective(&self, adjective: TokenId) -> Option<Spoken> {
        let mut at = adjective;
        let mut carrier = None;
        for _ in 0..REACH {
            if let Some(subject) = self.subject(at) {
                return Some(Spoken { speaker: self.speaker(subject, &[adjective, at]), carrier });
            }
            let head = self.document.head(at)?;
            match self.document.token(at).deprel.base() {
                "conj" => {}
                "xcomp" => carrier = Some(head),
                "acl" if self.upos(head) != Upos::Pron => {
                    return Some(Spoken { speaker: self.speaker(head, &[adjective, at]), carrier });
                }
                _ => return None,
            }
            at = head;
        }
        None
    }

    /// Whose claim, fear or plan it is: "Dorn's", "by Dorn", "CIA allegations", "Dorn voiced the fear".
    ///
    /// Where nouns before it are its content they are nobody who speaks.
    pub(super) fn speaker_of_noun(&self, noun: TokenId, compound: bool) -> Option<Spoken> {
        let document = self.document;
        if let Some(owner) = document.child(noun, &["nmod:poss"]) {
            if let Some(spoken) = self.speaker_over_own(noun, owner) {
                return Some(spoken);
            }
            return Some(Spoken { speaker: self.speaker(owner, &[noun]), carrier: None });
        }
        if let Some(by) = self.source_behind(noun) {
            // "the claim by the rebels that the bridge fell": the clause tells the claim.
            let mut cut = vec![noun];
            cut.extend(self.clause_behind_source(noun));
            return Some(Spoken { speaker: self.speaker(by, &cut), carrier: None });
        }
        if let Some(carried) = self.speaker_over_noun(noun) {
            return Some(carried);
        }
        // "CIA allegations", "Breland's" without the apostrophe, "opposition calls": who stands before the noun.
        let speaks = |word| !compound && self.is(word, &["compound"]) && self.can_speak(word);
        let named = document.children_by(noun, &["compound", "amod", "nmod"]).find(|&word| {
            word < noun && (self.upos(word) == Upos::Propn || document.name_at(word).is_some() || speaks(word))
        });
        named.map(|named| Spoken { speaker: self.speaker(named, &[noun]), carrier: None })
    }

    /// "Dorn renewed her attack": she is Dorn.
    fn speaker_over_own(&self, noun: TokenId, owner: TokenId) -> Option<Spoken> {
        let pronoun = self.upos(owner) == Upos::Pron && self.is(noun, &["obj"]);
        let verb = self.document.head(noun).filter(|&verb| pronoun && self.upos(verb) == Upos::Verb)?;
        if is_passive(self.document, verb) {
            return None;
        }
        let spoken = self.speaker_of_verb(verb)?;
        let entity = |word: TokenId| self.entities.headed_by(word);
        let other = entity(owner).is_some()
            && entity(spoken.speaker.who).is_some()
            && entity(owner) != entity(spoken.speaker.who);
        let own = |subject: &str| match self.lemma(owner).to_lowercase().as_str() {
            "my" | "i" => subject == "I",
            "our" | "we" => subject == "we",
            "your" | "you" => subject == "you",
            _ => !matches!(subject, "I" | "we" | "you"),
        };
        (!other && own(self.lemma(spoken.speaker.head)))
            .then(|| Spoken { carrier: Some(spoken.carrier.unwrap_or(verb)), ..spoken })
    }

    /// "Dorn made the claim": the subject of the verb over the noun.
    fn speaker_over_noun(&self, noun: TokenId) -> Option<Spoken> {
        let verb = self.document.head(noun).filter(|_| self.is(noun, &["obj", "obl"]))?;
        if self.upos(verb) != Upos::Verb {
            return None;
        }
        let light = self.cues.words().has(SourceKind::LightVerb, self.lemma(verb));
        let spoken = light.then(|| self.speaker_of_verb(verb))??;
        Some(Spoken { carrier: Some(spoken.carrier.unwrap_or(verb)), ..spoken })
    }

    /// The source that `head` heads, in its whole description.
    pub(super) fn speaker(&self, head: TokenId, cut: &[TokenId]) -> Speaker {
        let who = self.whom_who_means(head, antecedent(self.document, head));
        let mut words =
            self.document.subtree_without(head, |word| cut.contains(&word) || self.is_incidental(word, head));
        words.retain(|&word| !(self.is(word, &["case"]) && self.document.head(word) == Some(head) && word < head));
        let mut start = head.0;
        let mut end = head.0 + 1;
        // One stretch around the head; what a cut word tore off stays out.
        let place = words.partition_point(|&word| word < head);
        for &word in words[..place].iter().rev() {
            if self.gap_is_punctuation(word.0 + 1, start) {
                start = word.0;
            }
        }
        for &word in words.get(place + 1..).unwrap_or_default() {
            if self.gap_is_punctuation(end, word.0) {
                end = word.0 + 1;
            }
        }
        // "Party leader Paula Dorn said": two subjects side by side are one description.
        if let Some(title) = self.title_before(start, head) {
            start = title;
        }
        let words = self.trimmed(start..end).unwrap_or(head.0..head.0 + 1);
        Speaker { head, who, words }
    }

    fn title_before(&self, start: u32, head: TokenId) -> Option<u32> {
        let before = TokenId(start.checked_sub(1)?);
        let same = self.document.head(before).is_some() && self.document.head(before) == self.document.head(head);
        let title = same
            && self.is(before, &["nsubj"])
            && self.is(head, &["nsubj"])
            && matches!(self.upos(before), Upos::Noun | Upos::Propn)
            && self.document.name_at(head).is_some()
            && !self.is_time_noun(before);
        title.then(|| self.document.subtree(before)[0].0)
    }

    fn gap_is_punctuation(&self, from: u32, to: u32) -> bool {
        (from..to).all(|gap| self.is_punctuation(TokenId(gap)))
    }

    /// What hangs on a source without telling who it is.
    fn is_incidental(&self, word: TokenId, head: TokenId) -> bool {
        // "Paula Dorn, in remarks to the Gazette, said".
        let channel = self.is(word, &["nmod"])
            && self.introduced_by(word, "in").is_some_and(|link| self.is_after_comma(link))
            && self.cues.words().has(SourceKind::Channel, self.lemma(word));
        if channel {
            return true;
        }
        self.document.head(word) == Some(head)
            && self.is(word, &["parataxis", "discourse", "cop", "nsubj", "advcl", "punct", "cc", "aux", "mark"])
            && !(self.is(word, &["cc", "punct"]))
    }
}
