//! What the queue knows: an index of numbers, made anew when records change, never when a key is pressed.

use chrono::NaiveDate;

use crate::domain::{ApplicationNumber, Case};
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::screens::common::filter::{self, Filter};
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::Revealed;

use super::order::{Shown, SortBy};

#[derive(Debug, Default)]
pub struct State {
    /// The rows, in order.
    pub(super) rows: Vec<ApplicationNumber>,
    pub(super) picked: Picked<ApplicationNumber>,
    pub(super) sort: SortBy,
    pub(super) shown: Shown,
    pub(super) filter: Filter,
    pub(super) revealed: Revealed,
    /// Everything that can be accepted, oldest first, whatever the filter shows: what comes next.
    waiting: Vec<(NaiveDate, ApplicationNumber)>,
}

impl State {
    /// Reads the records anew; the selection stays on its application.
    pub fn rebuild(&mut self, desk: &Desk<'_>) {
        let profile = desk.register.profile();
        let wanted = self.filter.wanted();
        self.waiting.clear();
        let mut fitting: Vec<&Case> = Vec::new();
        for case in desk.register.cases() {
            let application = &case.application;
            if application.state.awaits_acceptance() {
                self.waiting
                    .push((application.reference.date, case.number()));
            }
            if self.shown.fits(application.state)
                && filter::holds(desk, case, &wanted, &self.revealed)
            {
                fitting.push(case);
            }
        }
        self.waiting.sort_unstable();
        fitting.sort_unstable_by(|a, b| self.sort.compare(a, b, profile));
        self.rows = fitting.iter().map(|case| case.number()).collect();
        self.picked.settle(&self.rows);
    }

    /// How many applications can be accepted now.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The first application that waits and that nobody else works on, by age.
    #[must_use]
    pub fn next_waiting(&self, desk: &Desk<'_>) -> Option<ApplicationNumber> {
        let mut numbers = self.waiting.iter().map(|(_, number)| *number);
        numbers.find(|number| desk.holder(*number).is_none())
    }

    /// The free application that waits behind `number`, which was just worked on; from the last one, the oldest.
    #[must_use]
    pub fn next_after(
        &self,
        number: ApplicationNumber,
        desk: &Desk<'_>,
    ) -> Option<ApplicationNumber> {
        let date = desk.register.shown(number)?.application.reference.date;
        let behind = self
            .waiting
            .partition_point(|waiting| *waiting <= (date, number));
        let (before, after) = self.waiting.split_at(behind);
        let mut numbers = after.iter().chain(before).map(|(_, next)| *next);
        numbers.find(|next| *next != number && desk.holder(*next).is_none())
    }

    /// Moves the selection onto an application that was opened from elsewhere.
    pub fn follow(&mut self, number: ApplicationNumber) {
        self.picked.select(&self.rows, number);
    }
}

#[must_use]
pub fn typing(state: &State) -> bool {
    state.filter.open
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Queue
}
