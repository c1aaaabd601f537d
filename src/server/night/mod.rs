//! Nightly work: what the register does by itself when a day has come. Offers that nobody signs expire, and so do drafts,
//! applications without their paper, and certificates at 18; months that have begun are paid; terminations take effect and
//! contracts end; a financed certificate that nobody uses is one of accounting again.
//!
//! What is due is told by `domain`, and every change is a command that is carried out like a clerk's, with its audit row. A
//! night belongs to a municipality and its local date. It is worked off in small transactions, so that a clerk waits behind
//! one of them at most; what is done is no longer due, so a night that was cut off goes on where it stopped, and a second
//! one of the same date finds it done. One run at a time has the municipality's lock; each transaction checks it.
//!
//! Nothing here may decide what is due, or leave the register: no letter is written, no name is read.

mod lock;
mod report;
mod work;

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, Timelike, Utc};
use thiserror::Error;
use uuid::Uuid;

use super::register::Register;
use super::storage::StorageError;
use super::storage::night::{Due, DueRow, Night, NightFailure};
use crate::api::lists::Standing;
use crate::api::nights::NightRow;
use crate::api::sync::Scope;
use crate::domain::decide::DRAFT_DAYS;
use crate::domain::validate::age;
use crate::domain::{MunicipalityCode, OrganisationId, Zone};
use lock::Begun;

pub use report::of as report_of;

/// How often it is looked whether a night has come: the clock may be set, and the machine may have slept.
const LOOK: Duration = Duration::from_mins(15);
/// A node that has missed more days than this waits for a person: what a wrong clock ends, nobody brings back.
const MOST_MISSED: Days = Days::new(31);
/// Records of one transaction.
const AT_ONCE: usize = 20;

/// Why a night stops before its end.
#[derive(Debug, Error)]
pub enum NightError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("another run has gone on with the night: leave it to that one")]
    Lost,
    #[error("the register ends, or the day has: the night goes on with the next look")]
    Stopped,
    #[error(
        "the last night was that of {last}, and the clock says {today}: see that the clock is right, then run `reestr admin night run`"
    )]
    Clock { last: NaiveDate, today: NaiveDate },
}

type Result<T> = std::result::Result<T, NightError>;

/// What came of looking for work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// To its end.
    Worked(NightRow),
    /// The night of this date was worked off before.
    Already(NightRow),
    /// Another run is at it; its lock ends then, unless it goes on.
    Held(DateTime<Utc>),
}

/// A run that has the municipality's lock.
#[derive(Clone, Copy, Debug)]
struct Run {
    municipality: MunicipalityCode,
    zone: Zone,
    date: NaiveDate,
    holder: Uuid,
    fence: u64,
}

