//! A step with a request: the record, the money of its certificate, and the certificate itself change together.

use chrono::{DateTime, Datelike, Utc};

use super::moved_on::{self, Present};
use super::{money, remember};
use crate::api::sync::{Outcome, Scope};
use crate::domain::enrolment::decide::{self, GroupUse, Taken, World};
use crate::domain::enrolment::{Decision, Place, RequestState};
use crate::domain::funding::PeriodId;
use crate::domain::{
    Account, Case, CertificateNumber, Context, EnrolmentCommand, EnrolmentRefusal,
    EnrolmentRequest, Funding, OrganisationId, Programme, Refusal, RequestId, Source, Span, Target,
};
use crate::server::register::apply::{Actor, Decided, Demanded, Order, context};
use crate::server::storage::enrolment::{Places, PlacesOf};
use crate::server::storage::{Result, Write};

pub async fn step(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, RequestId>,
    command: &EnrolmentCommand,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let by_register = from_portal(command) || command.capability().is_none();
    if by_register && !actor.register {
        return Ok(Err(Refusal::NotUnderstood));
    }
    let current = tx.request(order.target).await?;
    let about = About::of(current.as_ref(), command);
    let Some(about) = about.filter(|about| about.organisation == actor.organisation) else {
        return Ok(Err(Refusal::NotFound));
    };
    let scope = Scope::Organisation(about.organisation);
    let target = Target::Request(order.target);
    let present = Present {
        scope,
        target,
        version: current.as_ref().map_or(0, |request| request.version),
    };
    let brought = current
        .as_ref()
        .is_some_and(|request| moved_on::request(request, command));
    let moved = moved_on::before(tx, present, order.expected, command.code(), brought).await?;
    if let Some(outcome) = moved {
        return Ok(Ok(outcome));
    }
    let Some(ground) = Ground::gather(tx, order.target, &about).await? else {
        return Ok(Err(Refusal::NotFound));
    };
    let context = Context {
        child_birth_date: ground.world().birth_date,
        ..context(actor, now)
    };
    let world = ground.world();
    let decided = decide::decide(current.as_ref(), order.target, command, &world, &context);
    let decision = match decided {
        Ok(decision) => decision,
        Err(why) => return Ok(Err(why)),
    };
    if let Err(why) = claim_number(tx, command, &decision.request).await? {
        return Ok(Err(why));
    }
    let version = decision.request.version;
    ground.write(tx, &decision, scope).await?;
    remember(tx, actor, order, (scope, target, version), now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

/// Only the register itself takes what families send: who passes a request of his own off as theirs is not named in it.
fn from_portal(command: &EnrolmentCommand) -> bool {
    matches!(command, EnrolmentCommand::Enrol { form } if form.source == Source::Portal)
}

/// What the command is about, before anything is decided.
struct About {
    organisation: OrganisationId,
    certificate: CertificateNumber,
    /// Where the child is to learn.
    place: Place,
    days: Span,
    /// The period that pays already.
    period: Option<PeriodId>,
    /// Whether places are asked for.
    asks: bool,
}

impl About {
    /// `None`: there is no such request.
    fn of(current: Option<&EnrolmentRequest>, command: &EnrolmentCommand) -> Option<Self> {
        let Some(request) = current else {
            let EnrolmentCommand::Enrol { form } = command else {
                return None;
            };
            return Some(Self {
                organisation: form.organisation,
                certificate: form.certificate,
                place: form.place,
                days: form.days,
                period: None,
                asks: true,
            });
        };
        let mut place = request.place;
        if let EnrolmentCommand::ChangeGroup { group } = command {
            place.group = *group;
        }
        let asks = matches!(
            command,
            EnrolmentCommand::ConfirmRequest | EnrolmentCommand::ChangeGroup { .. }
        );
        Some(Self {
            organisation: request.organisation,
            certificate: request.certificate,
            place,
            days: request.days,
            period: request.cost.and_then(|cost| cost.period),
            asks,
        })
    }
}

/// What the decision depends on, as the transaction found it.
struct Ground {
    case: Case,
    birth_date: Option<chrono::NaiveDate>,
    account: Account,
    /// Whether the register has the account already.
    kept: bool,
    programme: Programme,
    funding: Funding,
    group_use: GroupUse,
    taken: Taken,
}

impl Ground {
    /// Certificate, group, counters, in this order. `None`: the register has no such certificate or programme.
    async fn gather(tx: &mut dyn Write, id: RequestId, about: &About) -> Result<Option<Self>> {
        let Some(case) = tx.case_of(about.certificate).await? else {
            return Ok(None);
        };
        let card = tx.card(case.number()).await?;
        let account = money::of(tx, about.certificate, case.municipality()).await?;
        let kept = tx.account(about.certificate).await?.as_ref() == Some(&account);
        let Some(programme) = tx.programme(about.place.programme).await? else {
            return Ok(None);
        };
        if programme.organisation != about.organisation {
            return Ok(None);
        }
        let funding = money::set_by(tx, account.payer).await?;
        let period = about
            .period
            .or_else(|| funding.period_of(about.days).map(|period| period.id));
        let group = account
            .group
            .or_else(|| funding.groups.first().map(|group| group.id));
        let group_use = match (group, period) {
            (Some(group), Some(period)) => {
                let without = Some(about.certificate);
                tx.group_use(account.payer, group, period, without).await?
            }
            _ => GroupUse::default(),
        };
        let mut taken = Taken::default();
        if about.asks {
            let Place {
                programme, group, ..
            } = about.place;
            let mut of = Places {
                organisation: about.organisation,
                of: PlacesOf::Group(programme, group),
                without: id,
            };
            taken.group = tx.places_taken(&of).await?;
            of.of = PlacesOf::Programme(programme);
            taken.programme = tx.places_taken(&of).await?;
            if let Some(period) = period {
                of.of = PlacesOf::Agreement(account.payer, period);
                taken.organisation = tx.places_taken(&of).await?;
            }
        }
        Ok(Some(Self {
            birth_date: card.map(|card| card.child.birth_date),
            case,
            account,
            kept,
            programme,
            funding,
            group_use,
            taken,
        }))
    }

    fn world(&self) -> World<'_> {
        World {
            programme: &self.programme,
            funding: Some(&self.funding),
            certificate: Some(&self.case.certificate),
            account: Some(&self.account),
            taken: self.taken,
            group_use: Some(self.group_use),
            birth_date: self.birth_date,
        }
    }

    /// Writes what was decided: certificate, account, request. Nobody decided anything on certificate and account
    /// themselves, so they keep their versions.
    async fn write(&self, tx: &mut dyn Write, decision: &Decision, scope: Scope) -> Result<()> {
        let account = decision.account.as_ref().unwrap_or(&self.account);
        let mut case = self.case.clone();
        case.certificate.kind = decision.kind.unwrap_or(case.certificate.kind);
        case.certificate.working_contracts = working(account);
        if case != self.case {
            let home = Scope::Municipality(case.municipality());
            let seq = tx.bump(home, 1).await?;
            tx.put_case(&case, seq).await?;
        }
        if !self.kept || *account != self.account {
            money::keep(tx, account).await?;
        } else {
            money::adds_up(account)?;
        }
        let seq = tx.bump(scope, 1).await?;
        tx.put_request(&decision.request, seq).await
    }
}

/// Concluded contracts that await no termination.
fn working(account: &Account) -> u16 {
    let works = |claim: &&crate::domain::funding::Claim| {
        claim.state == RequestState::Concluded && !claim.ends
    };
    let count = account.claims.iter().filter(works).count();
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// A contract number stands once in an organisation and the year of its date.
async fn claim_number(
    tx: &mut dyn Write,
    command: &EnrolmentCommand,
    request: &EnrolmentRequest,
) -> Result<Demanded> {
    let (EnrolmentCommand::Conclude { .. }, Some(contract)) = (command, &request.contract) else {
        return Ok(Ok(()));
    };
    let year = u16::try_from(contract.date.year()).unwrap_or_default();
    let number = contract.number.as_str().trim();
    let claimed = tx
        .claim_contract_number(request.organisation, year, number, request.id)
        .await?;
    let taken = || EnrolmentRefusal::ContractNumberTaken.into();
    Ok(claimed.then_some(()).ok_or_else(taken))
}
