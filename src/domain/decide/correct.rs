//! Fields that were wrong, and data that are others now. The values themselves stand on the card, which only the register
//! has; the record takes what follows from their change.

use super::{certificate, guard, mail};
use crate::domain::validate::{age, date};
use crate::domain::{
    Application, ApplicationState, Case, Changes, Check, CheckKind, Context, Correction,
    DataChange, DuplicateState, Field, FieldSet, Refusal, Section, Side,
};

/// What was wrong is put right: it is compared anew, and the form is printed and signed anew.
pub fn correct(case: &mut Case, correction: &Correction, context: &Context) -> Result<(), Refusal> {
    let application = &mut case.application;
    guard::correctable(application, context)?;
    let Correction { changes, paper_due } = correction;
    changed(changes, context)?;
    if *paper_due < context.today {
        return Err(Refusal::Invalid(vec![Field::ApplicationDate]));
    }
    application.state = ApplicationState::AwaitingPaper;
    application.intake = None;
    application.paper_due = *paper_due;
    application.documents_complete = false;
    forget_marks(application, changes);
    follow(application, changes, context);
    let address = match changes.get(Field::ApplicantEmail) {
        Some(typed) => !typed.trim().is_empty(),
        None => mail::has_address(application),
    };
    mail::queue(application, address, context);
    Ok(())
}

/// Data of a certificate that is in use; its acceptance stays what it was.
pub fn change_data(case: &mut Case, change: &DataChange, context: &Context) -> Result<(), Refusal> {
    certificate::in_use(&case.certificate)?;
    let application = &mut case.application;
    guard::paper(true, Some(&change.paper), application, context)?;
    changed(&change.changes, context)?;
    if !identity(change.changes.fields()) {
        return Ok(());
    }
    follow(application, &change.changes, context);
    guard::no_duplicate(application, context)
}

/// Something changes, and only what stands on a card.
fn changed(changes: &Changes, context: &Context) -> Result<(), Refusal> {
    if changes.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let foreign: Vec<Field> = changes.fields().iter().filter(|f| !f.personal()).collect();
    if !foreign.is_empty() {
        return Err(Refusal::Invalid(foreign));
    }
    let Some(typed) = changes.get(Field::ChildBirthDate) else {
        return Ok(());
    };
    match date::check(typed) {
        Err(_) => Err(Refusal::Invalid(vec![Field::ChildBirthDate])),
        Ok(birth) if !age::entitled(birth, context.today) => Err(Refusal::Age),
        Ok(_) => Ok(()),
    }
}

/// What changed is compared anew, with the document or the eyes that prove it, and the form is signed anew.
fn forget_marks(application: &mut Application, changes: &Changes) {
    let fields = changes.fields();
    let proved = fields.iter().filter_map(proof);
    for field in fields.iter().chain(proved).chain([Field::StatementSigned]) {
        for kind in [CheckKind::PaperDocuments, CheckKind::PaperRegister] {
            application.checks.set(kind, field, Check::NotChecked);
        }
    }
}

/// What the family has to show again for a field that changes.
fn proof(field: Field) -> Option<Field> {
    match field.section() {
        Section::ChildDocument => Some(Field::ChildDocumentShown),
        Section::ApplicantDocument => Some(Field::ApplicantDocumentShown),
        _ => (field == Field::ChildAddress).then_some(Field::ResidenceShown),
    }
}

/// Another name, birth date or document makes another child for the search of duplicates: whoever decided, decided on
/// what was there. The register has looked before it decides, and has filled in what it found; a desk can't look.
fn follow(application: &mut Application, changes: &Changes, context: &Context) {
    if identity(changes.fields()) && context.side == Side::Client {
        application.duplicate = DuplicateState::Unknown;
        application.resolved_by = None;
    }
}

/// Whether fields change by which children are told apart, as [`Likeness`](crate::domain::Likeness) has them.
#[must_use]
pub fn identity(fields: FieldSet) -> bool {
    fields.iter().any(|field| {
        matches!(
            field,
            Field::ChildSurname
                | Field::ChildName
                | Field::ChildPatronymic
                | Field::ChildBirthDate
                | Field::ChildSnils
                | Field::ChildDocumentKind
                | Field::ChildDocumentSeries
                | Field::ChildDocumentNumber
        )
    })
}
