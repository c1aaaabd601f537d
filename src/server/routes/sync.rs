//! The clerks' program: send commands, get what changed, wait for more.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde_json::{Map, Value};

use crate::api::error::{ErrorBody, ErrorCode};
use crate::api::path;
use crate::api::sync::{Scope, SyncAnswer, SyncRequest, WakeAnswer, WakeQuery};
use crate::server::body::Body;
use crate::server::error::{ApiError, Result};
use crate::server::grant::SignedIn;
use crate::server::register::Register;
use crate::server::register::incoming::Incoming;

/// The most scopes that one wake-up names: those of every organisation of a municipality.
const MOST_CURSORS: usize = 128;

/// Take commands, each once and in a transaction of its own, arrange the leases of the device, and tell what changed. A
/// command that this register doesn't know is refused under its seq and holds up none behind it; fewer results than
/// commands mean: send the rest again. Nothing personal is answered.
#[utoipa::path(post, path = path::SYNC, tag = "sync", request_body = SyncRequest,
    responses(
        (status = 200, body = SyncAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed` for a foreign scope, `other_channel` for `cards`", body = ErrorBody),
        (status = 409, description = "`seq_reused`, `seq_gap`, `old_epoch`; the header `reestr-high-water` has the last seq taken", body = ErrorBody),
        (status = 413, body = ErrorBody),
        (status = 426, description = "`client_too_old`", body = ErrorBody),
        (status = 503, description = "`unavailable`, with Retry-After", body = ErrorBody)))]
pub async fn sync(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    Body(fields): Body<Map<String, Value>>,
) -> Result<Json<SyncAnswer>> {
    let incoming = Incoming::read(fields)?;
    if incoming.request.cards {
        return Err(ApiError::new(
            StatusCode::FORBIDDEN,
            ErrorCode::OtherChannel,
            "cards are given on the protected channel alone: leave `cards` out, or log in there",
        ));
    }
    Ok(Json(register.sync(&session, incoming).await?.answer))
}

/// Wait until a scope has passed its cursor, about 25 s at most. Carries no data.
#[utoipa::path(get, path = path::WAKE, tag = "sync", params(WakeQuery),
    responses(
        (status = 200, body = WakeAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed` for a foreign scope, `other_channel`", body = ErrorBody)))]
pub async fn wake(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    query: std::result::Result<Query<WakeQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<WakeAnswer>> {
    let (cursors, generation) = query
        .ok()
        .and_then(|Query(query)| Some((cursors(&query.cursors)?, query.generation)))
        .ok_or_else(|| {
            ApiError::bad_request("cursors", "name scopes and cursors as in m01:123,o17:4")
        })?;
    let scopes: Vec<Scope> = cursors.iter().map(|(scope, _)| *scope).collect();
    register.check_scopes(&session, &scopes).await?;
    let moved = register.wake(session.device, &cursors, generation).await?;
    Ok(Json(WakeAnswer { moved }))
}

fn cursors(text: &str) -> Option<Vec<(Scope, u64)>> {
    let cursors: Option<Vec<_>> = text
        .split(',')
        .map(|part| {
            let (scope, cursor) = part.split_once(':')?;
            Some((scope.parse().ok()?, cursor.parse().ok()?))
        })
        .collect();
    cursors.filter(|cursors| cursors.len() <= MOST_CURSORS)
}
