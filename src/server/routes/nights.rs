//! The report on nightly work.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use super::lists::{Asked, asked};
use crate::api::error::ErrorBody;
use crate::api::nights::{NightsAnswer, NightsQuery};
use crate::api::path;
use crate::server::error::Result;
use crate::server::grant::{Granted, right};
use crate::server::register::Register;

/// Report: what the register has done by itself, night by night, in the clerk's municipality.
#[utoipa::path(get, path = path::NIGHTS, tag = "reports", params(NightsQuery),
    responses(
        (status = 200, body = NightsAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn nights(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ReportView>,
    query: Asked<NightsQuery>,
) -> Result<Json<NightsAnswer>> {
    Ok(Json(register.nights(&clerk, &asked(query)?).await?))
}
