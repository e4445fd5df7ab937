//! Events: who did what to whom, when, and is it so.
//!
//! Words that a deed file lists are looked up at every word of the text. Each gets an evened-out frame (`syntax`), against
//! which the deed's patterns are held (`matching`); what fits gets its footing (`status`), its day and place (`when`).

mod between;
pub mod coding;
mod denials;
pub mod learned;
mod matching;
mod mutual;
mod retold;
mod status;
mod when;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{
    Days, Document, Entities, Entity, Event, EventId, Mention, MentionKind, Party, Plover, Span, Statement, Status,
    TimeExpression, TokenId, Voice, work,
};

use crate::Lexicon;
use crate::contexts::Contexts;
use crate::deeds::TriggerKind;
use crate::syntax::Frames;
use denials::Denials;
use learned::{Decided, Features, candidates, decided};
use matching::{Found, Match, Matcher};
use status::Judge;
pub(crate) use status::stance_status;
use when::Clock;

pub use crate::syntax::Footing;
pub use between::{Between, between};
pub use when::days_of;

/// All events, in text order of their triggers.
pub fn events(
    document: &Document,
    entities: &Entities,
    statements: &[Statement],
    times: &[TimeExpression],
    lexicon: &Lexicon,
) -> Vec<Event> {
    let frames = Frames { document, footing: &lexicon.footing };
    let matcher = Matcher::new(frames, entities, &lexicon.deeds);
    let judge = Judge::new(frames, statements);
    let learned = lexicon.event_judge.as_ref().filter(|_| document.predicates().is_some());
    let found = matches(&matcher, document);
    let found = match learned {
        Some(weights) => {
            let candidates = candidates(document, &matcher, &judge, found);
            let features = Features { document, entities, statements, candidates: &candidates };
            decided(weights, &features, &candidates, entities)
        }
        None => found
            .into_iter()
            .map(|found| {
                let ground = judge.ground(&found);
                Decided::by_pattern(found, ground, entities)
            })
            .collect(),
    };
    let clock = Clock::new(frames, times, |token| when::names_deed(document, lexicon, token));
    let cues = cue_words(document, statements);
    let denials = Denials::new(statements);
    let mut events: Vec<Event> = Vec::new();
    let mut mentions = Vec::new();
    let mut told = (None, BTreeSet::new());
    let whole = OnceCell::new();
    let all = || {
        let words = document.sentences().iter().flat_map(|sentence| sentence.ids());
        lexicon.deeds.tells_of_mishap(words.map(|id| document.lemma(id)))
    };
    for Decided { found, ground, confidence, retold } in &found {
        let ground = *ground;
        let mutual = mutual::mutual(found, document, entities);
        let found = mutual.as_ref().unwrap_or(found);
        let sentence = document.sentence(found.head).span;
        if told.0 != Some(sentence) {
            told = (Some(sentence), lexicon.contexts.told(document, found.head));
        }
        let (cameo, goldstein) = lexicon.deeds.cameo(found.deed, document.lemma(found.head));
        let event = Event {
            id: EventId(0),
            voice: ground.voice,
            source: Vec::new(),
            target: Vec::new(),
            plover: found.deed.plover,
            mode: found.deed.mode.clone(),
            cameo,
            goldstein,
            deed: found.deed.id.clone(),
            contexts: Contexts::of(found.deed, &told.1),
            trigger: trigger_span(document, found),
            sentence,
            retold: retold.iter().map(|&token| document.token(token).span).collect(),
            date: clock.date(found, ground, &cues),
            place: when::place(found, document, entities),
            status: ground.status,
            according_to: ground.according_to,
            confidence: *confidence,
        };
        let words = document.sentence(found.head).ids().map(|id| document.lemma(id));
        let mishap = found.deed.may_be_mishap()
            && lexicon.deeds.tells_of_mishap(words).or_else(|| *whole.get_or_init(all)).unwrap_or(false);
        let definite =
            found.pattern.kind == TriggerKind::Noun && document.child(found.head, &["det", "nmod:poss"]).is_some();
        for (source, target) in sides(found, mutual.is_some()) {
            let mut event = event.clone();
            event.source =
                source.iter().map(|party| as_party(party, sentence, document, entities, lexicon, event.date)).collect();
            // "Five people were killed when a bus crashed", "floods in Breland killed five": nobody's deed.
            let nature = |party: &Party| {
                let entity = entities.get(party.entity);
                entity.actor.is_none() || entity.roles.is_empty()
            };
            if mishap && event.source.iter().all(nature) {
                continue;
            }
            let told = target.iter().map(|party| as_party(party, sentence, document, entities, lexicon, event.date));
            event.target = told.filter(|party| denials.answers(&event, party, document)).collect();
            // "I refuse to go", outside quotation marks, is an answer in an interview.
            let speaks =
                |party: &Party| matches!(document.text(party.span), "I" | "We" | "we" | "You" | "you" | "me" | "us");
            if event.status == Status::Reported && event.source.iter().any(speaks) {
                event.status = Status::Claimed;
            }
            if event.target.is_empty() {
                event.target.extend(abroad(&event, document, entities, lexicon));
            }
            if !is_told(&event, &events) && !is_interview(&event, entities) {
                events.push(event);
                mentions.push((found.head, definite));
            }
        }
    }
    if learned.is_none() {
        name_attackers(&mut events);
    }
    when::inherit(&mut events, &mentions, document);
    date_retold(&mut events);
    let mut events = retold::joined(events, statements, times);
    for (number, event) in events.iter_mut().enumerate() {
        event.id = EventId::from_index(number);
    }
    events
}

