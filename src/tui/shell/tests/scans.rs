//! A scanner at every place: its record opens, or nothing changes; no letter of a code is ever a command.

use proptest::prelude::*;

use super::junk::{WAYS, desk};
use super::*;
use crate::domain::requisites::Requisites;
use crate::domain::{CertificateNumber, MunicipalityCode};

/// What the QR code of an application says.
fn qr(serial: u32) -> String {
    let case = case(serial);
    Requisites::of(case.application.reference, case.certificate.number).to_string()
}

/// Types a code with `gap` milliseconds between its keys, as the loop hears it.
fn scan(bench: &mut Bench, code: &str, gap: Millis) {
    bench.at += 1_000;
    for c in code.chars() {
        bench.at += gap;
        if let Some(at) = bench.shell.deadline().filter(|at| *at <= bench.at) {
            bench.shell.tick(at);
        }
        let code = match c {
            '\n' => KeyCode::Enter,
            '\t' => KeyCode::Tab,
            c => KeyCode::Char(c),
        };
        let key = KeyEvent::new(code, KeyModifiers::NONE);
        bench.shell.keys(&[key], bench.at);
    }
    if let Some(at) = bench.shell.deadline() {
        bench.shell.tick(at);
    }
    bench.collect();
}

fn is_open(bench: &Bench, serial: u32) -> bool {
    let head = format!("{} от", number(serial));
    bench.shell.panel() == Panel::Verification && bench.screen(80, 24).contains(&head)
}

#[test]
fn every_code_of_ours_opens_its_record_from_every_panel() {
    let certificate = case(2).certificate.number.to_string();
    let codes = [number(2).to_string(), certificate, qr(2)];
    let open = [
        "search",
        "queue",
        "filter",
        "activation",
        "marks",
        "to activate",
        "outbox",
        "help",
    ];
    for (name, way) in WAYS.into_iter().filter(|(name, _)| open.contains(name)) {
        for code in &codes {
            for gap in [0, 1, 12, 30] {
                for end in ['\n', '\t'] {
                    // Where one types, Tab leads to the next field.
                    let typing = matches!(name, "search" | "filter");
                    if end == '\t' && typing {
                        continue;
                    }
                    let mut bench = desk(way);
                    scan(&mut bench, &format!("{code}{end}"), gap);
                    assert!(
                        is_open(&bench, 2),
                        "{name} {code} {gap}\n{}",
                        bench.screen(80, 24)
                    );
                }
            }
        }
    }
}

#[test]
fn a_number_that_is_not_here_is_searched_for() {
    let mut bench = desk(|bench| bench.press(KeyCode::F(9)));
    scan(&mut bench, &format!("{}\n", qr(77)), 5);
    assert_eq!(bench.shell.panel(), Panel::Search);
    let asked = bench
        .asks
        .iter()
        .any(|ask| matches!(ask, Ask::Search { .. }));
    assert!(asked, "{:?}", bench.asks);
    assert!(bench.screen(80, 24).contains(&number(77).to_string()));
    assert!(!bench.screen(80, 24).contains(&qr(77)), "the number alone");
}

