//! One command, taken in a transaction of its own: dedupe, effect, counter, audit row, stored result and high-water mark
//! commit together, so a repeat after a lost answer, a crash or a broken line finds either all of it or none.
//!
//! A command that can't be carried out ever — this build doesn't know it, the database fails on it each time, its handling
//! panics — is answered with a stored refusal and uses its seq up: it must not hold up what stands behind it. A database
//! that is busy or away is no refusal.

use std::panic::AssertUnwindSafe;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use futures_util::FutureExt;

use super::Register;
use super::apply::{self, Actor, Order};
use super::enrol;
use super::incoming::{Sent, Unreadable};
use crate::api::error::ErrorCode;
use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::{Refusal, Target};
use crate::fault::{self, Fault};
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;
use crate::server::settings::Terms;
use crate::server::storage::rows::{Device, Name, StoredResult};
use crate::server::storage::{Read, StorageError, Write};

/// Why no further command of a request is taken.
#[derive(Debug)]
pub enum Stop {
    Storage(StorageError),
    /// Another payload stands under this seq.
    Reused(u64),
    /// The device, its epoch or its mark are not what the request says.
    Told(ApiError),
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Register {
    /// Takes the next command of the journal `name`, or gives the stored result of one that was taken before.
    pub(super) async fn take(
        &self,
        session: &Session,
        name: Name,
        sent: &Sent,
    ) -> std::result::Result<Outcome, Stop> {
        let taken = AssertUnwindSafe(self.try_to_take(session, name, sent));
        let why = match taken.catch_unwind().await {
            Ok(Err(Stop::Storage(error))) if !error.passing() => error.to_string(),
            Ok(taken) => return taken,
            Err(_) => "its handling panicked".to_owned(),
        };
        tracing::error!(
            device = %name.device, epoch = name.epoch, seq = sent.seq, id = %sent.id, why,
            "the register can't carry out this act, ever: it is refused, and those behind it go on"
        );
        let refused = Outcome::Refused {
            why: Refusal::RegisterFailed,
        };
        let mut tx = self.storage.write().await?;
        let mark = match turn(&mut *tx, name, sent).await? {
            Turn::Repeat(outcome) => return Ok(outcome),
            Turn::Next(mark) => mark,
        };
        let (actor, now) = (session.actor(), self.now());
        tell(&mut *tx, &actor, sent, "refused:register_failed", now).await?;
        keep(tx, mark, sent, refused, now).await
    }

    async fn try_to_take(
        &self,
        session: &Session,
        name: Name,
        sent: &Sent,
    ) -> std::result::Result<Outcome, Stop> {
        let mut tx = self.storage.write().await?;
        let device = match turn(&mut *tx, name, sent).await? {
            Turn::Repeat(outcome) => return Ok(outcome),
            Turn::Next(device) => device,
        };
        let (actor, now) = (session.actor(), self.now());
        if fault::on(Fault::MarkMovedFirst) {
            tx.set_high_water(device.id, sent.seq).await?;
            tx.commit().await?;
            tx = self.storage.write().await?;
        }
        let unknown = fault::on(Fault::DedupeOff) || fault::on(Fault::IdForgotten);
        let before = if sent.id.is_nil() || unknown {
            None
        } else {
            tx.result_by_id(sent.id).await?
        };
        let outcome = match (before, &sent.envelope) {
            (Some(before), _) => again(&mut *tx, &actor, &device, sent, before, now).await?,
            (None, Ok(envelope)) => {
                carry_out(&mut *tx, &actor, &device, (envelope, &self.terms), now).await?
            }
            (None, Err(why)) => not_understood(&mut *tx, &actor, sent, why, now).await?,
        };
        let kept = keep(tx, device, sent, outcome, now).await?;
        if let Ok(envelope) = &sent.envelope {
            self.post.taken(&envelope.command);
        }
        Ok(kept)
    }
}

enum Turn {
    /// It was taken before.
    Repeat(Outcome),
    /// It is the next one of the device.
    Next(Device),
}

/// Whose turn it is, by the row that the transaction holds: the same request may have come twice at once.
async fn turn(tx: &mut dyn Write, name: Name, sent: &Sent) -> std::result::Result<Turn, Stop> {
    let device = device(tx, name).await.map_err(Stop::Told)?;
    if sent.seq <= device.high_water && !fault::on(Fault::DedupeOff) {
        return repeat(tx, name, sent).await.map(Turn::Repeat);
    }
    if sent.seq != device.high_water + 1 && !fault::on(Fault::DedupeOff) {
        return Err(Stop::Told(gap(device.high_water, sent.seq)));
    }
    Ok(Turn::Next(device))
}

/// The device of a journal, if it is in that epoch.
pub(super) async fn device<R: Read + ?Sized>(tx: &mut R, name: Name) -> Result<Device> {
    let device = tx.device(name.device).await?;
    let device = device.ok_or_else(ApiError::login_needed)?;
    if name.epoch == device.epoch || fault::on(Fault::EpochIgnored) {
        return Ok(device);
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        ErrorCode::OldEpoch,
        format!(
            "the device is in epoch {}, the request in {}: ask POST /v1/epoch how the journal goes on",
            device.epoch, name.epoch
        ),
    )
    .high_water(device.high_water))
}

