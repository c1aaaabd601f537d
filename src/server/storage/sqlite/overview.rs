//! The statements of an overview. Each goes by an index over rows of a few numbers, and reads no record.
//!
//! What is summed is kept in step by the statements that write the records: places with a programme, money with a request,
//! what waits with both and with a case.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::SqliteTx;
use crate::domain::overview::{AGES, MoneyOfMonth, Waits, Work, by_month};
use crate::domain::programme::GroupId;
use crate::domain::{
    ClerkId, EnrolmentRequest, Kopecks, OrganisationId, Programme, ProgrammeId, RequestId, Span,
};
use crate::server::storage::enrolment::ReadEnrolment;
use crate::server::storage::overview::{
    Counted, GroupUsed, ReadOverview, WaitingCount, Within, WriteOverview,
};
use crate::server::storage::{Result, StorageError};

const WORK_BY_DAY: &str = "SELECT day, work, sum(count) FROM work_by_day
     WHERE municipality = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR organisation = ?4)
     GROUP BY day, work ORDER BY day, work";

const WORK_BY_CLERK: &str = "SELECT organisation, clerk, work, sum(count) FROM work_by_day
     WHERE municipality = ?1 AND day BETWEEN ?2 AND ?3 AND (?4 IS NULL OR organisation = ?4)
     GROUP BY organisation, clerk, work ORDER BY organisation, clerk, work";

// CROSS JOIN keeps the order in which the tables are read (https://sqlite.org/optoverview.html, "Manual Control").
const REQUESTS_WAITING: &str = "SELECT r.state,
            CASE WHEN r.since >= ?3 THEN 0 WHEN r.since >= ?4 THEN 1 WHEN r.since >= ?5 THEN 2
                 WHEN r.since >= ?6 THEN 3 ELSE 4 END, count(*)
     FROM organisations o CROSS JOIN requests r ON r.organisation = o.id
     WHERE o.municipality = ?1 AND (?2 IS NULL OR o.id = ?2) AND r.state IN ('new', 'confirmed')
       AND r.since IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2";

const APPLICATIONS_WAITING: &str = "SELECT state,
            CASE WHEN since >= ?3 THEN 0 WHEN since >= ?4 THEN 1 WHEN since >= ?5 THEN 2
                 WHEN since >= ?6 THEN 3 ELSE 4 END, count(*)
     FROM cases
     WHERE municipality = ?1 AND (?2 IS NULL OR organisation = ?2)
       AND state IN ('awaiting_paper', 'returned', 'accepted') AND since IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2";

const GROUPS: &str = "SELECT g.organisation, g.programme, g.group_id, g.places, g.active
     FROM organisations o CROSS JOIN group_places g ON g.organisation = o.id
     WHERE o.municipality = ?1 AND (?2 IS NULL OR o.id = ?2) AND g.first <= ?4 AND g.last >= ?3
     ORDER BY g.organisation, g.programme, g.group_id";

// The places of all groups at once: asked group by group, SQLite doesn't go by the index of places.
const TAKEN: &str = "SELECT r.organisation, r.programme, r.group_id, count(*)
     FROM organisations o CROSS JOIN requests r ON r.organisation = o.id
     WHERE o.municipality = ?1 AND (?2 IS NULL OR o.id = ?2) AND r.place = 1
     GROUP BY r.organisation, r.programme, r.group_id";

const MONEY_BY_MONTH: &str = "SELECT m.month, sum(m.reserved), sum(m.paid), sum(m.parents)
     FROM organisations o CROSS JOIN money_by_month m ON m.organisation = o.id
     WHERE o.municipality = ?1 AND (?2 IS NULL OR o.id = ?2) AND m.month BETWEEN ?3 AND ?4
     GROUP BY m.month ORDER BY m.month";

fn work(code: &str) -> Result<Work> {
    Work::from_code(code).ok_or_else(|| StorageError::Damaged {
        what: "kind of work",
        why: "it is none".to_owned(),
    })
}

/// State, place of the age, count.
type StateCount = (String, u32, u32);

/// By what waits: two states of an application may wait for one thing.
fn waiting(rows: Vec<StateCount>) -> Vec<WaitingCount> {
    let mut counts: BTreeMap<(Waits, usize), u32> = BTreeMap::new();
    for (state, age, count) in rows {
        if let Some(waits) = Waits::of_state(&state) {
            *counts.entry((waits, age as usize)).or_default() += count;
        }
    }
    let row = |((waits, age), count)| (waits, age, count);
    counts.into_iter().map(row).collect()
}

