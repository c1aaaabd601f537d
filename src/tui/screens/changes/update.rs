//! Keys of the screens of changes: from the list over reason, form or choice to the sheet, and from there to the command.

use crate::domain::{Capability, Refusal, Step, may};
use crate::sync::desk::Ask;
use crate::tui::action::Action;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Event, Goto, Tone};
use crate::tui::widgets::Answer;

use super::command::{self, Paper};
use super::draft::Draft;
use super::municipality::{Pick, Picked};
use super::state::{At, Open, OwnCard, Stage, State, Told};
use super::{draft, entry, form, menu, merge, reason, sheet};

pub fn update(state: &mut State, event: Event<'_>, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(open) = &mut state.open else {
        return Told::nothing();
    };
    match &mut open.stage {
        Stage::Menu => match event {
            Event::Action(action) => on_menu(state, action, at, desk),
            _ => Told::nothing(),
        },
        Stage::Form(_) => form::update(state, event, at, desk),
        Stage::Sheet => match event {
            Event::Action(action) => sheet::act(state, action, at, desk),
            _ => Told::nothing(),
        },
        Stage::Saving => {
            let text = desk.texts.get("verify-being-saved");
            Told::effects([says::notice(Tone::Info, text)])
        }
        Stage::Municipality(pick) => match pick.update(event, at.case, desk) {
            Picked::Open => Told::nothing(),
            Picked::Cancelled => {
                back(state);
                Told::nothing()
            }
            Picked::One(code) => {
                if let Some(draft) = state.worked_on_mut() {
                    if draft.to != Some(code) {
                        draft.unprinted();
                    }
                    draft.to = Some(code);
                }
                go_to(state, Stage::Sheet);
                Told::effects(state.keep())
            }
        },
        Stage::Reason(dialog) | Stage::Other(dialog) | Stage::Entry(dialog) => {
            match dialog.update(&event, desk) {
                Answer::Open => Told::nothing(),
                Answer::Cancelled => {
                    cancelled(state);
                    Told::nothing()
                }
                Answer::Given => answered(state, at, desk),
            }
        }
    }
}

fn on_menu(state: &mut State, action: Action, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(open) = &mut state.open else {
        return Told::nothing();
    };
    let here = menu::LINES[open.menu.selected().min(menu::LINES.len() - 1)].0;
    match action {
        Action::Cancel | Action::Changes => {
            state.close();
            Told::nothing()
        }
        Action::Submit => begin(state, here, at, desk),
        Action::Discard => Told::effects(discard(state, here, desk)),
        Action::FundingAccount => {
            let certificate = at.case.certificate.number;
            Told::effects([Effect::Go(Goto::Account(certificate))])
        }
        other => {
            let Some(step) = menu::step_of_action(other) else {
                open.menu.act(other, menu::LINES.len());
                return Told::nothing();
            };
            let line = menu::LINES.iter().position(|(of, _)| *of == step);
            open.menu.select(line.unwrap_or_default());
            begin(state, step, at, desk)
        }
    }
}

/// Drops what was begun.
pub fn discard(state: &mut State, step: Step, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(number) = state.open.as_ref().map(|open| open.number) else {
        return Vec::new();
    };
    if state.drafts.remove(&(number, step.code())).is_none() {
        let text = desk.texts.get("changes-nothing-begun");
        return vec![says::notice(Tone::Info, text)];
    }
    let text = desk.texts.get("changes-discarded");
    vec![draft::forget(number, step), says::notice(Tone::Done, text)]
}

/// Begins a step, or goes on where it was left.
pub fn begin(state: &mut State, step: Step, at: &At<'_>, desk: &Desk<'_>) -> Told {
    if let Err(why) = may(at.case, step, at.context) {
        let text = says::refusal(desk, &why);
        return Told::effects([says::notice(Tone::Warning, text)]);
    }
    if step == Step::SendMail {
        state.close();
        return Told {
            letter: true,
            ..Told::nothing()
        };
    }
    let number = at.case.number();
    let open = state.open.get_or_insert_with(|| Open::at(number));
    open.step = Some(step);
    open.lines = crate::tui::widgets::Cursor::default();
    let known = state.draft(number, step).cloned();
    go_on(state, known.as_ref(), at, desk)
}

/// To the first thing that is not known yet.
fn go_on(state: &mut State, known: Option<&Draft>, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(step) = state.open.as_ref().and_then(|open| open.step) else {
        return Told::nothing();
    };
    match step {
        Step::Correct | Step::ChangeData => {
            if known.is_some_and(|draft| draft.printed && !draft.changes.is_empty()) {
                go_to(state, Stage::Sheet);
            } else {
                form::open(state, at);
            }
            Told::nothing()
        }
        Step::Merge if known.is_some_and(|draft| draft.into.is_some()) => {
            Told::effects(merge::show(state, desk))
        }
        Step::TransferCertificate if known.is_none_or(|draft| draft.to.is_none()) => {
            edit(state, at, desk)
        }
        Step::Suspend | Step::Exclude | Step::Reissue
            if known.is_none_or(|draft| draft.reason.is_none()) =>
        {
            edit(state, at, desk)
        }
        Step::Merge => edit(state, at, desk),
        _ => {
            state.worked_on_mut();
            go_to(state, Stage::Sheet);
            Told::nothing()
        }
    }
}

