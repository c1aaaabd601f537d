//! `sync`: the commands of one request, each in its own transaction, then what changed.
//!
//! A request may break off anywhere: what was taken stays taken, and the answer says how far it came. An answer with
//! fewer results than commands is an ordinary one; the desk sends the rest again.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::Datelike;

use super::generations::Shared;
use super::incoming::{Incoming, Sent};
use super::leases::Leased;
use super::pairs::Supplied;
use super::take::{Stop, device, gap, repeat};
use super::{Register, delta};
use crate::api::error::ErrorCode;
use crate::api::sync::{
    CommandResult, Delta, JournalRange, MOST_BACK, MOST_COMMANDS, Scope, SyncAnswer, SyncRequest,
};
use crate::api::{MIN_VERSION, VERSION};
use crate::domain::{ApplicationNumber, Capability};
use crate::fault::{self, Fault};
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;
use crate::server::storage::StorageError;
use crate::server::storage::rows::{Device, Name};

/// What numbers are leased from.
#[derive(Clone, Copy, Debug)]
enum Book {
    Journal,
    Contracts,
}

/// The answer to a sync, and what the protected listener adds cards to.
pub struct Synced {
    pub answer: SyncAnswer,
    /// Applications that this request leased anew.
    pub anew: Vec<ApplicationNumber>,
}

impl Register {
    pub async fn sync(&self, session: &Session, incoming: Incoming) -> Result<Synced> {
        let Incoming { request, commands } = incoming;
        check_version(request.v)?;
        check_shape(session, &request, &commands)?;
        let scopes: Vec<Scope> = request.cursors.keys().copied().collect();
        self.check_scopes(session, &scopes).await?;
        let name = Name {
            device: request.device,
            epoch: request.epoch,
        };
        let syncing = self.wakes.syncing(session.device);
        let (known, mark) = match self.repeats(name, &commands).await {
            Err(Stop::Reused(seq)) => return Err(self.seq_reused(session, seq).await?),
            repeats => repeats?,
        };
        let fresh = &commands[known.len()..];
        in_order(mark, fresh)?;
        let (results, whole) = self.take_all(session, name, known, fresh).await?;
        let leased = match self.lease(session, &request, &commands).await {
            // What became of the commands is told, whatever becomes of the rest.
            Err(error) if !results.is_empty() => {
                tracing::error!(%error, "commands were taken, and the leases can't be arranged");
                Leased::default()
            }
            leased => leased?,
        };
        if !fresh.is_empty() || leased.moved {
            self.tell_waiters(session).await;
        }
        let (mut journal, mut contracts) = (None, None);
        let mut numbers = Supplied::default();
        if whole {
            journal = self.more_journal(session, &request).await?;
            contracts = self.more_contracts(session, &request).await?;
            numbers = self.supply(session, &request).await;
        }
        let (deltas, generation) = match self.deltas(session, &request).await {
            Err(error) if !results.is_empty() => {
                tracing::error!(%error, "commands were taken, and what changed can't be told");
                (Vec::new(), None)
            }
            deltas => deltas?,
        };
        syncing.answered(&cursors(&request, &deltas));
        let answer = SyncAnswer {
            high_water: results.last().map_or(mark, |last| last.seq.max(mark)),
            results,
            deltas,
            generation,
            leases: leased.leases,
            journal,
            contracts,
            numbers: numbers.block,
            numbers_again: numbers.again,
            numbers_back: numbers.back,
            now: self.now(),
            min_version: MIN_VERSION,
        };
        Ok(Synced {
            answer,
            anew: leased.anew,
        })
    }

    /// The results of the commands that were taken before, and the mark. Clients send them in the order of seq.
    async fn repeats(
        &self,
        name: Name,
        commands: &[Sent],
    ) -> std::result::Result<(Vec<CommandResult>, u64), Stop> {
        let mut tx = self.storage.read().await?;
        let Device { high_water, .. } = device(&mut *tx, name).await.map_err(Stop::Told)?;
        let mut known = Vec::with_capacity(commands.len());
        let taken = |sent: &&Sent| sent.seq <= high_water && !fault::on(Fault::DedupeOff);
        for sent in commands.iter().take_while(taken) {
            known.push(CommandResult {
                seq: sent.seq,
                outcome: repeat(&mut *tx, name, sent).await?,
            });
        }
        Ok((known, high_water))
    }

