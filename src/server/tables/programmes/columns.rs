//! The columns of a table of programmes. Their names are Russian whatever the language of the program.

use crate::server::tables::text::Known;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A UUID. Where it is empty the register gives one.
    Code,
    Organisation,
    Register,
    State,
    /// Of a programme that was refused.
    Reason,
    Explanation,
    Year,
    Name,
    Direction,
    Form,
    AgeFrom,
    AgeTo,
    /// Words with commas between.
    Health,
    Description,
    Limit,
    /// The number of the clerk who sent it to the review.
    SentBy,
    Published,
    Module,
    ModuleName,
    Months,
    Hours,
    Normative,
    /// Every price, the present one last, see [`super::prices`].
    Prices,
    ChildrenMin,
    ChildrenMax,
    Results,
    Enrolment,
    Group,
    GroupName,
    First,
    Last,
    /// «пн 15:00–16:30 каб. 5; ср 15:00–16:30».
    Schedule,
    Places,
    Active,
}

use Column as C;

/// All columns in their order.
pub const ALL: [Known<Column>; 34] = [
    (C::Code, "Код программы", true),
    (C::Organisation, "Номер организации", false),
    (C::Register, "Реестр", false),
    (C::State, "Состояние", true),
    (C::Reason, "Причина отказа", true),
    (C::Explanation, "Пояснение отказа", true),
    (C::Year, "Учебный год", false),
    (C::Name, "Название программы", false),
    (C::Direction, "Направленность", false),
    (C::Form, "Форма обучения", true),
    (C::AgeFrom, "Возраст от", false),
    (C::AgeTo, "Возраст до", false),
    (C::Health, "Ограничения здоровья", true),
    (C::Description, "Описание", true),
    (C::Limit, "Предел зачисления", true),
    (C::SentBy, "Отправил на рассмотрение", true),
    (C::Published, "Дата публикации", true),
    (C::Module, "Номер модуля", true),
    (C::ModuleName, "Название модуля", false),
    (C::Months, "Месяцев", false),
    (C::Hours, "Часов", false),
    (C::Normative, "Нормативная стоимость", true),
    (C::Prices, "Цены", true),
    (C::ChildrenMin, "Детей от", false),
    (C::ChildrenMax, "Детей до", false),
    (C::Results, "Результаты", true),
    (C::Enrolment, "Зачисление", true),
    (C::Group, "Номер группы", true),
    (C::GroupName, "Название группы", true),
    (C::First, "Первый день", true),
    (C::Last, "Последний день", true),
    (C::Schedule, "Расписание", true),
    (C::Places, "Мест", true),
    (C::Active, "Группа открыта", true),
];

/// Which columns are of the programme, and which of its module; the rest are of the group.
pub const PROGRAMME: std::ops::Range<usize> = 0..17;
pub const MODULE: std::ops::Range<usize> = 17..27;
pub const GROUP: std::ops::Range<usize> = 27..34;

impl Column {
    pub fn title(self) -> &'static str {
        let found = ALL.iter().find(|(column, ..)| *column == self);
        found.map_or("", |(_, title, _)| title)
    }
}

/// The header of such a file.
pub fn titles() -> Vec<&'static str> {
    ALL.iter().map(|(_, title, _)| *title).collect()
}
