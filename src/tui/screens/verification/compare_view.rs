//! The question of a comparison over the verification: the document, its rows, what is to be said.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::entries::no_patronymic;
use crate::i18n;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::application_form::slots::Nature;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, hints, ink, popup};

use super::compare::{Comparing, Content, Row, caption, refused};

/// Columns of the box, and of the labels inside.
const WIDTH: u16 = 72;
const LABELS: u16 = 22;
/// Rows of the words at the top, and of what is said below.
const ABOUT: u16 = 2;
const SAID: u16 = 3;

/// Draws the box in the middle of `area`; returns the cursor's place.
pub fn draw(
    comparing: &Comparing,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let rows = comparing.rows.len() as u16 + 1;
    let height = ABOUT + rows + SAID + 1 + 2;
    let title = Ink::own(desk.texts.get("compare-title"));
    let place = popup::centred(area, WIDTH, height);
    let mut left = Rows::new(popup::draw(&title, desk.theme, place, buf));
    let about = Ink::own(desk.texts.get("compare-about")).role(Role::Dim);
    paragraph(&about, desk.theme, left.top(ABOUT), buf);
    let keys = hints::collect(
        desk,
        Place::Dialog,
        &[Action::Submit, Action::Cancel, Action::NextField],
    );
    hints::draw(&keys, desk, left.bottom(1), buf);
    let said = left.bottom(SAID);
    let mut cursor = draw_document(comparing, desk, left.top(1), buf);
    for (at, row) in comparing.rows.iter().enumerate() {
        let here = comparing.focus == at + 1;
        let drawn = draw_row(row, here, comparing.asked, desk, left.top(1), buf);
        cursor = drawn.or(cursor);
    }
    paragraph(&say(comparing, desk), desk.theme, said, buf);
    cursor.filter(|_| !comparing.asked)
}

fn label(text: String, here: bool, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    let role = if here { Role::Accent } else { Role::Label };
    let labels = LABELS.min(area.width);
    let place = Rect {
        width: labels.saturating_sub(1),
        ..area
    };
    ink::line(&[Ink::own(text).role(role)], desk.theme, place, buf);
    Rect {
        x: area.x + labels,
        width: area.width - labels,
        ..area
    }
}

fn draw_document(
    comparing: &Comparing,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let here = comparing.focus == 0;
    let right = label(desk.texts.get("compare-document"), here, desk, area, buf);
    let name = caption(comparing.document, desk);
    let text = Ink::own(format!("◄ {name} ►")).role(Role::Input);
    text.draw(desk.theme, right.x, right.y, right.width, buf);
    here.then(|| Position::new(right.x, right.y))
}

fn draw_row(
    row: &Row,
    here: bool,
    asked: bool,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let right = label(row.slot.label(desk.texts), here, desk, area, buf);
    match &row.content {
        Content::Choice(_) => {
            buf.set_style(right, desk.theme.style(Role::Input));
            let text = Ink::own(row.slot.caption(&row.text(), desk.texts)).role(Role::Input);
            text.draw(desk.theme, right.x, right.y, right.width, buf);
            here.then(|| Position::new(right.x, right.y))
        }
        Content::Line(line) => {
            let most = line
                .mask()
                .map_or(right.width, |mask| mask.most() as u16 + 1);
            let place = Rect {
                width: most.min(right.width),
                ..right
            };
            let cursor = line.draw(here && !asked, desk.theme, place, buf);
            if row.slot.nature() == Nature::Patronymic && no_patronymic(line.value()) {
                let text = Ink::own(desk.texts.get("form-no-patronymic")).role(Role::Dim);
                let room = right.width.saturating_sub(2);
                text.draw(desk.theme, right.x + 2, right.y, room, buf);
            }
            cursor
        }
    }
}

/// What is said below: the way of the question, why there was no verdict, the mistake of the row, what to type.
fn say(comparing: &Comparing, desk: &Desk<'_>) -> Ink<'static> {
    if comparing.asked {
        return Ink::own(desk.texts.get("compare-asking")).role(Role::Saving);
    }
    if let Some(why) = comparing.why {
        return Ink::own(refused(why, desk)).role(Role::Attention);
    }
    if let Some(finding) = comparing.mistake(desk) {
        let text = desk.texts.get(&i18n::key("finding", finding.code.code()));
        return Ink::own(text).role(Role::Error);
    }
    let Some(row) = comparing
        .focus
        .checked_sub(1)
        .and_then(|at| comparing.rows.get(at))
    else {
        return Ink::own(desk.texts.get("compare-turn")).role(Role::Dim);
    };
    if row.slot.nature() == Nature::Choice {
        let codes = row.slot.codes().into_iter().enumerate();
        let listed = codes.map(|(at, code)| {
            let caption = row.slot.caption(code, desk.texts);
            format!("{} {caption}", at + 1)
        });
        let listed: Vec<String> = listed.collect();
        return Ink::own(listed.join(" · ")).role(Role::Dim);
    }
    Ink::own(desk.texts.get("compare-type")).role(Role::Dim)
}
