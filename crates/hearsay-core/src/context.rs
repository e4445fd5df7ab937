//! What a deed is about: PLOVER's contexts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The field of life that a deed belongs to (PLOVER manual 2.0 draft, and `intelligence`). A deed may have several or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the ontology's own names; `lexicon/contexts/NAME.toml` says what each is
pub enum Context {
    Military,
    Intelligence,
    Executive,
    Legislative,
    Election,
    PoliticalInstitutions,
    ProDemocracy,
    ProAutocracy,
    Economic,
    Legal,
    Reparations,
    HumanRights,
    RightsFreedoms,
    Repression,
    HumanSecurity,
    Gender,
    Lgbt,
    ReligionEthnicity,
    Inequality,
    Diplomatic,
    Territory,
    Peacekeeping,
    Health,
    Asylum,
    Migration,
    Disasters,
    NaturalResource,
    Environment,
    Technology,
    Terrorism,
    Cbrn,
    Cyber,
    Misinformation,
    Crime,
    Corruption,
    IllegalDrugs,
    Trafficking,
}

impl Context {
    /// All of them, in the manual's order.
    pub const ALL: [Context; 37] = [
        Context::Military,
        Context::Intelligence,
        Context::Executive,
        Context::Legislative,
        Context::Election,
        Context::PoliticalInstitutions,
        Context::ProDemocracy,
        Context::ProAutocracy,
        Context::Economic,
        Context::Legal,
        Context::Reparations,
        Context::HumanRights,
        Context::RightsFreedoms,
        Context::Repression,
        Context::HumanSecurity,
        Context::Gender,
        Context::Lgbt,
        Context::ReligionEthnicity,
        Context::Inequality,
        Context::Diplomatic,
        Context::Territory,
        Context::Peacekeeping,
        Context::Health,
        Context::Asylum,
        Context::Migration,
        Context::Disasters,
        Context::NaturalResource,
        Context::Environment,
        Context::Technology,
        Context::Terrorism,
        Context::Cbrn,
        Context::Cyber,
        Context::Misinformation,
        Context::Crime,
        Context::Corruption,
        Context::IllegalDrugs,
        Context::Trafficking,
    ];

    /// The ontology's name: `human_rights`.
    pub fn name(self) -> &'static str {
        match self {
            Context::Military => "military",
            Context::Intelligence => "intelligence",
            Context::Executive => "executive",
            Context::Legislative => "legislative",
            Context::Election => "election",
            Context::PoliticalInstitutions => "political_institutions",
            Context::ProDemocracy => "pro_democracy",
            Context::ProAutocracy => "pro_autocracy",
            Context::Economic => "economic",
            Context::Legal => "legal",
            Context::Reparations => "reparations",
            Context::HumanRights => "human_rights",
            Context::RightsFreedoms => "rights_freedoms",
            Context::Repression => "repression",
            Context::HumanSecurity => "human_security",
            Context::Gender => "gender",
            Context::Lgbt => "lgbt",
            Context::ReligionEthnicity => "religion_ethnicity",
            Context::Inequality => "inequality",
            Context::Diplomatic => "diplomatic",
            Context::Territory => "territory",
            Context::Peacekeeping => "peacekeeping",
            Context::Health => "health",
            Context::Asylum => "asylum",
            Context::Migration => "migration",
            Context::Disasters => "disasters",
            Context::NaturalResource => "natural_resource",
            Context::Environment => "environment",
            Context::Technology => "technology",
            Context::Terrorism => "terrorism",
            Context::Cbrn => "cbrn",
            Context::Cyber => "cyber",
            Context::Misinformation => "misinformation",
            Context::Crime => "crime",
            Context::Corruption => "corruption",
            Context::IllegalDrugs => "illegal_drugs",
            Context::Trafficking => "trafficking",
        }
    }

    /// The context called `name`, as [`Context::name`] writes it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }
}
