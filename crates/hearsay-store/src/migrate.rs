//! Stores of earlier layouts, made ones of this when they are opened to be written.

use rusqlite::{Connection, TransactionBehavior, params};

use crate::copies::{self, Sketches};
use crate::error::Result;
use crate::packed;
use crate::same::Same;
use crate::schema::{self, LAYOUT};
use crate::sketch::CUT;

/// Brings a store to this layout; all of it, or nothing.
pub(crate) fn to_latest(connection: &mut Connection) -> Result<()> {
    if layout(connection)? >= LAYOUT {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have done it meanwhile.
    let found = layout(&transaction)?;
    if found < LAYOUT {
        if found < 2 {
            stories(&transaction)?;
        } else if found < 3 {
            cut_hashes(&transaction)?;
        }
        if found < 3 {
            words_once(&transaction)?;
        }
        entities_once(&transaction)?;
        if found < 4 {
            columns(&transaction)?;
        } else {
            columns_in_order(&transaction)?;
        }
        pairs_once(&transaction)?;
        schema::explain(&transaction)?;
        transaction.execute("update about set value = ?1 where key = 'layout'", [LAYOUT.to_string()])?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
    }
    Ok(transaction.commit()?)
}

/// Lets a store of an earlier layout be read as it is.
pub(crate) fn look_through(connection: &Connection) -> Result<()> {
    if layout(connection)? < 6 {
        connection.execute_batch("create temp view event_pair as select * from main.pair")?;
    }
    if layout(connection)? < 3 {
        connection.execute_batch(
            "create temp view sentence as select id, id / 1048576 as article, start, end, text from main.sentence",
        )?;
    }
    Ok(())
}

fn layout(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// From 2 to 3: of the hashes by which copies are found the first bits are enough.
fn cut_hashes(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(&format!(
        "create table whole as select hash, article from shingle;
         delete from shingle;
         insert or ignore into shingle select hash >> {CUT}, article from whole order by 1, 2;
         drop table whole;"
    ))?)
}

/// From 2 to 3: words that stand in an article's text are cut out of it, and cells say nothing twice. What SQLite cuts
/// otherwise than it was written stays as it was.
fn words_once(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "drop view articles; drop view statements; drop view events; drop view assessments;
         alter table sentence rename to old_sentence;
         alter table statement rename to old_statement;
         drop index if exists statement_by_speaker; drop index if exists statement_by_speaker_day;
         drop index if exists statement_by_level;",
    )?;
    connection.execute_batch(schema::SENTENCES)?;
    connection.execute_batch(
        "create table statement_base (id integer primary key, voice integer not null, speaker integer not null,
            level integer not null, stance integer not null, form integer not null, hedged integer not null,
            negated integer not null, distanced integer not null, within integer, day integer not null,
            start integer not null, end integer not null, kept_text text, content_start integer not null,
            content_end integer not null, kept_content text, detail text not null);
         insert into sentence_base select s.id, s.id / 1048576, s.start, s.end,
            case when substr(t.text, s.start + 1, s.end - s.start) is s.text then null else s.text end
          from old_sentence s left join article_text t on t.article = s.id / 1048576 order by s.id;
         insert into statement_base
          select id, voice, speaker, level, stance, form, hedged, negated, distanced, within, day, start, end,
            case when substr(whole, start + 1, end - start) is text then null else text end, first, last,
            case when substr(text, first - start + 1, last - first) is content then null else content end,
            json_patch('{}', json_remove(detail, '$.id', '$.voice', '$.form', '$.stance', '$.hedged', '$.negated',
                '$.distanced', '$.within', '$.source.level'))
          from (select s.*, t.text as whole, coalesce(json_extract(s.detail, '$.content[0][0]'), 0) as first,
                coalesce(json_extract(s.detail, '$.content[0][1]'), 0) as last
              from old_statement s left join article_text t on t.article = s.id / 1048576) order by id;
         drop table old_sentence;
         drop table old_statement;
         alter table event drop column published;
         alter table article add column first_sentence integer;
         alter table article add column sentences integer not null default 0;
         update article set (first_sentence, sentences) = (select min(s.id), count(*) from sentence_base s
             where s.id >= article.id * 1048576 and s.id < (article.id + 1) * 1048576);
         update article set sketch = null where id in (select article from article_text where instr(text, char(0)) = 0);
         update article set page = json_patch('{}', json_remove(page, '$.url', '$.file', '$.language', '$.agency',
             '$.published'));",
    )?;
    Ok(())
}

