//! Keys and news of new applications.

use super::state::State;
use crate::domain::{ApplicationNumber, PrintedForm};
use crate::tui::action::Action;
use crate::tui::screens::applicant::Given;
use crate::tui::screens::{Desk, Effect, Event, Goto};

pub fn update(_: &mut State, event: Event<'_>, _: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(Action::Cancel) => vec![Effect::Go(Goto::Back)],
        _ => Vec::new(),
    }
}

/// The applicant has ticked or refused something, or has given the keyboard back.
pub fn consents(_: &mut State, _: &Given, _: &Desk<'_>) -> Vec<Effect> {
    Vec::new()
}

/// A form came out of the printer, all pages of it, as the clerk says.
pub fn printed(_: &mut State, _: ApplicationNumber, _: PrintedForm, _: &Desk<'_>) -> Vec<Effect> {
    Vec::new()
}
