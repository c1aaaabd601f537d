//! Reads for people and integrations. Nothing personal.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};

use crate::api::error::ErrorBody;
use crate::api::path;
use crate::api::search::{SearchAnswer, SearchRequest};
use crate::domain::{ApplicationNumber, Case};
use crate::server::body::Body;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::register::Register;

/// Find applications of the own municipality by requisites and certificate number; all that is given has to fit.
#[utoipa::path(post, path = path::SEARCH, tag = "applications", request_body = SearchRequest,
    responses(
        (status = 200, body = SearchAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn search(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ApplicationSearch>,
    Body(request): Body<SearchRequest>,
) -> Result<Json<SearchAnswer>> {
    Ok(Json(register.search(&clerk, &request).await?))
}

/// One application with its certificate.
#[utoipa::path(get, path = path::APPLICATION, tag = "applications",
    params(("number" = ApplicationNumber, Path, description = "`MM-YYYY-NNNNNN-C`")),
    responses(
        (status = 200, body = Case),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 404, description = "no such application in this municipality", body = ErrorBody)))]
pub async fn application(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ApplicationSearch>,
    Path(number): Path<String>,
) -> Result<Json<Case>> {
    let number: ApplicationNumber = number.parse().map_err(|_| ApiError::not_found())?;
    Ok(Json(register.case(&clerk, number).await?))
}
