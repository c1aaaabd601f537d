//! What every storage promises of the figures of an overview.

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate, NaiveTime};
use reestr::api::sync::Scope;
use reestr::domain::enrolment::{Ending, Mark, Party, RequestState, Termination};
use reestr::domain::overview::{MoneyOfMonth, Waits, Work, by_month, since};
use reestr::domain::programme::{Group, GroupId, Module, ModuleId};
use reestr::domain::reason::{RequestRefuseReason, ReturnReason, TerminateReason};
use reestr::domain::{
    ApplicationState, Clean, ClerkId, EnrolmentRequest, IntakeRegistration, Kopecks,
    OrganisationId, Programme, Span,
};
use reestr::server::storage::overview::{Counted, GroupUsed, Within};
use reestr::server::storage::{Storage, Write};

use super::promise::offices;
use crate::enrolment::{CHESS, ROBOTS, programme, request};
use crate::records::{case, day, moment};
use crate::{HERE, THERE};

/// All of the municipality, and one of its organisations.
const ALL: Within = Within {
    municipality: HERE,
    organisation: None,
};

fn only(organisation: OrganisationId) -> Within {
    Within {
        organisation: Some(organisation),
        ..ALL
    }
}

/// Two organisations here, one elsewhere.
async fn organisations(storage: &dyn Storage) -> [OrganisationId; 3] {
    offices(storage).await;
    let mut tx = storage.write().await.unwrap();
    let mut made = Vec::new();
    for municipality in [HERE, HERE, THERE] {
        let name: Clean = "Школа".into();
        made.push(tx.put_organisation(municipality, &name).await.unwrap());
    }
    tx.commit().await.unwrap();
    made.try_into().unwrap()
}

fn span(first: &str, last: &str) -> Span {
    Span {
        first: day(first),
        last: day(last),
    }
}

fn counted(date: &str, organisation: OrganisationId, clerk: u32, work: Work) -> Counted {
    Counted {
        municipality: HERE,
        day: day(date),
        organisation,
        clerk: ClerkId(clerk),
        work,
        count: 1,
    }
}

pub async fn work_is_counted_by_day_and_by_clerk(storage: &dyn Storage) {
    let [one, two, _] = organisations(storage).await;
    let (came, done) = (Work::RequestCame, Work::RequestConfirmed);
    let mut tx = storage.write().await.unwrap();
    let elsewhere = Counted {
        municipality: THERE,
        ..counted("2026-09-01", one, 1, came)
    };
    let rows = [
        counted("2026-08-31", one, 1, came),
        counted("2026-09-01", one, 0, came),
        counted("2026-09-01", one, 0, came),
        counted("2026-09-01", two, 3, done),
        counted("2026-09-30", one, 1, done),
        counted("2026-10-01", one, 1, done),
        elsewhere,
    ];
    tx.count_work(&rows).await.unwrap();
    tx.count_work(&[Counted {
        count: 5,
        ..counted("2026-09-01", one, 1, came)
    }])
    .await
    .unwrap();
    tx.commit().await.unwrap();

    let september = span("2026-09-01", "2026-09-30");
    let mut tx = storage.read().await.unwrap();
    let by_day = tx.work_by_day(ALL, september).await.unwrap();
    assert_eq!(
        by_day,
        [
            (day("2026-09-01"), came, 7),
            (day("2026-09-01"), done, 1),
            (day("2026-09-30"), done, 1),
        ]
    );
    let own = tx.work_by_day(only(two), september).await.unwrap();
    assert_eq!(own, [(day("2026-09-01"), done, 1)]);
    let by_clerk = tx.work_by_clerk(ALL, september).await.unwrap();
    let expected = [
        (one, ClerkId(0), came, 2),
        (one, ClerkId(1), came, 5),
        (one, ClerkId(1), done, 1),
        (two, ClerkId(3), done, 1),
    ];
    assert_eq!(by_clerk, expected);
    let days: u32 = by_day.iter().map(|row| row.2).sum();
    let clerks: u32 = by_clerk.iter().map(|row| row.3).sum();
    assert_eq!(days, clerks);
}

/// Puts a request as the next change of its organisation.
async fn put(tx: &mut dyn Write, request: &EnrolmentRequest) {
    let scope = Scope::Organisation(request.organisation);
    let seq = tx.bump(scope, 1).await.unwrap();
    tx.put_request(request, seq).await.unwrap();
}

