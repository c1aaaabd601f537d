//! Keys and news of the overview.

use crate::documents::overview::Figure;
use crate::domain::Capability;
use crate::domain::overview::Work;
use crate::sync::desk::{Ask, LinkState, News, Unreachable};
use crate::tui::action::Action;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};
use crate::tui::widgets::Cursor;

use super::state::State;
use super::table;

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(action) => act(state, action, desk),
        Event::News(news) => hear(state, news, desk),
        Event::Text(_) | Event::Paste(_) => Vec::new(),
    }
}

fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    if action == Action::Cancel {
        return vec![Effect::Go(Goto::Back)];
    }
    if !people::may(desk, Capability::ReportView) {
        let text = people::who_can(desk, Capability::ReportView);
        return vec![says::notice(Tone::Warning, text)];
    }
    let last = Figure::ALL.len() - 1;
    match action {
        Action::NextField | Action::Right => state.show(state.figure.beside(1)),
        Action::PreviousField | Action::Left => state.show(state.figure.beside(last)),
        Action::OverviewTable | Action::Submit if desk.plain() => {
            let text = desk.texts.get("overview-always-table");
            return vec![says::notice(Tone::Info, text)];
        }
        Action::OverviewTable | Action::Submit => {
            state.as_table = !state.as_table;
            state.cursor = Cursor::default();
        }
        Action::OverviewScope => {
            state.reach = state.reach.other();
            return ask_other(state, desk);
        }
        Action::NextPeriod => {
            state.period = state.period.next();
            return ask_other(state, desk);
        }
        Action::Retry => return ask(state, desk),
        Action::ExportList => return export(state, desk),
        Action::Up if picks_work(state, desk) => {
            state.work = (state.work + Work::ALL.len() - 1) % Work::ALL.len();
        }
        Action::Down if picks_work(state, desk) => state.work = (state.work + 1) % Work::ALL.len(),
        movement => {
            let rows = rows(state, desk);
            state.cursor.act(movement, rows);
        }
    }
    Vec::new()
}

/// Whether up and down choose the kind of work that is drawn.
fn picks_work(state: &State, desk: &Desk<'_>) -> bool {
    state.figure == Figure::Days && !state.is_table(desk)
}

/// Rows through which one moves: those of the table, which the charts of rows have, too.
fn rows(state: &State, desk: &Desk<'_>) -> usize {
    let still = matches!(state.figure, Figure::Days | Figure::Waiting) && !state.is_table(desk);
    match state.figures(desk) {
        Some(answer) if !still => table::rows(state, answer, desk),
        _ => 0,
    }
}

fn export(state: &State, desk: &Desk<'_>) -> Vec<Effect> {
    let list = state
        .figures(desk)
        .map(|answer| table::list(state, answer, desk));
    match list {
        Some(list) => vec![Effect::Export(Box::new(list))],
        None => vec![says::notice(Tone::Info, desk.texts.get("export-empty"))],
    }
}

/// Asks for figures that answer another question: those that are shown go.
fn ask_other(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    state.answer = None;
    state.cursor = Cursor::default();
    ask(state, desk)
}

/// Asks the register; what it told last stays on the screen meanwhile.
fn ask(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    state.asked = Some(desk.ticket);
    state.trouble = None;
    vec![Effect::Ask(Ask::Overview {
        ticket: desk.ticket,
        query: state.query(desk),
    })]
}

fn hear(state: &mut State, news: &News, desk: &Desk<'_>) -> Vec<Effect> {
    match news {
        // What another clerk has seen is not this one's.
        News::Unlocked(_) => {
            *state = State {
                visible: state.visible,
                ..State::default()
            };
        }
        News::OverviewKept { ticket, answer } if state.asked == Some(*ticket) => {
            let newer = state
                .figures(desk)
                .is_some_and(|shown| shown.at >= answer.at);
            if !newer {
                state.answer = Some(answer.clone());
            }
        }
        News::Overview { ticket, result } if state.asked == Some(*ticket) => {
            state.asked = None;
            match result {
                Ok(answer) => state.answer = Some(answer.clone()),
                Err(why) => state.trouble = Some(*why),
            }
            let rows = rows(state, desk);
            state.cursor.clamp(rows);
        }
        News::Link(link) => {
            let back = link.state == LinkState::Connected;
            if back && state.visible && state.trouble == Some(Unreachable::NoLine) {
                return ask(state, desk);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// The panel is shown: its figures are asked for.
pub fn shown(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    state.visible = true;
    if people::may(desk, Capability::ReportView) {
        ask(state, desk)
    } else {
        Vec::new()
    }
}

/// The panel is left.
pub fn hidden(state: &mut State) {
    state.visible = false;
}

/// Whether an action would do anything now.
#[must_use]
pub fn offers(state: &State, action: Action, desk: &Desk<'_>) -> bool {
    match action {
        Action::Cancel => true,
        _ if !people::may(desk, Capability::ReportView) => false,
        Action::ExportList => state.figures(desk).is_some(),
        _ => true,
    }
}
