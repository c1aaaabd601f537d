//! The rows below the title: the lesson, the step, and what to do now, or what went wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::coach::Coach;
use super::words;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, hints, ink};

/// How many rows it takes from the panel.
pub const ROWS: u16 = 3;
/// Room for the sign before a mistake.
const INDENT: u16 = 2;

pub fn draw(coach: &Coach, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let head = Rect { height: 1, ..area };
    draw_head(coach, desk, head, buf);
    let (text, sign, role) = said(coach, desk);
    let room = area.width.saturating_sub(INDENT);
    let mut lines = ink::wrap(&text, room);
    let most = usize::from(ROWS - 1);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    let sign = Ink::own(sign).role(role);
    sign.draw(desk.theme, area.x, area.y + 1, INDENT, buf);
    for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
        let line = Ink::own(line).role(role);
        line.draw(desk.theme, area.x + INDENT, y, room, buf);
    }
}

/// The lesson and the step on the left, the coach's key on the right.
fn draw_head(coach: &Coach, desk: &Desk<'_>, row: Rect, buf: &mut Buffer) {
    let keys = hints::collect(desk, Place::Global, &[Action::TutorMore]);
    let width = keys.iter().map(|hint| {
        let key = Ink::own(hint.key.as_str()).width();
        key + 1 + Ink::own(hint.label.as_str()).width()
    });
    let width = width.sum::<u16>().min(row.width);
    let right = Rect::new(row.right() - width, row.y, width, 1);
    hints::draw(&keys, desk, right, buf);
    let title = Ink::own(format!("▌ {}", title(coach, desk))).role(Role::Accent);
    let room = row.width.saturating_sub(width + 1);
    title.draw(desk.theme, row.x, row.y, room, buf);
}

/// The lesson with the number of its step.
pub(super) fn title(coach: &Coach, desk: &Desk<'_>) -> String {
    let Some((id, lesson)) = coach.lesson() else {
        return desk.texts.get("tutor-over-title");
    };
    let count = |count: usize| Arg::Count(i64::try_from(count).unwrap_or(i64::MAX));
    let name = words::lesson(id, desk);
    let args = [
        ("lesson", Arg::Text(&name)),
        ("step", count(coach.progress.step + 1)),
        ("steps", count(lesson.steps.len())),
    ];
    desk.texts.with("tutor-title", &args)
}

fn said(coach: &Coach, desk: &Desk<'_>) -> (String, &'static str, Role) {
    let more = words::hint(Action::TutorMore, desk);
    let key = [("key", Arg::Text(&more))];
    if let Some(why) = &coach.failed {
        let args = [("key", Arg::Text(&more)), ("why", Arg::Text(why.as_str()))];
        return (desk.texts.with("tutor-failed", &args), "×", Role::Error);
    }
    if let Some(wrong) = coach.wrong {
        let text = words::wrong(coach, wrong, desk);
        let more = desk.texts.with("tutor-wrong-more", &key);
        return (format!("{text} {more}"), "×", Role::Error);
    }
    let text = match (coach.lesson(), coach.step()) {
        (None, _) => desk.texts.with("tutor-over", &key),
        (Some(_), None) => desk.texts.get("tutor-coming"),
        (Some(_), Some((id, step))) => words::task(coach, id, step, desk),
    };
    // Plain mode tells what is new and lit.
    let role = if desk.plain() {
        Role::Accent
    } else {
        Role::Text
    };
    (text, " ", role)
}
