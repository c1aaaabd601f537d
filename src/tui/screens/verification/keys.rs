//! The clerk's keys on the fields, while no dialog is open.

use crate::domain::{Capability, Case, Check, DuplicateState, Field, Step, may};
use crate::tui::action::{Action, Place};
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Goto, Tone};

use super::acts;
use super::card::CardState;
use super::changing;
use super::compare;
use super::dialog::Dialog;
use super::form::{Form, Known};
use super::hold;
use super::letter;
use super::obstacles::{field_name, obstacles};
use super::print;
use super::state::State;

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    if hold::asks(state, action, desk) {
        return Vec::new();
    }
    let case = state.case(desk);
    let certificate = case.as_ref().map(|case| case.certificate.number);
    let compared = case.is_some_and(|case| !case.application.state.awaits_acceptance());
    let Some(form) = &mut state.form else {
        return match action {
            Action::Cancel => vec![Effect::Go(Goto::Back)],
            Action::NextCase => vec![Effect::Go(Goto::NextCase)],
            Action::Enrol => vec![Effect::Go(Goto::Enrol(None))],
            _ => Vec::new(),
        };
    };
    match action {
        Action::Up => form.step_field(-1),
        Action::Down => form.step_field(1),
        Action::First => form.field = Field::ALL[0],
        Action::Last => form.field = Field::ALL[Field::ALL.len() - 1],
        Action::Left | Action::PreviousSection => form.step_section(-1),
        Action::Right | Action::NextSection => form.step_section(1),
        Action::PageDown => show_alike(form, 1),
        Action::PageUp => show_alike(form, -1),
        Action::ToggleCheckKind => form.aim = form.aim.next(),
        // Where nothing is left to compare, the key of the queue means what it means there.
        Action::NextUnchecked if compared => return away(state, Goto::NextCase, desk),
        Action::NextUnchecked if form.go_to_unchecked() => {}
        Action::NextUnchecked => return vec![all_checked(desk)],
        Action::NextDifference if form.go_to_difference(desk) => {}
        Action::NextDifference => {
            let text = desk.texts.get("verify-no-differences");
            return vec![says::notice(Tone::Info, text)];
        }
        Action::Match | Action::Mismatch | Action::ClearMark | Action::SectionMatches => {
            return mark(state, action, desk);
        }
        Action::Submit => return mark(state, Action::SectionMatches, desk),
        Action::Accept | Action::Reject | Action::Return | Action::ResolveDuplicate => {
            return ask(state, action, desk);
        }
        Action::Activate => {
            return taking_notice(state, desk)
                .map_or_else(|| acts::activate(state, desk), |told| vec![told]);
        }
        Action::Changes => return changing::open(state, desk),
        Action::FundingAccount => {
            return match certificate {
                Some(certificate) => away(state, Goto::Account(certificate), desk),
                None => Vec::new(),
            };
        }
        Action::Correct => return changing::begin(state, Step::Correct, desk),
        Action::CompareUnseen => return compare::ask(state, desk),
        Action::Retry => return retry(state, desk),
        Action::Print => return print::ask(state, desk),
        Action::PrintNotice => return print::notice(state, desk),
        Action::SendMail => return letter::ask(state, desk),
        Action::NextCase => return away(state, Goto::NextCase, desk),
        Action::Enrol => return away(state, Goto::Enrol(certificate), desk),
        Action::Cancel => return away(state, Goto::Back, desk),
        _ => {}
    }
    Vec::new()
}

/// Leaves for another place; changed marks are given on the way.
fn away(state: &mut State, to: Goto, desk: &Desk<'_>) -> Vec<Effect> {
    let mut effects = super::update::leave(state, desk);
    effects.push(Effect::Go(to));
    effects
}

fn show_alike(form: &mut Form, by: isize) {
    let count = form.shown_beside().count();
    form.alike = form
        .alike
        .saturating_add_signed(by)
        .min(count.saturating_sub(1));
}

fn mark(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Vec::new();
    };
    if !Form::editable(&case, desk) {
        return vec![acts::not_editable(&case, form, desk)];
    }
    if state.waiting.iter().any(|w| w.ends(case.number())) {
        return Vec::new();
    }
    let mut effects = Vec::new();
    match action {
        Action::Mismatch => {
            form.dialog = Some(Dialog::mismatch(form, desk));
            return effects;
        }
        Action::SectionMatches => effects.extend(section(form, &case, desk)),
        Action::ClearMark => {
            let kinds = form.aim.kinds(form.sees(form.field));
            form.marks.set(form.field, kinds, Check::NotChecked);
            form.settle(form.field);
        }
        _ => effects.extend(one_matches(form, &case, desk)),
    }
    effects.extend(acts::keep_draft(state));
    effects
}

