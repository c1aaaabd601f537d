//! Keys and news of the list of requests.

use crate::domain::{Refusal, RequestId};
use crate::i18n::Arg;
use crate::sync::desk::News;
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::filter::Taken;
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};
use crate::tui::widgets::Answer;

use super::dialog::{About, Dialog};
use super::give::Fate;
use super::results::Given;
use super::row::Part;
use super::state::State;
use super::{block, export, foresee, steps, words};

/// Shows a request with everything about it, whatever the list shows.
pub fn open(state: &mut State, id: RequestId, desk: &Desk<'_>) -> Vec<Effect> {
    state.follow(desk);
    if desk.register.enrolment().request(id).is_none() {
        let text = desk.texts.get("requests-not-here");
        return vec![says::notice(Tone::Warning, text)];
    }
    state.show(id);
    Vec::new()
}

/// Whether a key does anything where the clerk is now; in the list all of them may.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    let records = desk.register.enrolment();
    match (words::step_of(action), state.opened()) {
        (Some(step), Some(id)) => records
            .request(id)
            .is_some_and(|request| foresee::may(request, step, desk).is_ok()),
        _ => true,
    }
}

/// Takes one event. The rows follow what moved first, so that a key means what the clerk sees.
pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Event::News(news) = event {
        return hear(state, news, desk);
    }
    state.follow(desk);
    if state.dialog.is_some() {
        return answer(state, &event, desk);
    }
    match event {
        Event::Action(action) if state.open.is_some() => in_details(state, action, desk),
        Event::Action(action) if state.results.is_some() => in_results(state, action, desk),
        Event::Action(action) => in_list(state, action, desk),
        Event::Text(key) => {
            if state.filter.key(key) {
                state.filtered(desk);
            }
            Vec::new()
        }
        Event::Paste(text) => {
            if state.filter.paste(text) {
                state.filtered(desk);
            }
            Vec::new()
        }
        Event::News(_) => Vec::new(),
    }
}

fn in_list(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match state.filter.act(action) {
        Taken::No => {}
        Taken::Yes => return Vec::new(),
        Taken::Changed => {
            state.filtered(desk);
            return Vec::new();
        }
    }
    match action {
        Action::Cancel if !state.marked.is_empty() => {
            state.marked.clear();
            return vec![says::notice(
                Tone::Info,
                desk.texts.get("requests-unmarked"),
            )];
        }
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::Submit => match state.selected() {
            Some(id) => state.show(id),
            None => return nothing_selected(desk),
        },
        Action::NextCase => return vec![Effect::Go(Goto::NextCase)],
        Action::Toggle => state.toggle(),
        Action::MarkToHere => state.mark_to_here(),
        Action::MarkAll => state.mark_all(),
        Action::Sort => {
            state.index.sort = state.index.sort.next();
            state.arranged(desk);
        }
        Action::NextField | Action::Right => show_beside(state, 1, desk),
        Action::PreviousField | Action::Left => show_beside(state, Part::ALL.len() - 1, desk),
        Action::ConfirmRequest if !state.marked.is_empty() => {
            return block::ask_confirm(state, desk);
        }
        Action::RefuseRequest if !state.marked.is_empty() => return block::ask_refuse(state, desk),
        Action::ExportList => return vec![Effect::Export(Box::new(export::list(state, desk)))],
        other => {
            if let Some(step) = words::step_of(other) {
                return steps::begin(state, step, desk);
            }
            state.walk(other);
        }
    }
    Vec::new()
}

pub(super) fn nothing_selected(desk: &Desk<'_>) -> Vec<Effect> {
    let text = desk.texts.get("requests-nothing-selected");
    vec![says::notice(Tone::Info, text)]
}

fn show_beside(state: &mut State, by: usize, desk: &Desk<'_>) {
    state.index.part = state.index.part.beside(by);
    state.arranged(desk);
}

