//! The connection as a pure state machine: what happened goes in, what to do comes out.
//!
//! No clock, no randomness, no I/O: chance is handed in. One sync is in flight at most, one wake beside it; while
//! connected and idle only the wake is open, and no timer runs.

#[cfg(test)]
mod tests;

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
    /// A new login may reach a better channel.
    Renew,
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

/// The machine. What is under way beside each other is told by flags: any of them may go with any other.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each may go with any other")]
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
            Input::Renew => {
                if self.phase == Phase::In {
                    self.login(&mut out);
                }
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
