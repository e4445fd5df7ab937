//! How the parties are said to stand, who contradicts whom, and who accuses whom.

use hearsay::core::{Assessment, Extreme, Statement, Trend, Voice};

use super::digest::answer;
use super::marks::{Paint, underlined};
use super::{View, word, wrap};

pub(super) fn relations(view: &View<'_>) -> String {
    let mut out = String::new();
    let assessments = view.record.assessments.iter().filter(|assessment| assessment.voice == Voice::Report);
    let lines: String = assessments.map(|assessment| one(view, assessment)).collect();
    if !lines.is_empty() {
        out.push_str(&view.heading("HOW THE PARTIES STAND", "-1.0 hostile … +1.0 close"));
        out.push_str(&lines);
    }
    if !view.record.disputes.is_empty() {
        out.push_str(&view.heading("WHO CONTRADICTS WHOM", ""));
        for dispute in &view.record.disputes {
            let [said, against] = dispute.statements;
            let denies = view.statement(against).is_some_and(Statement::denies);
            let verb = if denies { "denies" } else { "disagrees with" };
            let line =
                format!("{} ({against}) {verb} what {} says ({said})", view.speaker(against), view.speaker(said),);
            out.push_str(&wrap(&line, view.width, "  "));
        }
    }
    if !view.record.accusations.is_empty() {
        out.push_str(&view.heading("WHO ACCUSES WHOM", ""));
        for accusation in &view.record.accusations {
            let by = accusation.answered_in.map(|id| format!(" ({id})")).unwrap_or_default();
            let (who, said) = (view.speaker(accusation.statement), accusation.statement);
            let line =
                format!("{who} ({said}) accuses {}; {}{by}", view.name(accusation.accused), answer(view, accusation));
            out.push_str(&wrap(&line, view.width, "  "));
        }
    }
    out
}

/// One assessment with its words.
pub(super) fn one(view: &View<'_>, assessment: &Assessment) -> String {
    let [a, b] = assessment.between;
    let level = assessment.level.map(|level| format!("{level:+.1}"));
    let trend = assessment.trend.map(|trend| {
        match trend {
            Trend::Worsening => "getting worse",
            Trend::Improving => "getting better",
            Trend::Steady => "steady",
            Trend::Mixed => "up and down",
        }
        .to_owned()
    });
    let extreme = assessment.extreme.map(|extreme| {
        match extreme {
            Extreme::Low => "a low",
            Extreme::High => "a high",
        }
        .to_owned()
    });
    let how = [level, trend, extreme].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let footing = match assessment.according_to {
        Some(statement) => {
            format!("{}, according to {} ({statement})", word(assessment.status), view.speaker(statement))
        }
        None => format!("{}, in the paper's own voice", word(assessment.status)),
    };
    let mut out = "\n".to_owned();
    out.push_str(&view.paragraph(&format!("{} and {}: {how}", view.name(a), view.name(b)), "  ", Paint::bold));
    out.push_str(&view.paragraph(&footing, "      ", Paint::faint));
    out.push_str(&underlined(view.record.text.as_str(), assessment.span, &[], "      ", view.width, view.paint));
    out
}
