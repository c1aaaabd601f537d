//! Which documents an applicant brings: a list that follows from a few circumstances. With all mandatory ones there it is the
//! «полный комплект документов», and the form may be filled in.
//!
//! What each document has to show, and what to do when it is missing, are texts under its code; none stands here.

mod circumstances;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::person::Category;
pub use circumstances::{ChildAge, Circumstances, Citizenship, Standing};

macro_rules! papers {
    ($($(#[$doc:meta])* $paper:ident = $code:literal),* $(,)?) => {
        /// One document of the list. The order is that in which it is asked for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Paper { $($(#[$doc])* $paper),* }

        impl Paper {
            pub const ALL: &[Self] = &[$(Self::$paper),*];

            /// The name in drafts. Text keys: `checklist-<code>`, the same with `-shows`, and with `-missing`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$paper => $code),* }
            }
        }
    };
}

papers! {
    BirthCertificate = "birth_certificate",
    /// From 14, or the temporary card while it is being made (form 2П).
    ChildPassport = "child_passport",
    /// A document of another state, with its translation.
    ForeignDocument = "foreign_document",
    /// Why a foreign child may live here: residence permit, refugee's certificate.
    RightToStay = "right_to_stay",
    ApplicantPassport = "applicant_passport",
    /// The birth certificate of a child that identifies itself by another document: who its parents are.
    Kinship = "kinship",
    /// A parent whose surname is not the one in the child's document.
    NameChange = "name_change",
    GuardianshipAct = "guardianship_act",
    /// What lets another representative act for the child.
    Authority = "authority",
    /// That the child lives in this municipality.
    Residence = "residence",
    /// Заключение ПМПК.
    CommissionConclusion = "commission_conclusion",
    /// Справка МСЭ.
    DisabilityCertificate = "disability_certificate",
    Snils = "snils",
}

impl Paper {
    /// Without these the set is not complete; the others are asked for, because they spare questions later.
    #[must_use]
    pub fn mandatory(self) -> bool {
        !matches!(self, Self::NameChange | Self::Snils)
    }

    /// Whether it tells who the child is.
    #[must_use]
    pub fn identifies_child(self) -> bool {
        matches!(
            self,
            Self::BirthCertificate | Self::ChildPassport | Self::ForeignDocument
        )
    }

    /// Whether it tells who the applicant is, of the given standing.
    #[must_use]
    pub fn identifies_applicant(self, standing: Standing) -> bool {
        match standing {
            Standing::Child => self.identifies_child(),
            _ => self == Self::ApplicantPassport,
        }
    }
}

/// The documents to ask for, in the order of asking. Sources: domain rules for who may apply; the usual regional rules for
/// proof of residence, guardianship and authority.
#[must_use]
pub fn papers(of: Circumstances) -> Vec<Paper> {
    let mut papers = Vec::with_capacity(8);
    let foreign = of.citizenship == Citizenship::Foreign;
    let passport = of.age == ChildAge::From14;
    papers.push(match (foreign, passport) {
        (true, _) => Paper::ForeignDocument,
        (false, true) => Paper::ChildPassport,
        (false, false) => Paper::BirthCertificate,
    });
    if foreign {
        papers.push(Paper::RightToStay);
    }
    if of.standing != Standing::Child {
        papers.push(Paper::ApplicantPassport);
    }
    match of.standing {
        Standing::Parent => {
            if passport {
                papers.push(Paper::Kinship);
            }
            papers.push(Paper::NameChange);
        }
        Standing::Guardian => papers.push(Paper::GuardianshipAct),
        Standing::Representative => papers.push(Paper::Authority),
        Standing::Child => {}
    }
    papers.push(Paper::Residence);
    match of.category {
        Category::General => {}
        Category::LimitedHealth => papers.push(Paper::CommissionConclusion),
        Category::Disabled => papers.push(Paper::DisabilityCertificate),
    }
    papers.push(Paper::Snils);
    papers
}

/// The mandatory documents that are not there, in the order of asking.
#[must_use]
pub fn missing(of: Circumstances, there: &BTreeSet<Paper>) -> Vec<Paper> {
    let mut papers = papers(of);
    papers.retain(|paper| paper.mandatory() && !there.contains(paper));
    papers
}

/// «Полный комплект документов»: the gate to the form.
#[must_use]
pub fn complete(of: Circumstances, there: &BTreeSet<Paper>) -> bool {
    missing(of, there).is_empty()
}
