//! The family's account: its login is the certificate's number, its password is shown once, on paper.

mod password;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use password::FamilyPassword;

/// The longest hash that is taken, in bytes.
const LONGEST: usize = 200;
/// What every hash of a family's password begins with (PHC string format).
const ALGORITHM: &str = "$argon2id$v=19$";

/// What is kept of the family's password: the PHC string of argon2id. The password itself is on paper alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String))]
#[serde(try_from = "String", into = "String")]
pub struct PasswordHash(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this is no argon2id hash of version 19: hash the password anew")]
pub struct NoPasswordHash;

impl PasswordHash {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PasswordHash {
    type Err = NoPasswordHash;

    fn from_str(text: &str) -> Result<Self, NoPasswordHash> {
        text.to_owned().try_into()
    }
}

impl TryFrom<String> for PasswordHash {
    type Error = NoPasswordHash;

    fn try_from(text: String) -> Result<Self, NoPasswordHash> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"$,=+/-".contains(&b);
        let fits = text.len() <= LONGEST && text.starts_with(ALGORITHM) && text.bytes().all(plain);
        if fits {
            Ok(Self(text))
        } else {
            Err(NoPasswordHash)
        }
    }
}

impl From<PasswordHash> for String {
    fn from(hash: PasswordHash) -> Self {
        hash.0
    }
}

/// A hash is guessed at off-line: a debug print shows nothing of it.
impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_argon2id_hash_is_taken() {
        let hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
        assert_eq!(hash.parse::<PasswordHash>().unwrap().as_str(), hash);
        for wrong in [
            "",
            "пароль",
            "$argon2i$v=19$m=8,t=1,p=1$c2E$aGE",
            "$argon2id$v=19$ a",
        ] {
            assert_eq!(
                wrong.parse::<PasswordHash>(),
                Err(NoPasswordHash),
                "{wrong}"
            );
        }
    }
}
