//! What comes into the register without a clerk: applications and requests from elsewhere.

use super::Register;
use super::apply::{Actor, Order, carry_out};
use crate::api::sync::{Outcome, Scope};
use crate::domain::enrolment::RequestForm;
use crate::domain::{
    Capabilities, Capability, Command, EnrolmentCommand, MunicipalityCode, NewApplication,
    OrganisationId, Refusal, RequestId, Target, Zone,
};
use crate::server::storage::Result;
use crate::server::storage::rows::REGISTER;

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
