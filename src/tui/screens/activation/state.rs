//! What the activation queue knows: an index of numbers, made anew when records change.

use chrono::NaiveDate;

use crate::domain::{ApplicationNumber, ApplicationState, Case, CertificateState};
use crate::sync::desk::Ticket;
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::screens::common::filter::{self, Filter};
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::Revealed;
use crate::tui::screens::queue::SortBy;

#[derive(Debug, Default)]
pub struct State {
    /// Longest accepted first.
    pub(super) rows: Vec<ApplicationNumber>,
    pub(super) picked: Picked<ApplicationNumber>,
    /// The clerk pressed once; the line asks for the second key.
    pub(super) confirming: Option<ApplicationNumber>,
    pub(super) waiting: Vec<(Ticket, ApplicationNumber)>,
    pub(super) revealed: Revealed,
    pub(super) filter: Filter,
    pub(super) sort: SortBy,
}

impl State {
    /// Reads the records anew; the selection stays on its application.
    pub fn rebuild(&mut self, desk: &Desk<'_>) {
        let profile = desk.register.profile();
        let wanted = self.filter.wanted();
        let mut rows: Vec<&Case> = desk
            .register
            .cases()
            .filter(|case| waits(case))
            .filter(|case| filter::holds(desk, case, &wanted, &self.revealed))
            .collect();
        rows.sort_unstable_by(|a, b| match self.sort {
            SortBy::Date => accepted(a)
                .cmp(&accepted(b))
                .then(a.number().cmp(&b.number())),
            other => other.compare(a, b, profile),
        });
        self.rows = rows.into_iter().map(Case::number).collect();
        self.picked.settle(&self.rows);
        self.confirming = self.confirming.filter(|number| self.rows.contains(number));
    }

    /// The free one behind `after`, which was just worked on; from the last one, or without one, the first. One whose
    /// activation is being saved is not free.
    #[must_use]
    pub fn next_free(
        &self,
        after: Option<ApplicationNumber>,
        desk: &Desk<'_>,
    ) -> Option<ApplicationNumber> {
        let at = after.and_then(|number| self.rows.iter().position(|row| *row == number));
        let (before, behind) = self.rows.split_at(at.map_or(0, |at| at + 1));
        let mut numbers = behind.iter().chain(before).copied();
        let given = |number| self.waiting.iter().any(|(_, given)| *given == number);
        numbers.find(|next| Some(*next) != after && !given(*next) && desk.holder(*next).is_none())
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.rows.len()
    }
}

/// Whoever was accepted first comes first.
fn accepted(case: &Case) -> Option<NaiveDate> {
    case.application.intake.as_ref().map(|intake| intake.date)
}

fn waits(case: &Case) -> bool {
    case.application.state == ApplicationState::Accepted
        && case.certificate.state == CertificateState::Reserved
}

#[must_use]
pub fn typing(state: &State) -> bool {
    state.filter.open
}

#[must_use]
pub fn place(state: &State) -> Place {
    if state.confirming.is_some() {
        Place::Dialog
    } else {
        Place::Activation
    }
}
