//! What the register adds to the handbook that desks carry. Nothing personal.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;

use crate::api::error::ErrorBody;
use crate::api::handbook::{HandbookAnswer, HandbookRequest, ReadAnswer, VideosAnswer};
use crate::api::path;
use crate::server::body::Body;
use crate::server::error::Result;
use crate::server::grant::{Granted, SignedIn, right};
use crate::server::register::Register;

/// Takes which articles the clerk has read, and gives training videos and what this clerk has read on whichever desk. Left
/// out when `known` is the present revision. Telling the same again changes nothing.
#[utoipa::path(post, path = path::HANDBOOK, tag = "handbook", request_body = HandbookRequest,
    responses(
        (status = 200, body = HandbookAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`other_channel`", body = ErrorBody)))]
pub async fn handbook(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    Body(request): Body<HandbookRequest>,
) -> Result<Json<HandbookAnswer>> {
    Ok(Json(register.handbook(&session, &request).await?))
}

/// Training videos: titles and links, by the article of the handbook to which they belong.
#[utoipa::path(get, path = path::VIDEOS, tag = "handbook",
    responses(
        (status = 200, body = VideosAnswer),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`other_channel`", body = ErrorBody)))]
pub async fn videos(
    State(register): State<Arc<Register>>,
    SignedIn(_): SignedIn,
) -> Result<Json<VideosAnswer>> {
    Ok(Json(register.videos().await?))
}

/// Report: which clerks of the organisation have read which articles of the handbook, in which revision.
#[utoipa::path(get, path = path::READ, tag = "reports",
    responses(
        (status = 200, body = ReadAnswer),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn read(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ReportView>,
) -> Result<Json<ReadAnswer>> {
    Ok(Json(register.read_report(&clerk).await?))
}
