//! An application comes in.

use chrono::{DateTime, Utc};

use super::{Actor, Decided, Order, context, forms, keys, write};
use crate::api::sync::Outcome;
use crate::domain::{Capability, Context, DuplicateState, Field, NewApplication, Refusal, decide};
use crate::server::register::{duplicates, pairs};
use crate::server::storage::{Result, Write};

pub async fn submit(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    new: &NewApplication,
    now: DateTime<Utc>,
) -> Result<Decided> {
    if order.target.municipality() != actor.municipality {
        return Ok(Err(Refusal::NotFound));
    }
    if !actor.hands_in && actor.capabilities.has(Capability::ApplicationCreate) {
        return Ok(Err(Refusal::OtherChannel));
    }
    if new.reference.number != order.target {
        return Ok(Err(Refusal::Invalid(vec![Field::ApplicationNumber])));
    }
    if new.certificate.municipality() != actor.municipality {
        return Ok(Err(Refusal::Invalid(vec![Field::CertificateNumber])));
    }
    let home = tx.municipality_of(new.organisation).await?;
    if home != Some(actor.municipality) {
        return Ok(Err(Refusal::NotFound));
    }
    let current = tx.case(order.target).await?;
    if current.is_none() && tx.certificate_taken(new.certificate).await? {
        return Ok(Err(Refusal::NumberTaken));
    }
    let pair = (new.reference.number, new.certificate);
    if !pairs::may_use(tx, actor, pair).await? {
        return Ok(Err(Refusal::NumberTaken));
    }
    let context = Context {
        child_birth_date: Some(new.card.child.birth_date),
        ..context(actor, now)
    };
    let mut case = match decide(current.as_ref(), order.command, &context) {
        Ok(case) => case,
        Err(why) => return Ok(Err(why)),
    };
    let dated = new.reference.date;
    if !order.terms.takes_due(dated, new.paper_due) {
        return Ok(Err(Refusal::Invalid(vec![Field::ApplicationDate])));
    }
    let unknown = forms::unknown(tx, &new.consents).await?;
    if !unknown.is_empty() {
        return Ok(Err(Refusal::Invalid(unknown)));
    }
    let keys = keys::of(&new.card);
    let suspects = duplicates::suspects(tx, order.target, &keys).await?;
    case.application.duplicate = duplicates::state(DuplicateState::Unknown, &suspects);
    write(tx, actor, &case, order.command, Some(&new.card), now).await?;
    if !actor.register {
        forms::remember_issuers(tx, actor.organisation, &new.card).await?;
    }
    Ok(Ok(Outcome::Applied {
        version: case.application.version,
    }))
}
