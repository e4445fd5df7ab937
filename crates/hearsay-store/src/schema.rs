//! The layout of the file, and what the file says about itself.

use rusqlite::{Connection, params};

use crate::codes::{CAMEO_ROOTS, Coded, quad};

/// Number of this layout; a file of a later one is not opened.
pub(crate) const LAYOUT: i64 = 6;

/// What marks an SQLite file as ours (`hear` as bytes).
pub(crate) const APPLICATION: i64 = 0x6865_6172;

/// Tables, in the order in which they refer to each other.
const TABLES: &str = "
create table about (key text primary key, value text not null) without rowid;
create table readme (line integer primary key, words text not null);
create table column_doc (of_table text not null, of_column text not null, meaning text not null,
    primary key (of_table, of_column)) without rowid;
create table cameo_root (code text primary key, meaning text not null) without rowid;
create table deed_gloss (deed text primary key, gloss text not null) without rowid;
create table reader (id integer primary key, version text not null unique);
create table outlet (id integer primary key, name text not null unique);
create table root (id integer primary key, code text not null unique);
create table actor (id integer primary key, code text not null, name text not null, kind integer not null,
    root integer not null, unique (code, name, kind));
create index actor_by_name on actor (name collate nocase);
create table place (id integer primary key, name text not null, country text not null, unique (name, country));
create table deed (id integer primary key, deed text not null, plover integer not null, mode text not null,
    cameo text not null, weight real not null, unique (deed, plover, mode, cameo, weight));
create table article (id integer primary key, key text not null unique, fingerprint blob not null, published integer,
    outlet integer, agency text, url text, file text, headline text, language text, length integer not null,
    reader integer not null, copy_of integer, sketch blob, given_id text, page text not null,
    first_sentence integer, sentences integer not null default 0);
create table article_text (article integer primary key, text text not null, blocks text);
create table coverage (day integer primary key, articles integer not null);
create table time (id integer primary key, start integer not null, end integer not null, kind text not null,
    value text not null, modifier text, first integer, last integer);
create table pair (source_root integer not null, target_root integer not null, day integer not null,
    event integer not null, source integer not null, target integer not null,
    primary key (source_root, target_root, day, event, source, target)) without rowid;
create table dyad_month (source_root integer not null, target_root integer not null, month integer not null,
    plover integer not null, status integer not null, voice integer not null, pairs integer not null,
    weight integer not null,
    primary key (source_root, target_root, month, plover, status, voice)) without rowid;
create table assessment (id integer primary key, sentence integer not null, one integer not null,
    other integer not null, one_root integer not null, other_root integer not null, day integer not null,
    one_entity integer not null, other_entity integer not null, start integer not null, end integer not null,
    level real, trend integer, extreme integer, status integer not null, voice integer not null, statement integer);
create index assessment_by_roots on assessment (one_root, other_root, day);
create table dispute (id integer primary key, statement integer not null, answer integer not null,
    kind integer not null, about text not null);
create table same_deed (event integer primary key, deed_group integer not null);
create index same_deed_by_group on same_deed (deed_group);
create table shingle (hash integer not null, article integer not null, primary key (hash, article)) without rowid;
create table alike (article integer primary key, story integer not null, kind text not null, share real not null);
create index alike_by_story on alike (story);
create table ungrouped (article integer primary key);
";

/// Sentences and statements: where they stand, and their words where they cannot be cut out of the article's text. As
/// views they have their words, whichever way those are kept.
pub(crate) const SENTENCES: &str = "
create table sentence_base (id integer primary key, article integer not null, start integer not null,
    end integer not null, kept text);
create view sentence as select b.id, b.article, b.start, b.end, coalesce(b.kept,
    (select substr(t.text, b.start + 1, b.end - b.start) from article_text t where t.article = b.article)) as text
  from sentence_base b;
";

