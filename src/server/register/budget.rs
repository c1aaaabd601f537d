//! What is left of a clerk's hour of questions about records that the clerk may not see: looks for alike records and
//! comparisons together, on whichever node and listener they are asked.

use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};

use crate::api::alike::LOOKS_AN_HOUR;
use crate::api::error::ErrorCode;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;
use crate::server::storage::Write;

/// The seconds to wait, if the clerk's hour is used up. A look that a clock ahead has put into the future counts no longer
/// than an hour either.
pub(super) async fn hour_is_over(
    tx: &mut dyn Write,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<u64>> {
    let hour = Duration::hours(1);
    let looks = tx.looks(session.clerk.id, now - hour).await?;
    let mut counted = looks.into_iter().filter(|at| *at <= now + hour);
    let first = counted.next();
    let Some(oldest) = first.filter(|_| counted.count() + 1 >= LOOKS_AN_HOUR as usize) else {
        return Ok(None);
    };
    let wait = (oldest + hour - now).num_seconds() + 1;
    Ok(Some(u64::try_from(wait).unwrap_or(1)))
}

pub(super) fn too_many_looks(wait: u64) -> ApiError {
    ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::TooManyLooks,
        format!(
            "{LOOKS_AN_HOUR} looks for alike records and comparisons an hour are used up: wait; acceptance looks for alike records anyway"
        ),
    )
    .retry_after(wait)
}
