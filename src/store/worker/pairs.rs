//! Leased pairs of numbers, for an application and its certificate: which come next, how many are left.
//!
//! A pair is bound to the name of the journal: a journal that goes on under another name was copied, put back, or differs
//! from a register that was, so that somebody else may have the same pairs. They are given up then.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::api::sync::NumberBlock;
use crate::domain::{ApplicationNumber, CertificateNumber};
use crate::store::act::Device;

type Pair = (ApplicationNumber, CertificateNumber);

/// Pairs as the cache keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPairs {
    /// The name of the journal for which they were leased.
    device: Option<Device>,
    /// In the order of use.
    left: Vec<Pair>,
}

#[derive(Debug, Default)]
pub struct Pairs {
    kept: KeptPairs,
    /// Used up since the start: a cache that could not write it down may bring them again.
    used: BTreeSet<ApplicationNumber>,
}

impl Pairs {
    /// Takes over what the cache remembers, but for what acts bear (`borne`) and what is used up.
    pub fn load(
        &mut self,
        kept: KeptPairs,
        device: Device,
        borne: &BTreeMap<ApplicationNumber, CertificateNumber>,
    ) {
        self.kept = kept;
        self.bind(device);
        let used = &self.used;
        self.kept
            .left
            .retain(|pair| !used.contains(&pair.0) && free(pair, borne));
    }

    #[must_use]
    pub fn kept(&self) -> &KeptPairs {
        &self.kept
    }

    /// The pairs, in the order of use.
    #[must_use]
    pub fn all(&self) -> &[Pair] {
        &self.kept.left
    }

    /// How many may be given in `year` and behind it.
    #[must_use]
    pub fn left(&self, year: i32) -> u32 {
        let left = self.all().iter();
        let left = left.filter(|(number, _)| i32::from(number.year()) >= year);
        u32::try_from(left.count()).unwrap_or(u32::MAX)
    }

    /// A further block for the journal of that name. Gives what of it may be used, as blocks: a register that was put back
    /// leases again what acts of this desk bear.
    pub fn lease(
        &mut self,
        block: &NumberBlock,
        device: Device,
        borne: &BTreeMap<ApplicationNumber, CertificateNumber>,
    ) -> Vec<NumberBlock> {
        self.bind(device);
        let (left, used) = (&self.kept.left, &self.used);
        let fresh = |pair: &Pair| {
            let known = left.iter().any(|own| own.0 == pair.0 || own.1 == pair.1);
            !known && !used.contains(&pair.0) && free(pair, borne)
        };
        let blocks = runs(block, fresh);
        for block in &blocks {
            self.kept.left.extend(block.pairs());
        }
        blocks
    }

    /// The pair with this number is given.
    pub fn use_up(&mut self, number: ApplicationNumber) {
        self.used.insert(number);
        self.kept.left.retain(|(own, _)| *own != number);
    }

    /// Numbers of years before `year` are of no use any more. Gives whether there were any.
    pub fn drop_before(&mut self, year: i32) -> bool {
        let before = self.kept.left.len();
        let of_use = |pair: &Pair| i32::from(pair.0.year()) >= year;
        self.kept.left.retain(of_use);
        self.kept.left.len() < before
    }

    fn bind(&mut self, device: Device) {
        if self.kept.device != Some(device) {
            self.kept = KeptPairs {
                device: Some(device),
                left: Vec::new(),
            };
        }
    }
}

/// Whether no act bears either number of the pair.
fn free(pair: &Pair, borne: &BTreeMap<ApplicationNumber, CertificateNumber>) -> bool {
    !borne.contains_key(&pair.0) && !borne.values().any(|certificate| *certificate == pair.1)
}

/// The parts of a block whose pairs may be used.
fn runs(block: &NumberBlock, may_use: impl Fn(&Pair) -> bool) -> Vec<NumberBlock> {
    let mut runs: Vec<NumberBlock> = Vec::new();
    let mut goes_on = false;
    for (serial, pair) in (block.first..).zip(block.pairs()) {
        let usable = may_use(&pair);
        match runs.last_mut() {
            Some(run) if usable && goes_on => run.certificates.push(pair.1),
            _ if usable => runs.push(NumberBlock {
                first: serial,
                certificates: vec![pair.1],
                ..*block
            }),
            _ => {}
        }
        goes_on = usable;
    }
    runs
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::MunicipalityCode;
    use crate::store::fixture::number;

    fn device(epoch: u32) -> Device {
        let id = Uuid::from_u128(1);
        Device { id, epoch }
    }

    fn block(year: u16, first: u32, count: u32) -> NumberBlock {
        let municipality = MunicipalityCode(1);
        let certificate = |n| CertificateNumber::new(municipality, 100 + n);
        NumberBlock {
            municipality,
            year,
            first,
            certificates: (first..first + count).map(certificate).collect(),
            lease: 1,
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

    #[test]
    fn pairs_are_used_up_one_by_one_and_those_of_a_past_year_go() {
        let mut pairs = Pairs::default();
        pairs.lease(&block(2026, 5, 3), device(1), &borne(&[]));
        pairs.use_up(number(6));
        pairs.lease(&block(2026, 20, 1), device(1), &borne(&[]));
        assert_eq!(serials(&pairs), [5, 7, 20]);
        assert_eq!((pairs.left(2026), pairs.left(2027)), (3, 0));
        assert!(!pairs.drop_before(2026));
        pairs.lease(&block(2027, 30, 2), device(1), &borne(&[]));
        assert!(pairs.drop_before(2027));
        assert_eq!(serials(&pairs), [30, 31]);
    }

    #[test]
    fn what_acts_bear_and_what_is_used_up_does_not_come_again() {
        let mut pairs = Pairs::default();
        let fresh = pairs.lease(&block(2026, 5, 6), device(1), &borne(&[7]));
        let of = |b: &NumberBlock| (b.first, b.certificates.len());
        assert_eq!(fresh.iter().map(of).collect::<Vec<_>>(), [(5, 2), (8, 3)]);
        let told: Vec<_> = fresh.iter().flat_map(NumberBlock::pairs).collect();
        assert_eq!(told, pairs.all());
        let older = pairs.kept().clone();
        pairs.use_up(number(5));
        pairs.load(older, device(1), &borne(&[7, 9]));
        assert_eq!(serials(&pairs), [6, 8, 10]);
        let again = pairs.lease(&block(2026, 5, 6), device(1), &borne(&[7, 9]));
        assert!(again.is_empty(), "{again:?}");
    }

    #[test]
    fn a_journal_of_another_name_gives_its_pairs_up() {
        let mut pairs = Pairs::default();
        pairs.lease(&block(2026, 5, 3), device(1), &borne(&[]));
        let kept = pairs.kept().clone();
        pairs.load(kept, device(2), &borne(&[]));
        assert!(pairs.all().is_empty());
        pairs.lease(&block(2026, 40, 1), device(3), &borne(&[]));
        assert_eq!(serials(&pairs), [40]);
    }
}
