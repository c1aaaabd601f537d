//! Algorithm C, steps 1 and 2: programmes in their registers, prices, enrolment.

use super::{Wrong, mistake};
use crate::domain::programme::{Module, ProgrammeState};
use crate::domain::{Kopecks, Programme};
use crate::tui::tutor::sight::Sight;

/// What the order of the imagined head of the office sets.
pub const PRICE: Kopecks = Kopecks(450_000);
/// The programme of general development, the one that is to be certified, and the one that is.
const GENERAL: usize = 0;
const SENT: usize = 1;
const CERTIFIED: usize = 2;

fn module<'a>(sight: &Sight<'a>) -> Option<&'a Module> {
    sight.programme(CERTIFIED)?.modules.first()
}

pub fn published(sight: &Sight<'_>) -> bool {
    sight
        .programme(GENERAL)
        .is_some_and(Programme::is_published)
}

pub fn sent(sight: &Sight<'_>) -> bool {
    let on_review = |programme: &Programme| programme.state == ProgrammeState::OnReview;
    sight.programme(SENT).is_some_and(on_review)
}

pub fn priced(sight: &Sight<'_>) -> bool {
    module(sight).is_some_and(|module| module.price() == Some(PRICE))
}

pub fn enrolment_opened(sight: &Sight<'_>) -> bool {
    module(sight).is_some_and(|module| module.enrolment_open)
}

pub fn wrong(sight: &Sight<'_>) -> Option<Wrong> {
    let archived = |index| {
        let programme = sight.programme(index);
        programme.is_some_and(|found| found.state == ProgrammeState::Archived)
    };
    if [GENERAL, SENT, CERTIFIED].into_iter().any(archived) {
        return Some(mistake("archived"));
    }
    let price = module(sight)?.price()?;
    if price == PRICE {
        None
    } else {
        Some(mistake("price"))
    }
}
