//! What desks fill applications in by: texts of consents, terms, and what the office has typed before. Nothing personal.

use sha2::{Digest, Sha256};

use super::Register;
use crate::api::forms::{Forms, FormsAnswer, Issuer, MOST_ISSUERS, MunicipalityName};
use crate::api::hex::hex;
use crate::domain::{Card, Consent, Field, OrganisationId};
use crate::i18n::fold;
use crate::server::consents;
use crate::server::error::Result;
use crate::server::session::Session;
use crate::server::storage::{self, Read, Write};

/// Hex digits of a revision.
const REVISION: usize = 16;

impl Register {
    /// The forms of the clerk's organisation, unless the desk has that revision.
    pub async fn forms(&self, session: &Session, known: Option<&str>) -> Result<FormsAnswer> {
        let mut tx = self.storage.read().await?;
        let organisation = session.clerk.organisation;
        let mut forms = Forms {
            revision: String::new(),
            paper_days: self.terms.paper_days,
            days_off: self.terms.days_off.clone(),
            working_days: self.terms.working_days.clone(),
            municipalities: municipalities(&mut *tx).await?,
            submit_open: self.terms.submit_open,
            consents: consents::all(&mut *tx).await?,
            issuers: tx.issuers(organisation, MOST_ISSUERS).await?,
        };
        forms.revision = revision(&forms);
        let have = known == Some(forms.revision.as_str());
        Ok(FormsAnswer {
            forms: (!have).then_some(forms),
        })
    }
}

async fn municipalities(tx: &mut dyn Read) -> storage::Result<Vec<MunicipalityName>> {
    let mut named = Vec::new();
    for code in tx.municipalities().await? {
        if let Some(name) = tx.municipality(code).await? {
            named.push(MunicipalityName { code, name });
        }
    }
    Ok(named)
}

/// A digest of everything but itself.
fn revision(forms: &Forms) -> String {
    // A value made of strings, numbers and lists always has a JSON form.
    let content = serde_json::to_vec(forms).unwrap_or_default();
    let mut digest = hex(&Sha256::digest(&content));
    digest.truncate(REVISION);
    digest
}

/// Rows of the form whose consent was given to a version that nobody has written.
pub(super) async fn unknown(tx: &mut dyn Write, given: &[Consent]) -> storage::Result<Vec<Field>> {
    let newer = |consent: &Consent| consent.text_version > consents::BUILT_IN;
    let added = if given.iter().any(newer) {
        tx.consent_texts().await?
    } else {
        Vec::new()
    };
    let written = |consent: &&Consent| {
        consent.text_version == consents::BUILT_IN
            || added
                .iter()
                .any(|text| (text.code, text.version) == (consent.code, consent.text_version))
    };
    let mut fields: Vec<Field> = given
        .iter()
        .filter(|consent| !written(consent))
        .map(|consent| consent.code.field())
        .collect();
    fields.sort_unstable();
    fields.dedup();
    Ok(fields)
}

/// Keeps who issued the documents of an application, so that the office need not type it again. Nothing else of the card
/// is looked at.
pub(super) async fn remember_issuers(
    tx: &mut dyn Write,
    organisation: OrganisationId,
    card: &Card,
) -> storage::Result<()> {
    for document in [&card.child.document, &card.applicant.document] {
        let key = fold(document.issuer.as_str());
        if key.is_empty() {
            continue;
        }
        let issuer = Issuer {
            name: document.issuer.clone(),
            department_code: document.department_code.clone(),
        };
        tx.use_issuer(organisation, &key, &issuer, MOST_ISSUERS)
            .await?;
    }
    Ok(())
}
