//! Enrolment requests by the keys of a clerk whose keyboard is Russian.

use super::*;
use crate::domain::{EnrolmentCommand, EnrolmentRefusal, Target};
use crate::tui::screens::requests::tests::records::{
    certificate, id, programme, request, unlocked,
};

/// The list with new requests 1 to `count`, an offer and a contract; so many places in the groups.
pub(super) fn desk(count: u32, places: (u16, u16)) -> Bench {
    let requests = (1..=count).map(|n| request(n, 1, "new", 1));
    let others = [
        request(91, 2, "confirmed", 2),
        request(92, 3, "concluded", 2),
    ];
    let requests = requests.chain(others).collect();
    let programmes = vec![programme(1, "Робототехника", places)];
    let mut bench = Bench::locked();
    bench.news(News::Unlocked(Box::new(unlocked(
        programmes,
        requests,
        Vec::new(),
    ))));
    bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
    bench.press(KeyCode::F(7));
    bench
}

/// What was given, with the number of the request.
fn given(bench: &Bench) -> Vec<(&EnrolmentCommand, u32)> {
    let gives = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Give {
            target: Target::Request(id),
            command: Command::Enrolment(command),
            ..
        } => Some((command, id.0.as_u128() as u32)),
        _ => None,
    });
    gives.collect()
}

/// The disk takes the acts from `from` on, and the register answers each.
fn answered(bench: &mut Bench, outcomes: &[Outcome]) {
    let gives: Vec<Ask> = bench.asks.clone();
    let gives = gives.into_iter().filter(|a| matches!(a, Ask::Give { .. }));
    for ((seq, ask), outcome) in (1..).zip(gives).zip(outcomes) {
        let Ask::Give {
            ticket,
            target,
            seen,
            at,
            command,
        } = ask
        else {
            continue;
        };
        let base = Base::Version(seen);
        let envelope = Envelope::new(seq, Uuid::nil(), target, base, None, at, command);
        let act = Box::new(Act {
            envelope,
            outcome: None,
        });
        bench.news(News::Saved { ticket, act });
        bench.news(News::Settled {
            seq,
            outcome: outcome.clone(),
        });
    }
}

fn type_in(bench: &mut Bench, text: &str) {
    for c in text.chars() {
        bench.press(KeyCode::Char(c));
    }
}

#[test]
fn the_digit_opens_the_panel_and_it_stands_in_the_bar() {
    let mut bench = desk(2, (9, 9));
    assert_eq!(bench.shell.panel(), Panel::Requests);
    assert!(bench.row(0).contains("7Заявки"), "{}", bench.row(0));
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('7'));
    assert_eq!(bench.shell.panel(), Panel::Requests);
    insta::assert_snapshot!("requests_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("requests_120x40", bench.screen(120, 40));
}

#[test]
fn one_key_for_each_confirmed_request() {
    let mut bench = desk(10, (9, 9));
    bench.asks.clear();
    for _ in 0..5 {
        bench.press(KeyCode::Char('ф'));
    }
    let confirmed: Vec<u32> = given(&bench).iter().map(|(_, n)| *n).collect();
    assert_eq!(confirmed, [1, 2, 3, 4, 5]);
    assert!(bench.screen(80, 24).contains("Подтверждено: сертификат"));
}

#[test]
fn a_block_of_three_of_which_one_is_refused() {
    let mut bench = desk(4, (9, 9));
    bench.press(KeyCode::Char(' '));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Char('и'));
    assert!(bench.screen(80, 24).contains("отмечено: 3"));
    bench.press(KeyCode::Char('ф'));
    assert!(bench.screen(80, 24).contains("Можно подтвердить: 3"));
    bench.press(KeyCode::Enter);
    assert_eq!(given(&bench).len(), 3);
    let applied = |version| Outcome::Applied { version };
    let why = Refusal::Enrolment(EnrolmentRefusal::GroupFull);
    let outcomes = [applied(2), Outcome::Refused { why }, applied(2)];
    answered(&mut bench, &outcomes);
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Выполнено: 2. Ждут реестра: 0. Нельзя: 1."),
        "{screen}"
    );
    assert!(screen.contains("не осталось свободных мест"), "{screen}");
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("Старшая · мест: 7"));
}