    /// Takes the commands that are new, as far as the database goes along. `true`: all of them.
    async fn take_all(
        &self,
        session: &Session,
        name: Name,
        mut results: Vec<CommandResult>,
        fresh: &[Sent],
    ) -> Result<(Vec<CommandResult>, bool)> {
        for sent in fresh {
            match self.take(session, name, sent).await {
                Ok(outcome) => results.push(CommandResult {
                    seq: sent.seq,
                    outcome,
                }),
                Err(Stop::Reused(seq)) => return Err(self.seq_reused(session, seq).await?),
                Err(Stop::Storage(error)) if error.passing() && !results.is_empty() => {
                    tracing::error!(%error, taken = results.len(), "commands are left for the next request");
                    return Ok((results, false));
                }
                Err(stop) => return Err(stop.into()),
            }
        }
        Ok((results, true))
    }

    /// Who waits for the clerk's own scopes hears of what was taken; if not now, the poller tells them. It tells also of
    /// other scopes that a command has moved.
    async fn tell_waiters(&self, session: &Session) {
        let organisation = Scope::Organisation(session.clerk.organisation);
        let scopes = [session.actor().scope(), organisation];
        let counters = async {
            let mut tx = self.storage.read().await?;
            let mut counters = Vec::new();
            for scope in scopes {
                counters.push((scope, tx.counter(scope).await?));
            }
            Ok::<_, StorageError>(counters)
        };
        for (scope, counter) in counters.await.unwrap_or_default() {
            self.wakes.moved(scope, counter);
        }
    }

    /// A further range of the organisation's journal, if the desk has nearly used its own up.
    async fn more_journal(
        &self,
        session: &Session,
        request: &SyncRequest,
    ) -> Result<Option<JournalRange>> {
        if !session.has(Capability::ApplicationAccept) {
            return Ok(None);
        }
        self.more(session, Book::Journal, request.journal_left)
            .await
    }

    /// The same of its contracts.
    async fn more_contracts(
        &self,
        session: &Session,
        request: &SyncRequest,
    ) -> Result<Option<JournalRange>> {
        match request.contracts_left {
            Some(left) if session.has(Capability::ContractConclude) => {
                self.more(session, Book::Contracts, left).await
            }
            _ => Ok(None),
        }
    }

