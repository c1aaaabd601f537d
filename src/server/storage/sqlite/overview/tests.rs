//! How the statements find their rows.

use sqlx::SqlSafeStr;

use super::*;
use crate::server::storage::sqlite::open;

/// What SQLite does for a statement, step by step.
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
        GROUPS_USED,
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
