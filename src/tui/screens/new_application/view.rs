//! New applications on the screen: the steps with the present one marked, what stands in the way, then the step itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::draft::Step;
use super::hand_in::line_is_closed;
use super::state::State;
use super::{alike_view, consents_view, documents_view, list_view, papers_view, words};
use crate::i18n::Arg;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, application_form};
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, ink};

/// The most rows of what stands in the way.
const MOST_BANNER: u16 = 2;
/// Between two steps.
const ARROW: &str = " → ";

pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let cursor = if let (Some(step), Some(work)) = (state.step(), &state.work) {
        let mut rows = Rows::new(area);
        draw_steps(step, desk, rows.top(1), buf);
        if work.alike.looking().is_some() {
            alike_view::draw(state, &work.alike, desk, rows.rest(), buf);
            None
        } else {
            draw_banner(state, desk, &mut rows, buf);
            draw_step(state, step, desk, rows.rest(), buf)
        }
    } else {
        list_view::draw(state, desk, area, buf);
        None
    };
    match &state.asked {
        Some(asked) => asked.dialog.draw(desk, area, buf),
        None => cursor,
    }
}

fn draw_step(
    state: &State,
    step: Step,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let (Some(work), Some(draft)) = (&state.work, state.draft()) else {
        return None;
    };
    match step {
        Step::Documents => documents_view::draw(draft, &work.cursor, desk, area, buf),
        Step::Form => {
            let form = work.form.as_ref()?;
            return application_form::view(form, desk, area, buf);
        }
        Step::Consents => consents_view::draw(draft, desk, area, buf),
        Step::Papers | Step::Intake => papers_view::draw(state, draft, desk, area, buf),
    }
    None
}

/// `1 Документы → [2 Бланк] → …`
fn draw_steps(now: Step, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) {
    let mut pieces = Vec::new();
    for (at, step) in Step::ALL.into_iter().enumerate() {
        if at > 0 {
            pieces.push(Ink::own(ARROW).role(Role::Dim));
        }
        let name = format!("{} {}", at + 1, words::step(desk, step));
        let (text, role) = if step == now {
            (format!("[{name}]"), Role::Accent)
        } else {
            (name, Role::Dim)
        };
        pieces.push(Ink::own(text).role(role));
    }
    ink::line(&pieces, desk.theme, area, buf);
}

/// What the clerk has to know at every step: why the register refused, that the line is closed, alike records.
fn draw_banner(state: &State, desk: &Desk<'_>, rows: &mut Rows, buf: &mut Buffer) {
    let Some(text) = banner(state, desk) else {
        return;
    };
    let lines = ink::wrap(text.as_str(), 80);
    let height = MOST_BANNER.min(lines.len() as u16);
    paragraph(&text, desk.theme, rows.top(height), buf);
}

fn banner(state: &State, desk: &Desk<'_>) -> Option<Ink<'static>> {
    let draft = state.draft()?;
    if let Some((_, why)) = &draft.back {
        let why = says::refusal(desk, why);
        let text = desk.texts.with("new-back", &[("why", Arg::Text(&why))]);
        return Some(Ink::own(text).role(Role::Error));
    }
    if draft.handed.is_some() {
        return None;
    }
    if line_is_closed(desk) {
        return Some(Ink::own(desk.texts.get("new-line-closed")).role(Role::Warning));
    }
    let work = state.work.as_ref()?;
    if draft.step > Step::Documents
        && let Some(text) = alike_view::banner(&work.alike, draft.step, desk)
    {
        return Some(text);
    }
    if draft.numbers.is_none()
        && let Some(text) = words::numbers(desk)
    {
        return Some(Ink::own(text).role(Role::Warning));
    }
    draft.is_old(desk.now).then(|| {
        let text = desk.texts.with("new-old", &[("count", Arg::Count(1))]);
        Ink::own(text).role(Role::Warning)
    })
}
