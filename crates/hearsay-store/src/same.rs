//! When two articles are the same one.

use rusqlite::{Connection, OptionalExtension};

/// An article that is in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) number: i64,
    /// The version of hearsay that read it.
    pub(crate) reader: i64,
}

/// What makes two articles the same one: id, text, address, paper and day; not the file they came in.
pub(crate) struct Same<'a> {
    pub(crate) id: &'a str,
    pub(crate) text: &'a str,
    pub(crate) url: Option<&'a str>,
    pub(crate) publisher: Option<&'a str>,
    pub(crate) published: Option<jiff::civil::Date>,
}

impl Same<'_> {
    pub(crate) fn fingerprint(&self) -> Vec<u8> {
        let published = self.published.map(|day| day.to_string());
        let parts = [Some(self.id), Some(self.text), self.url, self.publisher, published.as_deref()];
        let mut hashes = [0xcbf2_9ce4_8422_2325_u64, 0x6c62_272e_07bb_0142];
        let mut eat = |byte: u8| {
            for (hash, prime) in hashes.iter_mut().zip([0x0100_0000_01b3_u64, 0x9e37_79b9_7f4a_7c15]) {
                *hash = (*hash ^ u64::from(byte)).wrapping_mul(prime).rotate_left(1);
            }
        };
        for part in parts {
            eat(u8::from(part.is_some()));
            part.unwrap_or("").bytes().for_each(&mut eat);
            eat(0xff);
        }
        hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect()
    }

    /// The key it has or is to have, and its number and reader where it is in the store.
    pub(crate) fn find(
        &self,
        connection: &Connection,
        fingerprint: &[u8],
    ) -> rusqlite::Result<(String, Option<Known>)> {
        let known = connection
            .prepare_cached("select key, id, reader from article where fingerprint = ?1")?
            .query_row([fingerprint], |row| {
                let known = Known { number: row.get("id")?, reader: row.get("reader")? };
                Ok((row.get("key")?, Some(known)))
            })
            .optional()?;
        match known {
            Some(known) => Ok(known),
            None => Ok((self.free_key(connection)?, None)),
        }
    }

    /// The id itself, or with a number behind it where other articles have it: one of another pile, or a later edition.
    fn free_key(&self, connection: &Connection) -> rusqlite::Result<String> {
        let mut select = connection.prepare_cached("select 1 from article where key = ?1")?;
        let key = |place: u64| if place < 2 { self.id.to_owned() } else { format!("{}~{place}", self.id) };
        let mut taken = |place: u64| select.exists([key(place)]);
        // Numbers are given one after the other: thousands of articles of one id are not all gone through.
        let (mut last, mut free) = (0, 1);
        while taken(free)? {
            (last, free) = (free, free * 2);
        }
        while free - last > 1 {
            let middle = last + (free - last) / 2;
            if taken(middle)? { last = middle } else { free = middle }
        }
        Ok(key(free))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::schema;

    /// Tens of operations of the database for so many articles of one id, all of them different and one the same again.
    fn operations(articles: usize) -> u64 {
        let mut connection = Connection::open_in_memory().unwrap();
        schema::create(&connection).unwrap();
        connection.execute_batch(schema::LATER).unwrap();
        let counted = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&counted);
        let handler = move || {
            count.fetch_add(1, Ordering::Relaxed);
            false
        };
        connection.progress_handler(10, Some(handler)).unwrap();
        for number in 0..articles {
            let text = format!("Edition {number}.");
            let same = Same { id: "day", text: &text, url: None, publisher: None, published: None };
            let fingerprint = same.fingerprint();
            let (key, known) = same.find(&connection, &fingerprint).unwrap();
            assert_eq!((key.as_str(), known), (if number == 0 { "day" } else { &key }, None));
            assert!(number == 0 || key == format!("day~{}", number + 1), "{key}");
            connection
                .prepare_cached(
                    "insert into article (id, key, fingerprint, length, reader, page) values (?1, ?2, ?3, 0, 1, '')",
                )
                .unwrap()
                .execute((number as i64 + 1, &key, &fingerprint))
                .unwrap();
            assert_eq!(
                same.find(&connection, &fingerprint).unwrap(),
                (key, Some(Known { number: number as i64 + 1, reader: 1 }))
            );
        }
        counted.load(Ordering::Relaxed)
    }

    #[test]
    fn eight_times_the_articles_of_one_id_are_little_more_than_eight_times_the_work() {
        let (few, many) = (operations(400), operations(3_200));
        assert!(few > 400 && many < 12 * few, "{few} operations, then {many}");
    }
}
