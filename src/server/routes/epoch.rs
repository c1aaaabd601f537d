//! A journal that differs from the register asks how it goes on.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::error::ErrorBody;
use crate::api::path;
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::SignedIn;
use crate::server::register::Register;

/// The next name of a journal that was lost, set back or copied, and what was taken under the old one. The same `ask`
/// gets the same answer.
#[utoipa::path(post, path = path::EPOCH, tag = "sync", request_body = EpochRequest,
    responses(
        (status = 200, body = EpochAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`other_channel`", body = ErrorBody),
        (status = 426, description = "`client_too_old`", body = ErrorBody),
        (status = 503, description = "`unavailable`, with Retry-After", body = ErrorBody)))]
pub async fn renew(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    Body(request): Body<EpochRequest>,
) -> Result<Json<EpochAnswer>> {
    Ok(Json(register.renew(&session, request).await?))
}
