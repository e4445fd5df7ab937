//! Noun phrases: every word that can be somebody, with the words around it.

use std::collections::BTreeSet;
use std::ops::Range;

use hearsay_core::{BlockKind, CommentId, Document, MentionKind, NameKind, Span, TokenId, Upos};

use super::extent::own_span;
use super::names::{Kind, Named, is_role_word, is_title};
use super::nouns::{self, Gender, Number, Pronoun, PronounKind};
use super::place::{GrammaticalPlace, is_premodifier, nominal_place, place};
use crate::actors::Actors;
use crate::word_lists as lists;

/// A phrase that can be a mention.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) head: TokenId,
    pub(super) span: Span,
    pub(super) kind: MentionKind,
    pub(super) class: Class,
    /// Its place in the list of names.
    pub(super) name: Option<usize>,
    pub(super) pronoun: Option<Pronoun>,
    pub(super) number: Number,
    pub(super) gender: Gender,
    pub(super) article: Determiner,
    pub(super) place: GrammaticalPlace,
    pub(super) sentence: u32,
    /// The comment it stands in; none in the report.
    pub(super) comment: Option<CommentId>,
    /// Whether it stands in the headline or the standfirst.
    pub(super) heads_story: bool,
    /// Whether the model holds it to do a deed or to undergo one.
    pub(super) party: bool,
}

/// What can be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    /// A body of people, named or not.
    Body,
    Place,
    /// A state: place and body.
    Country,
    Thing,
    Unknown,
}

/// How the phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    /// the, this, those
    Definite,
    /// its, Arland's
    Possessed,
    /// a, some, three, another
    Indefinite,
    None,
}

/// All phrases, in text order of their heads.
pub(super) fn phrases(document: &Document, actors: &Actors, names: &[Named]) -> Vec<Phrase> {
    let mut in_name: Vec<Option<usize>> = vec![None; document.tokens().len()];
    let mut name_heads: Vec<Option<usize>> = vec![None; document.tokens().len()];
    for (number, name) in names.iter().enumerate() {
        for token in name.tokens.clone() {
            in_name[token as usize].get_or_insert(number);
        }
        name_heads[name.head.index()].get_or_insert(number);
    }
    let parties = parties(document);
    let mut phrases = Vec::new();
    for (number, sentence) in document.sentences().iter().enumerate() {
        let block = document.article().block_at(sentence.span.start()).map(|block| block.kind);
        let comment = match block {
            Some(BlockKind::Comment(comment)) => Some(comment),
            _ => None,
        };
        let heads_story = matches!(block, Some(BlockKind::Headline | BlockKind::Standfirst | BlockKind::Crosshead));
        for head in sentence.ids() {
            let name = name_heads[head.index()];
            let inside = in_name[head.index()].is_some() && name.is_none();
            let party = parties.contains(&head);
            let found = match name {
                Some(name) => Some(of_name(document, actors, &names[name], name, head, &in_name)),
                None if inside => None,
                None => of_pronoun(document, head).or_else(|| of_noun(document, actors, head, party)),
            };
            if let Some(mut phrase) = found {
                phrase.sentence = u32::try_from(number).unwrap_or(u32::MAX);
                phrase.comment = comment;
                phrase.heads_story = heads_story;
                phrase.party = party;
                phrases.push(phrase);
            }
        }
    }
    phrases
}

/// Words that the model holds likelier than this to do a likely deed, or to undergo it, are somebody: "and wounded 150", "hit a bus".
const PARTY: f32 = 0.3;

fn parties(document: &Document) -> BTreeSet<TokenId> {
    let likely = document.predicates().unwrap_or_default().iter().filter(|predicate| 1.0 - predicate.types[0] > PARTY);
    let arguments = likely.flat_map(|predicate| &predicate.arguments);
    arguments.filter(|argument| argument.source.max(argument.target) > PARTY).map(|argument| argument.token).collect()
}

