//! Hand-made registers that break a rule of enrolment, each its own.

use std::time::Duration;

use chrono::{DateTime, Days};
use reestr::domain::enrolment::{Contract, Cost, Mark, Place};
use reestr::domain::funding::PeriodPurse;
use reestr::domain::money::{Purse, Shares, Split};
use reestr::domain::programme::{GroupId, ModuleId, ProgrammeRegister};
use reestr::domain::{ClerkId, Source};
use uuid::Uuid;

use super::*;
use crate::simulation::courses::{OFFICES, PERIOD, days};
use crate::simulation::people::{HERE, beginning};
use crate::simulation::rules::check as all;

fn request(n: u128, state: RequestState) -> EnrolmentRequest {
    let split = |first, other| Split {
        first: Kopecks(first),
        other: Kopecks(other),
        months: 2,
    };
    EnrolmentRequest {
        id: RequestId(Uuid::from_u128(n)),
        version: 1,
        state,
        certificate: CertificateNumber::new(HERE, n as u32),
        payer: HERE,
        organisation: OFFICES[0],
        register: ProgrammeRegister::Certified,
        place: Place {
            programme: ProgrammeId(Uuid::from_u128(9)),
            module: ModuleId(1),
            group: GroupId(1),
        },
        days: days(),
        age: Some(8),
        source: Source::Desk,
        created_at: beginning(),
        created_by: Some(ClerkId(1)),
        cost: Some(Cost {
            price: Kopecks(100),
            normative_price: Kopecks(100),
            total: split(40, 30),
            shares: Shares {
                certificate: split(40, 30),
                parents: Split::default(),
            },
            period: Some(PERIOD),
        }),
        months_paid: 0,
        confirmed: None,
        refusal_text: "".into(),
        contract: None,
        termination: None,
    }
}

fn account(request: &EnrolmentRequest, reserved: i64, paid: i64) -> Account {
    let mut account = Account::unused(request.certificate, HERE);
    account.purses.push(PeriodPurse {
        period: PERIOD,
        purse: Purse {
            nominal: Kopecks(500),
            balance: Kopecks(500 - reserved - paid),
            reserved: Kopecks(reserved),
            paid: Kopecks(paid),
        },
    });
    account.follow(request, Kopecks(reserved), request.created_at.date_naive());
    account
}

fn programme(places: u16, limit: Option<u32>) -> Wrote {
    let mut programme = crate::simulation::courses::programme(0, 0);
    programme.id = ProgrammeId(Uuid::from_u128(9));
    programme.modules[0].groups[0].places = places;
    programme.limit = limit;
    Wrote::Programme(Box::new(programme))
}

fn rows(request: &EnrolmentRequest, reserved: i64, paid: i64) -> Vec<Wrote> {
    vec![
        Wrote::Request(Box::new(request.clone())),
        Wrote::Account(Box::new(account(request, reserved, paid))),
    ]
}

fn rules(rows: Vec<Wrote>) -> Vec<Rule> {
    let event = Event::Committed { rows };
    let at = Duration::ZERO;
    let broken = all(&[Moment { at, event }]);
    broken.into_iter().map(|broken| broken.rule).collect()
}

fn with(programme: Wrote, more: Vec<Wrote>) -> Vec<Rule> {
    rules([vec![programme], more].concat())
}

#[test]
fn one_child_too_many_is_found() {
    let two = || {
        let one = rows(&request(1, RequestState::Confirmed), 100, 0);
        let other = rows(&request(2, RequestState::Confirmed), 100, 0);
        [one, other].concat()
    };
    assert_eq!(with(programme(2, None), two()), []);
    assert_eq!(with(programme(1, None), two()), [Rule::PlacesHold]);
    assert_eq!(with(programme(2, Some(1)), two()), [Rule::PlacesHold]);
    let waiting = rows(&request(1, RequestState::New), 100, 0);
    assert_eq!(with(programme(0, None), waiting), []);
}

#[test]
fn money_that_does_not_fit_the_requests_is_found() {
    let new = request(1, RequestState::New);
    assert_eq!(
        with(programme(2, None), rows(&new, 90, 0)),
        [Rule::MoneyHolds]
    );
    assert_eq!(
        with(programme(2, None), rows(&new, 100, 5)),
        [Rule::MoneyHolds]
    );
    let unclaimed = vec![Wrote::Request(Box::new(new.clone()))];
    assert_eq!(with(programme(2, None), unclaimed), [Rule::MoneyHolds]);
    let mut concluded = request(1, RequestState::Concluded);
    concluded.months_paid = 1;
    assert_eq!(with(programme(2, None), rows(&concluded, 60, 40)), []);
    assert_eq!(
        with(programme(2, None), rows(&concluded, 100, 0)),
        [Rule::MoneyHolds]
    );
}

#[test]
fn a_contract_number_that_two_have_is_found() {
    let concluded = |n: u128, number: &str, years: u64| {
        let mut request = request(n, RequestState::Concluded);
        let date = beginning().date_naive() + Days::new(years * 365);
        request.months_paid = 1;
        request.contract = Some(Contract {
            number: number.into(),
            date,
            statement_received: date,
            concluded: Mark {
                clerk: ClerkId(1),
                at: DateTime::default(),
            },
        });
        rows(&request, 60, 40)
    };
    let two = |other| with(programme(2, None), [concluded(1, "5", 0), other].concat());
    assert_eq!(two(concluded(2, "6", 0)), []);
    assert_eq!(two(concluded(2, "5", 1)), []);
    assert_eq!(two(concluded(2, "5", 0)), [Rule::ContractOnce]);
}
