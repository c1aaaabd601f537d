//! One command, carried out inside a transaction: checks, decision, effect, audit.
//!
//! The decision itself is `domain::decide`; here stands only what the register alone can know: who is alike, which
//! numbers are taken, who changed the record before.

use chrono::{DateTime, Datelike, Utc};
use uuid::Uuid;

use super::{duplicates, forms, keys, leases, pairs};
use crate::api::session::Channel;
use crate::api::sync::{Outcome, Scope};
use crate::domain::duplicate::Likeness;
use crate::domain::{
    ApplicationNumber, ApplicationState, Capabilities, Capability, Card, Case, CertificateState,
    Clean, ClerkId, Command, Context, DuplicateState, Field, MunicipalityCode, NewApplication,
    OrganisationId, Refusal, Side, Zone, decide,
};
use crate::fault::{self, Fault};
use crate::server::audit;
use crate::server::storage::rows::{Change, live};
use crate::server::storage::{Result, Write};

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
    /// Whether it is the register itself, which alone may let applications expire.
    pub register: bool,
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
        }
    }
}

pub struct Order<'a> {
    pub target: ApplicationNumber,
    /// The version that the record must have; `None` where it doesn't matter.
    pub expected: Option<u64>,
    /// That of the lease under which it was given, if there was one.
    pub fence: Option<u64>,
    pub command: &'a Command,
    pub id: Option<Uuid>,
}

