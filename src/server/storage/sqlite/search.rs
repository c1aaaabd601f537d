//! The statements of the two searches, put together from what was given. Each names its index: without statistics
//! `SQLite` would rather walk a whole municipality in the order that it has to answer in.

use chrono::NaiveDate;
use sqlx::{QueryBuilder, Sqlite};

use super::signed;
use crate::api::search::SearchRequest;
use crate::domain::MunicipalityCode;

/// `prefix` stands before the statement: nothing, or `EXPLAIN QUERY PLAN`.
pub(super) fn by_requisites(
    prefix: &str,
    municipality: MunicipalityCode,
    request: &SearchRequest,
    limit: usize,
) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(prefix);
    sql.push(" SELECT record FROM cases");
    if request.application.is_some() {
        // The primary key.
    } else if request.certificate.is_some() {
        sql.push(" INDEXED BY cases_by_certificate");
    } else if request.serial.is_some() {
        sql.push(" INDEXED BY cases_by_serial");
    } else if request.date.is_some() {
        sql.push(" INDEXED BY cases_by_date");
    }
    sql.push(" WHERE municipality = ").push_bind(municipality.0);
    if let Some(number) = request.application {
        sql.push(" AND number = ").push_bind(number.to_string());
    }
    if let Some(serial) = request.serial {
        sql.push(" AND serial = ").push_bind(serial);
    }
    if let Some(date) = request.date {
        sql.push(" AND date = ").push_bind(date);
    }
    if let Some(certificate) = request.certificate {
        sql.push(" AND certificate = ")
            .push_bind(certificate.to_string());
    }
    sql.push(" ORDER BY number LIMIT ")
        .push_bind(signed(limit as u64));
    sql
}

pub(super) fn by_name(
    prefix: &str,
    municipality: MunicipalityCode,
    words: &[String],
    birth_date: Option<NaiveDate>,
    limit: usize,
) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(prefix);
    sql.push(
        " SELECT c.record, p.card FROM cards p
         JOIN cases c ON c.municipality = p.municipality AND c.number = p.number
         WHERE p.municipality = ",
    );
    sql.push_bind(municipality.0);
    if let Some(date) = birth_date {
        sql.push(" AND p.birth_date = ").push_bind(date);
    }
    for word in words {
        sql.push(" AND p.number IN (SELECT number FROM name_words WHERE municipality = ");
        sql.push_bind(municipality.0);
        sql.push(" AND word >= ").push_bind(word.clone());
        sql.push(" AND word < ").push_bind(after_prefix(word));
        sql.push(")");
    }
    sql.push(" ORDER BY p.number LIMIT ")
        .push_bind(signed(limit as u64));
    sql
}

/// The end of the range of texts that start with `prefix`: no letter stands behind the last code point.
fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

#[cfg(test)]
mod tests {
    use sqlx::{Row, SqlitePool};

    use super::*;
    use crate::domain::{ApplicationNumber, CertificateNumber};

    const HERE: MunicipalityCode = MunicipalityCode(1);
    const EXPLAIN: &str = "EXPLAIN QUERY PLAN";

    async fn plan(pool: &SqlitePool, mut sql: QueryBuilder<Sqlite>) -> String {
        let rows = sql.build().fetch_all(pool).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        steps.join("\n")
    }

    #[tokio::test]
    async fn every_search_goes_by_the_narrowest_index() {
        let pool = SqlitePool::connect("sqlite::memory:").await.unwrap();
        let schema = include_str!("migrations/0001_register.sql");
        sqlx::raw_sql(schema).execute(&pool).await.unwrap();
        let empty = SearchRequest::default();
        let date = NaiveDate::from_ymd_opt(2026, 3, 1);
        let asked = [
            (
                SearchRequest {
                    application: Some(ApplicationNumber::new(HERE, 2026, 1)),
                    date,
                    ..empty.clone()
                },
                "PRIMARY KEY (municipality=? AND number=?)",
            ),
            (
                SearchRequest {
                    certificate: Some(CertificateNumber::new(HERE, 1)),
                    date,
                    ..empty.clone()
                },
                "(municipality=? AND certificate=?)",
            ),
            (
                SearchRequest {
                    serial: Some(1),
                    date,
                    ..empty.clone()
                },
                "(municipality=? AND serial=?)",
            ),
            (
                SearchRequest { date, ..empty },
                "(municipality=? AND date=?)",
            ),
        ];
        for (request, index) in asked {
            let plan = plan(&pool, by_requisites(EXPLAIN, HERE, &request, 51)).await;
            assert!(plan.contains(index), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
        let words = ["анна".to_owned(), "мар".to_owned()];
        for born in [None, date] {
            let plan = plan(&pool, by_name(EXPLAIN, HERE, &words, born, 51)).await;
            assert!(!plan.contains("SCAN"), "{plan}");
            let by_word = "(municipality=? AND word>? AND word<?)";
            assert_eq!(plan.matches(by_word).count(), 2, "{plan}");
        }
    }
}
