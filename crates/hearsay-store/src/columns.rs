//! Columns by name, looked up once: by the row it takes longer than a short row itself.

use rusqlite::Statement;

/// Where these columns of a question stand.
pub(crate) fn places<const N: usize>(select: &Statement, names: [&str; N]) -> rusqlite::Result<[usize; N]> {
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        *place = select.column_index(name)?;
    }
    Ok(places)
}
