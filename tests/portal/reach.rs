//! What a portal reaches: its municipalities, what it has sent itself, as fast as its account allows, while it is open.

use reestr::api::session::{Channel, Secret};
use reestr::server::admin::{self, PortalAccount};
use serde_json::json;

use crate::described::{Described, account, portal};
use crate::ground::{ROBOTS, certificate, child, ready, september};
use crate::office::{Office, SYKTYVKAR, UKHTA};

#[tokio::test]
async fn another_portal_finds_nothing_of_it() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let handed_in = portal.apply("key").await;
    let (_, token) = account(&office, "Другой портал", &[SYKTYVKAR]).await;
    let other = Described::of(&office, Channel::Open, &token).await;
    assert_eq!(other.look(&handed_in).await.status, 404);
    assert_eq!(other.withdraw("k", &handed_in).await.status, 404);
    // Nor does the portal itself by another date.
    let given = json!({ "number": handed_in.text("number"), "date": "2026-01-01" });
    assert_eq!(portal.call("portal_application", given).await.status, 404);
    assert_eq!(
        portal.look(&handed_in).await.text("state"),
        "awaiting_paper"
    );
    // What no number is has the same shape as what isn't there.
    let given = json!({ "number": "01-2026-000001-9", "date": "2026-01-01" });
    let came = portal.call("portal_application", given).await;
    assert_eq!((came.status, came.text("code")), (404, "not_found"));
}

#[tokio::test]
async fn it_acts_in_its_own_municipalities_alone() {
    let office = september().await;
    let (_anna, _boris) = ready(&office).await;
    let (_, token) = account(&office, "Портал Ухты", &[UKHTA]).await;
    let portal = Described::of(&office, Channel::Open, &token).await;
    let came = portal.apply("a").await;
    assert_eq!(
        (came.status, came.body["fields"].clone()),
        (404, json!(["organisation"]))
    );
    let page = portal.call("portal_programmes", json!({})).await;
    assert_eq!(page.body, json!({ "programmes": [] }));
    let page = portal
        .call("portal_programmes", json!({ "municipality": 1 }))
        .await;
    assert_eq!(page.body, json!({ "programmes": [] }));
    let wish =
        json!({ "certificate": certificate(1), "programme": ROBOTS, "module": 1, "group": 1 });
    let came = portal
        .call(
            "portal_enrol",
            json!({ "Idempotency-Key": "b", "body": wish }),
        )
        .await;
    assert_eq!(
        (came.status, came.body["fields"].clone()),
        (404, json!(["certificate"]))
    );
    let forms = portal.call("portal_forms", json!({})).await;
    assert_eq!(forms.body["municipalities"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_closed_account_and_an_old_token_are_nothing() {
    let office = Office::open().await;
    let storage = office.running.register().storage();
    let (id, token) = account(&office, "Портал", &[SYKTYVKAR]).await;
    let mut portal = Described::of(&office, Channel::Open, &token).await;
    let status = async |portal: &Described| portal.call("portal_forms", json!({})).await.status;
    assert_eq!(status(&portal).await, 200);
    let at = reestr::server::clock::Clock::now(&*office.clock);
    admin::set_portal_disabled(storage, id, Some(at))
        .await
        .unwrap();
    let came = portal.call("portal_forms", json!({})).await;
    assert_eq!((came.status, came.text("code")), (401, "login_needed"));
    assert_eq!(came.headers["www-authenticate"], "Bearer");
    admin::set_portal_disabled(storage, id, None).await.unwrap();
    assert_eq!(status(&portal).await, 200);
    let renewed = admin::renew_portal_token(storage, id).await.unwrap();
    assert_eq!(status(&portal).await, 401);
    portal.token = renewed.0.clone();
    assert_eq!(status(&portal).await, 200);
    // A clerk's session is no portal.
    let anna = office.login("anna", Channel::Open).await;
    portal.token = anna.login.token.0.clone();
    assert_eq!(status(&portal).await, 401);
}

#[tokio::test]
async fn who_asks_too_often_waits() {
    let office = Office::open().await;
    let storage = office.running.register().storage();
    let slow = PortalAccount {
        name: "Медленный".into(),
        municipalities: vec![SYKTYVKAR],
        per_minute: 3,
    };
    let at = reestr::server::clock::Clock::now(&*office.clock);
    let (_, token): (_, Secret) = admin::create_portal(storage, &slow, at).await.unwrap();
    let portal = Described::of(&office, Channel::Open, &token).await;
    for _ in 0..3 {
        assert_eq!(portal.call("portal_forms", json!({})).await.status, 200);
    }
    let came = portal.call("portal_forms", json!({})).await;
    assert_eq!((came.status, came.text("code")), (429, "too_many_requests"));
    assert_eq!(came.headers["retry-after"], "20");
    office.pass(chrono::Duration::seconds(20));
    assert_eq!(portal.call("portal_forms", json!({})).await.status, 200);
}

#[tokio::test]
async fn a_setting_keeps_applications_off_the_open_listener() {
    let office = Office::open_with(|settings| settings.terms.submit_open = false).await;
    let (_, token) = account(&office, "Портал", &[SYKTYVKAR]).await;
    let open = Described::of(&office, Channel::Open, &token).await;
    let protected = Described::of(&office, Channel::Protected, &token).await;
    let forms = open.call("portal_forms", json!({})).await;
    assert_eq!(forms.body["applications_open"], false);
    let came = open.apply("a").await;
    assert_eq!((came.status, came.text("code")), (403, "other_channel"));
    assert!(came.text("message").contains("Придите в организацию"));
    let came = protected.apply("b").await;
    assert_eq!(came.status, 201);
    // What was handed in can be taken back from anywhere.
    assert_eq!(open.withdraw("c", &came).await.status, 200);
}

/// No endpoint gives a certificate's money, or anything of another family.
#[tokio::test]
async fn nothing_personal_comes_back() {
    let office = september().await;
    let (mut anna, _boris) = ready(&office).await;
    child(&mut anna, 2).await;
    let portal = portal(&office).await;
    let handed_in = portal.apply("a").await;
    let wish =
        json!({ "certificate": certificate(1), "programme": ROBOTS, "module": 1, "group": 1 });
    let given = json!({ "Idempotency-Key": "b", "body": wish });
    let asked = portal.call("portal_enrol", given).await;
    let said = [&handed_in, &portal.look(&handed_in).await, &asked]
        .map(|came| came.body.to_string())
        .concat();
    for value in [
        "Рочева",
        "Петровна",
        "512034",
        "112-233-445",
        "rocheva",
        "2015-03-12",
        "Орблов",
    ] {
        assert!(!said.contains(value), "{value}");
    }
}
