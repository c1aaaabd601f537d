//! Programmes, requests, contracts and money, as desks and integrations meet them in the register.

mod contracts;
pub mod ground;
mod guards;
mod lists;
mod money;
mod pages;
mod places;
mod programmes;
mod scopes;

use ground::*;
