//! Drains the outbox and refreshes the cache: one connection state machine on a thread of its own. No UI type.

pub mod desk;
