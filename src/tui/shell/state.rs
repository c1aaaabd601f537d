//! What the shell knows: the panel that is shown, the way back, what lies over it.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::sync::desk::{Ask, Mismatch};
use crate::tui::action::Place;
use crate::tui::export::Order;
use crate::tui::plain::Reader;
use crate::tui::screens::{
    Notice, activation, applicant, enrol, funding, help, login, new_application, outbox, overview,
    palette, print, programmes, queue, renewal, requests, search, verification,
};
use crate::tui::tutor::{Board, Coach, LessonId};
use crate::tui::widgets::Dialog;

use super::context::Context;
use super::keyboard::Keyboard;
use super::work::Work;

/// A screen that fills the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Login,
    Search,
    Queue,
    Verification,
    Activation,
    NewApplication,
    Requests,
    Enrol,
    Programmes,
    Funding,
    Overview,
    Outbox,
    Help,
}

impl Panel {
    /// The place of its keys while no dialog is open; also what it is called by.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::Login => Place::Login,
            Self::Search => Place::Search,
            Self::Queue => Place::Queue,
            Self::Verification => Place::Verification,
            Self::Activation => Place::Activation,
            Self::NewApplication => Place::NewApplication,
            Self::Requests => Place::Requests,
            Self::Enrol => Place::Enrol,
            Self::Programmes => Place::Programmes,
            Self::Funding => Place::Funding,
            Self::Overview => Place::Overview,
            Self::Outbox => Place::Outbox,
            Self::Help => Place::Help,
        }
    }

    /// Whether it shows who else works on what.
    #[must_use]
    pub(super) fn names_colleagues(self) -> bool {
        matches!(
            self,
            Self::Search | Self::Queue | Self::Verification | Self::Activation
        )
    }
}

/// What lies over the panel and takes all keys.
pub(super) enum Overlay {
    Palette(palette::State),
    /// Acts are still being saved: leave all the same?
    Leave(Dialog),
    /// Journal and register had differed: what the clerk has to know.
    Renewal(renewal::State),
    /// The applicant has the keyboard: the whole screen is the applicant's.
    Applicant(Box<applicant::State>),
    /// What is printed, and how far it is. Its state goes on when it is closed.
    Print,
    /// What the coach explains.
    Tutor(Board),
}

/// What the loop has to do.
#[derive(Debug)]
pub enum Request {
    Ask(Ask),
    /// Work for the press.
    Press(print::Order),
    /// Write a list to a file.
    Export(Box<Order>),
    /// Put the case of a lesson into the training's register.
    Case(LessonId),
    /// Give the terminal back until the shell of the system continues us.
    Suspend,
    /// The terminal's content is not what we think: draw all of it anew.
    Redraw,
    /// Stop the threads, then end.
    Leave,
}

/// What stands against acts, told until it is over.
#[derive(Debug, Default)]
pub(super) struct Hindered {
    /// The journal and the register differ: acts aren't sent until they go on under a new name.
    pub halted: Option<Mismatch>,
    /// The register speaks a newer protocol only.
    pub too_old: bool,
    /// The disk takes no further act.
    pub full: bool,
}

/// The states of all screens; each is touched by its own screen alone.
pub(super) struct Screens {
    pub login: login::State,
    pub search: search::State,
    pub queue: queue::State,
    pub verification: verification::State,
    pub activation: activation::State,
    pub new_application: new_application::State,
    pub requests: requests::State,
    pub enrol: enrol::State,
    pub programmes: programmes::State,
    pub funding: funding::State,
    pub overview: overview::State,
    pub outbox: outbox::State,
    pub help: help::State,
    pub print: print::State,
}

pub struct Shell {
    pub context: Context,
    pub(super) screens: Screens,
    pub(super) panel: Panel,
    /// Panels that one came through, for the way back.
    pub(super) trail: Vec<Panel>,
    /// The store is open: panels can be shown.
    pub(super) unlocked: bool,
    /// Where the register took the session back.
    pub(super) locked_from: Option<Panel>,
    pub(super) hindered: Hindered,
    pub(super) work: Work,
    /// The place that the store was last told to remember.
    pub(super) kept_place: String,
    pub(super) overlay: Option<Overlay>,
    /// What lay over the panel when help was asked for; it comes back with the panel.
    pub(super) under_help: Option<Overlay>,
    pub(super) notice: Option<Notice>,
    pub(super) keyboard: Keyboard,
    pub(super) requests: Vec<Request>,
    /// Where lists are saved.
    pub(super) lists: PathBuf,
    /// Of the training alone.
    pub(super) coach: Option<Box<Coach>>,
    /// Something that is on the screen changed.
    pub(super) dirty: bool,
    /// Keys and pastes taken so far.
    pub(super) strokes: u64,
    /// What the last drawing in plain mode said.
    pub(super) reader: RefCell<Reader>,
}

impl Shell {
    /// Starts with the login, `login` filled in where it is known.
    #[must_use]
    pub fn new(context: Context, login: Option<&str>) -> Self {
        Self {
            context,
            screens: Screens {
                login: login::State::new(login),
                search: search::State::default(),
                queue: queue::State::default(),
                verification: verification::State::default(),
                activation: activation::State::default(),
                new_application: new_application::State::default(),
                requests: requests::State::default(),
                enrol: enrol::State::default(),
                programmes: programmes::State::default(),
                funding: funding::State::default(),
                overview: overview::State::default(),
                outbox: outbox::State::default(),
                help: help::State::default(),
                print: print::State::default(),
            },
            panel: Panel::Login,
            trail: Vec::new(),
            unlocked: false,
            locked_from: None,
            hindered: Hindered::default(),
            work: Work::new(),
            kept_place: String::new(),
            overlay: None,
            under_help: None,
            notice: None,
            keyboard: Keyboard::default(),
            requests: Vec::new(),
            lists: PathBuf::new(),
            coach: None,
            dirty: true,
            strokes: 0,
            reader: RefCell::default(),
        }
    }

    /// Unlocks with credentials that are known instead of asking for them.
    pub fn unlock_by_itself(&mut self, login: &str, password: &str) {
        let (state, ask) = login::State::by_itself(login, password);
        self.screens.login = state;
        self.requests.push(Request::Ask(ask));
    }

    #[must_use]
    pub fn panel(&self) -> Panel {
        self.panel
    }

    /// How many acts wait for the register; told when one leaves.
    #[must_use]
    pub fn waiting(&self) -> outbox::Waiting {
        self.screens.outbox.waiting()
    }

    /// What the loop has to do since it asked last.
    pub fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Something that isn't the shell's doing changed the screen: the clock.
    pub fn redraw(&mut self) {
        self.dirty = true;
    }

    /// Whether to draw; asking resets it.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::replace(&mut self.dirty, false)
    }
}
