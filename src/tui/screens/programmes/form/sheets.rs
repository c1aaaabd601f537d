//! The sheet of the level that the clerk is at: its fields, then what stands in it.

use crate::i18n::Arg;
use crate::tui::form::{Row, Sheet};
use crate::tui::screens::Desk;

use super::entry::{Entry, Level};
use super::read;
use super::slot::Slot;
use super::state::{Form, Key};

/// Makes the sheet anew, with the focus on `focus`.
pub fn build(form: &mut Form, focus: Key, desk: &Desk<'_>) {
    let register = read::register(&form.tree);
    let entry = form.here();
    let (mut keys, mut rows) = (Vec::new(), Vec::new());
    for slot in entry.level.slots() {
        if read::asked(*slot, entry.level, register) {
            keys.push(Key::Of(*slot));
            rows.push(slot.row(entry.values.get(slot).map_or("", String::as_str), desk));
        }
    }
    for (at, child) in entry.children.iter().enumerate() {
        keys.push(Key::Child(at));
        rows.push(Row::link(name(child, desk), told(child, desk)));
    }
    if let Some(below) = entry.level.below() {
        keys.push(Key::Add);
        let label = desk.texts.get(match below {
            Level::Module => "programme-form-add-module",
            _ => "programme-form-add-group",
        });
        rows.push(Row::link(label, String::new()));
    }
    form.sheet = Sheet::new(rows);
    form.keys = keys;
    if let Some(at) = form.keys.iter().position(|key| *key == focus) {
        form.sheet.go_to(at);
    }
}

/// «Модуль 2. Схемотехника».
#[must_use]
pub fn name(entry: &Entry, desk: &Desk<'_>) -> String {
    let key = match entry.level {
        Level::Programme => "programme-form-programme",
        Level::Module => "programme-form-module",
        Level::Group => "programme-form-group",
    };
    let args = [
        ("number", Arg::Count(i64::from(entry.id))),
        ("name", Arg::Text(entry.name())),
    ];
    desk.texts.with(key, &args)
}

/// The most important of what was typed, beside the name.
fn told(entry: &Entry, desk: &Desk<'_>) -> String {
    let text = |slot| Arg::Text(entry.get(slot));
    match entry.level {
        Level::Programme => String::new(),
        Level::Module => {
            let args = [
                ("months", text(Slot::Months)),
                ("hours", text(Slot::Hours)),
                ("groups", Arg::Count(entry.children.len() as i64)),
            ];
            desk.texts.with("programme-form-module-told", &args)
        }
        Level::Group => {
            let args = [
                ("first", text(Slot::First)),
                ("last", text(Slot::Last)),
                ("places", text(Slot::Places)),
            ];
            desk.texts.with("programme-form-group-told", &args)
        }
    }
}
