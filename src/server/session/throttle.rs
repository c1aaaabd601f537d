//! Failed logins are counted by (account, device): a stranger who guesses from elsewhere never locks the clerk's own
//! device out, and one address of a whole office is no key at all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// So many failures pass before one has to wait.
const FREE: u32 = 5;
/// The time in which one failure is forgotten.
const FORGET: Duration = Duration::seconds(12);
/// Accounts and devices that are kept in mind; forgotten ones go first.
const MOST: usize = 100_000;

/// The device is one that the register issued to this account, else none: invented ones share one count.
type Key = (String, Option<Uuid>);

pub struct Throttle {
    failures: Mutex<HashMap<Key, Failures>>,
    free: u32,
    forget: Duration,
}

/// That of clerks, and of one family.
impl Default for Throttle {
    fn default() -> Self {
        Self::of(FREE, FORGET)
    }
}

struct Failures {
    count: u32,
    last: DateTime<Utc>,
}

impl Failures {
    fn left(&self, now: DateTime<Utc>, forget: Duration) -> u32 {
        let forgotten = (now - self.last).num_seconds() / forget.num_seconds();
        self.count
            .saturating_sub(u32::try_from(forgotten).unwrap_or(0))
    }
}

impl Throttle {
    /// Lets `free` failures pass, and forgets one in each `forget`, whole seconds.
    #[must_use]
    pub fn of(free: u32, forget: Duration) -> Self {
        Self {
            failures: Mutex::default(),
            free,
            forget,
        }
    }

    /// Counts a try that is about to be made; [`Throttle::succeeded`] takes it back.
    ///
    /// # Errors
    /// The seconds to wait.
    pub fn try_once(
        &self,
        login: &str,
        device: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<(), u64> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= MOST {
            failures.retain(|_, known| known.left(now, self.forget) > 0);
        }
        let known = failures
            .entry((login.to_owned(), device))
            .or_insert(Failures {
                count: 0,
                last: now,
            });
        let left = known.left(now, self.forget);
        if left >= self.free {
            let forget = self.forget.num_seconds();
            let over = i64::from(left - self.free + 1) * forget;
            let passed = (now - known.last).num_seconds() % forget;
            return Err(u64::try_from(over - passed).unwrap_or(1).max(1));
        }
        *known = Failures {
            count: left + 1,
            last: now,
        };
        Ok(())
    }

    /// The try of a login without a device was none, after all: the others stay counted.
    pub fn take_back(&self, login: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = failures.get_mut(&(login.to_owned(), None)) {
            known.count = known.count.saturating_sub(1);
        }
    }

    pub fn succeeded(&self, login: &str, device: Option<Uuid>) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&(login.to_owned(), device));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_waits_until_one_is_forgotten() {
        let throttle = Throttle::default();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for _ in 0..5 {
            assert_eq!(throttle.try_once("anna", None, now), Ok(()));
        }
        assert_eq!(throttle.try_once("anna", None, now), Err(12));
        let device = Some(Uuid::nil());
        assert_eq!(throttle.try_once("anna", device, now), Ok(()));
        assert_eq!(throttle.try_once("boris", None, now), Ok(()));
        let later = now + Duration::seconds(12);
        assert_eq!(throttle.try_once("anna", None, later), Ok(()));
        assert_eq!(throttle.try_once("anna", None, later), Err(12));
    }

    #[test]
    fn a_try_that_is_taken_back_does_not_count_and_the_others_do() {
        let throttle = Throttle::of(3, Duration::seconds(1));
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for _ in 0..10 {
            assert_eq!(throttle.try_once("", None, now), Ok(()));
            throttle.take_back("");
        }
        for _ in 0..3 {
            assert_eq!(throttle.try_once("", None, now), Ok(()));
        }
        assert_eq!(throttle.try_once("", None, now), Err(1));
        let later = now + Duration::seconds(1);
        assert_eq!(throttle.try_once("", None, later), Ok(()));
    }

    #[test]
    fn a_login_forgets_all_failures() {
        let throttle = Throttle::default();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        for _ in 0..20 {
            assert_eq!(throttle.try_once("anna", None, now), Ok(()));
            throttle.succeeded("anna", None);
        }
    }
}
