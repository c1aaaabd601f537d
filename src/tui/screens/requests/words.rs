//! A request in words, for rows, dialogs and details. No names: nothing personal stands in the list.

use chrono::Duration;

use crate::domain::CertificateKind;
use crate::domain::enrolment::decide::Step;
use crate::domain::enrolment::{EnrolmentRequest, Party, Place};
use crate::domain::money::Kopecks;
use crate::domain::programme::{Group, GroupId, Lesson};
use crate::domain::reason::{RequestRefuseReason, TerminateReason};
use crate::i18n::{Arg, key};
use crate::tui::action::Action;
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;
use crate::tui::theme::Role;
use crate::tui::widgets::Ink;

use super::query;
use super::row::{Facts, Problem, Row};

/// Whole rubles, for a column.
#[must_use]
pub fn rubles(amount: Kopecks) -> String {
    let shown = amount.to_string();
    shown.split(',').next().unwrap_or_default().to_owned()
}

/// Programme and group of a request, for a column.
#[must_use]
pub fn place_short(request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    let place = request.place;
    let Some(programme) = desk.register.enrolment().programme(place.programme) else {
        return desk.texts.get("requests-programme-unknown");
    };
    match programme.group(place.module, place.group) {
        Some((_, group)) => format!("{} · {}", group.name, programme.name),
        None => programme.name.to_string(),
    }
}

/// What the row has no room for: the whole name of the programme, the module, and when the group meets.
#[must_use]
pub fn where_to(request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    let at = request.place;
    let Some(programme) = desk.register.enrolment().programme(at.programme) else {
        return desk.texts.get("requests-programme-unknown");
    };
    match programme.group(at.module, at.group) {
        Some((module, group)) if group.schedule.is_empty() => {
            format!("{} · {}", programme.name, module.name)
        }
        Some((module, group)) => {
            let meets = schedule(group, desk);
            format!("{} · {} · {meets}", programme.name, module.name)
        }
        None => programme.name.to_string(),
    }
}

/// Programme, module and group of a request.
#[must_use]
pub fn place(request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    at(request.place, desk)
}

/// As [`place()`]; a programme that has not come yet is told as such.
#[must_use]
pub fn at(place: Place, desk: &Desk<'_>) -> String {
    let Some(programme) = desk.register.enrolment().programme(place.programme) else {
        return desk.texts.get("requests-programme-unknown");
    };
    match programme.group(place.module, place.group) {
        Some((module, group)) => {
            format!("{} · {} · {}", programme.name, module.name, group.name)
        }
        None => programme.name.to_string(),
    }
}

#[must_use]
pub fn refuse_reason(reason: RequestRefuseReason, desk: &Desk<'_>) -> String {
    captions::request_refuse_reason(desk.texts, reason)
}

/// Why a request was refused, in the words of the systems that clerks know.
#[must_use]
pub fn refused_for(reason: RequestRefuseReason, desk: &Desk<'_>) -> String {
    match reason {
        RequestRefuseReason::OfferOverdue => desk.texts.get("offer-overdue-told"),
        _ => refuse_reason(reason, desk),
    }
}

/// Who ends a contract, and why.
#[must_use]
pub fn ending(by: Party, reason: TerminateReason, desk: &Desk<'_>) -> String {
    let by = captions::party(desk.texts, by);
    let reason = captions::terminate_reason(desk.texts, reason);
    format!("{by}: {reason}")
}

#[must_use]
pub fn state(request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    captions::request_state(desk.texts, request.state)
}

/// For a column of at most 12 characters. A contract that ends says so.
#[must_use]
pub fn state_short(request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    if request.termination.is_some() && request.state.is_live() {
        return desk.texts.get("requests-state-ends");
    }
    captions::request_state_short(desk.texts, request.state)
}

/// The first of what stands against a request.
#[must_use]
pub fn problem(row: &Row, facts: &Facts, late_before: i64) -> Option<Problem> {
    let holds = row.problems(facts, late_before);
    let all = Problem::ALL.into_iter().zip(holds);
    all.filter(|(_, holds)| *holds)
        .map(|(problem, _)| problem)
        .next()
}