fn one_matches(form: &mut Form, case: &Case, desk: &Desk<'_>) -> Option<Effect> {
    if super::form::lacks_consent(case, form.field) {
        return Some(consents_missing(desk, &[form.field]));
    }
    let kinds = form.aim.kinds(form.sees(form.field));
    form.marks.set(form.field, kinds, Check::Match);
    form.settle(form.field);
    let last = form.section().fields().last() == Some(&form.field);
    if last {
        form.go_to_unchecked();
    } else {
        form.step_field(1);
    }
    None
}

fn section(form: &mut Form, case: &Case, desk: &Desk<'_>) -> Option<Effect> {
    let missing = form.section_matches(case);
    if let Some(first) = missing.first() {
        form.field = *first;
        return Some(consents_missing(desk, &missing));
    }
    form.go_to_section_unchecked();
    None
}

fn consents_missing(desk: &Desk<'_>, fields: &[Field]) -> Effect {
    let names: Vec<String> = fields.iter().map(|f| field_name(desk, *f)).collect();
    let names = names.join(", ");
    let args = [("fields", crate::i18n::Arg::Text(&names))];
    let text = desk.texts.with("verify-consents-missing", &args);
    says::notice(Tone::Warning, text)
}

fn all_checked(desk: &Desk<'_>) -> Effect {
    let text = says::with_key(
        desk,
        "verify-all-checked",
        Place::Verification,
        Action::Accept,
    );
    says::notice(Tone::Info, text)
}

/// The first key after someone else's change only tells of it: nobody decides on a record that has just moved.
pub fn taking_notice(state: &mut State, desk: &Desk<'_>) -> Option<Effect> {
    let case = state.case(desk)?;
    let form = state.form.as_mut()?;
    if !std::mem::take(&mut form.moved) {
        return None;
    }
    form.expected = Some(Known::of(&case));
    Some(says::notice(
        Tone::Warning,
        desk.texts.get("verify-look-again"),
    ))
}

/// Opens the question of an act, or says why it can't be done.
fn ask(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    if let Some(told) = taking_notice(state, desk) {
        return vec![told];
    }
    if state.being_saved() {
        return vec![says::notice(
            Tone::Info,
            desk.texts.get("verify-being-saved"),
        )];
    }
    let Some((case, form)) = state.case(desk).zip(state.form.as_mut()) else {
        return Vec::new();
    };
    let step = match action {
        Action::Accept => return ask_to_accept(state, &case, desk),
        Action::Reject => Step::Reject,
        Action::Return => Step::Return,
        _ => Step::ResolveDuplicate,
    };
    if let Err(why) = may(&case, step, &form.context(desk)) {
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    form.dialog = Some(match step {
        Step::Reject => Dialog::reject(form, desk),
        Step::Return => Dialog::send_back(form, desk),
        _ => Dialog::resolve(desk),
    });
    Vec::new()
}

fn ask_to_accept(state: &mut State, case: &Case, desk: &Desk<'_>) -> Vec<Effect> {
    use chrono::Datelike;
    let next = state.journal.next(desk.today.year());
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    if !Form::editable(case, desk) {
        return vec![acts::not_editable(case, form, desk)];
    }
    let missing = obstacles(case, form, desk);
    form.dialog = Some(if missing.is_empty() {
        Dialog::accept(next, form, case, desk)
    } else {
        Dialog::missing(missing, desk)
    });
    Vec::new()
}

/// Asks for the card again where it didn't come.
fn retry(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(form) = &mut state.form else {
        return Vec::new();
    };
    if matches!(form.card, CardState::Shown(_) | CardState::Arrived(_)) {
        return Vec::new();
    }
    let (card, effect) = CardState::ask(form.number, desk);
    form.card = card;
    effect.into_iter().collect()
}

/// What the clerk can do about the alike records that the register suspects.
#[must_use]
pub fn suspected(case: &Case) -> Option<u16> {
    match case.application.duplicate {
        DuplicateState::Suspected(count) => Some(count),
        _ => None,
    }
}

/// Whether this clerk activates.
#[must_use]
pub fn activates(desk: &Desk<'_>) -> bool {
    people::may(desk, Capability::CertificateActivate)
}
