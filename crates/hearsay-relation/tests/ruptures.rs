//! Our change points against those of ruptures (PyPI), with the same costs: see `ruptures/make.py`.

use hearsay_relation::cost::{Bursts, Counts, Means, Squares};
use hearsay_relation::pelt::changes;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    name: String,
    cost: String,
    values: Vec<f64>,
    beside: Vec<f64>,
    setting: Option<f64>,
    penalty: f64,
    shortest: usize,
    pelt: Vec<usize>,
    exact: Vec<usize>,
}

#[test]
fn ruptures_finds_the_same_changes() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("ruptures/expected.json")).unwrap();
    assert!(cases.len() >= 9);
    for case in cases {
        let (penalty, shortest, setting) = (case.penalty, case.shortest, case.setting.unwrap_or(1.0));
        let found = match case.cost.as_str() {
            "squares" => changes(&Squares::new(&case.values), penalty, shortest),
            "means" => changes(&Means::new(&case.values, &case.beside, setting), penalty, shortest),
            "counts" => changes(&Counts::new(&case.values, &case.beside, setting), penalty, shortest),
            "bursts" => changes(&Bursts::new(&case.values, setting), penalty, shortest),
            other => panic!("no cost is called {other}"),
        };
        assert_eq!(found, case.exact, "{}: ruptures, by dynamic programming", case.name);
        assert_eq!(found, case.pelt, "{}: ruptures, by PELT", case.name);
    }
}
