//! What the record says of its letter. The address itself stands on the card, which only the register has.

use super::guard;
use crate::domain::validate::{Finding, contact};
use crate::domain::{
    Application, ApplicationState, Case, Clean, Context, Field, Mail, MailState, Refusal,
};

/// The letter with the papers waits to be sent, or can't be.
pub fn queue(application: &mut Application, has_address: bool, context: &Context) {
    let state = if has_address {
        MailState::Queued
    } else {
        MailState::NoAddress
    };
    application.mail = Some(Mail {
        state,
        at: context.at,
    });
}

/// Whether a letter can be asked for: its papers are those of an application that goes on, or of one that is confirmed.
pub fn sendable(application: &Application) -> Result<(), Refusal> {
    if application.state.awaits_activation() || application.state == ApplicationState::Confirmed {
        return Ok(());
    }
    guard::before_acceptance(application)
}

pub fn send(case: &mut Case, address: Option<&Clean>, context: &Context) -> Result<(), Refusal> {
    sendable(&case.application)?;
    match address {
        Some(typed) => {
            let found = contact::email(typed.as_str());
            if found.value.is_empty() || found.findings.iter().any(Finding::is_error) {
                return Err(Refusal::Invalid(vec![Field::ApplicantEmail]));
            }
        }
        None if !has_address(&case.application) => return Err(Refusal::NoAddress),
        None => {}
    }
    queue(&mut case.application, true, context);
    Ok(())
}

/// Whether the record knows that the card has an address.
#[must_use]
pub fn has_address(application: &Application) -> bool {
    application
        .mail
        .is_some_and(|mail| mail.state != MailState::NoAddress)
}
