//! Sessions: opaque tokens, bound to a clerk, a device and a channel, over after silence or half a day.

pub mod family;
pub mod login;
pub mod password;
pub mod throttle;
pub mod token;

use axum::http::StatusCode;
use chrono::Duration;
use uuid::Uuid;

use super::error::{ApiError, Result};
use super::register::Register;
use super::register::apply::Actor;
use super::register::leases;
use super::storage::rows::{Clerk, TokenHash};
use crate::api::error::ErrorCode;
use crate::api::session::Channel;
use crate::api::sync::Scope;
use crate::domain::{Capability, EnrolmentRequest};

/// Each of these needs programmes and requests to be seen.
const ENROLMENT: [Capability; 5] = [
    Capability::EnrolmentView,
    Capability::ProgrammeEdit,
    Capability::ProgrammePublish,
    Capability::ProgrammeReview,
    Capability::ModulePrice,
];

/// Who asks, proven by a token. Rights are read with every request, so a change takes effect at once.
#[derive(Clone)]
pub struct Session {
    pub clerk: Clerk,
    pub device: Uuid,
    pub channel: Channel,
    /// Whether applications are taken from where the session is: a setting bars the open listener.
    pub hands_in: bool,
    token: TokenHash,
}

impl Session {
    #[must_use]
    pub fn has(&self, capability: Capability) -> bool {
        self.clerk.capabilities.has(capability)
    }

    /// Whether the scope is the clerk's own municipality or organisation.
    #[must_use]
    pub fn owns(&self, scope: Scope) -> bool {
        match scope {
            Scope::Municipality(code) => code == self.clerk.municipality,
            Scope::Organisation(id) => id == self.clerk.organisation,
        }
    }

    /// Whether the clerk is told what changes in a scope of this kind.
    #[must_use]
    pub fn may_read(&self, scope: Scope) -> bool {
        match scope {
            Scope::Municipality(_) => self.has(Capability::ApplicationSearch),
            Scope::Organisation(_) => ENROLMENT.iter().any(|right| self.has(*right)),
        }
    }

    /// A request as the clerk may have it: what was typed beside a reason is personal, as it is on a card.
    #[must_use]
    pub fn told(&self, request: EnrolmentRequest) -> EnrolmentRequest {
        if self.channel == Channel::Protected && self.has(Capability::PersonalView) {
            request
        } else {
            request.without_texts()
        }
    }

    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            clerk: self.clerk.id,
            organisation: self.clerk.organisation,
            municipality: self.clerk.municipality,
            zone: self.clerk.zone,
            capabilities: self.clerk.capabilities,
            device: Some(self.device),
            channel: Some(self.channel),
            hands_in: self.hands_in,
            register: false,
            portal: None,
        }
    }
}

impl Register {
    /// The session of a token that came in over `channel`.
    pub async fn session(&self, token: &str, channel: Channel) -> Result<Session> {
        let hash = token::hash(token);
        let now = self.now();
        let mut tx = self.storage.read().await?;
        let known = tx.token(&hash).await?.ok_or_else(ApiError::login_needed)?;
        if now >= known.issued + self.limits.absolute || now >= known.seen + self.limits.idle {
            return Err(ApiError::login_needed());
        }
        if known.channel != channel {
            return Err(ApiError::new(
                StatusCode::FORBIDDEN,
                ErrorCode::OtherChannel,
                "the session was opened on the other channel: log in on this one",
            ));
        }
        let clerk = tx.clerk(known.clerk).await?;
        let clerk = clerk.ok_or_else(ApiError::login_needed)?;
        drop(tx);
        if now - known.seen >= fresh(self.limits.idle) {
            self.touch(&hash).await;
        }
        Ok(Session {
            clerk,
            device: known.device,
            channel,
            hands_in: self.terms.submit_open || channel == Channel::Protected,
            token: hash,
        })
    }

    /// Whether the session may follow all of `scopes`: those of its own municipality and organisation, and with
    /// `programme.review` those of every organisation of the municipality.
    ///
    /// # Errors
    /// When it may not.
    pub async fn check_scopes(&self, session: &Session, scopes: &[Scope]) -> Result<()> {
        for scope in scopes {
            if !self.reaches(session, *scope).await? {
                return Err(ApiError::new(
                    StatusCode::FORBIDDEN,
                    ErrorCode::NotAllowed,
                    "a cursor names a scope of another municipality or organisation: leave it out",
                ));
            }
        }
        Ok(())
    }

    /// Whether the clerk works in `scope`, or reviews programmes there.
    pub async fn reaches(&self, session: &Session, scope: Scope) -> Result<bool> {
        if session.owns(scope) {
            return Ok(true);
        }
        let Scope::Organisation(id) = scope else {
            return Ok(false);
        };
        if !session.has(Capability::ProgrammeReview) {
            return Ok(false);
        }
        let home = self.storage.read().await?.municipality_of(id).await?;
        Ok(home == Some(session.clerk.municipality))
    }

    /// The session's silence starts anew. A register that is too busy to note it still answers.
    async fn touch(&self, hash: &TokenHash) {
        let noted = async {
            let mut tx = self.storage.write().await?;
            tx.touch_token(hash, self.now()).await?;
            tx.commit().await
        };
        if let Err(error) = noted.await {
            tracing::warn!(%error, "the use of a session can't be noted");
        }
    }

    /// Ends the session, and with it the leases of its device: nobody is at that desk.
    pub async fn log_out(&self, session: &Session) -> Result<()> {
        let mut tx = self.storage.write().await?;
        tx.drop_token(&session.token).await?;
        leases::let_go(&mut *tx, session, self.now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// A use is noted once in a sixth of the silence that is allowed: a write for each request would cost an fsync each.
fn fresh(idle: Duration) -> Duration {
    idle / 6
}
