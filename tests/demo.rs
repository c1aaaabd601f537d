//! The demonstration as other clients meet it: filled, reachable, with clerks who differ in their rights.
#![cfg(all(feature = "server", feature = "tui"))]

use std::sync::Arc;

use chrono::{TimeZone, Utc};
use reestr::demo::clerks::{DemoClerk, PASSWORD};
use reestr::demo::{ClockFrom, Demo, DemoSettings};
use serde_json::{Value, json};

fn demo() -> Demo {
    let moment = Utc.with_ymd_and_hms(2026, 9, 1, 6, 0, 0).unwrap();
    let clock = Arc::new(ClockFrom {
        ahead: moment - Utc::now(),
    });
    Demo::start(&DemoSettings {
        data: None,
        seed: 1,
        size: 600,
        still: true,
        clock,
    })
    .expect("a demonstration")
}

fn post(url: &str, token: Option<&str>, body: &Value) -> Value {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let mut request = reqwest::Client::new().post(url).json(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request.send().await.unwrap().json().await.unwrap()
    })
}

#[test]
fn a_clerk_logs_in_and_finds_a_filled_register() {
    let demo = demo();
    let clerk = DemoClerk::with(true, true);
    let base = format!("http://{}", demo.protected);
    let login = json!({ "login": clerk.login, "password": PASSWORD, "v": 1 });
    let session = post(&format!("{base}/v1/login"), None, &login);
    let token = session["token"].as_str().expect("a token");
    assert_eq!(session["channel"], "protected");
    let sync = json!({ "device": session["device"], "epoch": session["epoch"], "cursors": { "m01": 0 }, "v": 1 });
    let answer = post(&format!("{base}/v1/sync"), Some(token), &sync);
    let cases = answer["deltas"][0]["set"].as_array().expect("records");
    assert!(cases.len() > 150, "{} records", cases.len());
    let suspected = cases
        .iter()
        .filter(|c| c["application"]["duplicate"]["state"] == "suspected")
        .count();
    assert!(suspected > 0, "some children are in the register twice");
}

#[test]
fn clerks_differ_in_what_they_may_do() {
    let logins: Vec<_> = [(true, true), (false, true), (true, false), (false, false)]
        .map(|(personal, activate)| DemoClerk::with(personal, activate).login)
        .into();
    assert_eq!(logins, ["demo", "demo-open", "demo-accept", "demo-basic"]);
}
