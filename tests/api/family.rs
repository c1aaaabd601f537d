//! The families' door: a password is good once it is applied, until another one is, and nobody learns more than that.

use chrono::{DateTime, Duration, Utc};
use reestr::api::error::{ErrorBody, ErrorCode};
use reestr::api::family::{FamilyAnswer, FamilyLogin};
use reestr::api::path;
use reestr::api::session::{Channel, Secret};
use reestr::api::sync::{Base, Envelope, Outcome};
use reestr::domain::{
    ApplicationNumber, Capability, CertificateNumber, Command, FamilyPassword, PasswordHash,
    Refusal, RejectReason,
};
use reestr::server::session::password::{self, Cost};
use reqwest::{Response, StatusCode};
use uuid::Uuid;

use crate::audit::rows;
use crate::office::{Desk, Office, SYKTYVKAR, card, error, read};

const FIRST: &str = "k7mn-4p2x-w9ta";
const SECOND: &str = "abcd-efgh-jkmn";

fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(SYKTYVKAR, serial)
}

/// What a desk tells of a password that it has printed.
fn hashed(password: &str, cost: Cost) -> PasswordHash {
    let symbols = FamilyPassword::typed(password).symbols().to_owned();
    let hash = password::hash_at(&Secret(symbols), cost).unwrap();
    hash.parse().unwrap()
}

fn issue(password: &str) -> Command {
    Command::IssuePassword {
        hash: hashed(password, Cost::FULL),
    }
}

async fn enter(office: &Office, serial: u32, password: &str) -> Response {
    let login = FamilyLogin {
        certificate: certificate(serial),
        password: Secret(password.to_owned()),
    };
    let sent = office.post(Channel::Open, path::FAMILY_LOGIN, &login);
    sent.send().await.unwrap()
}

async fn refused(office: &Office, serial: u32, password: &str) -> (StatusCode, ErrorBody) {
    error(enter(office, serial, password).await).await
}

async fn is_let_in(office: &Office, serial: u32, password: &str) {
    let answer: FamilyAnswer = read(enter(office, serial, password).await).await;
    assert_eq!(answer.certificate.number, certificate(serial));
}

/// An application whose certificate is reserved, and the one who prints its extract.
async fn printed(office: &Office) -> (ApplicationNumber, Desk<'_>) {
    let card = card("Орлов", "2015-05-05", "123456");
    let target = office.arrives(office.application(1, card)).await;
    (target, office.login("anna", Channel::Open).await)
}

/// The next command of a desk, as if its clock had shown `at`.
fn given_at(
    desk: &mut Desk<'_>,
    target: ApplicationNumber,
    at: DateTime<Utc>,
    command: Command,
) -> Envelope {
    desk.seq += 1;
    let base = Base::Version(1);
    Envelope::new(desk.seq, Uuid::now_v7(), target, base, None, at, command)
}

async fn outcome(desk: &Desk<'_>, envelope: Envelope) -> Outcome {
    desk.send(vec![envelope]).await.results.remove(0).outcome
}

async fn told(office: &Office) -> Vec<String> {
    let rows = rows(office).await;
    let word = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
    rows.iter()
        .map(|row| format!("{} {}", word(row, "action"), word(row, "outcome")))
        .filter(|row| row.starts_with("family") || row.starts_with("issue"))
        .collect()
}

#[tokio::test]
async fn a_password_is_good_once_it_is_applied() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    let (status, body) = refused(&office, 1, FIRST).await;
    assert_eq!(
        (status, body.code),
        (StatusCode::UNAUTHORIZED, ErrorCode::WrongLogin)
    );
    // A version that is long gone is no obstacle: what was printed was printed.
    let given = anna.give(target, 7, issue(FIRST)).await;
    assert_eq!(given, Outcome::Applied { version: 1 });
    is_let_in(&office, 1, FIRST).await;
    is_let_in(&office, 1, " K7MN 4P2X W9TA ").await;
    assert_eq!(refused(&office, 1, SECOND).await, (status, body));
    assert_eq!(
        told(&office).await,
        [
            "family_login refused",
            "issue_password applied",
            "family_login applied",
            "family_login applied",
            "family_login refused",
        ]
    );
    for row in rows(&office).await {
        let row = row.to_string();
        assert!(!row.contains("argon2") && !row.contains("k7mn"), "{row}");
    }
}

