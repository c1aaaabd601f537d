//! Comparing without seeing, on both listeners: values go up, a verdict comes back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::error::ErrorBody;
use crate::api::path;
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::{Granted, right};
use crate::server::register::Register;

/// Whether the register holds what a document shows: one verdict for the whole document. Five tries an application and day,
/// and thirty a clerk and hour together with the looks for alike records; each try is audited, without what was typed.
#[utoipa::path(post, path = path::COMPARE, tag = "applications", request_body = CompareRequest,
    responses(
        (status = 200, body = CompareAnswer),
        (status = 400, description = "a value is missing, wrong, or of another document; costs no try", body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 404, description = "no such application in this municipality", body = ErrorBody),
        (status = 409, description = "`lease_needed`", body = ErrorBody),
        (status = 429, description = "`too_many_comparisons` until the local midnight, `too_many_looks`; with Retry-After", body = ErrorBody)))]
pub async fn compare(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ApplicationAccept>,
    Body(request): Body<CompareRequest>,
) -> Result<Json<CompareAnswer>> {
    Ok(Json(register.compare(&clerk, &request).await?))
}
