//! The statements that find what is due. Each goes by an index of its own, so that a night reads what it works off and not
//! the register.

use chrono::NaiveDate;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use super::super::decode;
use super::super::signed;
use crate::domain::{RequestId, Target};
use crate::server::storage::Result;
use crate::server::storage::night::{Due, DueRow};

/// `prefix` stands before the statement: nothing, or `EXPLAIN QUERY PLAN`. Every row has a day and a key.
pub(super) fn find(
    prefix: &'static str,
    what: Due,
    upto: NaiveDate,
    after: Option<DueRow>,
    limit: usize,
) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(prefix);
    let (day, key) = match what {
        Due::Papers(municipality) => {
            sql.push(" SELECT paper_due, number FROM cases WHERE state = 'awaiting_paper' AND municipality = ")
                .push_bind(municipality.0);
            ("paper_due", "number")
        }
        Due::Drafts(municipality) => {
            sql.push(" SELECT date, number FROM cases WHERE state = 'draft' AND municipality = ")
                .push_bind(municipality.0);
            ("date", "number")
        }
        Due::Births(municipality) => {
            sql.push(
                " SELECT k.birth_date, k.number FROM cards k
                  CROSS JOIN cases c ON c.municipality = k.municipality AND c.number = k.number
                  WHERE k.live = 1 AND c.state = 'confirmed' AND k.municipality = ",
            )
            .push_bind(municipality.0);
            ("k.birth_date", "k.number")
        }
        Due::Requests(organisation, standing) => {
            sql.push(" SELECT due, id FROM requests WHERE due IS NOT NULL AND organisation = ")
                .push_bind(organisation.0)
                .push(" AND state = ")
                .push_bind(standing.code());
            ("due", "id")
        }
        Due::Offers(organisation) => {
            sql.push(
                " SELECT offered, id FROM requests WHERE offered IS NOT NULL AND organisation = ",
            )
            .push_bind(organisation.0);
            ("offered", "id")
        }
        Due::Unused(municipality) => {
            sql.push(
                " SELECT unused, certificate FROM accounts WHERE unused IS NOT NULL AND municipality = ",
            )
            .push_bind(municipality.0);
            ("unused", "certificate")
        }
    };
    sql.push(format!(" AND {day} <= ")).push_bind(upto);
    if let Some(after) = after {
        sql.push(format!(" AND ({day}, {key}) > ("))
            .push_bind(after.day)
            .push(", ");
        match after.target {
            Target::Case(number) => sql.push_bind(number.to_string()),
            Target::Account(number) => sql.push_bind(number.to_string()),
            Target::Request(RequestId(id)) => sql.push_bind(id),
            // Nothing is due of them by itself.
            Target::Programme(id) => sql.push_bind(id.0),
            Target::Funding(code) => sql.push_bind(code.0),
        };
        sql.push(")");
    }
    sql.push(format!(" ORDER BY {day}, {key} LIMIT "))
        .push_bind(signed(limit as u64));
    sql
}

pub(super) fn row(what: Due, row: &SqliteRow) -> Result<DueRow> {
    let target = match what {
        Due::Papers(_) | Due::Drafts(_) | Due::Births(_) => {
            Target::Case(decode::number(row.try_get(1)?)?)
        }
        Due::Requests(..) | Due::Offers(_) => {
            Target::Request(RequestId(row.try_get::<Uuid, _>(1)?))
        }
        Due::Unused(_) => Target::Account(decode::certificate(row.try_get(1)?)?),
    };
    Ok(DueRow {
        day: row.try_get(0)?,
        target,
    })
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::*;
    use crate::api::lists::Standing;
    use crate::domain::{ApplicationNumber, CertificateNumber, MunicipalityCode, OrganisationId};

    const HERE: MunicipalityCode = MunicipalityCode(1);
    const ONE: OrganisationId = OrganisationId(1);

    async fn plan(pool: &SqlitePool, mut sql: QueryBuilder<Sqlite>) -> String {
        let rows = sql.build().fetch_all(pool).await.unwrap();
        let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
        steps.join("\n")
    }

    #[tokio::test]
    async fn everything_that_is_due_is_found_by_an_index_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("register.sqlite");
        crate::server::storage::sqlite::open(&file).await.unwrap();
        let pool = SqlitePool::connect(&format!("sqlite:{}", file.display()))
            .await
            .unwrap();
        let date = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let case = Target::Case(ApplicationNumber::new(HERE, 2026, 1));
        let request = Target::Request(RequestId(Uuid::nil()));
        let account = Target::Account(CertificateNumber::new(HERE, 1));
        for (what, target, by) in [
            (
                Due::Papers(HERE),
                case,
                "cases_by_due (municipality=? AND state=? AND ",
            ),
            (Due::Drafts(HERE), case, "cases_drafts (municipality=? AND "),
            (Due::Births(HERE), case, "cards_by_age (municipality=? AND "),
            (
                Due::Requests(ONE, Standing::Concluded),
                request,
                "requests_due (organisation=? AND state=? AND ",
            ),
            (
                Due::Offers(ONE),
                request,
                "requests_offered (organisation=? AND ",
            ),
            (
                Due::Unused(HERE),
                account,
                "accounts_unused (municipality=? AND ",
            ),
        ] {
            for after in [None, Some(DueRow { day: date, target })] {
                let plan = plan(&pool, find("EXPLAIN QUERY PLAN", what, date, after, 20)).await;
                assert!(
                    plan.contains(by) && plan.contains("<?)"),
                    "{what:?}: {plan}"
                );
                assert!(!plan.contains("TEMP B-TREE"), "{what:?}: {plan}");
                assert!(!plan.contains("SCAN"), "{what:?}: {plan}");
            }
        }
    }
}