pub async fn what_waits_is_counted_by_its_age(storage: &dyn Storage) {
    let [one, two, far] = organisations(storage).await;
    let today = moment().date_naive();
    let mut tx = storage.write().await.unwrap();
    // New for 0, 1, 3, 5, 6, 10 and 11 days; every second one of another organisation.
    for (serial, back) in [0, 1, 3, 5, 6, 10, 11].into_iter().enumerate() {
        let mut new = request(serial as u32 + 1, 1, RequestState::New);
        new.organisation = if serial % 2 == 0 { one } else { two };
        new.created_at = moment() - Duration::days(back);
        put(&mut *tx, &new).await;
    }
    let mut confirmed = request(20, 1, RequestState::Confirmed);
    confirmed.organisation = one;
    confirmed.created_at = moment() - Duration::days(30);
    confirmed.confirmed = Some(Mark {
        clerk: ClerkId(1),
        at: moment() - Duration::days(2),
    });
    put(&mut *tx, &confirmed).await;
    let mut foreign = request(21, 1, RequestState::New);
    foreign.organisation = far;
    put(&mut *tx, &foreign).await;
    // One that waits no more.
    let mut concluded = request(22, 1, RequestState::New);
    concluded.organisation = one;
    put(&mut *tx, &concluded).await;
    concluded.state = RequestState::Concluded;
    concluded.version = 2;
    put(&mut *tx, &concluded).await;

    let states = [
        (1, ApplicationState::AwaitingPaper, 0),
        (2, ApplicationState::AwaitingPaper, 4),
        (3, ApplicationState::Returned(ReturnReason::ALL[0]), 40),
        (4, ApplicationState::Accepted, 40),
        (5, ApplicationState::Confirmed, 0),
        (6, ApplicationState::Expired, 0),
    ];
    for (serial, state, back) in states {
        let mut case = case(HERE, serial);
        case.application.state = state;
        case.application.organisation = one;
        case.application.reference.date = today - Days::new(back);
        if state == ApplicationState::Accepted {
            case.application.intake = Some(IntakeRegistration {
                journal_number: "1".into(),
                date: today - Days::new(1),
                clerk: ClerkId(1),
                organisation: one,
            });
        }
        let seq = tx.bump(Scope::Municipality(HERE), 1).await.unwrap();
        tx.put_case(&case, seq).await.unwrap();
    }
    let mut there = case(THERE, 9);
    there.application.organisation = far;
    tx.put_case(&there, 1).await.unwrap();
    tx.commit().await.unwrap();

    let days = since(today);
    let moments = days.map(|day| day.and_time(NaiveTime::MIN).and_utc());
    let mut tx = storage.read().await.unwrap();
    assert_eq!(
        tx.requests_waiting(ALL, moments).await.unwrap(),
        [
            (Waits::Answer, 0, 1),
            (Waits::Answer, 1, 1),
            (Waits::Answer, 2, 2),
            (Waits::Answer, 3, 2),
            (Waits::Answer, 4, 1),
            (Waits::Signature, 1, 1),
        ]
    );
    assert_eq!(
        tx.requests_waiting(only(two), moments).await.unwrap(),
        [
            (Waits::Answer, 1, 1),
            (Waits::Answer, 2, 1),
            (Waits::Answer, 3, 1),
        ]
    );
    assert_eq!(
        tx.applications_waiting(ALL, days).await.unwrap(),
        [
            (Waits::Paper, 0, 1),
            (Waits::Paper, 2, 1),
            (Waits::Paper, 4, 1),
            (Waits::Activation, 1, 1),
        ]
    );
    assert_eq!(tx.applications_waiting(only(two), days).await.unwrap(), []);
    let moved = Within {
        municipality: THERE,
        organisation: None,
    };
    assert_eq!(tx.applications_waiting(moved, days).await.unwrap().len(), 1);
}

fn group(number: u16, places: u16, days: (&str, &str), active: bool) -> Group {
    Group {
        id: GroupId(number),
        name: "Группа".into(),
        period: span(days.0, days.1),
        schedule: Vec::new(),
        places,
        active,
    }
}

fn taught(of: Programme, groups: Vec<Group>) -> Programme {
    let module = Module {
        id: ModuleId(1),
        name: "Модуль".into(),
        months: 9,
        hours: 72,
        normative_price: Kopecks(0),
        prices: Vec::new(),
        children_min: 1,
        children_max: 15,
        results: Clean::default(),
        enrolment_open: true,
        groups,
    };
    Programme {
        modules: vec![module],
        ..of
    }
}

