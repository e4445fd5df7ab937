//! What people and bodies are called in a report.

use hearsay::core::{EntityId, EntityKind, Level, MentionKind, Source, Span, Stance, Statement, StatementId, Voice};

use super::{View, one_line, shorten, word};

/// Longer names give way to an acronym that the text has for them.
const SHORT: usize = 12;
/// Words after which a description only tells more: "officials *who* asked not to be named".
const TELLS_MORE: [&str; 9] =
    ["who", "that", "which", "whose", "involved", "familiar", "interviewed", "speaking", "briefed"];
/// Plurals that do not end in -s.
const PLURALS: [&str; 6] = ["people", "police", "men", "women", "children", "media"];

impl<'r> View<'r> {
    pub(super) fn statement(&self, id: StatementId) -> Option<&'r Statement> {
        self.record.statements.get(id.index())
    }

    /// What is said, as one text.
    pub(super) fn content(&self, said: &Statement) -> String {
        said.content.iter().map(|&span| one_line(self.record.text.at(span))).collect::<Vec<_>>().join(" … ")
    }

    /// All words of a statement: source, cue, content and what stands between.
    pub(super) fn whole(&self, said: &Statement) -> Option<Span> {
        let cue = said.cue.iter().flat_map(|cue| &cue.spans);
        said.source.spans.iter().chain(cue).chain(&said.content).copied().reduce(Span::cover)
    }

    /// The acronym that the text has for a body with a long name, else the name.
    pub(super) fn short_name(&self, id: EntityId) -> String {
        let Some(entity) = self.record.entities.get(id.index()) else { return id.to_string() };
        let acronym =
            |words: &&str| (2..=6).contains(&words.len()) && words.bytes().all(|letter| letter.is_ascii_uppercase());
        let names = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let mut names = names.map(|mention| self.record.text.at(mention.span));
        let long = entity.kind == EntityKind::Organization && entity.name.chars().count() > SHORT;
        let short = if long { names.find(acronym) } else { None };
        short.map_or_else(|| briefly(&entity.name), str::to_owned)
    }

    /// Who says it, in few words: "6 US officials", "the suits", "George Little".
    pub(super) fn speaker_words(&self, id: StatementId) -> String {
        let Some(said) = self.statement(id) else { return id.to_string() };
        let source = &said.source;
        let name = match (source.entity, source.description.as_ref(), source.spans.first()) {
            (Some(entity), ..) => self.short_name(entity),
            (None, Some(description), _) => briefly(description),
            (None, None, Some(&span)) => briefly(self.record.text.at(span)),
            (None, None, None) if said.voice == Voice::Comment => "a reader".to_owned(),
            (None, None, None) => "nobody named".to_owned(),
        };
        let name = small_article(&name);
        let bare = name.starts_with(|letter: char| letter.is_uppercase()) || !name.contains(' ');
        match &source.count {
            Some(count)
                if count.min > 1 && count.max == Some(count.min) && bare && source.level == Level::Anonymous =>
            {
                format!("{} {name}", count.min)
            }
            _ => name,
        }
    }

    /// How far a reader can check who says it: "anonymous", "spokesperson, unnamed".
    pub(super) fn footing(&self, id: StatementId) -> String {
        match self.statement(id) {
            Some(said) if said.source.level == Level::Spokesperson && !self.is_person(&said.source) => {
                "spokesperson, unnamed".to_owned()
            }
            Some(said) => word(said.source.level),
            None => String::new(),
        }
    }

    fn is_person(&self, source: &Source) -> bool {
        let entity = source.entity.and_then(|id| self.record.entities.get(id.index()));
        entity.is_some_and(|entity| entity.kind == EntityKind::Person)
    }

    /// What the speaker does with it, in the speaker's number: "say", "alleges", "does not confirm".
    pub(super) fn does(&self, said: &Statement) -> String {
        let verb = if said.stance == Stance::Asserts { "says".to_owned() } else { word(said.stance) };
        let stem = match verb.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => verb.strip_suffix('s').unwrap_or(&verb).to_owned(),
        };
        match (self.are_many(&said.source), said.negated) {
            (false, false) => verb,
            (true, false) => stem,
            (false, true) => format!("does not {stem}"),
            (true, true) => format!("do not {stem}"),
        }
    }

    fn are_many(&self, source: &Source) -> bool {
        let entity = source.entity.and_then(|id| self.record.entities.get(id.index()));
        if let Some(entity) = entity
            && (matches!(entity.kind, EntityKind::Person | EntityKind::Place)
                || (entity.kind == EntityKind::Organization && source.level != Level::Document))
        {
            let last = entity.name.rsplit(' ').next().unwrap_or("");
            return entity.kind == EntityKind::Organization && (PLURALS.contains(&last) || last == "authorities");
        }
        if let Some(count) = &source.count {
            return count.min > 1;
        }
        let name = entity.map_or_else(
            || source.spans.first().map(|&span| self.record.text.at(span)).unwrap_or(""),
            |entity| entity.name.as_str(),
        );
        let head = briefly(name);
        let head = head.split(" of ").next().unwrap_or("").rsplit(' ').next().unwrap_or("");
        PLURALS.contains(&head) || (head.ends_with('s') && !head.ends_with("ss") && !head.ends_with("us"))
    }
}

/// A description without what only tells more of it, and no longer than a cell.
fn briefly(name: &str) -> String {
    let name = one_line(name);
    let mut words: Vec<&str> = Vec::new();
    for word in name.split(' ') {
        if !words.is_empty() && TELLS_MORE.contains(&word) {
            break;
        }
        words.push(word);
        if words.len() > 2 && word.ends_with(',') {
            break;
        }
    }
    let short = words.join(" ");
    shorten(short.trim_end_matches(','), 60)
}

/// "A spokesman" inside a sentence.
fn small_article(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or("");
    if matches!(
        first,
        "A" | "An" | "The" | "Some" | "One" | "Several" | "Many" | "Other" | "Its" | "Their" | "His" | "Her"
    ) {
        name.replacen(first, &first.to_lowercase(), 1)
    } else {
        name.to_owned()
    }
}
