//! One request on the screen: what it is in the title, everything about it below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::RequestId;
use crate::i18n::Arg;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, both_ends};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

use super::state::State;
use super::{details, words};

/// Room for what a line is about.
const LABEL: usize = 16;

pub fn draw(state: &State, id: RequestId, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let Some(request) = desk.register.enrolment().request(id) else {
        return;
    };
    let mut rows = Rows::new(area);
    let certificate = request.certificate.to_string();
    let args = [("certificate", Arg::Text(&certificate))];
    let title = Ink::own(desk.texts.with("requests-details-title", &args)).role(Role::Title);
    let shown = Ink::own(words::state(request, desk)).role(Role::Status);
    both_ends(&[title], &shown, desk.theme, rows.top(1), buf);
    let area = rows.rest();
    let mut lines = Vec::new();
    for line in details::of(request, desk) {
        let room = area.width.saturating_sub(LABEL as u16 + 1);
        let mut label = line.label;
        for text in ink::wrap(&line.text, room) {
            let label = format!("{:<LABEL$} ", std::mem::take(&mut label));
            lines.push(vec![
                Ink::own(label).role(Role::Label),
                Ink::own(text).role(line.role),
            ]);
        }
    }
    state.scroll.draw(&lines, desk.theme, area, buf);
}
