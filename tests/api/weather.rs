//! A second node on the office's database, whose storage and clock fail when they are told to.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reestr::server::chance::SystemChance;
use reestr::server::clock::Clock;
use reestr::server::register::{Limits, Parts, Register};
use reestr::server::session::password::{Cost, Passwords};
use reestr::server::storage::sqlite::{self, SqliteStorage};
use reestr::server::storage::{Read, Result, Storage, StorageError, Write};
use reqwest::Response;
use serde::Serialize;

use crate::office::{Desk, Office, TestClock};

/// What becomes of the next transaction that writes.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    Works,
    /// The database can't be had now.
    Busy,
    /// The handling of the command panics.
    Panics,
}

struct Storm {
    inner: SqliteStorage,
    plan: Arc<Mutex<VecDeque<Next>>>,
    panics: Arc<AtomicBool>,
}

#[async_trait]
impl Storage for Storm {
    async fn read(&self) -> Result<Box<dyn Read>> {
        self.inner.read().await
    }

    async fn write(&self) -> Result<Box<dyn Write>> {
        let next = self.plan.lock().unwrap().pop_front();
        match next.unwrap_or(Next::Works) {
            Next::Works => {}
            Next::Busy => return Err(StorageError::Locked),
            Next::Panics => self.panics.store(true, Ordering::SeqCst),
        }
        self.inner.write().await
    }

    async fn close(&self) {
        self.inner.close().await;
    }
}

struct FallingClock {
    inner: Arc<TestClock>,
    falls: Arc<AtomicBool>,
}

impl Clock for FallingClock {
    fn now(&self) -> DateTime<Utc> {
        assert!(!self.falls.swap(false, Ordering::SeqCst), "the clock fell");
        self.inner.now()
    }
}

pub struct Weather {
    address: SocketAddr,
    plan: Arc<Mutex<VecDeque<Next>>>,
    http: reqwest::Client,
}

impl Weather {
    pub async fn over(office: &Office) -> Self {
        let plan = Arc::<Mutex<VecDeque<Next>>>::default();
        let panics = Arc::<AtomicBool>::default();
        let storm = Storm {
            inner: sqlite::open(&office.database()).await.unwrap(),
            plan: plan.clone(),
            panics: panics.clone(),
        };
        let clock = FallingClock {
            inner: office.clock.clone(),
            falls: panics,
        };
        let register = Arc::new(Register::of(Parts {
            storage: Arc::new(storm),
            clock: Arc::new(clock),
            chance: Arc::new(SystemChance),
            passwords: Passwords::inline(Cost::LEAST).unwrap(),
            limits: Limits {
                idle: office.settings.idle,
                absolute: office.settings.absolute,
                wake: office.settings.wake,
            },
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = reestr::server::open_routes(register);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            plan,
            http: reqwest::Client::new(),
        }
    }

    /// What becomes of the next transactions that write; then all work again.
    pub fn next(&self, plan: impl IntoIterator<Item = Next>) {
        *self.plan.lock().unwrap() = plan.into_iter().collect();
    }

    pub async fn post(&self, desk: &Desk<'_>, path: &str, body: &impl Serialize) -> Response {
        let request = self.http.post(format!("http://{}{path}", self.address));
        desk.with_token(request.json(body)).send().await.unwrap()
    }
}
