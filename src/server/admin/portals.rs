//! Accounts of families' portals. A token is told once and kept as a hash.

use chrono::{DateTime, Utc};

use super::{AdminError, Result, named};
use crate::api::session::Secret;
use crate::domain::{Clean, MunicipalityCode};
use crate::server::chance::SystemChance;
use crate::server::session::token;
use crate::server::storage::portal::{NewPortal, Portal, PortalId};
use crate::server::storage::rows::TokenHash;
use crate::server::storage::{Storage, StorageError};

/// Requests in a minute that a portal may send, unless its account says otherwise.
pub const PER_MINUTE: u32 = 600;

/// What a portal's account is made of.
pub struct PortalAccount {
    pub name: Clean,
    /// Where it may act, at least one.
    pub municipalities: Vec<MunicipalityCode>,
    pub per_minute: u32,
}

/// Makes an account; gives its number, and the token that nobody can read again.
///
/// # Errors
/// Without a name or a municipality, for a name that is taken and a municipality that isn't there.
pub async fn create_portal(
    storage: &dyn Storage,
    account: &PortalAccount,
    at: DateTime<Utc>,
) -> Result<(PortalId, Secret)> {
    let name = named(&account.name)?;
    let mut municipalities = account.municipalities.clone();
    municipalities.sort_unstable();
    municipalities.dedup();
    if municipalities.is_empty() {
        return Err(AdminError::MunicipalityCode);
    }
    let (secret, hash) = issued()?;
    let mut tx = storage.write().await?;
    let known = tx.municipalities().await?;
    if !municipalities.iter().all(|code| known.contains(code)) {
        return Err(StorageError::Missing("the municipality").into());
    }
    let portal = NewPortal {
        name,
        token: &hash,
        municipalities: &municipalities,
        per_minute: account.per_minute.max(1),
        created: at,
    };
    let id = tx.put_portal(&portal).await?;
    tx.commit().await?;
    Ok((id, secret))
}

/// Gives the account another token; the one before it is worth nothing from then on.
///
/// # Errors
/// When there is no such account.
pub async fn renew_portal_token(storage: &dyn Storage, portal: PortalId) -> Result<Secret> {
    let (secret, hash) = issued()?;
    let mut tx = storage.write().await?;
    tx.set_portal_token(portal, &hash).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Closes the account since `since`, or opens it again. Takes effect with the portal's next request.
///
/// # Errors
/// When there is no such account.
pub async fn set_portal_disabled(
    storage: &dyn Storage,
    portal: PortalId,
    since: Option<DateTime<Utc>>,
) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.set_portal_disabled(portal, since).await?;
    Ok(tx.commit().await?)
}

/// Every account, by number.
pub async fn portals(storage: &dyn Storage) -> Result<Vec<Portal>> {
    Ok(storage.read().await?.portals().await?)
}

fn issued() -> Result<(Secret, TokenHash)> {
    token::issue(&SystemChance).map_err(|error| AdminError::Random(error.to_string()))
}
