//! One transaction per command: what is taken stays taken, what can't be taken ever holds up nobody.

use std::time::Instant;

use chrono::{Days, NaiveDate};
use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Envelope, Outcome, SyncAnswer};
use reestr::domain::{ApplicationNumber, Command, Refusal, RejectReason};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqlitePool;
use uuid::Uuid;

use crate::office::{Desk, Office, accept, all_match, card, error, read};
use crate::weather::{Next, Weather};

const APPLIED: fn(u64) -> Outcome = |version| Outcome::Applied { version };

fn refused(why: Refusal) -> Outcome {
    Outcome::Refused { why }
}

async fn arrivals(office: &Office, count: u32) -> Vec<ApplicationNumber> {
    let mut targets = Vec::new();
    let first: NaiveDate = "2010-04-01".parse().unwrap();
    for serial in 1..=count {
        let letter = |place: u32| char::from_u32(u32::from('а') + place % 30).unwrap();
        let surname = format!("Орлов{}{}", letter(serial), letter(serial / 30));
        let born = (first + Days::new(u64::from(serial) * 7)).to_string();
        let card = card(
            &surname,
            &born,
            &(100_000 + 7_919 * serial).to_string()[..6],
        );
        targets.push(office.arrives(office.application(serial, card)).await);
    }
    targets
}

fn verifications(desk: &mut Desk<'_>, targets: &[ApplicationNumber]) -> Vec<Envelope> {
    targets
        .iter()
        .map(|target| desk.envelope(*target, Base::Version(1), all_match()))
        .collect()
}

fn outcomes(answer: &SyncAnswer) -> Vec<Outcome> {
    answer.results.iter().map(|r| r.outcome.clone()).collect()
}

/// The request as JSON, so that a test can spoil it.
fn as_json(desk: &Desk<'_>, commands: Vec<Envelope>) -> Value {
    serde_json::to_value(desk.request(commands)).unwrap()
}

/// Damages the office's database as a disk or a program would.
async fn strike(office: &Office, sql: &str) {
    let url = format!("sqlite:{}", office.database().display());
    let pool = SqlitePool::connect(&url).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()))
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
}

#[tokio::test]
async fn a_database_that_goes_away_in_the_middle_keeps_what_was_taken() {
    let office = Office::open().await;
    let targets = arrivals(&office, 4).await;
    let weather = Weather::over(&office).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let request = anna.request(Vec::new());
    let commands = verifications(&mut anna, &targets);
    let whole = reestr::api::sync::SyncRequest {
        commands,
        ..request
    };
    weather.next([Next::Busy]);
    let answer = weather.post(&anna, path::SYNC, &whole).await;
    assert!(answer.headers().contains_key("retry-after"));
    let (status, body) = error(answer).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(body.code, ErrorCode::Unavailable);

    weather.next([Next::Works, Next::Works, Next::Busy]);
    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &whole).await).await;
    assert_eq!(outcomes(&answer), [APPLIED(2), APPLIED(2)]);
    assert_eq!(answer.high_water, 2);

    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &whole).await).await;
    assert_eq!(outcomes(&answer), vec![APPLIED(2); 4]);
    assert_eq!(answer.high_water, 4);
    let rows = crate::audit::rows(&office).await;
    let verified = rows.iter().filter(|row| row["action"] == "verify");
    assert_eq!(verified.count(), 4);
}

#[tokio::test]
async fn journal_numbers_wait_when_the_database_is_busy() {
    let office = Office::open().await;
    let targets = arrivals(&office, 1).await;
    let weather = Weather::over(&office).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut request = anna.request(Vec::new());
    request.commands = verifications(&mut anna, &targets);
    request.journal_left = 0;
    weather.next([Next::Works, Next::Busy]);
    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &request).await).await;
    assert_eq!(outcomes(&answer), [APPLIED(2)]);
    assert_eq!(answer.journal, None);
    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &request).await).await;
    assert_eq!(answer.journal.unwrap().next, 1);
}

