//! The account of one certificate: found by its number, its group, its place among those that wait.

use super::*;
use crate::domain::AccountCommand;

fn opened(serial: u32) -> Bench {
    let mut bench = Bench::editor();
    bench.press(Action::FundingAccount);
    bench.fill(&certificate(serial).to_string());
    bench.press(Action::Submit);
    assert_eq!(bench.state.part, Part::Account);
    bench
}

fn account_commands(bench: &Bench) -> Vec<AccountCommand> {
    let given = bench
        .given()
        .into_iter()
        .filter_map(|command| match command {
            Command::Account(command) => Some(command),
            _ => None,
        });
    given.collect()
}

#[test]
fn an_account_is_found_by_its_number() {
    let bench = opened(2);
    insta::assert_snapshot!("account_80", bench.screen(80, 24));
    insta::assert_snapshot!("account_120", bench.screen(120, 40));
    let mut bench = Bench::editor();
    bench.press(Action::FundingAccount);
    bench.fill("12 01 000002");
    bench.press(Action::Submit);
    assert!(bench.screen(80, 24).contains("10 цифр, первые две — 11"));
}

#[test]
fn what_the_next_request_brings_is_told() {
    let screen = opened(2).screen(120, 40);
    assert!(
        screen.contains("номинал станет 10\u{a0}000,00, остаток 7\u{a0}000,00"),
        "{screen}"
    );
    let screen = opened(1).screen(120, 40);
    assert!(!screen.contains("номинал станет"));
    // One that has claimed nothing yet gets its money with the first request.
    let screen = opened(12).screen(120, 40);
    assert!(screen.contains("номинал станет 10\u{a0}000,00"), "{screen}");
    assert!(screen.contains("проверьте номер"));
}

#[test]
fn a_certificate_of_another_municipality_has_its_account_elsewhere() {
    let mut bench = Bench::editor();
    bench.press(Action::FundingAccount);
    bench.fill("1102000001");
    bench.press(Action::Submit);
    assert!(bench.screen(80, 24).contains("платит другой муниципалитет"));
    bench.press(Action::AssignGroup);
    bench.press(Action::JoinWaitingList);
    assert!(bench.says().contains("Сыктывкар"));
    assert!(bench.given().is_empty());
}

#[test]
fn a_certificate_goes_into_a_group_with_room_and_else_waits_there() {
    let mut bench = opened(12);
    bench.press(Action::AssignGroup);
    insta::assert_snapshot!("assign_80", bench.screen(80, 24));
    bench.press(Action::Submit);
    let group = CertificateGroupId(1);
    assert_eq!(
        account_commands(&bench),
        [AccountCommand::AssignGroup { group }]
    );
    bench.press(Action::AssignGroup);
    bench.press(Action::Submit);
    assert!(bench.says().contains("уже в этой группе"));
    bench.press(Action::AssignGroup);
    bench.press(Action::Down);
    bench.press(Action::Submit);
    let group = CertificateGroupId(2);
    assert_eq!(
        account_commands(&bench)[1..],
        [
            AccountCommand::AssignGroup { group },
            AccountCommand::JoinWaitingList
        ]
    );
    bench.save();
    let screen = bench.screen(80, 24);
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("в очереди 3-й"), "{screen}");
}

#[test]
fn money_that_is_there_does_not_go_into_a_full_group() {
    let mut bench = opened(1);
    bench.press(Action::AssignGroup);
    bench.press(Action::Down);
    bench.press(Action::Submit);
    assert!(bench.says().contains("Поставьте сертификат в очередь"));
    assert!(bench.given().is_empty());
}

#[test]
fn the_waiting_list_is_joined_once_and_left() {
    let mut bench = Bench::editor();
    bench.press(Action::LeaveWaitingList);
    assert!(bench.says().contains("Сначала выберите сертификат"));
    bench.go(Part::Waiting);
    bench.press(Action::JoinWaitingList);
    assert!(bench.says().contains("уже стоит в очереди"));
    bench.press(Action::LeaveWaitingList);
    assert_eq!(account_commands(&bench), [AccountCommand::LeaveWaitingList]);
    bench.save();
    assert_eq!(bench.state.figures.waiting().len(), 1);
    assert!(bench.says().contains("Снятие с очереди"));
    bench.press(Action::Submit);
    assert_eq!(bench.state.certificate, Some(certificate(8)));
}

#[test]
fn who_only_searches_sees_the_account_and_changes_nothing() {
    let mut bench = Bench::new(&[], vec![rich()], accounts());
    bench.event(Event::Paste("1101000002"));
    assert!(bench.screen(80, 24).contains("8\u{a0}000,00"));
    for action in [Action::AssignGroup, Action::JoinWaitingList] {
        bench.notices.clear();
        bench.press(action);
        assert!(bench.says().contains("ни у кого нет"), "{action:?}");
    }
    assert!(bench.given().is_empty());
}
