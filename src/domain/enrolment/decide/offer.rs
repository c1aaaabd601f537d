//! A request before its contract: the offer, the refusal, the family's change of mind, another group.

use super::ledger::Ledger;
use super::{World, guard, source};
use crate::domain::decide::guard::text;
use crate::domain::enrolment::{EnrolmentRefusal, EnrolmentRequest, Mark, Place, RequestState};
use crate::domain::programme::GroupId;
use crate::domain::reason::RequestRefuseReason;
use crate::domain::text::Clean;
use crate::domain::{Context, Refusal, Side};

/// Whether an offer can go out now: what was right when the request was made may have gone since.
pub fn confirmable(
    request: &EnrolmentRequest,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    guard::state(request, RequestState::New)?;
    let (_, group) = guard::published(world.programme, request.place)?;
    guard::active(group)?;
    guard::certificate(world, context)?;
    guard::places(group, world.programme, world.taken)?;
    if !request.register.financed() {
        return Ok(());
    }
    match world.funding {
        Some(funding) => {
            let period = source::period(funding, request.days)?;
            let agreed = source::agreed(funding, request.organisation, period, world);
            Ok(agreed?)
        }
        None if context.side == Side::Register => Err(EnrolmentRefusal::NoPeriod.into()),
        None => Ok(()),
    }
}

/// The offer goes to the family, and the request takes its place.
pub fn confirm(
    request: &mut EnrolmentRequest,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    confirmable(request, world, context)?;
    request.state = RequestState::Confirmed;
    request.confirmed = Some(Mark {
        clerk: context.clerk,
        at: context.at,
    });
    Ok(())
}

/// All that it held back returns.
pub fn refuse(
    request: &mut EnrolmentRequest,
    reason: RequestRefuseReason,
    why: &Clean,
    ledger: &mut Ledger<'_>,
) -> Result<(), Refusal> {
    guard::open(request)?;
    text(reason == RequestRefuseReason::Other, why)?;
    ledger.release(ledger.reserved())?;
    request.state = RequestState::Refused(reason);
    request.refusal_text = why.clone();
    Ok(())
}

pub fn withdraw(request: &mut EnrolmentRequest, ledger: &mut Ledger<'_>) -> Result<(), Refusal> {
    let why = RequestRefuseReason::FamilyAsked;
    refuse(request, why, &Clean::default(), ledger)
}

/// Whether the child can go to another group at all.
pub fn movable(request: &EnrolmentRequest) -> Result<(), Refusal> {
    if !request.state.is_live() {
        return Err(guard::wrong_state(request));
    }
    Ok(guard::goes_on(request)?)
}

/// Another group of the module, which has a place and all the days. What it costs stays as it is.
pub fn change_group(
    request: &mut EnrolmentRequest,
    group: GroupId,
    world: &World<'_>,
) -> Result<(), Refusal> {
    movable(request)?;
    if group == request.place.group {
        return Err(Refusal::NothingChanged);
    }
    if world.programme.id != request.place.programme {
        return Err(EnrolmentRefusal::Unknown.into());
    }
    let (_, other) = world
        .programme
        .group(request.place.module, group)
        .ok_or(EnrolmentRefusal::OtherModule)?;
    guard::active(other)?;
    if !request.days.within(other.period) {
        return Err(EnrolmentRefusal::DaysOutside.into());
    }
    if world.taken.group >= u32::from(other.places) {
        return Err(EnrolmentRefusal::GroupFull.into());
    }
    request.place = Place {
        group,
        ..request.place
    };
    Ok(())
}
