//! Stores of earlier layouts, made ones of this when they are opened to be written.

use rusqlite::{Connection, TransactionBehavior, params};

use crate::copies;
use crate::error::Result;
use crate::same::Same;
use crate::schema::LAYOUT;

/// Brings a store to this layout; all of it, or nothing.
pub(crate) fn to_latest(connection: &mut Connection) -> Result<()> {
    if layout(connection)? >= LAYOUT {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it meanwhile.
    if layout(&transaction)? < LAYOUT {
        stories(&transaction)?;
        transaction.execute("update about set value = ?1 where key = 'layout'", [LAYOUT.to_string()])?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
    }
    Ok(transaction.commit()?)
}

fn layout(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// From 1 to 2: copies are found by other hashes, and it is kept how an article is another's story. Without its text an
/// article stays the copy that it was.
fn stories(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "create table alike (article integer primary key, story integer not null, kind text not null, share real not null);
         create index alike_by_story on alike (story);
         create index if not exists article_by_url on article (url) where url is not null;
         delete from shingle;
         insert or ignore into column_doc values
            ('alike', 'story', 'the first article in the store of the same story'),
            ('alike', 'kind', 'same (the very same words), near (cut, led in anew, spelt otherwise), version (of the same paper or address)'),
            ('alike', 'share', 'how much of the shorter text stands in the longer, from 0 to 1; 0 where only the address is the same');
         insert into alike select id, copy_of, 'near', 1.0 from article
            where copy_of is not null and id not in (select article from article_text);
         update article set sketch = null;",
    )?;
    let mut select = connection.prepare(
        "select a.id, a.key, t.text, a.url, a.outlet from article a join article_text t on t.article = a.id order by a.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (number, key, text): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let url: Option<String> = row.get(3)?;
        let same = Same { id: &key, text: &text, url: url.as_deref(), publisher: None, published: None };
        let alike = copies::first_alike(connection, number, &same, row.get(4)?)?;
        copies::keep(connection, number, &alike)?;
        connection.prepare_cached("update article set sketch = ?2, copy_of = ?3 where id = ?1")?.execute(params![
            number,
            alike.sketch,
            alike.story.filter(|_| alike.by_text)
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use hearsay_core::record::Findings;
    use hearsay_core::{Article, ArticleId, Record, Text};

    use crate::{AlikeKind, Keep, Store};

    /// An article of one paragraph, by one paper.
    fn article(id: &str, paper: &str, text: &str) -> Article {
        Article {
            id: ArticleId(id.to_owned()),
            file: None,
            url: None,
            publisher: Some(paper.to_owned()),
            agency: None,
            language: None,
            authors: Vec::new(),
            dateline: None,
            published: None,
            text: Text::from(text),
            blocks: Vec::new(),
            comments: Vec::new(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_store_of_the_first_layout_is_made_one_of_this() {
        let path = std::env::temp_dir().join(format!("hearsay-migrate-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let text: String =
            (0..200_u32).map(|number| format!("word{} ", number.wrapping_mul(2_654_435_761) % 997)).collect();
        {
            let mut store = Store::open(&path).unwrap();
            let mut batch = store.batch(&Keep { reader: "1".to_owned(), text: true, again: false }).unwrap();
            for (id, paper, text) in [
                ("a", "Times", text.clone()),
                ("b", "Post", format!("Ours. {text}")),
                ("c", "Times", format!("{text} More.")),
            ] {
                let article = article(id, paper, &text);
                batch.add(&Record::new(&article, Findings::default()), Some(&article)).unwrap();
            }
            batch.commit().unwrap();
            // As the first layout had it.
            store
                .connection
                .execute_batch(
                    "drop table alike; delete from shingle; update article set sketch = x'00', copy_of = null;
                     update about set value = '1' where key = 'layout'; pragma user_version = 1;",
                )
                .unwrap();
        }
        let read = Store::open_to_read(&path).unwrap();
        assert_eq!(read.story("b").unwrap().unwrap().versions.len(), 1);
        drop(read);
        let store = Store::open(&path).unwrap();
        let story = store.story("b").unwrap().unwrap();
        let kinds: Vec<_> = story.versions.iter().map(|version| (version.article.as_str(), version.kind)).collect();
        assert_eq!(kinds, [("a", None), ("b", Some(AlikeKind::Near)), ("c", Some(AlikeKind::Version))]);
        assert_eq!(store.counts().unwrap().copies, 2);
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }
}
