//! Boosted decision trees: sums of the leaves that numbers fall into. `training/hearsay_training/event_judge.py` and `contention.py`
//! write them.

/// Trees of one question, with one score an answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Boosted {
    /// Score of each answer before any tree.
    begin: Vec<f32>,
    /// Places in `nodes` where the trees begin; tree `i` is of answer `i % begin.len()`.
    roots: Vec<u32>,
    /// For each [`TOGETHER`] trees, how many steps lead to the deepest of their leaves.
    depths: Vec<u32>,
    nodes: Vec<Node>,
    features: usize,
}

/// A step that the one tree waits for is a step that the others can take.
const TOGETHER: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// The number that is asked for.
    feature: u16,
    /// How many nodes further the branch begins that numbers beyond `value` take; the others take the next. 0 for a leaf.
    beyond: u16,
    /// Up to here, or the leaf's value.
    value: f32,
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
        let (mut roots, mut nodes, mut depths) = (Vec::new(), Vec::new(), Vec::new());
        for tree in 0..trees {
            let root = nodes.len();
            roots.push(u32::try_from(root).ok()?);
            let count = bytes.count()?;
            // How many steps lead to each node.
            let mut steps = vec![0_u32; count];
            for place in 0..count {
                let (feature, beyond, value) = (bytes.small()?, bytes.small()?, bytes.float()?);
                if feature == LEAF {
                    nodes.push(Node { feature: 0, beyond: 0, value });
                    continue;
                }
                let leads = place + usize::from(beyond) < count && beyond > 1;
                if usize::from(feature) >= features || !leads {
                    return None;
                }
                for next in [place + 1, place + usize::from(beyond)] {
                    steps[next] = steps[next].max(steps[place] + 1);
                }
                nodes.push(Node { feature, beyond, value });
            }
            let deepest = steps.into_iter().max()?;
            match depths.last_mut().filter(|_| tree % TOGETHER > 0) {
                Some(depth) => *depth = deepest.max(*depth),
                None => depths.push(deepest),
            }
        }
        (!begin.is_empty()).then_some(Self { begin, roots, depths, nodes, features })
    }

    /// The scores of all answers.
    pub(crate) fn scores(&self, numbers: &[f32]) -> Vec<f32> {
        let numbers = &numbers[..self.features];
        let mut scores = self.begin.clone();
        let answers = scores.len();
        let mut tree = 0;
        for (roots, &depth) in self.roots.chunks(TOGETHER).zip(&self.depths) {
            let mut places = [0; TOGETHER];
            for (place, &root) in places.iter_mut().zip(roots) {
                *place = root as usize;
            }
            // Where there are fewer trees, the first is walked again, for nothing: a loop of one length is the quicker.
            for _ in 0..depth {
                for place in &mut places {
                    let node = self.nodes[*place];
                    let is_leaf = node.beyond == 0;
                    let stays = numbers[usize::from(node.feature)] <= node.value;
                    *place += if stays { usize::from(!is_leaf) } else { usize::from(node.beyond) };
                }
            }
            for place in &places[..roots.len()] {
                scores[tree % answers] += self.nodes[*place].value;
                tree += 1;
            }
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
