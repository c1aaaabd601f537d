//! The personal card of the open application: asked, arrived, journalled as shown, and only then drawn.

use chrono::NaiveDate;

use crate::api::personal::RevealedCard;
use crate::api::session::Channel;
use crate::domain::{ApplicationNumber, Capability, Changes};
use crate::sync::desk::{Ask, Unreachable};
use crate::tui::screens::common::people;
use crate::tui::screens::{Desk, Effect};

/// How far the card is on its way to the screen.
#[derive(Debug, Default)]
pub enum CardState {
    /// The clerk may not see personal data: the paper is compared with the documents only.
    #[default]
    NotAllowed,
    /// The channel is not the protected one.
    OpenChannel,
    Asked,
    /// Here, but its showing is not on the disk yet: not drawn.
    Arrived(Box<RevealedCard>),
    Shown(Box<RevealedCard>),
    Failed(Unreachable),
    /// The showing couldn't be journalled: not drawn.
    NotJournalled,
}

impl CardState {
    /// Asks for the card where the clerk may see it.
    pub fn ask(number: ApplicationNumber, desk: &Desk<'_>) -> (Self, Option<Effect>) {
        if !people::may(desk, Capability::PersonalView) {
            (Self::NotAllowed, None)
        } else if desk.link.channel != Channel::Protected {
            (Self::OpenChannel, None)
        } else {
            let ask = Ask::Card {
                application: number,
            };
            (Self::Asked, Some(Effect::Ask(ask)))
        }
    }

    /// The card, if it may be drawn.
    #[must_use]
    pub fn shown(&self) -> Option<&RevealedCard> {
        match self {
            Self::Shown(card) => Some(card),
            _ => None,
        }
    }

    /// The showing is on the disk.
    pub fn journalled(&mut self) {
        *self = match std::mem::take(self) {
            Self::Arrived(card) => Self::Shown(card),
            other => other,
        };
    }

    /// A change that this desk has given: the card on the screen is the one behind it.
    pub fn change(&mut self, changes: &Changes, today: NaiveDate) {
        if let Self::Shown(revealed) = self
            && let Ok(card) = changes.applied_to(&revealed.card, today)
        {
            revealed.card = card;
        }
    }

    pub fn not_journalled(&mut self) {
        if matches!(self, Self::Arrived(_)) {
            *self = Self::NotJournalled;
        }
    }

    /// What stands where personal values would: what to compare, or why the value isn't here.
    #[must_use]
    pub fn instead_key(&self) -> &'static str {
        match self {
            Self::OpenChannel => "verify-instead-channel",
            Self::Asked | Self::Arrived(_) => "verify-instead-coming",
            Self::Failed(Unreachable::NoLine) => "verify-instead-no-line",
            Self::NotJournalled => "verify-instead-not-journalled",
            Self::NotAllowed | Self::Failed(_) | Self::Shown(_) => "verify-instead-compare",
        }
    }
}