    async fn more(&self, session: &Session, book: Book, left: u32) -> Result<Option<JournalRange>> {
        let target = u32::from(self.terms.journal_ahead);
        if left >= target.div_ceil(2) {
            return Ok(None);
        }
        let count = target - left;
        let year = u16::try_from(session.clerk.zone.date(self.now()).year()).unwrap_or_default();
        let leased = async {
            let mut tx = self.storage.write().await?;
            let organisation = session.clerk.organisation;
            let next = match book {
                Book::Journal => tx.lease_journal(organisation, year, count).await?,
                Book::Contracts => tx.lease_contracts(organisation, year, count).await?,
            };
            tx.commit().await?;
            Ok(next)
        };
        match leased.await {
            Ok(next) => Ok(Some(JournalRange {
                year,
                next,
                last: next + count - 1,
            })),
            // The desk asks again with its next request.
            Err(error) if StorageError::passing(&error) => {
                tracing::warn!(%error, ?book, "no numbers can be leased now");
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// What changed behind the cursors, and of which generation they are from now on, if it is another one.
    async fn deltas(
        &self,
        session: &Session,
        request: &SyncRequest,
    ) -> std::result::Result<(Vec<Delta>, Option<u64>), StorageError> {
        let mut deltas = Vec::new();
        let readable = || {
            let scopes = request.cursors.iter();
            scopes.filter(|(scope, _)| session.may_read(**scope))
        };
        if readable().next().is_none() {
            return Ok((deltas, None));
        }
        let mut tx = self.storage.read().await?;
        let present = tx.generation().await?;
        let shared = Shared::with(&mut *tx, request.generation, present).await?;
        let (device, now) = (session.device, self.now());
        for (scope, cursor) in readable() {
            let delta = delta::since(&mut *tx, *scope, *cursor, &shared, device, now).await?;
            deltas.extend(delta.map(|delta| told_to(session, delta)));
        }
        Ok((deltas, present.filter(|_| present != request.generation)))
    }

    /// Another payload under a seq that was taken: a copied or rolled back journal. It is written down, and nothing more
    /// of the request is taken.
    async fn seq_reused(&self, session: &Session, seq: u64) -> Result<ApiError> {
        tracing::error!(device = %session.device, seq, "another command under a seq that was taken");
        let mut tx = self.storage.write().await?;
        let mark = tx.device(session.device).await?.map(|d| d.high_water);
        let actor = session.actor();
        let entry = audit::Entry {
            at: self.now(),
            actor: actor.in_audit(),
            action: "sync",
            target: None,
            outcome: "refused:seq_reused",
            command: None,
        };
        audit::append(&mut *tx, actor.scope(), &entry).await?;
        tx.commit().await?;
        Ok(ApiError::new(
            StatusCode::CONFLICT,
            ErrorCode::SeqReused,
            format!(
                "another command was taken under seq {seq}: the journal of this device was copied or set back; ask POST /v1/epoch how it goes on"
            ),
        )
        .high_water(mark.unwrap_or_default()))
    }
}

/// The delta as the session may have it.
fn told_to(session: &Session, mut delta: Delta) -> Delta {
    let requests = std::mem::take(&mut delta.requests);
    let requests = requests.into_iter().map(|request| session.told(request));
    delta.requests = requests.collect();
    delta
}

impl From<Stop> for ApiError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Storage(error) => error.into(),
            Stop::Told(error) => error,
            // Both callers write it down first.
            Stop::Reused(_) => Self::internal(),
        }
    }
}

/// Clients that are too old are told so, before anything else is said.
pub fn check_version(v: u32) -> Result<()> {
    if v >= MIN_VERSION {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::UPGRADE_REQUIRED,
        ErrorCode::ClientTooOld,
        format!(
            "protocol {v} is too old, the register speaks {MIN_VERSION} to {VERSION}: update the program"
        ),
    ))
}

/// What no client of ours sends.
fn check_shape(session: &Session, request: &SyncRequest, commands: &[Sent]) -> Result<()> {
    if request.device != session.device {
        let why = "the session belongs to another device: log in with this one";
        return Err(ApiError::bad_request("device", why));
    }
    if commands.len() > MOST_COMMANDS {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::TooLarge,
            format!("at most {MOST_COMMANDS} commands go in one request: send the rest after"),
        ));
    }
    let back = request.numbers_back.iter();
    if back
        .map(|back| back.block.certificates.len())
        .sum::<usize>()
        > MOST_BACK
    {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::TooLarge,
            format!("at most {MOST_BACK} numbers come back in one request: send the rest after"),
        ));
    }
    Ok(())
}

/// A request with a hole is refused as a whole: its desk and the register differ.
fn in_order(mark: u64, fresh: &[Sent]) -> Result<()> {
    for (sent, seq) in fresh.iter().zip(mark + 1..) {
        if sent.seq != seq && !fault::on(Fault::DedupeOff) {
            return Err(gap(mark, sent.seq));
        }
    }
    Ok(())
}

/// Up to where the desk knows each scope once it has the answer.
fn cursors(request: &SyncRequest, deltas: &[Delta]) -> BTreeMap<Scope, u64> {
    let mut cursors = request.cursors.clone();
    cursors.extend(deltas.iter().map(|delta| (delta.scope, delta.cursor)));
    cursors
}
