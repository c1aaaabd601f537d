//! How the statements find their rows.

use sqlx::SqlSafeStr;

use super::*;
use crate::server::storage::sqlite::open;

/// What `SQLite` does for a statement, step by step.
async fn plan(storage: &super::super::SqliteStorage, sql: &'static str) -> Vec<String> {
    let explained = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")).into_sql_str();
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(explained)
        .fetch_all(&storage.readers)
        .await
        .unwrap();
    rows.into_iter().map(|(.., step)| step).collect()
}

#[tokio::test]
async fn every_figure_is_read_by_an_index_and_from_it_alone() {
    let dir = tempfile::tempdir().unwrap();
    let storage = open(&dir.path().join("register.sqlite")).await.unwrap();
    for sql in [
        WORK_BY_DAY,
        WORK_BY_CLERK,
        REQUESTS_WAITING,
        APPLICATIONS_WAITING,
        GROUPS,
        TAKEN,
        MONEY_BY_MONTH,
    ] {
        let steps = plan(&storage, sql).await;
        assert!(
            steps.iter().any(|step| step.starts_with("SEARCH")),
            "{steps:?}"
        );
        for step in &steps {
            assert!(!step.starts_with("SCAN"), "{sql}\n{steps:?}");
            let of_records = ["SEARCH r ", "SEARCH cases "];
            if of_records.iter().any(|table| step.starts_with(table)) {
                assert!(step.contains("COVERING INDEX"), "{sql}\n{steps:?}");
            }
        }
    }
}

mod backfill {
    //! An older register gets by the migration what a present one has counted all along.

    use chrono::Duration;

    use super::*;
    use crate::api::sync::Scope;
    use crate::domain::enrolment::samples::{self as enrolled, ORGANISATION, Scene};
    use crate::domain::enrolment::{Ending, RequestState};
    use crate::domain::programme::ProgrammeState;
    use crate::domain::samples::{self, OWN};
    use crate::domain::{Case, ClerkId, EnrolmentCommand, Target};
    use crate::server::storage::enrolment::Step;
    use crate::server::storage::rows::REGISTER;
    use crate::server::storage::{Storage, Write};

    /// Everything that the migration fills, as text.
    async fn told(storage: &super::super::super::SqliteStorage) -> Vec<String> {
        let mut told = Vec::new();
        for sql in [
            "SELECT json_array(municipality, day, organisation, clerk, work, count) FROM work_by_day ORDER BY 1",
            "SELECT json_array(organisation, hex(programme), group_id, places, first, last, active)
             FROM group_places ORDER BY 1",
            "SELECT json_array(organisation, month, reserved, paid, parents) FROM money_by_month
             WHERE reserved <> 0 OR paid <> 0 OR parents <> 0 ORDER BY 1",
            "SELECT json_array(hex(id), since) FROM requests ORDER BY 1",
            "SELECT json_array(number, organisation, since) FROM cases ORDER BY 1",
        ] {
            let rows: Vec<String> = sqlx::query_scalar(sql)
                .fetch_all(&storage.writer)
                .await
                .unwrap();
            told.push(format!("{}: {}", rows.len(), sql));
            told.extend(rows);
        }
        told
    }

    /// Requests in every state, with their months at every stage.
    fn requests() -> Vec<EnrolmentRequest> {
        let (_, new) = Scene::requested();
        let (_, confirmed) = Scene::confirmed();
        let (mut scene, concluded) = Scene::concluded();
        let notice = EnrolmentCommand::Terminate {
            by: crate::domain::enrolment::Party::Family,
            reason: crate::domain::reason::TerminateReason::ALL[0],
            text: "Переезд".into(),
            notice: samples::today(),
        };
        let ending = scene.apply(Some(&concluded), &notice);
        let mut over = ending.clone();
        over.state = RequestState::Terminated(Ending::ByFamily);
        let mut paid = concluded.clone();
        paid.months_paid = 3;
        let mut free = new.clone();
        free.cost = None;
        let mut refused = new.clone();
        refused.state = RequestState::Refused(crate::domain::reason::RequestRefuseReason::ALL[0]);
        let all = [new, confirmed, concluded, ending, over, paid, free, refused];
        let apart = |(serial, request): (u32, EnrolmentRequest)| EnrolmentRequest {
            id: enrolled::request_id(serial),
            certificate: enrolled::number(serial),
            ..request
        };
        (1..).zip(all).map(apart).collect()
    }

