//! The connection as a pure state machine: what happened goes in, what to do comes out.
//!
//! No clock, no randomness, no I/O: chance is handed in. One sync is in flight at most, one wake beside it; while
//! connected and idle only the wake is open, and no timer runs.

use std::time::Duration;

use super::desk::LinkState;

const FIRST_PAUSE: f64 = 1.0;
const LONGEST_PAUSE: f64 = 60.0;
/// However the dice fall, the register gets this long to come back.
const SHORTEST_PAUSE: f64 = 0.25;
/// Wakes in a row that announced changes which a sync then did not find.
const BARREN: u32 = 3;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A login and its password are there.
    Start,
    /// The account is gone: be still.
    Quit,
    LoggedIn,
    LoginFailed(Fault),
    /// A sync was taken in. `more`: acts or records still wait; `fresh`: it brought something.
    Synced {
        more: bool,
        fresh: bool,
        slow: bool,
    },
    SyncFailed(Fault),
    /// The wake ended. `early`: sooner than any register that waits would end it.
    Woken {
        moved: bool,
        early: bool,
    },
    WakeFailed(Fault),
    /// An act was saved.
    Saved,
    /// The clerk doesn't want to wait.
    Asked,
    /// The pause is over.
    Due,
}

/// What kind of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NoLine,
    Late,
    /// The register asks to wait so many seconds.
    Busy(u64),
    /// The session is over: log in again.
    LoginOver,
    /// The password is not right any more.
    LockedOut,
    /// Nothing will be better by itself: the program is too old, or the store was copied.
    Hopeless,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Login,
    Sync,
    Wake,
    /// End the wake, the login and the pause that may be under way.
    StopAll,
    StopWake,
    Pause(Duration),
    StopPause,
    Tell(LinkState),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// No account, or nothing left to try.
    Still,
    LoggingIn,
    /// Waiting to log in again.
    LoggedOut,
    In,
}

/// The machine.
#[derive(Debug)]
pub struct Line {
    phase: Phase,
    syncing: bool,
    waking: bool,
    pausing: bool,
    /// Something waits to be sent or fetched.
    dirty: bool,
    failures: u32,
    /// Logins since the last sync that went through.
    logins: u32,
    barren: u32,
    /// What was told; `None`: nothing since the clerk came.
    link: Option<LinkState>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            phase: Phase::Still,
            syncing: false,
            waking: false,
            pausing: false,
            dirty: false,
            failures: 0,
            logins: 0,
            barren: 0,
            link: None,
        }
    }
}

impl Line {
    #[must_use]
    pub fn link(&self) -> LinkState {
        self.link.unwrap_or(LinkState::Offline)
    }

    /// Whether the outcome of a login is still open.
    #[must_use]
    pub fn logging_in(&self) -> bool {
        self.phase == Phase::LoggingIn
    }

