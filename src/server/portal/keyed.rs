//! Keys of requests that change something (draft-ietf-httpapi-idempotency-key-header): the same key with the same request
//! gets the first answer, whatever it was; with another request it is refused. An answer is stored in the transaction of its
//! effect, and kept for longer than the thirty days that are promised.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Duration, SubsecRound, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::call::Call;
use super::failure::{Failure, Result};
use crate::api::IDEMPOTENCY_HEADER;
use crate::server::audit;
use crate::server::register::Register;
use crate::server::storage::portal::{PortalAnswer, PortalId};
use crate::server::storage::{StorageError, Write};

/// How long an answer is kept at least.
const KEPT: Duration = Duration::days(31);
/// Answers that are swept with one that is stored: more go than come.
const SWEPT: usize = 20;
/// The longest key.
const LONGEST: usize = 128;

/// A status and a body that is JSON, as it is sent and stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    pub retry_after: Option<u64>,
}

impl Answer {
    pub fn new(status: StatusCode, body: &impl Serialize) -> Self {
        Self {
            status,
            // A value made of strings, numbers and lists always has a JSON form.
            body: serde_json::to_string(body).unwrap_or_default(),
            retry_after: None,
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        let mut response = (self.status, kind, self.body).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The key of a request, of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The one that the headers name, as the draft writes it, in quotation marks, or without them.
    ///
    /// # Errors
    /// When there is none, several, or one that is empty, too long, or of other signs than visible ones of ASCII.
    pub fn of(headers: &HeaderMap) -> Result<Self> {
        let missing = || Failure::new(StatusCode::BAD_REQUEST, "idempotency_key_missing");
        let mut values = headers.get_all(IDEMPOTENCY_HEADER).iter();
        let value = values
            .next()
            .ok_or_else(|| missing().at(IDEMPOTENCY_HEADER))?;
        let text = value.to_str().unwrap_or_default().trim();
        let inside = text.strip_prefix('"').and_then(|t| t.strip_suffix('"'));
        let key = inside.unwrap_or(text);
        let right = (1..=LONGEST).contains(&key.len())
            && key
                .bytes()
                .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\')
            && values.next().is_none();
        right
            .then(|| Self(key.to_owned()))
            .ok_or_else(|| Failure::bad_request(IDEMPOTENCY_HEADER))
    }
}

/// Tells a repeat from another request: what is asked for, of which record, with which values.
#[must_use]
pub fn fingerprint(operation: &str, record: &str, body: &impl Serialize) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in [operation, record] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(serde_json::to_vec(body).unwrap_or_default());
    hash.finalize().into()
}

/// Keys whose first request is under way on this node.
#[derive(Default)]
pub struct Turns(Mutex<BTreeSet<(PortalId, String)>>);

impl Turns {
    /// `None`: another request has it.
    fn take(&self, portal: PortalId, key: &str) -> Option<Turn<'_>> {
        let place = (portal, key.to_owned());
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let free = taken.insert(place.clone());
        // A turn that was not taken must not be given back.
        free.then(|| Turn { turns: self, place })
    }
}

struct Turn<'a> {
    turns: &'a Turns,
    place: (PortalId, String),
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut taken = self.turns.0.lock().unwrap_or_else(PoisonError::into_inner);
        taken.remove(&self.place);
    }
}

/// What a key stands for.
pub enum Begun<'a> {
    /// The answer that the first request got.
    Again(Answer),
    First(Keyed<'a>),
}

/// The first request with its key, and the transaction in which it is worked off.
pub struct Keyed<'a> {
    pub tx: Box<dyn Write>,
    hash: [u8; 32],
    turn: Turn<'a>,
}

impl Register {
    /// Looks up what became of the key.
    ///
    /// # Errors
    /// `in_progress`, `idempotency_key_reused`, or a database that fails.
    pub(super) async fn begin(&self, call: &Call, key: &Key, hash: [u8; 32]) -> Result<Begun<'_>> {
        let Key(key) = key;
        let portal = call.portal.id;
        let turn = self.portals.turns.take(portal, key);
        let turn = turn.ok_or_else(in_progress)?;
        let mut tx = self.storage.write().await?;
        match tx.portal_answer(portal, key).await? {
            None => Ok(Begun::First(Keyed { tx, hash, turn })),
            Some(known) if known.hash == hash => {
                let status = StatusCode::from_u16(known.status).map_err(|_| Failure::internal())?;
                Ok(Begun::Again(Answer {
                    status,
                    body: known.body,
                    retry_after: None,
                }))
            }
            Some(_) => Err(Failure::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
            )),
        }
    }

    /// Undoes what the transaction holds, and stores in another one that the request was refused, with the row of the audit.
    pub(super) async fn refuse(
        &self,
        work: Keyed<'_>,
        told: (crate::api::sync::Scope, &audit::Entry<'_>),
        answer: Answer,
    ) -> Result<Answer> {
        let Keyed { tx, hash, turn } = work;
        drop(tx);
        let (scope, entry) = told;
        let mut tx = self.storage.write().await?;
        audit::append(&mut *tx, scope, entry).await?;
        Keyed { tx, hash, turn }.finish(answer, entry.at).await
    }
}

impl Keyed<'_> {
    /// Stores the answer and commits.
    pub async fn finish(mut self, answer: Answer, now: DateTime<Utc>) -> Result<Answer> {
        let (portal, key) = &self.turn.place;
        let stored = PortalAnswer {
            hash: self.hash,
            at: now.trunc_subsecs(3),
            status: answer.status.as_u16(),
            body: answer.body.clone(),
        };
        let put = self.tx.put_portal_answer(*portal, key, &stored).await;
        put.map_err(|error| match error {
            // Another node was faster.
            StorageError::Taken(_) => in_progress(),
            error => error.into(),
        })?;
        self.tx.sweep_portal_answers(now - KEPT, SWEPT).await?;
        self.tx.commit().await?;
        Ok(answer)
    }
}

fn in_progress() -> Failure {
    Failure::new(StatusCode::CONFLICT, "in_progress").retry_after(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(values: &[&'static str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(IDEMPOTENCY_HEADER, HeaderValue::from_static(value));
        }
        Key::of(&headers).ok().map(|Key(key)| key)
    }

    #[test]
    fn a_key_is_read_with_and_without_quotation_marks() {
        assert_eq!(key(&["\"a-1\""]).as_deref(), Some("a-1"));
        assert_eq!(key(&[" a-1 "]).as_deref(), Some("a-1"));
        for wrong in ["", "\"\"", "a b", "\"a", "a\\b"] {
            assert_eq!(key(&[wrong]), None, "{wrong:?}");
        }
        assert_eq!(key(&[]), None);
        assert_eq!(key(&["a", "b"]), None);
    }

    #[test]
    fn a_key_is_worked_off_by_one_request_at_a_time() {
        let turns = Turns::default();
        let first = turns.take(PortalId(1), "a");
        assert!(first.is_some());
        assert!(turns.take(PortalId(1), "a").is_none());
        assert!(turns.take(PortalId(2), "a").is_some());
        drop(first);
        assert!(turns.take(PortalId(1), "a").is_some());
    }

    #[test]
    fn the_record_is_part_of_what_is_asked_for() {
        let print = |record| fingerprint("withdraw", record, &());
        assert_ne!(print("1"), print("2"));
        assert_ne!(fingerprint("a", "b", &()), fingerprint("ab", "", &()));
    }
}
