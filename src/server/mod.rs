//! The central register: routes, sessions, channels, storage, audit.
//!
//! A request passes `layers`, a router of [`routes`] that knows its channel, an extractor of [`grant`] that proves the
//! right, and ends in [`register`], which alone touches [`storage`]. Nothing here draws, and nothing of the clerk's
//! program is imported.

pub mod admin;
pub mod audit;
mod body;
pub mod chance;
pub mod channel;
pub mod clock;
pub mod consents;
mod ended;
mod error;
pub mod grant;
mod layers;
mod listen;
pub mod mail;
pub mod night;
mod packing;
pub mod portal;
pub mod register;
mod routes;
pub mod session;
pub mod settings;
pub mod storage;
pub mod tables;

pub use ended::ended;
pub use listen::{Running, Server, certificate};
pub use register::Register;
pub use routes::{open as open_routes, protected as protected_routes};
pub use settings::{NightTerms, ServeError, ServeSettings, Terms, TlsFiles};
