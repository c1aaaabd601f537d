//! Two certificates of one child: the one that stays is found by its number among the cases of the municipality.

use crate::domain::{Capability, CertificateNumber, CertificateState};
use crate::sync::desk::Ask;
use crate::tui::form::{self, Kind};
use crate::tui::screens::common::people;
use crate::tui::screens::{Desk, Effect};
use crate::tui::theme::Role;
use crate::tui::widgets::{Dialog, Ink};

use super::draft::Draft;
use super::menu;
use super::state::{At, Other, Stage, State};

/// The longest number as it is typed, with blanks and dashes.
const LONGEST: usize = 20;

#[must_use]
pub fn dialog(draft: Option<&Draft>, desk: &Desk<'_>) -> Dialog {
    let typed = draft.and_then(|draft| draft.into);
    let typed = typed.map(|(_, certificate)| certificate.to_string());
    let most = LONGEST;
    let number = form::Field::new("number", "changes-merge-number", Kind::Text { most })
        .required()
        .helped("changes-merge-number-help")
        .filled(&typed.unwrap_or_default());
    Dialog::new(Ink::own(menu::name(crate::domain::Step::Merge, desk)))
        .say(Ink::own(desk.texts.get("changes-merge-about")).role(Role::Dim))
        .form(form::Form::new(vec![number]))
}

/// Looks the number up. A number that can't stay is blamed in the dialog.
pub fn answered(
    state: &mut State,
    mut dialog: Dialog,
    at: &At<'_>,
    desk: &Desk<'_>,
) -> Vec<Effect> {
    let typed = dialog.value("number").to_owned();
    let blame = match typed.parse::<CertificateNumber>() {
        Err(_) => "changes-merge-not-a-number",
        Ok(number) if number == at.case.certificate.number => "changes-merge-same",
        Ok(number) => {
            let mut cases = desk.register.cases();
            let found = cases.find(|case| case.certificate.number == number);
            match found {
                None => "changes-merge-unknown",
                Some(case) if case.certificate.state != CertificateState::Active => {
                    "refusal-other-certificate"
                }
                Some(case) => {
                    let into = (case.number(), number);
                    if let Some(draft) = state.worked_on_mut() {
                        if draft.into != Some(into) {
                            draft.unprinted();
                        }
                        draft.into = Some(into);
                    }
                    let mut effects: Vec<Effect> = state.keep().into_iter().collect();
                    effects.extend(show(state, desk));
                    return effects;
                }
            }
        }
    };
    dialog.blame("number", blame);
    if let Some(open) = &mut state.open {
        open.stage = Stage::Other(dialog);
    }
    Vec::new()
}

/// Sets both records beside each other; the card of the other is asked for where this clerk may see it.
pub fn show(state: &mut State, desk: &Desk<'_>) -> Option<Effect> {
    let (application, _) = state.worked_on()?.into?;
    let open = state.open.as_mut()?;
    open.stage = Stage::Sheet;
    if open
        .other
        .as_ref()
        .is_some_and(|other| other.application == application)
    {
        return None;
    }
    open.other = Some(Other {
        application,
        card: None,
    });
    let protected = desk.link.channel == crate::api::session::Channel::Protected;
    let sees = people::may(desk, Capability::PersonalView) && protected;
    sees.then_some(Effect::Ask(Ask::Card { application }))
}
