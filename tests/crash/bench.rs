//! The store thread's work without its thread: one request after the other, and what was told of each.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use reestr::api::personal::PersonalSyncAnswer;
use reestr::api::session::{Channel, LoginAnswer, Profile, Secret};
use reestr::api::sync::{CommandResult, Outcome, SyncAnswer};
use reestr::domain::{ApplicationNumber, Command, MunicipalityCode};
use reestr::store::cause::Cause;
use reestr::store::ground::Ground;
use reestr::store::sources::Sources;
use reestr::store::worker::{Event, Request, Wanted, Worker};
use reestr::store::{Act, Ticket, Unlocked};
use serde_json::json;
use uuid::Uuid;

pub const LOGIN: &str = "ivanova-desk";
pub const TOKEN: &str = "mJ4qWx-token-of-a-session-0f7";
pub const PASSWORD: &str = "пароль для проверки";

static CHANCE: AtomicU64 = AtomicU64::new(1);

pub struct Bench {
    worker: Worker,
    told: Arc<Mutex<Vec<Event>>>,
    ticket: u64,
}

pub fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_000).unwrap()
}

pub fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, serial)
}

/// What the register says when it lets the clerk in.
pub fn answer(device: u128, epoch: u32, high_water: u64) -> LoginAnswer {
    LoginAnswer {
        token: Secret(TOKEN.into()),
        device: Uuid::from_u128(device),
        epoch,
        high_water,
        channel: Channel::Protected,
        profile: profile(),
        recovery: None,
    }
}

fn profile() -> Profile {
    serde_json::from_value(json!({
        "clerk": 5, "clerk_name": "Анна Первая", "organisation": 17, "municipality": 1,
        "municipality_name": "Сыктывкар", "organisations": [], "colleagues": [],
        "capabilities": ["application.accept", "certificate.activate", "personal.view"],
    }))
    .unwrap()
}

impl Bench {
    pub fn on(ground: Box<dyn Ground>) -> Self {
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = told.clone();
        let sources = Sources::new(at, || {
            // Weyl's sequence: never twice the same, for all stores of the process.
            CHANCE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)
        });
        let worker = Worker::new(ground, sources, move |event| {
            tell.lock().unwrap().push(event);
        });
        Self {
            worker,
            told,
            ticket: 0,
        }
    }

    pub fn ask(&mut self, request: Request) -> Vec<Event> {
        self.worker.handle(request);
        std::mem::take(&mut self.told.lock().unwrap())
    }

    pub fn unlock(&mut self) -> Vec<Event> {
        self.ask(Request::Unlock {
            login: LOGIN.into(),
            password: Secret(PASSWORD.into()),
        })
    }

    pub fn admit(&mut self, answer: LoginAnswer, wanted: Wanted) -> Vec<Event> {
        self.ask(Request::Admit {
            login: LOGIN.into(),
            password: Secret(PASSWORD.into()),
            answer: Box::new(answer),
            wanted,
        })
    }

    /// A first login.
    pub fn make(&mut self) -> Vec<Event> {
        self.unlock();
        self.admit(answer(1, 1, 0), Wanted::First)
    }

    /// Activates the certificate of one application.
    pub fn give(&mut self, serial: u32) -> Result<Act, Cause> {
        self.ticket += 1;
        let told = self.ask(Request::Give {
            ticket: Ticket(self.ticket),
            target: number(serial).into(),
            seen: 1,
            at: at(),
            command: Command::Activate,
        });
        let mut word = None;
        for event in told {
            match event {
                Event::Saved { act, .. } => word = Some(Ok(*act)),
                Event::NotSaved { why, .. } => word = Some(Err(why)),
                _ => {}
            }
        }
        word.expect("an act is saved or not saved")
    }

    /// The register's word on an act. False: it could not be written down.
    pub fn settle(&mut self, seq: u64, outcome: Outcome) -> bool {
        let told = self.ask(Request::Absorb(Box::new(PersonalSyncAnswer {
            answer: SyncAnswer {
                results: vec![CommandResult { seq, outcome }],
                ..SyncAnswer::default()
            },
            cards: Vec::new(),
        })));
        told.iter().any(|e| matches!(e, Event::Settled { .. }))
    }
}

pub fn unlocked(told: Vec<Event>) -> Option<Unlocked> {
    told.into_iter().find_map(|event| match event {
        Event::Unlocked(unlocked) => Some(*unlocked),
        _ => None,
    })
}
