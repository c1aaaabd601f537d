//! The lock of a municipality's night: one run works, another one goes on when it is heard of no more.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{NightError, Result, Run};
use crate::api::sync::Scope;
use crate::domain::MunicipalityCode;
use crate::server::audit;
use crate::server::register::Register;
use crate::server::storage::Write;
use crate::server::storage::night::{Night, NightLock};

/// How long a lock lasts behind the last transaction of its holder.
pub const LEASE: Duration = Duration::minutes(2);

/// What came of asking for a night.
pub enum Begun {
    Ours(Run),
    Already(NaiveDate),
    Held(DateTime<Utc>),
}

impl Register {
    /// Takes the lock, unless another run has it or the night is over.
    pub(super) async fn begin_night(&self, municipality: MunicipalityCode) -> Result<Begun> {
        let now = self.now();
        let mut tx = self.storage.write().await?;
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        let date = zone.date(now);
        let night = tx.night(municipality, date).await?;
        if night.is_some_and(|night| night.ended.is_some()) {
            return Ok(Begun::Already(date));
        }
        let before = tx.night_lock(municipality).await?;
        if let Some(held) = before.filter(|held| held.until > now) {
            return Ok(Begun::Held(held.until));
        }
        let run = Run {
            municipality,
            zone,
            date,
            holder: self.id(),
            fence: before.map_or(0, |lock| lock.fence) + 1,
        };
        tx.put_night_lock(&lock(&run, now + LEASE)).await?;
        if night.is_none() {
            let begins = Night {
                municipality,
                date,
                began: now,
                ended: None,
            };
            tx.put_night(&begins).await?;
        }
        tx.commit().await?;
        Ok(Begun::Ours(run))
    }

    /// Tells that nothing is left, and lets the lock go.
    pub(super) async fn end_night(&self, run: &Run) -> Result<()> {
        let now = self.now();
        let mut tx = self.storage.write().await?;
        hold(&mut *tx, run, now).await?;
        let began = tx.night(run.municipality, run.date).await?;
        let night = Night {
            municipality: run.municipality,
            date: run.date,
            began: began.map_or(now, |night| night.began),
            ended: Some(now),
        };
        tx.put_night(&night).await?;
        tx.put_night_lock(&lock(run, now)).await?;
        tell(&mut *tx, run, now).await?;
        Ok(tx.commit().await?)
    }
}

/// The lock is still this run's; it lasts on.
///
/// # Errors
/// [`NightError::Lost`] when another run has it: nothing of the transaction may be committed.
pub async fn hold(tx: &mut dyn Write, run: &Run, now: DateTime<Utc>) -> Result<()> {
    let held = tx.night_lock(run.municipality).await?;
    let ours = held.is_some_and(|held| (held.holder, held.fence) == (run.holder, run.fence));
    if !ours {
        return Err(NightError::Lost);
    }
    Ok(tx.put_night_lock(&lock(run, now + LEASE)).await?)
}

fn lock(run: &Run, until: DateTime<Utc>) -> NightLock {
    NightLock {
        municipality: run.municipality,
        holder: run.holder,
        until,
        fence: run.fence,
    }
}

/// The audit says what a night has changed and where it failed; of one that did nothing it says nothing.
async fn tell(tx: &mut dyn Write, run: &Run, now: DateTime<Utc>) -> Result<()> {
    let counts = tx.night_counts(run.municipality, run.date).await?;
    let mut told: Vec<String> = counts
        .iter()
        .map(|count| format!("{} {}", count.work, count.done))
        .collect();
    let failures = tx.night_failures(run.municipality, run.date, 1).await?;
    if !failures.is_empty() {
        told.push("failures".to_owned());
    }
    if told.is_empty() {
        return Ok(());
    }
    let outcome = format!("applied:{}:{}", run.date, told.join(","));
    let entry = audit::Entry {
        at: now,
        actor: audit::Actor::register(),
        action: "night",
        target: None,
        outcome: &outcome,
        command: None,
    };
    Ok(audit::append(tx, Scope::Municipality(run.municipality), &entry).await?)
}
