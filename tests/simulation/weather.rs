//! What the lines and the register's disk do to a run: how often, and only while the storm lasts.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::chance::Chance;

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Plain,
    /// It never arrives, and nobody says so.
    Lost,
    /// There is no line at all.
    NoLine,
    Late(Duration),
    /// It arrives twice at the same time.
    Twice,
    /// The desk gives up, and it arrives nevertheless, later.
    HeldBack(Duration),
    /// It arrives, and a copy of it once more, later.
    Again(Duration),
    /// It arrives, and the answer does not.
    AnswerCut,
}

/// Clones are the same weather.
#[derive(Clone)]
pub struct Weather(Arc<Inside>);

struct Inside {
    chance: Chance,
    stormy: AtomicBool,
    working: AtomicBool,
    /// Requests of a thousand that something happens to.
    troubles: u64,
    /// Transactions of a thousand that are held up.
    slow: u64,
}

impl Weather {
    pub fn new(chance: Chance) -> Self {
        let troubles = chance.between(20, 350);
        let slow = chance.between(0, 200);
        Self(Arc::new(Inside {
            chance,
            stormy: AtomicBool::new(false),
            working: AtomicBool::new(false),
            troubles,
            slow,
        }))
    }

    /// Whether faults happen.
    pub fn set_stormy(&self, stormy: bool) {
        self.0.stormy.store(stormy, Ordering::Relaxed);
    }

    pub fn stormy(&self) -> bool {
        self.0.stormy.load(Ordering::Relaxed)
    }

    /// Whether clerks work.
    pub fn set_working(&self, working: bool) {
        self.0.working.store(working, Ordering::Relaxed);
    }

    pub fn working(&self) -> bool {
        self.0.working.load(Ordering::Relaxed)
    }

    pub fn fate(&self) -> Fate {
        let chance = &self.0.chance;
        if !self.stormy() || !chance.per_mille(self.0.troubles) {
            return Fate::Plain;
        }
        match chance.between(0, 6) {
            0 => Fate::Lost,
            1 => Fate::NoLine,
            2 => Fate::Late(chance.time(200, 6_000)),
            3 => Fate::Twice,
            4 => Fate::HeldBack(chance.time(500, 60_000)),
            5 => Fate::Again(chance.time(500, 60_000)),
            _ => Fate::AnswerCut,
        }
    }

    /// How long a step of a transaction takes.
    pub fn pace(&self) -> Duration {
        let chance = &self.0.chance;
        if !self.stormy() || !chance.per_mille(self.0.slow) {
            return Duration::ZERO;
        }
        chance.time(1, 900)
    }
}
