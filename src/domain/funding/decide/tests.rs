//! Each condition of a change of what a municipality has set, by itself.

use super::*;
use crate::domain::enrolment::EnrolmentRefusal as Why;
use crate::domain::enrolment::samples::{self, PERIOD, number};
use crate::domain::funding::{Account, AccountCommand, CertificateGroupId, Nominal, PeriodId};
use crate::domain::money::Span;
use crate::domain::samples::{OWN, context, day, today};
use crate::domain::{Capability, MunicipalityCode, OrganisationId};

fn given(funding: &Funding, command: &FundingCommand) -> Result<Funding, Refusal> {
    decide(funding, command, &context())
}

fn why<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> Why {
    match outcome {
        Err(Refusal::Enrolment(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn period(year: u16, first: (u32, u32), last: (i32, u32, u32)) -> FundingCommand {
    FundingCommand::SetPeriod {
        period: Period {
            id: PeriodId(year),
            days: Span {
                first: day(i32::from(year), first.0, first.1),
                last: day(last.0, last.1, last.2),
            },
        },
    }
}

#[test]
fn periods_stand_in_order_and_have_no_day_in_common() {
    let funding = samples::funding();
    let next = given(&funding, &period(2027, (9, 1), (2028, 8, 31))).unwrap();
    let both = given(&next, &period(2025, (9, 1), (2026, 8, 31))).unwrap();
    let years: Vec<_> = both.periods.iter().map(|period| period.id.0).collect();
    assert_eq!((years, both.version), (vec![2025, 2026, 2027], 2));
    let overlap = period(2027, (8, 31), (2028, 8, 31));
    assert_eq!(why(given(&funding, &overlap)), Why::PeriodsOverlap);
    let same = period(2026, (9, 1), (2027, 8, 31));
    assert_eq!(given(&funding, &same), Err(Refusal::NothingChanged));
}

#[test]
fn a_period_with_agreements_loses_no_day() {
    let funding = samples::funding();
    let shorter = period(2026, (9, 2), (2027, 8, 31));
    assert_eq!(why(given(&funding, &shorter)), Why::InUse(1));
    assert!(given(&funding, &period(2026, (8, 1), (2027, 8, 31))).is_ok());
    let mut free = funding;
    free.agreements.clear();
    assert!(given(&free, &shorter).is_ok());
}

#[test]
fn a_period_is_named_by_its_year_and_not_endless() {
    let funding = samples::funding();
    let mut command = period(2027, (9, 1), (2028, 8, 31));
    let incomplete = Why::Incomplete(vec!["period".into()]);
    if let FundingCommand::SetPeriod { period } = &mut command {
        period.id = PeriodId(2028);
    }
    assert_eq!(why(given(&funding, &command)), incomplete);
    for last in [(2027, 8, 31), (2029, 8, 31)] {
        let wrong = period(2027, (9, 1), last);
        assert_eq!(why(given(&funding, &wrong)), incomplete, "{last:?}");
    }
}

#[test]
fn a_group_of_certificates_has_money_of_known_periods() {
    let funding = samples::funding();
    let with = |change: fn(&mut CertificateGroup)| {
        let mut group = funding.groups[0].clone();
        change(&mut group);
        given(&funding, &FundingCommand::SetCertificateGroup { group })
    };
    let nominal = |period| Nominal {
        period,
        amount: Kopecks(1),
    };
    assert_eq!(with(|_| {}), Err(Refusal::NothingChanged));
    assert_eq!(
        with(|g| g.certificates_limit = Some(9))
            .unwrap()
            .groups
            .len(),
        1
    );
    let second = with(|g| g.id = CertificateGroupId(2)).unwrap();
    assert_eq!(second.groups.len(), 2);
    let of = |change: Box<dyn Fn(&mut CertificateGroup)>| {
        let mut group = funding.groups[0].clone();
        change(&mut group);
        why(given(
            &funding,
            &FundingCommand::SetCertificateGroup { group },
        ))
    };
    let incomplete = |code: &str| Why::Incomplete(vec![code.into()]);
    assert_eq!(
        of(Box::new(|g| g.name = " ".into())),
        incomplete("group_name")
    );
    assert_eq!(
        of(Box::new(move |g| g.nominals.push(nominal(PERIOD)))),
        incomplete("nominal")
    );
    assert_eq!(
        of(Box::new(|g| g.nominals[0].amount = Kopecks(-1))),
        incomplete("nominal")
    );
    assert_eq!(
        of(Box::new(|g| g.sum_limit = Some(Kopecks(999_999)))),
        incomplete("sum_limit")
    );
    assert_eq!(
        of(Box::new(move |g| g.nominals.push(nominal(PeriodId(2030))))),
        Why::Unknown
    );
}

#[test]
fn an_organisation_has_one_agreement_for_a_period() {
    let funding = samples::funding();
    let with = |change: fn(&mut Agreement)| {
        let mut agreement = funding.agreements[0].clone();
        change(&mut agreement);
        given(&funding, &FundingCommand::SetAgreement { agreement })
    };
    let changed = with(|a| a.number = " 8/2026 ".into()).unwrap();
    assert_eq!(changed.agreements.len(), 1);
    assert_eq!(changed.agreements[0].number.as_str(), "8/2026");
    assert_eq!(
        with(|a| a.organisation = OrganisationId(61))
            .unwrap()
            .agreements
            .len(),
        2
    );
    assert_eq!(why(with(|a| a.period = PeriodId(2030))), Why::Unknown);
    let incomplete = Why::Incomplete(vec!["agreement_number".into()]);
    assert_eq!(why(with(|a| a.number = Clean::default())), incomplete);
}

#[test]
fn the_limit_of_prices_is_a_sane_percentage_and_needs_its_right() {
    let funding = samples::funding();
    let percent = |percent| given(&funding, &FundingCommand::SetPricePercent { percent });
    assert_eq!(percent(1000).unwrap().price_percent, 1000);
    assert_eq!(percent(1).unwrap().price_percent, 1);
    for wrong in [0, 1001] {
        assert_eq!(why(percent(wrong)), Why::Percent);
    }
    let mut context = context();
    context.capabilities = context.capabilities.without(Capability::SettingsEdit);
    let command = FundingCommand::SetPricePercent { percent: 100 };
    let no = Err(Refusal::NotAllowed(Capability::SettingsEdit));
    assert_eq!(decide(&funding, &command, &context), no);
}

#[test]
fn a_certificate_goes_into_a_group_and_keeps_its_money() {
    let funding = samples::funding();
    let (scene, _) = samples::Scene::requested();
    let before = scene.account.unwrap();
    let assign = |group| AccountCommand::AssignGroup {
        group: CertificateGroupId(group),
    };
    let to = |account: &Account, command| super::account(account, command, &funding, &context());
    assert_eq!(to(&before, assign(1)), Err(Refusal::NothingChanged));
    assert_eq!(why(to(&before, assign(9))), Why::Unknown);
    let unused = Account::unused(number(42), OWN);
    let after = to(&unused, assign(1)).unwrap();
    assert_eq!(
        (after.group, after.version),
        (Some(CertificateGroupId(1)), 1)
    );
    let mut other = before.clone();
    other.group = Some(CertificateGroupId(5));
    let after = to(&other, assign(1)).unwrap();
    assert_eq!(
        (&after.purses, &after.claims),
        (&before.purses, &before.claims)
    );
    let elsewhere = Account::unused(number(42), MunicipalityCode(2));
    assert_eq!(why(to(&elsewhere, assign(1))), Why::Unknown);
}

#[test]
fn a_certificate_waits_for_room_once() {
    let funding = samples::funding();
    let unused = Account::unused(number(42), OWN);
    let to = |account: &Account, command| super::account(account, command, &funding, &context());
    let waiting = to(&unused, AccountCommand::JoinWaitingList).unwrap();
    assert_eq!(waiting.waits_since, Some(today()));
    let again = to(&waiting, AccountCommand::JoinWaitingList);
    assert_eq!(again, Err(Refusal::NothingChanged));
    let left = to(&waiting, AccountCommand::LeaveWaitingList).unwrap();
    assert_eq!((left.waits_since, left.version), (None, 2));
    assert_eq!(
        to(&left, AccountCommand::LeaveWaitingList),
        Err(Refusal::NothingChanged)
    );
    let poor = Funding::unset(OWN);
    let none = super::account(&unused, AccountCommand::JoinWaitingList, &poor, &context());
    assert_eq!(why(none), Why::NoCertificateGroup);
    let group = CertificateGroupId(1);
    let assigned = to(&waiting, AccountCommand::AssignGroup { group }).unwrap();
    assert_eq!(assigned.waits_since, None);
}

#[test]
fn an_unused_certificate_gives_its_money_back_by_the_register_alone() {
    let funding = samples::funding();
    let (mut scene, request) = samples::Scene::requested();
    let back = AccountCommand::ReturnToAccounting { due: today() };
    let next = |days: i64| {
        let mut context = context();
        context.capabilities = crate::domain::Capabilities::default();
        context.today = today() + chrono::Duration::days(days);
        context
    };
    let used = scene.account.clone().unwrap();
    let kept = super::account(&used, back, &funding, &next(1));
    assert_eq!(kept, Err(Refusal::NothingChanged));
    scene.apply(
        Some(&request),
        &crate::domain::EnrolmentCommand::WithdrawRequest,
    );
    let left = scene.account.unwrap();
    let early = super::account(&left, back, &funding, &next(0));
    assert_eq!(early, Err(Refusal::NothingChanged));
    let after = super::account(&left, back, &funding, &next(1)).unwrap();
    assert_eq!((after.purses.len(), after.unused_since), (0, None));
    assert_eq!((after.group, after.version), (left.group, left.version + 1));
    let again = super::account(&after, back, &funding, &next(1));
    assert_eq!(again, Err(Refusal::NothingChanged));
    let desk = Context {
        side: crate::domain::Side::Client,
        ..next(1)
    };
    let at_desk = super::account(&left, back, &funding, &desk);
    assert_eq!(at_desk, Err(Refusal::NotUnderstood));
}
