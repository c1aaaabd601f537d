//! Health, login, logout.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::api::error::ErrorBody;
use crate::api::session::{Channel, Health, LoginAnswer, LoginRequest};
use crate::api::{MIN_VERSION, path};
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::SignedIn;
use crate::server::register::Register;

/// Whether the register answers, and its database.
#[utoipa::path(get, path = path::HEALTH, tag = "session", security(()),
    responses((status = 200, body = Health), (status = 503, body = ErrorBody)))]
pub async fn health(State(register): State<Arc<Register>>) -> Result<Json<Health>> {
    register.storage().read().await?.municipalities().await?;
    Ok(Json(Health {
        status: "ok".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        min_version: MIN_VERSION,
    }))
}

/// Open a session. Without a device, or with one of another account, the register issues a new one.
#[utoipa::path(post, path = path::LOGIN, tag = "session", security(()), request_body = LoginRequest,
    responses(
        (status = 200, body = LoginAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, description = "`wrong_login`", body = ErrorBody),
        (status = 426, description = "`client_too_old`", body = ErrorBody),
        (status = 429, description = "`too_many_tries`, with Retry-After", body = ErrorBody),
        (status = 503, description = "`unavailable`, with Retry-After", body = ErrorBody)))]
pub async fn login(
    State(register): State<Arc<Register>>,
    State(channel): State<Channel>,
    Body(request): Body<LoginRequest>,
) -> Result<Json<LoginAnswer>> {
    Ok(Json(register.log_in(request, channel).await?))
}

/// End the session.
#[utoipa::path(post, path = path::LOGOUT, tag = "session",
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, description = "`other_channel`", body = ErrorBody)))]
pub async fn logout(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
) -> Result<StatusCode> {
    register.log_out(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}
