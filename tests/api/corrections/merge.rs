//! Two certificates of one child.

use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::{
    ApplicationNumber, CertificateNumber, CertificateState, Clean, Command, DuplicateState, Field,
    Refusal, ResolveReason, SuspendReason,
};

use super::{active, applied, case, change, refused, told};
use crate::office::{Desk, Office, SYKTYVKAR, UKHTA, card, number};

fn merge(into: ApplicationNumber, serial: u32) -> Command {
    Command::Merge {
        into,
        certificate: CertificateNumber::new(into.municipality(), serial),
    }
}

/// Two certificates of one child: the document of the second was typed wrong in every digit.
async fn twice(anna: &mut Desk<'_>) -> (ApplicationNumber, ApplicationNumber) {
    let one = active(anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let two = active(anna, 2, card("Соколов", "2014-01-01", "777777")).await;
    // The mistake comes to light, and a paper of the family tells the right name.
    let right = change(
        anna.office,
        &[
            (Field::ChildSurname, "Орлов"),
            (Field::ChildBirthDate, "05.05.2015"),
            (Field::ChildDocumentIssuedAt, "25.05.2015"),
        ],
        "20",
    );
    let why = refused(Refusal::DuplicateUnresolved);
    assert_eq!(anna.give(two, 4, right).await, why);
    (one, two)
}

#[tokio::test]
async fn certificates_of_two_children_stay_two() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let (one, two) = twice(&mut anna).await;
    // The card still says otherwise.
    let different = refused(Refusal::NotOneChild);
    assert_eq!(anna.give(two, 4, merge(one, 1)).await, different);
    let other = refused(Refusal::OtherCertificate);
    for wrong in [merge(one, 2), merge(two, 2), merge(two, 1)] {
        assert_eq!(anna.give(two, 4, wrong).await, other);
    }
    let nobody = merge(number(SYKTYVKAR, 77), 77);
    assert_eq!(anna.give(two, 4, nobody).await, other);
    let elsewhere = merge(number(UKHTA, 1), 1);
    assert_eq!(anna.give(two, 4, elsewhere).await, other);
    assert_eq!(
        case(&anna, two).await.certificate.state,
        CertificateState::Active
    );
}

#[tokio::test]
async fn one_goes_and_the_other_stays() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let orlov = || card("Орлов", "2015-05-05", "123456");
    let one = active(&mut anna, 1, orlov()).await;
    let two = double(&mut anna, 2).await;
    let suspend = Command::Suspend {
        reason: SuspendReason::DataChecked,
        text: Clean::default(),
        paper: None,
    };
    assert_eq!(anna.give(one, 4, suspend).await, applied(5));
    // What would stay is out of use.
    let other = refused(Refusal::OtherCertificate);
    assert_eq!(anna.give(two, 1, merge(one, 1)).await, other);
    let restore = Command::Restore { paper: None };
    assert_eq!(anna.give(one, 5, restore).await, applied(6));
    // Its record says that another one is alike.
    let alike = Command::ResolveDuplicate {
        reason: ResolveReason::Twins,
    };
    let same = refused(Refusal::SamePerson);
    assert_eq!(anna.give(one, 6, alike).await, same);
    let suspected = case(&anna, one).await.application.duplicate;
    assert_eq!(suspected, DuplicateState::Suspected(1));

    let cursor = boris.since(0).await.deltas.remove(0).cursor;
    assert_eq!(anna.give(two, 1, merge(one, 1)).await, applied(2));
    let stays = CertificateNumber::new(SYKTYVKAR, 1);
    let gone = case(&anna, two).await.certificate.state;
    assert_eq!(gone, CertificateState::Superseded(stays));
    let delta = boris.since(cursor).await.deltas.remove(0);
    assert_eq!(delta.set.len(), 2);
    let after = case(&anna, one).await.application;
    assert_eq!((after.version, after.duplicate), (6, DuplicateState::Clear));
    assert_eq!(
        told(&office, "merge").await,
        [
            "refused:other_certificate".to_owned(),
            format!("applied:{one}:{stays}")
        ]
    );
    let again = boris.give(two, 1, merge(one, 1)).await;
    assert!(matches!(again, Outcome::Already { version: 2, .. }));
}

#[tokio::test]
async fn who_was_told_apart_is_not_merged() {
    let office = Office::open().await;
    let mut anna = office.login("anna", Channel::Open).await;
    let mut boris = office.login("boris", Channel::Open).await;
    let one = active(&mut anna, 1, card("Орлов", "2015-05-05", "123456")).await;
    let two = double(&mut boris, 2).await;
    let decide = Command::ResolveDuplicate {
        reason: ResolveReason::Namesakes,
    };
    assert_eq!(anna.give(two, 1, decide).await, applied(2));
    let why = refused(Refusal::NotOneChild);
    assert_eq!(anna.give(two, 2, merge(one, 1)).await, why);
}

/// A second certificate of the child, as it came over from the register before: imported, not compared with anybody.
async fn double(desk: &mut Desk<'_>, serial: u32) -> ApplicationNumber {
    let office = desk.office;
    let new = office.application(serial, card("Орлов", "2015-05-05", "123456"));
    let target = new.reference.number;
    let storage = office.running.register().storage();
    let template = case(desk, number(SYKTYVKAR, 1)).await;
    let mut double = template;
    double.application.reference = new.reference;
    double.application.version = 1;
    double.application.duplicate = DuplicateState::Suspected(1);
    double.application.intake = None;
    double.certificate.number = new.certificate;
    double.certificate.state = CertificateState::Active;
    let keys = reestr::server::register::keys::of(&new.card);
    let mut tx = storage.write().await.unwrap();
    let scope = reestr::api::sync::Scope::Municipality(SYKTYVKAR);
    let seq = tx.bump(scope, 1).await.unwrap();
    tx.put_case(&double, seq).await.unwrap();
    tx.put_card(target, &new.card, &keys, true).await.unwrap();
    tx.commit().await.unwrap();
    target
}
