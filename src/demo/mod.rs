//! A self-contained demonstration: a synthetic register behind a real server on loopback. Nothing in it is a real person.

pub mod chance;
pub mod names;
pub mod papers;
pub mod people;
pub mod places;
pub mod register;
