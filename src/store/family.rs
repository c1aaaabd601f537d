//! The password of a family, made on the desk: chance from the system, and the hash that alone is kept.
//!
//! Takes the memory and the time of a login at the register: never on a thread that somebody waits for. What comes out is
//! handed to the paper; nothing here writes it anywhere.

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Params, Version};
use thiserror::Error;

use crate::domain::{FamilyPassword, PasswordHash};

/// The least that the register takes: KiB of memory and passes, as for its own clerks.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// A password for one paper, and what is told of it.
#[derive(Debug)]
pub struct Made {
    pub password: FamilyPassword,
    pub hash: PasswordHash,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no password can be made: the system gives no random numbers, or no memory; try again")]
pub struct NotMade;

/// Makes a password that nobody has seen.
///
/// # Errors
/// [`NotMade`] when the system gives no random numbers.
pub fn make() -> Result<Made, NotMade> {
    let password = FamilyPassword::draw(getrandom::fill).map_err(|_| NotMade)?;
    let params = Params::new(MEMORY, PASSES, 1, None).map_err(|_| NotMade)?;
    let hash: phc::PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.symbols().as_bytes())
        .map_err(|_| NotMade)?;
    let hash = PasswordHash::try_from(hash.to_string()).map_err(|_| NotMade)?;
    Ok(Made { password, hash })
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordVerifier;

    use super::*;

    fn fits(hash: &PasswordHash, text: &str) -> bool {
        let known = phc::PasswordHash::new(hash.as_str()).unwrap();
        let typed = FamilyPassword::typed(text);
        let argon2 = Argon2::default();
        argon2
            .verify_password(typed.symbols().as_bytes(), &known)
            .is_ok()
    }

    #[test]
    fn each_one_is_another_and_its_hash_is_as_strong_as_the_register_demands() {
        let (first, second) = (make().unwrap(), make().unwrap());
        assert_ne!(first.password, second.password);
        assert!(
            first
                .hash
                .as_str()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
        );
        assert!(fits(&first.hash, &first.password.grouped()));
        assert!(!fits(&first.hash, &second.password.grouped()));
        let shown = format!("{first:?}");
        assert!(!shown.contains(first.password.symbols()), "{shown}");
        assert!(!shown.contains(first.hash.as_str()), "{shown}");
    }
}
