//! The words of the steps: what a draft is called, and how far it came.

use super::draft::{Draft, Step};
use crate::domain::checklist::Paper;
use crate::domain::{Clean, Entries, Field};
use crate::i18n::{self, Arg};
use crate::sync::desk::{Burnt, LinkState};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::says;

#[must_use]
pub fn step(desk: &Desk<'_>, step: Step) -> String {
    desk.texts.get(&i18n::key("new-step", step.code()))
}

#[must_use]
pub fn paper(desk: &Desk<'_>, paper: Paper) -> String {
    desk.texts.get(&i18n::key("checklist", paper.code()))
}

/// What the paper must show.
#[must_use]
pub fn shows(desk: &Desk<'_>, paper: Paper) -> String {
    desk.texts
        .get(&format!("{}-shows", i18n::key("checklist", paper.code())))
}

/// What is done when the paper is missing.
#[must_use]
pub fn missing(desk: &Desk<'_>, paper: Paper) -> String {
    desk.texts
        .get(&format!("{}-missing", i18n::key("checklist", paper.code())))
}

#[must_use]
pub fn papers(desk: &Desk<'_>, papers: &[Paper]) -> String {
    let names: Vec<String> = papers.iter().map(|p| paper(desk, *p)).collect();
    names.join(", ")
}

/// The child as a row of the list names it: surname and initials, or that nothing was typed yet.
#[must_use]
pub fn child(desk: &Desk<'_>, entries: &Entries) -> Clean {
    let surname = entries.get(Field::ChildSurname).trim();
    if surname.is_empty() {
        return Clean::new(&desk.texts.get("new-no-name"));
    }
    let mut name = surname.to_owned();
    for field in [Field::ChildName, Field::ChildPatronymic] {
        let initial = entries.get(field).trim().chars().next();
        if let Some(initial) = initial.filter(|c| c.is_alphabetic()) {
            name.push(' ');
            name.extend(initial.to_uppercase());
            name.push('.');
        }
    }
    Clean::new(&name)
}

/// How far a draft came, and what it waits for.
#[must_use]
pub fn waits_for(desk: &Desk<'_>, draft: &Draft) -> String {
    let missing = draft.missing();
    if draft.back.is_some() {
        return desk.texts.get("new-waits-back");
    }
    if super::corrected::returned(draft, desk) {
        let place = Place::NewApplication;
        return says::with_key(desk, "new-waits-returned", place, Action::Correct);
    }
    match draft.step {
        Step::Documents if !missing.is_empty() => {
            let papers = papers(desk, &missing);
            desk.texts
                .with("new-waits-documents", &[("papers", Arg::Text(&papers))])
        }
        Step::Documents | Step::Form => desk.texts.get("new-waits-form"),
        Step::Consents if !draft.refused.is_empty() => desk.texts.get("new-waits-refused"),
        Step::Consents if draft.consented() => desk.texts.get("new-waits-hand-in"),
        Step::Consents => desk.texts.get("new-waits-consents"),
        Step::Papers => desk.texts.get("new-waits-papers"),
        Step::Intake => desk.texts.get("new-waits-intake"),
    }
}

/// From so many on the clerk is told how many applications can still be handed in without the line.
const FEW: usize = 5;

/// What the clerk has to know about numbers: that few are left, that there are none and why, and what to do.
#[must_use]
pub fn numbers(desk: &Desk<'_>) -> Option<String> {
    let supplies = desk.register.supplies();
    let left = supplies.numbers_left(desk.today);
    if left == 0 {
        return Some(no_numbers(desk));
    }
    let away = matches!(desk.link.state, LinkState::Offline | LinkState::LockedOut);
    (away && left <= FEW).then(|| {
        let args = [("count", Arg::Count(left as i64))];
        desk.texts.with("new-numbers-few", &args)
    })
}

/// Why no number can be given, and what to do.
#[must_use]
pub fn no_numbers(desk: &Desk<'_>) -> String {
    let key = match desk.register.supplies().burnt() {
        Some(Burnt::OtherMachine) => "new-numbers-other-machine",
        Some(Burnt::PutBack) => "new-numbers-put-back",
        None if desk.link.state == LinkState::Connected => "new-numbers-coming",
        None => "new-no-numbers",
    };
    desk.texts.get(key)
}
