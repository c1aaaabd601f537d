//! The overview as the register gives it: every figure against what the lists and the accounts themselves come to.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use reestr::api::lists::RequestsAnswer;
use reestr::api::overview::OverviewAnswer;
use reestr::api::pack;
use reestr::api::path;
use reestr::api::session::Channel;
use reestr::api::sync::{Outcome, Scope};
use reestr::domain::enrolment::RequestState;
use reestr::domain::overview::{
    GroupPlaces, MoneyOfMonth, OtherGroups, Overview, OverviewPeriod, Waiting, Waits, Work,
    WorkByDay, WorkCount, WorkOfClerk,
};
use reestr::domain::programme::GroupId;
use reestr::domain::reason::{RequestRefuseReason, TerminateReason};
use reestr::domain::{
    ClerkId, Command, EnrolmentCommand, EnrolmentRequest, Kopecks, OrganisationId, Span,
};
use reestr::server::storage::rows::REGISTER;
use reqwest::StatusCode;

use crate::enrolment::ground::{
    EVENING, FIRST, MORNING, NEXT_YEAR, PERIOD, SECOND, child, conclude, confirm, day, done, enrol,
    form, morning, place, ready, request, september, stranger, to,
};
use crate::office::{Desk, Office, SYKTYVKAR, card, error, organisation, read};

async fn overview(desk: &Desk<'_>, query: &str) -> OverviewAnswer {
    read(desk.get(&format!("{}{query}", path::OVERVIEW)).await).await
}

async fn requests(desk: &Desk<'_>) -> Vec<EnrolmentRequest> {
    let answer: RequestsAnswer = read(desk.get(path::REQUESTS).await).await;
    assert_eq!(answer.next, None);
    answer.requests
}

fn refuse() -> Command {
    Command::Enrolment(EnrolmentCommand::RefuseRequest {
        reason: RequestRefuseReason::ALL[0],
        text: "Мест нет".into(),
    })
}

fn evening(serial: u32) -> Command {
    enrol(form(serial, place(FIRST, EVENING)))
}

/// The desks of another day: sessions don't last that long.
async fn later<'a>(office: &'a Office, date: &str) -> (Desk<'a>, Desk<'a>) {
    to(office, date);
    let anna = office.login("anna", Channel::Open).await;
    (anna, office.login("boris", Channel::Open).await)
}

/// A fortnight of an office: seven children, contracts, offers, a refusal, a termination, an application that waits.
async fn fortnight(office: &Office) -> (Desk<'_>, Desk<'_>) {
    let (mut anna, _) = ready(office).await;
    let mut boris;
    for serial in 2..=7 {
        child(&mut anna, serial).await;
    }
    let first = office.today();
    let contract = vec![morning(1), confirm(), conclude("1", first)];
    done(&mut anna, request(1), 0, contract).await;
    done(&mut anna, request(2), 0, vec![morning(2)]).await;
    (anna, boris) = later(office, "2026-09-03").await;
    done(&mut boris, request(2), 1, vec![confirm()]).await;
    done(&mut anna, request(3), 0, vec![evening(3), confirm()]).await;
    (anna, boris) = later(office, "2026-09-08").await;
    done(
        &mut boris,
        request(3),
        2,
        vec![conclude("2", office.today())],
    )
    .await;
    done(&mut anna, request(4), 0, vec![evening(4), refuse()]).await;
    done(&mut anna, request(5), 0, vec![evening(5)]).await;
    let second = enrol(form(6, place(SECOND, NEXT_YEAR)));
    done(&mut boris, request(6), 0, vec![second]).await;
    (anna, boris) = later(office, "2026-09-15").await;
    let end = Command::Enrolment(EnrolmentCommand::Terminate {
        by: reestr::domain::enrolment::Party::Family,
        reason: TerminateReason::ALL[0],
        text: "Переезд".into(),
        notice: office.today(),
    });
    done(&mut anna, request(3), 3, vec![end]).await;
    let last = card("Поздеев", "2017-02-03", "654987");
    office.arrives(office.application(90, last)).await;
    (anna, boris)
}

/// Days that a request has waited, and for what.
fn waited(request: &EnrolmentRequest, today: NaiveDate) -> Option<(Waits, i64)> {
    let days = |at: chrono::DateTime<chrono::Utc>| {
        (today - reestr::domain::Zone::MOSCOW.date(at)).num_days()
    };
    match request.state {
        RequestState::New => Some((Waits::Answer, days(request.created_at))),
        RequestState::Confirmed => Some((Waits::Signature, days(request.confirmed?.at))),
        _ => None,
    }
}

fn age(days: i64) -> usize {
    match days {
        ..=0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        6..=10 => 3,
        _ => 4,
    }
}

