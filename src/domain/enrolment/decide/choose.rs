//! Choosing a place with the parent: what stands against a group, what it would cost, and what it collides with.

use super::{World, enrol};
use crate::domain::enrolment::{Cost, Place, RequestForm};
use crate::domain::funding::{Account, Claim};
use crate::domain::money::Span;
use crate::domain::programme::{Group, Lesson};
use crate::domain::{Context, Refusal};

/// Whether the request could be made, and what it would cost; `None` where nobody pays for it. Asks neither for a right
/// nor for the clerk's organisation, so that a list can show every group.
///
/// # Errors
/// The [`Refusal`] that the request would get.
pub fn joinable(
    form: &RequestForm,
    world: &World<'_>,
    context: &Context,
) -> Result<Option<Cost>, Refusal> {
    enrol::join(form, world, context).map(|joined| joined.cost)
}

/// A group that meets when the child is somewhere else. The parent is told and decides: nothing is refused for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision<'a> {
    /// The child's other request or contract.
    pub claim: &'a Claim,
    /// The lessons of the group that it collides with.
    pub lessons: Vec<&'a Lesson>,
}

/// What of the child's other requests and contracts collides with lessons of `group` in `days`. `group_at` gives the
/// group of a claim, where it is known.
pub fn collisions<'a>(
    group: &'a Group,
    days: Span,
    account: &'a Account,
    group_at: impl Fn(Place) -> Option<&'a Group>,
) -> Vec<Collision<'a>> {
    let together = |claim: &&Claim| claim.days.first <= days.last && days.first <= claim.days.last;
    let claims = account.claims.iter().filter(together);
    let colliding = claims.filter_map(|claim| {
        let other = group_at(claim.place)?;
        let lessons: Vec<_> = group
            .schedule
            .iter()
            .filter(|lesson| other.schedule.iter().any(|held| held.collides(lesson)))
            .collect();
        (!lessons.is_empty()).then_some(Collision { claim, lessons })
    });
    colliding.collect()
}
