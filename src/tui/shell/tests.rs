//! The shell without a terminal: keys and news in, requests and screens out.

mod consent;
mod enrol;
mod funding;
mod handbook;
mod junk;
mod overview;
mod plain;
mod printing;
mod programmes;
mod requests;
mod scans;
mod sizes;
mod told;
mod work;

use chrono::{DateTime, Duration, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use uuid::Uuid;

use super::{Context, Millis, Panel, Request, Shell};
use crate::api::session::Channel;
use crate::api::sync::{Base, Doer, Envelope, Outcome};
use crate::domain::{Case, Clean, ClerkId, Command, Refusal};
use crate::i18n::{Language, Texts};
use crate::sync::desk::{Act, Ask, Link, LinkState, News, UnlockRefusal, Unlocked};
use crate::tui::screens::common::rig::{FULL, case, moment, number, profile};
use crate::tui::testing::{keymap, opened, text, theme};

/// A shell with a clock of its own.
struct Bench {
    shell: Shell,
    at: Millis,
    asks: Vec<Ask>,
    others: Vec<Request>,
}

impl Bench {
    fn locked() -> Self {
        let texts = Texts::new(Language::Russian);
        let context = Context::new(texts, theme(), keymap(), moment());
        Self {
            shell: Shell::new(context, Some("popova")),
            at: 10_000,
            asks: Vec::new(),
            others: Vec::new(),
        }
    }

    fn unlocked(cases: Vec<Case>) -> Self {
        let mut bench = Self::locked();
        bench.news(unlocked(cases, Vec::new(), Vec::new()));
        bench.news(News::Link(link(LinkState::Connected, Some(moment()))));
        bench
    }

    fn news(&mut self, news: News) {
        self.shell.news(news);
        self.collect();
    }

    /// Presses one key and lets its moment pass.
    fn press(&mut self, code: KeyCode) {
        self.at += 1_000;
        self.shell
            .keys(&[KeyEvent::new(code, KeyModifiers::NONE)], self.at);
        if let Some(at) = self.shell.deadline() {
            self.shell.tick(at);
        }
        self.collect();
    }

    fn control(&mut self, c: char) {
        self.at += 1_000;
        let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
        self.shell.keys(&[key], self.at);
        if let Some(at) = self.shell.deadline() {
            self.shell.tick(at);
        }
        self.collect();
    }

    /// All keys of `text` are ready at once.
    fn burst(&mut self, text: &str) {
        self.at += 1_000;
        let key = |c| match c {
            '\n' => KeyCode::Enter,
            c => KeyCode::Char(c),
        };
        let keys: Vec<KeyEvent> = text
            .chars()
            .map(|c| KeyEvent::new(key(c), KeyModifiers::NONE))
            .collect();
        self.shell.keys(&keys, self.at);
        self.collect();
    }

    fn collect(&mut self) {
        for request in self.shell.take_requests() {
            match request {
                Request::Ask(ask) => self.asks.push(ask),
                other => self.others.push(other),
            }
        }
    }

    fn leaves(&self) -> bool {
        self.others.iter().any(|r| matches!(r, Request::Leave))
    }

    fn screen(&self, width: u16, height: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        self.shell.draw(buf.area, &mut buf);
        text(&buf)
    }

    fn row(&self, from_below: usize) -> String {
        let screen = self.screen(80, 24);
        screen.lines().rev().nth(from_below).unwrap().to_owned()
    }
}

fn link(state: LinkState, last_contact: Option<DateTime<Utc>>) -> Link {
    Link {
        state,
        channel: Channel::Open,
        last_contact,
    }
}

fn unlocked(cases: Vec<Case>, acts: Vec<Act>, drafts: Vec<(String, String)>) -> News {
    News::Unlocked(Box::new(Unlocked {
        cases,
        acts,
        enrolment: crate::store::EnrolmentRecords::default(),
        drafts,
        ..opened(profile(&FULL))
    }))
}

fn act(seq: u64, minutes_ago: i64, outcome: Option<Outcome>) -> Act {
    let at = moment() - Duration::minutes(minutes_ago);
    let target = number(seq as u32);
    let base = Base::Version(1);
    Act {
        envelope: Envelope::new(seq, Uuid::nil(), target, base, None, at, Command::Activate),
        outcome,
    }
}

#[test]
fn panels_open_by_their_keys_and_by_digits() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    for (key, panel) in [
        (KeyCode::F(3), Panel::Queue),
        (KeyCode::Char('4'), Panel::Activation),
        (KeyCode::F(9), Panel::Outbox),
        (KeyCode::Char('2'), Panel::Search),
    ] {
        bench.press(key);
        assert_eq!(bench.shell.panel(), panel, "{key:?}");
    }
}

#[test]
fn nothing_but_help_and_leaving_works_before_the_login() {
    let mut bench = Bench::locked();
    bench.press(KeyCode::F(3));
    assert_eq!(bench.shell.panel(), Panel::Login);
    assert!(bench.row(1).contains("Сначала войдите"));
    bench.press(KeyCode::F(1));
    assert_eq!(bench.shell.panel(), Panel::Help);
    bench.press(KeyCode::F(2));
    assert_eq!(bench.shell.panel(), Panel::Help);
    bench.press(KeyCode::Esc);
    assert_eq!(bench.shell.panel(), Panel::Login);
    bench.press(KeyCode::F(10));
    assert!(bench.leaves());
}

