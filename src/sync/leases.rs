//! The applications that this desk holds at the register: the one on the desk, and the next ones fetched ahead. Pure.
//!
//! What a request claims and holds on comes from here, and what an answer leaves of it. Nothing here asks for an
//! exchange by itself but the renewal of what is in use: an idle desk without a lease has no timer. Moments are handed
//! in; they are of a clock that no one sets. A lease is a hint to people: the fence that goes with it is the safety, and
//! the store keeps that.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::api::sync::{Claim, Lease, MOST_LEASES, Queue};
use crate::domain::ApplicationNumber;

/// How many are fetched ahead of the one on the desk.
const AHEAD: usize = 2;
/// A clerk who has left the desk for so long keeps no application ahead from the others.
const IDLE: Duration = Duration::from_mins(10);
/// However short the register's leases are, they are not renewed more often.
const SHORTEST_RENEWAL: Duration = Duration::from_secs(20);

/// What the desk holds and wants to hold.
#[derive(Debug, Default)]
pub struct Leases {
    /// The application on the desk, leased or not.
    desk: Option<ApplicationNumber>,
    /// The queue that is worked through; `None` before the first wish for a next one.
    queue: Option<Queue>,
    /// Leased and not yet shown, in the order in which they will be.
    ahead: VecDeque<ApplicationNumber>,
    /// Offered once and left: they are not offered again while the clerk works through the queue.
    passed: BTreeSet<ApplicationNumber>,
    held: BTreeMap<ApplicationNumber, Term>,
    /// When the clerk last moved on.
    touched: Option<Instant>,
    work: Work,
    /// A renewal has been asked for since the last answer.
    renewing: bool,
    /// Somebody waits for the next one: what is on the desk is about to be left.
    awaited: bool,
}

/// How far the clerk has come with what is on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Work {
    #[default]
    Begun,
    /// Acts were given: left, it is done, and nobody waits for it to be let go.
    Given,
    /// The acts have ended the lease: it is not claimed again.
    Done,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    renew_at: Instant,
    until: Instant,
}

/// What a request says of leases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub claim: Vec<Claim>,
    pub hold: Vec<ApplicationNumber>,
}

impl Asked {
    /// Whether the next ones of the queue are asked for.
    #[must_use]
    pub fn next_of(&self, queue: Queue) -> bool {
        self.claim
            .iter()
            .any(|claim| matches!(claim, Claim::Next { queue: q, .. } if *q == queue))
    }

    fn names(&self, number: ApplicationNumber) -> bool {
        let this = Claim::This {
            application: number,
        };
        self.claim.contains(&this)
    }
}

/// What a change of the desk calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// What is held is what is wanted.
    Nothing,
    /// An application that is no longer wanted could be let go.
    Release,
    Claim,
}

/// What the time has brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Leases in use are to be renewed.
    pub renew: bool,
    /// The lease of what is on the desk is over.
    pub lost: Option<ApplicationNumber>,
}

impl Leases {
    /// The clerk has another application on the desk, or none.
    pub fn on_desk(&mut self, application: Option<ApplicationNumber>, now: Instant) -> Wish {
        let left = self.desk.filter(|left| Some(*left) != application);
        let worked = self.work != Work::Begun;
        self.puts(application);
        self.touched = Some(now);
        if let Some(number) = application {
            self.ahead.retain(|n| *n != number);
            self.passed.remove(&number);
            if !self.live(number, now) {
                return Wish::Claim;
            }
        }
        match left {
            Some(left) if !worked && self.live(left, now) => Wish::Release,
            _ => Wish::Nothing,
        }
    }

    /// The clerk has given an act on an application.
    pub fn given(&mut self, number: ApplicationNumber, now: Instant) {
        self.touched = Some(now);
        if self.desk == Some(number) && self.work == Work::Begun {
            self.work = Work::Given;
        }
    }

    /// The next application of the queue, if one was fetched ahead; it is on the desk from now on. Without one, a request
    /// has to claim it.
    pub fn next(&mut self, queue: Queue, now: Instant) -> Option<ApplicationNumber> {
        self.touched = Some(now);
        if self.queue != Some(queue) {
            self.queue = Some(queue);
            self.ahead.clear();
            self.passed.clear();
        }
        while let Some(number) = self.ahead.pop_front() {
            if self.live(number, now) {
                self.passed.extend(self.desk);
                self.puts(Some(number));
                return Some(number);
            }
        }
        // What is on the desk is about to be left: it is not the next one.
        self.passed.extend(self.desk);
        self.awaited = true;
        None
    }

    /// Whether nothing is left ahead in a queue that is worked through.
    #[must_use]
    pub fn exhausted(&self) -> bool {
        self.queue.is_some() && self.ahead.is_empty()
    }