/// The stored result of a command that was taken before.
pub(super) async fn repeat<R: Read + ?Sized>(
    tx: &mut R,
    name: Name,
    sent: &Sent,
) -> std::result::Result<Outcome, Stop> {
    match tx.result(name.device, name.epoch, sent.seq).await? {
        Some(stored) if stored.hash == sent.hash => Ok(stored.outcome),
        _ => Err(Stop::Reused(sent.seq)),
    }
}

pub(super) fn gap(mark: u64, seq: u64) -> ApiError {
    let next = mark + 1;
    ApiError::new(
        StatusCode::CONFLICT,
        ErrorCode::SeqGap,
        format!("the register has taken this device's commands up to {mark}, and {seq} is not the next: send from {next}"),
    )
    .high_water(mark)
}

async fn carry_out(
    tx: &mut dyn Write,
    actor: &Actor,
    device: &Device,
    (envelope, terms): (&Envelope, &Terms),
    now: DateTime<Utc>,
) -> std::result::Result<Outcome, Stop> {
    let mut order = Order {
        target: envelope.target,
        expected: None,
        fence: envelope.fence,
        command: &envelope.command,
        id: Some(envelope.id),
        terms,
        given: Some(envelope.at),
    };
    match expected(tx, device, envelope).await? {
        Ok(version) => order.expected = Some(version),
        Err(why) => {
            let outcome = Outcome::Refused { why };
            apply::record(tx, actor, &order, &outcome, now).await?;
            return Ok(outcome);
        }
    }
    Ok(apply::carry_out(tx, actor, &order, now).await?)
}

/// The version that the record must have, or why the command can't be carried out at all.
async fn expected(
    tx: &mut dyn Write,
    device: &Device,
    envelope: &Envelope,
) -> std::result::Result<std::result::Result<u64, Refusal>, StorageError> {
    let seq = match envelope.base {
        Base::Version(version) => return Ok(Ok(version)),
        Base::After(_) if fault::on(Fault::AfterIgnored) => {
            return Ok(Ok(version(tx, envelope.target).await?));
        }
        Base::After(seq) => seq,
    };
    let before = if seq < envelope.seq {
        tx.result(device.id, device.epoch, seq).await?
    } else {
        None
    };
    Ok(match before {
        Some(StoredResult {
            // Where the record was in that state already, the chain goes on from there.
            outcome: Outcome::Applied { version } | Outcome::Already { version, .. },
            target,
            ..
        }) if target == envelope.target => Ok(version),
        // The clerk is to see one matter: the command at the root of the chain.
        Some(StoredResult {
            outcome:
                Outcome::Refused {
                    why: Refusal::DependsOnRefused(root),
                },
            ..
        }) => Err(Refusal::DependsOnRefused(root)),
        _ => Err(Refusal::DependsOnRefused(seq)),
    })
}

