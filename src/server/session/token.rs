//! Opaque tokens: 32 random bytes, kept as their SHA-256 alone.

use sha2::{Digest, Sha256};

use crate::api::hex::hex;
use crate::api::session::Secret;
use crate::server::chance::Chance;
use crate::server::storage::rows::TokenHash;

/// A new token and what is kept of it.
///
/// # Errors
/// When the system gives no random numbers.
pub fn issue(chance: &dyn Chance) -> Result<(Secret, TokenHash), getrandom::Error> {
    let mut bytes = [0u8; 32];
    chance.fill(&mut bytes)?;
    let text = hex(&bytes);
    let hash = hash(&text);
    Ok((Secret(text), hash))
}

#[must_use]
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}
