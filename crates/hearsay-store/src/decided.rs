//! What people decided about readings, beside the rows that show them.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::room::ROOM;
use crate::store::Store;
use crate::written::Review;

/// The latest decision about each reading of the article that is gone through; articles come one after the other.
pub(crate) struct Decisions<'s> {
    store: &'s Store,
    any: bool,
    article: Option<String>,
    /// By kind (`v` an event, `s` a statement) and number in the store.
    list: BTreeMap<(char, i64), Review>,
}

impl<'s> Decisions<'s> {
    pub(crate) fn of(store: &'s Store) -> Result<Self> {
        let any = !store.reviews(None, 0, 1)?.is_empty();
        Ok(Self { store, any, article: None, list: BTreeMap::new() })
    }

    /// The decision about a reading of this article, `v` an event or `s` a statement, by its number in the store.
    pub(crate) fn about(&mut self, article: &str, kind: char, number: i64) -> Result<Option<Decision>> {
        if !self.any {
            return Ok(None);
        }
        if self.article.as_deref() != Some(article) {
            self.list = self.store.decided(article)?;
            self.article = Some(article.to_owned());
        }
        Ok(self.list.get(&(kind, number)).map(decision))
    }
}

/// What stands beside a reading of a person's decision about it.
pub(crate) struct Decision {
    pub(crate) verdict: Option<String>,
    /// What differs, by field, as JSON.
    pub(crate) correction: Option<String>,
    pub(crate) why: Option<String>,
}

fn decision(review: &Review) -> Decision {
    let differs = review.person.as_object().is_some_and(|fields| !fields.is_empty());
    let words = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Decision {
        verdict: words(&review.verdict),
        correction: differs.then(|| review.person.to_string()),
        why: words(&review.why),
    }
}

impl Store {
    /// The latest decision about each reading of an article, by the id that the reading has now: `v3`, `s2`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn decisions(&self, article: &str) -> Result<BTreeMap<String, Review>> {
        let named = |((kind, number), review)| (format!("{kind}{}", number % ROOM + 1), review);
        Ok(self.decided(article)?.into_iter().map(named).collect())
    }

    fn decided(&self, article: &str) -> Result<BTreeMap<(char, i64), Review>> {
        let mut list = BTreeMap::new();
        for review in self.reviews(Some(article), 0, usize::MAX >> 1)? {
            let kind = if review.item.starts_with('v') { 'v' } else { 's' };
            if let Some(number) = self.now_at(&review, kind)? {
                // The latest comes first, and counts.
                list.entry((kind, number)).or_insert(review);
            }
        }
        Ok(list)
    }

    /// The reading that a decision is about: what stands at the same words, for an article that was read again may number
    /// its readings anew. `None` where nothing is read there any more.
    fn now_at(&self, review: &Review, kind: char) -> Result<Option<i64>> {
        let places = if kind == 'v' {
            "event r on r.trigger_start = ?2 and r.trigger_end = ?3"
        } else {
            "statement r on json_extract(r.detail, '$.content[0][0]') = ?2
                and json_extract(r.detail, '$.content[0][1]') = ?3"
        };
        let ids = self.numbers(
            &format!(
                "select r.id from article a join {places} and r.id >= a.id * {ROOM} and r.id < (a.id + 1) * {ROOM}
                 where a.key = ?1 order by r.id"
            ),
            vec![review.article.clone().into(), (review.span.start() as i64).into(), (review.span.end() as i64).into()],
        )?;
        let called = |id: &&i64| format!("{kind}{}", *id % ROOM + 1) == review.item;
        Ok(ids.iter().find(called).or(ids.first()).copied())
    }
}
