//! Assessments: somebody says how two parties stand.
//!
//! A relation noun ("ties", "relationship", "tension") is looked up with the words that judge it: its own modifiers,
//! the predicate it is the subject of, the verb it is the object of, the noun it hangs on ("a deterioration in
//! the relationship"). Some words need no such noun: "A and B are at odds".

mod parties;
mod words;

use std::collections::BTreeSet;

use hearsay_core::{
    Assessment, BlockKind, Document, Entities, Extreme, Span, Stance, Statement, StatementId, Status, TokenId, Trend,
    Upos, Voice,
};

use crate::Lexicon;
use crate::events::stance_status;
use crate::statements::reach;
use crate::syntax::clause::is_negated;
use parties::{Pair, Parties};
pub use words::{Counterexample, Example, Family, Relations};

/// What people say of how two parties stand, in text order.
///
/// "The relationship" without names is that of the pair last named in the same part of the article.
pub fn assessments(
    document: &Document,
    entities: &Entities,
    statements: &[Statement],
    lexicon: &Lexicon,
) -> Vec<Assessment> {
    let reader = Assessor { document, relations: &lexicon.relations, parties: Parties { document, entities } };
    let mut found = Vec::new();
    let saying = reach::by_sentence(document, statements, |statement| &statement.content);
    let mut in_play: Option<Pair> = None;
    let mut comment = None;
    for (number, sentence) in document.sentences().iter().enumerate() {
        let block = document.article().block_at(sentence.span.start()).map(|block| block.kind);
        // A quoted cross-head ("'Relations are at their best ever'") echoes words that the story gives with their speaker.
        if block == Some(BlockKind::Crosshead) && document.text(sentence.span).starts_with(['‘', '\'', '“', '"']) {
            continue;
        }
        let here = block.filter(|kind| !kind.is_report());
        if here != comment {
            (comment, in_play) = (here, None);
        }
        let mut seen: Vec<Span> = Vec::new();
        for token in sentence.ids() {
            let Some((between, judged)) = reader.at(token, &mut in_play) else { continue };
            if seen.iter().any(|span| span.overlaps(judged.span)) {
                continue;
            }
            seen.push(judged.span);
            let footing =
                status_within(document, saying[number].iter().map(|&saying| &statements[saying]), judged.span);
            found.push(Assessment {
                between,
                span: judged.span,
                level: judged.level,
                trend: judged.trend,
                extreme: judged.extreme,
                status: if judged.unsure { footing.status.max(Status::Possible) } else { footing.status },
                according_to: footing.according_to,
                voice: footing.voice,
            });
        }
    }
    found
}

struct Assessor<'d> {
    document: &'d Document,
    relations: &'d Relations,
    parties: Parties<'d>,
}

/// What some words say of a relation.
#[derive(Debug, Clone)]
struct Judged {
    level: Option<f32>,
    trend: Option<Trend>,
    extreme: Option<Extreme>,
    /// "may", "could", "if".
    unsure: bool,
    span: Span,
}

