//! How fast a portal may ask: so many requests in a minute, which may come at once.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};

use crate::server::storage::portal::PortalId;

/// What an account may have saved up.
const SAVED: Duration = Duration::minutes(1);

/// For each account the moment at which all that it has asked would be worked off (the generic cell rate algorithm of
/// ITU-T I.371): one number, no timer. A node counts for itself.
#[derive(Default)]
pub struct Pace(Mutex<BTreeMap<PortalId, DateTime<Utc>>>);

impl Pace {
    /// Counts a request of an account that may send `per_minute`.
    ///
    /// # Errors
    /// The whole seconds to wait.
    pub fn count(&self, portal: PortalId, per_minute: u32, now: DateTime<Utc>) -> Result<(), u64> {
        let each = SAVED / i32::try_from(per_minute.max(1)).unwrap_or(i32::MAX);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let free = all.entry(portal).or_insert(now);
        let then = (*free).max(now) + each;
        let over = then - now - SAVED;
        if over > Duration::zero() {
            let millis = u64::try_from(over.num_milliseconds()).unwrap_or_default();
            return Err(millis.div_ceil(1_000).max(1));
        }
        *free = then;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_spent_at_once_and_comes_back_bit_by_bit() {
        let pace = Pace::default();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let (one, other) = (PortalId(1), PortalId(2));
        for _ in 0..30 {
            assert_eq!(pace.count(one, 30, now), Ok(()));
        }
        assert_eq!(pace.count(one, 30, now), Err(2));
        assert_eq!(pace.count(other, 30, now), Ok(()));
        let later = now + Duration::seconds(2);
        assert_eq!(pace.count(one, 30, later), Ok(()));
        assert_eq!(pace.count(one, 30, later), Err(2));
        let rested = now + Duration::minutes(5);
        for _ in 0..30 {
            assert_eq!(pace.count(one, 30, rested), Ok(()));
        }
        assert!(pace.count(one, 30, rested).is_err());
    }
}
