//! Wake-ups: they say that something moved, and no more.

use std::time::Duration;

use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, SyncAnswer, WakeAnswer};
use reestr::server::admin;
use reqwest::StatusCode;

use crate::office::{Office, accept, all_match, card, error, read};

#[tokio::test]
async fn a_change_of_another_clerk_wakes_who_waits() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    // Behind the register: answered at once.
    let answer: WakeAnswer = read(anna.get("/v1/wake?cursors=m01:0").await).await;
    assert!(answer.moved);
    let (woken, _) = tokio::join!(
        anna.get("/v1/wake?cursors=m01:1,o1:0"),
        boris.give(target, 1, all_match())
    );
    assert!(read::<WakeAnswer>(woken).await.moved);
}

#[tokio::test]
async fn the_desks_own_acts_leave_its_wait_to_the_changes_of_others() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let url = office.url(Channel::Open, "/v1/wake?cursors=m01:1");
    let token = anna.login.token.0.clone();
    let waiting = tokio::spawn(reqwest::Client::new().get(url).bearer_auth(token).send());
    while office.running.register().waiting() == 0 {
        tokio::task::yield_now().await;
    }
    let commands = vec![anna.envelope(target, Base::Version(1), all_match())];
    let mut request = anna.request(commands);
    request.cursors = [("m01".parse().unwrap(), 1)].into();
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(answer.deltas[0].cursor, 2);
    for _ in 0..20 {
        assert_eq!(anna.get(path::HEALTH).await.status(), StatusCode::OK);
    }
    assert_eq!(office.running.register().waiting(), 1);
    assert!(!waiting.is_finished());
    boris.give(target, 2, accept("1", office.today())).await;
    let answer: WakeAnswer = read(waiting.await.unwrap().unwrap()).await;
    assert!(answer.moved);
}

#[tokio::test]
async fn an_own_act_whose_effect_was_not_asked_for_wakes() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let url = office.url(Channel::Open, "/v1/wake?cursors=m01:1");
    let token = anna.login.token.0.clone();
    let waiting = tokio::spawn(reqwest::Client::new().get(url).bearer_auth(token).send());
    while office.running.register().waiting() == 0 {
        tokio::task::yield_now().await;
    }
    anna.give(target, 1, all_match()).await;
    let answer: WakeAnswer = read(waiting.await.unwrap().unwrap()).await;
    assert!(answer.moved);
}

#[tokio::test]
async fn a_cursor_ahead_of_the_register_is_answered_at_once() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let answer: WakeAnswer = read(anna.get("/v1/wake?cursors=m01:9").await).await;
    assert!(answer.moved);
}

#[tokio::test]
async fn a_commit_of_another_program_wakes_too() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let storage = admin::open(&office.database()).await.unwrap();
    let records = crate::reading::many(&office, 1);
    let (woken, _) = tokio::join!(
        anna.get("/v1/wake?cursors=m01:0"),
        admin::import_cases(&storage, records, chrono::Utc::now()),
    );
    assert!(read::<WakeAnswer>(woken).await.moved);
}

#[tokio::test]
async fn without_a_change_the_wait_ends_by_itself() {
    let office = Office::open_with(|settings| settings.wake = Duration::from_millis(20)).await;
    let anna = office.login("anna", Channel::Open).await;
    let answer: WakeAnswer = read(anna.get("/v1/wake?cursors=m01:0").await).await;
    assert!(!answer.moved);
}

#[tokio::test]
async fn shutting_down_answers_those_who_wait() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let url = office.url(Channel::Open, "/v1/wake?cursors=m01:0");
    let token = anna.login.token.0.clone();
    let waiting = tokio::spawn(reqwest::Client::new().get(url).bearer_auth(token).send());
    while office.running.register().waiting() == 0 {
        tokio::task::yield_now().await;
    }
    let Office { running, .. } = office;
    running.shutdown().await;
    let answer: WakeAnswer = read(waiting.await.unwrap().unwrap()).await;
    assert!(!answer.moved);
}

#[tokio::test]
async fn a_foreign_scope_or_a_wrong_cursor_is_refused() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let (status, body) = error(anna.get("/v1/wake?cursors=m07:0").await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::FORBIDDEN, ErrorCode::NotAllowed)
    );
    for wrong in [
        "/v1/wake",
        "/v1/wake?cursors=",
        "/v1/wake?cursors=m01",
        "/v1/wake?cursors=x1:1",
    ] {
        let (status, body) = error(anna.get(wrong).await).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::BAD_REQUEST, ErrorCode::BadRequest),
            "{wrong}"
        );
    }
}
