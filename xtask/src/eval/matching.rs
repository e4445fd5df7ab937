//! The best matching of two sides (the Hungarian method, Kuhn 1955), for CEAF.

/// The greatest sum of `table` with at most one cell of each row and column; cells are 0 or more.
pub(crate) fn most(table: &[Vec<f64>]) -> f64 {
    let columns = table.first().map_or(0, Vec::len);
    if table.len() > columns {
        let turned: Vec<Vec<f64>> = (0..columns).map(|j| table.iter().map(|row| row[j]).collect()).collect();
        return most(&turned);
    }
    // Rows join one after another along the cheapest chain of changes; potentials keep all reduced costs at 0 or more.
    let mut of_row = vec![0.0; table.len() + 1];
    let mut of_column = vec![0.0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=table.len() {
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut before = vec![0; columns + 1];
        let mut done = vec![false; columns + 1];
        let mut column = 0;
        row_of[0] = row;
        while row_of[column] != 0 {
            done[column] = true;
            let here = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for j in (1..=columns).filter(|&j| !done[j]).collect::<Vec<_>>() {
                let cost = -table[here - 1][j - 1] - of_row[here] - of_column[j];
                if cost < least[j] {
                    (least[j], before[j]) = (cost, column);
                }
                if least[j] < step {
                    (step, next) = (least[j], j);
                }
            }
            for j in 0..=columns {
                if done[j] {
                    of_row[row_of[j]] += step;
                    of_column[j] -= step;
                } else {
                    least[j] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    (1..=columns).filter(|&j| row_of[j] != 0).map(|j| table[row_of[j] - 1][j - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::most;

    #[test]
    fn the_greatest_sum_is_not_the_greedy_one() {
        assert_eq!(most(&[vec![0.9, 0.8], vec![0.8, 0.1]]), 1.6);
        assert_eq!(most(&[vec![0.9, 0.8, 0.0]]), 0.9);
        assert_eq!(most(&[vec![0.5], vec![0.7]]), 0.7);
        assert_eq!(most(&[]), 0.0);
    }
}
