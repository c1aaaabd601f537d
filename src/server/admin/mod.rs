//! Administration: offices, clerks, bulk import, the check of the audit. Plain functions over the storage, for
//! `reestr admin` and for whoever runs a register in the same process.

mod portals;
mod records;
pub mod videos;

use std::path::Path;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::audit::{self, Report};
use super::consents::{self, Wording};
use super::session::password;
use super::storage::rows::NewClerk;
use super::storage::sqlite::{self, SqliteStorage};
use super::storage::{Storage, StorageError};
use crate::api::session::Secret;
use crate::domain::validate::{Finding, contact};
use crate::domain::{
    Capabilities, Clean, ClerkId, ConsentCode, ConsentText, MunicipalityCode, OrganisationId, Zone,
};

pub use portals::{
    PER_MINUTE, PortalAccount, create_portal, portals, renew_portal_token, set_portal_disabled,
};
pub use records::import_cases;
pub(in crate::server) use records::write_cases;

/// Passwords are at least so long (ASVS 5.0, 6.2.1).
const SHORTEST_PASSWORD: usize = 8;
/// The longest login.
const LONGEST_LOGIN: usize = 64;

#[derive(Debug, Error)]
pub enum AdminError {
    #[error("a password has at least {SHORTEST_PASSWORD} characters: choose a longer one")]
    ShortPassword,
    #[error("a login has 1 to {LONGEST_LOGIN} characters and no spaces: choose another")]
    Login,
    #[error("a name is needed: give one")]
    Name,
    #[error("a municipality has a code from 01 to 99: give its two digits")]
    MunicipalityCode,
    #[error("this is no e-mail address: write it as office@example.ru")]
    Address,
    #[error("the system gives no random numbers: {0}; see what is wrong with it")]
    Random(String),
    #[error("the password can't be hashed: {0}")]
    Hash(String),
    #[error(
        "the municipality {0} has used its numbers up: give a number in each line of the file, or the next year's date"
    )]
    NoNumbers(MunicipalityCode),
    #[error("the file can't be written: {0}; see that its disk is there and has room")]
    Output(String),
    #[error(transparent)]
    Video(#[from] videos::VideoError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

pub type Result<T> = std::result::Result<T, AdminError>;

/// The database for administration; a running register may have it open as well.
///
/// # Errors
/// When it can't be opened, is not ours, or is of a newer schema.
pub async fn open(database: &Path) -> Result<SqliteStorage> {
    Ok(sqlite::open(database).await?)
}

pub async fn create_municipality(
    storage: &dyn Storage,
    code: MunicipalityCode,
    name: &Clean,
) -> Result<()> {
    if !(1..=99).contains(&code.0) {
        return Err(AdminError::MunicipalityCode);
    }
    let name = named(name)?;
    let mut tx = storage.write().await?;
    tx.put_municipality(code, name).await?;
    Ok(tx.commit().await?)
}

/// The zone in which the municipality counts its days; takes effect with the next request, at desks with the next login.
pub async fn set_zone(storage: &dyn Storage, code: MunicipalityCode, zone: Zone) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.set_zone(code, zone).await?;
    Ok(tx.commit().await?)
}

pub async fn create_organisation(
    storage: &dyn Storage,
    municipality: MunicipalityCode,
    name: &Clean,
) -> Result<OrganisationId> {
    let name = named(name)?;
    let mut tx = storage.write().await?;
    let id = tx.put_organisation(municipality, name).await?;
    tx.commit().await?;
    Ok(id)
}

/// Where the organisation wants a letter of its own with the papers of each new application; `None`: nowhere.
///
/// # Errors
/// An address that is none, or an organisation that isn't there.
pub async fn set_office_address(
    storage: &dyn Storage,
    organisation: OrganisationId,
    address: Option<&Clean>,
) -> Result<()> {
    let address = address.map(|typed| contact::email(typed.as_str()));
    if let Some(found) = &address
        && (found.value.is_empty() || found.findings.iter().any(Finding::is_error))
    {
        return Err(AdminError::Address);
    }
    let address = address.map(|found| Clean::new(found.value.as_str()));
    let mut tx = storage.write().await?;
    tx.set_office_address(organisation, address.as_ref())
        .await?;
    Ok(tx.commit().await?)
}

/// What a new clerk's account is made of.
pub struct ClerkAccount {
    pub login: String,
    pub name: Clean,
    pub organisation: OrganisationId,
    pub capabilities: Capabilities,
    pub password: Secret,
}

pub async fn create_clerk(storage: &dyn Storage, account: &ClerkAccount) -> Result<ClerkId> {
    let login = account.login.as_str();
    let length = login.chars().count();
    if !(1..=LONGEST_LOGIN).contains(&length) || login.chars().any(char::is_whitespace) {
        return Err(AdminError::Login);
    }
    if account.password.0.chars().count() < SHORTEST_PASSWORD {
        return Err(AdminError::ShortPassword);
    }
    let name = named(&account.name)?;
    let secret = account.password.clone();
    let hashed = tokio::task::spawn_blocking(move || password::hash(&secret)).await;
    let hashed = hashed
        .unwrap_or_else(|error| Err(error.to_string()))
        .map_err(AdminError::Hash)?;
    let mut tx = storage.write().await?;
    let clerk = NewClerk {
        login,
        name,
        organisation: account.organisation,
        capabilities: account.capabilities,
        password: &hashed,
    };
    let id = tx.put_clerk(&clerk).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes effect with the clerk's next request.
pub async fn set_capabilities(
    storage: &dyn Storage,
    login: &str,
    capabilities: Capabilities,
) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.set_capabilities(login, capabilities).await?;
    Ok(tx.commit().await?)
}

/// Every version of every consent text, by code and version.
pub async fn consent_texts(storage: &dyn Storage) -> Result<Vec<ConsentText>> {
    let mut tx = storage.read().await?;
    Ok(consents::all(&mut *tx).await?)
}

/// Adds the next version of a consent text; those before it stay.
pub async fn set_consent_text(
    storage: &dyn Storage,
    code: ConsentCode,
    wording: &Wording,
    at: DateTime<Utc>,
) -> Result<ConsentText> {
    let mut tx = storage.write().await?;
    let text = consents::add(&mut *tx, code, wording, at).await?;
    tx.commit().await?;
    Ok(text)
}

/// Walks all audit chains.
///
/// # Errors
/// When the database can't be read; a chain that doesn't hold is in the report.
pub async fn verify_audit(storage: &dyn Storage) -> Result<Report> {
    let mut tx = storage.read().await?;
    Ok(audit::verify(&mut *tx).await?)
}

fn named(name: &Clean) -> Result<&Clean> {
    if name.as_str().trim().is_empty() {
        return Err(AdminError::Name);
    }
    Ok(name)
}
