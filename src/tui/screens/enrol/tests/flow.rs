//! From the certificate to the confirmed request.

use super::desk::*;
use crate::api::sync::Outcome;
use crate::domain::enrolment::RequestState;
use crate::domain::{
    Capability, CertificateState, Command, EnrolmentCommand, Source, Target, Zone,
};
use crate::store::projection::Sign;
use crate::sync::desk::{Ask, Cause, CauseCode, Found, News, Ticket, Unreachable};
use crate::tui::action::{Action, Place};
use crate::tui::screens::{Goto, enrol};

#[test]
fn a_request_is_created_and_confirmed_by_one_key() {
    let mut bench = Bench::new();
    bench.found();
    bench.type_in("робот млад");
    bench.act(Action::Submit);
    assert!(bench.given().is_empty(), "the money is shown first");
    bench.shows("Первый платёж родителей");
    bench.act(Action::Submit);
    assert_eq!(bench.codes(), ["enrol", "confirm_request"]);
    let id = bench.request();
    let shown = bench.world.register.enrolment().request(id).unwrap();
    assert_eq!(shown.state, RequestState::Confirmed);
    assert!(shown.by_one_person());
    assert_eq!(shown.source, Source::Desk);
    assert_eq!(
        shown.days.first, bench.world.today,
        "the group has begun: from today"
    );
    assert_eq!(shown.days.last, day(2027, 5, 31));
    bench.shows("Записываем на диск");
    bench.shows("Создана и подтверждена одним сотрудником — попадёт в отчёт");
    bench.save();
    bench.shows("Место и деньги подтвердит реестр");
    bench.settle(1, Outcome::Applied { version: 1 });
    bench.settle(2, Outcome::Applied { version: 2 });
    bench.shows("√ Заявка создана и подтверждена");
    bench.shows("Реестр подтвердил");
    assert_eq!(
        bench.world.register.sign(Target::Request(id)),
        Some(Sign::Applied)
    );
}

#[test]
fn who_only_creates_leaves_the_request_to_others() {
    let rights = [Capability::EnrolmentCreate];
    let mut bench = Bench::with(&rights, records());
    bench.chosen("рисование");
    bench.shows("Подтвердит её сотрудник с правом подтверждать заявки");
    bench.act(Action::Submit);
    assert_eq!(bench.codes(), ["enrol"]);
    bench.shows("ждёт подтверждения");
    let request = bench.world.register.enrolment().request(bench.request());
    assert_eq!(request.unwrap().state, RequestState::New);
}

#[test]
fn who_may_not_create_is_told_who_can() {
    let mut bench = Bench::with(&[Capability::EnrolmentView], records());
    bench.found();
    assert_eq!(bench.notices.len(), 1);
    assert!(enrol::typing(&bench.state));
    bench.shows("Сертификат:");
}

#[test]
fn a_certificate_is_read_with_spaces_dashes_and_from_a_code() {
    for typed in [
        "1101000042",
        "11 01 000042",
        "11-01-000042",
        "11–01–000042\n",
    ] {
        let mut bench = Bench::new();
        bench.paste(typed);
        assert_eq!(bench.state.certificate(), Some(number(42)), "{typed:?}");
        let chooses = typed.ends_with('\n');
        assert_eq!(bench.draw(80, 24).contains("Программа:"), chooses);
    }
    let mut bench = Bench::new();
    let reference = crate::tui::screens::common::rig::number(42);
    bench.paste(&format!("{reference}-10092026-1101000042"));
    assert_eq!(bench.state.certificate(), Some(number(42)));
    bench.paste("1101000043");
    assert_eq!(
        bench.state.certificate(),
        Some(number(43)),
        "a scan takes the place"
    );
}

#[test]
fn what_is_no_number_says_what_one_looks_like() {
    let mut bench = Bench::new();
    bench.act(Action::Submit);
    assert!(bench.notices[0].contains("10 цифр"));
    bench.type_in("2201000042");
    bench.shows("начинаются с 11");
    bench.act(Action::Cancel);
    bench.type_in("11");
    bench.shows("Цифр: 2");
    bench.act(Action::Cancel);
    bench.act(Action::Cancel);
    assert_eq!(bench.gone, [Goto::Back]);
}

