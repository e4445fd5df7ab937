//! Whom plain words blame: "said Dorn had swindled the bank" accuses without a verb of accusing.

use super::wrongs::{Wrong, wrong};
use super::{Reader, is_listed};
use crate::{EntityId, Span, Statement};

/// How many words may stand between who is blamed and the wrong.
const BETWEEN: usize = 14;

/// Words that begin another thought: who stands before them did not do what stands behind.
const BREAKS: &str = "against but while despite although because";

/// Words between the two under which nothing is blamed: a no, a condition, somebody's fight against it, or a victim's verb.
const UNTOLD: &str = "not no never without nothing would could might may should must will if whether victim victims died killed injured \
    alleged accused accuses accusing survive survived prevent prevents preventing stop stops stopping stopped fight fights fighting fought \
    combat condemn condemned condemning investigate investigated investigating deny denied denies reject rejected rejects treating \
    protect protecting protected oppose opposed opposes end report reported reporting reports";

/// Words before who is blamed that take all of it back.
const OPENINGS: &str = "if whether unless when should";

/// Those who speak of others' deeds for a living, or because they suffered them.
const ACCUSERS: &str = "prosecutor prosecutors prosecution victim victims accuser accusers plaintiff plaintiffs whistleblower complainant \
    complainants indictment lawsuit complaint affidavit survivor survivors";

const HELPERS: &str = "was were been being is are be get got";

/// A word in small letters, with its place.
struct Word {
    start: usize,
    end: usize,
    text: String,
}

impl Reader<'_> {
    /// The party that the words of a statement blame for a wrong, other than those who speak.
    pub(super) fn blamed(&self, statement: &Statement, own: &[EntityId]) -> Option<EntityId> {
        let first = statement.content.first()?.start();
        if self.is_accuser(statement) {
            let other = self.mentions_in(&statement.content).find(|(_, id)| !own.contains(id) && self.can_answer(*id));
            if let Some((_, id)) = other.filter(|(span, _)| span.start() < first + 6) {
                return Some(id);
            }
        }
        statement.content.iter().find_map(|&content| {
            let words = self.words(content);
            (0..words.len()).find_map(|at| self.doer(&words, at, content, own))
        })
    }

    fn is_accuser(&self, statement: &Statement) -> bool {
        statement.source.spans.iter().any(|&span| self.words(span).iter().any(|word| is_listed(ACCUSERS, &word.text)))
    }

    /// Who did the wrong that the word at this place tells.
    fn doer(&self, words: &[Word], at: usize, content: Span, own: &[EntityId]) -> Option<EntityId> {
        let word = &words[at];
        let kind = wrong(&word.text)?;
        let breaks = |place: &usize| {
            is_listed(BREAKS, &words[*place].text)
                || *place > 0 && self.ends_between(words[*place - 1].end, words[*place].start)
        };
        let first =
            (1..=at).rev().find(breaks).map_or(0, |place| place + usize::from(is_listed(BREAKS, &words[place].text)));
        let thought = [Span::new(words.get(first)?.start, content.end())];
        let (who, id) = self
            .mentions_in(&thought)
            .take_while(|(span, _)| span.end() <= word.start)
            .find(|(_, id)| !own.contains(id) && self.can_answer(*id))?;
        let before: Vec<&Word> = words[first..at].iter().filter(|word| word.end <= who.start()).collect();
        let taken_back = before.iter().any(|word| is_listed(OPENINGS, &word.text) || word.text.ends_with("n't"))
            || before.iter().rev().take(2).any(|word| matches!(word.text.as_str(), "not" | "never" | "denying"));
        let gap: Vec<&Word> = words[first..at].iter().filter(|word| word.start >= who.end()).collect();
        let untold = gap.iter().any(|word| is_listed(UNTOLD, &word.text) || word.text.ends_with("n't"));
        if taken_back || untold || gap.len() > BETWEEN {
            return None;
        }
        // "the miners were robbed" blames nobody whom it names first.
        let participle = ["ed", "en", "ung", "ain", "ot"].iter().any(|ending| word.text.ends_with(ending));
        let helped = gap.iter().rev().take(2).any(|word| is_listed(HELPERS, &word.text));
        let by = words.get(at + 1).is_some_and(|next| next.text == "by");
        if participle && helped && !by {
            return None;
        }
        let told = participle || word.text.ends_with("ing");
        (kind == Wrong::Plain || told && gap.len() <= 3 && !self.is_owned(who)).then_some(id)
    }

    /// "Dorn's killing".
    fn is_owned(&self, who: Span) -> bool {
        self.text[who.end()..].starts_with(['\'', '’'])
    }

    /// Whether a sentence or half of one ends there.
    fn ends_between(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains(['.', ';', '!', '?', ':'])
    }

    fn words(&self, span: Span) -> Vec<Word> {
        let text = &self.text[span.start()..span.end()];
        let mut words: Vec<Word> = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let inside = c.is_alphanumeric() || start.is_some() && matches!(c, '-' | '\'' | '’');
            match start {
                None if inside => start = Some(at),
                Some(from) if !inside => {
                    let word = text[from..at].to_lowercase().replace('’', "'");
                    let word = word.strip_suffix("'s").unwrap_or(&word).to_owned();
                    words.push(Word { start: span.start() + from, end: span.start() + at, text: word });
                    start = None;
                }
                _ => {}
            }
        }
        words
    }
}
