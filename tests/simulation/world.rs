//! One run of one seed: hosts, lines, faults, the quiet behind them, and what was found.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reestr::domain::Capability;
use turmoil::Sim;

use super::chance::Chance;
use super::courses::{OFFICES, Records};
use super::desk;
use super::history::{Copy, Desk, Event, History, Moment, fingerprint};
use super::line::{Ghosts, REGISTER};
use super::machine::{End, JournalCopy, Machine};
use super::people;
use super::plan::{self, Plan, Trouble};
use super::register::{self, Watch};
use super::rules::{self, Broken, Rule};
use super::storage::{MemoryStorage, Tables};
use super::weather::Weather;

/// Everything drains within this time after the last fault.
const REST: Duration = Duration::from_mins(10);
/// Within this time a desk that has nothing to say hears of a register that was put back: a wake that nobody answers any
/// more, the longest pause, and some weather.
const HEARD: Duration = Duration::from_secs(90);
/// How often it is looked whether everything rests.
const LOOK: Duration = Duration::from_secs(3);

/// A run and what it broke.
pub struct Run {
    pub seed: u64,
    pub history: Vec<Moment>,
    pub broken: Vec<Broken>,
}

impl Run {
    pub fn fingerprint(&self) -> u64 {
        fingerprint(&self.history)
    }
}

/// Runs a seed and checks it.
pub fn run(seed: u64) -> Run {
    let chance = Chance::new(seed);
    let plan = Plan::of(&chance);
    let history = History::default();
    history.note(format!("seed {seed}: {plan:?}"));
    let ended = World::new(&chance, plan, &history).and_then(World::run);
    let history = history.take();
    let broken = match ended {
        Ok(()) => rules::check(&history),
        Err(what) => vec![Broken {
            rule: Rule::Runs,
            what,
        }],
    };
    Run {
        seed,
        history,
        broken,
    }
}

struct World<'a> {
    sim: Sim<'a>,
    plan: Plan,
    chance: Chance,
    history: History,
    weather: Weather,
    register: register::Place,
    desks: Vec<desk::Place>,
    /// When those who are away come back.
    back: BTreeMap<String, Duration>,
    /// Lines that are held or cut, and until when.
    lines: Vec<(Duration, Trouble)>,
    backup: Option<Tables>,
    journals: BTreeMap<Desk, JournalCopy>,
    put_back: bool,
}

fn host(desk: Desk) -> String {
    format!("desk-{}", desk.0)
}