    fn cases() -> Vec<Case> {
        let apart = |(serial, mut case): (u32, Case)| {
            let number = crate::domain::ApplicationNumber::new(OWN, 2026, serial);
            case.application.reference.number = number;
            case.certificate.number = enrolled::number(500 + serial);
            case
        };
        let all = [
            samples::awaiting(),
            samples::accepted(),
            samples::confirmed(),
        ];
        (1..).zip(all).map(apart).collect()
    }

    async fn fill(tx: &mut dyn Write) {
        let mut programme = enrolled::programme();
        programme.state = ProgrammeState::Published;
        programme.modules[1].groups[0].active = false;
        tx.put_programme(&programme, 1).await.unwrap();
        for (seq, request) in (2..).zip(requests()) {
            tx.put_request(&request, seq).await.unwrap();
        }
        for (seq, case) in (1..).zip(cases()) {
            tx.put_case(&case, seq).await.unwrap();
        }
        // Late in the evening by the clocks of the municipality it is still the day before in UTC.
        let evening = samples::today().and_hms_opt(22, 30, 0).unwrap().and_utc();
        let scope = Scope::Organisation(ORGANISATION);
        let target = Target::Request(enrolled::request_id(1));
        let steps = [
            (1, REGISTER, "enrol"),
            (2, ClerkId(1), "confirm_request"),
            (3, ClerkId(1), "conclude"),
            (4, ClerkId(1), "change_group"),
        ];
        let mut counted = Vec::new();
        for (version, clerk, command) in steps {
            let at = evening + Duration::hours(i64::try_from(version).unwrap());
            let step = Step {
                scope,
                target,
                version,
                clerk,
                command,
                at,
            };
            tx.put_step(&step).await.unwrap();
            counted.push((clerk, command, at));
        }
        let number = cases()[2].number();
        for (version, clerk, command) in [
            (1, REGISTER, "submit"),
            (2, ClerkId(1), "verify"),
            (3, ClerkId(1), "accept"),
        ] {
            let at = samples::at();
            tx.put_change(number, version, clerk, command, at)
                .await
                .unwrap();
            counted.push((clerk, command, at));
        }
        for (clerk, command, at) in counted {
            let Some(work) = Work::of_code(command) else {
                continue;
            };
            let row = Counted {
                municipality: OWN,
                day: crate::domain::Zone::MOSCOW.date(at),
                // An application is counted for the office of the clerk, one without a clerk for that of the record.
                organisation: ORGANISATION,
                clerk,
                work,
                count: 1,
            };
            tx.count_work(&[row]).await.unwrap();
        }
    }

    #[tokio::test]
    async fn what_was_recorded_before_counts_as_if_it_had_been_counted_then() {
        let dir = tempfile::tempdir().unwrap();
        let storage = open(&dir.path().join("register.sqlite")).await.unwrap();
        for sql in [
            "INSERT INTO municipalities (code, name) VALUES (1, 'Сыктывкар')",
            "INSERT INTO organisations (id, municipality, name) VALUES (60, 1, 'Дворец')",
            "INSERT INTO clerks (id, organisation, login, name, capabilities, password)
             VALUES (1, 60, 'anna', 'Анна', '', '')",
        ] {
            sqlx::query(sql).execute(&storage.writer).await.unwrap();
        }
        let mut tx = storage.write().await.unwrap();
        fill(&mut *tx).await;
        tx.commit().await.unwrap();
        let counted = told(&storage).await;
        assert!(counted.len() > 20, "{counted:#?}");
        for sql in [
            "DELETE FROM work_by_day",
            "DELETE FROM group_places",
            "DELETE FROM money_by_month",
            "UPDATE requests SET since = NULL",
            "UPDATE cases SET since = NULL, organisation = 0",
        ] {
            sqlx::query(sql).execute(&storage.writer).await.unwrap();
        }
        assert_ne!(told(&storage).await, counted);
        let migration = include_str!("../migrations/0016_overview.sql");
        let (_, filling) = migration
            .split_once("-- What is recorded already.")
            .unwrap();
        sqlx::raw_sql(filling)
            .execute(&storage.writer)
            .await
            .unwrap();
        assert_eq!(told(&storage).await, counted);
    }
}
