//! Where the fields of the paper form stand in what a portal sends.

use crate::domain::Field;

/// The path of a field in the body of an application.
#[must_use]
pub fn path(field: Field) -> &'static str {
    match field {
        Field::ApplicationNumber => "number",
        Field::ApplicationDate => "date",
        Field::CertificateNumber => "certificate",
        Field::ChildSurname => "child.name.surname",
        Field::ChildName => "child.name.name",
        Field::ChildPatronymic => "child.name.patronymic",
        Field::ChildBirthDate => "child.birth_date",
        Field::ChildSnils => "child.snils",
        Field::ChildAddress => "child.address",
        Field::ChildCategory => "child.category",
        Field::ChildDocumentKind => "child.document.kind",
        Field::ChildDocumentSeries => "child.document.series",
        Field::ChildDocumentNumber => "child.document.number",
        Field::ChildDocumentIssuedAt => "child.document.issued_at",
        Field::ChildDocumentIssuer => "child.document.issuer",
        Field::ApplicantSurname => "applicant.name.surname",
        Field::ApplicantName => "applicant.name.name",
        Field::ApplicantPatronymic => "applicant.name.patronymic",
        Field::ApplicantRelation => "applicant.relation",
        Field::ApplicantBirthDate => "applicant.birth_date",
        Field::ApplicantAddress => "applicant.address",
        Field::ApplicantPhone => "applicant.phone",
        Field::ApplicantEmail => "applicant.email",
        Field::ApplicantDocumentKind => "applicant.document.kind",
        Field::ApplicantDocumentSeries => "applicant.document.series",
        Field::ApplicantDocumentNumber => "applicant.document.number",
        Field::ApplicantDocumentIssuedAt => "applicant.document.issued_at",
        Field::ApplicantDocumentIssuer => "applicant.document.issuer",
        Field::ApplicantDocumentDepartment => "applicant.document.department_code",
        Field::ConsentConditions
        | Field::ConsentChanges
        | Field::ConsentPersonalChild
        | Field::ConsentPersonalApplicant => "consents",
        Field::StatementSigned
        | Field::ChildDocumentShown
        | Field::ApplicantDocumentShown
        | Field::ResidenceShown => "",
    }
}
