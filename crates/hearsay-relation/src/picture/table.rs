//! A relation's series as a table of comma-separated values.

use crate::picture::Subject;
use crate::{Bin, SaidBin, Tally};

/// One row a bin, with a header; lists of ids are joined by `;`.
///
/// `deeds` names every deed by the smallest event id among its tellings; `assessments` by assessment id.
pub fn csv(subject: Subject<'_>) -> String {
    let mut out =
        String::from("first,last,articles,balance,balance_low,balance_high,standing,standing_low,standing_high");
    for side in ["both", "forth", "back"] {
        for column in [
            "deeds",
            "deeds_low",
            "deeds_high",
            "rate",
            "outlets",
            "weight",
            "weight_low",
            "weight_high",
            "verbal_cooperation",
            "material_cooperation",
            "verbal_conflict",
            "material_conflict",
        ] {
            out.push_str(&format!(",{side}_{column}"));
        }
    }
    out.push_str(",said_level,said_worsening,said_improving,said_low,said_high,deeds,assessments\n");
    let relation = subject.relation;
    let nothing = SaidBin::default();
    for (at, bin) in relation.series.bins.iter().enumerate() {
        out.push_str(&row(bin, relation.said.bins.get(at).unwrap_or(&nothing)));
    }
    out
}

fn row(bin: &Bin, said: &SaidBin) -> String {
    let mut cells = vec![bin.days.first.to_string(), bin.days.last.to_string(), or_empty(bin.articles)];
    cells.push(number(Some(bin.balance)));
    cells.extend(pair(bin.balance_between));
    cells.push(number(Some(bin.standing)));
    cells.extend(pair(bin.standing_between));
    for tally in [&bin.both, &bin.forth, &bin.back] {
        cells.extend(tally_cells(tally));
    }
    cells.push(number(said.level));
    cells.extend([said.worsening, said.improving, said.low, said.high].map(|count| count.to_string()));
    cells.push(ids(&bin.both.groups));
    cells.push(ids(&said.ids));
    cells.join(",") + "\n"
}

fn tally_cells(tally: &Tally) -> Vec<String> {
    let mut cells = vec![tally.deeds.to_string()];
    cells.extend(pair(tally.deeds_between));
    cells.extend([number(tally.rate), tally.outlets.to_string(), number(tally.weight)]);
    cells.extend(pair(tally.weight_between));
    cells.extend(tally.quads.map(|count| count.to_string()));
    cells
}

fn number(value: Option<f64>) -> String {
    value.map(|value| format!("{value:.3}")).unwrap_or_default()
}

fn pair(values: Option<[f64; 2]>) -> [String; 2] {
    [number(values.map(|values| values[0])), number(values.map(|values| values[1]))]
}

fn or_empty(value: Option<u32>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn ids(ids: &[u64]) -> String {
    ids.iter().map(u64::to_string).collect::<Vec<_>>().join(";")
}
