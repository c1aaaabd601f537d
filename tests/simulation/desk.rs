//! A clerk's desk: the real store and the real engine as tasks of one host, and a clerk who works with them.

mod clerk;
mod enrolling;
mod later;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use reestr::domain::{Command, EnrolmentCommand};
use reestr::store::sources::Sources;
use reestr::store::worker::{Event as StoreEvent, Request, Worker};
use reestr::sync::engine::Engine;
use reestr::sync::paths;
use reestr::sync::transport::Listeners;
use tokio::sync::mpsc::unbounded_channel;

use super::chance::Chance;
use super::courses::Records;
use super::history::{self, Desk, Event, History};
use super::line::{Ghosts, Line, OPEN, PROTECTED, drive};
use super::machine::Machine;
use super::people;
use super::weather::Weather;
use clerk::Clerk;

/// What outlives a crash of the desk's program.
#[derive(Clone)]
pub struct Place {
    pub desk: Desk,
    pub machine: Machine,
    /// Whose store lies here: a machine may come to hold a copy of another's.
    pub clerk: Arc<Mutex<usize>>,
    pub chance: Chance,
    pub history: History,
    pub weather: Weather,
    pub ghosts: Ghosts,
    /// How far the clock of the machine is off.
    pub skew: Arc<Mutex<TimeDelta>>,
    pub view: Arc<Mutex<View>>,
    /// The longest that the clerk leaves an application lying on the desk.
    pub longest_pause: Duration,
}

/// What the desk's screen shows, for whoever looks at the end.
#[derive(Default)]
pub struct View {
    pub unlocked: bool,
    pub connected: bool,
    pub waiting: usize,
    pub records: Records,
}

/// Time and chance of a machine whose clock is off.
fn sources(chance: Chance, skew: TimeDelta) -> Sources {
    let now = move || -> DateTime<Utc> {
        let elapsed = turmoil::sim_elapsed().unwrap_or_default();
        people::beginning() + TimeDelta::from_std(elapsed).unwrap_or_default() + skew
    };
    Sources::new(now, move || chance.number())
}

impl Place {
    /// The program of the desk, from start to crash.
    pub async fn work(self) -> turmoil::Result {
        self.history.add(Event::Started { desk: self.desk });
        *self.view.lock().unwrap() = View::default();
        let (news, heard) = unbounded_channel();
        let (to_engine, mut inbox) = unbounded_channel();
        let (to_store, mut requests) = unbounded_channel::<Request>();
        let skew = *self.skew.lock().unwrap();
        let sources = sources(self.chance.split("sources"), skew);

        let teller = paths::teller(news.clone(), to_engine.clone());
        let machine = self.machine.clone();
        let tell = move |event: StoreEvent| {
            // What a machine without power says, nobody hears.
            if !machine.failed() {
                teller(event);
            }
        };
        let mut worker = Worker::new(self.machine.ground(), sources.clone(), tell);
        let (drivers, driven) = unbounded_channel();
        tokio::task::spawn_local(drive(driven));
        let line = |port| {
            let line = Line::new(
                self.desk,
                port,
                &self.weather,
                &self.ghosts,
                &self.history,
                &drivers,
            );
            Arc::new(line)
        };
        let listeners = Listeners {
            open: line(OPEN),
            protected: (self.desk.0 % 3 != 2).then(|| line(PROTECTED) as _),
        };
        let engine_to_store = to_store.clone();
        let engine = Engine::new(
            Ok(listeners),
            news,
            Box::new(move |request| drop(engine_to_store.send(request))),
            sources.clone(),
        );
        let store = async {
            while let Some(request) = requests.recv().await {
                worker.handle(request);
            }
        };
        let clerk = Clerk::new(self, sources, to_store, to_engine);
        tokio::select! {
            biased;
            () = store => {}
            () = engine.run(&mut inbox) => {}
            () = clerk.work(heard) => {}
        }
        Ok(())
    }

    pub fn clerk(&self) -> usize {
        *self.clerk.lock().unwrap()
    }

    /// What the store gives to a program that is started anew, without asking the register.
    pub fn reopened(&self) -> Option<(Records, usize)> {
        let opened = Arc::new(Mutex::new(None));
        let found = opened.clone();
        let tell = move |event: StoreEvent| {
            if let StoreEvent::Unlocked(unlocked) = event {
                let waiting = unlocked.acts.iter().filter(|act| act.waits()).count();
                let enrolment = unlocked.enrolment;
                let mut records = Records {
                    cases: unlocked.cases,
                    programmes: enrolment.programmes,
                    requests: enrolment.requests,
                    funding: enrolment.funding,
                    accounts: enrolment.accounts,
                };
                records.sort();
                *found.lock().unwrap() = Some((records, waiting));
            }
        };
        let skew = *self.skew.lock().unwrap();
        // The run is over, and the clock stands where it began: near enough to the last contact.
        let sources = sources(self.chance.split("reopened"), skew + TimeDelta::minutes(30));
        let mut worker = Worker::new(self.machine.ground(), sources, tell);
        worker.handle(Request::Unlock {
            login: people::login(self.clerk()),
            password: people::password(self.clerk()),
        });
        opened.lock().unwrap().take()
    }
}

/// The number from the desk's range that a contract gets; those written by hand are no numbers.
fn leased(command: &Command) -> Option<u32> {
    match command {
        Command::Enrolment(EnrolmentCommand::Conclude {
            contract_number, ..
        }) => contract_number.as_str().parse().ok(),
        _ => None,
    }
}

/// An act in the words of the history.
fn act_of(envelope: &reestr::api::sync::Envelope) -> history::Act {
    history::Act {
        id: envelope.id,
        target: envelope.target,
        code: envelope.command.code(),
        changes: envelope.command.changes_record(),
        after: matches!(envelope.base, reestr::api::sync::Base::After(_)),
        fence: envelope.fence,
        leased: leased(&envelope.command),
    }
}
