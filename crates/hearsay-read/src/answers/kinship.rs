//! How near those who speak stand to a party: numbers for the trees that weigh whether they answer for it.
//!
//! That somebody speaks for somebody is often told by words alone: "Watchline director Paul Noble" for Watchline, "the army's spokesman" for
//! the soldiers, "Karvia's Defence Ministry" for Karvian soldiers, "the company" for Hydra.

use std::collections::BTreeSet;

use hearsay_core::{Entity, EntityId, Span, Statement, TokenId, Upos};

use crate::lower::lower;
use crate::numbers::flag;
use crate::scene::{Scene, stem};
use crate::word_lists as lists;

/// Mentions of a party whose words are gathered, and words of one.
const MOST: usize = 16;

/// Numbers of who speaks beside a party.
pub(super) const KIN: usize = 14;

/// Numbers of what is said of a party.
pub(super) const ABOUT: usize = 6;

/// The words by which a party is called.
#[derive(Debug, Default)]
struct Called {
    names: BTreeSet<Box<str>>,
    /// Stems of common nouns.
    nouns: BTreeSet<Box<str>>,
}

impl Called {
    /// The names and nouns of words, but for those behind a verb.
    fn add(&mut self, scene: &Scene<'_>, words: impl Iterator<Item = TokenId>) {
        let document = scene.document;
        for word in words.take(MOST).take_while(|&word| document.token(word).upos != Upos::Verb) {
            let upos = document.token(word).upos;
            let capital = document.form(word).starts_with(char::is_uppercase);
            if document.name_at(word).is_some() || upos == Upos::Adj && capital {
                self.names.insert(document.form(word).trim_end_matches("'s").into());
            } else if upos.is_nominal() && upos != Upos::Pron {
                self.nouns.insert(stem(&lower(document.lemma(word))).into());
            }
        }
    }

    /// How many names are those of another, "Karvian" and "Karvia" among them.
    fn names_of(&self, other: &Called) -> usize {
        self.names.iter().filter(|one| other.names.iter().any(|two| is_same(one, two))).count()
    }
}

fn is_same(one: &str, two: &str) -> bool {
    let shared = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(two.chars().count());
    one == two || shared >= 4 && shared + 1 >= shorter
}

/// What every party is called, for who speaks in its own words, too.
#[derive(Debug)]
pub(super) struct Kinship {
    of: Vec<Called>,
}

impl Kinship {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let called = |entity: &Entity| {
            let mut called = Called::default();
            for mention in entity.mentions.iter().take(MOST) {
                called.add(scene, words(scene, &[mention.span]));
            }
            called
        };
        let mut of: Vec<Called> = scene.entities.list.iter().map(called).collect();
        for statement in scene.statements {
            if let Some(entity) = statement.source.entity {
                of[entity.index()].add(scene, words(scene, &statement.source.spans));
            }
        }
        Self { of }
    }

    /// Of who speaks in a statement beside a party.
    pub(super) fn numbers(&self, scene: &Scene<'_>, statement: &Statement, party: EntityId) -> [f32; KIN] {
        let document = scene.document;
        let source = &statement.source;
        let (speaker, accused) = (source.entity.map(|id| scene.entities.get(id)), scene.entities.get(party));
        let speaks: Vec<TokenId> = words(scene, &source.spans).take(MOST).collect();
        let has = |is: &dyn Fn(TokenId) -> bool| flag(speaks.iter().any(|&word| is(word)));
        let mut own = Called::default();
        own.add(scene, speaks.iter().copied());
        let own = speaker.map_or(&own, |speaker| &self.of[speaker.id.index()]);
        let theirs = &self.of[party.index()];
        let above = [accused.member_of, accused.head_of];
        [
            flag(scene.is_side_of(statement.id, party)),
            flag(source.entity == Some(party) || source.part_of == Some(party)),
            flag(speaker.is_some_and(|speaker| above.contains(&Some(speaker.id)))),
            speaker.map_or(0.0, |speaker| same_country(speaker, accused)),
            speaker.map_or(0.0, |speaker| same_role(speaker, accused)),
            own.names_of(theirs).min(3) as f32,
            own.nouns.intersection(&theirs.nouns).count().min(3) as f32,
            has(&|word| lists::REPRESENTATIVES.has(document.lemma(word))),
            has(&|word| document.token(word).xpos.as_ref() == "PRP$"),
            speaker.map_or(-1.0, |speaker| speaker.kind as u8 as f32),
            accused.kind as u8 as f32,
            flag(source.spans.is_empty()),
            flag(speaks.len() == 1 && document.token(speaks[0]).upos == Upos::Pron),
            theirs.names.len().min(3) as f32,
        ]
    }

    /// Of what words tell of a party: that they name it, and in which person.
    pub(super) fn about(&self, scene: &Scene<'_>, told: &[TokenId], party: EntityId) -> [f32; ABOUT] {
        let document = scene.document;
        let theirs = &self.of[party.index()];
        let mut said = Called::default();
        for &word in told {
            said.add(scene, std::iter::once(word));
        }
        let has = |forms: &[&str]| flag(told.iter().any(|&word| forms.contains(&lower(document.form(word)).as_ref())));
        [
            flag(told.iter().any(|&word| scene.entities.headed_by(word) == Some(party))),
            said.names_of(theirs).min(3) as f32,
            said.nouns.intersection(&theirs.nouns).count().min(3) as f32,
            flag(told.iter().any(|&word| lists::REPRESENTED.has(&lower(document.form(word))))),
            has(&["i", "me", "my"]),
            has(&["we", "us", "our"]),
        ]
    }

    /// Whether who speaks is rather on the side of the accuser: by links, country, role and name.
    pub(super) fn with_accuser(&self, scene: &Scene<'_>, statement: &Statement, accuser: Option<EntityId>) -> [f32; 4] {
        accuser.map_or([-2.0; 4], |accuser| {
            let numbers = self.numbers(scene, statement, accuser);
            [numbers[0], numbers[3], numbers[4], numbers[5]]
        })
    }
}

/// Whether who speaks is linked to a party or has a name of theirs.
pub(super) fn is_near(kin: &[f32; KIN]) -> bool {
    kin[..3].iter().chain(&kin[5..6]).any(|&number| number > 0.0)
}

/// Whether words name a party or what it is called.
pub(super) fn is_named(about: &[f32; ABOUT]) -> bool {
    about[..3].iter().any(|&number| number > 0.0)
}

fn words<'s>(scene: &'s Scene<'_>, spans: &'s [Span]) -> impl Iterator<Item = TokenId> + 's {
    spans.iter().flat_map(|&span| scene.document.words_in(span)).map(TokenId)
}

/// 1 for the same, -1 for another, 0 where either is not known.
fn same_country(one: &Entity, two: &Entity) -> f32 {
    match (&one.country, &two.country) {
        (Some(one), Some(two)) => {
            if one == two {
                1.0
            } else {
                -1.0
            }
        }
        _ => 0.0,
    }
}

/// 2 for the same first role, 1 for another in common, -1 for none, 0 where either has none.
fn same_role(one: &Entity, two: &Entity) -> f32 {
    if one.roles.is_empty() || two.roles.is_empty() {
        0.0
    } else if one.roles[0] == two.roles[0] {
        2.0
    } else if one.roles.iter().any(|role| two.roles.contains(role)) {
        1.0
    } else {
        -1.0
    }
}