#[test]
fn a_refusal_has_its_reason() {
    let mut bench = desk(2, (9, 9));
    bench.press(KeyCode::Char('к'));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    let [(EnrolmentCommand::RefuseRequest { reason, .. }, 1)] = &given(&bench)[..] else {
        panic!("{:?}", given(&bench));
    };
    assert_eq!(reason.code(), "age");
}

#[test]
fn a_contract_is_concluded_and_another_one_terminated() {
    let mut bench = desk(1, (9, 9));
    bench.press(KeyCode::Tab);
    bench.press(KeyCode::Enter);
    assert!(bench.row(1).contains("d Договор"), "{}", bench.row(1));
    bench.press(KeyCode::Char('в'));
    for _ in 0..20 {
        bench.press(KeyCode::Backspace);
    }
    type_in(&mut bench, "45/Р");
    bench.press(KeyCode::Enter);
    let [
        (
            EnrolmentCommand::Conclude {
                contract_number, ..
            },
            91,
        ),
    ] = &given(&bench)[..]
    else {
        panic!("{:?}\n{}", given(&bench), bench.screen(80, 24));
    };
    assert_eq!(contract_number.as_str(), "45/Р");
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::Tab);
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains(&certificate(92).to_string()));
    bench.press(KeyCode::Char('е'));
    bench.press(KeyCode::Enter);
    let last = given(&bench);
    let Some((EnrolmentCommand::Terminate { .. }, 92)) = last.last() else {
        panic!("{last:?}\n{}", bench.screen(80, 24));
    };
    let screen = bench.screen(80, 24);
    assert!(screen.contains("действует до 30.11.2026"), "{screen}");
}

#[test]
fn a_lost_place_is_told_wherever_the_clerk_is() {
    let mut bench = desk(1, (1, 5));
    bench.press(KeyCode::Char('ф'));
    bench.press(KeyCode::F(3));
    let why = Refusal::Enrolment(EnrolmentRefusal::GroupFull);
    answered(&mut bench, &[Outcome::Refused { why }]);
    assert_eq!(bench.shell.panel(), Panel::Queue);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Место заняли раньше"), "{screen}");
}

#[test]
fn the_next_start_returns_to_the_open_request() {
    let mut bench = desk(3, (9, 9));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    let place = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } if key == "place" => Some(text.clone()),
        _ => None,
    });
    assert_eq!(place, Some(format!("requests {}", id(2))));
    let requests = (1..=3).map(|n| request(n, 1, "new", 1)).collect();
    let mut again = unlocked(
        vec![programme(1, "Робототехника", (9, 9))],
        requests,
        Vec::new(),
    );
    again.drafts = vec![("place".to_owned(), place.unwrap_or_default())];
    let mut bench = Bench::locked();
    bench.news(News::Unlocked(Box::new(again)));
    assert_eq!(bench.shell.panel(), Panel::Requests);
    assert!(bench.screen(80, 24).contains(&certificate(2).to_string()));
    assert!(bench.row(1).contains("Отозвать"), "{}", bench.row(1));
}

#[test]
fn a_refused_step_is_named_in_the_outbox_and_its_request_opens_from_there() {
    let mut bench = desk(1, (1, 5));
    bench.press(KeyCode::Char('ф'));
    let why = Refusal::Enrolment(EnrolmentRefusal::GroupFull);
    answered(&mut bench, &[Outcome::Refused { why }]);
    bench.press(KeyCode::F(9));
    let outbox = bench.screen(80, 24);
    assert!(outbox.contains(&certificate(1).to_string()), "{outbox}");
    assert!(outbox.contains("Подтверждение заявки"), "{outbox}");
    bench.press(KeyCode::Char('щ'));
    assert_eq!(bench.shell.panel(), Panel::Requests);
    let request = bench.screen(80, 24);
    assert!(request.contains("Не выполнено"), "{request}");
}