/// Statements: what nearly all of them have stands in columns, and JSON has the rest. As views they have all of it as JSON,
/// whichever way it is kept.
pub(crate) const STATEMENTS: &str = "
create table if not exists cue (id integer primary key, lemma text not null, class text not null, unique (lemma, class));
create table statement_base (id integer primary key, voice integer not null, speaker integer not null,
    level integer not null, stance integer not null, form integer not null, hedged integer not null,
    negated integer not null, distanced integer not null, day integer not null, start integer not null,
    end integer not null, content_start integer not null, content_end integer not null, cue_start integer,
    cue_end integer, cue integer, source_start integer, source_end integer, entity integer, within integer, rest text,
    kept_content text, kept_text text);
create view statement as select b.id, b.voice, b.speaker, b.level, b.stance, b.form, b.hedged, b.negated, b.distanced,
    b.within, b.day, b.start, b.end, coalesce(b.kept_text,
      (select substr(t.text, b.start + 1, b.end - b.start) from article_text t where t.article = b.id / 1048576)) as text,
    coalesce(b.kept_content, substr(b.kept_text, b.content_start - b.start + 1, b.content_end - b.content_start),
      (select substr(t.text, b.content_start + 1, b.content_end - b.content_start) from article_text t
        where t.article = b.id / 1048576)) as content,
    json_patch(json_patch('{}', json_object(
        'source', json_object('spans', json_array(json_array(b.source_start, b.source_end)), 'entity', 'e' || (b.entity + 1)),
        'cue', json((select json_object('spans', json_array(json_array(b.cue_start, b.cue_end)), 'lemma', c.lemma,
            'class', c.class) from cue c where c.id = b.cue)),
        'content', json_array(json_array(b.content_start, b.content_end)))), coalesce(b.rest, '{}')) as detail
  from statement_base b;
create index statement_by_speaker on statement_base (speaker, day);
";

/// Events, in the same way: numbers that are small in their rows, and as a view what they stand for.
pub(crate) const EVENTS: &str = "
create table event_base (id integer primary key, sentence integer not null, deed integer not null,
    voice integer not null, status integer not null, trigger_start integer not null, trigger_length integer not null,
    source not null, source_start integer, source_length integer,
    target not null, target_start integer, target_length integer, sure numeric not null,
    first integer, statement integer, last integer, contexts text,
    place integer, place_start integer, place_length integer, retold text);
create view event as select b.id, b.sentence, b.deed, b.voice, b.status, b.first,
    coalesce(b.last, b.first) as last, b.statement, b.trigger_start, b.trigger_start + b.trigger_length as trigger_end,
    iif(typeof(b.source) = 'integer',
      json_array(json_array(b.source, b.source_start, b.source_start + b.source_length)), b.source) as source,
    iif(typeof(b.target) = 'integer',
      json_array(json_array(b.target, b.target_start, b.target_start + b.target_length)), b.target) as target,
    b.place, b.place_start, b.place_start + b.place_length as place_end, b.contexts, b.retold,
    iif(typeof(b.sure) = 'integer', b.sure / 100.0, b.sure) as confidence
  from event_base b;
";

/// Entities: one that is named once, by name, and whose country is the one of its actor code, needs three numbers.
pub(crate) const ENTITIES: &str = "
create table entity_base (id integer primary key, actor integer not null, mention_start integer,
    mention_length integer, mentions text, head_of integer, roles text, country text, member_of integer);
create view entity as select b.id, b.actor, nullif(coalesce(b.country, (select r.code from actor k
      join root r on r.id = k.root where k.id = b.actor)), '') as country, b.roles, b.head_of, b.member_of,
    coalesce(b.mentions, json_array(json_array(b.mention_start, b.mention_start + b.mention_length))) as mentions
  from entity_base b;
";

/// The pairs of an event by its number: nearly every event has one party a side at most, and its own row tells which. What a
/// question does not ask for is not looked up.
pub(crate) const EVENT_PAIRS: &str = "
create table event_parties (event integer not null, source_root integer not null, target_root integer not null,
    source integer not null, target integer not null,
    primary key (event, source_root, target_root, source, target)) without rowid;
