//! What the register holds in a field, ready to draw. Personal values come from a shown card only.

use crate::domain::{Applicant, Card, Case, Clean, Consent, ConsentCode, DocumentKind, Field};
use crate::tui::captions;
use crate::tui::screens::Desk;
use crate::tui::screens::common::moment;

/// A value, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// From the register; cleaned.
    Text(Clean),
    /// The register holds nothing here.
    Empty,
    /// Not for these eyes, or not here yet.
    Hidden,
    /// Only the paper can tell.
    Paper,
    /// A consent that the register doesn't hold.
    NotGiven,
}

/// The value of `field` for the screen. `card`: the card that may be drawn.
#[must_use]
pub fn value(field: Field, case: &Case, card: Option<&Card>, desk: &Desk<'_>) -> Value {
    if let Some(open) = open_value(field, case, desk) {
        return open;
    }
    match card {
        Some(card) => personal(field, card, desk),
        None => Value::Hidden,
    }
}

fn open_value(field: Field, case: &Case, desk: &Desk<'_>) -> Option<Value> {
    let application = &case.application;
    Some(match field {
        Field::ApplicationNumber => own(case.number().to_string()),
        Field::ApplicationDate => own(moment::date(desk, application.reference.date)),
        Field::CertificateNumber => own(case.certificate.number.to_string()),
        Field::ConsentConditions
        | Field::ConsentChanges
        | Field::ConsentPersonalChild
        | Field::ConsentPersonalApplicant => consent(field, &application.consents, desk),
        Field::StatementSigned
        | Field::ChildDocumentShown
        | Field::ApplicantDocumentShown
        | Field::ResidenceShown => Value::Paper,
        _ => return None,
    })
}

fn consent(field: Field, given: &[Consent], desk: &Desk<'_>) -> Value {
    let code = ConsentCode::ALL.into_iter().find(|c| c.field() == field);
    let consent = given.iter().find(|consent| Some(consent.code) == code);
    match consent {
        Some(consent) => {
            let when = moment::moment(desk, consent.given_at);
            let args = [("when", crate::i18n::Arg::Text(&when))];
            own(desk.texts.with("verify-consent-given", &args))
        }
        None => Value::NotGiven,
    }
}

/// The register's personal value; what is compared between likely duplicates too.
#[must_use]
pub fn personal(field: Field, card: &Card, desk: &Desk<'_>) -> Value {
    let (child, applicant) = (&card.child, &card.applicant);
    match field {
        Field::ChildSurname => text(&child.name.surname),
        Field::ChildName => text(&child.name.name),
        Field::ChildPatronymic => patronymic(child.name.patronymic.as_ref(), desk),
        Field::ChildBirthDate => own(moment::date(desk, child.birth_date)),
        Field::ChildSnils => optional(child.snils.as_ref()),
        Field::ChildAddress => text(&child.address),
        Field::ChildCategory => own(captions::category(desk.texts, child.category)),
        Field::ChildDocumentKind => kind(child.document.kind, desk),
        Field::ChildDocumentSeries => text(&child.document.series),
        Field::ChildDocumentNumber => text(&child.document.number),
        Field::ChildDocumentIssuedAt => own(moment::date(desk, child.document.issued_at)),
        Field::ChildDocumentIssuer => text(&child.document.issuer),
        other => applicants(other, applicant, desk),
    }
}

fn applicants(field: Field, applicant: &Applicant, desk: &Desk<'_>) -> Value {
    match field {
        Field::ApplicantSurname => text(&applicant.name.surname),
        Field::ApplicantName => text(&applicant.name.name),
        Field::ApplicantPatronymic => patronymic(applicant.name.patronymic.as_ref(), desk),
        Field::ApplicantRelation => own(captions::relation(desk.texts, applicant.relation)),
        Field::ApplicantBirthDate => applicant
            .birth_date
            .map_or(Value::Empty, |date| own(moment::date(desk, date))),
        Field::ApplicantAddress => text(&applicant.address),
        Field::ApplicantPhone => optional(applicant.phone.as_ref()),
        Field::ApplicantEmail => optional(applicant.email.as_ref()),
        Field::ApplicantDocumentKind => kind(applicant.document.kind, desk),
        Field::ApplicantDocumentSeries => text(&applicant.document.series),
        Field::ApplicantDocumentNumber => text(&applicant.document.number),
        Field::ApplicantDocumentIssuedAt => own(moment::date(desk, applicant.document.issued_at)),
        Field::ApplicantDocumentIssuer => text(&applicant.document.issuer),
        Field::ApplicantDocumentDepartment => optional(applicant.document.department_code.as_ref()),
        _ => Value::Empty,
    }
}

fn own(text: impl Into<Clean>) -> Value {
    Value::Text(text.into())
}

fn text(text: &Clean) -> Value {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text.clone())
    }
}

fn optional(value: Option<&Clean>) -> Value {
    value.map_or(Value::Empty, text)
}

/// «нет отчества» is a value, not a gap: it is compared too.
fn patronymic(value: Option<&Clean>, desk: &Desk<'_>) -> Value {
    value.map_or_else(|| own(desk.texts.get("verify-no-patronymic")), text)
}

fn kind(kind: DocumentKind, desk: &Desk<'_>) -> Value {
    own(captions::document_kind(desk.texts, kind))
}
