//! What the working screens share. Nothing here knows a screen.

pub mod asking;
pub mod moment;
pub mod people;
pub mod picked;
pub mod revealed;
pub mod says;
pub mod tickets;
