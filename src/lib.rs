//! Reestr: the desk program of offices that issue certificates of supplementary education, and its central register.

pub mod api;
#[cfg(feature = "tui")]
pub mod client;
pub mod config;
#[cfg(all(feature = "tui", feature = "server"))]
pub mod demo;
pub mod domain;
pub mod i18n;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "tui")]
pub mod store;
#[cfg(feature = "tui")]
pub mod sync;
#[cfg(feature = "tui")]
pub mod tui;
