//! A clerk's own store, whose password is gone.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::error::ErrorBody;
use crate::api::path;
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::SignedIn;
use crate::server::register::Register;

/// Unwrap the key of a store of the clerk who asks. Each time is in the audit.
#[utoipa::path(post, path = path::RECOVER, tag = "session", request_body = RecoverRequest,
    responses(
        (status = 200, body = RecoverAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed` for what is no store of this clerk's, `other_channel`", body = ErrorBody),
        (status = 426, description = "`client_too_old`", body = ErrorBody)))]
pub async fn recover(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    Body(request): Body<RecoverRequest>,
) -> Result<Json<RecoverAnswer>> {
    Ok(Json(register.recover(&session, request).await?))
}
