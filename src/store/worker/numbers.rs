//! Leased ranges of the organisation's journal and contract numbers: which number comes next, how many are left.

use std::collections::BTreeSet;

use crate::api::sync::JournalRange;

/// Ranges in the order of use, the first one in use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers(Vec<JournalRange>);

impl Numbers {
    #[must_use]
    pub fn new(ranges: Vec<JournalRange>) -> Self {
        let mut numbers = Self(ranges);
        numbers.drop_empty();
        numbers
    }

    #[must_use]
    pub fn ranges(&self) -> &[JournalRange] {
        &self.0
    }

    /// The range in use.
    #[must_use]
    pub fn current(&self) -> Option<JournalRange> {
        self.0.first().copied()
    }

    #[must_use]
    pub fn left(&self) -> u32 {
        self.0.iter().map(|r| r.last + 1 - r.next).sum()
    }

    /// A further range; those of earlier years are of no use any more.
    pub fn lease(&mut self, range: JournalRange) {
        self.0.retain(|r| r.year >= range.year);
        match self.0.last_mut() {
            Some(last) if last.year == range.year && last.last + 1 == range.next => {
                last.last = range.last;
            }
            _ => self.0.push(range),
        }
        self.drop_empty();
    }

    /// `number` is the next one to be used of the range in use.
    pub fn next_is(&mut self, number: u32) {
        if let Some(range) = self.0.first_mut()
            && (range.next..=range.last + 1).contains(&number)
        {
            range.next = number;
        }
        self.drop_empty();
    }

    /// Numbers that acts of the journal bear, with their years, are used, whatever the cache remembers.
    pub fn pass(&mut self, borne: &BTreeSet<(i32, u32)>) {
        for (year, number) in borne {
            let current = self.current().map(|range| i32::from(range.year));
            if let Some(next) = number.checked_add(1).filter(|_| current == Some(*year)) {
                self.next_is(next);
            }
        }
    }

    fn drop_empty(&mut self) {
        self.0.retain(|r| r.next <= r.last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(year: u16, next: u32, last: u32) -> JournalRange {
        JournalRange { year, next, last }
    }

    #[test]
    fn ranges_are_used_up_in_order_and_neighbours_join() {
        let mut numbers = Numbers::new(vec![range(2026, 5, 9)]);
        numbers.lease(range(2026, 10, 14));
        assert_eq!(numbers.current(), Some(range(2026, 5, 14)));
        numbers.lease(range(2026, 40, 44));
        assert_eq!(numbers.left(), 15);
        numbers.next_is(15);
        assert_eq!(numbers.current(), Some(range(2026, 40, 44)));
        numbers.next_is(39);
        assert_eq!(numbers.left(), 5, "a number that is not ours moves nothing");
        numbers.lease(range(2027, 1, 20));
        assert_eq!(numbers.ranges(), [range(2027, 1, 20)]);
    }

    #[test]
    fn numbers_that_acts_bear_are_passed_in_their_own_year_alone() {
        let mut numbers = Numbers::new(vec![range(2026, 5, 9), range(2026, 20, 24)]);
        numbers.pass(&BTreeSet::from([(2025, 8), (2026, 6)]));
        assert_eq!(numbers.current(), Some(range(2026, 7, 9)));
        numbers.pass(&BTreeSet::from([(2026, 9), (2026, 20), (2027, 23)]));
        assert_eq!(numbers.current(), Some(range(2026, 21, 24)));
    }
}