#[tokio::test]
async fn a_reprint_rotates_and_an_earlier_print_that_comes_late_is_refused() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    let start = reestr::server::clock::Clock::now(&*office.clock);
    office.pass(Duration::minutes(10));
    let mut boris = office.login("boris", Channel::Open).await;
    let printed = given_at(
        &mut boris,
        target,
        start + Duration::minutes(5),
        issue(SECOND),
    );
    assert_eq!(
        outcome(&boris, printed).await,
        Outcome::Applied { version: 1 }
    );
    let earlier = given_at(
        &mut anna,
        target,
        start + Duration::minutes(4),
        issue(FIRST),
    );
    let why = Refusal::LaterPassword;
    assert_eq!(outcome(&anna, earlier).await, Outcome::Refused { why });
    is_let_in(&office, 1, SECOND).await;
    assert_eq!(refused(&office, 1, FIRST).await.0, StatusCode::UNAUTHORIZED);
    // The clock of this desk is a day ahead: it keeps nobody out who prints later.
    let ahead = given_at(&mut anna, target, start + Duration::days(1), issue(FIRST));
    assert_eq!(outcome(&anna, ahead).await, Outcome::Applied { version: 1 });
    is_let_in(&office, 1, FIRST).await;
    office.pass(Duration::minutes(1));
    let later = given_at(
        &mut boris,
        target,
        start + Duration::minutes(11),
        issue(SECOND),
    );
    assert_eq!(
        outcome(&boris, later).await,
        Outcome::Applied { version: 1 }
    );
    is_let_in(&office, 1, SECOND).await;
    assert_eq!(refused(&office, 1, FIRST).await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_hash_that_is_too_weak_or_too_dear_is_refused() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    let full = hashed(FIRST, Cost::FULL);
    let (_, tail) = full.as_str().split_once("p=1").unwrap();
    let made = |cost: &str| format!("$argon2id$v=19${cost}{tail}");
    let weak = hashed(FIRST, Cost::LEAST);
    let mut wrong = vec![weak.as_str().to_owned()];
    wrong.extend(["m=19455,t=2,p=1", "m=19456,t=1,p=1", "m=1048576,t=2,p=1"].map(made));
    wrong.push(made("m=19456,t=200,p=1"));
    wrong.push("$argon2id$v=19$m=19456,t=2,p=1".to_owned());
    wrong.push("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0".to_owned());
    wrong.push("$argon2id$v=19$".to_owned());
    for hash in wrong {
        let hash: PasswordHash = hash.parse().unwrap();
        let shown = hash.as_str().to_owned();
        let given = anna.give(target, 1, Command::IssuePassword { hash }).await;
        let why = Refusal::WeakHash;
        assert_eq!(given, Outcome::Refused { why }, "{shown}");
    }
    assert_eq!(refused(&office, 1, FIRST).await.0, StatusCode::UNAUTHORIZED);
    let given = anna.give(target, 1, Command::IssuePassword { hash: full });
    assert_eq!(given.await, Outcome::Applied { version: 1 });
    is_let_in(&office, 1, FIRST).await;
}

#[tokio::test]
async fn a_certificate_that_has_ended_lets_nobody_in() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    anna.give(target, 1, issue(FIRST)).await;
    is_let_in(&office, 1, FIRST).await;
    let reject = Command::Reject {
        reason: RejectReason::Age,
        text: "".into(),
    };
    let given = anna.give(target, 1, reject).await;
    assert_eq!(given, Outcome::Applied { version: 2 });
    assert_eq!(refused(&office, 1, FIRST).await.0, StatusCode::UNAUTHORIZED);
    let given = anna.give(target, 2, issue(SECOND)).await;
    assert!(matches!(given, Outcome::Refused { .. }), "{given:?}");
    assert_eq!(
        refused(&office, 1, SECOND).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_number_that_nobody_has_gets_the_answer_of_a_wrong_password() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    anna.give(target, 1, issue(FIRST)).await;
    let wrong = enter(&office, 1, SECOND).await;
    let unknown = enter(&office, 999_999, SECOND).await;
    let names = |answer: &Response| {
        let mut names: Vec<_> = answer.headers().keys().cloned().collect();
        names.sort_by_key(ToString::to_string);
        names
    };
    assert_eq!(names(&wrong), names(&unknown));
    assert_eq!(error(wrong).await, error(unknown).await);
    let empty = refused(&office, 999_998, "").await;
    assert_eq!(empty, refused(&office, 1, "").await);
    let login = FamilyLogin {
        certificate: certificate(1),
        password: Secret(FIRST.to_owned()),
    };
    let inside = office.post(Channel::Protected, path::FAMILY_LOGIN, &login);
    let status = inside.send().await.unwrap().status();
    assert_eq!(status, StatusCode::NOT_FOUND, "the open listener alone");
}

#[tokio::test]
async fn guessing_is_slowed_down_for_one_certificate_and_not_for_others() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    anna.give(target, 1, issue(FIRST)).await;
    for serial in [1, 999_999] {
        for _ in 0..5 {
            let (status, _) = refused(&office, serial, SECOND).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED);
        }
        let waiting = enter(&office, serial, FIRST).await;
        assert_eq!(waiting.headers()["retry-after"], "12");
        let (status, body) = error(waiting).await;
        assert_eq!(
            (status, body.code),
            (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyTries)
        );
    }
    let card = card("Совин", "2016-06-06", "999999");
    let other = office.arrives(office.application(2, card)).await;
    anna.give(other, 1, issue(SECOND)).await;
    for _ in 0..8 {
        is_let_in(&office, 2, SECOND).await;
    }
    office.pass(Duration::seconds(12));
    is_let_in(&office, 1, FIRST).await;
}

#[tokio::test]
async fn who_may_not_print_issues_no_password_and_what_followed_a_refused_act_is_one_matter() {
    let office = Office::open().await;
    let (target, mut anna) = printed(&office).await;
    let mut nina = office.login("nina", Channel::Open).await;
    let barred = nina.give(target, 1, issue(FIRST)).await;
    let why = Refusal::NotAllowed(Capability::Print);
    assert_eq!(barred, Outcome::Refused { why });
    // The number of the certificate is taken, as after a cloned disk.
    let mut new = office.application(5, card("Совин", "2016-06-06", "999999"));
    new.certificate = certificate(1);
    let taken = new.reference.number;
    let submit = anna.envelope(taken, Base::Version(0), Command::Submit(Box::new(new)));
    let root = submit.seq;
    let print = anna.envelope(taken, Base::After(root), issue(FIRST));
    let answer = anna.send(vec![submit, print]).await;
    let why = |at: usize| match &answer.results[at].outcome {
        Outcome::Refused { why } => why.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(why(0), Refusal::NumberTaken);
    assert_eq!(why(1), Refusal::DependsOnRefused(root));
    assert_eq!(refused(&office, 1, FIRST).await.0, StatusCode::UNAUTHORIZED);
}
