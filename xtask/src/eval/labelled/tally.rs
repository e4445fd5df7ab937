//! What of the labels was found, and what of ours is right.

use std::collections::{BTreeMap, BTreeSet};

use super::article::{Article, Ours};
use super::{Label, Scores};
use crate::eval::{f1, share};

#[derive(Default)]
pub(super) struct Tally {
    counts: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn count(&mut self, name: &'static str, is: bool) {
        *self.counts.entry(name).or_default() += usize::from(is);
    }

    fn of(&self, name: &str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.of("found") + self.of("missed") == 0
    }

    pub(super) fn add(&mut self, article: &Article<'_>) {
        for label in article.gold.statements.iter().filter(|label| !label.optional) {
            let Some(&place) = article.of_gold.get(&label.n) else {
                self.count("missed", !article.excused(label));
                continue;
            };
            self.count("found", true);
            self.judge(article, label, &article.ours[place]);
        }
        let extra = article.ours.iter().filter(|ours| !article.of_ours.contains_key(&ours.id)).count();
        *self.counts.entry("extra").or_default() += extra;
        self.disputes(article);
        self.accusations(article);
    }

    fn judge(&mut self, article: &Article<'_>, label: &Label, ours: &Ours) {
        self.count("source", article.source_right(label, ours));
        self.count("half", article.half(label, ours));
        self.count("exact", article.same_words(label, ours));
        self.count("level", ours.level == label.level || label.also.level.contains(&ours.level));
        self.count("stance", ours.stance == label.stance || label.also.stance.contains(&ours.stance));
        self.count("count", ours.count == label.count || label.also.count.contains(&ours.count));
        self.count("negated", ours.negated == label.negated);
        self.count("hedged", ours.hedged == label.hedged);
        // None where ours stands inside a statement that nobody labelled.
        let outer = match &ours.within {
            Some(outer) => article.of_ours.get(outer).copied().map(Some),
            None => Some(None),
        };
        let right = outer.is_some_and(|outer| outer == label.within || label.also.within.contains(&outer));
        self.count("within", right);
        if label.within.is_some() && label.also.within.is_empty() {
            self.count("nested there", true);
            self.count("nested", right);
        }
    }

    fn disputes(&mut self, article: &Article<'_>) {
        let mut hit: BTreeSet<usize> = BTreeSet::new();
        let has = |side: &[serde_json::Value], n: u32| side.iter().any(|value| value.as_u64() == Some(n.into()));
        for [left, right] in &article.disputes {
            let numbers =
                |ids: &[String]| ids.iter().filter_map(|id| article.of_ours.get(id).copied()).collect::<Vec<_>>();
            let (left, right) = (numbers(left), numbers(right));
            let voiced = |side: &[serde_json::Value], ours: &[u32]| ours.iter().any(|&n| has(side, n));
            let fits = |sides: &super::Sides| {
                voiced(&sides.a, &left) && voiced(&sides.b, &right)
                    || voiced(&sides.a, &right) && voiced(&sides.b, &left)
            };
            let found: Vec<usize> =
                (0..article.gold.disputes.len()).filter(|&k| fits(&article.gold.disputes[k])).collect();
            hit.extend(&found);
            if !found.is_empty() && found.iter().all(|&k| article.gold.disputes[k].optional) {
                continue;
            }
            self.count("disputes said", true);
            self.count("disputes right", !found.is_empty());
        }
        for (k, _) in article.gold.disputes.iter().enumerate().filter(|(_, sides)| !sides.optional) {
            self.count("disputes there", true);
            self.count("disputes hit", hit.contains(&k));
        }
    }

    fn accusations(&mut self, article: &Article<'_>) {
        let mut taken = BTreeSet::new();
        let charges = &article.gold.accusations;
        for ours in &article.accusations {
            let mine: Vec<usize> = (0..charges.len()).filter(|&k| article.is_made_in(&charges[k], ours)).collect();
            let right = mine.iter().copied().find(|&k| !taken.contains(&k) && article.is_accused(&charges[k], ours));
            if let Some(right) = right {
                taken.insert(right);
                let charge = &charges[right];
                if charge.optional {
                    continue;
                }
                self.count("accusations said", true);
                self.count("accusations right", true);
                let answer = ours.answered_in.as_ref().map(|id| article.of_ours.get(id));
                let good = match answer {
                    Some(answer) => answer.is_some_and(|answer| charge.answered_in.contains(answer)),
                    None => charge.answered_in.is_empty(),
                };
                self.count("answers", good);
            } else if mine.is_empty() || mine.iter().any(|&k| !charges[k].optional) {
                self.count("accusations said", true);
            }
        }
        let there = charges.iter().filter(|charge| !charge.optional).count();
        *self.counts.entry("accusations there").or_default() += there;
    }

    pub(super) fn scores(&self) -> Scores {
        let found = self.of("found");
        let (said, there) = (found + self.of("extra"), found + self.of("missed"));
        let of_found = |name: &str| share(self.of(name), found);
        [
            ("found precision", share(found, said)),
            ("found recall", share(found, there)),
            ("found F1", f1(found, said, there)),
            ("content shares half", of_found("half")),
            ("content exact", of_found("exact")),
            ("source", of_found("source")),
            ("level", of_found("level")),
            ("stance", of_found("stance")),
            ("count", of_found("count")),
            ("negated", of_found("negated")),
            ("hedged", of_found("hedged")),
            ("within", of_found("within")),
            ("nested", share(self.of("nested"), self.of("nested there"))),
            ("disputes precision", share(self.of("disputes right"), self.of("disputes said"))),
            ("disputes recall", share(self.of("disputes hit"), self.of("disputes there"))),
            ("accusations precision", share(self.of("accusations right"), self.of("accusations said"))),
            ("accusations recall", share(self.of("accusations right"), self.of("accusations there"))),
            ("answers", share(self.of("answers"), self.of("accusations right"))),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}
