//! The application on the desk, the next one of the queue, and colleagues at the same queue.

use super::*;
use crate::api::sync::Queue;
use crate::domain::{ApplicationNumber, Capability, TakeOverReason};
use crate::sync::desk::{HeldHere, Ticket};
use crate::tui::screens::common::rig::accepted;
use crate::tui::testing::opened;

fn held(serials: &[u32]) -> News {
    let one = |serial: &u32| HeldHere {
        application: number(*serial),
        clerk: ClerkId(9),
        name: "Петрова А. И.".into(),
        until: moment() + Duration::minutes(4),
    };
    News::Held(serials.iter().map(one).collect())
}

/// A desk whose clerk may take applications over, too.
fn with_takeover(cases: Vec<Case>) -> Bench {
    let mut bench = Bench::locked();
    let capabilities = [FULL.as_slice(), &[Capability::ApplicationTakeover]].concat();
    bench.news(News::Unlocked(Box::new(Unlocked {
        cases,
        enrolment: crate::store::EnrolmentRecords::default(),
        ..opened(profile(&capabilities))
    })));
    bench
}

fn on_desk(bench: &Bench) -> Vec<Option<ApplicationNumber>> {
    let desk = bench.asks.iter().filter_map(|ask| match ask {
        Ask::OnDesk { application } => Some(*application),
        _ => None,
    });
    desk.collect()
}

fn asked(bench: &Bench) -> Vec<(Ticket, Queue)> {
    let next = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Next { ticket, queue } => Some((*ticket, *queue)),
        _ => None,
    });
    next.collect()
}

fn answer(bench: &mut Bench, application: Option<u32>) {
    let (ticket, _) = *asked(bench).last().expect("the next was asked for");
    let application = application.map(number);
    bench.news(News::NextOne {
        ticket,
        application,
    });
}

fn given(bench: &Bench) -> Vec<Command> {
    let acts = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Give { command, .. } => Some(command.clone()),
        _ => None,
    });
    acts.collect()
}

#[test]
fn the_desk_tells_what_lies_on_it_once_for_each_change() {
    let mut bench = Bench::unlocked(vec![case(1), case(2)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Down);
    bench.press(KeyCode::F(1));
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::F(9));
    let (first, second) = (Some(number(1)), Some(number(2)));
    assert_eq!(on_desk(&bench), [first, None, second, None]);
    bench.press(KeyCode::Esc);
    bench.asks.clear();
    bench.news(unlocked(vec![case(1), case(2)], Vec::new(), Vec::new()));
    assert_eq!(on_desk(&bench), [second], "a store opened anew is told");
}

#[test]
fn marks_of_the_one_before_are_given_while_it_still_lies_there() {
    let mut bench = Bench::unlocked(vec![case(1), case(2)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    bench.asks.clear();
    bench.shell.open_case(number(2));
    bench.collect();
    let kinds: Vec<&str> = bench
        .asks
        .iter()
        .map(|ask| match ask {
            Ask::Give { .. } => "give",
            Ask::OnDesk { .. } => "desk",
            _ => "",
        })
        .filter(|kind| !kind.is_empty())
        .collect();
    assert_eq!(kinds, ["give", "desk"]);
}

#[test]
fn the_next_one_is_the_registers_and_else_the_next_free_of_the_list() {
    let mut bench = Bench::unlocked((1..6).map(case).collect());
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('т'));
    assert_eq!(asked(&bench).last().unwrap().1, Queue::Acceptance);
    answer(&mut bench, Some(4));
    assert_eq!(bench.shell.panel(), Panel::Verification);
    assert!(bench.screen(80, 24).contains(&number(4).to_string()));
    bench.press(KeyCode::F(3));
    bench.news(held(&[1, 2]));
    bench.press(KeyCode::Char('n'));
    answer(&mut bench, None);
    assert!(bench.screen(80, 24).contains(&number(3).to_string()));
    bench.control('n');
    answer(&mut bench, Some(3));
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains(&number(4).to_string()),
        "what lies on the desk is not the next one:\n{screen}"
    );
}

