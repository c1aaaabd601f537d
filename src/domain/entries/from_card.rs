//! From a card back to what is typed into the form.

use chrono::NaiveDate;

use super::{Entries, NO_PATRONYMIC};
use crate::domain::{Card, Clean, Field, IdentityDocument, PersonName};

impl Entries {
    /// The form as it would have been typed to make the card.
    #[must_use]
    pub fn of(card: &Card) -> Self {
        let mut entries = Self::default();
        let (child, applicant) = (&card.child, &card.applicant);
        entries.set_name(
            [
                Field::ChildSurname,
                Field::ChildName,
                Field::ChildPatronymic,
            ],
            &child.name,
        );
        entries.set_date(Field::ChildBirthDate, child.birth_date);
        entries.set_some(Field::ChildSnils, child.snils.as_ref());
        entries.set(Field::ChildAddress, child.address.as_str());
        entries.set(Field::ChildCategory, child.category.code());
        entries.set_document(
            [
                Field::ChildDocumentKind,
                Field::ChildDocumentSeries,
                Field::ChildDocumentNumber,
                Field::ChildDocumentIssuedAt,
            ],
            &child.document,
        );
        let department = child.document.department_code.as_ref();
        entries.set_child_issuer(
            child.document.issuer.as_str(),
            department.map_or("", Clean::as_str),
        );
        entries.set(Field::ApplicantRelation, applicant.relation.code());
        entries.set_some(Field::ApplicantPhone, applicant.phone.as_ref());
        entries.set_some(Field::ApplicantEmail, applicant.email.as_ref());
        if entries.self_applied() {
            return entries;
        }
        entries.set_name(
            [
                Field::ApplicantSurname,
                Field::ApplicantName,
                Field::ApplicantPatronymic,
            ],
            &applicant.name,
        );
        if let Some(birth) = applicant.birth_date {
            entries.set_date(Field::ApplicantBirthDate, birth);
        }
        entries.set(Field::ApplicantAddress, applicant.address.as_str());
        let document = &applicant.document;
        entries.set_document(
            [
                Field::ApplicantDocumentKind,
                Field::ApplicantDocumentSeries,
                Field::ApplicantDocumentNumber,
                Field::ApplicantDocumentIssuedAt,
            ],
            document,
        );
        entries.set(Field::ApplicantDocumentIssuer, document.issuer.as_str());
        let department = document.department_code.as_ref();
        entries.set_some(Field::ApplicantDocumentDepartment, department);
        entries
    }

    fn set_some(&mut self, field: Field, value: Option<&Clean>) {
        self.set(field, value.map_or("", Clean::as_str));
    }

    fn set_date(&mut self, field: Field, date: NaiveDate) {
        self.set(field, &date.format("%d.%m.%Y").to_string());
    }

    fn set_name(&mut self, [surname, first, patronymic]: [Field; 3], name: &PersonName) {
        self.set(surname, name.surname.as_str());
        self.set(first, name.name.as_str());
        let typed = name
            .patronymic
            .as_ref()
            .map_or(NO_PATRONYMIC, Clean::as_str);
        self.set(patronymic, typed);
    }

    fn set_document(&mut self, [kind, series, number, dated]: [Field; 4], of: &IdentityDocument) {
        self.set(kind, of.kind.code());
        self.set(series, of.series.as_str());
        self.set(number, of.number.as_str());
        self.set_date(dated, of.issued_at);
    }
}
