//! Figures for the head of an office: what came and what was done, what waits and for how long, how full groups are,
//! money by month, the work of each clerk.
//!
//! Counts and sums alone: no child, no family and no name of a clerk ever stands in them.

mod money;
mod period;
mod waiting;
mod work;

use serde::{Deserialize, Serialize};

use super::money::{Kopecks, Span};
use super::office::{ClerkId, OrganisationId};
use super::programme::GroupId;
use super::text::Clean;
pub use money::{MoneyOfMonth, by_month};
pub use period::{OverviewPeriod, months_around, school_year};
pub use waiting::{AGES, Age, Waits, since};
pub use work::Work;

/// All figures of a municipality or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Overview {
    /// The days that `work`, `clerks` and `groups` are about.
    pub days: Span,
    /// What was done on each of the days; a kind that did not happen is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<WorkByDay>,
    /// What waits now; a kind of which nothing waits is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<Waiting>,
    /// Groups that learn on some of the days, the fullest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupPlaces>,
    /// The groups behind those, together.
    #[serde(default)]
    pub other_groups: OtherGroups,
    /// Months of the school years that the days touch; one without money is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub money: Vec<MoneyOfMonth>,
    /// Who has done something on the days, the most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clerks: Vec<WorkOfClerk>,
}

/// One kind of work, day by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkByDay {
    pub work: Work,
    /// One count for each day of the overview, from its first to its last.
    pub counts: Vec<u32>,
}

impl WorkByDay {
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().copied().map(u64::from).sum()
    }
}

/// How many of a kind wait, by the time that they have waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Waiting {
    pub waits: Waits,
    /// Waiting since today, for 1–2, for 3–5, for 6–10 and for more days.
    pub counts: [u32; AGES.len()],
}

impl Waiting {
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().copied().map(u64::from).sum()
    }
}

/// How full a group is: by offers and contracts, which take places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct GroupPlaces {
    pub organisation: OrganisationId,
    pub programme: Clean,
    pub group: GroupId,
    pub name: Clean,
    pub taken: u32,
    pub places: u32,
}

/// Groups that are not listed one by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OtherGroups {
    pub count: u32,
    pub taken: u64,
    pub places: u64,
}

/// What one clerk has done on the days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkOfClerk {
    pub organisation: OrganisationId,
    /// 0 for what the register did by itself, and for what families sent in.
    pub clerk: ClerkId,
    pub done: Vec<WorkCount>,
}

impl WorkOfClerk {
    /// How often a kind was done.
    #[must_use]
    pub fn of(&self, work: Work) -> u32 {
        let found = self.done.iter().find(|done| done.work == work);
        found.map_or(0, |done| done.count)
    }

    #[must_use]
    pub fn total(&self) -> u64 {
        self.done.iter().map(|done| u64::from(done.count)).sum()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkCount {
    pub work: Work,
    pub count: u32,
}

impl Overview {
    /// Places of all groups: taken, and in all.
    #[must_use]
    pub fn places(&self) -> (u64, u64) {
        let listed = |of: fn(&GroupPlaces) -> u32| -> u64 {
            self.groups.iter().map(|group| u64::from(of(group))).sum()
        };
        (
            listed(|group| group.taken) + self.other_groups.taken,
            listed(|group| group.places) + self.other_groups.places,
        )
    }

    /// How often a kind of work was done on all days.
    #[must_use]
    pub fn done(&self, work: Work) -> u64 {
        let found = self.work.iter().find(|row| row.work == work);
        found.map_or(0, WorkByDay::total)
    }

    /// How many of a kind wait, by age.
    #[must_use]
    pub fn waiting(&self, waits: Waits) -> [u32; AGES.len()] {
        let found = self.waiting.iter().find(|row| row.waits == waits);
        found.map_or([0; AGES.len()], |row| row.counts)
    }

    /// What all months come to.
    #[must_use]
    pub fn sums(&self) -> [Kopecks; 3] {
        let mut sums = [Kopecks(0); 3];
        for month in &self.money {
            for (sum, part) in sums.iter_mut().zip(month.parts()) {
                *sum = Kopecks(sum.0.saturating_add(part.0));
            }
        }
        sums
    }
}