/// Carries out `order` at `now`. Whatever comes of it is audited.
pub async fn carry_out(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> Result<Outcome> {
    let outcome = match outcome(tx, actor, order, now).await? {
        Ok(outcome) => outcome,
        Err(why) => Outcome::Refused { why },
    };
    if !fault::on(Fault::AuditForgotten) {
        record(tx, actor, order, &outcome, now).await?;
    }
    Ok(outcome)
}

/// Writes the audit row of a command and what became of it.
pub async fn record(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = match outcome {
        Outcome::Applied { .. } => match order.command {
            Command::TakeOver { reason } => format!("applied:{}", reason.code()),
            Command::NotePrinted { form, copy } => {
                let which = if *copy { "copy" } else { "first" };
                format!("applied:{}:{which}", form.code())
            }
            _ => "applied".to_owned(),
        },
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
    audit::append(tx, actor.scope(), &entry).await
}

type Decided = std::result::Result<Outcome, Refusal>;

async fn outcome(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let Order {
        target, command, ..
    } = *order;
    if target.municipality() != actor.municipality {
        return Ok(Err(Refusal::NotFound));
    }
    let current = tx.case(target).await?;
    if let Command::Submit(new) = command {
        let decided = submit(tx, actor, current.as_ref(), order, new, now).await?;
        pairs::end(tx, actor, (new.reference.number, new.certificate)).await?;
        return Ok(decided);
    }
    let Some(mut current) = current else {
        return Ok(Err(Refusal::NotFound));
    };
    if command.capability().is_none() && !actor.register {
        let state = current.application.state.code().to_owned();
        return Ok(Err(Refusal::WrongState(state)));
    }
    if let Some(expected) = order.expected
        && command.changes_record()
        && current.application.version != expected
    {
        return moved_on(tx, &current, command, expected).await.map(Ok);
    }
    if let Some(fence) = order.fence
        && !fault::on(Fault::FenceIgnored)
        && command.changes_record()
        && let Some(lease) = leases::overtaken(tx, target, fence).await?
    {
        let by = leases::doer(tx, actor, &lease).await?;
        let version = current.application.version;
        return Ok(Ok(Outcome::Conflict { version, by }));
    }
    let card = tx.card(target).await?;
    let card_keys = card.as_ref().map(keys::of);
    let known = current.application.duplicate;
    let suspects = match (command, &card_keys) {
        (Command::Accept { .. } | Command::ResolveDuplicate { .. }, Some(keys)) => {
            duplicates::suspects(tx, target, keys).await?
        }
        _ => Vec::new(),
    };
    if matches!(
        command,
        Command::Accept { .. } | Command::ResolveDuplicate { .. }
    ) {
        current.application.duplicate = duplicates::state(known, &suspects);
    }
    let context = Context {
        personal_shown: tx.revealed(actor.clerk, target).await?,
        child_birth_date: card.as_ref().map(|card| card.child.birth_date),
        ..context(actor, now)
    };
    let case = match decide(Some(&current), command, &context) {
        Ok(case) => case,
        Err(why) => {
            if current.application.duplicate != known {
                // The clerk has to see why: the record tells it, in the version that it has.
                let seq = tx.bump(actor.scope(), 1).await?;
                tx.put_case(&current, seq).await?;
            }
            return Ok(Err(why));
        }
    };
    let version = case.application.version;
    if let Command::TakeOver { .. } = command
        && !leases::take_over(tx, actor, target, now).await?
    {
        let right = Capability::ApplicationTakeover;
        return Ok(Err(Refusal::NotAllowed(right)));
    }
    if !command.changes_record() {
        return Ok(Ok(Outcome::Applied { version }));
    }
    if !claim_journal_number(tx, command, &case).await? {
        return Ok(Err(Refusal::JournalNumberTaken));
    }
    if let Command::ResolveDuplicate { .. } = command {
        for other in suspects {
            tx.tell_apart(target, other).await?;
        }
    }
    let card = card
        .and_then(|card| with_texts(card, command))
        .zip(card_keys);
    write(tx, actor, &case, command, card, now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

async fn submit(
    tx: &mut dyn Write,
    actor: &Actor,
    current: Option<&Case>,
    order: &Order<'_>,
    new: &NewApplication,
    now: DateTime<Utc>,
) -> Result<Decided> {
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
    let mut case = match decide(current, order.command, &context) {
        Ok(case) => case,
        Err(why) => return Ok(Err(why)),
    };
    let unknown = forms::unknown(tx, &new.consents).await?;
    if !unknown.is_empty() {
        return Ok(Err(Refusal::Invalid(unknown)));
    }
    let keys = keys::of(&new.card);
    let suspects = duplicates::suspects(tx, order.target, &keys).await?;
    case.application.duplicate = duplicates::state(DuplicateState::Unknown, &suspects);
    let card = Some((new.card.clone(), keys));
    write(tx, actor, &case, order.command, card, now).await?;
    if !actor.register {
        forms::remember_issuers(tx, actor.organisation, &new.card).await?;
    }
    Ok(Ok(Outcome::Applied {
        version: case.application.version,
    }))
}

fn context(actor: &Actor, now: DateTime<Utc>) -> Context {
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

/// The record is not the one that the clerk saw: it is where the clerk wanted it, or somewhere else; who did it?
async fn moved_on(
    tx: &mut dyn Write,
    current: &Case,
    command: &Command,
    seen: u64,
) -> Result<Outcome> {
    let changes = tx.changes_after(current.number(), seen).await?;
    let version = current.application.version;
    if brought(current, command) {
        let same = changes
            .iter()
            .find(|change| change.command == command.code());
        let by = same.or(changes.first()).map(Change::doer);
        return Ok(Outcome::Already { version, by });
    }
    let by = changes.first().map(Change::doer);
    Ok(Outcome::Conflict { version, by })
}

/// Whether the record is in the state that the command would bring.
fn brought(case: &Case, command: &Command) -> bool {
    let (application, certificate) = (&case.application, case.certificate.state);
    match command {
        Command::Verify {
            checks,
            documents_complete,
            ..
        } => application.checks == *checks && application.documents_complete == *documents_complete,
        Command::Accept { .. } => matches!(
            application.state,
            ApplicationState::Accepted | ApplicationState::Confirmed
        ),
        Command::Reject { .. } => matches!(application.state, ApplicationState::Rejected(_)),
        Command::Return { .. } => matches!(application.state, ApplicationState::Returned(_)),
        Command::Withdraw { .. } => application.state == ApplicationState::Withdrawn,
        Command::Expire => application.state == ApplicationState::Expired,
        Command::ResolveDuplicate { .. } => {
            matches!(application.duplicate, DuplicateState::Resolved(_))
        }
        Command::Suspend { .. } => matches!(certificate, CertificateState::Suspended(_)),
        Command::Merge { .. } => matches!(certificate, CertificateState::Superseded(_)),
        Command::TransferCertificate { to, .. } => case.municipality() == *to,
        Command::Activate | Command::Restore { .. } => certificate == CertificateState::Active,
        Command::Exclude { .. } => matches!(certificate, CertificateState::Excluded(_)),
        Command::Submit(_)
        | Command::Correct(_)
        | Command::ChangeData(_)
        | Command::Reissue { .. }
        | Command::SendMail { .. }
        | Command::IssuePassword { .. }
        | Command::NoteShown
        | Command::NotePrinted { .. }
        | Command::TakeOver { .. } => false,
    }
}

/// The number of the entry is unique in the organisation and year.
async fn claim_journal_number(tx: &mut dyn Write, command: &Command, case: &Case) -> Result<bool> {
    let (Command::Accept { .. }, Some(intake)) = (command, &case.application.intake) else {
        return Ok(true);
    };
    let year = u16::try_from(intake.date.year()).unwrap_or_default();
    let number = intake.journal_number.as_str();
    tx.claim_journal_number(intake.organisation, year, number, case.number())
        .await
}

/// What a clerk wrote is personal: it goes with the card. `None` where the command has no text.
fn with_texts(mut card: Card, command: &Command) -> Option<Card> {
    match command {
        Command::Verify { remarks, .. } => card.remarks.clone_from(remarks),
        Command::Reject { text, .. } | Command::Return { text, .. } => {
            card.decision_text = some(text);
        }
        _ => return None,
    }
    Some(card)
}

fn some(text: &Clean) -> Option<Clean> {
    (!text.is_empty()).then(|| text.clone())
}

async fn write(
    tx: &mut dyn Write,
    actor: &Actor,
    case: &Case,
    command: &Command,
    card: Option<(Card, Likeness)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let number = case.number();
    let seq = tx.bump(actor.scope(), 1).await?;
    tx.put_case(case, seq).await?;
    leases::release(tx, case, seq, now).await?;
    match card {
        Some((card, keys)) => tx.put_card(number, &card, &keys, live(case)).await?,
        None => tx.set_card_live(number, live(case)).await?,
    }
    let version = case.application.version;
    tx.put_change(number, version, actor.clerk, command.code(), now)
        .await
}
