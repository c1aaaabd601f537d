//! One command, carried out inside a transaction: checks, decision, effect, audit.
//!
//! The decision itself is `domain::decide`; here stands only what the register alone can know: who is alike, which
//! numbers are taken, who changed the record before, what stands on the card. Programmes, requests and money are carried
//! out in [`super::enrol`].

mod cards;
mod doubts;
mod merge;
mod moved_on;
mod papers;
mod submit;
mod told;
mod transfer;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{enrol, family, forms, keys, leases, overview, pairs};
use crate::api::session::Channel;
use crate::api::sync::{Outcome, Scope};
use crate::domain::decide::with_texts;
use crate::domain::{
    ApplicationNumber, Capabilities, Capability, Card, Case, ClerkId, Command, Context, Field,
    MunicipalityCode, OrganisationId, Refusal, Side, Target, Zone, decide,
};
use crate::fault::{self, Fault};
use crate::server::audit;
use crate::server::mail::queue;
use crate::server::settings::Terms;
use crate::server::storage::portal::PortalId;
use crate::server::storage::rows::live;
use crate::server::storage::{Result, Write};
use doubts::Doubts;

/// Who gives the command, from where.
#[derive(Clone, Copy, Debug)]
pub struct Actor {
    pub clerk: ClerkId,
    pub organisation: OrganisationId,
    pub municipality: MunicipalityCode,
    /// Of the municipality: what today is.
    pub zone: Zone,
    pub capabilities: Capabilities,
    pub device: Option<Uuid>,
    pub channel: Option<Channel>,
    /// Whether applications are taken from there.
    pub hands_in: bool,
    /// Whether it is the register itself, which alone may give what needs no right.
    pub register: bool,
    /// The families' portal for which the register acts.
    pub portal: Option<PortalId>,
}

impl Actor {
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::Municipality(self.municipality)
    }

    #[must_use]
    pub fn in_audit(&self) -> audit::Actor {
        audit::Actor {
            clerk: self.clerk,
            organisation: self.organisation,
            device: self.device,
            channel: self.channel,
            portal: self.portal,
        }
    }
}

/// `T`: what it is about; the steps with one kind of record know its number.
pub struct Order<'a, T = ApplicationNumber> {
    pub target: T,
    /// The version that the record must have; `None` where it doesn't matter.
    pub expected: Option<u64>,
    /// That of the lease under which it was given, if there was one.
    pub fence: Option<u64>,
    pub command: &'a Command,
    pub id: Option<Uuid>,
    /// When it was given, by the clock of the desk; `None` for what the register does by itself.
    pub given: Option<DateTime<Utc>>,
    /// On what terms applications are taken.
    pub terms: &'a Terms,
}

impl<'a, T: Copy> Order<'a, T> {
    /// The same order, about its record by another name.
    pub(super) fn about<U>(&self, target: U) -> Order<'a, U> {
        Order {
            target,
            expected: self.expected,
            fence: self.fence,
            command: self.command,
            id: self.id,
            given: self.given,
            terms: self.terms,
        }
    }
}

/// Carries out `order` at `now`. Whatever comes of it is audited.
pub async fn carry_out(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, Target>,
    now: DateTime<Utc>,
) -> Result<Outcome> {
    let decided = match order.target {
        Target::Case(number) => outcome(tx, actor, &order.about(number), now).await?,
        Target::Programme(_) | Target::Request(_) | Target::Funding(_) | Target::Account(_) => {
            enrol::outcome(tx, actor, order, now).await?
        }
    };
    let outcome = match decided {
        Ok(outcome) => outcome,
        Err(why) => Outcome::Refused { why },
    };
    if let Target::Case(number) = order.target {
        queue::follow(tx, actor, &order.about(number), &outcome, now).await?;
    }
    if !fault::on(Fault::AuditForgotten) {
        record(tx, actor, order, &outcome, now).await?;
    }
    Ok(outcome)
}

