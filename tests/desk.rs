//! Algorithm A on a pseudo-terminal: the real program, a real register, keys as a clerk presses them.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;

use pty::{Pty, key};
use reestr::demo::clerks::PASSWORD;
use register::Register;
use tempfile::TempDir;

/// Both layouts: the key at the same place of the keyboard.
const LATIN: Layout = Layout {
    accept: "a",
    activate: "t",
    next_unchecked: "n",
    queue: key::F3,
};
const CYRILLIC: Layout = Layout {
    accept: "ф",
    activate: "е",
    next_unchecked: "т",
    queue: "3",
};

struct Layout {
    accept: &'static str,
    activate: &'static str,
    next_unchecked: &'static str,
    queue: &'static str,
}

/// A desk and the folder of its settings.
struct Desk {
    pty: Pty,
    _home: TempDir,
}

/// A demonstration that is the same every day.
fn demo(more: &[&str], columns: u16, rows: u16) -> Desk {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().to_string_lossy().into_owned();
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
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let pty = Pty::start(&args, &env, columns, rows);
    pty.wait_for("На связи");
    Desk { pty, _home: home }
}

#[test]
fn a_desk_leaves_no_core_file() {
    let desk = demo(&[], 80, 24);
    let process = desk.pty.process();
    let read = |file| std::fs::read_to_string(format!("/proc/{process}/{file}")).unwrap();
    let limits = read("limits");
    let core = limits.lines().find(|l| l.starts_with("Max core file size"));
    let words: Vec<_> = core.unwrap().split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"]);
    // Nobody but the system's administrator may look into a process that can't be dumped: its files are not the user's.
    let owner = std::os::unix::fs::MetadataExt::uid(
        &std::fs::metadata(format!("/proc/{process}/mem")).unwrap(),
    );
    assert_eq!(owner, 0);
    assert!(read("status").contains("CoreDumping:\t0"));
}

/// Opens the selected application of the queue and gives its number.
fn open_from_queue(desk: &mut Pty, layout: &Layout) -> String {
    // Digits are panels outside text fields: leave the search line first.
    desk.keys(key::F3);
    desk.wait_for("Очередь заявлений");
    desk.keys(layout.queue);
    let screen = desk.wait("a row", |s| s.lines().any(|l| l.starts_with('►')));
    let row = screen
        .lines()
        .find(|l| l.starts_with('►'))
        .expect("a selected row");
    let number = row.split_whitespace().nth(1).expect("a number").to_owned();
    desk.keys(key::ENTER);
    desk.wait_for(&format!("{number} от"));
    number
}

/// How much is compared, as the foot of the screen says.
fn progress(screen: &str) -> Option<String> {
    screen
        .lines()
        .find(|l| l.contains("Сверено ") || l.contains("Всё сверено"))
        .map(str::to_owned)
}

/// Confirms the sections that are left, one by one, and accepts with the number that the desk offers.
fn accept(desk: &mut Pty, layout: &Layout) {
    desk.keys(layout.next_unchecked);
    let mut before = progress(&desk.wait("the progress", |s| progress(s).is_some()));
    for _ in 0..7 {
        desk.keys(key::ENTER);
        let screen = desk.wait("the next section", |s| {
            progress(s).is_some_and(|p| Some(p) != before)
        });
        before = progress(&screen);
        if screen.contains("Всё сверено") {
            break;
        }
    }
    desk.wait_for("Всё сверено");
    desk.keys(layout.accept);
    desk.wait_for("Номер в журнале");
    desk.keys(key::ENTER);
    desk.wait_gone("Номер в журнале");
}

fn wait_for_next(desk: &Pty, number: &str) {
    desk.wait("the next application", |s| {
        s.contains("Сверка") && !s.contains(&format!("{number} от"))
    });
}

/// All acts of the application, once the register has applied them.
fn applied(desk: &mut Pty, number: &str, acts: usize) -> String {
    desk.keys(key::F9);
    desk.wait(&format!("{acts} acts of {number} applied"), |s| {
        s.lines()
            .filter(|l| l.contains(number) && l.contains('√'))
            .count()
            == acts
    })
}

fn from_queue_to_certificate(layout: &Layout, columns: u16, rows: u16) {
    let mut desk = demo(&[], columns, rows);
    let desk = &mut desk.pty;
    let number = open_from_queue(desk, layout);
    desk.wait_for("сертификат");
    accept(desk, layout);
    desk.wait_for("журнал №");
    desk.keys(layout.activate);
    wait_for_next(desk, &number);
    applied(desk, &number, 3);
    desk.keys(key::F10);
    assert_eq!(desk.exit_code(), 0);
    desk.wait_for_the_main_screen();
}

