//! What is wrong with a form is told to the family by its fields and in its language, and quotes nothing.

use serde_json::{Value, json};

use crate::described::{Came, Described, portal};
use crate::ground::{ROBOTS, certificate, ready, september};
use crate::office::Office;

async fn refused(portal: &Described, key: &str, change: impl Fn(&mut Value)) -> Came {
    let mut form = portal.example("portal_apply");
    change(&mut form);
    let given = json!({ "Idempotency-Key": key, "body": form });
    portal.call("portal_apply", given).await
}

#[tokio::test]
async fn fields_are_named_with_what_is_wrong() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let came = refused(&portal, "a", |form| {
        form["child"]["snils"] = json!("112-233-445 96");
        form["applicant"]["document"]["number"] = json!("12345");
    })
    .await;
    assert_eq!((came.status, came.text("code")), (422, "invalid"));
    assert_eq!(
        came.body["fields"],
        json!(["child.snils", "applicant.document.number"])
    );
    let message = came.text("message");
    assert!(
        message.contains("Ребёнок, «СНИЛС»: Контрольное число"),
        "{message}"
    );
    assert!(
        message.contains("Документ заявителя, «Номер»: В номере паспорта 6 цифр."),
        "{message}"
    );
    assert!(
        !message.contains("445") && !message.contains("12345"),
        "{message}"
    );
}

#[tokio::test]
async fn a_family_is_answered_in_its_language() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let mut form = portal.example("portal_apply");
    form["child"]["birth_date"] = json!("2005-03-12");
    let given =
        json!({ "Idempotency-Key": "a", "Accept-Language": "en-GB,ru;q=0.5", "body": form });
    let came = portal.call("portal_apply", given).await;
    assert_eq!(came.status, 422);
    let message = came.text("message");
    assert!(message.is_ascii(), "{message}");
    let given = json!({ "number": "01-2026-000001-3", "date": "2026-01-01" });
    let came = portal.call("portal_application", given).await;
    assert!(came.text("message").starts_with("Такой записи нет"));
}

#[tokio::test]
async fn a_body_that_is_none_is_told_by_its_place() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let came = refused(&portal, "a", |form| {
        form["child"]["birth_date"] = json!("вчера");
    })
    .await;
    assert_eq!((came.status, came.text("code")), (400, "bad_request"));
    assert_eq!(came.body["fields"], json!(["child.birth_date"]));
    assert!(!came.text("message").contains("вчера"));
    // Nothing was begun under the key.
    assert_eq!(portal.apply("a").await.status, 201);
}

#[tokio::test]
async fn a_consent_of_a_text_that_nobody_wrote_is_none() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let came = refused(&portal, "a", |form| {
        form["consents"][0]["text_version"] = json!(9);
    })
    .await;
    assert_eq!(
        (came.status, came.body["fields"].clone()),
        (422, json!(["consents"]))
    );
    let came = refused(&portal, "b", |form| form["organisation"] = json!(77)).await;
    assert_eq!(
        (came.status, came.body["fields"].clone()),
        (404, json!(["organisation"]))
    );
}

#[tokio::test]
async fn what_stands_against_a_request_is_said_to_the_parent() {
    let office = september().await;
    let (_anna, _boris) = ready(&office).await;
    let portal = portal(&office).await;
    let ask = async |key: &str, change: Value| {
        let mut wish =
            json!({ "certificate": certificate(1), "programme": ROBOTS, "module": 1, "group": 1 });
        for (name, value) in change.as_object().unwrap() {
            wish[name] = value.clone();
        }
        let given = json!({ "Idempotency-Key": key, "body": wish });
        portal.call("portal_enrol", given).await
    };
    let came = ask("a", json!({ "first_day": "2027-01-01" })).await;
    assert_eq!((came.status, came.text("code")), (422, "days_outside"));
    let came = ask("b", json!({ "group": 9 })).await;
    assert_eq!((came.status, came.text("code")), (404, "unknown"));
    let came = ask("c", json!({ "certificate": certificate(99) })).await;
    assert_eq!(
        (came.status, came.body["fields"].clone()),
        (404, json!(["certificate"]))
    );
    let applied = portal.apply("d").await;
    let came = ask("e", json!({ "certificate": applied.text("certificate") })).await;
    assert_eq!((came.status, came.text("code")), (409, "certificate_state"));
    assert!(came.text("message").contains("ещё не активирован"));
}
