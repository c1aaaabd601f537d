//! The register over HTTP: one client per listener, typed errors, time limits that fit a slow line.
//!
//! The only module that names reqwest. It keeps no state but connections; it never retries and never decides what an
//! error means for the clerk. Nothing personal stands in a URL: what is searched travels in bodies.

mod answer;
mod error;
pub mod health;
mod packing;
pub mod portal;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use reqwest::{Client, Method, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::{SetupError, Trouble};
use packing::Packing;

use crate::api::alike::{AlikeRequest, PersonalAlikeAnswer};
use crate::api::compare::{CompareAnswer, CompareRequest};
use crate::api::epoch::{EpochAnswer, EpochRequest};
use crate::api::forms::{FormsAnswer, FormsQuery};
use crate::api::handbook::{HandbookAnswer, HandbookRequest};
use crate::api::overview::{OverviewAnswer, OverviewQuery};
use crate::api::path;
use crate::api::personal::{PersonalSyncAnswer, RevealAnswer, RevealRequest, RevealedCard};
use crate::api::recovery::{RecoverAnswer, RecoverRequest};
use crate::api::search::{
    PersonalSearchAnswer, PersonalSearchRequest, SearchAnswer, SearchRequest,
};
use crate::api::session::{LoginAnswer, LoginRequest, Secret};
use crate::api::sync::{SyncRequest, WakeAnswer, WakeQuery};
use crate::domain::{ApplicationNumber, Case};

/// What a request may take before the first byte of its answer, besides the time that its body needs.
const PATIENCE: Duration = Duration::from_secs(8);
/// The slowest line that is served, in bytes per second: 64 kbit/s less overhead.
const SLOWEST: u64 = 6_000;
/// The register holds a wake for 25 s, give or take a fifth.
const WAKE: Duration = Duration::from_secs(40);
const CONNECT: Duration = Duration::from_secs(5);

/// One listener of the register.
#[derive(Clone, Debug)]
pub struct Register {
    http: Client,
    base: Url,
    ca: Option<PathBuf>,
    packing: Packing,
}

impl Register {
    /// Prepares a client; connects to nothing yet.
    ///
    /// # Errors
    /// A URL that is none or not encrypted, a certificate file that can't be read.
    pub fn new(url: &str, ca: Option<&Path>) -> Result<Self, SetupError> {
        let base = base_url(url)?;
        install_provider();
        let mut builder = Client::builder()
            .user_agent(concat!("reestr/", env!("CARGO_PKG_VERSION")))
            .default_headers(packing::headers())
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .http2_keep_alive_interval(Duration::from_secs(20))
            .http2_keep_alive_timeout(Duration::from_secs(10))
            .tcp_user_timeout(Duration::from_secs(30))
            .tcp_nodelay(true)
            .pool_max_idle_per_host(2);
        if let Some(path) = ca {
            let unreadable = |why: String| SetupError::Authority {
                path: path.to_owned(),
                why,
            };
            let pem = fs::read(path).map_err(|e| unreadable(e.to_string()))?;
            let authorities = reqwest::Certificate::from_pem_bundle(&pem)
                .ok()
                .filter(|found| !found.is_empty())
                .ok_or_else(|| unreadable("it holds no certificate in PEM form".into()))?;
            builder = builder.tls_certs_only(authorities);
        }
        let http = builder
            .build()
            .map_err(|e| SetupError::Client(e.to_string()))?;
        let ca = ca.map(Path::to_owned);
        let packing = Packing::default();
        Ok(Self {
            http,
            base,
            ca,
            packing,
        })
    }

    /// The same with new connections: an old one can be dead without anybody knowing.
    #[must_use]
    pub fn renewed(&self) -> Self {
        let packing = self.packing.clone();
        Self::new(self.base.as_str(), self.ca.as_deref())
            .map_or_else(|_| self.clone(), |made| Self { packing, ..made })
    }

    pub async fn login(&self, request: &LoginRequest) -> Result<LoginAnswer, Trouble> {
        self.post(path::LOGIN, None, request).await
    }

    pub async fn logout(&self, token: &Secret) -> Result<(), Trouble> {
        let request = self.request(Method::POST, path::LOGOUT, Some(token))?;
        answer::empty(request, PATIENCE, &self.packing).await
    }

    /// On the open channel the answer has no cards.
    pub async fn sync(
        &self,
        token: &Secret,
        request: &SyncRequest,
    ) -> Result<PersonalSyncAnswer, Trouble> {
        self.post(path::SYNC, Some(token), request).await
    }

    /// A new name for a journal that differs from what the register has taken.
    pub async fn epoch(
        &self,
        token: &Secret,
        request: &EpochRequest,
    ) -> Result<EpochAnswer, Trouble> {
        self.post(path::EPOCH, Some(token), request).await
    }

    /// The key of the clerk's own store, which only the register can unwrap.
    pub async fn recover(
        &self,
        token: &Secret,
        request: &RecoverRequest,
    ) -> Result<RecoverAnswer, Trouble> {
        self.post(path::RECOVER, Some(token), request).await
    }

    /// Waits until a scope passes its cursor, or the register ends the wait.
    pub async fn wake(&self, token: &Secret, query: &WakeQuery) -> Result<WakeAnswer, Trouble> {
        let request = self
            .request(Method::GET, path::WAKE, Some(token))?
            .query(query);
        answer::json(request, WAKE, &self.packing).await
    }

