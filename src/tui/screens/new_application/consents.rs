//! The consents: the keyboard is handed to the applicant, and what was ticked comes back. The clerk ticks nothing.

use super::documents;
use super::draft::{Draft, Step};
use super::hand_in;
use super::state::State;
use crate::domain::consent::in_force;
use crate::domain::{ConsentCode, ConsentText};
use crate::tui::action::Action;
use crate::tui::screens::applicant::{Given, Hand};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Tone};

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match action {
        Action::Submit if state.draft().is_some_and(Draft::consented) => {
            hand_in::hand_in(state, desk)
        }
        Action::Submit => hand_over(state, desk),
        _ => Vec::new(),
    }
}

/// One step back, to the form.
pub fn back(state: &mut State) -> Vec<Effect> {
    if let Some(draft) = state.draft_mut() {
        draft.step = Step::Form;
    }
    documents::open_form(state);
    state.keep().into_iter().collect()
}

/// The texts in force, in the order of the form; `None` until the register has told all of them.
#[must_use]
pub fn texts(desk: &Desk<'_>) -> Option<Vec<ConsentText>> {
    let forms = desk.register.supplies().forms()?;
    let texts = ConsentCode::ALL.map(|code| in_force(&forms.consents, code).cloned());
    texts.into_iter().collect()
}

fn hand_over(state: &State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.draft() else {
        return Vec::new();
    };
    let Some(texts) = texts(desk) else {
        return vec![says::notice(Tone::Warning, desk.texts.get("new-no-texts"))];
    };
    vec![Effect::HandOver(Box::new(Hand {
        texts,
        given: draft.consents.clone(),
        device: desk.register.supplies().device(),
    }))]
}

/// The applicant has ticked or refused something, or has given the keyboard back: it is kept at once.
pub fn consents(state: &mut State, given: &Given, _: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.draft_mut() else {
        return Vec::new();
    };
    if draft.consents == given.consents && draft.refused == given.refused {
        return Vec::new();
    }
    draft.consents.clone_from(&given.consents);
    draft.refused.clone_from(&given.refused);
    state.keep().into_iter().collect()
}
