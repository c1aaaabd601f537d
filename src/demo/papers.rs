//! Documents of synthetic people, with right series, lengths and check digits.

use chrono::{Datelike, Duration, NaiveDate};

use crate::domain::{DocumentKind, IdentityDocument};

use super::chance::Chance;

const REGISTRY_OFFICES: &[&str] = &[
    "Территориальный отдел ЗАГС г. Сыктывкара Министерства юстиции Республики Коми",
    "Территориальный отдел ЗАГС г. Ухты Министерства юстиции Республики Коми",
    "Территориальный отдел ЗАГС г. Воркуты Министерства юстиции Республики Коми",
    "Отдел ЗАГС Сыктывдинского района Республики Коми",
];

const POLICE: &[(&str, &str)] = &[
    ("МВД по Республике Коми", "110-001"),
    ("ОУФМС России по Республике Коми в г. Ухте", "110-004"),
    (
        "Отделом УФМС России по Республике Коми в г. Сыктывкаре",
        "110-008",
    ),
    ("ОМВД России по г. Воркуте", "110-012"),
];

/// СНИЛС with its check digits, above the number from which they are defined.
pub fn snils(chance: &mut Chance) -> String {
    let number = chance.between(10_000_000, 199_999_999);
    let digits = format!("{number:09}");
    let sum: u32 = digits
        .bytes()
        .zip((1..=9).rev())
        .map(|(d, weight)| u32::from(d - b'0') * weight)
        .sum();
    let check = sum % 101 % 100;
    format!(
        "{}-{}-{} {check:02}",
        &digits[..3],
        &digits[3..6],
        &digits[6..]
    )
}

/// A Russian birth certificate, given within two months of the birth. Komi's registry offices use the letters ЕА.
pub fn birth_certificate(
    born: NaiveDate,
    today: NaiveDate,
    chance: &mut Chance,
) -> IdentityDocument {
    let roman = if born.year() < 2013 {
        chance.one(&["I", "II"])
    } else {
        chance.one(&["II", "III", "IV"])
    };
    let issued = (born + Duration::days(i64::from(chance.between(3, 60)))).min(today);
    IdentityDocument {
        kind: DocumentKind::BirthCertificate,
        series: format!("{roman}-ЕА").into(),
        number: chance.digits(6).into(),
        issued_at: issued,
        issuer: chance.one(REGISTRY_OFFICES).into(),
        department_code: None,
    }
}

/// A Russian passport of Komi (series 87 and the year of the blank), given `issued`.
pub fn passport(issued: NaiveDate, chance: &mut Chance) -> IdentityDocument {
    let (police, code) = POLICE[chance.between(0, POLICE.len() as u32 - 1) as usize];
    IdentityDocument {
        kind: DocumentKind::Passport,
        series: format!("87 {:02}", issued.year() % 100).into(),
        number: chance.digits(6).into(),
        issued_at: issued,
        issuer: police.into(),
        department_code: Some(code.into()),
    }
}

/// The birth certificate of a child that was born abroad.
pub fn foreign_birth_certificate(born: NaiveDate, chance: &mut Chance) -> IdentityDocument {
    IdentityDocument {
        kind: DocumentKind::ForeignBirthCertificate,
        series: chance.one(&["ZZ", "AB", "QT"]).into(),
        number: chance.digits(7).into(),
        issued_at: born + Duration::days(20),
        issuer: chance
            .one(&[
                "ЗАГС г. Минска",
                "ЗАГС Алматинской области",
                "ЗАГС г. Душанбе",
            ])
            .into(),
        department_code: None,
    }
}
