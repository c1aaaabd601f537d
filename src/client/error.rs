//! What can go wrong between the desk and the register.

use std::path::PathBuf;

use thiserror::Error;

use crate::api::error::{ErrorBody, ErrorCode};

/// Why a client could not be prepared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SetupError {
    #[error("{0:?} is no address of a register: write it as https://host or https://host:port")]
    Url(String),
    #[error("{0:?} is not encrypted: write https://; plain http:// is for this machine only")]
    Unencrypted(String),
    #[error("the certification authority {} can't be used: {why}", path.display())]
    Authority { path: PathBuf, why: String },
    #[error("no HTTP client can be made: {0}; check the certificates of the system")]
    Client(String),
}

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Trouble {
    #[error("the register can't be reached: check the line and the address")]
    NoLine,
    #[error("the register did not answer in time: it is tried again")]
    Late,
    /// The answer is not of this protocol: another server, or something between.
    #[error("what answers at this address is not the register: check the address")]
    Garbled,
    #[error("there is no such record")]
    NotFound,
    #[error("{}", .body.message)]
    Refused {
        body: ErrorBody,
        /// Seconds that the register asks to wait.
        retry_after: Option<u64>,
    },
}

impl Trouble {
    /// The register's code, if it gave one.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Refused { body, .. } => Some(body.code),
            Self::NotFound => Some(ErrorCode::NotFound),
            Self::NoLine | Self::Late | Self::Garbled => None,
        }
    }
}

impl From<reqwest::Error> for Trouble {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() && !error.is_connect() {
            Self::Late
        } else {
            Self::NoLine
        }
    }
}