#[tokio::test]
async fn what_this_build_does_not_know_is_refused_and_a_hundred_behind_it_drain() {
    let office = Office::open().await;
    let targets = arrivals(&office, 104).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let commands = verifications(&mut anna, &targets);
    let mut request = as_json(&anna, commands);
    let sent = request["commands"].as_array_mut().unwrap();
    sent[0]["kind"] = json!("teleport");
    sent[0]["body"] = json!({ "name": "Иванов" });
    sent[1]["kind"] = json!("reject");
    sent[1]["body"] = json!({ "reason": "of_a_later_build" });
    sent[2].as_object_mut().unwrap().remove("at");
    sent[3]["body"] = json!({ "checks": 17 });
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(answer.results.len(), 104);
    for result in &answer.results[..4] {
        assert_eq!(result.outcome, refused(Refusal::NotUnderstood));
    }
    assert!(outcomes(&answer)[4..].iter().all(|o| *o == APPLIED(2)));
    // The answer is stored like any other.
    let again: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(again.results, answer.results);
    let rows = crate::audit::rows(&office).await;
    let told: Vec<_> = rows
        .iter()
        .filter(|row| row["outcome"] == "refused:not_understood")
        .map(|row| row["action"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["teleport", "reject", "verify", "verify"]);
    assert!(rows.iter().all(|row| !row.to_string().contains("Иванов")));
}

#[tokio::test]
async fn what_follows_an_act_that_is_not_known_is_told_so() {
    let office = Office::open().await;
    let targets = arrivals(&office, 1).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let unknown = anna.envelope(targets[0], Base::Version(1), all_match());
    let follows = anna.envelope(targets[0], Base::After(1), accept("1", office.today()));
    let mut request = as_json(&anna, vec![unknown, follows]);
    request["commands"][0]["kind"] = json!("teleport");
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    let dependent = refused(Refusal::DependsOnRefused(1));
    assert_eq!(
        outcomes(&answer),
        [refused(Refusal::NotUnderstood), dependent]
    );
}

#[tokio::test]
async fn what_is_no_command_at_all_is_told_by_its_place() {
    let office = Office::open().await;
    let targets = arrivals(&office, 3).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let commands = verifications(&mut anna, &targets);
    for missing in ["seq", "id", "hash", "target"] {
        let mut request = as_json(&anna, commands.clone());
        let sent = request["commands"][2].as_object_mut().unwrap();
        sent.remove(missing);
        let (status, body) = error(anna.post(path::SYNC, &request).await).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
        );
        assert_eq!(body.fields, ["commands[2]"], "{missing}");
    }
    let mut request = as_json(&anna, commands);
    request["commands"] = json!("all of them");
    let (status, body) = error(anna.post(path::SYNC, &request).await).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body.fields, ["commands"]);
    assert_eq!(anna.send(Vec::new()).await.high_water, 0);
}

#[tokio::test]
async fn a_record_on_which_the_database_fails_each_time_costs_one_act() {
    let office = Office::open().await;
    let targets = arrivals(&office, 4).await;
    let forbidden = targets[1];
    strike(
        &office,
        &format!(
            "CREATE TRIGGER broken BEFORE UPDATE ON cases WHEN NEW.number = '{forbidden}'
             BEGIN SELECT RAISE(ABORT, 'broken'); END"
        ),
    )
    .await;
    let damaged = targets[2];
    strike(
        &office,
        &format!("UPDATE cases SET record = '{{' WHERE number = '{damaged}'"),
    )
    .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let commands = verifications(&mut anna, &targets);
    let answer = anna.send(commands.clone()).await;
    let poisoned = refused(Refusal::RegisterFailed);
    let expected = [APPLIED(2), poisoned.clone(), poisoned, APPLIED(2)];
    assert_eq!(outcomes(&answer), expected);
    assert_eq!(answer.high_water, 4);
    assert_eq!(anna.send(commands).await.results, answer.results);
    // Nothing of the failed effect stays: one change for each of the two that were applied.
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    let counter = tx.counter("m01".parse().unwrap()).await.unwrap();
    assert_eq!(counter, 4 + 2);
    drop(tx);
    let rows = crate::audit::rows(&office).await;
    let told = rows
        .iter()
        .filter(|row| row["outcome"] == "refused:register_failed");
    assert_eq!(told.count(), 2);
    let report = reestr::server::admin::verify_audit(storage).await.unwrap();
    assert!(report.holds());
}

#[tokio::test]
async fn a_handling_that_panics_costs_one_act() {
    let office = Office::open().await;
    let targets = arrivals(&office, 3).await;
    let weather = Weather::over(&office).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut request = anna.request(Vec::new());
    request.commands = verifications(&mut anna, &targets);
    weather.next([Next::Works, Next::Panics]);
    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &request).await).await;
    let poisoned = refused(Refusal::RegisterFailed);
    assert_eq!(outcomes(&answer), [APPLIED(2), poisoned, APPLIED(2)]);
    // The refusal itself can't be stored now: the act is no refused one yet.
    let mut request = anna.request(Vec::new());
    request.commands = vec![anna.envelope(
        targets[0],
        Base::Version(2),
        Command::Withdraw { paper: None },
    )];
    weather.next([Next::Panics, Next::Busy]);
    let answer = weather.post(&anna, path::SYNC, &request).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let answer: SyncAnswer = read(weather.post(&anna, path::SYNC, &request).await).await;
    assert_eq!(outcomes(&answer), [APPLIED(3)]);
}

