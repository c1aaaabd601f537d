//! Algorithm A on a pseudo-terminal: the real program, a real register, keys as a clerk presses them.

#[path = "support/pty.rs"]
mod pty;

use pty::{Pty, key};

/// A demonstration that is the same every day.
fn demo(more: &[&str], columns: u16, rows: u16) -> Pty {
    let mut args = vec![
        "demo",
        "--still",
        "--size",
        "600",
        "--seed",
        "7",
        "--today",
        "2026-09-01",
    ];
    args.extend(more);
    let config = tempfile::tempdir().expect("a folder");
    let home = config.path().to_string_lossy().into_owned();
    let pty = Pty::start(
        &args,
        &[("XDG_CONFIG_HOME", &home), ("XDG_STATE_HOME", &home)],
        columns,
        rows,
    );
    pty.wait_for("На связи");
    pty
}

/// The number of the selected row of a queue.
fn selected(screen: &str) -> String {
    let row = screen
        .lines()
        .find(|l| l.starts_with('►'))
        .expect("a selected row");
    row.split_whitespace().nth(1).expect("a number").to_owned()
}

/// Confirms every section and accepts; `accept` is the key under either layout.
fn work_through(desk: &mut Pty, accept: &str) {
    for section in 2..=7 {
        desk.keys(key::ENTER);
        desk.wait_for(&format!("►{section} "));
    }
    desk.keys(key::ENTER);
    desk.wait_for("Всё сверено");
    desk.keys(accept);
    desk.wait_for("Номер в журнале");
    desk.keys(key::ENTER);
}

#[test]
fn an_application_goes_from_the_queue_to_an_active_certificate() {
    let mut desk = demo(&[], 80, 24);
    desk.keys(key::F3);
    let queue = desk.wait_for("Очередь заявлений");
    let number = selected(&desk.wait(&"a row", |s| s.contains('►') && s.contains("ждёт")));
    assert!(queue.contains("Сыктывкар") || !number.is_empty());
    desk.keys(key::ENTER);
    desk.wait_for(&format!("{number} от"));
    desk.wait_gone("загружа");
    work_through(&mut desk, "a");
    desk.wait_for("активировать");
    desk.keys("t");
    desk.wait(&"the next application", |s| {
        s.contains("Сверка") && !s.contains(&format!("{number} от"))
    });
    desk.keys(key::F9);
    let outbox = desk.wait_for(&number);
    assert!(outbox.contains("Исходящие"), "{outbox}");
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
    assert!(!desk.alternate_screen());
}
