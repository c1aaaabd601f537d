//! All checks of one card, by the rows of the form.

use chrono::NaiveDate;

use super::{Code, Finding, age, contact, document, name, snils};
use crate::domain::validate::document::Part;
use crate::domain::{Applicant, Card, Child, Clean, Field, PersonName, Relation};

/// What is to be said about each field, in the order of the form.
#[must_use]
pub fn card(card: &Card, today: NaiveDate) -> Vec<(Field, Finding)> {
    let mut found = Vec::new();
    child(&card.child, today, &mut found);
    applicant(&card.applicant, &card.child, today, &mut found);
    found
}

type Found = Vec<(Field, Finding)>;

fn child(child: &Child, today: NaiveDate, found: &mut Found) {
    let fields = [
        Field::ChildSurname,
        Field::ChildName,
        Field::ChildPatronymic,
    ];
    person(&child.name, fields, found);
    found.extend(age::check(child.birth_date, today).map(|f| (Field::ChildBirthDate, f)));
    if let Some(typed) = filled(child.snils.as_ref()) {
        add(Field::ChildSnils, snils::check(typed).findings, found);
    }
    if child.address.as_str().trim().is_empty() {
        found.push((Field::ChildAddress, Finding::warning(Code::Empty)));
    }
    let parts = document::check(&child.document, Some(child.birth_date), today);
    found.extend(parts.into_iter().map(|(part, f)| (child_field(part), f)));
}

fn applicant(applicant: &Applicant, child: &Child, today: NaiveDate, found: &mut Found) {
    let fields = [
        Field::ApplicantSurname,
        Field::ApplicantName,
        Field::ApplicantPatronymic,
    ];
    person(&applicant.name, fields, found);
    let self_applied = applicant.relation == Relation::SelfApplied;
    let old_enough =
        age::years(child.birth_date, today).is_some_and(|years| years >= age::PASSPORT);
    if self_applied && !old_enough {
        found.push((Field::ApplicantRelation, Finding::error(Code::SelfTooYoung)));
    }
    let birth = applicant.birth_date.filter(|_| !self_applied);
    let finding = birth.and_then(|birth| age::representative(birth, Some(child.birth_date), today));
    found.extend(finding.map(|f| (Field::ApplicantBirthDate, f)));
    if let Some(typed) = filled(applicant.phone.as_ref()) {
        add(Field::ApplicantPhone, contact::phone(typed).findings, found);
    }
    let email = filled(applicant.email.as_ref()).unwrap_or_default();
    add(Field::ApplicantEmail, contact::email(email).findings, found);
    let birth = if self_applied {
        Some(child.birth_date)
    } else {
        birth
    };
    let parts = document::check(&applicant.document, birth, today);
    found.extend(
        parts
            .into_iter()
            .map(|(part, f)| (applicant_field(part), f)),
    );
}

fn person(person: &PersonName, fields: [Field; 3], found: &mut Found) {
    let [surname, first, patronymic] = fields;
    add(
        surname,
        name::check(person.surname.as_str()).findings,
        found,
    );
    add(first, name::check(person.name.as_str()).findings, found);
    // An empty text is no explicit «нет отчества»: that is `None`.
    if let Some(typed) = &person.patronymic {
        add(patronymic, name::check(typed.as_str()).findings, found);
    }
}

fn add(field: Field, findings: Vec<Finding>, found: &mut Found) {
    found.extend(findings.into_iter().map(|finding| (field, finding)));
}

fn filled(text: Option<&Clean>) -> Option<&str> {
    text.map(Clean::as_str)
        .filter(|text| !text.trim().is_empty())
}

/// The form has no row for the department of a child's passport: it stands with the issuer.
fn child_field(part: Part) -> Field {
    match part {
        Part::Kind => Field::ChildDocumentKind,
        Part::Series => Field::ChildDocumentSeries,
        Part::Number => Field::ChildDocumentNumber,
        Part::IssuedAt => Field::ChildDocumentIssuedAt,
        Part::Issuer | Part::Department => Field::ChildDocumentIssuer,
    }
}

fn applicant_field(part: Part) -> Field {
    match part {
        Part::Kind => Field::ApplicantDocumentKind,
        Part::Series => Field::ApplicantDocumentSeries,
        Part::Number => Field::ApplicantDocumentNumber,
        Part::IssuedAt => Field::ApplicantDocumentIssuedAt,
        Part::Issuer => Field::ApplicantDocumentIssuer,
        Part::Department => Field::ApplicantDocumentDepartment,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;
    use crate::domain::DocumentKind;
    use crate::domain::samples::{self, day, today};

    fn found(change: impl FnOnce(&mut Card)) -> Vec<(Field, Code)> {
        let mut changed = samples::card();
        change(&mut changed);
        let findings = card(&changed, today());
        findings
            .into_iter()
            .map(|(field, f)| (field, f.code))
            .collect()
    }

    #[test]
    fn a_right_card_has_no_findings() {
        assert_eq!(found(|_| {}), []);
    }

    #[test]
    fn findings_stand_at_their_fields_in_the_order_of_the_form() {
        let findings = found(|card| {
            card.child.name.patronymic = Some("".into());
            card.child.snils = Some("112-233-445 96".into());
            card.child.document.series = "У-ЕА".into();
            card.applicant.phone = Some("123".into());
            card.applicant.email = None;
            card.applicant.document.department_code = None;
        });
        assert_eq!(
            findings,
            [
                (Field::ChildPatronymic, Code::Empty),
                (Field::ChildSnils, Code::SnilsCheck),
                (Field::ChildDocumentSeries, Code::SeriesShape),
                (Field::ApplicantPhone, Code::PhoneShape),
                (Field::ApplicantEmail, Code::EmailMissing),
                (Field::ApplicantDocumentDepartment, Code::DepartmentMissing),
            ]
        );
        assert!(findings.is_sorted_by_key(|(field, _)| *field));
    }

    #[test]
    fn optional_fields_may_be_empty() {
        assert_eq!(
            found(|card| {
                card.child.snils = Some(" ".into());
                card.child.name.patronymic = None;
                card.applicant.phone = None;
            }),
            []
        );
    }

    #[test]
    fn a_child_applies_itself_from_fourteen() {
        let alone = |birth| {
            found(move |card| {
                card.applicant.relation = Relation::SelfApplied;
                card.child.birth_date = birth;
                card.child.document.kind = DocumentKind::Passport;
                card.child.document.series = "8726".into();
                card.child.document.issued_at = today();
                card.child.document.department_code = Some("110-001".into());
                card.applicant.document = card.child.document.clone();
            })
        };
        assert_eq!(alone(day(2012, 9, 10)), []);
        assert_eq!(
            alone(day(2012, 9, 11)),
            [
                (Field::ChildDocumentKind, Code::PassportTooEarly),
                (Field::ApplicantRelation, Code::SelfTooYoung),
                (Field::ApplicantDocumentKind, Code::PassportTooEarly),
            ]
        );
    }

    #[test]
    fn what_was_fixed_is_shown_and_is_no_error() {
        let mut changed = samples::card();
        changed.child.document.series = "ІІІ-EA".into();
        let findings = card(&changed, today());
        let (from, to) = ("ІІІ-EA".into(), "III-ЕА".into());
        let [(Field::ChildDocumentSeries, finding)] = findings.as_slice() else {
            panic!("one finding at the series")
        };
        assert_eq!(finding.severity, Severity::Fixed { from, to });
        assert!(!finding.is_error());
    }
}
