//! `recover`: a clerk whose password was reset gets the key of the own store back, and of no other's.
//!
//! The register's key pair lies beside the database, in a file for its owner alone, made at the first start. It has to be
//! kept as the database is: without it, stores whose password is gone stay closed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use zeroize::Zeroizing;

use super::Register;
use super::batch::check_version;
use crate::api::error::ErrorCode;
use crate::api::hex::hex;
use crate::api::recovery::{RecoverAnswer, RecoverRequest, RecoverySecret};
use crate::api::session::Secret;
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;

/// The file of the key pair, in the directory of the database.
const FILE: &str = "recovery.key";

impl Register {
    /// Lets stores be recovered with this key.
    #[must_use]
    pub fn with_recovery(mut self, secret: RecoverySecret) -> Self {
        self.recovery = Some(secret);
        self
    }

    /// Hex of the public key to which stores wrap theirs.
    #[must_use]
    pub fn recovery_key(&self) -> Option<String> {
        self.recovery.as_ref().map(RecoverySecret::public)
    }

    /// Unwraps the key of a store of the clerk who asks. Told in the audit before it is given, and also when it is refused.
    pub async fn recover(
        &self,
        session: &Session,
        request: RecoverRequest,
    ) -> Result<RecoverAnswer> {
        check_version(request.v)?;
        let secret = self.recovery.as_ref();
        let owned = secret.and_then(|secret| secret.unwrap(&request.wrapped));
        let own = owned.filter(|owned| owned.clerk == session.clerk.id);
        let outcome = if own.is_some() { "applied" } else { "refused" };
        let actor = session.actor();
        let mut tx = self.storage.write().await?;
        let entry = audit::Entry {
            at: self.now(),
            actor: actor.in_audit(),
            action: "recover",
            target: None,
            outcome,
            command: None,
        };
        audit::append(&mut *tx, actor.scope(), &entry).await?;
        tx.commit().await?;
        let own = own.ok_or_else(|| {
            let why = "this is no store of yours that the register can open: log in with the password it was made with, or ask the administrator";
            ApiError::new(StatusCode::FORBIDDEN, ErrorCode::NotAllowed, why)
        })?;
        Ok(RecoverAnswer {
            key: Secret(hex(&*own.key)),
        })
    }
}

/// Where the key pair of a register with this database lies.
#[must_use]
pub fn path(database: &Path) -> PathBuf {
    database.with_file_name(FILE)
}

/// Reads the key pair, or makes one where none is.
///
/// # Errors
/// When the file can't be read or made, or is none of ours.
pub fn load(path: &Path) -> io::Result<RecoverySecret> {
    match read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(path)?;
            read(path)
        }
        read => read,
    }
}

/// Reads a key pair that has to be there.
///
/// # Errors
/// When it is not, or is none of ours.
pub fn read(path: &Path) -> io::Result<RecoverySecret> {
    let bytes = Zeroizing::new(fs::read(path)?);
    let bytes = <[u8; 32]>::try_from(bytes.as_slice());
    let bytes = bytes.map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
    Ok(RecoverySecret::new(bytes))
}

/// Two registers that start at once on one directory end with one key: the file gets its name whole, and only one does.
fn make(path: &Path) -> io::Result<()> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(io::Error::other)?;
    let mut tag = [0; 8];
    getrandom::fill(&mut tag).map_err(io::Error::other)?;
    let new = path.with_extension(hex(&tag));
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    let made = file
        .write_all(&*bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::hard_link(&new, path));
    fs::remove_file(&new)?;
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        made => made?,
    }
    let directory = path.parent().filter(|d| !d.as_os_str().is_empty());
    fs::File::open(directory.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_key_is_made_once_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = path(&dir.path().join("register.sqlite"));
        let first = load(&path).unwrap().public();
        assert_eq!(load(&path).unwrap().public(), first);
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        fs::write(&path, b"short").unwrap();
        let error = load(&path).err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}
