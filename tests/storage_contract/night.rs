//! What every storage promises about nightly work.

use chrono::{Duration, NaiveDate};
use reestr::api::lists::Standing;
use reestr::api::sync::Scope;
use reestr::domain::enrolment::{Mark, RequestState};
use reestr::domain::{
    Account, ApplicationState, CertificateState, ClerkId, OrganisationId, Target,
};
use reestr::server::storage::night::{Due, DueRow, Night, NightCount, NightFailure, NightLock};
use reestr::server::storage::{Read, Storage};
use uuid::Uuid;

use crate::enrolment::{certificate, request};
use crate::records::{card, case, day, keys, moment, number};
use crate::{HERE, THERE};

const ONE: OrganisationId = OrganisationId(1);
const TWO: OrganisationId = OrganisationId(2);
const NONE: [Target; 0] = [];

async fn found(tx: &mut dyn Read, what: Due, upto: &str) -> Vec<Target> {
    let rows = tx.due(what, day(upto), None, 10).await.unwrap();
    rows.into_iter().map(|row| row.target).collect()
}

pub async fn what_is_due_is_found_by_its_day(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    for (serial, state, live) in [
        (1, ApplicationState::Confirmed, true),
        (2, ApplicationState::Confirmed, false),
        (3, ApplicationState::Accepted, true),
        (4, ApplicationState::Draft, true),
    ] {
        let mut held = case(HERE, serial);
        held.application.state = state;
        held.certificate.state = CertificateState::Active;
        tx.put_case(&held, serial.into()).await.unwrap();
        let mut born = card();
        born.child.birth_date = day("2008-09-10");
        let keys = keys("орлов", "2008-09-10", "a", None);
        tx.put_card(held.number(), &born, &keys, live)
            .await
            .unwrap();
    }
    let births = Due::Births(HERE);
    assert_eq!(found(&mut *tx, births, "2008-09-09").await, NONE);
    let one = Target::Case(number(HERE, 1));
    assert_eq!(found(&mut *tx, births, "2008-09-10").await, [one]);
    let drafts = Due::Drafts(HERE);
    assert_eq!(found(&mut *tx, drafts, "2026-02-28").await, NONE);
    let draft = Target::Case(number(HERE, 4));
    assert_eq!(found(&mut *tx, drafts, "2026-03-01").await, [draft]);
    assert_eq!(
        found(&mut *tx, Due::Drafts(THERE), "2026-03-01").await,
        NONE
    );

    let day_of = |date: &str| Mark {
        clerk: ClerkId(1),
        at: date
            .parse::<NaiveDate>()
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap()
            .and_utc(),
    };
    for (serial, state, confirmed) in [
        (1, RequestState::New, None),
        (2, RequestState::Confirmed, Some(day_of("2026-09-01"))),
        (3, RequestState::Confirmed, Some(day_of("2026-09-02"))),
        (4, RequestState::Concluded, None),
    ] {
        let mut held = request(serial, 1, state);
        held.created_at = day_of("2026-08-20").at;
        held.confirmed = confirmed;
        held.months_paid = 1;
        let seq = tx.bump(Scope::Organisation(ONE), 1).await.unwrap();
        tx.put_request(&held, seq).await.unwrap();
    }
    let target = |serial| Target::Request(request(serial, 1, RequestState::New).id);
    let offers = Due::Offers(ONE);
    assert_eq!(found(&mut *tx, offers, "2026-09-01").await, [target(2)]);
    assert_eq!(found(&mut *tx, offers, "2026-09-02").await.len(), 2);
    assert_eq!(found(&mut *tx, Due::Offers(TWO), "2026-09-02").await, NONE);
    // From 1 September to 31 October.
    let concluded = Due::Requests(ONE, Standing::Concluded);
    assert_eq!(found(&mut *tx, concluded, "2026-09-30").await, NONE);
    assert_eq!(found(&mut *tx, concluded, "2026-10-01").await, [target(4)]);
    let new = Due::Requests(ONE, Standing::New);
    assert_eq!(found(&mut *tx, new, "2026-10-31").await, NONE);
    assert_eq!(found(&mut *tx, new, "2026-11-01").await, [target(1)]);
    let confirmed = Due::Requests(ONE, Standing::Confirmed);
    assert_eq!(found(&mut *tx, confirmed, "2026-11-01").await.len(), 2);

    for (serial, since) in [(1, Some("2026-09-01")), (2, Some("2026-09-03")), (3, None)] {
        let mut account = Account::unused(certificate(serial), HERE);
        account.unused_since = since.map(day);
        let seq = tx.bump(Scope::Municipality(HERE), 1).await.unwrap();
        tx.put_account(&account, 100 + seq).await.unwrap();
    }
    let unused = Due::Unused(HERE);
    let account = |serial| Target::Account(certificate(serial));
    assert_eq!(found(&mut *tx, unused, "2026-09-02").await, [account(1)]);
    assert_eq!(
        found(&mut *tx, unused, "2026-09-03").await,
        [account(1), account(2)]
    );
    let first = DueRow {
        day: day("2026-09-01"),
        target: account(1),
    };
    let behind = tx.due(unused, day("2026-12-31"), Some(first), 10).await;
    assert_eq!(behind.unwrap()[0].target, account(2));
}

