//! What is to be said about each field while the form is being filled in: the rules of `validate`, applied to what is there.

use chrono::NaiveDate;

use super::{Entries, no_patronymic};
use crate::domain::validate::{Code, Finding, age, contact, date, document, name, snils};
use crate::domain::{DocumentKind, Field, Relation};

/// The longest address and the longest name of a body, in characters.
const LONGEST_LINE: usize = 300;

type Found = Vec<(Field, Finding)>;

impl Entries {
    /// What is to be said about each field, in the order of the form. An error stands in the way of the card.
    #[must_use]
    pub fn findings(&self, today: NaiveDate) -> Found {
        let mut found = Vec::new();
        self.judge_child(today, &mut found);
        self.judge_applicant(today, &mut found);
        found.sort_by_key(|(field, _)| *field);
        found
    }

    fn judge_child(&self, today: NaiveDate, found: &mut Found) {
        self.judge_name(
            [
                Field::ChildSurname,
                Field::ChildName,
                Field::ChildPatronymic,
            ],
            found,
        );
        match date::check(self.get(Field::ChildBirthDate)) {
            Ok(birth) => {
                found.extend(age::check(birth, today).map(|f| (Field::ChildBirthDate, f)));
            }
            Err(finding) => found.push((Field::ChildBirthDate, finding)),
        }
        let typed = self.get(Field::ChildSnils);
        if !typed.trim().is_empty() {
            add(Field::ChildSnils, snils::check(typed).findings, found);
        }
        line(Field::ChildAddress, self.get(Field::ChildAddress), found);
        if self.category().is_none() {
            found.push((Field::ChildCategory, Finding::error(Code::Empty)));
        }
        let paper = Paper {
            kind: self.child_document(),
            birth: self.date(Field::ChildBirthDate),
            issuer: self.child_issuer(),
            department: self.child_department(),
            fields: &CHILD,
        };
        self.judge_document(&paper, today, found);
    }

    fn judge_applicant(&self, today: NaiveDate, found: &mut Found) {
        let phone = self.get(Field::ApplicantPhone);
        if !phone.trim().is_empty() {
            add(Field::ApplicantPhone, contact::phone(phone).findings, found);
        }
        let email = contact::email(self.get(Field::ApplicantEmail));
        add(Field::ApplicantEmail, email.findings, found);
        let child = self.date(Field::ChildBirthDate);
        let relation = self.relation();
        if relation.is_none() {
            found.push((Field::ApplicantRelation, Finding::error(Code::Empty)));
        }
        if relation == Some(Relation::SelfApplied) {
            let years = child.and_then(|birth| age::years(birth, today));
            if years.is_some_and(|years| years < age::PASSPORT) {
                found.push((Field::ApplicantRelation, Finding::error(Code::SelfTooYoung)));
            }
            return;
        }
        self.judge_name(
            [
                Field::ApplicantSurname,
                Field::ApplicantName,
                Field::ApplicantPatronymic,
            ],
            found,
        );
        let patronymic = self.get(Field::ApplicantPatronymic);
        if relation.is_some_and(|relation| name::other_sex(relation, patronymic)) {
            let finding = Finding::warning(Code::PatronymicSex);
            found.push((Field::ApplicantPatronymic, finding));
        }
        match date::check(self.get(Field::ApplicantBirthDate)) {
            Ok(birth) => {
                let finding = age::representative(birth, child, today);
                found.extend(finding.map(|f| (Field::ApplicantBirthDate, f)));
            }
            Err(finding) => found.push((Field::ApplicantBirthDate, finding)),
        }
        let address = self.get(Field::ApplicantAddress);
        line(Field::ApplicantAddress, address, found);
        let paper = Paper {
            kind: self.applicant_document(),
            birth: self.date(Field::ApplicantBirthDate),
            issuer: self.get(Field::ApplicantDocumentIssuer),
            department: self.get(Field::ApplicantDocumentDepartment),
            fields: &APPLICANT,
        };
        self.judge_document(&paper, today, found);
        if self.same_document() {
            let finding = Finding::warning(Code::SameDocument);
            found.push((Field::ApplicantDocumentNumber, finding));
        }
    }

