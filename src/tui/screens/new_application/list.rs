//! The list of drafts: to begin one, go on with one, discard one.

use super::alike::{self, Alike};
use super::corrected;
use super::documents;
use super::draft::{self, Draft, Key, Step};
use super::list_view;
use super::state::{About, Asked, Row, State, Work};
use super::words;
use crate::domain::Capability;
use crate::i18n::Arg;
use crate::tui::action::Action;
use crate::tui::screens::common::{moment, people, says};
use crate::tui::screens::{Desk, Effect, Goto, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::{Cursor, Dialog, Ink};

/// The panel was opened by its key. `again`: it was shown already, and the key leads to the list. With no draft that waits
/// there is nothing to choose: a new one is begun.
pub fn shown(state: &mut State, again: bool, desk: &Desk<'_>) -> Vec<Effect> {
    if again {
        return leave(state);
    }
    let nothing_waits = state.drafts.is_empty() && state.unreadable.is_empty();
    if state.work.is_none() && nothing_waits && people::may(desk, Capability::ApplicationCreate) {
        return begin(state, Draft::begun(desk.now), desk);
    }
    Vec::new()
}

/// Back to the draft that was open when the program ended. `name`: as [`State::open_draft`] told it.
pub fn reopen(state: &mut State, name: &str, desk: &Desk<'_>) -> Vec<Effect> {
    match draft::key(name).filter(|key| state.drafts.contains_key(key)) {
        Some(key) => open(state, key, desk),
        None => Vec::new(),
    }
}

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match (action, state.row()) {
        (Action::Cancel, _) => vec![Effect::Go(Goto::Back)],
        (Action::ExportList, _) => vec![Effect::Export(Box::new(list_view::list(state, desk)))],
        (Action::Submit, Row::Begin) => begin(state, Draft::begun(desk.now), desk),
        (Action::Submit, Row::Draft(key)) => open(state, key, desk),
        (Action::Submit, Row::Unreadable(_)) => {
            let text = desk.texts.get("new-unreadable");
            vec![says::notice(Tone::Warning, text)]
        }
        (Action::Discard, Row::Begin) => {
            let text = desk.texts.get("new-nothing-to-discard");
            vec![says::notice(Tone::Info, text)]
        }
        (Action::Discard, Row::Draft(key)) => {
            ask_discard(state, key, desk);
            Vec::new()
        }
        (Action::Discard, Row::Unreadable(name)) => {
            let text = desk.texts.get("new-discard-unreadable");
            state.asked = Some(discard_dialog(name, vec![text], desk));
            Vec::new()
        }
        (Action::AnotherChild, row) => {
            let Some(from) = applicant(state, &row).cloned() else {
                let text = desk.texts.get("new-no-applicant");
                return vec![says::notice(Tone::Info, text)];
            };
            another_child(state, &from, desk)
        }
        (Action::Correct, _) => corrected::begin(state, desk),
        (movement, _) => {
            let count = state.rows().len();
            state.cursor.act(movement, count);
            Vec::new()
        }
    }
}

/// Whose applicant would be taken over: of the selected draft, else of the application that was finished last.
#[must_use]
pub fn applicant<'s>(state: &'s State, row: &Row) -> Option<&'s Draft> {
    match row {
        Row::Draft(key) => state.drafts.get(key),
        Row::Begin => state.last.as_ref(),
        Row::Unreadable(_) => None,
    }
}

/// A new draft for another child of the same applicant, open at its first step.
pub fn another_child(state: &mut State, from: &Draft, desk: &Desk<'_>) -> Vec<Effect> {
    let other = from.another_child(desk.now);
    let mut effects = leave(state);
    effects.extend(begin(state, other, desk));
    let text = desk.texts.get("new-another-child");
    effects.push(says::notice(Tone::Done, text));
    effects
}

fn begin(state: &mut State, draft: Draft, desk: &Desk<'_>) -> Vec<Effect> {
    if !people::may(desk, Capability::ApplicationCreate) {
        let who = people::who_can(desk, Capability::ApplicationCreate);
        return vec![says::notice(Tone::Warning, who)];
    }
    let mut key = draft.begun.timestamp_millis();
    while state.drafts.contains_key(&key) {
        key += 1;
    }
    state.drafts.insert(key, draft);
    let opened = open(state, key, desk);
    state.keep().into_iter().chain(opened).collect()
}

/// Goes on with a draft where it was left.
fn open(state: &mut State, key: Key, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.drafts.get(&key) else {
        return Vec::new();
    };
    let (step, looked) = (draft.step, draft.looked.clone());
    state.work = Some(Work {
        key,
        cursor: documents::start(),
        form: None,
        alike: Alike::before(looked),
    });
    if step == Step::Form {
        documents::open_form(state);
    }
    if step == Step::Documents {
        return Vec::new();
    }
    alike::settle(state, desk).into_iter().collect()
}

/// Back to the list. What holds nothing is not kept as a draft.
pub fn leave(state: &mut State) -> Vec<Effect> {
    let Some(work) = state.work.take() else {
        return Vec::new();
    };
    if state.drafts.get(&work.key).is_some_and(Draft::is_blank) {
        state.drafts.remove(&work.key);
        let name = draft::name(work.key);
        state.cursor = Cursor::default();
        return vec![Effect::Ask(draft::forget(&name))];
    }
    let rows = state.rows();
    let at = rows.iter().position(|row| *row == Row::Draft(work.key));
    state.cursor.select(at.unwrap_or_default());
    Vec::new()
}

/// Asks before a draft is thrown away; one without anything in it goes at once.
pub fn ask_discard(state: &mut State, key: Key, desk: &Desk<'_>) {
    let Some(draft) = state.drafts.get(&key) else {
        return;
    };
    let child = words::child(desk, &draft.entries);
    let begun = moment::moment(desk, draft.begun);
    let args = [
        ("child", Arg::Text(child.as_str())),
        ("begun", Arg::Text(&begun)),
    ];
    let mut body = vec![desk.texts.with("new-discard-about", &args)];
    body.push(match draft.number() {
        Some(number) => {
            let number = number.to_string();
            let args = [("number", Arg::Text(&number))];
            desk.texts.with("new-discard-handed", &args)
        }
        None => desk.texts.get("new-discard-lost"),
    });
    state.asked = Some(discard_dialog(draft::name(key), body, desk));
}

fn discard_dialog(name: String, body: Vec<String>, desk: &Desk<'_>) -> Asked {
    let title = Ink::own(desk.texts.get("new-discard-title")).role(Role::PopupTitle);
    let mut dialog = Dialog::new(title);
    for text in body {
        dialog = dialog.say(Ink::own(text));
    }
    Asked {
        about: About::Discard(name),
        dialog,
    }
}

/// The clerk has said yes.
pub fn discard(state: &mut State, name: &str, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(key) = draft::key(name) {
        state.drafts.remove(&key);
        if state.work.as_ref().is_some_and(|work| work.key == key) {
            state.work = None;
        }
    }
    state.unreadable.remove(name);
    let count = state.rows().len();
    state.cursor.clamp(count);
    let text = desk.texts.get("new-discarded");
    vec![
        Effect::Ask(draft::forget(name)),
        says::notice(Tone::Done, text),
    ]
}
