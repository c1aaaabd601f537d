//! How applications come in, go back and end.

use super::*;

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
fn a_draft_is_kept_for_two_days() {
    let mut draft = awaiting();
    draft.application.state = ApplicationState::Draft;
    let on = |date| move |c: &mut Context| c.today = day(2026, 9, date);
    let kept = under(&draft, &Command::Expire, on(7));
    assert_eq!(kept, Err(wrong_state("draft")));
    let gone = under(&draft, &Command::Expire, on(8)).unwrap();
    assert_eq!(gone.application.state, ApplicationState::Expired);
    assert_eq!(gone.certificate.state, CertificateState::Released);
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