#[test]
fn a_finished_application_gives_its_place_to_the_next_by_the_same_key() {
    let mut bench = Bench::unlocked(vec![accepted(1), accepted(2)]);
    bench.press(KeyCode::F(4));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('n'));
    assert_eq!(asked(&bench).last().unwrap().1, Queue::Activation);
    answer(&mut bench, None);
    assert!(bench.screen(80, 24).contains(&number(2).to_string()));
}

#[test]
fn an_answer_that_comes_when_the_clerk_has_gone_on_takes_nobody_away() {
    let mut bench = Bench::unlocked((1..4).map(case).collect());
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('n'));
    bench.press(KeyCode::F(9));
    bench.asks.clear();
    let ticket = Ticket(1);
    let application = Some(number(2));
    bench.news(News::NextOne {
        ticket,
        application,
    });
    assert_eq!(bench.shell.panel(), Panel::Outbox);
    assert_eq!(on_desk(&bench), [None], "it doesn't lie on the desk");
}

#[test]
fn a_queue_in_which_all_are_taken_says_so() {
    let mut bench = Bench::unlocked(vec![case(1), case(2)]);
    bench.news(held(&[1, 2]));
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('n'));
    answer(&mut bench, None);
    assert_eq!(bench.shell.panel(), Panel::Queue);
    assert!(bench.row(1).contains("работают другие"), "{}", bench.row(1));
    bench.news(News::Changed {
        reset: true,
        set: Vec::new(),
        gone: Vec::new(),
    });
    bench.press(KeyCode::Char('n'));
    answer(&mut bench, None);
    assert!(bench.row(1).contains("больше нет"), "{}", bench.row(1));
}

#[test]
fn a_colleague_is_named_on_rows_and_in_the_head_until_the_lease_ends() {
    let mut bench = Bench::unlocked(vec![case(1), accepted(2)]);
    assert_eq!(bench.shell.next_minute(), None);
    bench.news(held(&[1, 2]));
    for panel in [3, 4] {
        bench.press(KeyCode::F(panel));
        let screen = bench.screen(80, 24);
        assert!(screen.contains("у Петровой А."), "F{panel}:\n{screen}");
    }
    bench.shell.paste(&number(1).to_string());
    assert!(bench.screen(80, 24).contains("у Петровой А."));
    bench.press(KeyCode::Enter);
    let head = "Работает: Петрова А. И., ещё 4 мин";
    assert!(bench.screen(80, 24).contains(head));
    let minute = bench.shell.next_minute().expect("the minutes are told");
    assert!(minute > moment() && minute <= moment() + Duration::minutes(1));
    bench.shell.set_now(moment() + Duration::minutes(4));
    assert!(!bench.screen(80, 24).contains("Петров"));
    assert_eq!(bench.shell.next_minute(), None);
}

#[test]
fn taking_over_asks_for_a_reason_and_then_does_what_was_asked() {
    let mut bench = with_takeover(vec![case(1)]);
    bench.news(News::Held(Vec::new()));
    bench.news(held(&[1]));
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Заявление у Петровой А. И. с 12:33"),
        "{screen}"
    );
    assert!(given(&bench).is_empty());
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    let reason = TakeOverReason::ParentAtMyDesk;
    assert_eq!(given(&bench), [Command::TakeOver { reason }]);
    assert!(bench.screen(80, 24).contains("1="), "the section is marked");
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("2="), "nobody asks twice");
}

#[test]
fn who_may_not_take_over_waits_or_goes_back() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.news(held(&[1]));
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char(' '));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("права взять"), "{screen}");
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Verification);
    bench.press(KeyCode::Char(' '));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Queue);
    assert!(given(&bench).is_empty());
}

#[test]
fn a_lost_lease_is_told_and_keeps_the_marks() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Enter);
    bench.news(held(&[1]));
    bench.news(News::LeaseLost {
        application: number(1),
    });
    let notice = format!("{} {}", bench.row(2), bench.row(1));
    assert!(notice.contains("Петрова А. И."), "{notice}");
    assert!(bench.screen(80, 24).contains("1="));
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("2="), "work goes on");
    bench.press(KeyCode::Esc);
    assert!(given(&bench).is_empty(), "the marks stay a draft");
    let kept = |ask: &Ask| matches!(ask, Ask::Draft { key, text } if key.starts_with("verify") && !text.is_empty());
    assert!(bench.asks.iter().any(kept));
}
