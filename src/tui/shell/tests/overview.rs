//! The overview in the shell: when it is asked for, and where the next start leads.

use super::*;
use crate::domain::Capability;

pub fn bench() -> Bench {
    let mut bench = Bench::unlocked(Vec::new());
    let head = profile(&[Capability::ReportView]);
    bench.news(News::Profile(Box::new(head)));
    bench
}

fn asked(bench: &Bench) -> usize {
    let asks = bench.asks.iter();
    asks.filter(|ask| matches!(ask, Ask::Overview { .. }))
        .count()
}

#[test]
fn it_is_asked_for_when_it_is_opened_and_not_when_help_is_left() {
    let mut bench = bench();
    assert_eq!(asked(&bench), 0);
    bench.press(KeyCode::F(8));
    assert_eq!((bench.shell.panel(), asked(&bench)), (Panel::Overview, 1));
    bench.press(KeyCode::F(1));
    assert!(bench.screen(80, 24).contains("цифры для руководителя"));
    bench.press(KeyCode::Esc);
    assert_eq!((bench.shell.panel(), asked(&bench)), (Panel::Overview, 1));
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('8'));
    assert_eq!((bench.shell.panel(), asked(&bench)), (Panel::Overview, 2));
}

#[test]
fn its_keys_work_under_the_russian_layout_and_stand_at_the_foot() {
    let mut bench = bench();
    bench.press(KeyCode::F(8));
    let keys = bench.row(1);
    for key in ["v Таблица", "p Другой период", "o Охват", "r Повторить"]
    {
        assert!(keys.contains(key), "{keys}");
    }
    assert!(bench.row(0).contains("8Сводка"), "{}", bench.row(0));
    assert!(bench.screen(80, 24).contains("диаграмма"));
    // The place of V.
    bench.press(KeyCode::Char('м'));
    assert!(bench.screen(80, 24).contains("таблица"));
    // The place of P.
    bench.press(KeyCode::Char('з'));
    assert_eq!(asked(&bench), 2);
}

#[test]
fn the_next_start_comes_back_to_it() {
    let mut bench = bench();
    bench.press(KeyCode::F(8));
    let kept = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } => Some((key.clone(), text.clone())),
        _ => None,
    });
    let mut next = Bench::locked();
    next.news(unlocked(Vec::new(), Vec::new(), kept.into_iter().collect()));
    assert_eq!(next.shell.panel(), Panel::Overview);
}
