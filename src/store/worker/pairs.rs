//! Leased pairs of numbers, for an application and its certificate: which come next, how many are left, which go back.
//!
//! What goes back to the register is given no more, and stays here until the register has said that it came.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::sync::{MOST_BACK, NumberBlock, NumbersBack, Pair, SerialRun};
use crate::domain::{ApplicationNumber, CertificateNumber};
use crate::store::act::Device;

#[derive(Debug, Default)]
pub struct Pairs {
    /// In the order of use.
    left: Vec<Pair>,
    /// The last lease that has come; `None` where nobody can tell.
    after: Option<u64>,
    back: Vec<NumbersBack>,
    /// Used up since the start: a cache that could not write it down may bring them again.
    used: BTreeSet<ApplicationNumber>,
}

impl Pairs {
    /// Takes over what the cache remembers, but for what acts bear (`borne`) and what is used up.
    pub fn load(
        &mut self,
        left: Vec<Pair>,
        after: Option<u64>,
        back: Vec<NumbersBack>,
        borne: &BTreeMap<ApplicationNumber, CertificateNumber>,
    ) {
        self.left = left;
        self.after = after;
        let used = &self.used;
        self.left
            .retain(|pair| !used.contains(&pair.0) && free(pair, borne));
        self.also_back(back);
    }

    /// More that goes back.
    pub fn also_back(&mut self, back: Vec<NumbersBack>) {
        let others = back.into_iter().filter(|one| !self.back.contains(one));
        let others: Vec<_> = others.collect();
        self.back.extend(others);
    }

    /// The pairs, in the order of use.
    #[must_use]
    pub fn all(&self) -> &[Pair] {
        &self.left
    }

    #[must_use]
    pub fn after(&self) -> Option<u64> {
        self.after
    }

    /// All that goes back.
    #[must_use]
    pub fn back(&self) -> &[NumbersBack] {
        &self.back
    }

    /// What of it goes with the next request.
    #[must_use]
    pub fn back_now(&self) -> Vec<NumbersBack> {
        let mut room = MOST_BACK;
        let fits = |back: &&NumbersBack| {
            let fits = back.block.certificates.len() <= room;
            room = room.saturating_sub(back.block.certificates.len());
            fits
        };
        self.back.iter().take_while(fits).cloned().collect()
    }

    /// How many may be given in `year` and behind it.
    #[must_use]
    pub fn left(&self, year: i32) -> u32 {
        let left = self.left.iter();
        let left = left.filter(|(number, _)| i32::from(number.year()) >= year);
        u32::try_from(left.count()).unwrap_or(u32::MAX)
    }

    /// A further block. Gives what of it may be used, as blocks: a register that was put back leases again what acts of
    /// this desk bear.
    pub fn lease(
        &mut self,
        block: &NumberBlock,
        borne: &BTreeMap<ApplicationNumber, CertificateNumber>,
    ) -> Vec<NumberBlock> {
        let (left, used, back) = (&self.left, &self.used, &self.back);
        let fresh = |pair: &Pair| {
            let known = left.iter().any(|own| own.0 == pair.0 || own.1 == pair.1);
            let goes = back.iter().any(|back| back.block.run().holds(pair.0));
            !known && !goes && !used.contains(&pair.0) && free(pair, borne)
        };
        let fresh: Vec<Pair> = block.pairs().filter(fresh).collect();
        self.left.extend(&fresh);
        self.after = self.after.max(Some(block.lease));
        NumberBlock::of(&fresh, block.lease)
    }

    /// The pair with this number is given.
    pub fn use_up(&mut self, number: ApplicationNumber) {
        self.used.insert(number);
        self.left.retain(|(own, _)| *own != number);
    }

    /// What is of no use here goes back: pairs of years before `year`, or all of them. Gives whether there were any.
    pub fn send_back(&mut self, unless_since: Option<i32>, device: Device) -> bool {
        let keeps = |pair: &Pair| unless_since.is_some_and(|year| i32::from(pair.0.year()) >= year);
        let (kept, going): (Vec<Pair>, Vec<Pair>) = self.left.drain(..).partition(keeps);
        self.left = kept;
        self.goes_back(&going, device);
        !going.is_empty()
    }

    /// Pairs that were leased to the journal of that name go back.
    pub fn goes_back(&mut self, pairs: &[Pair], device: Device) {
        let Device { id, epoch } = device;
        for mut block in NumberBlock::of(pairs, 0) {
            // Each fits a request.
            while !block.certificates.is_empty() {
                let count = block.certificates.len().min(MOST_BACK);
                let certificates = block.certificates.drain(..count).collect();
                let first = block.first;
                block.first += count as u32;
                self.back.push(NumbersBack {
                    device: id,
                    epoch,
                    block: NumberBlock {
                        first,
                        certificates,
                        ..block
                    },
                });
            }
        }
    }

