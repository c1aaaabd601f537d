//! What happens in a run beside the work: drawn from the seed before it begins, so that it can be read.

use std::time::Duration;

use chrono::TimeDelta;

use super::chance::Chance;
use super::history::Desk;
use super::machine::End;

/// Something that happens to machines and lines.
#[derive(Clone, Debug)]
pub enum Trouble {
    DeskEnds {
        desk: Desk,
        end: End,
        away: Duration,
    },
    /// The machine fails in the middle of what it does to its disk, some operations later.
    DeskFails {
        desk: Desk,
        operations: u64,
    },
    RegisterEnds {
        away: Duration,
    },
    /// No message passes, and none comes later.
    Cut {
        desk: Desk,
        lasts: Duration,
    },
    /// Messages wait on the way.
    Hold {
        desk: Desk,
        lasts: Duration,
    },
    BackUp,
    PutBack,
    CopyJournal {
        desk: Desk,
    },
    PutJournalBack {
        desk: Desk,
    },
    /// Another machine comes to hold a copy of this one's stores, and both are worked at; `whole`: nothing tells the two
    /// machines apart.
    CopyStore {
        from: Desk,
        to: Desk,
        whole: bool,
    },
}

/// One run.
#[derive(Clone, Debug)]
pub struct Plan {
    pub desks: usize,
    pub applications: u32,
    pub tick: Duration,
    /// How long clerks work and faults happen.
    pub storm: Duration,
    pub longest_pause: Duration,
    pub skews: Vec<TimeDelta>,
    pub troubles: Vec<(Duration, Trouble)>,
}

impl Plan {
    pub fn of(chance: &Chance) -> Self {
        let chance = &chance.split("plan");
        let desks = [3, 3, 3, 4, 4, 5, 6, 8][chance.between(0, 7) as usize];
        // A lease lasts five minutes: some runs outlast it.
        let long = chance.per_mille(150);
        let (tick, storm, pause) = if long {
            (600, chance.between(420, 640), 400)
        } else {
            (250, chance.between(90, 200), 60)
        };
        let storm = Duration::from_secs(storm);
        let mut plan = Self {
            desks,
            applications: chance.between(4, 24) as u32,
            tick: Duration::from_millis(tick),
            storm,
            longest_pause: Duration::from_secs(pause),
            skews: (0..desks).map(|_| skew(chance)).collect(),
            troubles: Vec::new(),
        };
        plan.draw(chance);
        plan.draw_copy(&chance.split("copied"));
        plan.troubles.sort_by_key(|(at, _)| *at);
        plan
    }

    fn draw(&mut self, chance: &Chance) {
        let end = self.storm.as_millis() as u64;
        let when = || chance.time(3_000, end);
        for desk in (0..self.desks).map(Desk) {
            for _ in 0..chance.between(0, 2) {
                let end = if chance.per_mille(500) {
                    End::Killed
                } else {
                    End::PowerCut
                };
                let away = chance.time(300, 25_000);
                self.add(when(), Trouble::DeskEnds { desk, end, away });
            }
            for _ in 0..chance.between(0, 2) {
                let operations = chance.between(0, 12);
                self.add(when(), Trouble::DeskFails { desk, operations });
            }
            if chance.per_mille(400) {
                let lasts = chance.time(1_000, 60_000);
                self.add(when(), Trouble::Cut { desk, lasts });
            }
            if chance.per_mille(300) {
                let lasts = chance.time(1_000, 30_000);
                self.add(when(), Trouble::Hold { desk, lasts });
            }
        }
        for _ in 0..chance.between(0, 3) {
            let away = chance.time(300, 20_000);
            self.add(when(), Trouble::RegisterEnds { away });
        }
        if chance.per_mille(150) {
            let (first, then) = (when(), when());
            self.add(first.min(then), Trouble::BackUp);
            self.add(first.max(then), Trouble::PutBack);
        }
        if chance.per_mille(300) {
            let desk = Desk(chance.between(0, self.desks as u64 - 1) as usize);
            let (first, then) = (when(), when());
            self.add(first.min(then), Trouble::CopyJournal { desk });
            self.add(first.max(then), Trouble::PutJournalBack { desk });
            // The second time its name is closed, if the first time gave it another.
            let again = chance.split("again");
            if again.per_mille(700) {
                let back = first.max(then).as_millis() as u64;
                let once_more = again.time(back, end);
                self.add(once_more, Trouble::PutJournalBack { desk });
            }
        }
    }

    /// At most once in a run, drawn beside everything else.
    fn draw_copy(&mut self, chance: &Chance) {
        if chance.per_mille(120) {
            let from = chance.between(0, self.desks as u64 - 1) as usize;
            let to = (from + 1) % self.desks;
            let at = chance.time(10_000, self.storm.as_millis() as u64);
            let (from, to) = (Desk(from), Desk(to));
            let whole = chance.split("whole").per_mille(500);
            self.add(at, Trouble::CopyStore { from, to, whole });
        }
    }

    fn add(&mut self, at: Duration, trouble: Trouble) {
        self.troubles.push((at, trouble));
    }
}

/// Most clocks are a little off, some by years.
pub fn skew(chance: &Chance) -> TimeDelta {
    let seconds = match chance.between(0, 9) {
        0 => 10 * 365 * 86_400,
        1 => -10 * 365 * 86_400,
        2 => chance.between(0, 86_400) as i64,
        3 => -(chance.between(0, 86_400) as i64),
        _ => chance.between(0, 240) as i64 - 120,
    };
    TimeDelta::seconds(seconds)
}
