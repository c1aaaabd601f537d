//! `sync`: the commands of one request in one transaction (one fsync), then what changed.
//!
//! The high-water mark, the effects, the counters, the audit rows and the stored results commit together, so a repeat
//! after a lost answer, a crash or a broken line finds either all of it or none.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use chrono::Datelike;

use super::apply::{self, Actor, Order};
use super::{Register, delta};
use crate::api::error::ErrorCode;
use crate::api::sync::{
    Base, CommandResult, Delta, Envelope, JOURNAL_LOW, JournalRange, MOST_COMMANDS, Outcome, Scope,
    SyncAnswer, SyncRequest,
};
use crate::api::{MIN_VERSION, VERSION};
use crate::domain::{Capability, Refusal};
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::session::Session;
use crate::server::storage::rows::{Device, StoredResult};
use crate::server::storage::{Read, StorageError, Write};

/// Journal numbers that a device gets at once.
const JOURNAL_RANGE: u32 = 50;

impl Register {
    pub async fn sync(&self, session: &Session, request: SyncRequest) -> Result<SyncAnswer> {
        check_version(request.v)?;
        check_shape(session, &request)?;
        let lease =
            request.journal_left < JOURNAL_LOW && session.has(Capability::ApplicationAccept);
        let (mut results, mut journal) = (Vec::new(), None);
        let high_water = if request.commands.is_empty() && !lease {
            let mut tx = self.storage.read().await?;
            device(&mut *tx, &request).await?.high_water
        } else {
            let mut tx = self.storage.write().await?;
            let device = device(&mut *tx, &request).await?;
            let repeats = repeats(&mut *tx, &device, &request.commands).await;
            let Repeats { known, fresh } = match repeats {
                Err(Reused::At(seq)) => {
                    drop(tx);
                    return Err(self.seq_reused(session, seq).await?);
                }
                Err(Reused::Error(error)) => return Err(error.into()),
                Ok(repeats) => repeats,
            };
            results = known;
            let mark = self
                .take(&mut *tx, &session.actor(), &device, fresh, &mut results)
                .await?;
            if lease {
                journal = Some(self.lease_journal(&mut *tx, session).await?);
            }
            tx.commit().await?;
            mark
        };
        let mut tx = self.storage.read().await?;
        let deltas = deltas(&mut *tx, session, &request.cursors).await?;
        let scope = session.actor().scope();
        let counter = tx.counter(scope).await?;
        drop(tx);
        self.wakes.moved(scope, counter);
        Ok(SyncAnswer {
            results,
            deltas,
            leases: Vec::new(),
            journal,
            high_water,
            now: self.now(),
            min_version: MIN_VERSION,
        })
    }

    /// Takes the commands that are new, in order; gives the new high-water mark.
    async fn take(
        &self,
        tx: &mut dyn Write,
        actor: &Actor,
        device: &Device,
        fresh: &[Envelope],
        results: &mut Vec<CommandResult>,
    ) -> Result<u64> {
        let mut mark = device.high_water;
        for envelope in fresh {
            if envelope.seq != mark + 1 {
                return Err(gap(mark, envelope.seq));
            }
            let outcome = self.take_one(tx, actor, device, envelope).await?;
            let stored = StoredResult {
                hash: envelope.hash.clone(),
                target: envelope.target,
                outcome,
            };
            tx.put_result(device.id, device.epoch, envelope.seq, &stored)
                .await?;
            mark = envelope.seq;
            results.push(CommandResult {
                seq: mark,
                outcome: stored.outcome,
            });
        }
        if mark != device.high_water {
            tx.set_high_water(device.id, mark).await?;
        }
        Ok(mark)
    }

