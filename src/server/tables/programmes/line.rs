//! One line of a file: from its cells to a programme without modules, to a module without groups, and to a group.

use chrono::NaiveDate;

use super::cells::Cells;
use super::columns::{ALL, Column, GROUP};
use super::prices;
use crate::domain::money::{Kopecks, Span};
use crate::domain::programme::schedule::lesson;
use crate::domain::programme::{
    Ages, Direction, Group, GroupId, Health, Lesson, Module, ModuleId, ProgrammeRegister,
    ProgrammeState, StudyForm, Weekday,
};
use crate::domain::reason::ProgrammeRefuseReason;
use crate::domain::{ClerkId, MunicipalityCode, OrganisationId, Programme, ProgrammeId};

/// The captions of choices, and the codes of states.
const STATE: &str = "programme-state";
const STATES: [&str; 5] = ["draft", "on_review", "published", "refused", "archived"];
const REASON: &str = "programme-refuse-reason";
const ENROLMENT: &str = "programmes";
const OPEN: [&str; 2] = ["open", "closed"];
const ANSWER: &str = "import-answer";
const ANSWERS: [&str; 2] = ["yes", "no"];

macro_rules! codes {
    ($name:ident) => {
        $name::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()
    };
}

impl Cells<'_> {
    /// The programme of the line, without modules.
    pub fn programme(
        &mut self,
        id: ProgrammeId,
        organisation: OrganisationId,
        municipality: MunicipalityCode,
    ) -> Programme {
        let register = self.choice(Column::Register, "register", &codes!(ProgrammeRegister));
        let direction = self.choice(Column::Direction, "direction", &codes!(Direction));
        let form = self.word(Column::Form, "study-form", &codes!(StudyForm));
        Programme {
            id,
            version: 1,
            organisation,
            municipality,
            register: register
                .and_then(ProgrammeRegister::from_code)
                // The one that has prices and needs none: of a word that is told nothing follows.
                .unwrap_or(ProgrammeRegister::Paid),
            state: self.state(),
            year: self.needed(Column::Year),
            name: self.text(Column::Name),
            direction: direction
                .and_then(Direction::from_code)
                .unwrap_or(Direction::Technical),
            form: form
                .and_then(StudyForm::from_code)
                .unwrap_or(StudyForm::FullTime),
            ages: Ages {
                from: self.needed(Column::AgeFrom),
                to: self.needed(Column::AgeTo),
            },
            health: self.health(),
            description: self.text(Column::Description),
            limit: self.number(Column::Limit),
            modules: Vec::new(),
            sent_by: self.number(Column::SentBy).map(ClerkId),
            published: self.day(Column::Published),
        }
    }

    /// A word of a choice that has to be made.
    fn choice<'c>(&mut self, column: Column, area: &str, codes: &[&'c str]) -> Option<&'c str> {
        if self.cell(column).is_empty() {
            self.unknown(column, area, codes);
        }
        self.word(column, area, codes)
    }

    fn state(&mut self) -> ProgrammeState {
        match self.word(Column::State, STATE, &STATES) {
            Some("on_review") => ProgrammeState::OnReview,
            Some("published") => ProgrammeState::Published,
            Some("archived") => ProgrammeState::Archived,
            Some("refused") => {
                let codes = codes!(ProgrammeRefuseReason);
                let reason = self.choice(Column::Reason, REASON, &codes);
                let all = ProgrammeRefuseReason::ALL.iter().copied();
                let reason = reason.and_then(|code| all.clone().find(|one| one.code() == code));
                ProgrammeState::Refused {
                    reason: reason.unwrap_or(ProgrammeRefuseReason::Other),
                    text: self.text(Column::Explanation),
                }
            }
            _ => ProgrammeState::Draft,
        }
    }

    fn health(&mut self) -> Vec<Health> {
        let codes = codes!(Health);
        let cell = self.cell(Column::Health).to_owned();
        let words = cell
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let found: Option<Vec<Health>> = words
            .map(|word| {
                let code = self.reading.words.code("health", &codes, word);
                code.and_then(Health::from_code)
            })
            .collect();
        if found.is_none() {
            self.unknown(Column::Health, "health", &codes);
        }
        found.unwrap_or_default()
    }

    /// The module of the line, without groups; `next`: the number where the line gives none.
    pub fn module(&mut self, next: u16, priced: bool, today: NaiveDate) -> Module {
        let open = self.word(Column::Enrolment, ENROLMENT, &OPEN);
        Module {
            id: ModuleId(self.number(Column::Module).unwrap_or(next)),
            name: self.text(Column::ModuleName),
            months: self.needed(Column::Months),
            hours: self.needed(Column::Hours),
            normative_price: self.normative(priced),
            prices: self.prices(priced, today),
            children_min: self.needed(Column::ChildrenMin),
            children_max: self.needed(Column::ChildrenMax),
            results: self.text(Column::Results),
            enrolment_open: open == Some("open"),
            groups: Vec::new(),
        }
    }

    fn normative(&mut self, priced: bool) -> Kopecks {
        let column = Column::Normative;
        if self.cell(column).is_empty() {
            return Kopecks(0);
        }
        let Ok(normative) = self.cell(column).parse::<Kopecks>() else {
            self.wrong(column, "programmes-not-an-amount");
            return Kopecks(1);
        };
        if !priced && normative != Kopecks(0) {
            self.wrong(column, "refusal-no-prices");
        }
        normative
    }

    fn prices(
        &mut self,
        priced: bool,
        today: NaiveDate,
    ) -> Vec<crate::domain::programme::PriceEntry> {
        let column = Column::Prices;
        let Some(history) = prices::read(self.cell(column), today) else {
            self.wrong(column, "import-prices");
            return Vec::new();
        };
        if !priced && !history.is_empty() {
            self.wrong(column, "refusal-no-prices");
        }
        history
    }

    /// The group of the line; `None` where no cell of a group is filled in. `next`: as in [`Cells::module`].
    pub fn group(&mut self, next: u16) -> Option<Group> {
        let empty = ALL[GROUP]
            .iter()
            .all(|(column, ..)| self.cell(*column).is_empty());
        if empty {
            return None;
        }
        let first = self.day(Column::First);
        let last = self.day(Column::Last);
        let active = self.word(Column::Active, ANSWER, &ANSWERS);
        Some(Group {
            id: GroupId(self.number(Column::Group).unwrap_or(next)),
            name: self.text(Column::GroupName),
            // A day that is missing leaves a period without days.
            period: Span {
                first: first.unwrap_or(NaiveDate::MAX),
                last: last.unwrap_or(NaiveDate::MIN),
            },
            schedule: self.schedule(),
            places: self.needed(Column::Places),
            active: active != Some("no"),
        })
    }

    fn schedule(&mut self) -> Vec<Lesson> {
        let cell = self.cell(Column::Schedule).to_owned();
        let parts = cell.split(crate::domain::programme::schedule::BETWEEN);
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        let read: Option<Vec<Lesson>> = parts.map(|part| self.lesson(part)).collect();
        if read.is_none() {
            self.wrong(Column::Schedule, "import-schedule");
        }
        read.unwrap_or_default()
    }

    /// «пн 15:00–16:30 каб. 5».
    fn lesson(&self, part: &str) -> Option<Lesson> {
        let (day, rest) = part.split_once(' ')?;
        let codes = ["1", "2", "3", "4", "5", "6", "7"];
        let day = self.reading.words.code("weekday-short", &codes, day)?;
        lesson(Weekday(day.parse().ok()?), rest.trim()).ok()
    }
}
