//! The failure catalogue at the real program on a pseudo-terminal: a session that drops, a terminal that is stuck, a dump
//! that must not be written.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;
#[path = "catalogue/session.rs"]
mod session;
#[path = "catalogue/stuck.rs"]
mod stuck;