fn in_details(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Cancel => state.open = None,
        Action::NextField | Action::Right => state.show_beside(Action::Down),
        Action::PreviousField | Action::Left => state.show_beside(Action::Up),
        Action::NextCase => return vec![Effect::Go(Goto::NextCase)],
        Action::Print | Action::Preview => {
            let preview = action == Action::Preview;
            return match state.open {
                Some(id) => state.papers.ask(id, preview, desk),
                None => nothing_selected(desk),
            };
        }
        other => {
            if let Some(step) = words::step_of(other) {
                return steps::begin(state, step, desk);
            }
            state.scroll.act(other);
        }
    }
    Vec::new()
}

fn in_results(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(results) = &mut state.results else {
        return Vec::new();
    };
    match action {
        Action::Cancel => state.close_results(),
        Action::Submit => {
            let Some(row) = results.selected().cloned() else {
                return Vec::new();
            };
            if let Fate::Refused(why) = &row.fate
                && foresee::is_about_places(why)
            {
                return steps::offer_groups(state, row.id, why, desk);
            }
            state.show(row.id);
        }
        movement => {
            results.cursor.act(movement, results.rows.len());
        }
    }
    Vec::new()
}

fn answer(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(dialog) = &mut state.dialog else {
        return Vec::new();
    };
    match dialog.asked.update(event, desk) {
        Answer::Open => Vec::new(),
        Answer::Cancelled => {
            state.dialog = None;
            Vec::new()
        }
        Answer::Given => {
            let Some(dialog) = state.dialog.take() else {
                return Vec::new();
            };
            given(state, dialog, desk)
        }
    }
}

/// The question is answered: the step is given, or the dialog comes back with what is wrong.
fn given(state: &mut State, mut dialog: Dialog, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(command) = dialog.command(desk) else {
        state.dialog = Some(dialog);
        return Vec::new();
    };
    let done = match dialog.about.clone() {
        About::ConfirmMarked | About::RefuseMarked => block::give(state, &command, desk),
        About::Group(id, _, confirm) => steps::give_group(state, id, &command, confirm, desk),
        About::Refuse(id)
        | About::Withdraw(id)
        | About::Conclude(id)
        | About::Terminate(id)
        | About::Complete(id) => steps::give(state, id, command, desk),
    };
    match done {
        Ok(effects) => effects,
        Err(why) => {
            let told = says::notice(Tone::Warning, says::refusal(desk, &why));
            let at_field = dialog.blame(&why);
            state.dialog = Some(dialog);
            if at_field { Vec::new() } else { vec![told] }
        }
    }
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(results) = &mut state.results {
        results.hear(news);
    }
    let mut told = Vec::new();
    for step in &mut state.given {
        if step.fate.hear(news)
            && let Fate::Refused(why) = &step.fate
        {
            told.push(lost(step, why, desk));
        }
    }
    state.given.retain(|step| step.fate.is_open());
    match news {
        News::Unlocked(_) => {
            state.rebuild(desk);
            state.given.clear();
        }
        _ => state.follow(desk),
    }
    told.extend(state.papers.hear(news, state.open, desk));
    told
}

/// The register refused what was shown as waiting: which request, why, and what to offer next.
fn lost(step: &Given, why: &Refusal, desk: &Desk<'_>) -> Effect {
    let request = desk.register.enrolment().request(step.id);
    let certificate = request.map(|request| request.certificate.to_string());
    let certificate = certificate.unwrap_or_default();
    let refusal = says::refusal(desk, why);
    let groups = says::key(desk, Place::Requests, Action::ChangeGroup);
    let others = request.map(|request| foresee::other_groups(request, desk.register.enrolment()));
    let key = match others {
        Some(others) if foresee::is_about_places(why) => {
            if others.is_empty() {
                "requests-lost-last"
            } else {
                "requests-lost-place"
            }
        }
        _ => "requests-lost",
    };
    let args = [
        ("certificate", Arg::Text(&certificate)),
        ("why", Arg::Text(&refusal)),
        ("key", Arg::Text(&groups)),
    ];
    says::notice(Tone::Warning, desk.texts.with(key, &args))
}
