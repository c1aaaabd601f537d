//! The synthetic register: deterministic for a seed, a size and a day.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};

use crate::api::portal::{PortalApplicationForm, PortalConsent};
use crate::domain::{
    Application, ApplicationNumber, ApplicationRef, ApplicationState, Calendar, Card, Case,
    Certificate, CertificateKind, CertificateNumber, CertificateState, Check, CheckKind, Checks,
    Clean, ClerkId, Consent, ConsentCode, ConsentText, DuplicateState, ExcludeReason, Field,
    IntakeRegistration, MunicipalityCode, OrganisationId, RejectReason, ReturnReason, Source,
    SuspendReason,
};

use crate::server::settings::PAPER_DAYS;

use super::chance::Chance;
use super::people;
use super::places::{ORGANISATION_COUNT, ORGANISATIONS, PLACES, Place};

/// Applications older than so many days have mostly come to an end.
const SETTLED: i64 = 28;

/// An organisation of the synthetic register.
pub struct Organisation {
    pub id: OrganisationId,
    pub municipality: MunicipalityCode,
    pub name: Clean,
}

/// What a family fills in at home.
pub struct Arrival {
    organisation: OrganisationId,
    card: Card,
}

impl Arrival {
    /// As it goes to the register, with every one of `texts` ticked at `given_at`.
    #[must_use]
    pub fn form(self, texts: &[ConsentText], given_at: DateTime<Utc>) -> PortalApplicationForm {
        let ticked = texts.iter().map(|text| PortalConsent {
            code: text.code,
            text_version: text.version,
            given_at,
        });
        PortalApplicationForm {
            organisation: self.organisation,
            child: self.card.child,
            applicant: self.card.applicant,
            consents: ticked.collect(),
        }
    }
}

/// Makes applications one by one. Organisations come in the order of municipalities.
pub struct Register {
    chance: Chance,
    today: NaiveDate,
    organisations: Vec<Organisation>,
    /// Next serial per place; those that arrive later are numbered by the register itself.
    serials: Vec<u32>,
    /// The last family of each place, for twins and disguised repeats.
    last: Vec<Option<Card>>,
}

impl Register {
    #[must_use]
    pub fn new(seed: u64, today: NaiveDate) -> Self {
        Self {
            chance: Chance::new(seed),
            today,
            organisations: organisations(),
            serials: vec![1; PLACES.len()],
            last: vec![None; PLACES.len()],
        }
    }

    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// `size` applications of the last months, in every state, the oldest first.
    pub fn cases(&mut self, size: u32) -> Vec<(Case, Card)> {
        (0..size)
            .map(|i| {
                // The last year, denser towards today.
                let back = u64::from(size - i) * u64::from(size - i) * 300
                    / (u64::from(size) * u64::from(size)).max(1);
                let date = self.today - Duration::days(back as i64);
                let place = self.place();
                self.case(place, date)
            })
            .collect()
    }

    /// An application that a family, mostly of the first municipality, sends from home today.
    pub fn arrival(&mut self) -> Arrival {
        let place = if self.chance.per_mille(800) {
            0
        } else {
            self.place()
        };
        Arrival {
            card: self.card(place, self.today),
            organisation: self.organisation(place),
        }
    }

    fn place(&mut self) -> usize {
        let mut ticket = self.chance.between(1, PLACES.iter().map(|p| p.share).sum());
        for (index, place) in PLACES.iter().enumerate() {
            if ticket <= place.share {
                return index;
            }
            ticket -= place.share;
        }
        0
    }

    fn organisation(&mut self, place: usize) -> OrganisationId {
        let code = MunicipalityCode(PLACES[place].code);
        let own: Vec<&OrganisationId> = self
            .organisations
            .iter()
            .filter(|o| o.municipality == code)
            .map(|o| &o.id)
            .collect();
        *self.chance.one(&own)
    }

    fn numbers(&mut self, place: usize, date: NaiveDate) -> (ApplicationRef, CertificateNumber) {
        let serial = self.serials[place];
        self.serials[place] += 1;
        let code = MunicipalityCode(PLACES[place].code);
        let number = ApplicationNumber::new(code, date.year() as u16, serial);
        // Serials of certificates don't tell how many were issued.
        let certificate = CertificateNumber::new(code, (serial * 7_919 + 104_729) % 1_000_000);
        (ApplicationRef { number, date }, certificate)
    }

    fn card(&mut self, place: usize, date: NaiveDate) -> Card {
        let chance = &mut self.chance;
        let card = match &self.last[place] {
            Some(last) if chance.per_mille(12) => people::disguised(last, chance),
            Some(last) if chance.per_mille(10) => people::twin(last, chance),
            _ => people::family(&PLACES[place] as &Place, date, chance),
        };
        self.last[place] = Some(card.clone());
        card
    }

