//! The rows of the families' passwords.

use async_trait::async_trait;
use reestr::domain::CertificateNumber;
use reestr::server::storage::Result;
use reestr::server::storage::family::{Issued, ReadFamily, WriteFamily};

use super::Tx;
use super::tables::{get, put};

#[async_trait]
impl ReadFamily for Tx {
    async fn family_password(&mut self, certificate: CertificateNumber) -> Result<Option<Issued>> {
        Ok(get(&self.tables.family_passwords, &certificate))
    }
}

#[async_trait]
impl WriteFamily for Tx {
    async fn put_family_password(&mut self, issued: &Issued) -> Result<()> {
        let certificate = issued.certificate;
        put(
            &mut self.tables.family_passwords,
            certificate,
            issued.clone(),
        );
        Ok(())
    }
}
