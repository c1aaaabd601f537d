//! Keys: one effect whatever is repeated, and no other request under a key that was used.

use chrono::Duration;
use reestr::api::session::Channel;
use serde_json::json;

use crate::described::{Came, Described, account, audited, portal};
use crate::office::{Office, SYKTYVKAR};

async fn submitted(office: &Office) -> usize {
    let applied =
        |row: &serde_json::Value| row["action"] == "submit" && row["outcome"] == "applied";
    audited(office, applied).await.len()
}

#[tokio::test]
async fn without_a_key_nothing_is_done() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let body = portal.example("portal_apply");
    let came = portal.call("portal_apply", json!({ "body": body })).await;
    assert_eq!(
        (came.status, came.text("code")),
        (400, "idempotency_key_missing")
    );
    let long = "k".repeat(129);
    let came = portal.apply(&long).await;
    assert_eq!((came.status, came.text("code")), (400, "bad_request"));
    assert_eq!(came.body["fields"], json!(["idempotency-key"]));
    assert_eq!(submitted(&office).await, 0);
}

#[tokio::test]
async fn a_key_stands_for_one_request() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let first = portal.apply("key").await;
    assert_eq!(first.status, 201);
    let mut other = portal.example("portal_apply");
    other["child"]["name"]["name"] = json!("Марфа");
    let given = json!({ "Idempotency-Key": "key", "body": other });
    let came = portal.call("portal_apply", given).await;
    assert_eq!(
        (came.status, came.text("code")),
        (422, "idempotency_key_reused")
    );
    // The withdrawal is another request as well.
    assert_eq!(portal.withdraw("key", &first).await.status, 422);
    assert_eq!(portal.look(&first).await.text("state"), "awaiting_paper");
    assert_eq!(submitted(&office).await, 1);
}

#[tokio::test]
async fn the_keys_of_two_portals_have_nothing_to_do_with_each_other() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let (_, token) = account(&office, "Другой портал", &[SYKTYVKAR]).await;
    let other = Described::of(&office, Channel::Open, &token).await;
    let (one, two) = (portal.apply("key").await, other.apply("key").await);
    assert_eq!((one.status, two.status), (201, 201));
    assert_ne!(one.text("number"), two.text("number"));
}

#[tokio::test]
async fn a_refusal_is_repeated_as_it_was() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let mut form = portal.example("portal_apply");
    form["consents"] = json!([]);
    let given = json!({ "Idempotency-Key": "key", "body": form });
    let refused = portal.call("portal_apply", given.clone()).await;
    assert_eq!(
        (refused.status, refused.text("code")),
        (422, "consents_missing")
    );
    let again = portal.call("portal_apply", given).await;
    assert_eq!((again.status, &again.body), (422, &refused.body));
    let rows = audited(&office, |row| row["portal"] == 1).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["outcome"], "refused:consents_missing");
    // Put right it needs another key, and no number was used up by the slip.
    assert_eq!(portal.apply("key").await.status, 422);
    assert!(
        portal
            .apply("other")
            .await
            .text("number")
            .starts_with("01-2026-000001")
    );
}

#[tokio::test]
async fn requests_that_come_at_once_make_one_application() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let all = at_once(&portal).await;
    let done: Vec<_> = all.iter().filter(|came| came.status == 201).collect();
    assert!(!done.is_empty());
    for came in &all {
        match came.status {
            201 => assert_eq!(came.body, done[0].body),
            409 => {
                assert_eq!(came.text("code"), "in_progress");
                assert!(came.headers.contains_key("retry-after"));
            }
            other => panic!("{other}"),
        }
    }
    assert_eq!(submitted(&office).await, 1);
}

/// The same application, six times at once.
async fn at_once(portal: &Described) -> [Came; 6] {
    let one = || portal.apply("key");
    tokio::join!(one(), one(), one(), one(), one(), one()).into()
}

#[tokio::test]
async fn answers_are_kept_for_a_month_and_then_swept() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let first = portal.apply("key").await;
    office.pass(Duration::days(30));
    assert_eq!(portal.apply("key").await.body, first.body);
    office.pass(Duration::days(2));
    // Whoever comes next sweeps.
    assert_eq!(portal.apply("next").await.status, 201);
    let anew = portal.apply("key").await;
    assert_eq!(anew.status, 201);
    assert_ne!(anew.text("number"), first.text("number"));
}
