//! The verification through its keys, its news and its drawing.

mod acceptance;
mod again;
mod comparing;
mod drawing;
mod letter;
mod marking;
mod personal;
mod words;
