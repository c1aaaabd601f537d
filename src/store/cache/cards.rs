//! Personal cards in the cache: sealed, for a limited time, and what this desk itself has changed in them since.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Cache, number_key};
use crate::api::personal::RevealedCard;
use crate::domain::{ApplicationNumber, Card};
use crate::store::shelf::{Batch, ShelfError};

/// A card is dropped so long after its delivery at most (DESIGN section 3).
pub const CARD_LIFE: chrono::Duration = chrono::Duration::hours(12);

const CARD: u8 = b'k';

#[derive(Serialize, Deserialize)]
struct KeptCard {
    delivered_at: DateTime<Utc>,
    card: RevealedCard,
}

impl Cache {
    pub fn forget_card(&mut self, application: ApplicationNumber) -> Result<(), ShelfError> {
        let key = card_key(application);
        self.run(|cache| cache.shelf()?.apply(&vec![(key.clone(), None)]))
    }

    pub fn keep_card(&mut self, card: &RevealedCard, at: DateTime<Utc>) -> Result<(), ShelfError> {
        let key = card_key(card.application);
        self.drop_old_cards(at)?;
        self.run(|cache| {
            let kept = KeptCard {
                delivered_at: at,
                card: card.clone(),
            };
            let sealed = cache.seal(&key, &kept)?;
            cache.shelf()?.apply(&vec![(key.clone(), Some(sealed))])
        })
    }

    /// The card of an application, if it was delivered within [`CARD_LIFE`].
    pub fn card(
        &mut self,
        application: ApplicationNumber,
        now: DateTime<Utc>,
    ) -> Result<Option<RevealedCard>, ShelfError> {
        let key = card_key(application);
        self.run(|cache| {
            let Some(sealed) = cache.shelf()?.get(&key)? else {
                return Ok(None);
            };
            let kept: KeptCard = cache.open(&key, &sealed)?;
            if fresh(kept.delivered_at, now) {
                return Ok(Some(kept.card));
            }
            cache.shelf()?.apply(&vec![(key.clone(), None)])?;
            Ok(None)
        })
    }

    pub(super) fn drop_old_cards(&mut self, now: DateTime<Utc>) -> Result<(), ShelfError> {
        self.run(|cache| {
            let mut batch = Batch::new();
            cache.each(&[CARD], |cache, key, sealed| {
                let kept: KeptCard = cache.open(key, sealed)?;
                if !fresh(kept.delivered_at, now) {
                    batch.push((key.to_vec(), None));
                }
                Ok(())
            })?;
            if batch.is_empty() {
                return Ok(());
            }
            cache.shelf()?.apply(&batch)
        })
    }

    /// Puts what this desk has changed on a card into the one that is kept; it lives no longer by that.
    pub fn change_card(
        &mut self,
        application: ApplicationNumber,
        change: impl Fn(&Card) -> Option<Card>,
    ) -> Result<(), ShelfError> {
        let key = card_key(application);
        self.run(|cache| {
            let Some(sealed) = cache.shelf()?.get(&key)? else {
                return Ok(());
            };
            let mut kept: KeptCard = cache.open(&key, &sealed)?;
            let Some(card) = change(&kept.card.card) else {
                return Ok(());
            };
            kept.card.card = card;
            let sealed = cache.seal(&key, &kept)?;
            cache.shelf()?.apply(&vec![(key.clone(), Some(sealed))])
        })
    }

    /// Forgets the cards that are kept of these applications.
    pub fn forget_cards(&mut self, of: &[ApplicationNumber]) -> Result<(), ShelfError> {
        let keys: Vec<_> = of.iter().map(|number| card_key(*number)).collect();
        self.run(|cache| {
            let mut batch = Batch::new();
            cache.each(&[CARD], |_, key, _| {
                if keys.iter().any(|other| other == key) {
                    batch.push((key.to_vec(), None));
                }
                Ok(())
            })?;
            if batch.is_empty() {
                return Ok(());
            }
            cache.shelf()?.apply(&batch)
        })
    }
}

fn fresh(delivered_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let age = now - delivered_at;
    age < CARD_LIFE && age > -CARD_LIFE
}

fn card_key(number: ApplicationNumber) -> Vec<u8> {
    number_key(CARD, number, number.serial())
}
