//! Programmes of the training, made by the acts that clerks would have given.

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveTime, Utc};

use crate::demo::DESK;
use crate::demo::chance::Chance;
use crate::demo::enrolment::office::{By, Office, id};
use crate::demo::enrolment::year::Year;
use crate::demo::enrolment::{self, Enrolment};
use crate::domain::enrolment::Place;
use crate::domain::programme::{
    Ages, Direction, GroupId, GroupOutline, Lesson, ModuleId, ModuleOutline, Outline,
    ProgrammeRegister, StudyForm, Weekday,
};
use crate::domain::{Kopecks, ProgrammeCommand, ProgrammeId, Span, Zone};
use crate::server::storage::Storage;

/// What a module may cost, and what it costs where the lesson is not about that.
const NORMATIVE: Kopecks = Kopecks(400_000);
const PRICE: Kopecks = Kopecks(420_000);
const MODULE: ModuleId = ModuleId(1);

/// A group that families may ask for.
pub struct Course {
    pub place: Place,
    /// From today on, as long as it meets.
    pub days: Span,
}

/// A draft of general development, a draft to be certified, and a certified one without a price.
///
/// # Errors
/// When the storage fails.
pub async fn of_three_kinds(
    storage: &dyn Storage,
    serial: u32,
    now: DateTime<Utc>,
    chance: &mut Chance,
) -> Result<Vec<ProgrammeId>> {
    let mut school = School::new(now, chance);
    let general = ProgrammeRegister::GeneralDevelopment;
    let certified = ProgrammeRegister::Certified;
    let published = school.draft(
        (general, Direction::Arts),
        &format!("Керамика, набор {serial}"),
        &[12],
    )?;
    let sent = school.draft(
        (certified, Direction::Robotics),
        &format!("Робототехника, набор {serial}"),
        &[12],
    )?;
    let priced = school.draft(
        (certified, Direction::Social),
        &format!("Шахматы, набор {serial}"),
        &[12],
    )?;
    school.certify(priced)?;
    school.write(storage).await?;
    Ok(vec![published, sent, priced])
}

/// A certified programme that takes requests: one place in its first group, ten in the second.
///
/// # Errors
/// When the storage fails.
pub async fn with_one_place(
    storage: &dyn Storage,
    serial: u32,
    now: DateTime<Utc>,
    chance: &mut Chance,
) -> Result<Course> {
    let mut school = School::new(now, chance);
    let name = format!("Театр теней, набор {serial}");
    let programme = school.draft(
        (ProgrammeRegister::Certified, Direction::Arts),
        &name,
        &[1, 10],
    )?;
    school.act(
        school.clerk,
        programme,
        &ProgrammeCommand::SetPrice {
            module: MODULE,
            price: PRICE,
        },
    )?;
    school.certify(programme)?;
    school.act(
        school.clerk,
        programme,
        &ProgrammeCommand::SetEnrolment {
            modules: vec![MODULE],
            open: true,
        },
    )?;
    let learning = school.year.learning();
    let today = Zone::MOSCOW.date(now);
    school.write(storage).await?;
    Ok(Course {
        place: Place {
            programme,
            module: MODULE,
            group: GroupId(1),
        },
        days: Span {
            first: learning.first.max(today),
            ..learning
        },
    })
}

struct School<'a> {
    office: Office,
    clerk: By,
    year: Year,
    now: DateTime<Utc>,
    chance: &'a mut Chance,
}

impl<'a> School<'a> {
    fn new(now: DateTime<Utc>, chance: &'a mut Chance) -> Self {
        Self {
            office: Office::default(),
            clerk: enrolment::clerk(DESK, 0),
            year: Year::enrolled_for(Zone::MOSCOW.date(now)),
            now,
            chance,
        }
    }

    fn act(&mut self, by: By, programme: ProgrammeId, command: &ProgrammeCommand) -> Result<()> {
        let done = self.office.programme(by, programme, command, self.now);
        done.with_context(|| {
            format!(
                "the training's programme breaks a rule at {}",
                command.code()
            )
        })
    }

    fn draft(
        &mut self,
        kind: (ProgrammeRegister, Direction),
        name: &str,
        places: &[u16],
    ) -> Result<ProgrammeId> {
        let programme = ProgrammeId(id(self.chance, self.now));
        let outline = Box::new(self.outline(kind, name, places));
        let command = ProgrammeCommand::SaveProgramme { outline };
        self.act(self.clerk, programme, &command)?;
        Ok(programme)
    }

    /// The review is behind it.
    fn certify(&mut self, programme: ProgrammeId) -> Result<()> {
        self.act(self.clerk, programme, &ProgrammeCommand::SendProgramme)?;
        let reviewer = enrolment::reviewer();
        self.act(reviewer, programme, &ProgrammeCommand::ApproveProgramme)
    }

    fn outline(
        &self,
        (register, direction): (ProgrammeRegister, Direction),
        name: &str,
        places: &[u16],
    ) -> Outline {
        let group = |(index, places): (u16, &u16)| GroupOutline {
            id: GroupId(index),
            name: format!("Группа {index}").into(),
            period: self.year.learning(),
            schedule: vec![lesson(index)],
            places: *places,
        };
        let most = places.iter().copied().max().unwrap_or(1);
        let module = ModuleOutline {
            id: MODULE,
            name: "Годовой курс".into(),
            months: 9,
            hours: 72,
            normative_price: if register.priced() {
                NORMATIVE
            } else {
                Kopecks(0)
            },
            children_min: 1,
            children_max: most,
            results: "показывает родителям свою работу".into(),
            groups: (1..).zip(places).map(group).collect(),
        };
        Outline {
            register,
            year: self.year.number(),
            name: name.into(),
            direction,
            form: StudyForm::FullTime,
            ages: Ages { from: 7, to: 12 },
            health: Vec::new(),
            description: "Для детей 7–12 лет. Учебная программа.".into(),
            limit: None,
            modules: vec![module],
        }
    }

    async fn write(self, storage: &dyn Storage) -> Result<()> {
        enrolment::write(storage, &Enrolment(self.office)).await?;
        Ok(())
    }
}

/// Each group on another day.
fn lesson(group: u16) -> Lesson {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    Lesson {
        day: Weekday(group as u8),
        from: hour(15),
        to: hour(16),
        room: "каб. 12".into(),
    }
}
