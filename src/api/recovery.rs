//! `POST /v1/recover`: the key of a clerk's own store, when the password that opened it is gone.
//!
//! The register has an X25519 key pair. A desk wraps the key of its store to the public one, together with whose it is,
//! and only the register can unwrap it: an ephemeral secret, SHA-256 over what both sides share, XChaCha20-Poly1305.
//! Chance is handed in.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::hex::hex;
use super::session::Secret;
use crate::domain::ClerkId;

const LABEL: &[u8] = b"reestr recovery 1";
const NONCE: usize = 24;
const PLAIN: usize = 4 + 16 + 32;
/// The most hex digits that a wrapped key has.
pub const MOST_DIGITS: usize = 2 * (32 + NONCE + PLAIN + 16);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RecoverRequest {
    /// Hex of what [`wrap`] made.
    pub wrapped: String,
    pub v: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RecoverAnswer {
    /// Hex of the store's key.
    pub key: Secret,
}

/// The key of a store, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Owned {
    pub clerk: ClerkId,
    /// The name of the store at the register when its key was wrapped.
    pub device: Uuid,
    pub key: Zeroizing<[u8; 32]>,
}

/// The register's secret half.
pub struct RecoverySecret(StaticSecret);

impl RecoverySecret {
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(StaticSecret::from(bytes))
    }

    /// Hex of the public half, as a login gives it.
    #[must_use]
    pub fn public(&self) -> String {
        hex(PublicKey::from(&self.0).as_bytes())
    }

    /// What [`wrap`] wrapped for this key; `None` for anything else.
    #[must_use]
    pub fn unwrap(&self, wrapped: &str) -> Option<Owned> {
        let bytes = unhex(wrapped)?;
        let (theirs, rest) = bytes.split_first_chunk::<32>()?;
        let (nonce, msg) = rest.split_first_chunk::<NONCE>()?;
        let theirs = PublicKey::from(*theirs);
        let key = shared(&self.0, &theirs, &theirs, &PublicKey::from(&self.0))?;
        let plain = XChaCha20Poly1305::new((&*key).into())
            .decrypt(&XNonce::from(*nonce), Payload { msg, aad: LABEL })
            .ok()
            .map(Zeroizing::new)?;
        let (clerk, rest) = plain.split_first_chunk::<4>()?;
        let (device, rest) = rest.split_first_chunk::<16>()?;
        Some(Owned {
            clerk: ClerkId(u32::from_le_bytes(*clerk)),
            device: Uuid::from_bytes(*device),
            key: Zeroizing::new(<[u8; 32]>::try_from(rest).ok()?),
        })
    }
}

/// Wraps a store's key to the register's public key `to` (hex). `None` when `to` is no such key.
#[must_use]
pub fn wrap(to: &str, owned: &Owned, secret: [u8; 32], nonce: [u8; NONCE]) -> Option<String> {
    let to = PublicKey::from(<[u8; 32]>::try_from(unhex(to)?).ok()?);
    let secret = StaticSecret::from(secret);
    let ours = PublicKey::from(&secret);
    let key = shared(&secret, &to, &ours, &to)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(PLAIN));
    plain.extend_from_slice(&owned.clerk.0.to_le_bytes());
    plain.extend_from_slice(owned.device.as_bytes());
    plain.extend_from_slice(&*owned.key);
    let payload = Payload {
        msg: &plain,
        aad: LABEL,
    };
    let sealed = XChaCha20Poly1305::new((&*key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .ok()?;
    let wrapped = [&ours.as_bytes()[..], &nonce[..], &sealed].concat();
    Some(hex(&wrapped))
}

/// The key that both sides come to; `None` when a public key adds nothing to it.
fn shared(
    secret: &StaticSecret,
    other: &PublicKey,
    ephemeral: &PublicKey,
    register: &PublicKey,
) -> Option<Zeroizing<[u8; 32]>> {
    let agreed = secret.diffie_hellman(other);
    if !agreed.was_contributory() {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(LABEL);
    hash.update(agreed.as_bytes());
    hash.update(ephemeral.as_bytes());
    hash.update(register.as_bytes());
    Some(Zeroizing::new(hash.finalize().into()))
}

/// The bytes of hex digits.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || text.len() > MOST_DIGITS || !text.is_ascii() {
        return None;
    }
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned() -> Owned {
        Owned {
            clerk: ClerkId(5),
            device: Uuid::from_u128(7),
            key: Zeroizing::new([9; 32]),
        }
    }

    #[test]
    fn only_the_register_unwraps_and_only_what_is_unaltered() {
        let register = RecoverySecret::new([3; 32]);
        let wrapped = wrap(&register.public(), &owned(), [4; 32], [5; 24]).unwrap();
        assert!(wrapped.len() <= MOST_DIGITS);
        assert!(register.unwrap(&wrapped) == Some(owned()));
        assert!(RecoverySecret::new([8; 32]).unwrap(&wrapped).is_none());
        for at in (0..wrapped.len()).step_by(7) {
            let mut altered = wrapped.clone().into_bytes();
            altered[at] = if altered[at] == b'0' { b'1' } else { b'0' };
            let altered = String::from_utf8(altered).unwrap();
            assert!(register.unwrap(&altered).is_none(), "{at}");
        }
        for rubbish in ["", "00", "zz", "é", &wrapped[..wrapped.len() - 2]] {
            assert!(register.unwrap(rubbish).is_none());
        }
        assert!(
            !format!(
                "{:?}",
                RecoverAnswer {
                    key: Secret("k".into())
                }
            )
            .contains('k'.to_string().repeat(2).as_str())
        );
    }

    #[test]
    fn a_public_key_that_adds_nothing_is_refused() {
        for weak in ["00".repeat(32), "short".into(), "0".repeat(63)] {
            assert!(wrap(&weak, &owned(), [4; 32], [5; 24]).is_none());
        }
    }
}