fn blank(document: &Document, head: TokenId, kind: MentionKind) -> Phrase {
    Phrase {
        head,
        span: document.token(head).span,
        kind,
        class: Class::Unknown,
        name: None,
        pronoun: None,
        number: number(document, head),
        gender: Gender::Unknown,
        article: Determiner::None,
        place: place(document, head),
        sentence: 0,
        comment: None,
        heads_story: false,
        party: false,
    }
}

fn of_name(
    document: &Document,
    actors: &Actors,
    named: &Named,
    name: usize,
    head: TokenId,
    in_name: &[Option<usize>],
) -> Phrase {
    let mut phrase = blank(document, head, MentionKind::Name);
    phrase.name = Some(name);
    phrase.class = match named.kind {
        Kind::Person | Kind::People => Class::Person,
        Kind::Organization => Class::Body,
        Kind::Place => Class::Place,
        Kind::Country | Kind::Nationality => Class::Country,
        Kind::Unknown => unknown_class(document, actors, named),
    };
    let words = document.span_of(named.tokens.clone());
    phrase.span = match named.kind {
        Kind::Nationality => words,
        _ if is_premodifier(document, head) => words,
        Kind::Country | Kind::Place => words.cover(own_span(document, head, &|_| true)),
        _ => words.cover(own_span(document, head, &|_| false)),
    };
    // What follows a name is by the way, whatever the tree says.
    phrase.span = Span::new(phrase.span.start().min(words.start()), words.end());
    if named.kind == Kind::Person && !is_premodifier(document, head) {
        let start = titled_start(document, actors, named, in_name);
        phrase.span = Span::new(start, words.end());
    }
    if named.kind == Kind::Person {
        phrase.number = Number::Singular;
        phrase.gender = name_gender(document, actors, named);
    } else if named.kind != Kind::People {
        phrase.number = Number::Singular;
    } else {
        phrase.kind = MentionKind::Nominal;
        if phrase.number == Number::Unknown || document.token(head).upos == Upos::Adj {
            phrase.number = Number::Plural; // "the Dutch"
        }
        phrase.article = determiner(document, head);
    }
    phrase.span = phrase.span.cover(document.token(head).span);
    phrase
}

/// Where a person's name begins with what is written before it: "Arland's former foreign minister Anna Dorn".
fn titled_start(document: &Document, actors: &Actors, named: &Named, in_name: &[Option<usize>]) -> usize {
    let first = document.sentence(named.head).tokens.start;
    let mut start = named.tokens.start;
    let mut at = start;
    while at > first && start.saturating_sub(at) < 4 && named.tokens.start - at < 12 {
        at -= 1;
        let id = TokenId(at);
        let token = document.token(id);
        let form = document.form(id);
        let is_word =
            matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj) || form == "-" || matches!(form, "'s" | "’s");
        if token.upos == Upos::Det && start == at + 1 {
            start = at;
            break;
        }
        if !is_word {
            // "Prime Minister of Arland Anna Dorn": the country is the office's, not a title of hers.
            let of_office = form == "of" && at > first && is_role_word(document, actors, TokenId(at - 1));
            let names_only = (start..named.tokens.start).all(|word| in_name[word as usize].is_some());
            if of_office && names_only {
                start = named.tokens.start;
            }
            break;
        }
        // Only words that a title, a country or a body ends or begins are taken along.
        let counts = is_title(document, actors, id)
            || role_of_word(document, actors, id).is_some()
            || in_name[at as usize].is_some()
            || token.upos == Upos::Adj && lists::RANKS.has(&token.lemma);
        if counts {
            start = at;
        }
    }
    document.token(TokenId(start)).span.start()
}

/// A name that neither table nor tagger knows: its last word or a title may tell.
fn unknown_class(document: &Document, actors: &Actors, named: &Named) -> Class {
    let last = document.lemma(TokenId(named.tokens.end - 1)).to_lowercase();
    if nouns::is_body(&last) || actors.role(&last).is_some() {
        return if nouns::is_body(&last) { Class::Body } else { Class::Person };
    }
    if named.tokens.start > 0 && is_title(document, actors, TokenId(named.tokens.start - 1)) {
        return Class::Person;
    }
    Class::Unknown
}

