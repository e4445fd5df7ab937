//! Sourcing levels: how far a reader can check who a source is. The rows are those of `docs/labelling.md`.

use hearsay_core::{EntityKind, Level, NameKind, TokenId, Upos};

use super::ranker::level::Outer;
use super::reading::{Found, Reading, Speaker};
use crate::cues::SourceKind;
use crate::lower::lower;
use crate::word_lists as lists;

impl Reading<'_> {
    /// The level of a statement's source.
    pub(super) fn level(&self, found: &Found<'_>, speaker: &Speaker, outer: Outer<'_, '_>) -> Level {
        let ruled = self.level_by_rules(found, speaker, outer.nested);
        #[cfg(feature = "ranker")]
        let level = if self.by_rules { ruled } else { self.judged_level(found, speaker, outer, ruled) };
        #[cfg(not(feature = "ranker"))]
        let level = ruled;
        self.level_of_people(speaker, ruled, level)
    }

    /// What is learned never makes a document of a man or woman, nor one who answers for himself of a kind of people.
    fn level_of_people(&self, speaker: &Speaker, ruled: Level, level: Level) -> Level {
        let head = self.describing(speaker);
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id).kind);
        let people = matches!(entity, Some(EntityKind::Person | EntityKind::Group)) && self.upos(head) == Upos::Noun;
        let lemma = self.noun(head);
        let one = matches!(self.lemma(speaker.who).to_lowercase().as_str(), "one" | "another" | "other");
        let of_group = || one && self.group(speaker).or_else(|| self.group_before(speaker.who)).is_some();
        match (ruled, level) {
            (_, Level::Document) if people && !self.cues.words().has(SourceKind::Document, &lemma) => ruled,
            // "Diplomats were wary. Another said ...": one diplomat answers for himself.
            (_, Level::Collective) if of_group() => Level::Anonymous,
            // "Villagers said": whoever lives there.
            (Level::Collective, Level::Anonymous) if self.is_plural(head) && lists::DWELLERS.has(&lemma) => ruled,
            _ => level,
        }
    }

    /// What the rules say; `nested` when somebody else tells that it was said.
    pub(super) fn level_by_rules(&self, found: &Found<'_>, speaker: &Speaker, nested: bool) -> Level {
        let head = self.describing(speaker);
        let named = self.is_named_person(head, speaker);
        if self.speaks_for_somebody(head, found, speaker) {
            return if nested { Level::Relayed } else { Level::Spokesperson };
        }
        if named {
            let elsewhere = nested || self.is_said_elsewhere(found);
            return if elsewhere { Level::Elsewhere } else { Level::Named };
        }
        match self.level_of_description(head, found) {
            level @ (Level::Document | Level::Media) => level,
            _ if nested => Level::Relayed,
            level => level,
        }
    }

    fn level_of_description(&self, head: TokenId, found: &Found<'_>) -> Level {
        let lemma = self.noun(head);
        let has = |kind| self.cues.words().has(kind, &lemma);
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id));
        let proper = self.is_proper(head);
        let singular = self.upos(head) == Upos::Noun && !self.is_plural(head);
        let organization = proper && entity.is_some_and(|entity| entity.kind == EntityKind::Organization);
        if has(SourceKind::Document) && self.is_paper(head, &lemma, proper) {
            Level::Document
        } else if self.is_media(head, &lemma, proper) {
            Level::Media
        } else if has(SourceKind::Document) && !proper {
            Level::Document
        } else if organization && has(SourceKind::Anonymous) {
            // "the Directorate General of Civil Aviation" is no general.
            if self.in_statement(found) { Level::Spokesperson } else { Level::Institution }
        } else if has(SourceKind::Collective) {
            // "Experts" answer for nobody; "an analyst" is one person without a name.
            let one = singular && !matches!(&*lemma, "people" | "public" | "majority" | "minority" | "percent");
            let one = one && !matches!(&*lemma, "half" | "third" | "quarter");
            if one { Level::Anonymous } else { Level::Collective }
        } else if singular && self.is_office(head) {
            // "the mayor of Dornburg": whoever holds the office can be looked up.
            Level::Institution
        } else if has(SourceKind::Anonymous) {
            Level::Anonymous
        } else if has(SourceKind::Institution)
            || proper
            || entity.is_some_and(|entity| matches!(entity.kind, EntityKind::Organization | EntityKind::Place))
        {
            if self.in_statement(found) { Level::Spokesperson } else { Level::Institution }
        } else if matches!(self.upos(head), Upos::Pron | Upos::Det) {
            self.level_of_pronoun(head)
        } else {
            Level::Anonymous
        }
    }

    /// What is read and not heard, whatever its name: "Republic Act No. 3846", "a research paper", "the ministry's website".
    fn is_paper(&self, head: TokenId, lemma: &str, proper: bool) -> bool {
        let scholarly = || {
            self.document
                .children_by(head, &["compound", "amod"])
                .any(|word| lists::LEARNED_PAPERS.has(self.lemma(word)))
        };
        match lemma {
            "paper" => scholarly(),
            "website" => true,
            _ => proper && lists::LAWS.has(lemma),
        }
    }

    /// A name, or a capitalised noun at the end of one: "Task Force Operation Resolve".
    fn is_proper(&self, head: TokenId) -> bool {
        let capital = self.document.form(head).starts_with(char::is_uppercase);
        self.upos(head) == Upos::Propn
            || self.document.name_at(head).is_some()
            || capital && self.document.children_by(head, &["compound"]).any(|word| self.upos(word) == Upos::Propn)
    }

    fn level_of_pronoun(&self, head: TokenId) -> Level {
        match self.lemma(head).to_lowercase().as_str() {
            "he" | "she" | "i" => Level::Named,
            "it" => Level::Institution,
            "many" | "some" | "most" | "others" | "few" | "everyone" | "everybody" | "one" | "you" | "we" => {
                Level::Collective
            }
            _ => Level::Anonymous,
        }
    }

    /// An outlet, or "reports" that say no more than that others have reported.
    fn is_media(&self, head: TokenId, lemma: &str, proper: bool) -> bool {
        let words = self.cues.words();
        let has_role = self.entities.headed_by(head).is_some_and(|id| self.entities.get(id).has_role(&["MED"]));
        if has_role || words.has(SourceKind::Media, lemma) || proper && self.is_called_an_outlet(head) {
            return true;
        }
        let below = self.document.subtree(head);
        let is_outlet = |word: TokenId| words.has(SourceKind::MediaName, &lower(self.lemma(word)));
        // "the Independent Police Commission" is no newspaper: its last word tells what it is.
        let body = words.has(SourceKind::Institution, lemma) && !is_outlet(head);
        if proper && !body && below.iter().any(|&word| is_outlet(word)) {
            return true;
        }
        if lemma != "report" {
            return false;
        }
        // "a report by the Dornburg Gazette", "reports in local media".
        let by = self.document.children_by(head, &["nmod", "obl"]).any(|word| {
            self.is_introduced_by(word, &["by", "from", "in"])
                && self.is_media(word, &self.noun(word), self.upos(word) == Upos::Propn)
        });
        let vague = |word: TokenId| matches!(self.lemma(word), "some" | "several" | "many" | "other" | "more");
        let told = |word: TokenId| {
            matches!(self.document.token(word).deprel.base(), "det" | "nmod" | "compound" | "nummod" | "acl")
                && !vague(word)
                || lists::REPORTS.has(self.lemma(word))
        };
        let bare = self.is_plural(head) && !self.document.children(head).iter().any(|&word| told(word) && word < head);
        by || bare
    }

    /// "One news site, Dorn.com", "the daily newspaper Dornburger Bote": what the article calls a name once holds for all of it.
    fn is_called_an_outlet(&self, head: TokenId) -> bool {
        let Some(id) = self.entities.headed_by(head).filter(|_| !self.is_person_name(head)) else { return false };
        let words = self.cues.words();
        let outlet = |word: TokenId| self.upos(word) == Upos::Noun && words.has(SourceKind::Media, &self.noun(word));
        self.entities.get(id).mentions.iter().take(6).any(|mention| {
            let above = self.document.head(mention.head).filter(|_| self.is(mention.head, &["appos", "flat"]));
            let mut beside = self.document.children_by(mention.head, &["appos", "compound", "flat"]);
            above.is_some_and(outlet) || beside.any(outlet)
        })
    }

    pub(super) fn is_plural(&self, head: TokenId) -> bool {
        let token = self.document.token(head);
        token.feats.get("Number") == Some("Plur") || matches!(&*token.xpos, "NNS" | "NNPS")
    }

    /// "the mayor", "their governor", "Arland's president".
    /// An office that only one person holds: "the mayor of Dornburg".
    pub(super) fn is_office(&self, head: TokenId) -> bool {
        self.cues.words().has(SourceKind::Office, &self.noun(head)) && self.is_the_only(head)
    }

    fn is_the_only(&self, head: TokenId) -> bool {
        let the = self.document.children_by(head, &["det"]).any(|word| self.lemma(word) == "the");
        the || self.document.child(head, &["nmod:poss"]).is_some()
    }

    /// A person with a name: the head itself, or a name that follows a title.
    pub(super) fn is_named_person(&self, head: TokenId, speaker: &Speaker) -> bool {
        if self.is_person_name(head) {
            return true;
        }
        let core = self.core(head, speaker);
        let is_person = |word: TokenId| self.named_kind(word) == Some(NameKind::Person);
        // "member of parliament (MP) Paula Dorn", "the mayor, Paula Dorn".
        if self.document.children_by(head, &["appos", "flat"]).any(is_person) {
            return true;
        }
        // "student named Berg".
        let called =
            self.document.children_by(head, &["acl"]).find(|&word| matches!(self.lemma(word), "name" | "call"));
        if called.is_some_and(|called| self.document.subtree(called).iter().any(|&word| is_person(word))) {
            return true;
        }
        let Some(last) = core.clone().map(TokenId).next_back() else { return false };
        // "Dorn", where the tagger knew no better and "Paula Dorn" stood before.
        let other = || {
            let kind = self.entities.headed_by(last).map(|id| self.entities.get(id).kind);
            matches!(kind, Some(EntityKind::Organization | EntityKind::Place))
        };
        let surname = |last: TokenId| self.upos(last) == Upos::Propn && self.is_surname(self.document.form(last));
        if core.len() == 1 && surname(last) && !other() {
            return true;
        }
        if !is_person(last) || last <= head {
            return false;
        }
        // "House of Deputies Speaker Paula Dorn", but "friends of Paula Dorn".
        let between = (head.0 + 1..last.0).map(TokenId);
        let mut person_begins = last;
        while person_begins.0 > core.start && is_person(TokenId(person_begins.0 - 1)) {
            person_begins.0 -= 1;
        }
        let joined = person_begins > head
            && TokenId(person_begins.0 - 1).0 >= core.start
            && self.upos(TokenId(person_begins.0 - 1)).is_nominal();
        let over_preposition = between.clone().any(|word| self.upos(word) == Upos::Adp);
        let of_people = [SourceKind::Anonymous, SourceKind::Collective, SourceKind::Spokesperson]
            .iter()
            .any(|&kind| self.cues.words().has(kind, &self.noun(head)));
        joined && (!over_preposition || !of_people && !self.is_plural(head))
    }

    /// The kind of the name at a word: what the whole text tells of it counts for more than the tagger's word.
    pub(super) fn named_kind(&self, word: TokenId) -> Option<NameKind> {
        let name = self.document.name_at(word)?;
        let mut known = name.tokens.clone().filter_map(|at| self.entities.headed_by(TokenId(at)));
        match known.next().map(|id| self.entities.get(id).kind) {
            Some(EntityKind::Person) => Some(NameKind::Person),
            Some(EntityKind::Organization) if name.kind == NameKind::Person => Some(NameKind::Organization),
            Some(EntityKind::Place) if name.kind == NameKind::Person => Some(NameKind::Place),
            _ => Some(name.kind),
        }
    }

    /// The words of the source up to a comma or a clause.
    fn core(&self, head: TokenId, speaker: &Speaker) -> std::ops::Range<u32> {
        let words = if speaker.words.contains(&head.0) { speaker.words.clone() } else { head.0..head.0 + 1 };
        let ends = |at: u32| {
            let word = TokenId(at);
            self.is_punctuation(word) && !matches!(self.document.form(word), "." | "-" | "’" | "'")
                || matches!(self.lemma(word), "who" | "which" | "that")
        };
        let end = (head.0 + 1..words.end).find(|&at| ends(at)).unwrap_or(words.end);
        words.start..end
    }

    pub(super) fn is_person_name(&self, head: TokenId) -> bool {
        let named = self.document.name_at(head).is_some_and(|name| name.kind == NameKind::Person);
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id).kind);
        match entity {
            Some(kind) => kind == EntityKind::Person,
            None => named,
        }
    }

    /// The lemma with what makes it a job or an outlet: "press secretary", "news agency".
    pub(super) fn noun(&self, head: TokenId) -> String {
        let lemma = self.lemma(head).to_lowercase();
        let before = self.document.children_by(head, &["compound", "amod"]).filter(|&word| word < head).last();
        let listed = |compound: &String| {
            [SourceKind::Spokesperson, SourceKind::Media, SourceKind::Anonymous, SourceKind::Office]
                .iter()
                .any(|&kind| self.cues.words().has(kind, compound))
        };
        let compound = before.map(|word| format!("{} {lemma}", self.lemma(word).to_lowercase()));
        compound.filter(listed).unwrap_or(lemma)
    }

    /// A spokesman, somebody "speaking for" others, a name with such a title.
    fn speaks_for_somebody(&self, head: TokenId, found: &Found<'_>, speaker: &Speaker) -> bool {
        let spokes = |word: TokenId| self.cues.words().has(SourceKind::Spokesperson, &self.noun(word));
        let titled = || {
            let words = speaker.words.clone().map(TokenId);
            words
                .take_while(|&word| !matches!(self.lemma(word), "who" | "that" | "which"))
                .any(|word| self.upos(word) == Upos::Noun && spokes(word))
        };
        spokes(head)
            || self.document.children_by(head, &["appos", "compound", "flat", "nmod", "amod"]).any(spokes)
            || self.document.head(head).is_some_and(|above| self.is(head, &["appos", "flat"]) && spokes(above))
            || self.is_known_spokesman(head, &spokes)
            || head == speaker.head && titled()
            || self.behalf(found, speaker).is_some()
    }

    /// "Dorn", who was "Paula Dorn, a bank spokeswoman" before.
    fn is_known_spokesman(&self, head: TokenId, spokes: &dyn Fn(TokenId) -> bool) -> bool {
        let Some(entity) = self.entities.headed_by(head).map(|id| self.entities.get(id)) else { return false };
        entity.kind == EntityKind::Person
            && entity.mentions.iter().take(6).any(|mention| {
                let before = || self.document.children_by(mention.head, &["appos", "compound", "flat"]).any(spokes);
                spokes(mention.head) || before()
            })
    }

    /// Whether a named person's words were given to another outlet, to a court, to another reporter.
    fn is_said_elsewhere(&self, found: &Found<'_>) -> bool {
        // "outside the court" is in the street.
        let at =
            |word: TokenId| self.is_introduced_by(word, &["in", "at", "to", "before", "during", "from", "under", "by"]);
        let court = |word: TokenId| self.cues.words().has(SourceKind::Elsewhere, self.lemma(word));
        let at_court = self.document.children_by(found.anchor, &["obl", "nmod"]).any(|word| court(word) && at(word));
        let heard = found.hearer.is_some_and(|hearer| lists::HEARINGS.has(&self.noun(hearer)));
        at_court
            || heard
            || lists::TESTIFYING.has(self.lemma(found.anchor))
            || self.is_quoted_by_others(found)
            || self.heard_by(found).is_some_and(|outlet| self.is_other_outlet(outlet))
    }

    /// "Dorn said, as quoted by the Gazette": wherever the tree hangs it in the sentence.
    fn is_quoted_by_others(&self, found: &Found<'_>) -> bool {
        let words = self.document.sentence(found.anchor).tokens.clone();
        words.clone().skip(1).map(TokenId).any(|word| {
            let by = TokenId(word.0 + 1);
            let outlet = TokenId(word.0 + 2);
            matches!(self.lemma(word), "quote" | "report" | "cite")
                && self.quotation_at(word).is_none()
                && self.lemma(TokenId(word.0 - 1)) == "as"
                && words.contains(&outlet.0)
                && self.lemma(by) == "by"
                && self.is_other_outlet(self.top_inside(outlet, outlet.0..words.end))
        })
    }

    /// The outlet that heard it: "told the Gazette", "in an interview with the Gazette", "as quoted by the Gazette".
    fn heard_by(&self, found: &Found<'_>) -> Option<TokenId> {
        let outlet = |word: TokenId| {
            let proper = self.upos(word) == Upos::Propn || self.document.name_at(word).is_some();
            // "reporters", "the press" are everybody's.
            !matches!(self.lemma(word), "press" | "reporter" | "journalist")
                && self.is_media(word, &self.noun(word), proper)
        };
        if let Some(hearer) = found.hearer.filter(|&hearer| outlet(hearer)) {
            return Some(hearer);
        }
        let mut hosts = vec![found.anchor];
        hosts.extend(self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["advcl", "conj", "xcomp"])));
        // "Paula Dorn, in remarks to the Gazette, said".
        if let Some(speaker) = &found.speaker {
            hosts.extend(speaker.words.clone().map(TokenId).filter(|&word| self.upos(word).is_nominal()));
        }
        for host in hosts {
            // "told the Courier, adding that ...": the Courier heard that too.
            let heard =
                self.document.children_by(host, &["iobj", "obj"]).find(|&word| host != found.anchor && outlet(word));
            if heard.is_some() {
                return heard;
            }
            let beside = self.document.children_by(host, &["obl", "advcl", "nmod", "parataxis", "obj", "acl"]);
            for word in beside {
                let spoken = lists::TALKING.has(self.lemma(word));
                let heard = || {
                    let named = |other: TokenId| self.lemma(word) == "interview" && self.upos(other) == Upos::Propn;
                    self.document.children_by(word, &["nmod", "obl"]).find(|&other| {
                        (outlet(other) || named(other)) && self.is_introduced_by(other, &["to", "with", "by", "on"])
                    })
                };
                let to = (self.introduced_by(word, "to").is_some()).then_some(word).filter(|&word| outlet(word));
                if let Some(heard) = to.or_else(|| spoken.then(heard).flatten()) {
                    return Some(heard);
                }
            }
        }
        None
    }

    /// Whether the outlet is another one than this article's. Where nobody says whose the article is, an outlet that is
    /// called by its name is taken for another: few papers name themselves.
    fn is_other_outlet(&self, outlet: TokenId) -> bool {
        let article = self.document.article();
        let own: Vec<String> =
            [&article.publisher, &article.agency].into_iter().flatten().map(|name| plain(name)).collect();
        let name = plain(self.document.text(self.document.subtree_span(outlet)));
        !own.iter().any(|own| name.contains(own.as_str()) || own.contains(name.as_str()))
    }

    /// "the ministry said in a statement", "the ministry put out a statement saying".
    fn in_statement(&self, found: &Found<'_>) -> bool {
        let paper = |word: TokenId| lists::PUT_OUT.has(self.lemma(word));
        let beside = self
            .document
            .children_by(found.anchor, &["obl"])
            .any(|word| paper(word) && self.is_introduced_by(word, &["in", "by", "via"]));
        let put_out = || {
            let host = self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["acl", "advcl"]));
            host.is_some_and(|host| paper(host) || self.document.children_by(host, &["obj"]).any(paper))
        };
        beside || paper(found.anchor) || put_out()
    }
}

/// Small letters without an article in front.
fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}
