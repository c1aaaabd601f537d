//! Logging in and out, tokens and their ends, throttling, the two channels.

use chrono::Duration;
use reestr::api::error::ErrorCode;
use reestr::api::path;
use reestr::api::session::{Channel, Health, LoginAnswer};
use reqwest::StatusCode;

use crate::office::{Desk, Office, PASSWORD, error, read};

#[tokio::test]
async fn a_login_tells_who_is_at_the_desk() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Protected).await;
    let LoginAnswer {
        profile,
        channel,
        epoch,
        high_water,
        ..
    } = &anna.login;
    assert_eq!((*channel, *epoch, *high_water), (Channel::Protected, 1, 0));
    assert_eq!(profile.clerk_name.as_str(), "Анна Первая");
    assert_eq!(profile.municipality_name.as_str(), "Сыктывкар");
    assert_eq!(profile.organisations.len(), 1);
    assert_eq!(profile.colleagues.len(), 5);
    assert_eq!(anna.login.token.0.len(), 64);
}

#[tokio::test]
async fn a_device_is_kept_by_its_clerk_alone() {
    let office = Office::open().await;
    let first = office.login("anna", Channel::Open).await.login;
    let again = office
        .try_login("anna", PASSWORD, Channel::Open, Some(first.device))
        .await;
    let again: LoginAnswer = read(again).await;
    assert_eq!(again.device, first.device);
    assert_ne!(again.token, first.token);
    let other = office
        .try_login("boris", PASSWORD, Channel::Open, Some(first.device))
        .await;
    let other: LoginAnswer = read(other).await;
    assert_ne!(other.device, first.device);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_get_the_same_answer() {
    let office = Office::open().await;
    let wrong = office
        .try_login("anna", "не тот пароль", Channel::Open, None)
        .await;
    let unknown = office
        .try_login("nobody", "не тот пароль", Channel::Open, None)
        .await;
    let (status, body) = error(wrong).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UNAUTHORIZED, ErrorCode::WrongLogin)
    );
    assert_eq!(error(unknown).await, (status, body));
}

#[tokio::test]
async fn guessing_is_slowed_down_but_the_clerks_own_device_is_not() {
    let office = Office::open().await;
    let device = office.login("anna", Channel::Open).await.login.device;
    for _ in 0..5 {
        let guess = office
            .try_login("anna", "догадка", Channel::Open, Some(uuid::Uuid::now_v7()))
            .await;
        assert_eq!(guess.status(), StatusCode::UNAUTHORIZED);
    }
    let waiting = office
        .try_login("anna", PASSWORD, Channel::Open, None)
        .await;
    assert_eq!(waiting.headers()["retry-after"], "12");
    let (status, body) = error(waiting).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyTries)
    );
    let own = office
        .try_login("anna", PASSWORD, Channel::Open, Some(device))
        .await;
    assert_eq!(own.status(), StatusCode::OK);
    office.pass(Duration::seconds(12));
    let later = office
        .try_login("anna", PASSWORD, Channel::Open, None)
        .await;
    assert_eq!(later.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_session_ends_with_silence_with_the_day_and_with_logout() {
    let office = Office::open().await;
    let anna = office.login("anna", Channel::Open).await;
    // Use keeps it alive, up to twelve hours.
    for _ in 0..28 {
        office.pass(Duration::minutes(25));
        assert_eq!(
            anna.post(path::SYNC, &anna.request(Vec::new()))
                .await
                .status(),
            StatusCode::OK
        );
    }
    office.pass(Duration::minutes(25));
    let (status, body) = error(anna.post(path::SYNC, &anna.request(Vec::new())).await).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UNAUTHORIZED, ErrorCode::LoginNeeded)
    );

    let silent = office.login("anna", Channel::Open).await;
    office.pass(Duration::minutes(30));
    let answer = silent.post(path::SYNC, &silent.request(Vec::new())).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);

    let leaving = office.login("anna", Channel::Open).await;
    let left = leaving.post(path::LOGOUT, &()).await;
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    let answer = leaving.post(path::SYNC, &leaving.request(Vec::new())).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_is_good_on_its_own_channel_only() {
    let office = Office::open().await;
    for (here, there) in [
        (Channel::Open, Channel::Protected),
        (Channel::Protected, Channel::Open),
    ] {
        let mut desk = office.login("anna", here).await;
        desk.login.channel = there;
        let (status, body) = error(desk.post(path::SYNC, &desk.request(Vec::new())).await).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::FORBIDDEN, ErrorCode::OtherChannel)
        );
    }
}

#[tokio::test]
async fn without_a_token_there_is_health_and_nothing_else() {
    let office = Office::open().await;
    let health: Health = read(
        office
            .get(Channel::Open, path::HEALTH)
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(health.status, "ok");
    let made_up = "f".repeat(64);
    for authorization in [
        "",
        "Bearer ",
        "Basic YW5uYTph",
        &format!("Bearer {made_up}"),
    ] {
        let request = office
            .post(Channel::Open, path::SEARCH, &())
            .header("authorization", authorization);
        let (status, body) = error(request.send().await.unwrap()).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::UNAUTHORIZED, ErrorCode::LoginNeeded)
        );
    }
}

#[tokio::test]
async fn an_old_client_is_told_to_update() {
    let office = Office::open().await;
    let body = serde_json::json!({ "login": "anna", "password": PASSWORD, "v": 0 });
    let (status, body) = error(
        office
            .post(Channel::Open, path::LOGIN, &body)
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UPGRADE_REQUIRED, ErrorCode::ClientTooOld)
    );
}

#[tokio::test]
async fn nothing_secret_lies_in_the_database() {
    let office = Office::open().await;
    let desk: Desk<'_> = office.login("anna", Channel::Open).await;
    let token = desk.login.token.0.clone();
    let database = office.database();
    let Office { running, .. } = &office;
    let storage = running.register().storage();
    reestr::server::admin::verify_audit(storage).await.unwrap();
    for file in [database.clone(), database.with_extension("sqlite-wal")] {
        let bytes = std::fs::read(&file).unwrap();
        for secret in [PASSWORD.as_bytes(), token.as_bytes()] {
            assert!(
                !bytes.windows(secret.len()).any(|w| w == secret),
                "{file:?}"
            );
        }
    }
}
