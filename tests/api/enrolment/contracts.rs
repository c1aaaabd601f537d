//! Numbers of contracts: each stands once in an organisation and year, and desks have ranges of them ahead.

use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{JournalRange, Outcome, SyncAnswer};
use reestr::domain::{Capabilities, Capability, EnrolmentRefusal};

use super::{
    FIRST, NEXT_YEAR, SECOND, applied, child, conclude, confirm, done, enrol, form, morning, place,
    purse, ready, recorded, refused, request, scope, september, told,
};
use crate::office::{Desk, read};

async fn contracts(desk: &Desk<'_>, left: Option<u32>) -> Option<JournalRange> {
    let mut asked = desk.request(Vec::new());
    asked.contracts_left = left;
    let answer: SyncAnswer = read(desk.post(path::SYNC, &asked).await).await;
    answer.contracts
}

#[tokio::test]
async fn a_number_stands_once_in_an_organisation_and_year() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    child(&mut anna, 2).await;
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    done(&mut anna, request(2), 0, vec![morning(2), confirm()]).await;
    let today = office.today();
    let first = conclude("17 - ПФ", today);
    assert_eq!(anna.give(request(1), 2, first).await, applied(3));
    let taken = refused(EnrolmentRefusal::ContractNumberTaken);
    for twin in ["17 - ПФ", " 17 - ПФ "] {
        let outcome = boris.give(request(2), 2, conclude(twin, today)).await;
        assert_eq!(outcome, taken, "{twin:?}");
    }
    // What was refused has taken neither money nor the number.
    assert_eq!(purse(&anna, 2).await, [600_000, 400_000, 0]);
    let bad = refused(EnrolmentRefusal::ContractNumber);
    for wrong in ["", "   ", "123456789012345678901"] {
        let outcome = boris.give(request(2), 2, conclude(wrong, today)).await;
        assert_eq!(outcome, bad, "{wrong:?}");
    }
    let second = conclude("18 - ПФ", today);
    assert_eq!(boris.give(request(2), 2, second).await, applied(3));
    let contract = recorded(&anna, 1).await.contract.unwrap();
    assert_eq!(contract.number.as_str(), "17 - ПФ");
    assert_eq!(contract.concluded.clerk, anna.login.profile.clerk);
    assert_eq!(
        told(&office, scope(&anna), "conclude").await[..2],
        ["applied:contract 17 - ПФ", "refused:contract_number_taken"]
    );
}

#[tokio::test]
async fn two_who_conclude_with_one_number_at_once_get_it_once() {
    let office = september().await;
    let (mut anna, mut boris) = ready(&office).await;
    let other = enrol(form(1, place(SECOND, NEXT_YEAR)));
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    done(&mut anna, request(2), 0, vec![other, confirm()]).await;
    let today = office.today();
    let (one, two) = tokio::join!(
        anna.give(request(1), 2, conclude("5", today)),
        boris.give(request(2), 2, conclude("5", today)),
    );
    let taken = refused(EnrolmentRefusal::ContractNumberTaken);
    let mut outcomes = [one, two];
    outcomes.sort_by_key(|outcome| matches!(outcome, Outcome::Refused { .. }));
    assert_eq!(outcomes, [applied(3), taken]);
    assert_eq!(recorded(&anna, 1).await.place.module, FIRST);
}

#[tokio::test]
async fn desks_have_ranges_of_their_organisation_ahead() {
    let office = september().await;
    let anna = office.login("anna", Channel::Open).await;
    let boris = office.login("boris", Channel::Open).await;
    let first = contracts(&anna, Some(0)).await.unwrap();
    assert_eq!((first.year, first.next), (2026, 1));
    let second = contracts(&boris, Some(0)).await.unwrap();
    assert_eq!(second.next, first.last + 1);
    let enough = first.last;
    assert_eq!(contracts(&anna, Some(enough)).await, None);
    assert_eq!(contracts(&anna, None).await, None);
    // The journal of papers goes by itself.
    let mut asked = anna.request(Vec::new());
    asked.journal_left = 0;
    let answer: SyncAnswer = read(anna.post(path::SYNC, &asked).await).await;
    assert_eq!(answer.journal.unwrap().next, 1);

    let all: Capabilities = Capability::ALL.iter().copied().collect();
    let storage = office.running.register().storage();
    let less = all.without(Capability::ContractConclude);
    reestr::server::admin::set_capabilities(storage, "anna", less)
        .await
        .unwrap();
    assert_eq!(contracts(&anna, Some(0)).await, None);
    let theirs = office.login("ulyana", Channel::Open).await;
    assert_eq!(contracts(&theirs, Some(0)).await.unwrap().next, 1);
}