/// To what was typed or chosen, to change it.
pub fn edit(state: &mut State, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(step) = state.open.as_ref().and_then(|open| open.step) else {
        return Told::nothing();
    };
    let known = state.worked_on().cloned();
    let next = match step {
        Step::Correct | Step::ChangeData => {
            form::open(state, at);
            return Told::nothing();
        }
        Step::Suspend | Step::Exclude | Step::Reissue => {
            let draft = known.unwrap_or_else(|| Draft::begun(step));
            Stage::Reason(reason::dialog(&draft, desk))
        }
        Step::Merge => Stage::Other(merge::dialog(known.as_ref(), desk)),
        Step::TransferCertificate => {
            let forms = desk.register.supplies().forms();
            if forms.is_none_or(|forms| forms.municipalities.is_empty()) {
                let text = desk.texts.get("changes-municipalities-unknown");
                return Told::effects([says::notice(Tone::Warning, text)]);
            }
            Stage::Municipality(Pick::default())
        }
        _ => {
            let text = desk.texts.get("changes-nothing-to-edit");
            return Told::effects([says::notice(Tone::Info, text)]);
        }
    };
    go_to(state, next);
    Told::nothing()
}

fn go_to(state: &mut State, next: Stage) {
    if let Some(open) = &mut state.open {
        open.stage = next;
    }
}

/// Back to the list, or out of it where the step was begun from elsewhere. Drafts in which nothing was typed go.
pub fn back(state: &mut State) {
    let blank = state
        .worked_on()
        .is_some_and(|draft| *draft == Draft::begun(draft.step));
    let Some(open) = &mut state.open else {
        return;
    };
    let (number, step) = (open.number, open.step.take());
    if open.direct {
        state.open = None;
    } else {
        open.stage = Stage::Menu;
    }
    if let (true, Some(step)) = (blank, step) {
        state.drafts.remove(&(number, step.code()));
    }
}

/// Escape in a dialog: the entry leads back to the sheet; a question that changes an answer does too.
fn cancelled(state: &mut State) {
    let answered = state.worked_on().is_some_and(|draft| {
        draft.reason.is_some() || draft.into.is_some() || !draft.journal_number.is_empty()
    });
    let entry = matches!(
        state.open.as_ref().map(|open| &open.stage),
        Some(Stage::Entry(_))
    );
    if entry || answered {
        go_to(state, Stage::Sheet);
    } else {
        back(state);
    }
}

/// A dialog was answered, and its fields are right in themselves.
fn answered(state: &mut State, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(open) = &mut state.open else {
        return Told::nothing();
    };
    match std::mem::replace(&mut open.stage, Stage::Sheet) {
        Stage::Reason(mut dialog) => {
            let right = state
                .worked_on_mut()
                .is_some_and(|draft| reason::answered(&mut dialog, draft));
            if !right {
                go_to(state, Stage::Reason(dialog));
            }
            Told::effects(state.keep())
        }
        Stage::Other(dialog) => Told::effects(merge::answered(state, dialog, at, desk)),
        Stage::Entry(dialog) => {
            if let Some(draft) = state.worked_on_mut() {
                entry::answered(&dialog, draft);
            }
            let kept = state.keep();
            let mut told = give(state, at, desk);
            told.effects.extend(kept);
            told
        }
        other => {
            open.stage = other;
            Told::nothing()
        }
    }
}

/// Gives the command of the sheet.
pub fn give(state: &mut State, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(draft) = state.worked_on() else {
        return Told::nothing();
    };
    let Some(command) = command::of(draft, at.case, desk) else {
        let key = match draft.step {
            Step::Correct => "new-no-texts",
            _ => "changes-incomplete",
        };
        let text = desk.texts.get(key);
        return Told::effects([says::notice(Tone::Warning, text)]);
    };
    let step = draft.step;
    go_to(state, Stage::Saving);
    Told {
        give: Some((step, command)),
        ..Told::nothing()
    }
}

/// `domain` refused what was to be given: the dialog stands again with what was typed, and says why.
pub fn refused(state: &mut State, why: &Refusal, at: &At<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let blame = match why {
        Refusal::JournalNumber => Some(("number", "refusal-journal-number")),
        Refusal::JournalDate => Some(("date", "refusal-journal-date")),
        _ => None,
    };
    if let (Some((field, key)), Some(draft)) = (blame, state.worked_on()) {
        let mut dialog = entry::dialog(draft, at.journal, desk);
        dialog.blame(field, key);
        go_to(state, Stage::Entry(dialog));
        return Vec::new();
    }
    go_to(state, Stage::Sheet);
    let text = says::refusal(desk, why);
    vec![says::notice(Tone::Warning, text)]
}

/// What this desk's own journal knows of the family is asked for where no card is on the screen.
#[must_use]
pub fn ask_own(state: &mut State, at: &At<'_>) -> Option<Effect> {
    let open = state.open.as_mut()?;
    if at.card.is_some() {
        return None;
    }
    open.own = OwnCard::Asked;
    Some(Effect::Ask(Ask::Submitted {
        application: open.number,
    }))
}

/// Whether the paper can be printed by this clerk.
#[must_use]
pub fn prints(desk: &Desk<'_>) -> bool {
    people::may(desk, Capability::Print)
}

/// Whether something has to be signed before the command is given.
#[must_use]
pub fn signed(state: &State, at: &At<'_>) -> Paper {
    state
        .worked_on()
        .map_or(Paper::None, |draft| command::paper(draft, at.case))
}
