//! What is put right before the confirmation, and what changes behind it.

use super::*;

fn changes(fields: &[(Field, &str)]) -> Changes {
    let mut changes = Changes::default();
    for (field, text) in fields {
        changes.set(*field, text);
    }
    changes
}

fn due() -> chrono::NaiveDate {
    day(2026, 10, 8)
}

fn correct(fields: &[(Field, &str)]) -> Command {
    Command::Correct(Box::new(Correction {
        changes: changes(fields),
        paper_due: due(),
    }))
}

fn change(fields: &[(Field, &str)]) -> Command {
    Command::ChangeData(Box::new(DataChange {
        changes: changes(fields),
        paper: paper(),
    }))
}

const SURNAME: (Field, &str) = (Field::ChildSurname, "Рочева-Попова");
const PHONE: (Field, &str) = (Field::ApplicantPhone, "+79120000000");

#[test]
fn a_correction_asks_for_another_paper_and_forgets_what_it_changed() {
    let returned = Command::Return {
        reason: ReturnReason::DataMismatch,
        text: Clean::default(),
    };
    let returned = under(&accepted(), &returned, |_| {}).unwrap();
    for case in [verified(), accepted(), returned] {
        let after = under(&case, &correct(&[PHONE]), |_| {}).unwrap();
        let application = &after.application;
        assert_eq!(application.state, ApplicationState::AwaitingPaper);
        assert_eq!(application.version, case.application.version + 1);
        assert_eq!(application.intake, None);
        assert_eq!(application.paper_due, due());
        assert!(!application.documents_complete);
        assert_eq!(after.certificate, case.certificate);
        let forgotten: Vec<Field> = Field::ALL
            .iter()
            .copied()
            .filter(|field| {
                let checks = &application.checks;
                checks.get(CheckKind::PaperDocuments, *field) == Check::NotChecked
                    && checks.get(CheckKind::PaperRegister, *field) == Check::NotChecked
            })
            .collect();
        assert_eq!(forgotten, [Field::ApplicantPhone, Field::StatementSigned]);
    }
}

#[test]
fn what_proves_a_changed_field_is_shown_again() {
    let shown_again = |field| {
        let command = correct(&[(field, "1")]);
        let checks = under(&verified(), &command, |_| {})
            .unwrap()
            .application
            .checks;
        let again = move |f: &Field| checks.get(CheckKind::PaperDocuments, *f) != Check::Match;
        let eyes = Field::ALL.iter().copied().filter(|f| !f.in_register());
        eyes.filter(again).collect::<Vec<_>>()
    };
    let signed = Field::StatementSigned;
    assert_eq!(shown_again(Field::ChildName), [signed]);
    let child = [signed, Field::ChildDocumentShown];
    assert_eq!(shown_again(Field::ChildDocumentSeries), child);
    let applicant = [signed, Field::ApplicantDocumentShown];
    assert_eq!(shown_again(Field::ApplicantDocumentNumber), applicant);
    let residence = [signed, Field::ResidenceShown];
    assert_eq!(shown_again(Field::ChildAddress), residence);
}

#[test]
fn who_decided_on_another_child_decided_nothing_on_this_one() {
    let resolved = with(verified(), |a| {
        a.duplicate = DuplicateState::Resolved(ResolveReason::Twins);
        a.resolved_by = Some(ClerkId(8));
    });
    let at_desk = |c: &mut Context| c.side = Side::Client;
    let other = under(&resolved, &correct(&[SURNAME]), at_desk).unwrap();
    assert_eq!(other.application.duplicate, DuplicateState::Unknown);
    assert_eq!(other.application.resolved_by, None);
    // The register has looked before it decides, and has filled in what it found.
    let found = with(verified(), |a| a.duplicate = DuplicateState::Suspected(1));
    let told = under(&found, &correct(&[SURNAME]), |_| {}).unwrap();
    assert_eq!(told.application.duplicate, DuplicateState::Suspected(1));
    // Where the child lives tells nothing of who it is.
    let address = (Field::ChildAddress, "г. Ухта");
    let same = under(&resolved, &correct(&[address, PHONE]), at_desk).unwrap();
    assert_eq!(same.application.duplicate, resolved.application.duplicate);
    assert_eq!(same.application.resolved_by, Some(ClerkId(8)));
}

