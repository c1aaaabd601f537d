//! The README is kept true: its screens are those of the real program, its tables those of the keymaps and settings.
//!
//! `REESTR_WRITE_README=1 cargo test --test readme` writes them anew; without it a difference fails.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pty::{Pty, key};
use reestr::config::{DataFile, keys};
use reestr::i18n::{Language, Texts};
use reestr::tui::keymap::Keymap;
use tempfile::TempDir;

/// When it is set, the blocks are written and not compared.
const WRITE: &str = "REESTR_WRITE_README";

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Where the content of a block begins and ends in `text`.
fn place(text: &str, name: &str) -> std::ops::Range<usize> {
    let opening = format!("<!-- {name} -->\n");
    let from = text
        .find(&opening)
        .unwrap_or_else(|| panic!("README.md has no line {}", opening.trim_end()))
        + opening.len();
    let length = text[from..]
        .find("<!-- end -->")
        .unwrap_or_else(|| panic!("<!-- {name} --> has no <!-- end --> in README.md"));
    from..from + length
}

/// Compares the block with what the program says now, or writes it.
fn keep_true(name: &str, content: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = fs::read_to_string(path()).expect("README.md");
    let place = place(&text, name);
    if std::env::var_os(WRITE).is_some() {
        text.replace_range(place, content);
        fs::write(path(), text).expect("README.md can be written");
        return;
    }
    assert_eq!(
        &text[place], content,
        "\nREADME.md no longer shows what the program does under <!-- {name} -->; \
         if the program is right: {WRITE}=1 cargo test --test readme"
    );
}

fn keep_screen_true(name: &str, screen: &str) {
    let screen = screen.trim_end();
    keep_true(
        &format!("screen: {name}"),
        &format!("```text\n{screen}\n```\n"),
    );
}

/// The demonstration that is the same every day, on a terminal of 80×24.
struct Demo {
    pty: Pty,
    _home: TempDir,
}

fn demo() -> Demo {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().to_string_lossy().into_owned();
    let args = [
        "demo",
        "--still",
        "--size",
        "600",
        "--seed",
        "7",
        "--today",
        "2026-09-01",
    ];
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let pty = Pty::start(&args, &env, 80, 24);
    pty.wait_for("На связи");
    Demo { pty, _home: home }
}

#[test]
fn the_search_panel() {
    let mut demo = demo();
    let desk = &mut demo.pty;
    desk.keys("08.08.2026");
    desk.wait_for("Из реестра");
    keep_screen_true("search", &desk.wait_until_still());
}

#[test]
fn the_queue() {
    let mut demo = demo();
    let desk = &mut demo.pty;
    desk.keys(key::F3);
    desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
    keep_screen_true("queue", &desk.wait_until_still());
}

/// Two sections are confirmed, and in the third the number on the document is another.
#[test]
fn the_middle_of_a_comparison() {
    let mut demo = demo();
    let desk = &mut demo.pty;
    desk.keys(key::F3);
    desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
    desk.keys(key::ENTER);
    desk.wait_for("►1 Заявление");
    desk.keys(key::ENTER);
    desk.wait_for("►2 Ребёнок");
    desk.wait_gone("загружа");
    desk.keys(key::ENTER);
    desk.wait_for("►3 Документ ребёнка 0/5");
    desk.keys(" ");
    desk.wait_for("1/5");
    desk.keys(" ");
    desk.wait_for("2/5");
    desk.keys("x");
    desk.wait_for("Расходится: Номер");
    desk.keys("154387");
    desk.wait_for("154387");
    desk.keys(key::ENTER);
    desk.wait_for("Есть расхождения");
    keep_screen_true("verification", &desk.wait_until_still());
}

#[test]
fn the_keys() {
    let english = Texts::new(Language::English);
    let russian = Texts::new(Language::Russian);
    for (name, keymap, texts) in [
        ("keys", "default", &english),
        ("клавиши", "default", &russian),
    ] {
        let keymap = Keymap::load(&DataFile::Bundled(keymap.to_owned()), texts)
            .expect("a keymap that comes with the program");
        keep_true(name, &format!("\n{}\n", keymap.markdown(texts)));
    }
}

#[test]
fn the_settings() {
    keep_true("settings", &format!("\n{}\n", keys::markdown()));
}

/// The commands that the README names are those that the program knows.
#[test]
fn the_commands() {
    let text = fs::read_to_string(path()).expect("README.md");
    for command in ["cargo run --release -- demo\n", "cargo test\n"] {
        assert!(text.contains(command), "README.md doesn't name {command:?}");
    }
    // The one list of every option of every command.
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(["completions", "bash"])
        .output()
        .expect("the program runs");
    let known = String::from_utf8(output.stdout).expect("text");
    let lines = text
        .lines()
        .filter(|l| l.contains("reestr") && !l.contains("cargo"));
    let flags = lines.flat_map(str::split_whitespace).filter_map(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        (word.starts_with("--") && word.len() > 2).then_some(word)
    });
    let mut seen = 0;
    for flag in flags {
        assert!(known.contains(flag), "the program has no {flag}");
        seen += 1;
    }
    assert!(seen > 10, "the README names {seen} flags");
}
