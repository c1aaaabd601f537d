//! The coach's board as rows of text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::board::{Board, Page, Row, rows};
use super::coach::Coach;
use super::progress::Mark;
use super::{papers, strip, words};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::list::List;
use crate::tui::widgets::{Ink, hints, ink, popup};

pub fn view(board: &Board, coach: &Coach, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let title = match board.page {
        Page::Explanation => strip::title(coach, desk),
        Page::Papers => desk.texts.get("tutor-papers-title"),
    };
    let inside = popup::draw(&Ink::own(title), desk.theme, area, buf);
    if inside.height < 2 {
        return;
    }
    let foot = Rect::new(inside.x, inside.bottom() - 1, inside.width, 1);
    let body = Rect {
        height: inside.height - 1,
        ..inside
    };
    match board.page {
        Page::Explanation => draw_explanation(board, coach, desk, body, buf),
        Page::Papers => {
            let case = coach.material().and_then(|case| case.papers.as_ref());
            let lines = papers::lines(case, desk, body.width);
            board.scroll.draw(&lines, desk.theme, body, buf);
        }
    }
    let keys = hints::collect(desk, Place::Dialog, &[Action::Submit, Action::Cancel]);
    hints::draw(&keys, desk, foot, buf);
}

fn draw_explanation(board: &Board, coach: &Coach, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let rows = rows(coach);
    let list = u16::try_from(rows.len())
        .unwrap_or(u16::MAX)
        .min(area.height);
    let text = Rect {
        height: area.height - list,
        ..area
    };
    let lines = explanation(coach, desk, area.width);
    for (y, line) in (text.y..text.bottom()).zip(&lines) {
        line.draw(desk.theme, text.x, y, text.width, buf);
    }
    let below = Rect::new(area.x, text.bottom(), area.width, list);
    let shown = List {
        len: rows.len(),
        focused: true,
    };
    shown.draw(&board.cursor, desk.theme, below, buf, |at| {
        vec![Ink::own(caption(rows[at], coach, desk))]
    });
}

/// The mistake and its cure, else the step with what is behind it.
pub(super) fn explanation(coach: &Coach, desk: &Desk<'_>, width: u16) -> Vec<Ink<'static>> {
    let mut said: Vec<(String, Role)> = Vec::new();
    if let Some(why) = &coach.failed {
        let why = [("why", Arg::Text(why.as_str()))];
        said.push((desk.texts.with("tutor-failed-more", &why), Role::Error));
    } else if let Some(wrong) = coach.wrong {
        said.push((words::wrong(coach, wrong, desk), Role::Error));
        said.push((words::cure(coach, wrong, desk), Role::Text));
    } else if let Some((lesson, step)) = coach.step() {
        said.push((words::task(coach, lesson, step, desk), Role::Accent));
        said.push((words::why(coach, lesson, step, desk), Role::Text));
    } else if coach.lesson().is_none() {
        said.push((desk.texts.get("tutor-over-more"), Role::Text));
    } else {
        said.push((desk.texts.get("tutor-coming"), Role::Text));
    }
    said.into_iter()
        .flat_map(|(text, role)| {
            let lines = ink::wrap(&text, width).into_iter();
            lines.map(move |line| Ink::own(line).role(role))
        })
        .collect()
}

fn caption(row: Row, coach: &Coach, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match row {
        Row::GoOn => texts.get("tutor-go-on"),
        Row::Papers => texts.get("tutor-papers-row"),
        Row::Anew => texts.get("tutor-anew"),
        Row::Skip => texts.get("tutor-skip"),
        Row::Lesson(lesson) => {
            let now = coach.lesson().is_some_and(|(id, _)| id == lesson);
            let sign = match coach.mark(lesson) {
                _ if now => "tutor-mark-now",
                Some(Mark::Done) => "tutor-mark-done",
                Some(Mark::Skipped) => "tutor-mark-skipped",
                None => "tutor-mark-open",
            };
            let sign = if desk.plain() {
                texts.get(&format!("{sign}-plain"))
            } else {
                texts.get(sign)
            };
            format!("{sign} {}", words::lesson(lesson, desk))
        }
    }
}
