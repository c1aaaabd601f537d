//! A journal that differs from the register goes on under a new name, and loses and doubles nothing.

use reestr::api::epoch::{EpochAnswer, EpochRequest};
use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::{Channel, LoginAnswer};
use reestr::api::sync::{Base, Envelope, Outcome};
use reestr::domain::Command;
use reqwest::StatusCode;
use sqlx::sqlite::SqlitePool;
use uuid::Uuid;

use crate::office::{Desk, Office, PASSWORD, accept, all_match, card, error, read};

fn ask(desk: &Desk<'_>, next: u64) -> EpochRequest {
    EpochRequest {
        device: desk.login.device,
        epoch: desk.login.epoch,
        next,
        ask: Uuid::now_v7(),
        v: 1,
    }
}

async fn renewed(desk: &Desk<'_>, request: &EpochRequest) -> EpochAnswer {
    read(desk.post(path::EPOCH, request).await).await
}

async fn login_with<'a>(office: &'a Office, login: &str, device: Uuid) -> Desk<'a> {
    let answer = office
        .try_login(login, PASSWORD, Channel::Open, Some(device))
        .await;
    Desk::new(office, read::<LoginAnswer>(answer).await)
}

/// An act of another name, given the next seq of `desk`.
fn resent(desk: &mut Desk<'_>, base: Base, act: &Envelope) -> Envelope {
    desk.seq += 1;
    let (target, at) = (act.target, act.at);
    Envelope::new(
        desk.seq,
        act.id,
        target,
        base,
        None,
        at,
        act.command.clone(),
    )
}

#[tokio::test]
async fn a_journal_that_was_set_back_learns_what_was_taken_and_goes_on_in_the_next_epoch() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let verify = anna.envelope(target, Base::Version(1), all_match());
    let taken = anna.envelope(target, Base::After(1), accept("1", office.today()));
    anna.send(vec![verify.clone(), taken.clone()]).await;

    // The store was put back to where only the first act stood, and waited.
    let request = ask(&anna, 2);
    let answer = renewed(&anna, &request).await;
    assert_eq!((answer.device, answer.epoch), (anna.login.device, 2));
    assert_eq!(answer.taken.len(), 1);
    let told = &answer.taken[0];
    assert_eq!(
        (told.seq, told.id, told.target),
        (2, taken.id, target.into())
    );
    assert_eq!(told.command.as_str(), "accept");
    assert_eq!(told.outcome, Outcome::Applied { version: 3 });
    assert_eq!(
        told.at,
        "2026-03-10T09:00:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
    );
    assert_eq!(renewed(&anna, &request).await, answer);

    // Nothing more is taken under the old name.
    let (status, body) = anna.refused(Vec::new()).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::CONFLICT, ErrorCode::OldEpoch)
    );
    let mut again = login_with(&office, "anna", anna.login.device).await;
    assert_eq!((again.login.epoch, again.login.high_water), (2, 0));
    let acts = vec![
        resent(&mut again, Base::Version(1), &verify),
        again.envelope(target, Base::Version(3), Command::Activate),
    ];
    let answer = again.send(acts).await;
    assert_eq!(answer.results[0].outcome, Outcome::Applied { version: 2 });
    assert_eq!(answer.results[1].outcome, Outcome::Applied { version: 4 });
    let rows = crate::audit::rows(&office).await;
    let count = |action: &str| rows.iter().filter(|row| row["action"] == action).count();
    assert_eq!(
        (count("renew"), count("accept"), count("activate")),
        (1, 1, 1)
    );
}

#[tokio::test]
async fn of_two_copies_of_a_journal_each_goes_on_under_a_name_of_its_own() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    let copy = login_with(&office, "anna", anna.login.device).await;
    let first = renewed(&anna, &ask(&anna, 2)).await;
    let request = ask(&copy, 1);
    let second = renewed(&copy, &request).await;
    assert_eq!((first.device, first.epoch), (anna.login.device, 2));
    assert_ne!(second.device, first.device);
    assert_eq!(second.epoch, 1);
    assert_eq!((first.taken.len(), second.taken.len()), (0, 1));
    assert_eq!(renewed(&copy, &request).await, second);
    let mut other = login_with(&office, "anna", second.device).await;
    assert_eq!(other.login.device, second.device);
    let accepted = other.give(target, 2, accept("1", office.today())).await;
    assert_eq!(accepted, Outcome::Applied { version: 3 });
}

