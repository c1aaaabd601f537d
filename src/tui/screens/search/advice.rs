//! What to try next when nothing was found.

use crate::domain::Capability;
use crate::domain::search::{SearchProblem, SearchQuery};
use crate::i18n::Arg;
use crate::sync::desk::Unreachable;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::screens::common::{moment, people, says};

use super::asked::Answer;
use super::hits;
use super::state::State;

/// The keys that were searched by, as one sentence.
#[must_use]
pub fn tried(query: &SearchQuery, desk: &Desk<'_>) -> String {
    let mut parts = Vec::new();
    let mut part = |key: &str, value: String| {
        let args = [("value", Arg::Text(&value))];
        parts.push(desk.texts.with(key, &args));
    };
    if let Some(number) = query.application {
        part("search-tried-application", number.to_string());
    }
    if let Some(serial) = query.serial {
        part("search-tried-serial", serial.to_string());
    }
    if let Some(date) = query.date {
        part("search-tried-date", moment::date(desk, date));
    }
    if let Some(certificate) = query.certificate {
        part("search-tried-certificate", certificate.to_string());
    }
    if !query.words.is_empty() {
        // The words stand in the line above; repeating them would send every letter twice.
        part("search-tried-name", String::new());
    }
    if let Some(born) = query.birth_date {
        part("search-tried-birth-date", moment::date(desk, born));
    }
    parts.join(" · ")
}

/// What could not be read of the line, or was read with a doubt.
#[must_use]
pub fn problem(problem: &SearchProblem, desk: &Desk<'_>) -> String {
    let key = format!("search-problem-{}", problem.code().replace('_', "-"));
    match problem {
        SearchProblem::CheckDigit { digits }
        | SearchProblem::Region { digits }
        | SearchProblem::Length { digits } => {
            let count = digits.chars().count() as i64;
            let digits = dashed(digits);
            let args = [("digits", Arg::Text(&digits)), ("count", Arg::Count(count))];
            desk.texts.with(&key, &args)
        }
        SearchProblem::Letter { found, read_as } => {
            let (found, read_as) = (found.to_string(), read_as.to_string());
            let args = [("found", Arg::Text(&found)), ("read", Arg::Text(&read_as))];
            desk.texts.with(&key, &args)
        }
        SearchProblem::NoSuchDate { typed } => {
            let typed = crate::domain::Clean::new(typed);
            desk.texts
                .with(&key, &[("typed", Arg::Text(typed.as_str()))])
        }
        SearchProblem::FutureDate(date) => {
            let date = moment::date(desk, *date);
            desk.texts.with(&key, &[("date", Arg::Text(&date))])
        }
        SearchProblem::Several(_) => desk.texts.get(&key),
    }
}

/// The digits of an application number as the paper writes them, to be compared by eye; others as they are.
fn dashed(digits: &str) -> String {
    match digits.as_bytes() {
        number if number.len() == 13 && number.is_ascii() => {
            let part = |range| digits.get(range).unwrap_or_default();
            let parts = [part(0..2), part(2..6), part(6..12), part(12..13)];
            parts.join("-")
        }
        _ => digits.to_owned(),
    }
}

/// Sentences that lead on, the likeliest first.
#[must_use]
pub fn next_steps(state: &State, desk: &Desk<'_>) -> Vec<String> {
    let query = &state.query;
    let mut steps = Vec::new();
    if query.is_empty() {
        return steps;
    }
    nearly(query, desk, &mut steps);
    let here = desk.register.profile().municipality;
    if let Some(number) = query.application.filter(|n| n.municipality() != here) {
        steps.push(municipality(
            "search-other-municipality",
            number.municipality(),
            desk,
        ));
    }
    if let Some(number) = query.certificate.filter(|n| n.municipality() != here) {
        steps.push(municipality(
            "search-certificate-elsewhere",
            number.municipality(),
            desk,
        ));
    }
    match state.asked.answer {
        Answer::None | Answer::Failed(Unreachable::NoLine) => {
            steps.push(says::with_key(
                desk,
                "search-ask-register",
                Place::Search,
                Action::Submit,
            ));
        }
        Answer::Coming | Answer::Failed(_) => {}
        Answer::Here { .. } => {
            steps.push(desk.texts.get(if hits::by_name(query) {
                "search-check-name"
            } else {
                "search-check-digits"
            }));
            if !hits::by_name(query) && people::may(desk, Capability::PersonalView) {
                steps.push(desk.texts.get("search-try-name"));
            }
        }
    }
    steps
}

/// One of the keys fits a record and another doesn't: says which.
fn nearly(query: &SearchQuery, desk: &Desk<'_>, steps: &mut Vec<String>) {
    let by_certificate = || {
        let wanted = query.certificate?;
        desk.register
            .cases()
            .find(|case| case.certificate.number == wanted)
            .cloned()
    };
    let Some(case) = query
        .application
        .and_then(|number| desk.register.case(number))
        .or_else(by_certificate)
    else {
        return;
    };
    let number = case.number().to_string();
    let reference = case.application.reference;
    if let Some(typed) = query.date.filter(|date| *date != reference.date) {
        let (date, typed) = (
            moment::date(desk, reference.date),
            moment::date(desk, typed),
        );
        let args = [
            ("number", Arg::Text(&number)),
            ("date", Arg::Text(&date)),
            ("typed", Arg::Text(&typed)),
        ];
        steps.push(desk.texts.with("search-date-differs", &args));
    }
    if query.application.is_some()
        && query
            .certificate
            .is_some_and(|c| c != case.certificate.number)
    {
        let certificate = case.certificate.number.to_string();
        let args = [
            ("number", Arg::Text(&number)),
            ("certificate", Arg::Text(&certificate)),
        ];
        steps.push(desk.texts.with("search-certificate-differs", &args));
    }
}

fn municipality(key: &str, code: crate::domain::MunicipalityCode, desk: &Desk<'_>) -> String {
    let code = code.to_string();
    desk.texts.with(key, &[("code", Arg::Text(&code))])
}