/// "Three policemen are killed as gunmen open fire on a bus": who kills is told once in the sentence.
fn name_attackers(events: &mut [Event]) {
    let mut attackers: BTreeMap<Span, Option<Vec<Party>>> = BTreeMap::new();
    let attacks = |event: &Event| event.plover == Plover::Assault && event.status == Status::Reported;
    for event in events.iter().filter(|event| attacks(event) && !event.source.is_empty()) {
        let known = attackers.entry(event.sentence).or_insert_with(|| Some(event.source.clone()));
        // Of two that clash either may have done it.
        if known.as_ref().is_some_and(|known| *known != event.source) {
            *known = None;
        }
    }
    for event in events.iter_mut().filter(|event| attacks(event) && event.source.is_empty()) {
        if let Some(Some(known)) = attackers.get(&event.sentence)
            && !known.iter().any(|doer| event.target.iter().any(|target| target.entity == doer.entity))
        {
            event.source.clone_from(known);
        }
    }
}

/// Talking with the press, and being asked by it, is what a record's statements are for.
fn is_interview(event: &Event, entities: &Entities) -> bool {
    let press = |party: &Party| entities.get(party.entity).has_role(&["MED"]);
    matches!(event.plover, Plover::Consult | Plover::Request)
        && [&event.source, &event.target].iter().any(|side| !side.is_empty() && side.iter().all(press))
}

/// The same deed of the same parties told again without its day ("... was forced to withdraw its officer" in a headline)
/// has the day that is told once.
fn date_retold(events: &mut [Event]) {
    let ids = |parties: &[Party]| parties.iter().map(|party| party.entity).collect::<Vec<_>>();
    let key = |event: &Event| {
        let told = !event.source.is_empty() && !event.target.is_empty();
        let apart = (event.voice == Voice::Comment, event.status == Status::Future);
        told.then(|| (event.deed.clone(), ids(&event.source), ids(&event.target), apart))
    };
    let mut told: BTreeMap<_, BTreeSet<Days>> = BTreeMap::new();
    for event in events.iter() {
        if let (Some(key), Some(days)) = (key(event), event.date) {
            told.entry(key).or_default().insert(days);
        }
    }
    for event in events.iter_mut().filter(|event| event.date.is_none()) {
        let days = key(event).and_then(|key| told.get(&key)).filter(|days| days.len() == 1);
        event.date = days.and_then(|days| days.first().copied());
    }
}

