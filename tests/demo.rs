//! The demonstration as other clients meet it: filled, reachable, with clerks who differ in their rights.
#![cfg(all(feature = "server", feature = "tui"))]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{TimeZone, Utc};
use reestr::api::sync::{Delta, Scope};
use reestr::demo::clerks::{CLERKS, DemoClerk, PASSWORD};
use reestr::demo::{ClockFrom, Demo, DemoSettings};
use reestr::domain::enrolment::RequestState;
use reestr::domain::{Capability, MunicipalityCode, OrganisationId};
use reestr::store::projection::Projection;
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
        portal_every: 0,
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

/// What a desk of the clerk `login` has once it has fetched all of `scopes`.
fn fetched(demo: &Demo, login: &str, scopes: &[Scope]) -> Projection {
    let base = format!("http://{}", demo.protected);
    let login = json!({ "login": login, "password": PASSWORD, "v": 1 });
    let session = post(&format!("{base}/v1/login"), None, &login);
    let token = session["token"].as_str().expect("a token");
    let mut cursors: BTreeMap<Scope, u64> = scopes.iter().map(|scope| (*scope, 0)).collect();
    let mut desk = Projection::empty();
    loop {
        let sync = json!({
            "device": session["device"], "epoch": session["epoch"], "cursors": cursors, "v": 1
        });
        let answer = post(&format!("{base}/v1/sync"), Some(token), &sync);
        let deltas = answer.get("deltas").cloned().unwrap_or(json!([]));
        let deltas: Vec<Delta> = serde_json::from_value(deltas).expect("deltas");
        for delta in &deltas {
            cursors.insert(delta.scope, delta.cursor);
            desk.changed(false, delta.set.clone(), &[]);
            desk.changed_enrolment(delta);
        }
        if !deltas.iter().any(|delta| delta.more) {
            return desk;
        }
    }
}

#[test]
fn the_desk_sees_programmes_requests_and_money() {
    let demo = demo();
    let home = MunicipalityCode(1);
    let office = OrganisationId(1);
    let scopes = [Scope::Municipality(home), Scope::Organisation(office)];
    let desk = fetched(&demo, DemoClerk::with(true, true).login, &scopes);
    let shown = desk.enrolment();
    let states: BTreeSet<_> = shown.programmes().map(|p| p.state.code()).collect();
    assert_eq!(states.len(), 5, "{states:?}");
    let states: BTreeSet<_> = shown.requests().map(|r| r.state.code()).collect();
    assert_eq!(states.len(), 5, "{states:?}");
    let funding = shown.funding(home).expect("money");
    assert_eq!(funding.periods.len(), 3);
    assert!(funding.agreements.iter().any(|a| a.organisation == office));
    let mut waiting = 0;
    for request in shown.requests() {
        let programme = shown
            .programme(request.place.programme)
            .expect("its programme");
        let (_, group) = programme
            .group(request.place.module, request.place.group)
            .expect("its group");
        assert!(shown.taken(request.place) <= u32::from(group.places));
        waiting += u32::from(request.state == RequestState::New);
        if request.payer == home && request.state.is_live() {
            let account = shown.account(request.certificate).expect("its money");
            assert!(account.holds());
            assert!(
                account
                    .claims
                    .iter()
                    .any(|claim| claim.request == request.id)
            );
            assert!(desk.case_of(request.certificate).is_some());
        }
    }
    assert!(waiting > 50, "{waiting}");
}

#[test]
fn who_reviews_sees_what_the_others_have_sent() {
    let demo = demo();
    let reviewer = CLERKS.iter().find(|clerk| clerk.reviews()).expect("one");
    assert!(reviewer.capabilities().has(Capability::ProgrammeReview));
    assert!(!DemoClerk::with(true, true).reviews());
    let scopes: Vec<_> = (1..=4)
        .map(|id| Scope::Organisation(OrganisationId(id)))
        .collect();
    let desk = fetched(&demo, reviewer.login, &scopes);
    let sent = desk
        .enrolment()
        .programmes()
        .filter(|p| p.state.code() == "on_review");
    let of: BTreeSet<_> = sent.map(|programme| programme.organisation).collect();
    assert!(of.len() > 2, "{of:?}");
}
