//! What a portal fills its forms by: where it may act, and the texts that applicants tick.

use axum::http::StatusCode;

use super::call::Call;
use super::failure::Result;
use super::keyed::Answer;
use crate::api::portal::{PortalForms, PortalMunicipality};
use crate::domain::ConsentCode;
use crate::domain::consent::in_force;
use crate::server::consents;
use crate::server::register::Register;

impl Register {
    /// # Errors
    /// When the database fails.
    pub async fn portal_forms(&self, call: &Call) -> Result<Answer> {
        let mut tx = self.storage.read().await?;
        let mut municipalities = Vec::new();
        for code in &call.portal.municipalities {
            let Some(name) = tx.municipality(*code).await? else {
                continue;
            };
            municipalities.push(PortalMunicipality {
                code: *code,
                name,
                organisations: tx.organisations(*code).await?,
            });
        }
        let texts = consents::all(&mut *tx).await?;
        let newest = ConsentCode::ALL.into_iter();
        let forms = PortalForms {
            applications_open: self.takes_applications(call.channel),
            paper_days: self.terms.paper_days,
            municipalities,
            consents: newest
                .filter_map(|code| in_force(&texts, code).cloned())
                .collect(),
        };
        Ok(Answer::new(StatusCode::OK, &forms))
    }
}
