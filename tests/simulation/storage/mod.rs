//! The register's storage in memory: transactions as the trait promises them, and a power cut that loses what was not
//! committed.
//!
//! Readers keep the tables of one moment, one writer at a time works on a copy, and a commit puts the copy in place. So a
//! writer that is dropped half way leaves nothing behind. Pauses can be put between the steps, for a crash to fall into.

mod enrolment;
mod family;
mod generations;
mod handbook;
mod leases;
mod letters;
pub mod log;
mod night;
mod overview;
mod portal;
mod read;
mod records;
mod search;
mod supplies;
mod tables;
mod write;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use reestr::api::sync::Scope;
use reestr::server::storage::{Read, Result, Storage, Write};
use tokio::sync::OwnedMutexGuard;

use log::Wrote;
pub use tables::Tables;

/// Where a transaction may be held up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Begin,
    Commit,
    Committed,
}

/// What the simulation sees and decides of the storage.
pub trait Overseer: Send + Sync {
    /// How long the step takes.
    fn pace(&self, step: Step) -> Duration;
    /// A transaction takes effect.
    fn committed(&self, rows: Vec<Wrote>);
}

/// One that holds nothing up.
struct Nobody;

impl Overseer for Nobody {
    fn pace(&self, _: Step) -> Duration {
        Duration::ZERO
    }

    fn committed(&self, _: Vec<Wrote>) {}
}

#[derive(Clone)]
pub struct MemoryStorage(Arc<Inner>);

struct Inner {
    committed: Mutex<Tables>,
    writing: Arc<tokio::sync::Mutex<()>>,
    overseer: Box<dyn Overseer>,
}

impl Inner {
    async fn pause(&self, step: Step) {
        let time = self.overseer.pace(step);
        if !time.is_zero() {
            tokio::time::sleep(time).await;
        }
    }
}

impl Default for MemoryStorage {
    fn default() -> Self {
        Self::new(Nobody)
    }
}

impl MemoryStorage {
    pub fn new(overseer: impl Overseer + 'static) -> Self {
        Self(Arc::new(Inner {
            committed: Mutex::new(Tables::default()),
            writing: Arc::default(),
            overseer: Box::new(overseer),
        }))
    }

    /// What is committed now: also what a backup holds.
    pub fn tables(&self) -> Tables {
        self.0.committed.lock().unwrap().clone()
    }

    /// Puts a backup in place of everything.
    pub fn restore(&self, backup: Tables) {
        *self.0.committed.lock().unwrap() = backup;
    }
}

/// A transaction: the tables that it sees, and where they go when it may write.
struct Tx {
    tables: Tables,
    /// What it has written, for whoever checks the register.
    log: Vec<Wrote>,
    writes: Option<(Arc<Inner>, OwnedMutexGuard<()>)>,
}

#[async_trait]
impl Storage for MemoryStorage {
    async fn read(&self) -> Result<Box<dyn Read>> {
        Ok(Box::new(Tx {
            tables: self.tables(),
            log: Vec::new(),
            writes: None,
        }))
    }

    async fn write(&self) -> Result<Box<dyn Write>> {
        let guard = self.0.writing.clone().lock_owned().await;
        self.0.pause(Step::Begin).await;
        Ok(Box::new(Tx {
            tables: self.tables(),
            log: Vec::new(),
            writes: Some((self.0.clone(), guard)),
        }))
    }

    async fn close(&self) {}
}

impl Tx {
    /// A number that others see before the transaction has taken effect, and also when it never does.
    fn show_at_once(&self, scope: Scope, value: u64) {
        if let Some((store, _)) = &self.writes {
            let mut committed = store.committed.lock().unwrap();
            tables::put(&mut committed.scopes, scope, value);
        }
    }

    async fn commit(self) {
        let Some((store, _guard)) = self.writes else {
            return;
        };
        store.pause(Step::Commit).await;
        *store.committed.lock().unwrap() = self.tables;
        store.overseer.committed(self.log);
        store.pause(Step::Committed).await;
    }
}
