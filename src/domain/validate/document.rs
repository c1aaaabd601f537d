//! Identity documents, each part by the rules of its kind.

use chrono::{Days, Months, NaiveDate};

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
        kind_for(kind, Some(document.issued_at), birth, today)
            .into_iter()
            .collect(),
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
            .or_else(|| outlived(kind, document.issued_at, birth?, today))
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
pub(in crate::domain) fn kind_for(
    kind: DocumentKind,
    issued_at: Option<NaiveDate>,
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Finding> {
    let of_age = |day| {
        birth.is_none_or(|birth| age::years(birth, day).is_some_and(|years| years >= age::PASSPORT))
    };
    match kind {
        DocumentKind::Passport if !of_age(issued_at.unwrap_or(today)) => {
            Some(Finding::error(Code::PassportTooEarly))
        }
        DocumentKind::BirthCertificate if of_age(today) => {
            Some(Finding::warning(Code::PassportExpected))
        }
        _ => None,
    }
}

pub(in crate::domain) fn issued(
    day: NaiveDate,
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Finding> {
    if day > today {
        Some(Finding::error(Code::IssuedInFuture))
    } else if birth.is_some_and(|birth| day < birth) {
        Some(Finding::error(Code::IssuedBeforeBirth))
    } else {
        None
    }
}

/// Ages at which a passport is exchanged, and the days that one has for it (Положение о паспорте, п. 7 and 12).
const EXCHANGED: [u32; 2] = [20, 45];
const TO_EXCHANGE: u64 = 90;

/// A passport from before a birthday at which it had to be exchanged.
pub(in crate::domain) fn outlived(
    kind: DocumentKind,
    day: NaiveDate,
    birth: NaiveDate,
    today: NaiveDate,
) -> Option<Finding> {
    let exchanged = |years: u32| birth.checked_add_months(Months::new(12 * years));
    let over = EXCHANGED.into_iter().filter_map(exchanged).any(|birthday| {
        let last = birthday.checked_add_days(Days::new(TO_EXCHANGE));
        day < birthday && last.is_some_and(|last| last < today)
    });
    (kind == DocumentKind::Passport && over).then(|| Finding::warning(Code::PassportOutlived))
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
    fn a_passport_is_exchanged_at_twenty_and_forty_five() {
        let birth = day(1985, 5, 10);
        let found = |issued_at, today| check(&passport(issued_at), Some(birth), today);
        let outlived = [(Part::IssuedAt, Finding::warning(Code::PassportOutlived))];
        assert_eq!(found(day(2003, 1, 1), day(2005, 8, 8)), []);
        assert_eq!(found(day(2003, 1, 1), day(2005, 8, 9)), outlived);
        assert_eq!(found(day(2005, 5, 10), day(2026, 9, 5)), []);
        assert_eq!(found(day(2005, 5, 10), day(2030, 9, 5)), outlived);
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
