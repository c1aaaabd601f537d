//! Families of the training: whatever their documents say is right, so that the only slips are the lesson's.

use chrono::{Duration, Months, NaiveDate};

use crate::demo::chance::Chance;
use crate::demo::names::{Family, Gender};
use crate::demo::papers;
use crate::demo::places::STREETS;
use crate::domain::{Applicant, Card, Category, Child, IdentityDocument, Relation, validate};

/// Tries before a family with an unusual name is taken as it is.
const TRIES: usize = 200;

/// A mother and a child of eight to ten years.
pub fn family(today: NaiveDate, chance: &mut Chance) -> Card {
    let mut card = any(today, chance);
    for _ in 0..TRIES {
        let whole = card.child.name.patronymic.is_some();
        if whole && validate::card(&card, today).is_empty() {
            break;
        }
        card = any(today, chance);
    }
    card
}

fn any(today: NaiveDate, chance: &mut Chance) -> Card {
    let family = Family::any(chance);
    let gender = Gender::any(chance);
    let born = today - Months::new(8 * 12 + chance.between(2, 30));
    let address = format!(
        "Республика Коми, г. Сыктывкар, ул. {}, д. {}, кв. {}",
        chance.one(STREETS),
        chance.between(1, 120),
        chance.between(1, 96)
    );
    let mother = today - Months::new(chance.between(28 * 12, 40 * 12));
    let issued = today - Duration::days(i64::from(chance.between(100, 7 * 365)));
    Card {
        child: Child {
            name: family.child(gender, chance),
            birth_date: born,
            snils: Some(papers::snils(chance).into()),
            address: address.as_str().into(),
            category: Category::General,
            document: papers::birth_certificate(born, today, chance),
        },
        applicant: Applicant {
            name: family.parent(Gender::Woman, chance),
            relation: Relation::Mother,
            birth_date: Some(mother),
            address: address.into(),
            phone: Some(format!("+7912{}", chance.digits(7)).into()),
            email: Some(format!("family{}@example.ru", chance.digits(5)).into()),
            document: papers::passport(issued, chance),
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

/// One digit in the middle of the number is another: what a hurried eye reads over.
pub fn change_a_digit(document: &mut IdentityDocument) {
    let mut digits: Vec<char> = document.number.as_str().chars().collect();
    let middle = digits.len() / 2;
    if let Some(digit) = digits.get_mut(middle) {
        *digit = if *digit == '3' { '8' } else { '3' };
    }
    document.number = digits.into_iter().collect::<String>().into();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_of_the_training_have_nothing_to_find_fault_with() {
        let today = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap();
        let chance = &mut Chance::new(11);
        for _ in 0..300 {
            let card = family(today, chance);
            assert_eq!(validate::card(&card, today), []);
            let age = today.years_since(card.child.birth_date).unwrap();
            assert!((8..=10).contains(&age), "{age}");
        }
    }

    #[test]
    fn the_documents_that_differ_do_so_in_one_digit() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let card = family(today, &mut Chance::new(5));
        let mut changed = card.child.document.clone();
        change_a_digit(&mut changed);
        let pairs = card.child.document.number.as_str().chars();
        let differing = pairs.zip(changed.number.as_str().chars());
        assert_eq!(differing.filter(|(a, b)| a != b).count(), 1);
        assert!(
            validate::document::number(changed.kind, changed.number.as_str())
                .findings
                .is_empty()
        );
    }
}
