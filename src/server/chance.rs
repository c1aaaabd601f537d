//! The register's chance: the one place that asks the system for random numbers.
//!
//! Tokens are drawn from it, so whatever serves clerks takes [`SystemChance`]; another one makes a run repeatable.

use chrono::{DateTime, Utc};
use uuid::Uuid;

pub trait Chance: Send + Sync + 'static {
    /// Any number is as likely as any other.
    fn number(&self) -> u64;

    /// Fills `secret` with bytes that nobody can guess.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    fn fill(&self, secret: &mut [u8]) -> Result<(), getrandom::Error>;
}

/// The operating system's generator.
pub struct SystemChance;

impl Chance for SystemChance {
    fn number(&self) -> u64 {
        // Without the system's randomness the clock's digits still tell two identifiers of a node apart.
        getrandom::u64().unwrap_or_else(|_| {
            Utc::now()
                .timestamp_nanos_opt()
                .unwrap_or_default()
                .cast_unsigned()
        })
    }

    fn fill(&self, secret: &mut [u8]) -> Result<(), getrandom::Error> {
        getrandom::fill(secret)
    }
}

/// A UUID of version 7 (RFC 9562): in the order of time.
#[must_use]
pub fn id(chance: &dyn Chance, now: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    let (high, low) = (chance.number(), chance.number());
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&high.to_le_bytes());
    bytes[8..].copy_from_slice(&low.to_le_bytes()[..2]);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}

/// A number in `0.0..1.0`.
#[must_use]
pub fn fraction(chance: &dyn Chance) -> f64 {
    (chance.number() >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u64);

    impl Chance for Fixed {
        fn number(&self) -> u64 {
            self.0
        }

        fn fill(&self, secret: &mut [u8]) -> Result<(), getrandom::Error> {
            secret.fill(7);
            Ok(())
        }
    }

    #[test]
    fn the_same_chance_gives_the_same_and_the_system_another() {
        let now = DateTime::from_timestamp_millis(1_790_000_000_123).unwrap();
        assert_eq!(id(&Fixed(5), now), id(&Fixed(5), now));
        assert_ne!(id(&Fixed(5), now), id(&Fixed(6), now));
        assert_ne!(id(&SystemChance, now), id(&SystemChance, now));
        assert_eq!(id(&SystemChance, now).get_version_num(), 7);
        assert!(fraction(&Fixed(u64::MAX)) < 1.0);
        assert!(fraction(&Fixed(0)).abs() < f64::EPSILON);
    }
}
