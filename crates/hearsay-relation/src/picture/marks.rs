//! Which turns and changes are marked in a drawing, and by what sign.

use crate::{Change, Relation, Turn, TurnKind};

/// No more of each are marked; the others are in the data.
const MOST: usize = 6;

/// The turns and changes that stand out most, in order of time, each with its sign.
#[derive(Debug)]
pub struct Marks<'a> {
    /// Troughs: 1, 2, 3 ...
    pub lows: Vec<(char, &'a Turn)>,
    /// Peaks: a, b, c ...
    pub highs: Vec<(char, &'a Turn)>,
    /// Changes: A, B, C ...
    pub changes: Vec<(char, &'a Change)>,
}

impl<'a> Marks<'a> {
    /// Of the many that a relation may have, the few that a drawing has room for.
    pub fn new(relation: &'a Relation) -> Self {
        let turns = |kind: TurnKind, signs: &str| {
            let all: Vec<&Turn> = relation.turns.iter().filter(|turn| turn.kind == kind).collect();
            let sure: Vec<&Turn> = all.iter().copied().filter(|turn| turn.sure).collect();
            // In a thin pile nothing is sure: the deepest low is shown, and said to be unsure.
            let mut list = most(if sure.is_empty() { all } else { sure.clone() }, |turn| turn.prominence);
            list.truncate(if sure.is_empty() { 1 } else { MOST });
            signed(list, signs, |turn| turn.bin)
        };
        // A change found again in most drawings, and on several tracks, says more.
        let worth = |change: &&Change| change.moves.iter().map(|step| step.support.unwrap_or(1.0)).sum::<f64>();
        // One that half of the drawings do not have is left to the data.
        let found = |change: &&Change| change.moves.iter().any(|step| step.support.is_none_or(|share| share >= 0.5));
        let changes = most(relation.changes.iter().filter(found).collect(), |change| worth(&change));
        Self {
            lows: turns(TurnKind::Trough, "123456"),
            highs: turns(TurnKind::Peak, "abcdef"),
            changes: signed(changes, "ABCDEF", |change| change.bin),
        }
    }
}

fn most<T: Copy>(mut list: Vec<T>, worth: impl Fn(T) -> f64) -> Vec<T> {
    // The sort is stable: of equals the earlier.
    list.sort_by(|left, right| worth(*right).total_cmp(&worth(*left)));
    list.truncate(MOST);
    list
}

fn signed<T: Copy>(mut list: Vec<T>, signs: &str, bin: impl Fn(T) -> usize) -> Vec<(char, T)> {
    list.sort_by_key(|item| bin(*item));
    signs.chars().zip(list).collect()
}
