//! The page of the check: what is still wrong, what to look at again, and the way on.

use super::state::{Focus, State};
use super::update::{Flow, finish, step};
use crate::domain::validate::Finding;
use crate::tui::action::Action;
use crate::tui::screens::Desk;

/// One line of the page.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// Everything is right: on to the next step.
    Done,
    Row(usize, Finding),
}

/// Errors first, then what is only to be looked at again.
pub(super) fn items(state: &State, desk: &Desk<'_>) -> Vec<Item> {
    let found = state.findings(desk.today);
    let (errors, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, f)| f.is_error());
    let done = errors.is_empty().then_some(Item::Done);
    let rows = errors.into_iter().chain(rest);
    let rows = rows.map(|(at, finding)| Item::Row(at, finding));
    done.into_iter().chain(rows).collect()
}

/// Rows that have an error, each once.
pub(super) fn errors(state: &State, desk: &Desk<'_>) -> Vec<usize> {
    let found = state.findings(desk.today).into_iter();
    let mut rows: Vec<usize> = found
        .filter(|(_, finding)| finding.is_error())
        .map(|(at, _)| at)
        .collect();
    rows.dedup();
    rows
}

pub(super) fn open(state: &mut State) {
    state.tried = true;
    state.focus = Focus::Check(0);
}

pub(super) fn act(state: &mut State, line: usize, action: Action, desk: &Desk<'_>) -> Flow {
    let items = items(state, desk);
    let last = items.len().saturating_sub(1);
    match action {
        Action::Down => state.focus = Focus::Check((line + 1).min(last)),
        Action::First => state.focus = Focus::Check(0),
        Action::Last => state.focus = Focus::Check(last),
        Action::Up if line > 0 => state.focus = Focus::Check(line - 1),
        Action::Up | Action::PreviousField => {
            let rows = state.rows.len();
            step(state, rows - 1, true, desk);
            if let Some(row) = state.shown().last() {
                state.focus = Focus::Row(*row);
            }
        }
        Action::NextField => match items.get(line) {
            Some(Item::Row(at, _)) => state.focus = Focus::Row(*at),
            _ => return finish(state, desk),
        },
        _ => {}
    }
    Flow::Quiet
}