impl World<'_> {
    fn new(chance: &Chance, plan: Plan, history: &History) -> Result<Self, String> {
        let weather = Weather::new(chance.split("weather"));
        let watch = Watch {
            history: history.clone(),
            weather: weather.clone(),
        };
        let register = register::Place {
            storage: MemoryStorage::new(watch),
            chance: chance.split("register"),
            history: history.clone(),
            weather: weather.clone(),
            first: plan.applications,
            next: Arc::new(AtomicU32::new(1)),
        };
        let opening = tokio::runtime::Builder::new_current_thread()
            .build()
            .map_err(|error| error.to_string())?;
        opening.block_on(register.open_for_work(plan.desks))?;
        drop(opening);

        let ghosts = Ghosts::default();
        let desks: Vec<_> = (0..plan.desks)
            .map(|n| desk::Place {
                desk: Desk(n),
                machine: Machine::new(chance.split(&format!("machine {n}"))),
                clerk: Arc::new(Mutex::new(n)),
                chance: chance.split(&format!("desk {n}")),
                history: history.clone(),
                weather: weather.clone(),
                ghosts: ghosts.clone(),
                skew: Arc::new(Mutex::new(plan.skews[n])),
                view: Arc::default(),
                longest_pause: plan.longest_pause,
            })
            .collect();

        let mut sim = turmoil::Builder::new()
            .rng_seed(chance.split("turmoil").number())
            .tick_duration(plan.tick)
            .min_message_latency(Duration::from_millis(1))
            .max_message_latency(Duration::from_millis(900))
            .simulation_duration(plan.storm + REST * 2)
            .tcp_capacity(4096)
            .build();
        let place = register.clone();
        sim.host(REGISTER, move || place.clone().serve());
        let haunt = ghosts.clone();
        let told = history.clone();
        sim.host("ghosts", move || haunt.clone().haunt(told.clone()));
        for place in &desks {
            let place = place.clone();
            sim.host(host(place.desk), move || place.clone().work());
        }
        Ok(Self {
            sim,
            plan,
            chance: chance.split("world"),
            history: history.clone(),
            weather,
            register,
            desks,
            back: BTreeMap::new(),
            lines: Vec::new(),
            backup: None,
            journals: BTreeMap::new(),
            put_back: false,
        })
    }

    fn run(mut self) -> Result<(), String> {
        self.weather.set_working(true);
        self.weather.set_stormy(true);
        let mut troubles = std::mem::take(&mut self.plan.troubles)
            .into_iter()
            .peekable();
        while self.sim.elapsed() < self.plan.storm {
            while let Some((_, trouble)) = troubles.next_if(|(at, _)| *at <= self.sim.elapsed()) {
                self.happens(trouble);
            }
            self.step()?;
        }
        self.weather.set_stormy(false);
        self.weather.set_working(false);
        self.calm();
        let ends = self.sim.elapsed() + REST;
        let heard = if self.put_back { HEARD } else { Duration::ZERO };
        let mut look = self.sim.elapsed() + heard;
        while self.sim.elapsed() < ends {
            self.step()?;
            if self.sim.elapsed() >= look {
                look += LOOK;
                if self.back.is_empty() && self.rests() {
                    break;
                }
            }
        }
        self.tell_end();
        Ok(())
    }

    fn step(&mut self) -> Result<(), String> {
        let now = self.sim.elapsed();
        self.history.at(now);
        for place in self.desks.clone() {
            if place.machine.failed() && !self.back.contains_key(&host(place.desk)) {
                self.history.note(format!("{:?} fails", place.desk));
                let away = self.chance.time(300, 20_000);
                self.end_desk(place.desk, End::PowerCut, away);
            }
        }
        self.come_back(now);
        self.clear_lines(now);
        self.sim.step().map(drop).map_err(|error| error.to_string())
    }

    fn happens(&mut self, trouble: Trouble) {
        self.history.note(format!("{trouble:?}"));
        let now = self.sim.elapsed();
        match trouble {
            Trouble::DeskEnds { desk, end, away } => self.end_desk(desk, end, away),
            Trouble::DeskFails { desk, operations } => {
                self.desks[desk.0].machine.fail_after(operations);
            }
            Trouble::RegisterEnds { away } => self.end(REGISTER.to_owned(), away),
            Trouble::Cut { desk, lasts } => {
                self.sim.partition(host(desk), REGISTER);
                self.lines.push((now + lasts, trouble));
            }
            Trouble::Hold { desk, lasts } => {
                self.sim.hold(host(desk), REGISTER);
                self.lines.push((now + lasts, trouble));
            }
            Trouble::BackUp => {
                self.backup = Some(self.register.storage.tables());
                self.history.add(Event::BackedUp);
            }
            Trouble::PutBack => {
                if let Some(backup) = self.backup.take() {
                    self.end(REGISTER.to_owned(), Duration::from_secs(5));
                    self.register.storage.restore(backup);
                    self.history.add(Event::PutBack);
                    self.put_back = true;
                }
            }
            Trouble::CopyJournal { desk } => {
                let copy = self.desks[desk.0].machine.copy_journals();
                self.journals.insert(desk, copy);
                self.history.add(Event::JournalCopied { desk });
            }
            Trouble::CopyStore { from, to, whole } => {
                self.end_desk(to, End::Killed, Duration::from_secs(5));
                let (theirs, copy) = (&self.desks[from.0], &self.desks[to.0]);
                copy.machine.becomes_copy_of(&theirs.machine, whole);
                *copy.clerk.lock().unwrap() = theirs.clerk();
                self.history.add(Event::StoreCopied { from, to });
            }
            Trouble::PutJournalBack { desk } => {
                self.end_desk(desk, End::Killed, Duration::from_secs(5));
                if let Some(copy) = self.journals.get(&desk) {
                    self.desks[desk.0].machine.put_journals_back(copy);
                    self.history.add(Event::JournalPutBack { desk });
                }
            }
        }
    }

    fn end(&mut self, who: String, away: Duration) {
        self.sim.crash(who.as_str());
        self.back.insert(who, self.sim.elapsed() + away);
    }

    fn end_desk(&mut self, desk: Desk, end: End, away: Duration) {
        self.end(host(desk), away);
        let place = &self.desks[desk.0];
        place.machine.end(end);
        if self.chance.per_mille(200) {
            *place.skew.lock().unwrap() = plan::skew(&self.chance);
        }
    }

    fn come_back(&mut self, now: Duration) {
        let due: Vec<_> = self
            .back
            .iter()
            .filter(|(_, at)| **at <= now)
            .map(|(who, _)| who.clone())
            .collect();
        for who in due {
            self.back.remove(&who);
            self.history.note(format!("{who} comes back"));
            self.sim.bounce(who.as_str());
        }
    }

    fn clear_lines(&mut self, now: Duration) {
        let (over, lasting) = std::mem::take(&mut self.lines)
            .into_iter()
            .partition(|(until, _)| *until <= now);
        self.lines = lasting;
        let over: Vec<(Duration, Trouble)> = over;
        for (_, trouble) in over {
            match trouble {
                Trouble::Cut { desk, .. } => self.sim.repair(host(desk), REGISTER),
                Trouble::Hold { desk, .. } => self.sim.release(host(desk), REGISTER),
                _ => {}
            }
        }
    }

    /// No fault any more: whoever is away comes back, and lines are whole.
    fn calm(&mut self) {
        self.clear_lines(Duration::MAX);
        let now = self.sim.elapsed();
        for at in self.back.values_mut() {
            *at = now;
        }
        for place in &self.desks {
            place.machine.fail_no_more();
        }
        self.history.note("it is calm");
    }

    /// What the register holds of all that a desk follows.
    fn held(&self, place: &desk::Place) -> Records {
        let tables = self.register.storage.tables();
        let clerk = place.clerk();
        let own = OFFICES[clerk % OFFICES.len()];
        let reviews = people::capabilities(clerk).has(Capability::ProgrammeReview);
        let here = |organisation| reviews || organisation == own;
        let cases = tables.cases.values().map(|row| &row.case);
        let programmes = tables.programmes.values().map(|row| &row.1);
        let requests = tables.requests.values().map(|row| &row.1);
        let funding = tables.fundings.values().map(|row| &row.1);
        let accounts = tables.accounts.values().map(|row| &row.1);
        Records {
            cases: cases
                .filter(|case| case.municipality() == people::HERE)
                .cloned()
                .collect(),
            programmes: programmes
                .filter(|p| here(p.organisation))
                .cloned()
                .collect(),
            requests: requests.filter(|r| here(r.organisation)).cloned().collect(),
            funding: funding
                .filter(|f| f.municipality == people::HERE)
                .cloned()
                .collect(),
            accounts: accounts
                .filter(|a| a.payer == people::HERE)
                .cloned()
                .collect(),
        }
    }

    fn rests(&self) -> bool {
        self.desks.iter().all(|place| {
            let view = place.view.lock().unwrap();
            view.unlocked && view.connected && view.waiting == 0 && view.records == self.held(place)
        })
    }

    /// Writes down what everybody has in the end, on the screens and on the disks.
    fn tell_end(&mut self) {
        self.history.at(self.sim.elapsed());
        for place in &self.desks {
            let copies = Copy::all(&self.held(place));
            let desk = place.desk;
            self.history.add(Event::Holds { desk, copies });
        }
        for place in &self.desks {
            let view = place.view.lock().unwrap();
            self.history.add(Event::Rests {
                desk: place.desk,
                waiting: view.waiting,
                connected: view.unlocked && view.connected,
                copies: Copy::all(&view.records),
            });
        }
        for place in &self.desks {
            self.sim.crash(host(place.desk));
            place.machine.end(End::Killed);
            let (records, waiting) = place.reopened().unwrap_or((Records::default(), usize::MAX));
            self.history.add(Event::Rests {
                desk: place.desk,
                waiting,
                connected: true,
                copies: Copy::all(&records),
            });
        }
    }
}