#[tokio::test]
async fn an_act_that_comes_again_under_another_seq_is_done_once() {
    let office = Office::open().await;
    let targets = arrivals(&office, 2).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let again = |desk: &mut Desk<'_>, base, of: &Envelope| {
        desk.seq += 1;
        let Envelope {
            id,
            target,
            fence,
            at,
            command,
            ..
        } = of.clone();
        Envelope::new(desk.seq, id, target, base, fence, at, command)
    };
    let verify = anna.envelope(targets[0], Base::Version(1), all_match());
    let accepted = anna.envelope(targets[0], Base::After(1), accept("1", office.today()));
    let early = anna.envelope(targets[1], Base::Version(1), accept("2", office.today()));
    let follows = anna.envelope(targets[1], Base::After(3), Command::Activate);
    let first = anna
        .send(vec![
            verify.clone(),
            accepted.clone(),
            early.clone(),
            follows.clone(),
        ])
        .await;
    assert_eq!(outcomes(&first)[..2], [APPLIED(2), APPLIED(3)]);
    assert_eq!(outcomes(&first)[3], refused(Refusal::DependsOnRefused(3)));
    let before = crate::audit::rows(&office).await.len();

    // Another device, other seqs, the same acts; one that is new follows what had been done before.
    let mut other = office.login("anna", Channel::Open).await;
    other.seq = 0;
    let commands = vec![
        again(&mut other, Base::Version(1), &early),
        again(&mut other, Base::After(1), &follows),
        again(&mut other, Base::Version(1), &verify),
        again(&mut other, Base::After(3), &accepted),
        other.envelope(targets[0], Base::After(4), Command::Activate),
    ];
    let second = other.send(commands.clone()).await;
    let expected = [
        outcomes(&first)[2].clone(),
        refused(Refusal::DependsOnRefused(1)),
        APPLIED(2),
        APPLIED(3),
        APPLIED(4),
    ];
    assert_eq!(outcomes(&second), expected);
    assert_eq!(other.send(commands).await.results, second.results);
    // Without its root the follower is no longer one: the record is another than the clerk saw.
    let mut third = office.login("anna", Channel::Open).await;
    third.seq = 0;
    let alone = again(&mut third, Base::Version(1), &follows);
    let outcome = third.send(vec![alone]).await.results.remove(0).outcome;
    let conflict = Outcome::Conflict {
        version: 1,
        by: None,
    };
    assert_eq!(outcome, conflict);
    let rows = crate::audit::rows(&office).await;
    // Two logins, five repeats, one act.
    let told: Vec<_> = rows[before..]
        .iter()
        .map(|row| row["outcome"].as_str().unwrap())
        .collect();
    let repeat = "repeat";
    let expected = [
        "applied", repeat, repeat, repeat, repeat, "applied", "applied", repeat,
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn one_identifier_for_two_acts_is_refused() {
    let office = Office::open().await;
    let targets = arrivals(&office, 2).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let (id, at) = (Uuid::now_v7(), chrono::Utc::now());
    let base = Base::Version(1);
    let act = |seq, target, command| Envelope::new(seq, id, target, base, None, at, command);
    let reject = Command::Reject {
        reason: RejectReason::Age,
        text: reestr::domain::Clean::default(),
    };
    let commands = vec![
        act(1, targets[0], all_match()),
        act(2, targets[1], all_match()),
        act(3, targets[0], reject),
    ];
    let answer = anna.send(commands).await;
    let fault = refused(Refusal::NotUnderstood);
    assert_eq!(outcomes(&answer), [APPLIED(2), fault.clone(), fault]);
    let rows = crate::audit::rows(&office).await;
    let told = rows
        .iter()
        .filter(|row| row["outcome"] == "refused:id_reused");
    assert_eq!(told.count(), 2);
    // An identifier of zeros is none.
    anna.seq = 3;
    let nil = |seq, target| Envelope::new(seq, Uuid::nil(), target, base, None, at, all_match());
    let answer = anna
        .send(vec![nil(4, targets[1]), nil(5, targets[1])])
        .await;
    assert_eq!(outcomes(&answer)[0], APPLIED(2));
    assert!(matches!(
        outcomes(&answer)[1],
        Outcome::Already { version: 2, .. }
    ));
}

#[tokio::test]
async fn a_chain_goes_on_from_a_state_that_was_reached_already() {
    let office = Office::open().await;
    let target = arrivals(&office, 1).await[0];
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    boris.give(target, 2, accept("1", office.today())).await;
    let accepted = anna.envelope(target, Base::Version(2), accept("2", office.today()));
    let activate = anna.envelope(target, Base::After(2), Command::Activate);
    let answer = anna.send(vec![accepted, activate]).await;
    assert!(matches!(
        outcomes(&answer)[0],
        Outcome::Already { version: 3, .. }
    ));
    assert_eq!(outcomes(&answer)[1], APPLIED(4));
}

/// No time is asserted: `cargo test --test api cost -- --nocapture` shows what the requests take on this disk.
#[tokio::test]
async fn the_cost_of_a_request_of_20_and_of_200_commands() {
    let office = Office::open().await;
    let targets = arrivals(&office, 220).await;
    let mut anna = office.login("anna", Channel::Open).await;
    let (few, many) = targets.split_at(20);
    for targets in [few, many] {
        let commands = targets
            .iter()
            .map(|target| {
                anna.envelope(*target, Base::Version(1), Command::Withdraw { paper: None })
            })
            .collect();
        let started = Instant::now();
        let answer = anna.send(commands).await;
        let took = started.elapsed();
        assert!(outcomes(&answer).iter().all(|o| *o == APPLIED(2)));
        let count = targets.len();
        eprintln!(
            "{count} commands, each in a transaction of its own: {took:?}, {:?} each",
            took / u32::try_from(count).unwrap()
        );
    }
}
