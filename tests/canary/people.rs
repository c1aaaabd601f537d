//! Families whose every value is another one: whatever of them is found somewhere has come from here.

use reestr::domain::{Card, Clean};

use crate::office::card;

const LETTERS: [char; 16] = [
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р',
];

/// A word that stands nowhere else; `kind` tells what it is used for.
pub fn word(start: &str, kind: usize, n: usize) -> String {
    let mut word = start.to_owned();
    for digit in [kind, n / 256 % 16, n / 16 % 16, n % 16] {
        word.push(LETTERS[digit % 16]);
    }
    word
}

/// An insurance number with its checksum (above 001-001-998).
fn snils(n: usize) -> String {
    let number = 471_300_000 + n * 1_009;
    let digits = format!("{number:09}");
    let weights = (1..=9).rev();
    let sum: usize = digits
        .bytes()
        .zip(weights)
        .map(|(d, w)| usize::from(d - b'0') * w)
        .sum();
    let check = sum % 101 % 100;
    let (a, b, c) = (&digits[..3], &digits[3..6], &digits[6..]);
    format!("{a}-{b}-{c} {check:02}")
}

/// A family, and every value of it.
pub fn family(n: usize) -> (Card, Vec<String>) {
    let mut values = Vec::new();
    let mut plant = |text: String| {
        values.push(text.clone());
        Clean::new(&text)
    };
    let birth = format!("2015-{:02}-{:02}", n % 12 + 1, n % 27 + 1);
    let mut card = card("Канарейко", &birth, &format!("{:06}", 570_001 + n * 37));
    plant(card.child.document.number.to_string());
    for (kind, name) in [(0, &mut card.child.name), (3, &mut card.applicant.name)] {
        name.surname = plant(word("Канарейко", kind, n));
        name.name = plant(word("Пташк", kind + 1, n));
        name.patronymic = Some(plant(word("Птицев", kind + 2, n)));
    }
    let street = plant(word("Кенаров", 6, n));
    card.child.address = Clean::new(&format!("г. Сыктывкар, ул. {street}, д. 5, кв. 17"));
    card.child.snils = Some(plant(snils(n)));
    let office = plant(word("Щеглов", 7, n));
    card.child.document.issuer = Clean::new(&format!("Отдел ЗАГС {office}"));
    let office = plant(word("Чижов", 8, n));
    card.applicant.document.issuer = Clean::new(&format!("МВД {office}"));
    card.applicant.document.number = plant(format!("{:06}", 310_003 + n * 41));
    card.applicant.phone = Some(plant(format!("+7912{:07}", 4_400_000 + n * 997)));
    card.applicant.email = Some(plant(format!("canary{n}x{}@example.ru", n * 7)));
    (card, values)
}
