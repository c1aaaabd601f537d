//! Search and single records.

use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::search::{SearchAnswer, SearchRequest};
use reestr::api::session::Channel;
use reestr::domain::{Card, Case, Context, NewApplication, Side, decide};
use reqwest::StatusCode;

use crate::office::{Office, UKHTA, application, card, error, read};

/// The record that the register would make of an application.
pub fn imported(new: NewApplication) -> (Case, Card) {
    let card = new.card.clone();
    let date = new.reference.date;
    let context = Context {
        side: Side::Register,
        at: date.and_hms_opt(9, 0, 0).unwrap().and_utc(),
        today: date,
        clerk: reestr::domain::ClerkId(0),
        organisation: new.organisation,
        capabilities: reestr::domain::Capability::ALL.iter().copied().collect(),
        personal_shown: false,
        child_birth_date: None,
    };
    let command = reestr::domain::Command::Submit(Box::new(new));
    (decide(None, &command, &context).unwrap(), card)
}

/// Records of so many children who are alike in nothing.
pub fn many(office: &Office, count: u32) -> Vec<(Case, Card)> {
    (1..=count)
        .map(|serial| {
            let new = office.application(serial, card("Орлов", "2012-01-01", "123456"));
            let (case, mut card) = imported(new);
            let child = &mut card.child;
            child.name.surname = format!("{:x}", u64::from(serial) * 0x9E37_79B9_7F4A).into();
            child.birth_date += chrono::Duration::days(i64::from(serial));
            child.document.number = format!("{:06}", serial * 7_919 % 1_000_000).into();
            (case, card)
        })
        .collect()
}

#[tokio::test]
async fn an_application_is_found_by_its_requisites_and_by_its_certificate() {
    let office = Office::open().await;
    let one = office.application(17, card("Орлов", "2015-05-05", "123456"));
    let target = office.arrives(one.clone()).await;
    office
        .arrives(office.application(18, card("Соколова", "2014-01-01", "777777")))
        .await;
    office
        .arrives(application(
            UKHTA,
            17,
            office.today(),
            card("Чижов", "2013-03-03", "555555"),
        ))
        .await;
    let anna = office.login("anna", Channel::Open).await;
    let empty = SearchRequest::default();
    let requests = [
        SearchRequest {
            application: Some(target),
            date: Some(one.reference.date),
            ..empty.clone()
        },
        SearchRequest {
            certificate: Some(one.certificate),
            ..empty.clone()
        },
        SearchRequest {
            application: Some(target),
            certificate: Some(one.certificate),
            ..empty.clone()
        },
        SearchRequest {
            serial: Some(17),
            ..empty.clone()
        },
        SearchRequest {
            serial: Some(17),
            date: Some(one.reference.date),
            ..empty.clone()
        },
    ];
    for request in requests {
        let found: SearchAnswer = read(anna.post(path::SEARCH, &request).await).await;
        let numbers: Vec<_> = found.hits.iter().map(Case::number).collect();
        assert_eq!(numbers, [target], "{request:?}");
        assert!(!found.more);
    }
    let other_day = SearchRequest {
        application: Some(target),
        date: one.reference.date.pred_opt(),
        ..empty.clone()
    };
    let found: SearchAnswer = read(anna.post(path::SEARCH, &other_day).await).await;
    assert!(found.hits.is_empty());
    let case: Case = read(anna.get(&format!("/v1/applications/{target}")).await).await;
    assert_eq!(case.number(), target);

    let (status, body) = error(anna.post(path::SEARCH, &empty).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    );
    let nina = office.login("nina", Channel::Open).await;
    let by_serial = SearchRequest {
        serial: Some(17),
        ..empty
    };
    let (status, body) = error(nina.post(path::SEARCH, &by_serial).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::FORBIDDEN, ErrorCode::NotAllowed)
    );
}

#[tokio::test]
async fn many_hits_are_cut_and_said_to_be() {
    let office = Office::open().await;
    let records = many(&office, 60);
    let storage = office.running.register().storage();
    reestr::server::admin::import_cases(storage, records, chrono::Utc::now())
        .await
        .unwrap();
    let anna = office.login("anna", Channel::Open).await;
    let request = SearchRequest {
        date: Some(office.today()),
        ..SearchRequest::default()
    };
    let found: SearchAnswer = read(anna.post(path::SEARCH, &request).await).await;
    assert_eq!((found.hits.len(), found.more), (50, true));
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_told_by_its_place_and_never_quoted() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let body = serde_json::json!({ "serial": "Канарейкин" });
    let (status, body) = error(anna.post(path::SEARCH, &body).await).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert_eq!(body.fields, ["serial"]);
    assert!(!body.message.contains("Канарейкин"));
    let long = serde_json::json!({ "x": "я".repeat(200_000) });
    let (status, body) = error(anna.post(path::SEARCH, &long).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge)
    );
    let (status, body) = error(anna.get("/v1/nothing").await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::NOT_FOUND, ErrorCode::NotFound)
    );
}
