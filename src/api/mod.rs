//! The wire contract that the register and its clients share: paths, requests, answers, errors.
//!
//! JSON over HTTP under `/v1`. Only types live here: no I/O, no decision. What is additive may come at any time; a
//! change that old clients can't read raises [`MIN_VERSION`].

pub mod alike;
pub mod compare;
pub mod epoch;
pub mod error;
pub mod family;
pub mod forms;
pub mod handbook;
pub mod hex;
pub mod lists;
pub mod nights;
pub mod overview;
#[cfg(any(feature = "tui", feature = "server"))]
pub mod pack;
pub mod personal;
pub mod portal;
#[cfg(any(feature = "tui", feature = "server"))]
pub mod recovery;
pub mod search;
pub mod session;
pub mod sync;

/// The protocol that this build speaks.
pub const VERSION: u32 = 1;
/// The oldest protocol that the register still answers.
pub const MIN_VERSION: u32 = 1;

/// Header of a `seq_gap` answer: the last seq of the device and epoch that the register has taken.
pub const HIGH_WATER_HEADER: &str = "reestr-high-water";

/// Header of what a families' portal sends to be done: a repeat with the same key gets the first answer.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";

/// Where things are. The personal paths exist on the protected listener only.
pub mod path {
    pub const HEALTH: &str = "/v1/health";
    pub const LOGIN: &str = "/v1/login";
    pub const LOGOUT: &str = "/v1/logout";
    pub const SYNC: &str = "/v1/sync";
    pub const EPOCH: &str = "/v1/epoch";
    pub const RECOVER: &str = "/v1/recover";
    pub const FORMS: &str = "/v1/forms";
    /// Videos, and what the clerk has read.
    pub const HANDBOOK: &str = "/v1/handbook";
    pub const VIDEOS: &str = "/v1/videos";
    /// On both listeners; what comes back depends on which.
    pub const ALIKE: &str = "/v1/alike";
    /// Needs a lease; gives a verdict and no value.
    pub const COMPARE: &str = "/v1/compare";
    pub const FAMILY_LOGIN: &str = "/v1/family/login";
    pub const WAKE: &str = "/v1/wake";
    pub const SEARCH: &str = "/v1/search";
    pub const APPLICATION: &str = "/v1/applications/{number}";
    pub const PROGRAMMES: &str = "/v1/programmes";
    pub const PROGRAMME: &str = "/v1/programmes/{id}";
    /// Requests and the contracts that they become are one record.
    pub const REQUESTS: &str = "/v1/requests";
    pub const REQUEST: &str = "/v1/requests/{id}";
    /// What one person has made and confirmed.
    pub const ONE_PERSON: &str = "/v1/reports/one-person";
    /// What the register has done by itself.
    pub const NIGHTS: &str = "/v1/reports/nights";
    /// Figures for the head of an office.
    pub const OVERVIEW: &str = "/v1/reports/overview";
    /// Which clerks have read which article.
    pub const READ: &str = "/v1/reports/handbook";
    pub const PERSONAL_SEARCH: &str = "/v1/personal/search";
    pub const REVEAL: &str = "/v1/personal/reveal";
    pub const PORTAL_FORMS: &str = "/v1/portal/forms";
    pub const PORTAL_APPLICATIONS: &str = "/v1/portal/applications";
    pub const PORTAL_APPLICATION: &str = "/v1/portal/applications/{number}";
    pub const PORTAL_APPLICATION_WITHDRAWAL: &str = "/v1/portal/applications/{number}/withdrawal";
    pub const PORTAL_PROGRAMMES: &str = "/v1/portal/programmes";
    pub const PORTAL_REQUESTS: &str = "/v1/portal/requests";
    pub const PORTAL_REQUEST: &str = "/v1/portal/requests/{id}";
    pub const PORTAL_REQUEST_WITHDRAWAL: &str = "/v1/portal/requests/{id}/withdrawal";
    pub const OPENAPI: &str = "/openapi.json";
    pub const DOCS: &str = "/docs";
}
