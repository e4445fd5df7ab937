//! Maximum spanning arborescences (Chu and Liu 1965, Edmonds 1967) with a single root.

/// The best head of each of `n` words. `scores` has a row for each word, `stride` apart, of `n + 1` numbers: column 0 is the
/// root, column `j` word `j`.
///
/// Gives 0 for the root's one dependent and `j` for word `j` (counted from 1). Scores must be finite.
pub fn heads(scores: &[f32], stride: usize, n: usize) -> Vec<usize> {
    let row = |word: usize| &scores[(word - 1) * stride..(word - 1) * stride + n + 1];
    let greedy: Vec<usize> = (1..=n).map(|word| best_head(row(word), word)).collect();
    // What is best for each word is best for all, where it is a tree; it is, for most sentences.
    if n == 0 || is_tree(&greedy) {
        return greedy;
    }
    let mut all = vec![f64::NEG_INFINITY; (n + 1) * (n + 1)];
    for word in 1..=n {
        for (head, &score) in row(word).iter().enumerate() {
            if head != word {
                all[word * (n + 1) + head] = f64::from(score);
            }
        }
    }
    let found = arborescence(all.clone(), n + 1);
    if has_one_root(&found[1..]) {
        return found[1..].to_vec();
    }
    // A toll on every edge from the root, higher than all that can be gained, leaves the best tree with one of them.
    let finite = all.iter().filter(|score| score.is_finite());
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), &score| (low.min(score), high.max(score)));
    let toll = (high - low + 1.0) * (n as f64 + 1.0);
    for word in 1..=n {
        all[word * (n + 1)] -= toll;
    }
    arborescence(all, n + 1)[1..].to_vec()
}

/// The first of the best heads that are not the word itself.
fn best_head(row: &[f32], word: usize) -> usize {
    let mut best = 0;
    for (head, score) in row.iter().enumerate() {
        if head != word && *score > row[best] {
            best = head;
        }
    }
    best
}

fn has_one_root(heads: &[usize]) -> bool {
    heads.iter().filter(|&&head| head == 0).count() == 1
}

/// Whether heads (of words from 1) make a tree with one root.
fn is_tree(heads: &[usize]) -> bool {
    if !has_one_root(heads) {
        return false;
    }
    // The word from which each word was last passed; a way that comes back to its own words is a circle.
    let mut passed = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut word = start;
        while word != 0 && passed[word] == 0 {
            passed[word] = start;
            word = heads[word - 1];
        }
        if word != 0 && passed[word] == start {
            return false;
        }
    }
    true
}

/// One contraction: the nodes of the larger graph that became one.
struct Contraction {
    /// Scores and size before it.
    scores: Vec<f64>,
    size: usize,
    /// Best heads before it.
    heads: Vec<usize>,
    cycle: Vec<usize>,
    /// Nodes outside the cycle, in order; the contracted node comes after them.
    outside: Vec<usize>,
}

/// Heads of all nodes (0 for node 0) in the best arborescence from node 0, for `scores[node * size + head]`.
fn arborescence(mut scores: Vec<f64>, mut size: usize) -> Vec<usize> {
    let mut contractions: Vec<Contraction> = Vec::new();
    let mut heads = loop {
        let heads = best_heads(&scores, size);
        let Some(cycle) = find_cycle(&heads) else { break heads };
        let contraction = contract(scores, size, heads, cycle);
        (scores, size) = contracted_scores(&contraction);
        contractions.push(contraction);
    };
    while let Some(contraction) = contractions.pop() {
        heads = expand(&contraction, &heads);
    }
    heads
}

fn best_heads(scores: &[f64], size: usize) -> Vec<usize> {
    let mut heads = vec![0; size];
    for node in 1..size {
        let row = &scores[node * size..(node + 1) * size];
        for (head, score) in row.iter().enumerate() {
            if head != node && *score > row[heads[node]] {
                heads[node] = head;
            }
        }
    }
    heads
}

fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut colour = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && colour[node] == 0 {
            colour[node] = start;
            node = heads[node];
        }
        if node != 0 && colour[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

fn contract(scores: Vec<f64>, size: usize, heads: Vec<usize>, cycle: Vec<usize>) -> Contraction {
    let mut in_cycle = vec![false; size];
    for &node in &cycle {
        in_cycle[node] = true;
    }
    let outside = (0..size).filter(|&node| !in_cycle[node]).collect();
    Contraction { scores, size, heads, cycle, outside }
}

impl Contraction {
    fn score(&self, node: usize, head: usize) -> f64 {
        self.scores[node * self.size + head]
    }

    /// The node of the cycle where an edge from `head` enters best, and what that gains.
    fn entry(&self, head: usize) -> (usize, f64) {
        let gain = |node: usize| self.score(node, head) - self.score(node, self.heads[node]);
        best(self.cycle.iter().map(|&node| (node, gain(node))))
    }

    /// The node of the cycle that is the best head of `node`.
    fn exit(&self, node: usize) -> (usize, f64) {
        best(self.cycle.iter().map(|&head| (head, self.score(node, head))))
    }
}

fn best(mut candidates: impl Iterator<Item = (usize, f64)>) -> (usize, f64) {
    let first = candidates.next().expect("a cycle has nodes");
    candidates.fold(first, |best, candidate| if candidate.1 > best.1 { candidate } else { best })
}

fn contracted_scores(contraction: &Contraction) -> (Vec<f64>, usize) {
    let outside = &contraction.outside;
    let size = outside.len() + 1;
    let mut scores = vec![f64::NEG_INFINITY; size * size];
    for (i, &node) in outside.iter().enumerate() {
        if i > 0 {
            for (j, &head) in outside.iter().enumerate() {
                scores[i * size + j] = contraction.score(node, head);
            }
            scores[i * size + size - 1] = contraction.exit(node).1;
        }
        scores[(size - 1) * size + i] = contraction.entry(node).1;
    }
    (scores, size)
}

fn expand(contraction: &Contraction, small: &[usize]) -> Vec<usize> {
    let contracted = contraction.outside.len();
    let mut heads = contraction.heads.clone();
    for (i, &node) in contraction.outside.iter().enumerate().skip(1) {
        heads[node] = match small[i] {
            head if head == contracted => contraction.exit(node).0,
            head => contraction.outside[head],
        };
    }
    let from = contraction.outside[small[contracted]];
    heads[contraction.entry(from).0] = from;
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    fn heads_of(scores: &Matrix) -> Vec<usize> {
        heads(&scores.data, scores.cols, scores.rows)
    }

    /// Best single-root tree by trying every assignment of heads.
    fn by_trial(scores: &Matrix) -> f32 {
        let n = scores.rows;
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(u32::try_from(n).expect("small")) {
            let heads: Vec<usize> =
                (0..n).map(|i| code / (n + 1).pow(u32::try_from(i).expect("small")) % (n + 1)).collect();
            let reaches_root = |mut node: usize| {
                for _ in 0..=n {
                    if node == 0 {
                        return true;
                    }
                    node = heads[node - 1];
                }
                false
            };
            if heads.iter().filter(|&&head| head == 0).count() == 1 && (1..=n).all(reaches_root) {
                best = best.max(heads.iter().enumerate().map(|(i, &head)| scores.row(i)[head]).sum());
            }
        }
        best
    }

    #[test]
    fn finds_the_best_tree_of_all() {
        let mut state = 7_u64;
        for round in 0..200 {
            let n = 1 + round % 4;
            let mut scores = Matrix::zeros(n, n + 1);
            for value in &mut scores.data {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *value = ((state >> 40) as f32) / 1e6 - 8.0;
            }
            let heads = heads_of(&scores);
            let total: f32 = heads.iter().enumerate().map(|(i, &head)| scores.row(i)[head]).sum();
            assert!((total - by_trial(&scores)).abs() < 1e-3, "{scores:?} -> {heads:?}");
        }
    }

    #[test]
    fn a_long_chain_of_cycles_is_no_trouble() {
        let n = 400;
        let mut scores = Matrix::zeros(n, n + 1);
        for i in 0..n {
            scores.row_mut(i)[(i ^ 1) + 1] = 5.0; // pairs that want each other
        }
        assert_eq!(heads_of(&scores).iter().filter(|&&head| head == 0).count(), 1);
    }

    #[test]
    fn the_best_heads_are_taken_where_they_are_a_tree() {
        let mut state = 11_u64;
        let mut short = 0;
        for round in 0..400 {
            let n = 1 + round % 6;
            let mut scores = Matrix::zeros(n, n + 1);
            for value in &mut scores.data {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *value = ((state >> 40) as f32) / 1e6 - 8.0;
            }
            let greedy: Vec<usize> = (1..=n).map(|word| best_head(scores.row(word - 1), word)).collect();
            let reaches_root = |word: usize| {
                std::iter::successors(Some(word), |&at| (at > 0).then(|| greedy[at - 1])).take(n + 1).any(|at| at == 0)
            };
            let expected = (1..=n).all(reaches_root) && greedy.iter().filter(|&&head| head == 0).count() == 1;
            assert_eq!(is_tree(&greedy), expected, "{greedy:?}");
            short += usize::from(expected);
        }
        assert!((20..380).contains(&short), "both kinds come up: {short}");
    }
}
