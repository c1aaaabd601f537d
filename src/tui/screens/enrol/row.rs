//! The groups that families can choose, made anew when records change, never when a key is pressed.

use super::basis::{Basis, usual_days};
use super::child::Age;
use crate::domain::enrolment::Place;
use crate::domain::money::Span;
use crate::domain::programme::{Ages, Direction, Group, Module};
use crate::domain::{OrganisationId, Programme};
use crate::i18n::fold;
use crate::tui::screens::Desk;

/// A group with open enrolment, and what a list is narrowed and sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub place: Place,
    /// The days that would be proposed.
    pub days: Span,
    pub direction: Direction,
    /// Names of programme, module and group, folded: what is typed is looked for here, and rows are sorted by it.
    pub text: String,
    /// Whether the programme takes a child of this age; `None` where the age isn't known.
    pub fits: Option<bool>,
    pub left: u32,
    pub collides: bool,
}

/// All groups of the clerk's organisation that enrol: only there can the clerk create a request.
#[must_use]
pub fn rows(basis: &Basis<'_>, age: Age, desk: &Desk<'_>) -> Vec<Row> {
    let own = desk.register.profile().organisation;
    let mut rows = Vec::new();
    for programme in basis.enrolment.programmes() {
        if !enrols(programme, own) {
            continue;
        }
        for module in programme.modules.iter().filter(|m| m.enrolment_open) {
            for group in module.active_groups() {
                rows.extend(row(basis, age, (programme, module, group), desk));
            }
        }
    }
    rows
}

fn enrols(programme: &Programme, own: OrganisationId) -> bool {
    programme.organisation == own && programme.is_published()
}

fn row(
    basis: &Basis<'_>,
    age: Age,
    (programme, module, group): (&Programme, &Module, &Group),
    desk: &Desk<'_>,
) -> Option<Row> {
    let place = Place {
        programme: programme.id,
        module: module.id,
        group: group.id,
    };
    let days = usual_days(group, desk.today)?;
    Some(Row {
        place,
        days,
        direction: programme.direction,
        text: fold(&format!(
            "{} {} {}",
            programme.name, module.name, group.name
        )),
        fits: age.on(days.first).map(|years| takes(programme.ages, years)),
        left: basis.places_left(programme, place, group),
        collides: !basis.collisions(group, days).is_empty(),
    })
}

/// Whether one of the ages that the child can have is taken.
fn takes(ages: Ages, mut years: std::ops::RangeInclusive<u8>) -> bool {
    years.any(|years| ages.holds(years))
}
