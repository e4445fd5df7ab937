//! From phrases to chains: names first, then what the tree says outright, then descriptions and pronouns in text order.

use std::collections::BTreeMap;

use hearsay_core::{TokenId, Upos};

use super::appositions::is_acronym;
use super::coref_state::CorefState;
use super::descriptions;
use super::names::{Kind, Named, is_role_word, is_title};
use super::nouns::Number;
use super::nouns::{self, PronounKind};
use super::phrases::{Class, Phrase, relative_clause, words_of};
use super::place::GrammaticalPlace;
use super::pronouns;
use super::quotes::named_by_initials;
use super::same_name::NameBook;
use crate::actors::ActorKind;
use crate::word_lists as lists;

/// How many phrases "you" looks back over.
const ADDRESS: usize = 200;

/// How many words an office may have behind its "of": "the Islamic Revolutionary Guard Corps of Arland".
const OFFICE: usize = 10;

impl CorefState<'_> {
    /// Gives every phrase its chain.
    pub(super) fn resolve(&mut self) {
        self.join_names();
        self.join_appositions_of_names();
        for number in 0..self.phrases.len() {
            self.resolve_one(number);
        }
        self.join_offices_ahead();
        self.join_speakers();
    }

    fn join_names(&mut self) {
        let mut book = NameBook::default();
        for (number, phrase) in self.phrases.iter().enumerate() {
            if let Some(chain) = self.lettered(number) {
                self.chains.join(number, phrase, chain);
                continue;
            }
            let Some(name) = phrase.name.map(|name| &self.names[name]) else {
                continue;
            };
            match name.kind {
                Kind::People => {}
                Kind::Country | Kind::Nationality => {
                    self.join_actor(number, name, &mut book);
                }
                Kind::Place if name.actor.is_some_and(|actor| self.speaks_for_country(actor, phrase)) => {
                    self.join_actor(number, name, &mut book);
                    let chain = self.chains.of(number).expect("the name just joined a chain");
                    self.chains.get_mut(chain).class = Class::Country;
                }
                _ => self.join_name(number, name, &mut book),
            }
        }
    }

    /// "Islamabad said": a capital that acts is its country; "in Islamabad" is a place.
    fn speaks_for_country(&self, actor: usize, phrase: &Phrase) -> bool {
        if self.actors.at(actor).kind != ActorKind::Capital {
            return false;
        }
        let document = self.document;
        let mut head = phrase.head;
        // "in London and Paris"
        while document.token(head).deprel.is("conj") {
            match document.head(head) {
                Some(above) => head = above,
                None => break,
            }
        }
        let case = document.child(head, &["case"]).map(|case| document.lemma(case).to_lowercase());
        match phrase.place {
            GrammaticalPlace::Subject => document.head(head).is_some_and(|verb| {
                document.token(verb).upos == Upos::Verb && !document.token(head).deprel.is("nsubj:pass")
            }),
            GrammaticalPlace::Possessor => true,
            _ => match case.as_deref() {
                Some("with" | "between" | "against" | "by" | "toward" | "towards") => true,
                None => {
                    phrase.place == GrammaticalPlace::Object
                        && document.head(head).is_some_and(|verb| lists::ADDRESSING.has(document.lemma(verb)))
                }
                Some(_) => false,
            },
        }
    }

    /// Names of the tables: countries by code, so that "US", "American" and "Washington" meet.
    fn join_actor(&mut self, number: usize, name: &Named, book: &mut NameBook) {
        let actor = name.actor.expect("countries come from the tables");
        let code = self.actors.at(actor).code(None);
        let main = self.actors.country(code);
        let is_part = self.actors.at(actor).kind == ActorKind::Country && main != Some(actor);
        let known = if is_part { book.actor(actor) } else { book.country(code) };
        let chain = match known {
            Some(chain) => self.chains.join(number, &self.phrases[number], chain),
            None => {
                let chain = self.chains.open(number, &self.phrases[number]);
                self.chains.get_mut(chain).actor = Some(if is_part { actor } else { main.unwrap_or(actor) });
                chain
            }
        };
        if is_part {
            book.set_actor(actor, chain);
        } else {
            book.set_country(code, chain);
        }
    }

    fn join_name(&mut self, number: usize, name: &Named, book: &mut NameBook) {
        let words = words_of(self.document, name.tokens.clone());
        let phrase = &self.phrases[number];
        let same = book.find(&self.chains, &words, phrase, name.actor, |actor| self.actors.at(actor).kind);
        let bracket = || self.bracketed(number).filter(|_| is_acronym(self.document, name));
        let chain = match same.or_else(bracket) {
            Some(chain) => self.chains.join(number, phrase, chain),
            None => self.chains.open(number, phrase),
        };
        let known = self.chains.get_mut(chain);
        known.actor = known.actor.or(name.actor);
        if !known.names.contains(&words) {
            known.names.push(words.clone());
        }
        if phrase.class == Class::Person && known.class == Class::Unknown {
            known.class = Class::Person;
        }
        book.add(chain, &words, name.actor);
    }

    /// "A.D.: We will stay.": the person above whose name has the letters of a line's label.
    fn lettered(&self, number: usize) -> Option<usize> {
        let label = self.phrases[number].head;
        let colon = TokenId(label.0 + 1);
        if colon.index() >= self.document.tokens().len() || self.document.form(colon) != ":" {
            return None;
        }
        let name = named_by_initials(self.document, label)?;
        name.tokens.clone().find_map(|word| self.chains.of(self.by_head[word as usize]?))
    }

    /// The name before the bracket that this one stands in: "Gulf Trade Union (GTU)".
    fn bracketed(&self, number: usize) -> Option<usize> {
        let name = &self.names[self.phrases[number].name?];
        let before = name.tokens.start.checked_sub(2)?;
        let bracket = self.document.form(TokenId(before + 1));
        let last = self.phrases[..number]
            .iter()
            .rev()
            .take(6)
            .position(|phrase| phrase.name.is_some_and(|other| self.names[other].tokens.contains(&before)))?;
        if bracket != "(" && bracket != "-LRB-" {
            return None;
        }
        let other = number - 1 - last;
        let class = self.phrases[other].class;
        (matches!(class, Class::Body | Class::Unknown)).then(|| self.chains.of(other)).flatten()
    }

    /// "Roger Dorn, a former adviser" and "a spokesman, Roger Dorn": whatever hangs on a name as its apposition.
    fn join_appositions_of_names(&mut self) {
        for number in 0..self.phrases.len() {
            if let Some(other) = self.apposed(number)
                && let (Some(a), Some(b)) = (self.chains.of(number), self.chains.of(other))
            {
                self.chains.merge(a, b);
            }
        }
    }

    /// "President of Arland Anna Dorn", "the head of the agency Felix Berg": who holds the office, whatever tree the parser drew.
    fn office_of(&self, number: usize) -> Option<usize> {
        let document = self.document;
        let phrase = &self.phrases[number];
        let singular = phrase.number != Number::Plural && phrase.kind == hearsay_core::MentionKind::Nominal;
        let of = TokenId(phrase.head.0 + 1);
        let sentence = document.sentence(phrase.head);
        // Whether it is an office is asked last: that is a look into tables, and few phrases go on with "of".
        let goes_on = singular && sentence.holds(of) && document.form(of) == "of";
        if !goes_on || !is_role_word(document, self.actors, phrase.head) {
            return None;
        }
        // The words of the office: capitals, nouns, "of the", and no comma.
        let mut joins = true;
        for at in (of.0 + 1..sentence.tokens.end).take(OFFICE).map(TokenId) {
            let named = |other: &usize| {
                let name = self.phrases[*other].name.map(|name| &self.names[name]);
                name.is_some_and(|name| name.kind == Kind::Person && name.tokens.start == at.0)
            };
            let mut behind = number..self.phrases.len().min(number + 2 * OFFICE);
            if let Some(holder) = behind.find(named).filter(|_| !joins) {
                return Some(holder);
            }
            let upos = document.token(at).upos;
            joins =
                matches!(document.form(at), "of" | "the" | "and" | "for" | "&") || is_title(document, self.actors, at);
            if !joins && !matches!(upos, Upos::Propn | Upos::Noun | Upos::Adj) {
                return None;
            }
        }
        None
    }

    /// "Dorn is a lawyer": the description, once its verb says that it is so.
    fn identified(&self, number: usize) -> Option<usize> {
        let phrase = &self.phrases[number];
        let document = self.document;
        let cop = document.child(phrase.head, &["cop"])?;
        let subject = document.child(phrase.head, &["nsubj"])?;
        let other = self.by_head[subject.index()]?;
        let unsure = document.children(phrase.head).iter().any(|&child| {
            let token = document.token(child);
            token.feats.get("Polarity") == Some("Neg")
                || matches!(&*token.lemma, "not" | "never" | "no" | "if" | "whether")
                || token.deprel.is("aux") && !matches!(&*token.lemma, "have" | "be")
        });
        let is_person = |phrase: &Phrase| matches!(phrase.class, Class::Person | Class::Unknown);
        let same_class =
            phrase.class == self.phrases[other].class || is_person(phrase) && is_person(&self.phrases[other]);
        let describes = matches!(phrase.class, Class::Person | Class::Body) && phrase.pronoun.is_none();
        let numbers = phrase.number == self.phrases[other].number;
        (!unsure && describes && same_class && numbers && document.lemma(cop) == "be" && other < number)
            .then_some(other)
    }

    fn resolve_one(&mut self, number: usize) {
        let phrase = &self.phrases[number];
        let beside = self.office_of(number).or_else(|| self.set_beside(number)).or_else(|| self.apposed(number));
        let named = self.named_behind(number).filter(|_| beside.is_none());
        // "her party" may stand above before "her party, Open Hand, ..." names it.
        if let (Some(named), Some(before)) = (named, descriptions::antecedent(self, number))
            && let Some(chain) = self.chains.of(named).filter(|_| self.chains.get(before).names.is_empty())
        {
            self.chains.merge(chain, before);
        }
        let beside = beside.or(named);
        let linked = beside.or_else(|| self.identified(number)).or_else(|| self.relative(number));
        if let Some(chain) = linked.and_then(|other| self.chains.of(other)) {
            self.chains.join(number, phrase, chain);
            self.remember(number);
            return;
        }
        if self.chains.of(number).is_some() {
            self.remember(number);
            return;
        }
        if self.choices.is_some() && phrase.pronoun.is_some() {
            let choice = pronouns::choice(self, number);
            self.choices.iter_mut().for_each(|choices| choices.push(choice.clone()));
        }
        let found = match phrase.pronoun {
            Some(pronoun) => match pronoun.kind {
                PronounKind::Personal | PronounKind::Thing | PronounKind::Reflexive => {
                    pronouns::antecedent(self, number)
                }
                PronounKind::Second => self.spoken_to(number),
                PronounKind::First | PronounKind::Relative | PronounKind::Quantity => None,
            },
            None => descriptions::antecedent(self, number),
        };
        match found {
            Some(chain) => {
                let chain = self.chains.join(number, phrase, chain);
                // "Wigglesworth said she ...": a name that somebody is "she" by is a person's.
                if phrase.class == Class::Person && self.chains.get(chain).actor.is_none() {
                    self.chains.get_mut(chain).class = Class::Person;
                }
            }
            None if phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::First) => {}
            None => {
                self.chains.open(number, phrase);
            }
        }
        self.remember(number);
    }

    /// "You" is the other of two who speak by turns; else who it was before, in the same quotation, comment or stretch of report.
    fn spoken_to(&self, number: usize) -> Option<usize> {
        let same = |phrase: &Phrase| (phrase.comment, self.quotes.speaker(phrase.head));
        let phrase = &self.phrases[number];
        if let Some(hearer) = self.quotes.hearer(&self.chains, phrase.head) {
            return Some(hearer);
        }
        let before = self.phrases[..number].iter().enumerate().rev().take(ADDRESS);
        let is_you = |other: &Phrase| other.pronoun.is_some_and(|other| other.kind == PronounKind::Second);
        let found = before.into_iter().find(|(_, other)| is_you(other) && same(other) == same(phrase))?.0;
        self.chains.of(found)
    }

    /// "officials who said": the noun that the relative clause hangs on. "Who" is never a thing: in "officials in
    /// charge of security who spoke" it is the officials, wherever the clause hangs.
    fn relative(&self, number: usize) -> Option<usize> {
        let phrase = &self.phrases[number];
        phrase.pronoun.filter(|pronoun| pronoun.kind == PronounKind::Relative)?;
        let document = self.document;
        let mut above = document.head(relative_clause(document, phrase.head)?)?;
        let is_who = matches!(document.lemma(phrase.head).to_lowercase().as_str(), "who" | "whom");
        let nearest = self.by_head[above.index()];
        for _ in 0..6 {
            let other = self.by_head[above.index()];
            let is_somebody =
                other.is_some_and(|other| !matches!(self.phrases[other].class, Class::Thing | Class::Place));
            // "a member of the commission who asked not to be named": of a man and his body the man is meant.
            let man_above = || {
                let body = other.is_some_and(|other| {
                    let phrase = &self.phrases[other];
                    phrase.class == Class::Body && phrase.name.is_none() && phrase.number != Number::Plural
                });
                let noun = document.head(above).filter(|_| body && document.token(above).deprel.is("nmod"))?;
                let man = self.by_head[noun.index()]?;
                (self.phrases[man].class == Class::Person).then_some(man)
            };
            if is_who && let Some(man) = man_above().or_else(|| self.one_of(above, phrase.head)) {
                return Some(man);
            }
            if !is_who || is_somebody {
                return other.or(nearest);
            }
            match document
                .head(above)
                .filter(|_| document.token(above).deprel.is_any(&["nmod", "conj", "appos", "compound"]))
            {
                Some(next) => above = next,
                None => break,
            }
        }
        nearest
    }

    /// "one of the guards, who asked": behind a comma, the one; "one of the guards who asked" are those who asked.
    fn one_of(&self, many: TokenId, who: TokenId) -> Option<usize> {
        let document = self.document;
        let comma = who.0.checked_sub(1).is_some_and(|before| document.form(TokenId(before)) == ",");
        let one = document.head(many).filter(|_| comma && document.token(many).deprel.is("nmod"))?;
        let of = document.child(many, &["case"]).is_some_and(|case| document.lemma(case) == "of");
        let single = of && matches!(document.lemma(one).to_lowercase().as_str(), "one" | "another");
        self.by_head[one.index()].filter(|_| single)
    }

    /// Keeps what later descriptions can repeat: head nouns, and who leads what.
    fn remember(&mut self, number: usize) {
        let Some(chain) = self.chains.of(number) else {
            return;
        };
        let phrase = &self.phrases[number];
        if phrase.pronoun.is_some() {
            return;
        }
        let mut heads = Vec::new();
        match phrase.name.map(|name| &self.names[name]) {
            Some(name) if name.kind == Kind::Person => {
                let start = self.document.sentence(phrase.head).tokens.start;
                let before = (start..name.tokens.start).rev().take(4).map(TokenId);
                heads.extend(
                    before
                        .take_while(|&id| is_title(self.document, self.actors, id))
                        .map(|id| self.document.lemma(id).to_lowercase()),
                );
            }
            Some(name) if name.kind != Kind::People => {}
            _ => heads.push(self.document.lemma(phrase.head).to_lowercase()),
        }
        for head in heads {
            if nouns::is_leader(&head)
                && !self.leads_a_part(phrase.head)
                && let Some(body) = self.body_led(phrase.head)
            {
                self.leaders.entry(body).or_insert(chain);
            }
            self.described.entry(head).or_default().push(number);
        }
    }

    /// "I" and "we" in a quotation are its speaker; in a comment they are its writer.
    fn join_speakers(&mut self) {
        let mut writers: BTreeMap<hearsay_core::CommentId, usize> = BTreeMap::new();
        for number in 0..self.phrases.len() {
            let phrase = &self.phrases[number];
            let Some(pronoun) = phrase.pronoun.filter(|pronoun| pronoun.kind == PronounKind::First) else {
                continue;
            };
            if let Some(speaker) = self.quotes.speaker(phrase.head) {
                if let Some(chain) = self.chains.of(speaker) {
                    self.chains.join(number, phrase, chain);
                }
                continue;
            }
            match phrase.comment {
                Some(comment) if pronoun.number == Number::Singular => match writers.get(&comment) {
                    Some(&chain) => {
                        self.chains.join(number, phrase, chain);
                    }
                    None => {
                        let chain = self.chains.open(number, phrase);
                        self.chains.get_mut(chain).class = Class::Person;
                        writers.insert(comment, chain);
                    }
                },
                _ => {
                    let before = self.phrases[..number].iter().enumerate().rev().take(200);
                    let same = before
                        .filter(|(_, other)| other.comment == phrase.comment)
                        .find(|(_, other)| other.pronoun.is_some_and(|other| other == pronoun))
                        .and_then(|(other, _)| {
                            self.chains.of(other).filter(|_| self.quotes.speaker(self.phrases[other].head).is_none())
                        });
                    match same {
                        Some(chain) => {
                            self.chains.join(number, phrase, chain);
                        }
                        None => {
                            let chain = self.chains.open(number, phrase);
                            self.chains.get_mut(chain).class = Class::Person;
                        }
                    }
                }
            }
        }
    }
}
