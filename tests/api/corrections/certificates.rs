//! Suspension, its end, exclusion, reissue, and applications that are taken back.

use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::{
    ApplicationState, CertificateState, Clean, Command, ExcludeReason, Refusal, ReissueReason,
    SuspendReason,
};

use super::{active, applied, case, kept, paper, refused, told};
use crate::office::{Office, UKHTA, application, card};

#[tokio::test]
async fn a_family_signs_for_the_suspension_and_for_its_end() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let suspend = |journal: Option<&str>| Command::Suspend {
        reason: SuspendReason::ParentRequest,
        text: "уезжают на год".into(),
        paper: journal.map(|number| paper(&office, number)),
    };
    let missing = refused(Refusal::PaperMissing);
    assert_eq!(anna.give(target, 4, suspend(None)).await, missing);
    // The number is that of its own acceptance: it is another paper all the same.
    let taken = refused(Refusal::JournalNumberTaken);
    assert_eq!(anna.give(target, 4, suspend(Some("1"))).await, taken);
    assert_eq!(anna.give(target, 4, suspend(Some("2"))).await, applied(5));
    let after = case(&anna, target).await.certificate.state;
    assert_eq!(
        after,
        CertificateState::Suspended(SuspendReason::ParentRequest)
    );
    let text = kept(&office, target).await.decision_text;
    assert_eq!(text, Some("уезжают на год".into()));

    let restore = |journal: Option<&str>| Command::Restore {
        paper: journal.map(|number| paper(&office, number)),
    };
    assert_eq!(anna.give(target, 5, restore(None)).await, missing);
    assert_eq!(anna.give(target, 5, restore(Some("3"))).await, applied(6));
    assert_eq!(kept(&office, target).await.decision_text, None);
    assert_eq!(
        told(&office, "suspend").await,
        [
            "refused:paper_missing",
            "refused:journal_number_taken",
            "applied:parent_request:journal 2"
        ]
    );
    assert_eq!(
        told(&office, "restore").await,
        ["refused:paper_missing", "applied:journal 3"]
    );
}

#[tokio::test]
async fn two_desks_that_want_the_same_are_told_who_was_first() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let suspend = || Command::Suspend {
        reason: SuspendReason::Moved,
        text: Clean::default(),
        paper: None,
    };
    assert_eq!(anna.give(target, 4, suspend()).await, applied(5));
    let Outcome::Already { version: 5, by } = boris.give(target, 4, suspend()).await else {
        panic!();
    };
    assert_eq!(by.unwrap().name.as_str(), "Анна Первая");
    let reissue = Command::Reissue {
        reason: ReissueReason::NumberLost,
        paper: paper(&office, "2"),
    };
    let late = boris.give(target, 4, reissue.clone()).await;
    assert!(matches!(late, Outcome::Conflict { version: 5, .. }));
    // What was in conflict has claimed no number.
    assert_eq!(boris.give(target, 5, reissue).await, applied(6));
    let restore = || Command::Restore { paper: None };
    assert_eq!(boris.give(target, 6, restore()).await, applied(7));
    let late = anna.give(target, 6, restore()).await;
    assert!(matches!(late, Outcome::Already { version: 7, .. }));
    let exclude = || Command::Exclude {
        reason: ExcludeReason::Death,
        paper: None,
    };
    assert_eq!(anna.give(target, 7, exclude()).await, applied(8));
    let late = boris.give(target, 7, exclude()).await;
    assert!(matches!(late, Outcome::Already { version: 8, .. }));
    assert_eq!(told(&office, "exclude").await, ["applied:death", "already"]);
    assert_eq!(
        told(&office, "reissue").await,
        ["conflict", "applied:number_lost:journal 2"]
    );
}

#[tokio::test]
async fn an_excluded_child_may_apply_again() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let target = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let exclude = Command::Exclude {
        reason: ExcludeReason::IssuedByMistake,
        paper: None,
    };
    assert_eq!(anna.give(target, 4, exclude).await, applied(5));
    active(&mut anna, 2, card("Орлов", "2015-05-05", "123456")).await;
}

#[tokio::test]
async fn a_withdrawal_at_the_desk_is_entered() {
    let office = Office::open().await;
    let target = office
        .arrives(office.application(1, card("Орлов", "2015-05-05", "123456")))
        .await;
    let mut anna = office.login("anna", Channel::Open).await;
    let withdraw = |number: &str| Command::Withdraw {
        paper: Some(paper(&office, number)),
    };
    let empty = refused(Refusal::JournalNumber);
    assert_eq!(anna.give(target, 1, withdraw(" ")).await, empty);
    assert_eq!(anna.give(target, 1, withdraw("5")).await, applied(2));
    let after = case(&anna, target).await;
    assert_eq!(after.application.state, ApplicationState::Withdrawn);
    assert_eq!(after.certificate.state, CertificateState::Released);
    assert_eq!(
        told(&office, "withdraw").await,
        ["refused:journal_number", "applied:journal 5"]
    );
    // Another organisation has a journal of its own.
    let theirs = application(
        UKHTA,
        1,
        office.today(),
        card("Соколов", "2014-01-01", "777777"),
    );
    let theirs = office.arrives(theirs).await;
    let mut ulyana = office.login("ulyana", Channel::Open).await;
    assert_eq!(ulyana.give(theirs, 1, withdraw("5")).await, applied(2));
}
