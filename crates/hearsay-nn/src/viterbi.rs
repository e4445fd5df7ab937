//! The best path through scores, where some steps are not allowed.

use crate::Matrix;

/// The best label of each row, given which label may start and which may follow which.
pub fn best_path(
    scores: &Matrix,
    may_start: impl Fn(usize) -> bool,
    may_follow: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let labels = scores.cols;
    if scores.rows == 0 || labels == 0 {
        return Vec::new();
    }
    let start = |(label, score): (usize, &f32)| if may_start(label) { *score } else { f32::NEG_INFINITY };
    let mut best: Vec<f32> = scores.row(0).iter().enumerate().map(start).collect();
    let mut back = vec![0_usize; scores.rows * labels];
    for row in 1..scores.rows {
        let mut next = vec![f32::NEG_INFINITY; labels];
        for (label, slot) in next.iter_mut().enumerate() {
            for (before, score) in best.iter().enumerate() {
                if *score > *slot && may_follow(before, label) {
                    *slot = *score;
                    back[row * labels + label] = before;
                }
            }
            *slot += scores.row(row)[label];
        }
        best = next;
    }
    let mut path = vec![crate::layers::argmax(&best); scores.rows];
    for row in (1..scores.rows).rev() {
        path[row - 1] = back[row * labels + path[row]];
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_step_is_not_taken() {
        // Labels O, B, I: I may not follow O.
        let scores = Matrix::from_data(2, 3, vec![1.0, 0.5, 0.0, 0.0, 0.0, 2.0]);
        let path = best_path(&scores, |label| label != 2, |before, label| label != 2 || before != 0);
        assert_eq!(path, [1, 2]);
    }
}