/// From 3: what nearly all statements and events have stands in columns, and not in JSON.
fn columns(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "drop view if exists articles; drop view if exists statements; drop view if exists events;
         drop view if exists assessments; drop view if exists statement;
         drop index if exists statement_by_speaker; drop index if exists statement_by_speaker_day;
         drop index if exists statement_by_level; drop index if exists event_by_status;
         alter table statement_base rename to old_statement;
         alter table event rename to old_event;",
    )?;
    connection.execute_batch(schema::STATEMENTS)?;
    connection.execute_batch(
        "insert or ignore into cue (lemma, class)
          select detail ->> '$.cue.lemma', detail ->> '$.cue.class' from old_statement
            where detail -> '$.cue' is not null;
         insert into statement_base (id, voice, speaker, level, stance, form, hedged, negated, distanced, within, day,
            start, end, kept_text, content_start, content_end, kept_content, source_start, source_end, entity, cue_start,
            cue_end, cue, rest)
          select s.id, voice, speaker, level, stance, form, hedged, negated, distanced, within, day, start, end,
            kept_text, content_start, content_end, kept_content,
            detail ->> '$.source.spans[0][0]', detail ->> '$.source.spans[0][1]', substr(detail ->> '$.source.entity', 2) - 1,
            detail ->> '$.cue.spans[0][0]', detail ->> '$.cue.spans[0][1]', c.id,
            nullif(json_patch('{}', json_object(
                'source', json(nullif(json_remove(detail -> '$.source', '$.entity',
                    iif(json_array_length(detail, '$.source.spans') = 1, '$.spans', '$.none')), '{}')),
                'cue', json(iif(json_array_length(detail, '$.cue.spans') <> 1,
                    json_object('spans', detail -> '$.cue.spans'), null)),
                'content', json(iif(json_array_length(detail, '$.content') <> 1, detail -> '$.content', null)))), '{}')
          from old_statement s
          left join cue c on c.lemma = detail ->> '$.cue.lemma' and c.class = detail ->> '$.cue.class' order by s.id;
         drop table old_statement;",
    )?;
    events(connection)
}

/// From 4 and 5: what events have is kept as small numbers, and what few rows have stands last, where nothing takes no byte.
fn columns_in_order(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "drop view if exists articles; drop view if exists statements; drop view if exists events;
         drop view if exists assessments; drop view if exists statement; drop index if exists event_by_status;
         drop index if exists statement_by_speaker; drop index if exists statement_by_speaker_day;
         drop index if exists statement_by_level;
         create table old_statement as select * from statement_base;
         drop table statement_base;
         create table old_event as select * from event;
         drop view event; drop table event_base;",
    )?;
    connection.execute_batch(schema::STATEMENTS)?;
    let columns =
        "id, voice, speaker, level, stance, form, hedged, negated, distanced, within, day, start, end, kept_text,
        content_start, content_end, kept_content, source_start, source_end, entity, cue_start, cue_end, cue, rest";
    connection.execute_batch(&format!(
        "insert into statement_base ({columns}) select {columns} from old_statement order by id;
         drop table old_statement;"
    ))?;
    events(connection)
}

/// From 5: an entity that is named once needs no JSON, and a country that its actor code tells is not told again.
fn entities_once(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "drop index if exists entity_by_actor;
         create table old_entity as select * from entity;
         drop table entity;",
    )?;
    connection.execute_batch(schema::ENTITIES)?;
    Ok(connection.execute_batch(
        "insert into entity_base (id, actor, mention_start, mention_length, mentions, head_of, roles, country, member_of)
          select id, actor, iif(once, mentions ->> '$[0][0]', null),
            iif(once, (mentions ->> '$[0][1]') - (mentions ->> '$[0][0]'), null), iif(once, null, mentions),
            head_of, roles, nullif(told, own), member_of
          from (select n.*, coalesce(n.country, '') as told, r.code as own,
              json_array_length(n.mentions) = 1 and json_array_length(n.mentions, '$[0]') = 2 as once
            from old_entity n join actor k on k.id = n.actor join root r on r.id = k.root) order by id;
         drop table old_entity;",
    )?)
}

