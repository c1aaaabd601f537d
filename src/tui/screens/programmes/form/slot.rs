//! The rows of the form: which there are for a programme, a module and a group, and what each takes.

use serde::{Deserialize, Serialize};

use crate::domain::programme::{Direction, Health, ProgrammeRegister, StudyForm, Weekday};
use crate::tui::captions;
use crate::tui::form::{Line, Mask, Row};
use crate::tui::screens::Desk;

macro_rules! slots {
    ($($variant:ident = $code:literal),* $(,)?) => {
        /// One row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Slot { $(#[serde(rename = $code)] $variant),* }

        impl Slot {
            /// The name in drafts and in text keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }
        }
    };
}

slots! {
    Name = "name",
    Register = "register",
    Year = "year",
    Direction = "direction",
    StudyForm = "study_form",
    AgeFrom = "age_from",
    AgeTo = "age_to",
    Health = "health",
    Limit = "limit",
    Description = "description",
    ModuleName = "module_name",
    Months = "months",
    Hours = "hours",
    NormativePrice = "normative_price",
    ChildrenMin = "children_min",
    ChildrenMax = "children_max",
    Results = "results",
    GroupName = "group_name",
    First = "first",
    Last = "last",
    Places = "places",
    Monday = "monday",
    Tuesday = "tuesday",
    Wednesday = "wednesday",
    Thursday = "thursday",
    Friday = "friday",
    Saturday = "saturday",
    Sunday = "sunday",
}

pub const PROGRAMME: &[Slot] = &[
    Slot::Name,
    Slot::Register,
    Slot::Year,
    Slot::Direction,
    Slot::StudyForm,
    Slot::AgeFrom,
    Slot::AgeTo,
    Slot::Health,
    Slot::Limit,
    Slot::Description,
];

pub const MODULE: &[Slot] = &[
    Slot::ModuleName,
    Slot::Months,
    Slot::Hours,
    Slot::NormativePrice,
    Slot::ChildrenMin,
    Slot::ChildrenMax,
    Slot::Results,
];

pub const GROUP: &[Slot] = &[
    Slot::GroupName,
    Slot::First,
    Slot::Last,
    Slot::Places,
    Slot::Monday,
    Slot::Tuesday,
    Slot::Wednesday,
    Slot::Thursday,
    Slot::Friday,
    Slot::Saturday,
    Slot::Sunday,
];

/// The rows of the days, Monday first.
pub const DAYS: [Slot; 7] = [
    Slot::Monday,
    Slot::Tuesday,
    Slot::Wednesday,
    Slot::Thursday,
    Slot::Friday,
    Slot::Saturday,
    Slot::Sunday,
];

/// The longest name, description and line of lessons, in characters.
const NAME: usize = 200;
const PROSE: usize = 1_500;
const LESSONS: usize = 200;
/// The longest amount.
const AMOUNT: usize = 20;

const TWO: Mask = digits(&[2]);
const THREE: Mask = digits(&[3]);
const FOUR: Mask = digits(&[4]);
const FIVE: Mask = digits(&[5]);

const fn digits(groups: &'static [usize]) -> Mask {
    Mask::Digits {
        groups,
        between: &[],
    }
}

impl Slot {
    /// The day of a row of lessons.
    #[must_use]
    pub fn day(self) -> Option<Weekday> {
        let at = DAYS.iter().position(|slot| *slot == self)?;
        u8::try_from(at + 1).ok().map(Weekday)
    }

    /// The row with what was typed.
    #[must_use]
    pub fn row(self, typed: &str, desk: &Desk<'_>) -> Row {
        let label = desk
            .texts
            .get(&crate::i18n::key("programme-field", self.code()));
        let texts = desk.texts;
        let row = match self {
            Self::Register => {
                let all = ProgrammeRegister::ALL.iter();
                let all = all.map(|one| (one.code(), captions::register(texts, *one)));
                Row::choice(label, all.collect())
            }
            Self::Direction => {
                let all = Direction::ALL.iter();
                let all = all.map(|one| (one.code(), captions::direction(texts, *one)));
                Row::choice(label, all.collect())
            }
            Self::StudyForm => {
                let all = StudyForm::ALL.iter();
                let all = all.map(|one| (one.code(), captions::study_form(texts, *one)));
                Row::choice(label, all.collect())
            }
            Self::Health => {
                let all = Health::ALL.iter();
                let all = all.map(|one| (one.code(), captions::health(texts, *one)));
                Row::flags(label, all.collect())
            }
            line => Row::line(label, line.line()),
        };
        row.filled(typed)
    }

    fn line(self) -> Line {
        let (most, mask) = match self {
            Self::AgeFrom | Self::AgeTo | Self::Months => (2, Some(TWO)),
            Self::ChildrenMin | Self::ChildrenMax => (3, Some(THREE)),
            Self::Year | Self::Hours | Self::Places => (4, Some(FOUR)),
            Self::Limit => (5, Some(FIVE)),
            Self::First | Self::Last => (10, Some(Mask::Date)),
            Self::NormativePrice => (AMOUNT, None),
            Self::Description | Self::Results => (PROSE, None),
            slot if slot.day().is_some() => (LESSONS, None),
            _ => (NAME, None),
        };
        let mut line = Line::new(most);
        line.set_mask(mask);
        line
    }
}
