//! The row of keys at the foot of a panel or dialog, made from the loaded keymap: what is bound is what is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ink::Ink;
use crate::i18n;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::theme::Role;

/// A key and what it does, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    pub key: String,
    pub label: String,
}

/// Hints for those of `actions` that have a key in `place`, in their order.
#[must_use]
pub fn collect(desk: &Desk<'_>, place: Place, actions: &[Action]) -> Vec<Hint> {
    actions
        .iter()
        .filter_map(|&action| {
            Some(Hint {
                key: desk.keymap.hint(place, action)?,
                label: desk.texts.get(&i18n::key("action", action.code())),
            })
        })
        .collect()
}

/// Draws whole hints only, as many as fit. Returns the columns used.
pub fn draw(hints: &[Hint], desk: &Desk<'_>, area: Rect, buf: &mut Buffer) -> u16 {
    let mut used = 0;
    for hint in hints {
        let key = Ink::own(hint.key.as_str()).role(Role::Key);
        let label = Ink::own(hint.label.as_str()).role(Role::KeyLabel);
        let gap = u16::from(used > 0);
        let need = gap + key.width() + 1 + label.width();
        if used + need > area.width {
            break;
        }
        let x = area.x + used + gap;
        let after = key.draw(desk.theme, x, area.y, key.width(), buf);
        label.draw(desk.theme, x + after + 1, area.y, label.width(), buf);
        used += need;
    }
    used
}