#[test]
fn from_the_queue_to_an_active_certificate_with_the_latin_layout() {
    from_queue_to_certificate(&LATIN, 80, 24);
}

#[test]
fn from_the_queue_to_an_active_certificate_with_the_cyrillic_layout() {
    from_queue_to_certificate(&CYRILLIC, 120, 40);
}

#[test]
fn a_scanned_number_opens_from_any_panel() {
    let mut desk = demo(&[], 80, 24);
    let desk = &mut desk.pty;
    let number = open_from_queue(desk, &LATIN);
    for panel in [key::F4, key::F9, key::F1] {
        desk.keys(panel);
        desk.wait_gone(&format!("{number} от"));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        desk.keys(&format!("{digits}\r"));
        desk.wait_for(&format!("{number} от"));
    }
}

#[test]
fn without_personal_data_no_value_reaches_the_terminal() {
    let mut desk = demo(&["--no-personal"], 80, 24);
    let desk = &mut desk.pty;
    let number = open_from_queue(desk, &LATIN);
    desk.keys(key::ENTER);
    let child = desk.wait_for("►2 Ребёнок");
    assert!(child.contains("сверьте"), "{child}");
    desk.keys("[");
    accept(desk, &LATIN);
    desk.wait_for("журнал №");
    desk.keys("t");
    wait_for_next(desk, &number);
    applied(desk, &number, 3);
    let written = String::from_utf8_lossy(&desk.raw()).into_owned();
    for personal in ["Республика Коми, ", "ЗАГС", "+7912", "II-ЕА", "@example.ru"]
    {
        assert!(
            !written.contains(personal),
            "{personal:?} was written to the terminal"
        );
    }
}

#[test]
fn who_may_not_activate_is_told_who_can() {
    let mut desk = demo(&["--no-activate"], 80, 24);
    let desk = &mut desk.pty;
    let number = open_from_queue(desk, &LATIN);
    accept(desk, &LATIN);
    let told = desk.wait_for("Попова");
    assert!(told.contains("Рочева") || told.contains("Попова"), "{told}");
    wait_for_next(desk, &number);
    applied(desk, &number, 2);
}

/// A desk against a served register, at the panels.
fn unlocked(register: &Register, home: &TempDir, columns: u16, rows: u16) -> Pty {
    let path = home.path().to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let args = register.desk_arguments();
    let args = args.each_ref().map(String::as_str);
    let mut desk = Pty::start(&args, &env, columns, rows);
    desk.wait_for("Пароль");
    desk.keys(PASSWORD);
    desk.keys(key::ENTER);
    desk.wait_gone("Пароль");
    desk
}

#[test]
fn work_goes_on_while_the_register_is_away() {
    let mut register = Register::fill(300);
    register.serve();
    let home = tempfile::tempdir().expect("a folder");
    let mut desk = unlocked(&register, &home, 80, 24);
    desk.wait_for("На связи");
    let number = open_from_queue(&mut desk, &LATIN);
    desk.keys(key::ENTER);
    desk.wait_for("►2 Ребёнок");
    desk.wait_gone("загружа");
    register.kill();
    desk.keys("[");
    accept(&mut desk, &LATIN);
    desk.keys("t");
    wait_for_next(&desk, &number);
    desk.keys(key::F9);
    let waiting = desk.wait("the outbox", |s| {
        s.contains("Ответ реестра") && s.contains(&number)
    });
    assert!(
        !waiting.contains('√'),
        "nobody has applied it yet:\n{waiting}"
    );
    register.serve();
    applied(&mut desk, &number, 3);
}

#[test]
fn what_was_marked_comes_back_after_the_line_was_cut() {
    let mut register = Register::fill(300);
    register.serve();
    let home = tempfile::tempdir().expect("a folder");
    let mut desk = unlocked(&register, &home, 80, 24);
    desk.wait_for("На связи");
    let number = open_from_queue(&mut desk, &LATIN);
    desk.keys(key::ENTER);
    desk.wait_for("►2 Ребёнок");
    desk.signal("HUP");
    desk.exit_code();
    let mut desk = unlocked(&register, &home, 80, 24);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    desk.keys(&format!("{digits}\r"));
    let screen = desk.wait_for(&format!("{number} от"));
    assert!(
        screen.contains("1="),
        "the first section is confirmed still:\n{screen}"
    );
    desk.signal("TERM");
    desk.exit_code();
    desk.wait_for_the_main_screen();
}
