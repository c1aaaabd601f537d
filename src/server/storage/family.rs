//! The rows of the families' passwords: hashes, one for each certificate.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::Result;
use crate::domain::{ApplicationNumber, CertificateNumber, ClerkId, PasswordHash};

/// The password of a certificate that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    pub certificate: CertificateNumber,
    pub hash: PasswordHash,
    /// When its extract was printed, in whole milliseconds.
    pub at: DateTime<Utc>,
    pub clerk: ClerkId,
    pub application: ApplicationNumber,
}

#[async_trait]
pub trait ReadFamily: Send {
    async fn family_password(&mut self, certificate: CertificateNumber) -> Result<Option<Issued>>;
}

#[async_trait]
pub trait WriteFamily: ReadFamily {
    /// In place of the one that the certificate had.
    async fn put_family_password(&mut self, issued: &Issued) -> Result<()>;
}
