//! Drains the outbox and refreshes the cache: one connection state machine on a thread of its own. No UI type.

mod apply;
pub mod desk;
pub mod engine;
mod leases;
mod outgoing;
pub mod paths;
pub mod start;
mod state;
mod tasks;
pub mod transport;
