//! What desks fill applications in by. Nothing personal.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};

use crate::api::error::ErrorBody;
use crate::api::forms::{FormsAnswer, FormsQuery};
use crate::api::path;
use crate::server::error::{ApiError, Result};
use crate::server::grant::SignedIn;
use crate::server::register::Register;

/// Texts of the consents in every version, terms of applications, and issuers of documents that the clerks of the
/// organisation have typed. Left out when `known` is the present revision.
#[utoipa::path(get, path = path::FORMS, tag = "applications", params(FormsQuery),
    responses(
        (status = 200, body = FormsAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`other_channel`", body = ErrorBody)))]
pub async fn forms(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    query: std::result::Result<Query<FormsQuery>, QueryRejection>,
) -> Result<Json<FormsAnswer>> {
    let Query(query) = query.map_err(|_| {
        ApiError::bad_request("known", "name the revision that you have, or leave it out")
    })?;
    let answer = register.forms(&session, query.known.as_deref()).await?;
    Ok(Json(answer))
}
