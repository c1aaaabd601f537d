//! Numbers of the organisation's journal that this desk may use.

use crate::api::sync::JournalRange;

/// Ranges in the order in which the register leased them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    ranges: Vec<JournalRange>,
}

impl Journal {
    /// Takes what the store knows; a range that overlaps one we have only tells how far it goes.
    pub fn lease(&mut self, range: JournalRange) {
        let known = self
            .ranges
            .iter_mut()
            .find(|old| old.year == range.year && old.next <= range.last && range.next <= old.last);
        match known {
            Some(old) => {
                old.next = old.next.max(range.next);
                old.last = old.last.max(range.last);
            }
            None => self.ranges.push(range),
        }
        self.ranges.retain(|range| range.next <= range.last);
    }

    /// The next number for an entry of `year`.
    #[must_use]
    pub fn next(&self, year: i32) -> Option<u32> {
        self.ranges
            .iter()
            .find(|range| i32::from(range.year) == year)
            .map(|range| range.next)
    }

    /// Marks a number as used; numbers before it in its range are passed over. Returns what comes next in the range,
    /// for the store to keep; `None` when the number is from no range.
    pub fn used(&mut self, year: i32, number: u32) -> Option<u32> {
        let range = self.ranges.iter_mut().find(|range| {
            i32::from(range.year) == year && (range.next..=range.last).contains(&number)
        })?;
        range.next = number + 1;
        self.ranges.retain(|range| range.next <= range.last);
        Some(number + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(next: u32, last: u32) -> JournalRange {
        JournalRange {
            year: 2026,
            next,
            last,
        }
    }

    #[test]
    fn numbers_go_on_from_one_range_into_the_next() {
        let mut journal = Journal::default();
        assert_eq!(journal.next(2026), None);
        journal.lease(range(5, 6));
        journal.lease(range(40, 49));
        assert_eq!(journal.next(2026), Some(5));
        assert_eq!(journal.used(2026, 5), Some(6));
        assert_eq!(journal.used(2026, 6), Some(7));
        assert_eq!(journal.next(2026), Some(40));
        assert_eq!(journal.next(2027), None);
        assert_eq!(journal.used(2026, 5), None);
    }

    #[test]
    fn a_range_told_again_does_not_bring_used_numbers_back() {
        let mut journal = Journal::default();
        journal.lease(range(5, 20));
        journal.used(2026, 9);
        journal.lease(range(5, 30));
        assert_eq!(journal.next(2026), Some(10));
    }
}
