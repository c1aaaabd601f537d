//! Where the applicant is, and what is ticked.

use uuid::Uuid;

use super::password::Password;
use super::reading::Reading;
use super::{Given, Hand};
use crate::domain::{Consent, ConsentCode, ConsentMode, ConsentText, Ticked};
use crate::tui::screens::Desk;

/// What is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A consent, by its place among the texts.
    Consent(usize),
    /// What follows when that one is refused.
    Refusing(usize),
    /// All were answered.
    Summary,
}

/// The calm line below: what the last key could not do, and what would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    ReadFirst,
    TickFirst,
    OtherKey,
}

#[derive(Debug)]
pub struct State {
    pub(super) texts: Vec<ConsentText>,
    device: Uuid,
    pub(super) given: Vec<Consent>,
    pub(super) refused: Vec<ConsentCode>,
    pub(super) step: Step,
    /// How far each text was read, in their order.
    pub(super) read: Vec<Reading>,
    /// How far the text of the present refusal, or the summary, was read.
    pub(super) aside: Reading,
    pub(super) note: Option<Note>,
    pub(super) password: Password,
}

impl State {
    /// Ticked is what this applicant has ticked before, where the text is still the same one.
    #[must_use]
    pub fn new(hand: Hand) -> Self {
        let same = |consent: &Consent| {
            let mut shown = hand.texts.iter();
            shown.any(|text| text.code == consent.code && text.version == consent.text_version)
        };
        let given = hand.given.into_iter().filter(same).collect();
        let step = match hand.texts.len() {
            0 => Step::Summary,
            _ => Step::Consent(0),
        };
        Self {
            read: vec![Reading::default(); hand.texts.len()],
            texts: hand.texts,
            device: hand.device,
            given,
            refused: Vec::new(),
            step,
            aside: Reading::default(),
            note: None,
            password: Password::default(),
        }
    }

    /// Whether the clerk's password is being typed.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.password.asked
    }

    /// What to tell, in the order of the form.
    #[must_use]
    pub fn told(&self, over: bool) -> Given {
        let order = |code: &ConsentCode| self.texts.iter().position(|text| text.code == *code);
        let mut consents = self.given.clone();
        consents.sort_by_key(|consent| order(&consent.code));
        Given {
            consents,
            refused: self.refused.clone(),
            over,
        }
    }

    /// The consent on the screen, refused or not.
    pub(super) fn shown(&self) -> Option<(usize, &ConsentText)> {
        match self.step {
            Step::Consent(at) | Step::Refusing(at) => Some((at, self.texts.get(at)?)),
            Step::Summary => None,
        }
    }

    pub(super) fn is_given(&self, code: ConsentCode) -> bool {
        self.given.iter().any(|consent| consent.code == code)
    }

    pub(super) fn is_refused(&self, code: ConsentCode) -> bool {
        self.refused.contains(&code)
    }

    pub(super) fn is_read(&self, at: usize) -> bool {
        self.read.get(at).is_some_and(Reading::whole)
    }

    /// Gives the consent on the screen, now and with the text that is shown.
    pub(super) fn give(&mut self, desk: &Desk<'_>) {
        let Some((_, text)) = self.shown() else {
            return;
        };
        let consent = Consent {
            code: text.code,
            text_version: text.version,
            given_at: desk.now,
            ticked: Some(Ticked {
                device: self.device,
                mode: ConsentMode::Applicant,
            }),
        };
        self.forget(consent.code);
        self.given.push(consent);
    }

    /// Nothing was said about that consent.
    pub(super) fn forget(&mut self, code: ConsentCode) {
        self.given.retain(|consent| consent.code != code);
        self.refused.retain(|refused| *refused != code);
    }

    /// Shows another step.
    pub(super) fn go(&mut self, step: Step) {
        self.step = step;
        self.aside = Reading::default();
    }

    /// The consent behind that one, or the summary.
    pub(super) fn go_behind(&mut self, at: usize) {
        let next = at + 1;
        self.go(if next < self.texts.len() {
            Step::Consent(next)
        } else {
            Step::Summary
        });
    }
}
