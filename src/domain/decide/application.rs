//! What each command makes of an application. Every function checks first and changes last.

use chrono::{Days, NaiveDate};

use super::{certificate, guard, mail};
use crate::domain::validate::{self, age};
use crate::domain::{
    Application, ApplicationState, Case, Certificate, CertificateKind, CertificateState, Checks,
    Clean, Context, DuplicateState, Field, IntakeRegistration, NewApplication, PaperEntry, Refusal,
    RejectReason, ResolveReason, ReturnReason, Side, Source,
};

/// A draft that nobody hands in is kept for so many days behind its own (rule of the systems that clerks know).
pub const DRAFT_DAYS: u64 = 2;

/// The form is made at once, so a new application already waits for the signed paper.
pub fn submit(new: &NewApplication, context: &Context) -> Result<Case, Refusal> {
    let invalid = invalid_fields(new, context.today);
    if !invalid.is_empty() {
        return Err(Refusal::Invalid(invalid));
    }
    if !age::entitled(new.card.child.birth_date, context.today) {
        return Err(Refusal::Age);
    }
    guard::consents(&new.consents)?;
    let mut case = Case {
        application: Application {
            reference: new.reference,
            version: 1,
            organisation: new.organisation,
            source: new.source,
            state: ApplicationState::AwaitingPaper,
            consents: new.consents.clone(),
            checks: Checks::default(),
            documents_complete: false,
            duplicate: DuplicateState::Unknown,
            resolved_by: None,
            paper_due: new.paper_due,
            intake: None,
            mail: None,
        },
        certificate: Certificate {
            number: new.certificate,
            kind: CertificateKind::Accounting,
            state: CertificateState::Reserved,
            working_contracts: 0,
            served_by: None,
        },
    };
    if new.source == Source::Desk {
        mail::queue(
            &mut case.application,
            new.card.applicant.email.is_some(),
            context,
        );
    }
    Ok(case)
}

/// Fields with errors, each once, in the order of the form. Age has a refusal of its own.
fn invalid_fields(new: &NewApplication, today: NaiveDate) -> Vec<Field> {
    let mut fields: Vec<_> = validate::card(&new.card, today)
        .into_iter()
        .filter(|(_, finding)| finding.is_error() && finding.code != validate::Code::Age)
        .map(|(field, _)| field)
        .collect();
    if new.reference.date > today || new.paper_due < new.reference.date {
        fields.push(Field::ApplicationDate);
    }
    fields.sort_unstable();
    fields.dedup();
    fields
}

/// Remarks are personal and are kept with the card; the record takes the outcome only.
pub fn verify(case: &mut Case, checks: Checks, documents_complete: bool) -> Result<(), Refusal> {
    guard::awaits_acceptance(&case.application)?;
    case.application.checks = checks;
    case.application.documents_complete = documents_complete;
    Ok(())
}

pub fn accept(
    case: &mut Case,
    journal_number: &Clean,
    date: NaiveDate,
    context: &Context,
) -> Result<(), Refusal> {
    guard::acceptable(&case.application, context)?;
    let journal_number = guard::journal_entry(&case.application, journal_number, date, context)?;
    guard::no_duplicate(&case.application, context)?;
    case.application.state = ApplicationState::Accepted;
    case.application.intake = Some(IntakeRegistration {
        journal_number,
        date,
        clerk: context.clerk,
        organisation: context.organisation,
    });
    Ok(())
}

pub fn activate(case: &mut Case) -> Result<(), Refusal> {
    guard::activatable(case)?;
    case.application.state = ApplicationState::Confirmed;
    case.certificate.state = CertificateState::Active;
    Ok(())
}

pub fn reject(case: &mut Case, reason: RejectReason, text: &Clean) -> Result<(), Refusal> {
    guard::before_acceptance(&case.application)?;
    guard::text(reason == RejectReason::Other, text)?;
    end(case, ApplicationState::Rejected(reason));
    Ok(())
}

/// Back to the family. Marks and documents stay, so that only what was wrong is compared again; the entry of an
/// accepted paper goes, because another paper will come.
pub fn send_back(
    case: &mut Case,
    reason: ReturnReason,
    text: &Clean,
    context: &Context,
) -> Result<(), Refusal> {
    guard::returnable(&case.application, context)?;
    guard::text(reason == ReturnReason::Other, text)?;
    case.application.state = ApplicationState::Returned(reason);
    case.application.intake = None;
    Ok(())
}

/// The paper is there where the applicant has come for it; none is asked for.
pub fn withdraw(
    case: &mut Case,
    paper: Option<&PaperEntry>,
    context: &Context,
) -> Result<(), Refusal> {
    guard::before_acceptance(&case.application)?;
    guard::paper(false, paper, &case.application, context)?;
    end(case, ApplicationState::Withdrawn);
    Ok(())
}

/// The register's own nightly work: no desk may decide it, whatever its clock says.
pub fn expire(case: &mut Case, context: &Context) -> Result<(), Refusal> {
    let application = &case.application;
    let over = match application.state {
        ApplicationState::AwaitingPaper => guard::overdue(application, context),
        ApplicationState::Draft => context.today > draft_due(application),
        _ => false,
    };
    if !over || context.side != Side::Register {
        return Err(guard::wrong_application(application));
    }
    end(case, ApplicationState::Expired);
    Ok(())
}

/// The last day on which a draft is kept that nobody has handed in.
fn draft_due(application: &Application) -> NaiveDate {
    application.reference.date + Days::new(DRAFT_DAYS)
}

pub fn resolve_duplicate(
    case: &mut Case,
    reason: ResolveReason,
    context: &Context,
) -> Result<(), Refusal> {
    guard::resolvable(&case.application, context)?;
    case.application.duplicate = DuplicateState::Resolved(reason);
    case.application.resolved_by = Some(context.clerk);
    Ok(())
}

/// An application that ends without a certificate gives its number up.
fn end(case: &mut Case, state: ApplicationState) {
    case.application.state = state;
    certificate::release(&mut case.certificate);
}
