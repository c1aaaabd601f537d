//! The acceptance tests T3, T4, T5 and the guards one by one. T10 and T18 stand with their rules in `validate`.

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
fn a_late_paper_is_refused_and_a_returned_one_is_not_late() {
    let late = |c: &mut Context| c.today = day(2026, 9, 26);
    assert!(under(&verified(), &accept(), |c| c.today = day(2026, 9, 25)).is_ok());
    assert_eq!(
        under(&verified(), &accept(), late),
        Err(Refusal::PaperOverdue)
    );
    let back = Command::Return {
        reason: ReturnReason::NotSigned,
        text: Clean::default(),
    };
    assert_eq!(under(&verified(), &back, late), Err(Refusal::PaperOverdue));
    let returned = under(&accepted(), &back, late).unwrap();
    assert!(under(&returned, &accept(), late).is_ok());
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

#[test]
fn submit_takes_a_right_application_once() {
    let submit = |change: fn(&mut NewApplication)| {
        let mut new = new_application();
        change(&mut new);
        decide(None, &Command::Submit(Box::new(new)), &context())
    };
    let case = submit(|_| {}).unwrap();
    assert_eq!(case.application.state, ApplicationState::AwaitingPaper);
    assert_eq!(case.application.duplicate, DuplicateState::Unknown);
    assert_eq!(
        (case.application.version, case.certificate.state),
        (1, CertificateState::Reserved)
    );

    let again = Command::Submit(Box::new(new_application()));
    assert_eq!(
        decide(Some(&case), &again, &context()),
        Err(Refusal::NumberTaken)
    );
    let wrong = submit(|new| {
        new.card.child.name.surname = "Rocheva".into();
        new.card.child.document.number = "51203".into();
        new.reference.date = day(2026, 9, 11);
    });
    let fields = vec![
        Field::ApplicationDate,
        Field::ChildSurname,
        Field::ChildDocumentNumber,
    ];
    assert_eq!(wrong, Err(Refusal::Invalid(fields)));
    let silent = submit(|new| new.consents.clear());
    assert_eq!(
        silent,
        Err(Refusal::ConsentsMissing(ConsentCode::ALL.to_vec()))
    );
    let warned = submit(|new| new.card.applicant.email = None);
    assert!(warned.is_ok());
}

#[test]
fn a_rejected_or_withdrawn_application_gives_its_number_up() {
    let reject = |reason, text: &str| Command::Reject {
        reason,
        text: text.into(),
    };
    let rejected = under(&awaiting(), &reject(RejectReason::Age, ""), |_| {}).unwrap();
    assert_eq!(
        rejected.application.state,
        ApplicationState::Rejected(RejectReason::Age)
    );
    assert_eq!(rejected.certificate.state, CertificateState::Released);
    let withdrawn = under(&awaiting(), &Command::Withdraw { paper: None }, |_| {}).unwrap();
    assert_eq!(withdrawn.certificate.state, CertificateState::Released);

    let unsaid = reject(RejectReason::Other, " ");
    assert_eq!(refused(&awaiting(), &unsaid), Refusal::TextMissing);
    assert!(under(&awaiting(), &reject(RejectReason::Other, "умер"), |_| {}).is_ok());
    assert_eq!(
        refused(&accepted(), &Command::Withdraw { paper: None }),
        wrong_state("accepted")
    );
    assert_eq!(refused(&rejected, &accept()), wrong_state("rejected"));
}

#[test]
fn a_return_takes_the_entry_back_and_keeps_the_marks() {
    let back = |reason, text: &str| Command::Return {
        reason,
        text: text.into(),
    };
    assert_eq!(
        refused(&accepted(), &back(ReturnReason::Other, "")),
        Refusal::TextMissing
    );
    let returned = under(&accepted(), &back(ReturnReason::Illegible, ""), |_| {}).unwrap();
    let application = &returned.application;
    assert_eq!(
        application.state,
        ApplicationState::Returned(ReturnReason::Illegible)
    );
    assert_eq!(application.intake, None);
    assert_eq!(
        (application.checks, application.documents_complete),
        (checks(), true)
    );
    assert_eq!(returned.certificate.state, CertificateState::Reserved);
    assert_eq!(
        refused(&returned, &back(ReturnReason::Illegible, "")),
        wrong_state("returned")
    );
    assert!(under(&returned, &accept(), |_| {}).is_ok());
}

#[test]
fn only_the_register_expires_and_only_what_is_overdue() {
    let late = |c: &mut Context| c.today = day(2026, 9, 26);
    let expired = under(&awaiting(), &Command::Expire, late).unwrap();
    assert_eq!(expired.application.state, ApplicationState::Expired);
    assert_eq!(expired.certificate.state, CertificateState::Released);
    assert_eq!(
        refused(&awaiting(), &Command::Expire),
        wrong_state("awaiting_paper")
    );
    let at_desk = under(&awaiting(), &Command::Expire, |c| {
        late(c);
        c.side = Side::Client;
    });
    assert_eq!(at_desk, Err(wrong_state("awaiting_paper")));
}

#[test]
fn certificates_are_suspended_restored_and_excluded() {
    let suspend = Command::Suspend {
        reason: SuspendReason::Moved,
        text: Clean::default(),
        paper: None,
    };
    let exclude = Command::Exclude {
        reason: ExcludeReason::ParentRequest,
        paper: Some(paper()),
    };
    let suspended = under(&confirmed(), &suspend, |_| {}).unwrap();
    assert_eq!(suspended.certificate.state.code(), "suspended");
    let restored = under(&suspended, &Command::Restore { paper: None }, |_| {}).unwrap();
    assert_eq!(restored.certificate.state, CertificateState::Active);
    assert_eq!(
        refused(&restored, &Command::Restore { paper: None }),
        wrong_state("active")
    );
    assert!(under(&suspended, &exclude, |_| {}).is_ok());
    let excluded = under(&restored, &exclude, |_| {}).unwrap();
    assert_eq!(refused(&excluded, &suspend), wrong_state("excluded"));
    assert_eq!(refused(&accepted(), &suspend), wrong_state("reserved"));

    let mut working = confirmed();
    working.certificate.working_contracts = 2;
    assert_eq!(refused(&working, &suspend), Refusal::WorkingContracts(2));
}

#[test]
fn rights_are_looked_at_first_and_a_note_changes_nothing() {
    let nobody = |c: &mut Context| c.capabilities = Capabilities::default();
    let outcome = under(&confirmed(), &accept(), nobody);
    assert_eq!(
        outcome,
        Err(Refusal::NotAllowed(Capability::ApplicationAccept))
    );
    assert_eq!(decide(None, &accept(), &context()), Err(Refusal::NotFound));
    assert_eq!(
        under(&accepted(), &Command::NoteShown, |_| {}),
        Ok(accepted())
    );
    assert!(under(&accepted(), &Command::NoteShown, nobody).is_err());
}

#[test]
fn work_changes_hands_while_there_is_some() {
    let take_over = Command::TakeOver {
        reason: TakeOverReason::HolderAway,
    };
    for case in [awaiting(), accepted()] {
        assert_eq!(under(&case, &take_over, |_| {}), Ok(case));
    }
    assert_eq!(refused(&confirmed(), &take_over), wrong_state("confirmed"));
    let without = |c: &mut Context| {
        c.capabilities = all().without(Capability::ApplicationTakeover);
    };
    let why = Refusal::NotAllowed(Capability::ApplicationTakeover);
    assert_eq!(under(&awaiting(), &take_over, without), Err(why));
}

#[test]
fn the_codes_of_the_queues_are_those_of_their_states() {
    use crate::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};
    use ApplicationState as A;
    let mut states = vec![A::Draft, A::Submitted, A::AwaitingPaper, A::Accepted];
    states.extend([A::Confirmed, A::Expired, A::Withdrawn]);
    states.extend(RejectReason::ALL.iter().map(|r| A::Rejected(*r)));
    states.extend(ReturnReason::ALL.iter().map(|r| A::Returned(*r)));
    for state in states {
        let listed = |codes: &[&str]| codes.contains(&state.code());
        assert_eq!(listed(AWAITING_ACCEPTANCE), state.awaits_acceptance());
        assert_eq!(listed(AWAITING_ACTIVATION), state.awaits_activation());
    }
}

#[test]
fn screens_learn_which_steps_are_open() {
    use Step::{
        Accept, Activate, ChangeData, Correct, Exclude, Merge, Reissue, Reject, Return, SendMail,
        Suspend, TakeOver, TransferCertificate, Verify, Withdraw,
    };
    let open = |case: &Case| available(case, &context()).collect::<Vec<_>>();
    assert_eq!(
        open(&awaiting()),
        [
            Verify, Reject, Return, Withdraw, TakeOver, Correct, SendMail
        ]
    );
    assert_eq!(
        open(&verified()),
        [
            Verify, Accept, Reject, Return, Withdraw, TakeOver, Correct, SendMail
        ]
    );
    assert_eq!(
        open(&accepted()),
        [Activate, Return, TakeOver, Correct, SendMail]
    );
    assert_eq!(
        open(&confirmed()),
        [
            Suspend,
            Exclude,
            ChangeData,
            Reissue,
            Merge,
            TransferCertificate,
            SendMail
        ]
    );
}