#[tokio::test]
async fn a_register_that_was_set_back_gives_an_epoch_that_the_journal_never_had() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let mut request = ask(&anna, 5);
    request.epoch = 7;
    let answer = renewed(&anna, &request).await;
    assert_eq!((answer.device, answer.epoch), (anna.login.device, 8));
    assert!(answer.taken.is_empty());
    // There is no epoch behind the last one.
    let mut request = ask(&anna, 5);
    request.epoch = u32::MAX;
    let answer = renewed(&anna, &request).await;
    assert_ne!(answer.device, anna.login.device);
    assert_eq!(answer.epoch, 1);
}

#[tokio::test]
async fn a_journal_of_a_device_that_is_gone_goes_on_under_the_one_that_logged_in() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut boris = office.login("boris", Channel::Open).await;
    boris.give(target, 1, all_match()).await;
    let anna = office.login("anna", Channel::Open).await;
    for device in [Uuid::now_v7(), boris.login.device] {
        let request = EpochRequest {
            device,
            ..ask(&anna, 1)
        };
        let answer = renewed(&anna, &request).await;
        assert_eq!(answer.device, anna.login.device);
        assert!(answer.epoch > anna.login.epoch);
        // What another clerk's device did is not told.
        assert!(answer.taken.is_empty());
        assert_eq!(renewed(&anna, &request).await, answer);
    }
    assert_eq!(boris.send(Vec::new()).await.high_water, 1);
}

#[tokio::test]
async fn of_a_long_journal_the_last_acts_are_told() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    for _ in 0..6 {
        let mut commands = Vec::new();
        for _ in 0..100 {
            commands.push(anna.envelope(target, Base::Version(9), Command::Activate));
        }
        assert_eq!(anna.send(commands).await.results.len(), 100);
    }
    let answer = renewed(&anna, &ask(&anna, 1)).await;
    let seqs: Vec<_> = answer.taken.iter().map(|taken| taken.seq).collect();
    assert_eq!(seqs, (101..=600).collect::<Vec<u64>>());
}

#[tokio::test]
async fn who_asks_wrongly_is_told_so() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let elsewhere = office.login("anna", Channel::Open).await;
    let refused = async |desk: &Desk<'_>, request: &EpochRequest| {
        let (status, body) = error(desk.post(path::EPOCH, request).await).await;
        (status, body.code, body.fields)
    };
    // The clerk's own other device: the session is not its.
    let (status, code, fields) = refused(&anna, &ask(&elsewhere, 1)).await;
    assert_eq!(
        (status, code),
        (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    );
    assert_eq!(fields, ["device"]);
    // The same question for two journals, and of two clerks.
    let request = ask(&anna, 1);
    renewed(&anna, &request).await;
    let other = EpochRequest {
        ask: request.ask,
        ..ask(&elsewhere, 1)
    };
    let (status, _, fields) = refused(&elsewhere, &other).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(fields, ["ask"]);
    let boris = office.login("boris", Channel::Open).await;
    let (status, _, fields) = refused(&boris, &request).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(fields, ["ask"]);
    let old = EpochRequest {
        v: 0,
        ..ask(&elsewhere, 1)
    };
    let (status, code, _) = refused(&elsewhere, &old).await;
    assert_eq!(
        (status, code),
        (StatusCode::UPGRADE_REQUIRED, ErrorCode::ClientTooOld)
    );
}

#[tokio::test]
async fn a_session_whose_device_is_gone_logs_in_again() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let url = format!("sqlite:{}", office.database().display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    sqlx::query("DELETE FROM devices")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let (status, body) = error(anna.post(path::EPOCH, &ask(&anna, 1)).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UNAUTHORIZED, ErrorCode::LoginNeeded)
    );
}
