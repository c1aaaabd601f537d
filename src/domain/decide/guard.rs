//! Conditions that commands share and that screens ask before anything is typed. They read, and never change.

use chrono::NaiveDate;

use crate::domain::validate::age;
use crate::domain::{
    Application, ApplicationState, Capability, Case, Certificate, CertificateState, Clean, Consent,
    ConsentCode, Context, DuplicateState, PaperEntry, Refusal, Side,
};

/// The longest number that a clerk gives to a paper, in characters.
const PAPER_NUMBER: usize = 20;

pub fn capability(capability: Capability, context: &Context) -> Result<(), Refusal> {
    if context.capabilities.has(capability) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed(capability))
    }
}

pub fn wrong_application(application: &Application) -> Refusal {
    Refusal::WrongState(application.state.code().to_owned())
}

pub fn wrong_certificate(certificate: &Certificate) -> Refusal {
    Refusal::WrongState(certificate.state.code().to_owned())
}

/// The signed paper may be compared and taken.
pub fn awaits_acceptance(application: &Application) -> Result<(), Refusal> {
    if application.state.awaits_acceptance() {
        Ok(())
    } else {
        Err(wrong_application(application))
    }
}

/// A clerk can bring it on, so there is work that can change hands.
pub fn open_to_work(application: &Application) -> Result<(), Refusal> {
    if application.state.open_to_work() {
        Ok(())
    } else {
        Err(wrong_application(application))
    }
}

/// Nothing was accepted yet, and nothing ended: the application may be withdrawn or rejected.
pub fn before_acceptance(application: &Application) -> Result<(), Refusal> {
    match application.state {
        ApplicationState::Draft
        | ApplicationState::Submitted
        | ApplicationState::AwaitingPaper
        | ApplicationState::Returned(_) => Ok(()),
        _ => Err(wrong_application(application)),
    }
}

/// The paper came in time. A returned application isn't bound by the date: its paper was here in time once.
pub fn in_time(application: &Application, context: &Context) -> Result<(), Refusal> {
    if application.state == ApplicationState::AwaitingPaper && overdue(application, context) {
        Err(Refusal::PaperOverdue)
    } else {
        Ok(())
    }
}

pub fn overdue(application: &Application, context: &Context) -> bool {
    context.today > application.paper_due
}

/// The application may go back to the family. An overdue one may not, or a return would get round the date.
pub fn returnable(application: &Application, context: &Context) -> Result<(), Refusal> {
    match application.state {
        ApplicationState::AwaitingPaper | ApplicationState::Accepted => {
            in_time(application, context)
        }
        _ => Err(wrong_application(application)),
    }
}

/// Fields may still be put right: nothing is confirmed. What is overdue ends instead, or a correction would get round the date.
pub fn correctable(application: &Application, context: &Context) -> Result<(), Refusal> {
    if !application.state.open_to_work() {
        return Err(wrong_application(application));
    }
    in_time(application, context)
}

pub fn consents(given: &[Consent]) -> Result<(), Refusal> {
    let missing: Vec<_> = ConsentCode::ALL
        .into_iter()
        .filter(|code| !given.iter().any(|consent| consent.code == *code))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ConsentsMissing(missing))
    }
}

/// Everything that acceptance demands of the record itself, before the journal entry and the duplicates.
pub fn acceptable(application: &Application, context: &Context) -> Result<(), Refusal> {
    awaits_acceptance(application)?;
    in_time(application, context)?;
    consents(&application.consents)?;
    let mismatched: Vec<_> = application.checks.mismatches().collect();
    if !mismatched.is_empty() {
        return Err(Refusal::Mismatched(mismatched));
    }
    let unchecked: Vec<_> = application
        .checks
        .unchecked(context.personal_shown)
        .collect();
    if !unchecked.is_empty() {
        return Err(Refusal::NotChecked(unchecked));
    }
    if !application.documents_complete {
        return Err(Refusal::DocumentsIncomplete);
    }
    match context.child_birth_date {
        Some(birth) if !age::entitled(birth, context.today) => Err(Refusal::Age),
        _ => Ok(()),
    }
}

/// The register fills the state in before it decides, so it never goes past what it doesn't know. A desk that has not
/// heard from the register goes on: its act waits for the register's word.
pub fn no_duplicate(application: &Application, context: &Context) -> Result<(), Refusal> {
    match application.duplicate {
        DuplicateState::Suspected(_) => Err(Refusal::DuplicateUnresolved),
        DuplicateState::Unknown if context.side == Side::Register => {
            Err(Refusal::DuplicateUnresolved)
        }
        DuplicateState::Resolved(_) if application.resolved_by == Some(context.clerk) => {
            Err(Refusal::SamePerson)
        }
        _ => Ok(()),
    }
}

/// The entry of a paper that the family signed, where one is needed or there is one.
pub fn paper(
    needed: bool,
    paper: Option<&PaperEntry>,
    application: &Application,
    context: &Context,
) -> Result<(), Refusal> {
    match paper {
        Some(entry) => {
            journal_entry(application, &entry.journal_number, entry.date, context).map(|_| ())
        }
        None if needed => Err(Refusal::PaperMissing),
        None => Ok(()),
    }
}

/// Gives the number as it goes into the journal. Its day is not in the future, and not before what the paper is about.
pub fn journal_entry(
    application: &Application,
    number: &Clean,
    date: NaiveDate,
    context: &Context,
) -> Result<Clean, Refusal> {
    let number = paper_number(number).ok_or(Refusal::JournalNumber)?;
    // What is signed about a certificate is signed behind the acceptance of its application.
    let intake = application.intake.as_ref();
    let first = intake.map_or(application.reference.date, |intake| intake.date);
    if date > context.today || date < first {
        return Err(Refusal::JournalDate);
    }
    Ok(number)
}

/// The number of a journal entry or a contract as it is kept; `None` where it can't be one.
pub fn paper_number(typed: &Clean) -> Option<Clean> {
    let trimmed = typed.as_str().trim();
    let good =
        !trimmed.is_empty() && trimmed.chars().count() <= PAPER_NUMBER && !typed.suspicious();
    good.then(|| Clean::new(trimmed))
}

/// The last word of the authorised: an accepted application with a number in reserve and no open suspicion.
pub fn activatable(case: &Case) -> Result<(), Refusal> {
    if case.application.state != ApplicationState::Accepted {
        return Err(wrong_application(&case.application));
    }
    if case.certificate.state != CertificateState::Reserved {
        return Err(wrong_certificate(&case.certificate));
    }
    match case.application.duplicate {
        DuplicateState::Suspected(_) => Err(Refusal::DuplicateUnresolved),
        _ => Ok(()),
    }
}

/// A suspicion is there, the application is still open, and the clerk isn't the one who accepted it.
pub fn resolvable(application: &Application, context: &Context) -> Result<(), Refusal> {
    if !application.state.awaits_activation() && application.state != ApplicationState::Confirmed {
        before_acceptance(application)?;
    }
    if !matches!(application.duplicate, DuplicateState::Suspected(_)) {
        return Err(Refusal::NoDuplicate);
    }
    match &application.intake {
        Some(intake) if intake.clerk == context.clerk => Err(Refusal::SamePerson),
        _ => Ok(()),
    }
}

/// Reasons from the list explain themselves; «other» doesn't.
pub fn text(needed: bool, text: &Clean) -> Result<(), Refusal> {
    if needed && text.as_str().trim().is_empty() {
        Err(Refusal::TextMissing)
    } else {
        Ok(())
    }
}
