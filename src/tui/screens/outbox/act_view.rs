//! One act, read in full.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::entry::Entry;
use super::state::State;
use super::{enrolment, words};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// Columns of what a line is.
const LABEL: u16 = 22;

pub fn draw(state: &State, entry: &Entry, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let lines = lines(state, entry, desk, area.width);
    state.scroll.draw(&lines, desk.theme, area, buf);
}

fn lines(state: &State, entry: &Entry, desk: &Desk<'_>, width: u16) -> Vec<Vec<Ink<'static>>> {
    let texts = desk.texts;
    let role = entry.progress.role();
    let mut lines = vec![
        vec![
            Ink::own(format!(" {} ", entry.progress.sign())).role(role),
            Ink::own(captions::command(texts, &entry.command)).role(Role::Title),
        ],
        Vec::new(),
    ];
    let mut put = |label: String, text: &str, role: Role| {
        let mut label = label;
        let room = width.saturating_sub(LABEL + 2);
        for row in ink::wrap(text, room) {
            let cells = usize::from(LABEL);
            let name = format!(" {:<cells$} ", cut(&std::mem::take(&mut label), cells));
            lines.push(vec![
                Ink::own(name).role(Role::Label),
                Ink::own(row).role(role),
            ]);
        }
    };
    let (label, about) = enrolment::about(entry, desk);
    put(texts.get(label), &about, Role::Text);
    let given = moment::moment(desk, entry.at);
    put(texts.get("act-given"), &given, Role::Text);
    for (label, text) in words::said(&entry.command, desk) {
        put(label, &text, Role::Value);
    }
    put(String::new(), "", Role::Text);
    let answer = words::answered(entry, desk);
    put(texts.get("act-answer"), &answer, role);
    for (n, follower) in state.followers(entry.id).enumerate() {
        let label = if n == 0 { "act-followers" } else { "" };
        let label = if label.is_empty() {
            String::new()
        } else {
            texts.get(label)
        };
        let what = captions::command(texts, &follower.command);
        put(label, &what, role);
        for (of, text) in words::said(&follower.command, desk) {
            put(String::new(), &format!("  {of}: {text}"), Role::Value);
        }
    }
    put(String::new(), "", Role::Text);
    let next = words::to_do(entry, desk);
    put(texts.get("act-do"), &next, Role::Text);
    lines
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most - 1).collect();
    short.push('…');
    short
}
