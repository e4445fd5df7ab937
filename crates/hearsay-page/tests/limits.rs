//! What is no page any more is refused by name, and a lower limit refuses more.

use hearsay_page::{Hints, PageError, PageLimits, articles};

const STORY: &str =
    "<p>The port of Corl was closed on Thursday after ships of Breland were seen off the coast of Arland.</p>";

fn read(page: &str, limits: PageLimits) -> Result<usize, PageError> {
    let mut found = articles(page.as_bytes(), &Hints { limits, ..Hints::default() });
    assert_eq!(found.len(), 1);
    found.remove(0).map(|article| article.blocks.len())
}

#[test]
fn elements_in_elements_without_end_are_refused() {
    let nested = |depth: usize| format!("<html><body>{}{STORY}", "<div>".repeat(depth));
    let usual = PageLimits::default();
    assert_eq!(read(&nested(2_000), usual), Ok(1));
    assert_eq!(read(&nested(120_000), usual), Err(PageError::TooDeep { most: 100_000 }));
    assert_eq!(read(&nested(2_000), PageLimits { nesting: 512, ..usual }), Err(PageError::TooDeep { most: 512 }));
    assert_eq!(PageError::TooDeep { most: 512 }.to_string(), "more than 512 elements of the page lie in one another");
}

#[test]
fn attributes_without_end_are_refused() {
    let picture = |bytes: usize| format!("<html><body><img alt=\"port\" src=\"data:{}\">{STORY}", "A".repeat(bytes));
    let usual = PageLimits::default();
    assert_eq!(read(&picture(4 << 20), usual), Ok(1));
    let refused = |limits, bytes| match read(&picture(bytes), limits) {
        Err(PageError::LongAttributes { bytes: found, most }) => found > bytes && most == limits.attributes,
        _ => false,
    };
    assert!(refused(usual, 33 << 20));
    assert!(refused(PageLimits { attributes: 1 << 20, ..usual }, 2 << 20));
}

#[test]
fn one_refused_page_costs_no_other() {
    let limits = PageLimits { nesting: 64, ..PageLimits::default() };
    let line = |html: &str| format!("{}\n", serde_json::json!({ "id": "a", "html": html }));
    let lines = line(&format!("<html><body>{}{STORY}", "<div>".repeat(99))) + &line(&format!("<html><body>{STORY}"));
    let found = articles(lines.as_bytes(), &Hints { limits, ..Hints::default() });
    assert!(matches!(found[..], [Err(PageError::TooDeep { most: 64 }), Ok(_)]), "{found:?}");
}
