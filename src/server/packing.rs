//! Packed bodies (`api::pack`): requests are unpacked within the limit of a body, answers are packed for who reads it.
//!
//! Everything that names no coding of ours passes as it is, so plain JSON stays what people and integrations speak.

use axum::body::{self, Body};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::error::{ApiError, Result};
use crate::api::error::ErrorCode;
use crate::api::pack::{self, CODING, Unpacking};
use crate::api::sync::MOST_BYTES;

pub async fn packing(request: Request, next: Next) -> Response {
    let reads_packed = request
        .headers()
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .any(|codings| codings.to_str().is_ok_and(pack::named));
    match opened(request).await {
        Ok(request) if reads_packed => packed(next.run(request).await).await,
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// The request with a plain body. The codings that other layers read are gone from its headers by now.
async fn opened(request: Request) -> Result<Request> {
    let Some(coding) = request.headers().get(header::CONTENT_ENCODING) else {
        return Ok(request);
    };
    if coding == "identity" {
        return Ok(request);
    }
    if coding != CODING {
        return Err(ApiError::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ErrorCode::BadRequest,
            format!(
                "the body comes in a coding that the register doesn't read: send it plain, or as gzip, zstd or {CODING}"
            ),
        ));
    }
    let (mut parts, body) = request.into_parts();
    let packed = body::to_bytes(body, MOST_BYTES).await.map_err(|_| {
        let why = "the body broke off or has too many bytes: send less at once, or send it again";
        ApiError::bad_request("", why)
    })?;
    let plain = pack::unpack(&packed, MOST_BYTES).map_err(|error| match error {
        Unpacking::TooLarge(_) => ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::TooLarge,
            error.to_string(),
        ),
        Unpacking::Damaged => ApiError::bad_request("", error.to_string()),
    })?;
    parts.headers.remove(header::CONTENT_ENCODING);
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Request::from_parts(parts, Body::from(plain)))
}

/// The answer packed, if it is JSON and gets shorter.
async fn packed(response: Response) -> Response {
    if !is_json(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(plain) = body::to_bytes(body, usize::MAX).await else {
        return ApiError::internal().into_response();
    };
    let Some(packed) = pack::pack(&plain) else {
        return Response::from_parts(parts, Body::from(plain));
    };
    let headers = &mut parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(CODING));
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(packed))
}

fn is_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/json")
}

/// Whether a response leaves in this coding.
pub fn is_packed(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|coding| coding == CODING)
}