create view event_pair as select event, source, target, (select k.root from actor k where k.id = source) as source_root,
    (select k.root from actor k where k.id = target) as target_root, day
  from (select b.id as event,
      coalesce(m.source, iif(typeof(b.source) = 'integer', (select n.actor from entity_base n
        where n.id = b.id / 1048576 * 1048576 + b.source), 0)) as source,
      coalesce(m.target, iif(typeof(b.target) = 'integer', (select n.actor from entity_base n
        where n.id = b.id / 1048576 * 1048576 + b.target), 0)) as target,
      coalesce(b.first, (select a.published from article a where a.id = b.id / 1048576), 0) as day
    from event_base b left join event_parties m on m.event = b.id);
";

/// The look-up of words.
const WORDS: &str = "
create virtual table sentence_words using fts5 (text, content='sentence', content_rowid='id', columnsize=0,
    tokenize='unicode61 remove_diacritics 2');
create virtual table statement_words using fts5 (text, content='statement', content_rowid='id', columnsize=0,
    tokenize='unicode61 remove_diacritics 2');
";

/// What a site counts by. A store gets them when it is first served: filling one does without.
pub(crate) const SITE_INDEXES: &str = "
create index if not exists statement_by_level on statement_base (voice, level, day);
create index if not exists event_by_status on event_base (status, voice, sure);
create index if not exists article_by_day on article (published);
create index if not exists article_by_outlet on article (id, outlet);
create index if not exists article_by_copy on article (copy_of) where copy_of is not null;
create index if not exists entity_by_actor on entity_base (actor);
create index if not exists actor_by_root on actor (root, kind);
create index if not exists statement_by_speaker_day on statement_base (speaker, voice, day);
";
/// What stores made before it do not have.
pub(crate) const LATER: &str = "create index if not exists article_by_fingerprint on article (fingerprint);
create index if not exists article_by_url on article (url) where url is not null;
create table if not exists accusation (id integer primary key, statement integer not null, accused integer not null,
    answer text not null, answered_in integer);";

/// What people should look at: the tables again, with names and dates for numbers.
pub(crate) const VIEWS: &str = "
create view articles as select a.id as number, a.key as article, day_words.words as published, o.name as outlet,
    a.agency, a.headline, a.url, a.file, a.language, a.length, r.version as read_by,
    (select key from article c where c.id = a.copy_of) as copy_of
  from article a left join outlet o on o.id = a.outlet join reader r on r.id = a.reader
  left join (select id, printf('%04d-%02d-%02d', published / 10000, published / 100 % 100, published % 100) as words
    from article where published is not null) day_words on day_words.id = a.id;
create view statements as select s.id, a.key as article, 's' || (s.id % 1048576 + 1) as statement, k.name as speaker,
    nullif(k.code, '') as speaker_code, l.name as level, t.name as stance, f.name as form, v.name as voice,
    s.hedged, s.negated, s.distanced, 's' || (s.within + 1) as within,
    case when s.day > 0 then printf('%04d-%02d-%02d', s.day / 10000, s.day / 100 % 100, s.day % 100) end as published,
    s.content, s.text, s.start, s.end
  from statement s join article a on a.id = s.id / 1048576 join actor k on k.id = s.speaker
  join level l on l.id = s.level join stance t on t.id = s.stance join form f on f.id = s.form
  join voice v on v.id = s.voice;
