//! Who holds which application: this desk, with the fence that its acts bear, and other clerks, until when by its clock.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use crate::api::sync::{Delta, Lease, Scope};
use crate::domain::{ApplicationNumber, ClerkId};
use crate::store::act::HeldHere;

#[derive(Debug, Default)]
pub struct Leases {
    /// Fences of this desk's leases. A lease whose time is over keeps its fence until the register says that it ended:
    /// behind a newer holder the fence is what makes an act a conflict.
    own: BTreeMap<ApplicationNumber, u64>,
    others: BTreeMap<ApplicationNumber, HeldHere>,
}

impl Leases {
    /// What was kept over a restart.
    pub fn others_are(&mut self, others: Vec<HeldHere>) {
        self.others = others.into_iter().map(|h| (h.application, h)).collect();
    }

    #[must_use]
    pub fn fence(&self, application: ApplicationNumber) -> Option<u64> {
        self.own.get(&application).copied()
    }

    /// The register has said which leases this desk holds. Gives those that it held before and holds no more.
    pub fn own(&mut self, leases: &[Lease]) -> Vec<ApplicationNumber> {
        let now = leases.iter().map(|l| (l.application, l.fence)).collect();
        let before = std::mem::replace(&mut self.own, now);
        before
            .into_keys()
            .filter(|application| !self.own.contains_key(application))
            .collect()
    }

    /// The device has another name: none of its leases counts any more.
    pub fn forget_own(&mut self) {
        self.own.clear();
    }

    /// Takes in who holds what of others than `me`. Gives whether something is different now.
    pub fn absorb(&mut self, deltas: &[Delta], me: ClerkId, now: DateTime<Utc>) -> bool {
        let before = self.others.clone();
        for delta in deltas {
            if let (true, Scope::Municipality(code)) = (delta.reset, delta.scope) {
                self.others.retain(|n, _| n.municipality() != code);
            }
            for held in &delta.held {
                let other = held.by.as_ref().filter(|holder| holder.clerk != me);
                match other {
                    Some(holder) => {
                        let until = i64::try_from(holder.until_ms).ok();
                        let until = until.and_then(Duration::try_milliseconds);
                        let here = HeldHere {
                            application: held.application,
                            clerk: holder.clerk,
                            name: holder.name.clone(),
                            until: until.and_then(|u| now.checked_add_signed(u)).unwrap_or(now),
                        };
                        self.others.insert(held.application, here);
                    }
                    None => {
                        self.others.remove(&held.application);
                    }
                }
            }
        }
        self.drop_expired(now);
        self.others != before
    }

    /// Gives whether one was.
    pub fn drop_expired(&mut self, now: DateTime<Utc>) -> bool {
        let before = self.others.len();
        self.others.retain(|_, held| held.until > now);
        self.others.len() < before
    }

    #[must_use]
    pub fn others(&self) -> Vec<HeldHere> {
        self.others.values().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::sync::{Held, Holder};
    use crate::domain::MunicipalityCode;
    use crate::store::fixture::{at, number};

    fn held(serial: u32, clerk: Option<u32>, until_ms: u64) -> Held {
        Held {
            application: number(serial),
            by: clerk.map(|clerk| Holder {
                clerk: ClerkId(clerk),
                name: "Вера".into(),
                until_ms,
            }),
        }
    }

    fn delta(held: Vec<Held>, reset: bool) -> Delta {
        Delta {
            reset,
            held,
            ..Delta::empty(Scope::Municipality(MunicipalityCode(1)), 1)
        }
    }

    fn serials(leases: &Leases) -> Vec<u32> {
        leases
            .others()
            .iter()
            .map(|h| h.application.serial())
            .collect()
    }

    #[test]
    fn leases_of_others_come_go_and_run_out() {
        let (me, now) = (ClerkId(5), at());
        let mut leases = Leases::default();
        let first = delta(
            vec![
                held(1, Some(6), 60_000),
                held(2, Some(5), 60_000),
                held(3, Some(7), u64::MAX),
            ],
            false,
        );
        assert!(leases.absorb(&[first], me, now));
        assert_eq!(serials(&leases), [1], "a time that can't be is over");
        assert!(!leases.drop_expired(now));
        assert!(leases.drop_expired(now + Duration::seconds(60)));
        assert!(leases.absorb(&[delta(vec![held(1, Some(6), 9_000)], false)], me, now));
        assert!(!leases.absorb(&[delta(vec![held(1, Some(6), 9_000)], false)], me, now));
        assert!(leases.absorb(&[delta(vec![held(1, None, 0)], false)], me, now));
        assert!(leases.absorb(&[delta(vec![held(4, Some(6), 9_000)], false)], me, now));
        assert!(leases.absorb(&[delta(vec![held(5, Some(6), 9_000)], true)], me, now));
        assert_eq!(serials(&leases), [5]);
    }

    #[test]
    fn a_fence_is_known_until_the_register_says_otherwise() {
        let lease = |serial, fence| Lease {
            application: number(serial),
            fence,
            until_ms: 1,
        };
        let mut leases = Leases::default();
        assert!(leases.own(&[lease(1, 3), lease(2, 9)]).is_empty());
        assert_eq!(leases.fence(number(1)), Some(3));
        assert_eq!(leases.own(&[lease(2, 9)]), [number(1)]);
        assert_eq!(
            (leases.fence(number(1)), leases.fence(number(2))),
            (None, Some(9))
        );
        leases.forget_own();
        assert_eq!(leases.fence(number(2)), None);
    }
}
