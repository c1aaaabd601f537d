//! The connection as a pure state machine: what happened goes in, what to do comes out.
//!
//! No clock, no randomness, no I/O: chance is handed in, times come out as waits. One sync is in flight at most, one
//! wake beside it; while connected and idle only the wake is open, and no timer runs. The wake stays open beside the
//! desk's own syncs: the register moves its cursors with them.
//!
//! # Who waits for whom
//! An exchange on a slow line costs hundreds of bytes and a round trip, whatever it carries, and the acts of one
//! application come in a burst: compared, accepted, the next card shown. So an act waits a moment for its companions, as
//! long as the line's smoothed round trip and a second at most; on a near line it waits for nothing. What nobody waits
//! for may ride along for longer: a claim, so that others see the holder, [`CLAIM_WAITS`]; a note for the audit or the
//! end of a lease, [`NOTE_WAITS`]. What comes up during a sync follows it at once, and so does all that was queued while
//! the line was away. Behind a sync that failed there is a pause, which an act or a clerk cuts short, whether they came
//! during the pause or during that sync.

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
mod timer;

use std::time::Duration;

use super::desk::LinkState;
use timer::Timer;

/// An answer that takes longer makes the line a degraded one.
const SLOW: Duration = Duration::from_secs(3);
/// Wakes in a row that announced changes which a sync then did not find.
const BARREN: u32 = 3;
/// Logins and comparisons in a row that no sync went through behind.
const MOST_LOGINS: u32 = 3;
/// How long the claim of what is on the desk waits for an exchange that is due anyway.
pub const CLAIM_WAITS: Duration = Duration::from_secs(2);
/// How long the program's own notes and the ends of leases wait.
pub const NOTE_WAITS: Duration = Duration::from_secs(15);

/// How soon something has to be sent or fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Nobody waits for it.
    Note,
    /// Others should see it soon.
    Claim,
    /// An act of the clerk: it waits for its companions, and shortens a pause.
    Act,
    /// The clerk waits: every pause ends.
    Now,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A login and its password are there.
    Start,
    /// The account is gone: be still.
    Quit,
    LoggedIn,
    LoginFailed(Fault),
    /// A request has shown that the journal and the register differ.
    Differs,
    /// The journal goes on under another name.
    Renamed,
    /// A sync was taken in. `more`: acts or records still wait; `fresh`: it brought something; `took`: from the first
    /// byte of the request to the last of the answer.
    Synced {
        more: bool,
        fresh: bool,
        took: Duration,
    },
    SyncFailed(Fault),
    /// The wake ended. `early`: sooner than any register that waits would end it.
    Woken {
        moved: bool,
        early: bool,
    },
    WakeFailed(Fault),
    /// Something waits to be sent or fetched.
    Wanted(Urgency),
    /// A new login may reach a better channel.
    Renew,
    /// The wait is over.
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
    /// The register does not take this batch, and perhaps a smaller one: it is tried at once.
    Smaller,
    /// The register no longer speaks this program's protocol.
    TooOld,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Login,
    /// Have the journal compared with what the register says.
    Compare,
    Sync,
    Wake,
    /// End the wake, the login, the sync and the wait that may be under way.
    StopAll,
    StopWake,
    /// Say [`Input::Due`] after so long; an earlier wait ends.
    Wait(Duration),
    /// Let the wait be over so long after it began, if that is sooner.
    Hasten(Duration),
    StopWait,
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
pub struct Line {
    phase: Phase,
    syncing: bool,
    waking: bool,
    timer: Timer,
    /// What waits to be sent or fetched, and how soon. In a session without a sync and without a failure a timer runs
    /// while there is something.
    wanted: Option<Urgency>,
    /// How soon what came up since the last try began has to be sent or fetched: that try may have missed it, and a pause
    /// behind it is cut as if it had come up in the pause.
    called: Option<Urgency>,
    /// Acts wait, or may wait: the journal is not known before the first login.
    acts: bool,
    failures: u32,
    /// Logins and comparisons since the last sync that went through.
    logins: u32,
    barren: u32,
    /// Smoothed, in the way of RFC 6298; `None` before the first sync.
    round_trip: Option<Duration>,
    /// What was told; `None`: nothing since the clerk came.
    link: Option<LinkState>,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            phase: Phase::Still,
            syncing: false,
            waking: false,
            timer: Timer::Off,
            wanted: None,
            called: None,
            acts: false,
            failures: 0,
            logins: 0,
            barren: 0,
            round_trip: None,
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

    /// Whether a request that is made now is likely to be answered.
    #[must_use]
    pub fn connected(&self) -> bool {
        self.phase == Phase::In && self.failures == 0
    }

