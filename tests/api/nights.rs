//! Nightly work in a register that is served: what desks are told of it, what the report says, and who may read it.

use reestr::api::nights::{NightsAnswer, Work};
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::RequestState;
use reestr::domain::reason::RequestRefuseReason;
use reestr::domain::{AccountCommand, Command, EnrolmentCommand, Refusal, Target};
use reqwest::StatusCode;

use crate::enrolment::ground::{
    EVENING, certificate, conclude, confirm, day, done, morning, purse, ready, recorded, request,
    scope, september, stranger, to, told,
};
use crate::office::{Desk, Office, SYKTYVKAR, error, read};

async fn nights(desk: &Desk<'_>, query: &str) -> NightsAnswer {
    read(desk.get(&format!("{}{query}", path::NIGHTS)).await).await
}

#[tokio::test]
async fn a_month_that_has_begun_is_paid_and_the_desk_hears_of_it() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    let house = scope(&anna);
    let before = purse(&anna, 1).await;
    office.night().await.unwrap();
    assert_eq!(purse(&anna, 1).await, before);
    to(&office, "2026-10-01");
    let anna = office.login("anna", Channel::Open).await;
    let counter = anna.changed(house, 0).await.deltas[0].cursor;
    let row = office.night().await.unwrap();
    assert_eq!((row.count(Work::Months), row.done.len()), (1, 1));
    let delta = anna.changed(house, counter).await.deltas.remove(0);
    let paid = &delta.requests[0];
    assert_eq!((paid.months_paid, paid.version), (2, 4));
    let [balance, reserved, spent] = purse(&anna, 1).await;
    let month = paid.cost.unwrap().shares.certificate.other.0;
    assert_eq!([balance, reserved + month, spent - month], before);
    assert_eq!(told(&office, house, "pay_months").await, ["applied"]);
    let home = Scope::Municipality(SYKTYVKAR);
    let night = told(&office, home, "night").await;
    assert_eq!(night, ["applied:2026-10-01:months 1"]);
}

#[tokio::test]
async fn an_offer_that_nobody_signs_goes_with_its_reason() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    done(&mut anna, request(1), 0, vec![morning(1), confirm()]).await;
    // Twenty working days behind the first of September, a Tuesday.
    to(&office, "2026-09-29");
    assert_eq!(office.night().await.unwrap().done, []);
    to(&office, "2026-09-30");
    assert_eq!(office.night().await.unwrap().count(Work::Offers), 1);
    let anna = office.login("anna", Channel::Open).await;
    let why = RequestRefuseReason::OfferOverdue;
    assert_eq!(recorded(&anna, 1).await.state, RequestState::Refused(why));
    let audit = told(&office, scope(&anna), "expire_offer").await;
    assert_eq!(audit, ["applied:until 2026-09-29"]);
}

#[tokio::test]
async fn no_clerk_gives_what_the_register_does_by_itself() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    to(&office, "2026-10-01");
    let mut anna = office.login("anna", Channel::Open).await;
    let due = day("2026-09-01");
    let why = Refusal::NotUnderstood;
    let refused = Outcome::Refused { why };
    for command in [
        EnrolmentCommand::PayMonths,
        EnrolmentCommand::ExpireOffer { due },
    ] {
        let given = anna.give(request(1), 3, Command::Enrolment(command)).await;
        assert_eq!(given, refused);
    }
    let account = Target::Account(certificate(1));
    let back = Command::Account(AccountCommand::ReturnToAccounting { due });
    assert_eq!(anna.give(account, 0, back).await, refused);
}

#[tokio::test]
async fn nights_are_told_page_by_page_to_who_may_read_reports() {
    let office = Office::open().await;
    for _ in 0..3 {
        office.pass(chrono::Duration::days(1));
        office.night().await.unwrap();
    }
    let anna = office.login("anna", Channel::Open).await;
    let page = nights(&anna, "?limit=2").await;
    let dates: Vec<_> = page.nights.iter().map(|night| night.date).collect();
    assert_eq!(dates, [day("2026-03-13"), day("2026-03-12")]);
    assert!(page.nights.iter().all(|night| night.ended.is_some()));
    assert_eq!(page.next, Some(day("2026-03-12")));
    let rest = nights(&anna, "?limit=2&before=2026-03-12").await;
    assert_eq!(rest.nights[0].date, day("2026-03-11"));
    for wrong in ["?limit=0", "?before=soon"] {
        let answer = anna.get(&format!("{}{wrong}", path::NIGHTS)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
    let none = reestr::domain::Capabilities::default();
    stranger(&office, "zoya", SYKTYVKAR, none).await;
    let zoya = office.login("zoya", Channel::Open).await;
    let (status, _) = error(zoya.get(path::NIGHTS).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_a_clerk_gave_before_the_month_began_is_no_conflict() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let contract = vec![morning(1), confirm(), conclude("1", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    to(&office, "2026-10-01");
    office.night().await.unwrap();
    to(&office, "2026-11-01");
    office.night().await.unwrap();
    let mut anna = office.login("anna", Channel::Open).await;
    // The line was down since September.
    let moves = Command::Enrolment(EnrolmentCommand::ChangeGroup { group: EVENING });
    let given = anna.give(request(1), 3, moves.clone()).await;
    assert_eq!(given, Outcome::Applied { version: 6 });
    let again = anna.give(request(1), 4, moves).await;
    assert!(
        matches!(again, Outcome::Already { version: 6, .. }),
        "{again:?}"
    );
}
