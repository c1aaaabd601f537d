//! The handbook, opened at the article of the place one came from, with the keys of that place; the list of all articles,
//! searched as one types; and the code of a training video for the family's or the clerk's telephone.
//!
//! It is only looked into: the screen below keeps everything as it was. Keys and captions in the articles come from the
//! loaded keymap and the texts of the screens.

mod article_view;
mod keys_view;
mod list_view;
mod prose;
mod state;
#[cfg(test)]
mod tests;
mod update;
mod video_view;
mod view;
mod words;

pub use state::{State, changed, offers, open, place, typing, whole_screen};
pub use update::update;
pub use video_view::draw as draw_whole;
pub use view::view;
pub use words::Loaded;
