//! What the working screens share. Nothing here knows a screen.

pub mod asking;
pub mod beside;
pub mod filter;
pub mod holders;
pub mod identity;
pub mod mail;
pub mod moment;
pub mod papers;
pub mod people;
pub mod picked;
pub mod revealed;
#[cfg(test)]
pub(crate) mod rig;
pub mod rows;
pub mod says;
pub mod sign;
pub mod tickets;
pub mod training_papers;
pub mod whose;
