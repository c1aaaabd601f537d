//! What of the handbook is shown, what was typed to find it, and what this clerk has read.

use std::cell::{Cell, RefCell};

use super::words::Loaded;
use crate::api::handbook::Video;
use crate::i18n::Language;
use crate::i18n::handbook::{self, Hit, Told};
use crate::sync::desk::HandbookHere;
use crate::tui::action::{Action, Place};
use crate::tui::screens::Desk;
use crate::tui::widgets::{Cursor, Scroll, TextInput};

/// The longest thing to look for, in characters.
const LONGEST: usize = 60;

/// What fills the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Article,
    List,
    /// The code of one of the article's videos, on the whole screen.
    Video(usize),
}

/// Where an article is to be shown from, when it is drawn next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Top,
    Block(usize),
}

/// Where the parts of the drawn article begin, in its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub headings: Vec<usize>,
    pub top: usize,
}

#[derive(Debug)]
pub struct State {
    /// The place that one came from.
    pub(super) about: Place,
    pub(super) mode: Mode,
    /// All articles with keys and captions put in.
    pub(super) library: Vec<Told>,
    /// Which of them is shown.
    pub(super) shown: usize,
    /// Which of them belongs to the place that one came from.
    pub(super) home: usize,
    pub(super) scroll: Scroll,
    pub(super) target: Cell<Option<Target>>,
    pub(super) drawn: RefCell<Drawn>,
    pub(super) input: TextInput,
    pub(super) cursor: Cursor,
    /// What fits to what is typed; nothing typed: every article.
    pub(super) hits: Vec<Hit>,
    /// What is lit in the article that is shown.
    pub(super) sought: String,
    /// The code is drawn with dark and light the other way round, where the theme has no colours.
    pub(super) inverted: bool,
    pub(super) here: HandbookHere,
    /// The store is open: marks can be kept.
    pub(super) unlocked: bool,
}

/// How an article stands to this clerk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Unread,
    Read,
    /// The clerk has read it as it was before.
    Changed,
}

impl Default for State {
    fn default() -> Self {
        Self {
            about: Place::Search,
            mode: Mode::Article,
            library: Vec::new(),
            shown: 0,
            home: 0,
            scroll: Scroll::default(),
            target: Cell::new(None),
            drawn: RefCell::default(),
            input: TextInput::new(LONGEST),
            cursor: Cursor::default(),
            hits: Vec::new(),
            sought: String::new(),
            inverted: false,
            here: HandbookHere::default(),
            unlocked: false,
        }
    }
}

/// Opens the handbook at the article of a place, or at another one that fits what is done there. What was read and the
/// videos stay known.
pub fn open(state: &mut State, about: Place, article: Option<&str>, desk: &Desk<'_>) {
    let loaded = Loaded {
        keymap: desk.keymap,
        texts: desk.texts,
    };
    let language = desk.texts.language();
    let articles = handbook::articles(language);
    let named = articles.iter().position(|own| Some(own.code) == article);
    let of_place = |own: &handbook::Article| own.places.contains(&about.code());
    let home = named.or_else(|| articles.iter().position(of_place));
    let home = home.unwrap_or(0);
    *state = State {
        about,
        library: articles.iter().map(|a| a.told(&loaded)).collect(),
        shown: home,
        home,
        here: std::mem::take(&mut state.here),
        unlocked: state.unlocked,
        ..State::default()
    };
}

impl State {
    pub(super) fn article(&self) -> Option<&Told> {
        self.library.get(self.shown)
    }

    pub(super) fn standing(&self, article: &Told) -> Standing {
        match self.here.read(article.code) {
            None => Standing::Unread,
            Some(revision) if revision < article.revision => Standing::Changed,
            Some(_) => Standing::Read,
        }
    }

    /// The videos of the article that is shown.
    pub(super) fn videos(&self) -> Vec<&Video> {
        let code = self.article().map(|article| article.code);
        let videos = self.here.videos.iter();
        videos
            .filter(|video| Some(video.article.as_str()) == code)
            .collect()
    }

    /// Shows an article from its beginning, or from one of its blocks.
    pub(super) fn show(&mut self, article: usize, target: Target) {
        self.mode = Mode::Article;
        self.shown = article;
        self.scroll = Scroll::default();
        self.target.set(Some(target));
    }

    /// Looks anew for what is typed.
    pub(super) fn look(&mut self) {
        self.hits = handbook::find(&self.library, self.input.value());
        self.cursor.select(0);
    }

    /// How many rows the list has.
    pub(super) fn rows(&self) -> usize {
        if self.searching() {
            self.hits.len()
        } else {
            self.library.len()
        }
    }

    pub(super) fn searching(&self) -> bool {
        !self.input.value().trim().is_empty()
    }
}

/// How many articles have changed since this clerk has read them.
#[must_use]
pub fn changed(state: &State, language: Language) -> usize {
    let behind = |article: &&handbook::Article| {
        let read = state.here.read(article.code);
        read.is_some_and(|revision| revision < article.revision)
    };
    handbook::articles(language).iter().filter(behind).count()
}

/// Whether an action would do anything where the handbook is now.
#[must_use]
pub fn offers(state: &State, action: Action) -> bool {
    let in_article = state.mode == Mode::Article;
    match action {
        Action::MarkRead => {
            let unread = state.article().map(|article| state.standing(article));
            in_article && state.unlocked && unread.is_some_and(|s| s != Standing::Read)
        }
        Action::ShowVideo => in_article && !state.videos().is_empty(),
        Action::ListArticles | Action::NextSection | Action::PreviousSection => in_article,
        Action::Submit => state.mode == Mode::List,
        _ => true,
    }
}

/// Whether a code is shown, which needs every row of the screen.
#[must_use]
pub fn whole_screen(state: &State) -> bool {
    matches!(state.mode, Mode::Video(_))
}

#[must_use]
pub fn typing(state: &State) -> bool {
    state.mode == Mode::List
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Help
}