#[tokio::test]
async fn every_figure_is_what_the_records_themselves_come_to() {
    let office = september().await;
    let (anna, boris) = fortnight(&office).await;
    let told = overview(&anna, "?period=month").await;
    let figures = &told.figures;
    assert_eq!(told.scope, Scope::Organisation(organisation(SYKTYVKAR)));
    assert_eq!(
        figures.days,
        Span {
            first: day("2026-09-01"),
            last: day("2026-09-30"),
        }
    );

    // What was done, as the fortnight has it.
    let count = |work| figures.done(work);
    assert_eq!(count(Work::RequestCame), 6);
    assert_eq!(count(Work::RequestConfirmed), 3);
    assert_eq!(count(Work::Concluded), 2);
    assert_eq!(count(Work::RequestRefused), 1);
    assert_eq!(count(Work::ApplicationCame), 8);
    assert_eq!(count(Work::ApplicationAccepted), 7);
    assert_eq!(count(Work::Activated), 7);
    let on = |work: Work, date: &str| {
        let row = figures.work.iter().find(|row| row.work == work).unwrap();
        row.counts[(day(date) - figures.days.first).num_days() as usize]
    };
    assert_eq!(on(Work::RequestCame, "2026-09-01"), 2);
    assert_eq!(on(Work::RequestConfirmed, "2026-09-03"), 2);
    assert_eq!(on(Work::RequestRefused, "2026-09-08"), 1);
    assert_eq!(on(Work::ApplicationCame, "2026-09-15"), 1);

    // Whoever did it: the days and the clerks come to the same.
    for work in Work::ALL {
        let by_clerks: u64 = figures
            .clerks
            .iter()
            .map(|row| u64::from(row.of(work)))
            .sum();
        assert_eq!(by_clerks, figures.done(work), "{}", work.code());
    }
    let of = |clerk: ClerkId, work: Work| {
        let row = figures.clerks.iter().find(|row| row.clerk == clerk);
        row.map_or(0, |row| row.of(work))
    };
    let (one, two) = (anna.login.profile.clerk, boris.login.profile.clerk);
    assert_eq!((of(one, Work::Concluded), of(two, Work::Concluded)), (1, 1));
    assert_eq!(of(two, Work::RequestConfirmed), 1);
    assert_eq!(of(REGISTER, Work::ApplicationCame), 8);
    assert_eq!(figures.clerks.last().unwrap().clerk, REGISTER);

    // What waits, from the list of requests.
    let all = requests(&anna).await;
    let mut waiting: BTreeMap<Waits, [u32; 5]> = BTreeMap::new();
    for (waits, days) in all.iter().filter_map(|r| waited(r, office.today())) {
        waiting.entry(waits).or_default()[age(days)] += 1;
    }
    for waits in [Waits::Answer, Waits::Signature] {
        assert_eq!(Some(&figures.waiting(waits)), waiting.get(&waits));
    }
    assert_eq!(figures.waiting(Waits::Paper), [1, 0, 0, 0, 0]);
    assert_eq!(figures.waiting(Waits::Activation), [0; 5]);

    // Places, from the requests that take one.
    let taken = all.iter().filter(|r| r.state.takes_place()).count() as u64;
    assert_eq!(figures.places(), (taken, 5));
    let full = &figures.groups[0];
    assert_eq!((full.taken, full.places, full.group), (2, 2, MORNING));
    assert_eq!(full.programme.as_str(), "Робототехника");

    money_is_that_of_the_accounts(&anna, figures, &all).await;
}

/// Sums of the months are what the purses hold back and have paid, to the kopeck; parents owe the rest of the price.
async fn money_is_that_of_the_accounts(
    desk: &Desk<'_>,
    figures: &Overview,
    all: &[EnrolmentRequest],
) {
    let [paid, reserved, parents] = figures.sums();
    let answer = desk.since(0).await;
    let accounts = answer.deltas.into_iter().flat_map(|delta| delta.accounts);
    let purses: Vec<_> = accounts
        .filter_map(|account| account.purse(PERIOD))
        .collect();
    let of = |part: fn(&reestr::domain::Purse) -> Kopecks| -> i64 {
        purses.iter().map(|purse| part(purse).0).sum()
    };
    assert_eq!(reserved.0, of(|purse| purse.reserved));
    assert_eq!(paid.0, of(|purse| purse.paid));
    assert!(paid.0 > 0 && reserved.0 > 0 && parents.0 > 0);
    let mut owed = 0;
    for request in all.iter().filter(|r| r.contract.is_some()) {
        let cost = request.cost.unwrap();
        let until = request.termination.as_ref().map(|end| end.effective);
        let months = until.map_or(cost.total.months + 1, |end| {
            end.month() - request.days.first.month() + 1
        });
        owed += cost.total.upto(months).0 - cost.shares.certificate.upto(months).0;
    }
    assert_eq!(parents.0, owed);
}

