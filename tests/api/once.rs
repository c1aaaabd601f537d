//! Exactly once: repeats, reused seqs, gaps, chains of commands, deltas and their cursors.

use std::collections::BTreeMap;

use reestr::api::HIGH_WATER_HEADER;
use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Envelope, Outcome, Scope, SyncAnswer};
use reestr::domain::{Case, Command, Refusal};
use reqwest::StatusCode;

use crate::office::{Office, SYKTYVKAR, UKHTA, accept, all_match, card, error, read};

#[tokio::test]
async fn a_repeat_gets_the_stored_result_and_changes_nothing() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let envelope = anna.envelope(target, Base::Version(1), all_match());
    let first = anna.send(vec![envelope.clone()]).await;
    let cursor = anna.since(0).await.deltas[0].cursor;
    let again = anna.send(vec![envelope.clone()]).await;
    assert_eq!(again.results, first.results);
    assert!(anna.since(cursor).await.deltas.is_empty());
    // A repeat goes before what is new.
    let next = anna.envelope(target, Base::After(1), accept("1", office.today()));
    let both = anna.send(vec![envelope, next]).await;
    assert_eq!(both.results.len(), 2);
    assert_eq!(both.results[1].outcome, Outcome::Applied { version: 3 });
}

#[tokio::test]
async fn a_request_that_is_sent_many_times_at_once_is_done_once() {
    let office = Office::open().await;
    let mut targets = Vec::new();
    for serial in 1..=4 {
        let card = card(
            "Орлов",
            &format!("201{serial}-05-05"),
            &format!("{}", serial * 111_111),
        );
        targets.push(office.arrives(office.application(serial, card)).await);
    }
    let mut anna = office.login("anna", Channel::Open).await;
    let mut commands = Vec::new();
    for target in &targets {
        commands.push(anna.envelope(*target, Base::Version(1), all_match()));
        let last = anna.seq;
        let journal = last.to_string();
        commands.push(anna.envelope(*target, Base::After(last), accept(&journal, office.today())));
    }
    let sent = (0..8).map(|_| anna.send(commands.clone()));
    let answers = futures_util::future::join_all(sent).await;
    assert!(
        answers
            .iter()
            .all(|answer| answer.results == answers[0].results)
    );
    assert!(answers.iter().all(|answer| answer.high_water == 8));
    let rows = crate::audit::rows(&office).await;
    for action in ["verify", "accept"] {
        assert_eq!(rows.iter().filter(|row| row["action"] == action).count(), 4);
    }
    let delta = anna.since(0).await.deltas.remove(0);
    assert_eq!(delta.cursor, 4 + 8);
    assert!(delta.set.iter().all(|case| case.application.version == 3));
}

#[tokio::test]
async fn results_outlive_the_server_and_the_session() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let device = anna.login.device;
    let envelope = anna.envelope(target, Base::Version(1), all_match());
    let first = anna.send(vec![envelope.clone()]).await;
    let Office {
        running, settings, ..
    } = office;
    running.shutdown().await;
    let running = reestr::server::Server::start(settings).await.unwrap();
    let http = reqwest::Client::new();
    let url = |path: &str| format!("http://{}{path}", running.open_addr);
    let login = serde_json::json!({ "login": "anna", "password": crate::office::PASSWORD, "device": device, "v": 1 });
    let login: reestr::api::session::LoginAnswer = read(
        http.post(url(path::LOGIN))
            .json(&login)
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!((login.device, login.high_water), (device, 1));
    let request = reestr::api::sync::SyncRequest {
        device,
        epoch: login.epoch,
        cursors: BTreeMap::new(),
        commands: vec![envelope],
        journal_left: 100,
        v: 1,
        ..Default::default()
    };
    let sent = http
        .post(url(path::SYNC))
        .bearer_auth(&login.token.0)
        .json(&request);
    let again: SyncAnswer = read(sent.send().await.unwrap()).await;
    assert_eq!(again.results, first.results);
    running.shutdown().await;
}

