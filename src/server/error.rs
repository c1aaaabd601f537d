//! The one shape of an error answer, and how inner errors become it. Never quotes what was sent or stored.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::api::HIGH_WATER_HEADER;
use crate::api::error::{ErrorBody, ErrorCode};
use crate::domain::Capability;

use super::storage::StorageError;

#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    body: ErrorBody,
    retry_after: Option<u64>,
    high_water: Option<u64>,
}

pub type Result<T> = std::result::Result<T, ApiError>;

impl ApiError {
    pub fn new(status: StatusCode, code: ErrorCode, message: impl Into<String>) -> Self {
        let body = ErrorBody {
            code,
            message: message.into(),
            fields: Vec::new(),
        };
        Self {
            status,
            body,
            retry_after: None,
            high_water: None,
        }
    }

    pub fn bad_request(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Self::new(StatusCode::BAD_REQUEST, ErrorCode::BadRequest, message);
        error.body.fields.push(field.into());
        error
    }

    pub fn login_needed() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            ErrorCode::LoginNeeded,
            "no session, or it is over: log in with POST /v1/login",
        )
    }

    pub fn not_allowed(capability: Capability) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            ErrorCode::NotAllowed,
            format!(
                "the capability {} is missing: ask a clerk who has it",
                capability.code()
            ),
        )
    }

    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ErrorCode::NotFound,
            "nothing is here for you: check the number, or see /docs for the paths",
        )
    }

    pub fn unavailable(message: &'static str, retry_after: u64) -> Self {
        let status = StatusCode::SERVICE_UNAVAILABLE;
        Self::new(status, ErrorCode::Unavailable, message).retry_after(retry_after)
    }

    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            ErrorCode::Internal,
            "the register failed; its log has the reason under this x-request-id",
        )
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The status, what is told, and the seconds to wait.
    #[must_use]
    pub fn into_parts(self) -> (StatusCode, ErrorBody, Option<u64>) {
        (self.status, self.body, self.retry_after)
    }

    /// With the last seq that the register has taken, so that the client knows where to go on.
    #[must_use]
    pub fn high_water(mut self, seq: u64) -> Self {
        self.high_water = Some(seq);
        self
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(seq) = self.high_water {
            headers.insert(HIGH_WATER_HEADER, HeaderValue::from(seq));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        tracing::error!(%error, "storage");
        if error.passing() {
            Self::unavailable("the register is busy: try again", 2)
        } else {
            Self::internal()
        }
    }
}
