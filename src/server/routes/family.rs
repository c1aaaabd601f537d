//! The families' portal: whether a password is the one from the last extract.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::error::ErrorBody;
use crate::api::family::{FamilyAnswer, FamilyLogin};
use crate::api::path;
use crate::api::session::Channel;
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::register::Register;

/// Whether a family may enter its account: the number of the certificate and the password from the extract. Opens no
/// session; needs no token.
#[utoipa::path(post, path = path::FAMILY_LOGIN, tag = "family", security(()), request_body = FamilyLogin,
    responses(
        (status = 200, body = FamilyAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, description = "`wrong_login`, also for a number that the register does not know", body = ErrorBody),
        (status = 429, description = "`too_many_tries`, with Retry-After", body = ErrorBody),
        (status = 503, description = "`unavailable`, with Retry-After", body = ErrorBody)))]
pub async fn login(
    State(register): State<Arc<Register>>,
    State(channel): State<Channel>,
    Body(request): Body<FamilyLogin>,
) -> Result<Json<FamilyAnswer>> {
    Ok(Json(register.family_log_in(request, channel).await?))
}