    /// The register has heard of what went back.
    pub fn came_back(&mut self, runs: &[SerialRun]) {
        self.back.retain(|back| !runs.contains(&back.block.run()));
    }
}

/// Whether no act bears either number of the pair.
fn free(pair: &Pair, borne: &BTreeMap<ApplicationNumber, CertificateNumber>) -> bool {
    !borne.contains_key(&pair.0) && !borne.values().any(|certificate| *certificate == pair.1)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::MunicipalityCode;
    use crate::store::fixture::number;

    const DEVICE: Device = Device {
        id: Uuid::from_u128(1),
        epoch: 1,
    };

    fn block(year: u16, first: u32, count: u32, lease: u64) -> NumberBlock {
        let municipality = MunicipalityCode(1);
        let certificate = |n| CertificateNumber::new(municipality, 100 + n);
        NumberBlock {
            municipality,
            year,
            first,
            certificates: (first..first + count).map(certificate).collect(),
            lease,
        }
    }

    fn serials(pairs: &Pairs) -> Vec<u32> {
        pairs.all().iter().map(|(n, _)| n.serial()).collect()
    }

    fn borne(serials: &[u32]) -> BTreeMap<ApplicationNumber, CertificateNumber> {
        let pair = |n: &u32| {
            let certificate = CertificateNumber::new(MunicipalityCode(1), 100 + n);
            (number(*n), certificate)
        };
        serials.iter().map(pair).collect()
    }

    fn runs(back: &[NumbersBack]) -> Vec<(u16, u32, u32)> {
        let runs = back.iter().map(|back| back.block.run());
        runs.map(|run| (run.year, run.first, run.count)).collect()
    }

    #[test]
    fn pairs_are_used_up_one_by_one_and_those_of_a_past_year_go_back() {
        let mut pairs = Pairs::default();
        pairs.lease(&block(2026, 5, 3, 1), &borne(&[]));
        pairs.use_up(number(6));
        pairs.lease(&block(2026, 20, 1, 2), &borne(&[]));
        assert_eq!(serials(&pairs), [5, 7, 20]);
        assert_eq!((pairs.left(2026), pairs.left(2027)), (3, 0));
        assert!(!pairs.send_back(Some(2026), DEVICE));
        pairs.lease(&block(2027, 30, 2, 3), &borne(&[]));
        assert_eq!(pairs.after(), Some(3));
        assert!(pairs.send_back(Some(2027), DEVICE));
        assert_eq!(serials(&pairs), [30, 31]);
        assert_eq!(
            runs(pairs.back()),
            [(2026, 5, 1), (2026, 7, 1), (2026, 20, 1)]
        );
        let sent: Vec<_> = pairs.back_now().iter().map(|b| b.block.run()).collect();
        assert!(pairs.send_back(None, DEVICE), "the right is gone");
        assert!(pairs.all().is_empty());
        pairs.came_back(&sent);
        assert_eq!(runs(pairs.back()), [(2027, 30, 2)]);
    }

    #[test]
    fn no_more_go_back_at_once_than_a_request_takes() {
        let mut pairs = Pairs::default();
        pairs.lease(&block(2026, 5, MOST_BACK as u32 + 7, 1), &borne(&[]));
        pairs.send_back(None, DEVICE);
        let most = MOST_BACK as u32;
        let now: Vec<_> = pairs.back_now().iter().map(|b| b.block.run()).collect();
        assert_eq!(runs(&pairs.back_now()), [(2026, 5, most)]);
        pairs.came_back(&now);
        assert_eq!(runs(&pairs.back_now()), [(2026, 5 + most, 7)]);
    }

    #[test]
    fn what_acts_bear_what_is_used_up_and_what_goes_back_does_not_come_again() {
        let mut pairs = Pairs::default();
        let fresh = pairs.lease(&block(2026, 5, 6, 1), &borne(&[7]));
        let of = |b: &NumberBlock| (b.first, b.certificates.len());
        assert_eq!(fresh.iter().map(of).collect::<Vec<_>>(), [(5, 2), (8, 3)]);
        let told: Vec<_> = fresh.iter().flat_map(NumberBlock::pairs).collect();
        assert_eq!(told, pairs.all());
        let older = pairs.all().to_vec();
        pairs.use_up(number(5));
        pairs.load(older, Some(1), Vec::new(), &borne(&[7, 9]));
        assert_eq!(serials(&pairs), [6, 8, 10]);
        let again = pairs.lease(&block(2026, 5, 6, 1), &borne(&[7, 9]));
        assert!(again.is_empty(), "{again:?}");
        pairs.send_back(None, DEVICE);
        let again = pairs.lease(&block(2026, 5, 6, 2), &borne(&[7, 9]));
        assert!(again.is_empty(), "{again:?}");
    }
}
