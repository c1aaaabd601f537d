//! Who asks: the account of a token, as fast as it may.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::failure::{Failure, Result};
use super::words;
use crate::api::session::Channel;
use crate::domain::{Capabilities, Capability, MunicipalityCode, OrganisationId, Zone};
use crate::i18n::{Language, Texts};
use crate::server::register::Register;
use crate::server::register::apply::Actor;
use crate::server::session::token;
use crate::server::storage::portal::Portal;
use crate::server::storage::rows::REGISTER;

/// A portal that asks, proven by its token.
#[derive(Clone, Debug)]
pub struct Call {
    pub portal: Portal,
    pub channel: Channel,
    /// In which it shows the answer.
    pub language: Language,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl Call {
    #[must_use]
    pub fn texts(&self) -> &'static Texts {
        words::texts(self.language)
    }

    /// The register, as it acts for the portal with one right.
    pub(super) fn actor(
        &self,
        place: (MunicipalityCode, Zone, OrganisationId),
        right: Capability,
        hands_in: bool,
    ) -> Actor {
        let (municipality, zone, organisation) = place;
        Actor {
            clerk: REGISTER,
            organisation,
            municipality,
            zone,
            capabilities: Capabilities::default().with(right),
            device: None,
            channel: Some(self.channel),
            hands_in,
            register: true,
            portal: Some(self.portal.id),
        }
    }
}

impl Register {
    /// The portal whose token came in over `channel`; its request is counted.
    ///
    /// # Errors
    /// `login_needed`, `too_many_requests`, or a database that fails.
    pub async fn portal_call(
        &self,
        token: Option<&str>,
        channel: Channel,
        language: Language,
    ) -> Result<Call> {
        let unknown = || Failure::new(StatusCode::UNAUTHORIZED, "login_needed");
        let hash = token::hash(token.ok_or_else(unknown)?);
        let portal = self.storage.read().await?.portal_by_token(&hash).await?;
        let portal = portal.filter(|portal| portal.disabled.is_none());
        let portal = portal.ok_or_else(unknown)?;
        let at = self.now();
        self.portals
            .pace
            .count(portal.id, portal.per_minute, at)
            .map_err(|seconds| {
                Failure::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests")
                    .retry_after(seconds)
            })?;
        Ok(Call {
            portal,
            channel,
            language,
            at,
        })
    }

    /// Whether applications are taken from where the portal is.
    pub(super) fn takes_applications(&self, channel: Channel) -> bool {
        self.terms.submit_open || channel == Channel::Protected
    }
}