/// Writes the audit row of a command and what became of it, and counts the work that it was.
pub async fn record(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, Target>,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<()> {
    let mark = enrol::mark(tx, order, outcome).await?;
    let told = match outcome {
        Outcome::Applied { .. } => told::applied(order.command, mark),
        Outcome::Already { .. } => "already".to_owned(),
        Outcome::Conflict { .. } => "conflict".to_owned(),
        Outcome::Refused { why } => format!("refused:{}", why.code()),
    };
    let action = match order.command {
        Command::NoteShown => "shown",
        Command::NotePrinted { .. } => "printed",
        command => command.code(),
    };
    let entry = audit::Entry {
        at: now,
        actor: actor.in_audit(),
        action,
        target: Some(order.target),
        outcome: &told,
        command: order.id,
    };
    let scope = enrol::scope(tx, actor, order.target).await?;
    audit::append(tx, scope, &entry).await?;
    overview::count(tx, actor, order.command, outcome, now).await?;
    if let (Command::TransferCertificate { to, .. }, Outcome::Applied { .. }) =
        (order.command, outcome)
    {
        let came = audit::Entry {
            outcome: &told::came(actor.municipality),
            ..entry
        };
        audit::append(tx, Scope::Municipality(*to), &came).await?;
    }
    Ok(())
}

/// What comes of a command, or why it is refused.
pub(super) type Decided = std::result::Result<Outcome, Refusal>;
/// Whether something stands against a command.
pub(super) type Demanded = std::result::Result<(), Refusal>;

async fn outcome(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let Order {
        target, command, ..
    } = *order;
    if let Command::Submit(new) = command {
        let decided = submit::submit(tx, actor, order, new, now).await?;
        pairs::end(tx, actor, (new.reference.number, new.certificate)).await?;
        return Ok(decided);
    }
    let Some(current) = tx.case(target).await? else {
        return Ok(Err(Refusal::NotFound));
    };
    // Who serves it now; the number tells only where it began.
    if current.municipality() != actor.municipality {
        let away = moved_on::away(tx, actor, order, &current).await?;
        return Ok(away.ok_or(Refusal::NotFound));
    }
    if command.capability().is_none() && !actor.register {
        let state = current.application.state.code().to_owned();
        return Ok(Err(Refusal::WrongState(state)));
    }
    if let Some(outcome) = moved_on::before(tx, actor, order, &current).await? {
        return Ok(Ok(outcome));
    }
    change(tx, actor, order, current, now).await
}

/// Decides on the record as it is, and writes what comes of it.
async fn change(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    mut current: Case,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let Order {
        target, command, ..
    } = *order;
    let card = tx.card(target).await?;
    cards::tell_address(&mut current, card.as_ref(), command);
    let shown = tx.revealed(actor.clerk, target).await?;
    let edited = cards::edited(card.as_ref(), shown, command, actor.zone.date(now));
    let after = edited.as_ref().ok().and_then(Option::as_ref);
    let birth = after.or(card.as_ref()).map(|card| card.child.birth_date);
    let doubts = Doubts::look(tx, &mut current, command, card.as_ref(), after).await?;
    let context = Context {
        personal_shown: shown,
        child_birth_date: birth,
        ..context(actor, now)
    };
    let case = match (decide(Some(&current), command, &context), edited.as_ref()) {
        (Ok(_) | Err(Refusal::DuplicateUnresolved), Err(wrong)) => return Ok(Err(wrong.clone())),
        (Ok(case), Ok(_)) => case,
        (Err(why), _) => {
            doubts.tell(tx, actor, &current, &why).await?;
            return Ok(Err(why));
        }
    };
    let version = case.application.version;
    if let Some(why) = family::issue(tx, actor, order, &case, now).await? {
        return Ok(Err(why));
    }
    if !command.changes_record() {
        return note(tx, actor, order, version, now).await;
    }
    if let Err(why) = demanded(tx, actor, order, &case, now).await? {
        return Ok(Err(why));
    }
    doubts.settle(tx, target, command).await?;
    let after = edited.ok().flatten();
    if let (Some(card), false) = (&after, actor.register) {
        forms::remember_issuers(tx, actor.organisation, card).await?;
    }
    let card = after.or_else(|| card.and_then(|card| with_texts(card, command)));
    write(tx, actor, &case, command, card.as_ref(), now).await?;
    if let Command::Merge { into, .. } = command {
        merge::tidy(tx, actor, *into).await?;
    }
    enrol::refuse_open(tx, actor, order, &case, now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

/// Carries out what leaves the record as it is.
async fn note(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    version: u64,
    now: DateTime<Utc>,
) -> Result<Decided> {
    if let Command::TakeOver { .. } = order.command
        && !leases::take_over(tx, actor, order.target, now).await?
    {
        let right = Capability::ApplicationTakeover;
        return Ok(Err(Refusal::NotAllowed(right)));
    }
    Ok(Ok(Outcome::Applied { version }))
}

/// What the register alone demands of a command that `decide` would apply.
async fn demanded(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Demanded> {
    let demanded = match order.command {
        // Values of a card are personal: they come from where applications do.
        Command::Correct(_) | Command::ChangeData(_) | Command::SendMail { address: Some(_) }
            if !actor.hands_in =>
        {
            Err(Refusal::OtherChannel)
        }
        Command::Correct(correction) => {
            let today = actor.zone.date(now);
            let taken = order.terms.takes_due(today, correction.paper_due);
            let invalid = || Refusal::Invalid(vec![Field::ApplicationDate]);
            taken.then_some(()).ok_or_else(invalid)
        }
        Command::Merge { into, certificate } => {
            merge::one_child(tx, actor, order.target, *into, *certificate).await?
        }
        Command::TransferCertificate { to, .. } => transfer::there(tx, *to).await?,
        _ => Ok(()),
    };
    match demanded {
        Ok(()) => papers::claim(tx, actor, order.command, case).await,
        refused => Ok(refused),
    }
}

pub(super) fn context(actor: &Actor, now: DateTime<Utc>) -> Context {
    Context {
        side: Side::Register,
        at: now,
        today: actor.zone.date(now),
        clerk: actor.clerk,
        organisation: actor.organisation,
        capabilities: actor.capabilities,
        personal_shown: false,
        child_birth_date: None,
    }
}

/// `card`: where it changes.
async fn write(
    tx: &mut dyn Write,
    actor: &Actor,
    case: &Case,
    command: &Command,
    card: Option<&Card>,
    now: DateTime<Utc>,
) -> Result<()> {
    let number = case.number();
    let seq = tx.bump(actor.scope(), 1).await?;
    if case.municipality() == actor.municipality {
        tx.put_case(case, seq).await?;
    } else {
        transfer::hand_over(tx, actor, case, seq).await?;
    }
    leases::release(tx, case, seq, now).await?;
    match card {
        Some(card) => {
            let keys = keys::of(card);
            tx.put_card(number, card, &keys, live(case)).await?;
        }
        None => tx.set_card_live(number, live(case)).await?,
    }
    let version = case.application.version;
    tx.put_change(number, version, actor.clerk, command.code(), now)
        .await
}
