//! Reading an answer within its limits of time and size, into a value or the one error shape.

use std::future::Future;
use std::time::Duration;

use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::error::Trouble;
use super::packing::{self, Packing};
use crate::api::error::ErrorBody;
use crate::api::pack;

/// No answer of the register is longer, unpacked.
const LARGEST: usize = 16 << 20;
/// A line on which nothing moves for so long in the middle of an answer is dead.
const STALLED: Duration = Duration::from_secs(15);

/// Sends a request and reads its answer; `patience` is the time to the first byte.
pub async fn json<T: DeserializeOwned>(
    request: RequestBuilder,
    patience: Duration,
    packing: &Packing,
) -> Result<T, Trouble> {
    let body = send(request, patience, packing).await?;
    serde_json::from_slice(&body).map_err(|_| Trouble::Garbled)
}

/// As [`json`], for answers that say nothing.
pub async fn empty(
    request: RequestBuilder,
    patience: Duration,
    packing: &Packing,
) -> Result<(), Trouble> {
    send(request, patience, packing).await.map(drop)
}

async fn send(
    request: RequestBuilder,
    patience: Duration,
    packing: &Packing,
) -> Result<Vec<u8>, Trouble> {
    let response = within(patience, request.send()).await?;
    let status = response.status();
    let retry_after = response
        .headers()
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    let packed = packing::is_packed(response.headers());
    packing.learn(status, packed);
    let mut body = read(response).await?;
    if packed {
        body = pack::unpack(&body, LARGEST).map_err(|_| Trouble::Garbled)?;
    }
    if status.is_success() {
        return Ok(body);
    }
    match serde_json::from_slice::<ErrorBody>(&body) {
        Ok(body) => Err(Trouble::Refused { body, retry_after }),
        Err(_) if status == StatusCode::NOT_FOUND => Err(Trouble::NotFound),
        Err(_) if status.is_server_error() => Err(Trouble::Late),
        Err(_) => Err(Trouble::Garbled),
    }
}

async fn read(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(chunk) = within(STALLED, response.chunk()).await? {
        if body.len() + chunk.len() > LARGEST {
            return Err(Trouble::Garbled);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

async fn within<T>(
    limit: Duration,
    work: impl Future<Output = reqwest::Result<T>>,
) -> Result<T, Trouble> {
    match timeout(limit, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Trouble::Late),
    }
}
