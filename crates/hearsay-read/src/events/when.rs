//! When a deed happened, by what its clause, its sentence and the story say; and where.

use hearsay_core::{
    BlockKind, Days, Document, Entities, EntityKind, Event, NameKind, Party, Place, Statement, Status, TimeExpression,
    TimeKind, TokenId, Upos, Voice,
};

use super::matching::Match;
use super::status::Ground;
use crate::Lexicon;
use crate::deeds::{Slot, TriggerKind};
use crate::syntax::clause::{is_passive, is_past_perfect, is_simple_past, is_tensed};
use crate::syntax::embedding::Place as Stands;
use crate::syntax::phrase::preposition;
use crate::syntax::{Footing, Frames};
use crate::word_lists as lists;

/// How far up a clause's own time is looked for.
const REACH: usize = 8;

/// The days of any predicate, as those of a deed are found: told for it in its clause or sentence, or the day of publication
/// by the tense of fresh news. `statements` tell which words only say who speaks ("said on Monday").
pub fn days_of(
    document: &Document,
    predicate: TokenId,
    times: &[TimeExpression],
    statements: &[Statement],
    lexicon: &Lexicon,
) -> Option<Days> {
    let frames = Frames { document, footing: &lexicon.footing };
    let clock = Clock::new(frames, times, |token| names_deed(document, lexicon, token));
    let deed = Told {
        head: predicate,
        trigger: &[predicate],
        noun: None,
        nominal: document.token(predicate).upos.is_nominal(),
    };
    let ground = Ground { voice: Voice::Report, status: Status::Reported, according_to: None, speaks: false };
    clock.days(&deed, ground, &super::cue_words(document, statements))
}

/// Whether a noun is one that names deeds, found as one or not: a day told for one is not told for its neighbour.
pub(super) fn names_deed(document: &Document, lexicon: &Lexicon, token: TokenId) -> bool {
    matches!(document.token(token).upos, Upos::Noun | Upos::Propn)
        && !lexicon.deeds.leads(document.lemma(token)).is_empty()
}

/// What is dated.
struct Told<'m> {
    head: TokenId,
    trigger: &'m [TokenId],
    noun: Option<TokenId>,
    nominal: bool,
}

/// The dated expressions of one document, by the word that heads each.
pub(super) struct Clock<'d> {
    document: &'d Document,
    footing: &'d Footing,
    /// In text order: the head word, the verb or deed that it belongs to, its days.
    times: Vec<Dated>,
}

struct Dated {
    head: TokenId,
    belongs_to: TokenId,
    days: Days,
}

impl<'d> Clock<'d> {
    /// `names_deed` tells words that name deeds, found or not: a day told for one is not told for its neighbour.
    pub(super) fn new(frames: Frames<'d>, times: &[TimeExpression], names_deed: impl Fn(TokenId) -> bool) -> Self {
        let document = frames.document;
        let published = document.article().published;
        let mut dated = Vec::new();
        for (number, time) in times.iter().enumerate() {
            let (Some(mut days), TimeKind::Date | TimeKind::Time) = (time.interval, time.kind) else { continue };
            let first = document.tokens().partition_point(|token| token.span.end() <= time.span.start());
            let words =
                document.tokens()[first..].iter().take_while(|token| token.span.start() < time.span.end()).count();
            let inside = |token: TokenId| (first..first + words).contains(&token.index());
            // "late last year": where the tree hangs "late" elsewhere, the noun still tells whose time it is.
            let tops = (first..first + words).map(TokenId::from_index);
            let tops: Vec<TokenId> = tops.filter(|&id| document.head(id).is_none_or(|head| !inside(head))).collect();
            let nominal =
                |&&id: &&TokenId| document.token(id).upos.is_nominal() || document.token(id).upos == Upos::Num;
            let Some(&head) = tops.iter().find(nominal).or(tops.first()) else { continue };
            let case = document.child(head, &["case", "mark"]).map(|case| document.lemma(case).to_lowercase());
            // "after 2003", "until March" and "by Friday" bound a deed; they are not its days.
            if matches!(case.as_deref(), Some("after" | "before" | "until" | "till" | "by" | "beyond")) {
                continue;
            }
            if let Some(whole) = stretch(document, times, number) {
                days = whole;
            }
            if case.as_deref() == Some("since")
                && let Some(published) = published.filter(|&published| published > days.first)
            {
                days = Days::new(days.first, published);
            }
            dated.push(Dated { head, belongs_to: owner(document, head, &names_deed), days });
        }
        dated.sort_by_key(|time| time.head);
        Self { document, footing: frames.footing, times: dated }
    }

