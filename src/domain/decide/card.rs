//! What a command changes on the card. The record takes what follows from it, never a value.

use chrono::NaiveDate;

use crate::domain::validate::contact;
use crate::domain::{Card, Clean, Command, Field};

/// The card behind the command; `None` where it stays as it is.
///
/// # Errors
/// The fields that could not be kept so.
pub fn card_after(
    card: &Card,
    command: &Command,
    today: NaiveDate,
) -> Result<Option<Card>, Vec<Field>> {
    match command {
        Command::Correct(correction) => correction.changes.applied_to(card, today).map(Some),
        Command::ChangeData(change) => change.changes.applied_to(card, today).map(Some),
        Command::SendMail {
            address: Some(typed),
        } => {
            let mut card = card.clone();
            card.applicant.email = Some(contact::email(typed.as_str()).value);
            Ok(Some(card))
        }
        _ => Ok(with_texts(card.clone(), command)),
    }
}

/// What a clerk wrote is personal: it goes with the card. `None` where the command says nothing of it.
#[must_use]
pub fn with_texts(mut card: Card, command: &Command) -> Option<Card> {
    match command {
        Command::Verify { remarks, .. } => card.remarks.clone_from(remarks),
        Command::Reject { text, .. }
        | Command::Return { text, .. }
        | Command::Suspend { text, .. } => card.decision_text = some(text),
        // It said why the certificate was out of use.
        Command::Restore { .. } => card.decision_text = None,
        _ => return None,
    }
    Some(card)
}

fn some(text: &Clean) -> Option<Clean> {
    (!text.is_empty()).then(|| text.clone())
}
