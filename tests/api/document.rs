//! The description and the router are one.

use reestr::api::path;
use reestr::api::session::Channel;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use uuid::Uuid;

use crate::applying::alike;
use crate::office::{Office, card, read};

const OPEN: [&str; 32] = [
    path::HEALTH,
    path::LOGIN,
    path::LOGOUT,
    path::SYNC,
    path::WAKE,
    path::EPOCH,
    path::RECOVER,
    path::FORMS,
    path::HANDBOOK,
    path::VIDEOS,
    path::ALIKE,
    path::COMPARE,
    path::SEARCH,
    path::APPLICATION,
    path::PROGRAMMES,
    path::PROGRAMME,
    path::REQUESTS,
    path::REQUEST,
    path::ONE_PERSON,
    path::NIGHTS,
    path::OVERVIEW,
    path::PORTAL_FORMS,
    path::PORTAL_APPLICATIONS,
    path::PORTAL_APPLICATION,
    path::PORTAL_APPLICATION_WITHDRAWAL,
    path::PORTAL_PROGRAMMES,
    path::PORTAL_REQUESTS,
    path::PORTAL_REQUEST,
    path::PORTAL_REQUEST_WITHDRAWAL,
    path::READ,
    path::OPENAPI,
    path::DOCS,
];
/// On the open listener alone, for the families' portal.
const FAMILY: [&str; 1] = [path::FAMILY_LOGIN];
const PERSONAL: [&str; 2] = [path::PERSONAL_SEARCH, path::REVEAL];

async fn document(office: &Office, channel: Channel) -> Value {
    read(office.get(channel, path::OPENAPI).send().await.unwrap()).await
}

fn paths(document: &Value) -> Vec<String> {
    document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

#[tokio::test]
async fn each_listener_describes_exactly_its_routes() {
    let office = Office::open().await;
    let mut expected = [&OPEN[..], &FAMILY].concat();
    expected.sort_unstable();
    let open = document(&office, Channel::Open).await;
    let mut found = paths(&open);
    found.sort_unstable();
    assert_eq!(found, expected);
    for schema in [
        "Card",
        "Child",
        "RevealAnswer",
        "RevealedCard",
        "PersonalHit",
        "PersonalSyncAnswer",
        "PersonalAlikeAnswer",
    ] {
        let described = open["components"]["schemas"].get(schema).is_some();
        // The open listener takes cards in (a new application), and gives none.
        assert_eq!(described, matches!(schema, "Card" | "Child"), "{schema}");
    }
    let mut expected = [&OPEN[..], &PERSONAL].concat();
    expected.sort_unstable();
    let mut found = paths(&document(&office, Channel::Protected).await);
    found.sort_unstable();
    assert_eq!(found, expected);
}

/// The generator takes the later one of two types that are called the same.
#[tokio::test]
async fn types_of_one_name_stand_beside_each_other() {
    let office = Office::open().await;
    let open = document(&office, Channel::Open).await;
    let schemas = &open["components"]["schemas"];
    assert!(schemas["Health"]["properties"]["status"].is_object());
    assert!(schemas["HealthLimit"]["enum"].is_array());
    assert!(schemas["Claim"]["oneOf"].is_array());
    assert!(schemas["AccountClaim"]["allOf"].is_array());
}

#[tokio::test]
async fn every_described_route_answers() {
    let office = Office::open().await;
    for channel in [Channel::Open, Channel::Protected] {
        for (path, methods) in document(&office, channel).await["paths"]
            .as_object()
            .unwrap()
        {
            for (method, operation) in methods.as_object().unwrap() {
                let method: Method = method.to_uppercase().parse().unwrap();
                let path = path
                    .replace("{number}", "01-2026-000001-3")
                    .replace("{id}", &Uuid::nil().to_string());
                let request = reqwest::Client::new().request(method, office.url(channel, &path));
                let answer = request.send().await.unwrap();
                let status = answer.status().as_u16().to_string();
                assert_ne!(answer.status(), StatusCode::NOT_FOUND, "{path}");
                assert!(answer.headers().contains_key("x-request-id"));
                let free = operation["security"][0]
                    .as_object()
                    .is_some_and(serde_json::Map::is_empty);
                if !free {
                    assert_eq!(status, "401", "{path}");
                    assert!(
                        operation["responses"].get(&status).is_some(),
                        "{path} {status}"
                    );
                }
            }
        }
    }
}

/// What a clerk without any right gets. A new route has to be entered here.
#[tokio::test]
async fn a_clerk_without_rights_reads_nothing() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    for channel in [Channel::Open, Channel::Protected] {
        for route in paths(&document(&office, channel).await) {
            let nina = office.login("nina", channel).await;
            let asked = route
                .replace("{number}", &target.to_string())
                .replace("{id}", &Uuid::nil().to_string());
            let (answer, expected) = match route.as_str() {
                path::HEALTH | path::OPENAPI | path::DOCS | path::FORMS | path::VIDEOS => {
                    (nina.get(&asked).await, 200)
                }
                path::LOGIN | path::FAMILY_LOGIN => (nina.post(&asked, &()).await, 400),
                path::LOGOUT => (nina.post(&asked, &()).await, 204),
                path::WAKE => (nina.get(&format!("{asked}?cursors=m01:0")).await, 200),
                path::SYNC => {
                    let mut request = nina.request(Vec::new());
                    request.cursors = [("m01".parse().unwrap(), 0)].into();
                    request.journal_left = 0;
                    (nina.post(&asked, &request).await, 200)
                }
                path::EPOCH => {
                    // A device that never was: nothing was taken, and nothing of the office is told.
                    let ask = Uuid::now_v7();
                    let request = serde_json::json!({ "device": Uuid::nil(), "epoch": 1, "next": 1, "ask": ask, "v": 1 });
                    (nina.post(&asked, &request).await, 200)
                }
                path::RECOVER => {
                    let request = serde_json::json!({ "wrapped": "00", "v": 1 });
                    (nina.post(&asked, &request).await, 403)
                }
                path::HANDBOOK => (nina.post(&asked, &serde_json::json!({})).await, 200),
                path::ALIKE => (nina.post(&asked, &alike()).await, 403),
                path::COMPARE => {
                    let request = serde_json::json!({ "application": target, "document": "snils", "values": {} });
                    (nina.post(&asked, &request).await, 403)
                }
                path::APPLICATION
                | path::PROGRAMMES
                | path::PROGRAMME
                | path::REQUESTS
                | path::REQUEST
                | path::ONE_PERSON
                | path::NIGHTS
                | path::OVERVIEW
                | path::READ => (nina.get(&asked).await, 403),
                path::SEARCH => (
                    nina.post(&asked, &serde_json::json!({ "serial": 1 })).await,
                    403,
                ),
                path::PERSONAL_SEARCH => {
                    let by_name = serde_json::json!({ "name": "Орлов" });
                    (nina.post(&asked, &by_name).await, 403)
                }
                path::REVEAL => {
                    let reveal = serde_json::json!({ "applications": [target] });
                    (nina.post(&asked, &reveal).await, 403)
                }
                // A clerk is no portal.
                path::PORTAL_FORMS
                | path::PORTAL_APPLICATION
                | path::PORTAL_PROGRAMMES
                | path::PORTAL_REQUEST => (nina.get(&asked).await, 401),
                path::PORTAL_APPLICATIONS
                | path::PORTAL_APPLICATION_WITHDRAWAL
                | path::PORTAL_REQUESTS
                | path::PORTAL_REQUEST_WITHDRAWAL => (nina.post(&asked, &()).await, 401),
                other => panic!("{other} is not in the matrix"),
            };
            assert_eq!(answer.status(), expected, "{route}");
            let text = answer.text().await.unwrap();
            assert!(!text.contains(&target.to_string()), "{route}");
        }
    }
}

