//! The child's age by the parent's word, where this desk may not know it. It narrows the list; the register judges by the
//! birth date. It is kept nowhere.

use super::child::Age;
use super::state::{Stage, State};
use super::{choosing, words};
use crate::tui::form::{Field, Form, Kind, field::Fault};
use crate::tui::screens::{Desk, Effect, Event};
use crate::tui::theme::Role;
use crate::tui::widgets::{Answer, Dialog, Ink};

const AGE: &str = "age";

pub fn ask(state: &mut State, desk: &Desk<'_>) {
    let known = state.child.as_ref().and_then(|c| c.age.on(desk.today));
    let filled = known.map_or_else(String::new, |years| years.start().to_string());
    let field = Field::new(AGE, "enrol-age-field", Kind::Digits { most: 2 })
        .required()
        .checked(right)
        .filled(&filled);
    let text = desk.texts.get("enrol-age-why");
    let dialog = Dialog::new(Ink::own(desk.texts.get("enrol-age-title")))
        .say(Ink::own(text).role(Role::Text))
        .form(Form::new(vec![field]));
    state.asks_age = Some(dialog);
}

/// Programmes take children from 5 to 17; who is about to be that old is asked for, too.
fn right(typed: &str, _: &Desk<'_>) -> Result<(), Fault> {
    match typed.parse::<u8>() {
        Ok(4..=18) => Ok(()),
        _ => Err(Fault("enrol-age-wrong")),
    }
}

pub fn answer(state: &mut State, event: &Event<'_>, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(dialog) = &mut state.asks_age else {
        return Vec::new();
    };
    match dialog.update(event, desk) {
        Answer::Open => return Vec::new(),
        Answer::Cancelled => {}
        Answer::Given => {
            if let (Ok(years), Some(child)) = (dialog.value(AGE).parse(), &mut state.child) {
                child.age = Age::Told {
                    years,
                    on: desk.today,
                };
                child.said = true;
            }
            state.listing.narrow(|criteria| criteria.fits = true);
            if matches!(state.stage, Stage::Choose) {
                choosing::begin(state, desk);
            }
        }
    }
    state.asks_age = None;
    Vec::new()
}

/// The age for a line about the child.
pub fn caption(state: &State, desk: &Desk<'_>) -> Option<String> {
    let known = state.child.as_ref()?.age.on(desk.today)?;
    Some(words::years(&known, desk))
}
