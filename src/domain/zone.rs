//! The time zones of Russia: a date belongs to the place where the desk stands, not to the machine that works it out.
//!
//! Eleven zones, whole hours before UTC, the same all the year: no clock is moved since 26 October 2014 (Federal law
//! 107-FZ of 3 June 2011, as amended by 248-FZ of 21 July 2014).

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The first and the last zone, in hours before UTC: Kaliningrad and Kamchatka.
const FIRST: u8 = 2;
const LAST: u8 = 12;

/// The zone of a municipality, in hours before UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(try_from = "u8", into = "u8")]
#[cfg_attr(feature = "server", schema(value_type = u8, minimum = 2, maximum = 12, example = 3))]
pub struct Zone(u8);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Russia has the zones {FIRST} to {LAST}, in hours before UTC: give 3 for Moscow time")]
pub struct NoSuchZone;

impl Zone {
    /// Moscow time, in which the Komi Republic lives.
    pub const MOSCOW: Self = Self(3);

    /// All zones, from west to east.
    pub fn all() -> impl Iterator<Item = Self> {
        (FIRST..=LAST).map(Self)
    }

    #[must_use]
    pub fn hours(self) -> u8 {
        self.0
    }

    /// What a clock on the wall shows. A moment at the very end of time stays in UTC: it has no other form.
    #[must_use]
    pub fn local(self, at: DateTime<Utc>) -> NaiveDateTime {
        let utc = at.naive_utc();
        utc.checked_add_signed(Duration::hours(self.0.into()))
            .unwrap_or(utc)
    }

    /// The date on which a moment falls.
    #[must_use]
    pub fn date(self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date()
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::MOSCOW
    }
}

impl TryFrom<u8> for Zone {
    type Error = NoSuchZone;

    fn try_from(hours: u8) -> Result<Self, NoSuchZone> {
        (FIRST..=LAST)
            .contains(&hours)
            .then_some(Self(hours))
            .ok_or(NoSuchZone)
    }
}

impl From<Zone> for u8 {
    fn from(zone: Zone) -> Self {
        zone.0
    }
}

impl FromStr for Zone {
    type Err = NoSuchZone;

    /// Reads `3` and `+3`.
    fn from_str(text: &str) -> Result<Self, NoSuchZone> {
        text.parse::<u8>().map_err(|_| NoSuchZone)?.try_into()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UTC+{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveTime};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::validate::age;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    /// The moment at which `date` begins in `zone`.
    fn begins(zone: Zone, date: NaiveDate) -> DateTime<Utc> {
        date.and_time(NaiveTime::MIN).and_utc() - Duration::hours(zone.hours().into())
    }

    const MOMENT: Duration = Duration::milliseconds(1);

    #[test]
    fn there_are_eleven_and_no_others_are_read() {
        assert_eq!(Zone::all().count(), 11);
        for hours in 0..=u8::MAX {
            assert_eq!(Zone::try_from(hours).is_ok(), (2..=12).contains(&hours));
        }
        assert_eq!("+7".parse(), Ok(Zone(7)));
        assert_eq!("12".parse(), Ok(Zone(12)));
        for wrong in ["", "13", "-3", "3.5", "Europe/Moscow"] {
            assert_eq!(wrong.parse::<Zone>(), Err(NoSuchZone));
        }
        assert_eq!(serde_json::to_string(&Zone::MOSCOW).unwrap(), "3");
        assert!(serde_json::from_str::<Zone>("13").is_err());
        assert_eq!(Zone::MOSCOW.to_string(), "UTC+3");
    }

    #[test]
    fn one_moment_has_two_dates_from_end_to_end_of_the_country() {
        let at = begins(Zone(7), day(2027, 1, 1));
        let dates: Vec<_> = Zone::all().map(|zone| zone.date(at).year()).collect();
        assert_eq!(dates, [[2026; 5].as_slice(), &[2027; 6]].concat());
    }

    #[test]
    fn the_end_of_time_has_a_date() {
        for zone in Zone::all() {
            let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
            assert_eq!(zone.local(last), last.naive_utc());
            assert!(zone.local(first) > first.naive_utc());
        }
    }

    /// Every day of fifty years in every zone, at both its ends: no day is left out and none comes twice.
    #[test]
    fn days_follow_each_other_without_gap_from_1990_to_2040() {
        let days = (day(2041, 1, 1) - day(1990, 1, 1)).num_days();
        for zone in Zone::all() {
            let mut date = day(1990, 1, 1);
            for _ in 0..days {
                let next = date.succ_opt().unwrap();
                let (from, to) = (begins(zone, date), begins(zone, next));
                assert_eq!(to - from, Duration::hours(24));
                assert_eq!((zone.date(from), zone.date(to - MOMENT)), (date, date));
                assert_eq!(zone.date(to), next);
                date = next;
            }
        }
    }

    #[test]
    fn the_year_of_the_journal_turns_with_the_local_new_year() {
        for zone in Zone::all() {
            for year in 1990..=2040 {
                let turns = begins(zone, day(year, 1, 1));
                assert_eq!(zone.date(turns).year(), year);
                assert_eq!(zone.date(turns - MOMENT), day(year - 1, 12, 31));
            }
        }
    }

    proptest! {
        /// Entitlement begins and ends with a local midnight, for those born on 29 February with that of 1 March.
        #[test]
        fn age_turns_with_the_local_day(hours in FIRST..=LAST, year in 1990i32..=2022, ordinal in 1u32..=366, leap in any::<bool>()) {
            let zone = Zone(hours);
            let birth = if leap {
                day(year / 4 * 4, 2, 29)
            } else {
                NaiveDate::from_yo_opt(year, ordinal.min(365)).unwrap()
            };
            let turned = |years: i32| {
                let year = birth.year() + years;
                birth.with_year(year).unwrap_or_else(|| day(year, 3, 1))
            };
            let entitled = |at| age::entitled(birth, zone.date(at));
            let (from, to) = (begins(zone, turned(5)), begins(zone, turned(18)));
            prop_assert!(!entitled(from - MOMENT));
            prop_assert!(entitled(from));
            prop_assert!(entitled(to - MOMENT));
            prop_assert!(!entitled(to));
        }

        /// Any moment falls on the day that has begun and not ended where the desk stands.
        #[test]
        fn a_moment_falls_on_its_day(hours in FIRST..=LAST, seconds in 631_152_000i64..2_240_524_800) {
            let zone = Zone(hours);
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let date = zone.date(at);
            prop_assert!(begins(zone, date) <= at);
            prop_assert!(at < begins(zone, date.succ_opt().unwrap()));
        }
    }
}