pub async fn groups_that_learn_are_told_with_their_places(storage: &dyn Storage) {
    let [one, two, far] = organisations(storage).await;
    let autumn = ("2026-09-01", "2026-12-31");
    let robots = taught(
        programme(ROBOTS, one),
        vec![
            group(1, 15, autumn, true),
            group(2, 10, ("2027-01-11", "2027-05-31"), true),
            group(3, 8, autumn, false),
            group(4, 7, autumn, false),
        ],
    );
    let chess = taught(programme(CHESS, two), vec![group(1, 12, autumn, true)]);
    let mut tx = storage.write().await.unwrap();
    tx.put_programme(&robots, 1).await.unwrap();
    tx.put_programme(&chess, 1).await.unwrap();
    let states = [
        (1, 1, RequestState::New),
        (2, 1, RequestState::Confirmed),
        (3, 1, RequestState::Concluded),
        (4, 3, RequestState::Concluded),
        (5, 1, RequestState::Terminated(Ending::Completed)),
    ];
    for (serial, group, state) in states {
        let mut one_of = request(serial, group, state);
        one_of.organisation = one;
        put(&mut *tx, &one_of).await;
    }
    tx.commit().await.unwrap();

    let used = |organisation, programme, group, places, taken| GroupUsed {
        organisation,
        programme,
        group: GroupId(group),
        places,
        taken,
    };
    let september = span("2026-09-01", "2026-09-30");
    let mut tx = storage.read().await.unwrap();
    // An archived group stays while children are in it.
    let own = [used(one, ROBOTS, 1, 15, 2), used(one, ROBOTS, 3, 8, 1)];
    assert_eq!(tx.groups_used(only(one), september).await.unwrap(), own);
    let all = tx.groups_used(ALL, september).await.unwrap();
    assert_eq!(all[2..], [used(two, CHESS, 1, 12, 0)]);
    let elsewhere = Within {
        municipality: THERE,
        organisation: Some(far),
    };
    assert_eq!(tx.groups_used(elsewhere, september).await.unwrap(), []);
    drop(tx);

    // What a programme has no more is told no more.
    let mut tx = storage.write().await.unwrap();
    let fewer = taught(programme(ROBOTS, one), vec![group(1, 20, autumn, true)]);
    tx.put_programme(&fewer, 2).await.unwrap();
    let own = tx.groups_used(only(one), september).await.unwrap();
    assert_eq!(own, [used(one, ROBOTS, 1, 20, 2)]);
}

/// What the requests of some organisations come to, worked out from themselves.
fn summed(requests: &[EnrolmentRequest], of: &[OrganisationId]) -> Vec<MoneyOfMonth> {
    let mut sums: BTreeMap<NaiveDate, MoneyOfMonth> = BTreeMap::new();
    let inside = requests.iter().filter(|r| of.contains(&r.organisation));
    for part in inside.flat_map(by_month) {
        let nothing = MoneyOfMonth::nothing(part.month);
        let sum = sums.entry(part.month).or_insert(nothing);
        sum.reserved.0 += part.reserved.0;
        sum.paid.0 += part.paid.0;
        sum.parents.0 += part.parents.0;
    }
    sums.into_values().collect()
}

pub async fn money_by_month_follows_every_change_of_a_request(storage: &dyn Storage) {
    let [one, two, far] = organisations(storage).await;
    let ended = |effective: &str| Termination {
        by: Party::Family,
        reason: TerminateReason::ALL[0],
        text: Clean::default(),
        notice: day("2026-09-05"),
        effective: day(effective),
        given: Mark {
            clerk: ClerkId(1),
            at: moment(),
        },
    };
    // What becomes of a request, step by step.
    let steps: [&dyn Fn(&mut EnrolmentRequest); 5] = [
        &|r| r.state = RequestState::Confirmed,
        &|r| {
            r.state = RequestState::Concluded;
            r.months_paid = 1;
        },
        &|r| r.termination = Some(ended("2026-09-30")),
        &|r| r.months_paid = 2,
        &|r| r.state = RequestState::Terminated(Ending::ByFamily),
    ];
    let mut records: Vec<EnrolmentRequest> = Vec::new();
    let year = span("2026-09-01", "2027-08-31");
    let mut tx = storage.write().await.unwrap();
    for (serial, organisation) in (1..=9).zip([one, two, far].into_iter().cycle()) {
        let mut new = request(serial, 1, RequestState::New);
        new.organisation = organisation;
        put(&mut *tx, &new).await;
        records.push(new);
    }
    let refused = RequestState::Refused(RequestRefuseReason::ALL[0]);
    for round in 0..steps.len() {
        for (place, record) in records.iter_mut().enumerate() {
            // Each comes a little further than the one before it, and one is refused.
            if place > round {
                if place == 8 && round == 0 {
                    record.state = refused;
                } else if place < 5 {
                    steps[round.min(place)](record);
                } else {
                    continue;
                }
                record.version += 1;
                put(&mut *tx, record).await;
            }
        }
        let all = tx.money_by_month(ALL, year).await.unwrap();
        assert_eq!(all, summed(&records, &[one, two]), "after round {round}");
        for own in [one, two] {
            let told = tx.money_by_month(only(own), year).await.unwrap();
            assert_eq!(
                told,
                summed(&records, &[own]),
                "{own:?} after round {round}"
            );
        }
    }
    let september = tx
        .money_by_month(ALL, span("2026-09-01", "2026-09-30"))
        .await
        .unwrap();
    assert_eq!(september.len(), 1);
}
