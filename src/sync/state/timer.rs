//! The one timer of the line: pauses after failures, and moments in which acts wait for their companions.

use std::time::Duration;

use super::{CLAIM_WAITS, Line, NOTE_WAITS, Output, Phase, Urgency};

const FIRST_PAUSE: f64 = 1.0;
const LONGEST_PAUSE: f64 = 60.0;
/// The longest pause while acts wait: a clerk whose line is back should not wait a minute for the register's word.
const LONGEST_WITH_ACTS: f64 = 20.0;
/// However the dice fall, the register gets this long to come back.
const SHORTEST_PAUSE: f64 = 0.25;
/// An act brings the next try this close to the last one, and no closer.
const HASTENED: Duration = Duration::from_secs(5);
/// A program that is too old asks so seldom whether the register takes it again.
const UPDATE_PAUSE: f64 = 3600.0;
/// The longest time that a register may ask to wait, in seconds.
const MOST_ASKED: u64 = 600;
/// On a line that answers faster nothing is gained by waiting.
const NEAR: Duration = Duration::from_millis(50);
/// The longest that an act waits for its companions.
const LONGEST_LINGER: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    Off,
    /// `firm`: an act does not shorten it, because the register asked for it.
    Pause {
        firm: bool,
    },
    Linger(Urgency),
}

impl Line {
    pub(super) fn end_timer(&mut self, out: &mut Vec<Output>) {
        if self.timer != Timer::Off {
            self.timer = Timer::Off;
            out.push(Output::StopWait);
        }
    }

    /// Lets what is wanted wait for companions, or sends it where that gains nothing.
    pub(super) fn linger(&mut self, out: &mut Vec<Output>) {
        let Some(urgency) = self.wanted else {
            return;
        };
        if self.phase != Phase::In || self.syncing {
            return;
        }
        let wait = match urgency {
            Urgency::Note => NOTE_WAITS,
            Urgency::Claim => CLAIM_WAITS,
            Urgency::Act => self
                .round_trip
                .filter(|trip| *trip >= NEAR)
                .unwrap_or_default()
                .min(LONGEST_LINGER),
            Urgency::Now => Duration::ZERO,
        };
        if wait.is_zero() {
            return self.sync(out);
        }
        if matches!(self.timer, Timer::Linger(begun) if begun >= urgency) {
            return;
        }
        self.timer = Timer::Linger(urgency);
        out.push(Output::Wait(wait));
    }

    /// Brings the next try closer, but for a pause that the register asked for.
    pub(super) fn hasten(&mut self, out: &mut Vec<Output>) {
        if self.timer == (Timer::Pause { firm: false }) {
            out.push(Output::Hasten(HASTENED));
        }
    }

    /// Full jitter: anything up to a bound that doubles (AWS architecture blog, "Exponential backoff and jitter"), unless
    /// somebody waits who came too late for the try that failed. Only the next try is sooner for it.
    pub(super) fn pause(&mut self, chance: f64, asked: u64, out: &mut Vec<Output>) {
        let doublings = self.failures.saturating_sub(1).min(6);
        let longest = if self.acts {
            LONGEST_WITH_ACTS
        } else {
            LONGEST_PAUSE
        };
        let bound = (FIRST_PAUSE * f64::from(1u32 << doublings)).min(longest);
        let bound = match self.called {
            Some(Urgency::Now) => SHORTEST_PAUSE,
            Some(Urgency::Act) => bound.min(HASTENED.as_secs_f64()),
            Some(Urgency::Note | Urgency::Claim) | None => bound,
        };
        let jittered = (bound * chance.clamp(0.0, 1.0)).max(SHORTEST_PAUSE);
        self.timer = Timer::Pause { firm: asked > 0 };
        out.push(Output::Wait(
            Duration::from_secs(asked.min(MOST_ASKED)) + Duration::from_secs_f64(jittered),
        ));
    }

    /// About an hour, so that desks that were started together don't ask together.
    pub(super) fn pause_for_update(&mut self, chance: f64, out: &mut Vec<Output>) {
        self.timer = Timer::Pause { firm: true };
        out.push(Output::Wait(Duration::from_secs_f64(
            UPDATE_PAUSE * (0.9 + 0.2 * chance.clamp(0.0, 1.0)),
        )));
    }
}