create view events as select e.id, coalesce(g.deed_group, e.id) as deed_group, a.key as article,
    'v' || (e.id % 1048576 + 1) as event,
    case when a.published is not null
      then printf('%04d-%02d-%02d', a.published / 10000, a.published / 100 % 100, a.published % 100) end as published,
    case when e.first is not null
      then printf('%04d-%02d-%02d', e.first / 10000, e.first / 100 % 100, e.first % 100) end as first_day,
    case when e.last is not null
      then printf('%04d-%02d-%02d', e.last / 10000, e.last / 100 % 100, e.last % 100) end as last_day,
    nullif(s.code, '') as source_code, nullif(s.name, '') as source_name,
    nullif(t.code, '') as target_code, nullif(t.name, '') as target_name,
    p.name as type, nullif(d.mode, '') as mode, d.cameo, d.deed, dg.gloss, d.weight as goldstein,
    st.name as status, vo.name as voice, sp.name as speaker, nullif(sp.code, '') as speaker_code,
    lv.name as speaker_level, sn.name as stance, pl.name as place, nullif(pl.country, '') as country,
    e.contexts, e.confidence, o.name as outlet, a.agency, sen.text as sentence
  from event_pair x join event e on e.id = x.event join article a on a.id = e.id / 1048576
  join actor s on s.id = x.source join actor t on t.id = x.target
  join deed d on d.id = e.deed join plover p on p.id = d.plover left join deed_gloss dg on dg.deed = d.deed
  join status st on st.id = e.status join voice vo on vo.id = e.voice join sentence sen on sen.id = e.sentence
  left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
  left join actor sp on sp.id = q.speaker left join level lv on lv.id = q.level left join stance sn on sn.id = q.stance
  left join place pl on pl.id = e.place left join outlet o on o.id = a.outlet
  left join same_deed g on g.event = e.id;
create view assessments as select x.id, a.key as article, one.name as one_name, nullif(one.code, '') as one_code,
    other.name as other_name, nullif(other.code, '') as other_code,
    case when x.day > 0 then printf('%04d-%02d-%02d', x.day / 10000, x.day / 100 % 100, x.day % 100) end as day,
    x.level, tr.name as trend, ex.name as extreme, st.name as status, vo.name as voice,
    sp.name as speaker, lv.name as speaker_level, o.name as outlet, sen.text as sentence
  from assessment x join article a on a.id = x.id / 1048576 join actor one on one.id = x.one
  join actor other on other.id = x.other left join trend tr on tr.id = x.trend
  left join extreme ex on ex.id = x.extreme join status st on st.id = x.status join voice vo on vo.id = x.voice
  join sentence sen on sen.id = x.sentence
  left join statement q on q.id = (x.id / 1048576) * 1048576 + x.statement
  left join actor sp on sp.id = q.speaker left join level lv on lv.id = q.level
  left join outlet o on o.id = a.outlet;
";

const README: &str = "\
This file was written by hearsay. It holds what articles say: who did what to whom, and who says so.
Nothing here is a fact because it is here: look at status and at who says so.
Start with the views: events, statements, assessments, articles. They need nothing but SQLite 3.38 or later.
column_doc says what each column means. status, level, stance, voice, form, kind, plover, trend, extreme and
dispute_kind say what the small numbers mean; deed_gloss and cameo_root say what deeds and CAMEO codes mean.
Days are numbers like 20110106; 0 or null where nothing tells. Months are numbers like 201101.
The number of an entity, time, statement, event, assessment, dispute or accusation is the number of its article
times 1048576, plus its place in the article's record, from 0. Statement 3 of article 7 is row 7 * 1048576 + 2.
start and end count Unicode code points of the article's text, as substr(text, start + 1, end - start) does.
goldstein and weight run from -10 (conflict) to 10 (cooperation), after Goldstein's scale (1992).
Assessments run from -1 (hostile) to 1 (close). confidence runs from 0 to 1.
An event with several parties on a side has one row in pair, and in the view events, for each two of them.
deed_group is the smallest number among the events that tell of the same deed, in any article.
article_text may be empty: a store can be shared with the sentences of evidence only.
dyad_month is a sum over pair and event, kept so that charts are quick; it can be counted anew at any time.";

