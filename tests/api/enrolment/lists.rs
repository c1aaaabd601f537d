//! Lists for people and integrations, and the report of what one person has made and confirmed.

use reestr::api::lists::{OnePersonAnswer, ProgrammesAnswer, RequestsAnswer};
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::domain::enrolment::RequestState;
use reestr::domain::programme::ProgrammeRegister;
use reestr::domain::{
    Capabilities, Capability, Command, EnrolmentRequest, ProgrammeCommand, ProgrammeId, Target,
};
use reestr::server::tables::{self, What};
use reqwest::StatusCode;
use uuid::Uuid;

use super::{
    EVENING, FIRST, MORNING, ROBOTS, child, conclude, confirm, done, enrol, form, morning, outline,
    place, ready, request, request_id, save, scope, september, stranger, told,
};
use crate::office::{Desk, Office, SYKTYVKAR, error, read};

const CHESS: ProgrammeId = ProgrammeId(Uuid::from_u128(0x71));

async fn requests(desk: &Desk<'_>, query: &str) -> RequestsAnswer {
    read(desk.get(&format!("{}{query}", path::REQUESTS)).await).await
}

fn numbers(requests: &[EnrolmentRequest]) -> Vec<u128> {
    requests.iter().map(|found| found.id.0.as_u128()).collect()
}

async fn forbidden(desk: &Desk<'_>, path: &str) {
    let (status, body) = error(desk.get(path).await).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "{path} {}", body.message);
}

