//! Lists of programmes, requests and contracts, for people and integrations. Nothing personal but what clerks have typed,
//! which the protected listener alone gives.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use uuid::Uuid;

use crate::api::error::ErrorBody;
use crate::api::lists::{
    OnePersonAnswer, PageQuery, ProgrammesAnswer, RequestsAnswer, RequestsQuery,
};
use crate::api::path;
use crate::domain::{EnrolmentRequest, Programme, ProgrammeId, RequestId};
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, SignedIn, right};
use crate::server::register::Register;

pub(super) type Asked<T> = std::result::Result<Query<T>, QueryRejection>;

/// Programmes of an organisation, with modules, prices and groups.
#[utoipa::path(get, path = path::PROGRAMMES, tag = "enrolment", params(PageQuery),
    responses(
        (status = 200, body = ProgrammesAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn programmes(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    query: Asked<PageQuery>,
) -> Result<Json<ProgrammesAnswer>> {
    let answer = register.programmes(&session, &asked(query)?).await?;
    Ok(Json(answer))
}

/// One programme.
#[utoipa::path(get, path = path::PROGRAMME, tag = "enrolment",
    params(("id" = ProgrammeId, Path, description = "identifier of the programme")),
    responses(
        (status = 200, body = Programme),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 404, description = "no such programme within reach", body = ErrorBody)))]
pub async fn programme(
    State(register): State<Arc<Register>>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Programme>> {
    let id = ProgrammeId(identifier(&id)?);
    Ok(Json(register.programme(&session, id).await?))
}

/// Requests of an organisation and the contracts that they have become: one record.
#[utoipa::path(get, path = path::REQUESTS, tag = "enrolment", params(RequestsQuery),
    responses(
        (status = 200, body = RequestsAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn requests(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::EnrolmentView>,
    query: Asked<RequestsQuery>,
) -> Result<Json<RequestsAnswer>> {
    Ok(Json(register.requests(&clerk, &asked(query)?).await?))
}

/// One request or contract.
#[utoipa::path(get, path = path::REQUEST, tag = "enrolment",
    params(("id" = RequestId, Path, description = "identifier of the request")),
    responses(
        (status = 200, body = EnrolmentRequest),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody),
        (status = 404, description = "no such request within reach", body = ErrorBody)))]
pub async fn request(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::EnrolmentView>,
    Path(id): Path<String>,
) -> Result<Json<EnrolmentRequest>> {
    let id = RequestId(identifier(&id)?);
    Ok(Json(register.request_of(&clerk, id).await?))
}

/// Report: requests that one clerk has made and confirmed.
#[utoipa::path(get, path = path::ONE_PERSON, tag = "reports", params(PageQuery),
    responses(
        (status = 200, body = OnePersonAnswer),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody),
        (status = 403, description = "`not_allowed`, `other_channel`", body = ErrorBody)))]
pub async fn by_one_person(
    State(register): State<Arc<Register>>,
    clerk: Granted<right::ReportView>,
    query: Asked<PageQuery>,
) -> Result<Json<OnePersonAnswer>> {
    Ok(Json(register.by_one_person(&clerk, &asked(query)?).await?))
}

pub(super) fn asked<T>(query: Asked<T>) -> Result<T> {
    let Query(query) = query.map_err(|_| {
        let why = "the question can't be read: compare its parts with /docs, or leave them out";
        ApiError::bad_request("query", why)
    })?;
    Ok(query)
}

fn identifier(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| ApiError::not_found())
}
