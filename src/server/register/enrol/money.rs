//! What a municipality sets about money, and the money of a certificate that clerks change by hand.

use chrono::{DateTime, Utc};

use super::moved_on::{self, Present};
use super::remember;
use crate::api::sync::{Outcome, Scope};
use crate::domain::funding::{Agreement, CertificateGroup, decide};
use crate::domain::{
    Account, AccountCommand, Case, CertificateKind, CertificateNumber, EnrolmentRefusal, Funding,
    FundingCommand, MunicipalityCode, Refusal, RequestId, Target,
};
use crate::server::register::apply::{Actor, Decided, Demanded, Order, context};
use crate::server::storage::enrolment::{Places, PlacesOf};
use crate::server::storage::{Read, Result, StorageError, Write};

/// No request has it.
const NOBODY: RequestId = RequestId(uuid::Uuid::nil());

pub async fn funding(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, MunicipalityCode>,
    command: &FundingCommand,
    now: DateTime<Utc>,
) -> Result<Decided> {
    let municipality = order.target;
    if municipality != actor.municipality {
        return Ok(Err(Refusal::NotFound));
    }
    let current = set_by(tx, municipality).await?;
    let scope = Scope::Municipality(municipality);
    let target = Target::Funding(municipality);
    let present = Present {
        scope,
        target,
        version: current.version,
    };
    let brought = moved_on::funding(&current, command);
    let moved = moved_on::before(tx, present, order.expected, command.code(), brought).await?;
    if let Some(outcome) = moved {
        return Ok(Ok(outcome));
    }
    let after = match decide::decide(&current, command, &context(actor, now)) {
        Ok(after) => after,
        Err(why) => return Ok(Err(why)),
    };
    if let Err(why) = in_use(tx, &current, command).await? {
        return Ok(Err(why));
    }
    let version = after.version;
    let seq = tx.bump(scope, 1).await?;
    tx.put_funding(&after, seq).await?;
    remember(tx, actor, order, (scope, target, version), now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

/// What the municipality has set; one that has set nothing has no money.
pub async fn set_by<R: Read + ?Sized>(
    tx: &mut R,
    municipality: MunicipalityCode,
) -> Result<Funding> {
    let funding = tx.funding(municipality).await?;
    Ok(funding.unwrap_or_else(|| Funding::unset(municipality)))
}

/// Whether certificates that have money already stand against the change: the register alone knows all of them.
async fn in_use(
    tx: &mut dyn Write,
    funding: &Funding,
    command: &FundingCommand,
) -> Result<Demanded> {
    match command {
        FundingCommand::SetPeriod { period } => {
            let known = funding.periods.iter().find(|known| known.id == period.id);
            if known.is_none_or(|known| known.days == period.days) {
                return Ok(Ok(()));
            }
            Ok(match tx.paid_in(funding.municipality, period.id).await? {
                0 => Ok(()),
                paid => Err(EnrolmentRefusal::InUse(paid).into()),
            })
        }
        FundingCommand::SetCertificateGroup { group } => limits(tx, funding, group).await,
        FundingCommand::SetAgreement { agreement } => agreed(tx, funding, agreement).await,
        FundingCommand::SetPricePercent { .. } => Ok(Ok(())),
    }
}

/// An agreement is with an organisation that there is, and allows at least the children that it teaches under it already.
async fn agreed(tx: &mut dyn Write, funding: &Funding, agreement: &Agreement) -> Result<Demanded> {
    let organisation = agreement.organisation;
    if tx.municipality_of(organisation).await?.is_none() {
        return Ok(Err(EnrolmentRefusal::Unknown.into()));
    }
    let Some(limit) = agreement.limit else {
        return Ok(Ok(()));
    };
    let under = Places {
        organisation,
        of: PlacesOf::Agreement(funding.municipality, agreement.period),
        without: NOBODY,
    };
    let taken = tx.places_taken(&under).await?;
    let below = || EnrolmentRefusal::LimitBelowUse(taken).into();
    Ok((taken <= limit).then_some(()).ok_or_else(below))
}

async fn limits(
    tx: &mut dyn Write,
    funding: &Funding,
    group: &CertificateGroup,
) -> Result<Demanded> {
    for period in &funding.periods {
        let used = tx
            .group_use(funding.municipality, group.id, period.id, None)
            .await?;
        if !group.allows(used) {
            let why = EnrolmentRefusal::LimitBelowUse(used.certificates);
            return Ok(Err(why.into()));
        }
    }
    Ok(Ok(()))
}

pub async fn account(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_, CertificateNumber>,
    command: AccountCommand,
    now: DateTime<Utc>,
) -> Result<Decided> {
    if command.capability().is_none() && !actor.register {
        return Ok(Err(Refusal::NotUnderstood));
    }
    let Some(case) = tx.case_of(order.target).await? else {
        return Ok(Err(Refusal::NotFound));
    };
    let current = of(tx, order.target, case.municipality()).await?;
    if current.payer != actor.municipality {
        return Ok(Err(Refusal::NotFound));
    }
    let scope = Scope::Municipality(current.payer);
    let target = Target::Account(order.target);
    let present = Present {
        scope,
        target,
        version: current.version,
    };
    let brought = moved_on::account(&current, command);
    let moved = moved_on::before(tx, present, order.expected, command.code(), brought).await?;
    if let Some(outcome) = moved {
        return Ok(Ok(outcome));
    }
    let funding = set_by(tx, current.payer).await?;
    let after = match decide::account(&current, command, &funding, &context(actor, now)) {
        Ok(after) => after,
        Err(why) => return Ok(Err(why)),
    };
    if let (AccountCommand::AssignGroup { .. }, Err(why)) =
        (command, room(tx, &funding, &after).await?)
    {
        return Ok(Err(why));
    }
    let version = after.version;
    keep(tx, &after).await?;
    if let AccountCommand::ReturnToAccounting { .. } = command {
        account_only(tx, case).await?;
    }
    remember(tx, actor, order, (scope, target, version), now).await?;
    Ok(Ok(Outcome::Applied { version }))
}

/// The certificate is one of accounting from now on. Nobody decided anything on it itself, so it keeps its version.
async fn account_only(tx: &mut dyn Write, mut case: Case) -> Result<()> {
    if case.certificate.kind == CertificateKind::Accounting {
        return Ok(());
    }
    case.certificate.kind = CertificateKind::Accounting;
    let home = Scope::Municipality(case.municipality());
    let seq = tx.bump(home, 1).await?;
    tx.put_case(&case, seq).await
}

/// Whether the group has room for what the certificate brings into it: the money that it has already.
async fn room(tx: &mut dyn Write, funding: &Funding, account: &Account) -> Result<Demanded> {
    let Some(group) = account.group.and_then(|id| funding.group(id)) else {
        return Ok(Ok(()));
    };
    for held in &account.purses {
        let without = Some(account.certificate);
        let used = tx
            .group_use(account.payer, group.id, held.period, without)
            .await?;
        if group.is_full(held.purse.nominal, used) {
            return Ok(Err(EnrolmentRefusal::CertificateGroupFull.into()));
        }
    }
    Ok(Ok(()))
}

/// Writes the money of a certificate.
///
/// # Errors
/// Also when it doesn't add up: the transaction ends, and nothing of the command is left behind.
pub async fn keep(tx: &mut dyn Write, account: &Account) -> Result<()> {
    adds_up(account)?;
    let seq = tx.bump(Scope::Municipality(account.payer), 1).await?;
    tx.put_account(account, seq).await
}

/// In each period `nominal = balance + reserved + paid`, and what is reserved is what live requests and contracts hold back.
///
/// # Errors
/// When it doesn't; no transaction that has met such an account may be committed.
pub fn adds_up(account: &Account) -> Result<()> {
    if account.holds() {
        return Ok(());
    }
    let why = "the money of a certificate would not add up";
    Err(StorageError::Failed(why.to_owned()))
}

/// The money of a certificate that `municipality` serves. A child who has moved has that of the new municipality as soon as
/// nothing claims the old one's.
pub async fn of<R: Read + ?Sized>(
    tx: &mut R,
    certificate: CertificateNumber,
    municipality: MunicipalityCode,
) -> Result<Account> {
    Ok(match tx.account(certificate).await? {
        None => Account::unused(certificate, municipality),
        Some(left) if left.payer != municipality && left.claims.is_empty() => Account {
            version: left.version,
            ..Account::unused(certificate, municipality)
        },
        Some(account) => account,
    })
}