#[tokio::test]
async fn another_payload_under_a_taken_seq_is_refused_loudly() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    anna.seq = 0;
    let other = anna.envelope(target, Base::Version(2), Command::Withdraw { paper: None });
    let new = anna.envelope(target, Base::Version(2), Command::Withdraw { paper: None });
    let (status, body) = anna.refused(vec![other, new]).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::CONFLICT, ErrorCode::SeqReused)
    );
    // Nothing of the request was taken.
    assert_eq!(anna.send(Vec::new()).await.high_water, 1);
}

#[tokio::test]
async fn a_gap_is_answered_with_the_mark() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    anna.seq = 4;
    let far = anna.envelope(target, Base::Version(2), Command::Withdraw { paper: None });
    let answer = anna.post(path::SYNC, &anna.request(vec![far])).await;
    assert_eq!(answer.headers()[HIGH_WATER_HEADER], "1");
    let (status, body) = error(answer).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::CONFLICT, ErrorCode::SeqGap)
    );
}

#[tokio::test]
async fn a_hash_that_is_not_of_the_command_is_refused_for_good_and_stops_nobody() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let right = anna.envelope(target, Base::Version(1), all_match());
    let wrong = Envelope {
        command: Command::Withdraw { paper: None },
        ..right
    };
    let behind = anna.envelope(target, Base::Version(1), all_match());
    let answer = anna.send(vec![wrong.clone(), behind]).await;
    let refused = Outcome::Refused {
        why: Refusal::NotUnderstood,
    };
    assert_eq!(answer.results[0].outcome, refused);
    assert_eq!(answer.results[1].outcome, Outcome::Applied { version: 2 });
    assert_eq!(anna.send(vec![wrong]).await.results[0].outcome, refused);
}

