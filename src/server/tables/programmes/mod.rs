//! Programmes from a file and into one: a line for each group, with its module and its programme before it; a module
//! without groups has a line of its own.
//!
//! Lines with one code are one programme; without a code those of one organisation, year and name. What stands in the first
//! line of a programme or module may stay empty in the others. Nothing personal stands in such a file.

mod cells;
mod columns;
mod export;
mod import;
mod line;
mod prices;
mod programme;
#[cfg(test)]
mod tests;

pub(super) use columns::titles;
pub(super) use export::export;
pub(super) use import::import;
