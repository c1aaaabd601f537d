//! What the register takes back, and what is offered instead.

use super::desk::*;
use crate::api::sync::Outcome;
use crate::domain::enrolment::RequestState;
use crate::domain::{EnrolmentRefusal, Refusal, Target};
use crate::sync::desk::{Ask, News};
use crate::tui::action::Action;

fn full() -> Outcome {
    Outcome::Refused {
        why: Refusal::Enrolment(EnrolmentRefusal::GroupFull),
    }
}

fn behind(seq: u64) -> Outcome {
    Outcome::Refused {
        why: Refusal::DependsOnRefused(seq),
    }
}

/// A request for the younger group of robotics that is on the disk.
fn given() -> Bench {
    let mut bench = Bench::new();
    bench.chosen("робот млад");
    bench.act(Action::Submit);
    bench.save();
    bench
}

#[test]
fn a_lost_place_offers_the_module_first_and_then_like_programmes() {
    let mut bench = given();
    let lost = bench.request();
    bench.settle(1, full());
    bench.settle(2, behind(1));
    bench.shows("Реестр отказал");
    bench.shows("не осталось свободных мест");
    let screen = bench.draw(80, 24);
    let at = |name: &str| screen.find(name).unwrap_or_else(|| panic!("{screen}"));
    assert!(at("Старшая") < at("Лего"), "{screen}");
    assert!(
        !screen.contains("Рисование"),
        "another direction is no like one"
    );
    bench.act(Action::Submit);
    bench.shows("Робототехника · Первый год · Старшая");
    bench.act(Action::Submit);
    assert_eq!(
        bench.codes(),
        ["enrol", "confirm_request", "enrol", "confirm_request"]
    );
    assert_ne!(bench.request(), lost);
    assert!(matches!(bench.asks.last(), Some(Ask::Dismiss { seq: 1 })));
    assert_eq!(bench.world.register.attention().count(), 0);
    let request = bench.world.register.enrolment().request(bench.request());
    assert_eq!(request.unwrap().place, seat(1, 2));
}

#[test]
fn esc_from_an_offer_leads_back_to_the_offers() {
    let mut bench = given();
    bench.settle(1, full());
    bench.settle(2, behind(1));
    bench.act(Action::Down);
    bench.act(Action::Submit);
    bench.shows("Лего-конструирование · Первый год · Утро");
    bench.act(Action::Cancel);
    bench.shows("Реестр отказал");
    bench.shows("Робототехника · Первый год · Младшая");
    assert_eq!(bench.given().len(), 2);
}

#[test]
fn a_request_left_unconfirmed_moves_to_another_group_of_its_module() {
    let mut bench = given();
    let id = bench.request();
    bench.settle(1, Outcome::Applied { version: 1 });
    bench.settle(2, full());
    bench.shows("осталась неподтверждённой");
    bench.act(Action::Submit);
    assert_eq!(bench.codes()[2..], ["change_group", "confirm_request"]);
    let target = Target::Request(id);
    assert!(bench.given().iter().all(|(_, of)| *of == target));
    let request = bench.world.register.enrolment().request(id).unwrap();
    assert_eq!(
        (request.place, request.state),
        (seat(1, 2), RequestState::Confirmed)
    );
    bench.save();
    bench.shows("Заявка создана и подтверждена");
    bench.shows("Старшая");
}

#[test]
fn a_request_left_unconfirmed_is_withdrawn_for_another_programme() {
    let mut bench = given();
    let id = bench.request();
    bench.settle(1, Outcome::Applied { version: 1 });
    bench.settle(2, full());
    bench.act(Action::Down);
    bench.act(Action::Submit);
    bench.act(Action::Submit);
    assert_eq!(
        bench.codes()[2..],
        ["withdraw_request", "enrol", "confirm_request"]
    );
    assert_eq!(bench.given()[2].1, Target::Request(id));
    let enrolment = bench.world.register.enrolment();
    let account = enrolment.account(number(42)).unwrap();
    assert_eq!(account.claims.len(), 1, "nothing of the first is held back");
    assert_eq!(account.claims[0].place, seat(5, 1));
}

#[test]
fn a_certificate_that_came_to_be_suspended_offers_nothing() {
    let mut bench = given();
    bench.settle(
        1,
        Outcome::Refused {
            why: Refusal::Enrolment(EnrolmentRefusal::CertificateState("suspended".to_owned())),
        },
    );
    bench.settle(2, behind(1));
    bench.shows("Похожих групп со свободными местами нет");
    bench.act(Action::Submit);
    assert_eq!(bench.given().len(), 2);
    assert_eq!(bench.notices.len(), 1);
}

#[test]
fn offers_leave_out_full_groups() {
    let mut bench = given();
    let mut delta = crate::api::sync::Delta::empty(
        crate::api::sync::Scope::Organisation(crate::domain::OrganisationId(1)),
        5,
    );
    delta.requests = vec![confirmed(1, seat(1, 2))];
    bench.hear(&News::Enrolment(Box::new(delta)));
    bench.settle(1, full());
    bench.settle(2, behind(1));
    let screen = bench.draw(80, 24);
    assert!(!screen.contains("Старшая"), "{screen}");
    assert!(screen.contains("Лего"), "{screen}");
}

#[test]
fn a_refusal_that_came_later_is_there_when_the_child_comes_again() {
    let mut bench = given();
    bench.act(Action::Enrol);
    bench.settle(1, full());
    bench.settle(2, behind(1));
    bench.shows("Наберите номер сертификата");
    bench.open(Some(number(42)));
    bench.shows("Реестр отказал");
    bench.shows("Старшая");
}
