//! Portals on which families apply and enrol, as they meet the register: over HTTP, under an account of their own, with
//! nothing known of it but what `/openapi.json` says.
#![cfg(feature = "server")]

#[path = "portal/accounts.rs"]
mod accounts;
#[path = "portal/described.rs"]
mod described;
#[cfg(feature = "tui")]
#[path = "portal/families.rs"]
mod families;
#[path = "portal/generated.rs"]
mod generated;
#[path = "api/enrolment/ground.rs"]
#[allow(dead_code, reason = "the tests of the API use the rest")]
mod ground;
#[path = "portal/keys.rs"]
mod keys;
#[path = "portal/offers.rs"]
mod offers;
#[path = "api/office.rs"]
#[allow(dead_code, reason = "the tests of the API use the rest")]
mod office;
#[path = "portal/reach.rs"]
mod reach;
#[path = "portal/walk.rs"]
mod walk;
#[path = "portal/wrong.rs"]
mod wrong;
