//! A step with a programme: its organisation's clerks take it, but for the review, which is the municipality's.

use chrono::{DateTime, Utc};

use super::moved_on::{self, Present};
use super::remember;
use crate::api::sync::{Outcome, Scope};
use crate::domain::funding::PRICE_PERCENT;
use crate::domain::programme::decide::{self, Terms};
use crate::domain::{Capability, Programme, ProgrammeCommand, ProgrammeId, Refusal, Target};
use crate::server::register::apply::{Actor, Decided, Order, context};
use crate::server::storage::{Result, Write};

pub async fn step(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, ProgrammeId>,
    command: &ProgrammeCommand,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let current = tx.programme(order.target).await?;
    let creates = matches!(command, ProgrammeCommand::SaveProgramme { .. });
    let known = match &current {
        Some(programme) => may(actor, programme, command),
        None => creates,
    };
    if !known {
        return Ok(Err(Refusal::NotFound));
    }
    let own = (actor.organisation, actor.municipality);
    let (organisation, municipality) = current.as_ref().map_or(own, |programme| {
        (programme.organisation, programme.municipality)
    });
    let scope = Scope::Organisation(organisation);
    let target = Target::Programme(order.target);
    let present = Present {
        scope,
        target,
        version: current.as_ref().map_or(0, |programme| programme.version),
    };
    let brought = current
        .as_ref()
        .is_some_and(|programme| moved_on::programme(programme, command));
    let moved = moved_on::before(tx, present, order.expected, command.code(), brought).await?;
    if let Some(outcome) = moved {
        return Ok(Ok(outcome));
    }
    let funding = tx.funding(municipality).await?;
    let live = tx.live_by_group(organisation, order.target).await?;
    let terms = Terms {
        municipality,
        price_percent: funding.map_or(PRICE_PERCENT, |funding| funding.price_percent),
        live: &live,
    };
    let context = context(actor, now);
    let decided = decide::decide(current.as_ref(), order.target, command, &terms, &context);
    let programme = match decided {
        Ok(programme) => programme,
        Err(why) => return Ok(Err(why)),
    };
    let version = programme.version;
    let seq = tx.bump(scope, 1).await?;
    tx.put_programme(&programme, seq).await?;
    remember(tx, actor, order, (scope, target, version), now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

/// Whether the programme is one that the actor knows of.
fn may(actor: &Actor, programme: &Programme, command: &ProgrammeCommand) -> bool {
    let reviews = command.capability() == Capability::ProgrammeReview
        && programme.municipality == actor.municipality;
    programme.organisation == actor.organisation || reviews
}
