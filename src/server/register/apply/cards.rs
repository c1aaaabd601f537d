//! What a command changes on the card. A card is personal: nothing of it goes into the record, an audit row or a refusal.

use chrono::{DateTime, NaiveDate};

use crate::domain::{Card, Case, Changes, Command, Mail, MailState, Refusal};

/// The card as a correction or a change of data makes it; `None` for the other commands.
///
/// `shown`: whether the clerk was shown the card. Who was not isn't told either that what was typed stands there already:
/// that would be a comparison that no budget counts.
///
/// # Errors
/// What is wrong with it. A form that can't be kept says its fields, never their values.
pub fn edited(
    card: Option<&Card>,
    shown: bool,
    command: &Command,
    today: NaiveDate,
) -> Result<Option<Card>, Refusal> {
    let changes: &Changes = match command {
        Command::Correct(correction) => &correction.changes,
        Command::ChangeData(change) => &change.changes,
        _ => return Ok(None),
    };
    let card = card.ok_or(Refusal::NotFound)?;
    let applied = |changes: &Changes| changes.applied_to(card, today).map_err(Refusal::Invalid);
    let after = applied(changes)?;
    // Older cards may have a value in another form than the one in which it is kept today.
    if shown && after == applied(&Changes::default())? {
        return Err(Refusal::NothingChanged);
    }
    Ok(Some(after))
}

/// Fills into the record that the card has an address, where no letter has told it yet: what came from elsewhere was never
/// mailed.
pub fn tell_address(current: &mut Case, card: Option<&Card>, command: &Command) {
    let mails = matches!(command, Command::Correct(_) | Command::SendMail { .. });
    let address = card.is_some_and(|card| card.applicant.email.is_some());
    if mails && address && current.application.mail.is_none() {
        current.application.mail = Some(Mail {
            state: MailState::Queued,
            at: DateTime::default(),
        });
    }
}
