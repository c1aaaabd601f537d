//! Figures for the head of an office, and the counting of what they are made of. Nothing personal: clerks are numbers.
//!
//! What is read is counted and summed in the storage; names are looked up for the groups that are listed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

use super::Register;
use super::apply::Actor;
use crate::api::error::ErrorCode;
use crate::api::overview::{GROUPS, MOST_GROUPS, OverviewAnswer, OverviewQuery};
use crate::api::sync::{Outcome, Scope};
use crate::domain::overview::{
    AGES, GroupPlaces, OtherGroups, Overview, Waiting, Waits, Work, WorkByDay, WorkCount,
    WorkOfClerk, months_around, since,
};
use crate::domain::{Command, Programme, ProgrammeId, Span, Zone};
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::storage::overview::{Counted, GroupUsed, Within};
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{self, Read, Write};

/// What figures are worked out for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub within: Within,
    /// The days of the period.
    pub days: Span,
    /// The day from which waiting is counted back.
    pub today: NaiveDate,
    pub zone: Zone,
    /// How many groups are listed one by one.
    pub groups: usize,
}

impl Register {
    /// The figures of the clerk's own organisation, of another one within reach, or of the municipality.
    pub async fn overview(
        &self,
        clerk: &Granted<right::ReportView>,
        query: &OverviewQuery,
    ) -> Result<OverviewAnswer> {
        let session = clerk.session();
        let own = Scope::Organisation(session.clerk.organisation);
        let scope = query.scope.unwrap_or(own);
        if !self.reaches(session, scope).await? {
            return Err(ApiError::new(
                StatusCode::FORBIDDEN,
                ErrorCode::NotAllowed,
                "these figures are another office's: leave `scope` out, or name your municipality",
            ));
        }
        let groups = query.groups.unwrap_or(GROUPS);
        if groups > MOST_GROUPS {
            return Err(ApiError::bad_request(
                "groups",
                format!(
                    "at most {MOST_GROUPS} groups are listed: ask for so many, or leave it out"
                ),
            ));
        }
        let (at, zone) = (self.now(), session.clerk.zone);
        let today = zone.date(at);
        let wanted = Wanted {
            within: Within {
                municipality: session.clerk.municipality,
                organisation: match scope {
                    Scope::Organisation(id) => Some(id),
                    Scope::Municipality(_) => None,
                },
            },
            days: query.period.around(query.day.unwrap_or(today)),
            today,
            zone,
            groups: groups as usize,
        };
        let mut tx = self.storage.read().await?;
        Ok(OverviewAnswer {
            scope,
            period: query.period,
            at,
            figures: figures(&mut *tx, &wanted).await?,
        })
    }
}

/// All figures of one moment.
pub async fn figures(tx: &mut dyn Read, wanted: &Wanted) -> storage::Result<Overview> {
    let Wanted { within, days, .. } = *wanted;
    let (groups, other_groups) = groups(tx, wanted).await?;
    let months = months_around(days);
    let months = Span {
        first: months.first().copied().unwrap_or(days.first),
        last: months.last().copied().unwrap_or(days.last),
    };
    Ok(Overview {
        days,
        work: by_day(days, tx.work_by_day(within, days).await?),
        waiting: waiting(tx, wanted).await?,
        groups,
        other_groups,
        money: tx.money_by_month(within, months).await?,
        clerks: clerks(tx, wanted).await?,
    })
}

/// One row for each kind, with a count for each day.
fn by_day(days: Span, counted: Vec<(NaiveDate, Work, u32)>) -> Vec<WorkByDay> {
    let mut rows: BTreeMap<Work, Vec<u32>> = BTreeMap::new();
    for (day, work, count) in counted {
        let row = rows.entry(work);
        let row = row.or_insert_with(|| vec![0; days.days() as usize]);
        let place = usize::try_from((day - days.first).num_days());
        if let Some(cell) = place.ok().and_then(|place| row.get_mut(place)) {
            *cell += count;
        }
    }
    let row = |(work, counts)| WorkByDay { work, counts };
    rows.into_iter().map(row).collect()
}

