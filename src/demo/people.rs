//! The family of one application: child, applicant, their documents, and the slips that clerks meet.

use chrono::{Datelike, Duration, Months, NaiveDate};

use crate::domain::{Applicant, Card, Category, Child, Clean, PersonName, Relation};

use super::chance::Chance;
use super::names::{Family, Gender};
use super::papers;
use super::places::{Place, STREETS};

/// A family from `place` that hands in an application on `today`.
pub fn family(place: &Place, today: NaiveDate, chance: &mut Chance) -> Card {
    let family = Family::any(chance);
    let born = birth_date(today, chance);
    let age = today.years_since(born).unwrap_or(0);
    let gender = Gender::any(chance);
    let name = family.child(gender, chance);
    let document = if age >= 14 {
        let issued = born + Months::new(14 * 12) + Duration::days(i64::from(chance.between(5, 60)));
        papers::passport(issued.min(today), chance)
    } else if chance.per_mille(12) {
        papers::foreign_birth_certificate(born, chance)
    } else {
        papers::birth_certificate(born, today, chance)
    };
    let child = Child {
        name,
        birth_date: born,
        snils: (!chance.per_mille(60)).then(|| papers::snils(chance).into()),
        address: address(place, chance),
        category: Category::General,
        document,
    };
    let applicant = if age >= 14 && chance.per_mille(80) {
        on_ones_own(&child, chance)
    } else {
        parent(&family, today, chance)
    };
    let mut card = Card {
        child,
        applicant,
        remarks: Vec::new(),
        decision_text: None,
    };
    slip(&mut card, chance);
    card
}

/// Another child of the same family and the same day of birth.
pub fn twin(card: &Card, chance: &mut Chance) -> Card {
    let mut twin = card.clone();
    let name = twin.child.name.name.as_str();
    let other = chance.one(&["Таисия", "Всеволод", "Святослав", "Василиса"]);
    twin.child.name.name = if name == other {
        "Мирослава".into()
    } else {
        other.into()
    };
    twin.child.snils = Some(papers::snils(chance).into());
    twin.child.document.number = chance.digits(6).into();
    twin
}

/// The known fraud: the same child once more, with one digit of the document changed and no СНИЛС.
pub fn disguised(card: &Card, chance: &mut Chance) -> Card {
    let mut again = card.clone();
    let mut digits: Vec<char> = again.child.document.number.as_str().chars().collect();
    let place = chance.between(0, digits.len().saturating_sub(1) as u32) as usize;
    if let Some(digit) = digits.get_mut(place) {
        *digit = if *digit == '9' {
            '0'
        } else {
            char::from(*digit as u8 + 1)
        };
    }
    again.child.document.number = digits.into_iter().collect::<String>().into();
    again.child.snils = None;
    again
}

/// Between 5 and 17 years before `today`.
fn birth_date(today: NaiveDate, chance: &mut Chance) -> NaiveDate {
    let youngest = today - Months::new(5 * 12);
    youngest - Duration::days(i64::from(chance.between(0, 12 * 365)))
}

fn parent(family: &Family, today: NaiveDate, chance: &mut Chance) -> Applicant {
    let (relation, gender) = match chance.between(1, 100) {
        1..=78 => (Relation::Mother, Gender::Woman),
        79..=95 => (Relation::Father, Gender::Man),
        96..=98 => (Relation::Guardian, Gender::Woman),
        _ => (Relation::Representative, Gender::Woman),
    };
    let name = family.parent(gender, chance);
    let issued = today - Duration::days(i64::from(chance.between(100, 15 * 365)));
    Applicant {
        email: (!chance.per_mille(250)).then(|| email(chance)),
        phone: Some(phone(chance)),
        relation,
        birth_date: None,
        address: Clean::default(),
        document: papers::passport(issued, chance),
        name,
    }
}

/// From 14 a child may apply for itself.
fn on_ones_own(child: &Child, chance: &mut Chance) -> Applicant {
    Applicant {
        name: child.name.clone(),
        relation: Relation::SelfApplied,
        birth_date: None,
        address: Clean::default(),
        phone: Some(phone(chance)),
        email: Some(email(chance)),
        document: child.document.clone(),
    }
}

fn phone(chance: &mut Chance) -> Clean {
    format!("+7912{}", chance.digits(7)).into()
}

fn email(chance: &mut Chance) -> Clean {
    format!("family{}@example.ru", chance.digits(5)).into()
}

fn address(place: &Place, chance: &mut Chance) -> Clean {
    let town = chance.one(place.settlements);
    let (street, house, flat) = (
        chance.one(STREETS),
        chance.between(1, 120),
        chance.between(1, 96),
    );
    format!("Республика Коми, {town}, ул. {street}, д. {house}, кв. {flat}").into()
}

/// Some forms hold what a hasty hand types: Latin letters among Cyrillic ones, swapped digits, a wrong year.
fn slip(card: &mut Card, chance: &mut Chance) {
    if !chance.per_mille(70) {
        return;
    }
    match chance.between(1, 4) {
        1 => latin_letters(&mut card.child.name),
        2 => swap_digits(&mut card.child.snils),
        3 => {
            // Typed with Cyrillic letters: the numeral of a series is Latin.
            let cyrillic = card.child.document.series.as_str().replace('I', "І");
            card.child.document.series = cyrillic.into();
        }
        _ => {
            let issued = card.child.document.issued_at;
            let earlier = issued.with_year(card.child.birth_date.year() - 1);
            card.child.document.issued_at = earlier.unwrap_or(issued);
        }
    }
}

fn latin_letters(name: &mut PersonName) {
    let mixed = name.surname.as_str().replace('а', "a").replace('о', "o");
    name.surname = mixed.into();
}

fn swap_digits(snils: &mut Option<Clean>) {
    if let Some(right) = snils {
        let mut chars: Vec<char> = right.as_str().chars().collect();
        chars.swap(0, 1);
        *right = chars.into_iter().collect::<String>().into();
    }
}

#[cfg(test)]
mod tests {
    use super::super::places::PLACES;
    use super::*;

    #[test]
    fn a_disguised_child_differs_in_one_digit_of_the_document() {
        let chance = &mut Chance::new(3);
        let today = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        for _ in 0..50 {
            let card = family(&PLACES[0], today, chance);
            let again = disguised(&card, chance);
            let (a, b) = (card.child.document.number, again.child.document.number);
            let differing = a
                .as_str()
                .chars()
                .zip(b.as_str().chars())
                .filter(|(a, b)| a != b)
                .count();
            assert_eq!(differing, 1);
        }
    }

    #[test]
    fn children_are_of_age_and_patronymics_are_there() {
        let chance = &mut Chance::new(4);
        let today = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        for _ in 0..500 {
            let card = family(&PLACES[1], today, chance);
            let age = today.years_since(card.child.birth_date).unwrap();
            assert!((5..18).contains(&age), "{age}");
        }
    }
}
