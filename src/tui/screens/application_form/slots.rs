//! The rows of the form: which there are, on which page, and what each takes.

use crate::domain::validate::{Finding, contact, document, name, snils};
use crate::domain::{Category, DocumentKind, Entries, Field, Relation};
use crate::i18n::Texts;
use crate::tui::captions;
use crate::tui::form::{Line, Mask, mask};

/// One row. The department of the child's passport has no field of its own on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Of(Field),
    ChildDepartment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Child,
    ChildDocument,
    Applicant,
    ApplicantDocument,
    Check,
}

impl Page {
    pub const ALL: [Self; 5] = [
        Self::Child,
        Self::ChildDocument,
        Self::Applicant,
        Self::ApplicantDocument,
        Self::Check,
    ];

    /// The key of the words on the tab.
    pub fn text_key(self) -> &'static str {
        match self {
            Self::Child => "form-tab-child",
            Self::ChildDocument => "form-tab-child-document",
            Self::Applicant => "form-tab-applicant",
            Self::ApplicantDocument => "form-tab-applicant-document",
            Self::Check => "form-tab-check",
        }
    }
}

/// All rows in the order in which they are typed: a department comes before the body that it names.
pub const ORDER: [(Page, Slot); 27] = {
    use Field as F;
    use Page::{Applicant, ApplicantDocument, Child, ChildDocument};
    use Slot::Of;
    [
        (Child, Of(F::ChildSurname)),
        (Child, Of(F::ChildName)),
        (Child, Of(F::ChildPatronymic)),
        (Child, Of(F::ChildBirthDate)),
        (Child, Of(F::ChildSnils)),
        (Child, Of(F::ChildAddress)),
        (Child, Of(F::ChildCategory)),
        (ChildDocument, Of(F::ChildDocumentKind)),
        (ChildDocument, Of(F::ChildDocumentSeries)),
        (ChildDocument, Of(F::ChildDocumentNumber)),
        (ChildDocument, Of(F::ChildDocumentIssuedAt)),
        (ChildDocument, Slot::ChildDepartment),
        (ChildDocument, Of(F::ChildDocumentIssuer)),
        (Applicant, Of(F::ApplicantRelation)),
        (Applicant, Of(F::ApplicantSurname)),
        (Applicant, Of(F::ApplicantName)),
        (Applicant, Of(F::ApplicantPatronymic)),
        (Applicant, Of(F::ApplicantBirthDate)),
        (Applicant, Of(F::ApplicantAddress)),
        (Applicant, Of(F::ApplicantPhone)),
        (Applicant, Of(F::ApplicantEmail)),
        (ApplicantDocument, Of(F::ApplicantDocumentKind)),
        (ApplicantDocument, Of(F::ApplicantDocumentSeries)),
        (ApplicantDocument, Of(F::ApplicantDocumentNumber)),
        (ApplicantDocument, Of(F::ApplicantDocumentIssuedAt)),
        (ApplicantDocument, Of(F::ApplicantDocumentDepartment)),
        (ApplicantDocument, Of(F::ApplicantDocumentIssuer)),
    ]
};

/// What kind of value a row takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Choice,
    Name,
    Patronymic,
    Date,
    Snils,
    Address,
    Series,
    Number,
    Department,
    Issuer,
    Phone,
    Email,
}

impl Slot {
    pub fn nature(self) -> Nature {
        let Self::Of(field) = self else {
            return Nature::Department;
        };
        match field {
            Field::ChildCategory
            | Field::ChildDocumentKind
            | Field::ApplicantRelation
            | Field::ApplicantDocumentKind => Nature::Choice,
            Field::ChildPatronymic | Field::ApplicantPatronymic => Nature::Patronymic,
            Field::ChildBirthDate
            | Field::ChildDocumentIssuedAt
            | Field::ApplicantBirthDate
            | Field::ApplicantDocumentIssuedAt => Nature::Date,
            Field::ChildSnils => Nature::Snils,
            Field::ChildAddress | Field::ApplicantAddress => Nature::Address,
            Field::ChildDocumentSeries | Field::ApplicantDocumentSeries => Nature::Series,
            Field::ChildDocumentNumber | Field::ApplicantDocumentNumber => Nature::Number,
            Field::ApplicantDocumentDepartment => Nature::Department,
            Field::ChildDocumentIssuer | Field::ApplicantDocumentIssuer => Nature::Issuer,
            Field::ApplicantPhone => Nature::Phone,
            Field::ApplicantEmail => Nature::Email,
            _ => Nature::Name,
        }
    }

    pub fn label(self, texts: &Texts) -> String {
        match self {
            Self::Of(field) => captions::field(texts, field),
            Self::ChildDepartment => captions::field(texts, Field::ApplicantDocumentDepartment),
        }
    }

    pub fn page(self) -> Page {
        let found = ORDER.iter().find(|(_, slot)| *slot == self);
        found.map_or(Page::Child, |(page, _)| *page)
    }

