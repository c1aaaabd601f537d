//! Pasted text: into one row, or, when it holds cells of a table, over the rows that follow. Nothing is submitted by it.

use super::slots::Nature;
use super::state::{Content, Focus, State};
use super::update::{Flow, leave, say};
use crate::domain::Clean;
use crate::domain::entries::{NO_PATRONYMIC, no_patronymic};
use crate::i18n::Arg;
use crate::tui::screens::{Desk, Tone};

pub(super) fn paste(state: &mut State, text: &str, desk: &Desk<'_>) -> Flow {
    let Focus::Row(at) = state.focus else {
        return say(Tone::Info, "form-paste-nowhere", desk);
    };
    let text = text.trim_end_matches(['\n', '\r']);
    if text.contains(['\t', '\n', '\r']) {
        return spread(state, at, text, desk);
    }
    state.rows[at].fixed = None;
    let taken = match &mut state.rows[at].content {
        Content::Line(line) => line.paste(text),
        Content::Choice(_) => fill(state, at, text, desk),
    };
    if taken {
        Flow::Quiet
    } else {
        let label = state.rows[at].slot.label(desk.texts);
        let args = [("field", Arg::Text(&label))];
        Flow::Says(Tone::Warning, desk.texts.with("form-paste-refused", &args))
    }
}

/// Cell by cell from this row on. An empty cell leaves its row as it is.
fn spread(state: &mut State, from: usize, text: &str, desk: &Desk<'_>) -> Flow {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let cells: Vec<&str> = text.split(['\t', '\n']).map(str::trim).collect();
    let (mut filled, mut refused) = (0, Vec::new());
    let mut over = 0;
    let mut row = Some(from);
    for cell in cells {
        let Some(at) = row else {
            over += usize::from(!cell.is_empty());
            continue;
        };
        if !cell.is_empty() {
            if fill(state, at, cell, desk) {
                filled += 1;
            } else {
                refused.push(state.rows[at].slot.label(desk.texts));
            }
        }
        leave(state, at, desk);
        state.focus = Focus::Row(at);
        row = state.shown().into_iter().find(|next| *next > at);
    }
    let count = |n: usize| Arg::Count(n as i64);
    let mut said = desk.texts.with("form-pasted", &[("count", count(filled))]);
    if !refused.is_empty() {
        let list = refused.join(", ");
        let args = [("fields", Arg::Text(&list))];
        said = format!("{said} {}", desk.texts.with("form-pasted-refused", &args));
    }
    if over > 0 {
        let args = [("count", count(over))];
        said = format!("{said} {}", desk.texts.with("form-pasted-over", &args));
    }
    let tone = if refused.is_empty() && over == 0 {
        Tone::Done
    } else {
        Tone::Warning
    };
    Flow::Says(tone, said)
}

/// Puts a whole value into a row. False: it can't stand there, and the row is as it was.
fn fill(state: &mut State, at: usize, text: &str, desk: &Desk<'_>) -> bool {
    let row = &mut state.rows[at];
    let slot = row.slot;
    match &mut row.content {
        Content::Choice(choice) => {
            let folded = |text: &str| text.trim().to_lowercase().replace('ё', "е");
            let wanted = folded(Clean::new(text).as_str());
            let codes = slot.codes();
            let fits = |code: &&str| {
                *code == wanted || folded(&slot.caption(code, desk.texts)).starts_with(&wanted)
            };
            let Some(found) = codes.iter().position(fits).filter(|_| !wanted.is_empty()) else {
                return false;
            };
            choice.choose(Some(found));
        }
        Content::Line(line) => {
            let none = slot.nature() == Nature::Patronymic && no_patronymic(text);
            let text = if none { NO_PATRONYMIC } else { text };
            let Some(fitting) = line.fitting(text) else {
                return false;
            };
            row.fixed = None;
            line.replace(&fitting);
        }
    }
    state.sync();
    true
}
