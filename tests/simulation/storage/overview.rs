//! The figures of an overview, each time worked out from the records themselves.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use reestr::domain::overview::{AGES, MoneyOfMonth, Waits, Work, by_month};
use reestr::domain::{ClerkId, OrganisationId, Span};
use reestr::server::storage::Result;
use reestr::server::storage::overview::{
    Counted, GroupUsed, ReadOverview, WaitingCount, Within, WriteOverview,
};

use super::Tx;
use super::tables::{get, put};

impl Tx {
    fn inside(&self, within: Within, organisation: OrganisationId) -> bool {
        let home = get(&self.tables.organisations, &organisation).map(|row| row.municipality);
        within.holds(organisation) && home == Some(within.municipality)
    }

    fn work(&self, within: Within, days: Span) -> impl Iterator<Item = Counted> {
        let rows = self.tables.work.iter();
        let rows = rows.map(
            |((municipality, day, organisation, clerk, work), count)| Counted {
                municipality: *municipality,
                day: *day,
                organisation: *organisation,
                clerk: *clerk,
                work: *work,
                count: **count,
            },
        );
        rows.filter(move |row| {
            row.municipality == within.municipality
                && within.holds(row.organisation)
                && days.holds(row.day)
        })
    }
}

/// Counts what waits by the first of the bounds that it reaches.
fn by_age<T: PartialOrd>(
    waiting: impl Iterator<Item = (Waits, T)>,
    since: &[T],
) -> Vec<WaitingCount> {
    let mut counts: BTreeMap<(Waits, usize), u32> = BTreeMap::new();
    for (waits, at) in waiting {
        let age = since.iter().position(|bound| at >= *bound);
        *counts
            .entry((waits, age.unwrap_or(since.len())))
            .or_default() += 1;
    }
    let row = |((waits, age), count)| (waits, age, count);
    counts.into_iter().map(row).collect()
}

#[async_trait]
impl ReadOverview for Tx {
    async fn work_by_day(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(NaiveDate, Work, u32)>> {
        let mut counts: BTreeMap<(NaiveDate, &str), (Work, u32)> = BTreeMap::new();
        for row in self.work(within, days) {
            let sum = counts.entry((row.day, row.work.code()));
            sum.or_insert((row.work, 0)).1 += row.count;
        }
        let row = |((day, _), (work, count))| (day, work, count);
        Ok(counts.into_iter().map(row).collect())
    }

    async fn work_by_clerk(
        &mut self,
        within: Within,
        days: Span,
    ) -> Result<Vec<(OrganisationId, ClerkId, Work, u32)>> {
        let mut counts: BTreeMap<(OrganisationId, ClerkId, &str), (Work, u32)> = BTreeMap::new();
        for row in self.work(within, days) {
            let sum = counts.entry((row.organisation, row.clerk, row.work.code()));
            sum.or_insert((row.work, 0)).1 += row.count;
        }
        let row = |((organisation, clerk, _), (work, count))| (organisation, clerk, work, count);
        Ok(counts.into_iter().map(row).collect())
    }

    async fn requests_waiting(
        &mut self,
        within: Within,
        since: [DateTime<Utc>; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>> {
        let rows = self.tables.requests.values().map(|row| &row.1);
        let inside = rows.filter(|request| self.inside(within, request.organisation));
        Ok(by_age(inside.filter_map(Waits::of_request), &since))
    }

    async fn applications_waiting(
        &mut self,
        within: Within,
        since: [NaiveDate; AGES.len() - 1],
    ) -> Result<Vec<WaitingCount>> {
        let rows = self.tables.cases.values().map(|row| &row.case);
        let inside = rows.filter(|case| {
            case.municipality() == within.municipality
                && within.holds(case.application.organisation)
        });
        Ok(by_age(inside.filter_map(Waits::of_case), &since))
    }

    async fn groups_used(&mut self, within: Within, days: Span) -> Result<Vec<GroupUsed>> {
        let mut used = Vec::new();
        for (_, programme) in self.tables.programmes.values().map(|row| &**row) {
            if !self.inside(within, programme.organisation) {
                continue;
            }
            for group in programme.modules.iter().flat_map(|module| &module.groups) {
                let here = |place: reestr::domain::enrolment::Place| {
                    (place.programme, place.group) == (programme.id, group.id)
                };
                let requests = self.tables.requests.values().map(|row| &row.1);
                let taken = requests.filter(|r| r.state.takes_place() && here(r.place));
                let taken = u32::try_from(taken.count()).unwrap();
                let touches = group.period.first <= days.last && group.period.last >= days.first;
                if touches && (group.active || taken > 0) {
                    used.push(GroupUsed {
                        organisation: programme.organisation,
                        programme: programme.id,
                        group: group.id,
                        places: group.places.into(),
                        taken,
                    });
                }
            }
        }
        used.sort_unstable();
        Ok(used)
    }

    async fn money_by_month(&mut self, within: Within, months: Span) -> Result<Vec<MoneyOfMonth>> {
        let mut sums: BTreeMap<NaiveDate, MoneyOfMonth> = BTreeMap::new();
        for (_, request) in self.tables.requests.values().map(|row| &**row) {
            if !self.inside(within, request.organisation) {
                continue;
            }
            for part in by_month(request) {
                if months.holds(part.month) {
                    let nothing = MoneyOfMonth::nothing(part.month);
                    let sum = sums.entry(part.month).or_insert(nothing);
                    sum.reserved.0 += part.reserved.0;
                    sum.paid.0 += part.paid.0;
                    sum.parents.0 += part.parents.0;
                }
            }
        }
        Ok(sums.into_values().collect())
    }
}

#[async_trait]
impl WriteOverview for Tx {
    async fn count_work(&mut self, counted: &[Counted]) -> Result<()> {
        for row in counted {
            let key = (
                row.municipality,
                row.day,
                row.organisation,
                row.clerk,
                row.work,
            );
            let count = get(&self.tables.work, &key).unwrap_or(0) + row.count;
            put(&mut self.tables.work, key, count);
        }
        Ok(())
    }
}
