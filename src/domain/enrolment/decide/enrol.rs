//! A request is made: all that stands against it, what it costs, what it holds back.

use super::source::{self, Source};
use super::{Decision, World, guard};
use crate::domain::application;
use crate::domain::certificate::CertificateKind;
use crate::domain::enrolment::{
    Cost, EnrolmentRefusal, EnrolmentRequest, RequestForm, RequestId, RequestState,
};
use crate::domain::funding::{Account, Funding};
use crate::domain::money::{Kopecks, Shares, Span, Split, SplitError, share, split};
use crate::domain::programme::{Group, Module, ProgrammeRegister};
use crate::domain::text::Clean;
use crate::domain::{Context, MunicipalityCode, Refusal, Side};

/// What a request would be, had it been made.
pub struct Joined {
    age: Option<u8>,
    pub cost: Option<Cost>,
    /// With what the request holds back, but without its claim.
    account: Option<Account>,
    reserved: Kopecks,
    kind: Option<CertificateKind>,
}

pub fn enrol(
    id: RequestId,
    form: &RequestForm,
    world: &World<'_>,
    context: &Context,
) -> Result<Decision, Refusal> {
    let joined = join(form, world, context)?;
    let request = EnrolmentRequest {
        id,
        version: 1,
        state: RequestState::New,
        certificate: form.certificate,
        payer: payer(form, world),
        organisation: form.organisation,
        register: world.programme.register,
        place: form.place,
        days: form.days,
        age: joined.age,
        source: form.source,
        created_at: context.at,
        created_by: (form.source != application::Source::Portal).then_some(context.clerk),
        cost: joined.cost,
        months_paid: 0,
        confirmed: None,
        refusal_text: Clean::default(),
        contract: None,
        termination: None,
    };
    let mut account = joined.account;
    if let Some(held) = &mut account {
        held.follow(&request, joined.reserved, context.today);
        if !held.holds() {
            if context.side == Side::Register {
                return Err(Refusal::RegisterFailed);
            }
            account = None;
        }
    }
    Ok(Decision {
        request,
        account,
        kind: joined.kind,
    })
}

/// Everything that a request meets, in the order in which a parent would hear it.
pub fn join(form: &RequestForm, world: &World<'_>, context: &Context) -> Result<Joined, Refusal> {
    let programme = world.programme;
    let (module, group) = guard::published(programme, form.place)?;
    if programme.organisation != form.organisation {
        return Err(EnrolmentRefusal::Unknown.into());
    }
    if !module.enrolment_open {
        return Err(EnrolmentRefusal::EnrolmentClosed.into());
    }
    guard::active(group)?;
    guard::certificate(world, context)?;
    guard::first_request(world.account, form.place)?;
    guard::days(form.days, group, context)?;
    let age = guard::age(form.days, world)?;
    guard::places(group, programme, world.taken)?;
    let account = account(form, world, context);
    let free = Joined {
        age,
        cost: None,
        account,
        reserved: Kopecks(0),
        kind: None,
    };
    match programme.register {
        ProgrammeRegister::Certified => certified(form, (module, group), free, world, context),
        ProgrammeRegister::Paid => Ok(Joined {
            cost: Some(paid(form, module, group)?),
            ..free
        }),
        ProgrammeRegister::PreProfessional
        | ProgrammeRegister::Significant
        | ProgrammeRegister::GeneralDevelopment => Ok(free),
    }
}

/// A certificate that has claimed nothing has no account yet: only the register knows that it is so.
fn account(form: &RequestForm, world: &World<'_>, context: &Context) -> Option<Account> {
    match (world.account, context.side) {
        (Some(account), _) => Some(account.clone()),
        (None, Side::Register) => Some(Account::unused(form.certificate, payer(form, world))),
        (None, Side::Client) => None,
    }
}

/// The municipality whose money it is.
fn payer(form: &RequestForm, world: &World<'_>) -> MunicipalityCode {
    let serves = world.certificate.and_then(|held| held.served_by);
    world
        .funding
        .map(|funding| funding.municipality)
        .or(serves)
        .unwrap_or_else(|| form.certificate.municipality())
}