fn name_gender(document: &Document, actors: &Actors, named: &Named) -> Gender {
    let before = document.sentence(named.head).tokens.start..named.tokens.start;
    let title = before.rev().take(3).map(TokenId).take_while(|&id| is_title(document, actors, id));
    let titles = title.map(|id| nouns::gender(document.form(id))).find(|&gender| gender != Gender::Unknown);
    // "Queen Elizabeth II" is listed with her title.
    let first = document.form(TokenId(named.tokens.start));
    let own = titles.unwrap_or_else(|| if named.tokens.len() > 1 { nouns::gender(first) } else { Gender::Unknown });
    let own = if own == Gender::Unknown { super::given::gender(actors, first) } else { own };
    // "Segundo", where no list knows him.
    if own == Gender::Unknown && named.tokens.len() > 1 && lists::HIS_ENDINGS.ends(first) { Gender::Male } else { own }
}

fn of_pronoun(document: &Document, head: TokenId) -> Option<Phrase> {
    let token = document.token(head);
    let form = document.form(head);
    if token.deprel.is("expl") {
        return None;
    }
    let mut phrase = blank(document, head, MentionKind::Pronoun);
    let relative = matches!(&*token.xpos, "WP" | "WDT" | "WP$") && relative_clause(document, head).is_some();
    if relative {
        phrase.pronoun =
            Some(Pronoun { kind: PronounKind::Relative, gender: Gender::Unknown, number: Number::Unknown });
        return Some(phrase);
    }
    let is_determiner = token.deprel.is_any(&["det", "advmod", "cc", "nummod", "mark"]);
    if !matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adj | Upos::Num | Upos::Noun) || is_determiner {
        return None;
    }
    let pronoun = nouns::pronoun(form)?;
    if token.upos != Upos::Pron && pronoun.kind != PronounKind::Quantity {
        return None;
    }
    if pronoun.kind == PronounKind::Thing && says_nothing(document, head) {
        return None;
    }
    phrase.number = pronoun.number;
    phrase.gender = pronoun.gender;
    phrase.pronoun = Some(pronoun);
    if pronoun.kind == PronounKind::Quantity {
        if token.upos == Upos::Noun || !nominal_place(document, head) && phrase.place == GrammaticalPlace::Other {
            return None;
        }
        phrase.kind = MentionKind::Nominal;
        phrase.class = Class::Unknown;
        phrase.article = Determiner::Indefinite;
        phrase.span = own_span(document, head, &|_| false);
    } else if pronoun.gender != Gender::Unknown {
        phrase.class = Class::Person;
    }
    Some(phrase)
}

/// "It is clear that ...", "it seems": nobody is meant.
fn says_nothing(document: &Document, head: TokenId) -> bool {
    let token = document.token(head);
    let Some(clause) = token.head.filter(|_| token.deprel.is("nsubj")) else {
        return false;
    };
    let is_copular = document.child(clause, &["cop"]).is_some();
    // "It was at work and was "sure of its case," it said": what stands before the "it" is no clause that it stands for.
    let extraposed = document.child(clause, &["csubj"]).is_some_and(|told| told > head)
        || is_copular && document.child(clause, &["ccomp", "advcl:relcl", "acl:relcl"]).is_some()
        || is_copular
            && document
                .children_by(clause, &["xcomp", "advcl"])
                .any(|child| document.token(child).xpos.as_ref() == "VB" && document.token(clause).upos == Upos::Adj);
    extraposed || lists::WEATHER_VERBS.has(document.lemma(clause)) && document.child(clause, &["ccomp"]).is_some()
}

