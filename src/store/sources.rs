//! Time and chance, handed in, so that every run can be repeated. Keys and nonces are not drawn from here.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Where the desk takes its time and its chance from.
#[derive(Clone)]
pub struct Sources {
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    random: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl Sources {
    #[must_use]
    pub fn new(
        now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
        random: impl Fn() -> u64 + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Arc::new(now),
            random: Arc::new(random),
        }
    }

    /// Those of the system.
    #[must_use]
    pub fn system() -> Self {
        // Without the system's randomness the clock's digits still tell two acts of a desk apart.
        let random = || {
            getrandom::u64().unwrap_or_else(|_| {
                Utc::now()
                    .timestamp_nanos_opt()
                    .unwrap_or_default()
                    .cast_unsigned()
            })
        };
        Self::new(Utc::now, random)
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// A number in `0.0..1.0`.
    #[must_use]
    pub fn chance(&self) -> f64 {
        ((self.random)() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A UUID of version 7 (RFC 9562): in the order of time.
    #[must_use]
    pub fn id(&self) -> Uuid {
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        let (high, low) = ((self.random)(), (self.random)());
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&high.to_le_bytes());
        bytes[8..].copy_from_slice(&low.to_le_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_in_comes_back() {
        let sources = Sources::new(
            || DateTime::from_timestamp_millis(1_790_000_000_123).unwrap(),
            || u64::MAX,
        );
        assert!(sources.chance() < 1.0);
        let id = sources.id();
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id, sources.id());
        assert_ne!(Sources::system().id(), Sources::system().id());
    }
}