impl Register {
    /// The node's nightly work; ends when the register does.
    pub async fn work_nights(&self) {
        loop {
            if let Err(error) = self.look_for_nights().await {
                tracing::warn!(%error, "nightly work can't be looked for");
            }
            tokio::select! {
                biased;
                () = self.wakes.stopped() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Works off the nights that have come: at the set hour of each municipality's zone, or at once if one was missed. What
    /// goes wrong in one municipality holds up no other.
    ///
    /// # Errors
    /// When the municipalities can't be read.
    pub async fn look_for_nights(&self) -> Result<()> {
        let municipalities = self.storage.read().await?.municipalities().await?;
        for municipality in municipalities {
            match self.night_if_due(municipality).await {
                Ok(Some(Ran::Worked(row))) => tracing::info!(
                    %municipality, date = %row.date,
                    changed = row.done.iter().map(|done| done.count).sum::<u32>(),
                    failed = row.failed.len(),
                    "the night's work is done"
                ),
                Ok(_) => {}
                Err(NightError::Stopped) if self.wakes.stopping() => return Ok(()),
                Err(error) => {
                    tracing::warn!(%error, %municipality, "the night's work stopped and goes on later");
                }
            }
        }
        Ok(())
    }

    async fn night_if_due(&self, municipality: MunicipalityCode) -> Result<Option<Ran>> {
        let mut tx = self.storage.read().await?;
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        let local = zone.local(self.now());
        let today = local.date();
        let last = tx.nights(municipality, None, 1).await?.pop();
        let tonight = tx.night(municipality, today).await?;
        drop(tx);
        if tonight.is_some_and(|night| night.ended.is_some()) {
            return Ok(None);
        }
        let has_come = local.hour() >= u32::from(self.terms.night.hour);
        let whole = |night: Night| night.ended.is_some() && Some(night.date) >= today.pred_opt();
        if !has_come && last.is_some_and(whole) {
            return Ok(None);
        }
        if let Some(last) = last.map(|night| night.date)
            && last + MOST_MISSED < today
        {
            return Err(NightError::Clock { last, today });
        }
        self.night(municipality).await.map(Some)
    }

    /// Works off what is due in a municipality today, whatever the hour.
    ///
    /// # Errors
    /// When the database can't be reached, or the night goes on elsewhere. What was done is done.
    pub async fn night(&self, municipality: MunicipalityCode) -> Result<Ran> {
        let run = match self.begin_night(municipality).await? {
            Begun::Ours(run) => run,
            Begun::Already(date) => {
                return Ok(Ran::Already(self.night_row(municipality, date).await?));
            }
            Begun::Held(until) => return Ok(Ran::Held(until)),
        };
        let mut tx = self.storage.read().await?;
        let organisations = tx.organisations(municipality).await?;
        drop(tx);
        let organisations: Vec<_> = organisations.into_iter().map(|named| named.id).collect();
        for what in places(municipality, &organisations) {
            self.work_off(&run, what).await?;
        }
        self.end_night(&run).await?;
        Ok(Ran::Worked(self.night_row(municipality, run.date).await?))
    }

    /// The nights of today in every municipality, whatever the hour.
    ///
    /// # Errors
    /// With the first municipality whose night stops.
    pub async fn nights_everywhere(&self) -> Result<Vec<(MunicipalityCode, Ran)>> {
        let municipalities = self.storage.read().await?.municipalities().await?;
        let mut ran = Vec::new();
        for municipality in municipalities {
            ran.push((municipality, self.night(municipality).await?));
        }
        Ok(ran)
    }

    /// Everything of one kind, a few records in one transaction.
    async fn work_off(&self, run: &Run, what: Due) -> Result<()> {
        let Some(upto) = self.upto(what, run.date) else {
            return Ok(());
        };
        let mut after = None;
        loop {
            let mut tx = self.storage.read().await?;
            let rows = tx.due(what, upto, after, AT_ONCE).await?;
            drop(tx);
            let Some(last) = rows.last().copied() else {
                return Ok(());
            };
            self.some(run, what, &rows).await?;
            if rows.len() < AT_ONCE {
                return Ok(());
            }
            after = Some(last);
        }
    }

    /// Together where all goes well; else one by one, so that a record that can't be worked on stops none but itself.
    async fn some(&self, run: &Run, what: Due, rows: &[DueRow]) -> Result<()> {
        match self.together(run, what, rows).await {
            Err(NightError::Storage(error)) if !error.passing() => {}
            other => return other,
        }
        for row in rows {
            match self.together(run, what, &[*row]).await {
                Err(NightError::Storage(error)) if !error.passing() => {
                    tracing::error!(target = %row.target, %error, "nightly work fails on a record");
                    self.write_failure(run, what, *row).await?;
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// One transaction.
    async fn together(&self, run: &Run, what: Due, rows: &[DueRow]) -> Result<()> {
        let now = self.now();
        if self.wakes.stopping() || run.zone.date(now) != run.date {
            return Err(NightError::Stopped);
        }
        let mut tx = self.storage.write().await?;
        lock::hold(&mut *tx, run, now).await?;
        let mut done = Vec::new();
        for row in rows {
            done.extend(self.work(&mut *tx, run, what, row.target, now).await?);
        }
        work::count(&mut *tx, run, &done).await?;
        let mut counters = Vec::new();
        for scope in scopes(run, what) {
            counters.push((scope, tx.counter(scope).await?));
        }
        tx.commit().await?;
        for (scope, counter) in counters {
            self.wakes.moved(scope, counter);
        }
        Ok(())
    }

    async fn write_failure(&self, run: &Run, what: Due, row: DueRow) -> Result<()> {
        let mut tx = self.storage.write().await?;
        lock::hold(&mut *tx, run, self.now()).await?;
        let failure = NightFailure {
            target: row.target,
            work: work::usual(what).code().to_owned(),
            why: "failed".to_owned(),
        };
        tx.put_night_failure(run.municipality, run.date, &failure)
            .await?;
        Ok(tx.commit().await?)
    }

    /// Up to which day a record has to be found for something to be due of it on `today`; `None` before all days.
    fn upto(&self, what: Due, today: NaiveDate) -> Option<NaiveDate> {
        let terms = &self.terms.night;
        let before = |days: u64| today.checked_sub_days(Days::new(days + 1));
        match what {
            Due::Papers(_) => before(0),
            Due::Drafts(_) => before(DRAFT_DAYS),
            Due::Births(_) => Some(age::born_for_end(today)),
            Due::Requests(..) => Some(today),
            // A working day is a day at least.
            Due::Offers(_) => before(terms.offer_days.into()),
            Due::Unused(_) => before(terms.unused_days.into()),
        }
    }
}

/// Where to look, in the order of the work: a certificate that ends refuses its own requests, an offer that has expired is
/// no use of the certificate.
fn places(municipality: MunicipalityCode, organisations: &[OrganisationId]) -> Vec<Due> {
    let mut places = vec![
        Due::Papers(municipality),
        Due::Drafts(municipality),
        Due::Births(municipality),
    ];
    for organisation in organisations {
        places.extend([
            Due::Requests(*organisation, Standing::New),
            Due::Requests(*organisation, Standing::Confirmed),
            Due::Offers(*organisation),
            Due::Requests(*organisation, Standing::Concluded),
        ]);
    }
    places.push(Due::Unused(municipality));
    places
}

/// Whose counters a transaction moves.
fn scopes(run: &Run, what: Due) -> Vec<Scope> {
    let home = Scope::Municipality(run.municipality);
    match what {
        Due::Requests(organisation, _) | Due::Offers(organisation) => {
            vec![home, Scope::Organisation(organisation)]
        }
        _ => vec![home],
    }
}
