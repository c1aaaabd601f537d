//! How many places are taken, and how many requests live, by group, programme and agreement. Kept up with each request
//! that comes, goes or changes; never counted anew.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::enrolment::{Place, Taken};
use crate::domain::funding::PeriodId;
use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::{EnrolmentRequest, MunicipalityCode, OrganisationId, ProgrammeId};

/// Under which agreement a request is paid: provider, payer, period.
type Paid = (OrganisationId, MunicipalityCode, PeriodId);

#[derive(Debug, Default)]
pub struct Places {
    taken: BTreeMap<Place, u32>,
    programmes: BTreeMap<ProgrammeId, u32>,
    agreements: BTreeMap<Paid, u32>,
    /// Requests and contracts that go on, whether they take a place or not.
    live: BTreeMap<Place, u32>,
}

impl Places {
    pub fn add(&mut self, request: &EnrolmentRequest) {
        let place = request.place;
        if request.state.takes_place() {
            *self.taken.entry(place).or_default() += 1;
            *self.programmes.entry(place.programme).or_default() += 1;
            if let Some(paid) = paid(request) {
                *self.agreements.entry(paid).or_default() += 1;
            }
        }
        if request.state.is_live() {
            *self.live.entry(place).or_default() += 1;
        }
    }

    pub fn remove(&mut self, request: &EnrolmentRequest) {
        let place = request.place;
        if request.state.takes_place() {
            less(self.taken.entry(place));
            less(self.programmes.entry(place.programme));
            if let Some(paid) = paid(request) {
                less(self.agreements.entry(paid));
            }
        }
        if request.state.is_live() {
            less(self.live.entry(place));
        }
    }

    pub fn taken(&self, place: Place) -> u32 {
        self.taken.get(&place).copied().unwrap_or(0)
    }

    pub fn taken_in(&self, programme: ProgrammeId) -> u32 {
        self.programmes.get(&programme).copied().unwrap_or(0)
    }

    /// Under the agreement of payer and organisation for the period.
    pub fn taught(
        &self,
        organisation: OrganisationId,
        payer: MunicipalityCode,
        period: PeriodId,
    ) -> u32 {
        let paid = (organisation, payer, period);
        self.agreements.get(&paid).copied().unwrap_or(0)
    }

    /// Live requests of a programme by group.
    pub fn live(&self, programme: ProgrammeId) -> Vec<(GroupId, u32)> {
        let place = |module, group| Place {
            programme,
            module: ModuleId(module),
            group: GroupId(group),
        };
        let of = self.live.range(place(0, 0)..=place(u16::MAX, u16::MAX));
        of.map(|(place, count)| (place.group, *count)).collect()
    }

    /// What a decision on a request for `place` is told; the request itself is counted out by who asks.
    pub fn at(&self, place: Place, paid: Option<Paid>) -> Taken {
        Taken {
            group: self.taken(place),
            programme: self.taken_in(place.programme),
            organisation: paid.map_or(0, |(organisation, payer, period)| {
                self.taught(organisation, payer, period)
            }),
        }
    }
}

fn paid(request: &EnrolmentRequest) -> Option<Paid> {
    let period = request.cost?.period?;
    Some((request.organisation, request.payer, period))
}

fn less<K: Ord>(entry: Entry<'_, K, u32>) {
    if let Entry::Occupied(mut entry) = entry {
        if *entry.get() > 1 {
            *entry.get_mut() -= 1;
        } else {
            entry.remove();
        }
    }
}
