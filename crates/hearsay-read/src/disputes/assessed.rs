//! Two assessments of one pair of parties that cannot both stand.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Assessment, Dispute, DisputeKind, EntityId, Extreme, StatementId, Status, Trend, Voice};

use crate::scene::Scene;

/// How many assessments of one pair are asked whether they are what one contradicts.
const REACH: usize = 200;

/// Disputes over how parties stand.
pub(super) fn disputes(scene: &Scene<'_>, assessments: &[Assessment]) -> Vec<Dispute> {
    Assessed { scene }.over(assessments)
}

struct Assessed<'s, 'a> {
    scene: &'s Scene<'a>,
}

/// An assessment with the statement that answers for it and the way it points.
struct Judged {
    statement: StatementId,
    denies: bool,
    /// -1 to 1, turned round where it is denied.
    level: f32,
    about: Vec<EntityId>,
}

impl Assessed<'_, '_> {
    fn over(&self, assessments: &[Assessment]) -> Vec<Dispute> {
        let mut of_pair: BTreeMap<Vec<String>, Vec<Judged>> = BTreeMap::new();
        for assessment in assessments.iter().filter(|assessment| assessment.voice == Voice::Report) {
            if let Some(judged) = self.judged(assessment) {
                of_pair.entry(self.pair(assessment)).or_default().push(judged);
            }
        }
        let mut found = Vec::new();
        for judged in of_pair.values() {
            for (i, contradicts) in judged.iter().enumerate() {
                found.extend(self.strongest_opposites(contradicts, i, judged));
            }
        }
        found
    }

    /// Against each other source the assessment that is furthest from this one.
    fn strongest_opposites(&self, contradicts: &Judged, place: usize, all: &[Judged]) -> Vec<Dispute> {
        let mut by_source: BTreeMap<Option<EntityId>, &Judged> = BTreeMap::new();
        for (i, other) in all.iter().enumerate().take(REACH) {
            // Of two plain assessments the later contradicts the earlier; a denial contradicts whatever it denies.
            let turn = if contradicts.denies { !other.denies } else { i < place && !other.denies };
            if !turn
                || other.level * contradicts.level >= 0.0
                || self.scene.one_voice(other.statement, contradicts.statement)
            {
                continue;
            }
            let best = by_source.entry(self.scene.statement(other.statement).source.entity).or_insert(other);
            if other.level.abs() > best.level.abs() {
                *best = other;
            }
        }
        let kind = if contradicts.denies { DisputeKind::Denial } else { DisputeKind::Assessment };
        let dispute = |other: &Judged| {
            let about: BTreeSet<EntityId> = other.about.iter().chain(&contradicts.about).copied().collect();
            Dispute { statements: [other.statement, contradicts.statement], kind, about: about.into_iter().collect() }
        };
        by_source.into_values().map(dispute).collect()
    }

    fn judged(&self, assessment: &Assessment) -> Option<Judged> {
        let own = assessment.according_to?;
        let denial = self.scene.chain(own).find(|&id| self.scene.statement(id).denies());
        let level = match (assessment.extreme, assessment.level, assessment.trend) {
            (Some(Extreme::Low), ..) => -1.0,
            (Some(Extreme::High), ..) => 1.0,
            (None, Some(level), _) => level,
            (None, None, Some(Trend::Worsening)) => -0.4,
            (None, None, Some(Trend::Improving)) => 0.4,
            _ => return None,
        };
        let turned = assessment.status == Status::Denied || assessment.status == Status::Negated;
        Some(Judged {
            statement: denial.unwrap_or(own),
            denies: denial.is_some(),
            level: if turned { -level } else { level },
            about: assessment.between.to_vec(),
        })
    }

    /// The two parties by country, so that "the CIA and the ISI" and "Washington and Islamabad" are one pair.
    fn pair(&self, assessment: &Assessment) -> Vec<String> {
        let countries = assessment.between.map(|id| self.scene.entities.get(id).country.clone());
        let mut pair: Vec<String> = match countries {
            [Some(a), Some(b)] if a != b => vec![a, b],
            _ => assessment.between.iter().map(EntityId::to_string).collect(),
        };
        pair.sort();
        pair
    }
}
