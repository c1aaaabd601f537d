//! Before a clerk works on an application that a colleague holds: take it over with a reason, or leave it.

use crate::domain::{ApplicationNumber, Capability, Command, TakeOverReason};
use crate::i18n::Arg;
use crate::sync::desk::Ticket;
use crate::tui::action::Action;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, moment, people, says};
use crate::tui::screens::{Desk, Effect, Goto, Tone};

use super::dialog::Dialog;
use super::state::{Given, State};
use super::{acts, keys, offers};

/// The keys that work on the application.
fn works(action: Action) -> bool {
    matches!(
        action,
        Action::Match
            | Action::Mismatch
            | Action::ClearMark
            | Action::SectionMatches
            | Action::Accept
            | Action::Activate
            | Action::Return
            | Action::Reject
            | Action::ResolveDuplicate
            | Action::Correct
            | Action::CompareUnseen
    )
}

/// Whether a colleague holds the open application and this clerk has not taken it over.
#[must_use]
pub fn held(state: &State, desk: &Desk<'_>) -> bool {
    let form = state.form.as_ref().filter(|form| !form.taken);
    form.is_some_and(|form| desk.holder(form.number).is_some())
}

/// Asks before the first act on an application that a colleague holds. False: the act goes on. Whoever had it before and
/// may not take it over goes on as well: the register decides.
pub fn asks(state: &mut State, action: Action, desk: &Desk<'_>) -> bool {
    let action = match action {
        Action::Submit => Action::SectionMatches,
        other => other,
    };
    if !works(action) || !held(state, desk) || !offers(state, action, desk) {
        return false;
    }
    let takes = people::may(desk, Capability::ApplicationTakeover);
    let Some(form) = &mut state.form else {
        return false;
    };
    let Some(holder) = desk.holder(form.number) else {
        return false;
    };
    if !takes && form.lost {
        return false;
    }
    form.dialog = Some(if takes {
        Dialog::take_over(holder, action, desk)
    } else {
        Dialog::held(holder, desk)
    });
    true
}

/// Takes the application over, then does what was asked for.
pub fn take(
    state: &mut State,
    reason: TakeOverReason,
    action: Action,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Vec::new();
    };
    let command = Command::TakeOver { reason };
    if let Err(why) = asking::foresee(&case, std::slice::from_ref(&command), &form.context(desk)) {
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    form.taken = true;
    form.lost = false;
    let mut tickets = Tickets::of(desk);
    let act = (Given::TakeOver, command);
    let mut effects = vec![acts::give(
        &mut state.waiting,
        &mut tickets,
        &case,
        act,
        desk,
    )];
    let behind = Desk {
        ticket: Ticket(desk.ticket.0 + 1),
        ..*desk
    };
    effects.extend(keys::act(state, action, &behind));
    effects
}

/// The answer of who may not take it over: stay and wait, back, or the next one.
#[must_use]
pub fn left(choice: usize) -> Vec<Effect> {
    match choice {
        1 => vec![Effect::Go(Goto::Back)],
        2 => vec![Effect::Go(Goto::NextCase)],
        _ => Vec::new(),
    }
}

/// The desk's lease on the application is over: says so, and keeps everything that was typed.
pub fn lost(state: &mut State, number: ApplicationNumber, desk: &Desk<'_>) -> Vec<Effect> {
    let works = state
        .case(desk)
        .is_some_and(|case| super::form::worked_on(&case));
    let Some(form) = state
        .form
        .as_mut()
        .filter(|form| form.number == number && works)
    else {
        return Vec::new();
    };
    form.taken = false;
    form.lost = true;
    let text = match desk.holder(number) {
        Some(holder) => {
            let when = moment::time(desk, desk.now);
            let args = [
                ("who", Arg::Text(holder.name.as_str())),
                ("when", Arg::Text(&when)),
            ];
            desk.texts.with("verify-lost-to", &args)
        }
        None => desk.texts.get("verify-lost"),
    };
    vec![says::notice(Tone::Warning, text)]
}
