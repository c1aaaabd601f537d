//! Algorithm A: the signed application of the lesson, from the search to the activation.

use super::{Wrong, mistake, mistake_in};
use crate::domain::{
    ApplicationState as State, CertificateState, Check, CheckKind, Field, ReturnReason,
};
use crate::tui::tutor::sight::Sight;

fn state(sight: &Sight<'_>) -> Option<State> {
    Some(sight.case()?.application.state)
}

/// It no longer waits for its paper.
fn decided(sight: &Sight<'_>) -> bool {
    state(sight).is_some_and(|state| state != State::AwaitingPaper)
}

pub fn found(sight: &Sight<'_>) -> bool {
    let number = sight.material.application;
    number.is_some_and(|number| sight.search.shows(number)) || opened(sight)
}

pub fn opened(sight: &Sight<'_>) -> bool {
    sight.is_open() || decided(sight)
}

/// Everything that acceptance waits for is compared, and nothing differs.
pub fn compared(sight: &Sight<'_>) -> bool {
    let all = sight.marks().is_some_and(|marks| {
        marks.unchecked(true).next().is_none() && marks.mismatches().next().is_none()
    });
    all || accepted(sight)
}

pub fn accepted(sight: &Sight<'_>) -> bool {
    matches!(state(sight), Some(State::Accepted | State::Confirmed))
}

pub fn activated(sight: &Sight<'_>) -> bool {
    let active = |held| held == CertificateState::Active;
    sight
        .case()
        .is_some_and(|case| active(case.certificate.state))
}

pub fn difference_marked(sight: &Sight<'_>) -> bool {
    let marked = |field| sight.seen(field) == Check::Mismatch;
    sight.material.differs.is_some_and(marked) || returned(sight)
}

pub fn returned(sight: &Sight<'_>) -> bool {
    state(sight) == Some(State::Returned(ReturnReason::DataMismatch))
}

/// Where the documents agree with the application.
pub fn wrong(sight: &Sight<'_>) -> Option<Wrong> {
    match state(sight)? {
        State::Rejected(_) => Some(mistake("rejected")),
        State::Returned(_) => Some(mistake("returned")),
        State::Withdrawn => Some(mistake("withdrawn")),
        State::AwaitingPaper => {
            let field = sight.marks()?.mismatches().next()?;
            Some(mistake_in("marked", field))
        }
        _ => None,
    }
}

/// Where the documents say something else in one field.
pub fn wrong_where_they_differ(sight: &Sight<'_>) -> Option<Wrong> {
    let differs = sight.material.differs?;
    match state(sight)? {
        State::Accepted | State::Confirmed => {
            return Some(mistake_in("accepted-differing", differs));
        }
        State::Rejected(_) => return Some(mistake("rejected-differing")),
        State::Withdrawn => return Some(mistake("withdrawn")),
        State::Returned(reason) if reason != ReturnReason::DataMismatch => {
            return Some(mistake("return-reason"));
        }
        State::AwaitingPaper => {}
        _ => return None,
    }
    let marks = sight.marks()?;
    let other = |field: &Field| *field != differs;
    if let Some(field) = marks.mismatches().find(other) {
        return Some(mistake_in("marked", field));
    }
    let missed = marks.get(CheckKind::PaperDocuments, differs) == Check::Match;
    missed.then_some(mistake("missed"))
}
