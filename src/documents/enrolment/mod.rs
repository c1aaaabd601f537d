//! The papers of a request and of the contract that it becomes: the offer, what the family signs, the notices of its end.
//!
//! The offer names nobody and may lie open; on the others the family stands where this desk knows it, else lines to be
//! written by hand. Amounts are those of the request, never worked out from the programme's present price.

mod ending;
mod group;
mod money;
mod offer;
mod statement;

use chrono::NaiveDate;

use super::content::{Block, Codes, Row};
use super::{Made, Office, words};
use crate::domain::enrolment::{Contract, Cost};
use crate::domain::programme::{Direction, Group, Lesson, ProgrammeRegister, StudyForm};
use crate::domain::{
    ApplicationNumber, Card, CertificateNumber, Clean, EnrolmentRequest, Programme, RequestId, Span,
};

pub use ending::content as ending;
pub use group::content as group;
pub use offer::content as offer;
pub use statement::content as statement;

/// What a request is about, as all of its papers say it. Without anything personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    pub office: Office,
    pub request: RequestId,
    pub certificate: CertificateNumber,
    /// The day on which the request was made, at the office.
    pub created: NaiveDate,
    pub register: ProgrammeRegister,
    pub programme: Clean,
    pub direction: Direction,
    pub form: StudyForm,
    pub module: Clean,
    pub hours: u16,
    pub group: Clean,
    pub schedule: Vec<Lesson>,
    pub days: Span,
    /// `None`: nobody pays.
    pub cost: Option<Cost>,
    pub contract: Option<Contract>,
    /// Whether the register has taken the request as it stands here.
    pub confirmed: bool,
    pub made: Made,
}

impl Learning {
    /// Of a request at a programme; `None` where the programme has no such module or group.
    #[must_use]
    pub fn of(
        request: &EnrolmentRequest,
        programme: &Programme,
        office: Office,
        confirmed: bool,
        made: Made,
    ) -> Option<Self> {
        let place = request.place;
        let (module, group) = programme.group(place.module, place.group)?;
        Some(Self {
            request: request.id,
            certificate: request.certificate,
            created: office.zone.local(request.created_at).date(),
            register: request.register,
            programme: programme.name.clone(),
            direction: programme.direction,
            form: programme.form,
            module: module.name.clone(),
            hours: module.hours,
            group: group.name.clone(),
            schedule: group.schedule.clone(),
            days: request.days,
            cost: request.cost,
            contract: request.contract.clone(),
            confirmed,
            made,
            office,
        })
    }

    fn codes(&self) -> Codes {
        Codes::Request(self.request)
    }

    fn foot(&self) -> [String; 2] {
        let contract = self.contract.as_ref();
        let contract = contract.map(|contract| format!(" · договор № {}", contract.number));
        [
            format!(
                "Заявка на обучение от {} · сертификат № {}{}",
                words::date(self.created),
                self.certificate,
                contract.unwrap_or_default()
            ),
            words::made(&self.office, &self.made),
        ]
    }

    /// «№ 12 - ПФ от 01.09.2026», or that it has none yet.
    fn contract_number(&self) -> String {
        match &self.contract {
            Some(contract) => format!("№ {} от {}", contract.number, words::date(contract.date)),
            None => "без номера до заключения".to_owned(),
        }
    }

    /// What is taught, to whom it is counted, and when.
    fn subject(&self) -> Vec<Row> {
        vec![
            Row::of("Программа", self.programme.as_str()),
            Row::of("Реестр программ", words::programme_register(self.register)),
            Row::of("Направленность", words::direction(self.direction)),
            Row::of("Форма обучения", words::study_form(self.form)),
            Row::of("Модуль", self.module.as_str()),
            Row::of("Объём", format!("{} ч", self.hours)).beside(),
            Row::of("Срок обучения", span(self.days)),
            Row::of("Группа", self.group.as_str()),
        ]
    }

    /// The certificate's money pays for a part of it.
    fn financed(&self) -> bool {
        self.register.financed()
    }

    /// What a paper says that was made before the register had answered.
    fn unconfirmed(&self, text: &str) -> Option<Block> {
        (!self.confirmed).then(|| Block::Notice(text.to_owned()))
    }
}

/// The register may know that the last place or the money is gone.
const PLACE_UNCONFIRMED: &str = "Напечатано без связи с реестром. Реестр ещё не подтвердил место в группе и оплату; если места или \
                                 средств не окажется, организация предложит другую группу и напечатает бумагу заново.";

/// The family as an application for its certificate tells it. Personal data: each print is noted at that application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub case: ApplicationNumber,
    pub card: Card,
}

/// Заявление о зачислении: the only paper that the family signs to accept the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentStatement {
    pub learning: Learning,
    pub family: Option<Family>,
}

/// Уведомление о расторжении, by either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminationNotice {
    pub learning: Learning,
    pub family: Option<Family>,
    pub termination: crate::domain::enrolment::Termination,
}

/// Заявление на смену группы.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupChange {
    pub learning: Learning,
    pub family: Option<Family>,
    /// Of the same module.
    pub to: Group,
}

/// «с 01.09.2026 по 31.05.2027»
fn span(days: Span) -> String {
    format!(
        "с {} по {}",
        words::date(days.first),
        words::date(days.last)
    )
}

/// A row for each lesson of the week.
fn schedule(lessons: &[Lesson]) -> Vec<Row> {
    if lessons.is_empty() {
        let told = "по расписанию, которое организация сообщает до начала обучения";
        return vec![Row::of("Занятия", told)];
    }
    let lesson = |lesson: &Lesson| {
        let (from, to) = (lesson.from.format("%H:%M"), lesson.to.format("%H:%M"));
        let room = lesson.room.as_str().trim();
        let room = if room.is_empty() {
            String::new()
        } else {
            format!(", {room}")
        };
        Row::of(words::weekday(lesson.day), format!("{from}–{to}{room}"))
    };
    lessons.iter().map(lesson).collect()
}

/// Who the family is to the office: name, or a line for it.
fn applicant(family: Option<&Family>) -> String {
    family.map_or_else(
        || words::BY_HAND.to_owned(),
        |family| words::full_name(&family.card.applicant.name),
    )
}

fn child(family: Option<&Family>) -> String {
    family.map_or_else(
        || words::BY_HAND.to_owned(),
        |family| words::full_name(&family.card.child.name),
    )
}

/// What stands beside the family's signature.
fn initials(family: Option<&Family>) -> String {
    family
        .map(|family| words::initials(&family.card.applicant.name))
        .unwrap_or_default()
}

/// What is known of the family, else a line for it.
fn told(value: Option<&Clean>) -> String {
    value
        .filter(|value| !value.as_str().trim().is_empty())
        .map_or_else(|| words::BY_HAND.to_owned(), Clean::to_string)
}

/// Whose paper it is: contract, certificate, child, where it learns.
fn contract_rows(learning: &Learning, family: Option<&Family>) -> Vec<Row> {
    vec![
        Row::of("Договор", learning.contract_number()),
        Row::of("Номер сертификата", learning.certificate.to_string()),
        Row::of("Обучающийся", child(family)),
        Row::of("Программа", learning.programme.as_str()),
        Row::of("Модуль", learning.module.as_str()),
        Row::of("Срок обучения", span(learning.days)),
    ]
}