#[tokio::test]
async fn a_refused_command_consumes_its_seq_and_takes_its_followers_along_but_nobody_else() {
    let office = Office::open().await;
    let one = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let two = office
        .arrives(office.application(2, card("Соколова", "2014-01-01", "777777")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let commands = vec![
        anna.envelope(one, Base::Version(1), accept("1", office.today())),
        anna.envelope(one, Base::After(1), Command::Activate),
        anna.envelope(one, Base::After(2), Command::Withdraw { paper: None }),
        anna.envelope(two, Base::Version(1), all_match()),
    ];
    let answer = anna.send(commands).await;
    let outcomes: Vec<_> = answer.results.into_iter().map(|r| r.outcome).collect();
    assert!(matches!(
        &outcomes[0],
        Outcome::Refused {
            why: Refusal::NotChecked(_)
        }
    ));
    let follows = Outcome::Refused {
        why: Refusal::DependsOnRefused(1),
    };
    assert_eq!(outcomes[1], follows);
    assert_eq!(outcomes[2], follows);
    assert_eq!(outcomes[3], Outcome::Applied { version: 2 });
    assert_eq!(answer.high_water, 4);
}

#[tokio::test]
async fn a_command_follows_only_what_was_applied_to_the_same_record() {
    let office = Office::open().await;
    let one = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let two = office
        .arrives(office.application(2, card("Соколова", "2014-01-01", "777777")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    anna.give(one, 1, all_match()).await;
    let stranger = anna.envelope(two, Base::After(1), all_match());
    let future = anna.envelope(two, Base::After(9), all_match());
    let answer = anna.send(vec![stranger, future]).await;
    let follows = |seq| Outcome::Refused {
        why: Refusal::DependsOnRefused(seq),
    };
    assert_eq!(answer.results[0].outcome, follows(1));
    assert_eq!(answer.results[1].outcome, follows(9));
    // Someone came between.
    boris.give(one, 2, accept("1", office.today())).await;
    let late = anna.envelope(one, Base::After(1), Command::Withdraw { paper: None });
    let answer = anna.send(vec![late]).await;
    assert!(matches!(
        answer.results[0].outcome,
        Outcome::Conflict { version: 3, .. }
    ));
}

#[tokio::test]
async fn the_delta_tells_each_record_once_in_its_last_state() {
    let office = Office::open().await;
    let one = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let two = office
        .arrives(office.application(2, card("Соколова", "2014-01-01", "777777")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut delta = anna.since(0).await.deltas.remove(0);
    assert_eq!((delta.cursor, delta.more, delta.reset), (2, false, false));
    anna.give(one, 1, all_match()).await;
    anna.give(one, 2, accept("1", office.today())).await;
    delta = anna.since(2).await.deltas.remove(0);
    assert_eq!((delta.cursor, delta.set.len()), (4, 1));
    assert_eq!(delta.set[0].application.version, 3);
    delta = anna.since(0).await.deltas.remove(0);
    let order: Vec<_> = delta.set.iter().map(Case::number).collect();
    assert_eq!(order, [two, one]);
    assert!(anna.since(4).await.deltas.is_empty());
}

#[tokio::test]
async fn a_cursor_ahead_of_the_register_is_reset() {
    let office = Office::open().await;
    office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let anna = office.login("anna", Channel::Open).await;
    let delta = anna.since(99).await.deltas.remove(0);
    assert!(delta.reset);
    assert_eq!((delta.cursor, delta.set.len()), (1, 1));
}

#[tokio::test]
async fn a_long_delta_comes_in_pages_without_holes() {
    let office = Office::open().await;
    let records = crate::reading::many(&office, 1_203);
    let storage = office.running.register().storage();
    reestr::server::admin::import_cases(storage, records, chrono::Utc::now())
        .await
        .unwrap();
    let anna = office.login("anna", Channel::Open).await;
    let (mut cursor, mut seen, mut pages) = (0, Vec::new(), 0);
    loop {
        let delta = anna.since(cursor).await.deltas.remove(0);
        seen.extend(delta.set.iter().map(Case::number));
        cursor = delta.cursor;
        pages += 1;
        if !delta.more {
            break;
        }
    }
    assert_eq!(pages, 3);
    assert_eq!(cursor, 1_203);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 1_203);
}

#[tokio::test]
async fn nobody_syncs_a_foreign_scope_device_or_epoch() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let mut request = anna.request(Vec::new());
    request.cursors = BTreeMap::from([(Scope::Municipality(UKHTA), 0)]);
    let (status, body) = error(anna.post(path::SYNC, &request).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::FORBIDDEN, ErrorCode::NotAllowed)
    );
    let (status, body) = error(anna.post(path::SYNC, &boris.request(Vec::new())).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    );
    let mut request = anna.request(Vec::new());
    request.epoch = 0;
    let (status, body) = error(anna.post(path::SYNC, &request).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::CONFLICT, ErrorCode::OldEpoch)
    );
    let mut request = anna.request(Vec::new());
    request.v = 0;
    let (status, body) = error(anna.post(path::SYNC, &request).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UPGRADE_REQUIRED, ErrorCode::ClientTooOld)
    );
    // Who may not search hears of no record.
    let nina = office.login("nina", Channel::Open).await;
    office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    assert!(nina.since(0).await.deltas.is_empty());
}

#[tokio::test]
async fn journal_numbers_are_leased_in_ranges_that_never_meet() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let mut ranges = Vec::new();
    for desk in [&anna, &boris, &anna] {
        let mut request = desk.request(Vec::new());
        request.journal_left = 3;
        let answer: SyncAnswer = read(desk.post(path::SYNC, &request).await).await;
        let range = answer.journal.unwrap();
        assert_eq!(range.year, 2026);
        ranges.push((range.next, range.last));
    }
    assert_eq!(ranges, [(1, 97), (98, 194), (195, 291)]);
    assert!(anna.send(Vec::new()).await.journal.is_none());
    let nina = office.login("nina", Channel::Open).await;
    let mut request = nina.request(Vec::new());
    request.journal_left = 0;
    let answer: SyncAnswer = read(nina.post(path::SYNC, &request).await).await;
    assert!(answer.journal.is_none());
    assert_eq!(SYKTYVKAR, nina.login.profile.municipality);
}
