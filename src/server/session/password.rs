//! Passwords: argon2id (19 MiB, 2 passes: ASVS 5.0, appendix C), two at once, so that a storm of logins can't take the
//! memory of the node.

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::api::session::Secret;

const AT_ONCE: usize = 2;
/// How long a login waits for its turn.
const TURN: Duration = Duration::from_secs(10);

/// What hashing one password takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    pub passes: u32,
}

impl Cost {
    /// That of every register that serves clerks.
    pub const FULL: Self = Self {
        memory: 19 * 1024,
        passes: 2,
    };
    /// The least that argon2 knows: for runs with thousands of logins and no secret.
    pub const LEAST: Self = Self {
        memory: Params::MIN_M_COST,
        passes: Params::MIN_T_COST,
    };
}

pub struct Passwords {
    turns: Semaphore,
    /// Of no password: an unknown account takes the time of a known one.
    nobody: String,
    /// Whether the work is done where it is asked for, and not on a thread that may block.
    inline: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Crowded;

impl Passwords {
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new() -> Result<Self, String> {
        Self::of(Cost::FULL, false)
    }

    /// Without threads of their own, so that a run can be repeated: each login blocks the whole node while it is
    /// checked.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn inline(cost: Cost) -> Result<Self, String> {
        Self::of(cost, true)
    }

    fn of(cost: Cost, inline: bool) -> Result<Self, String> {
        Ok(Self {
            turns: Semaphore::new(AT_ONCE),
            nobody: hash_at(&Secret(String::new()), cost)?,
            inline,
        })
    }

    /// The same work for others, who don't wait behind these.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            nobody: self.nobody.clone(),
            inline: self.inline,
        }
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
        let fits = if self.inline {
            verify(&password, &phc)
        } else {
            let work = tokio::task::spawn_blocking(move || verify(&password, &phc));
            work.await.unwrap_or(false)
        };
        Ok(exists && fits)
    }
}

fn verify(password: &Secret, phc: &str) -> bool {
    PasswordHash::new(phc).is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.0.as_bytes(), &known)
            .is_ok()
    })
}

/// What the PHC string of an argon2id hash says of its making; `None` for any other text, and for one that nothing fits.
#[must_use]
pub fn cost(phc: &str) -> Option<Cost> {
    let known = PasswordHash::new(phc).ok()?;
    let params = Params::try_from(&known).ok()?;
    let whole = known.salt.is_some() && known.hash.is_some();
    whole.then(|| Cost {
        memory: params.m_cost(),
        passes: params.t_cost(),
    })
}

/// The PHC string that is kept of a password.
///
/// # Errors
/// When the system gives no random numbers.
pub fn hash(password: &Secret) -> Result<String, String> {
    hash_at(password, Cost::FULL)
}

/// The same at another cost; the string tells it, so that it is verified at that cost.
///
/// # Errors
/// When argon2 knows no such cost, or the system gives no random numbers.
pub fn hash_at(password: &Secret, cost: Cost) -> Result<String, String> {
    let params =
        Params::new(cost.memory, cost.passes, 1, None).map_err(|error| error.to_string())?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
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

    #[tokio::test]
    async fn a_cheap_password_is_verified_at_its_own_cost() {
        let passwords = Passwords::inline(Cost::LEAST).unwrap();
        let secret = |text: &str| Secret(text.to_owned());
        let known = hash_at(&secret("верный"), Cost::LEAST).unwrap();
        assert!(known.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{known}");
        assert_eq!(
            passwords.fits(secret("верный"), Some(known.clone())).await,
            Ok(true)
        );
        assert_eq!(
            passwords.fits(secret("неверный"), Some(known)).await,
            Ok(false)
        );
        assert_eq!(passwords.fits(secret(""), None).await, Ok(false));
    }
}