#[tokio::test]
async fn other_days_and_scopes_tell_their_own() {
    let office = september().await;
    let (anna, _) = fortnight(&office).await;
    let week = overview(&anna, "?period=week&day=2026-09-03").await;
    assert_eq!(week.figures.days.first, day("2026-08-31"));
    assert_eq!(week.figures.done(Work::RequestCame), 3);
    let year = overview(&anna, "?period=year").await;
    assert_eq!(year.figures.done(Work::RequestCame), 6);
    assert_eq!(year.figures.work[0].counts.len(), 365);
    let before = overview(&anna, "?period=year&day=2026-08-31").await;
    assert!(before.figures.work.is_empty() && before.figures.clerks.is_empty());
    // The whole municipality has one more organisation, in which nothing is done.
    let reports = [reestr::domain::Capability::ReportView];
    stranger(&office, "zoya", SYKTYVKAR, reports.into_iter().collect()).await;
    let zoya = office.login("zoya", Channel::Open).await;
    let town = overview(&zoya, "?scope=m01&period=year").await;
    assert_eq!(town.figures, year.figures);
    let own = overview(&zoya, "?period=year").await;
    assert!(own.figures.work.is_empty() && own.figures.groups.is_empty());
    assert!(own.figures.money.is_empty() && own.figures.waiting.is_empty());
    // Groups that aren't listed are summed.
    let one = overview(&anna, "?groups=1").await.figures;
    assert_eq!((one.groups.len(), one.other_groups.count), (1, 2));
    assert_eq!(one.places(), year.figures.places());
}

#[tokio::test]
async fn figures_are_for_who_may_see_them_and_of_what_is_theirs() {
    let office = Office::open().await;
    let nina = office.login("nina", Channel::Open).await;
    let ulyana = office.login("ulyana", Channel::Open).await;
    let anna = office.login("anna", Channel::Open).await;
    let foreign = format!("{}?scope=o1", path::OVERVIEW);
    let town = format!("{}?scope=m01", path::OVERVIEW);
    for (desk, path) in [
        (&nina, path::OVERVIEW),
        (&ulyana, &foreign),
        (&ulyana, &town),
    ] {
        let (status, _) = error(desk.get(path).await).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
    for wrong in ["?groups=501", "?period=day", "?scope=x1", "?day=tomorrow"] {
        let answer = anna.get(&format!("{}{wrong}", path::OVERVIEW)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn a_repeated_act_is_counted_once() {
    let office = september().await;
    let (mut anna, _) = ready(&office).await;
    let came = async |desk: &Desk<'_>| overview(desk, "").await.figures.done(Work::RequestCame);
    let envelope = anna.envelope(request(1), reestr::api::sync::Base::Version(0), morning(1));
    for _ in 0..3 {
        let answer = anna.send(vec![envelope.clone()]).await;
        assert_eq!(answer.results[0].outcome, Outcome::Applied { version: 1 });
    }
    assert_eq!(came(&anna).await, 1);
    // What is refused is no work.
    let outcome = anna.give(request(9), 0, morning(1)).await;
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:?}");
    assert_eq!(came(&anna).await, 1);
}

/// The whole answer for a large office on a slow line.
#[test]
fn the_answer_is_small() {
    let days = OverviewPeriod::Year.around(day("2026-11-23"));
    let counts = |work: usize| {
        let of = |place: u32| (place * 7 + work as u32 * 13) % 41;
        (0..days.days()).map(of).collect()
    };
    let group = |number: u16| GroupPlaces {
        organisation: OrganisationId(u32::from(number % 7) + 1),
        programme: format!("Программа дополнительного образования № {}", number / 3)
            .as_str()
            .into(),
        group: GroupId(number),
        name: format!("Группа {number}, вторник и четверг")
            .as_str()
            .into(),
        taken: u32::from(number % 16),
        places: 15,
    };
    let clerk = |id: u32| WorkOfClerk {
        organisation: OrganisationId(id % 7 + 1),
        clerk: ClerkId(id),
        done: Work::ALL
            .map(|work| WorkCount {
                work,
                count: id * 31 % 977,
            })
            .into(),
    };
    let money = |month: u32| MoneyOfMonth {
        month: day("2026-09-01") + chrono::Months::new(month),
        reserved: Kopecks(123_456_789),
        paid: Kopecks(98_765_432 + i64::from(month)),
        parents: Kopecks(12_345_678),
    };
    let answer = OverviewAnswer {
        scope: Scope::Municipality(SYKTYVKAR),
        period: OverviewPeriod::Year,
        at: "2026-11-23T09:00:00Z".parse().unwrap(),
        figures: Overview {
            days,
            work: Work::ALL
                .into_iter()
                .enumerate()
                .map(|(place, work)| WorkByDay {
                    work,
                    counts: counts(place),
                })
                .collect(),
            waiting: Waits::ALL
                .map(|waits| Waiting {
                    waits,
                    counts: [120, 240, 360, 48, 12],
                })
                .into(),
            groups: (1..=100).map(group).collect(),
            other_groups: OtherGroups::default(),
            money: (0..12).map(money).collect(),
            clerks: (1..=20).map(clerk).collect(),
        },
    };
    let plain = serde_json::to_vec(&answer).unwrap();
    let packed = pack::pack(&plain).unwrap();
    println!("{} bytes, packed {}", plain.len(), packed.len());
    assert!(plain.len() < 48 * 1024, "{} bytes", plain.len());
    assert!(packed.len() < 8 * 1024, "{} bytes packed", packed.len());
}