/// The head of the relative clause that a relative pronoun opens.
pub(super) fn relative_clause(document: &Document, pronoun: TokenId) -> Option<TokenId> {
    let mut at = pronoun;
    for _ in 0..6 {
        let token = document.token(at);
        if token.deprel.is_any(&["acl:relcl", "acl"]) && at != pronoun {
            return Some(at);
        }
        if token.deprel.is_any(&["ccomp", "advcl", "csubj", "root", "parataxis"])
            && at != pronoun
            && !token.deprel.is("advcl:relcl")
        {
            // "who" in "asked who did it" opens a question; in "whom they said was ill" it climbs on.
            if token.deprel.is_any(&["root", "parataxis", "advcl", "csubj"]) {
                return None;
            }
        }
        at = token.head?;
    }
    None
}

fn of_noun(document: &Document, actors: &Actors, head: TokenId, party: bool) -> Option<Phrase> {
    let token = document.token(head);
    let is_noun = matches!(token.upos, Upos::Noun | Upos::Propn)
        || matches!(token.upos, Upos::Adj | Upos::Verb)
            && document.child(head, &["det"]).is_some()
            && nominal_place(document, head)
        || token.upos == Upos::Num && (party || token.deprel.is_any(&["nsubj", "obj"]));
    // "the spy agency ISC": the noun says what the name is.
    let describes = token.upos == Upos::Noun
        && token.deprel.is_any(&["nmod:desc", "compound"])
        && token.head.is_some_and(|name| name > head && document.name_at(name).is_some());
    if !is_noun
        || describes
        || !party
            && token.deprel.is_any(&[
                "flat",
                "fixed",
                "goeswith",
                "compound",
                "nmod:desc",
                "nmod:unmarked",
                "obl:unmarked",
                "nummod",
            ])
            && !acting(document, head)
            && !acts_before_noun(document, actors, head)
    {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    // "Maj. Anna Dorn": a title of hers, where the tree has two subjects.
    let named = head.index() + 1 < document.tokens().len() && document.name_at(TokenId(head.0 + 1)).is_some();
    if named && nouns::is_courtesy(document.form(head).trim_end_matches('.')) {
        return None;
    }
    let mut phrase = blank(document, head, MentionKind::Nominal);
    phrase.article = determiner(document, head);
    phrase.gender = nouns::gender(&lemma);
    phrase.class = noun_class(document, actors, head, &lemma);
    if token.upos == Upos::Adj || token.upos == Upos::Verb {
        // "the wounded", "the poor"; but "the latest" is a thing.
        phrase.number = Number::Plural;
    }
    if token.upos == Upos::Num {
        phrase.number = if matches!(lemma.as_str(), "one" | "1") { Number::Singular } else { Number::Plural };
        let happens = document.head(head).is_some_and(|verb| nouns::happens_to_people(document.lemma(verb)));
        phrase.class = if happens { Class::Person } else { Class::Unknown };
    }
    phrase.span = own_span(document, head, &|_| false);
    Some(phrase)
}

/// "the police shooting of Anna Dorn", "a rebel attack on Arlen": people before a noun that has a phrase of its own for those it
/// touches.
fn acts_before_noun(document: &Document, actors: &Actors, head: TokenId) -> bool {
    let token = document.token(head);
    let Some(above) = token.head.filter(|&above| token.deprel.is("compound") && above > head) else { return false };
    let class = |word: TokenId| noun_class(document, actors, word, &document.lemma(word).to_lowercase());
    let touches = |phrase: TokenId| {
        let case = document.child(phrase, &["case"]).map(|case| document.lemma(case));
        let somebody = document.name_at(phrase).is_some() || class(phrase) != Class::Thing;
        matches!(case, Some("of" | "on" | "against")) && somebody
    };
    matches!(class(head), Class::Person | Class::Body)
        && class(above) == Class::Thing
        && document.children_by(above, &["nmod"]).any(touches)
}

/// A title that the parser made a dependent of nothing nominal still acts.
fn acting(document: &Document, head: TokenId) -> bool {
    matches!(place(document, head), GrammaticalPlace::Subject | GrammaticalPlace::Object)
}

fn noun_class(document: &Document, actors: &Actors, head: TokenId, lemma: &str) -> Class {
    if lists::STATE_NOUNS.has(lemma) {
        return Class::Country;
    }
    if nouns::is_body(lemma) || nouns::is_following(lemma) && is_somebodys(document, head) {
        return Class::Body;
    }
    let has_role = || {
        actors.role(document.form(head)).is_some()
            || actors.role(lemma).is_some()
            || compound_role(document, actors, head).is_some()
    };
    if nouns::is_amount(lemma) {
        return match crate::syntax::phrase::of_phrase(document, head) {
            Some(of) if !nouns::is_amount(document.lemma(of)) => {
                noun_class(document, actors, of, &document.lemma(of).to_lowercase())
            }
            // "The number came from the bureau": no people.
            _ if lists::FIGURES.has(lemma) => Class::Thing,
            _ => Class::Person,
        };
    }
    if nouns::is_people(lemma) || has_role() {
        return Class::Person;
    }
    if nouns::is_place(lemma) { Class::Place } else { Class::Thing }
}

/// "the Holt campaign", "Anna Dorn's camp": with a person's name before it.
fn is_somebodys(document: &Document, head: TokenId) -> bool {
    let somebody = |name: TokenId| {
        document.token(name).upos == Upos::Propn
            && document.name_at(name).is_none_or(|name| name.kind != NameKind::Place)
    };
    document.children_by(head, &["compound", "nmod:poss"]).any(|child| child < head && somebody(child))
}

/// The role of a noun with the words right before it: "air strike" is none, "foreign minister" is one.
pub(super) fn compound_role<'a>(document: &Document, actors: &'a Actors, head: TokenId) -> Option<&'a str> {
    let start = document.sentence(head).tokens.start.max(head.0.saturating_sub(3));
    (start..head.0).find_map(|first| {
        let span = document.token(TokenId(first)).span.cover(document.token(head).span);
        actors.role(document.text(span))
    })
}

