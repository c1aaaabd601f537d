//! Whether a listener answers, as the desk would hear it: for whoever looks why it doesn't. No session, nothing personal.

use std::error::Error;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Utc};
use reqwest::{Method, Response, header};
use thiserror::Error;

use super::Register;
use crate::api::path;
use crate::api::session::Health;

/// No answer about health is longer.
const LONGEST: usize = 64 << 10;

/// One answer of a listener.
#[derive(Clone, Debug)]
pub struct Heartbeat {
    pub health: Health,
    /// What the register's clock showed when it answered, to the second.
    pub date: Option<DateTime<Utc>>,
    /// What the clock here showed in the middle of the exchange.
    pub here: DateTime<Utc>,
    /// From the first byte there to the last byte back.
    pub took: Duration,
}

/// How fast the line gave something long.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub bytes: usize,
    /// Since the head of the answer was here.
    pub took: Duration,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Unheard {
    #[error("the certificate is not accepted: {0:?}")]
    Certificate(rustls::CertificateError),
    #[error("the encryption can't be agreed on: {0}")]
    Tls(rustls::Error),
    #[error("there is no line")]
    NoLine,
    #[error("there is no answer in time")]
    Late,
    /// Whatever answers, it doesn't answer as a register.
    #[error("another program answers")]
    Garbled,
    /// The register is there, and something behind it isn't.
    #[error("the register answers with {0}")]
    Unwell(u16),
}

impl Register {
    /// Asks once, for at most `patience`.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn heartbeat(&self, patience: Duration) -> Result<Heartbeat, Unheard> {
        let asking = async {
            let (began, wall) = (Instant::now(), SystemTime::now());
            let response = self.fetch(path::HEALTH).await?;
            let status = response.status();
            let date = date(&response);
            let body = body(response, LONGEST).await?;
            let took = began.elapsed();
            if status.is_server_error() {
                return Err(Unheard::Unwell(status.as_u16()));
            }
            if !status.is_success() {
                return Err(Unheard::Garbled);
            }
            let health = serde_json::from_slice(&body).map_err(|_| Unheard::Garbled)?;
            let here = DateTime::from(wall + took / 2);
            Ok(Heartbeat {
                health,
                date,
                here,
                took,
            })
        };
        within(patience, asking).await
    }

    /// Fetches the description of the API, as it is, until `patience` is over, and tells how fast it came.
    ///
    /// # Errors
    /// Why nothing came.
    pub async fn pace(&self, patience: Duration) -> Result<Pace, Unheard> {
        let mut response = within(patience, self.fetch(path::OPENAPI)).await?;
        let (began, mut bytes) = (Instant::now(), 0);
        while let Some(left) = patience.checked_sub(began.elapsed()) {
            match tokio::time::timeout(left, response.chunk()).await {
                Ok(Ok(Some(chunk))) => bytes += chunk.len(),
                Ok(Ok(None)) | Err(_) => break,
                Ok(Err(error)) => return Err(unheard(&error)),
            }
        }
        let took = began.elapsed();
        Ok(Pace { bytes, took })
    }

    /// An answer as it is, not packed: its length is what is measured.
    async fn fetch(&self, path: &str) -> Result<Response, Unheard> {
        let request = self.request(Method::GET, path, None);
        let request = request.map_err(|_| Unheard::Garbled)?;
        let request = request.header(header::ACCEPT_ENCODING, "identity");
        request.send().await.map_err(|error| unheard(&error))
    }
}

async fn within<T>(
    patience: Duration,
    work: impl Future<Output = Result<T, Unheard>>,
) -> Result<T, Unheard> {
    let done = tokio::time::timeout(patience, work).await;
    done.unwrap_or(Err(Unheard::Late))
}

fn date(response: &Response) -> Option<DateTime<Utc>> {
    let text = response.headers().get(header::DATE)?.to_str().ok()?;
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some(date.to_utc())
}

async fn body(mut response: Response, longest: usize) -> Result<Vec<u8>, Unheard> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| unheard(&e))? {
        if body.len() + chunk.len() > longest {
            return Err(Unheard::Garbled);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What TLS said stands somewhere below what HTTP says.
fn unheard(error: &reqwest::Error) -> Unheard {
    match tls(error) {
        Some(rustls::Error::InvalidCertificate(why)) => return Unheard::Certificate(why.clone()),
        Some(other) => return Unheard::Tls(other.clone()),
        None => {}
    }
    if error.is_timeout() {
        Unheard::Late
    } else if error.is_connect() {
        Unheard::NoLine
    } else {
        Unheard::Garbled
    }
}

fn tls<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        // An error of the system hides its cause from `source`.
        let io = error.downcast_ref::<std::io::Error>();
        if let Some(inner) = io.and_then(std::io::Error::get_ref) {
            let inner: &(dyn Error + 'static) = inner;
            if let Some(found) = tls(inner) {
                return Some(found);
            }
        }
        next = error.source();
    }
    None
}
