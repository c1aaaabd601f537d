//! Bad input at the desk: one clear sentence, what to do, and a terminal that is put back. Nothing typed is lost.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;

use pty::{Pty, key};
use reestr::demo::clerks::PASSWORD;
use register::Register;
use tempfile::TempDir;

struct Place {
    home: TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            home: tempfile::tempdir().expect("a folder"),
        }
    }

    fn start(&self, args: &[&str], more: &[(&str, &str)], columns: u16, rows: u16) -> Pty {
        let home = self.home.path().to_string_lossy().into_owned();
        let mut env: Vec<(&str, &str)> = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]
            .into_iter()
            .map(|name| (name, home.as_str()))
            .collect();
        env.extend(more);
        Pty::start(args, &env, columns, rows)
    }
}

fn log_in(desk: &mut Pty, password: &str) {
    desk.wait_for("Пароль");
    desk.keys(password);
    desk.keys(key::ENTER);
}

#[test]
fn a_terminal_that_can_do_nothing_is_named_with_the_way_out() {
    let place = Place::new();
    for (term, said) in [("dumb", "dumb"), ("", "TERM")] {
        let mut desk = place.start(&[], &[("TERM", term)], 80, 24);
        desk.wait("the reason", |s| s.contains("reestr:") && s.contains(said));
        assert_ne!(desk.exit_code(), 0);
        desk.wait_for_the_main_screen();
    }
}

#[test]
fn a_register_that_is_away_is_said_and_the_login_stays_typed() {
    let place = Place::new();
    let mut desk = place.start(
        &["--server", "http://127.0.0.1:9", "--login", "demo"],
        &[],
        80,
        24,
    );
    log_in(&mut desk, PASSWORD);
    let screen = desk.wait_for("реестр");
    assert!(
        screen.contains("demo"),
        "the login is still there:\n{screen}"
    );
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
    desk.wait_for_the_main_screen();
}

#[test]
fn a_wrong_password_is_refused_and_the_right_one_is_taken_after_it() {
    let mut register = Register::fill(50);
    register.serve();
    let place = Place::new();
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = place.start(&args, &[], 80, 24);
    log_in(&mut desk, "не тот пароль");
    let screen = desk.wait_for("не подходит");
    assert!(
        !screen.contains("не тот пароль"),
        "a password is never shown:\n{screen}"
    );
    log_in(&mut desk, PASSWORD);
    desk.wait_for("Найти");
}

#[test]
fn a_small_terminal_says_what_it_needs_and_goes_on_when_it_grows() {
    let place = Place::new();
    let desk = place.start(&["--login", "demo"], &[], 60, 15);
    let screen = desk.wait_for("80×24");
    assert!(screen.contains("60×15"), "{screen}");
    desk.resize(80, 24);
    desk.wait_for("Пароль");
}

#[test]
fn a_data_directory_of_another_version_is_left_alone() {
    let mut register = Register::fill(50);
    register.serve();
    let place = Place::new();
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = place.start(&args, &[], 80, 24);
    log_in(&mut desk, PASSWORD);
    desk.wait_for("На связи");
    desk.keys(key::F10);
    desk.exit_code();
    let outbox = find(place.home.path(), "outbox").expect("an outbox journal");
    let mut later = std::fs::read(&outbox).expect("the journal");
    // Behind the magic stands the version of the format.
    later[8] = 99;
    std::fs::write(&outbox, &later).expect("a journal of a later version");
    let mut desk = place.start(&args, &[], 80, 24);
    log_in(&mut desk, PASSWORD);
    desk.wait_for("верси");
    desk.keys(key::F10);
    desk.exit_code();
    assert_eq!(
        std::fs::read(&outbox).expect("the journal"),
        later,
        "nobody touched it"
    );
}

/// The first file of that name below a folder.
fn find(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    std::fs::read_dir(folder).ok()?.flatten().find_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            find(&path, name)
        } else {
            (path.file_name()? == name).then_some(path)
        }
    })
}

#[test]
fn the_terminal_is_put_back_on_every_way_out() {
    for signal in ["TERM", "INT", "HUP"] {
        let place = Place::new();
        let mut desk = place.start(&["--login", "demo"], &[], 80, 24);
        desk.wait_for("Пароль");
        desk.signal(signal);
        desk.exit_code();
        if signal != "HUP" {
            desk.wait_for_the_main_screen();
        }
    }
}

/// Bytes that are the same every time, as a file that was never meant to be pasted.
fn junk(count: usize) -> Vec<u8> {
    let mut state: u64 = 20_261_123;
    let mut bytes = Vec::with_capacity(count);
    while bytes.len() < count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.push((state >> 24) as u8);
    }
    bytes
}

#[test]
fn a_marked_paste_of_a_megabyte_is_text_and_no_more() {
    let mut register = Register::fill(50);
    register.serve();
    let place = Place::new();
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = place.start(&args, &[], 80, 24);
    log_in(&mut desk, PASSWORD);
    desk.wait_for("На связи");
    desk.keys(key::F3);
    desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
    desk.keys("\x1b[200~");
    desk.bytes(&junk(1 << 20));
    desk.keys("\x1b[201~");
    desk.wait_for("взято только начало");
    desk.keys(key::F9);
    desk.wait_for("Всё отправлено");
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
}

/// A megabyte typed by a machine, then a clerk's key. `opened` leads to the screen that gets it.
fn unmarked_junk_on(opened: impl Fn(&mut Pty)) {
    let mut register = Register::fill(50);
    register.serve();
    let place = Place::new();
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = place.start(&args, &[], 80, 24);
    log_in(&mut desk, PASSWORD);
    desk.wait_for("На связи");
    opened(&mut desk);
    desk.bytes(&junk(1 << 20));
    // Its tail is junk too: a clerk's key comes apart from it.
    desk.wait_until_still();
    desk.keys(key::F9);
    let outbox = desk.wait_for("Всё отправлено");
    assert!(!outbox.contains('√'), "no act was given:\n{outbox}");
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
    desk.wait_for_the_main_screen();
}

#[test]
fn a_megabyte_of_junk_typed_into_the_search_is_no_act_and_keys_are_heard_after_it() {
    unmarked_junk_on(|desk| {
        desk.keys(key::F2);
        desk.wait_for("Найти");
    });
}

#[test]
fn a_megabyte_of_junk_typed_while_verifying_is_no_act_and_keys_are_heard_after_it() {
    unmarked_junk_on(|desk| {
        desk.keys(key::F3);
        desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
        desk.keys(key::ENTER);
        desk.wait_for("Сверено ");
    });
}

#[test]
fn a_storm_of_sizes_ends_on_the_last_one() {
    let place = Place::new();
    let mut desk = place.start(&["--login", "demo"], &[], 80, 24);
    desk.wait_for("Пароль");
    let mut state: u32 = 7;
    for _ in 0..2_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (columns, rows) = (1 + (state >> 8) % 500, 1 + (state >> 18) % 200);
        desk.resize(columns as u16, rows as u16);
    }
    desk.resize(80, 24);
    desk.wait("the login, whole again", |s| {
        s.contains("Пароль") && s.contains("Реестр сертификатов")
    });
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
}