impl Assessor<'_> {
    fn at(&self, token: TokenId, in_play: &mut Option<Pair>) -> Option<(Pair, Judged)> {
        let document = self.document;
        if document.token(token).upos == Upos::Noun
            && let Some(noun) = self.relations.noun(document.lemma(token))
        {
            let named = self.parties.named_at(token);
            if named.is_some() {
                *in_play = named;
            }
            let judged = self.judge_noun(token, noun.family.map(|family| self.relations.family(family)))?;
            // "the two countries' relations" needs no names where one pair is in play; "trade ties" by themselves do.
            return Some((named.or(*in_play)?, judged));
        }
        let lemmas = self.lemmas_from(token);
        let (family, length) = self.relations.at(&lemmas, false)?;
        if !family.of_parties {
            return None;
        }
        let predicate = self.predicate_of(token);
        let between = self.parties.of_predicate(predicate)?;
        *in_play = Some(between);
        let last = TokenId(token.0 + u32::try_from(length).ok()? - 1);
        let mut judged = Judged {
            level: family.level,
            trend: family.trend,
            extreme: family.extreme,
            unsure: self.unsure(predicate),
            span: document.token(token).span.cover(document.token(last).span),
        };
        for subject in document.children_by(predicate, &["nsubj"]) {
            judged.span = judged.span.cover(document.subtree_span(subject));
        }
        if self.negated(predicate) || self.negated(token) {
            judged.turn();
        }
        Some((between, judged))
    }

    /// The verb, or the word with the copula, that a word belongs to.
    fn predicate_of(&self, token: TokenId) -> TokenId {
        let document = self.document;
        let is_clause = |&word: &TokenId| {
            document.child(word, &["nsubj"]).is_some() || matches!(document.token(word).upos, Upos::Verb)
        };
        std::iter::once(token).chain(document.ancestors(token)).find(is_clause).unwrap_or(token)
    }

    /// What the words around a relation noun say.
    fn judge_noun(&self, noun: TokenId, own: Option<&Family>) -> Option<Judged> {
        let document = self.document;
        let region = self.region(noun);
        let ids: Vec<TokenId> = region.iter().copied().collect();
        let of_tension = own.is_some_and(|family| family.level.is_some_and(|level| level < 0.0));
        let mut judged: Option<Judged> = own.map(|family| Judged::new(family, document.token(noun).span));
        let mut skip = 0;
        for (place, &token) in ids.iter().enumerate() {
            if place < skip || token == noun {
                continue;
            }
            // Words of one entry stand side by side in the text, so that "low ... point" is none.
            let lemmas: Vec<&str> = ids[place..]
                .iter()
                .enumerate()
                .take_while(|&(offset, id)| id.index() == token.index() + offset)
                .map(|(_, &id)| document.lemma(id))
                .take(6)
                .collect();
            let Some((family, length)) = self.relations.at(&lemmas, of_tension) else { continue };
            skip = place + length;
            let last = ids[place + length - 1];
            let span = document.token(token).span.cover(document.token(last).span);
            let mut found = Judged::new(family, span);
            if self.negated(token) || self.negated(last) {
                found.turn();
            }
            judged = Some(match judged {
                Some(before) => before.with(found),
                None => found,
            });
        }
        let mut judged = judged?;
        let predicate = self.predicate_of(noun);
        // "no tension": nothing of what the noun says is there.
        if self.negated(noun) {
            judged.turn();
        }
        judged.unsure = region.contains(&predicate) && self.unsure(predicate);
        let own_words = document.subtree_without(noun, |child| {
            document.token(child).deprel.is_any(&[
                "acl",
                "appos",
                "parataxis",
                "punct",
                "cop",
                "aux",
                "nsubj",
                "advcl",
                "conj",
                "cc",
            ])
        });
        for word in own_words {
            judged.span = judged.span.cover(document.token(word).span);
        }
        Some(judged)
    }

    /// The words that may judge a relation noun.
    fn region(&self, noun: TokenId) -> BTreeSet<TokenId> {
        let document = self.document;
        let mut region = BTreeSet::from([noun]);
        let add = |region: &mut BTreeSet<TokenId>, top: TokenId, leave: &[&str]| {
            let words =
                document.subtree_without(top, |child| child == noun || document.token(child).deprel.is_any(leave));
            region.extend(words);
        };
        for modifier in document.children_by(noun, &["amod", "compound", "acl", "det"]) {
            if !document.token(modifier).deprel.is("acl:relcl") {
                add(&mut region, modifier, &["acl:relcl", "nmod:poss", "ccomp"]);
            }
        }
        // "are at their best ever": the noun is the subject of a nominal predicate.
        const BESIDE: [&str; 8] =
            ["nsubj", "csubj", "advcl", "ccomp", "parataxis", "acl:relcl", "discourse", "vocative"];
        let mut at = noun;
        for _ in 0..4 {
            let Some(head) = document.head(at) else { break };
            let relation = &document.token(at).deprel;
            if relation.is("nsubj") {
                for clause in std::iter::once(head).chain(document.children_by(head, &["conj"])) {
                    let own_subject = clause != head && document.child(clause, &["nsubj"]).is_some();
                    if !own_subject {
                        add(&mut region, clause, &BESIDE);
                    }
                }
                // "a low period that the relationship will weather"
                if document.token(head).deprel.is("acl:relcl")
                    && let Some(above) = document.head(head)
                {
                    add(&mut region, above, &["acl:relcl", "nmod", "nsubj", "advcl", "parataxis"]);
                }
                break;
            }
            if relation.is("obj") || relation.is("obl") && document.token(head).upos == Upos::Verb {
                region.insert(head);
                region.extend(document.children_by(head, &["compound:prt"]));
                region.extend(document.children_by(head, &["advmod"]));
                break;
            }
            if relation.is_any(&["nmod", "nmod:poss", "compound"]) && document.token(head).upos == Upos::Noun {
                // "a deterioration in the relationship", "a low point in relations"
                region.insert(head);
                region.extend(document.children_by(head, &["amod", "compound", "det"]));
                at = head;
                continue;
            }
            if relation.is("conj") && document.token(head).upos == Upos::Noun {
                at = head;
                continue;
            }
            break;
        }
        region
    }

    fn lemmas_from(&self, token: TokenId) -> Vec<&str> {
        let end = self.document.sentence(token).tokens.end.min(token.0.saturating_add(6));
        (token.0..end).map(|id| self.document.lemma(TokenId(id))).collect()
    }

    /// "No tension", "are not strained". "Denied any problems" is no negation: the denial turns the footing, not the words.
    fn negated(&self, token: TokenId) -> bool {
        is_negated(self.document, token)
    }

    fn unsure(&self, predicate: TokenId) -> bool {
        self.document.children(predicate).iter().any(|&child| {
            let modal = matches!(self.document.lemma(child), "may" | "might" | "could" | "would" | "should");
            let condition = matches!(self.document.lemma(child), "if" | "unless" | "whether");
            let token = self.document.token(child);
            (modal && token.upos == Upos::Aux) || (condition && token.deprel.is("mark"))
        })
    }
}

