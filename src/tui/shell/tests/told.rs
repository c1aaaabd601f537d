//! What the store and the register have to tell: a renewed journal, a full disk, a program that is too old, waiting acts.

use super::*;
use crate::api::epoch::Taken;
use crate::i18n::Arg;
use crate::sync::desk::{Cause, CauseCode, Device, Mismatch, Renewal, Ticket};
use crate::tui::screens::common::rig::accepted;
use crate::tui::widgets::ink;

const REASONS: [Mismatch; 6] = [
    Mismatch::OtherDevice,
    Mismatch::JournalBehind,
    Mismatch::RegisterBehind,
    Mismatch::SeqReused,
    Mismatch::OldEpoch,
    Mismatch::LostTail,
];

pub(super) fn renewal(why: Mismatch, taken: u32) -> Renewal {
    let one = |n: u32| Taken {
        seq: u64::from(n),
        id: Uuid::nil(),
        target: number(n).into(),
        command: if n.is_multiple_of(2) {
            "accept"
        } else {
            "activate"
        }
        .into(),
        at: moment(),
        outcome: match n % 3 {
            0 => Outcome::Refused {
                why: Refusal::JournalNumberTaken,
            },
            _ => Outcome::Applied { version: 2 },
        },
    };
    Renewal {
        why,
        device: Device {
            id: Uuid::nil(),
            epoch: 2,
        },
        at: moment(),
        taken: (1..=taken).map(one).collect(),
        resent: 3,
        unproved: Some((12, 15)),
    }
}

fn dismissed(bench: &Bench) -> bool {
    let read = |ask: &Ask| matches!(ask, Ask::DismissRenewal);
    bench.asks.iter().any(read)
}

#[test]
fn a_renewal_is_read_to_its_end_before_it_goes() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.news(News::Renewed(Box::new(renewal(
        Mismatch::JournalBehind,
        30,
    ))));
    insta::assert_snapshot!("renewal_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("renewal_120x40", bench.screen(120, 40));
    let _ = bench.screen(80, 24);
    bench.press(KeyCode::Enter);
    assert!(
        bench.screen(80, 24).contains("Снова отправляются"),
        "a key that was meant for what lay below is not an answer"
    );
    bench.shell.set_now(moment() + Duration::seconds(5));
    for _ in 0..10 {
        assert!(!dismissed(&bench));
        let end = bench.screen(80, 24).contains("Enter Прочитано");
        bench.press(KeyCode::Enter);
        if end {
            break;
        }
    }
    assert!(dismissed(&bench));
    assert!(!bench.screen(80, 24).contains("сообщение"));
    assert_eq!(bench.shell.panel(), Panel::Queue);
}

#[test]
fn a_renewal_that_was_put_aside_stays_in_the_outbox() {
    let mut bench = Bench::locked();
    let News::Unlocked(mut unlocked) = unlocked(Vec::new(), Vec::new(), Vec::new()) else {
        unreachable!("it is one");
    };
    unlocked.renewal = Some(renewal(Mismatch::RegisterBehind, 0));
    bench.news(News::Unlocked(unlocked));
    bench.shell.set_now(moment() + Duration::seconds(5));
    bench.press(KeyCode::Esc);
    assert!(
        bench.row(2).contains("есть сообщение: F9"),
        "{}",
        bench.row(2)
    );
    bench.press(KeyCode::F(9));
    assert!(bench.screen(80, 24).contains("прочитайте"));
    bench.press(KeyCode::Enter);
    bench.shell.set_now(moment() + Duration::seconds(15));
    assert!(bench.screen(80, 24).contains("восстановлен из старой"));
    bench.press(KeyCode::Enter);
    assert!(dismissed(&bench));
    assert!(bench.screen(80, 24).contains("Всё отправлено"));
}

#[test]
fn every_reason_is_a_sentence_that_fits_where_it_is_told() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for why in REASONS {
            let key = super::super::news::halted_key(why);
            let lines = ink::wrap(&texts.get(key), 78);
            assert!(lines.len() <= 2, "{key}: {lines:?}");
        }
        for key in ["shell-full", "shell-too-old", "verify-lost"] {
            let text = texts.with(key, &[("version", Arg::Text("12"))]);
            let lines = ink::wrap(&text, 78);
            assert!(lines.len() <= 2, "{key}: {lines:?}");
        }
    }
    for why in REASONS {
        let mut bench = Bench::unlocked(Vec::new());
        bench.news(News::Renewed(Box::new(renewal(why, 1))));
        let screen = bench.screen(80, 24);
        assert!(screen.contains("22.11.2026 12:33: "), "{screen}");
        assert!(!screen.contains("renewal-"), "{screen}");
    }
}

#[test]
fn a_full_disk_is_told_until_it_is_over() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.news(News::Full(true));
    assert!(bench.row(2).contains("Диск полон"), "{}", bench.row(2));
    bench.press(KeyCode::F(3));
    assert!(bench.row(2).contains("· диск полон"), "{}", bench.row(2));
    bench.news(News::Full(false));
    assert!(bench.row(1).contains("снова принимаются"));
    bench.press(KeyCode::F(4));
    assert!(!bench.row(2).contains("диск"), "{}", bench.row(2));
}

#[test]
fn a_program_that_is_too_old_says_what_to_do_until_the_register_answers_again() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.news(News::TooOld { min_version: 7 });
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(
        told.contains("нужна 7") && told.contains("Обновите"),
        "{told}"
    );
    bench.press(KeyCode::F(3));
    assert!(bench.row(2).contains("обновите программу"));
    bench.news(News::Changed {
        reset: false,
        set: vec![case(2)],
        gone: Vec::new(),
    });
    assert!(!bench.row(2).contains("обновите"));
}

#[test]
fn a_decision_that_was_not_saved_stands_in_its_dialog_as_it_was_typed() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::Char('b'));
    bench.press(KeyCode::Tab);
    for c in "нет подписи".chars() {
        bench.press(KeyCode::Char(c));
    }
    bench.press(KeyCode::Enter);
    let ticket = bench.asks.iter().find_map(|ask| match ask {
        Ask::Give {
            ticket,
            command: Command::Return { .. },
            ..
        } => Some(*ticket),
        _ => None,
    });
    assert!(!bench.screen(80, 24).contains("нет подписи"));
    let ticket: Ticket = ticket.expect("it was given");
    let why = Cause::new(CauseCode::Disk, &"No space left on device");
    bench.news(News::NotSaved { ticket, why });
    assert!(bench.screen(80, 24).contains("нет подписи"));
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Verification);
    let given = bench.asks.iter().filter(|ask| {
        matches!(
            ask,
            Ask::Give {
                command: Command::Return { .. },
                ..
            }
        )
    });
    assert_eq!(given.count(), 2, "one key gives it again");
}

#[test]
fn the_age_of_what_waits_is_told_in_minutes_hours_and_days() {
    for (minutes, told) in [
        (0, "· ↑ 1"),
        (12, "· ↑ 1 · 12 мин"),
        (125, "· ↑ 1 · 2 ч 5 мин"),
        (3 * 24 * 60, "· ↑ 1 · 3 дн."),
    ] {
        let mut bench = Bench::unlocked(Vec::new());
        let acts = vec![act(1, minutes, None)];
        bench.news(unlocked(vec![accepted(1)], acts, Vec::new()));
        assert!(
            bench.row(2).trim_end().ends_with(told),
            "{told}: {}",
            bench.row(2)
        );
    }
}
