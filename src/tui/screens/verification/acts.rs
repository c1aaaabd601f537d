//! Giving commands: the marks go first, as one `Verify`, then the act that needs them.

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    ApplicationNumber, Case, Clean, Command, Refusal, RejectReason, ResolveReason, ReturnReason,
};
use crate::sync::desk::Ask;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::common::{asking, says};
use crate::tui::screens::{Desk, Effect, Tone};

use super::form::Form;
use super::marks::draft_key;
use super::state::{Given, State, Waiting};
use super::{differences, feet_view};

/// Gives one command and remembers its ticket.
pub fn give(
    waiting: &mut Vec<Waiting>,
    tickets: &mut Tickets,
    case: &Case,
    (given, command): (Given, Command),
    desk: &Desk<'_>,
) -> Effect {
    let ticket = tickets.take();
    waiting.push(Waiting {
        ticket,
        number: case.number(),
        given,
        command: command.clone(),
    });
    asking::give(ticket, case, command, desk)
}

/// Gives the marks, where they changed and can still be given, and remembers what stood beside them.
pub fn give_marks(state: &mut State, tickets: &mut Tickets, desk: &Desk<'_>) -> Option<Effect> {
    let case = state.case(desk)?;
    let form = state.form.as_mut()?;
    let command = form.verify()?;
    asking::foresee(&case, std::slice::from_ref(&command), &form.context(desk)).ok()?;
    form.given = form.marks.clone();
    let seen = differences::seen(form, &case, desk);
    state.seen.insert(case.number(), seen);
    let act = (Given::Verify, command);
    Some(give(&mut state.waiting, tickets, &case, act, desk))
}

/// Gives the marks and then `command`, if `domain` lets both through.
///
/// # Errors
/// The refusal that the clerk is shown; nothing was given.
pub fn give_with_marks(
    state: &mut State,
    given: Given,
    command: Command,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Err(Refusal::NotFound);
    };
    let steps: Vec<Command> = form.verify().into_iter().chain([command.clone()]).collect();
    asking::foresee(&case, &steps, &form.context(desk))?;
    form.word = None;
    let mut tickets = Tickets::of(desk);
    let mut effects: Vec<Effect> = give_marks(state, &mut tickets, desk).into_iter().collect();
    effects.push(give(
        &mut state.waiting,
        &mut tickets,
        &case,
        (given, command),
        desk,
    ));
    Ok(effects)
}

/// # Errors
/// As [`give_with_marks`].
pub fn accept(
    state: &mut State,
    number: &str,
    date: NaiveDate,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let command = Command::Accept {
        journal_number: Clean::new(number),
        date,
    };
    let given = Given::Accept {
        then_activate: false,
    };
    give_with_marks(state, given, command, desk)
}

/// # Errors
/// As [`give_with_marks`].
pub fn reject(
    state: &mut State,
    reason: RejectReason,
    text: &str,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let text = Clean::new(text);
    give_with_marks(state, Given::Reject, Command::Reject { reason, text }, desk)
}

/// # Errors
/// As [`give_with_marks`].
pub fn send_back(
    state: &mut State,
    reason: ReturnReason,
    text: &str,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let text = Clean::new(text);
    give_with_marks(state, Given::Return, Command::Return { reason, text }, desk)
}

/// # Errors
/// As [`give_with_marks`].
pub fn resolve(
    state: &mut State,
    reason: ResolveReason,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    give_with_marks(
        state,
        Given::Resolve,
        Command::ResolveDuplicate { reason },
        desk,
    )
}

/// Activates; when the acceptance is still being written, as soon as it is saved.
pub fn activate(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let number = state.number();
    for waiting in &mut state.waiting {
        if let (true, Given::Accept { then_activate }) =
            (Some(waiting.number) == number, &mut waiting.given)
        {
            *then_activate = true;
            return Vec::new();
        }
    }
    if state.being_saved() {
        return Vec::new();
    }
    let Some((case, form)) = state.case(desk).zip(state.form.as_ref()) else {
        return Vec::new();
    };
    match asking::foresee(&case, &[Command::Activate], &form.context(desk)) {
        Ok(_) => {
            let act = (Given::Activate, Command::Activate);
            let mut tickets = Tickets::of(desk);
            vec![give(&mut state.waiting, &mut tickets, &case, act, desk)]
        }
        Err(why) => vec![says::notice(Tone::Warning, says::refusal(desk, &why))],
    }
}

/// The number in the journal that an act used up, for the store to go on behind it.
pub fn journal_used(state: &mut State, command: &Command) -> Option<Effect> {
    let (journal_number, date) = match (command, command.paper()) {
        (
            Command::Accept {
                journal_number,
                date,
            },
            _,
        ) => (journal_number, date),
        (_, Some(paper)) => (&paper.journal_number, &paper.date),
        _ => return None,
    };
    let number = journal_number.as_str().trim().parse().ok()?;
    let number = state.journal.used(date.year(), number)?;
    Some(Effect::Ask(Ask::JournalUsed { number }))
}

/// Keeps the marks as a draft, or forgets it when nothing is left to keep.
pub fn keep_draft(state: &mut State) -> Option<Effect> {
    let form = state.form.as_ref()?;
    if !form.changed() {
        return forget_draft(state, form.number);
    }
    let draft = form.draft();
    let text = draft.text();
    let number = form.number;
    state.drafts.insert(number, draft);
    Some(Effect::Ask(Ask::Draft {
        key: draft_key(number),
        text,
    }))
}

pub fn forget_draft(state: &mut State, number: ApplicationNumber) -> Option<Effect> {
    state.drafts.remove(&number)?;
    Some(Effect::Ask(Ask::Draft {
        key: draft_key(number),
        text: String::new(),
    }))
}

/// Why marks can't be made on this record, for a notice; once it is compared, what comes next.
#[must_use]
pub fn not_editable(case: &Case, form: &Form, desk: &Desk<'_>) -> Effect {
    if !case.application.state.awaits_acceptance() {
        return says::notice(
            Tone::Info,
            feet_view::next(form, case, desk).as_str().into(),
        );
    }
    let verify = form.marks.command();
    let text = match asking::foresee(case, &[verify], &form.context(desk)) {
        Err(why) => says::refusal(desk, &why),
        Ok(_) => desk.texts.get("verify-done-already"),
    };
    says::notice(Tone::Warning, text)
}
