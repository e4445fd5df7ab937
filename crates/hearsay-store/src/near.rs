//! What a misspelt word could be meant for.

use std::collections::BTreeSet;

use strsim::osa_distance;

/// So many are offered.
const MOST: usize = 3;

/// The candidates that are spelt most like `asked`, the nearest first; none that is far off.
pub(crate) fn near(asked: &str, candidates: impl IntoIterator<Item = String>) -> Vec<String> {
    let candidates = candidates.into_iter().map(|name| (name.clone(), name));
    nearest(asked, candidates)
}

/// As [`near`], of pairs of a spelling and what is offered for it.
pub(crate) fn nearest(asked: &str, candidates: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let asked = asked.to_lowercase();
    let length = asked.chars().count();
    // A letter of four may be wrong, two of eight.
    let allowed = match length {
        0..=2 => 0,
        3..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    let mut found: BTreeSet<(usize, usize, String)> = BTreeSet::new();
    for (spelling, offered) in candidates {
        let spelling = spelling.to_lowercase();
        let longer = spelling.chars().count().abs_diff(length);
        // "expel" for "expel-envoy": the beginning of a longer word.
        let distance = if length > 3 && spelling.starts_with(&asked) && spelling != asked {
            1
        } else if longer <= allowed {
            osa_distance(&asked, &spelling)
        } else {
            continue;
        };
        if distance <= allowed.max(1) && (allowed > 0 || distance == 0) {
            found.insert((distance, longer, offered));
        }
    }
    let mut seen = BTreeSet::new();
    found.into_iter().map(|(_, _, offered)| offered).filter(|offered| seen.insert(offered.clone())).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_and_a_stranger_is_not() {
        let names = || ["Pakistan", "Palau", "expel-envoy", "Iran", "Iraq"].map(str::to_owned);
        assert_eq!(near("Pakisatn", names()), ["Pakistan"]);
        assert_eq!(near("expell-envoy", names()), ["expel-envoy"]);
        assert_eq!(near("expel", names()), ["expel-envoy"]);
        assert_eq!(near("irqa", names()), ["Iraq"]);
        assert!(near("Atlantis", names()).is_empty() && near("xy", names()).is_empty());
    }
}
