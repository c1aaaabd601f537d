//! Identity documents, each part by the rules of its kind.

use chrono::NaiveDate;

use super::{Code, Finding, Verdict, age, plain_digits, series};
use crate::domain::{DocumentKind, IdentityDocument};

/// The longest series or number of a document without a shape of its own, in characters.
const LONGEST: usize = 25;

/// A part of a document that is a field of its own on the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Kind,
    Series,
    Number,
    IssuedAt,
    Issuer,
    Department,
}

/// The series as this kind has it: `III-ЕА`, four digits, or free text that may be empty.
#[must_use]
pub fn series(kind: DocumentKind, typed: &str) -> Verdict {
    match kind {
        DocumentKind::BirthCertificate => series::check(typed),
        DocumentKind::Passport => digits(typed, 4, Code::PassportSeries),
        _ => free(typed),
    }
}

/// The number as this kind has it: six digits, or free text.
#[must_use]
pub fn number(kind: DocumentKind, typed: &str) -> Verdict {
    match kind {
        DocumentKind::BirthCertificate => digits(typed, 6, Code::BirthNumber),
        DocumentKind::Passport => digits(typed, 6, Code::PassportNumber),
        _ if typed.trim().is_empty() => Verdict::wrong("", Code::Empty),
        _ => free(typed),
    }
}

/// The code of the department that issued a passport, kept as `110-001`.
#[must_use]
pub fn department(typed: &str) -> Verdict {
    match plain_digits(typed).filter(|digits| digits.len() == 6) {
        Some(digits) => Verdict::right(&format!("{}-{}", &digits[..3], &digits[3..])),
        None => Verdict::wrong(typed.trim(), Code::DepartmentCode),
    }
}

fn digits(typed: &str, length: usize, code: Code) -> Verdict {
    match plain_digits(typed).filter(|digits| digits.len() == length) {
        Some(digits) => Verdict::right(&digits),
        None => Verdict::wrong(typed.trim(), code),
    }
}

fn free(typed: &str) -> Verdict {
    let kept = typed.trim();
    if kept.chars().count() > LONGEST {
        Verdict::wrong(kept, Code::TooLong)
    } else {
        Verdict::right(kept)
    }
}

/// All findings about one document. `birth` is the holder's where it is known, as it is for the child.
#[must_use]
pub fn check(
    document: &IdentityDocument,
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<(Part, Finding)> {
    let kind = document.kind;
    let mut found = Vec::new();
    let mut add =
        |part, findings: Vec<Finding>| found.extend(findings.into_iter().map(|f| (part, f)));
    add(
        Part::Kind,
        kind_for(document, birth, today).into_iter().collect(),
    );
    add(
        Part::Series,
        series(kind, document.series.as_str()).findings,
    );
    add(
        Part::Number,
        number(kind, document.number.as_str()).findings,
    );
    add(
        Part::IssuedAt,
        issued(document.issued_at, birth, today)
            .into_iter()
            .collect(),
    );
    if document.issuer.as_str().trim().is_empty() {
        add(Part::Issuer, vec![Finding::error(Code::Empty)]);
    }
    let code = document
        .department_code
        .as_ref()
        .map_or("", |code| code.as_str());
    if !code.trim().is_empty() {
        add(Part::Department, department(code).findings);
    } else if kind == DocumentKind::Passport {
        add(
            Part::Department,
            vec![Finding::warning(Code::DepartmentMissing)],
        );
    }
    found
}

/// A passport is issued from 14; who is older than that and shows a birth certificate has another document at home.
fn kind_for(
    document: &IdentityDocument,
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Finding> {
    let of_age = |day| {
        birth.is_none_or(|birth| age::years(birth, day).is_some_and(|years| years >= age::PASSPORT))
    };
    match document.kind {
        DocumentKind::Passport if !of_age(document.issued_at) => {
            Some(Finding::error(Code::PassportTooEarly))
        }
        DocumentKind::BirthCertificate if of_age(today) => {
            Some(Finding::warning(Code::PassportExpected))
        }
        _ => None,
    }
}

fn issued(day: NaiveDate, birth: Option<NaiveDate>, today: NaiveDate) -> Option<Finding> {
    if day > today {
        Some(Finding::error(Code::IssuedInFuture))
    } else if birth.is_some_and(|birth| day < birth) {
        Some(Finding::error(Code::IssuedBeforeBirth))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn passport(issued_at: NaiveDate) -> IdentityDocument {
        IdentityDocument {
            kind: DocumentKind::Passport,
            series: "87 25".into(),
            number: "123456".into(),
            issued_at,
            issuer: "МВД по Республике Коми".into(),
            department_code: Some("110001".into()),
        }
    }

    #[test]
    fn shapes_of_numbers() {
        use DocumentKind::{BirthCertificate, ForeignPassport, Passport};
        assert_eq!(series(Passport, "87 25"), Verdict::right("8725"));
        assert!(!series(Passport, "872").is_right());
        assert!(number(Passport, "123 456").is_right());
        assert!(!number(Passport, "12345").is_right());
        assert!(!number(BirthCertificate, "12345О").is_right());
        assert!(!series(BirthCertificate, "8725").is_right());
        assert!(series(ForeignPassport, "").is_right());
        assert!(!number(ForeignPassport, " ").is_right());
        assert!(!number(ForeignPassport, &"1".repeat(26)).is_right());
        assert_eq!(department("110 001"), Verdict::right("110-001"));
        assert!(!department("11-001").is_right());
    }

    #[test]
    fn a_passport_is_issued_from_fourteen() {
        let (birth, today) = (day(2011, 5, 10), day(2026, 9, 5));
        assert_eq!(check(&passport(day(2025, 5, 10)), Some(birth), today), []);
        let early = Finding::error(Code::PassportTooEarly);
        assert_eq!(
            check(&passport(day(2025, 5, 9)), Some(birth), today),
            [(Part::Kind, early)]
        );
        // Of an applicant the birth date isn't known.
        assert_eq!(check(&passport(day(2003, 1, 1)), None, today), []);
    }

    #[test]
    fn dates_of_issue_lie_between_birth_and_today() {
        let (birth, today) = (day(2015, 3, 12), day(2026, 9, 5));
        let paper = |issued_at| IdentityDocument {
            kind: DocumentKind::BirthCertificate,
            series: "III-ЕА".into(),
            number: "512034".into(),
            department_code: None,
            ..passport(issued_at)
        };
        assert_eq!(check(&paper(birth), Some(birth), today), []);
        let found = |issued_at| check(&paper(issued_at), Some(birth), today);
        let part = |code| [(Part::IssuedAt, Finding::error(code))];
        assert_eq!(found(day(2015, 3, 11)), part(Code::IssuedBeforeBirth));
        assert_eq!(found(day(2026, 9, 6)), part(Code::IssuedInFuture));
        let grown = check(&paper(day(2012, 1, 9)), Some(day(2012, 1, 1)), today);
        assert_eq!(
            grown,
            [(Part::Kind, Finding::warning(Code::PassportExpected))]
        );
    }

    #[test]
    fn missing_parts_are_told() {
        let bare = IdentityDocument {
            issuer: " ".into(),
            department_code: None,
            ..passport(day(2003, 1, 1))
        };
        assert_eq!(
            check(&bare, None, day(2026, 9, 5)),
            [
                (Part::Issuer, Finding::error(Code::Empty)),
                (Part::Department, Finding::warning(Code::DepartmentMissing)),
            ]
        );
    }
}
