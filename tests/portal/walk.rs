//! The whole way of a family, by a client that was made from the description: what it sends stands in the clerks' queues,
//! what clerks do is told to it, what it takes back is gone from there.

use reestr::api::session::Channel;
use reestr::api::sync::Scope;
use reestr::domain::enrolment::RequestState;
use reestr::domain::{ApplicationState, Case, Command, EnrolmentRequest, ReturnReason, Source};
use serde_json::{Value, json};

use crate::described::{Described, audited, portal};
use crate::ground::{ROBOTS, applied, certificate, confirm, purse, ready, scope, september};
use crate::office::{Desk, Office, SYKTYVKAR, all_match};

/// The application that stands in the clerks' queue under a number.
async fn queued(desk: &Desk<'_>, number: &str) -> Option<Case> {
    let answer = desk.since(0).await;
    let mut cases = answer.deltas.into_iter().flat_map(|delta| delta.set);
    cases.find(|case| case.number().to_string() == number)
}

async fn requested(desk: &Desk<'_>, id: &str) -> Option<EnrolmentRequest> {
    let answer = desk.changed(scope(desk), 0).await;
    let mut requests = answer.deltas.into_iter().flat_map(|delta| delta.requests);
    requests.find(|request| request.id.to_string() == id)
}

#[tokio::test]
async fn an_application_goes_its_way() {
    let office = Office::open().await;
    let portal = portal(&office).await;
    let mut anna = office.login("anna", Channel::Protected).await;

    let forms = portal.call("portal_forms", json!({})).await;
    assert_eq!(forms.body["applications_open"], true);
    assert_eq!(forms.body["municipalities"][0]["organisations"][0]["id"], 1);
    assert_eq!(forms.body["consents"].as_array().unwrap().len(), 4);

    let handed_in = portal.apply("\"first\"").await;
    assert_eq!(handed_in.status, 201);
    assert_eq!(handed_in.text("state"), "awaiting_paper");
    assert_eq!(handed_in.text("caption"), "Ожидает подписанного заявления");
    assert!(handed_in.text("next").contains("Дворец, Сыктывкар"));
    let number = handed_in.text("number");
    let case = queued(&anna, number).await.unwrap();
    assert_eq!(case.application.state, ApplicationState::AwaitingPaper);
    assert_eq!(case.application.source, Source::Portal);
    assert_eq!(
        case.certificate.number.to_string(),
        handed_in.text("certificate")
    );

    let again = portal.apply("first").await;
    assert_eq!((again.status, &again.body), (201, &handed_in.body));
    let looked = portal.look(&handed_in).await;
    assert_eq!((looked.status, &looked.body), (200, &handed_in.body));

    let target = case.number();
    assert_eq!(anna.give(target, 1, all_match()).await, applied(2));
    let reason = ReturnReason::NotSigned;
    let back = Command::Return {
        reason,
        text: "подписи нет".into(),
    };
    assert_eq!(anna.give(target, 2, back).await, applied(3));
    let looked = portal.look(&handed_in).await;
    assert_eq!(looked.text("state"), "returned");
    assert_eq!(looked.text("reason"), "not_signed");
    assert_eq!(looked.text("reason_caption"), "Заявление не подписано");
    // What the clerk has typed may name people.
    assert!(!looked.body.to_string().contains("подписи нет"));

    let gone = portal.withdraw("second", &handed_in).await;
    assert_eq!((gone.status, gone.text("state")), (200, "withdrawn"));
    assert_eq!(gone.body["may_withdraw"], false);
    assert_eq!(portal.withdraw("second", &handed_in).await.body, gone.body);
    assert_eq!(portal.withdraw("third", &handed_in).await.status, 200);
    let case = queued(&anna, number).await.unwrap();
    assert_eq!(case.application.state, ApplicationState::Withdrawn);
    assert_eq!(case.application.version, 4);

    let of_portal = audited(&office, |row| row.get("portal").is_some()).await;
    let told: Vec<_> = of_portal
        .iter()
        .map(|row| {
            (
                row["action"].as_str().unwrap(),
                row["clerk"].as_u64(),
                row["portal"].as_u64(),
            )
        })
        .collect();
    let by_portal = |action| (action, Some(0), Some(1));
    assert_eq!(told, [by_portal("submit"), by_portal("withdraw")]);
    let of_clerks = audited(&office, |row| row["clerk"] == anna.login.profile.clerk.0).await;
    assert!(of_clerks.iter().all(|row| row.get("portal").is_none()));
    let storage = office.running.register().storage();
    assert!(
        reestr::server::admin::verify_audit(storage)
            .await
            .unwrap()
            .holds()
    );
}