/// One deed a trigger, in text order; a word that is part of a longer trigger names nothing by itself.
fn matches<'d>(matcher: &Matcher<'d>, document: &Document) -> Vec<Match<'d>> {
    let mut found: Vec<Match<'d>> = document
        .ids()
        .filter(|&token| {
            document.article().block_at(document.token(token).span.start()).is_none_or(|block| block.kind.is_read())
        })
        .filter_map(|token| matcher.best(token))
        .collect();
    let inner: BTreeSet<TokenId> =
        found.iter().flat_map(|found| found.trigger.iter().copied().filter(|&word| word != found.head)).collect();
    found.retain(|found| !inner.contains(&found.head));
    found
}

/// The two directions of a deed: once, or both ways where both do it ("met", "talks between A and B").
fn sides<'f>(found: &'f Match<'_>, mutual: bool) -> Vec<(Vec<&'f Found>, Vec<&'f Found>)> {
    let all = |parties: &'f [Found]| parties.iter().collect::<Vec<_>>();
    let (who, whom) = (all(&found.who), all(&found.whom));
    let same = who.iter().any(|doer| whom.iter().any(|other| doer.entity == other.entity));
    // "Arland and Breland agreed to hold exercises": with each other, where nobody else is named.
    let each_other = matches!(found.deed.plover, Plover::Agree | Plover::Consult | Plover::Cooperate)
        && whom.is_empty()
        && who.len() > 1;
    // "the fight against Arland and Breland": not one against the other.
    if who.is_empty() || !found.deed.reciprocal && !each_other && !mutual {
        return if same { Vec::new() } else { vec![(who, whom)] };
    }
    if !whom.is_empty() {
        return if same { Vec::new() } else { vec![(who.clone(), whom.clone()), (whom, who)] };
    }
    // "A, B and C met": each met the others; and so where they "accused each other". Above six it is a crowd, told once.
    if (2..=6).contains(&who.len()) {
        let others = |at: usize| who.iter().enumerate().filter(move |&(other, _)| other != at).map(|(_, &party)| party);
        (0..who.len()).map(|at| (vec![who[at]], others(at).collect())).collect()
    } else {
        vec![(who, Vec::new())]
    }
}

/// The country that a deed of force or aid falls on, where no one else is named: "Arland deployed observers in Breland".
fn abroad(event: &Event, document: &Document, entities: &Entities, lexicon: &Lexicon) -> Option<Party> {
    let falls_on = matches!(
        event.plover,
        Plover::Mobilize
            | Plover::Aid
            | Plover::Retreat
            | Plover::Assault
            | Plover::Sanction
            | Plover::Coerce
            | Plover::Concede
    );
    let place = event.place.as_ref().filter(|place| falls_on && place.country.is_some())?;
    let home = |party: &Party| entities.get(party.entity).country == place.country;
    let first = document.tokens().partition_point(|token| token.span.end() <= place.span.start());
    let named = document.tokens()[first..].iter().take_while(|token| token.span.start() < place.span.end()).count();
    let entity = (first..first + named).find_map(|token| entities.headed_by(TokenId::from_index(token)))?;
    let entity: &Entity = entities.get(entity);
    let foreign = !event.source.is_empty() && !event.source.iter().any(home);
    // "imposed a curfew in Arlen" falls on Arlen, at home too.
    let ruled = matches!(event.plover, Plover::Coerce | Plover::Concede)
        && !event.source.is_empty()
        && !event.source.iter().any(|party| party.entity == entity.id);
    (foreign || ruled).then(|| Party {
        entity: entity.id,
        span: place.span,
        actor: lexicon.actors.actor_code(entity, event.date).map(str::to_owned).or_else(|| place.country.clone()),
    })
}

