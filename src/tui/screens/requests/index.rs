//! The list behind the screen: requests in their order, kept up row by row.
//!
//! A request that changed costs one row, whatever there is beside it. Only another order, another part and the filter go
//! over all rows, and the filter only compares what was made ready before.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::order::Ordered;
use super::query::Query;
use super::row::{self, Facts, Part, Row, SortBy};
use crate::domain::enrolment::{EnrolmentRequest, Place};
use crate::domain::programme::{GroupId, ModuleId};
use crate::domain::{ProgrammeId, RequestId, Target};
use crate::store::projection::{Enrolment, Projection, Sign};

/// Where a request stands: by the order, then by age, then by its name, so that equal ones never change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    rank: u32,
    created: i64,
    pub id: RequestId,
    /// Where its row is kept.
    slot: u32,
}

#[derive(Debug, Default)]
pub struct Index {
    pub sort: SortBy,
    pub part: Part,
    /// Requests that were made before it wait too long, in milliseconds.
    pub late_before: i64,
    query: Query,
    rows: Vec<Row>,
    free: Vec<u32>,
    slots: HashMap<RequestId, u32>,
    groups: Vec<Facts>,
    places: BTreeMap<Place, u32>,
    /// Of each group, by its programme and by its own name.
    ranks: Vec<(u32, u32)>,
    /// The part in its order, whatever the filter says.
    part_keys: Ordered<Key>,
    /// What of it fits the filter; `None` while nothing is filtered.
    fitting: Option<Ordered<Key>>,
    revision: u64,
}

impl Index {
    /// Rows in view of the clerk, in their order.
    #[must_use]
    pub fn keys(&self) -> &Ordered<Key> {
        self.fitting.as_ref().unwrap_or(&self.part_keys)
    }

    #[must_use]
    pub fn row(&self, key: Key) -> &Row {
        &self.rows[key.slot as usize]
    }

    /// What is known of the group of a row.
    #[must_use]
    pub fn facts(&self, row: &Row) -> &Facts {
        &self.groups[row.place as usize]
    }

    /// The key of a request, if it is among the rows in view.
    #[must_use]
    pub fn key(&self, id: RequestId) -> Option<Key> {
        let key = self.key_of(*self.slots.get(&id)?);
        self.keys().row(&key).is_ok().then_some(key)
    }

    /// Reads all records anew.
    pub fn rebuild(&mut self, register: &Projection) {
        let records = register.enrolment();
        let refused: HashSet<Target> = register.attention().map(|a| a.envelope.target).collect();
        self.rows.clear();
        self.free.clear();
        self.slots.clear();
        self.groups.clear();
        self.places.clear();
        for request in records.requests() {
            let place = self.place(request.place, records);
            let slot = self.rows.len() as u32;
            let attention = refused.contains(&Target::Request(request.id));
            self.rows.push(Row::of(request, place, attention));
            self.slots.insert(request.id, slot);
        }
        self.revision = records.revision();
        self.rank();
        self.arrange();
    }

    /// Brings the list up to what moved. False: nothing has.
    pub fn follow(&mut self, register: &Projection) -> bool {
        let records = register.enrolment();
        if self.revision == records.revision() {
            return false;
        }
        let Some(moved) = records.moved_since(self.revision) else {
            self.rebuild(register);
            return true;
        };
        let mut turned = false;
        for target in moved {
            match target {
                Target::Request(id) => turned |= self.touch(id, register),
                Target::Programme(id) => turned |= self.renamed(id, records),
                Target::Case(_) | Target::Funding(_) | Target::Account(_) => {}
            }
        }
        self.revision = records.revision();
        if turned && self.part == Part::Problem {
            self.arrange();
        } else if turned && self.query.asks_for_places() {
            self.refilter();
        }
        true
    }

    /// Another order or part: all rows are sorted anew.
    pub fn arrange(&mut self) {
        let of_part = |slot: &&u32| self.in_part(&self.rows[**slot as usize]);
        let slots = self.slots.values().filter(of_part);
        let mut keys: Vec<Key> = slots.map(|slot| self.key_of(*slot)).collect();
        keys.sort_unstable();
        self.part_keys = Ordered::from_sorted(&keys);
        self.refilter();
    }

    /// Another filter. Where it asks for more than the one before, what fitted that one is read through, else all rows
    /// of the part.
    pub fn ask(&mut self, query: Query) {
        let fitting = self.fitting.take().filter(|_| query.narrows(&self.query));
        self.query = query;
        self.fitting = self.hits(fitting.as_ref().unwrap_or(&self.part_keys));
    }

    fn refilter(&mut self) {
        self.fitting = self.hits(&self.part_keys);
    }

    fn in_part(&self, row: &Row) -> bool {
        self.part.fits(row, self.facts(row), self.late_before)
    }

    /// What of `among` fits the filter; `None` while nothing is filtered.
    fn hits(&self, among: &Ordered<Key>) -> Option<Ordered<Key>> {
        if self.query.is_empty() {
            return None;
        }
        let query = &self.query;
        let hits: Vec<u32> = self.groups.iter().map(|facts| query.hits(facts)).collect();
        let fits = |key: &Key| {
            let row = &self.rows[key.slot as usize];
            let place = row.place as usize;
            query.fits(row, &self.groups[place], hits[place], self.late_before)
        };
        let keys: Vec<Key> = among.iter().filter(fits).collect();
        Some(Ordered::from_sorted(&keys))
    }

