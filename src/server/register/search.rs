//! Search by requisites and certificate number, inside the clerk's municipality. Nothing personal.

use super::Register;
use crate::api::search::{MOST_HITS, SearchAnswer, SearchRequest};
use crate::domain::{ApplicationNumber, Case};
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};

impl Register {
    pub async fn search(
        &self,
        clerk: &Granted<right::ApplicationSearch>,
        request: &SearchRequest,
    ) -> Result<SearchAnswer> {
        if *request == SearchRequest::default() {
            let why = "nothing to search by: give a number, a date or a certificate";
            return Err(ApiError::bad_request("application", why));
        }
        let municipality = clerk.session().clerk.municipality;
        let mut tx = self.storage.read().await?;
        let mut hits = tx.search(municipality, request, MOST_HITS + 1).await?;
        let more = hits.len() > MOST_HITS;
        hits.truncate(MOST_HITS);
        Ok(SearchAnswer { hits, more })
    }

    /// One case. What lies in another municipality is not found, in the same shape as what doesn't exist.
    pub async fn case(
        &self,
        clerk: &Granted<right::ApplicationSearch>,
        number: ApplicationNumber,
    ) -> Result<Case> {
        let mut tx = self.storage.read().await?;
        let case = tx.case(number).await?;
        case.filter(|case| case.municipality() == clerk.session().clerk.municipality)
            .ok_or_else(ApiError::not_found)
    }
}