/// From 5: the pairs of an event are told by its own row, as a rule, and need no index.
fn pairs_once(connection: &Connection) -> Result<()> {
    let tells = |side: &str| format!("(typeof(b.{side}) = 'integer' or b.{side} = '[]')");
    connection.execute_batch(schema::EVENT_PAIRS)?;
    Ok(connection.execute_batch(&format!(
        "insert into event_parties select p.event, p.source_root, p.target_root, p.source, p.target from event_base b
            cross join pair p indexed by pair_by_event on p.event = b.id where not ({} and {});
         create temp table told_otherwise as select x.event from event_pair x
            cross join pair p indexed by pair_by_event on p.event = x.event
            where x.event not in (select event from event_parties) and (p.source <> x.source or p.target <> x.target);
         insert or ignore into event_parties select event, source_root, target_root, source, target from pair indexed by pair_by_event
            where event in (select event from told_otherwise);
         drop table told_otherwise;
         drop index pair_by_event;",
        tells("source"),
        tells("target")
    ))?)
}

/// Makes events of `old_event`, which has them with all their JSON.
fn events(connection: &Connection) -> Result<()> {
    connection.execute_batch(schema::EVENTS)?;
    connection
        .execute_batch("create temp table hundredth (confidence real primary key, hundredths integer not null)")?;
    for hundredths in 0..=100_u8 {
        let confidence = f64::from(packed::of_hundredths(hundredths.into()));
        connection.prepare_cached("insert into hundredth values (?1, ?2)")?.execute(params![confidence, hundredths])?;
    }
    Ok(connection.execute_batch(&format!(
        "insert into event_base (id, sentence, deed, voice, status, first, last, statement, trigger_start, trigger_length,
            source, source_start, source_length, target, target_start, target_length, place, place_start, place_length,
            contexts, retold, sure)
          select id, sentence, deed, voice, status, first, nullif(last, first), statement, trigger_start,
            trigger_end - trigger_start, {}, {}, place, place_start, place_end - place_start, contexts, retold,
            coalesce(h.hundredths, e.confidence)
          from old_event e left join hundredth h on h.confidence = e.confidence order by id;
         drop table hundredth;
         drop table old_event;
         {}",
        one_party("source"),
        one_party("target"),
        schema::VIEWS
    ))?)
}

