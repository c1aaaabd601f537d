//! What is left after a crash: of the process, of the power, of the disk, of the files. Nothing that was called saved is
//! lost, nothing is done twice, and what can't be had is told.
//!
//! `REESTR_KILLS` and `REESTR_DAMAGES` set how often, `REESTR_SEED` which; a failure prints its seed.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "crash/bench.rs"]
mod bench;
#[path = "crash/chance.rs"]
mod chance;
#[path = "crash/copy.rs"]
mod copy;
#[path = "crash/cuts.rs"]
mod cuts;
#[path = "crash/damage.rs"]
mod damage;
#[path = "crash/faults.rs"]
mod faults;
#[path = "crash/kills.rs"]
mod kills;
#[path = "crash/medium.rs"]
mod medium;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;
