//! What a clerk may do next with a request, asked by screens before anything is typed.

use super::{World, contract, end, guard, offer};
use crate::domain::decide::guard::capability;
use crate::domain::enrolment::{EnrolmentRefusal, EnrolmentRequest};
use crate::domain::programme::Module;
use crate::domain::{Capability, Context, Refusal};

/// A command without its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Confirm,
    Refuse,
    Withdraw,
    Conclude,
    ChangeGroup,
    Terminate,
    Complete,
}

impl Step {
    pub const ALL: [Self; 7] = [
        Self::Confirm,
        Self::Refuse,
        Self::Withdraw,
        Self::Conclude,
        Self::ChangeGroup,
        Self::Terminate,
        Self::Complete,
    ];

    /// The name in text keys; that of the command.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirm => "confirm_request",
            Self::Refuse => "refuse_request",
            Self::Withdraw => "withdraw_request",
            Self::Conclude => "conclude",
            Self::ChangeGroup => "change_group",
            Self::Terminate => "terminate",
            Self::Complete => "complete",
        }
    }

    /// The right that the step needs; agrees with
    /// [`EnrolmentCommand::capability`](crate::domain::EnrolmentCommand::capability).
    #[must_use]
    pub fn capability(self) -> Capability {
        match self {
            Self::Confirm | Self::ChangeGroup => Capability::EnrolmentConfirm,
            Self::Refuse | Self::Withdraw => Capability::EnrolmentRefuse,
            Self::Conclude => Capability::ContractConclude,
            Self::Terminate | Self::Complete => Capability::ContractTerminate,
        }
    }
}

/// Whether `decide` would apply the step, given right data: a reason with its text, a number and dates, a group that has
/// a place.
///
/// # Errors
/// The [`Refusal`] that the clerk would get.
pub fn may(
    request: &EnrolmentRequest,
    step: Step,
    world: &World<'_>,
    context: &Context,
) -> Result<(), Refusal> {
    capability(step.capability(), context)?;
    guard::own(request.organisation, step.capability(), context)?;
    match step {
        Step::Confirm => offer::confirmable(request, world, context),
        Step::Refuse | Step::Withdraw => guard::open(request),
        Step::Conclude => contract::concludable(request, world, context),
        Step::ChangeGroup => {
            offer::movable(request)?;
            let place = request.place;
            let module = world.programme.module(place.module);
            let mut groups = module.into_iter().flat_map(Module::active_groups);
            if groups.any(|group| group.id != place.group) {
                Ok(())
            } else {
                Err(EnrolmentRefusal::GroupMissing.into())
            }
        }
        Step::Terminate => end::terminable(request),
        Step::Complete => end::ending(request, context).map(|_| ()),
    }
}

/// The steps that are open now, in the order of the work.
pub fn available<'a>(
    request: &'a EnrolmentRequest,
    world: &'a World<'a>,
    context: &'a Context,
) -> impl Iterator<Item = Step> + 'a {
    Step::ALL
        .into_iter()
        .filter(move |step| may(request, *step, world, context).is_ok())
}
