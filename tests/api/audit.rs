//! The audit: every act is told, and a changed, lost or added row is found.

use reestr::api::session::Channel;
use reestr::api::sync::Scope;
use reestr::domain::{Command, Refusal};
use reestr::server::admin;
use serde_json::Value;
use sqlx::sqlite::SqlitePool;

use crate::office::{Office, SYKTYVKAR, accept, all_match, card};

/// The rows of Syktyvkar's chain.
pub async fn rows(office: &Office) -> Vec<Value> {
    let storage = office.running.register().storage();
    let mut tx = storage.read().await.unwrap();
    let links = tx
        .audit_page(Scope::Municipality(SYKTYVKAR), 0, 10_000)
        .await
        .unwrap();
    links
        .iter()
        .map(|link| serde_json::from_str(&link.row).unwrap())
        .collect()
}

async fn worked() -> Office {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    anna.give(target, 1, all_match()).await;
    anna.give(target, 2, accept("1", office.today())).await;
    let vera = office
        .try_login("vera", "не тот пароль", Channel::Open, None)
        .await;
    assert_eq!(vera.status(), 401);
    let again = anna.give(target, 3, accept("2", office.today())).await;
    let why = Refusal::WrongState("accepted".to_owned());
    assert_eq!(again, reestr::api::sync::Outcome::Refused { why });
    anna.give(target, 3, Command::Activate).await;
    office
}

#[tokio::test]
async fn what_was_done_and_refused_is_told_in_order() {
    let office = worked().await;
    let rows = rows(&office).await;
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            format!(
                "{} {}",
                row["action"].as_str().unwrap(),
                row["outcome"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "submit applied",
            "login applied",
            "verify applied",
            "accept applied",
            "login refused",
            "accept refused:wrong_state",
            "activate applied",
        ]
    );
    assert_eq!(rows[2]["channel"], "open");
    let report = admin::verify_audit(office.running.register().storage())
        .await
        .unwrap();
    assert!(report.holds());
    assert_eq!(report.chains[0].rows, 7);
    assert_eq!(report.chains[0].head.len(), 64);
}

#[tokio::test]
async fn a_row_that_was_tampered_with_is_found() {
    let office = worked().await;
    let pool = SqlitePool::connect(&format!("sqlite:{}", office.database().display()))
        .await
        .unwrap();
    let heads = admin::verify_audit(office.running.register().storage())
        .await
        .unwrap();
    let tampers = [
        (
            "UPDATE audit SET row = replace(row, 'applied', 'refused') WHERE n = 3",
            Some(3),
        ),
        ("UPDATE audit SET hash = x'00' WHERE n = 4", Some(4)),
        ("DELETE FROM audit WHERE n = 5", Some(5)),
        ("DELETE FROM audit WHERE n = 1", Some(1)),
        (
            "UPDATE audit SET n = CASE n WHEN 2 THEN 99 ELSE n END",
            Some(2),
        ),
        (
            "INSERT INTO audit SELECT scope, 8, row, hash FROM audit WHERE n = 7",
            Some(8),
        ),
        // Only the head that was kept elsewhere tells of a tail that was cut off.
        ("DELETE FROM audit WHERE n = 7", None),
    ];
    for (tamper, broken_at) in tampers {
        sqlx::query("CREATE TABLE kept AS SELECT * FROM audit")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query(tamper).execute(&pool).await.unwrap();
        let report = admin::verify_audit(office.running.register().storage())
            .await
            .unwrap();
        assert_eq!(report.chains[0].broken_at, broken_at, "{tamper}");
        assert_ne!(report.chains[0], heads.chains[0], "{tamper}");
        sqlx::query("DELETE FROM audit")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query("INSERT INTO audit SELECT * FROM kept")
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query("DROP TABLE kept").execute(&pool).await.unwrap();
    }
    let report = admin::verify_audit(office.running.register().storage())
        .await
        .unwrap();
    assert_eq!(report, heads);
}

#[tokio::test]
async fn what_cannot_be_told_is_not_given() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Protected).await;
    let pool = SqlitePool::connect(&format!("sqlite:{}", office.database().display()))
        .await
        .unwrap();
    sqlx::query("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END")
        .execute(&pool)
        .await
        .unwrap();
    let reveal = reestr::api::personal::RevealRequest {
        applications: vec![target],
    };
    let answer = anna.post(reestr::api::path::REVEAL, &reveal).await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text().await.unwrap().contains("Орлов"));
    let envelope = anna.envelope(target, reestr::api::sync::Base::Version(1), all_match());
    let (status, _) = anna.refused(vec![envelope.clone()]).await;
    assert_eq!(status, 500);
    sqlx::query("DROP TRIGGER full")
        .execute(&pool)
        .await
        .unwrap();
    // Nothing was half done: the same command is new.
    let answer = anna.send(vec![envelope]).await;
    assert_eq!(
        answer.results[0].outcome,
        reestr::api::sync::Outcome::Applied { version: 2 }
    );
}
