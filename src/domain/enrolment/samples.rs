//! A certified programme with places, a certificate with money, and what a step with a request depends on; for tests, to
//! be changed in the one place that a test is about.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use super::decide::decide;
use super::{
    Decision, EnrolmentCommand, EnrolmentRequest, GroupUse, Place, RequestForm, RequestId, Taken,
    World,
};
use crate::domain::funding::{
    Account, Agreement, CertificateGroup, CertificateGroupId, Funding, Nominal, Period, PeriodId,
};
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::{
    Ages, Direction, Group, GroupId, Lesson, Module, ModuleId, PriceEntry, Programme, ProgrammeId,
    ProgrammeRegister, ProgrammeState, StudyForm, Weekday,
};
use crate::domain::samples::{OWN, card, context, day, today};
use crate::domain::{
    Certificate, CertificateKind, CertificateNumber, CertificateState, Clean, ClerkId, Context,
    OrganisationId, Refusal, Source,
};

pub const ORGANISATION: OrganisationId = OrganisationId(60);
pub const PERIOD: PeriodId = PeriodId(2026);

pub fn programme_id() -> ProgrammeId {
    ProgrammeId(Uuid::from_u128(1))
}

pub fn request_id(serial: u32) -> RequestId {
    RequestId(Uuid::from_u128(1_000 + u128::from(serial)))
}

pub fn number(serial: u32) -> CertificateNumber {
    CertificateNumber::new(OWN, serial)
}

/// The autumn of DESIGN section 4: four months, the first of them a half.
pub fn autumn() -> Span {
    Span {
        first: day(2026, 9, 15),
        last: day(2026, 12, 31),
    }
}

pub fn place(module: u16, group: u16) -> Place {
    Place {
        programme: programme_id(),
        module: ModuleId(module),
        group: GroupId(group),
    }
}

/// An hour at three on a day of the week.
pub fn lesson(weekday: u8) -> Lesson {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Lesson {
        day: Weekday(weekday),
        from: at(15),
        to: at(16),
        room: "12".into(),
    }
}

pub fn group(id: u16) -> Group {
    Group {
        id: GroupId(id),
        name: "Младшая".into(),
        period: autumn(),
        schedule: vec![lesson(1), lesson(3)],
        places: 2,
        active: true,
    }
}

fn module(id: u16, groups: Vec<Group>) -> Module {
    Module {
        id: ModuleId(id),
        name: "Первый год".into(),
        months: 4,
        hours: 72,
        normative_price: Kopecks(400_000),
        prices: vec![PriceEntry {
            price: Kopecks(400_000),
            since: day(2026, 8, 1),
            clerk: ClerkId(3),
        }],
        children_min: 1,
        children_max: 15,
        results: Clean::default(),
        enrolment_open: true,
        groups,
    }
}

/// Published and open: module 1 with groups 1 and 2, module 2 with group 3, two places in each.
pub fn programme() -> Programme {
    Programme {
        id: programme_id(),
        version: 5,
        organisation: ORGANISATION,
        municipality: OWN,
        register: ProgrammeRegister::Certified,
        state: ProgrammeState::Published,
        year: 2026,
        name: "Робототехника".into(),
        direction: Direction::Robotics,
        form: StudyForm::FullTime,
        ages: Ages { from: 7, to: 12 },
        health: Vec::new(),
        description: Clean::default(),
        limit: None,
        modules: vec![
            module(1, vec![group(1), group(2)]),
            module(2, vec![group(3)]),
        ],
        sent_by: Some(ClerkId(3)),
        published: Some(day(2026, 8, 2)),
    }
}