    async fn take_one(
        &self,
        tx: &mut dyn Write,
        actor: &Actor,
        device: &Device,
        envelope: &Envelope,
    ) -> Result<Outcome> {
        let now = self.now();
        let mut order = Order {
            target: envelope.target,
            expected: None,
            command: &envelope.command,
            id: Some(envelope.id),
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

    async fn lease_journal(&self, tx: &mut dyn Write, session: &Session) -> Result<JournalRange> {
        let year = u16::try_from(session.clerk.zone.date(self.now()).year()).unwrap_or_default();
        let next = tx
            .lease_journal(session.clerk.organisation, year, JOURNAL_RANGE)
            .await?;
        Ok(JournalRange {
            year,
            next,
            last: next + JOURNAL_RANGE - 1,
        })
    }

    /// Another payload under a seq that was taken: a copied or rolled back journal. It is written down, and nothing of
    /// the request is taken.
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
                "another command was taken under seq {seq}: the journal of this device was copied or set back; log in without a device to get a new one"
            ),
        )
        .high_water(mark.unwrap_or_default()))
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
fn check_shape(session: &Session, request: &SyncRequest) -> Result<()> {
    if request.device != session.device {
        let why = "the session belongs to another device: log in with this one";
        return Err(ApiError::bad_request("device", why));
    }
    if request.commands.len() > MOST_COMMANDS {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::TooLarge,
            format!("at most {MOST_COMMANDS} commands go in one request: send the rest after"),
        ));
    }
    for (place, envelope) in request.commands.iter().enumerate() {
        if envelope.digest() != envelope.hash {
            let why = "the hash is not that of the command: the journal is damaged or the program differs";
            return Err(ApiError::bad_request(
                format!("commands[{place}].hash"),
                why,
            ));
        }
    }
    for scope in request.cursors.keys() {
        if !session.owns(*scope) {
            return Err(ApiError::new(
                StatusCode::FORBIDDEN,
                ErrorCode::NotAllowed,
                "a cursor names a scope of another municipality or organisation: leave it out",
            ));
        }
    }
    Ok(())
}

async fn device(tx: &mut dyn Read, request: &SyncRequest) -> Result<Device> {
    let device = tx
        .device(request.device)
        .await?
        .ok_or_else(ApiError::login_needed)?;
    if request.epoch == device.epoch {
        return Ok(device);
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        ErrorCode::OldEpoch,
        format!(
            "the device is in epoch {}, the request in {}: log in to learn the epoch",
            device.epoch, request.epoch
        ),
    )
    .high_water(device.high_water))
}

struct Repeats<'a> {
    /// Stored results of commands that were taken before.
    known: Vec<CommandResult>,
    fresh: &'a [Envelope],
}

enum Reused {
    At(u64),
    Error(StorageError),
}

impl From<StorageError> for Reused {
    fn from(error: StorageError) -> Self {
        Self::Error(error)
    }
}

/// Parts the commands that were taken before from the new ones. Clients send them in the order of seq.
async fn repeats<'a>(
    tx: &mut dyn Write,
    device: &Device,
    commands: &'a [Envelope],
) -> std::result::Result<Repeats<'a>, Reused> {
    let old = commands
        .iter()
        .take_while(|envelope| envelope.seq <= device.high_water)
        .count();
    let (old, fresh) = commands.split_at(old);
    let mut known = Vec::with_capacity(commands.len());
    for envelope in old {
        let stored = tx.result(device.id, device.epoch, envelope.seq).await?;
        match stored {
            Some(stored) if stored.hash == envelope.hash => known.push(CommandResult {
                seq: envelope.seq,
                outcome: stored.outcome,
            }),
            _ => return Err(Reused::At(envelope.seq)),
        }
    }
    Ok(Repeats { known, fresh })
}

fn gap(mark: u64, seq: u64) -> ApiError {
    ApiError::new(
        StatusCode::CONFLICT,
        ErrorCode::SeqGap,
        format!("the register has taken this device's commands up to {mark}, and {seq} is not the next: send from {}", mark + 1),
    )
    .high_water(mark)
}

/// The version that the record must have, or why the command can't be carried out at all.
async fn expected(
    tx: &mut dyn Write,
    device: &Device,
    envelope: &Envelope,
) -> Result<std::result::Result<u64, Refusal>> {
    let seq = match envelope.base {
        Base::Version(version) => return Ok(Ok(version)),
        Base::After(seq) => seq,
    };
    let before = if seq < envelope.seq {
        tx.result(device.id, device.epoch, seq).await?
    } else {
        None
    };
    Ok(match before {
        Some(StoredResult {
            outcome: Outcome::Applied { version },
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

async fn deltas(
    tx: &mut dyn Read,
    session: &Session,
    cursors: &BTreeMap<Scope, u64>,
) -> Result<Vec<Delta>> {
    let mut deltas = Vec::new();
    if !session.has(Capability::ApplicationSearch) {
        return Ok(deltas);
    }
    for (scope, cursor) in cursors {
        deltas.extend(delta::since(tx, *scope, *cursor).await?);
    }
    Ok(deltas)
}
