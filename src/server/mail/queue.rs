//! Which acts ask for a letter, and its way into the queue: in the transaction of the act, so that there is either both or
//! none.

use chrono::{DateTime, Utc};

use crate::api::sync::{Outcome, Scope};
use crate::domain::{Application, Case, Clean, Command, Mail, MailState, Source};
use crate::server::register::apply::{Actor, Order};
use crate::server::register::keys;
use crate::server::storage::letters::{Addressee, Letter, LetterKey, LetterProgress, LetterState};
use crate::server::storage::rows::{Counter, live};
use crate::server::storage::{Result, Write};

/// Whether the command asks for a letter when it is applied.
#[must_use]
pub fn asks(command: &Command) -> bool {
    matches!(
        command,
        Command::Submit(_) | Command::Correct(_) | Command::SendMail { .. }
    )
}

/// Queues what an applied command asks for: the applicant's letter, and the office's where it wants one. Nothing where
/// the command asks for none.
pub async fn follow(
    tx: &mut dyn Write,
    actor: &Actor,
    order: &Order<'_>,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<()> {
    let Outcome::Applied { version } = *outcome else {
        return Ok(());
    };
    if !asks(order.command) {
        return Ok(());
    }
    let number = order.target;
    let Some(case) = tx.case(number).await? else {
        return Ok(());
    };
    if matches!(order.command, Command::Submit(_)) && case.application.source != Source::Desk {
        return Ok(());
    }
    if let Command::SendMail {
        address: Some(address),
    } = order.command
    {
        readdress(tx, &case, address).await?;
    }
    let card = tx.card(number).await?;
    let address = card.and_then(|card| card.applicant.email);
    let queued = order.id.map_or_else(
        || format!("{number}.{version}"),
        |id| id.simple().to_string(),
    );
    let letter = |addressee: Addressee, address| Letter {
        key: LetterKey {
            number,
            version,
            addressee,
        },
        address,
        organisation: actor.organisation,
        clerk: actor.clerk,
        identity: format!("{queued}.{}", addressee.code()),
        queued: now,
        progress: LetterProgress {
            state: LetterState::Waiting,
            tries: 0,
            due: now,
            answer: String::new(),
        },
    };
    agree(tx, case, address.is_some(), now).await?;
    if let Some(address) = address {
        put(tx, letter(Addressee::Applicant, address)).await?;
    }
    // The office has its own already when the applicant is sent another.
    if !matches!(order.command, Command::SendMail { .. })
        && let Some(address) = tx.office_address(actor.organisation).await?
    {
        put(tx, letter(Addressee::Office, address)).await?;
    }
    Ok(())
}

/// Puts the letter into the queue in place of older ones to the same addressee that still wait.
async fn put(tx: &mut dyn Write, letter: Letter) -> Result<()> {
    let LetterKey {
        number, addressee, ..
    } = letter.key;
    for older in tx.letters_of(number).await? {
        let replaced = LetterProgress {
            state: LetterState::Dropped,
            ..older.progress
        };
        if older.key.addressee == addressee && older.key < letter.key {
            tx.move_letter(older.key, &[LetterState::Waiting], &replaced)
                .await?;
        }
    }
    tx.put_letter(&letter).await?;
    Ok(())
}

/// The address becomes the applicant's.
async fn readdress(tx: &mut dyn Write, case: &Case, address: &Clean) -> Result<()> {
    let Some(mut card) = tx.card(case.number()).await? else {
        return Ok(());
    };
    card.applicant.email = Some(Clean::new(address.as_str().trim()));
    let keys = keys::of(&card);
    tx.put_card(case.number(), &card, &keys, live(case)).await
}

/// The desk decides without the card: where it was wrong about the address, the record says what is so.
async fn agree(
    tx: &mut dyn Write,
    mut case: Case,
    has_address: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = case.application.mail.map(|mail| mail.state);
    let state = if has_address {
        MailState::Queued
    } else {
        MailState::NoAddress
    };
    if told != Some(state) {
        set(&mut case.application, Some(state), now);
        let seq = tx.bump(scope(&case), 1).await?;
        tx.put_case(&case, seq).await?;
    }
    Ok(())
}

fn set(application: &mut Application, state: Option<MailState>, at: DateTime<Utc>) {
    application.mail = state.map(|state| Mail { state, at });
}

/// Whose desks hear of the record.
fn scope(case: &Case) -> Scope {
    Scope::Municipality(case.municipality())
}

/// Writes into the record where its letter is, as the register's own change: the version stays, the counter moves and is
/// given back. `None` takes the letter out of the record. Nothing where a newer letter has taken this one's place.
pub async fn tell(
    tx: &mut dyn Write,
    key: LetterKey,
    state: Option<MailState>,
    at: DateTime<Utc>,
) -> Result<Option<Counter>> {
    if key.addressee != Addressee::Applicant {
        return Ok(None);
    }
    let letters = tx.letters_of(key.number).await?;
    let overtaken =
        |other: &Letter| other.key.addressee == key.addressee && other.key.version > key.version;
    if letters.iter().any(overtaken) {
        return Ok(None);
    }
    let Some(mut case) = tx.case(key.number).await? else {
        return Ok(None);
    };
    set(&mut case.application, state, at);
    let scope = scope(&case);
    let value = tx.bump(scope, 1).await?;
    tx.put_case(&case, value).await?;
    Ok(Some(Counter { scope, value }))
}
