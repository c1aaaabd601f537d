//! Which papers can be made of a record, and why one can't.

use super::*;
use uuid::Uuid;

use crate::api::sync::{Base, Envelope, Outcome};
use crate::domain::{Command, ConsentCode, RejectReason};
use crate::sync::desk::{Act, News, Ticket};
use crate::tui::screens::common::rig::{Rig, accepted, case, forms, number, printing, revealed};

fn forms_of(papers: &Papers) -> Vec<PrintedForm> {
    papers.documents.iter().map(Document::form).collect()
}

fn rig() -> Rig {
    let mut rig = Rig::new(&printing(), Vec::new());
    rig.hear(&crate::sync::desk::News::Forms(Box::new(forms())));
    rig
}

#[test]
fn a_receipt_is_made_once_the_paper_was_accepted() {
    let rig = rig();
    let card = revealed(1).card;
    let waiting = of(&case(1), &card, &rig.world.desk());
    assert_eq!(
        forms_of(&waiting),
        [PrintedForm::Statement, PrintedForm::RegisterExtract]
    );
    assert_eq!(waiting.lacking, [(PrintedForm::Receipt, Lack::NotAccepted)]);
    let said = lacking(&waiting.lacking, &rig.world.desk());
    assert!(said.contains("Расписка"), "{said}");
    let papers = of(&accepted(1), &card, &rig.world.desk());
    let Some(Document::Receipt(receipt)) = papers.documents.last() else {
        panic!("no receipt: {papers:?}");
    };
    assert_eq!(receipt.accepted_by.as_str(), "Рочева Т. В.");
    assert_eq!(receipt.intake.journal_number.as_str(), "101");
    assert_eq!(receipt.made.on, rig.world.today);
    assert!(!receipt.made.copy);
}