impl Judged {
    fn new(family: &Family, span: Span) -> Self {
        Self { level: family.level, trend: family.trend, extreme: family.extreme, unsure: false, span }
    }

    /// Both: the stronger level, the later trend; ups and downs stay ups and downs.
    fn with(self, other: Judged) -> Judged {
        let level = match (self.level, other.level) {
            (Some(a), Some(b)) if a.abs() >= b.abs() => Some(a),
            (a, b) => b.or(a),
        };
        let trend = match (self.trend, other.trend) {
            (Some(Trend::Mixed), _) | (_, Some(Trend::Mixed)) => Some(Trend::Mixed),
            (a, b) => b.or(a),
        };
        Judged {
            level,
            trend,
            extreme: other.extreme.or(self.extreme),
            unsure: self.unsure || other.unsure,
            span: self.span.cover(other.span),
        }
    }

    /// "Not strained" is somewhat good, "not improving" is no trend.
    fn turn(&mut self) {
        self.level = self.level.map(|level| -level / 2.0);
        self.trend = None;
        self.extreme = None;
    }
}

/// In whose voice and on what footing the words at a span stand.
struct Footing {
    status: Status,
    according_to: Option<StatementId>,
    voice: Voice,
}

/// From the statements whose content holds the words: the weakest stance counts, the innermost carries them.
fn status_within<'s>(document: &Document, statements: impl Iterator<Item = &'s Statement>, span: Span) -> Footing {
    let holds = |statement: &&Statement| {
        statement
            .content
            .iter()
            .any(|content| content.overlaps(span) && content.start() <= span.start() || content.contains(span))
    };
    let holding: Vec<&Statement> = statements.filter(holds).collect();
    let length = |statement: &&&Statement| statement.content.iter().map(|span| span.len()).sum::<usize>();
    let comment =
        matches!(document.article().block_at(span.start()).map(|block| block.kind), Some(BlockKind::Comment(_)));
    let weakest = holding.iter().map(|statement| footing_in(document, statement, span)).max();
    Footing {
        status: weakest.unwrap_or(if comment { Status::Claimed } else { Status::Reported }),
        according_to: holding.iter().min_by_key(length).map(|statement| statement.id),
        voice: if comment { Voice::Comment } else { Voice::Report },
    }
}

/// A denial by its words ("'It's baseless to say so. To the contrary, ties are at their best,' he said") denies in its
/// first sentence and asserts in the rest; a denial by its cue ("denied that") denies all of it.
fn footing_in(document: &Document, statement: &Statement, span: Span) -> Status {
    let by_cue = statement.cue.as_ref().is_none_or(|cue| cue.class == "deny");
    let first = statement.content.first().map_or(0, |content| content.start());
    let between = document.article().text.at(Span::new(first, span.start()));
    let later = between.contains(". ") || between.contains("! ");
    if statement.stance == Stance::Denies && !by_cue && later {
        return Status::Claimed;
    }
    stance_status(statement, false)
}