pub async fn what_is_put_off_is_found_later_until_it_is_written_again(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let mut held = request(4, 1, RequestState::Concluded);
    held.months_paid = 1;
    tx.put_request(&held, 1).await.unwrap();
    let contracts = Due::Requests(ONE, Standing::Concluded);
    assert_eq!(found(&mut *tx, contracts, "2026-10-01").await.len(), 1);
    tx.put_off_request(held.id, Some(day("2026-10-05")))
        .await
        .unwrap();
    assert_eq!(found(&mut *tx, contracts, "2026-10-04").await, NONE);
    assert_eq!(found(&mut *tx, contracts, "2026-10-05").await.len(), 1);
    tx.put_off_request(held.id, None).await.unwrap();
    assert_eq!(found(&mut *tx, contracts, "2027-10-05").await, NONE);
    tx.put_request(&held, 2).await.unwrap();
    assert_eq!(found(&mut *tx, contracts, "2026-10-01").await.len(), 1);

    let mut account = Account::unused(certificate(1), HERE);
    account.unused_since = Some(day("2026-09-01"));
    tx.put_account(&account, 1).await.unwrap();
    tx.put_off_account(certificate(1), day("2026-12-01"))
        .await
        .unwrap();
    let unused = Due::Unused(HERE);
    assert_eq!(found(&mut *tx, unused, "2026-11-30").await, NONE);
    assert_eq!(found(&mut *tx, unused, "2026-12-01").await.len(), 1);
    tx.put_account(&account, 2).await.unwrap();
    assert_eq!(found(&mut *tx, unused, "2026-09-01").await.len(), 1);
}

pub async fn a_night_is_told_with_its_counts_and_failures(storage: &dyn Storage) {
    let mut tx = storage.write().await.unwrap();
    let lock = NightLock {
        municipality: HERE,
        holder: Uuid::from_u128(5),
        until: chrono::DateTime::from_timestamp_millis(1_790_000_000_123).unwrap(),
        fence: 1,
    };
    assert_eq!(tx.night_lock(HERE).await.unwrap(), None);
    tx.put_night_lock(&lock).await.unwrap();
    let next = NightLock { fence: 2, ..lock };
    tx.put_night_lock(&next).await.unwrap();
    assert_eq!(tx.night_lock(HERE).await.unwrap(), Some(next));
    assert_eq!(tx.night_lock(THERE).await.unwrap(), None);

    let night = |date: &str| Night {
        municipality: HERE,
        date: day(date),
        began: moment(),
        ended: None,
    };
    let (one, two) = (night("2026-09-01"), night("2026-09-02"));
    tx.put_night(&one).await.unwrap();
    tx.put_night(&two).await.unwrap();
    let ended = Night {
        ended: Some(moment() + Duration::minutes(1)),
        ..one
    };
    tx.put_night(&ended).await.unwrap();
    assert_eq!(tx.night(HERE, one.date).await.unwrap(), Some(ended));
    assert_eq!(tx.night(THERE, one.date).await.unwrap(), None);
    assert_eq!(tx.nights(HERE, None, 10).await.unwrap(), [two, ended]);
    assert_eq!(tx.nights(HERE, None, 1).await.unwrap(), [two]);
    assert_eq!(tx.nights(HERE, Some(two.date), 10).await.unwrap(), [ended]);
    assert_eq!(tx.nights(THERE, None, 10).await.unwrap(), []);

    for done in [2, 3] {
        tx.count_night(HERE, one.date, "months", done)
            .await
            .unwrap();
    }
    tx.count_night(HERE, one.date, "drafts", 1).await.unwrap();
    let count = |work: &str, done| NightCount {
        work: work.to_owned(),
        done,
    };
    let counts = tx.night_counts(HERE, one.date).await.unwrap();
    assert_eq!(counts, [count("drafts", 1), count("months", 5)]);
    assert_eq!(tx.night_counts(HERE, two.date).await.unwrap(), []);

    let failure = |serial, why: &str| NightFailure {
        target: Target::Account(certificate(serial)),
        work: "unused".to_owned(),
        why: why.to_owned(),
    };
    for failed in [
        failure(2, "failed"),
        failure(1, "failed"),
        failure(1, "not_found"),
    ] {
        tx.put_night_failure(HERE, one.date, &failed).await.unwrap();
    }
    let told = tx.night_failures(HERE, one.date, 10).await.unwrap();
    assert_eq!(told, [failure(1, "not_found"), failure(2, "failed")]);
    assert_eq!(tx.night_failures(HERE, one.date, 1).await.unwrap().len(), 1);
    assert_eq!(tx.night_failures(THERE, one.date, 10).await.unwrap(), []);
}
