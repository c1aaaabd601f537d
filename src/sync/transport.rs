//! The way to one listener of the register. Production goes by HTTP over reqwest; a simulation goes its own way.

use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;

use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::forms::{FormsAnswer, FormsQuery};
use crate::api::handbook::{HandbookAnswer, HandbookRequest};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::personal::{PersonalSyncAnswer, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::search::{
    PersonalSearchAnswer, PersonalSearchRequest, SearchAnswer, SearchRequest,
};
use crate::api::session::{LoginAnswer, LoginRequest, Secret};
use crate::api::sync::{SyncRequest, WakeAnswer, WakeQuery};
use crate::client::{Register, Trouble};
use crate::domain::ApplicationNumber;

/// Requests to one listener. Never retries and never decides what a trouble means.
#[async_trait]
pub trait Transport: Debug + Send + Sync {
    async fn login(&self, request: &LoginRequest) -> Result<LoginAnswer, Trouble>;
    async fn sync(
        &self,
        token: &Secret,
        request: &SyncRequest,
    ) -> Result<PersonalSyncAnswer, Trouble>;
    async fn epoch(&self, token: &Secret, request: &EpochRequest) -> Result<EpochAnswer, Trouble>;
    async fn recover(
        &self,
        token: &Secret,
        request: &RecoverRequest,
    ) -> Result<RecoverAnswer, Trouble>;
    async fn wake(&self, token: &Secret, query: &WakeQuery) -> Result<WakeAnswer, Trouble>;
    async fn search(
        &self,
        token: &Secret,
        request: &SearchRequest,
    ) -> Result<SearchAnswer, Trouble>;
    async fn personal_search(
        &self,
        token: &Secret,
        request: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer, Trouble>;
    async fn reveal(
        &self,
        token: &Secret,
        application: ApplicationNumber,
    ) -> Result<RevealedCard, Trouble>;
    /// What applications are filled in by, unless the desk has it.
    async fn forms(&self, token: &Secret, query: &FormsQuery) -> Result<FormsAnswer, Trouble>;
    /// Tells what the clerk has read; gives videos and marks, unless the desk has them.
    async fn handbook(
        &self,
        token: &Secret,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer, Trouble>;
    /// Cards come over the protected line only.
    async fn alike(
        &self,
        token: &Secret,
        request: &AlikeRequest,
    ) -> Result<PersonalAlikeAnswer, Trouble>;
    async fn compare(
        &self,
        token: &Secret,
        request: &CompareRequest,
    ) -> Result<CompareAnswer, Trouble>;
    /// Figures for the head of an office.
    async fn overview(
        &self,
        token: &Secret,
        query: &OverviewQuery,
    ) -> Result<OverviewAnswer, Trouble>;
    /// The same with new connections: an old one can be dead without anybody knowing.
    fn renewed(&self) -> Arc<dyn Transport>;
}

/// The listeners that are configured.
#[derive(Clone, Debug)]
pub struct Listeners {
    pub open: Arc<dyn Transport>,
    pub protected: Option<Arc<dyn Transport>>,
}

impl Listeners {
    /// Both with new connections.
    #[must_use]
    pub fn renewed(&self) -> Self {
        Self {
            open: self.open.renewed(),
            protected: self.protected.as_ref().map(|line| line.renewed()),
        }
    }
}

#[async_trait]
impl Transport for Register {
    async fn login(&self, request: &LoginRequest) -> Result<LoginAnswer, Trouble> {
        self.login(request).await
    }

    async fn sync(
        &self,
        token: &Secret,
        request: &SyncRequest,
    ) -> Result<PersonalSyncAnswer, Trouble> {
        self.sync(token, request).await
    }

    async fn epoch(&self, token: &Secret, request: &EpochRequest) -> Result<EpochAnswer, Trouble> {
        self.epoch(token, request).await
    }

    async fn recover(
        &self,
        token: &Secret,
        request: &RecoverRequest,
    ) -> Result<RecoverAnswer, Trouble> {
        self.recover(token, request).await
    }

    async fn wake(&self, token: &Secret, query: &WakeQuery) -> Result<WakeAnswer, Trouble> {
        self.wake(token, query).await
    }

    async fn search(
        &self,
        token: &Secret,
        request: &SearchRequest,
    ) -> Result<SearchAnswer, Trouble> {
        self.search(token, request).await
    }

    async fn personal_search(
        &self,
        token: &Secret,
        request: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer, Trouble> {
        self.personal_search(token, request).await
    }

    async fn reveal(
        &self,
        token: &Secret,
        application: ApplicationNumber,
    ) -> Result<RevealedCard, Trouble> {
        self.reveal(token, application).await
    }

    async fn forms(&self, token: &Secret, query: &FormsQuery) -> Result<FormsAnswer, Trouble> {
        self.forms(token, query).await
    }

    async fn handbook(
        &self,
        token: &Secret,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer, Trouble> {
        self.handbook(token, request).await
    }

    async fn alike(
        &self,
        token: &Secret,
        request: &AlikeRequest,
    ) -> Result<PersonalAlikeAnswer, Trouble> {
        self.alike(token, request).await
    }

    async fn compare(
        &self,
        token: &Secret,
        request: &CompareRequest,
    ) -> Result<CompareAnswer, Trouble> {
        self.compare(token, request).await
    }

    async fn overview(
        &self,
        token: &Secret,
        query: &OverviewQuery,
    ) -> Result<OverviewAnswer, Trouble> {
        self.overview(token, query).await
    }

    fn renewed(&self) -> Arc<dyn Transport> {
        Arc::new(self.renewed())
    }
}