    /// Takes one request in as it is now. True: a group has come to be full, or is no longer.
    fn touch(&mut self, id: RequestId, register: &Projection) -> bool {
        let attention = register.sign(Target::Request(id)) == Some(Sign::Attention);
        let records = register.enrolment();
        self.put(id, records.request(id), attention, records)
    }

    /// Takes one request in as a step will leave it, ahead of the records.
    pub fn put(
        &mut self,
        id: RequestId,
        request: Option<&EnrolmentRequest>,
        attention: bool,
        records: &Enrolment,
    ) -> bool {
        let place = request.map(|request| self.known_place(request.place, records));
        let slot = self.slots.get(&id).copied();
        let mut turned = false;
        if let Some(slot) = slot {
            let key = self.key_of(slot);
            self.part_keys.remove(&key);
            if let Some(fitting) = &mut self.fitting {
                fitting.remove(&key);
            }
            let before = self.groups[self.rows[slot as usize].place as usize].place;
            turned |= self.count(before.programme, records);
        }
        let (Some(request), Some(place)) = (request, place) else {
            if let Some(slot) = self.slots.remove(&id) {
                self.free.push(slot);
            }
            return turned;
        };
        turned |= self.count(request.place.programme, records);
        let row = Row::of(request, place, attention);
        let slot = slot.or_else(|| self.free.pop()).unwrap_or_else(|| {
            self.rows.push(row);
            (self.rows.len() - 1) as u32
        });
        self.rows[slot as usize] = row;
        self.slots.insert(id, slot);
        self.stand(slot);
        turned
    }

    /// Puts a row where it belongs.
    fn stand(&mut self, slot: u32) {
        let row = &self.rows[slot as usize];
        if !self.in_part(row) {
            return;
        }
        let key = self.key_of(slot);
        let facts = &self.groups[row.place as usize];
        let fits = self
            .query
            .fits(row, facts, self.query.hits(facts), self.late_before);
        self.part_keys.insert(key);
        if let Some(fitting) = &mut self.fitting
            && fits
        {
            fitting.insert(key);
        }
    }

    /// A programme has come or changed: its groups are called and filled otherwise.
    fn renamed(&mut self, id: ProgrammeId, records: &Enrolment) -> bool {
        let mut other = false;
        for at in self.groups_of(id) {
            let kept = &mut self.groups[at as usize];
            let facts = Facts::of(kept.place, records);
            other |= *kept != facts;
            *kept = facts;
        }
        if other {
            self.rank();
            self.arrange();
        }
        other
    }

    /// Whether the groups of a programme are full now; true where one is otherwise than before.
    fn count(&mut self, id: ProgrammeId, records: &Enrolment) -> bool {
        let mut turned = false;
        for at in self.groups_of(id) {
            let kept = &mut self.groups[at as usize];
            let full = row::left(kept.place, records) == Some(0);
            turned |= std::mem::replace(&mut kept.full, full) != full;
        }
        turned
    }

    /// The groups of a programme that requests name.
    fn groups_of(&self, programme: ProgrammeId) -> Vec<u32> {
        let place = |module, group| Place {
            programme,
            module: ModuleId(module),
            group: GroupId(group),
        };
        let of = place(0, 0)..=place(u16::MAX, u16::MAX);
        self.places.range(of).map(|(_, at)| *at).collect()
    }

    /// As [`Index::place`]; a group that is named for the first time gets its rank.
    fn known_place(&mut self, place: Place, records: &Enrolment) -> u32 {
        let before = self.groups.len();
        let at = self.place(place, records);
        if self.groups.len() > before {
            self.rank();
            if matches!(self.sort, SortBy::Programme | SortBy::Group) {
                self.arrange();
            }
        }
        at
    }

    /// The number of a group in the list.
    fn place(&mut self, place: Place, records: &Enrolment) -> u32 {
        if let Some(at) = self.places.get(&place) {
            return *at;
        }
        let at = self.groups.len() as u32;
        self.groups.push(Facts::of(place, records));
        self.places.insert(place, at);
        at
    }

    /// Sorts the groups by what they are called.
    fn rank(&mut self) {
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        self.ranks = vec![(0, 0); order.len()];
        order.sort_by_key(|at| {
            let facts = &self.groups[*at];
            (&facts.programme, &facts.folded, facts.place)
        });
        for (rank, at) in order.iter().enumerate() {
            self.ranks[*at].0 = rank as u32;
        }
        order.sort_by_key(|at| {
            let facts = &self.groups[*at];
            (&facts.group, &facts.folded, facts.place)
        });
        for (rank, at) in order.iter().enumerate() {
            self.ranks[*at].1 = rank as u32;
        }
    }

    fn key_of(&self, slot: u32) -> Key {
        let row = &self.rows[slot as usize];
        let ranks = self.ranks[row.place as usize];
        let rank = match self.sort {
            SortBy::Oldest => 0,
            SortBy::Programme => ranks.0,
            SortBy::Group => ranks.1,
            SortBy::Age => row.age.map_or(u32::MAX, u32::from),
        };
        Key {
            rank,
            created: row.created,
            id: row.id,
            slot,
        }
    }
}
