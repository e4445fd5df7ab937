//! A line of values drawn with letters.

/// One column of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Column {
    /// The value drawn.
    pub(crate) value: f64,
    /// What is usual there; a dotted line.
    pub(crate) usual: f64,
    /// Whether anything is known there; a guess is dotted.
    pub(crate) known: bool,
}

/// The columns that `values` take when each stands for `per` values, or each value for `wide` columns.
pub(crate) fn layout(values: usize, width: usize) -> Layout {
    let per = values.div_ceil(width.max(1)).max(1);
    let columns = values.div_ceil(per).max(1);
    Layout { per, wide: (width / columns).clamp(1, 5) }
}

/// How values lie on columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Values to a column.
    pub(crate) per: usize,
    /// Columns to a value, where there are few.
    pub(crate) wide: usize,
}

impl Layout {
    /// The column where the value `at` is drawn.
    pub(crate) fn column(self, at: usize) -> usize {
        at / self.per * self.wide + (self.wide - 1) / 2
    }

    /// The columns of so many values.
    pub(crate) fn columns(self, values: usize) -> usize {
        values.div_ceil(self.per) * self.wide
    }
}

/// Rows of a line chart, top first; `cuts` are columns with a dotted upright.
pub(crate) fn line(columns: &[Column], rows: usize, low: f64, high: f64, cuts: &[usize]) -> Vec<Vec<char>> {
    let mut grid = vec![vec![' '; columns.len()]; rows];
    let row = |value: f64| {
        let part = if high > low { ((high - value) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        (part * (rows - 1) as f64).round() as usize
    };
    for (at, column) in columns.iter().enumerate().step_by(3) {
        grid[row(column.usual)][at] = '·';
    }
    for &cut in cuts {
        for cells in &mut grid {
            if let Some(cell) = cells.get_mut(cut) {
                *cell = '┊';
            }
        }
    }
    let mut before: Option<usize> = None;
    for (at, column) in columns.iter().enumerate() {
        let here = row(column.value);
        let there = before.unwrap_or(here);
        if here == there {
            grid[here][at] = if column.known { '─' } else { '╌' };
        } else {
            let falls = here > there;
            grid[there][at] = if falls { '╮' } else { '╯' };
            grid[here][at] = if falls { '╰' } else { '╭' };
            for cells in &mut grid[there.min(here) + 1..there.max(here)] {
                cells[at] = '│';
            }
        }
        before = Some(here);
    }
    grid
}

/// One row of bars, an eighth of a line a step; nothing for 0, the lowest step for anything more.
pub(crate) fn bars(values: &[f64], most: f64) -> String {
    const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let step = |value: f64| {
        if value <= 0.0 || most <= 0.0 {
            return ' ';
        }
        STEPS[((value / most * 8.0).ceil() as usize).clamp(1, 8) - 1]
    };
    values.iter().map(|&value| step(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[f64]) -> String {
        let columns: Vec<Column> = values.iter().map(|&value| Column { value, usual: 2.0, known: true }).collect();
        let rows = line(&columns, 3, 0.0, 2.0, &[]);
        rows.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_owned() + "\n").collect()
    }

    #[test]
    fn a_line_turns_its_corners() {
        expect_test::expect![[r#"
            ·  ╭╮ ╭
             ╭─╯│ │
            ─╯  ╰─╯
        "#]]
        .assert_eq(&drawn(&[0.0, 1.0, 1.0, 2.0, 0.0, 0.0, 2.0]));
    }

    #[test]
    fn few_values_are_wide_and_many_share_a_column() {
        assert_eq!(layout(10, 70), Layout { per: 1, wide: 5 });
        assert_eq!(layout(276, 72), Layout { per: 4, wide: 1 });
        assert_eq!(layout(0, 72).columns(0), 0);
        assert!((1..500).all(|values| layout(values, 72).columns(values) <= 72));
    }

    #[test]
    fn any_deed_is_seen() {
        assert_eq!(bars(&[0.0, 1.0, 500.0, 1000.0], 1000.0), " ▁▄█");
    }
}
