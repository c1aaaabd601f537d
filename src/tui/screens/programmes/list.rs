//! The list of programmes: an index of identifiers, made anew when records change, and what is marked in it.

use std::collections::BTreeSet;

use crate::domain::{Capability, Programme, ProgrammeId};
use crate::i18n::fold;
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::screens::common::filter::{Filter, Taken};
use crate::tui::screens::common::picked::Picked;
use crate::tui::screens::common::{people, says};
use crate::tui::screens::{Desk, Effect, Goto, Tone};

use super::batch::{self, What};
use super::form::{self, About};
use super::order::{Part, SortBy};
use super::state::State;
use super::{facts, list_view};

#[derive(Debug, Default)]
pub struct List {
    /// What was typed and is no record yet comes first, the last begun on top.
    pub rows: Vec<ProgrammeId>,
    pub picked: Picked<ProgrammeId>,
    pub marked: BTreeSet<ProgrammeId>,
    pub filter: Filter,
    pub part: Part,
    pub sort: SortBy,
    /// The revision of the records at which the rows were made.
    pub revision: u64,
}

/// Reads the records anew; the selection stays on its programme.
pub fn rebuild(state: &mut State, desk: &Desk<'_>) {
    let enrolment = desk.register.enrolment();
    let list = &mut state.list;
    list.revision = enrolment.revision();
    let wanted = list.filter.wanted();
    let fits = |programme: &&Programme| {
        list.part.fits(&programme.state) && holds(programme, &wanted, desk)
    };
    let mut found: Vec<&Programme> = enrolment.programmes().filter(fits).collect();
    found.sort_by(|a, b| list.sort.compare(a, b, desk));
    let begun = state.drafts.iter().rev().filter_map(|(about, entry)| {
        let id = about.programme();
        let own = matches!(about, About::Outline(_)) && enrolment.programme(id).is_none();
        let shown = matches!(list.part, Part::All | Part::Draft);
        let named = wanted.is_empty() || fold(entry.name()).contains(&wanted);
        (own && shown && named).then_some(id)
    });
    list.rows = begun.chain(found.iter().map(|p| p.id)).collect();
    list.marked.retain(|id| enrolment.programme(*id).is_some());
    list.picked.settle(&list.rows);
}

/// Whether every word that is looked for stands in what the row shows.
fn holds(programme: &Programme, wanted: &str, desk: &Desk<'_>) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let texts = desk.texts;
    let organisation = people::organisation(desk.register.profile(), programme.organisation);
    let row = [
        programme.name.as_str(),
        &captions::register(texts, programme.register),
        &captions::programme_state(texts, &programme.state),
        &captions::direction(texts, programme.direction),
        &facts::year(programme.year),
        &facts::ages(programme),
        &organisation,
    ]
    .join(" ");
    let row = fold(&row);
    wanted.split(' ').all(|word| row.contains(word))
}

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    match state.list.filter.act(action) {
        Taken::No => {}
        Taken::Yes => return Vec::new(),
        Taken::Changed => {
            rebuild(state, desk);
            return Vec::new();
        }
    }
    match action {
        Action::Cancel if !state.list.marked.is_empty() => state.list.marked.clear(),
        Action::Cancel => return vec![Effect::Go(Goto::Back)],
        Action::Submit => return open(state, desk),
        Action::Toggle => return toggle(state, desk),
        Action::CreateProgramme => return create(state, desk),
        Action::OpenEnrolment => return batch::begin(state, What::Open, desk),
        Action::CloseEnrolment => return batch::begin(state, What::Close, desk),
        Action::CopyProgramme => return batch::begin(state, What::Copy, desk),
        Action::NextField | Action::Right => show_beside(state, 1, desk),
        Action::PreviousField | Action::Left => show_beside(state, Part::ALL.len() - 1, desk),
        Action::Sort => {
            state.list.sort = state.list.sort.next();
            rebuild(state, desk);
        }
        Action::ExportList => return vec![Effect::Export(Box::new(list_view::list(state, desk)))],
        movement => {
            state.list.picked.act(movement, &state.list.rows);
        }
    }
    Vec::new()
}

/// Opens the selected programme; what was begun and is no record yet is gone on with.
fn open(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(id) = state.list.picked.key() else {
        let text = desk.texts.get("programmes-none-selected");
        return vec![says::notice(Tone::Info, text)];
    };
    if desk.register.enrolment().programme(id).is_some() {
        state.open(id, desk);
        return Vec::new();
    }
    form::open(state, About::Outline(id), desk)
}

/// Marks the row, or takes the mark off, and goes on to the next.
fn toggle(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let list = &mut state.list;
    let Some(id) = list.picked.key() else {
        let text = desk.texts.get("programmes-none-selected");
        return vec![says::notice(Tone::Info, text)];
    };
    if desk.register.enrolment().programme(id).is_none() {
        let text = desk.texts.get("programmes-not-saved-yet");
        return vec![says::notice(Tone::Info, text)];
    }
    if !list.marked.remove(&id) {
        list.marked.insert(id);
    }
    list.picked.act(Action::Down, &list.rows);
    Vec::new()
}

fn create(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    if !people::may(desk, Capability::ProgrammeEdit) {
        let who = people::who_can(desk, Capability::ProgrammeEdit);
        return vec![says::notice(Tone::Warning, who)];
    }
    form::create(state, desk)
}

fn show_beside(state: &mut State, by: usize, desk: &Desk<'_>) {
    state.list.part = state.list.part.beside(by);
    rebuild(state, desk);
}
