//! Conditions that steps with requests share and that screens ask before anything is typed. They read, and never change.

use super::{Taken, World};
use crate::domain::certificate::CertificateState;
use crate::domain::enrolment::{
    EnrolmentCommand, EnrolmentRefusal, EnrolmentRequest, Place, RequestState,
};
use crate::domain::funding::{Account, Agreement};
use crate::domain::money::Span;
use crate::domain::programme::{Group, Module, Programme};
use crate::domain::validate::age::years;
use crate::domain::{Capability, Context, OrganisationId, Refusal, Side};

/// A right is granted in one organisation: records of another one are not to be touched with it.
pub fn own(
    organisation: OrganisationId,
    right: Capability,
    context: &Context,
) -> Result<(), Refusal> {
    if organisation == context.organisation {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(right))
    }
}

/// The right of the command in the organisation of its record; what needs none, the register alone gives.
pub fn entitled(
    organisation: OrganisationId,
    command: &EnrolmentCommand,
    context: &Context,
) -> Result<(), Refusal> {
    match command.capability() {
        Some(right) => own(organisation, right, context),
        None if context.side == Side::Register => Ok(()),
        None => Err(Refusal::NotUnderstood),
    }
}

pub fn wrong_state(request: &EnrolmentRequest) -> Refusal {
    Refusal::WrongState(request.state.code().to_owned())
}

pub fn state(request: &EnrolmentRequest, demanded: RequestState) -> Result<(), Refusal> {
    if request.state == demanded {
        Ok(())
    } else {
        Err(wrong_state(request))
    }
}

/// Nothing is concluded and nothing has ended.
pub fn open(request: &EnrolmentRequest) -> Result<(), Refusal> {
    if request.state.is_open() {
        Ok(())
    } else {
        Err(wrong_state(request))
    }
}

/// No notice was given of its end.
pub fn goes_on(request: &EnrolmentRequest) -> Result<(), EnrolmentRefusal> {
    match request.termination {
        Some(_) => Err(EnrolmentRefusal::EndsAlready),
        None => Ok(()),
    }
}

/// The module and the group, on a programme that families can choose.
pub fn published(
    programme: &Programme,
    place: Place,
) -> Result<(&Module, &Group), EnrolmentRefusal> {
    if programme.id != place.programme {
        return Err(EnrolmentRefusal::Unknown);
    }
    if !programme.is_published() {
        return Err(EnrolmentRefusal::NotPublished);
    }
    programme
        .group(place.module, place.group)
        .ok_or(EnrolmentRefusal::Unknown)
}

pub fn active(group: &Group) -> Result<(), EnrolmentRefusal> {
    if group.active {
        Ok(())
    } else {
        Err(EnrolmentRefusal::GroupArchived)
    }
}

/// Only an active certificate enrols. A desk that doesn't know it lets the register say so.
pub fn certificate(world: &World<'_>, context: &Context) -> Result<(), Refusal> {
    match world.certificate {
        None if context.side == Side::Register => Err(Refusal::NotFound),
        None => Ok(()),
        Some(held) if held.state == CertificateState::Active => Ok(()),
        Some(held) => {
            let state = held.state.code().to_owned();
            Err(EnrolmentRefusal::CertificateState(state).into())
        }
    }
}

/// The child's age on the first day, which the programme has to take. `None` where the birth date isn't known.
pub fn age(days: Span, world: &World<'_>) -> Result<Option<u8>, EnrolmentRefusal> {
    let Some(birth) = world.birth_date else {
        return Ok(None);
    };
    // Who is not born yet on that day is younger than any programme takes.
    let age = years(birth, days.first).unwrap_or(0);
    let age = u8::try_from(age).unwrap_or(u8::MAX);
    let ages = world.programme.ages;
    if ages.holds(age) {
        Ok(Some(age))
    } else {
        Err(EnrolmentRefusal::OutsideAges { age, ages })
    }
}

/// No live request or contract of the certificate is about the same module.
pub fn first_request(account: Option<&Account>, place: Place) -> Result<(), EnrolmentRefusal> {
    let module = (place.programme, place.module);
    let claims = account.map_or(&[][..], |account| &account.claims);
    let same = |at: Place| (at.programme, at.module) == module;
    if claims
        .iter()
        .any(|claim| claim.state.is_live() && same(claim.place))
    {
        Err(EnrolmentRefusal::SecondRequest)
    } else {
        Ok(())
    }
}

/// Days that are left, inside the group's period.
pub fn days(days: Span, group: &Group, context: &Context) -> Result<(), EnrolmentRefusal> {
    let inside = days.days() > 0 && days.within(group.period);
    if inside && days.last >= context.today {
        Ok(())
    } else {
        Err(EnrolmentRefusal::DaysOutside)
    }
}

/// One more place in the group and in the programme.
pub fn places(group: &Group, programme: &Programme, taken: Taken) -> Result<(), EnrolmentRefusal> {
    if taken.group >= u32::from(group.places) {
        return Err(EnrolmentRefusal::GroupFull);
    }
    match programme.limit {
        Some(limit) if taken.programme >= limit => Err(EnrolmentRefusal::ProgrammeFull),
        _ => Ok(()),
    }
}

/// One more child under the payer's agreement.
pub fn room_under(agreement: &Agreement, taken: Taken) -> Result<(), EnrolmentRefusal> {
    match agreement.limit {
        Some(limit) if taken.organisation >= limit => Err(EnrolmentRefusal::OrganisationFull),
        _ => Ok(()),
    }
}