/// The role of one word by itself.
pub(super) fn role_of_word<'a>(document: &Document, actors: &'a Actors, word: TokenId) -> Option<&'a str> {
    actors.role(document.form(word)).or_else(|| actors.role(document.lemma(word)))
}

fn number(document: &Document, head: TokenId) -> Number {
    let token = document.token(head);
    match (token.feats.get("Number"), &*token.xpos) {
        (Some("Plur"), _) | (_, "NNS" | "NNPS") => Number::Plural,
        (Some("Sing"), _) | (_, "NN" | "NNP") => {
            // "Police say they", "some people": singular in form only.
            if lists::COLLECTIVES.has(&token.lemma) { Number::Plural } else { Number::Singular }
        }
        _ => Number::Unknown,
    }
}

fn determiner(document: &Document, head: TokenId) -> Determiner {
    let mut found = Determiner::None;
    for &child in document.children(head) {
        let token = document.token(child);
        if token.deprel.is("nmod:poss") {
            return Determiner::Possessed;
        }
        if token.deprel.is("det") {
            let definite = matches!(&*token.lemma, "the" | "this" | "that" | "these" | "those" | "both");
            return if definite { Determiner::Definite } else { Determiner::Indefinite };
        }
        if child < head
            && (token.deprel.is("nummod")
                || matches!(&*token.lemma, "several" | "many" | "few" | "other" | "more" | "dozen" | "some"))
        {
            found = Determiner::Indefinite;
        }
    }
    found
}

/// The words before the head that belong to it, with their own: "senior", "US", "intelligence".
pub(super) fn premodifiers(document: &Document, head: TokenId) -> impl Iterator<Item = TokenId> + '_ {
    document.children(head).iter().copied().filter(move |&child| {
        child < head
            && document.token(child).deprel.is_any(&[
                "amod",
                "compound",
                "nmod",
                "nummod",
                "det",
                "advmod",
                "nmod:desc",
            ])
    })
}

/// Ids of a name's words as text.
pub(super) fn words_of(document: &Document, tokens: Range<u32>) -> Vec<String> {
    tokens.flat_map(|id| crate::actors::words(document.form(TokenId(id)))).map(|word| word.to_lowercase()).collect()
}