/// All that stands against a request.
#[must_use]
pub fn problems(request: &EnrolmentRequest, desk: &Desk<'_>) -> Vec<Problem> {
    let row = Row::of(request, 0, false);
    let facts = Facts::of(request.place, desk.register.enrolment());
    let holds = row.problems(&facts, query::late_before(desk));
    let all = Problem::ALL.into_iter().zip(holds);
    all.filter_map(|(problem, holds)| holds.then_some(problem))
        .collect()
}

/// A reason, and what is written beside it.
#[must_use]
pub fn with_text(reason: String, text: &str) -> String {
    if text.is_empty() {
        reason
    } else {
        format!("{reason}. {text}")
    }
}

/// State, or what stands against it.
#[must_use]
pub fn state_or_problem(
    request: &EnrolmentRequest,
    problem: Option<Problem>,
    desk: &Desk<'_>,
) -> Ink<'static> {
    match problem {
        Some(problem) => Ink::own(desk.texts.get(problem.text_key())).role(Role::Warning),
        None => Ink::own(state_short(request, desk)).role(Role::Status),
    }
}

/// The kind of the certificate, for a column.
#[must_use]
pub fn kind_short(kind: Option<CertificateKind>, desk: &Desk<'_>) -> String {
    match kind {
        Some(CertificateKind::Accounting) => desk.texts.get("requests-kind-accounting"),
        Some(CertificateKind::Financed) => desk.texts.get("requests-kind-financed"),
        None => String::new(),
    }
}

/// Whole days since the request was made.
#[must_use]
pub fn days_waiting(request: &EnrolmentRequest, desk: &Desk<'_>) -> i64 {
    let waited = desk.now - request.created_at;
    waited.max(Duration::zero()).num_days()
}

/// When a group meets.
#[must_use]
pub fn schedule(group: &Group, desk: &Desk<'_>) -> String {
    let lesson = |lesson: &Lesson| {
        let day = desk.texts.get(&key(
            "requests-weekday",
            &lesson.day.0.clamp(1, 7).to_string(),
        ));
        let (from, to) = (lesson.from.format("%H:%M"), lesson.to.format("%H:%M"));
        let room = if lesson.room.is_empty() {
            String::new()
        } else {
            format!(" ({})", lesson.room)
        };
        format!("{day} {from}–{to}{room}")
    };
    group
        .schedule
        .iter()
        .map(lesson)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A group that a request can go to: its name, places left, when it meets.
#[must_use]
pub fn group_choice(request: &EnrolmentRequest, id: GroupId, left: u32, desk: &Desk<'_>) -> String {
    let place = request.place;
    let programme = desk.register.enrolment().programme(place.programme);
    let Some((_, group)) = programme.and_then(|programme| programme.group(place.module, id)) else {
        return String::new();
    };
    let when = schedule(group, desk);
    let args = [
        ("group", Arg::Text(group.name.as_str())),
        ("left", Arg::Count(i64::from(left))),
        ("when", Arg::Text(&when)),
    ];
    desk.texts.with("requests-group-choice", &args)
}

/// The sentence about a step that was given: which request, by its certificate.
#[must_use]
pub fn given(code: &str, request: &EnrolmentRequest, desk: &Desk<'_>) -> String {
    let certificate = request.certificate.to_string();
    let ends = request.termination.as_ref();
    let day = ends.map(|end| moment::date(desk, end.effective));
    let args = [
        ("certificate", Arg::Text(&certificate)),
        ("day", Arg::Text(day.as_deref().unwrap_or_default())),
    ];
    desk.texts.with(&key("requests-given", code), &args)
}

/// The step that a key begins.
#[must_use]
pub fn step_of(action: Action) -> Option<Step> {
    Some(match action {
        Action::ConfirmRequest => Step::Confirm,
        Action::RefuseRequest => Step::Refuse,
        Action::WithdrawRequest => Step::Withdraw,
        Action::Conclude => Step::Conclude,
        Action::ChangeGroup => Step::ChangeGroup,
        Action::Terminate => Step::Terminate,
        Action::Complete => Step::Complete,
        _ => return None,
    })
}
