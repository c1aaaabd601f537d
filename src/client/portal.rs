//! The register as a families' portal asks it: an account of its own, a key with whatever changes something.

use reqwest::{Method, RequestBuilder, header};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{PATIENCE, Register, Trouble, answer};
use crate::api::portal::{
    ApplicationQuery, PortalApplication, PortalApplicationForm, PortalForms, PortalProgrammes,
    PortalProgrammesQuery, PortalRequest, PortalRequestForm, PortalWithdrawal,
};
use crate::api::session::Secret;
use crate::api::{IDEMPOTENCY_HEADER, path};
use crate::domain::{ApplicationNumber, ApplicationRef, RequestId};

/// A portal at one listener of the register.
#[derive(Clone, Debug)]
pub struct Portal {
    register: Register,
    token: Secret,
}

impl Portal {
    #[must_use]
    pub fn new(register: Register, token: Secret) -> Self {
        Self { register, token }
    }

    /// Where it may act, and the texts that applicants tick.
    pub async fn forms(&self) -> Result<PortalForms, Trouble> {
        self.read(self.request(Method::GET, path::PORTAL_FORMS)?)
            .await
    }

    pub async fn programmes(
        &self,
        query: &PortalProgrammesQuery,
    ) -> Result<PortalProgrammes, Trouble> {
        let request = self.request(Method::GET, path::PORTAL_PROGRAMMES)?;
        self.read(request.query(query)).await
    }

    pub async fn apply(
        &self,
        key: Uuid,
        form: &PortalApplicationForm,
    ) -> Result<PortalApplication, Trouble> {
        self.change(key, path::PORTAL_APPLICATIONS, Some(form))
            .await
    }

    pub async fn application(&self, asked: ApplicationRef) -> Result<PortalApplication, Trouble> {
        let path = numbered(path::PORTAL_APPLICATION, asked.number);
        let request = self.request(Method::GET, &path)?;
        let query = ApplicationQuery { date: asked.date };
        self.read(request.query(&query)).await
    }

    pub async fn withdraw(
        &self,
        key: Uuid,
        asked: ApplicationRef,
    ) -> Result<PortalApplication, Trouble> {
        let path = numbered(path::PORTAL_APPLICATION_WITHDRAWAL, asked.number);
        let body = PortalWithdrawal { date: asked.date };
        self.change(key, &path, Some(&body)).await
    }

    pub async fn enrol(
        &self,
        key: Uuid,
        form: &PortalRequestForm,
    ) -> Result<PortalRequest, Trouble> {
        self.change(key, path::PORTAL_REQUESTS, Some(form)).await
    }

    pub async fn enrolment(&self, id: RequestId) -> Result<PortalRequest, Trouble> {
        let path = path::PORTAL_REQUEST.replace("{id}", &id.to_string());
        self.read(self.request(Method::GET, &path)?).await
    }

    pub async fn withdraw_enrolment(
        &self,
        key: Uuid,
        id: RequestId,
    ) -> Result<PortalRequest, Trouble> {
        let path = path::PORTAL_REQUEST_WITHDRAWAL.replace("{id}", &id.to_string());
        self.change(key, &path, None::<&()>).await
    }

    async fn change<T: DeserializeOwned>(
        &self,
        key: Uuid,
        path: &str,
        body: Option<&(impl Serialize + Sync)>,
    ) -> Result<T, Trouble> {
        let mut request = self
            .request(Method::POST, path)?
            .header(IDEMPOTENCY_HEADER, format!("\"{key}\""));
        if let Some(body) = body {
            let body = serde_json::to_vec(body).map_err(|_| Trouble::Garbled)?;
            request = request.header(header::CONTENT_TYPE, "application/json");
            request = self.register.packing.fill(request, body);
        }
        self.read(request).await
    }

    async fn read<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, Trouble> {
        answer::json(request, PATIENCE, &self.register.packing).await
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, Trouble> {
        self.register.request(method, path, Some(&self.token))
    }
}

fn numbered(path: &str, number: ApplicationNumber) -> String {
    path.replace("{number}", &number.to_string())
}
