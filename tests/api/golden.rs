//! What programs of version 1 wrote and were answered, kept as they were: every later register reads and writes it.
//!
//! A file is never changed; a later build that can't read one breaks the desks that are in use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use reestr::api::alike::{AlikeAnswer, AlikeRequest, PersonalAlikeAnswer};
use reestr::api::epoch::{EpochAnswer, EpochRequest};
use reestr::api::error::ErrorBody;
use reestr::api::forms::FormsAnswer;
use reestr::api::path;
use reestr::api::personal::{PersonalSyncAnswer, RevealAnswer, RevealRequest};
use reestr::api::session::{Channel, Health, LoginAnswer, LoginRequest};
use reestr::api::sync::{Envelope, Outcome, SyncAnswer, SyncRequest, WakeAnswer};
use reestr::domain::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::office::{Office, read};

/// The kinds of commands that version 1 knows.
const KINDS: [&str; 15] = [
    "submit",
    "verify",
    "accept",
    "activate",
    "reject",
    "return",
    "withdraw",
    "expire",
    "resolve_duplicate",
    "suspend",
    "restore",
    "exclude",
    "take_over",
    "note_shown",
    "note_printed",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/fixtures/v1")
}

fn fixture(name: &str) -> Value {
    let path = folder().join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Whether `value` says all that `kept` says; what is additive may come on top.
fn says(value: &Value, kept: &Value) -> bool {
    match (value, kept) {
        (Value::Object(value), Value::Object(kept)) => kept
            .iter()
            .all(|(name, kept)| value.get(name).is_some_and(|value| says(value, kept))),
        (Value::Array(value), Value::Array(kept)) => {
            value.len() == kept.len() && value.iter().zip(kept).all(|(v, k)| says(v, k))
        }
        _ => value == kept,
    }
}

/// Reads the fixture, and writes its fields again.
fn same<T: Serialize + DeserializeOwned>(name: &str) -> T {
    let kept = fixture(name);
    let value: T = serde_json::from_value(kept.clone()).unwrap();
    let written = serde_json::to_value(&value).unwrap();
    assert!(says(&written, &kept), "{name}: {written} for {kept}");
    value
}

fn command(kind: &str) -> Envelope {
    same(&format!("command_{kind}.json"))
}

#[test]
fn no_fixture_is_forgotten() {
    let mut known: BTreeSet<String> = KINDS
        .iter()
        .map(|kind| format!("command_{kind}.json"))
        .collect();
    known.extend(MESSAGES.map(str::to_owned));
    let found: BTreeSet<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, known);
}

const MESSAGES: [&str; 19] = [
    "sync_request.json",
    "sync_request_least.json",
    "sync_answer.json",
    "sync_answer_least.json",
    "personal_sync_answer.json",
    "login_request.json",
    "login_answer.json",
    "epoch_request.json",
    "epoch_answer.json",
    "reveal_request.json",
    "reveal_answer.json",
    "wake_answer.json",
    "forms_answer.json",
    "alike_request.json",
    "alike_answer.json",
    "personal_alike_answer.json",
    "health.json",
    "error.json",
    "refusals.json",
];

#[test]
fn the_commands_of_version_1_are_read_and_their_hashes_hold() {
    for kind in KINDS {
        let envelope = command(kind);
        assert_eq!(envelope.command.code(), kind);
        assert_eq!(envelope.digest(), envelope.hash, "{kind}");
    }
}

#[test]
fn the_messages_of_version_1_are_read_and_written() {
    let request: SyncRequest = same("sync_request.json");
    assert_eq!((request.v, request.commands.len()), (1, 2));
    let least: SyncRequest = serde_json::from_value(fixture("sync_request_least.json")).unwrap();
    assert!(least.commands.is_empty() && !least.cards);
    let answer: SyncAnswer = same("sync_answer.json");
    assert_eq!(answer.results.len(), 4);
    same::<SyncAnswer>("sync_answer_least.json");
    same::<PersonalSyncAnswer>("personal_sync_answer.json");
    same::<LoginRequest>("login_request.json");
    same::<LoginAnswer>("login_answer.json");
    same::<EpochRequest>("epoch_request.json");
    same::<EpochAnswer>("epoch_answer.json");
    same::<RevealRequest>("reveal_request.json");
    same::<RevealAnswer>("reveal_answer.json");
    same::<WakeAnswer>("wake_answer.json");
    same::<FormsAnswer>("forms_answer.json");
    same::<AlikeRequest>("alike_request.json");
    same::<AlikeAnswer>("alike_answer.json");
    same::<PersonalAlikeAnswer>("personal_alike_answer.json");
    same::<Health>("health.json");
    same::<ErrorBody>("error.json");
    let refusals: Vec<Refusal> = same("refusals.json");
    let codes: BTreeSet<_> = refusals.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), refusals.len());
}

#[tokio::test]
async fn a_register_of_today_understands_a_desk_of_version_1() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let commands: Vec<Value> = KINDS
        .iter()
        .map(|kind| fixture(&format!("command_{kind}.json")))
        .collect();
    let mut request = fixture("sync_request.json");
    let device = json!(anna.login.device);
    request["device"] = device.clone();
    request["epoch"] = json!(anna.login.epoch);
    request["cards"] = json!(false);
    request["commands"] = json!(commands);
    let answer: SyncAnswer = read(anna.post(path::SYNC, &request).await).await;
    assert_eq!(answer.results.len(), KINDS.len());
    for result in answer.results {
        let not_understood = Outcome::Refused {
            why: Refusal::NotUnderstood,
        };
        assert_ne!(result.outcome, not_understood, "seq {}", result.seq);
    }
    let mut least = fixture("sync_request_least.json");
    least["device"] = device.clone();
    least["epoch"] = json!(anna.login.epoch);
    let answer: SyncAnswer = read(anna.post(path::SYNC, &least).await).await;
    assert_eq!(answer.high_water, KINDS.len() as u64);
    let mut ask = fixture("epoch_request.json");
    ask["device"] = device;
    let answer: EpochAnswer = read(anna.post(path::EPOCH, &ask).await).await;
    assert!(!answer.taken.is_empty());
}

#[tokio::test]
async fn a_program_that_is_too_old_is_told_so_before_anything_else() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    for path in [path::SYNC, path::EPOCH, path::LOGIN] {
        // Of the oldest programs nothing is known but that they name their version.
        let old = match path {
            path::SYNC => json!({ "v": 0, "ops": [] }),
            path::EPOCH => {
                let id = anna.login.device;
                json!({ "v": 0, "device": id, "epoch": 1, "next": 1, "ask": id })
            }
            _ => json!({ "v": 0, "login": "anna", "password": "x" }),
        };
        let answer = anna.post(path, &old).await;
        assert_eq!(answer.status(), 426, "{path}");
        let body: ErrorBody = answer.json().await.unwrap();
        assert_eq!(body.code, reestr::api::error::ErrorCode::ClientTooOld);
        assert_eq!(
            body.message,
            "protocol 0 is too old, the register speaks 1 to 1: update the program"
        );
    }
    // A later one may know more: it is served as far as this register goes.
    let mut later = serde_json::to_value(anna.request(Vec::new())).unwrap();
    later["v"] = json!(99);
    later["of_a_later_build"] = json!({ "x": 1 });
    let answer: SyncAnswer = read(anna.post(path::SYNC, &later).await).await;
    assert_eq!(answer.min_version, 1);
}
