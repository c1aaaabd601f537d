//! From what was typed to a card, every value in the form in which it is kept.

use chrono::NaiveDate;

use super::{Entries, no_patronymic};
use crate::domain::validate::{Finding, contact, document, name, snils};
use crate::domain::{
    Applicant, Card, Child, Clean, DocumentKind, Field, IdentityDocument, PersonName, Relation,
};

impl Entries {
    /// The card that the entries make.
    ///
    /// # Errors
    /// Every error of every field, in the order of the form.
    pub fn card(&self, today: NaiveDate) -> Result<Card, Vec<(Field, Finding)>> {
        let mut errors = self.findings(today);
        errors.retain(|(_, finding)| finding.is_error());
        if errors.is_empty() {
            self.build().ok_or(errors)
        } else {
            Err(errors)
        }
    }

    /// `None` only where there are errors.
    pub(super) fn build(&self) -> Option<Card> {
        let child = Child {
            name: self.person([
                Field::ChildSurname,
                Field::ChildName,
                Field::ChildPatronymic,
            ]),
            birth_date: self.date(Field::ChildBirthDate)?,
            snils: filled(self.get(Field::ChildSnils)).map(|typed| snils::check(typed).value),
            address: address(self.get(Field::ChildAddress)),
            category: self.category()?,
            document: self.paper(
                self.child_document()?,
                [
                    Field::ChildDocumentSeries,
                    Field::ChildDocumentNumber,
                    Field::ChildDocumentIssuedAt,
                ],
                self.child_issuer(),
                self.child_department(),
            )?,
        };
        let applicant = self.applicant(&child)?;
        Some(Card {
            child,
            applicant,
            remarks: Vec::new(),
            decision_text: None,
        })
    }

    fn applicant(&self, child: &Child) -> Option<Applicant> {
        let relation = self.relation()?;
        let phone = filled(self.get(Field::ApplicantPhone));
        let email = filled(self.get(Field::ApplicantEmail));
        let own = relation != Relation::SelfApplied;
        Some(Applicant {
            name: if own {
                self.person([
                    Field::ApplicantSurname,
                    Field::ApplicantName,
                    Field::ApplicantPatronymic,
                ])
            } else {
                child.name.clone()
            },
            relation,
            birth_date: if own {
                self.date(Field::ApplicantBirthDate)
            } else {
                Some(child.birth_date)
            },
            address: if own {
                address(self.get(Field::ApplicantAddress))
            } else {
                child.address.clone()
            },
            phone: phone.map(|typed| contact::phone(typed).value),
            email: email.map(|typed| contact::email(typed).value),
            document: if own {
                self.paper(
                    self.applicant_document()?,
                    [
                        Field::ApplicantDocumentSeries,
                        Field::ApplicantDocumentNumber,
                        Field::ApplicantDocumentIssuedAt,
                    ],
                    self.get(Field::ApplicantDocumentIssuer),
                    self.get(Field::ApplicantDocumentDepartment),
                )?
            } else {
                child.document.clone()
            },
        })
    }

    fn person(&self, [surname, first, patronymic]: [Field; 3]) -> PersonName {
        let kept = |field| name::check(self.get(field)).value;
        let none = no_patronymic(self.get(patronymic));
        PersonName {
            surname: kept(surname),
            name: kept(first),
            patronymic: (!none).then(|| kept(patronymic)),
        }
    }

    fn paper(
        &self,
        kind: DocumentKind,
        [series, number, dated]: [Field; 3],
        issuer: &str,
        department: &str,
    ) -> Option<IdentityDocument> {
        let code = filled(department).filter(|_| kind == DocumentKind::Passport);
        Some(IdentityDocument {
            kind,
            series: document::series(kind, self.get(series)).value,
            number: document::number(kind, self.get(number)).value,
            issued_at: self.date(dated)?,
            issuer: line(issuer),
            department_code: code.map(|typed| document::department(typed).value),
        })
    }
}

fn filled(typed: &str) -> Option<&str> {
    Some(typed).filter(|typed| !typed.trim().is_empty())
}

/// An address in one line; commas with nothing between them become one.
fn address(typed: &str) -> Clean {
    let parts = typed.split(',').map(line);
    let parts: Vec<Clean> = parts.filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = parts.iter().map(Clean::as_str).collect();
    parts.join(", ").into()
}

/// One line with single blanks.
fn line(typed: &str) -> Clean {
    let words: Vec<&str> = typed.split_whitespace().collect();
    words.join(" ").into()
}
