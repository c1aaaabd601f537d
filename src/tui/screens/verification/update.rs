//! Events of the verification: opening and leaving an application, dialogs, keys, news.

use crate::domain::{
    ApplicationNumber, Check, Refusal, RejectReason, ResolveReason, ReturnReason, TakeOverReason,
};
use crate::i18n::{self, Arg};
use crate::sync::desk::Ask;
use crate::tui::action::{Action, Place};
use crate::tui::form::kind;
use crate::tui::screens::common::says;
use crate::tui::screens::common::tickets::Tickets;
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};
use crate::tui::widgets::Answer;

use super::card::CardState;
use super::dialog::{About, Dialog, sides};
use super::form::Form;
use super::marks::remark;
use super::state::{Given, State};
use super::{acts, changing, hold, keys, letter, news};

pub fn update(state: &mut State, event: Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    if let Event::News(news) = event {
        return news::hear(state, news, desk);
    }
    let dialog = state.form.as_mut().and_then(|form| form.dialog.as_mut());
    if let Some(dialog) = dialog {
        return match dialog.asked.update(&event, desk) {
            Answer::Open => Vec::new(),
            Answer::Cancelled => {
                close(state);
                Vec::new()
            }
            Answer::Given => answered(state, desk),
        };
    }
    if state.changes.is_open() {
        return changing::update(state, event, desk);
    }
    match event {
        Event::Action(action) => keys::act(state, action, desk),
        Event::Paste(text) => match text.trim().parse::<ApplicationNumber>() {
            Ok(number) => vec![Effect::Go(Goto::Case(number))],
            Err(_) => Vec::new(),
        },
        Event::Text(_) | Event::News(_) => Vec::new(),
    }
}

/// Opens an application: the draft comes back, the card is asked for. What was open before is left as by [`leave`].
pub fn open(state: &mut State, number: ApplicationNumber, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = leave(state, desk);
    if state.number() == Some(number) {
        return effects;
    }
    let case = desk.register.case(number);
    let waits = case
        .as_ref()
        .is_none_or(|case| case.application.state.awaits_acceptance());
    let draft = state.drafts.get(&number).filter(|_| waits).cloned();
    let restored = draft.is_some();
    let mut form = Form::new(number, case.as_ref(), draft);
    let marks_sent = state.sent.values().any(|s| s.number == number && s.marks)
        || state
            .waiting
            .iter()
            .any(|w| w.number == number && w.given == Given::Verify);
    if marks_sent {
        form.given = form.marks.clone();
    }
    let (card, ask) = CardState::ask(number, desk);
    form.card = card;
    if restored && form.changed() {
        effects.push(says::notice(
            Tone::Info,
            desk.texts.get("verify-draft-restored"),
        ));
    }
    state.form = Some(form);
    effects.extend(begun(state, number, desk));
    effects.extend(ask);
    if case.is_none() {
        effects.push(Effect::Ask(Ask::SyncNow));
    }
    effects
}

/// What was begun on the application and not finished.
fn begun(state: &State, number: ApplicationNumber, desk: &Desk<'_>) -> Option<Effect> {
    let step = state.changes.begun(number).next()?;
    let what = desk.texts.get(&i18n::key("command", step.code()));
    let key = says::key(desk, Place::Verification, Action::Changes);
    let args = [("what", Arg::Text(&what)), ("key", Arg::Text(&key))];
    let text = desk.texts.with("changes-begun-before", &args);
    Some(says::notice(Tone::Info, text))
}

/// Leaves the application: changed marks are given to the register; an open question is dropped. While a colleague works
/// on it they stay a draft.
pub fn leave(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    close(state);
    state.printing = None;
    state.changes.close();
    if hold::held(state, desk) {
        return Vec::new();
    }
    let mut tickets = Tickets::of(desk);
    acts::give_marks(state, &mut tickets, desk)
        .into_iter()
        .collect()
}

fn close(state: &mut State) -> Option<Dialog> {
    state.form.as_mut()?.dialog.take()
}

/// The dialog was answered and its fields are right in themselves. An answer about a record that moved behind the dialog
/// is not given yet; an explanation that was typed stays.
fn answered(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(mut dialog) = close(state) else {
        return Vec::new();
    };
    let decides = !matches!(
        dialog.about,
        About::Missing(_) | About::Mismatch(_) | About::TakeOver(_) | About::Held
    );
    if decides && let Some(told) = keys::taking_notice(state, desk) {
        let typed = matches!(dialog.about, About::Reject | About::Return);
        if let Some(form) = state.form.as_mut().filter(|_| typed) {
            form.dialog = Some(dialog);
        }
        return vec![told];
    }
    let choice = dialog.asked.choice();
    let text = dialog.asked.value("text").to_owned();
    let given = match &dialog.about {
        About::Missing(jumps) => {
            let jump = jumps.get(choice).copied().flatten();
            if let (Some(field), Some(form)) = (jump, &mut state.form) {
                form.field = field;
            }
            return Vec::new();
        }
        About::Mismatch(_) => return differs(state, dialog),
        About::TakeOver(action) => match TakeOverReason::ALL.get(choice) {
            Some(reason) => return hold::take(state, *reason, *action, desk),
            None => return Vec::new(),
        },
        About::Held => return hold::left(choice),
        About::Mail => return letter::answered(state, dialog, desk),
        About::Accept => match kind::date(dialog.asked.value("date"), desk.today) {
            Some(date) => acts::accept(state, dialog.asked.value("number"), date, desk),
            None => Err(Refusal::JournalDate),
        },
        About::Reject => match RejectReason::ALL.get(choice) {
            Some(reason) => acts::reject(state, *reason, &text, desk),
            None => return Vec::new(),
        },
        About::Return => match ReturnReason::ALL.get(choice) {
            Some(reason) => acts::send_back(state, *reason, &text, desk),
            None => return Vec::new(),
        },
        About::Resolve => match ResolveReason::ALL.get(choice) {
            Some(reason) => acts::resolve(state, *reason, desk),
            None => return Vec::new(),
        },
    };
    given.unwrap_or_else(|why| {
        match why {
            Refusal::JournalNumber => dialog.asked.blame("number", "refusal-journal-number"),
            Refusal::JournalDate => dialog.asked.blame("date", "refusal-journal-date"),
            Refusal::TextMissing => dialog.asked.blame("text", "refusal-text-missing"),
            other => return vec![says::notice(Tone::Warning, says::refusal(desk, &other))],
        }
        if let Some(form) = &mut state.form {
            form.dialog = Some(dialog);
        }
        Vec::new()
    })
}

/// Marks the field as differing, with the note or the right value that was typed.
fn differs(state: &mut State, mut dialog: Dialog) -> Vec<Effect> {
    let About::Mismatch(field) = dialog.about else {
        return Vec::new();
    };
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    let value = dialog.asked.value("value").into();
    let note = dialog.asked.value("note").into();
    let remark = remark(field, value, note);
    if remark.note.is_empty() && remark.right_value.is_none() {
        dialog.asked.blame("value", "verify-mismatch-empty");
        form.dialog = Some(dialog);
        return Vec::new();
    }
    let sides = sides(form);
    let aim = sides
        .get(dialog.asked.choice())
        .copied()
        .unwrap_or(form.aim);
    form.marks
        .set(field, aim.kinds(form.sees(field)), Check::Mismatch);
    form.marks.remark(remark);
    form.settle(field);
    form.step_field(1);
    acts::keep_draft(state).into_iter().collect()
}