#[tokio::test]
async fn the_page_names_every_route_and_loads_nothing() {
    let office = Office::open().await;
    let answer = office
        .get(Channel::Protected, path::DOCS)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    let page = answer.text().await.unwrap();
    for path in OPEN.iter().chain(&PERSONAL) {
        assert!(page.contains(&format!("{path}</code>")), "{path}");
    }
    for loads in ["<script", "src=", "http://", "https://", "@import"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[tokio::test]
async fn the_document_is_the_one_that_was_agreed() {
    let office = Office::open().await;
    let document = document(&office, Channel::Protected).await;
    assert_eq!(document["openapi"], "3.1.0");
    insta::assert_snapshot!("openapi", serde_json::to_string_pretty(&document).unwrap());
    let open = self::document(&office, Channel::Open).await;
    let family = serde_json::to_string_pretty(&open["paths"][path::FAMILY_LOGIN]).unwrap();
    insta::assert_snapshot!("openapi_family", family);
}

/// `{"login":"anna","password":"x","v":0}`, packed by gzip.
const PACKED: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\xc9\x4f\xcf\xcc\x53\xb2\x52\x4a\xcc\xcb\x4b\
    \x54\xd2\x51\x2a\x48\x2c\x2e\x2e\xcf\x2f\x4a\x01\x8a\x54\x00\xb9\x65\x4a\x56\x06\xb5\x00\x70\x38\x25\xb2\x25\x00\x00\x00";

#[tokio::test]
async fn answers_are_packed_and_packed_requests_are_read() {
    let office = Office::open().await;
    let http = reqwest::Client::builder()
        .no_gzip()
        .no_zstd()
        .build()
        .unwrap();
    for encoding in ["zstd", "gzip"] {
        let request = http
            .get(office.url(Channel::Open, path::OPENAPI))
            .header("accept-encoding", encoding);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], encoding);
    }
    let request = http
        .post(office.url(Channel::Open, path::LOGIN))
        .header("content-type", "application/json")
        .header("content-encoding", "gzip")
        .body(PACKED);
    // The version is read, so the whole was.
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UPGRADE_REQUIRED);
}