#[test]
fn a_certificate_that_is_not_active_says_so_before_anything_is_chosen() {
    for (state, words) in [
        (CertificateState::Reserved, "ещё не активирован"),
        (
            CertificateState::Suspended(crate::domain::SuspendReason::ALL[0]),
            "приостановлен",
        ),
        (CertificateState::Superseded(number(42)), "1101000042"),
        (CertificateState::Expired, "18 лет"),
    ] {
        let mut bench = Bench::new();
        bench.hear(&News::Changed {
            reset: false,
            set: vec![certified(43, state)],
            gone: Vec::new(),
        });
        bench.type_in("1101000043");
        bench.shows(words);
        bench.act(Action::Submit);
        assert!(bench.notices[0].contains(words), "{:?}", bench.notices);
        assert!(
            bench.draw(80, 24).contains("Сертификат:"),
            "still at the certificate"
        );
    }
}

#[test]
fn an_unknown_certificate_is_asked_for_and_judged_by_the_register() {
    let mut bench = Bench::new();
    bench.type_in("1101000099");
    let Some(Ask::Search { ticket, request }) = bench.asks.last().cloned() else {
        panic!("{:?}", bench.asks);
    };
    assert_eq!(request.certificate, Some(number(99)));
    bench.act(Action::Submit);
    assert!(bench.notices[0].contains("Спрашиваем"));
    let found = |state| News::Found {
        ticket,
        result: Ok(Found::Cases {
            hits: vec![certified(99, state)],
            more: false,
        }),
    };
    bench.hear(&found(CertificateState::Reserved));
    bench.shows("ещё не активирован");
    let old = News::Found {
        ticket: Ticket(ticket.0 + 50),
        result: Err(Unreachable::NoLine),
    };
    bench.hear(&old);
    bench.shows("ещё не активирован");

    let mut bench = Bench::new();
    bench.type_in("1101000099");
    bench.hear(&News::Found {
        ticket,
        result: Ok(Found::Cases {
            hits: Vec::new(),
            more: false,
        }),
    });
    bench.shows("Такого сертификата в реестре нет");
    bench.act(Action::Submit);
    assert!(!bench.draw(80, 24).contains("Программа:"));
}

#[test]
fn without_a_line_an_unknown_certificate_is_left_to_the_register() {
    let mut bench = Bench::new();
    bench.type_in("1101000099");
    let ticket = Ticket(1);
    bench.hear(&News::Found {
        ticket,
        result: Err(Unreachable::NoLine),
    });
    bench.shows("реестр проверит, когда связь появится");
    bench.act(Action::Submit);
    bench.type_in("лего");
    bench.act(Action::Submit);
    bench.act(Action::Submit);
    assert_eq!(bench.codes(), ["enrol", "confirm_request"]);
}

#[test]
fn the_days_can_be_others_and_the_money_follows() {
    let mut bench = Bench::new();
    bench.chosen("робот млад");
    bench.act(Action::ClearInput);
    bench.type_in("01.12.2026");
    bench.shows("12.2026");
    assert!(!bench.draw(80, 24).contains("11.2026"));
    bench.act(Action::NextField);
    bench.act(Action::ClearInput);
    bench.type_in("31.12.2026");
    bench.act(Action::Submit);
    let request = bench.world.register.enrolment().request(bench.request());
    let request = request.unwrap();
    assert_eq!(
        (request.days.first, request.days.last),
        (day(2026, 12, 1), day(2026, 12, 31))
    );
    let cost = request.cost.unwrap();
    assert_eq!(cost.total.months, 0);
    assert_eq!(
        cost.total.total().0,
        cost.shares.certificate.total().0 + cost.shares.parents.total().0
    );
}