    /// The times told in the sentence of a word.
    fn beside(&self, token: TokenId) -> &[Dated] {
        let sentence = &self.document.sentence(token).tokens;
        let first = self.times.partition_point(|time| time.head.0 < sentence.start);
        let after = self.times.partition_point(|time| time.head.0 < sentence.end);
        &self.times[first..after]
    }

    /// The days of a deed: told for it, or for its sentence alone, or given by the tense of fresh news.
    pub(super) fn date(&self, found: &Match<'_>, ground: Ground, cues: &[TokenId]) -> Option<Days> {
        let nominal = found.pattern.kind == TriggerKind::Noun;
        self.days(&Told { head: found.head, trigger: &found.trigger, noun: found.noun, nominal }, ground, cues)
    }

    fn days(&self, found: &Told<'_>, ground: Ground, cues: &[TokenId]) -> Option<Days> {
        let published = self.document.article().published;
        if let Some(days) = self.told(found, cues) {
            // What is told as done was not done later, nor is what is planned already past: another clause's day.
            let odd = published.is_some_and(|published| match ground.status {
                Status::Reported | Status::Claimed | Status::Alleged => days.first > published,
                Status::Future => days.last < published,
                Status::Possible | Status::Denied | Status::Negated => false,
            });
            return Some(days).filter(|_| !odd);
        }
        if ground.status == Status::Future {
            return None;
        }
        if let Some(days) = self.narrated(found) {
            return Some(days);
        }
        self.fresh(found, ground).then_some(self.document.article().published).flatten().map(Days::day)
    }

    /// Days that words of the deed's own clause or sentence give.
    fn told(&self, found: &Told<'_>, cues: &[TokenId]) -> Option<Days> {
        let document = self.document;
        let nearest = |owner: TokenId| {
            let own = self.beside(owner).iter().filter(|time| time.belongs_to == owner);
            own.min_by_key(|time| time.head.0.abs_diff(found.head.0)).map(|time| time.days)
        };
        for word in found.trigger.iter().copied().chain(found.noun) {
            if let Some(days) = nearest(word) {
                return Some(days);
            }
        }
        // Up: "was forced to withdraw late last year", "arrested and deported on Monday", "a raid was launched on Monday".
        let mut node = found.head;
        for _ in 0..REACH {
            let head = document.head(node)?;
            let lemma = document.lemma(head);
            let verb = document.token(head).upos == Upos::Verb;
            let shares = match document.token(node).deprel.base() {
                "conj" => document.child(node, &["nsubj", "csubj"]).is_none(),
                // "failed on Monday to sign" did not sign on Monday; "agreed on Monday to leave" leaves on another day.
                "xcomp" => match self.footing.status(Stands::Verb, lemma) {
                    Some(Status::Future) => false,
                    Some(_) => found.head == node,
                    None => true,
                },
                "obj" | "nsubj" => verb && self.footing.is_light(lemma),
                _ => false,
            };
            if !shares || cues.binary_search(&head).is_ok() {
                break;
            }
            if let Some(days) = nearest(head) {
                return Some(days);
            }
            node = head;
        }
        // Across: the last of several verbs carries the day.
        for conjunct in document.children_by(found.head, &["conj"]) {
            if document.child(conjunct, &["nsubj", "csubj"]).is_none()
                && let Some(days) = nearest(conjunct)
            {
                return Some(days);
            }
        }
        self.sentence(found, cues)
    }

