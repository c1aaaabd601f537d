//! What `domain` says of a step with a request before it is given. What only the register knows (places that another
//! desk took, a purse that isn't here) lets the step pass and waits for the register's word.

use std::collections::BTreeMap;

use crate::domain::enrolment::decide::{self, Step};
use crate::domain::enrolment::{EnrolmentRequest, Place, Taken, World};
use crate::domain::money::{Kopecks, Purse};
use crate::domain::programme::{GroupId, Module};
use crate::domain::{CertificateKind, EnrolmentCommand, EnrolmentRefusal, Refusal, RequestId};
use crate::store::projection::Enrolment;
use crate::tui::screens::Desk;
use crate::tui::screens::common::asking;

use super::row;

/// Steps that are foreseen one after the other, so that the second request for a last place is refused here already.
#[derive(Debug, Default)]
pub struct Foresight {
    /// Places that the foreseen steps take beyond those that are taken.
    places: BTreeMap<Place, u32>,
}

impl Foresight {
    /// What the request becomes by `command`, with what was foreseen before.
    ///
    /// # Errors
    /// The refusal in the domain's words.
    pub fn step(
        &mut self,
        id: RequestId,
        command: &EnrolmentCommand,
        desk: &Desk<'_>,
    ) -> Result<EnrolmentRequest, Refusal> {
        let records = desk.register.enrolment();
        let current = records.request(id).ok_or(Refusal::NotFound)?;
        self.then(current, command, desk)
    }

    /// As [`Foresight::step`], of a request as another step would leave it.
    ///
    /// # Errors
    /// The refusal in the domain's words.
    pub fn then(
        &mut self,
        current: &EnrolmentRequest,
        command: &EnrolmentCommand,
        desk: &Desk<'_>,
    ) -> Result<EnrolmentRequest, Refusal> {
        let after = self.decide(current, command, desk)?;
        if after.state.takes_place() && !current.state.takes_place() {
            *self.places.entry(after.place).or_default() += 1;
        }
        Ok(after)
    }

    fn decide(
        &self,
        current: &EnrolmentRequest,
        command: &EnrolmentCommand,
        desk: &Desk<'_>,
    ) -> Result<EnrolmentRequest, Refusal> {
        let wanted = match command {
            EnrolmentCommand::ChangeGroup { group } => Place {
                group: *group,
                ..current.place
            },
            _ => current.place,
        };
        let world = self.world(current, wanted, desk)?;
        let context = asking::context(desk, false, None);
        let decision = decide::decide(Some(current), current.id, command, &world, &context)?;
        Ok(decision.request)
    }

    /// What this desk knows for a decision on the request.
    fn world<'d>(
        &self,
        current: &EnrolmentRequest,
        wanted: Place,
        desk: &Desk<'d>,
    ) -> Result<World<'d>, Refusal> {
        let records = desk.register.enrolment();
        let programme = records
            .programme(current.place.programme)
            .ok_or(EnrolmentRefusal::Unknown)?;
        let certificate = desk.register.case_of(current.certificate);
        Ok(World {
            programme,
            funding: records.funding(current.payer),
            certificate: certificate.map(|case| &case.certificate),
            account: records.account(current.certificate),
            taken: self.taken(current, wanted, records),
            group_use: None,
            birth_date: None,
        })
    }

    /// Places that others take, where the request is or goes.
    fn taken(&self, current: &EnrolmentRequest, wanted: Place, records: &Enrolment) -> Taken {
        let own = u32::from(current.state.takes_place());
        let own_group = if wanted == current.place { own } else { 0 };
        let foreseen = |place: &Place| self.places.get(place).copied().unwrap_or(0);
        let in_programme = self
            .places
            .iter()
            .filter(|(place, _)| place.programme == wanted.programme)
            .map(|(_, count)| *count);
        let period = current.cost.and_then(|cost| cost.period);
        let taught = period.map_or(0, |period| {
            records.taught(current.organisation, current.payer, period)
        });
        Taken {
            group: (records.taken(wanted) + foreseen(&wanted)).saturating_sub(own_group),
            programme: (records.taken_in(wanted.programme) + in_programme.sum::<u32>())
                .saturating_sub(own),
            organisation: taught.saturating_sub(if period.is_some() { own } else { 0 }),
        }
    }
}

/// What the request becomes by one step.
///
/// # Errors
/// The refusal in the domain's words.
pub fn step(
    id: RequestId,
    command: &EnrolmentCommand,
    desk: &Desk<'_>,
) -> Result<EnrolmentRequest, Refusal> {
    Foresight::default().step(id, command, desk)
}

/// Whether a step can be begun now, before anything is typed.
///
/// # Errors
/// The refusal that the clerk would get.
pub fn may(request: &EnrolmentRequest, step: Step, desk: &Desk<'_>) -> Result<(), Refusal> {
    let world = Foresight::default().world(request, request.place, desk)?;
    let context = asking::context(desk, false, None);
    decide::may(request, step, &world, &context)
}

/// Whether another group of the module may do instead.
#[must_use]
pub fn is_about_places(why: &Refusal) -> bool {
    matches!(
        why,
        Refusal::Enrolment(EnrolmentRefusal::GroupFull | EnrolmentRefusal::GroupArchived)
    )
}

/// Groups of the module that take children, with the places left; the request's own is not among them.
#[must_use]
pub fn other_groups(request: &EnrolmentRequest, records: &Enrolment) -> Vec<(GroupId, u32)> {
    let place = request.place;
    let module = records
        .programme(place.programme)
        .and_then(|programme| programme.module(place.module));
    let groups = module.into_iter().flat_map(Module::active_groups);
    groups
        .filter(|group| group.id != place.group)
        .filter_map(|group| {
            let there = Place {
                group: group.id,
                ..place
            };
            Some((group.id, row::left(there, records)?))
        })
        .filter(|(_, left)| *left > 0)
        .collect()
}

/// Other live requests and contracts of the certificate.
#[must_use]
pub fn other_claims(request: &EnrolmentRequest, records: &Enrolment) -> usize {
    let account = records.account(request.certificate);
    account.map_or(0, |account| {
        let others = account
            .claims
            .iter()
            .filter(|claim| claim.request != request.id);
        others.count()
    })
}

/// What the certificate is, and what is left of it in the period of the request.
#[must_use]
pub fn purse(
    request: &EnrolmentRequest,
    desk: &Desk<'_>,
) -> (Option<CertificateKind>, Option<Kopecks>) {
    let (kind, purse) = purse_of(request, desk);
    (kind, purse.map(|purse| purse.balance))
}

/// What the certificate is, and its money of the period of the request.
#[must_use]
pub fn purse_of(
    request: &EnrolmentRequest,
    desk: &Desk<'_>,
) -> (Option<CertificateKind>, Option<Purse>) {
    let records = desk.register.enrolment();
    let account = records.account(request.certificate);
    let case = desk.register.case_of(request.certificate);
    let kind = case.map(|case| case.certificate.kind);
    let period = request.cost.and_then(|cost| cost.period).or_else(|| {
        let funding = records.funding(request.payer)?;
        Some(funding.period_of(request.days)?.id)
    });
    let purse = account.zip(period).and_then(|(account, period)| {
        let funding = records.funding(request.payer);
        let topped = funding.and_then(|funding| account.topped_up(funding, period).ok());
        topped.flatten().or_else(|| account.purse(period))
    });
    (kind, purse)
}
