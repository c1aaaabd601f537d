//! Names of synthetic people. Common Russian names and surnames of the north, in both genders.

use crate::domain::PersonName;

use super::chance::Chance;

const BOYS: &str = "Александр Алексей Андрей Артём Арсений Богдан Владимир Глеб Даниил Денис Дмитрий Егор \
    Иван Илья Кирилл Лев Максим Матвей Михаил Никита Николай Павел Роман Сергей Степан \
    Тимофей Фёдор Ярослав";

const GIRLS: &str = "Александра Алиса Алёна Анастасия Анна Арина Валерия Варвара Вера Виктория Дарья Ева \
    Екатерина Елизавета Злата Ирина Кира Ксения Маргарита Мария Милана Ольга Полина София \
    Татьяна Ульяна Юлия Анна-Мария";

const MEN: &str = "Александр Алексей Андрей Антон Вадим Виталий Владимир Дмитрий Евгений Игорь Иван \
    Константин Михаил Николай Олег Павел Пётр Роман Сергей Юрий";

const WOMEN: &str = "Александра Алла Анастасия Анна Валентина Вера Галина Екатерина Елена Ирина Ксения Любовь \
    Людмила Марина Мария Надежда Наталья Ольга Светлана Татьяна Юлия";

/// Surnames that take an ending: the man's form, the woman's is `-а` after it.
const INFLECTED: &str = "Артеев Безносиков Вокуев Габов Елфимов Жеребцов Забоев Иванов Игнатов Истомин Канев \
    Каракчиев Козлов Королёв Кузнецов Куратов Лебедев Лютоев Макаров Мальцев Мишарин Морозов \
    Нестеров Осипов Панюков Пашнин Петров Попов Размыслов Рочев Сажин Семяшкин Сердитов \
    Сидоров Смирнов Соловьёв Терентьев Туголуков Уляшев Фёдоров Филиппов Хозяинов Чупров \
    Шахов Юркин";

/// Surnames that stay the same.
const FIXED: &str = "Шевченко Бондаренко Кушниренко Шмидт Ткач Черных Долгих Седых";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Man,
    Woman,
}

impl Gender {
    pub fn any(chance: &mut Chance) -> Self {
        if chance.per_mille(500) {
            Self::Man
        } else {
            Self::Woman
        }
    }
}

/// A family: the surname in both forms and the father's first name, from which the children's patronymic is made.
pub struct Family {
    surname: &'static str,
    inflected: bool,
    father: &'static str,
}

impl Family {
    pub fn any(chance: &mut Chance) -> Self {
        let inflected = !chance.per_mille(60);
        let surname = if inflected {
            chance.word(INFLECTED)
        } else {
            chance.word(FIXED)
        };
        Self {
            surname,
            inflected,
            father: chance.word(MEN),
        }
    }

    /// A child of the family; few have no patronymic.
    pub fn child(&self, gender: Gender, chance: &mut Chance) -> PersonName {
        let name = chance.word(if gender == Gender::Man { BOYS } else { GIRLS });
        let patronymic = (!chance.per_mille(8)).then(|| patronymic(self.father, gender));
        self.person(gender, name, patronymic)
    }

    /// A grown-up of the family; the father bears the name that the patronymics come from.
    pub fn parent(&self, gender: Gender, chance: &mut Chance) -> PersonName {
        let name = if gender == Gender::Man {
            self.father
        } else {
            chance.word(WOMEN)
        };
        let patronymic = patronymic(chance.word(MEN), gender);
        self.person(gender, name, Some(patronymic))
    }

    fn person(&self, gender: Gender, name: &str, patronymic: Option<String>) -> PersonName {
        let ending = if self.inflected && gender == Gender::Woman {
            "а"
        } else {
            ""
        };
        PersonName {
            surname: format!("{}{ending}", self.surname).into(),
            name: name.into(),
            patronymic: patronymic.map(Into::into),
        }
    }
}

/// The patronymic that comes from a father's name.
fn patronymic(father: &str, gender: Gender) -> String {
    let man = gender == Gender::Man;
    if let Some(stem) = father.strip_suffix('й') {
        let stem = stem
            .strip_suffix('и')
            .map_or_else(|| stem.to_owned(), |s| format!("{s}ь"));
        // Дмитрий → Дмитриевич keeps its vowel; Юрий → Юрьевич, Николай → Николаевич.
        let stem = if father == "Дмитрий" {
            "Дмитри".to_owned()
        } else {
            stem
        };
        format!("{stem}{}", if man { "евич" } else { "евна" })
    } else if let Some(stem) = father.strip_suffix('ь') {
        format!("{stem}{}", if man { "евич" } else { "евна" })
    } else {
        let stem = match father {
            "Павел" => "Павл",
            "Пётр" => "Петр",
            "Михаил" => "Михайл",
            other => other,
        };
        format!("{stem}{}", if man { "ович" } else { "овна" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patronymics_follow_the_rules_of_the_language() {
        let made: Vec<_> = [
            "Николай",
            "Юрий",
            "Дмитрий",
            "Игорь",
            "Павел",
            "Пётр",
            "Михаил",
        ]
        .into_iter()
        .map(|father| patronymic(father, Gender::Woman))
        .collect();
        assert_eq!(
            made,
            [
                "Николаевна",
                "Юрьевна",
                "Дмитриевна",
                "Игоревна",
                "Павловна",
                "Петровна",
                "Михайловна"
            ]
        );
    }

    #[test]
    fn women_bear_the_womans_form() {
        let family = Family {
            surname: "Канев",
            inflected: true,
            father: "Олег",
        };
        let chance = &mut Chance::new(1);
        assert_eq!(
            family.parent(Gender::Woman, chance).surname.as_str(),
            "Канева"
        );
        assert_eq!(family.parent(Gender::Man, chance).name.as_str(), "Олег");
    }
}