/// The version of a record; 0 where there is none.
async fn version(tx: &mut dyn Write, target: Target) -> std::result::Result<u64, StorageError> {
    Ok(match target {
        Target::Case(number) => tx
            .case(number)
            .await?
            .map_or(0, |case| case.application.version),
        Target::Programme(_) | Target::Request(_) | Target::Funding(_) | Target::Account(_) => {
            enrol::version(tx, target).await?
        }
    })
}

/// An act that was taken before, under another seq or name: its answer is given again, and nothing happens.
async fn again(
    tx: &mut dyn Write,
    actor: &Actor,
    device: &Device,
    sent: &Sent,
    before: StoredResult,
    now: DateTime<Utc>,
) -> std::result::Result<Outcome, Stop> {
    if before.target != sent.target || before.command != sent.code {
        tracing::error!(
            device = %device.id, seq = sent.seq, id = %sent.id,
            "another act has this identifier: the program that sent it is at fault"
        );
        tell(tx, actor, sent, "refused:id_reused", now).await?;
        return Ok(Outcome::Refused {
            why: Refusal::NotUnderstood,
        });
    }
    tell(tx, actor, sent, "repeat", now).await?;
    let chained = matches!(
        before.outcome,
        Outcome::Refused {
            why: Refusal::DependsOnRefused(_)
        }
    );
    if !chained {
        return Ok(before.outcome);
    }
    // The root of a refused chain is told by its seq, which is another one under this name, or none.
    if let Ok(envelope) = &sent.envelope
        && let Err(why) = expected(tx, device, envelope).await?
    {
        return Ok(Outcome::Refused { why });
    }
    let version = version(tx, sent.target).await?;
    Ok(Outcome::Conflict { version, by: None })
}

async fn not_understood(
    tx: &mut dyn Write,
    actor: &Actor,
    sent: &Sent,
    why: &Unreadable,
    now: DateTime<Utc>,
) -> std::result::Result<Outcome, Stop> {
    tracing::error!(
        device = ?actor.device, seq = sent.seq, id = %sent.id, code = sent.code, ?why,
        "an act that this build can't read is refused: the program of the desk is newer, older or at fault"
    );
    tell(tx, actor, sent, "refused:not_understood", now).await?;
    Ok(Outcome::Refused {
        why: Refusal::NotUnderstood,
    })
}

async fn tell(
    tx: &mut dyn Write,
    actor: &Actor,
    sent: &Sent,
    outcome: &str,
    now: DateTime<Utc>,
) -> std::result::Result<(), StorageError> {
    let entry = audit::Entry {
        at: now,
        actor: actor.in_audit(),
        action: &sent.code,
        target: Some(sent.target),
        outcome,
        command: Some(sent.id),
    };
    let scope = enrol::scope(tx, actor, sent.target).await?;
    audit::append(tx, scope, &entry).await
}

/// Ends the transaction: result and mark go with the effect.
async fn keep(
    mut tx: Box<dyn Write>,
    device: Device,
    sent: &Sent,
    outcome: Outcome,
    now: DateTime<Utc>,
) -> std::result::Result<Outcome, Stop> {
    let stored = StoredResult {
        hash: sent.hash.clone(),
        id: sent.id,
        target: sent.target,
        command: sent.code.clone(),
        at: now,
        outcome,
    };
    if !fault::on(Fault::ResultForgotten) {
        let kept = tx
            .put_result(device.id, device.epoch, sent.seq, &stored)
            .await;
        if !fault::on(Fault::DedupeOff) {
            kept?;
        }
    }
    tx.set_high_water(device.id, sent.seq).await?;
    tx.commit().await?;
    Ok(stored.outcome)
}