    /// The only day in the sentence, where it is told for a clause that holds the deed and not for who said so.
    fn sentence(&self, found: &Told<'_>, cues: &[TokenId]) -> Option<Days> {
        let document = self.document;
        let mut times = self.beside(found.head).iter();
        let (only, None) = (times.next()?, times.next()) else { return None };
        let mut node = found.head;
        for _ in 0..REACH {
            if cues.binary_search(&node).is_ok() && node != found.head {
                return None;
            }
            if node == only.belongs_to {
                return Some(only.days);
            }
            // A relative clause, a reported clause and a definite event noun have their own time.
            let deprel = document.token(node).deprel.full();
            if matches!(
                deprel,
                "acl:relcl" | "ccomp" | "nmod" | "nmod:poss" | "compound" | "advcl" | "acl" | "parataxis"
            ) {
                return None;
            }
            if found.nominal && node == found.head && !matches!(deprel, "obj" | "nsubj" | "nsubj:pass" | "obl" | "root")
            {
                return None;
            }
            node = document.head(node)?;
        }
        None
    }

    /// Whether the deed is the day's news: a finite verb in the simple past, the present or the present perfect, in the
    /// headline or the opening; or somebody speaking to the paper, anywhere.
    fn fresh(&self, found: &Told<'_>, ground: Ground) -> bool {
        let document = self.document;
        let published = document.article().published.is_some();
        let status = matches!(ground.status, Status::Reported | Status::Claimed);
        if !published || !status || ground.voice == hearsay_core::Voice::Comment {
            return false;
        }
        let verb = self.finite(found);
        let Some(verb) = verb.filter(|&verb| !self.is_told_apart(verb)) else { return false };
        (ground.speaks && ground.status == Status::Reported) || self.opens_story(verb)
    }

    /// Whether the sentence puts a past deed on another day than its news: "Arland, which had freed them, met Dorn on Monday" frees
    /// nobody today, nor does who was jailed "eight years before the pardon" or "earlier".
    fn is_told_apart(&self, verb: TokenId) -> bool {
        let document = self.document;
        if !is_simple_past(document, verb) {
            return false;
        }
        let root = document.ancestors(verb).last();
        let news = root.is_some_and(|root| self.beside(verb).iter().any(|time| time.belongs_to == root));
        let earlier = |word: TokenId| lists::BEFORE_NOW.has(document.lemma(word));
        let bound = |phrase: TokenId| {
            let opens = document.child(phrase, &["case", "mark"]).map(|mark| document.lemma(mark));
            matches!(opens, Some("before" | "after"))
                && document
                    .child(phrase, &["obl", "nmod", "advmod"])
                    .is_some_and(|span| lists::SPANS_OF_TIME.has(document.lemma(span)))
        };
        news || document.children_by(verb, &["advmod"]).any(earlier)
            || document.children_by(verb, &["obl", "advcl"]).any(bound)
    }

    /// The verb whose tense is the deed's, where it is finite and no past perfect.
    fn finite(&self, found: &Told<'_>) -> Option<TokenId> {
        let document = self.document;
        let mut verb = found.head;
        for _ in 0..REACH {
            let word = document.token(verb);
            if matches!(word.deprel.full(), "acl:relcl" | "acl" | "amod" | "advcl" | "nmod" | "compound" | "nmod:poss")
            {
                return None;
            }
            if word.upos == Upos::Verb && !matches!(word.deprel.base(), "xcomp" | "conj") {
                break;
            }
            if word.upos == Upos::Verb && document.child(verb, &["nsubj", "aux"]).is_some() {
                break;
            }
            if word.upos != Upos::Verb && !matches!(word.deprel.base(), "obj" | "nsubj" | "root") {
                return None;
            }
            verb = document.head(verb)?;
        }
        let finite =
            is_tensed(document, verb) || document.child(verb, &["aux"]).is_some() || is_passive(document, verb);
        (finite && !is_past_perfect(document, verb)).then_some(verb)
    }

    /// The day of the sentence before, in a tale that goes on: "Arland attacked on Monday. It bombed two bridges." Both are in
    /// the simple past, in one paragraph, and the first tells one day, for its main verb.
    fn narrated(&self, found: &Told<'_>) -> Option<Days> {
        let document = self.document;
        if found.nominal || !self.beside(found.head).is_empty() {
            return None;
        }
        let verb = self.finite(found)?;
        let sentence = document.sentence_id(verb).index();
        let before = document.sentences().get(sentence.checked_sub(1)?)?;
        let article = document.article();
        let same_block = article.block_at(before.span.start()).map(|block| block.span)
            == article.block_at(document.token(verb).span.start()).map(|block| block.span);
        if !same_block || !is_simple_past(document, verb) || document.token(verb).deprel.base() != "root" {
            return None;
        }
        let root = before.ids().find(|&id| document.head(id).is_none())?;
        let times = self.beside(root);
        let (first, rest) = times.split_first()?;
        let one_day = rest.iter().all(|time| time.days == first.days) && first.days.first == first.days.last;
        (one_day && first.belongs_to == root && is_simple_past(document, root)).then_some(first.days)
    }