/// People are coded by their office on the day of the deed. "Arland said it had expelled ...": the words that name a party
/// in the sentence tell more than its pronoun.
fn as_party(
    found: &Found,
    sentence: Span,
    document: &Document,
    entities: &Entities,
    lexicon: &Lexicon,
    date: Option<Days>,
) -> Party {
    let entity = entities.get(found.entity);
    let pronoun = entities.mention(found.token).is_some_and(|(_, mention)| mention.kind == MentionKind::Pronoun);
    // An article may speak of somebody a hundred thousand times: only the mentions of the sentence are looked at.
    let head = |mention: &Mention| document.token(mention.head).span.start();
    let first = entity.mentions.partition_point(|mention| head(mention) < sentence.start());
    let here = entity.mentions[first..].iter().take_while(|mention| head(mention) < sentence.end());
    let names = |mention: &&Mention| {
        work::step();
        mention.kind != MentionKind::Pronoun && sentence.contains(mention.span)
    };
    let distance = |mention: &&Mention| mention.span.start().abs_diff(found.span.start());
    let named = here.filter(names).min_by_key(distance).filter(|_| pronoun);
    Party {
        entity: found.entity,
        span: named.map_or(found.span, |mention| mention.span),
        actor: lexicon.actors.actor_code(entity, date).map(str::to_owned),
    }
}

/// Whether the same sentence has told the same deed of the same parties already.
fn is_told(event: &Event, events: &[Event]) -> bool {
    let ids = |parties: &[Party]| parties.iter().map(|party| party.entity).collect::<Vec<_>>();
    events.iter().rev().take_while(|before| before.sentence == event.sentence).any(|before| {
        before.deed == event.deed
            && before.status == event.status
            && ids(&before.source) == ids(&event.source)
            && ids(&before.target) == ids(&event.target)
    })
}

/// From the first word of the trigger to the last, where they stand together; else the word that heads it.
fn trigger_span(document: &Document, found: &Match<'_>) -> Span {
    let words = &found.trigger;
    let near = words.windows(2).all(|pair| pair[1].0 - pair[0].0 <= 4);
    let head = document.token(found.head).span;
    if near { words.iter().fold(head, |span, &word| span.cover(document.token(word).span)) } else { head }
}

/// Every word that is part of a statement's cue, in text order.
fn cue_words(document: &Document, statements: &[Statement]) -> Vec<TokenId> {
    let mut words = Vec::new();
    for span in statements.iter().filter_map(|statement| statement.cue.as_ref()).flat_map(|cue| &cue.spans) {
        let first = document.tokens().partition_point(|token| token.span.end() <= span.start());
        let inside = document.tokens()[first..].iter().take_while(|token| token.span.start() < span.end());
        words.extend((first..).zip(inside).map(|(at, _)| TokenId::from_index(at)));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// How sure the reading is that the words mean this deed with these parties, 0 to 1.
///
/// 0.9 for a pattern with conditions or a longer trigger whose parties stand in their first places under the trigger
/// itself. Less for: one bare word without conditions; a noun, which tells less about who did what; a missing party; a
/// party found in a later alternative or another clause, spoken of by a pronoun, or without a code; more than fifteen
/// words between trigger and party, where parsers attach less well. The weights are judged, not fitted.
fn confidence(found: &Match<'_>, entities: &Entities) -> f32 {
    let mut sure: f32 = 0.9;
    if found.pattern.conditions.is_empty() && found.trigger.len() == 1 {
        sure -= 0.12;
    }
    if found.pattern.kind == TriggerKind::Noun {
        sure -= 0.06;
    }
    if found.loose {
        sure -= 0.35;
    }
    for (parties, may_miss) in [(&found.who, found.pattern.who.may_miss), (&found.whom, found.pattern.whom.may_miss)] {
        let Some(party) = parties.first() else {
            sure -= if may_miss { 0.08 } else { 0.15 };
            continue;
        };
        sure -= 0.03 * u8::try_from(party.alternative).map_or(9.0, f32::from).min(3.0);
        if party.shared {
            sure -= 0.05;
        }
        if entities.mention(party.token).is_some_and(|(_, mention)| mention.kind == MentionKind::Pronoun) {
            sure -= 0.08;
        }
        if entities.get(party.entity).actor.is_none() {
            sure -= 0.04;
        }
        if party.token.0.abs_diff(found.head.0) > 15 {
            sure -= 0.05;
        }
    }
    (sure.clamp(0.05, 0.95) * 100.0).round() / 100.0
}
