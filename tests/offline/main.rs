//! The desk with a real register behind a line that the tests cut: nothing called saved is lost or done twice.
#![cfg(all(feature = "server", feature = "tui"))]

mod clerk;
mod clock;
mod damage;
mod filling_in;
mod leases;
mod line;
#[allow(dead_code, reason = "each test binary uses a part")]
#[path = "../api/office.rs"]
mod office;
mod password;
mod renewal;
mod work;