    /// Takes in what happened; `chance` lies in `0.0..1.0`.
    #[must_use]
    pub fn step(&mut self, input: Input, chance: f64) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Start => {
                *self = Self {
                    phase: Phase::LoggingIn,
                    acts: true,
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
            Input::Differs => self.differs(chance, &mut out),
            Input::Renamed => {
                self.end_wake(&mut out);
                self.end_timer(&mut out);
                self.login(&mut out);
            }
            Input::Synced { more, fresh, took } => self.synced(more, fresh, took, &mut out),
            Input::SyncFailed(fault) => {
                self.syncing = false;
                self.wanted = Some(Urgency::Act);
                // While a login is under way, its outcome says more.
                if self.phase == Phase::In {
                    self.failed(fault, chance, &mut out);
                }
            }
            Input::Woken { moved, early } => self.woken(moved, early, chance, &mut out),
            Input::WakeFailed(fault) => {
                self.waking = false;
                // A sync that is under way says more about the line than a wake that broke.
                if !self.syncing && self.phase == Phase::In {
                    self.failed(fault, chance, &mut out);
                }
            }
            Input::Wanted(urgency) => self.want(urgency, &mut out),
            Input::Renew => {
                if self.phase == Phase::In {
                    self.login(&mut out);
                }
            }
            Input::Due => {
                self.timer = Timer::Off;
                self.go_on(&mut out);
            }
        }
        out
    }

    fn differs(&mut self, chance: f64, out: &mut Vec<Output>) {
        self.syncing = false;
        self.wanted = Some(Urgency::Act);
        if self.phase != Phase::In {
            // The login that is under way compares too.
            return;
        }
        if self.logins >= MOST_LOGINS {
            // Behind the pause it is compared again: logins alone never end the difference.
            self.logins = 0;
            self.phase = Phase::LoggedOut;
            return self.failed(Fault::Late, chance, out);
        }
        self.logins += 1;
        self.phase = Phase::LoggingIn;
        self.end_wake(out);
        self.end_timer(out);
        out.push(Output::Compare);
    }

    fn synced(&mut self, more: bool, fresh: bool, took: Duration, out: &mut Vec<Output>) {
        self.syncing = false;
        self.failures = 0;
        self.logins = 0;
        self.acts = more || self.wanted >= Some(Urgency::Act);
        self.round_trip = Some(self.round_trip.map_or(took, |known| (known * 7 + took) / 8));
        if fresh {
            self.barren = 0;
        }
        let link = if took > SLOW {
            LinkState::Degraded
        } else {
            LinkState::Connected
        };
        self.tell(link, out);
        if more || self.wanted >= Some(Urgency::Act) {
            self.sync(out);
        } else {
            self.wake(out);
            self.linger(out);
        }
    }

    fn woken(&mut self, moved: bool, early: bool, chance: f64, out: &mut Vec<Output>) {
        self.waking = false;
        if moved {
            self.barren += 1;
        }
        if self.syncing || self.phase != Phase::In {
            // The wake that is opened behind it ends at once if there was more than the sync has found.
            return;
        }
        if early && !moved || self.barren > BARREN {
            self.barren = 0;
            if self.timer == Timer::Off {
                self.pause(chance, 0, out);
            }
        } else if moved {
            self.sync(out);
        } else {
            // Held for its time and answered: the line is what it should be again, and no sync comes to say so.
            self.tell(LinkState::Connected, out);
            self.wake(out);
        }
    }

    fn want(&mut self, urgency: Urgency, out: &mut Vec<Output>) {
        self.wanted = self.wanted.max(Some(urgency));
        self.called = self.called.max(Some(urgency));
        self.acts |= urgency == Urgency::Act;
        if urgency == Urgency::Now {
            self.end_timer(out);
            return self.go_on(out);
        }
        if self.failures > 0 {
            if urgency == Urgency::Act {
                self.hasten(out);
            }
        } else {
            self.linger(out);
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
        self.called = None;
        out.push(Output::Login);
    }

    fn sync(&mut self, out: &mut Vec<Output>) {
        if self.phase != Phase::In || self.syncing {
            self.wanted = self.wanted.max(Some(Urgency::Act));
            return;
        }
        self.end_timer(out);
        self.syncing = true;
        self.wanted = None;
        self.called = None;
        out.push(Output::Sync);
    }

    fn wake(&mut self, out: &mut Vec<Output>) {
        if self.phase == Phase::In && !self.waking && !self.syncing {
            self.waking = true;
            out.push(Output::Wake);
        }
    }

    fn end_wake(&mut self, out: &mut Vec<Output>) {
        if self.waking {
            self.waking = false;
            out.push(Output::StopWake);
        }
    }

    fn failed(&mut self, fault: Fault, chance: f64, out: &mut Vec<Output>) {
        if fault == Fault::Smaller && self.phase == Phase::In {
            return self.sync(out);
        }
        self.end_wake(out);
        self.failures += 1;
        match fault {
            Fault::LockedOut => {
                self.phase = Phase::Still;
                self.end_timer(out);
                self.tell(LinkState::LockedOut, out);
            }
            Fault::TooOld => {
                self.tell(LinkState::Offline, out);
                self.pause_for_update(chance, out);
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
            Fault::Late | Fault::Busy(_) | Fault::Smaller => {
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

    fn tell(&mut self, link: LinkState, out: &mut Vec<Output>) {
        if self.link != Some(link) {
            self.link = Some(link);
            out.push(Output::Tell(link));
        }
    }
}