#[test]
fn a_key_that_means_nothing_says_where_to_look() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Char('ъ'));
    assert!(bench.row(1).contains("F1 — справка"), "{}", bench.row(1));
    bench.press(KeyCode::F(2));
    assert!(
        !bench.row(1).contains("справка"),
        "a notice ends with the next key"
    );
}

#[test]
fn a_scan_opens_the_search_from_any_panel() {
    let mut bench = Bench::unlocked(vec![case(7)]);
    bench.press(KeyCode::F(9));
    bench.burst(&format!("{}\n", number(7)));
    assert_eq!(bench.shell.panel(), Panel::Verification);
    assert!(bench.screen(80, 24).contains(&number(7).to_string()));
}

#[test]
fn a_scan_replaces_what_stands_in_the_search() {
    let mut bench = Bench::unlocked(vec![case(7)]);
    for c in "иванов".chars() {
        bench.press(KeyCode::Char(c));
    }
    bench.burst(&format!("{}\n", number(7)));
    assert_eq!(bench.shell.panel(), Panel::Verification);
}

#[test]
fn a_paste_without_brackets_triggers_nothing() {
    let mut bench = Bench::unlocked((1..9).map(case).collect());
    bench.press(KeyCode::F(3));
    bench.burst("0 f s n x\nq заявление № 3 от 12 сентября\n0 y\n0\n");
    assert_eq!(bench.shell.panel(), Panel::Queue);
    assert!(!bench.leaves());
    assert!(bench.row(1).contains("вставку"), "{}", bench.row(1));
}

#[test]
fn a_bracketed_paste_goes_to_the_search_from_elsewhere() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.press(KeyCode::F(9));
    bench.shell.paste("01-2026-000");
    assert_eq!(bench.shell.panel(), Panel::Search);
    assert!(bench.screen(80, 24).contains("01-2026-000"));
}

#[test]
fn help_and_the_case_lead_back_where_one_came_from() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Verification);
    bench.press(KeyCode::F(1));
    assert_eq!(bench.shell.panel(), Panel::Help);
    bench.press(KeyCode::F(1));
    assert_eq!(bench.shell.panel(), Panel::Verification);
    bench.press(KeyCode::Esc);
    assert_eq!(bench.shell.panel(), Panel::Queue);
}

#[test]
fn the_next_start_returns_to_the_same_place() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    let kept = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } if key == "place" => Some(text.clone()),
        _ => None,
    });
    let kept = kept.expect("the place is kept");
    let mut next = Bench::locked();
    let drafts = vec![("place".to_owned(), kept)];
    next.news(unlocked(vec![case(1)], Vec::new(), drafts));
    assert_eq!(next.shell.panel(), Panel::Verification);
    assert!(next.screen(80, 24).contains(&number(1).to_string()));
}

#[test]
fn a_session_that_was_taken_back_asks_for_the_password_and_loses_nothing() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::Enter);
    bench.news(News::Link(link(LinkState::LockedOut, None)));
    assert_eq!(bench.shell.panel(), Panel::Login);
    bench.news(News::UnlockRefused(UnlockRefusal::WrongPassword));
    assert_eq!(bench.shell.panel(), Panel::Login);
    bench.news(unlocked(vec![case(1)], Vec::new(), Vec::new()));
    assert_eq!(bench.shell.panel(), Panel::Verification);
}

#[test]
fn leaving_waits_for_the_disk_and_only_for_it() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    let give = crate::tui::testing::give(1);
    bench.shell.ask(give);
    bench.press(KeyCode::F(10));
    assert!(!bench.leaves());
    assert!(bench.screen(80, 24).contains("Ещё сохраняется"));
    let ticket = crate::sync::desk::Ticket(1);
    let act = Box::new(act(1, 0, None));
    bench.news(News::Saved { ticket, act });
    assert!(bench.leaves());
    assert_eq!(bench.shell.waiting().saved, 1);
}

#[test]
fn the_status_row_ages_only_while_something_waits() {
    let mut bench = Bench::unlocked(Vec::new());
    assert_eq!(bench.shell.next_minute(), None);
    bench.news(unlocked(Vec::new(), vec![act(1, 5, None)], Vec::new()));
    assert!(bench.row(2).contains("5 мин"), "{}", bench.row(2));
    assert_eq!(
        bench.shell.next_minute(),
        Some(moment() + Duration::minutes(1))
    );
    let outcome = Outcome::Applied { version: 2 };
    bench.news(News::Settled { seq: 1, outcome });
    assert_eq!(bench.shell.next_minute(), None);
}

