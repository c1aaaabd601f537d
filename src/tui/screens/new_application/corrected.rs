//! An application that was handed in here and came back for a mistake: it is put right in the verification's form, and its
//! draft follows what this desk's journal then says of it.

use super::draft::{Draft, Key, Step};
use super::state::{Row, State};
use crate::api::sync::Outcome;
use crate::domain::{
    self, ApplicationNumber, ApplicationState, Case, Command, Entries, NewApplication, PrintedForm,
    may,
};
use crate::sync::desk::{Act, Ask};
use crate::tui::screens::common::{asking, says};
use crate::tui::screens::{Desk, Effect, Goto, Tone};

/// The application that the key of a correction is about: of the step that is shown, else of the selected row.
fn number(state: &State) -> Option<ApplicationNumber> {
    let of = |key: Key| state.drafts.get(&key).and_then(Draft::number);
    match (&state.work, state.row()) {
        (Some(work), _) => of(work.key),
        (None, Row::Draft(key)) => of(key),
        _ => None,
    }
}

/// Whether it can be corrected now.
#[must_use]
pub fn offers(state: &State, desk: &Desk<'_>) -> bool {
    let case = number(state).and_then(|number| desk.register.case(number));
    case.is_some_and(|case| refusal(&case, desk).is_none())
}

fn refusal(case: &Case, desk: &Desk<'_>) -> Option<domain::Refusal> {
    let context = asking::context(desk, false, None);
    may(case, domain::Step::Correct, &context).err()
}

/// On to the form of the correction, or why there is none.
pub fn begin(state: &State, desk: &Desk<'_>) -> Vec<Effect> {
    let case = number(state).and_then(|number| desk.register.case(number));
    let Some(case) = case else {
        let text = desk.texts.get("new-not-handed-in");
        return vec![says::notice(Tone::Info, text)];
    };
    if let Some(why) = refusal(&case, desk) {
        return vec![says::notice(Tone::Warning, says::refusal(desk, &why))];
    }
    let step = domain::Step::Correct;
    vec![Effect::Go(Goto::Change(case.number(), step))]
}

/// Whether a handed in application was sent back.
#[must_use]
pub fn returned(draft: &Draft, desk: &Desk<'_>) -> bool {
    let case = draft
        .number()
        .and_then(|number| desk.register.shown(number));
    case.is_some_and(|case| matches!(case.application.state, ApplicationState::Returned(_)))
}

/// A correction of an application that was handed in here is saved, or was refused: the journal tells how it stands.
pub fn follow(state: &State, act: &Act) -> Option<Effect> {
    let application = act.envelope.target.case()?;
    let ours = state
        .drafts
        .values()
        .any(|draft| draft.number() == Some(application));
    let corrects = matches!(
        act.envelope.command,
        Command::Correct(_) | Command::ChangeData(_)
    );
    (ours && corrects).then_some(Effect::Ask(Ask::Submitted { application }))
}

/// The same by its seq, when the register has not taken it.
pub fn refused(state: &State, seq: u64, outcome: &Outcome, desk: &Desk<'_>) -> Option<Effect> {
    if matches!(outcome, Outcome::Applied { .. } | Outcome::Already { .. }) {
        return None;
    }
    let act = desk.register.acts().find(|act| act.envelope.seq == seq)?;
    follow(state, act)
}

/// The journal's answer. Other values make another statement: it is printed and signed anew.
pub fn told(
    state: &mut State,
    application: ApplicationNumber,
    new: &NewApplication,
) -> Option<Effect> {
    let (key, draft) = state
        .drafts
        .iter_mut()
        .find(|(_, draft)| draft.number() == Some(application))?;
    let key = *key;
    let handed = draft.handed.as_mut()?;
    if handed.new.card == new.card {
        return None;
    }
    draft.entries = Entries::of(&new.card);
    *handed.new = new.clone();
    handed.printed.remove(&PrintedForm::Statement);
    draft.step = Step::Papers;
    state.kept(key)
}