    /// Takes in what happened; `chance` lies in `0.0..1.0`.
    #[must_use]
    pub fn step(&mut self, input: Input, chance: f64) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Start => {
                *self = Self {
                    phase: Phase::LoggingIn,
                    logins: 1,
                    ..Self::default()
                };
                out.extend([Output::StopAll, Output::Login]);
            }
            Input::Quit => {
                *self = Self::default();
                out.push(Output::StopAll);
            }
            Input::LoggedIn => {
                self.phase = Phase::In;
                self.failures = 0;
                self.tell(LinkState::Connected, &mut out);
                self.sync(&mut out);
            }
            Input::LoginFailed(fault) => {
                self.phase = Phase::LoggedOut;
                self.failed(fault, chance, &mut out);
            }
            Input::Synced { more, fresh, slow } => self.synced(more, fresh, slow, &mut out),
            Input::SyncFailed(fault) => {
                self.syncing = false;
                self.dirty = true;
                self.failed(fault, chance, &mut out);
            }
            Input::Woken { moved, early } => {
                self.waking = false;
                if moved {
                    self.barren += 1;
                }
                if early && !moved || self.barren > BARREN {
                    self.barren = 0;
                    self.pause(chance, 0, &mut out);
                } else if moved || self.dirty {
                    self.sync(&mut out);
                } else {
                    self.wake(&mut out);
                }
            }
            Input::WakeFailed(fault) => {
                self.waking = false;
                // A sync that is under way says more about the line than a wake that broke.
                if !self.syncing {
                    self.failed(fault, chance, &mut out);
                }
            }
            Input::Saved => {
                self.dirty = true;
                // A pause after a failure is kept; one that only keeps the desk from spinning is not.
                if self.failures == 0 {
                    self.end_pause(&mut out);
                    self.sync(&mut out);
                }
            }
            Input::Asked => {
                self.dirty = true;
                self.end_pause(&mut out);
                self.go_on(&mut out);
            }
            Input::Due => {
                self.pausing = false;
                self.go_on(&mut out);
            }
        }
        out
    }

    fn synced(&mut self, more: bool, fresh: bool, slow: bool, out: &mut Vec<Output>) {
        self.syncing = false;
        self.failures = 0;
        self.logins = 0;
        if fresh {
            self.barren = 0;
        }
        let link = if slow {
            LinkState::Degraded
        } else {
            LinkState::Connected
        };
        self.tell(link, out);
        if fresh && self.waking {
            // It waits behind cursors that are passed: it would end at once, for nothing.
            self.waking = false;
            out.push(Output::StopWake);
        }
        if more || self.dirty {
            self.sync(out);
        } else if !self.pausing {
            self.wake(out);
        }
    }

    fn end_pause(&mut self, out: &mut Vec<Output>) {
        if self.pausing {
            self.pausing = false;
            out.push(Output::StopPause);
        }
    }

    fn go_on(&mut self, out: &mut Vec<Output>) {
        match self.phase {
            Phase::In => self.sync(out),
            Phase::LoggedOut => self.login(out),
            Phase::Still | Phase::LoggingIn => {}
        }
    }

    fn login(&mut self, out: &mut Vec<Output>) {
        self.phase = Phase::LoggingIn;
        self.logins += 1;
        out.push(Output::Login);
    }

    fn sync(&mut self, out: &mut Vec<Output>) {
        if self.phase != Phase::In || self.syncing {
            self.dirty = true;
            return;
        }
        self.syncing = true;
        self.dirty = false;
        out.push(Output::Sync);
    }

    fn wake(&mut self, out: &mut Vec<Output>) {
        if self.phase == Phase::In && !self.waking && !self.syncing {
            self.waking = true;
            out.push(Output::Wake);
        }
    }

    fn failed(&mut self, fault: Fault, chance: f64, out: &mut Vec<Output>) {
        if self.waking {
            self.waking = false;
            out.push(Output::StopWake);
        }
        self.failures += 1;
        match fault {
            Fault::LockedOut => {
                self.phase = Phase::Still;
                self.tell(LinkState::LockedOut, out);
            }
            Fault::Hopeless => {
                self.phase = Phase::LoggedOut;
                self.tell(LinkState::Offline, out);
            }
            // A session that ends again and again right after a login is no session that ran out.
            Fault::LoginOver if self.logins == 0 => self.login(out),
            Fault::LoginOver => {
                self.phase = Phase::LoggedOut;
                self.tell(LinkState::Degraded, out);
                self.pause(chance, 0, out);
            }
            Fault::NoLine => {
                self.tell(LinkState::Offline, out);
                self.pause(chance, 0, out);
            }
            Fault::Late | Fault::Busy(_) => {
                let link = if self.failures > 1 {
                    LinkState::Offline
                } else {
                    LinkState::Degraded
                };
                self.tell(link, out);
                let asked = match fault {
                    Fault::Busy(seconds) => seconds,
                    _ => 0,
                };
                self.pause(chance, asked, out);
            }
        }
    }

    /// Full jitter: anything up to a bound that doubles (AWS architecture blog, "Exponential backoff and jitter").
    fn pause(&mut self, chance: f64, asked: u64, out: &mut Vec<Output>) {
        let doublings = self.failures.saturating_sub(1).min(6);
        let bound = (FIRST_PAUSE * f64::from(1u32 << doublings)).min(LONGEST_PAUSE);
        let jittered = (bound * chance.clamp(0.0, 1.0)).max(SHORTEST_PAUSE);
        self.pausing = true;
        out.push(Output::Pause(
            Duration::from_secs(asked.min(600)) + Duration::from_secs_f64(jittered),
        ));
    }

    fn tell(&mut self, link: LinkState, out: &mut Vec<Output>) {
        if self.link != Some(link) {
            self.link = Some(link);
            out.push(Output::Tell(link));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINE: Input = Input::Synced {
        more: false,
        fresh: false,
        slow: false,
    };

    fn connected() -> Line {
        let mut line = Line::default();
        let _ = line.step(Input::Start, 0.5);
        let _ = line.step(Input::LoggedIn, 0.5);
        assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
        line
    }

    #[test]
    fn a_login_is_followed_by_a_sync_and_then_only_the_wake_is_open() {
        let mut line = Line::default();
        assert_eq!(
            line.step(Input::Start, 0.5),
            [Output::StopAll, Output::Login]
        );
        assert_eq!(
            line.step(Input::LoggedIn, 0.5),
            [Output::Tell(LinkState::Connected), Output::Sync]
        );
        assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
    }

    #[test]
    fn a_saved_act_is_sent_at_once_and_those_during_a_sync_together_after_it() {
        let mut line = connected();
        assert_eq!(line.step(Input::Saved, 0.5), [Output::Sync]);
        assert_eq!(line.step(Input::Saved, 0.5), []);
        assert_eq!(line.step(Input::Saved, 0.5), []);
        assert_eq!(line.step(FINE, 0.5), [Output::Sync]);
        assert_eq!(line.step(FINE, 0.5), []);
    }

    #[test]
    fn a_wake_whose_cursors_are_passed_is_begun_anew() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let fresh = Input::Synced {
            more: false,
            fresh: true,
            slow: false,
        };
        assert_eq!(line.step(fresh, 0.5), [Output::StopWake, Output::Wake]);
    }

    #[test]
    fn pauses_grow_with_full_jitter_up_to_a_minute() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let mut pauses = Vec::new();
        for _ in 0..9 {
            let out = line.step(Input::SyncFailed(Fault::NoLine), 0.999_999);
            let pause = out.iter().find_map(|o| match o {
                Output::Pause(pause) => Some(pause.as_secs_f64().round() as u64),
                _ => None,
            });
            pauses.push(pause.unwrap());
            assert_eq!(line.step(Input::Due, 0.0), [Output::Sync]);
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        let out = line.step(Input::SyncFailed(Fault::NoLine), 0.0);
        assert_eq!(out, [Output::Pause(Duration::from_millis(250))]);
    }

    #[test]
    fn acts_saved_while_the_line_is_down_wait_and_the_clerk_need_not() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let out = line.step(Input::SyncFailed(Fault::NoLine), 0.5);
        assert!(out.contains(&Output::Tell(LinkState::Offline)));
        assert_eq!(line.step(Input::Saved, 0.5), []);
        assert_eq!(
            line.step(Input::Asked, 0.5),
            [Output::StopPause, Output::Sync]
        );
        assert_eq!(
            line.step(FINE, 0.5),
            [Output::Tell(LinkState::Connected), Output::Wake]
        );
    }

    #[test]
    fn one_late_answer_degrades_and_a_second_is_offline() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let first = line.step(Input::SyncFailed(Fault::Late), 0.5);
        assert!(first.contains(&Output::Tell(LinkState::Degraded)));
        let _ = line.step(Input::Due, 0.5);
        let second = line.step(Input::SyncFailed(Fault::Busy(30)), 0.5);
        assert!(second.contains(&Output::Tell(LinkState::Offline)));
        assert!(second.contains(&Output::Pause(Duration::from_secs(31))));
    }

    #[test]
    fn a_session_that_ran_out_is_renewed_once_and_then_with_pauses() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let over = Input::SyncFailed(Fault::LoginOver);
        assert_eq!(line.step(over, 0.5), [Output::StopWake, Output::Login]);
        assert_eq!(line.step(Input::LoggedIn, 0.5), [Output::Sync]);
        let again = line.step(over, 0.5);
        assert!(!again.contains(&Output::Login));
        assert_eq!(line.step(Input::Due, 0.5), [Output::Login]);
    }

    #[test]
    fn a_refused_password_locks_out_until_there_is_another() {
        let mut line = connected();
        let _ = line.step(Input::Saved, 0.5);
        let _ = line.step(Input::SyncFailed(Fault::LoginOver), 0.5);
        let out = line.step(Input::LoginFailed(Fault::LockedOut), 0.5);
        assert_eq!(out, [Output::Tell(LinkState::LockedOut)]);
        for input in [Input::Saved, Input::Asked, Input::Due] {
            assert_eq!(line.step(input, 0.5), []);
        }
        assert!(line.step(Input::Start, 0.5).contains(&Output::Login));
    }

    #[test]
    fn a_register_that_wakes_for_nothing_does_not_make_the_desk_spin() {
        let mut line = connected();
        let early = Input::Woken {
            moved: false,
            early: true,
        };
        assert!(matches!(line.step(early, 0.5)[..], [Output::Pause(_)]));
        assert_eq!(
            line.step(Input::Saved, 0.5),
            [Output::StopPause, Output::Sync],
            "an act is not kept waiting by it"
        );
        let mut line = connected();
        let moved = Input::Woken {
            moved: true,
            early: true,
        };
        for _ in 0..BARREN {
            assert_eq!(line.step(moved, 0.5), [Output::Sync]);
            assert_eq!(line.step(FINE, 0.5), [Output::Wake]);
        }
        assert!(matches!(line.step(moved, 0.5)[..], [Output::Pause(_)]));
    }
}