#[test]
fn an_answer_for_a_hidden_panel_does_not_take_the_clerk_away() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.shell.paste(&number(3).to_string());
    bench.press(KeyCode::Enter);
    let ticket = bench.asks.iter().find_map(|ask| match ask {
        Ask::Search { ticket, .. } => Some(*ticket),
        _ => None,
    });
    bench.press(KeyCode::F(9));
    let found = crate::sync::desk::Found::Cases {
        hits: vec![case(3)],
        more: false,
    };
    let ticket = ticket.expect("the register is asked");
    let result = Ok(found);
    bench.news(News::Found { ticket, result });
    assert_eq!(bench.shell.panel(), Panel::Outbox);
}

#[test]
fn a_refused_act_is_told_and_can_be_given_again() {
    let mut bench = Bench::unlocked(vec![crate::tui::screens::common::rig::accepted(1)]);
    bench.shell.ask(crate::tui::testing::give(1));
    let ticket = crate::sync::desk::Ticket(1);
    let saved = Box::new(act(1, 0, None));
    bench.news(News::Saved { ticket, act: saved });
    let outcome = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    bench.news(News::Settled { seq: 1, outcome });
    assert!(bench.row(1).contains("F9"), "{}", bench.row(1));
    bench.press(KeyCode::F(9));
    bench.asks.clear();
    bench.press(KeyCode::Char('r'));
    let [Ask::Give { command, .. }, Ask::Dismiss { seq: 1 }] = &bench.asks[..] else {
        panic!("{:?}", bench.asks);
    };
    assert_eq!(command, &Command::Activate);
    assert_eq!(bench.shell.waiting().attention, 0);
}

#[test]
fn a_small_screen_says_what_it_needs() {
    let bench = Bench::unlocked(Vec::new());
    let screen = bench.screen(79, 24);
    assert!(
        screen.contains("80×24") && screen.contains("79×24"),
        "{screen}"
    );
    let _ = bench.screen(1, 1);
    let _ = bench.screen(0, 0);
}

#[test]
fn a_long_notice_is_read_to_its_end() {
    let mut bench = Bench::unlocked(Vec::new());
    let moved_to = std::path::PathBuf::from("/home/popova/.local/share/reestr/0/cache.damaged");
    bench.news(News::CacheRebuilt { moved_to });
    assert!(
        bench.row(2).starts_with("× Копия данных"),
        "{}",
        bench.row(2)
    );
    assert!(bench.row(1).contains("действия целы") || bench.row(1).ends_with('…'));
    bench.press(KeyCode::F(9));
    assert!(bench.row(2).contains("На связи"));
}

#[test]
fn the_bar_comes_from_the_keymap_and_fits() {
    let bench = Bench::unlocked(Vec::new());
    let bar = bench.row(0);
    assert!(
        bar.starts_with(
            "1Справка 2Поиск 3Заявления 4Актив. 5Новое 6Прогр. 7Заявки 8Сводка 9Исх. 10Выход"
        ),
        "{bar}"
    );
    let wide = bench.screen(120, 40);
    assert!(wide.lines().last().unwrap().contains("Ctrl+R"), "{wide}");
}

#[test]
fn the_palette_finds_by_a_part_of_the_name_and_runs() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.control('p');
    for c in "ИСХОД".chars() {
        bench.press(KeyCode::Char(c));
    }
    bench.press(KeyCode::Enter);
    assert_eq!(bench.shell.panel(), Panel::Outbox);
}

#[test]
fn login_looks_so() {
    let mut bench = Bench::locked();
    bench.news(News::UnlockRefused(UnlockRefusal::WrongPassword));
    insta::assert_snapshot!("login_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("login_120x40", bench.screen(120, 40));
}

#[test]
fn palette_looks_so() {
    let mut bench = Bench::unlocked(Vec::new());
    bench.control('p');
    insta::assert_snapshot!("palette_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("palette_120x40", bench.screen(120, 40));
}

#[test]
fn help_looks_so() {
    let mut bench = Bench::unlocked(vec![case(1)]);
    bench.press(KeyCode::F(3));
    bench.press(KeyCode::F(1));
    insta::assert_snapshot!("help_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("help_120x40", bench.screen(120, 40));
}

#[test]
fn outbox_looks_so() {
    let mut bench = Bench::locked();
    let doer = Doer {
        clerk: ClerkId(9),
        name: Clean::new("Рочева Т. В."),
        command: Clean::new("Активация сертификата"),
        at: moment() - Duration::minutes(40),
    };
    let conflict = Outcome::Conflict {
        version: 4,
        by: Some(doer),
    };
    let refused = Outcome::Refused {
        why: Refusal::DocumentsIncomplete,
    };
    let acts = vec![
        act(1, 50, None),
        act(2, 12, Some(conflict)),
        act(3, 9, Some(refused)),
        act(4, 3, None),
    ];
    bench.news(unlocked(Vec::new(), acts, Vec::new()));
    bench.news(News::Link(link(
        LinkState::Offline,
        Some(moment() - Duration::minutes(55)),
    )));
    let outcome = Outcome::Applied { version: 2 };
    bench.news(News::Settled { seq: 4, outcome });
    bench.press(KeyCode::F(9));
    insta::assert_snapshot!("outbox_80x24", bench.screen(80, 24));
    insta::assert_snapshot!("outbox_120x40", bench.screen(120, 40));
}