#[test]
fn a_dialog_says_so_and_changes_nothing() {
    for name in ["a dialog", "activating", "palette"] {
        let (_, way) = WAYS.into_iter().find(|(of, _)| *of == name).unwrap();
        for gap in [0, 30] {
            let mut bench = desk(way);
            let rows = |bench: &Bench| {
                let screen = bench.screen(80, 24);
                screen
                    .lines()
                    .take(20)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let before = rows(&bench);
            scan(&mut bench, &format!("{}\n", qr(2)), gap);
            assert_eq!(rows(&bench), before, "{name} {gap}");
            let notice = format!("{} {}", bench.row(2), bench.row(1));
            assert!(notice.contains("отсканирован"), "{name}: {notice}");
        }
    }
}

#[test]
fn the_record_on_the_desk_stays_there() {
    let mut bench = desk(|bench| {
        bench.shell.open_case(number(2));
        bench.shell.tick(0);
        bench.collect();
    });
    scan(&mut bench, &format!("{}\n", number(2)), 5);
    assert!(bench.row(1).contains("уже открыто"), "{}", bench.row(1));
    assert!(bench.asks.is_empty(), "{:?}", bench.asks);
}

#[test]
fn a_foreign_code_is_told_and_does_nothing() {
    let (_, way) = WAYS.into_iter().find(|(of, _)| *of == "marks").unwrap();
    for code in [
        "4607035890482\n",
        "46210072\n",
        "xaxrbt t\n",
        "ST00012|Name=t\n",
    ] {
        for gap in [0, 7, 30] {
            let mut bench = desk(way);
            scan(&mut bench, code, gap);
            assert_eq!(bench.shell.panel(), Panel::Verification);
            assert!(bench.asks.is_empty(), "{code}: {:?}", bench.asks);
            let notice = format!("{} {}", bench.row(2), bench.row(1));
            assert!(notice.contains("Похоже на сканер"), "{code}: {notice}");
        }
    }
}

#[test]
fn a_scan_before_the_login_types_and_enters() {
    let mut bench = Bench::locked();
    scan(&mut bench, "1234567890\n", 5);
    let unlock =
        |ask: &Ask| matches!(ask, Ask::Unlock { password, .. } if password.0 == "1234567890");
    assert!(bench.asks.iter().any(unlock));
}

/// The form of a new application; the family name is typed, and the cursor is in the field of the name.
fn form() -> Bench {
    let draft = r#"{"begun":"2026-09-01T06:00:00Z","step":"form"}"#;
    let drafts = vec![("form-1000".to_owned(), draft.to_owned())];
    let mut bench = Bench::locked();
    bench.news(unlocked(vec![case(1), case(2)], Vec::new(), drafts));
    bench.press(KeyCode::F(5));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    types(&mut bench, "рочева\n");
    bench
}

fn types(bench: &mut Bench, text: &str) {
    for c in text.chars() {
        bench.press(match c {
            '\n' => KeyCode::Enter,
            c => KeyCode::Char(c),
        });
    }
}

/// The form without the rows below it, where notices stand.
fn fields(bench: &Bench) -> String {
    let screen = bench.screen(80, 24);
    screen.lines().take(20).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_code_of_ours_opens_its_record_from_a_field_and_leaves_the_form_as_it_was() {
    let certificate = case(2).certificate.number.to_string();
    for typed in ["", "анна\n\n", "анна\n\n12032015"] {
        for code in [number(2).to_string(), certificate.clone(), qr(2)] {
            for gap in [0, 12, 30] {
                let mut bench = form();
                types(&mut bench, typed);
                let before = fields(&bench);
                assert!(before.contains("Рочева"), "{before}");
                scan(&mut bench, &format!("{code}\n"), gap);
                assert!(is_open(&bench, 2), "{code}\n{}", bench.screen(80, 24));
                bench.press(KeyCode::F(5));
                assert_eq!(fields(&bench), before, "{code} {gap}");
            }
        }
    }
}

#[test]
fn a_number_goes_into_the_field_that_can_take_it_and_into_no_other() {
    for gap in [0, 12, 30] {
        let mut bench = form();
        let before = fields(&bench);
        scan(&mut bench, "11223344595\n", gap);
        assert_eq!(fields(&bench), before, "a name has no digits");
        let notice = format!("{} {}", bench.row(2), bench.row(1));
        assert!(notice.contains("Похоже на сканер"), "{notice}");
        types(&mut bench, "анна\n\n12032015");
        let before = fields(&bench);
        scan(&mut bench, "4607035890482\n", gap);
        assert_eq!(fields(&bench), before, "a code of goods is no СНИЛС");
        scan(&mut bench, "11223344595\n", gap);
        let screen = fields(&bench);
        assert!(screen.contains("112-233-445 95"), "{screen}");
    }
}

/// Codes of ours, and what else stands on things that come near a scanner.
fn codes() -> impl Strategy<Value = String> {
    let ours = prop_oneof![
        (1..9u32).prop_map(|serial| number(serial).to_string()),
        (1..9u32).prop_map(qr),
        (0..9u32)
            .prop_map(|serial| CertificateNumber::new(MunicipalityCode(1), serial).to_string()),
    ];
    let foreign = "[a-zA-Zа-яё0-9 :;/?=|.,_%+-]{5,70}".prop_filter("a code", |code| {
        let mut kinds: Vec<char> = code.chars().collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() > 3
    });
    let end = prop::sample::select(vec!["\n", "\n", "\n\n", ""]);
    (prop_oneof![ours, "[0-9]{5,60}", foreign], end).prop_map(|(code, end)| code + end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_sequence_of_scans_marks_acts_or_leaves(
        way in 0..WAYS.len(),
        scans in prop::collection::vec((codes(), 0..=30 as Millis), 1..5),
    ) {
        let (name, way) = WAYS[way];
        let mut bench = desk(way);
        for (code, gap) in scans {
            scan(&mut bench, &code, gap);
        }
        // Marks that the clerk made are given where the record is left for another.
        let before = |command: &Command| name == "marks" && matches!(command, Command::Verify { .. });
        for ask in &bench.asks {
            let harmless = match ask {
                Ask::Give { command, .. } => before(command) || !command.changes_record(),
                Ask::Draft { key, text } => !key.starts_with("verify") || text.is_empty() || name == "marks",
                Ask::Dismiss { .. } | Ask::DismissRenewal => false,
                _ => true,
            };
            prop_assert!(harmless, "{name}: {ask:?}");
        }
        let ends = bench.others.iter().any(|request| !matches!(request, Request::Redraw));
        prop_assert!(!ends, "{name}: {:?}", bench.others);
    }
}
