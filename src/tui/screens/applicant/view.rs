//! The whole terminal, for the applicant: what it is about, the text, the box, and the few keys that mean something.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, Widget};

use super::body;
use super::password::Said;
use super::reading::Reading;
use super::state::{Note, State, Step};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::plain;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::hints::{self, Hint};
use crate::tui::widgets::{Ink, ink, large};

/// From here on there is room for large letters and a large box.
const ROOMY: u16 = 20;
/// Rows that large letters leave to everything else.
const REST: u16 = 14;
/// The widest line of text that is read with ease.
const LINE: u16 = 96;
/// Columns and rows of the large box.
const BOX: (u16, u16) = (7, 3);

/// Draws over all of `area`; the cursor stands in the password alone.
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let roomy = area.height >= ROOMY;
    let margin = if roomy && area.width >= 60 { 2 } else { 0 };
    let page = Rect::new(
        area.x + margin,
        area.y,
        area.width - 2 * margin,
        area.height,
    );
    let head = draw_head(state, desk, page, buf);
    let answer = if roomy { BOX.1 } else { 2 };
    // Below the text: how much is left, the answer, the calm line, the keys.
    let below = answer + 3;
    let air = u16::from(roomy);
    let top = (head + air).min(page.height);
    let text = Rect {
        y: page.y + top,
        width: page.width.min(LINE),
        height: page.height.saturating_sub(top + below),
        ..page
    };
    let reading = reading(state);
    let lines = body::lines(state, desk, text.width);
    reading.draw(&lines, desk.theme, text, buf);
    let row = |up: u16, height: u16| {
        let y = page.bottom().saturating_sub(up).max(page.y);
        let height = height.min(page.bottom() - y);
        Rect::new(page.x, y, page.width, height)
    };
    draw_left(reading, desk, row(below, 1), buf);
    let place = row(answer + 2, answer);
    let cursor = if state.password.asked {
        draw_password(state, desk, place, buf)
    } else {
        draw_answer(state, desk, place, buf);
        None
    };
    if let Some(note) = state.note.filter(|_| !state.password.asked) {
        let note = Ink::own(note_text(note, state, desk)).role(Role::Warning);
        ink::line(&[note], desk.theme, row(2, 1), buf);
    }
    hints::draw(&keys(state, desk), desk, row(1, 1), buf);
    cursor
}

fn reading(state: &State) -> &Reading {
    match state.step {
        Step::Consent(at) => state.read.get(at).unwrap_or(&state.aside),
        Step::Refusing(_) | Step::Summary => &state.aside,
    }
}

/// What this is about, in large letters where they fit; one line over the further pages. Returns the rows used.
fn draw_head(state: &State, desk: &Desk<'_>, page: Rect, buf: &mut Buffer) -> u16 {
    let (count, title) = heading(state, desk);
    if reading(state).turned() {
        let line = [
            Ink::own(format!("{count}  ")).role(Role::Accent),
            Ink::own(title).role(Role::Title),
        ];
        ink::line(&line, desk.theme, page, buf);
        return 1;
    }
    let most = page.height.saturating_sub(REST) / large::ROWS;
    let role = Role::Accent;
    if desk.plain() {
        let lines = [
            Ink::own(count).role(role),
            Ink::own(title).role(Role::Title),
        ];
        for (y, line) in (page.y..page.bottom()).zip(&lines) {
            let row = Rect {
                y,
                height: 1,
                ..page
            };
            ink::line(
                std::slice::from_ref(line),
                desk.theme,
                plain::row(desk.theme, row, buf),
                buf,
            );
        }
        return lines.len() as u16;
    }
    if let Some(lines) = large::fit(&title, page.width, most) {
        let above = u16::from(!count.is_empty());
        ink::line(&[Ink::own(count).role(role)], desk.theme, page, buf);
        let rows = large::ROWS * lines.len() as u16;
        let place = Rect {
            y: page.y + above,
            height: rows,
            ..page
        };
        large::draw(&lines, desk.theme, place, buf);
        return above + rows;
    }
    let mut used = 0;
    if page.height >= ROOMY
        && let Some(lines) = large::fit(&count, page.width, most.min(1))
    {
        large::draw(&lines, desk.theme, page, buf);
        used = large::ROWS + 1;
    } else if !count.is_empty() && page.height > 0 {
        ink::line(&[Ink::own(count).role(role)], desk.theme, page, buf);
        used = 1;
    }
    let spaced = large::spaced(&title);
    let lines = if spaced.chars().count() <= usize::from(page.width) {
        vec![spaced]
    } else {
        ink::wrap(&title.to_uppercase(), page.width)
    };
    for line in lines {
        if used < page.height {
            let place = Rect {
                y: page.y + used,
                height: 1,
                ..page
            };
            ink::line(&[Ink::own(line).role(Role::Title)], desk.theme, place, buf);
            used += 1;
        }
    }
    used
}