/// A side of an event as columns: one party with the code of its entity, or else all of it.
fn one_party(side: &str) -> String {
    let is_one = format!("json_array_length({side}) = 1 and json_array_length({side}, '$[0]') = 3");
    let part = |at: usize| format!("{side} ->> '$[0][{at}]'");
    let (who, start, end) = (part(0), part(1), part(2));
    format!("iif({is_one}, {who}, {side}), iif({is_one}, {start}, null), iif({is_one}, {end} - {start}, null)")
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
    let mut sketches = Sketches::default();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (number, key, text): (i64, String, String) = (row.get("id")?, row.get("key")?, row.get("text")?);
        let url: Option<String> = row.get("url")?;
        let same = Same { id: &key, text: &text, url: url.as_deref(), publisher: None, published: None };
        let alike = copies::first_alike(connection, &mut sketches, number, &same, row.get("outlet")?)?;
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

    use crate::{AlikeKind, Filter, Keep, SaidFilter, Store};

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
            published_at: None,
            day_first: None,
            text: Text::from(text),
            blocks: Vec::new(),
            comments: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Makes a store what the fifth layout made of it: entities with their JSON, pairs with an index by event.
    fn as_the_fifth(store: &Store) {
        store
            .connection
            .execute_batch(
                "drop view articles; drop view statements; drop view events; drop view assessments; drop view event_pair;
                 create table n as select * from entity;
                 drop view entity; drop table entity_base; drop table event_parties;
                 create table entity (id integer primary key, actor integer not null, country text, roles text,
                    head_of integer, member_of integer, mentions text not null);
                 insert into entity (id, actor, country, roles, head_of, member_of, mentions)
                    select id, actor, country, roles, head_of, member_of, mentions from n;
                 drop table n;
                 create index pair_by_event on pair (event);
                 update about set value = '5' where key = 'layout'; pragma user_version = 5;",
            )
            .unwrap();
        store.connection.execute_batch(&crate::schema::VIEWS.replace("event_pair", "pair")).unwrap();
    }

    /// Makes a store what the second layout made of it: the words of sentences and statements in their rows.
    fn as_the_second(store: &Store) {
        as_the_fifth(store);
        store
            .connection
            .execute_batch(
                "drop view articles; drop view statements; drop view events; drop view assessments;
                 create table s as select article * 1048576 + row_number() over (partition by article order by id) - 1
                    as new, * from sentence;
                 update event_base set sentence = (select new from s where s.id = event_base.sentence);
                 insert into sentence_words (sentence_words) values ('delete-all');
                 insert into sentence_words (rowid, text) select new, text from s;
                 create table q as select * from statement;
                 create table v as select * from event;
                 drop view sentence; drop view statement; drop table sentence_base; drop table statement_base;
                 drop view event; drop table event_base; drop table cue;
                 create table event (id integer primary key, sentence integer not null, deed integer not null,
                    voice integer not null, status integer not null, first integer, last integer, statement integer,
                    trigger_start integer not null, trigger_end integer not null, source text not null,
                    target text not null, place integer, place_start integer, place_end integer, contexts text,
                    retold text, confidence real not null);
                 insert into event select * from v;
                 create table sentence (id integer primary key, start integer not null, end integer not null,
                    text text not null);
                 insert into sentence select new, start, end, text from s;
                 create table statement (id integer primary key, voice integer not null, speaker integer not null,
                    level integer not null, stance integer not null, form integer not null, hedged integer not null,
                    negated integer not null, distanced integer not null, within integer, day integer not null,
                    start integer not null, end integer not null, text text not null, content text not null,
                    detail text not null);
                 insert into statement select * from q;
                 create index statement_by_speaker on statement (speaker, day);
                 drop table s; drop table q; drop table v;
                 alter table event add column published integer;
                 alter table article drop column first_sentence; alter table article drop column sentences;
                 update about set value = '2' where key = 'layout'; pragma user_version = 2;",
            )
            .unwrap();
        store.connection.execute_batch(&crate::schema::VIEWS.replace("event_pair", "pair")).unwrap();
    }

    #[test]
    fn a_store_of_the_second_layout_is_read_as_it_is_and_then_made_one_of_this() {
        let path = std::env::temp_dir().join(format!("hearsay-migrate-two-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let record: Record = serde_json::from_str(include_str!("../tests/record.json")).unwrap();
        let mut store = Store::open(&path).unwrap();
        let mut batch = store.batch(&Keep { reader: "1".to_owned(), text: true, again: false }).unwrap();
        batch.add(&record, None).unwrap();
        batch.commit().unwrap();
        let told = |store: &Store| {
            let key = &record.id.0;
            let found = store.find(&Filter { words: Some("envoys".to_owned()), ..Filter::default() }, 9).unwrap();
            assert!(!found.is_empty());
            (store.record(key).unwrap().unwrap(), found, store.who(&SaidFilter::default(), 9).unwrap())
        };
        let before = told(&store);
        assert_eq!(before.0, record);
        as_the_second(&store);
        drop(store);
        assert_eq!(told(&Store::open_to_read(&path).unwrap()), before);
        let mut store = Store::open(&path).unwrap();
        assert_eq!(told(&store), before);
        // And its rows can be taken out again.
        let mut batch = store.batch(&Keep { reader: "2".to_owned(), text: true, again: false }).unwrap();
        batch.add(&record, None).unwrap();
        batch.commit().unwrap();
        assert_eq!(told(&store), before);
        let kept: i64 = store
            .connection
            .query_row(
                "select (select count(*) from sentence_base where kept is not null)
                    + (select count(*) from statement_base where kept_text is not null)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(kept, 0, "words are kept twice");
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }

    /// Makes a store what the fourth layout made of it: the numbers of events as they are, and JSON beside them.
    fn as_the_fourth(store: &Store) {
        as_the_fifth(store);
        let side = |side: &str| {
            let one = format!("json_array_length({side}) = 1 and json_array_length({side}, '$[0]') = 3");
            let part = |at: u8| format!("iif({one}, {side} ->> '$[0][{at}]', null)");
            format!("{}, {}, {}, iif({one}, null, {side})", part(0), part(1), part(2))
        };
        store
            .connection
            .execute_batch(&format!(
                "drop view articles; drop view statements; drop view events; drop view assessments;
                 create table v as select * from event;
                 drop view event; drop table event_base;
                 create table event_base (id integer primary key, sentence integer not null, deed integer not null,
                    voice integer not null, status integer not null, first integer, last integer, statement integer,
                    trigger_start integer not null, trigger_end integer not null,
                    source_entity integer, source_start integer, source_end integer, sources text,
                    target_entity integer, target_start integer, target_end integer, targets text,
                    place integer, place_start integer, place_end integer, contexts text, retold text,
                    confidence real not null);
                 create view event as select b.id, b.sentence, b.deed, b.voice, b.status, b.first,
                    coalesce(b.last, b.first) as last, b.statement, b.trigger_start, b.trigger_end,
                    coalesce(b.sources, json_array(json_array(b.source_entity, b.source_start, b.source_end))) as source,
                    coalesce(b.targets, json_array(json_array(b.target_entity, b.target_start, b.target_end))) as target,
                    b.place, b.place_start, b.place_end, b.contexts, b.retold, b.confidence
                  from event_base b;
                 insert into event_base select id, sentence, deed, voice, status, first, nullif(last, first), statement,
                    trigger_start, trigger_end, {}, {}, place, place_start, place_end, contexts, retold, confidence from v;
                 drop table v;
                 update about set value = '4' where key = 'layout'; pragma user_version = 4;",
                side("source"),
                side("target")
            ))
            .unwrap();
        // Four-byte numbers, as they were written.
        let mut select = store.connection.prepare("select id, confidence from event_base").unwrap();
        let rows = select.query_map([], |row| Ok((row.get("id")?, row.get("confidence")?))).unwrap();
        let confidences: Vec<(i64, f64)> = rows.map(Result::unwrap).collect();
        for (id, confidence) in confidences {
            let confidence = f64::from(confidence as f32);
            store.connection.execute("update event_base set confidence = ?2 where id = ?1", (id, confidence)).unwrap();
        }
        store.connection.execute_batch(&crate::schema::VIEWS.replace("event_pair", "pair")).unwrap();
    }

    #[test]
    fn a_store_of_the_fourth_layout_is_read_as_it_is_and_then_made_one_of_this() {
        let path = std::env::temp_dir().join(format!("hearsay-migrate-four-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let mut record: Record = serde_json::from_str(include_str!("../tests/record.json")).unwrap();
        // One of them is no whole number of hundredths, which a user's own record may have.
        let confidences = [0.83, 0.123_456_7];
        for (event, confidence) in record.events.iter_mut().zip(confidences.into_iter().cycle()) {
            event.confidence = confidence;
        }
        let mut store = Store::open(&path).unwrap();
        let mut batch = store.batch(&Keep { reader: "1".to_owned(), text: true, again: false }).unwrap();
        batch.add(&record, None).unwrap();
        batch.commit().unwrap();
        let told = |store: &Store| {
            let sure = Filter { confidence: 0.83, ..Filter::default() };
            let all = Filter { comments: true, ..Filter::default() };
            let (sure, all) = (store.find(&sure, 999).unwrap(), store.find(&all, 999).unwrap());
            assert!(!sure.is_empty() && sure.len() < all.len());
            (store.record(&record.id.0).unwrap().unwrap(), sure, all)
        };
        let before = told(&store);
        assert_eq!(before.0, record);
        as_the_fourth(&store);
        drop(store);
        assert_eq!(told(&Store::open_to_read(&path).unwrap()), before);
        let store = Store::open(&path).unwrap();
        assert_eq!(told(&store), before);
        let [unrounded, single]: [i64; 2] = store
            .connection
            .query_row(
                "select count(*) filter (where typeof(sure) = 'real') as real,
                    count(*) filter (where typeof(source) = 'integer') as single
                    from event_base",
                [],
                |row| Ok([row.get("real")?, row.get("single")?]),
            )
            .unwrap();
        assert_eq!(unrounded as usize, record.events.iter().filter(|event| event.confidence == 0.123_456_7).count());
        assert!(single > 0, "parties that are one are numbers");
        drop(store);
        std::fs::remove_file(&path).unwrap();
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
            as_the_second(&store);
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
