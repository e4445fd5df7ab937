//! Boosted decision trees: sums of the leaves that numbers fall into. `training/hearsay_training/event_judge.py` and `contention.py`
//! write them.

/// Trees of one question, with one score an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Boosted {
    /// Score of each answer before any tree.
    begin: Vec<f32>,
    /// Places in `nodes` where the trees begin; tree `i` is of answer `i % begin.len()`.
    roots: Vec<u32>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// The number that is asked for; none where this is a leaf.
    feature: Option<u16>,
    /// Up to here to the next node, beyond to `beyond`; or the leaf's value.
    value: f32,
    /// How many nodes further the other branch begins.
    beyond: u16,
}

/// Little-endian numbers of the weights file, one after the other.
pub(crate) struct Bytes<'b>(pub(super) &'b [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    pub(crate) fn float(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }

    fn count(&mut self) -> Option<usize> {
        self.take().map(u32::from_le_bytes).and_then(|count| usize::try_from(count).ok())
    }

    fn small(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }
}

impl Boosted {
    /// The next trees of a weights file, of which each asks for one of `features` numbers; `None` where the file is cut or a branch
    /// leads nowhere.
    pub(crate) fn read(bytes: &mut Bytes<'_>, features: usize) -> Option<Self> {
        const LEAF: u16 = u16::MAX;
        let (answers, trees) = (bytes.count()?, bytes.count()?);
        let begin: Vec<f32> = (0..answers).map(|_| bytes.float()).collect::<Option<_>>()?;
        let (mut roots, mut nodes) = (Vec::new(), Vec::new());
        for _ in 0..trees {
            roots.push(u32::try_from(nodes.len()).ok()?);
            let count = bytes.count()?;
            for place in 0..count {
                let (feature, beyond, value) = (bytes.small()?, bytes.small()?, bytes.float()?);
                let feature = (feature != LEAF).then_some(feature);
                let leads = place + usize::from(beyond) < count && beyond > 1;
                if feature.is_some_and(|feature| usize::from(feature) >= features || !leads) {
                    return None;
                }
                nodes.push(Node { feature, value, beyond });
            }
        }
        (!begin.is_empty()).then_some(Self { begin, roots, nodes })
    }

    /// The scores of all answers.
    pub(crate) fn scores(&self, numbers: &[f32]) -> Vec<f32> {
        let mut scores = self.begin.clone();
        let answers = scores.len();
        for (tree, &root) in self.roots.iter().enumerate() {
            let mut at = root as usize;
            let leaf = loop {
                let node = self.nodes[at];
                let Some(feature) = node.feature else { break node.value };
                at += if numbers[usize::from(feature)] <= node.value { 1 } else { usize::from(node.beyond) };
            };
            scores[tree % answers] += leaf;
        }
        scores
    }

    /// The share of yes, where there is one answer.
    pub(crate) fn share(&self, numbers: &[f32]) -> f32 {
        1.0 / (1.0 + exp(-self.scores(numbers)[0]))
    }

    /// The shares of all answers; they sum to 1.
    pub(crate) fn shares(&self, numbers: &[f32]) -> Vec<f32> {
        let mut shares = self.scores(numbers);
        let most = shares.iter().copied().fold(f32::MIN, f32::max);
        shares.iter_mut().for_each(|score| *score = exp(*score - most));
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }
}

/// The same to the bit on every machine: powers of e by halving and a series.
fn exp(x: f32) -> f32 {
    let small = x.clamp(-80.0, 80.0) / 256.0;
    let series = 1.0 + small * (1.0 + small * (0.5 + small * (1.0 / 6.0 + small / 24.0)));
    (0..8).fold(series, |power, _| power * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(feature: u16, beyond: u16) -> Vec<u8> {
        let mut bytes = Vec::new();
        for count in [1_u32, 1] {
            bytes.extend(count.to_le_bytes());
        }
        bytes.extend(0.5_f32.to_le_bytes());
        bytes.extend(3_u32.to_le_bytes());
        for (feature, beyond, value) in [(feature, beyond, 0.25_f32), (u16::MAX, 0, -1.0), (u16::MAX, 0, 2.0)] {
            bytes.extend(feature.to_le_bytes());
            bytes.extend(beyond.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn numbers_fall_to_their_leaf() {
        let boosted = Boosted::read(&mut Bytes(&file(1, 2)), 2).expect("well formed");
        assert_eq!(boosted.scores(&[9.0, 0.25]), [-0.5]);
        assert_eq!(boosted.scores(&[9.0, 0.26]), [2.5]);
        assert!((boosted.share(&[0.0, 1.0]) - 0.924_14).abs() < 1e-4);
    }

    #[test]
    fn a_file_that_leads_nowhere_is_refused() {
        assert_eq!(Boosted::read(&mut Bytes(&file(2, 2)), 2), None);
        assert_eq!(Boosted::read(&mut Bytes(&file(0, 3)), 2), None);
        assert_eq!(Boosted::read(&mut Bytes(&file(0, 1)), 2), None);
        assert_eq!(Boosted::read(&mut Bytes(&file(0, 2)[..20]), 2), None);
    }

    #[test]
    fn powers_are_near_those_of_the_book() {
        for x in [-12.0_f32, -1.0, -0.01, 0.0, 0.5, 3.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-3, "{x}");
        }
    }
}
