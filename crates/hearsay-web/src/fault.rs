//! What went wrong, in the words of the asker.

use axum::http::StatusCode;
use hearsay_store::StoreError;
use thiserror::Error;

/// Why a page is not shown.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    /// There is no such thing.
    #[error("{0}")]
    NotFound(String),
    /// What was asked makes no sense.
    #[error("{0}")]
    Asked(String),
    /// Nobody says who asks.
    #[error("{0}")]
    Unknown(&'static str),
    /// It is not allowed.
    #[error("{0}")]
    Forbidden(String),
    /// The store gives no answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A page cannot be made.
    #[error("the page cannot be made: {0}")]
    Page(#[from] askama::Error),
    /// A twin cannot be made.
    #[error("the page cannot be made: {0}")]
    Json(#[from] serde_json::Error),
    /// It was done too often.
    #[error("this was done too often in the last minute; wait a little")]
    Often,
    /// More was sent than is taken.
    #[error("more than {0} bytes were sent")]
    TooLarge(usize),
    /// Too much is asked at once.
    #[error("{0}")]
    Busy(&'static str),
}

impl Fault {
    /// The status that says so.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Fault::NotFound(_) | Fault::Store(StoreError::Nobody { .. } | StoreError::Absent { .. }) => {
                StatusCode::NOT_FOUND
            }
            Fault::Store(StoreError::NoText(_)) => StatusCode::GONE,
            Fault::Asked(_)
            | Fault::Store(StoreError::Words { .. } | StoreError::Ambiguous { .. } | StoreError::NoDeed { .. }) => {
                StatusCode::BAD_REQUEST
            }
            Fault::Unknown(_) => StatusCode::UNAUTHORIZED,
            Fault::Forbidden(_) => StatusCode::FORBIDDEN,
            Fault::Often => StatusCode::TOO_MANY_REQUESTS,
            Fault::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Store(_) | Fault::Page(_) | Fault::Json(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What the asker is told; faults of ours keep their inside for the log.
    pub(crate) fn told(&self) -> String {
        match self.status() {
            StatusCode::INTERNAL_SERVER_ERROR => {
                "something went wrong here; the log of the server says what".to_owned()
            }
            _ => self.to_string(),
        }
    }
}
