//! What the screens of changes know: where the clerk is in which of them, and what was begun.

use std::collections::BTreeMap;

use crate::domain::{ApplicationNumber, Card, Case, Command, Context, Step};
use crate::tui::action::Place;
use crate::tui::screens::verification::marks::Marks;
use crate::tui::screens::{Desk, Effect, application_form};
use crate::tui::widgets::{Cursor, Dialog};

use super::draft::Draft;
use super::municipality::Pick;

/// What the verification lends for one event: the case that is open there, as far as this clerk sees it.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub case: &'a Case,
    /// The revealed card whose showing is journalled.
    pub card: Option<&'a Card>,
    pub marks: &'a Marks,
    /// Alike records whose showing is journalled.
    pub beside: &'a [ApplicationNumber],
    pub context: &'a Context,
    /// The next number in the organisation's journal.
    pub journal: Option<u32>,
}

/// What came of an event.
#[derive(Debug, Default)]
pub struct Told {
    pub effects: Vec<Effect>,
    /// To be given on the open case; [`super::settle`] takes a refusal back.
    pub give: Option<(Step, Command)>,
    /// The letter has a question of its own, which the verification asks.
    pub letter: bool,
}

impl Told {
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn effects(effects: impl IntoIterator<Item = Effect>) -> Self {
        Self {
            effects: effects.into_iter().collect(),
            ..Self::default()
        }
    }
}

/// Where the clerk is.
pub(super) enum Stage {
    Menu,
    /// Why: a reason from a list, with a text where the list doesn't say it.
    Reason(Dialog),
    /// The certificate that stays.
    Other(Dialog),
    Municipality(Pick),
    Form(Box<application_form::State>),
    /// What will be done, its paper, and how far that is.
    Sheet,
    /// The entry of the signed paper.
    Entry(Dialog),
    /// The command is on its way to the disk.
    Saving,
}

/// What this desk itself knows of the family.
#[derive(Debug, Default)]
pub(super) enum OwnCard {
    #[default]
    Asked,
    None,
    Here(Box<Card>),
}

/// The other certificate of a merger.
#[derive(Debug)]
pub(super) struct Other {
    pub application: ApplicationNumber,
    /// Not drawn before its showing is journalled.
    pub card: Option<Box<Card>>,
}

pub(super) struct Open {
    pub number: ApplicationNumber,
    /// The one that is worked on; the menu has none.
    pub step: Option<Step>,
    pub stage: Stage,
    /// The line of the menu, and of the list on the sheet.
    pub menu: Cursor,
    pub lines: Cursor,
    pub own: OwnCard,
    pub other: Option<Other>,
    /// Begun from elsewhere than the menu: the way back doesn't lead there.
    pub direct: bool,
}

#[derive(Default)]
pub struct State {
    pub(super) open: Option<Open>,
    pub(super) drafts: BTreeMap<(ApplicationNumber, &'static str), Draft>,
}

impl State {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Leaves what is open; what was typed is kept as a draft.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// Another clerk's drafts are not for this one.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// What was begun for an application and not finished.
    pub fn begun(&self, number: ApplicationNumber) -> impl Iterator<Item = Step> {
        let drafts = self.drafts.range((number, "")..);
        drafts
            .take_while(move |((of, _), _)| *of == number)
            .map(|(_, draft)| draft.step)
    }

    pub(super) fn draft(&self, number: ApplicationNumber, step: Step) -> Option<&Draft> {
        self.drafts.get(&(number, step.code()))
    }

    /// The draft of what is worked on.
    pub(super) fn worked_on(&self) -> Option<&Draft> {
        let open = self.open.as_ref()?;
        self.draft(open.number, open.step?)
    }

    /// The same to be changed; begun where there is none yet.
    pub(super) fn worked_on_mut(&mut self) -> Option<&mut Draft> {
        let open = self.open.as_ref()?;
        let step = open.step?;
        let draft = self.drafts.entry((open.number, step.code()));
        Some(draft.or_insert_with(|| Draft::begun(step)))
    }

    /// Keeps the draft that is worked on as it is now.
    pub(super) fn keep(&self) -> Option<Effect> {
        let open = self.open.as_ref()?;
        Some(self.worked_on()?.keep(open.number))
    }
}

impl Open {
    pub(super) fn at(number: ApplicationNumber) -> Self {
        Self {
            number,
            step: None,
            stage: Stage::Menu,
            menu: Cursor::default(),
            lines: Cursor::default(),
            own: OwnCard::default(),
            other: None,
            direct: false,
        }
    }

    /// The values of the family, as far as this clerk may see them.
    pub(super) fn card<'c>(&'c self, at: &At<'c>) -> Option<&'c Card> {
        match (at.card, &self.own) {
            (Some(card), _) => Some(card),
            (None, OwnCard::Here(card)) => Some(card),
            _ => None,
        }
    }
}

/// The place of the keys; `None` while nothing is open.
#[must_use]
pub fn place(state: &State) -> Option<Place> {
    Some(match &state.open.as_ref()?.stage {
        Stage::Menu => Place::Changes,
        Stage::Form(form) => application_form::place(form),
        Stage::Sheet | Stage::Saving => Place::Paper,
        Stage::Reason(_) | Stage::Other(_) | Stage::Municipality(_) | Stage::Entry(_) => {
            Place::Dialog
        }
    })
}

#[must_use]
pub fn typing(state: &State) -> bool {
    match state.open.as_ref().map(|open| &open.stage) {
        Some(Stage::Reason(dialog) | Stage::Other(dialog) | Stage::Entry(dialog)) => {
            dialog.typing()
        }
        Some(Stage::Municipality(_)) => true,
        Some(Stage::Form(form)) => application_form::typing(form),
        _ => false,
    }
}

/// Whether digits that came all at once belong into the form.
#[must_use]
pub fn takes(state: &State, typed: &str, desk: &Desk<'_>) -> bool {
    match state.open.as_ref().map(|open| &open.stage) {
        Some(Stage::Form(form)) => form.takes(typed, desk),
        _ => false,
    }
}

/// Holds values that are personal: a debug print tells where the clerk is, and nothing else.
impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let step = self.open.as_ref().and_then(|open| open.step);
        write!(f, "State({step:?}, {} drafts)", self.drafts.len())
    }
}