/// Which consent of how many, and its title.
fn heading(state: &State, desk: &Desk<'_>) -> (String, String) {
    let Some((at, text)) = state.shown() else {
        return (String::new(), desk.texts.get("applicant-thanks"));
    };
    let count = |n: usize| Arg::Count(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("number", count(at + 1)),
        ("count", count(state.texts.len())),
    ];
    let key = match state.step {
        Step::Refusing(_) => "applicant-count-refusing",
        Step::Consent(_) | Step::Summary => "applicant-count",
    };
    (desk.texts.with(key, &args), text.title.to_string())
}

/// How much of the text is left.
fn draw_left(reading: &Reading, desk: &Desk<'_>, row: Rect, buf: &mut Buffer) {
    let below = reading.below();
    let key = |action| {
        desk.keymap
            .hint(Place::Applicant, action)
            .unwrap_or_default()
    };
    let text = if below > 0 {
        let count = Arg::Count(i64::try_from(below).unwrap_or(i64::MAX));
        let page_down = key(Action::PageDown);
        let args = [("count", count), ("key", Arg::Text(&page_down))];
        desk.texts.with("applicant-below", &args)
    } else if reading.scrolled() {
        let page_up = key(Action::PageUp);
        desk.texts
            .with("applicant-above", &[("key", Arg::Text(&page_up))])
    } else {
        return;
    };
    let role = if reading.whole() {
        // It is announced: nothing else tells that the end was reached.
        if desk.plain() {
            Role::Status
        } else {
            Role::Dim
        }
    } else {
        Role::Warning
    };
    if row.height > 0 {
        ink::line(&[Ink::own(text).role(role)], desk.theme, row, buf);
    }
}

/// The box, and what to do with it in words.
fn draw_answer(state: &State, desk: &Desk<'_>, place: Rect, buf: &mut Buffer) {
    let Some((at, text)) = state.shown().filter(|_| state.step != Step::Summary) else {
        return;
    };
    if matches!(state.step, Step::Refusing(_)) || place.is_empty() {
        return;
    }
    let given = state.is_given(text.code);
    let key = |action| {
        desk.keymap
            .hint(Place::Applicant, action)
            .unwrap_or_default()
    };
    let (tick, submit, refuse) = (
        key(Action::Tick),
        key(Action::Submit),
        key(Action::RefuseConsent),
    );
    let args = [
        ("tick", Arg::Text(&tick)),
        ("submit", Arg::Text(&submit)),
        ("refuse", Arg::Text(&refuse)),
    ];
    let words = desk.texts.with(
        if given {
            "applicant-ticked"
        } else if state.is_refused(text.code) {
            "applicant-was-refused"
        } else if state.is_read(at) {
            "applicant-tick"
        } else {
            "applicant-read-first"
        },
        &args,
    );
    let role = if given { Role::Applied } else { Role::Text };
    let mark = if given { "X" } else { " " };
    let framed = place.height >= BOX.1 && place.width > BOX.0 && !desk.plain();
    let beside = if framed {
        let frame = Rect::new(place.x, place.y, BOX.0, BOX.1);
        Block::bordered()
            .border_style(desk.theme.style(Role::Title))
            .render(frame, buf);
        let sign = Ink::own(mark).role(Role::Title);
        sign.draw(desk.theme, place.x + BOX.0 / 2, place.y + 1, 1, buf);
        BOX.0 + 2
    } else {
        // Of one meaning with the words: told together with them when they are told.
        let of = if desk.plain() { role } else { Role::Title };
        let sign = Ink::own(format!("[{mark}]")).role(of);
        sign.draw(desk.theme, place.x, place.y, place.width, buf);
        4.min(place.width)
    };
    let room = place.width.saturating_sub(beside);
    let lines = ink::wrap(&words, room);
    // A single line stands beside the tick.
    let first = u16::from(lines.len() == 1 && framed);
    for (y, line) in (place.y + first..place.bottom()).zip(lines) {
        let line = Ink::own(line).role(role);
        line.draw(desk.theme, place.x + beside, y, room, buf);
    }
}

