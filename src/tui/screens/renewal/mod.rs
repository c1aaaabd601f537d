//! What the clerk has to know when journal and register had differed and go on under a new name. It lies over the panel,
//! is read at leisure, and stays in the outbox until it was read to its end.

mod state;
mod update;
mod view;

pub use state::State;
pub use update::{Read, update};
pub use view::view;