    /// What the next request says.
    pub fn asks(&mut self, now: Instant) -> Asked {
        self.forget_ended(now);
        if self.idle(now) {
            self.ahead.clear();
        }
        self.ahead
            .truncate(MOST_LEASES - usize::from(self.desk.is_some()));
        let hold: Vec<_> = self.in_use().collect();
        let unheld =
            |desk: &ApplicationNumber| self.work != Work::Done && !self.held.contains_key(desk);
        let this = self.desk.filter(unheld);
        let mut claim = Vec::new();
        claim.extend(this.map(|application| Claim::This { application }));
        let room = MOST_LEASES.saturating_sub(hold.len() + claim.len());
        let wanted = AHEAD + usize::from(self.awaited);
        let n = room.min(wanted.saturating_sub(self.ahead.len()));
        if let Some(queue) = self.queue.filter(|_| n > 0 && !self.idle(now)) {
            #[allow(clippy::cast_possible_truncation, reason = "at most three")]
            claim.push(Claim::Next { queue, n: n as u8 });
        }
        Asked { claim, hold }
    }

    /// Takes in which leases the register gave; `sent` is when the request left, `worked` tells on which applications
    /// acts were applied with it. Gives the application on the desk if its lease is gone, and not by the clerk's own acts.
    pub fn granted(
        &mut self,
        leases: &[Lease],
        asked: &Asked,
        sent: Instant,
        worked: &[ApplicationNumber],
    ) -> Option<ApplicationNumber> {
        self.renewing = false;
        self.awaited = false;
        self.held.clear();
        for lease in leases {
            let life = Duration::from_millis(lease.until_ms);
            let term = Term {
                renew_at: sent + (life / 2).max(SHORTEST_RENEWAL).min(life),
                until: sent + life,
            };
            self.held.insert(lease.application, term);
        }
        self.ahead.retain(|n| self.held.contains_key(n));
        let of_queue = self.queue.is_some_and(|queue| asked.next_of(queue));
        for number in leases.iter().map(|lease| lease.application) {
            let fresh = !asked.hold.contains(&number) && !asked.names(number);
            let offered = self.passed.contains(&number) || self.desk == Some(number);
            if of_queue && fresh && !offered && !self.ahead.contains(&number) {
                self.ahead.push_back(number);
            }
        }
        let gone = |desk: &ApplicationNumber| !self.held.contains_key(desk);
        let lost = self
            .desk
            .filter(|desk| asked.hold.contains(desk) && gone(desk))?;
        if worked.contains(&lost) {
            self.work = Work::Done;
            return None;
        }
        Some(lost)
    }

    /// When [`Leases::passed`] has something to say; `None` while nothing is held.
    #[must_use]
    pub fn due(&self, now: Instant) -> Option<Instant> {
        let idle = self.idle(now);
        let kept = self.in_use().filter(|n| !idle || self.desk == Some(*n));
        kept.filter_map(|n| self.held.get(&n))
            .map(|term| {
                if self.renewing {
                    term.until
                } else {
                    term.renew_at
                }
            })
            .min()
    }

    /// What has come due.
    pub fn passed(&mut self, now: Instant) -> Passed {
        let ended = |number: &ApplicationNumber| {
            let term = self.held.get(number);
            term.is_some_and(|term| term.until <= now)
        };
        let lost = self.desk.filter(ended);
        self.forget_ended(now);
        let due = self.due(now).is_some_and(|at| at <= now);
        let renew = due && !self.renewing;
        self.renewing |= renew;
        Passed { renew, lost }
    }

    /// The device goes on under another name: what it held before is not its own any more. Gives the application on the
    /// desk if it was held.
    pub fn drop_all(&mut self) -> Option<ApplicationNumber> {
        self.ahead.clear();
        self.renewing = false;
        let held = std::mem::take(&mut self.held);
        self.desk.filter(|desk| held.contains_key(desk))
    }

    /// Puts another application on the desk, or none; the same one stays as it is.
    fn puts(&mut self, application: Option<ApplicationNumber>) {
        if self.desk != application {
            self.desk = application;
            self.work = Work::Begun;
        }
    }

    fn live(&self, number: ApplicationNumber, now: Instant) -> bool {
        self.held.get(&number).is_some_and(|term| now < term.until)
    }

    /// What is worked on or will be, of what is held.
    fn in_use(&self) -> impl Iterator<Item = ApplicationNumber> {
        let desk = self.desk.filter(|desk| self.held.contains_key(desk));
        desk.into_iter().chain(self.ahead.iter().copied())
    }

    fn idle(&self, now: Instant) -> bool {
        self.touched
            .is_none_or(|touched| now.saturating_duration_since(touched) > IDLE)
    }

    fn forget_ended(&mut self, now: Instant) {
        self.held.retain(|_, term| now < term.until);
        self.ahead.retain(|n| self.held.contains_key(n));
    }
}

#[cfg(test)]
mod tests;
