//! Programmes, requests and contracts for people and integrations, page by page, and the reports on them.
//!
//! What a clerk may follow by sync can be read here as well, and nothing else: the own organisation, and with
//! `programme.review` those of the municipality.

use axum::http::StatusCode;

use super::{Register, reports};
use crate::api::error::ErrorCode;
use crate::api::lists::{
    MOST_ROWS, OnePersonAnswer, PAGE, PageQuery, ProgrammesAnswer, RequestsAnswer, RequestsQuery,
    Standing,
};
use crate::api::sync::Scope;
use crate::domain::{
    Capability, EnrolmentRequest, OrganisationId, Programme, ProgrammeId, RequestId,
};
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::session::Session;

impl Register {
    pub async fn programmes(
        &self,
        session: &Session,
        query: &PageQuery,
    ) -> Result<ProgrammesAnswer> {
        sees_programmes(session)?;
        let organisation = self.organisation(session, query.organisation).await?;
        let limit = limit(query.limit)?;
        let after = query.after.map(ProgrammeId);
        let mut tx = self.storage.read().await?;
        let mut programmes = tx.programmes_of(organisation, after, limit + 1).await?;
        let next = cut(&mut programmes, limit, |last| last.id);
        Ok(ProgrammesAnswer { programmes, next })
    }

    /// One programme. What lies out of reach is not found, in the same shape as what doesn't exist.
    pub async fn programme(&self, session: &Session, id: ProgrammeId) -> Result<Programme> {
        sees_programmes(session)?;
        let found = self.storage.read().await?.programme(id).await?;
        match found {
            Some(programme) if self.reads(session, programme.organisation).await? => Ok(programme),
            _ => Err(ApiError::not_found()),
        }
    }

    pub async fn requests(
        &self,
        clerk: &Granted<right::EnrolmentView>,
        query: &RequestsQuery,
    ) -> Result<RequestsAnswer> {
        let session = clerk.session();
        let organisation = self.organisation(session, query.organisation).await?;
        let limit = limit(query.limit)?;
        let state = query.state.map(Standing::code);
        let after = query.after.map(RequestId);
        let mut tx = self.storage.read().await?;
        let mut requests = tx
            .requests_of(organisation, state, after, limit + 1)
            .await?;
        let next = cut(&mut requests, limit, |last| last.id);
        let requests = requests.into_iter().map(|request| session.told(request));
        Ok(RequestsAnswer {
            requests: requests.collect(),
            next,
        })
    }

    /// One request or contract; as [`Register::programme`].
    pub async fn request_of(
        &self,
        clerk: &Granted<right::EnrolmentView>,
        id: RequestId,
    ) -> Result<EnrolmentRequest> {
        let session = clerk.session();
        let found = self.storage.read().await?.request(id).await?;
        match found {
            Some(request) if self.reads(session, request.organisation).await? => {
                Ok(session.told(request))
            }
            _ => Err(ApiError::not_found()),
        }
    }

    /// Requests that one person has made and confirmed.
    pub async fn by_one_person(
        &self,
        clerk: &Granted<right::ReportView>,
        query: &PageQuery,
    ) -> Result<OnePersonAnswer> {
        let organisation = self
            .organisation(clerk.session(), query.organisation)
            .await?;
        let limit = limit(query.limit)?;
        let after = query.after.map(RequestId);
        let mut tx = self.storage.read().await?;
        let mut rows = reports::by_one_person(&mut *tx, organisation, after, limit + 1).await?;
        let next = cut(&mut rows, limit, |last| last.request);
        Ok(OnePersonAnswer { rows, next })
    }

    /// The organisation whose list is asked for.
    async fn organisation(
        &self,
        session: &Session,
        asked: Option<OrganisationId>,
    ) -> Result<OrganisationId> {
        let organisation = asked.unwrap_or(session.clerk.organisation);
        if self.reads(session, organisation).await? {
            return Ok(organisation);
        }
        Err(ApiError::new(
            StatusCode::FORBIDDEN,
            ErrorCode::NotAllowed,
            "the organisation is another one than yours: leave `organisation` out",
        ))
    }

    async fn reads(&self, session: &Session, organisation: OrganisationId) -> Result<bool> {
        self.reaches(session, Scope::Organisation(organisation))
            .await
    }
}

/// Who works with programmes or requests sees programmes.
fn sees_programmes(session: &Session) -> Result<()> {
    let own = Scope::Organisation(session.clerk.organisation);
    let missing = || ApiError::not_allowed(Capability::EnrolmentView);
    session.may_read(own).then_some(()).ok_or_else(missing)
}

pub(in crate::server) fn limit(asked: Option<u32>) -> Result<usize> {
    match asked.unwrap_or(PAGE) {
        rows @ 1..=MOST_ROWS => Ok(rows as usize),
        _ => Err(ApiError::bad_request(
            "limit",
            format!("a page has 1 to {MOST_ROWS} rows: ask for so many, or leave it out"),
        )),
    }
}

/// Cuts what was read beyond the page off; gives by what the next page is asked.
pub(in crate::server) fn cut<T, K>(
    rows: &mut Vec<T>,
    limit: usize,
    key: impl Fn(&T) -> K,
) -> Option<K> {
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().map(key)
}
