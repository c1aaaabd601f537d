//! The login: a box with two lines and room for what went wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::state::State;
use crate::i18n::Arg;
use crate::sync::desk::{Cause, UnlockRefusal};
use crate::tui::action::{Action, Place};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::theme::Role;
use crate::tui::widgets::{Ink, hints, ink, popup};

const WIDTH: u16 = 64;
const HEIGHT: u16 = 14;
/// Room for the two labels.
const LABEL: u16 = 10;
/// Rows for what went wrong.
const MESSAGE: u16 = 5;

/// Draws the box; the cursor is in the line that is being typed.
pub fn view(state: &State, desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let title = Ink::own(desk.texts.get("login-title"));
    let place = popup::centred(area, WIDTH, HEIGHT);
    let inside = popup::draw(&title, desk.theme, place, buf);
    let line = |row: u16| {
        let y = inside.y + row;
        let height = u16::from(y < inside.bottom());
        Rect::new(inside.x, y.min(inside.bottom()), inside.width, height)
    };
    let intro = if state.again {
        "login-again"
    } else {
        "login-intro"
    };
    let intro = Ink::own(desk.texts.get(intro)).role(Role::Dim);
    intro.draw(desk.theme, inside.x, inside.y, inside.width, buf);

    let login = labelled("login-login", !state.on_password, desk, line(2), buf);
    let typing = !state.waiting;
    let in_login = state
        .login
        .draw(typing && !state.on_password, desk.theme, login, buf);
    let password = labelled("login-password", state.on_password, desk, line(4), buf);
    let in_password = state
        .password
        .draw(typing && state.on_password, desk.theme, password, buf);

    let (text, role) = message(state, desk);
    for (row, text) in ink::wrap(&text, inside.width).into_iter().enumerate() {
        let row = row as u16;
        if row < MESSAGE {
            ink::line(&[Ink::own(text).role(role)], desk.theme, line(6 + row), buf);
        }
    }
    let mut keys = hints::collect(desk, Place::Login, &[Action::Submit]);
    for key in &mut keys {
        key.label = desk.texts.get("login-submit");
    }
    let others = [Action::NextField, Action::Help, Action::Leave];
    keys.extend(hints::collect(desk, Place::Login, &others));
    hints::draw(&keys, desk, line(inside.height.saturating_sub(1)), buf);
    in_login.or(in_password)
}

/// Draws a label and returns the place of its line.
fn labelled(key: &str, here: bool, desk: &Desk<'_>, row: Rect, buf: &mut Buffer) -> Rect {
    let role = if here { Role::Accent } else { Role::Label };
    let label = Ink::own(desk.texts.get(key)).role(role);
    ink::line(
        &[label],
        desk.theme,
        Rect {
            width: LABEL.min(row.width),
            ..row
        },
        buf,
    );
    Rect {
        x: row.x + LABEL.min(row.width),
        width: row.width.saturating_sub(LABEL),
        ..row
    }
}

fn message(state: &State, desk: &Desk<'_>) -> (String, Role) {
    let texts = desk.texts;
    let Some(refusal) = &state.refusal else {
        let text = if state.waiting {
            texts.get("login-waiting")
        } else {
            String::new()
        };
        return (text, Role::Dim);
    };
    let with_cause = |key: &str, why: &Cause| {
        let why = captions::cause(texts, why);
        texts.with(key, &[("why", Arg::Text(&why))])
    };
    let text = match refusal {
        UnlockRefusal::WrongPassword => texts.get("login-wrong"),
        UnlockRefusal::TooManyTries { seconds } => {
            let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
            texts.with("login-too-many", &[("seconds", Arg::Count(seconds))])
        }
        UnlockRefusal::FirstLoginNeedsRegister { why } => {
            with_cause("login-first-needs-register", why)
        }
        UnlockRefusal::LeaseOver { why } => with_cause("login-lease-over", why),
        UnlockRefusal::ClientTooOld { min_version } => texts.with(
            "login-client-too-old",
            &[("version", Arg::Count(i64::from(*min_version)))],
        ),
        UnlockRefusal::Store { why } => with_cause("login-store", why),
    };
    (text, Role::Error)
}
