//! What the site tells whoever runs it.

use std::io::Write as _;

use crate::fault::Fault;
use crate::settings::Settings;

/// A line on standard error; where it is closed there is nobody left to tell.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

pub(crate) fn log_fault(settings: &Settings, fault: &Fault) {
    if settings.log {
        line(&format!("fault: {fault}"));
    }
}
