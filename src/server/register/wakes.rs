//! Wake-ups: who waits for a scope hears when its counter has passed the cursor, and nothing else.
//!
//! A commit of this node tells its own waiters at once; one poller reads the counters for what other nodes and
//! administration commit.
//!
//! A desk waits while it sends its own commands. Their effects come back with the answer, so they are no news to it: as
//! long as a request of the device is under way here, its waits are held, and then they go on from the answer's cursors.
//! On another node such a wait ends for nothing, which costs a request and loses nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use super::Register;
use crate::api::sync::Scope;
use crate::server::chance::fraction;
use crate::server::storage::Result;

/// How often the poller looks while someone waits.
pub const POLL: Duration = Duration::from_millis(500);

#[derive(Default)]
pub struct Wakes {
    known: Mutex<Known>,
    stopping: watch::Sender<bool>,
}

/// The device that waits, and the number of the wait.
type Place = (Uuid, u64);

#[derive(Default)]
struct Known {
    /// The highest counters that this node has heard of.
    counters: BTreeMap<Scope, u64>,
    waits: BTreeMap<Place, Wait>,
    by_scope: BTreeSet<(Scope, Place)>,
    /// Requests of a device that are under way.
    syncing: BTreeMap<Uuid, usize>,
    last: u64,
}

struct Wait {
    cursors: BTreeMap<Scope, u64>,
    /// `None` once it was answered.
    answer: Option<oneshot::Sender<()>>,
}

impl Known {
    fn moved(&mut self, scope: Scope, counter: u64) {
        let before = self.counters.entry(scope).or_default();
        if counter <= *before {
            return;
        }
        *before = counter;
        let all = (scope, (Uuid::nil(), 0))..=(scope, (Uuid::max(), u64::MAX));
        let places: Vec<_> = self.by_scope.range(all).map(|(_, place)| *place).collect();
        for place in places {
            self.look(place);
        }
    }

    /// Answers a wait that something has passed.
    fn look(&mut self, place: Place) {
        let Some(wait) = self.waits.get_mut(&place) else {
            return;
        };
        if self.syncing.contains_key(&place.0) {
            return;
        }
        let passed = |(scope, cursor): (&Scope, &u64)| {
            self.counters.get(scope).is_some_and(|now| now > cursor)
        };
        if wait.cursors.iter().any(passed)
            && let Some(answer) = wait.answer.take()
        {
            // Whoever waited may have gone.
            let _ = answer.send(());
        }
    }

    fn of(&self, device: Uuid) -> Vec<Place> {
        let own = (device, 0)..=(device, u64::MAX);
        self.waits.range(own).map(|(place, _)| *place).collect()
    }
}

impl Wakes {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The scope's counter is at least at `counter`.
    pub fn moved(&self, scope: Scope, counter: u64) {
        self.known().moved(scope, counter);
    }

    /// A request of `device` is under way until the result is dropped.
    pub fn syncing(&self, device: Uuid) -> Syncing<'_> {
        *self.known().syncing.entry(device).or_default() += 1;
        Syncing {
            wakes: self,
            device,
        }
    }

    fn wait(&self, device: Uuid, cursors: &[(Scope, u64)]) -> Waiting<'_> {
        let (answer, answered) = oneshot::channel();
        let mut known = self.known();
        known.last += 1;
        let place = (device, known.last);
        let wait = Wait {
            cursors: cursors.iter().copied().collect(),
            answer: Some(answer),
        };
        let scopes = wait.cursors.keys().map(|scope| (*scope, place));
        known.by_scope.extend(scopes.collect::<Vec<_>>());
        known.waits.insert(place, wait);
        Waiting {
            wakes: self,
            place,
            answered,
        }
    }

    fn waiting(&self) -> usize {
        self.known().by_scope.len()
    }

    /// Answers everyone who waits, now and from now on.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether [`Wakes::stop`] was called.
    #[must_use]
    pub fn stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Returns when [`Wakes::stop`] was called.
    pub async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as `self`, so this can't fail.
        let _ = stopping.wait_for(|stop| *stop).await;
    }
}

/// A request of a device that is under way.
pub struct Syncing<'a> {
    wakes: &'a Wakes,
    device: Uuid,
}

impl Syncing<'_> {
    /// The request is answered: the device knows each scope up to these cursors.
    pub fn answered(self, cursors: &BTreeMap<Scope, u64>) {
        let mut known = self.wakes.known();
        let own = (self.device, 0)..=(self.device, u64::MAX);
        for (_, wait) in known.waits.range_mut(own) {
            for (scope, cursor) in &mut wait.cursors {
                if let Some(now) = cursors.get(scope) {
                    *cursor = (*cursor).max(*now);
                }
            }
        }
    }
}

impl Drop for Syncing<'_> {
    fn drop(&mut self) {
        let mut known = self.wakes.known();
        if let Some(count) = known.syncing.get_mut(&self.device) {
            *count -= 1;
            if *count == 0 {
                known.syncing.remove(&self.device);
                for place in known.of(self.device) {
                    known.look(place);
                }
            }
        }
    }
}

/// A wait that is forgotten when it is dropped.
struct Waiting<'a> {
    wakes: &'a Wakes,
    place: (Uuid, u64),
    answered: oneshot::Receiver<()>,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut known = self.wakes.known();
        if let Some(wait) = known.waits.remove(&self.place) {
            for scope in wait.cursors.into_keys() {
                known.by_scope.remove(&(scope, self.place));
            }
        }
    }
}

