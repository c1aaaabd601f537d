//! The key of a clerk's own store is given back, of no other's, and each time is in the audit.

use reestr::api::error::ErrorCode;
use reestr::api::hex::hex;
use reestr::api::recovery::{Owned, RecoverAnswer, RecoverRequest, wrap};
use reestr::api::session::Channel;
use reestr::api::{VERSION, path};
use reestr::domain::ClerkId;
use reqwest::StatusCode;

use crate::audit::rows;
use crate::office::{Desk, Office, error, read};

/// A store's key of `clerk`, wrapped to what a login gave.
fn wrapped(desk: &Desk<'_>, clerk: ClerkId) -> RecoverRequest {
    let owned = Owned {
        clerk,
        device: desk.login.device,
        key: [9; 32].into(),
    };
    let public = desk.login.recovery.as_ref().unwrap();
    RecoverRequest {
        wrapped: wrap(public, &owned, [4; 32], [5; 24]).unwrap(),
        v: VERSION,
    }
}

#[tokio::test]
async fn a_clerk_gets_the_key_of_the_own_store_on_either_channel() {
    let office = Office::open().await;
    for channel in [Channel::Open, Channel::Protected] {
        let anna = office.login("anna", channel).await;
        let request = wrapped(&anna, anna.login.profile.clerk);
        let answer: RecoverAnswer = read(anna.post(path::RECOVER, &request).await).await;
        assert_eq!(answer.key.0, hex(&[9; 32]));
    }
    let told: Vec<_> = rows(&office).await;
    let recovered = told.iter().filter(|row| row["action"] == "recover");
    let outcomes: Vec<_> = recovered.map(|row| row["outcome"].clone()).collect();
    assert_eq!(outcomes, ["applied", "applied"]);
}

#[tokio::test]
async fn what_is_not_the_clerks_own_is_refused_and_told() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let own = wrapped(&anna, anna.login.profile.clerk);
    let rubbish = RecoverRequest {
        wrapped: "00".repeat(200),
        v: VERSION,
    };
    for (desk, request) in [(&boris, &own), (&anna, &rubbish)] {
        let (status, body) = error(desk.post(path::RECOVER, request).await).await;
        let expected = (StatusCode::FORBIDDEN, ErrorCode::NotAllowed);
        assert_eq!((status, body.code), expected);
    }
    let nobody = office.post(Channel::Open, path::RECOVER, &own);
    let (status, _) = error(nobody.send().await.unwrap()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let told = rows(&office).await;
    let refused = told.iter().filter(|row| row["action"] == "recover");
    assert!(refused.clone().all(|row| row["outcome"] == "refused"));
    assert_eq!(refused.count(), 2);
}

#[tokio::test]
async fn the_key_outlasts_a_restart_and_lies_beside_the_database() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    let public = anna.login.recovery.clone().unwrap();
    let key = office.database().with_file_name("recovery.key");
    let secret = reestr::server::register::recovery::read(&key).unwrap();
    assert_eq!(secret.public(), public);
}
