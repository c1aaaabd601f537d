//! What the synthetic enrolment has to be: every state, right books, the same for the same seed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::*;
use crate::demo::register::Register;
use crate::domain::enrolment::{EnrolmentRequest, RequestState};
use crate::domain::programme::ProgrammeRegister;
use crate::domain::{Kopecks, MunicipalityCode};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn filled(seed: u64, size: u32, today: NaiveDate) -> (Office, Vec<(Case, Card)>) {
    let mut register = Register::new(seed, today);
    let mut cases = register.cases(size);
    let now = today.and_hms_opt(6, 0, 0).unwrap().and_utc();
    let Enrolment(office) = Enrolment::of(seed, now, register.organisations(), &mut cases).unwrap();
    (office, cases)
}

fn at_desk(office: &Office) -> impl Iterator<Item = &EnrolmentRequest> {
    office.requests.values().filter(|r| r.organisation == DESK)
}

fn states(office: &Office) -> BTreeMap<&'static str, usize> {
    let mut states = BTreeMap::new();
    for request in at_desk(office) {
        *states.entry(request.state.code()).or_default() += 1;
    }
    states
}

/// Taken and given places of the first organisation's groups.
fn places(office: &Office) -> Vec<(u32, u32)> {
    let own = office
        .programmes
        .values()
        .filter(|p| p.organisation == DESK && p.is_published());
    let groups = own.flat_map(|programme| navigator::groups(office, programme.id));
    groups.map(|g| (office.taken(g.place), g.places)).collect()
}

#[test]
fn everything_is_there_that_a_clerk_can_meet() {
    for (seed, today) in [
        (1, day(2026, 9, 1)),
        (7, day(2026, 12, 20)),
        (3, day(2027, 6, 2)),
    ] {
        let (office, _) = filled(seed, 5_000, today);
        let found: BTreeSet<_> = office.programmes.values().map(|p| p.state.code()).collect();
        assert_eq!(found.len(), 5, "{today}: {found:?}");
        let registers: BTreeSet<_> = office.programmes.values().map(|p| p.register).collect();
        assert_eq!(registers.len(), ProgrammeRegister::ALL.len());
        let states = states(&office);
        assert_eq!(states.len(), 5, "{today}: {states:?}");
        assert!((150..=300).contains(&states["new"]), "{today}: {states:?}");
        let ending = |r: &EnrolmentRequest| r.termination.is_some();
        let concluded = || at_desk(&office).filter(|r| r.state == RequestState::Concluded);
        assert!(concluded().any(ending) && concluded().any(|r| !ending(r)));
        let endings: BTreeSet<_> = at_desk(&office)
            .filter_map(|r| match r.state {
                RequestState::Terminated(ending) => Some(format!("{ending:?}")),
                _ => None,
            })
            .collect();
        assert_eq!(endings.len(), 3, "{today}: {endings:?}");
        let places = places(&office);
        for left in 0..=2 {
            let so = places
                .iter()
                .filter(|(taken, of)| of - taken == left)
                .count();
            assert!(so >= 3, "{today}: {so} groups with {left} places left");
        }
        assert!(at_desk(&office).any(EnrolmentRequest::by_one_person));
    }
}

#[test]
fn what_waits_has_what_a_clerk_has_to_see() {
    let (office, _) = filled(1, 5_000, day(2026, 9, 1));
    let waiting = || at_desk(&office).filter(|r| r.state == RequestState::New);
    let balance = |r: &EnrolmentRequest| {
        let period = r.cost?.period?;
        let account = office.accounts.get(&r.certificate)?;
        Some(account.purse(period)?.balance)
    };
    assert!(
        waiting().any(|r| balance(r) == Some(Kopecks(0))),
        "no money left"
    );
    let full = |r: &&EnrolmentRequest| {
        let programme = &office.programmes[&r.place.programme];
        let (_, group) = programme.group(r.place.module, r.place.group).unwrap();
        office.taken(r.place) >= u32::from(group.places)
    };
    assert!(waiting().filter(full).count() > 5, "full groups");
    let now = waiting().map(|r| r.created_at).max().unwrap();
    let late = |r: &&EnrolmentRequest| now - r.created_at > chrono::Duration::days(5);
    assert!(waiting().filter(late).count() > 10, "long waiting");
    let others = |r: &&EnrolmentRequest| office.accounts[&r.certificate].claims.len() > 1;
    assert!(
        waiting().filter(others).count() > 20,
        "other requests of the child"
    );
    let guests = waiting().filter(|r| r.payer != MunicipalityCode(1));
    let payers: BTreeSet<_> = guests.map(|r| r.payer).collect();
    assert_eq!(payers.len(), 2);
}

#[test]
fn the_books_balance_and_certificates_say_what_they_say() {
    let (office, cases) = filled(5, 3_000, day(2026, 10, 14));
    for account in office.accounts.values() {
        assert!(account.holds(), "{account:?}");
        for held in &account.purses {
            let of = |r: &&EnrolmentRequest| {
                let pays = r.cost.and_then(|cost| cost.period) == Some(held.period);
                r.certificate == account.certificate && pays
            };
            let paid = office.requests.values().filter(of).map(|r| {
                let part = r.cost.unwrap().shares.certificate;
                if r.months_paid > 0 {
                    part.upto(r.months_paid).0
                } else {
                    0
                }
            });
            assert_eq!(held.purse.paid.0, paid.sum::<i64>());
        }
    }
    for (case, _) in &cases {
        let certificate = &case.certificate;
        assert_eq!(
            certificate.working_contracts,
            office.working(certificate.number)
        );
        let account = office.accounts.get(&certificate.number);
        if account.is_some_and(|account| !account.purses.is_empty()) {
            assert_eq!(certificate.kind, CertificateKind::Financed);
        }
    }
}

#[test]
fn no_group_is_over_full_and_no_contract_number_stands_twice() {
    let (office, _) = filled(2, 5_000, day(2026, 9, 1));
    for (taken, of) in places(&office) {
        assert!(taken <= of, "{taken} of {of}");
    }
    let mut numbers = BTreeSet::new();
    for request in office.requests.values() {
        if let Some(contract) = &request.contract {
            let year = contract.date.year();
            assert!(numbers.insert((request.organisation, year, contract.number.clone())));
        }
        let programme = &office.programmes[&request.place.programme];
        assert!(request.age.is_some_and(|age| programme.ages.holds(age)));
    }
}

#[test]
fn the_same_seed_gives_the_same_and_small_registers_have_enrolment_too() {
    let today = day(2026, 9, 1);
    let (one, again) = (filled(7, 600, today).0, filled(7, 600, today).0);
    assert_eq!(one.requests, again.requests);
    assert_eq!(one.programmes, again.programmes);
    assert!(states(&one)["new"] > 50);
    let (tiny, _) = filled(7, 1, today);
    assert!(tiny.programmes.len() > 30);
}

#[test]
fn whatever_day_it_is_the_register_comes_about() {
    let mut today = day(2026, 1, 3);
    while today < day(2027, 1, 3) {
        let (office, _) = filled(1, 400, today);
        assert!(states(&office).contains_key("new"), "{today}");
        today += chrono::Duration::days(19);
    }
}