impl Register {
    /// How many waits there are on this node now, counted by scope.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.wakes.waiting()
    }

    /// Waits until one of the scopes has passed its cursor, or the time is over. `true`: one has, or the cursors are of
    /// another generation, and a sync has to say what they are worth.
    ///
    /// # Errors
    /// When the counters can't be read.
    pub async fn wake(
        &self,
        device: Uuid,
        cursors: &[(Scope, u64)],
        generation: Option<u64>,
    ) -> Result<bool> {
        let mut waiting = self.wakes.wait(device, cursors);
        // After the wait was entered, so that nothing falls between the two.
        let mut tx = self.storage.read().await?;
        if generation.is_some()
            && tx
                .generation()
                .await?
                .is_some_and(|p| Some(p) != generation)
        {
            return Ok(true);
        }
        for (scope, cursor) in cursors {
            let counter = tx.counter(*scope).await?;
            if counter < *cursor {
                // The register was set back: the next request is told to start anew.
                return Ok(true);
            }
            self.wakes.moved(*scope, counter);
        }
        drop(tx);
        self.wakes.known().look(waiting.place);
        let chance = fraction(&*self.chance);
        Ok(tokio::select! {
            biased;
            _ = &mut waiting.answered => true,
            () = self.wakes.stopped() => false,
            () = tokio::time::sleep(jittered(self.limits.wake, chance)) => false,
        })
    }

    /// The node's one poller; ends with [`Wakes::stop`].
    pub async fn poll_counters(&self) {
        loop {
            tokio::select! {
                biased;
                () = self.wakes.stopped() => return,
                () = tokio::time::sleep(POLL) => {}
            }
            if self.waiting() == 0 {
                continue;
            }
            if let Err(error) = self.read_counters().await {
                tracing::warn!(%error, "the counters of the scopes can't be read");
            }
        }
    }

    async fn read_counters(&self) -> Result<()> {
        let counters = self.storage.read().await?.counters().await?;
        for counter in counters {
            self.wakes.moved(counter.scope, counter.value);
        }
        Ok(())
    }
}

/// Give or take a fifth, so that programs that were cut off together don't come back together. `chance` is in `0.0..1.0`.
fn jittered(wait: Duration, chance: f64) -> Duration {
    wait.mul_f64(0.8 + 0.4 * chance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{MunicipalityCode, OrganisationId};

    const HERE: Scope = Scope::Municipality(MunicipalityCode(1));
    const OFFICE: Scope = Scope::Organisation(OrganisationId(1));
    const ANNA: Uuid = Uuid::from_u128(1);
    const BORIS: Uuid = Uuid::from_u128(2);

    fn answered(waiting: &mut Waiting<'_>) -> bool {
        waiting.answered.try_recv().is_ok()
    }

    fn upto(cursor: u64) -> BTreeMap<Scope, u64> {
        BTreeMap::from([(HERE, cursor)])
    }

    #[test]
    fn a_wait_hears_of_its_own_scopes_once_they_pass_its_cursors() {
        let wakes = Wakes::default();
        let mut both = wakes.wait(ANNA, &[(HERE, 5), (OFFICE, 2)]);
        let mut one = wakes.wait(BORIS, &[(OFFICE, 2)]);
        assert_eq!(wakes.waiting(), 3);
        wakes.moved(HERE, 5);
        assert!(!answered(&mut both));
        wakes.moved(HERE, 6);
        assert!(answered(&mut both));
        assert!(!answered(&mut one));
        drop((both, one));
        assert_eq!(wakes.waiting(), 0);
    }

    #[test]
    fn the_desks_own_commands_are_no_news_to_it() {
        let wakes = Wakes::default();
        let mut anna = wakes.wait(ANNA, &[(HERE, 5)]);
        let mut boris = wakes.wait(BORIS, &[(HERE, 5)]);
        let syncing = wakes.syncing(ANNA);
        wakes.moved(HERE, 6);
        assert!(answered(&mut boris));
        syncing.answered(&upto(6));
        assert!(!answered(&mut anna));
        wakes.moved(HERE, 7);
        assert!(answered(&mut anna));
    }

    #[test]
    fn a_change_of_another_desk_during_the_request_is_not_missed() {
        let wakes = Wakes::default();
        let mut anna = wakes.wait(ANNA, &[(HERE, 5)]);
        let syncing = wakes.syncing(ANNA);
        // Hers is 6 and is in the answer, 7 came after the answer was read.
        wakes.moved(HERE, 6);
        wakes.moved(HERE, 7);
        assert!(!answered(&mut anna));
        syncing.answered(&upto(6));
        assert!(answered(&mut anna));
    }

    #[test]
    fn a_request_that_fails_tells_the_wait_what_it_kept_from_it() {
        let wakes = Wakes::default();
        let mut anna = wakes.wait(ANNA, &[(HERE, 5)]);
        let (one, two) = (wakes.syncing(ANNA), wakes.syncing(ANNA));
        wakes.moved(HERE, 6);
        drop(one);
        assert!(!answered(&mut anna));
        drop(two);
        assert!(answered(&mut anna));
    }

    #[test]
    fn an_answer_without_the_change_leaves_it_to_the_wait() {
        let wakes = Wakes::default();
        let mut anna = wakes.wait(ANNA, &[(HERE, 5)]);
        let syncing = wakes.syncing(ANNA);
        wakes.moved(HERE, 6);
        syncing.answered(&BTreeMap::new());
        assert!(answered(&mut anna));
    }

    #[test]
    fn waits_are_spread_by_chance() {
        let second = Duration::from_secs(1);
        assert_eq!(jittered(second, 0.0), Duration::from_millis(800));
        assert_eq!(jittered(second, 0.5), second);
        assert!(jittered(second, 0.999) < Duration::from_millis(1200));
    }
}
