//! Opening the form, with what was typed before, and leaving it: what is typed stays.

use std::collections::BTreeSet;

use crate::domain::ProgrammeId;
use crate::domain::programme::{GroupOutline, Outline};
use crate::sync::desk::Ticket;
use crate::tui::form::Sheet;
use crate::tui::screens::common::{identity, says};
use crate::tui::screens::{Desk, Effect, Tone};

use super::super::state::State;
use super::entry::{About, Entry, Level};
use super::slot::Slot;
use super::state::{Form, Key};
use super::{draft, fill, levels, sheets};

/// Begins a programme that is not there yet.
pub fn create(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let mut ticket = desk.ticket;
    let id = loop {
        let id = ProgrammeId(identity::fresh(desk, ticket));
        let begun = state.drafts.contains_key(&About::Outline(id));
        if !begun && desk.register.enrolment().programme(id).is_none() {
            break id;
        }
        ticket = Ticket(ticket.0 + 1);
    };
    open(state, About::Outline(id), desk)
}

/// Opens the form, and goes on with what was typed.
pub fn open(state: &mut State, about: About, desk: &Desk<'_>) -> Vec<Effect> {
    let programme = desk.register.enrolment().programme(about.programme());
    let start = match (about, programme) {
        (About::Outline(_), Some(programme)) => fill::of_outline(&Outline::of(programme)),
        (About::Outline(_), None) => blank(desk),
        (About::Group(_, module, group), Some(programme)) => {
            if let Some((_, group)) = programme.group(module, group) {
                fill::of_group(&GroupOutline::of(group))
            } else {
                let module = programme.module(module);
                let places = module.map(|module| module.children_max.to_string());
                let places = places.unwrap_or_default();
                levels::group(group.0, &places, programme.year, desk)
            }
        }
        (About::Group(..), None) => {
            let text = desk.texts.get("programmes-gone");
            return vec![says::notice(Tone::Warning, text)];
        }
    };
    let typed = state.drafts.get(&about).cloned();
    let again = typed.is_some();
    let tree = typed.unwrap_or_else(|| start.clone());
    let first = tree.level.slots()[0];
    let mut form = Form {
        about,
        tree,
        start,
        year: programme.map_or(0, |programme| programme.year),
        path: Vec::new(),
        keys: Vec::new(),
        sheet: Sheet::default(),
        left: BTreeSet::new(),
        tried: again,
        removed: None,
    };
    sheets::build(&mut form, Key::Of(first), desk);
    state.form = Some(form);
    if again {
        let text = desk.texts.get("programme-form-again");
        return vec![says::notice(Tone::Info, text)];
    }
    Vec::new()
}

fn blank(desk: &Desk<'_>) -> Entry {
    Entry::blank(Level::Programme, 0)
        .with(Slot::Year, &levels::school_year(desk))
        .with(Slot::StudyForm, "full_time")
}

/// Leaves the form. What was typed stays, what is as it was is forgotten.
pub fn leave(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(mut form) = state.form.take() else {
        return Vec::new();
    };
    form.take();
    if form.tree == form.start {
        let kept = state.drafts.remove(&form.about);
        return kept
            .map(|_| draft::forget(form.about))
            .into_iter()
            .collect();
    }
    let effect = draft::keep(form.about, &form.tree);
    state.drafts.insert(form.about, form.tree);
    let text = desk.texts.get("programme-form-kept");
    vec![effect, says::notice(Tone::Info, text)]
}