    fn judge_name(&self, [surname, first, patronymic]: [Field; 3], found: &mut Found) {
        for field in [surname, first] {
            add(field, name::check(self.get(field)).findings, found);
        }
        let typed = self.get(patronymic);
        if typed.trim().is_empty() {
            found.push((patronymic, Finding::error(Code::PatronymicMissing)));
        } else if !no_patronymic(typed) {
            add(patronymic, name::check(typed).findings, found);
        }
    }

    fn judge_document(&self, paper: &Paper<'_>, today: NaiveDate, found: &mut Found) {
        let [kind, series, number, dated, issuer, department] = *paper.fields;
        let (typed_series, typed_number) = (self.get(series), self.get(number));
        match paper.kind {
            None => {
                found.push((kind, Finding::error(Code::Empty)));
                if typed_number.trim().is_empty() {
                    found.push((number, Finding::error(Code::Empty)));
                }
            }
            Some(of) => {
                for (field, verdict) in [
                    (series, document::series(of, typed_series)),
                    (number, document::number(of, typed_number)),
                ] {
                    let empty = !verdict.is_right() && self.get(field).trim().is_empty();
                    if empty {
                        found.push((field, Finding::error(Code::Empty)));
                    } else {
                        add(field, verdict.findings, found);
                    }
                }
            }
        }
        let day = date::check(self.get(dated));
        if let Some(of) = paper.kind.filter(|_| paper.birth.is_some()) {
            let day = day.as_ref().ok().copied();
            let finding = document::kind_for(of, day, paper.birth, today);
            found.extend(finding.map(|f| (kind, f)));
        }
        match day {
            Ok(day) => {
                let finding = document::issued(day, paper.birth, today)
                    .or_else(|| document::outlived(paper.kind?, day, paper.birth?, today));
                found.extend(finding.map(|f| (dated, f)));
            }
            Err(finding) => found.push((dated, finding)),
        }
        line(issuer, paper.issuer, found);
        if paper.kind == Some(DocumentKind::Passport) {
            let typed = paper.department;
            if typed.trim().is_empty() {
                found.push((department, Finding::warning(Code::DepartmentMissing)));
            } else {
                add(department, document::department(typed).findings, found);
            }
        }
    }

    /// The same paper in both places: surely a slip of the hand.
    fn same_document(&self) -> bool {
        let digits = |field| {
            let typed = self.get(field).chars();
            typed.filter(|c| c.is_alphanumeric()).collect::<String>()
        };
        let number = digits(Field::ChildDocumentNumber);
        !number.is_empty()
            && number == digits(Field::ApplicantDocumentNumber)
            && digits(Field::ChildDocumentSeries) == digits(Field::ApplicantDocumentSeries)
            && self.child_document() == self.applicant_document()
    }
}

/// A document as it was typed.
struct Paper<'a> {
    kind: Option<DocumentKind>,
    birth: Option<NaiveDate>,
    issuer: &'a str,
    department: &'a str,
    fields: &'a [Field; 6],
}

const CHILD: [Field; 6] = [
    Field::ChildDocumentKind,
    Field::ChildDocumentSeries,
    Field::ChildDocumentNumber,
    Field::ChildDocumentIssuedAt,
    Field::ChildDocumentIssuer,
    Field::ChildDocumentIssuer,
];

const APPLICANT: [Field; 6] = [
    Field::ApplicantDocumentKind,
    Field::ApplicantDocumentSeries,
    Field::ApplicantDocumentNumber,
    Field::ApplicantDocumentIssuedAt,
    Field::ApplicantDocumentIssuer,
    Field::ApplicantDocumentDepartment,
];

fn add(field: Field, findings: Vec<Finding>, found: &mut Found) {
    found.extend(findings.into_iter().map(|finding| (field, finding)));
}

/// An address or the name of a body: it has to be there, and to fit.
fn line(field: Field, typed: &str, found: &mut Found) {
    if typed.trim().is_empty() {
        found.push((field, Finding::error(Code::Empty)));
    } else if typed.chars().count() > LONGEST_LINE {
        found.push((field, Finding::error(Code::TooLong)));
    }
}
