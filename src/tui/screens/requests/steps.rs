//! Steps with one request: one key where nothing is to be asked, a dialog where something is.

use crate::domain::enrolment::EnrolmentRequest;
use crate::domain::enrolment::decide::Step;
use crate::domain::{EnrolmentCommand, Refusal, RequestId};
use crate::sync::desk::Ask;
use crate::tui::screens::common::says;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect, Tone};

use super::dialog::Dialog;
use super::foresee::{self, Foresight};
use super::give::{self, Fate};
use super::results::Given;
use super::state::State;
use super::update::nothing_selected;
use super::words;

/// What a key begins on the request that the clerk is at.
pub fn begin(state: &mut State, step: Step, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(request) = state
        .current()
        .and_then(|id| desk.register.enrolment().request(id))
    else {
        return nothing_selected(desk);
    };
    if step == Step::Confirm {
        return confirm(state, request, desk);
    }
    if let Err(why) = foresee::may(request, step, desk) {
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    state.dialog = Some(match step {
        Step::Confirm | Step::Refuse => Dialog::refuse(request, desk),
        Step::Withdraw => Dialog::withdraw(request, desk),
        Step::Conclude => Dialog::conclude(request, desk),
        Step::Terminate => Dialog::terminate(request, desk),
        Step::Complete => Dialog::complete(request, desk),
        Step::ChangeGroup => return choose_group(state, request, desk),
    });
    Vec::new()
}

/// One key confirms. Where the group is full, the others of the module are offered.
fn confirm(state: &mut State, request: &EnrolmentRequest, desk: &Desk<'_>) -> Vec<Effect> {
    match give(state, request.id, EnrolmentCommand::ConfirmRequest, desk) {
        Ok(effects) => effects,
        Err(why) if foresee::is_about_places(&why) => offer_groups(state, request.id, &why, desk),
        Err(why) => vec![says::notice(Tone::Warning, says::refusal(desk, &why))],
    }
}

/// The other groups of the module instead of one that is full.
pub fn offer_groups(
    state: &mut State,
    id: RequestId,
    why: &Refusal,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let records = desk.register.enrolment();
    let Some(request) = records.request(id) else {
        return Vec::new();
    };
    let groups = foresee::other_groups(request, records);
    if groups.is_empty() {
        let why = says::refusal(desk, why);
        let none = desk.texts.get("requests-group-none");
        return vec![says::notice(Tone::Warning, format!("{why} {none}"))];
    }
    state.dialog = Some(Dialog::group(request, &groups, true, desk));
    Vec::new()
}

fn choose_group(state: &mut State, request: &EnrolmentRequest, desk: &Desk<'_>) -> Vec<Effect> {
    let groups = foresee::other_groups(request, desk.register.enrolment());
    if groups.is_empty() {
        return vec![says::notice(
            Tone::Warning,
            desk.texts.get("requests-group-none"),
        )];
    }
    state.dialog = Some(Dialog::group(request, &groups, false, desk));
    Vec::new()
}

/// Gives one step, if the rules let it pass here.
///
/// # Errors
/// Why they don't; nothing is given.
pub fn give(
    state: &mut State,
    id: RequestId,
    command: EnrolmentCommand,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let after = foresee::step(id, &command, desk)?;
    let mut effects = give::dismissals(id, desk);
    if let EnrolmentCommand::Conclude {
        contract_number, ..
    } = &command
        && let Ok(number) = contract_number.as_str().parse()
        && desk.register.supplies().next_contract(desk.today) == Some(number)
    {
        let number = number + 1;
        effects.push(Effect::Ask(Ask::ContractUsed { number }));
    }
    let mut tickets = Tickets::of(desk);
    let code = command.code();
    put(state, id, command, &mut tickets, desk, &mut effects);
    Ok(finish(state, &after, code, desk, effects))
}

/// Moves a request to another group; `confirm`: and confirms it there.
///
/// # Errors
/// Why the rules don't let it pass; nothing is given.
pub fn give_group(
    state: &mut State,
    id: RequestId,
    command: &EnrolmentCommand,
    confirm: bool,
    desk: &Desk<'_>,
) -> Result<Vec<Effect>, Refusal> {
    let mut foresight = Foresight::default();
    let mut after = foresight.step(id, command, desk)?;
    let confirm = confirm && after.state == crate::domain::enrolment::RequestState::New;
    if confirm {
        after = foresight.then(&after, &EnrolmentCommand::ConfirmRequest, desk)?;
    }
    if let Some(before) = desk.register.enrolment().request(id) {
        state.papers.moved(before);
    }
    let mut effects = give::dismissals(id, desk);
    let mut tickets = Tickets::of(desk);
    let mut code = command.code();
    put(state, id, command.clone(), &mut tickets, desk, &mut effects);
    if confirm {
        let confirm = EnrolmentCommand::ConfirmRequest;
        code = confirm.code();
        put(state, id, confirm, &mut tickets, desk, &mut effects);
    }
    Ok(finish(state, &after, code, desk, effects))
}

fn put(
    state: &mut State,
    id: RequestId,
    command: EnrolmentCommand,
    tickets: &mut Tickets,
    desk: &Desk<'_>,
    effects: &mut Vec<Effect>,
) {
    let (ticket, effect) = give::give(id, command, tickets, desk);
    effects.push(effect);
    if let Some(results) = &mut state.results {
        results.again(id, ticket);
    }
    state.given.push(Given {
        id,
        fate: Fate::Saving(ticket),
    });
}

fn finish(
    state: &mut State,
    after: &EnrolmentRequest,
    code: &str,
    desk: &Desk<'_>,
    mut effects: Vec<Effect>,
) -> Vec<Effect> {
    state.marked.remove(&after.id);
    state.foreseen(after, desk);
    let text = words::given(code, after, desk);
    effects.push(says::notice(Tone::Done, text));
    effects
}
