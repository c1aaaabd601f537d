//! What the queue knows: an index of numbers, made anew when records change, never when a key is pressed.

use chrono::NaiveDate;

use crate::domain::{ApplicationNumber, Case};
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::screens::common::people;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::{Revealed, folded};
use crate::tui::widgets::TextInput;

use super::order::{Shown, SortBy};

/// The most characters of the text filter.
const LONGEST_FILTER: usize = 60;

#[derive(Debug)]
pub struct State {
    /// The rows, in order.
    pub(super) rows: Vec<ApplicationNumber>,
    pub(super) picked: Picked<ApplicationNumber>,
    pub(super) sort: SortBy,
    pub(super) shown: Shown,
    pub(super) filter: TextInput,
    /// The filter has the focus.
    pub(super) filtering: bool,
    pub(super) revealed: Revealed,
    /// Everything that can be accepted, oldest first, whatever the filter shows: what comes next.
    waiting: Vec<(NaiveDate, ApplicationNumber)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            picked: Picked::default(),
            sort: SortBy::default(),
            shown: Shown::default(),
            filter: TextInput::new(LONGEST_FILTER),
            filtering: false,
            revealed: Revealed::default(),
            waiting: Vec::new(),
        }
    }
}

impl State {
    /// Reads the records anew; the selection stays on its application.
    pub fn rebuild(&mut self, desk: &Desk<'_>) {
        let profile = desk.register.profile();
        let wanted = folded(self.filter.value().trim());
        self.waiting.clear();
        let mut fitting: Vec<&Case> = Vec::new();
        for case in desk.register.cases() {
            let application = &case.application;
            if application.state.awaits_acceptance() {
                self.waiting
                    .push((application.reference.date, case.number()));
            }
            if self.shown.fits(application.state)
                && (wanted.is_empty() || self.holds(desk, case, &wanted))
            {
                fitting.push(case);
            }
        }
        self.waiting.sort_unstable();
        fitting.sort_unstable_by(|a, b| self.sort.compare(a, b, profile));
        self.rows = fitting.iter().map(|case| case.number()).collect();
        self.picked.settle(&self.rows);
    }

    /// Whether the text stands in what the row shows.
    fn holds(&self, desk: &Desk<'_>, case: &Case, wanted: &str) -> bool {
        let number = case.number().to_string();
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let profile = desk.register.profile();
        number.contains(wanted)
            || digits.contains(wanted)
            || case.certificate.number.to_string().contains(wanted)
            || folded(&people::organisation(
                profile,
                case.application.organisation,
            ))
            .contains(wanted)
            || self
                .revealed
                .of(case.number())
                .is_some_and(|child| folded(child.name.as_str()).contains(wanted))
    }

    /// How many applications can be accepted now.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The first application that waits, by age.
    #[must_use]
    pub fn next_waiting(&self) -> Option<ApplicationNumber> {
        self.waiting.first().map(|(_, number)| *number)
    }

    /// The application that waits behind `number`, which was just finished; from the last one, the oldest.
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
        self.waiting
            .get(behind)
            .or(self.waiting.first())
            .map(|(_, next)| *next)
            .filter(|next| *next != number)
    }

    /// Moves the selection onto an application that was opened from elsewhere.
    pub fn follow(&mut self, number: ApplicationNumber) {
        self.picked.select(&self.rows, number);
    }
}

#[must_use]
pub fn typing(state: &State) -> bool {
    state.filtering
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Queue
}
