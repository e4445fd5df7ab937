//! What the site is, and what programs can ask of it.

use askama::Template;
use hearsay_store::Store;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::site::Site;

#[derive(Template)]
#[template(path = "about.html")]
struct About {
    frame: Frame,
}

pub(crate) fn view(site: &Site, _: &Store, asked: &Asked) -> Result<Answer, Fault> {
    if asked.twin != Twin::Page {
        return Err(no_twin(asked));
    }
    Answer::page(&About { frame: Frame::new(site, "How reading works", "") })
}

#[derive(Template)]
#[template(path = "api.html")]
struct Api {
    frame: Frame,
    paths: Vec<(String, String, String)>,
}

pub(crate) fn api(site: &Site, _: &Store, asked: &Asked) -> Result<Answer, Fault> {
    if asked.twin != Twin::Page {
        return Err(no_twin(asked));
    }
    let paths = crate::api::paths();
    Answer::page(&Api { frame: Frame::new(site, "The API", ""), paths })
}