#[tokio::test]
async fn requests_and_contracts_are_listed_page_by_page() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    for serial in 2..=4 {
        child(&mut anna, serial).await;
    }
    let today = office.today();
    // In another order than that of their identifiers.
    let evening = |serial| enrol(form(serial, place(FIRST, EVENING)));
    done(&mut anna, request(4), 0, vec![evening(4)]).await;
    done(&mut anna, request(2), 0, vec![morning(2), confirm()]).await;
    let contract = vec![morning(1), confirm(), conclude("1", today)];
    done(&mut anna, request(1), 0, contract).await;
    let withdraw = Command::Enrolment(reestr::domain::EnrolmentCommand::WithdrawRequest);
    done(&mut anna, request(3), 0, vec![evening(3), withdraw]).await;

    let all = requests(&anna, "").await;
    assert_eq!(numbers(&all.requests), [1, 2, 3, 4]);
    assert_eq!(all.next, None);
    let first = requests(&anna, "?limit=3").await;
    assert_eq!(numbers(&first.requests), [1, 2, 3]);
    assert_eq!(first.next, Some(request_id(3)));
    let rest = format!("?limit=3&after={}", request_id(3));
    let rest = requests(&anna, &rest).await;
    assert_eq!(numbers(&rest.requests), [4]);
    assert_eq!(rest.next, None);
    let whole = requests(&anna, "?limit=4").await;
    assert_eq!(whole.next, None);
    for (state, expected) in [
        ("new", &[4][..]),
        ("confirmed", &[2]),
        ("concluded", &[1]),
        ("refused", &[3]),
        ("terminated", &[]),
    ] {
        let found = requests(&anna, &format!("?state={state}&limit=5")).await;
        assert_eq!(numbers(&found.requests), expected, "{state}");
    }
    for wrong in [
        "?limit=0",
        "?limit=501",
        "?limit=x",
        "?state=lost",
        "?after=1",
    ] {
        let answer = anna.get(&format!("{}{wrong}", path::REQUESTS)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
    for id in [request_id(9).to_string(), "no-identifier".to_owned()] {
        let answer = anna.get(&format!("{}/{id}", path::REQUESTS)).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn programmes_are_listed_for_who_works_with_them_and_for_who_reviews_them() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let second = outline(ProgrammeRegister::Paid);
    let chess = Target::Programme(CHESS);
    done(&mut anna, chess, 0, vec![save(second)]).await;
    let page: ProgrammesAnswer = read(anna.get("/v1/programmes?limit=1").await).await;
    assert_eq!(page.programmes[0].id, ROBOTS);
    let path = format!("/v1/programmes?limit=1&after={}", page.next.unwrap());
    let page: ProgrammesAnswer = read(anna.get(&path).await).await;
    assert_eq!((page.programmes[0].id, page.next), (CHESS, None));

    let of = |desk: &Desk<'_>| desk.login.profile.organisation.0;
    let reviews = [Capability::ProgrammeReview].into_iter().collect();
    let id = stranger(&office, "zoya", SYKTYVKAR, reviews).await;
    let zoya = office.login("zoya", Channel::Open).await;
    let theirs = format!("/v1/programmes?organisation={}", of(&anna));
    let page: ProgrammesAnswer = read(zoya.get(&theirs).await).await;
    assert_eq!(page.programmes.len(), 2);
    let own: ProgrammesAnswer = read(zoya.get(path::PROGRAMMES).await).await;
    assert!(own.programmes.is_empty() && of(&zoya) == id.0);
    // A review looks at programmes; requests and the report are another right.
    forbidden(&zoya, path::REQUESTS).await;
    forbidden(&zoya, path::ONE_PERSON).await;
    let ulyana = office.login("ulyana", Channel::Open).await;
    for list in [path::PROGRAMMES, path::REQUESTS, path::ONE_PERSON] {
        let foreign = format!("{list}?organisation={}", of(&anna));
        forbidden(&ulyana, &foreign).await;
    }
}

async fn report(desk: &Desk<'_>, query: &str) -> OnePersonAnswer {
    read(desk.get(&format!("{}{query}", path::ONE_PERSON)).await).await
}

/// Three requests by one person, one by two, one by a family and one that nobody has confirmed.
async fn enrolled(office: &Office) -> (Desk<'_>, Desk<'_>) {
    let (mut anna, mut boris) = ready(office).await;
    for serial in 2..=6 {
        child(&mut anna, serial).await;
    }
    let more = Command::Programme(ProgrammeCommand::SaveGroup {
        module: FIRST,
        group: super::group(MORNING, 1, 9),
    });
    done(&mut anna, super::robots(), 6, vec![more]).await;
    let contract = vec![morning(1), confirm(), conclude("17", office.today())];
    done(&mut anna, request(1), 0, contract).await;
    done(&mut boris, request(2), 0, vec![morning(2), confirm()]).await;
    done(&mut anna, request(3), 0, vec![morning(3), confirm()]).await;
    done(&mut anna, request(4), 0, vec![morning(4)]).await;
    done(&mut boris, request(4), 1, vec![confirm()]).await;
    let mut family = form(5, place(FIRST, MORNING));
    family.source = reestr::domain::Source::Portal;
    let register = office.running.register();
    register.request(request_id(5), family).await.unwrap();
    done(&mut anna, request(5), 1, vec![confirm()]).await;
    done(&mut anna, request(6), 0, vec![morning(6)]).await;
    (anna, boris)
}

#[tokio::test]
async fn what_one_person_made_and_confirmed_is_marked_and_reported() {
    let office = september().await;
    let (anna, boris) = enrolled(&office).await;
    let confirmed = told(&office, scope(&anna), "confirm_request").await;
    let marked = "applied:by_one_person";
    assert_eq!(confirmed, [marked, marked, marked, "applied", "applied"]);
    let all = report(&anna, "").await;
    let numbers: Vec<_> = all.rows.iter().map(|row| row.request.0.as_u128()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    let first = &all.rows[0];
    assert_eq!(first.state, RequestState::Concluded);
    assert_eq!(first.clerk, anna.login.profile.clerk);
    assert_eq!(first.programme_name.as_str(), "Робототехника");
    assert_eq!(first.contract.as_ref().unwrap().as_str(), "17");
    assert_eq!(all.rows[1].clerk, boris.login.profile.clerk);
    let page = report(&anna, "?limit=2").await;
    assert_eq!(page.next, Some(request_id(2)));
    let rest = report(&anna, &format!("?limit=2&after={}", request_id(2))).await;
    assert_eq!((rest.rows.len(), rest.next), (1, None));
    let text = anna.get(path::ONE_PERSON).await.text().await.unwrap();
    for personal in ["Анна", "Борис", "Матвей", "Ор"] {
        assert!(!text.contains(personal), "{personal}\n{text}");
    }
    let storage = office.running.register().storage();
    let all: Capabilities = Capability::ALL.iter().copied().collect();
    let less = all.without(Capability::ReportView);
    reestr::server::admin::set_capabilities(storage, "anna", less)
        .await
        .unwrap();
    forbidden(&anna, path::ONE_PERSON).await;
}

#[tokio::test]
async fn the_report_is_a_table_as_well() {
    let office = september().await;
    let (anna, _) = enrolled(&office).await;
    let storage = office.running.register().storage();
    let table = async |personal| {
        let mut out = Vec::new();
        let at = reestr::server::clock::Clock::now(&*office.clock);
        let rows = tables::export(storage, What::OnePerson, personal, at, &mut out).await;
        assert_eq!(rows.unwrap(), 3);
        String::from_utf8(out).unwrap()
    };
    let plain = table(false).await;
    let mut lines = plain.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with("Подтверждена;Номер сотрудника")
    );
    let first = lines.next().unwrap();
    assert!(
        first.ends_with(";Робототехника;1;Действует;17;01.09.2026 12:00;01.09.2026 12:00;1"),
        "{first}"
    );
    assert!(!plain.contains("Анна"), "{plain}");
    let audited = async || {
        let town = reestr::api::sync::Scope::Municipality(SYKTYVKAR);
        told(&office, town, "export").await
    };
    assert!(audited().await.is_empty());
    assert!(table(true).await.contains("1;Анна Первая"));
    assert_eq!(audited().await, ["one_person:personal"]);
    assert_eq!(anna.login.profile.clerk.0, 1);
}