#[async_trait]
impl ReadOverview for SqliteTx {
    async fn work_by_day(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(NaiveDate, Work, u32)>> {
        let rows: Vec<(NaiveDate, String, u32)> = sqlx::query_as(WORK_BY_DAY)
            .bind(within.municipality.0)
            .bind(days.first)
            .bind(days.last)
            .bind(within.organisation.map(|id| id.0))
            .fetch_all(self.on())
            .await?;
        let row = |(day, kind, count): (NaiveDate, String, u32)| Ok((day, work(&kind)?, count));
        rows.into_iter().map(row).collect()
    }

    async fn work_by_clerk(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(OrganisationId, ClerkId, Work, u32)>> {
        let rows: Vec<(u32, u32, String, u32)> = sqlx::query_as(WORK_BY_CLERK)
            .bind(within.municipality.0)
            .bind(days.first)
            .bind(days.last)
            .bind(within.organisation.map(|id| id.0))
            .fetch_all(self.on())
            .await?;
        let row = |(organisation, clerk, kind, count): (u32, u32, String, u32)| {
            let kind = work(&kind)?;
            Ok((OrganisationId(organisation), ClerkId(clerk), kind, count))
        };
        rows.into_iter().map(row).collect()
    }

    async fn requests_waiting(
        &mut self,
        within: Within,
        since: [DateTime<Utc>; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>> {
        let mut query = sqlx::query_as(REQUESTS_WAITING)
            .bind(within.municipality.0)
            .bind(within.organisation.map(|id| id.0));
        for moment in since {
            query = query.bind(moment.timestamp());
        }
        Ok(waiting(query.fetch_all(self.on()).await?))
    }

    async fn applications_waiting(
        &mut self,
        within: Within,
        since: [NaiveDate; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>> {
        let mut query = sqlx::query_as(APPLICATIONS_WAITING)
            .bind(within.municipality.0)
            .bind(within.organisation.map(|id| id.0));
        for day in since {
            query = query.bind(day);
        }
        Ok(waiting(query.fetch_all(self.on()).await?))
    }

    async fn groups_used(&mut self, within: Within, days: Span) -> Result<Vec<GroupUsed>> {
        let taken: Vec<(u32, Uuid, u16, u32)> = sqlx::query_as(TAKEN)
            .bind(within.municipality.0)
            .bind(within.organisation.map(|id| id.0))
            .fetch_all(self.on())
            .await?;
        let taken: BTreeMap<_, _> = taken
            .into_iter()
            .map(|(organisation, programme, group, count)| {
                ((organisation, programme, group), count)
            })
            .collect();
        let rows: Vec<(u32, Uuid, u16, u32, bool)> = sqlx::query_as(GROUPS)
            .bind(within.municipality.0)
            .bind(within.organisation.map(|id| id.0))
            .bind(days.first)
            .bind(days.last)
            .fetch_all(self.on())
            .await?;
        let row = |(organisation, programme, group, places, active)| {
            let taken = taken.get(&(organisation, programme, group));
            let taken = taken.copied().unwrap_or(0);
            (active || taken > 0).then_some(GroupUsed {
                organisation: OrganisationId(organisation),
                programme: ProgrammeId(programme),
                group: GroupId(group),
                places,
                taken,
            })
        };
        Ok(rows.into_iter().filter_map(row).collect())
    }

    async fn money_by_month(&mut self, within: Within, months: Span) -> Result<Vec<MoneyOfMonth>> {
        let rows: Vec<(NaiveDate, i64, i64, i64)> = sqlx::query_as(MONEY_BY_MONTH)
            .bind(within.municipality.0)
            .bind(within.organisation.map(|id| id.0))
            .bind(months.first)
            .bind(months.last)
            .fetch_all(self.on())
            .await?;
        let row = |(month, reserved, paid, parents)| MoneyOfMonth {
            month,
            reserved: Kopecks(reserved),
            paid: Kopecks(paid),
            parents: Kopecks(parents),
        };
        let rows = rows.into_iter().map(row);
        Ok(rows.filter(|month| !month.is_nothing()).collect())
    }
}

#[async_trait]
impl WriteOverview for SqliteTx {
    async fn count_work(&mut self, counted: &[Counted]) -> Result<()> {
        for counted in counted {
            sqlx::query(
                "INSERT INTO work_by_day (municipality, day, organisation, clerk, work, count)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (municipality, day, organisation, clerk, work) DO UPDATE SET count = count + ?6",
            )
            .bind(counted.municipality.0)
            .bind(counted.day)
            .bind(counted.organisation.0)
            .bind(counted.clerk.0)
            .bind(counted.work.code())
            .bind(counted.count)
            .execute(self.on())
            .await?;
        }
        Ok(())
    }
}

impl SqliteTx {
    /// Puts the places of a programme's groups in place of those that were told before.
    pub(super) async fn tell_places(&mut self, programme: &Programme) -> Result<()> {
        sqlx::query("DELETE FROM group_places WHERE organisation = ? AND programme = ?")
            .bind(programme.organisation.0)
            .bind(programme.id.0)
            .execute(self.on())
            .await?;
        for group in programme.modules.iter().flat_map(|module| &module.groups) {
            sqlx::query(
                "INSERT INTO group_places (organisation, programme, group_id, places, first, last, active)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(programme.organisation.0)
            .bind(programme.id.0)
            .bind(group.id.0)
            .bind(group.places)
            .bind(group.period.first)
            .bind(group.period.last)
            .bind(group.active)
            .execute(self.on())
            .await?;
        }
        Ok(())
    }

    /// What a request brings to the months, less what it had brought before; called before the record is written.
    pub(super) async fn tell_money(&mut self, request: &EnrolmentRequest) -> Result<()> {
        let before = self.recorded_money(request.id).await?;
        let mut moved: BTreeMap<NaiveDate, [i64; 3]> = BTreeMap::new();
        for (sign, months) in [(-1, before), (1, by_month(request))] {
            for row in months {
                let parts = [row.reserved, row.paid, row.parents];
                let sums = moved.entry(row.month).or_default();
                for (sum, part) in sums.iter_mut().zip(parts) {
                    *sum += sign * part.0;
                }
            }
        }
        for (month, [reserved, paid, parents]) in moved {
            if [reserved, paid, parents] == [0; 3] {
                continue;
            }
            sqlx::query(
                "INSERT INTO money_by_month (organisation, month, reserved, paid, parents) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (organisation, month) DO UPDATE SET reserved = reserved + ?3, paid = paid + ?4,
                    parents = parents + ?5",
            )
            .bind(request.organisation.0)
            .bind(month)
            .bind(reserved)
            .bind(paid)
            .bind(parents)
            .execute(self.on())
            .await?;
        }
        Ok(())
    }

    async fn recorded_money(&mut self, id: RequestId) -> Result<Vec<MoneyOfMonth>> {
        let recorded = self.request(id).await?;
        Ok(recorded.as_ref().map(by_month).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
