//! When a letter that nobody took is tried again, and when that ends (RFC 5321, 4.5.4.1).

use chrono::{DateTime, Duration, Utc};

/// After the first failure. Servers that turn strangers away at first let them in after some minutes.
const FIRST: Duration = Duration::minutes(5);
const LONGEST: Duration = Duration::hours(6);
/// How long a letter is tried.
const AT_ALL: Duration = Duration::days(3);

/// When the letter is tried next, after its `tries`-th failure at `now`; `None`: it isn't. `chance` in `0.0..1.0` spreads
/// letters that failed together. The last attempt comes when the time is over.
#[must_use]
pub fn next(
    queued: DateTime<Utc>,
    tries: u32,
    now: DateTime<Utc>,
    chance: f64,
) -> Option<DateTime<Utc>> {
    let end = queued + AT_ALL;
    if now >= end {
        return None;
    }
    // Beyond ten doublings the longest pause holds anyway.
    let doubled = FIRST * 2_i32.pow(tries.saturating_sub(1).min(10));
    let whole = doubled.min(LONGEST).num_milliseconds();
    let pause = Duration::milliseconds((whole as f64 * (0.75 + 0.5 * chance)) as i64);
    Some((now + pause).min(end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn start() -> DateTime<Utc> {
        "2026-03-10T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn pauses_grow_from_minutes_to_hours() {
        let pause = |tries| next(start(), tries, start(), 0.5).unwrap() - start();
        let minutes: Vec<i64> = (1..=9).map(|tries| pause(tries).num_minutes()).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 80, 160, 320, 360, 360]);
        assert_eq!(pause(u32::MAX), LONGEST);
    }

    #[test]
    fn the_last_attempt_comes_when_the_time_is_over() {
        let late = start() + AT_ALL - Duration::minutes(1);
        assert_eq!(next(start(), 30, late, 0.0), Some(start() + AT_ALL));
        assert_eq!(next(start(), 31, start() + AT_ALL, 0.0), None);
    }

    proptest! {
        #[test]
        fn it_always_ends_and_never_hurries(chances in prop::collection::vec(0.0..1.0, 40)) {
            let (mut now, mut tries) = (start(), 0);
            while let Some(due) = { tries += 1; next(start(), tries, now, chances[tries as usize % 40]) } {
                let pause = due - now;
                prop_assert!(pause >= Duration::seconds(225) || due == start() + AT_ALL);
                prop_assert!(pause <= LONGEST * 5 / 4);
                now = due;
            }
            prop_assert_eq!(now, start() + AT_ALL);
            prop_assert!((10..40).contains(&tries), "{}", tries);
        }
    }
}
