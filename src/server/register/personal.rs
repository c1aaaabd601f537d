//! The only ways by which personal data leaves the register. Each demands two proofs, of the right and of the channel,
//! and writes its audit rows in the transaction that reads: what can't be told is not given.

use super::batch::Synced;
use super::incoming::Incoming;
use super::{Register, duplicates, keys};
use crate::api::personal::{
    Alike, MOST_CARDS, PersonalSyncAnswer, RevealAnswer, RevealRequest, RevealedCard,
};
use crate::api::search::{MOST_HITS, PersonalHit, PersonalSearchAnswer, PersonalSearchRequest};
use crate::api::sync::Scope;
use crate::domain::{ApplicationNumber, Clean, PersonName};
use crate::i18n::fold;
use crate::server::audit;
use crate::server::channel::Protected;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::session::Session;
use crate::server::storage::Write;
use crate::server::storage::rows::name_words;

/// The most records alike that go with one card.
pub(super) const MOST_ALIKE: usize = 10;
/// A search by name needs so many letters.
const FEWEST_LETTERS: usize = 3;

impl Register {
    pub async fn search_by_name(
        &self,
        clerk: &Granted<right::PersonalView>,
        _: Protected,
        request: &PersonalSearchRequest,
    ) -> Result<PersonalSearchAnswer> {
        let folded = fold(request.name.as_str());
        let words: Vec<String> = name_words(&folded).map(str::to_owned).collect();
        if words.iter().map(|word| word.chars().count()).sum::<usize>() < FEWEST_LETTERS {
            let why = "a search by name needs at least three letters: type more";
            return Err(ApiError::bad_request("name", why));
        }
        let municipality = clerk.session().clerk.municipality;
        let mut tx = self.storage.write().await?;
        let mut found = tx
            .search_names(municipality, &words, request.birth_date, MOST_HITS + 1)
            .await?;
        let more = found.len() > MOST_HITS;
        found.truncate(MOST_HITS);
        for (case, _) in &found {
            self.tell_look(&mut *tx, clerk.session(), "found", case.number())
                .await?;
        }
        tx.commit().await?;
        let hits = found
            .into_iter()
            .map(|(case, card)| PersonalHit {
                case,
                child_name: full(&card.child.name),
                birth_date: card.child.birth_date,
            })
            .collect();
        Ok(PersonalSearchAnswer { hits, more })
    }

    pub async fn reveal(
        &self,
        clerk: &Granted<right::PersonalView>,
        _: Protected,
        request: &RevealRequest,
    ) -> Result<RevealAnswer> {
        if request.applications.len() > MOST_CARDS {
            let why =
                format!("at most {MOST_CARDS} cards are given at once: ask for the rest after");
            return Err(ApiError::bad_request("applications", why));
        }
        let mut tx = self.storage.write().await?;
        let mut cards = Vec::with_capacity(request.applications.len());
        for number in &request.applications {
            cards.push(self.reveal_one(&mut *tx, clerk.session(), *number).await?);
        }
        tx.commit().await?;
        Ok(RevealAnswer { cards })
    }

    /// A sync over the protected line. The cards are read behind it, in a transaction of their own with their audit rows:
    /// what the sync has brought about is durable by then, so a card whose delivery can't be written is left out, and the
    /// results are given all the same. The desk asks for that card by [`Register::reveal`] when it is opened.
    pub async fn personal_sync(
        &self,
        session: Session,
        line: Protected,
        incoming: Incoming,
    ) -> Result<PersonalSyncAnswer> {
        let wanted = incoming.request.cards;
        let Synced { answer, anew } = self.sync(&session, incoming).await?;
        let mut cards = Vec::new();
        if wanted
            && !anew.is_empty()
            && let Some(clerk) = Granted::of(session)
        {
            let asked = RevealRequest { applications: anew };
            if let Ok(given) = self.reveal(&clerk, line, &asked).await {
                cards = given.cards;
            } else {
                tracing::warn!("a sync was answered without its cards");
            }
        }
        Ok(PersonalSyncAnswer { answer, cards })
    }

    async fn reveal_one(
        &self,
        tx: &mut dyn Write,
        session: &Session,
        application: ApplicationNumber,
    ) -> Result<RevealedCard> {
        let case = tx.case(application).await?;
        if case.is_none_or(|case| case.municipality() != session.clerk.municipality) {
            return Err(ApiError::not_found());
        }
        let card = tx.card(application).await?;
        let card = card.ok_or_else(ApiError::not_found)?;
        let mut suspects = duplicates::suspects(tx, application, &keys::of(&card)).await?;
        suspects.truncate(MOST_ALIKE);
        let mut alike = Vec::with_capacity(suspects.len());
        for other in suspects {
            if let Some(card) = tx.card(other).await? {
                self.tell_look(tx, session, "delivered", other).await?;
                alike.push(Alike {
                    application: other,
                    card,
                });
            }
        }
        self.tell_look(tx, session, "delivered", application)
            .await?;
        tx.put_reveal(session.clerk.id, application, self.now())
            .await?;
        Ok(RevealedCard {
            application,
            card,
            alike,
        })
    }

    /// Writes the row into the chain of the municipality whose child it is.
    pub(super) async fn tell_look(
        &self,
        tx: &mut dyn Write,
        session: &Session,
        action: &str,
        application: ApplicationNumber,
    ) -> Result<()> {
        let entry = audit::Entry {
            at: self.now(),
            actor: session.actor().in_audit(),
            action,
            target: Some(application.into()),
            outcome: "given",
            command: None,
        };
        let home = tx.case(application).await?.map(|case| case.municipality());
        let scope = Scope::Municipality(home.unwrap_or(application.municipality()));
        Ok(audit::append(tx, scope, &entry).await?)
    }
}

fn full(name: &PersonName) -> Clean {
    let parts = [
        Some(&name.surname),
        Some(&name.name),
        name.patronymic.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(Clean::as_str).collect();
    Clean::new(&parts.join(" "))
}
