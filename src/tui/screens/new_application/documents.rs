//! The check of documents (B-1): a few circumstances, then what is there is ticked. The full set is the gate to the form.

use super::state::State;
use super::{alike, draft::Step};
use crate::domain::checklist::{self, ChildAge, Circumstances, Citizenship, Paper, Standing};
use crate::domain::{Category, DocumentKind};
use crate::i18n::Arg;
use crate::tui::action::Action;
use crate::tui::screens::application_form::{self, Supposed};
use crate::tui::screens::common::says;
use crate::tui::screens::{Desk, Effect, Tone};
use crate::tui::widgets::Cursor;

use super::words;

/// One row: something that is chosen, or a document that is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Age,
    Citizenship,
    Standing,
    Category,
    Paper(Paper),
}

/// Rows that are chosen, above the documents.
pub const CHOICES: [Row; 4] = [Row::Age, Row::Citizenship, Row::Standing, Row::Category];

#[must_use]
pub fn rows(of: Circumstances) -> Vec<Row> {
    let papers = checklist::papers(of).into_iter().map(Row::Paper);
    CHOICES.into_iter().chain(papers).collect()
}

/// The cursor where the work begins: at the first document, because the circumstances are the usual ones.
#[must_use]
pub fn start() -> Cursor {
    let mut cursor = Cursor::default();
    cursor.select(CHOICES.len());
    cursor
}

pub fn act(state: &mut State, action: Action, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(rows) = state.draft().map(|draft| rows(draft.circumstances)) else {
        return Vec::new();
    };
    let Some(work) = state.work.as_mut() else {
        return Vec::new();
    };
    work.cursor.clamp(rows.len());
    let row = rows[work.cursor.selected()];
    match (action, row) {
        (Action::Submit, _) => return forward(state, desk),
        (Action::Toggle, Row::Paper(paper)) => {
            work.cursor.act(Action::Down, rows.len());
            tick(state, paper);
        }
        (Action::Toggle | Action::Right, choice) => choose(state, choice, 1),
        (Action::Left, choice) => choose(state, choice, -1),
        (movement, _) => {
            work.cursor.act(movement, rows.len());
            return Vec::new();
        }
    }
    state.keep().into_iter().collect()
}

fn tick(state: &mut State, paper: Paper) {
    if let Some(draft) = state.draft_mut()
        && !draft.there.remove(&paper)
    {
        draft.there.insert(paper);
    }
}

/// The next or the previous value of a row that is chosen. A document has no other value.
fn choose(state: &mut State, row: Row, by: isize) {
    let Some(draft) = state.draft_mut() else {
        return;
    };
    let of = draft.circumstances;
    draft.circumstances = match row {
        Row::Age => of.aged(beside(&ChildAge::ALL, of.age, by)),
        Row::Citizenship => Circumstances {
            citizenship: beside(&Citizenship::ALL, of.citizenship, by),
            ..of
        },
        Row::Standing => of.applied_by(beside(&Standing::ALL, of.standing, by)),
        Row::Category => Circumstances {
            category: beside(&Category::ALL, of.category, by),
            ..of
        },
        Row::Paper(_) => return,
    };
    // What was finished is judged anew with the other circumstances.
    draft.card = None;
}

fn beside<T: Copy + PartialEq>(all: &[T], now: T, by: isize) -> T {
    let count = all.len().cast_signed();
    let at = all.iter().position(|value| *value == now).unwrap_or(0);
    let next = (at.cast_signed() + by).rem_euclid(count);
    all[next.cast_unsigned()]
}

/// To the form, through the gate.
fn forward(state: &mut State, desk: &Desk<'_>) -> Vec<Effect> {
    let Some(draft) = state.draft_mut() else {
        return Vec::new();
    };
    let missing = draft.missing();
    if let Some(first) = missing.first() {
        let rows = rows(draft.circumstances);
        let at = rows.iter().position(|row| *row == Row::Paper(*first));
        if let (Some(work), Some(at)) = (state.work.as_mut(), at) {
            work.cursor.select(at);
        }
        let papers = words::papers(desk, &missing);
        let text = desk
            .texts
            .with("new-documents-missing", &[("papers", Arg::Text(&papers))]);
        return vec![says::notice(Tone::Warning, text)];
    }
    draft.step = Step::Form;
    open_form(state);
    let asked = alike::settle(state, desk);
    state.keep().into_iter().chain(asked).collect()
}

/// Makes the form of the draft that is worked on, where there is none yet. The circumstances are offered anew each time.
pub fn open_form(state: &mut State) {
    let Some(draft) = state.draft() else {
        return;
    };
    let (entries, supposed) = (draft.entries.clone(), supposed(state, draft.circumstances));
    if let Some(work) = state.work.as_mut() {
        work.form = Some(application_form::State::of(entries, supposed));
    }
}

/// What the circumstances say of the form before anything is typed.
fn supposed(state: &State, of: Circumstances) -> Supposed {
    Supposed {
        child_document: Some(of.usual_document()),
        applicant_document: Some(match of.standing {
            Standing::Child => of.usual_document(),
            _ => DocumentKind::Passport,
        }),
        relation: of.standing.relation(),
        category: Some(of.category),
        issuers: state.issuers.clone(),
    }
}
