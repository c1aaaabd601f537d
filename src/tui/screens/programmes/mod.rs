//! The organisation's programmes: the list, one that is opened with its modules, groups and prices, the form in which one is
//! filled in, and acts on many at once.

mod acts;
mod asking;
mod batch;
mod batch_view;
mod facts;
mod form;
mod give;
mod list;
mod list_view;
mod news;
mod opened;
mod opened_menu;
mod opened_view;
mod order;
mod state;
mod update;
mod view;

pub use state::{State, offers, place, reopen, show_list, typing};
pub use update::update;
pub use view::view;
