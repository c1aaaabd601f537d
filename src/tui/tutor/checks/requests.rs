//! Algorithm C, steps 3 to 5: requests, a family that comes in person, the contract, the instructions.

use super::{Wrong, mistake};
use crate::domain::enrolment::RequestState;
use crate::domain::reason::RequestRefuseReason;
use crate::domain::{EnrolmentRequest, PrintedForm, Target};
use crate::tui::shell::Panel;
use crate::tui::tutor::sight::Sight;

/// The request that came first, and the one behind it for which there is no place.
const FIRST: usize = 0;
const SECOND: usize = 1;

fn state(sight: &Sight<'_>, index: usize) -> Option<RequestState> {
    Some(sight.request(index)?.state)
}

/// Requests of the family that comes in person which were not refused.
fn of_the_family<'a>(sight: &Sight<'a>) -> impl Iterator<Item = &'a EnrolmentRequest> {
    let certificate = sight.material.certificate;
    let requests = sight.register.enrolment().requests();
    requests
        .filter(move |request| Some(request.certificate) == certificate && request.state.is_live())
}

fn is_of_lesson(sight: &Sight<'_>, request: &EnrolmentRequest) -> bool {
    sight.material.programmes.contains(&request.place.programme)
}

pub fn confirmed(sight: &Sight<'_>) -> bool {
    state(sight, FIRST).is_some_and(RequestState::takes_place)
}

pub fn refused(sight: &Sight<'_>) -> bool {
    state(sight, SECOND) == Some(RequestState::Refused(RequestRefuseReason::NoPlaces))
}

pub fn in_person(sight: &Sight<'_>) -> bool {
    of_the_family(sight).any(|request| is_of_lesson(sight, request) && request.state.takes_place())
}

pub fn printed(sight: &Sight<'_>) -> bool {
    let both = [PrintedForm::Offer, PrintedForm::EnrolmentStatement];
    let first = sight.material.requests.get(FIRST);
    first.is_some_and(|id| sight.has_printed(Target::Request(*id), &both))
}

pub fn concluded(sight: &Sight<'_>) -> bool {
    state(sight, FIRST) == Some(RequestState::Concluded)
}

pub fn helped(sight: &Sight<'_>) -> bool {
    sight.panel == Panel::Help
}

pub fn wrong(sight: &Sight<'_>) -> Option<Wrong> {
    let (first, second) = (sight.request(FIRST)?, sight.request(SECOND)?);
    if let RequestState::Refused(_) = first.state {
        return Some(mistake("refused-first"));
    }
    match second.state {
        RequestState::Refused(RequestRefuseReason::NoPlaces) => {}
        RequestState::Refused(_) => return Some(mistake("refuse-reason")),
        _ if second.place.group != first.place.group => return Some(mistake("moved-group")),
        state if state.takes_place() => return Some(mistake("later-first")),
        _ => {}
    }
    if of_the_family(sight).any(|request| !is_of_lesson(sight, request)) {
        return Some(mistake("other-programme"));
    }
    let contract = first.contract.as_ref()?;
    let zone = sight.register.profile().zone;
    let concluded = zone.date(contract.concluded.at);
    if contract.date == concluded && contract.statement_received == concluded {
        None
    } else {
        Some(mistake("contract-date"))
    }
}
