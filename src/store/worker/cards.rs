//! The kept cards follow the acts: what this desk has changed on one is in it at once, and one that is no longer what the
//! register has is forgotten, to be asked for anew.

use chrono::{DateTime, Utc};

use super::open::{OpenStore, lost};
use crate::api::personal::RevealedCard;
use crate::api::sync::{CommandResult, Delta, Envelope, Outcome};
use crate::domain::ApplicationNumber;
use crate::domain::decide::card_after;

impl OpenStore {
    pub fn card(&mut self, number: ApplicationNumber, now: DateTime<Utc>) -> Option<RevealedCard> {
        let card = self.cache.card(number, now);
        card.inspect_err(lost).ok().flatten()
    }

    pub fn keep_card(&mut self, card: &RevealedCard, now: DateTime<Utc>) {
        let _ = self.cache.keep_card(card, now).inspect_err(lost);
    }

    /// An act is in the journal: the card that is kept is the one behind it.
    pub(super) fn follow_act(&mut self, envelope: &Envelope) {
        let Some(number) = envelope.target.case() else {
            return;
        };
        let today = self.identity.profile.zone.date(envelope.at);
        let behind = |card: &_| card_after(card, &envelope.command, today).ok().flatten();
        let followed = self.cache.change_card(number, behind);
        let _ = followed.inspect_err(lost);
    }

    /// Forgets the cards of applications on which an act of this desk came to nothing, or somebody else's did something.
    pub(super) fn forget_changed(&mut self, results: &[CommandResult], deltas: &[Delta]) {
        let in_vain = results.iter().filter_map(|result| match result.outcome {
            Outcome::Refused { .. } | Outcome::Conflict { .. } => {
                self.journal.act(result.seq)?.envelope.target.case()
            }
            _ => None,
        });
        let own = |number: ApplicationNumber| {
            self.applied
                .get(&number.into())
                .copied()
                .unwrap_or_default()
        };
        let by_others = deltas
            .iter()
            .flat_map(|delta| &delta.set)
            .filter(|case| case.application.version > own(case.number()))
            .map(crate::domain::Case::number);
        let stale: Vec<ApplicationNumber> = in_vain.chain(by_others).collect();
        if !stale.is_empty() {
            let _ = self.cache.forget_cards(&stale).inspect_err(lost);
        }
    }
}
