//! Passwords: argon2id (19 MiB, 2 passes: ASVS 5.0, appendix C), two at once, so that a storm of logins can't take the
//! memory of the node.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::api::session::Secret;

const AT_ONCE: usize = 2;
/// How long a login waits for its turn.
const TURN: Duration = Duration::from_secs(10);

pub struct Passwords {
    turns: Semaphore,
    /// Of no password: an unknown account takes the time of a known one.
    nobody: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Crowded;

impl Passwords {
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new() -> Result<Self, String> {
        let (nobody, _) = super::token::issue().map_err(|error| error.to_string())?;
        Ok(Self {
            turns: Semaphore::new(AT_ONCE),
            nobody: hash(&nobody)?,
        })
    }

    /// Whether `password` is the one of `known`; with no account, the answer is no, after the same work.
    ///
    /// # Errors
    /// [`Crowded`] when too many log in at once.
    pub async fn fits(&self, password: Secret, known: Option<String>) -> Result<bool, Crowded> {
        let turn = tokio::time::timeout(TURN, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            return Err(Crowded);
        };
        let exists = known.is_some();
        let phc = known.unwrap_or_else(|| self.nobody.clone());
        let fits = tokio::task::spawn_blocking(move || verify(&password, &phc)).await;
        Ok(exists && fits.unwrap_or(false))
    }
}

fn verify(password: &Secret, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.0.as_bytes(), &known)
            .is_ok()
    })
}

/// The PHC string that is kept of a password.
///
/// # Errors
/// When the system gives no random numbers.
pub fn hash(password: &Secret) -> Result<String, String> {
    Argon2::default()
        .hash_password(password.0.as_bytes())
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_fits_and_nobody_has_one() {
        let passwords = Passwords::new().unwrap();
        let secret = |text: &str| Secret(text.to_owned());
        let known = hash(&secret("верный")).unwrap();
        assert!(known.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(
            passwords.fits(secret("верный"), Some(known.clone())).await,
            Ok(true)
        );
        assert_eq!(
            passwords.fits(secret("неверный"), Some(known)).await,
            Ok(false)
        );
        assert_eq!(passwords.fits(secret("верный"), None).await, Ok(false));
    }
}