/// The first group with a place that the portal offers.
async fn chosen(portal: &Described) -> Value {
    let page = portal.call("portal_programmes", json!({ "age": 9 })).await;
    let programme = &page.body["programmes"][0];
    let module = &programme["modules"][0];
    let group = &module["groups"][0];
    assert_eq!(group["places_left"], 2);
    json!({ "programme": programme["id"], "module": module["id"], "group": group["id"] })
}

#[tokio::test]
async fn a_request_goes_its_way() {
    let office = september().await;
    let (mut anna, _boris) = ready(&office).await;
    let portal = portal(&office).await;
    let mut wish = chosen(&portal).await;
    assert_eq!(wish["programme"], ROBOTS.to_string());
    wish["certificate"] = json!(certificate(1));

    let given = json!({ "Idempotency-Key": "wish", "body": wish });
    let asked = portal.call("portal_enrol", given.clone()).await;
    assert_eq!((asked.status, asked.text("state")), (201, "new"));
    assert_eq!(asked.text("programme_name"), "Робототехника");
    assert_eq!(asked.body["cost"]["total"], 500_000);
    let shares = ["certificate", "family"].map(|of| asked.body["cost"][of].as_i64().unwrap());
    assert_eq!(shares, [400_000, 100_000]);
    assert_eq!(asked.body["days"]["last"], "2026-12-31");
    let again = portal.call("portal_enrol", given).await;
    assert_eq!((again.status, &again.body), (201, &asked.body));
    let request = requested(&anna, asked.text("id")).await.unwrap();
    assert_eq!(request.state, RequestState::New);
    assert_eq!((request.source, request.created_by), (Source::Portal, None));
    assert_eq!(purse(&anna, 1).await, [600_000, 400_000, 0]);

    let second = json!({ "Idempotency-Key": "again", "body": wish });
    let second = portal.call("portal_enrol", second).await;
    assert_eq!(
        (second.status, second.text("code")),
        (409, "second_request")
    );

    let target = reestr::domain::Target::Request(request.id);
    assert_eq!(anna.give(target, 1, confirm()).await, applied(2));
    let id = json!({ "id": asked.text("id") });
    let looked = portal.call("portal_request", id.clone()).await;
    assert_eq!((looked.status, looked.text("state")), (200, "confirmed"));
    assert_eq!(looked.body["may_withdraw"], true);

    let mut back = id.clone();
    back["Idempotency-Key"] = json!("back");
    let gone = portal.call("portal_withdraw_request", back.clone()).await;
    assert_eq!((gone.status, gone.text("state")), (200, "refused"));
    assert_eq!(gone.text("reason"), "family_asked");
    let repeated = portal.call("portal_withdraw_request", back).await;
    assert_eq!(repeated.body, gone.body);
    assert_eq!(purse(&anna, 1).await, [1_000_000, 0, 0]);
    let request = requested(&anna, asked.text("id")).await.unwrap();
    assert_eq!(request.version, 3);

    let rows = audited(&office, |row| row["portal"] == 1).await;
    let told: Vec<_> = rows
        .iter()
        .map(|row| row["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[1], "refused:second_request");
    assert_eq!(
        scope(&anna),
        Scope::Organisation(anna.login.profile.organisation)
    );
    assert_eq!(anna.login.profile.municipality, SYKTYVKAR);
}
