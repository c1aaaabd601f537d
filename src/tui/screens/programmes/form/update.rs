//! Keys of the form.

use crossterm::event::KeyEvent;

use crate::domain::{EnrolmentRefusal, ProgrammeCommand, Refusal};
use crate::i18n::Arg;
use crate::tui::action::{Action, Place};
use crate::tui::form::{Row, Stroke, kind, sheet};
use crate::tui::screens::common::{moment, says};
use crate::tui::screens::{Desk, Effect, Event, Tone};

use super::super::give::{foresee, give, refusal};
use super::super::list;
use super::super::state::State;
use super::entry::About;
use super::slot::Slot;
use super::state::{Form, Key};
use super::{begin, draft, levels, read};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    match event {
        Event::Action(Action::SaveProgramme) => return save(state, desk),
        Event::Action(Action::Cancel) => return cancel(state, desk),
        _ => {}
    }
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    let before = form.tree.clone();
    let said = match event {
        Event::Action(action) => act(form, action, desk),
        Event::Text(key) => write(form, key, desk),
        Event::Paste(text) => paste(form, text, desk),
        Event::News(_) => None,
    };
    form.take();
    let mut effects = Vec::new();
    if form.tree != before {
        effects.push(form.keep());
        if form.tree == form.start {
            state.drafts.remove(&form.about);
        } else {
            state.drafts.insert(form.about, form.tree.clone());
        }
    }
    effects.extend(said.map(|(tone, text)| says::notice(tone, text)));
    effects
}

type Said = Option<(Tone, String)>;

fn act(form: &mut Form, action: Action, desk: &Desk<'_>) -> Said {
    match (action, form.key()) {
        (Action::Submit, Some(Key::Child(at))) => {
            settle(form, desk);
            levels::enter(form, at, desk);
        }
        (Action::Submit, Some(Key::Add)) => {
            settle(form, desk);
            let current = form.current(desk);
            levels::add(form, current, desk);
        }
        (Action::Submit, _) => {
            let last = form.sheet.focus() + 1 >= form.keys.len();
            settle(form, desk);
            // Behind the last row of a group there is nothing: back to its module.
            if !last || !levels::leave(form, desk) {
                form.sheet.act(Action::NextField);
            }
        }
        (Action::NextError, _) => return next_error(form, desk),
        (Action::Discard, Some(Key::Child(at))) => {
            return Some((Tone::Info, levels::remove(form, at, desk)));
        }
        (Action::Discard, _) => {
            let text = desk.texts.get("programme-form-nothing-to-remove");
            return Some((Tone::Info, text));
        }
        (Action::Undo, key) => {
            let undone = match key {
                Some(Key::Of(_)) => form.sheet.undo(),
                _ => levels::put_back(form, desk),
            };
            if !undone {
                return Some((Tone::Info, desk.texts.get("form-nothing-to-undo")));
            }
        }
        (movement, _) => {
            settle(form, desk);
            form.sheet.act(movement);
        }
    }
    None
}

/// What is left behind is put into the form in which it is kept, and its faults are told from now on.
fn settle(form: &mut Form, desk: &Desk<'_>) {
    if let Some(Key::Of(slot)) = form.key() {
        let typed = form.sheet.here().map(Row::value).unwrap_or_default();
        let day = matches!(slot, Slot::First | Slot::Last).then(|| kind::date(&typed, desk.today));
        if let Some(day) = day.flatten() {
            form.sheet.replace(&moment::typed(day));
        }
        form.left.insert((form.path.clone(), slot));
    }
    form.take();
}

fn write(form: &mut Form, key: KeyEvent, desk: &Desk<'_>) -> Said {
    let text = |key: &str| Some((Tone::Info, desk.texts.get(key)));
    let row = form.key();
    match form.sheet.key(key) {
        Stroke::Changed | Stroke::Quiet => None,
        Stroke::WentOn => {
            if let Some(Key::Of(slot)) = row {
                form.left.insert((form.path.clone(), slot));
            }
            None
        }
        Stroke::Full => {
            let text = says::with_key(desk, "form-full", Place::ProgrammeForm, Action::Undo);
            Some((Tone::Info, text))
        }
        Stroke::Refused => match form.sheet.here().map(|row| &row.content) {
            Some(sheet::Content::Choice(_) | sheet::Content::Flags(_)) => {
                text("form-refused-choice")
            }
            _ => text("form-refused-digits"),
        },
    }
}

