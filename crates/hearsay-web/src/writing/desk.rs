//! Who may write, how often, and from which form.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use hearsay_store::{Store, StoreError};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::asked::{Query, Writer, cookie};
use crate::fault::Fault;
use crate::settings::Settings;

/// How long a reviewer stays one.
const SESSION: Duration = Duration::from_secs(12 * 3600);
/// Reviewers at the same time.
const SESSIONS: usize = 100;
const COOKIE: &str = "hearsay_session";

/// Who writes, and where.
pub(crate) struct Desk {
    token: Option<String>,
    sessions: Mutex<BTreeMap<String, (String, Instant)>>,
    /// Signs forms of people without a session.
    key: [u8; 32],
    meters: Mutex<BTreeMap<&'static str, Vec<Instant>>>,
    store: Option<Mutex<Store>>,
}

impl Desk {
    pub(crate) fn new(settings: &Settings) -> Result<Self, StoreError> {
        let store = if settings.write_token.is_some() || settings.discussion {
            let mut store = Store::open(&settings.store)?;
            store.keep_small(4 * 1024)?;
            store.prepare_writing()?;
            Some(Mutex::new(store))
        } else {
            None
        };
        let mut key = [0; 32];
        // Without randomness no form of ours can be told from another's: better not to start.
        getrandom::fill(&mut key).expect("the system gives randomness");
        Ok(Self {
            token: settings.write_token.clone(),
            sessions: Mutex::default(),
            key,
            meters: Mutex::default(),
            store,
        })
    }

    pub(crate) fn is_open(&self) -> bool {
        self.token.is_some()
    }

    /// Who sends this, where it is a reviewer.
    pub(crate) fn writer(&self, headers: &HeaderMap) -> Option<Writer> {
        let id = cookie(headers, COOKIE)?;
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let (csrf, until) = sessions.get(id)?;
        (*until > Instant::now()).then(|| Writer { csrf: csrf.clone() })
    }

    /// Whether a program sends the token itself.
    pub(super) fn has_token(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|given| given.to_str().ok());
        given.and_then(|given| given.strip_prefix("Bearer ")).is_some_and(|given| self.is_token(given))
    }

    /// Compares in the same time whatever is given.
    fn is_token(&self, given: &str) -> bool {
        let Some(token) = &self.token else { return false };
        let digest = |text: &str| Sha256::digest(text.as_bytes());
        digest(token).ct_eq(&digest(given)).into()
    }

    /// Opens a session for who gives the token; gives the cookie.
    pub(super) fn enter(&self, given: &str) -> Result<String, Fault> {
        self.often("enter", 10)?;
        if !self.is_token(given) {
            return Err(Fault::Forbidden("this is not the write token".to_owned()));
        }
        let (id, csrf) = (random(), random());
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, (_, until)| *until > Instant::now());
        if sessions.len() >= SESSIONS {
            return Err(Fault::Busy("too many reviewers at once"));
        }
        sessions.insert(id.clone(), (csrf, Instant::now() + SESSION));
        Ok(format!("{COOKIE}={id}; HttpOnly; SameSite=Strict; Path=/; Max-Age={}", SESSION.as_secs()))
    }

    pub(super) fn leave(&self, headers: &HeaderMap) -> String {
        if let Some(id) = cookie(headers, COOKIE) {
            self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        }
        format!("{COOKIE}=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")
    }

    /// Lets through only a reviewer whose form brings back what its page was given, or a program with the token.
    pub(super) fn may_write(&self, headers: &HeaderMap, form: &Query) -> Result<(), Fault> {
        if self.token.is_none() {
            return Err(Fault::Forbidden("writing is off; start the site with --write".to_owned()));
        }
        if self.has_token(headers) {
            return Ok(());
        }
        if headers.contains_key(header::AUTHORIZATION) {
            return Err(Fault::Forbidden("this is not the write token".to_owned()));
        }
        let writer = self.writer(headers).ok_or(Fault::Unknown("give the write token first"))?;
        let given = form.get("csrf").unwrap_or("");
        if bool::from(writer.csrf.as_bytes().ct_eq(given.as_bytes())) {
            Ok(())
        } else {
            Err(Fault::Forbidden("this form is not of your session; load the page again".to_owned()))
        }
    }

    /// A sign for a form about `what` that somebody without a session may send within two hours.
    pub(crate) fn sign(&self, what: &str) -> String {
        self.signed(what, hour())
    }

    fn signed(&self, what: &str, hour: u64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any key does");
        mac.update(format!("{hour} {what}").as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    pub(super) fn is_signed(&self, what: &str, given: &str) -> bool {
        let now = hour();
        [now, now.saturating_sub(1), now.saturating_sub(2)]
            .into_iter()
            .any(|hour| self.signed(what, hour).as_bytes().ct_eq(given.as_bytes()).into())
    }

    /// Refuses the kind of writing that was done `most` times in the last minute.
    pub(crate) fn often(&self, kind: &'static str, most: usize) -> Result<(), Fault> {
        let mut meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        let times = meters.entry(kind).or_default();
        times.retain(|time| time.elapsed() < Duration::from_secs(60));
        if times.len() >= most {
            return Err(Fault::Often);
        }
        times.push(Instant::now());
        Ok(())
    }

    /// Writes to the store.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Store) -> Result<T, StoreError>) -> Result<T, Fault> {
        let store = self.store.as_ref().ok_or_else(|| Fault::Forbidden("writing is off".to_owned()))?;
        Ok(work(&store.lock().unwrap_or_else(PoisonError::into_inner))?)
    }
}

fn hour() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_secs() / 3600)
}

/// A write token that nobody guesses.
pub fn new_token() -> String {
    random()
}

/// 32 random bytes as 64 letters.
fn random() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system gives randomness");
    hex(&bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