/// The clerk's password, and what came of the last try.
fn draw_password(
    state: &State,
    desk: &Desk<'_>,
    place: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    if place.is_empty() {
        return None;
    }
    let password = &state.password;
    let label = Ink::own(desk.texts.get("applicant-password")).role(Role::Accent);
    let used = label.draw(desk.theme, place.x, place.y, place.width, buf) + 1;
    let field = Rect {
        x: place.x + used.min(place.width),
        width: place.width.saturating_sub(used),
        height: 1,
        ..place
    };
    let typing = password.waiting.is_none();
    let cursor = password.input.draw(typing, desk.theme, field, buf);
    let tries = Arg::Count(i64::from(password.tries));
    let (text, role) = match password.said {
        _ if !typing => (desk.texts.get("applicant-password-waiting"), Role::Dim),
        Said::Nothing => (desk.texts.get("applicant-password-why"), Role::Dim),
        Said::Wrong => (
            desk.texts
                .with("applicant-password-wrong", &[("count", tries)]),
            Role::Error,
        ),
        Said::Wait(seconds) => (
            desk.texts.with(
                "applicant-password-wait",
                &[("seconds", Arg::Count(seconds))],
            ),
            Role::Error,
        ),
    };
    let lines = ink::wrap(&text, place.width);
    for (y, line) in (place.y + 1..place.bottom()).zip(lines) {
        let line = Ink::own(line).role(role);
        line.draw(desk.theme, place.x, y, place.width, buf);
    }
    cursor
}

fn note_text(note: Note, state: &State, desk: &Desk<'_>) -> String {
    let key = |action| {
        desk.keymap
            .hint(Place::Applicant, action)
            .unwrap_or_default()
    };
    match note {
        Note::ReadFirst if !reading(state).has_room() => desk.texts.get("applicant-note-no-room"),
        Note::ReadFirst => {
            let page_down = key(Action::PageDown);
            let args = [("key", Arg::Text(&page_down))];
            desk.texts.with("applicant-note-read-first", &args)
        }
        Note::TickFirst => {
            let tick = key(Action::Tick);
            let args = [("key", Arg::Text(&tick))];
            desk.texts.with("applicant-note-tick-first", &args)
        }
        Note::OtherKey => desk.texts.get("applicant-note-other-key"),
    }
}

/// The keys that mean something now, called by what they do here.
fn keys(state: &State, desk: &Desk<'_>) -> Vec<Hint> {
    let named: &[(Action, &str)] = match state.step {
        _ if state.password.waiting.is_some() => &[],
        _ if state.password.asked => &[
            (Action::Submit, "applicant-key-unlock"),
            (Action::Cancel, "applicant-key-back"),
        ],
        Step::Consent(_) => &[
            (Action::Tick, "applicant-key-tick"),
            (Action::Submit, "applicant-key-on"),
            (Action::RefuseConsent, "applicant-key-refuse"),
            (Action::PageDown, "applicant-key-read"),
            (Action::TakeBack, "applicant-key-clerk"),
        ],
        Step::Refusing(_) => &[
            (Action::Submit, "applicant-key-refuse"),
            (Action::Tick, "applicant-key-back"),
            (Action::TakeBack, "applicant-key-clerk"),
        ],
        Step::Summary => &[
            (Action::Submit, "applicant-key-clerk"),
            (Action::RefuseConsent, "applicant-key-again"),
        ],
    };
    let named = named.iter().filter_map(|(action, label)| {
        let key = desk.keymap.hint(Place::Applicant, *action)?;
        let label = desk.texts.get(label);
        Some(Hint { key, label })
    });
    named.collect()
}
