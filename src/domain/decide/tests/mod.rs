//! The acceptance tests T3, T4, T5 and the guards one by one. T10 and T18 stand with their rules in `validate`.

mod applications;
mod certificates;
mod corrections;
mod steps;

use super::*;
use crate::domain::samples::*;
use crate::domain::*;

/// What becomes of `case` when one thing of the context is other than in the samples.
fn under(
    case: &Case,
    command: &Command,
    change: impl FnOnce(&mut Context),
) -> Result<Case, Refusal> {
    let mut context = context();
    change(&mut context);
    decide(Some(case), command, &context)
}

fn refused(case: &Case, command: &Command) -> Refusal {
    under(case, command, |_| {}).unwrap_err()
}

fn with(mut case: Case, change: impl FnOnce(&mut Application)) -> Case {
    change(&mut case.application);
    case
}

fn verify(change: impl FnOnce(&mut Checks)) -> Case {
    let mut checks = checks();
    change(&mut checks);
    let command = Command::Verify {
        checks,
        documents_complete: true,
        remarks: Vec::new(),
    };
    under(&awaiting(), &command, |_| {}).unwrap()
}

fn wrong_state(code: &str) -> Refusal {
    Refusal::WrongState(code.to_owned())
}

#[test]
fn the_whole_way_from_the_desk_to_an_active_certificate() {
    let done = confirmed();
    assert_eq!(done.application.state, ApplicationState::Confirmed);
    assert_eq!(done.certificate.state, CertificateState::Active);
    assert_eq!(done.certificate.kind, CertificateKind::Accounting);
    // Submit, verify, accept, activate.
    assert_eq!(done.application.version, 4);
    let intake = done.application.intake.unwrap();
    assert_eq!(intake.journal_number.as_str(), "17");
    assert_eq!((intake.date, intake.clerk), (today(), ClerkId(7)));
}

#[test]
fn t3_accept_is_blocked_by_a_consent_that_was_not_given() {
    let case = with(verified(), |a| {
        a.consents.retain(|c| c.code != ConsentCode::PersonalChild);
    });
    let missing = vec![ConsentCode::PersonalChild];
    assert_eq!(refused(&case, &accept()), Refusal::ConsentsMissing(missing));
}

#[test]
fn t3_accept_is_blocked_by_a_mandatory_field_that_was_not_compared() {
    let unmarked = |kind, field| verify(|checks| checks.set(kind, field, Check::NotChecked));
    let case = unmarked(CheckKind::PaperDocuments, Field::ChildBirthDate);
    let waits = Refusal::NotChecked(vec![Field::ChildBirthDate]);
    assert_eq!(refused(&case, &accept()), waits);

    // Who doesn't see the register's personal values compares the paper with the documents only.
    let case = unmarked(CheckKind::PaperRegister, Field::ChildBirthDate);
    assert_eq!(refused(&case, &accept()), waits);
    assert!(under(&case, &accept(), |c| c.personal_shown = false).is_ok());

    let optional = unmarked(CheckKind::PaperDocuments, Field::ApplicantPhone);
    assert!(under(&optional, &accept(), |_| {}).is_ok());
}

#[test]
fn t3_accept_is_blocked_by_a_difference_before_what_is_not_compared() {
    let case = verify(|checks| {
        checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Mismatch);
        checks.set(
            CheckKind::PaperDocuments,
            Field::ChildSurname,
            Check::NotChecked,
        );
    });
    assert_eq!(
        refused(&case, &accept()),
        Refusal::Mismatched(vec![Field::ChildName])
    );
}

#[test]
fn t4_accepting_and_activating_are_two_rights() {
    let accept_only: Capabilities = [Capability::ApplicationAccept].into_iter().collect();
    let case = under(&verified(), &accept(), |c| c.capabilities = accept_only).unwrap();
    assert_eq!(
        under(&case, &Command::Activate, |c| c.capabilities = accept_only),
        Err(Refusal::NotAllowed(Capability::CertificateActivate))
    );
    let activate_only: Capabilities = [Capability::CertificateActivate].into_iter().collect();
    assert!(
        under(&case, &Command::Activate, |c| c.capabilities =
            activate_only)
        .is_ok()
    );
    assert_eq!(
        under(&verified(), &accept(), |c| c.capabilities = activate_only),
        Err(Refusal::NotAllowed(Capability::ApplicationAccept))
    );
}

