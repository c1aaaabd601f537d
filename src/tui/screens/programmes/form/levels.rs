//! Going into a module or a group and out of it, adding one and taking one out.

use chrono::Datelike;

use crate::domain::Programme;
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::says;

use super::entry::{Entry, Level};
use super::sheets::build;
use super::slot::Slot;
use super::state::{Form, Key, Removed};

/// Into the module or group at the place.
pub fn enter(form: &mut Form, at: usize, desk: &Desk<'_>) {
    form.path.push(at);
    let first = form.here().level.slots()[0];
    build(form, Key::Of(first), desk);
}

/// Out of it. False: this is the outermost sheet.
pub fn leave(form: &mut Form, desk: &Desk<'_>) -> bool {
    let Some(at) = form.path.pop() else {
        return false;
    };
    build(form, Key::Child(at), desk);
    true
}

/// To a row of any sheet, that of `path`.
pub fn go_to(form: &mut Form, path: &[usize], key: Key, desk: &Desk<'_>) {
    path.clone_into(&mut form.path);
    build(form, key, desk);
}

/// Adds a module or a group behind the others, and goes into it. Numbers that the programme has given are not given again.
pub fn add(form: &mut Form, current: Option<&Programme>, desk: &Desk<'_>) {
    let Some(level) = form.here().level.below() else {
        return;
    };
    let given = current.map_or(0, |programme| greatest(programme, level));
    let id = form.tree.greatest(level).max(given).saturating_add(1);
    let year = form.tree.get(Slot::Year).parse().unwrap_or(0);
    let child = match level {
        Level::Group => group(id, form.here().get(Slot::ChildrenMax), year, desk),
        _ => Entry::blank(level, id),
    };
    let path = form.path.clone();
    let Some(entry) = form.tree.at_mut(&path) else {
        return;
    };
    entry.children.push(child);
    let at = entry.children.len() - 1;
    enter(form, at, desk);
}

fn greatest(programme: &Programme, level: Level) -> u16 {
    let modules = programme.modules.iter();
    let greatest = if level == Level::Module {
        modules.map(|module| module.id.0).max()
    } else {
        let groups = modules.flat_map(|module| &module.groups);
        groups.map(|group| group.id.0).max()
    };
    greatest.unwrap_or(0)
}

/// A group as most are: over the school year, with as many places as the module has children.
#[must_use]
pub fn group(id: u16, places: &str, year: u16, desk: &Desk<'_>) -> Entry {
    let number = id.to_string();
    let args = [("number", Arg::Text(&number))];
    let named = desk.texts.with("programme-form-group-name", &args);
    let entry = Entry::blank(Level::Group, id).with(Slot::GroupName, &named);
    let entry = entry.with(Slot::Places, places);
    if year == 0 {
        return entry;
    }
    entry
        .with(Slot::First, &format!("01.09.{year}"))
        .with(Slot::Last, &format!("31.05.{}", year.saturating_add(1)))
}

/// The school year that programmes are made for now: from June on the coming one.
#[must_use]
pub fn school_year(desk: &Desk<'_>) -> i32 {
    let today = desk.today;
    today.year() - i32::from(today.month() < 6)
}

/// Takes a module or group out; it can be put back. Gives what to tell.
pub fn remove(form: &mut Form, at: usize, desk: &Desk<'_>) -> String {
    let path = form.path.clone();
    let Some(entry) = form.tree.at_mut(&path) else {
        return String::new();
    };
    let removed = entry.children.remove(at);
    form.left
        .retain(|(below, _)| !below.starts_with(&path) || below.len() == path.len());
    let name = super::sheets::name(&removed, desk);
    form.removed = Some(Removed {
        path,
        at,
        entry: removed,
    });
    build(form, Key::Child(at), desk);
    if form.key().is_none_or(|key| key != Key::Child(at)) {
        build(form, Key::Add, desk);
    }
    let key = says::key(desk, Place::ProgrammeForm, Action::Undo);
    let args = [("name", Arg::Text(&name)), ("key", Arg::Text(&key))];
    desk.texts.with("programme-form-removed", &args)
}

/// Puts back what was taken out last. False: nothing was.
pub fn put_back(form: &mut Form, desk: &Desk<'_>) -> bool {
    let Some(removed) = form.removed.take() else {
        return false;
    };
    let Some(entry) = form.tree.at_mut(&removed.path) else {
        return false;
    };
    let at = removed.at.min(entry.children.len());
    entry.children.insert(at, removed.entry);
    go_to(form, &removed.path, Key::Child(at), desk);
    true
}