    /// Whether the row is asked for, as things stand: who applies for itself is not asked twice, and only passports
    /// name a department.
    pub fn asked(self, entries: &Entries) -> bool {
        let passport = |kind| kind == Some(DocumentKind::Passport);
        let Self::Of(field) = self else {
            return passport(entries.child_document());
        };
        let contact = matches!(
            field,
            Field::ApplicantRelation | Field::ApplicantPhone | Field::ApplicantEmail
        );
        let applicant = matches!(self.page(), Page::Applicant | Page::ApplicantDocument);
        if applicant && !contact && entries.self_applied() {
            return false;
        }
        field != Field::ApplicantDocumentDepartment || passport(entries.applicant_document())
    }

    /// The kind of the document of which the row is a part.
    pub fn document(self, entries: &Entries) -> Option<DocumentKind> {
        match self.page() {
            Page::ChildDocument => entries.child_document(),
            Page::ApplicantDocument => entries.applicant_document(),
            _ => None,
        }
    }

    pub fn line(self) -> Line {
        Line::new(match self.nature() {
            Nature::Name | Nature::Patronymic => 60,
            Nature::Address | Nature::Issuer => 300,
            Nature::Email => 255,
            _ => 25,
        })
    }

    pub fn mask(self, entries: &Entries) -> Option<Mask> {
        match (self.nature(), self.document(entries)) {
            (Nature::Date, _) => Some(Mask::Date),
            (Nature::Snils, _) => Some(mask::SNILS),
            (Nature::Department, _) => Some(mask::DEPARTMENT),
            (Nature::Phone, _) => Some(Mask::Phone),
            (Nature::Series, Some(DocumentKind::BirthCertificate)) => Some(Mask::BirthSeries),
            (Nature::Series, Some(DocumentKind::Passport)) => Some(mask::PASSPORT_SERIES),
            (Nature::Number, Some(DocumentKind::BirthCertificate | DocumentKind::Passport)) => {
                Some(mask::SIX)
            }
            _ => None,
        }
    }

    /// The values of a choice, by their codes.
    pub fn codes(self) -> Vec<&'static str> {
        let Self::Of(field) = self else {
            return Vec::new();
        };
        match field {
            Field::ChildCategory => Category::ALL.iter().map(|c| c.code()).collect(),
            Field::ApplicantRelation => Relation::ALL.iter().map(|r| r.code()).collect(),
            Field::ChildDocumentKind => DocumentKind::ALL.iter().map(|k| k.code()).collect(),
            Field::ApplicantDocumentKind => {
                let grown = |kind: &&DocumentKind| {
                    !matches!(
                        kind,
                        DocumentKind::BirthCertificate | DocumentKind::ForeignBirthCertificate
                    )
                };
                let kinds = DocumentKind::ALL.iter().filter(grown);
                kinds.map(|kind| kind.code()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What a code of a choice is called.
    pub fn caption(self, code: &str, texts: &Texts) -> String {
        let known = match self {
            Self::Of(Field::ChildCategory) => {
                Category::from_code(code).map(|value| captions::category(texts, value))
            }
            Self::Of(Field::ApplicantRelation) => {
                Relation::from_code(code).map(|value| captions::relation(texts, value))
            }
            _ => DocumentKind::from_code(code).map(|value| captions::document_kind(texts, value)),
        };
        known.unwrap_or_default()
    }

    /// The form in which a right value is kept, and what was put right; `None` where the value is wrong.
    pub fn kept(self, typed: &str, entries: &Entries) -> Option<(String, Vec<Finding>)> {
        let kind = self.document(entries);
        let verdict = match (self.nature(), kind) {
            (Nature::Patronymic, _) if crate::domain::entries::no_patronymic(typed) => {
                return Some((crate::domain::entries::NO_PATRONYMIC.to_owned(), Vec::new()));
            }
            (Nature::Name | Nature::Patronymic, _) => name::check(typed),
            (Nature::Snils, _) => snils::check(typed),
            (Nature::Phone, _) => contact::phone(typed),
            (Nature::Email, _) => contact::email(typed),
            (Nature::Department, _) => document::department(typed),
            (Nature::Series, Some(kind)) => document::series(kind, typed),
            (Nature::Number, Some(kind)) => document::number(kind, typed),
            (Nature::Choice | Nature::Date, _) => return None,
            _ => {
                let words: Vec<&str> = typed.split_whitespace().collect();
                return Some((words.join(" "), Vec::new()));
            }
        };
        let right = verdict.is_right();
        right.then(|| (verdict.value.as_str().to_owned(), verdict.findings))
    }

    /// Whether what stands there can't become right, whatever is typed behind it.
    pub fn hopeless(self, typed: &str) -> bool {
        match self.nature() {
            Nature::Name => name::hopeless(typed),
            Nature::Patronymic => {
                !crate::domain::entries::no_patronymic(typed) && name::hopeless(typed)
            }
            Nature::Date => {
                let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
                let short = digits.len() == 6;
                !short && crate::domain::validate::date::hopeless(&digits)
            }
            Nature::Email => {
                typed.matches('@').count() > 1 || typed.contains(|c: char| " ,;()<>".contains(c))
            }
            _ => false,
        }
    }
}
