//! The personal part of an application. It travels and is kept apart from the record itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::checks::Remark;
use super::document::IdentityDocument;
use super::text::Clean;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PersonName {
    pub surname: Clean,
    pub name: Clean,
    /// `None` is the explicit «нет отчества».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<Clean>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Child {
    pub name: PersonName,
    pub birth_date: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snils: Option<Clean>,
    pub address: Clean,
    #[serde(default, skip_serializing_if = "Category::is_general")]
    pub category: Category,
    pub document: IdentityDocument,
}

/// What of a child's health the office has to know: it decides which documents are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    #[default]
    General,
    /// Ограниченные возможности здоровья, by the conclusion of the ПМПК.
    LimitedHealth,
    /// Ребёнок-инвалид, by the certificate of the МСЭ.
    Disabled,
}

impl Category {
    pub const ALL: [Self; 3] = [Self::General, Self::LimitedHealth, Self::Disabled];

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    fn is_general(&self) -> bool {
        *self == Self::General
    }

    /// The name on the wire and in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::LimitedHealth => "limited_health",
            Self::Disabled => "disabled",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    Mother,
    Father,
    Guardian,
    /// Another legal representative.
    Representative,
    /// The child itself, from 14.
    SelfApplied,
}

impl Relation {
    pub const ALL: [Self; 5] = [
        Self::Mother,
        Self::Father,
        Self::Guardian,
        Self::Representative,
        Self::SelfApplied,
    ];

    /// The name on the wire and in what was typed into a form.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Mother => "mother",
            Self::Father => "father",
            Self::Guardian => "guardian",
            Self::Representative => "representative",
            Self::SelfApplied => "self_applied",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Applicant {
    pub name: PersonName,
    pub relation: Relation,
    /// Told at the desk; families that hand in from home are not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Clean::is_empty")]
    pub address: Clean,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Clean>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Clean>,
    pub document: IdentityDocument,
}

/// Everything personal that belongs to one application. Leaves the register over the protected channel only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Card {
    pub child: Child,
    pub applicant: Applicant,
    /// Notes of clerks: on fields that differ, and the text of a refusal or return.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_text: Option<Clean>,
}