#[test]
fn t5_a_suspected_duplicate_blocks_until_a_second_person_decides() {
    let suspected = with(verified(), |a| a.duplicate = DuplicateState::Suspected(1));
    for side in [Side::Client, Side::Register] {
        let outcome = under(&suspected, &accept(), |c| c.side = side);
        assert_eq!(outcome, Err(Refusal::DuplicateUnresolved));
    }
    let resolve = Command::ResolveDuplicate {
        reason: ResolveReason::Twins,
    };
    let resolved = under(&suspected, &resolve, |_| {}).unwrap();
    assert_eq!(
        resolved.application.duplicate,
        DuplicateState::Resolved(ResolveReason::Twins)
    );
    assert_eq!(refused(&resolved, &accept()), Refusal::SamePerson);
    assert!(under(&resolved, &accept(), |c| c.clerk = ClerkId(8)).is_ok());
    assert_eq!(refused(&resolved, &resolve), Refusal::NoDuplicate);
}

#[test]
fn t5_a_suspicion_that_comes_after_acceptance_holds_up_activation() {
    let late = with(accepted(), |a| a.duplicate = DuplicateState::Suspected(2));
    assert_eq!(
        refused(&late, &Command::Activate),
        Refusal::DuplicateUnresolved
    );
    let resolve = Command::ResolveDuplicate {
        reason: ResolveReason::Namesakes,
    };
    assert_eq!(refused(&late, &resolve), Refusal::SamePerson);
    let resolved = under(&late, &resolve, |c| c.clerk = ClerkId(8)).unwrap();
    assert!(under(&resolved, &Command::Activate, |_| {}).is_ok());
}

#[test]
fn a_desk_without_the_registers_word_accepts_and_the_register_does_not() {
    let unknown = with(verified(), |a| a.duplicate = DuplicateState::Unknown);
    assert!(under(&unknown, &accept(), |c| c.side = Side::Client).is_ok());
    assert_eq!(refused(&unknown, &accept()), Refusal::DuplicateUnresolved);
}

#[test]
fn t18_accept_and_submit_look_at_the_age_where_it_is_known() {
    let born = |birth| move |c: &mut Context| c.child_birth_date = birth;
    let aged = |birth| under(&verified(), &accept(), born(birth));
    assert!(aged(Some(day(2021, 9, 10))).is_ok());
    assert_eq!(aged(Some(day(2021, 9, 11))), Err(Refusal::Age));
    assert!(aged(Some(day(2008, 9, 11))).is_ok());
    assert_eq!(aged(Some(day(2008, 9, 10))), Err(Refusal::Age));
    assert!(aged(None).is_ok());

    let mut new = new_application();
    new.card.child.birth_date = day(2021, 9, 11);
    new.card.child.document.issued_at = day(2021, 9, 20);
    let submit = Command::Submit(Box::new(new));
    assert_eq!(decide(None, &submit, &context()), Err(Refusal::Age));
}

#[test]
fn the_journal_entry_has_to_be_possible() {
    let entry = |number: &str, date| {
        let journal_number = number.into();
        let command = Command::Accept {
            journal_number,
            date,
        };
        under(&verified(), &command, |_| {}).map(|case| case.application.intake.unwrap())
    };
    assert_eq!(
        entry(" 01-17/А ", today()).unwrap().journal_number.as_str(),
        "01-17/А"
    );
    for number in ["", "  ", "1\u{1b}7", "123456789012345678901"] {
        assert_eq!(
            entry(number, today()),
            Err(Refusal::JournalNumber),
            "{number:?}"
        );
    }
    assert!(entry("12345678901234567890", day(2026, 9, 5)).is_ok());
    for date in [day(2026, 9, 11), day(2026, 9, 4)] {
        assert_eq!(entry("17", date), Err(Refusal::JournalDate), "{date}");
    }
}

#[test]
fn an_incomplete_set_of_documents_is_refused() {
    let case = with(verified(), |a| a.documents_complete = false);
    assert_eq!(refused(&case, &accept()), Refusal::DocumentsIncomplete);
}
