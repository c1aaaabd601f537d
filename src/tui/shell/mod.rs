//! The frame around the screens: which panel is shown, where keys go, what the rows at the edges say.
//!
//! Each screen keeps its own state; the shell routes and does what effects ask for. It never waits and never touches
//! the terminal: what the loop has to do comes out as [`Request`]s.

mod applicant;
mod context;
mod export;
mod foot;
mod keyboard;
mod leave;
mod news;
mod panels;
mod plain;
mod printing;
mod route;
mod scan;
mod state;
mod status;
mod training;
mod update;
mod view;
mod work;

pub use context::Context;
pub use keyboard::Millis;
pub use state::{Panel, Request, Shell};

#[cfg(test)]
mod tests;