/// Meanings of columns, `table.column: meaning` a line.
const COLUMNS: &str = "\
about.value: layout of the file and how it was made
article.key: id of the article; `~2` is added where two articles come with one id
article.fingerprint: hash of id, text, address, day and paper: the same article is kept once
article.published: day of publication
article.outlet: who printed it: publisher, else the host of its address
article.agency: the wire that wrote it
article.headline: its headline in words
article.length: length of its text in code points
article.reader: version of hearsay that read it
article.copy_of: the first article in the store with the same or nearly the same text
article.given_id: its id in records, where that is another than key
article.page: what the page says about itself, as in the record, without what has a column (JSON)
article.first_sentence: number of its first sentence of evidence; the others follow
article.sentences: how many of them
article_text.text: the text that start and end count in
article_text.blocks: what each part of the text is: [kind, start, end, start of body, end of body, comment] (JSON)
coverage.day: day of publication
coverage.articles: articles in the store of that day
reader.version: version of hearsay
root.code: first three letters of an actor code: a country, or a kind of body without one; empty where unknown
actor.code: actor code, CAMEO style: ISO-3 country and roles; empty where unknown
actor.name: name or description; empty where there is nobody
actor.kind: person, organization, place ...
actor.root: its code's first three letters
place.name: in the words of the text
place.country: ISO 3166 alpha-3; empty where unknown
deed.deed: id of the deed in the lexicon
deed.plover: PLOVER type
deed.mode: PLOVER mode; empty where none fits
deed.cameo: CAMEO code
deed.weight: on Goldstein's scale
sentence.text: a sentence of evidence
sentence_base.kept: its words, where they cannot be cut out of the article's text
entity.actor: name, kind, and actor code on the day of publication
entity.roles: CAMEO roles (JSON)
entity.head_of: place in the record of the body that this person heads, as the text states
entity.member_of: place in the record of the body that this one belongs to, as the text states
entity_base.mention_start: where it is named, where that is one place, by name
entity_base.mention_length: how many code points the name has
entity_base.mentions: entity.mentions, where those are several or by other words
entity_base.country: entity.country, where that is another than the first three letters of its actor code; empty for none
entity.mentions: where the text speaks of it: [start, end], by nominal or pronoun [start, end, which] (JSON)
time.kind: TIMEX3 type
time.value: TIMEX3 value
time.first: first day it can mean
time.last: last day it can mean
statement.speaker: who says it
statement.within: place in the record of the statement that holds this one
statement.day: day of publication
statement.text: source, cue and content with what stands between
statement.content: what is said
statement.detail: the rest about it, as in the record (JSON)
statement_base.kept_text: its words, where they cannot be cut out of the article's text
statement_base.content_start: where the first words begin of what is said
statement_base.content_end: where they end
statement_base.kept_content: what is said, where it is in several parts
statement_base.source_start: where the first words begin that name who says it
statement_base.source_end: where they end
statement_base.entity: place in the record of who says it
statement_base.cue_start: where the first words begin of the cue
statement_base.cue_end: where they end
statement_base.rest: what of detail has no column (JSON)
cue.lemma: what a cue is called: say, according to
cue.class: what it makes of what is said
event_base.last: event.last, where that is another day than the first
event_base.trigger_length: how many code points they have
event_base.source: place in the record of who did it, where that is one, with the actor code of the entity; else event.source (JSON)
event_base.source_start: where the words begin that name the one who did it
event_base.source_length: how many code points they have
event_base.target: to whom, in the same way
event_base.sure: confidence in hundredths, where it is a whole number of them; else confidence itself
event.sentence: the sentence that tells it
event.first: first day on which it may have happened
event.last: last day on which it may have happened
event.statement: place in the record of the statement that carries it; null in the paper's own voice
event.trigger_start: where the words begin that name the deed
event.source: who did it: [place in the record of the entity, start, end, actor code on the day of the deed where that is not the entity's] (JSON)
event.target: to whom, in the same way (JSON)
event.contexts: PLOVER contexts (JSON)
event.retold: where else in the article the same deed is told: [start, end) of each (JSON)
event.confidence: how sure the reading is that the words mean this deed with these parties
pair.source_root: first three letters of who did it
pair.target_root: first three letters of to whom
pair.day: first day on which it may have happened, else day of publication, else 0
event_parties.event: an event with several parties on a side, or one with another actor code than its entity has
event_pair.event: each two parties of an event, as pair has them, looked up by event
pair.source: who did it
pair.target: to whom
dyad_month.month: month of pair.day
dyad_month.pairs: number of pairs
dyad_month.weight: sum of their weights, in thousandths
assessment.one: one of the two parties
assessment.other: the other
assessment.day: day of publication
assessment.level: -1 hostile to 1 close
assessment.statement: place in the record of the statement that carries it
dispute.statement: place in the record of the statement contradicted
dispute.answer: place in the record of the one that contradicts
dispute.about: places in the record of those it is about (JSON)
accusation.statement: place in the record of the statement that accuses
accusation.accused: place in the record of who is accused
accusation.answer: what is given of their side: denied, admitted, declined, quoted, none
accusation.answered_in: place in the record of the statement that answers
same_deed.deed_group: the smallest event among those that tell of the same deed; an event without a row is alone
article.sketch: of an article without its text: hash of its words, number of its runs of four words, their least hashes; copies share many of them
shingle.hash: the first bits of one of the least of these, by which copies are found
alike.story: the first article in the store of the same story
alike.kind: same (the very same words), near (cut, led in anew, spelt otherwise), version (of the same paper or address)
alike.share: how much of the shorter text stands in the longer, from 0 to 1; 0 where only the address is the same
ungrouped.article: articles whose events wait to be grouped";

/// Makes an empty store. To be called inside a transaction.
pub(crate) fn create(connection: &Connection) -> rusqlite::Result<()> {
    for tables in [TABLES, ENTITIES, SENTENCES, STATEMENTS, EVENTS, EVENT_PAIRS, WORDS] {
        connection.execute_batch(tables)?;
    }
    coded::<hearsay_core::Status>(connection)?;
    coded::<hearsay_core::Level>(connection)?;
    coded::<hearsay_core::Voice>(connection)?;
    coded::<hearsay_core::Form>(connection)?;
    coded::<hearsay_core::Stance>(connection)?;
    coded::<hearsay_core::EntityKind>(connection)?;
    coded::<hearsay_core::Trend>(connection)?;
    coded::<hearsay_core::Extreme>(connection)?;
    coded::<hearsay_core::DisputeKind>(connection)?;
    coded::<hearsay_core::Plover>(connection)?;
    connection.execute_batch("alter table plover add column quad integer not null default 0")?;
    for (plover, ..) in <hearsay_core::Plover as Coded>::ALL {
        connection.execute("update plover set quad = ?1 where id = ?2", params![quad(*plover), plover.code()])?;
    }
    for (code, meaning) in CAMEO_ROOTS {
        connection.execute("insert into cameo_root values (?1, ?2)", params![code, meaning])?;
    }
    explain(connection)?;
    // Nobody: the party of a deed that has none, the speaker whom the text leaves out.
    connection.execute_batch(&format!(
        "insert into root values (0, ''); insert into actor values (0, '', '', 7, 0);
         insert into about values ('layout', '{LAYOUT}'), ('written by', 'hearsay');"
    ))?;
    connection.execute_batch(VIEWS)?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", LAYOUT)
}

/// What the file says about itself; again, where it said it otherwise.
pub(crate) fn explain(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("delete from readme; delete from column_doc")?;
    for line in README.lines() {
        connection.execute("insert into readme (words) values (?1)", [line])?;
    }
    for line in COLUMNS.lines() {
        let (column, meaning) = line.split_once(": ").expect("a line of COLUMNS has a colon");
        let (table, column) = column.split_once('.').expect("a column of COLUMNS has a table");
        connection.execute("insert into column_doc values (?1, ?2, ?3)", params![table, column, meaning])?;
    }
    Ok(())
}

fn coded<T: Coded>(connection: &Connection) -> rusqlite::Result<()> {
    let table = T::TABLE;
    connection.execute_batch(&format!(
        "create table {table} (id integer primary key, name text not null, meaning text not null)"
    ))?;
    for (member, name, meaning) in T::ALL {
        let insert = format!("insert into {table} values (?1, ?2, ?3)");
        connection.execute(&insert, params![member.code(), name, meaning])?;
    }
    Ok(())
}
