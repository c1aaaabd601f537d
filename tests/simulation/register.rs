//! The register's machine: the real routers over turmoil's TCP, its storage in memory, and families who hand in.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use reestr::api::sync::Outcome;
use reestr::server::chance::Chance as RegisterChance;
use reestr::server::clock::Clock;
use reestr::server::register::{Limits, Parts, Register};
use reestr::server::session::password::{Cost, Passwords};
use reestr::server::{Terms, open_routes, protected_routes};
use tokio::time::sleep;
use turmoil::net::TcpListener;

use super::chance::Chance;
use super::courses;
use super::history::{Event, History};
use super::line::{OPEN, PROTECTED};
use super::people;
use super::storage::log::Wrote;
use super::storage::{MemoryStorage, Overseer, Step};
use super::weather::Weather;

/// What outlives a crash of the register.
#[derive(Clone)]
pub struct Place {
    pub storage: MemoryStorage,
    pub chance: Chance,
    pub history: History,
    pub weather: Weather,
    /// How many applications came before the run.
    pub first: u32,
    /// The serial of the next application that comes.
    pub next: Arc<AtomicU32>,
}

/// The storage tells what it has committed, and is as slow as the weather says.
pub struct Watch {
    pub history: History,
    pub weather: Weather,
}

impl Overseer for Watch {
    fn pace(&self, _: Step) -> Duration {
        self.weather.pace()
    }

    fn committed(&self, rows: Vec<Wrote>) {
        self.history.add(Event::Committed { rows });
    }
}

struct RunClock;

impl Clock for RunClock {
    fn now(&self) -> DateTime<Utc> {
        let elapsed = turmoil::sim_elapsed().unwrap_or_default();
        people::beginning() + TimeDelta::from_std(elapsed).unwrap_or_default()
    }
}

struct RunChance(Chance);

impl RegisterChance for RunChance {
    fn number(&self) -> u64 {
        self.0.number()
    }

    fn fill(&self, secret: &mut [u8]) -> Result<(), getrandom::Error> {
        for part in secret.chunks_mut(8) {
            let bytes = self.0.number().to_le_bytes();
            part.copy_from_slice(&bytes[..part.len()]);
        }
        Ok(())
    }
}

/// Serves the connections of a listener, each as a local task of the host: axum's own tasks end in another order each time.
async fn accept(listener: TcpListener, router: Router) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        tokio::task::spawn_local(connection);
    }
}

impl Place {
    pub fn register(&self) -> Result<Arc<Register>, String> {
        let register = Register::of(Parts {
            storage: Arc::new(self.storage.clone()),
            clock: Arc::new(RunClock),
            chance: Arc::new(RunChance(self.chance.clone())),
            passwords: Passwords::inline(Cost::LEAST)?,
            limits: Limits {
                idle: chrono::Duration::minutes(30),
                absolute: chrono::Duration::hours(12),
                wake: Duration::from_secs(25),
            },
        });
        // So few that desks run low of them, and are filled up, again and again.
        Ok(Arc::new(register.with_terms(Terms {
            numbers_ahead: 6,
            journal_ahead: 12,
            ..Terms::default()
        })))
    }

    /// Fills the register before the run.
    pub async fn open_for_work(&self, desks: usize) -> Result<(), String> {
        people::hire(&self.storage, desks)
            .await
            .map_err(|error| error.to_string())?;
        let register = self.register()?;
        courses::open(&self.storage)
            .await
            .map_err(|error| error.to_string())?;
        while self.next.load(Ordering::Relaxed) <= self.first {
            self.hand_in(&register).await?;
        }
        for serial in (courses::FIRST_CHILD..).take(courses::CHILDREN as usize) {
            let new = people::application(serial);
            register.submit(new).await.map_err(|e| e.to_string())?;
            courses::activate(&self.storage, serial)
                .await
                .map_err(|error| error.to_string())?;
        }
        Ok(())
    }

    async fn hand_in(&self, register: &Register) -> Result<(), String> {
        let serial = self.next.load(Ordering::Relaxed);
        let new = people::application(serial);
        let outcome = register.submit(new).await.map_err(|e| e.to_string())?;
        self.next.store(serial + 1, Ordering::Relaxed);
        if !matches!(outcome, Outcome::Applied { .. }) {
            self.history
                .note(format!("application {serial}: {outcome:?}"));
        }
        Ok(())
    }

    /// The program of the register, from start to crash.
    pub async fn serve(self) -> turmoil::Result {
        let register = self.register()?;
        register.begin_generation().await?;
        let open = TcpListener::bind(("0.0.0.0", OPEN)).await?;
        let protected = TcpListener::bind(("0.0.0.0", PROTECTED)).await?;
        tokio::select! {
            biased;
            () = accept(open, open_routes(register.clone())) => {}
            () = accept(protected, protected_routes(register.clone())) => {}
            () = register.poll_counters() => {}
            () = self.families(&register) => {}
        }
        Ok(())
    }

    /// Applications come in by themselves while clerks work.
    async fn families(&self, register: &Register) {
        loop {
            sleep(self.chance.time(5_000, 40_000)).await;
            if self.weather.working()
                && let Err(error) = self.hand_in(register).await
            {
                self.history.note(error);
            }
        }
    }
}
