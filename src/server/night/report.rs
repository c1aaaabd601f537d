//! What a night has done, for clerks with `report.view` and for administration.

use chrono::NaiveDate;

use super::Result;
use crate::api::nights::{NightRow, NightsAnswer, NightsQuery, Work, WorkDone, WorkFailed};
use crate::domain::{Clean, MunicipalityCode};
use crate::server::error;
use crate::server::grant::{Granted, right};
use crate::server::register::{Register, lists};
use crate::server::storage::night::Night;
use crate::server::storage::{self, Read};

/// Failures of one night that are told.
const MOST_FAILURES: usize = 100;

/// The report of one night.
pub async fn of(tx: &mut dyn Read, night: &Night) -> storage::Result<NightRow> {
    let counts = tx.night_counts(night.municipality, night.date).await?;
    let failures = tx
        .night_failures(night.municipality, night.date, MOST_FAILURES)
        .await?;
    let mut done: Vec<_> = counts
        .iter()
        .filter_map(|count| {
            Some(WorkDone {
                work: Work::of_code(&count.work)?,
                count: count.done,
            })
        })
        .collect();
    done.sort_by_key(|done| done.work);
    let failed = failures.iter().filter_map(|failure| {
        Some(WorkFailed {
            work: Work::of_code(&failure.work)?,
            target: failure.target,
            why: Clean::new(&failure.why),
        })
    });
    Ok(NightRow {
        date: night.date,
        began: night.began,
        ended: night.ended,
        done,
        failed: failed.collect(),
    })
}

impl Register {
    pub(super) async fn night_row(
        &self,
        municipality: MunicipalityCode,
        date: NaiveDate,
    ) -> Result<NightRow> {
        let mut tx = self.storage.read().await?;
        let night = tx.night(municipality, date).await?;
        let night = night.ok_or(storage::StorageError::Missing("the night"))?;
        Ok(of(&mut *tx, &night).await?)
    }

    /// The nights of the clerk's municipality, the last one first.
    ///
    /// # Errors
    /// A page that nobody can have, or the database.
    pub async fn nights(
        &self,
        clerk: &Granted<right::ReportView>,
        query: &NightsQuery,
    ) -> error::Result<NightsAnswer> {
        let municipality = clerk.session().clerk.municipality;
        let limit = lists::limit(query.limit)?;
        let mut tx = self.storage.read().await?;
        let mut nights = tx.nights(municipality, query.before, limit + 1).await?;
        let next = lists::cut(&mut nights, limit, |last| last.date);
        let mut rows = Vec::with_capacity(nights.len());
        for night in &nights {
            rows.push(of(&mut *tx, night).await?);
        }
        Ok(NightsAnswer { nights: rows, next })
    }
}
