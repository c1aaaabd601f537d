//! Screens: each a folder of `state`, `update` and `view`. `update` never waits and returns effects; `view` reads only.

pub mod activation;
pub mod common;
pub mod help;
pub mod login;
pub mod outbox;
pub mod palette;
pub mod queue;
pub mod search;
pub mod verification;

use chrono::{DateTime, NaiveDate, Utc};
use crossterm::event::KeyEvent;

use crate::i18n::Texts;
use crate::store::projection::Projection;
use crate::sync::desk::{Ask, Link, News, Ticket};
use crate::tui::action::Action;
use crate::tui::keymap::Keymap;
use crate::tui::theme::Theme;

/// What reaches the screen that has the focus.
#[derive(Clone, Copy)]
pub enum Event<'a> {
    /// A key that the keymap knows in this place.
    Action(Action),
    /// A key that writes text or edits it.
    Text(KeyEvent),
    /// Pasted or scanned text.
    Paste(&'a str),
    /// Something came from the store or the register; every screen hears it.
    News(&'a News),
}

/// What a screen wants done. The shell does it.
#[derive(Debug)]
pub enum Effect {
    Ask(Ask),
    Go(Goto),
    /// One line above the keys until the next key.
    Notice(Notice),
}

/// Where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goto {
    Search,
    Queue,
    Activation,
    Outbox,
    Help,
    /// The verification of one application.
    Case(crate::domain::ApplicationNumber),
    /// The next application that waits, after one was finished.
    NextCase,
    Back,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Info,
    Done,
    Warning,
    Error,
}

/// What every screen may read.
pub struct Desk<'a> {
    pub texts: &'a Texts,
    pub theme: &'a Theme,
    pub keymap: &'a Keymap,
    pub register: &'a Projection,
    pub link: Link,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    /// The ticket to put into the next ask; the shell counts it up after each.
    pub ticket: Ticket,
}
