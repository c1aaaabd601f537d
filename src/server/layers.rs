//! What happens to every request: an identifier, a time limit, a line in the log, no caching.
//!
//! The identifier leads from an answer to its line in the log. The clerks' program, which is the one that reads packed
//! answers, asks for it only where something went wrong; each of its answers is shorter by the 40 bytes that chance costs.
//!
//! The log names the route, not the address that was asked for, and nothing of what was sent or answered.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::error::ApiError;
use super::packing;
use crate::api::path;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest that a request may take, its body included: the largest one needs some 40 s on a line of 64 kbit/s.
const TIME: Duration = Duration::from_secs(75);
/// The same for the wake-up, which waits on purpose.
const WAKE_TIME: Duration = Duration::from_mins(2);

pub async fn watch(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = Uuid::now_v7().to_string();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    let limit = if route == path::WAKE { WAKE_TIME } else { TIME };
    let mut response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            ApiError::unavailable("the register is too slow now: try again", 5).into_response()
        }
    };
    let told = !(response.status().is_success() && packing::is_packed(response.headers()));
    let headers = response.headers_mut();
    if let (true, Ok(value)) = (told, HeaderValue::from_str(&id)) {
        headers.insert(REQUEST_ID, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    tracing::info!(
        %id,
        %method,
        route,
        status = response.status().as_u16(),
        ms = started.elapsed().as_millis() as u64,
        "answered"
    );
    response
}
