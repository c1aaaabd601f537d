//! The routes that give personal data. They ask for [`Protected`], which the open router can't give.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Map, Value};

use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::error::ErrorBody;
use crate::api::path;
use crate::api::personal::{PersonalSyncAnswer, RevealAnswer, RevealRequest};
use crate::api::search::{PersonalSearchAnswer, PersonalSearchRequest};
use crate::api::sync::SyncRequest;
use crate::server::body::Body;
use crate::server::channel::Protected;
use crate::server::error::Result;
use crate::server::grant::{Granted, SignedIn, right};
use crate::server::register::Register;
use crate::server::register::incoming::Incoming;

/// Find applications of the own municipality by the child's name. Each hit is audited.
#[utoipa::path(post, path = path::PERSONAL_SEARCH, tag = "personal", request_body = PersonalSearchRequest,
    responses(
        (status = 200, body = PersonalSearchAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn search_by_name(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::PersonalView>,
    line: Protected,
    Body(request): Body<PersonalSearchRequest>,
) -> Result<Json<PersonalSearchAnswer>> {
    Ok(Json(register.search_by_name(&clerk, line, &request).await?))
}

/// The personal cards of up to three applications, with the records alike. Each delivery is audited.
#[utoipa::path(post, path = path::REVEAL, tag = "personal", request_body = RevealRequest,
    responses(
        (status = 200, body = RevealAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 404, description = "no such application in this municipality", body = ErrorBody)))]
pub async fn reveal(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::PersonalView>,
    line: Protected,
    Body(request): Body<RevealRequest>,
) -> Result<Json<RevealAnswer>> {
    Ok(Json(register.reveal(&clerk, line, &request).await?))
}

/// How many records of the register are alike to a child, and, for who has `personal.view`, the cards of the likest. Thirty
/// looks a clerk and hour; each look and each delivery is audited.
#[utoipa::path(post, path = path::ALIKE, tag = "personal", request_body = AlikeRequest,
    responses(
        (status = 200, body = PersonalAlikeAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 429, description = "`too_many_looks`, with Retry-After", body = ErrorBody)))]
pub async fn alike(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ApplicationCreate>,
    line: Protected,
    Body(request): Body<AlikeRequest>,
) -> Result<Json<PersonalAlikeAnswer>> {
    Ok(Json(register.alike(&clerk, line, &request).await?))
}

/// Take commands, each once, arrange the leases of the device, and tell what changed. With `cards`, the personal cards of
/// applications that this request leased anew come along, for who has `personal.view`. Each delivery is audited.
#[utoipa::path(post, path = path::SYNC, tag = "sync", request_body = SyncRequest,
    responses(
        (status = 200, body = PersonalSyncAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed` for a foreign scope, `other_channel`", body = ErrorBody),
        (status = 409, description = "`seq_reused`, `seq_gap`, `old_epoch`; the header `reestr-high-water` has the last seq taken", body = ErrorBody),
        (status = 413, body = ErrorBody),
        (status = 426, description = "`client_too_old`", body = ErrorBody),
        (status = 503, description = "`unavailable`, with Retry-After", body = ErrorBody)))]
pub async fn sync(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    line: Protected,
    Body(fields): Body<Map<String, Value>>,
) -> Result<Json<PersonalSyncAnswer>> {
    let incoming = Incoming::read(fields)?;
    Ok(Json(register.personal_sync(session, line, incoming).await?))
}