#[test]
fn a_correction_says_first_where_it_is_too_late() {
    let nothing = correct(&[]);
    assert_eq!(refused(&confirmed(), &nothing), wrong_state("confirmed"));
    let late = |c: &mut Context| c.today = day(2026, 9, 26);
    assert_eq!(
        under(&verified(), &nothing, late),
        Err(Refusal::PaperOverdue)
    );
    assert!(under(&accepted(), &correct(&[PHONE]), late).is_ok());
    assert_eq!(refused(&verified(), &nothing), Refusal::NothingChanged);
    let numbers = correct(&[(Field::CertificateNumber, "1"), PHONE]);
    let foreign = Refusal::Invalid(vec![Field::CertificateNumber]);
    assert_eq!(refused(&verified(), &numbers), foreign);
    let past = Command::Correct(Box::new(Correction {
        changes: changes(&[PHONE]),
        paper_due: day(2026, 9, 9),
    }));
    let date = Refusal::Invalid(vec![Field::ApplicationDate]);
    assert_eq!(refused(&verified(), &past), date);
    let without = |c: &mut Context| {
        c.capabilities = all().without(Capability::ApplicationCorrect);
    };
    let right = Refusal::NotAllowed(Capability::ApplicationCorrect);
    assert_eq!(under(&confirmed(), &nothing, without), Err(right));
}

#[test]
fn a_corrected_child_is_as_old_as_any_other() {
    let born = |typed: &'static str| correct(&[(Field::ChildBirthDate, typed)]);
    assert!(under(&verified(), &born("12.03.2014"), |_| {}).is_ok());
    assert_eq!(refused(&verified(), &born("12.03.2024")), Refusal::Age);
    let none = Refusal::Invalid(vec![Field::ChildBirthDate]);
    assert_eq!(refused(&verified(), &born("31.02.2014")), none);
}

#[test]
fn a_letter_follows_where_there_is_an_address() {
    let mailed = |case: &Case, command: &Command| {
        let after = under(case, command, |_| {}).unwrap();
        after.application.mail.map(|mail| (mail.state, mail.at))
    };
    let known = with(verified(), |a| {
        a.mail = Some(Mail {
            state: MailState::Sent,
            at: chrono::DateTime::default(),
        });
    });
    let queued = Some((MailState::Queued, at()));
    let nobody = Some((MailState::NoAddress, at()));
    assert_eq!(mailed(&known, &correct(&[PHONE])), queued);
    assert_eq!(mailed(&verified(), &correct(&[PHONE])), nobody);
    let typed = correct(&[(Field::ApplicantEmail, "rocheva@example.ru")]);
    assert_eq!(mailed(&verified(), &typed), queued);
    let emptied = correct(&[(Field::ApplicantEmail, "")]);
    assert_eq!(mailed(&known, &emptied), nobody);
}

#[test]
fn data_of_a_certificate_change_by_a_paper_and_leave_the_acceptance() {
    let before = confirmed();
    let after = under(&before, &change(&[PHONE]), |_| {}).unwrap();
    assert_eq!(after.application.version, before.application.version + 1);
    assert_eq!(after.application.intake, before.application.intake);
    assert_eq!(after.application.checks, before.application.checks);
    assert_eq!(after.certificate, before.certificate);

    assert_eq!(refused(&accepted(), &change(&[])), wrong_state("reserved"));
    assert_eq!(refused(&before, &change(&[])), Refusal::NothingChanged);
    let early = |c: &mut Context| c.today = day(2026, 9, 9);
    let outcome = under(&before, &change(&[PHONE]), early);
    assert_eq!(outcome, Err(Refusal::JournalDate));
}

#[test]
fn another_child_on_a_certificate_waits_for_a_second_person() {
    let suspected = with(confirmed(), |a| a.duplicate = DuplicateState::Suspected(1));
    let unresolved = Err(Refusal::DuplicateUnresolved);
    assert_eq!(under(&suspected, &change(&[SURNAME]), |_| {}), unresolved);
    // Nothing of that is touched by where the family can be reached.
    assert!(under(&suspected, &change(&[PHONE]), |_| {}).is_ok());
    let unknown = with(confirmed(), |a| a.duplicate = DuplicateState::Unknown);
    assert_eq!(under(&unknown, &change(&[SURNAME]), |_| {}), unresolved);
    let at_desk = under(&suspected, &change(&[SURNAME]), |c| c.side = Side::Client);
    let told = at_desk.unwrap().application;
    assert_eq!(told.duplicate, DuplicateState::Unknown);

    let resolve = Command::ResolveDuplicate {
        reason: ResolveReason::DocumentReplaced,
    };
    assert_eq!(refused(&suspected, &resolve), Refusal::SamePerson);
    let second = |c: &mut Context| c.clerk = ClerkId(8);
    let resolved = under(&suspected, &resolve, second).unwrap();
    assert_eq!(
        under(&resolved, &change(&[SURNAME]), second),
        Err(Refusal::SamePerson)
    );
    assert!(under(&resolved, &change(&[SURNAME]), |_| {}).is_ok());
}