    fn opens_story(&self, token: TokenId) -> bool {
        let article = self.document.article();
        let start = self.document.token(token).span.start();
        let Some(block) = article.block_at(start) else { return false };
        match block.kind {
            BlockKind::Headline | BlockKind::Standfirst => true,
            BlockKind::Paragraph => article.spans_of(BlockKind::Paragraph).take(2).any(|span| span == block.span),
            _ => false,
        }
    }
}

/// "from 5 May to 7 June", "between 2005 and 2007": both ends together, where `number` is one of them.
fn stretch(document: &Document, times: &[TimeExpression], number: usize) -> Option<Days> {
    let joined = |first: &TimeExpression, last: &TimeExpression| -> Option<Days> {
        let text = document.article().text.as_str();
        let between = text.get(first.span.end()..last.span.start())?.trim();
        let before = text.get(..first.span.start())?.trim_end();
        let opens = |word: &str| {
            before.len() >= word.len()
                && before.is_char_boundary(before.len() - word.len())
                && before[before.len() - word.len()..].eq_ignore_ascii_case(word)
        };
        let range = match between {
            "and" => opens("between"),
            "to" | "until" | "till" | "through" => opens("from"),
            "-" | "\u{2013}" => true,
            _ => false,
        };
        let (first, last) = (first.interval?, last.interval?);
        (range && first.first <= last.last).then(|| Days::new(first.first, last.last))
    };
    let this = times.get(number)?;
    let next = times.get(number + 1).and_then(|next| joined(this, next));
    next.or_else(|| joined(times.get(number.checked_sub(1)?)?, this))
}

/// The first verb or deed above a time expression's head.
fn owner(document: &Document, head: TokenId, names_deed: &impl Fn(TokenId) -> bool) -> TokenId {
    let mut last = head;
    // "the January victims were buried": a day inside a phrase is the phrase's.
    let inside = matches!(document.token(head).deprel.full(), "compound" | "amod" | "nummod" | "nmod:poss");
    if let Some(above) = document.head(head).filter(|_| inside)
        && document.token(above).upos.is_nominal()
    {
        return above;
    }
    for above in document.ancestors(head) {
        last = above;
        let verbal = document.token(above).upos == Upos::Verb || document.child(above, &["nsubj", "cop"]).is_some();
        if verbal || names_deed(above) {
            break;
        }
    }
    last
}

/// A deed told before and now only mentioned ("the attacks") has the day and the place it had.
pub(super) fn inherit(events: &mut [Event], mentions: &[(TokenId, bool)], document: &Document) {
    for at in 1..events.len() {
        let (token, definite) = mentions[at];
        if !definite || (events[at].date.is_some() && events[at].place.is_some()) {
            continue;
        }
        // Two hundred deeds back is the beginning of any news story; beyond it "the attacks" are others.
        let known = (at.saturating_sub(200)..at).rev().find(|&before| {
            let same_word = document.lemma(mentions[before].0) == document.lemma(token);
            let same_deed = same_word || events[before].deed == events[at].deed;
            same_deed
                && mentions[before].0 != token
                && (events[before].date.is_some() || events[before].place.is_some())
                && is_same(&events[before], &events[at])
        });
        let Some(known) = known else { continue };
        let (date, place) = (events[known].date, events[known].place.clone());
        events[at].date = events[at].date.or(date);
        events[at].place = events[at].place.take().or(place);
    }
}

