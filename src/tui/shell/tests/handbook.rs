//! The handbook over the panels: it is looked into, and everything below it stays as it was.

use super::*;
use crate::i18n::handbook::{article, articles};
use crate::store::handbook::mark;
use crate::sync::desk::HandbookHere;
use crate::tui::shell::state::Overlay;

fn wrote(bench: &mut Bench, text: &str) {
    for c in text.chars() {
        bench.press(KeyCode::Char(c));
    }
}

#[test]
fn a_half_typed_line_is_there_when_one_comes_back() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    wrote(&mut bench, "01-2026-0");
    let before = bench.screen(80, 24);
    bench.press(KeyCode::F(1));
    assert!(
        bench
            .screen(80, 24)
            .contains("Поиск заявления и сертификата")
    );
    bench.press(KeyCode::Tab);
    wrote(&mut bench, "пароль");
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::F(1));
    assert_eq!(bench.shell.panel(), Panel::Search);
    assert_eq!(bench.screen(80, 24), before);
}

#[test]
fn a_half_filled_form_is_there_when_one_comes_back() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.control('g');
    wrote(&mut bench, "11010");
    let before = bench.screen(80, 24);
    bench.press(KeyCode::F(1));
    assert!(
        bench
            .screen(80, 24)
            .contains("Родитель пришёл записаться сам")
    );
    bench.press(KeyCode::Right);
    bench.press(KeyCode::Esc);
    assert_eq!(bench.screen(80, 24), before);
}

#[test]
fn a_question_that_was_open_is_open_again() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.control('p');
    wrote(&mut bench, "выход");
    let before = bench.screen(80, 24);
    bench.press(KeyCode::F(1));
    assert_eq!(bench.shell.panel(), Panel::Help);
    bench.press(KeyCode::F(1));
    assert!(matches!(bench.shell.overlay, Some(Overlay::Palette(_))));
    assert_eq!(bench.screen(80, 24), before);
    // To another panel: what lay over the former one is over.
    bench.press(KeyCode::F(1));
    bench.press(KeyCode::F(9));
    assert!(bench.shell.overlay.is_none());
    bench.press(KeyCode::Esc);
    assert!(bench.shell.overlay.is_none());
}

#[test]
fn changed_articles_are_counted_at_the_key_of_help() {
    let mut bench = Bench::unlocked(Vec::new());
    let bar = |bench: &Bench| {
        let screen = bench.screen(80, 24);
        screen.lines().next_back().unwrap_or_default().to_owned()
    };
    assert!(bar(&bench).starts_with("1Справка 2"), "{}", bar(&bench));
    let own = article(Language::Russian, "a1-search").unwrap();
    let read = vec![mark("a1-search", own.revision - 1), mark("start", 1)];
    let videos = Vec::new();
    bench.news(News::Handbook(Box::new(HandbookHere { videos, read })));
    assert!(bar(&bench).starts_with("1Справка!1 2"), "{}", bar(&bench));
    let all = articles(Language::Russian);
    let read = all.iter().map(|a| mark(a.code, a.revision)).collect();
    let videos = Vec::new();
    bench.news(News::Handbook(Box::new(HandbookHere { videos, read })));
    assert!(bar(&bench).starts_with("1Справка 2"), "{}", bar(&bench));
}

#[test]
fn a_mark_is_asked_to_be_kept() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.press(KeyCode::F(1));
    bench.press(KeyCode::Char('r'));
    let asked = bench
        .asks
        .iter()
        .any(|ask| matches!(ask, Ask::Read { mark } if mark.article.as_str() == "a1-search"));
    assert!(asked, "{:?}", bench.asks);
}
