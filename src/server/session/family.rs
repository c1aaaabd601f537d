//! The families' door: the login is the number of the certificate, the password stands on the extract.
//!
//! Who is not let in learns neither whether there is such a certificate nor whether it has a password: the answer is the
//! same, after the same work and the same time. Opens no session.

use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::password::Passwords;
use super::throttle::Throttle;
use crate::api::error::ErrorCode;
use crate::api::family::{FamilyAnswer, FamilyLogin};
use crate::api::search::SearchRequest;
use crate::api::session::{Channel, Secret};
use crate::api::sync::Scope;
use crate::domain::{Case, CertificateNumber, FamilyPassword};
use crate::server::audit;
use crate::server::error::{ApiError, Result};
use crate::server::register::{Register, family};
use crate::server::storage::rows::REGISTER;

/// A refusal takes at least so long: only a known certificate's is written into the audit, and that must not show.
const FLOOR: Duration = Duration::from_millis(300);
/// So many wrong passwords pass at once over all certificates, and one more each second: enough for the families of a
/// region, and far too few to try numbers in a row.
const ALL: (u32, chrono::Duration) = (600, chrono::Duration::seconds(1));

/// What the door remembers, and who works at it: clerks who log in never wait behind families.
pub struct Door {
    passwords: Passwords,
    /// By the number of the certificate.
    each: Throttle,
    all: Throttle,
}

impl Door {
    #[must_use]
    pub fn beside(clerks: &Passwords) -> Self {
        let (free, forget) = ALL;
        Self {
            passwords: clerks.beside(),
            each: Throttle::default(),
            all: Throttle::of(free, forget),
        }
    }

    /// Counts a try that is about to be made.
    fn try_once(&self, login: &str, now: DateTime<Utc>) -> Result<()> {
        let wait = |seconds| {
            ApiError::new(
                StatusCode::TOO_MANY_REQUESTS,
                ErrorCode::TooManyTries,
                "too many tries: wait, then type the password as the extract shows it",
            )
            .retry_after(seconds)
        };
        self.each.try_once(login, None, now).map_err(wait)?;
        self.all.try_once("", None, now).map_err(|seconds| {
            self.each.take_back(login);
            wait(seconds)
        })
    }

    fn succeeded(&self, login: &str) {
        self.each.succeeded(login, None);
        self.all.take_back("");
    }
}

impl Register {
    /// Whether the password is the one that is in force for the certificate.
    ///
    /// # Errors
    /// `wrong_login`, `too_many_tries`, or a register that can't work now.
    pub async fn family_log_in(
        &self,
        request: FamilyLogin,
        channel: Channel,
    ) -> Result<FamilyAnswer> {
        let started = tokio::time::Instant::now();
        let login = request.certificate.to_string();
        self.door.try_once(&login, self.now())?;
        let (case, known) = self.family_of(request.certificate).await?;
        let typed = FamilyPassword::typed(&request.password.0);
        let typed = Secret(typed.symbols().to_owned());
        let fits = self.door.passwords.fits(typed, known).await;
        let fits =
            fits.map_err(|_| ApiError::unavailable("too many log in at once: try again", 5))?;
        match case {
            Some(case) if fits => {
                self.tell_family(&case, channel, "applied").await?;
                self.door.succeeded(&login);
                Ok(FamilyAnswer {
                    certificate: case.certificate,
                })
            }
            refused => {
                let floor = tokio::time::sleep_until(started + FLOOR);
                if let Some(case) = refused {
                    self.tell_family(&case, channel, "refused").await?;
                }
                floor.await;
                Err(ApiError::new(
                    StatusCode::UNAUTHORIZED,
                    ErrorCode::WrongLogin,
                    "number or password is wrong: type them as the last extract shows them, or ask the office for another",
                ))
            }
        }
    }

    /// The record of the certificate, and the hash that a password has to fit.
    async fn family_of(
        &self,
        certificate: CertificateNumber,
    ) -> Result<(Option<Case>, Option<String>)> {
        let mut tx = self.storage.read().await?;
        let issued = tx.family_password(certificate).await?;
        let case = if let Some(issued) = &issued {
            tx.case(issued.application).await?
        } else {
            let wanted = SearchRequest {
                certificate: Some(certificate),
                ..SearchRequest::default()
            };
            let found = tx.search(certificate.municipality(), &wanted, 1).await?;
            found.into_iter().next()
        };
        let open = case.as_ref().is_some_and(family::lets_in);
        let hash = issued.filter(|_| open).map(|issued| issued.hash.into());
        Ok((case, hash))
    }

    async fn tell_family(&self, case: &Case, channel: Channel, outcome: &str) -> Result<()> {
        let entry = audit::Entry {
            at: self.now(),
            actor: audit::Actor {
                clerk: REGISTER,
                organisation: case.application.organisation,
                device: None,
                channel: Some(channel),
                portal: None,
            },
            action: "family_login",
            target: Some(case.number().into()),
            outcome,
            command: None,
        };
        let mut tx = self.storage.write().await?;
        audit::append(&mut *tx, Scope::Municipality(case.municipality()), &entry).await?;
        Ok(tx.commit().await?)
    }
}
