//! Pure pieces of the screen: each draws what it is given into a buffer and knows nothing of the register.
//!
//! Text from outside comes in as [`crate::domain::Clean`] only, wrapped into an [`Ink`]. A widget's state is moved by
//! `update` functions; what a widget has to remember from the last drawing (how far a list is scrolled, how tall its
//! page is) lies in a `Cell`, so that views go on taking `&State`.

pub mod columns;
pub mod dialog;
pub mod hints;
pub mod ink;
pub mod input;
pub mod large;
pub mod list;
pub mod popup;
pub mod scroll;
pub mod secret;
pub mod signs;
pub mod table;

pub use columns::{Align, Column};
pub use dialog::{Answer, Dialog};
pub use ink::Ink;
pub use input::TextInput;
pub use list::List;
pub use scroll::Scroll;
pub use secret::SecretInput;
pub use table::{Cursor, Table};
