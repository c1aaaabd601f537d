//! What the activation queue knows: an index of numbers, made anew when records change.

use crate::domain::{ApplicationNumber, ApplicationState, Case, CertificateState};
use crate::sync::desk::Ticket;
use crate::tui::action::Place;
use crate::tui::screens::Desk;
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::revealed::Revealed;

#[derive(Debug, Default)]
pub struct State {
    /// Longest accepted first.
    pub(super) rows: Vec<ApplicationNumber>,
    pub(super) picked: Picked<ApplicationNumber>,
    /// The clerk pressed once; the line asks for the second key.
    pub(super) confirming: Option<ApplicationNumber>,
    pub(super) waiting: Vec<(Ticket, ApplicationNumber)>,
    pub(super) revealed: Revealed,
}

impl State {
    /// Reads the records anew; the selection stays on its application.
    pub fn rebuild(&mut self, desk: &Desk<'_>) {
        let mut rows: Vec<_> = desk
            .register
            .cases()
            .filter(|case| waits(case))
            .map(|case| {
                let accepted = case.application.intake.as_ref().map(|intake| intake.date);
                (accepted, case.application.reference.date, case.number())
            })
            .collect();
        rows.sort_unstable();
        self.rows.clear();
        self.rows
            .extend(rows.into_iter().map(|(_, _, number)| number));
        self.picked.settle(&self.rows);
        self.confirming = self.confirming.filter(|number| self.rows.contains(number));
    }

    /// How many wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.rows.len()
    }
}

fn waits(case: &Case) -> bool {
    case.application.state == ApplicationState::Accepted
        && case.certificate.state == CertificateState::Reserved
}

#[must_use]
pub fn typing(_: &State) -> bool {
    false
}

#[must_use]
pub fn place(state: &State) -> Place {
    if state.confirming.is_some() {
        Place::Dialog
    } else {
        Place::Activation
    }
}
