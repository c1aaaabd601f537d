//! What `domain` says of a step with a programme before it is given, and the ask that gives it.

use crate::domain::programme::decide::{Terms, decide};
use crate::domain::{Command, Programme, ProgrammeCommand, ProgrammeId, Refusal, Target};
use crate::sync::desk::{Ask, Ticket};
use crate::tui::screens::common::{asking, people, says};
use crate::tui::screens::{Desk, Effect};

use super::facts;
use super::form;
use super::state::{Giving, State};

/// What the programme becomes by the command, as far as this desk can tell.
///
/// # Errors
/// The refusal that the register would give.
pub fn foresee(
    current: Option<&Programme>,
    id: ProgrammeId,
    command: &ProgrammeCommand,
    desk: &Desk<'_>,
) -> Result<Programme, Refusal> {
    let live = desk.register.enrolment().live(id);
    let own = desk.register.profile().municipality;
    let terms = Terms {
        municipality: own,
        price_percent: current.map_or(0, |programme| facts::percent(programme, desk)),
        live: &live,
    };
    let context = asking::context(desk, false, None);
    decide(current, id, command, &terms, &context)
}

/// Gives a step on a programme. `typed`: what was typed for it, to be dropped when the step is saved.
#[must_use]
pub fn give(
    state: &mut State,
    ticket: Ticket,
    id: ProgrammeId,
    command: ProgrammeCommand,
    typed: Option<form::About>,
    desk: &Desk<'_>,
) -> Effect {
    state.giving.push(Giving {
        ticket,
        programme: id,
        typed,
        asked: None,
    });
    let target = Target::Programme(id);
    Effect::Ask(Ask::Give {
        ticket,
        target,
        seen: desk.register.seen(target),
        at: desk.now,
        command: Command::Programme(command),
    })
}

/// The refusal in the clerk's words. A right that the clerk has is missing only in another organisation.
#[must_use]
pub fn refusal(why: &Refusal, desk: &Desk<'_>) -> String {
    match why {
        Refusal::NotAllowed(capability) if people::may(desk, *capability) => {
            desk.texts.get("programmes-of-another")
        }
        Refusal::WrongState(code) => {
            let state = crate::i18n::key("programme-state", code);
            if !desk.texts.has(&state) {
                return says::refusal(desk, why);
            }
            let state = desk.texts.get(&state);
            let args = [("state", crate::i18n::Arg::Text(&state))];
            desk.texts.with("programmes-wrong-state", &args)
        }
        Refusal::SamePerson => desk.texts.get("programmes-same-person"),
        other => says::refusal(desk, other),
    }
}
