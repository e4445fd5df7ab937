//! What a site asks of a store: pairs by month, partners, disputes, sources, articles, deeds told by many.

mod articles;
mod disputes;
mod facets;
mod lit;
mod pairs;
mod sources;

pub use articles::{ArticleFilter, ArticleRow};
pub use disputes::{Contradiction, DisputeFilter};
pub use facets::Facets;
pub use lit::Stretch;
pub use pairs::{PairMonth, Partner};
pub use sources::{LevelMonth, OutletRow};

use std::time::Duration;

use crate::error::Result;
use crate::store::Store;

/// Name of the country with this ISO 3166 alpha-3 code.
pub fn country_name(code: &str) -> Option<&'static str> {
    crate::export::country_name(code)
}

impl Store {
    /// Keeps this connection small: `cache` KiB of pages and no mapped file, for a server that holds several.
    ///
    /// # Errors
    /// When the file cannot be used.
    pub fn keep_small(&self, cache: u32) -> Result<()> {
        self.connection.pragma_update(None, "mmap_size", 0)?;
        self.connection.pragma_update(None, "cache_size", -i64::from(cache))?;
        self.connection.busy_timeout(Duration::from_secs(5))?;
        Ok(())
    }

    /// Makes what a site counts quick: a few indexes more, a few seconds once.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn make_quick(&mut self) -> Result<()> {
        Ok(self.connection.execute_batch(crate::schema::SITE_INDEXES)?)
    }

    /// A number that changes when another connection writes to the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}
