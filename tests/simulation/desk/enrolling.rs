//! What a clerk does about programmes and children: makes requests, answers them, concludes and ends contracts, changes
//! prices and groups.

use reestr::domain::enrolment::{Party, Place, RequestForm, RequestState};
use reestr::domain::funding::CertificateGroupId;
use reestr::domain::programme::{Group, GroupId, GroupOutline, Module};
use reestr::domain::reason::{RequestRefuseReason, TerminateReason};
use reestr::domain::{
    AccountCommand, CertificateState, Clean, Command, EnrolmentCommand, EnrolmentRequest,
    FundingCommand, Kopecks, OrganisationId, Programme, ProgrammeCommand, RequestId, Source, Span,
    Target,
};
use reestr::store::projection::Projection;

use crate::simulation::chance::Chance;
use crate::simulation::courses;
use crate::simulation::people::{self, HERE};

/// An act and the record that it is about.
pub type Given = (Target, Command);

/// What the clerk sees and draws from.
pub struct Room<'a> {
    pub shown: &'a Projection,
    pub chance: &'a Chance,
    pub organisation: OrganisationId,
}

impl Room<'_> {
    /// The next thing that the clerk does; a request made at the desk is mostly confirmed in the same breath.
    pub fn next(&self) -> Vec<Given> {
        match self.chance.between(0, 19) {
            0..=7 => self.enrol(),
            8..=16 => self.go_on().into_iter().collect(),
            17..=18 => self.offer().into_iter().collect(),
            _ => self.money().into_iter().collect(),
        }
    }

    fn own(&self) -> Vec<&Programme> {
        let all = self.shown.enrolment().programmes();
        all.filter(|p| p.organisation == self.organisation)
            .collect()
    }

    fn enrol(&self) -> Vec<Given> {
        let active = |state| state == CertificateState::Active;
        let all = self.shown.cases();
        // Now and then one whose certificate is not active: the register has to say so.
        let any = self.chance.per_mille(60);
        let able = all.filter(|case| any || active(case.certificate.state));
        let able: Vec<_> = able.map(|case| case.certificate.number).collect();
        let places: Vec<_> = self.own().into_iter().flat_map(places).collect();
        let (Some(certificate), Some(place)) = (self.chance.one(&able), self.chance.one(&places))
        else {
            return Vec::new();
        };
        let (place, period) = place;
        let portal = self.chance.per_mille(300);
        let days = Span {
            first: period.first + chrono::Days::new(self.chance.between(0, 60)),
            last: period.last,
        };
        let form = RequestForm {
            certificate,
            organisation: self.organisation,
            place,
            days,
            source: if portal { Source::Portal } else { Source::Desk },
        };
        let id = courses::request_id(self.chance.number(), self.chance.number());
        let enrol = EnrolmentCommand::Enrol {
            form: Box::new(form),
        };
        let mut given = vec![about(id, enrol)];
        if !portal && self.chance.per_mille(700) {
            given.push(about(id, EnrolmentCommand::ConfirmRequest));
        }
        given
    }

    /// A step with a request of the own organisation.
    fn go_on(&self) -> Option<Given> {
        let all = self.shown.enrolment().requests();
        let own = all.filter(|r| r.organisation == self.organisation);
        // What is over is touched seldom.
        let touched = own.filter(|r| r.state.is_live() || self.chance.per_mille(100));
        let touched: Vec<_> = touched.collect();
        let request = self.chance.one(&touched)?;
        Some(about(request.id, self.step(request)))
    }

    fn step(&self, request: &EnrolmentRequest) -> EnrolmentCommand {
        let chance = self.chance;
        match (request.state, chance.between(0, 9)) {
            (_, 9) => EnrolmentCommand::ChangeGroup {
                group: GroupId(chance.between(1, 3) as u16),
            },
            (RequestState::New, 0..=5) => EnrolmentCommand::ConfirmRequest,
            (RequestState::New | RequestState::Confirmed, 7) => EnrolmentCommand::WithdrawRequest,
            (RequestState::New | RequestState::Confirmed, 8) => EnrolmentCommand::RefuseRequest {
                reason: RequestRefuseReason::NoPlaces,
                text: Clean::default(),
            },
            (RequestState::Concluded, 0..=5) => EnrolmentCommand::Terminate {
                by: Party::Family,
                reason: TerminateReason::FamilyAsked,
                text: Clean::default(),
                notice: people::beginning().date_naive(),
            },
            (RequestState::Concluded, _) => EnrolmentCommand::Complete,
            _ => self.conclude(),
        }
    }

    fn conclude(&self) -> EnrolmentCommand {
        let date = people::beginning().date_naive();
        let leased = self.shown.supplies().next_contract(date);
        // Numbers of another book: two desks may come to the same one.
        let by_hand = || format!("р-{}", self.chance.between(1, 30));
        let number = leased.filter(|_| !self.chance.per_mille(150));
        EnrolmentCommand::Conclude {
            contract_number: number.map_or_else(by_hand, |n| n.to_string()).into(),
            date,
            statement_received: date,
        }
    }

    /// Something about what families are offered.
    fn offer(&self) -> Option<Given> {
        let chance = self.chance;
        let programme = *chance.one(&self.own().iter().collect::<Vec<_>>())?;
        let module = chance.one(&programme.modules.iter().collect::<Vec<_>>())?;
        let group = chance.one(&module.groups.iter().collect::<Vec<_>>())?;
        let command = match chance.between(0, 9) {
            0..=3 => ProgrammeCommand::SetPrice {
                module: module.id,
                price: Kopecks(500_000 + chance.between(0, 500_000) as i64),
            },
            4..=6 => ProgrammeCommand::SaveGroup {
                module: module.id,
                group: resized(group, chance.between(1, 3) as u16),
            },
            7..=8 => ProgrammeCommand::SetEnrolment {
                modules: vec![module.id],
                open: !module.enrolment_open || chance.per_mille(400),
            },
            _ if chance.per_mille(300) => ProgrammeCommand::ArchiveGroup {
                module: module.id,
                group: group.id,
            },
            _ => added(programme, module),
        };
        Some((Target::Programme(programme.id), Command::Programme(command)))
    }

    fn money(&self) -> Option<Given> {
        let chance = self.chance;
        let funding = self.shown.enrolment().funding(HERE)?;
        let mut group = chance.one(&funding.groups)?;
        let command = match chance.between(0, 3) {
            0 => FundingCommand::SetPricePercent {
                percent: 100 + chance.between(0, 100) as u16,
            },
            1..=2 => {
                for nominal in &mut group.nominals {
                    nominal.amount.0 += chance.between(0, 300_000) as i64 - 100_000;
                }
                FundingCommand::SetCertificateGroup { group }
            }
            _ => {
                let accounts = self.shown.enrolment().accounts();
                let numbers: Vec<_> = accounts.map(|account| account.certificate).collect();
                let number = chance.one(&numbers)?;
                let assign = AccountCommand::AssignGroup {
                    group: CertificateGroupId(chance.between(1, 2) as u16),
                };
                return Some((Target::Account(number), Command::Account(assign)));
            }
        };
        Some((Target::Funding(HERE), Command::Funding(command)))
    }
}

fn about(id: RequestId, command: EnrolmentCommand) -> Given {
    (Target::Request(id), Command::Enrolment(command))
}

fn places(programme: &Programme) -> Vec<(Place, Span)> {
    let of_module = programme.modules.iter().flat_map(|module| {
        module.groups.iter().map(|group| {
            let place = Place {
                programme: programme.id,
                module: module.id,
                group: group.id,
            };
            (place, group.period)
        })
    });
    of_module.collect()
}

fn resized(group: &Group, places: u16) -> GroupOutline {
    GroupOutline {
        id: group.id,
        name: group.name.clone(),
        period: group.period,
        schedule: group.schedule.clone(),
        places,
    }
}

fn added(programme: &Programme, module: &Module) -> ProgrammeCommand {
    let groups = programme.modules.iter().flat_map(|module| &module.groups);
    let last = groups.map(|group| group.id.0).max().unwrap_or(0);
    let id = GroupId(last + 1);
    ProgrammeCommand::SaveGroup {
        module: module.id,
        group: GroupOutline {
            id,
            name: format!("Группа {last}+").into(),
            period: courses::days(),
            schedule: Vec::new(),
            places: 1,
        },
    }
}
