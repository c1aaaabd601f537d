//! Working a queue while the line comes and goes.

use reestr::api::search::SearchRequest;
use reestr::api::session::Channel;
use reestr::api::sync::{Base, Outcome};
use reestr::domain::{ApplicationState, CertificateState, Command, Refusal, ReturnReason};
use reestr::store::projection::Sign;
use reestr::sync::desk::{Ask, Found, LinkState, News, Ticket, Unreachable};

use crate::clerk::{Place, copy_dir};
use crate::line::Mode;
use crate::office::{PASSWORD, SYKTYVKAR, accept, all_match, number};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_login_fills_the_desk_and_acts_are_applied_behind_the_screen() {
    let place = Place::new().await.with_applications(1..6).await;
    let mut clerk = place.clerk();
    assert!(clerk.unlock(PASSWORD).await.cases.is_empty());
    let link = clerk.link(LinkState::Connected).await;
    assert_eq!(link.channel, Channel::Protected);
    clerk.has(5).await;

    let target = number(SYKTYVKAR, 3);
    let today = place.office.today();
    let first = clerk.give(target, all_match()).await;
    assert_eq!(
        (first.envelope.seq, first.envelope.base),
        (1, Base::Version(1))
    );
    clerk.give(target, accept("31", today)).await;
    clerk.give(target, Command::Activate).await;
    let shown = clerk.shown().case(target).unwrap();
    assert_eq!(shown.certificate.state, CertificateState::Active);
    assert_eq!(clerk.settled(3).await, Outcome::Applied { version: 4 });
    clerk.sees(target, 4).await;
    let known = clerk.shown().confirmed(target).unwrap();
    assert_eq!(known.certificate.state, CertificateState::Active);
    assert_eq!(clerk.shown().sign(target), Some(Sign::Applied));
    assert_eq!(clerk.shown().acts().count(), 0);
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_without_a_line_is_worked_and_applied_in_order_once() {
    let place = Place::new().await.with_applications(1..4).await;
    let mut clerk = place.connected().await;
    clerk.has(3).await;
    clerk.stop().await;
    place.set(Mode::Cut);

    let mut clerk = place.clerk();
    let unlocked = clerk.unlock(PASSWORD).await;
    assert_eq!(unlocked.cases.len(), 3);
    assert!(unlocked.journal.is_some());
    let today = place.office.today();
    for serial in 1..4 {
        let target = number(SYKTYVKAR, serial);
        clerk.give(target, all_match()).await;
        clerk.give(target, accept(&serial.to_string(), today)).await;
        let last = clerk.give(target, Command::Activate).await;
        assert_eq!(last.envelope.base, Base::After(last.envelope.seq - 1));
        assert_eq!(clerk.shown().sign(target), Some(Sign::Saved));
    }
    assert_eq!(clerk.shown().waiting().acts, 9);
    clerk.stop().await;

    let mut clerk = place.clerk();
    assert_eq!(clerk.unlock(PASSWORD).await.acts.len(), 9);
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    for seq in 1..=9 {
        let version = (seq - 1) % 3 + 2;
        assert_eq!(clerk.settled(seq).await, Outcome::Applied { version });
    }
    assert_eq!(clerk.shown().waiting().acts, 0);
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_was_lost_is_asked_for_again_and_the_act_is_done_once() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::LosesAnswers);
    let target = number(SYKTYVKAR, 1);
    clerk.give(target, all_match()).await;
    clerk.ask(Ask::SyncNow);
    let boris = place.office.login("boris", Channel::Open).await;
    let applied = async || boris.since(0).await.deltas[0].set[0].application.version == 2;
    while !applied().await {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(clerk.shown().sign(target), Some(Sign::Saved));
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    assert_eq!(clerk.settled(1).await, Outcome::Applied { version: 2 });
    clerk.give(target, accept("5", place.office.today())).await;
    assert_eq!(clerk.settled(2).await, Outcome::Applied { version: 3 });
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_half_open_connection_unknown_stays_unknown_and_the_act_is_done_once() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::HalfOpen);
    let target = number(SYKTYVKAR, 1);
    clerk.give(target, all_match()).await;
    clerk.link(LinkState::Degraded).await;
    let boris = place.office.login("boris", Channel::Open).await;
    let applied = boris.since(0).await.deltas[0].set[0].application.version;
    assert_eq!(applied, 2, "the register has it");
    assert_eq!(clerk.shown().sign(target), Some(Sign::Saved));
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    assert_eq!(clerk.settled(1).await, Outcome::Applied { version: 2 });
    clerk.give(target, accept("5", place.office.today())).await;
    assert_eq!(clerk.settled(2).await, Outcome::Applied { version: 3 });
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_saved_outlasts_a_power_cut() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    let target = number(SYKTYVKAR, 1);
    let act = clerk.give(target, all_match()).await;
    let left = copy_dir(place.data.path());
    let mut after = place.clerk_in(left.path(), &place.open.url());
    let unlocked = after.unlock(PASSWORD).await;
    assert_eq!(unlocked.acts, [act]);
    after.stop().await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_act_waits_for_a_person_with_those_that_followed_it() {
    let place = Place::new().await.with_applications(1..3).await;
    let mut clerk = place.connected().await;
    clerk.has(2).await;
    let (refused, fine) = (number(SYKTYVKAR, 1), number(SYKTYVKAR, 2));
    place.set(Mode::Cut);
    clerk.give(refused, accept("1", place.office.today())).await;
    clerk.give(refused, Command::Activate).await;
    clerk.give(fine, all_match()).await;
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    let first = clerk.settled(1).await;
    assert!(matches!(first, Outcome::Refused { .. }));
    let why = Refusal::DependsOnRefused(1);
    assert_eq!(clerk.settled(2).await, Outcome::Refused { why });
    assert_eq!(clerk.settled(3).await, Outcome::Applied { version: 2 });
    assert_eq!(clerk.shown().sign(refused), Some(Sign::Attention));
    assert_eq!(clerk.shown().attention().count(), 1);
    let state = clerk.shown().case(refused).unwrap().application.state;
    assert_eq!(state, ApplicationState::AwaitingPaper);
    clerk.stop().await;

    let mut clerk = place.clerk();
    assert_eq!(clerk.unlock(PASSWORD).await.acts.len(), 2);
    clerk.ask(Ask::Dismiss { seq: 1 });
    clerk.stop().await;
    let mut clerk = place.clerk();
    assert!(clerk.unlock(PASSWORD).await.acts.is_empty());
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_clerk_did_meanwhile_is_a_conflict_with_a_name() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    place.set(Mode::Cut);
    let target = number(SYKTYVKAR, 1);
    clerk.give(target, all_match()).await;
    let mut boris = place.office.login("boris", Channel::Open).await;
    let back = Command::Return {
        reason: ReturnReason::NotSigned,
        text: "".into(),
    };
    let done = boris.give(target, 1, back).await;
    assert_eq!(done, Outcome::Applied { version: 2 });
    place.set(Mode::Whole);
    clerk.ask(Ask::SyncNow);
    match clerk.settled(1).await {
        Outcome::Conflict { version: 2, by } => {
            assert_eq!(by.unwrap().name.as_str(), "Борис Второй");
        }
        other => panic!("{other:?}"),
    }
    clerk.sees(target, 2).await;
    let state = clerk.shown().case(target).unwrap().application.state;
    assert_eq!(state, ApplicationState::Returned(ReturnReason::NotSigned));
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_desks_change_arrives_by_itself() {
    let place = Place::new().await.with_applications(1..2).await;
    let mut clerk = place.connected().await;
    clerk.has(1).await;
    let mut boris = place.office.login("boris", Channel::Open).await;
    let target = number(SYKTYVKAR, 1);
    boris.give(target, 1, all_match()).await;
    clerk.sees(target, 2).await;
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_and_a_card_need_the_line_and_a_card_that_was_seen_does_not() {
    let place = Place::new().await.with_applications(1..3).await;
    let mut clerk = place.connected().await;
    let target = number(SYKTYVKAR, 2);
    let search = |ticket| Ask::Search {
        ticket: Ticket(ticket),
        request: SearchRequest {
            serial: Some(2),
            ..SearchRequest::default()
        },
    };
    let found = |ticket| {
        move |news: &News| match news {
            News::Found { ticket: t, result } if t.0 == ticket => Some(result.clone()),
            _ => None,
        }
    };
    clerk.ask(search(1));
    match clerk.until(found(1)).await {
        Ok(Found::Cases { hits, more: false }) => assert_eq!(hits[0].number(), target),
        other => panic!("{other:?}"),
    }
    let card = |news: &News| match news {
        News::Card { result, .. } => Some(result.clone()),
        _ => None,
    };
    clerk.ask(Ask::Card {
        application: target,
    });
    let shown = clerk.until(card).await.unwrap();
    place.set(Mode::Cut);
    clerk.ask(Ask::SyncNow);
    clerk.link(LinkState::Offline).await;
    clerk.ask(search(2));
    assert_eq!(clerk.until(found(2)).await.err(), Some(Unreachable::NoLine));
    clerk.ask(Ask::Card {
        application: target,
    });
    assert_eq!(clerk.until(card).await.unwrap(), shown);
    clerk.ask(Ask::Card {
        application: number(SYKTYVKAR, 1),
    });
    assert_eq!(clerk.until(card).await.err(), Some(Unreachable::NoLine));
    *clerk.now.lock().unwrap() += chrono::Duration::hours(12);
    clerk.ask(Ask::Card {
        application: target,
    });
    assert_eq!(clerk.until(card).await.err(), Some(Unreachable::NoLine));
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_protected_line_the_open_one_serves_and_shows_no_card() {
    let place = Place::new().await.with_applications(1..2).await;
    place.protected.set(Mode::Cut);
    let mut clerk = place.clerk();
    clerk.unlock(PASSWORD).await;
    let link = clerk.link(LinkState::Connected).await;
    assert_eq!(link.channel, Channel::Open);
    clerk.has(1).await;
    clerk.ask(Ask::Card {
        application: number(SYKTYVKAR, 1),
    });
    let refused = clerk
        .until(|news| match news {
            News::Card { result, .. } => Some(result.clone().err()),
            _ => None,
        })
        .await;
    assert_eq!(refused, Some(Unreachable::OpenChannel));
    clerk.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_protected_line_is_tried_anew_when_something_personal_is_wanted() {
    let place = Place::new().await.with_applications(1..2).await;
    place.protected.set(Mode::Cut);
    let mut clerk = place.clerk();
    clerk.unlock(PASSWORD).await;
    assert_eq!(
        clerk.link(LinkState::Connected).await.channel,
        Channel::Open
    );
    place.protected.set(Mode::Whole);
    clerk.ask(Ask::Card {
        application: number(SYKTYVKAR, 1),
    });
    let shown = clerk
        .until(|news| match news {
            News::Card { result, .. } => Some(result.is_ok()),
            _ => None,
        })
        .await;
    assert!(shown);
    assert_eq!(
        clerk.link(LinkState::Connected).await.channel,
        Channel::Protected
    );
    clerk.stop().await;
}
