//! The texts of the coach, with what they name filled in: keys of the loaded keymap, numbers and names of the case.

use super::checks::{Wrong, programmes};
use super::coach::Coach;
use super::lessons::{LessonId, Step};
use crate::i18n::{self, Arg};
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;

/// What stands for a name that has not come yet.
const NOT_YET: &str = "…";

/// The lesson's name.
pub fn lesson(lesson: LessonId, desk: &Desk<'_>) -> String {
    desk.texts.get(&i18n::key("tutor-lesson", lesson.code()))
}

/// What to do now.
pub fn task(coach: &Coach, lesson: LessonId, step: &Step, desk: &Desk<'_>) -> String {
    with(coach, &key("tutor-do", lesson, step), step.keys, desk)
}

/// Why, and how.
pub fn why(coach: &Coach, lesson: LessonId, step: &Step, desk: &Desk<'_>) -> String {
    with(coach, &key("tutor-why", lesson, step), step.keys, desk)
}

/// What happened.
pub fn wrong(coach: &Coach, wrong: Wrong, desk: &Desk<'_>) -> String {
    told(coach, "tutor-wrong", wrong, desk)
}

/// Why it is wrong in the work, and how it is put right.
pub fn cure(coach: &Coach, wrong: Wrong, desk: &Desk<'_>) -> String {
    told(coach, "tutor-cure", wrong, desk)
}

/// The key of an action of everywhere.
pub fn hint(action: Action, desk: &Desk<'_>) -> String {
    pressed(Place::Global, action, desk)
}

fn told(coach: &Coach, area: &str, wrong: Wrong, desk: &Desk<'_>) -> String {
    let keys = [
        ("clear", Place::Verification, Action::ClearMark),
        ("match", Place::Verification, Action::Match),
        ("mismatch", Place::Verification, Action::Mismatch),
        ("correct", Place::Verification, Action::Correct),
        ("price", Place::Programme, Action::SetPrice),
        ("withdraw", Place::Requests, Action::WithdrawRequest),
        ("more", Place::Global, Action::TutorMore),
    ];
    let name = wrong.field.map_or_else(String::new, |field| {
        desk.texts.get(&i18n::key("field", field.code()))
    });
    let mut facts = facts(coach, desk);
    facts.push(("field", name));
    filled(&i18n::key(area, wrong.code), facts, &keys, desk)
}

fn key(area: &str, lesson: LessonId, step: &Step) -> String {
    i18n::key(&i18n::key(area, lesson.code()), step.code)
}

fn with(
    coach: &Coach,
    key: &str,
    keys: &[(&'static str, Place, Action)],
    desk: &Desk<'_>,
) -> String {
    filled(key, facts(coach, desk), keys, desk)
}

fn filled(
    key: &str,
    facts: Vec<(&'static str, String)>,
    keys: &[(&'static str, Place, Action)],
    desk: &Desk<'_>,
) -> String {
    let keys = keys
        .iter()
        .map(|(name, place, action)| (*name, pressed(*place, *action, desk)));
    let all: Vec<(&str, String)> = facts.into_iter().chain(keys).collect();
    let args: Vec<(&str, Arg<'_>)> = all
        .iter()
        .map(|(name, text)| (*name, Arg::Text(text)))
        .collect();
    desk.texts.with(key, &args)
}

fn pressed(place: Place, action: Action, desk: &Desk<'_>) -> String {
    let key = desk.keymap.hint(place, action);
    let key = key.or_else(|| desk.keymap.hint(Place::Global, action));
    key.unwrap_or_else(|| desk.texts.get(&i18n::key("action", action.code())))
}

/// Numbers and names of the case.
fn facts(coach: &Coach, desk: &Desk<'_>) -> Vec<(&'static str, String)> {
    let not_yet = || NOT_YET.to_owned();
    let Some(material) = coach.material() else {
        return Vec::new();
    };
    let records = desk.register.enrolment();
    let programme = |index: usize| {
        let id = material.programmes.get(index);
        let found = id.and_then(|id| records.programme(*id));
        found.map_or_else(not_yet, |found| found.name.to_string())
    };
    let request = |index: usize| {
        let id = material.requests.get(index);
        let found = id.and_then(|id| records.request(*id));
        found.map_or_else(not_yet, |found| found.certificate.to_string())
    };
    let number = |shown: Option<String>| shown.unwrap_or_else(not_yet);
    vec![
        (
            "application",
            number(material.application.map(|n| n.to_string())),
        ),
        (
            "certificate",
            number(material.certificate.map(|n| n.to_string())),
        ),
        ("one", programme(0)),
        ("two", programme(1)),
        ("three", programme(2)),
        ("first", request(0)),
        ("second", request(1)),
        ("today", desk.texts.date(desk.today)),
        ("sum", programmes::PRICE.to_string()),
    ]
}
