//! What is likely before anything is typed. It is offered, never filled in.

use crate::api::forms::Issuer;
use crate::domain::{Card, Category, DocumentKind, IdentityDocument, Relation};

/// What the check of documents has told, and what this desk has typed before.
#[derive(Clone, Debug, Default)]
pub struct Supposed {
    pub child_document: Option<DocumentKind>,
    pub applicant_document: Option<DocumentKind>,
    pub relation: Option<Relation>,
    pub category: Option<Category>,
    /// Bodies that were typed at this desk since the clerk came, the last one first; see [`issuers`].
    pub issuers: Vec<Issuer>,
}

/// The bodies that issued the documents of a card, to be offered when the next form is filled in.
#[must_use]
pub fn issuers(card: &Card) -> Vec<Issuer> {
    let of = |document: &IdentityDocument| Issuer {
        name: document.issuer.clone(),
        department_code: document.department_code.clone(),
    };
    let mut issuers = vec![of(&card.child.document)];
    let applicant = of(&card.applicant.document);
    if !issuers.contains(&applicant) {
        issuers.push(applicant);
    }
    issuers.retain(|issuer| !issuer.name.is_empty());
    issuers
}
