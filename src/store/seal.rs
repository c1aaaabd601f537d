//! Sealing: a random key per store, wrapped by the clerk's password; every value bound to the place where it lies.
//!
//! XChaCha20-Poly1305 with random 24-byte nonces; argon2id makes the wrapping key. Defence in depth against a stolen
//! disk; it is not, and must not be called, certified protection. Never logs, never prints a key.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::files::StoreError;
use super::header::Recovery;
use super::passing;
use crate::api::recovery::{Owned, unhex, wrap};
use crate::api::session::Secret;
use crate::domain::ClerkId;

/// Bytes that sealing adds: the nonce before, the tag behind.
pub const OVERHEAD: usize = NONCE + 16;
const NONCE: usize = 24;
const WRAP: &[u8] = b"store key";

/// The key of one store. Wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl Key {
    pub fn random() -> Result<Self, StoreError> {
        random().map(Self)
    }

    /// The key that the register unwrapped.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(*bytes)
    }

    /// The key that the register unwrapped, as it comes over the line; `None` when this is none.
    #[must_use]
    pub fn from_hex(digits: &Secret) -> Option<Self> {
        let bytes = Zeroizing::new(unhex(&digits.0)?);
        <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Self)
    }

    /// A header's wrap of this key that only the register opens; `None` when its public key is none.
    pub fn wrap_for(
        &self,
        register: &str,
        clerk: ClerkId,
        device: Uuid,
    ) -> Result<Option<Recovery>, StoreError> {
        let owned = Owned {
            clerk,
            device,
            key: Zeroizing::new(self.0),
        };
        let wrapped = wrap(register, &owned, random()?, random()?);
        let register = register.to_owned();
        Ok(wrapped.map(|wrapped| Recovery { register, wrapped }))
    }

    /// A key that is written down in the fixtures of the tests.
    #[cfg(test)]
    pub fn known(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Seals `plain` for `place`; only [`Key::open`] with the same place opens it.
    pub fn seal(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random()?;
        let payload = Payload {
            msg: plain,
            aad: place,
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| StoreError::NoRandom)?;
        let mut out = Vec::with_capacity(NONCE + sealed.len());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// `None` when the bytes were altered, moved from another place, or sealed under another key.
    #[must_use]
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg, aad: place })
            .ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// What it costs to try a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    pub passes: u32,
}

impl Cost {
    /// The least that argon2id takes: for tests, whose passwords nobody guesses.
    pub const LEAST: Self = Self {
        memory: 8,
        passes: 1,
    };
}

impl Default for Cost {
    /// ASVS 5.0 appendix C: 19 MiB and 2 passes, or more.
    fn default() -> Self {
        Self {
            memory: 19 * 1024,
            passes: 2,
        }
    }
}

/// A key wrapped by a password, as the slot's header holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    /// Memory of argon2id in KiB, passes, lanes.
    m: u32,
    t: u32,
    p: u32,
    salt: [u8; 16],
    sealed: Vec<u8>,
}

impl Wrapped {
    pub fn new(key: &Key, password: &Secret, cost: Cost) -> Result<Self, StoreError> {
        let mut wrapped = Self {
            m: cost.memory,
            t: cost.passes,
            p: 1,
            salt: random()?,
            sealed: Vec::new(),
        };
        wrapped.sealed = wrapped.wrapping_key(password)?.seal(WRAP, &key.0)?;
        Ok(wrapped)
    }

    /// # Errors
    /// [`StoreError::WrongPassword`], also when the header was altered: the two can't be told apart.
    pub fn open(&self, password: &Secret) -> Result<Key, StoreError> {
        let mut plain = self
            .wrapping_key(password)?
            .open(WRAP, &self.sealed)
            .ok_or(StoreError::WrongPassword)?;
        let key = <[u8; 32]>::try_from(plain.as_slice()).map(Key);
        plain.zeroize();
        key.map_err(|_| StoreError::WrongPassword)
    }

    fn wrapping_key(&self, password: &Secret) -> Result<Key, StoreError> {
        let sane = self.m <= 1 << 20 && self.t <= 16 && self.p <= 16;
        let params = Params::new(self.m, self.t, self.p, Some(32))
            .ok()
            .filter(|_| sane)
            .ok_or(StoreError::WrongPassword)?;
        let blocks = params.block_count();
        let mut memory = passing::room(blocks).map_err(|_| StoreError::WrongPassword)?;
        memory.resize(blocks, Block::default());
        let mut key = Key([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into_with_memory(
                password.0.as_bytes(),
                &self.salt,
                &mut key.0,
                &mut memory,
            )
            .map_err(|_| StoreError::WrongPassword)?;
        Ok(key)
    }
}

/// Random bytes of the system.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandom)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_only_in_its_place_and_unaltered() {
        let key = Key::random().unwrap();
        let sealed = key.seal(b"cards/1", b"secret").unwrap();
        assert_eq!(sealed.len(), b"secret".len() + OVERHEAD);
        assert_eq!(key.open(b"cards/1", &sealed).unwrap(), b"secret");
        assert_eq!(key.open(b"cards/2", &sealed), None);
        assert_eq!(Key::random().unwrap().open(b"cards/1", &sealed), None);
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(key.open(b"cards/1", &altered), None);
        }
        assert_eq!(key.open(b"cards/1", &sealed[..10]), None);
    }

    #[test]
    fn the_password_unwraps_the_key_and_another_does_not() {
        let key = Key::random().unwrap();
        let wrapped = Wrapped::new(&key, &Secret("верный".into()), Cost::default()).unwrap();
        let json = serde_json::to_string(&wrapped).unwrap();
        let wrapped: Wrapped = serde_json::from_str(&json).unwrap();
        assert_eq!(wrapped.open(&Secret("верный".into())).unwrap().0, key.0);
        assert!(matches!(
            wrapped.open(&Secret("другой".into())),
            Err(StoreError::WrongPassword)
        ));
    }

    #[test]
    fn a_header_that_asks_for_all_memory_is_refused() {
        let key = Key::random().unwrap();
        let mut wrapped = Wrapped::new(&key, &Secret("x".into()), Cost::LEAST).unwrap();
        wrapped.m = u32::MAX;
        assert!(wrapped.open(&Secret("x".into())).is_err());
    }
}
