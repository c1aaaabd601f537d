//! The list of acts over the opened programme: each with its key, what can't be done now dim and with the reason.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Programme, Refusal};
use crate::i18n;
use crate::tui::action::Place;
use crate::tui::captions::action_help;
use crate::tui::screens::Desk;
use crate::tui::screens::common::rows::{Rows, paragraph};
use crate::tui::screens::common::says;
use crate::tui::theme::Role;
use crate::tui::widgets::{Cursor, Ink, List};

use super::acts::{self, ACTS, Obstacle};
use super::opened::{Line, obstacle};

/// Columns of the key and of the name.
const KEY: usize = 4;
const NAME: usize = 30;

pub fn draw(
    menu: &Cursor,
    programme: &Programme,
    line: Line,
    desk: &Desk<'_>,
    area: Rect,
    buf: &mut Buffer,
) {
    let mut rows = Rows::new(area);
    let told = rows.bottom(2);
    let list = List {
        len: ACTS.len(),
        focused: true,
    };
    list.draw(menu, desk.theme, rows.rest(), buf, |at| {
        let action = ACTS[at];
        let key = says::key(desk, Place::Programme, action);
        let name = desk.texts.get(&i18n::key("action", action.code()));
        let named = format!("{key:<KEY$}{name:<NAME$}");
        match acts::may(action, programme, line, desk) {
            Ok(()) => vec![Ink::own(named)],
            Err(why) => vec![
                Ink::own(named).role(Role::Dim),
                Ink::own(short(&why, desk)).role(Role::Dim),
            ],
        }
    });
    let action = ACTS[menu.selected().min(ACTS.len() - 1)];
    let ink = match acts::may(action, programme, line, desk) {
        Ok(()) => Ink::own(action_help(desk.texts, Place::Programme, action)),
        Err(why) => Ink::own(obstacle(&why, desk)).role(Role::Warning),
    };
    paragraph(&ink, desk.theme, told, buf);
}

/// Why it can't be done now, in the words that a line has room for.
fn short(why: &Obstacle, desk: &Desk<'_>) -> String {
    let texts = desk.texts;
    match why {
        Obstacle::Refused(Refusal::NotAllowed(_)) => texts.get("changes-why-not-allowed"),
        Obstacle::Refused(Refusal::WrongState(_)) => texts.get("programmes-why-state"),
        Obstacle::Refused(Refusal::NothingChanged) => texts.get("programmes-why-done"),
        other => obstacle(other, desk),
    }
}
