//! The fields that a clerk compares, and the sections that group them on the screen and on the paper.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($section:ident = $section_code:tt { $($field:ident = $code:tt $flags:ident),* $(,)? })*) => {
        /// A part of the application that is confirmed as a whole.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum Section { $(#[serde(rename = $section_code)] $section),* }

        impl Section {
            pub const ALL: &[Self] = &[$(Self::$section),*];

            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$section => $section_code),* }
            }

            #[must_use]
            pub fn fields(self) -> &'static [Field] {
                match self { $(Self::$section => &[$(Field::$field),*]),* }
            }
        }

        /// One thing that is compared. The order is that of the paper form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
        pub enum Field { $($(#[serde(rename = $code)] $field),*),* }

        impl Field {
            pub const ALL: &[Self] = &[$($(Self::$field),*),*];

            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($(Self::$field => $code),*),* }
            }

            #[must_use]
            pub fn section(self) -> Section {
                match self { $($(Self::$field => Section::$section),*),* }
            }

            fn nature(self) -> Nature {
                match self { $($(Self::$field => Nature::$flags),*),* }
            }
        }
    };
}

#[derive(PartialEq)]
enum Nature {
    /// The register shows it to everyone; acceptance demands it.
    Open,
    /// Personal; acceptance demands it.
    Personal,
    /// Personal; may be empty, and no document proves it.
    Optional,
    /// Only the clerk's eyes can tell: the register holds no value of its own.
    Eyes,
}

fields! {
    Application = "application" {
        ApplicationNumber = "application_number" Open,
        ApplicationDate = "application_date" Open,
        CertificateNumber = "certificate_number" Open,
    }
    Child = "child" {
        ChildSurname = "child_surname" Personal,
        ChildName = "child_name" Personal,
        ChildPatronymic = "child_patronymic" Personal,
        ChildBirthDate = "child_birth_date" Personal,
        ChildSnils = "child_snils" Optional,
        ChildAddress = "child_address" Optional,
        ChildCategory = "child_category" Optional,
    }
    ChildDocument = "child_document" {
        ChildDocumentKind = "child_document_kind" Personal,
        ChildDocumentSeries = "child_document_series" Personal,
        ChildDocumentNumber = "child_document_number" Personal,
        ChildDocumentIssuedAt = "child_document_issued_at" Personal,
        ChildDocumentIssuer = "child_document_issuer" Personal,
    }
    Applicant = "applicant" {
        ApplicantSurname = "applicant_surname" Personal,
        ApplicantName = "applicant_name" Personal,
        ApplicantPatronymic = "applicant_patronymic" Personal,
        ApplicantRelation = "applicant_relation" Personal,
        ApplicantBirthDate = "applicant_birth_date" Optional,
        ApplicantAddress = "applicant_address" Optional,
        ApplicantPhone = "applicant_phone" Optional,
        ApplicantEmail = "applicant_email" Optional,
    }
    ApplicantDocument = "applicant_document" {
        ApplicantDocumentKind = "applicant_document_kind" Personal,
        ApplicantDocumentSeries = "applicant_document_series" Personal,
        ApplicantDocumentNumber = "applicant_document_number" Personal,
        ApplicantDocumentIssuedAt = "applicant_document_issued_at" Personal,
        ApplicantDocumentIssuer = "applicant_document_issuer" Personal,
        ApplicantDocumentDepartment = "applicant_document_department" Optional,
    }
    Consents = "consents" {
        ConsentConditions = "consent_conditions" Open,
        ConsentChanges = "consent_changes" Open,
        ConsentPersonalChild = "consent_personal_child" Open,
        ConsentPersonalApplicant = "consent_personal_applicant" Open,
    }
    DocumentSet = "document_set" {
        StatementSigned = "statement_signed" Eyes,
        ChildDocumentShown = "child_document_shown" Eyes,
        ApplicantDocumentShown = "applicant_document_shown" Eyes,
        ResidenceShown = "residence_shown" Eyes,
    }
}

impl Field {
    /// Whether the register's value of the field is personal data.
    #[must_use]
    pub fn personal(self) -> bool {
        matches!(self.nature(), Nature::Personal | Nature::Optional)
    }

    /// Whether acceptance demands the check *paper ↔ documents*.
    #[must_use]
    pub fn mandatory(self) -> bool {
        self.nature() != Nature::Optional
    }

    /// Whether the register holds a value to compare the paper with.
    #[must_use]
    pub fn in_register(self) -> bool {
        self.nature() != Nature::Eyes
    }
}

/// A set of fields; on the wire a list of their codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = Vec<Field>))]
#[serde(from = "Vec<Field>", into = "Vec<Field>")]
pub struct FieldSet(u64);

impl FieldSet {
    #[must_use]
    pub fn has(self, field: Field) -> bool {
        self.0 & (1 << field as u64) != 0
    }

    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u64;
    }

    pub fn remove(&mut self, field: Field) {
        self.0 &= !(1 << field as u64);
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.count_ones() as usize
    }

    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |f| self.has(*f))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::default();
        fields.into_iter().for_each(|f| set.insert(f));
        set
    }
}

impl From<Vec<Field>> for FieldSet {
    fn from(list: Vec<Field>) -> Self {
        list.into_iter().collect()
    }
}

impl From<FieldSet> for Vec<Field> {
    fn from(set: FieldSet) -> Self {
        set.iter().collect()
    }
}