async fn waiting(tx: &mut dyn Read, wanted: &Wanted) -> storage::Result<Vec<Waiting>> {
    let days = since(wanted.today);
    let hours = Duration::hours(wanted.zone.hours().into());
    let moments = days.map(|day| day.and_time(NaiveTime::MIN).and_utc() - hours);
    let mut found = tx.requests_waiting(wanted.within, moments).await?;
    found.extend(tx.applications_waiting(wanted.within, days).await?);
    let mut rows: BTreeMap<Waits, [u32; AGES.len()]> = BTreeMap::new();
    for (waits, age, count) in found {
        if let Some(cell) = rows.entry(waits).or_default().get_mut(age) {
            *cell += count;
        }
    }
    let row = |(waits, counts)| Waiting { waits, counts };
    Ok(rows.into_iter().map(row).collect())
}

async fn clerks(tx: &mut dyn Read, wanted: &Wanted) -> storage::Result<Vec<WorkOfClerk>> {
    let mut rows: Vec<WorkOfClerk> = Vec::new();
    let counted = tx.work_by_clerk(wanted.within, wanted.days).await?;
    for (organisation, clerk, work, count) in counted {
        let done = WorkCount { work, count };
        match rows.last_mut() {
            Some(row) if (row.organisation, row.clerk) == (organisation, clerk) => {
                row.done.push(done);
            }
            _ => rows.push(WorkOfClerk {
                organisation,
                clerk,
                done: vec![done],
            }),
        }
    }
    for row in &mut rows {
        row.done.sort_by_key(|done| done.work);
    }
    // Whoever has done most comes first, behind all what was nobody's work.
    rows.sort_by_key(|row| {
        let nobody = row.clerk == REGISTER;
        (nobody, Reverse(row.total()), row.organisation, row.clerk)
    });
    Ok(rows)
}

/// The fullest groups with their names, and all others together.
async fn groups(
    tx: &mut dyn Read,
    wanted: &Wanted,
) -> storage::Result<(Vec<GroupPlaces>, OtherGroups)> {
    let mut used = tx.groups_used(wanted.within, wanted.days).await?;
    used.sort_by_key(|group| (Reverse(fullness(group)), Reverse(group.taken), *group));
    let others = used.split_off(used.len().min(wanted.groups));
    let other_groups = OtherGroups {
        count: u32::try_from(others.len()).unwrap_or(u32::MAX),
        taken: others.iter().map(|group| u64::from(group.taken)).sum(),
        places: others.iter().map(|group| u64::from(group.places)).sum(),
    };
    let taught: BTreeSet<ProgrammeId> = used.iter().map(|group| group.programme).collect();
    let mut programmes = BTreeMap::new();
    for id in taught {
        programmes.extend(tx.programme(id).await?.map(|programme| (id, programme)));
    }
    let listed = used
        .iter()
        .map(|group| named(group, programmes.get(&group.programme)));
    Ok((listed.collect(), other_groups))
}

/// Thousandths of the places that are taken; a group without places is as full as can be.
fn fullness(group: &GroupUsed) -> u64 {
    let thousandths = u64::from(group.taken) * 1_000;
    let share = thousandths.checked_div(u64::from(group.places));
    share.unwrap_or(u64::MAX)
}

fn named(used: &GroupUsed, programme: Option<&Programme>) -> GroupPlaces {
    let groups = programme.iter().flat_map(|programme| &programme.modules);
    let group = groups
        .flat_map(|module| &module.groups)
        .find(|group| group.id == used.group);
    GroupPlaces {
        organisation: used.organisation,
        programme: programme.map(|p| p.name.clone()).unwrap_or_default(),
        group: used.group,
        name: group.map(|group| group.name.clone()).unwrap_or_default(),
        taken: used.taken,
        places: used.places,
    }
}

/// Counts an applied command as work of whoever gave it, on the day of the municipality's clocks.
pub(super) async fn count(
    tx: &mut dyn Write,
    actor: &Actor,
    command: &Command,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> storage::Result<()> {
    let (Outcome::Applied { .. }, Some(work)) = (outcome, Work::of(command)) else {
        return Ok(());
    };
    let counted = Counted {
        municipality: actor.municipality,
        day: actor.zone.date(now),
        organisation: actor.organisation,
        clerk: actor.clerk,
        work,
        count: 1,
    };
    tx.count_work(&[counted]).await
}
