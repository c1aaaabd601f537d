//! What was typed, and what came of it.

use crate::sync::desk::{Ask, UnlockRefusal};
use crate::tui::action::Place;
use crate::tui::widgets::{SecretInput, TextInput};

/// The longest login in characters.
const LONGEST_LOGIN: usize = 64;

#[derive(Debug)]
pub struct State {
    pub(super) login: TextInput,
    pub(super) password: SecretInput,
    pub(super) on_password: bool,
    /// Asked, not answered yet: keys wait.
    pub(super) waiting: bool,
    pub(super) refusal: Option<UnlockRefusal>,
    /// The register took the session back: the clerk is the same, the work stays where it was.
    pub(super) again: bool,
}

impl State {
    /// With a login that is known, the password is asked for at once.
    #[must_use]
    pub fn new(login: Option<&str>) -> Self {
        let mut input = TextInput::new(LONGEST_LOGIN);
        input.set(login.unwrap_or_default());
        Self {
            on_password: !input.is_empty(),
            login: input,
            password: SecretInput::default(),
            waiting: false,
            refusal: None,
            again: false,
        }
    }

    /// Unlocks with credentials that are known, as the demonstration does.
    #[must_use]
    pub fn by_itself(login: &str, password: &str) -> (Self, Ask) {
        let mut state = Self::new(Some(login));
        state.password.paste(password);
        let ask = state.ask();
        (state, ask)
    }

    /// Asks for the password of the same clerk again.
    pub fn ask_again(&mut self) {
        self.again = true;
        self.on_password = true;
        self.waiting = false;
        self.refusal = None;
        self.password.clear();
    }

    /// The login that is typed, to be proposed at the next start.
    #[must_use]
    pub fn login(&self) -> &str {
        self.login.value().trim()
    }

    /// The question to the store; the typed password is wiped.
    pub(super) fn ask(&mut self) -> Ask {
        let password = self.password.secret();
        self.password.clear();
        self.waiting = true;
        self.refusal = None;
        Ask::Unlock {
            login: self.login().to_owned(),
            password,
        }
    }
}

#[must_use]
pub fn typing(_: &State) -> bool {
    true
}

#[must_use]
pub fn place(_: &State) -> Place {
    Place::Login
}
