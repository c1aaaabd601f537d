//! What the register does by itself: take applications and requests from elsewhere, let those expire whose paper never came.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Register;
use super::apply::{Actor, Order, carry_out};
use crate::api::sync::{Outcome, Scope};
use crate::domain::enrolment::RequestForm;
use crate::domain::{
    Capabilities, Capability, Command, EnrolmentCommand, MunicipalityCode, NewApplication,
    OrganisationId, Refusal, RequestId, Target, Zone,
};
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Result, StorageError};

/// How often overdue papers are looked for; a day has to have ended before one is.
const LOOK: Duration = Duration::from_mins(15);
/// Applications that expire in one transaction.
const AT_ONCE: usize = 200;

impl Register {
    /// Takes an application as it is, numbers and date included: what another system hands over. Portals go by
    /// [`crate::server::portal`].
    ///
    /// # Errors
    /// When the database fails; a refused application is an outcome.
    pub async fn submit(&self, new: NewApplication) -> Result<Outcome> {
        let target = new.reference.number;
        let home = target.municipality();
        let organisation = new.organisation;
        let command = Command::Submit(Box::new(new));
        let order = Order {
            target: target.into(),
            expected: None,
            fence: None,
            command: &command,
            id: Some(self.id()),
            terms: &self.terms,
            given: None,
        };
        let mut tx = self.storage.write().await?;
        let zone = tx.zone(home).await?.unwrap_or_default();
        let actor = actor(home, zone, organisation);
        let outcome = carry_out(&mut *tx, &actor, &order, self.now()).await?;
        let counter = tx.counter(actor.scope()).await?;
        tx.commit().await?;
        self.wakes.moved(actor.scope(), counter);
        Ok(outcome)
    }

    /// Takes a request under an identifier that it has already; otherwise as [`Register::submit`].
    ///
    /// # Errors
    /// When the database fails; a refused request is an outcome.
    pub async fn request(&self, id: RequestId, form: RequestForm) -> Result<Outcome> {
        let organisation = form.organisation;
        let command = Command::Enrolment(EnrolmentCommand::Enrol {
            form: Box::new(form),
        });
        let order = Order {
            target: Target::Request(id),
            expected: Some(0),
            fence: None,
            command: &command,
            id: Some(self.id()),
            terms: &self.terms,
            given: None,
        };
        let mut tx = self.storage.write().await?;
        let Some(home) = tx.municipality_of(organisation).await? else {
            let why = Refusal::NotFound;
            return Ok(Outcome::Refused { why });
        };
        let zone = tx.zone(home).await?.unwrap_or_default();
        let actor = actor(home, zone, organisation);
        let outcome = carry_out(&mut *tx, &actor, &order, self.now()).await?;
        let scope = Scope::Organisation(organisation);
        let counter = tx.counter(scope).await?;
        tx.commit().await?;
        self.wakes.moved(scope, counter);
        Ok(outcome)
    }

    /// Ends the applications whose paper had to come before today, where they belong; gives their count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_overdue(&self) -> Result<usize> {
        let now = self.now();
        let municipalities = self.storage.read().await?.municipalities().await?;
        let mut ended = 0;
        for municipality in municipalities {
            let zone = self.storage.read().await?.zone(municipality).await?;
            let zone = zone.unwrap_or_default();
            loop {
                // One municipality must not hold up the others.
                let count = self.expire_some(municipality, zone, now).await;
                let count = count.unwrap_or_else(|error| {
                    tracing::warn!(%error, %municipality, "overdue papers can't be ended");
                    0
                });
                ended += count;
                if count < AT_ONCE {
                    break;
                }
            }
        }
        Ok(ended)
    }

    async fn expire_some(
        &self,
        municipality: MunicipalityCode,
        zone: Zone,
        now: DateTime<Utc>,
    ) -> Result<usize> {
        let mut read = self.storage.read().await?;
        let overdue = read.overdue(municipality, zone.date(now), AT_ONCE).await?;
        drop(read);
        if overdue.is_empty() {
            return Ok(0);
        }
        let actor = actor(municipality, zone, OrganisationId(0));
        let mut tx = self.storage.write().await?;
        for target in &overdue {
            let order = Order {
                target: (*target).into(),
                expected: None,
                fence: None,
                command: &Command::Expire,
                id: Some(self.id()),
                terms: &self.terms,
                given: None,
            };
            match carry_out(&mut *tx, &actor, &order, now).await? {
                Outcome::Applied { .. } => {}
                // It would come back for ever.
                _ => return Err(StorageError::Failed(format!("{target} can't expire"))),
            }
        }
        let counter = tx.counter(actor.scope()).await?;
        tx.commit().await?;
        self.wakes.moved(actor.scope(), counter);
        Ok(overdue.len())
    }

    /// The node's nightly work; ends when the register does.
    pub async fn expire_overdue_papers(&self) {
        loop {
            match self.expire_overdue().await {
                Ok(0) => {}
                Ok(count) => tracing::info!(count, "applications expired: the paper didn't come"),
                Err(error) => tracing::warn!(%error, "overdue papers can't be looked for"),
            }
            tokio::select! {
                biased;
                () = self.wakes.stopped() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }
}

fn actor(municipality: MunicipalityCode, zone: Zone, organisation: OrganisationId) -> Actor {
    let comes_in = [Capability::ApplicationCreate, Capability::EnrolmentCreate];
    let capabilities: Capabilities = comes_in.into_iter().collect();
    Actor {
        clerk: REGISTER,
        organisation,
        municipality,
        zone,
        capabilities,
        device: None,
        channel: None,
        hands_in: true,
        register: true,
        portal: None,
    }
}
