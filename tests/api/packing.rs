//! Packed bodies on the wire: negotiated, bounded, and never in the way of plain JSON.

use reestr::api::error::{ErrorBody, ErrorCode};
use reestr::api::pack::{self, CODING};
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, MOST_BYTES, Outcome, SyncAnswer};
use reqwest::{Response, StatusCode};

use crate::office::{Desk, Office, SYKTYVKAR, all_match, card, number};

async fn post(desk: &Desk<'_>, coding: &str, body: Vec<u8>) -> Response {
    let request = reqwest::Client::new()
        .post(desk.office.url(desk.login.channel, path::SYNC))
        .header("content-type", "application/json")
        .header("content-encoding", coding)
        .header("accept-encoding", CODING)
        .body(body);
    desk.with_token(request).send().await.unwrap()
}

async fn refused(desk: &Desk<'_>, coding: &str, body: Vec<u8>) -> (StatusCode, ErrorCode) {
    let answer = post(desk, coding, body).await;
    assert!(answer.headers().contains_key("x-request-id"));
    let status = answer.status();
    let packed = answer.headers().contains_key("content-encoding");
    let body = answer.bytes().await.unwrap().to_vec();
    let body = if packed {
        pack::unpack(&body, MOST_BYTES).unwrap()
    } else {
        body
    };
    let error: ErrorBody = serde_json::from_slice(&body).unwrap();
    (status, error.code)
}

#[tokio::test]
async fn a_packed_request_is_answered_packed_and_means_the_same() {
    let office = Office::open().await;
    let new = office.application(1, card("Рочев", "2016-04-05", "512034"));
    office.arrives(new).await;
    let mut desk = office.login("anna", Channel::Open).await;
    let envelope = desk.envelope(number(SYKTYVKAR, 1), Base::Version(1), all_match());
    let plain = serde_json::to_vec(&desk.request(vec![envelope.clone()])).unwrap();
    let answer = post(&desk, CODING, pack::pack(&plain).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let headers = answer.headers();
    assert_eq!(headers["content-encoding"], CODING);
    assert_eq!(headers["vary"], "accept-encoding");
    assert!(!headers.contains_key("x-request-id"));
    let packed = answer.bytes().await.unwrap();
    let unpacked = pack::unpack(&packed, MOST_BYTES).unwrap();
    let packed: SyncAnswer = serde_json::from_slice(&unpacked).unwrap();
    assert_eq!(packed.results[0].outcome, Outcome::Applied { version: 2 });
    let plain = desk.send(vec![envelope]).await;
    assert_eq!(plain.results, packed.results);
}

#[tokio::test]
async fn who_does_not_name_the_coding_is_answered_plain() {
    let office = Office::open().await;
    let desk = office.login("anna", Channel::Open).await;
    let answer = desk.post(path::SYNC, &desk.request(Vec::new())).await;
    assert!(!answer.headers().contains_key("content-encoding"));
    assert!(answer.headers().contains_key("x-request-id"));
}

#[tokio::test]
async fn what_is_not_packed_right_is_refused_within_the_limit_of_a_body() {
    let office = Office::open().await;
    let desk = office.login("anna", Channel::Open).await;
    let plain = serde_json::to_vec(&desk.request(Vec::new())).unwrap();
    let packed = pack::pack(&plain).unwrap();
    assert_eq!(
        refused(&desk, "br", plain.clone()).await,
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, ErrorCode::BadRequest)
    );
    assert_eq!(
        refused(&desk, CODING, plain).await,
        (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    );
    let half = packed[..packed.len() / 2].to_vec();
    assert_eq!(
        refused(&desk, CODING, half).await,
        (StatusCode::BAD_REQUEST, ErrorCode::BadRequest)
    );
    let bomb = pack::pack(&vec![b' '; MOST_BYTES + 1]).unwrap();
    assert_eq!(
        refused(&desk, CODING, bomb).await,
        (StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::TooLarge)
    );
    assert_eq!(post(&desk, CODING, packed).await.status(), StatusCode::OK);
}
