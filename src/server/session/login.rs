//! Logging in: throttle, password, device, token, and who is at the desk.

use std::time::Duration;

use axum::http::StatusCode;
use uuid::Uuid;

use super::token;
use crate::api::error::ErrorCode;
use crate::api::session::{Channel, LoginAnswer, LoginRequest, Profile};
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::register::Register;
use crate::server::register::apply::Actor;
use crate::server::register::batch::check_version;
use crate::server::storage::rows::{Clerk, Device, Token};
use crate::server::storage::{Read, Write};

/// A refusal takes at least so long: only a known account's is written into the audit, and that must not show.
const FLOOR: Duration = Duration::from_millis(300);

impl Register {
    pub async fn log_in(&self, request: LoginRequest, channel: Channel) -> Result<LoginAnswer> {
        check_version(request.v)?;
        let started = tokio::time::Instant::now();
        let login = request.login.trim();
        let (clerk, device) = self.known(login, request.device).await?;
        let own = device.map(|device| device.id);
        self.throttle
            .try_once(login, own, self.now())
            .map_err(|seconds| {
                ApiError::new(
                    StatusCode::TOO_MANY_REQUESTS,
                    ErrorCode::TooManyTries,
                    "too many tries: wait, then log in with the right password",
                )
                .retry_after(seconds)
            })?;
        let known = clerk.as_ref().map(|clerk| clerk.password.clone());
        let fits = self
            .passwords
            .fits(request.password.clone(), known)
            .await
            .map_err(|_| ApiError::unavailable("too many log in at once: try again", 5))?;
        match clerk {
            Some(clerk) if fits => {
                self.throttle.succeeded(login, own);
                self.open(clerk, device, channel).await
            }
            refused => {
                let floor = tokio::time::sleep_until(started + FLOOR);
                if let Some(clerk) = refused {
                    self.tell_refused(&clerk, own, channel).await?;
                }
                floor.await;
                Err(ApiError::new(
                    StatusCode::UNAUTHORIZED,
                    ErrorCode::WrongLogin,
                    "login or password is wrong: type them again, or ask the administrator",
                ))
            }
        }
    }

    /// The account, and the device if it was issued to this account.
    async fn known(
        &self,
        login: &str,
        device: Option<Uuid>,
    ) -> Result<(Option<Clerk>, Option<Device>)> {
        let mut tx = self.storage.read().await?;
        let clerk = tx.clerk_by_login(login).await?;
        let device = match device {
            Some(id) => tx.device(id).await?,
            None => None,
        };
        let owner = clerk.as_ref().map(|clerk| clerk.id);
        Ok((clerk, device.filter(|device| Some(device.clerk) == owner)))
    }

    async fn open(
        &self,
        clerk: Clerk,
        device: Option<Device>,
        channel: Channel,
    ) -> Result<LoginAnswer> {
        let now = self.now();
        let (secret, hash) = token::issue(&*self.chance).map_err(|error| {
            tracing::error!(%error, "the system gives no random numbers");
            ApiError::internal()
        })?;
        let mut tx = self.storage.write().await?;
        let device = if let Some(known) = device {
            known
        } else {
            let issued = Device {
                id: self.id(),
                clerk: clerk.id,
                epoch: 1,
                high_water: 0,
            };
            tx.put_device(&issued).await?;
            issued
        };
        let token = Token {
            clerk: clerk.id,
            device: device.id,
            channel,
            issued: now,
            seen: now,
        };
        tx.drop_tokens_before(now - self.limits.absolute).await?;
        tx.put_token(&hash, &token).await?;
        tell(&mut *tx, &clerk, Some(device.id), channel, "applied", now).await?;
        let profile = profile(&mut *tx, &clerk).await?;
        tx.commit().await?;
        Ok(LoginAnswer {
            token: secret,
            device: device.id,
            epoch: device.epoch,
            high_water: device.high_water,
            channel,
            profile,
            recovery: self.recovery_key(),
        })
    }

    async fn tell_refused(
        &self,
        clerk: &Clerk,
        device: Option<Uuid>,
        channel: Channel,
    ) -> Result<()> {
        let mut tx = self.storage.write().await?;
        tell(&mut *tx, clerk, device, channel, "refused", self.now()).await?;
        Ok(tx.commit().await?)
    }
}

async fn tell(
    tx: &mut dyn Write,
    clerk: &Clerk,
    device: Option<Uuid>,
    channel: Channel,
    outcome: &str,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let actor = Actor {
        clerk: clerk.id,
        organisation: clerk.organisation,
        municipality: clerk.municipality,
        zone: clerk.zone,
        capabilities: clerk.capabilities,
        device,
        channel: Some(channel),
        hands_in: false,
        register: false,
        portal: None,
    };
    let entry = audit::Entry {
        at,
        actor: actor.in_audit(),
        action: "login",
        target: None,
        outcome,
        command: None,
    };
    Ok(audit::append(tx, actor.scope(), &entry).await?)
}

async fn profile(tx: &mut dyn Read, clerk: &Clerk) -> Result<Profile> {
    Ok(Profile {
        clerk: clerk.id,
        clerk_name: clerk.name.clone(),
        organisation: clerk.organisation,
        municipality: clerk.municipality,
        municipality_name: tx
            .municipality(clerk.municipality)
            .await?
            .unwrap_or_default(),
        zone: clerk.zone,
        capabilities: clerk.capabilities,
        organisations: tx.organisations(clerk.municipality).await?,
        colleagues: tx.colleagues(clerk.organisation).await?,
    })
}
