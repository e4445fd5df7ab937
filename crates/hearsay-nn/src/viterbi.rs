//! The best path through scores, where some steps are not allowed.

/// Which label may start, and which may follow which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    labels: usize,
    may_start: Vec<bool>,
    /// At `label * labels + before`.
    may_follow: Vec<bool>,
}

/// Buffers kept from sentence to sentence.
#[derive(Debug, Default)]
pub struct PathScratch {
    best: Vec<f32>,
    next: Vec<f32>,
    back: Vec<usize>,
}

impl Steps {
    /// From what is allowed: `may_follow(before, label)`.
    pub fn new(labels: usize, may_start: impl Fn(usize) -> bool, may_follow: impl Fn(usize, usize) -> bool) -> Self {
        Self {
            labels,
            may_start: (0..labels).map(may_start).collect(),
            may_follow: (0..labels)
                .flat_map(|label| (0..labels).map(move |before| (before, label)))
                .map(|(before, label)| may_follow(before, label))
                .collect(),
        }
    }

    /// The best label of each of `path.len()` rows of scores, `stride` apart.
    pub fn best_path(&self, scores: &[f32], stride: usize, scratch: &mut PathScratch, path: &mut [usize]) {
        let labels = self.labels;
        let PathScratch { best, next, back } = scratch;
        let row = |i: usize| &scores[i * stride..i * stride + labels];
        if path.is_empty() || labels == 0 {
            return;
        }
        let start = |(&score, &may): (&f32, &bool)| if may { score } else { f32::NEG_INFINITY };
        best.clear();
        best.extend(row(0).iter().zip(&self.may_start).map(start));
        back.clear();
        back.resize(path.len() * labels, 0);
        for i in 1..path.len() {
            next.clear();
            for (label, &score) in row(i).iter().enumerate() {
                let mut top = f32::NEG_INFINITY;
                let allowed = &self.may_follow[label * labels..(label + 1) * labels];
                for (before, (&score, &may)) in best.iter().zip(allowed).enumerate() {
                    if may && score > top {
                        top = score;
                        back[i * labels + label] = before;
                    }
                }
                next.push(top + score);
            }
            std::mem::swap(best, next);
        }
        let mut label = (0..labels).fold(0, |top, label| if best[label] > best[top] { label } else { top });
        for i in (0..path.len()).rev() {
            path[i] = label;
            label = back[i * labels + label];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_step_is_not_taken() {
        // Labels O, B, I: I may not follow O.
        let steps = Steps::new(3, |label| label != 2, |before, label| label != 2 || before != 0);
        let mut path = [0; 2];
        let scores = [1.0, 0.5, 0.0, 9.0, 0.0, 0.0, 2.0, 9.0];
        steps.best_path(&scores, 4, &mut PathScratch::default(), &mut path);
        assert_eq!(path, [1, 2]);
    }

    #[test]
    fn the_best_path_is_the_best_of_all() {
        let mut random = crate::dense::tests::Random(9);
        let steps = Steps::new(3, |label| label != 2, |before, label| label != 2 || before != 0);
        for _ in 0..50 {
            let scores = random.matrix(4, 3);
            let mut path = [0; 4];
            steps.best_path(&scores.data, 3, &mut PathScratch::default(), &mut path);
            let total =
                |path: &[usize]| -> f32 { path.iter().enumerate().map(|(i, &label)| scores.row(i)[label]).sum() };
            let paths = (0..81).map(|code| [code / 27, code / 9 % 3, code / 3 % 3, code % 3]);
            let allowed = paths.filter(|path| path[0] != 2 && path.windows(2).all(|two| two[1] != 2 || two[0] != 0));
            let best = allowed.map(|path| total(&path)).fold(f32::NEG_INFINITY, f32::max);
            assert!((total(&path) - best).abs() < 1e-6);
        }
    }
}
