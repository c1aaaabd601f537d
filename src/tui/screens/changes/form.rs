//! The form of the application, opened once more: with the card's values where this clerk has them, with the marked
//! fields alone where not.

use std::collections::BTreeMap;

use crate::domain::{Changes, Entries, Field, Refusal, Step};
use crate::tui::screens::application_form::{self, Marked, Outcome, Supposed};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Event, Tone};

use super::state::{At, Open, OwnCard, Stage, State, Told};

/// Opens the form, or waits for what this desk's journal knows of the family.
pub fn open(state: &mut State, at: &At<'_>) {
    let changes = state.worked_on().map(|draft| draft.changes.clone());
    let Some(open) = &mut state.open else {
        return;
    };
    if at.card.is_none() && matches!(open.own, OwnCard::Asked) {
        // The journal's answer opens it, see `news`.
        return;
    }
    let before = open.card(at).map(Entries::of);
    let blind = before.is_none();
    let before = before.unwrap_or_default();
    let mut entries = before.clone();
    changes.unwrap_or_default().apply(&mut entries);
    let marked = Marked {
        right: marked(open, at),
        blind,
        before,
    };
    let form = application_form::State::marked(entries, Supposed::default(), marked);
    open.stage = Stage::Form(Box::new(form));
}

/// What is to be put right: fields that differ from the documents, with what a clerk has seen there. Data that have
/// become others since are in no remark.
fn marked(open: &Open, at: &At<'_>) -> BTreeMap<Field, Option<String>> {
    if open.step != Some(Step::Correct) {
        return BTreeMap::new();
    }
    let recorded = at.case.application.checks.mismatches();
    let mut marked: BTreeMap<Field, Option<String>> = recorded
        .chain(at.marks.checks.mismatches())
        .filter(|field| field.personal())
        .map(|field| (field, None))
        .collect();
    let told = open.card(at).into_iter().flat_map(|card| &card.remarks);
    for remark in told.chain(&at.marks.remarks) {
        if let (true, Some(value)) = (remark.field.personal(), &remark.right_value) {
            marked.insert(remark.field, Some(value.as_str().to_owned()));
        }
    }
    marked
}

pub fn update(state: &mut State, event: Event<'_>, at: &At<'_>, desk: &Desk<'_>) -> Told {
    let Some(open) = &mut state.open else {
        return Told::nothing();
    };
    let before = open.card(at).map(Entries::of).unwrap_or_default();
    let Stage::Form(form) = &mut open.stage else {
        return Told::nothing();
    };
    let outcome = application_form::update(form, event, desk);
    let changes = Changes::between(&before, form.entries());
    let (mut effects, done) = match outcome {
        Outcome::Stays(effects) => return Told::effects(effects),
        Outcome::Changed(effects) => (effects, None),
        Outcome::Filled(_) | Outcome::Typed => (Vec::new(), Some(true)),
        Outcome::Back => (Vec::new(), Some(false)),
    };
    let nothing = changes.is_empty();
    effects.extend(keep(state, changes));
    match done {
        Some(true) if nothing => {
            let why = says::refusal(desk, &Refusal::NothingChanged);
            effects.push(says::notice(Tone::Warning, why));
        }
        Some(true) => {
            if let Some(open) = &mut state.open {
                open.stage = Stage::Sheet;
            }
        }
        Some(false) => super::update::back(state),
        None => {}
    }
    Told::effects(effects)
}

/// Keeps what differs as the draft; a form in which nothing differs is none.
fn keep(state: &mut State, changes: Changes) -> Option<Effect> {
    if changes.is_empty() && state.worked_on().is_none() {
        return None;
    }
    let draft = state.worked_on_mut()?;
    if draft.changes == changes {
        return None;
    }
    draft.changes = changes;
    draft.unprinted();
    state.keep()
}
