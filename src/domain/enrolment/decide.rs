//! What comes of a step with a request: the record after it, and the money of its certificate.
//!
//! The same function answers at once at the desk and has the last word in the register. What only the register knows
//! (places that others took, money of another municipality) is missing at the desk: the desk lets such a step pass, shows
//! it as waiting, and the register decides.

use chrono::NaiveDate;

use super::{EnrolmentCommand, EnrolmentRequest, RequestId};
use crate::domain::certificate::{Certificate, CertificateKind};
use crate::domain::funding::{Account, Funding};
use crate::domain::money::Kopecks;
use crate::domain::programme::Programme;
use crate::domain::{Context, Refusal};

/// Places that are taken, without the request that is decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub group: u32,
    pub programme: u32,
    /// In the organisation, under the payer's agreement for the period.
    pub organisation: u32,
}

/// How much of a certificate group is in use in a period, without the certificate that is decided on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupUse {
    pub certificates: u32,
    pub sum: Kopecks,
}

/// What a decision on a request depends on beside the request. What is `None` isn't known here.
#[derive(Clone, Copy, Debug)]
pub struct World<'a> {
    pub programme: &'a Programme,
    /// Of the payer.
    pub funding: Option<&'a Funding>,
    pub certificate: Option<&'a Certificate>,
    pub account: Option<&'a Account>,
    pub taken: Taken,
    pub group_use: Option<GroupUse>,
    pub birth_date: Option<NaiveDate>,
}

/// What a decision leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub request: EnrolmentRequest,
    /// The account after it, where it is known.
    pub account: Option<Account>,
    /// What the certificate becomes with its first certified programme.
    pub kind: Option<CertificateKind>,
}

/// Decides on `command`. `current` is `None` only before `Enrol`; the record after it has the next version.
///
/// # Errors
/// The [`Refusal`] that the clerk is shown; nothing changes.
pub fn decide(
    current: Option<&EnrolmentRequest>,
    id: RequestId,
    command: &EnrolmentCommand,
    world: &World<'_>,
    context: &Context,
) -> Result<Decision, Refusal> {
    let _ = (current, id, command, world, context);
    Err(Refusal::NotUnderstood)
}
