//! What every page has around it.

use crate::assets;
use crate::site::Site;

/// What every page has around it.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Title of the window.
    pub(crate) title: String,
    /// Which entry of the site's list is this page.
    pub(crate) here: &'static str,
    /// What stands in the search box.
    pub(crate) asked: String,
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
    pub(crate) version: String,
    pub(crate) discussion: bool,
}

impl Frame {
    pub(crate) fn new(site: &Site, title: &str, here: &'static str) -> Self {
        Self {
            title: format!("{} · hearsay", crate::words::plain(title)),
            here,
            asked: String::new(),
            style: assets::style(),
            script: assets::script(),
            version: site.settings.version.clone(),
            discussion: site.settings.discussion,
        }
    }

    pub(crate) fn nav(&self) -> &'static [(&'static str, &'static str)] {
        &[("Pairs", "/"), ("Disputes", "/disputes"), ("Sources", "/sources"), ("Review", "/review"), ("Try it", "/try")]
    }
}