/// One period, one group of 10 000.00, an agreement.
pub fn funding() -> Funding {
    Funding {
        periods: vec![Period {
            id: PERIOD,
            days: Span {
                first: day(2026, 9, 1),
                last: day(2027, 8, 31),
            },
        }],
        groups: vec![CertificateGroup {
            id: CertificateGroupId(1),
            name: "От 5 до 17 лет".into(),
            nominals: vec![Nominal {
                period: PERIOD,
                amount: Kopecks(1_000_000),
            }],
            certificates_limit: None,
            sum_limit: None,
        }],
        agreements: vec![Agreement {
            organisation: ORGANISATION,
            period: PERIOD,
            number: "7".into(),
            date: day(2026, 8, 20),
            limit: None,
            active: true,
        }],
        ..Funding::unset(OWN)
    }
}

pub fn certificate(serial: u32) -> Certificate {
    Certificate {
        number: number(serial),
        kind: CertificateKind::Accounting,
        state: CertificateState::Active,
        working_contracts: 0,
        served_by: None,
    }
}

/// A request for all days of a group.
pub fn form(serial: u32, place: Place) -> RequestForm {
    RequestForm {
        certificate: number(serial),
        organisation: ORGANISATION,
        place,
        days: autumn(),
        source: Source::Desk,
    }
}

/// What a decision sees, owned.
#[derive(Clone, Debug)]
pub struct Scene {
    pub programme: Programme,
    pub funding: Option<Funding>,
    pub certificate: Option<Certificate>,
    pub account: Option<Account>,
    pub taken: Taken,
    pub group_use: Option<GroupUse>,
    pub birth_date: Option<NaiveDate>,
    pub context: Context,
}

impl Scene {
    /// In the register, before the first request.
    pub fn start() -> Self {
        Self {
            programme: programme(),
            funding: Some(funding()),
            certificate: Some(certificate(42)),
            account: None,
            taken: Taken::default(),
            group_use: Some(GroupUse::default()),
            birth_date: Some(card().child.birth_date),
            context: context(),
        }
    }

    pub fn world(&self) -> World<'_> {
        World {
            programme: &self.programme,
            funding: self.funding.as_ref(),
            certificate: self.certificate.as_ref(),
            account: self.account.as_ref(),
            taken: self.taken,
            group_use: self.group_use,
            birth_date: self.birth_date,
        }
    }

    pub fn decide(
        &self,
        current: Option<&EnrolmentRequest>,
        command: &EnrolmentCommand,
    ) -> Result<Decision, Refusal> {
        decide(
            current,
            request_id(1),
            command,
            &self.world(),
            &self.context,
        )
    }

    /// Takes a decision in: the account and the kind of the certificate follow.
    pub fn apply(
        &mut self,
        current: Option<&EnrolmentRequest>,
        command: &EnrolmentCommand,
    ) -> EnrolmentRequest {
        let decision = self.decide(current, command).unwrap();
        self.account = decision.account;
        if let (Some(kind), Some(certificate)) = (decision.kind, &mut self.certificate) {
            certificate.kind = kind;
        }
        decision.request
    }

    /// A request for all days of group 1.
    pub fn requested() -> (Self, EnrolmentRequest) {
        let mut scene = Self::start();
        let request = scene.apply(None, &enrol());
        (scene, request)
    }

    pub fn confirmed() -> (Self, EnrolmentRequest) {
        let (mut scene, request) = Self::requested();
        let request = scene.apply(Some(&request), &EnrolmentCommand::ConfirmRequest);
        (scene, request)
    }

    /// Concluded on the day of the samples, before the first lesson.
    pub fn concluded() -> (Self, EnrolmentRequest) {
        let (mut scene, request) = Self::confirmed();
        let request = scene.apply(Some(&request), &conclude());
        (scene, request)
    }
}

pub fn enrol() -> EnrolmentCommand {
    EnrolmentCommand::Enrol {
        form: Box::new(form(42, place(1, 1))),
    }
}

pub fn conclude() -> EnrolmentCommand {
    EnrolmentCommand::Conclude {
        contract_number: "1 - ПФ".into(),
        date: today(),
        statement_received: today(),
    }
}
