//! Numbers: which signs inside them belong to them, and which letters after them are units.

/// Length in bytes of the number that starts `text`: digits with `.`, `,`, `:` or `/` between digits, phone
/// numbers and dates with hyphens. 0 where there is none.
pub(super) fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = usize::from(matches!(bytes.first(), Some(b'+' | b'.')));
    if !digit(at) {
        return 0;
    }
    let start = at;
    loop {
        while digit(at) {
            at += 1;
        }
        let between = bytes.get(at).is_some_and(|b| matches!(b, b'.' | b',' | b':' | b'/'));
        if !between || !digit(at + 1) {
            break;
        }
        at += 1;
    }
    hyphenated(&bytes[start..]).map_or(at, |length| at.max(start + length))
}

/// "713-555-0199", "555-0199", "2011-01-06", "06-01-2011".
fn hyphenated(bytes: &[u8]) -> Option<usize> {
    let mut groups = [0_usize; 4];
    let mut count = 0;
    let mut at = 0;
    while count < 4 {
        let run = bytes[at..].iter().take(6).take_while(|b| b.is_ascii_digit()).count();
        if run == 0 || run > 4 {
            return None;
        }
        groups[count] = run;
        count += 1;
        at += run;
        if bytes.get(at) != Some(&b'-') || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += 1;
    }
    let ends = !bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
    let known =
        matches!(groups, [3, 3, 4, 0] | [3, 4, 0, 0] | [1, 3, 3, 4] | [4, 2, 2, 0] | [2, 2, 4, 0] | [2, 2, 2, 0]);
    (ends && known).then_some(at)
}

/// Whether letters written right after a number are a unit, and so a word: "5bn", "7pm", "20kg".
///
/// "15th", "1980s", "4G" and "18T" stay whole.
pub(super) fn is_unit(letters: &str) -> bool {
    const UNITS: &[&str] = &[
        "AM", "B", "K", "KM", "M", "MM", "PM", "am", "b", "bn", "cm", "ft", "g", "gb", "GB", "GW", "ha", "hr", "hrs",
        "in", "k", "kg", "km", "kW", "lb", "lbs", "m", "mb", "MB", "mg", "min", "mins", "ml", "mm", "mn", "mph", "MW",
        "oz", "pm", "t", "tn", "TB", "trn", "yr", "yrs", "years", "percent",
    ];
    UNITS.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_where_they_should() {
        for (text, length) in [
            ("10,000.", 6),
            ("3.5m", 3),
            ("9/11", 4),
            ("7:30pm", 4),
            ("713-555-0199", 12),
            ("2011-01-06.", 10),
            ("15-year", 2),
            ("5-6", 1),
            ("+44", 3),
            (".5", 2),
            ("a", 0),
            (".", 0),
            ("1,", 1),
            ("1990-2000", 4),
        ] {
            assert_eq!(number(text), length, "{text}");
        }
    }
}
