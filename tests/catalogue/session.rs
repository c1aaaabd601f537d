//! A session that ends under the clerk, however it does: draft and place are there again, and no dump is left.

use reestr::demo::clerks::PASSWORD;
use tempfile::TempDir;

use crate::pty::{Pty, key};
use crate::register::Register;

/// A desk of the clerk `demo` whose files lie in `home`, at the panels.
pub fn unlocked(register: &Register, home: &TempDir) -> Pty {
    let path = home.path().to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = Pty::start(&args, &env, 100, 30);
    desk.wait_for("Пароль");
    desk.keys(PASSWORD);
    desk.keys(key::ENTER);
    desk.wait_gone("Пароль");
    desk
}

fn comes_back_after(end: impl Fn(&mut Pty)) {
    let mut register = Register::fill(100);
    register.serve();
    let home = tempfile::tempdir().expect("a folder");
    let mut desk = unlocked(&register, &home);
    desk.wait_for("На связи");
    desk.keys(key::F3);
    let screen = desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
    let row = screen.lines().find(|l| l.starts_with('►'));
    let number = row.and_then(|row| row.split_whitespace().nth(1));
    let number = number.expect("a number").to_owned();
    desk.keys(key::ENTER);
    desk.wait_for(&format!("{number} от"));
    desk.wait_gone("загружа");
    desk.keys(key::ENTER);
    desk.wait_for("► Ребёнок");
    desk.wait_until_still();
    end(&mut desk);
    let desk = unlocked(&register, &home);
    let screen = desk.wait_for(&format!("{number} от"));
    assert!(
        screen.contains("3/3 ="),
        "the first section is confirmed still:\n{screen}"
    );
}

#[test]
fn after_a_dropped_line_draft_and_place_are_there() {
    comes_back_after(|desk| {
        desk.hang_up(key::DOWN);
        desk.exit_code();
    });
}

#[test]
fn after_a_hangup_draft_and_place_are_there() {
    comes_back_after(|desk| {
        desk.signal("HUP");
        desk.exit_code();
    });
}

#[test]
fn after_a_kill_draft_and_place_are_there() {
    comes_back_after(Pty::kill);
}

#[test]
fn no_dump_of_the_desk_can_be_written() {
    let mut register = Register::fill(10);
    register.serve();
    let home = tempfile::tempdir().expect("a folder");
    let desk = unlocked(&register, &home);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", desk.process()));
    let limits = limits.expect("the limits of the process");
    let core = limits.lines().find(|l| l.starts_with("Max core file size"));
    let words: Vec<_> = core.expect("a limit").split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{limits}");
}
