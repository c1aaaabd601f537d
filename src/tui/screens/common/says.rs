//! Sentences that several screens say.

use crate::domain::{ApplicationState, Case, DuplicateState, Refusal};
use crate::i18n::Arg;
use crate::sync::desk::Unreachable;
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::{Desk, Effect, Notice, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::people;

#[must_use]
pub fn notice(tone: Tone, text: String) -> Effect {
    Effect::Notice(Notice { tone, text })
}

/// The refusal in the clerk's words; a missing right also says who has it.
#[must_use]
pub fn refusal(desk: &Desk<'_>, why: &Refusal) -> String {
    match why {
        Refusal::NotAllowed(capability) => people::who_can(desk, *capability),
        other => captions::refusal(desk.texts, other),
    }
}

/// Why the register's answer is not here, and what to do.
#[must_use]
pub fn unreachable(desk: &Desk<'_>, why: Unreachable) -> String {
    desk.texts.get(match why {
        Unreachable::NoLine => "panel-no-line",
        Unreachable::OpenChannel => "panel-open-channel",
        Unreachable::NotAllowed => "panel-personal-not-allowed",
        Unreachable::NotFound => "panel-not-found",
    })
}

/// The caption of the state for a row of a queue. A suspicion stands before it while the application is open: nothing
/// else can be done until it is decided.
#[must_use]
pub fn state_in_row(desk: &Desk<'_>, case: &Case) -> Ink<'static> {
    let state = case.application.state;
    let open = state.awaits_acceptance() || state == ApplicationState::Accepted;
    if open && matches!(case.application.duplicate, DuplicateState::Suspected(_)) {
        return Ink::own(desk.texts.get("queue-suspected")).role(Role::Warning);
    }
    Ink::own(state_short(desk, case)).role(Role::Status)
}

/// The caption of the application's state, for a column of twelve.
#[must_use]
pub fn state_short(desk: &Desk<'_>, case: &Case) -> String {
    captions::application_state_short(desk.texts, case.application.state)
}

/// The caption of the application's state.
#[must_use]
pub fn state(desk: &Desk<'_>, case: &Case) -> String {
    captions::application_state(desk.texts, case.application.state)
}

/// The key of an action as hints show it, or a dash where the keymap has none.
#[must_use]
pub fn key(desk: &Desk<'_>, place: Place, action: Action) -> String {
    desk.keymap
        .hint(place, action)
        .unwrap_or_else(|| "—".to_owned())
}

/// A sentence with `{ $key }` filled in from the keymap.
#[must_use]
pub fn with_key(desk: &Desk<'_>, text: &str, place: Place, action: Action) -> String {
    let key = key(desk, place, action);
    desk.texts.with(text, &[("key", Arg::Text(&key))])
}
