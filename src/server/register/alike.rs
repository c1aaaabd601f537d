//! A look for alike records before anything is printed. The question is personal and is kept nowhere; each look is audited
//! and counts against the clerk's hour, on whichever node and listener it is asked.

use chrono::{DateTime, Utc};

use super::personal::MOST_ALIKE;
use super::{Register, budget, duplicates, keys};
use crate::api::alike::{AlikeAnswer, AlikeRequest, PersonalAlikeAnswer};
use crate::api::personal::Alike;
use crate::domain::ApplicationNumber;
use crate::server::audit;
use crate::server::channel::Protected;
use crate::server::error::{ApiError, Result};
use crate::server::grant::{Granted, right};
use crate::server::session::Session;
use crate::server::storage::Write;

type MayCreate = Granted<right::ApplicationCreate>;

/// What one look found.
struct Look {
    tx: Box<dyn Write>,
    found: Vec<ApplicationNumber>,
}

impl Look {
    fn similar(&self) -> u16 {
        u16::try_from(self.found.len()).unwrap_or(u16::MAX)
    }
}

impl Register {
    /// How many records of the whole register are alike.
    pub async fn similar(&self, clerk: &MayCreate, request: &AlikeRequest) -> Result<AlikeAnswer> {
        let look = self.look(clerk.session(), request).await?;
        let similar = look.similar();
        look.tx.commit().await?;
        Ok(AlikeAnswer { similar })
    }

    /// The same with the cards of the likest, for who may see personal data. Each is audited as delivered.
    pub async fn alike(
        &self,
        clerk: &MayCreate,
        _: Protected,
        request: &AlikeRequest,
    ) -> Result<PersonalAlikeAnswer> {
        let session = clerk.session();
        let mut look = self.look(session, request).await?;
        let mut alike = Vec::new();
        if Granted::<right::PersonalView>::of(session.clone()).is_some() {
            for number in look.found.iter().take(MOST_ALIKE) {
                let Some(card) = look.tx.card(*number).await? else {
                    continue;
                };
                self.tell_look(&mut *look.tx, session, "delivered", *number)
                    .await?;
                look.tx
                    .put_reveal(session.clerk.id, *number, self.now())
                    .await?;
                alike.push(Alike {
                    application: *number,
                    card,
                });
            }
        }
        let similar = look.similar();
        look.tx.commit().await?;
        Ok(PersonalAlikeAnswer { similar, alike })
    }

    /// Takes one look out of the clerk's hour and finds who is alike; nothing of it lasts until the caller commits.
    async fn look(&self, session: &Session, request: &AlikeRequest) -> Result<Look> {
        check(request)?;
        let now = self.now();
        let mut tx = self.storage.write().await?;
        if let Some(wait) = budget::hour_is_over(&mut *tx, session, now).await? {
            tell(&mut *tx, session, "refused:too_many_looks", now).await?;
            tx.commit().await?;
            return Err(budget::too_many_looks(wait));
        }
        tx.put_look(session.clerk.id, now).await?;
        let AlikeRequest {
            name,
            birth_date,
            document,
            snils,
        } = request;
        let keys = keys::of_child(name, *birth_date, document, snils.as_ref());
        let found = duplicates::others(&mut *tx, &keys).await?;
        tell(&mut *tx, session, &format!("similar:{}", found.len()), now).await?;
        Ok(Look { tx, found })
    }
}

/// A question without a name or a number would fish for whoever shares the rest.
fn check(request: &AlikeRequest) -> Result<()> {
    let needed = [
        ("name.surname", &request.name.surname),
        ("name.name", &request.name.name),
        ("document.number", &request.document.number),
    ];
    for (field, value) in needed {
        if value.as_str().trim().is_empty() {
            let why = "surname, name and number of the document are compared: give all of them";
            return Err(ApiError::bad_request(field, why));
        }
    }
    Ok(())
}

async fn tell(
    tx: &mut dyn Write,
    session: &Session,
    outcome: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    let actor = session.actor();
    let entry = audit::Entry {
        at,
        actor: actor.in_audit(),
        action: "alike",
        target: None,
        outcome,
        command: None,
    };
    Ok(audit::append(tx, actor.scope(), &entry).await?)
}
