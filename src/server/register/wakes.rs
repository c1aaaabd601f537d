//! Wake-ups: who waits for a scope hears when its counter has moved, and nothing else.
//!
//! A commit of this node tells its own waiters at once; one poller reads the counters for what other nodes and
//! administration commit.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;

use super::Register;
use crate::api::sync::Scope;

/// How often the poller looks while someone waits.
pub const POLL: Duration = Duration::from_millis(500);

#[derive(Default)]
pub struct Wakes {
    scopes: Mutex<HashMap<Scope, watch::Sender<u64>>>,
    stopping: watch::Sender<bool>,
}

impl Wakes {
    fn with<T>(&self, scope: Scope, use_it: impl FnOnce(&watch::Sender<u64>) -> T) -> T {
        let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        use_it(scopes.entry(scope).or_default())
    }

    fn subscribe(&self, scope: Scope) -> watch::Receiver<u64> {
        self.with(scope, watch::Sender::subscribe)
    }

    /// The scope's counter is at least at `counter`.
    pub fn moved(&self, scope: Scope, counter: u64) {
        self.with(scope, |sender| {
            sender.send_if_modified(|known| {
                let news = counter > *known;
                *known = (*known).max(counter);
                news
            });
        });
    }

    fn waiting(&self) -> usize {
        let scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
        scopes.values().map(watch::Sender::receiver_count).sum()
    }

    /// Answers everyone who waits, now and from now on.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Returns when [`Wakes::stop`] was called.
    pub async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as `self`, so this can't fail.
        let _ = stopping.wait_for(|stop| *stop).await;
    }
}

impl Register {
    /// How many waits there are on this node now, counted by scope.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.wakes.waiting()
    }

    /// Waits until one of the scopes has passed its cursor, or the time is over. `true`: one has.
    pub async fn wake(&self, cursors: &[(Scope, u64)]) -> super::super::storage::Result<bool> {
        let mut receivers: Vec<_> = cursors
            .iter()
            .map(|(scope, cursor)| (self.wakes.subscribe(*scope), *cursor))
            .collect();
        // After the subscription, so that nothing falls between the two.
        let mut tx = self.storage.read().await?;
        for (scope, cursor) in cursors {
            if tx.counter(*scope).await? != *cursor {
                return Ok(true);
            }
        }
        drop(tx);
        let moved = async {
            let waits = receivers
                .iter_mut()
                .map(|(receiver, cursor)| Box::pin(receiver.wait_for(|now| *now > *cursor)));
            let _ = futures_util::future::select_all(waits).await;
        };
        let moved = async {
            if cursors.is_empty() {
                std::future::pending::<()>().await;
            }
            moved.await;
        };
        Ok(tokio::select! {
            () = moved => true,
            () = self.wakes.stopped() => false,
            () = tokio::time::sleep(jittered(self.limits.wake, self.now())) => false,
        })
    }

    /// The node's one poller; ends with [`Wakes::stop`].
    pub async fn poll_counters(&self) {
        loop {
            tokio::select! {
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

    async fn read_counters(&self) -> super::super::storage::Result<()> {
        let counters = self.storage.read().await?.counters().await?;
        for counter in counters {
            self.wakes.moved(counter.scope, counter.value);
        }
        Ok(())
    }
}

/// Give or take a fifth, so that programs that were cut off together don't come back together.
fn jittered(wait: Duration, now: DateTime<Utc>) -> Duration {
    let mut byte = [0];
    // Without randomness the clock's low digits spread the waits well enough.
    let chance = match getrandom::fill(&mut byte) {
        Ok(()) => byte[0],
        Err(_) => (now.timestamp_subsec_micros() % 256) as u8,
    };
    wait.mul_f64(0.8 + 0.4 * f64::from(chance) / 255.0)
}
