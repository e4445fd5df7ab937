//! Statements inside the content of others.

use hearsay_core::work;

use super::reading::{Found, Reading};

/// For each statement the smallest one whose content holds its cue.
pub(super) fn within(reading: &Reading<'_>, found: &[Found<'_>]) -> Vec<Option<usize>> {
    // A sweep over the text with the contents that are open; larger ones lie below smaller ones.
    let mut starts: Vec<(u32, u32, usize)> = Vec::new();
    for (i, statement) in found.iter().enumerate() {
        starts.extend(statement.content.iter().map(|range| (range.start, range.end, i)));
    }
    starts.sort_unstable_by_key(|&(start, end, i)| (start, std::cmp::Reverse(end), i));
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&i| found[i].anchor);
    let mut outer = vec![None; found.len()];
    let mut open: Vec<(u32, u32, usize)> = Vec::new();
    let mut next = 0;
    for i in order {
        let at = found[i].anchor.0;
        while next < starts.len() && starts[next].0 <= at {
            open.retain(|range| range.1 > starts[next].0);
            open.push(starts[next]);
            next += 1;
        }
        open.retain(|range| range.1 > at);
        let holds = open.iter().filter(|&&(start, end, other)| {
            work::step();
            other != i && start <= at && at < end && !reading.is_told_aside(&found[other], &found[i])
        });
        outer[i] = holds.min_by_key(|&&(start, end, other)| (end - start, other)).map(|range| range.2);
    }
    break_cycles(&mut outer);
    outer
}

impl Reading<'_> {
    /// "praised the plan that Dorn said would fail": who praises a thing does not say what a relative clause tells of it.
    fn is_told_aside(&self, outer: &Found<'_>, inner: &Found<'_>) -> bool {
        let thing = outer.content_head.filter(|&head| {
            self.upos(head).is_nominal() && self.document.child(head, &["nsubj", "cop", "mark"]).is_none()
        });
        let Some(thing) = thing.filter(|_| self.quotation_at(inner.anchor).is_none()) else { return false };
        let path = || std::iter::once(inner.anchor).chain(self.document.ancestors(inner.anchor));
        path().any(|word| word == thing)
            && path().take_while(|&word| word != thing).any(|word| self.is(word, &["acl:relcl"]))
    }
}

/// Statements that hold each other's cues in a round: the one that comes first in the text stays outside.
fn break_cycles(outer: &mut [Option<usize>]) {
    let mut path_of = vec![0; outer.len()];
    for first in 0..outer.len() {
        let path = first + 1;
        let mut at = first;
        while path_of[at] == 0 {
            path_of[at] = path;
            let Some(next) = outer[at] else { break };
            if path_of[next] == path {
                // The way here may have begun outside the round.
                let round = std::iter::successors(Some(next), |&on| if on == at { None } else { outer[on] });
                if let Some(earliest) = round.min() {
                    outer[earliest] = None;
                }
                break;
            }
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::break_cycles;

    #[test]
    fn rounds_are_opened_at_their_first_statement() {
        let broken = |mut outer: Vec<Option<usize>>| {
            break_cycles(&mut outer);
            outer
        };
        assert_eq!(broken(vec![Some(1), Some(0)]), [None, Some(0)]);
        assert_eq!(broken(vec![Some(2), Some(2), Some(1)]), [Some(2), None, Some(1)]);
        assert_eq!(broken(vec![Some(3), Some(2), Some(3), Some(1)]), [Some(3), None, Some(3), Some(1)]);
        assert_eq!(broken(vec![None, Some(0), Some(1)]), [None, Some(0), Some(1)]);
    }
}