fn paste(form: &mut Form, pasted: &str, desk: &Desk<'_>) -> Said {
    let taken = form.sheet.paste(pasted);
    (!taken).then(|| (Tone::Info, desk.texts.get("programme-form-paste")))
}

/// To the next row at fault behind the focus, else to the first.
fn next_error(form: &mut Form, desk: &Desk<'_>) -> Said {
    settle(form, desk);
    form.tried = true;
    let faults = form.faults(desk);
    let Some(first) = faults.first() else {
        let key = says::key(desk, Place::ProgrammeForm, Action::SaveProgramme);
        let args = [("key", Arg::Text(&key))];
        let text = desk.texts.with("programme-form-no-errors", &args);
        return Some((Tone::Done, text));
    };
    let here = match form.key() {
        Some(Key::Of(slot)) => (form.path.clone(), false, Some(slot)),
        _ => (form.path.clone(), true, None),
    };
    let place = |fault: &read::Fault| (fault.path.clone(), fault.slot.is_none(), fault.slot);
    let next = faults.iter().find(|fault| place(fault) > here);
    let next = next.unwrap_or(first).clone();
    let key = next.slot.map_or(Key::Add, Key::Of);
    levels::go_to(form, &next.path, key, desk);
    None
}

/// Escape: out of the group or module, at last out of the form; what is typed stays.
fn cancel(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(form) = &mut state.form {
        settle(form, desk);
        if levels::leave(form, desk) {
            return Vec::new();
        }
    }
    let effects = begin::leave(state, desk);
    list::rebuild(state, desk);
    effects
}

/// Gives what is filled in, or goes to the first fault.
fn save(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    settle(form, desk);
    form.tried = true;
    let faults = form.faults(desk);
    if let Some(first) = faults.first() {
        let key = first.slot.map_or(Key::Add, Key::Of);
        levels::go_to(form, &first.path.clone(), key, desk);
        let next = says::key(desk, Place::ProgrammeForm, Action::NextError);
        let args = [
            ("count", Arg::Count(faults.len() as i64)),
            ("key", Arg::Text(&next)),
        ];
        let text = desk.texts.with("programme-form-not-finished", &args);
        return vec![says::notice(Tone::Warning, text)];
    }
    let about = form.about;
    let command = match about {
        About::Outline(_) => ProgrammeCommand::SaveProgramme {
            outline: Box::new(read::outline(&form.tree)),
        },
        About::Group(_, module, _) => ProgrammeCommand::SaveGroup {
            module,
            group: read::group(&form.tree),
        },
    };
    let id = about.programme();
    match foresee(form.current(desk), id, &command, desk) {
        Ok(_) => {}
        Err(Refusal::NothingChanged) => {
            let text = desk.texts.get("programme-form-unchanged");
            return vec![says::notice(Tone::Info, text)];
        }
        Err(why) => return vec![says::notice(Tone::Warning, wrong(&why, desk))],
    }
    // Until it is in the journal it stays a draft, whatever becomes of the disk.
    let kept = draft::keep(about, &form.tree);
    state.drafts.insert(about, form.tree.clone());
    state.form = None;
    if state.opened() != Some(id) {
        state.open(id, desk);
    }
    let given = give(state, desk.ticket, id, command, Some(about), desk);
    vec![kept, given]
}

/// Why `domain` refuses what has no fault in itself.
fn wrong(why: &Refusal, desk: &Desk<'_>) -> String {
    match why {
        Refusal::Enrolment(EnrolmentRefusal::InUse(_) | EnrolmentRefusal::LimitBelowUse(_)) => {
            says::refusal(desk, why)
        }
        other => refusal(other, desk),
    }
}