#[test]
fn days_outside_the_group_are_told_and_nothing_is_given() {
    let mut bench = Bench::new();
    bench.chosen("робот млад");
    bench.act(Action::ClearInput);
    bench.type_in("01.09.2026");
    bench.shows("не входят в период занятий");
    bench.act(Action::Submit);
    assert!(bench.given().is_empty());
    bench.act(Action::Cancel);
    bench.shows("Робототехника · Первый год · Младшая");
    bench.shows("Программа: робот млад");
}

#[test]
fn what_was_not_saved_comes_back_as_it_was_typed() {
    let mut bench = Bench::new();
    bench.chosen("робот млад");
    bench.act(Action::ClearInput);
    bench.type_in("01.12.2026");
    bench.act(Action::Submit);
    let Some(Ask::Give { ticket, .. }) = bench.asks.first().cloned() else {
        panic!("{:?}", bench.asks);
    };
    bench.hear(&News::NotSaved {
        ticket,
        why: Cause::new(CauseCode::Disk, &"No space left on device"),
    });
    bench.shows("Первый день: 01.12.2026");
}

#[test]
fn one_more_programme_meets_what_the_first_one_has_taken() {
    let mut bench = Bench::new();
    bench.chosen("робот млад");
    bench.act(Action::Submit);
    bench.save();
    bench.act(Action::AnotherProgramme);
    bench.type_in("робот старш");
    bench.shows("уже есть заявка или договор на этот модуль");
    bench.act(Action::Submit);
    assert_eq!(bench.notices.len(), 1, "{:?}", bench.notices);
    assert_eq!(bench.given().len(), 2);
    bench.act(Action::Cancel);
    bench.type_in("шахматы");
    bench.shows("совпадают по времени");
    bench.act(Action::Submit);
    bench.act(Action::Submit);
    assert_eq!(bench.given().len(), 4);
    let account = bench
        .world
        .register
        .enrolment()
        .account(number(42))
        .unwrap();
    assert_eq!(account.claims.len(), 2);
}

#[test]
fn the_certificate_shows_its_money_and_its_requests() {
    let mut bench = Bench::new();
    bench.type_in("1101000042");
    bench.shows("остаток 10 000,00 ₽ из 10 000,00 ₽");
    bench.shows("Других заявок и договоров нет");
    bench.act(Action::Submit);
    bench.type_in("лего");
    bench.act(Action::Submit);
    bench.act(Action::Submit);
    bench.open(Some(number(42)));
    bench.shows("подтверждён · Лего-конструирование");
    assert!(!bench.draw(80, 24).contains("остаток 10 000,00 ₽ из"));
}

#[test]
fn coming_again_goes_on_where_the_clerk_was() {
    let mut bench = Bench::new();
    bench.found();
    bench.type_in("лего");
    bench.open(None);
    bench.shows("Программа: лего");
    bench.open(Some(number(42)));
    bench.shows("Программа: лего");
    bench.open(Some(number(43)));
    bench.shows("ещё не активирован");
    bench.act(Action::Enrol);
    assert_eq!(bench.state.certificate(), None);
}

#[test]
fn a_request_has_an_id_of_its_own_each_time() {
    let mut ids = Vec::new();
    for minutes in 0..3 {
        for words in ["лего", "рисование"] {
            let mut bench = Bench::new();
            bench.world.now += chrono::Duration::minutes(minutes);
            bench.world.today = Zone::MOSCOW.date(bench.world.now);
            bench.chosen(words);
            bench.act(Action::Submit);
            ids.push(bench.request());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn the_acts_carry_what_was_shown() {
    let mut bench = Bench::new();
    bench.chosen("шахматы");
    bench.act(Action::Submit);
    let Some(Ask::Give { command, seen, .. }) = bench.asks.first() else {
        panic!("{:?}", bench.asks);
    };
    let Command::Enrolment(EnrolmentCommand::Enrol { form }) = command else {
        panic!("{command:?}");
    };
    assert_eq!((*seen, form.certificate), (0, number(42)));
    assert_eq!(form.place, seat(4, 1));
    assert_eq!(form.days.first, bench.world.today);
    assert_eq!(enrol::place(&bench.state), Place::Enrol);
    assert!(!enrol::typing(&bench.state), "letters are keys again");
}