#[test]
fn a_statement_carries_the_text_that_was_read_and_not_a_newer_one() {
    let mut rig = rig();
    let mut old = case(1);
    old.application.consents[0].text_version = 2;
    let made = one(
        PrintedForm::Statement,
        &old,
        &revealed(1).card,
        &rig.world.desk(),
    );
    assert_eq!(made, Err(Lack::Texts), "nobody knows version 2 here");
    let mut newer = forms();
    let mut second = newer.consents[0].clone();
    second.version = 2;
    second.title = "Вторая редакция".into();
    newer.consents.push(second);
    rig.hear(&crate::sync::desk::News::Forms(Box::new(newer)));
    let title = |case: &Case| match one(
        PrintedForm::Statement,
        case,
        &revealed(1).card,
        &rig.world.desk(),
    ) {
        Ok(Document::Statement(statement)) => {
            assert_eq!(statement.consents.len(), ConsentCode::ALL.len());
            statement.consents[0].1.title.to_string()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(title(&old), "Вторая редакция");
    assert_ne!(title(&case(1)), "Вторая редакция");
}

#[test]
fn without_the_texts_the_extract_is_still_made() {
    let rig = Rig::new(&printing(), Vec::new());
    let papers = of(&case(1), &revealed(1).card, &rig.world.desk());
    assert_eq!(forms_of(&papers), [PrintedForm::RegisterExtract]);
    assert_eq!(papers.lacking[0], (PrintedForm::Statement, Lack::Texts));
}

#[test]
fn an_extract_tells_whether_the_certificate_can_be_used() {
    let rig = rig();
    let extract = |state| {
        let mut case = case(1);
        case.certificate.state = state;
        let card = revealed(1).card;
        match one(
            PrintedForm::RegisterExtract,
            &case,
            &card,
            &rig.world.desk(),
        ) {
            Ok(Document::RegisterExtract(extract)) => Ok(extract.active),
            Ok(other) => panic!("{other:?}"),
            Err(lack) => Err(lack),
        }
    };
    assert_eq!(extract(CertificateState::Reserved), Ok(false));
    assert_eq!(extract(CertificateState::Active), Ok(true));
    assert_eq!(extract(CertificateState::Released), Err(Lack::Certificate));
}

fn confirmed(papers: &Papers) -> Vec<bool> {
    let confirmed = papers.documents.iter().map(|document| match document {
        Document::Statement(paper) => paper.confirmed,
        Document::RegisterExtract(paper) => paper.confirmed,
        Document::Receipt(paper) => paper.confirmed,
        _ => true,
    });
    confirmed.collect()
}

#[test]
fn a_paper_tells_what_the_register_has_not_taken() {
    let mut rig = Rig::new(&printing(), vec![case(1), accepted(2)]);
    rig.hear(&News::Forms(Box::new(forms())));
    let card = revealed(1).card;
    let made = |case: &Case| confirmed(&of(case, &card, &rig.world.desk()));
    assert_eq!(made(&case(3)), [false, false], "it was handed in here");
    assert_eq!(made(&case(1)), [true, true]);
    assert_eq!(made(&accepted(1)), [true, true, false]);
    assert_eq!(made(&accepted(2)), [true, true, true]);
    let mut other = case(1);
    other.certificate.number = case(5).certificate.number;
    assert_eq!(made(&other), [false, false], "the numbers are another's");
}

#[test]
fn an_activation_is_confirmed_as_soon_as_the_register_has_answered() {
    let mut rig = Rig::new(&printing(), vec![accepted(2)]);
    let (target, at) = (number(2), rig.world.now);
    let made = |rig: &Rig| {
        let case = rig.world.register.case(target).unwrap();
        let form = PrintedForm::RegisterExtract;
        match one(form, &case, &revealed(2).card, &rig.world.desk()) {
            Ok(Document::RegisterExtract(extract)) => (extract.active, extract.confirmed),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(made(&rig), (false, true));
    let (ticket, base) = (Ticket(1), Base::Version(1));
    let register = &mut rig.world.register;
    register.giving(ticket, target, Command::Activate, at);
    let envelope = Envelope::new(1, Uuid::nil(), target, base, None, at, Command::Activate);
    assert_eq!(made(&rig), (true, false));
    let act = Act {
        envelope,
        outcome: None,
    };
    rig.world.register.saved(ticket, act);
    assert_eq!(made(&rig), (true, false));
    let applied = Outcome::Applied { version: 2 };
    rig.world.register.settled(1, &applied);
    assert_eq!(made(&rig), (true, true), "its record is under way still");
}

#[test]
fn of_a_refused_application_there_is_the_notice_alone() {
    let rig = rig();
    let mut refused = case(1);
    refused.application.state = ApplicationState::Rejected(RejectReason::Age);
    let papers = of(&refused, &revealed(1).card, &rig.world.desk());
    assert_eq!(forms_of(&papers), [PrintedForm::RejectionNotice]);
    refused.application.state = ApplicationState::Withdrawn;
    let papers = of(&refused, &revealed(1).card, &rig.world.desk());
    assert!(papers.documents.is_empty());
    let said = lacking(&papers.lacking, &rig.world.desk());
    assert_eq!(said, rig.world.texts.get("print-lack-closed"));
}

#[test]
fn a_returned_application_comes_with_its_notice() {
    use crate::domain::{Check, CheckKind, Field, ReturnReason};
    let rig = rig();
    let mut case = case(1);
    case.application.state = ApplicationState::Returned(ReturnReason::DataMismatch);
    let checks = &mut case.application.checks;
    checks.set(CheckKind::PaperDocuments, Field::ChildName, Check::Mismatch);
    let mut card = revealed(1).card;
    card.decision_text = Some("имя с ошибкой".into());
    let papers = of(&case, &card, &rig.world.desk());
    let Some(Document::Notice(notice)) = papers.documents.first() else {
        panic!("no notice: {papers:?}");
    };
    let told = Told::Return {
        reason: ReturnReason::DataMismatch,
        text: "имя с ошибкой".into(),
        fields: vec![Field::ChildName],
        until: Some(case.application.paper_due),
    };
    assert_eq!(notice.told, told);
    assert!(papers.lacking.is_empty());
}