/// The certificate pays what it can, the parents the rest.
fn certified(
    form: &RequestForm,
    at: (&Module, &Group),
    joined: Joined,
    world: &World<'_>,
    context: &Context,
) -> Result<Joined, Refusal> {
    let priced = Priced::of(form, at)?;
    let Some(funding) = world.funding else {
        return match context.side {
            Side::Register => Err(EnrolmentRefusal::NoPeriod.into()),
            Side::Client => Ok(Joined {
                cost: Some(priced.cost(Kopecks(i64::MAX))),
                account: None,
                ..joined
            }),
        };
    };
    let period = source::period(funding, form.days)?;
    source::agreed(funding, form.organisation, period, world)?;
    let Some(account) = joined.account else {
        // Its balance isn't known: shown is what it pays at most.
        let cost = Cost {
            period: Some(period),
            ..priced.cost(Kopecks(i64::MAX))
        };
        return Ok(Joined {
            cost: Some(cost),
            ..joined
        });
    };
    let source = source::source(Some(&account), funding, form.days)?;
    source::has_room(source, funding, &account, world, context)?;
    let (account, cost) = reserve(account, source, &priced, funding)?;
    let accounting = |kind| kind == CertificateKind::Accounting;
    Ok(Joined {
        account: Some(account),
        reserved: cost.shares.certificate.total(),
        cost: Some(cost),
        kind: world
            .certificate
            .is_some_and(|held| accounting(held.kind))
            .then_some(CertificateKind::Financed),
        ..joined
    })
}

/// Holds the certificate's part back.
fn reserve(
    mut account: Account,
    source: Source,
    priced: &Priced,
    funding: &Funding,
) -> Result<(Account, Cost), Refusal> {
    account.group = Some(source.group);
    account.waits_since = None;
    let purse = account
        .topped_up(funding, source.period)
        .map_err(|_| Refusal::RegisterFailed)?
        .ok_or(EnrolmentRefusal::NoCertificateGroup)?;
    let cost = Cost {
        period: Some(source.period),
        ..priced.cost(purse.balance)
    };
    let part = cost.shares.certificate.total();
    if part <= Kopecks(0) {
        return Err(EnrolmentRefusal::NoFunds.into());
    }
    let purse = purse.reserve(part).map_err(|_| EnrolmentRefusal::NoFunds)?;
    account.set_purse(source.period, purse);
    Ok((account, cost))
}

/// What the days cost, before anybody's part in it.
struct Priced {
    price: Kopecks,
    normative_price: Kopecks,
    total: Split,
    normative_total: Kopecks,
    days: Span,
}

impl Priced {
    fn of(form: &RequestForm, (module, group): (&Module, &Group)) -> Result<Self, Refusal> {
        let price = module.price().ok_or(EnrolmentRefusal::PriceMissing)?;
        let total = over_days(group, form, price)?;
        let normative = over_days(group, form, module.normative_price)?;
        Ok(Self {
            price,
            normative_price: module.normative_price,
            total,
            normative_total: normative.total(),
            days: form.days,
        })
    }

    fn cost(&self, balance: Kopecks) -> Cost {
        Cost {
            price: self.price,
            normative_price: self.normative_price,
            total: self.total,
            shares: share(&self.total, self.normative_total, balance, self.days),
            period: None,
        }
    }
}

/// The parents pay all.
fn paid(form: &RequestForm, module: &Module, group: &Group) -> Result<Cost, Refusal> {
    let price = module.price().ok_or(EnrolmentRefusal::PriceMissing)?;
    let total = over_days(group, form, price)?;
    let nothing = Split {
        months: total.months,
        ..Split::default()
    };
    Ok(Cost {
        price,
        normative_price: module.normative_price,
        total,
        shares: Shares {
            certificate: nothing,
            parents: total,
        },
        period: None,
    })
}

fn over_days(group: &Group, form: &RequestForm, price: Kopecks) -> Result<Split, Refusal> {
    split(group.period, form.days, price).map_err(|why| match why {
        SplitError::Empty | SplitError::Outside(_) => EnrolmentRefusal::DaysOutside.into(),
        SplitError::Negative(_) => EnrolmentRefusal::PriceMissing.into(),
    })
}
