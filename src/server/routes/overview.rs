//! Figures for the head of an office. Nothing personal.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};

use crate::api::error::ErrorBody;
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::path;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::register::Register;

/// Report: what came and what was done by day, what waits and how long, places by group, money by month, work per clerk.
#[utoipa::path(get, path = path::OVERVIEW, tag = "reports", params(OverviewQuery),
    responses(
        (status = 200, body = OverviewAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn overview(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ReportView>,
    query: std::result::Result<Query<OverviewQuery>, QueryRejection>,
) -> Result<Json<OverviewAnswer>> {
    let Query(query) = query.map_err(|_| {
        let why = "the question can't be read: compare its parts with /docs, or leave them out";
        ApiError::bad_request("query", why)
    })?;
    Ok(Json(register.overview(&clerk, &query).await?))
}
