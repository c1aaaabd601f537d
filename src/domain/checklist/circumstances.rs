//! What decides which documents are asked for: of the child, and of who applies.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::document::DocumentKind;
use crate::domain::person::{Card, Category, Relation};
use crate::domain::validate::age;

/// Whether the child has a passport of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildAge {
    #[default]
    Under14,
    From14,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Citizenship {
    #[default]
    Domestic,
    Foreign,
}

/// What the applicant is to the child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    #[default]
    Parent,
    Guardian,
    Representative,
    /// The child itself, from 14.
    Child,
}

impl ChildAge {
    pub const ALL: [Self; 2] = [Self::Under14, Self::From14];

    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Under14 => "under_14",
            Self::From14 => "from_14",
        }
    }
}

impl Citizenship {
    pub const ALL: [Self; 2] = [Self::Domestic, Self::Foreign];

    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Domestic => "domestic",
            Self::Foreign => "foreign",
        }
    }
}

impl Standing {
    pub const ALL: [Self; 4] = [
        Self::Parent,
        Self::Guardian,
        Self::Representative,
        Self::Child,
    ];

    /// The name in text keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Guardian => "guardian",
            Self::Representative => "representative",
            Self::Child => "child",
        }
    }

    #[must_use]
    pub fn of(relation: Relation) -> Self {
        match relation {
            Relation::Mother | Relation::Father => Self::Parent,
            Relation::Guardian => Self::Guardian,
            Relation::Representative => Self::Representative,
            Relation::SelfApplied => Self::Child,
        }
    }

    /// The relation that goes on the form; of a parent only the form can tell which.
    #[must_use]
    pub fn relation(self) -> Option<Relation> {
        match self {
            Self::Parent => None,
            Self::Guardian => Some(Relation::Guardian),
            Self::Representative => Some(Relation::Representative),
            Self::Child => Some(Relation::SelfApplied),
        }
    }
}

/// Told in a few keys before anything is typed; the usual case is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Circumstances {
    pub age: ChildAge,
    pub citizenship: Citizenship,
    pub standing: Standing,
    pub category: Category,
}

impl Circumstances {
    /// As the filled form has them: what was told before may have been wrong. Documents of no certain state leave the
    /// citizenship as it was told.
    #[must_use]
    pub fn of(card: &Card, today: NaiveDate, told: Self) -> Self {
        let grown = age::years(card.child.birth_date, today).is_some_and(|y| y >= age::PASSPORT);
        Self {
            age: if grown {
                ChildAge::From14
            } else {
                ChildAge::Under14
            },
            citizenship: citizenship(card.child.document.kind).unwrap_or(told.citizenship),
            standing: Standing::of(card.applicant.relation),
            category: card.child.category,
        }
    }

    /// With another age; a child under 14 has somebody else apply for it.
    #[must_use]
    pub fn aged(self, age: ChildAge) -> Self {
        let standing = match (age, self.standing) {
            (ChildAge::Under14, Standing::Child) => Standing::Parent,
            (_, standing) => standing,
        };
        Self {
            age,
            standing,
            ..self
        }
    }

    /// With another applicant; who applies for itself is 14 or more.
    #[must_use]
    pub fn applied_by(self, standing: Standing) -> Self {
        let age = match standing {
            Standing::Child => ChildAge::From14,
            _ => self.age,
        };
        Self {
            age,
            standing,
            ..self
        }
    }

    /// Whether a child of these circumstances can be identified by such a document.
    #[must_use]
    pub fn admits(self, kind: DocumentKind) -> bool {
        let own = match self.age {
            ChildAge::Under14 => kind == DocumentKind::BirthCertificate,
            ChildAge::From14 => {
                matches!(kind, DocumentKind::Passport | DocumentKind::TemporaryCard)
            }
        };
        match self.citizenship {
            Citizenship::Domestic => own || kind == DocumentKind::Other,
            Citizenship::Foreign => citizenship(kind) != Some(Citizenship::Domestic),
        }
    }

    /// The document that a child of these circumstances usually shows.
    #[must_use]
    pub fn usual_document(self) -> DocumentKind {
        match (self.citizenship, self.age) {
            (Citizenship::Domestic, ChildAge::Under14) => DocumentKind::BirthCertificate,
            (Citizenship::Domestic, ChildAge::From14) => DocumentKind::Passport,
            (Citizenship::Foreign, ChildAge::Under14) => DocumentKind::ForeignBirthCertificate,
            (Citizenship::Foreign, ChildAge::From14) => DocumentKind::ForeignPassport,
        }
    }
}

fn citizenship(kind: DocumentKind) -> Option<Citizenship> {
    match kind {
        DocumentKind::BirthCertificate | DocumentKind::Passport | DocumentKind::TemporaryCard => {
            Some(Citizenship::Domestic)
        }
        DocumentKind::ForeignPassport
        | DocumentKind::ForeignBirthCertificate
        | DocumentKind::ResidencePermit
        | DocumentKind::RefugeeCertificate => Some(Citizenship::Foreign),
        DocumentKind::Other => None,
    }
}
