//! Which applications other clerks work on, as the register told last.
//!
//! Kept beside the records, once for all screens. A lease that is past its time shows nothing: the colleague may be away
//! for good, and nothing is certain but the fence.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, DurationRound, Utc};

use crate::domain::{ApplicationNumber, Clean, ClerkId};
use crate::sync::desk::{HeldHere, News};

/// A colleague who has an application on the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub clerk: ClerkId,
    pub name: Clean,
    pub until: DateTime<Utc>,
    /// Since when, where this desk has seen it begin.
    pub since: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
pub struct Holders {
    by: BTreeMap<ApplicationNumber, Holder>,
    /// Whose desk this is: own leases show nothing.
    me: Option<ClerkId>,
    /// The whole list was told once, so that what comes later has just begun.
    told: bool,
}

impl Holders {
    /// Listens to the store.
    pub fn hear(&mut self, news: &News, now: DateTime<Utc>) {
        match news {
            News::Unlocked(unlocked) => {
                self.me = Some(unlocked.profile.clerk);
                self.told = false;
                self.by.clear();
                self.take(&unlocked.held, None);
            }
            News::Held(held) => {
                let since = self.told.then_some(now);
                self.told = true;
                self.take(held, since);
            }
            _ => {}
        }
    }

    /// The list replaces the one before; who goes on holding keeps the time of the beginning.
    fn take(&mut self, held: &[HeldHere], since: Option<DateTime<Utc>>) {
        let before = std::mem::take(&mut self.by);
        for one in held.iter().filter(|one| Some(one.clerk) != self.me) {
            let goes_on = before
                .get(&one.application)
                .filter(|old| old.clerk == one.clerk);
            let holder = Holder {
                clerk: one.clerk,
                name: one.name.clone(),
                until: one.until,
                since: goes_on.map_or(since, |old| old.since),
            };
            self.by.insert(one.application, holder);
        }
    }

    /// Who works on the application now, if it is another clerk.
    #[must_use]
    pub fn of(&self, number: ApplicationNumber, now: DateTime<Utc>) -> Option<&Holder> {
        self.by.get(&number).filter(|holder| holder.until > now)
    }

    /// When names have to be looked at again although nothing happens: at the next whole minute while somebody holds
    /// something; never, while nobody does.
    #[must_use]
    pub fn next_minute(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.by.values().find(|holder| holder.until > now)?;
        let minute = now.duration_trunc(Duration::minutes(1)).ok()?;
        Some(minute + Duration::minutes(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screens::common::rig::{moment, number, profile};

    fn held(serial: u32, clerk: u32, minutes: i64) -> HeldHere {
        HeldHere {
            application: number(serial),
            clerk: ClerkId(clerk),
            name: "Петрова А. И.".into(),
            until: moment() + Duration::minutes(minutes),
        }
    }

    #[test]
    fn own_and_ended_leases_show_nothing() {
        let me = profile(&[]).clerk;
        let mut holders = Holders {
            me: Some(me),
            ..Holders::default()
        };
        let list = vec![held(1, 9, 4), held(2, me.0, 4), held(3, 9, 0)];
        holders.hear(&News::Held(list), moment());
        assert!(holders.of(number(1), moment()).is_some());
        assert!(holders.of(number(2), moment()).is_none());
        assert!(holders.of(number(3), moment()).is_none());
        let later = moment() + Duration::minutes(4);
        assert!(holders.of(number(1), later).is_none());
        assert_eq!(holders.next_minute(later), None);
    }

    #[test]
    fn the_beginning_is_known_only_where_it_was_seen() {
        let mut holders = Holders::default();
        holders.hear(&News::Held(vec![held(1, 9, 4)]), moment());
        let later = moment() + Duration::minutes(1);
        holders.hear(&News::Held(vec![held(1, 9, 5), held(2, 9, 5)]), later);
        let since = |serial| holders.of(number(serial), later).unwrap().since;
        assert_eq!(since(1), None);
        assert_eq!(since(2), Some(later));
    }
}
