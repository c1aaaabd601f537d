//! Dates are those of the municipality whose desk it is, whatever the time of the machine that serves it.

use chrono::{Datelike, NaiveDate};
use reestr::api::session::Channel;
use reestr::api::sync::Outcome;
use reestr::domain::{ApplicationState, Case, MunicipalityCode, Refusal, Zone};
use reestr::server::admin::{self, AdminError};
use reestr::server::storage::StorageError;

use crate::office::{
    Desk, Office, SYKTYVKAR, UKHTA, accept, all_match, application, card, number, read,
};
fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A region from end to end of the country, with an application at either end: Сыктывкар in Kaliningrad's zone, Ухта in
/// Kamchatka's. At noon of UTC it is 31 December here and 1 January there.
async fn new_year() -> Office {
    let office = Office::open().await;
    let storage = admin::open(&office.database()).await.unwrap();
    for (code, hours) in [(SYKTYVKAR, 2), (UKHTA, 12)] {
        let zone = Zone::try_from(hours).unwrap();
        admin::set_zone(&storage, code, zone).await.unwrap();
    }
    office.pass(day("2026-12-31") - office.today());
    office.pass(chrono::Duration::hours(3));
    for (home, document) in [(SYKTYVKAR, "123456"), (UKHTA, "654321")] {
        let surname = if home == UKHTA {
            "Орлов"
        } else {
            "Чайкин"
        };
        let card = card(surname, "2015-05-05", document);
        office
            .arrives(application(home, 1, day("2026-12-10"), card))
            .await;
    }
    office
}

async fn accepts(desk: &mut Desk<'_>, code: MunicipalityCode, date: NaiveDate) -> Outcome {
    desk.give(number(code, 1), 1, all_match()).await;
    desk.give(number(code, 1), 2, accept("1", date)).await
}

#[tokio::test]
async fn the_profile_tells_the_zone_and_a_strange_municipality_has_none() {
    let office = new_year().await;
    let zone = |desk: &Desk<'_>| desk.login.profile.zone.hours();
    assert_eq!(zone(&office.login("anna", Channel::Open).await), 2);
    assert_eq!(zone(&office.login("ulyana", Channel::Open).await), 12);
    let storage = admin::open(&office.database()).await.unwrap();
    assert!(matches!(
        admin::set_zone(&storage, MunicipalityCode(99), Zone::MOSCOW).await,
        Err(AdminError::Storage(StorageError::Missing(_)))
    ));
}

#[tokio::test]
async fn a_desk_accepts_on_its_own_date() {
    let office = new_year().await;
    let new_year = day("2027-01-01");
    let mut ulyana = office.login("ulyana", Channel::Open).await;
    assert_eq!(
        accepts(&mut ulyana, UKHTA, new_year).await,
        Outcome::Applied { version: 3 }
    );
    let mut anna = office.login("anna", Channel::Open).await;
    let why = Refusal::JournalDate;
    assert_eq!(
        accepts(&mut anna, SYKTYVKAR, new_year).await,
        Outcome::Refused { why }
    );
}

#[tokio::test]
async fn the_journal_of_a_year_begins_where_the_year_begins() {
    let office = new_year().await;
    for (login, year) in [("anna", 2026), ("ulyana", 2027)] {
        let desk = office.login(login, Channel::Open).await;
        let mut request = desk.request(Vec::new());
        request.journal_left = 0;
        let answer = desk.post(reestr::api::path::SYNC, &request).await;
        let answer: reestr::api::sync::SyncAnswer = read(answer).await;
        assert_eq!(answer.journal.unwrap().year, year);
    }
    assert_eq!(office.today().year(), 2026);
}

#[tokio::test]
async fn a_paper_is_overdue_when_its_day_has_ended_at_the_desk() {
    let office = new_year().await;
    let children = [
        (SYKTYVKAR, "Дроздова", "2014-04-04", "111111"),
        (UKHTA, "Клестов", "2013-03-03", "777777"),
    ];
    for (home, surname, born, document) in children {
        let card = card(surname, born, document);
        let mut late = application(home, 2, day("2026-12-01"), card);
        late.paper_due = day("2026-12-31");
        office.arrives(late).await;
    }
    let register = office.running.register();
    let state = async |login, home| {
        let desk = office.login(login, Channel::Open).await;
        let path = format!("/v1/applications/{}", number(home, 2));
        let case: Case = read(desk.get(&path).await).await;
        case.application.state
    };
    register.nights_everywhere().await.unwrap();
    assert_eq!(state("ulyana", UKHTA).await, ApplicationState::Expired);
    assert_eq!(
        state("anna", SYKTYVKAR).await,
        ApplicationState::AwaitingPaper
    );
    office.pass(chrono::Duration::hours(10));
    register.nights_everywhere().await.unwrap();
    assert_eq!(state("anna", SYKTYVKAR).await, ApplicationState::Expired);
}