/// Whether two tellings can be of one deed: nothing that both say differs, and something is the same.
fn is_same(before: &Event, now: &Event) -> bool {
    let ids = |parties: &[Party]| parties.iter().map(|party| party.entity).collect::<Vec<_>>();
    let mut shared = false;
    for (a, b) in [(ids(&before.source), ids(&now.source)), (ids(&before.target), ids(&now.target))] {
        let common = a.iter().any(|id| b.contains(id));
        if !common && !a.is_empty() && !b.is_empty() {
            return false;
        }
        shared |= common;
    }
    if let (Some(a), Some(b)) = (&before.place, &now.place) {
        if a.name != b.name {
            return false;
        }
        shared = true;
    }
    shared
}

/// Where the text says, for this deed, that it happened; never a party, never the dateline.
pub(super) fn place(found: &Match<'_>, document: &Document, entities: &Entities) -> Option<Place> {
    let party = |token: TokenId| found.who.iter().chain(&found.whom).any(|party| party.token == token);
    let named = |token: TokenId| document.name_at(token).is_some_and(|name| name.kind == NameKind::Place);
    let entity = |token: TokenId| entities.mention(token).map(|(id, mention)| (entities.get(id), mention.span));
    let is_place =
        |token: TokenId| named(token) || entity(token).is_some_and(|(entity, _)| entity.kind == EntityKind::Place);
    // "the attack in Mumbai" is on Mumbai and in it.
    let is_only_place = |token: TokenId| entity(token).is_some_and(|(entity, _)| entity.kind == EntityKind::Place);
    let stands = |slot: &Slot| match slot {
        Slot::Preposition(preposition) => WHERE.contains(&preposition.as_ref()),
        Slot::Nationality => found.pattern.kind == TriggerKind::Noun || found.noun.is_some(),
        _ => false,
    };
    // "in the town of Arlen"
    let inner = |token: TokenId| document.children_by(token, &["nmod", "compound", "flat"]).find(|&inner| named(inner));
    let mut own = found.frame.fillers.iter().filter(|filler| stands(&filler.slot)).filter_map(|filler| {
        let token = filler.token;
        if (!party(token) || is_only_place(token)) && is_place(token) {
            return Some(token);
        }
        let word = document.lemma(token).to_lowercase();
        inner(token).filter(|_| lists::LOCALITIES.has(&word))
    });
    // "Protesters in Lagos burned flags", "attacked an army post near Peshawar": where those are who do it or whom it hits.
    let theirs = || {
        let sides = [Slot::Object, Slot::Subject];
        let fillers = sides.iter().flat_map(|slot| found.frame.of(slot)).filter(|filler| !filler.shared);
        fillers
            .flat_map(|filler| document.children_by(filler.token, &["nmod"]))
            .find(|&place| is_place(place) && stands_in(document, place))
    };
    // "an attack on civilian targets in Mumbai": the place of what was hit.
    let hit = || {
        let placed = |token: &TokenId| {
            let case = document.child(*token, &["case"]).map(|case| document.lemma(case).to_lowercase());
            is_only_place(*token) && case.is_some_and(|case| WHERE.contains(&case.as_str()))
        };
        found.whom.iter().map(|party| party.token).find(placed)
    };
    let token = own.next().or_else(hit).or_else(theirs)?;
    let (known, span) = match entity(token) {
        Some((entity, span)) => (Some(entity), span),
        None => {
            let name = document.name_at(token)?;
            (None, document.span_of(name.tokens.clone()))
        }
    };
    // "in Mumbai, India"
    let around = |token: TokenId| {
        let children = document.children_by(token, &["appos", "nmod"]);
        children.filter(|&child| child > token).find_map(|child| entity(child)?.0.country.clone())
    };
    let wider = around(token).or_else(|| document.head(token).filter(|_| own_head(document, token)).and_then(around));
    let country = known.and_then(|entity| entity.country.clone()).or(wider);
    Some(Place { span, name: document.text(span).to_owned(), country })
}

const WHERE: &[&str] = &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"];

/// Whether the phrase tells where.
fn stands_in(document: &Document, phrase: TokenId) -> bool {
    preposition(document, phrase).is_some_and(|preposition| WHERE.contains(&preposition.as_ref()))
}

/// "in the town of Arlen in southern Arland": what follows hangs on the town.
fn own_head(document: &Document, token: TokenId) -> bool {
    document.token(token).deprel.base() == "nmod" && document.head(token).is_some_and(|head| head < token)
}
