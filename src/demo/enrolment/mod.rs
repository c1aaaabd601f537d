//! Programmes, requests, contracts and the money behind them in the synthetic register: the same for a seed, a size and a
//! moment, and made of acts that `domain` has decided on.

mod catalogue;
mod families;
mod means;
mod navigator;
pub(super) mod office;
mod stories;
#[cfg(test)]
mod tests;
mod write;
pub(super) mod year;

use chrono::{DateTime, Utc};

use super::chance::Chance;
use super::clerks::{CLERKS, DemoClerk};
use super::places::PLACES;
use super::register::Organisation;
use super::{DESK, REVIEW};
use crate::domain::{
    ApplicationState, Card, Case, CertificateKind, CertificateState, ClerkId, MunicipalityCode,
    OrganisationId, Refusal, Zone,
};
use crate::server::storage::rows::REGISTER;
use office::{By, Child, Office};
use stories::Stories;
pub use write::write;
use year::Year;

/// What tells its draws from those of the register's people.
const STREAM: u64 = 0x000E_4201;

/// Everything that enrolment has brought about; of no use but to be written.
pub struct Enrolment(pub(super) Office);

impl Enrolment {
    /// Lets the families of `cases` enrol, and makes their certificates what that makes of them.
    ///
    /// # Errors
    /// A refusal of the domain, which the data of the demonstration can't get.
    pub fn of(
        seed: u64,
        now: DateTime<Utc>,
        organisations: &[Organisation],
        cases: &mut [(Case, Card)],
    ) -> Result<Self, Refusal> {
        let today = Zone::MOSCOW.date(now);
        let year = Year::enrolled_for(today);
        let mut office = Office::default();
        means::endow(&mut office, organisations, year, today)?;
        let home = MunicipalityCode(PLACES[0].code);
        let active = |state: CertificateState| state == CertificateState::Active;
        let suspended = |state: CertificateState| matches!(state, CertificateState::Suspended(_));
        let stories = Stories {
            office: &mut office,
            chance: &mut Chance::new(seed ^ STREAM),
            children: &children(cases, &[home], active),
            suspended: &children(cases, &[home], suspended),
            guests: &children(cases, &means::GUESTS, active),
            year,
            now,
            today,
        };
        stories.tell(organisations)?;
        for (case, _) in cases {
            let number = case.certificate.number;
            case.certificate.working_contracts = office.working(number);
            let account = office.accounts.get(&number);
            if account.is_some_and(|account| !account.purses.is_empty()) {
                case.certificate.kind = CertificateKind::Financed;
            }
        }
        Ok(Self(office))
    }
}

/// The children of some municipalities whose certificates are in a state.
fn children(
    cases: &[(Case, Card)],
    homes: &[MunicipalityCode],
    state: impl Fn(CertificateState) -> bool,
) -> Vec<Child> {
    let confirmed = |case: &Case| case.application.state == ApplicationState::Confirmed;
    let here = cases.iter().filter(|(case, _)| {
        homes.contains(&case.municipality()) && confirmed(case) && state(case.certificate.state)
    });
    here.map(|(case, card)| {
        let intake = case.application.intake.as_ref();
        let mut certificate = case.certificate;
        certificate.state = CertificateState::Active;
        Child {
            certificate,
            municipality: case.municipality(),
            born: card.child.birth_date,
            since: intake.map_or(case.application.reference.date, |intake| intake.date),
        }
    })
    .collect()
}

/// A clerk of an organisation; the register itself where the demonstration has none there.
pub(super) fn clerk(organisation: OrganisationId, turn: usize) -> By {
    let own: Vec<_> = (1..)
        .zip(CLERKS)
        .filter(|(_, clerk)| clerk.organisation == organisation && !clerk.reviews())
        .map(|(id, _)| ClerkId(id))
        .collect();
    By {
        clerk: own
            .get(turn % own.len().max(1))
            .copied()
            .unwrap_or(REGISTER),
        organisation,
        municipality: MunicipalityCode(PLACES[0].code),
    }
}

/// The municipality's clerk who reviews programmes.
pub(super) fn reviewer() -> By {
    let place = CLERKS.iter().position(DemoClerk::reviews);
    By {
        clerk: place.map_or(REGISTER, |place| ClerkId(place as u32 + 1)),
        organisation: REVIEW,
        municipality: MunicipalityCode(PLACES[0].code),
    }
}