    fn case(&mut self, place: usize, date: NaiveDate) -> (Case, Card) {
        let card = self.card(place, date);
        let (reference, certificate) = self.numbers(place, date);
        let organisation = self.organisation(place);
        let age = (self.today - date).num_days();
        let (state, certificate_state) = self.states(age);
        let source = match self.chance.between(1, 10) {
            1..=6 => Source::Portal,
            7..=9 => Source::Desk,
            _ => Source::Import,
        };
        let finished = matches!(
            state,
            ApplicationState::Accepted | ApplicationState::Confirmed
        );
        let intake = finished.then(|| IntakeRegistration {
            journal_number: format!("{}/{}", date.year() % 100, reference.number.serial()).into(),
            date: (date + Duration::days(i64::from(self.chance.between(0, 14)))).min(self.today),
            clerk: ClerkId(1),
            organisation,
        });
        let application = Application {
            resolved_by: None,
            reference,
            version: if finished { 4 } else { 1 },
            organisation,
            source,
            state,
            consents: self.given(state, date),
            checks: if finished {
                all_match()
            } else {
                Checks::default()
            },
            documents_complete: finished,
            duplicate: if finished {
                DuplicateState::Clear
            } else {
                DuplicateState::Unknown
            },
            paper_due: Calendar::default().after(date, PAPER_DAYS),
            intake,
            mail: None,
        };
        let certificate = Certificate {
            number: certificate,
            kind: if certificate_state == CertificateState::Active && self.chance.per_mille(600) {
                CertificateKind::Financed
            } else {
                CertificateKind::Accounting
            },
            state: certificate_state,
            working_contracts: u16::from(
                certificate_state == CertificateState::Active && self.chance.per_mille(300),
            ),
            served_by: None,
        };
        (
            Case {
                application,
                certificate,
            },
            card,
        )
    }

    /// Consents as the family gave them; a few came over without one.
    fn given(&mut self, state: ApplicationState, date: NaiveDate) -> Vec<Consent> {
        let mut given = consents(date);
        if state.awaits_acceptance() && self.chance.per_mille(15) {
            given.pop();
        }
        given
    }

    /// Where an application of `age` days stands, and its certificate with it.
    fn states(&mut self, age: i64) -> (ApplicationState, CertificateState) {
        use ApplicationState as A;
        use CertificateState as C;
        let die = self.chance.between(1, 1000);
        if age <= SETTLED {
            return match die {
                1..=640 => (A::AwaitingPaper, C::Reserved),
                641..=700 => (A::Returned(self.return_reason()), C::Reserved),
                701..=780 => (A::Accepted, C::Reserved),
                781..=800 => (A::Submitted, C::Reserved),
                801..=805 => (A::Draft, C::Reserved),
                806..=830 => (A::Withdrawn, C::Released),
                831..=860 => (A::Rejected(self.reject_reason()), C::Released),
                _ => (A::Confirmed, C::Active),
            };
        }
        match die {
            1..=60 => (A::Expired, C::Released),
            61..=100 => (A::Rejected(self.reject_reason()), C::Released),
            101..=120 => (A::Withdrawn, C::Released),
            121..=135 => (A::Confirmed, C::Suspended(SuspendReason::ParentRequest)),
            136..=145 => (A::Confirmed, C::Excluded(ExcludeReason::OtherMunicipality)),
            146..=150 => (A::Confirmed, C::Expired),
            _ => (A::Confirmed, C::Active),
        }
    }

    fn return_reason(&mut self) -> ReturnReason {
        ReturnReason::ALL[self.chance.between(0, 3) as usize]
    }

    fn reject_reason(&mut self) -> RejectReason {
        RejectReason::ALL[self.chance.between(0, 4) as usize]
    }
}

fn organisations() -> Vec<Organisation> {
    let total: u32 = PLACES.iter().map(|p| p.share).sum();
    let spare = ORGANISATION_COUNT - PLACES.len() as u32;
    let mut list = Vec::new();
    for place in PLACES {
        // Everyone has one, the others go by the number of applications.
        let count = 1 + (place.share * spare + total / 2) / total;
        for index in 0..count {
            if list.len() as u32 == ORGANISATION_COUNT {
                break;
            }
            let kind = ORGANISATIONS[index as usize % ORGANISATIONS.len()];
            let round = index as usize / ORGANISATIONS.len();
            let number = if round == 0 {
                String::new()
            } else {
                format!(" № {}", round + 1)
            };
            list.push(Organisation {
                id: OrganisationId(list.len() as u32 + 1),
                municipality: MunicipalityCode(place.code),
                name: format!("{kind}{number}, {}", place.name).into(),
            });
        }
    }
    list
}

pub(super) fn consents(date: NaiveDate) -> Vec<Consent> {
    let given_at: DateTime<Utc> = date.and_time(NaiveTime::MIN).and_utc() + Duration::hours(8);
    ConsentCode::ALL
        .into_iter()
        .map(|code| Consent {
            code,
            text_version: 1,
            given_at,
            ticked: None,
        })
        .collect()
}

pub(super) fn all_match() -> Checks {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
        if field.in_register() {
            checks.set(CheckKind::PaperRegister, *field, Check::Match);
        }
    }
    checks
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_register() {
        let (a, b) = (
            Register::new(7, today()).cases(300),
            Register::new(7, today()).cases(300),
        );
        assert_eq!(a, b);
        assert_ne!(a, Register::new(8, today()).cases(300));
    }

    #[test]
    fn every_state_is_there_and_numbers_are_unique() {
        let mut register = Register::new(1, today());
        let cases = register.cases(5_000);
        let states: BTreeSet<_> = cases
            .iter()
            .map(|(c, _)| c.application.state.code())
            .collect();
        assert_eq!(states.len(), 9, "{states:?}");
        let numbers: BTreeSet<_> = cases.iter().map(|(c, _)| c.number()).collect();
        let certificates: BTreeSet<_> = cases.iter().map(|(c, _)| c.certificate.number).collect();
        assert_eq!((numbers.len(), certificates.len()), (5_000, 5_000));
    }

    #[test]
    fn sixty_organisations_serve_all_municipalities() {
        let list = organisations();
        assert_eq!(list.len(), ORGANISATION_COUNT as usize);
        let places: BTreeSet<_> = list.iter().map(|o| o.municipality).collect();
        assert_eq!(places.len(), PLACES.len());
        let names: BTreeSet<_> = list.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names.len(), list.len());
    }
}
