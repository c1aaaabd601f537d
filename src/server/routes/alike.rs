//! Looking for alike records over the open listener: the question is personal, the answer is a count.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::alike::{AlikeAnswer, AlikeRequest};
use crate::api::error::ErrorBody;
use crate::api::path;
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::{Granted, right};
use crate::server::register::Register;

/// How many records of the register are alike to a child. Thirty looks a clerk and hour, each audited.
#[utoipa::path(post, path = path::ALIKE, tag = "applications", request_body = AlikeRequest,
    responses(
        (status = 200, body = AlikeAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 429, description = "`too_many_looks`, with Retry-After", body = ErrorBody)))]
pub async fn similar(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ApplicationCreate>,
    Body(request): Body<AlikeRequest>,
) -> Result<Json<AlikeAnswer>> {
    Ok(Json(register.similar(&clerk, &request).await?))
}