    pub async fn search(
        &self,
        token: &Secret,
        request: &SearchRequest,
    ) -> Result<SearchAnswer, Trouble> {
        self.post(path::SEARCH, Some(token), request).await
    }

    pub async fn personal_search(
        &self,
        token: &Secret,
        request: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer, Trouble> {
        self.post(path::PERSONAL_SEARCH, Some(token), request).await
    }

    /// The card of one application. That it was delivered is in the audit before it is here.
    pub async fn reveal(
        &self,
        token: &Secret,
        application: ApplicationNumber,
    ) -> Result<RevealedCard, Trouble> {
        let request = RevealRequest {
            applications: vec![application],
        };
        let answer: RevealAnswer = self.post(path::REVEAL, Some(token), &request).await?;
        let mut cards = answer.cards.into_iter();
        cards
            .find(|card| card.application == application)
            .ok_or(Trouble::NotFound)
    }

    /// What applications are filled in by, unless `query` names its revision.
    pub async fn forms(&self, token: &Secret, query: &FormsQuery) -> Result<FormsAnswer, Trouble> {
        let request = self
            .request(Method::GET, path::FORMS, Some(token))?
            .query(query);
        answer::json(request, PATIENCE, &self.packing).await
    }

    /// Videos and marks, unless `request` names their revision.
    pub async fn handbook(
        &self,
        token: &Secret,
        request: &HandbookRequest,
    ) -> Result<HandbookAnswer, Trouble> {
        self.post(path::HANDBOOK, Some(token), request).await
    }

    /// How many records are alike; over the protected line their cards too.
    pub async fn alike(
        &self,
        token: &Secret,
        request: &AlikeRequest,
    ) -> Result<PersonalAlikeAnswer, Trouble> {
        self.post(path::ALIKE, Some(token), request).await
    }

    pub async fn compare(
        &self,
        token: &Secret,
        request: &CompareRequest,
    ) -> Result<CompareAnswer, Trouble> {
        self.post(path::COMPARE, Some(token), request).await
    }

    /// Figures for the head of an office.
    pub async fn overview(
        &self,
        token: &Secret,
        query: &OverviewQuery,
    ) -> Result<OverviewAnswer, Trouble> {
        let request = self
            .request(Method::GET, path::OVERVIEW, Some(token))?
            .query(query);
        answer::json(request, PATIENCE, &self.packing).await
    }

    pub async fn application(
        &self,
        token: &Secret,
        number: ApplicationNumber,
    ) -> Result<Case, Trouble> {
        let path = path::APPLICATION.replace("{number}", &number.to_string());
        let request = self.request(Method::GET, &path, Some(token))?;
        answer::json(request, PATIENCE, &self.packing).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&Secret>,
        body: &(impl Serialize + Sync),
    ) -> Result<T, Trouble> {
        let body = serde_json::to_vec(body).map_err(|_| Trouble::Garbled)?;
        let patience = PATIENCE + Duration::from_secs(body.len() as u64 / SLOWEST);
        let request = self
            .request(Method::POST, path, token)?
            .header(reqwest::header::CONTENT_TYPE, "application/json");
        let request = self.packing.fill(request, body);
        answer::json(request, patience, &self.packing).await
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        token: Option<&Secret>,
    ) -> Result<reqwest::RequestBuilder, Trouble> {
        let url = self.base.join(path).map_err(|_| Trouble::Garbled)?;
        let request = self.http.request(method, url);
        Ok(match token {
            Some(token) => request.bearer_auth(&token.0),
            None => request,
        })
    }
}

/// TLS by ring. Whoever comes first installs it; it is the same one everywhere.
fn install_provider() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// Plain HTTP is for the machine itself only.
fn base_url(url: &str) -> Result<Url, SetupError> {
    let base = Url::parse(url).map_err(|_| SetupError::Url(url.to_owned()))?;
    let loopback = match base.host_str() {
        None => return Err(SetupError::Url(url.to_owned())),
        Some("localhost") => true,
        Some(host) => host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback()),
    };
    match base.scheme() {
        "https" => Ok(base),
        "http" if loopback => Ok(base),
        "http" => Err(SetupError::Unencrypted(url.to_owned())),
        _ => Err(SetupError::Url(url.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        for url in [
            "http://127.0.0.1:8080",
            "http://[::1]:8080",
            "http://localhost",
            "https://reestr.example",
        ] {
            assert!(Register::new(url, None).is_ok(), "{url}");
        }
        assert!(matches!(
            Register::new("http://reestr.example", None),
            Err(SetupError::Unencrypted(_))
        ));
        for url in ["reestr.example", "ftp://reestr.example", ""] {
            assert!(matches!(Register::new(url, None), Err(SetupError::Url(_))));
        }
    }

    #[test]
    fn the_provider_is_there_and_may_be_installed_before() {
        install_provider();
        assert!(rustls::crypto::CryptoProvider::get_default().is_some());
        assert!(Register::new("https://reestr.example", None).is_ok());
    }

    #[test]
    fn a_file_without_certificates_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ca.pem");
        fs::write(&path, "nothing").unwrap();
        let error = Register::new("https://reestr.example", Some(&path)).unwrap_err();
        assert!(error.to_string().contains("ca.pem"));
    }
}
