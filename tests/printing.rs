//! Papers get out: through a real CUPS with real queues, through commands, into folders; and everything that hinders them
//! is told for what it is, with nothing printed twice, half or later.
#![cfg(any(feature = "tui", feature = "server"))]

#[path = "support/cups.rs"]
mod cups;

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use cups::Cups;
use reestr::documents::printing::{
    Job, JobState, Limits, Outlet, PrintError, PrinterState, Sent, Trouble, cancel, printers, send,
    send_within, state,
};
use reestr::domain::{Clean, PrintedForm};
use reestr::i18n::{Language, Texts};

/// What must stand on the paper alone.
const NAME: &str = "Семяшкин Степан";

const NUMBER: &str = "01-2026-000153-8";

/// A paper of some `bytes`, told apart by `mark`.
fn paper(mark: u8, bytes: usize) -> Job {
    let mut pdf = format!("%PDF-1.7\n% {NAME}\n").into_bytes();
    pdf.resize(bytes, mark);
    Job {
        number: NUMBER.parse().unwrap(),
        form: PrintedForm::Statement,
        pdf,
    }
}

fn on(cups: &Cups, printer: Option<&str>) -> Outlet {
    Outlet::Cups {
        printer: printer.map(str::to_owned),
        server: Some(cups.server().to_owned()),
    }
}

/// Waits until the job is in a state that `right` accepts. Only a test that fails waits for long.
fn wait_state(sent: &Sent, what: &str, right: impl Fn(&JobState) -> bool) -> JobState {
    let start = Instant::now();
    loop {
        let now = state(sent).unwrap();
        if right(&now) {
            return now;
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{now:?} is not {what}"
        );
        sleep(Duration::from_millis(20));
    }
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

#[test]
fn a_paper_arrives_as_it_was_made_and_only_its_number_is_known() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    let job = paper(1, 40_000);
    let sent = send(&on(&cups, Some("Desk")), &job).unwrap();
    assert!(cups.wait_printed("Desk", 1) == [job.pdf]);
    wait_state(&sent, "done", |now| *now == JobState::Done);
    let told = cups.told("Desk");
    assert!(told.lines().any(|line| line == NUMBER), "{told}");
    assert!(told.contains("media=A4"), "{told}");
    let written = cups.written_down();
    assert!(contains(&written, NUMBER));
    for word in NAME.split(' ') {
        assert!(!told.contains(word) && !contains(&written, word));
    }
}

#[test]
fn printers_are_listed_with_what_they_do() {
    let Some(cups) = Cups::start() else { return };
    let list = || printers(Some(cups.server())).unwrap();
    assert!(list().is_empty());
    for name in ["Hall", "Канцелярия", "Attic", "Cellar"] {
        cups.add_printer(name);
    }
    cups.make_default("Канцелярия");
    cups.disable("Attic", "нет бумаги");
    cups.reject("Cellar", "flooded");
    cups.misbehave("Hall", "slow");
    let sent = send(&on(&cups, Some("Hall")), &paper(1, 100)).unwrap();
    wait_state(&sent, "printing", |now| *now == JobState::Printing);
    let told: Vec<_> = list()
        .into_iter()
        .map(|printer| (printer.name, printer.default, printer.state))
        .collect();
    let stopped = |why| PrinterState::Stopped(Clean::new(why));
    assert_eq!(
        told,
        [
            ("Канцелярия".to_owned(), true, PrinterState::Idle),
            ("Attic".to_owned(), false, stopped("нет бумаги")),
            ("Cellar".to_owned(), false, stopped("flooded")),
            ("Hall".to_owned(), false, PrinterState::Printing),
        ]
    );
    cups.behave("Hall", "slow");
    cups.wait_printed("Hall", 1);
}

#[test]
fn without_a_choice_the_default_printer_or_the_only_one_is_taken() {
    let Some(cups) = Cups::start() else { return };
    let any = on(&cups, None);
    assert_eq!(send(&any, &paper(1, 100)), Err(PrintError::NoPrinter));
    cups.add_printer("Канцелярия");
    let sent = send(&any, &paper(2, 100)).unwrap();
    assert!(cups.wait_printed("Канцелярия", 1) == [paper(2, 100).pdf]);
    wait_state(&sent, "done", |now| *now == JobState::Done);
    cups.add_printer("Desk");
    assert_eq!(send(&any, &paper(3, 100)), Err(PrintError::NoPrinter));
    cups.make_default("Desk");
    send(&any, &paper(4, 100)).unwrap();
    assert!(cups.wait_printed("Desk", 1) == [paper(4, 100).pdf]);
}

#[test]
fn papers_come_out_in_the_order_in_which_they_were_given() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    let outlet = on(&cups, Some("Desk"));
    let jobs: Vec<Job> = (1..=4).map(|mark| paper(mark, 20_000)).collect();
    for job in &jobs {
        send(&outlet, job).unwrap();
    }
    let out = cups.wait_printed("Desk", jobs.len());
    assert!(out.iter().eq(jobs.iter().map(|job| &job.pdf)));
}

#[test]
fn nothing_is_sent_to_a_printer_that_is_stopped_or_gone() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    let desk = on(&cups, Some("Desk"));
    assert_eq!(
        send(&on(&cups, Some("Нет такого")), &paper(1, 100)),
        Err(PrintError::UnknownPrinter(Clean::new("Нет такого")))
    );
    let stopped = |why| {
        Err(PrintError::Stopped {
            printer: Clean::new("Desk"),
            why: Clean::new(why),
        })
    };
    cups.disable("Desk", "no paper");
    assert_eq!(send(&desk, &paper(2, 100)), stopped("no paper"));
    cups.enable("Desk");
    cups.reject("Desk", "moved away");
    assert_eq!(send(&desk, &paper(3, 100)), stopped("moved away"));
    // It was on the list a moment ago.
    assert_eq!(printers(Some(cups.server())).unwrap().len(), 1);
    cups.remove_printer("Desk");
    assert_eq!(
        send(&desk, &paper(4, 100)),
        Err(PrintError::UnknownPrinter(Clean::new("Desk")))
    );
    assert!(cups.printed("Desk").is_empty());
}

#[test]
fn a_printer_that_stops_while_papers_wait_is_told_and_they_can_be_taken_back() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    cups.misbehave("Desk", "slow");
    let desk = on(&cups, Some("Desk"));
    let first = send(&desk, &paper(1, 100)).unwrap();
    wait_state(&first, "printing", |now| *now == JobState::Printing);
    let second = send(&desk, &paper(2, 100)).unwrap();
    let third = send(&desk, &paper(3, 100)).unwrap();
    assert_eq!(state(&second), Ok(JobState::Waiting));
    // CUPS forgets the reason when it takes a half-printed paper back.
    cups.disable("Desk", "jammed");
    wait_state(&second, "stopped", |now| {
        matches!(now, JobState::Stopped(Trouble::Stopped(_)))
    });
    cancel(&second).unwrap();
    assert!(matches!(
        state(&second).unwrap(),
        JobState::Done | JobState::Gone
    ));
    let PrintError::CommandFailed { program, .. } = cancel(&second).unwrap_err() else {
        panic!("a job that is over was taken back");
    };
    assert_eq!(program, "cancel");
    cups.behave("Desk", "slow");
    cups.enable("Desk");
    wait_state(&third, "done", |now| *now == JobState::Done);
    assert!(cups.wait_printed("Desk", 2) == [paper(1, 100).pdf, paper(3, 100).pdf]);
}

#[test]
fn a_printer_without_paper_and_one_that_breaks_are_told_apart() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    let desk = on(&cups, Some("Desk"));
    cups.misbehave("Desk", "empty");
    let sent = send(&desk, &paper(1, 100)).unwrap();
    let no_paper = JobState::Stopped(Trouble::NoPaper);
    wait_state(&sent, "without paper", |now| *now == no_paper);
    let listed = printers(Some(cups.server())).unwrap();
    assert_eq!(listed[0].trouble, Some(Trouble::NoPaper));
    cups.behave("Desk", "empty");
    wait_state(&sent, "done", |now| *now == JobState::Done);

    cups.misbehave("Desk", "broken");
    let sent = send(&desk, &paper(2, 100)).unwrap();
    let broken = JobState::Stopped(Trouble::Stopped(Clean::new("the drum is broken")));
    wait_state(&sent, "broken", |now| *now == broken);
    let again = send(&desk, &paper(3, 100)).unwrap_err();
    assert_eq!(again.code(), "stopped");
    assert_eq!(again.detail().as_str(), "Desk: the drum is broken");
    assert_eq!(cups.printed("Desk").len(), 1);
}

#[test]
fn a_printer_that_is_taken_away_takes_its_papers_along() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Desk");
    cups.misbehave("Desk", "slow");
    let sent = send(&on(&cups, Some("Desk")), &paper(1, 100)).unwrap();
    wait_state(&sent, "printing", |now| *now == JobState::Printing);
    cups.remove_printer("Desk");
    wait_state(&sent, "over", |now| {
        matches!(now, JobState::Gone | JobState::Done)
    });
}

#[test]
fn cups_that_is_down_is_told_wherever_it_is_asked() {
    let Some(mut cups) = Cups::start() else {
        return;
    };
    cups.add_printer("Desk");
    cups.misbehave("Desk", "slow");
    let desk = on(&cups, Some("Desk"));
    let sent = send(&desk, &paper(1, 100)).unwrap();
    cups.stop();
    for error in [
        printers(Some(cups.server())).unwrap_err(),
        send(&desk, &paper(2, 100)).unwrap_err(),
        state(&sent).unwrap_err(),
        cancel(&sent).unwrap_err(),
    ] {
        assert_eq!(error.code(), "no_cups", "{error}");
    }
}

/// It takes the line and says nothing for ever.
#[test]
fn cups_that_hangs_is_not_waited_for() {
    if Cups::start().is_none() {
        return;
    }
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let outlet = Outlet::Cups {
        printer: None,
        server: Some(silent.local_addr().unwrap().to_string()),
    };
    let limits = Limits {
        send: Duration::from_millis(300),
        ask: Duration::from_millis(300),
    };
    let error = send_within(&outlet, &paper(1, 100), limits).unwrap_err();
    assert_eq!(error.code(), "no_cups");
}

#[test]
fn a_command_reads_the_paper_and_its_failure_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let through = |line: &str| send(&Outlet::Command(line.to_owned()), &paper(7, 500_000));
    let to_file = format!("cat > '{}'", out.display());
    assert_eq!(through(&to_file), Ok(Sent::Taken));
    assert!(fs::read(&out).unwrap() == paper(7, 500_000).pdf);
    assert_eq!(state(&Sent::Taken), Ok(JobState::Done));

    let PrintError::CommandFailed { code, what, .. } =
        through("cat >/dev/null; printf 'first\\n\\033[31mno paper\\n' >&2; exit 3").unwrap_err()
    else {
        panic!("it failed otherwise");
    };
    assert_eq!((code, what.as_str()), (3, "first \u{FFFD}[31mno paper"));
    let long = through("cat >/dev/null; head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1");
    assert_eq!(
        long.unwrap_err().detail().as_str().matches('x').count(),
        200
    );
    assert_eq!(through("kill -STOP $$").unwrap_err().code(), "asks");
    assert_eq!(through("kill -9 $$").unwrap_err().code(), "command_failed");
    let missing = through("no-such-program-anywhere").unwrap_err();
    let said = missing.detail();
    assert!(said.as_str().contains("no-such-program-anywhere"), "{said}");
}

#[test]
fn a_command_that_closes_its_input_early_has_not_printed() {
    let through = |line: &str| send(&Outlet::Command(line.to_owned()), &paper(7, 500_000));
    for line in ["exec <&-; exit 0", "head -c 10 >/dev/null", "true"] {
        assert_eq!(through(line).unwrap_err().code(), "not_read", "{line}");
    }
    assert_eq!(through("exit 2").unwrap_err().code(), "command_failed");
}

#[test]
fn a_command_that_hangs_is_ended_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let pids = folder.path().join("pids");
    let line = format!(
        "sleep 1000 & echo $! $$ > '{0}.part'; mv '{0}.part' '{0}'; wait",
        pids.display()
    );
    let limits = Limits {
        send: Duration::from_secs(2),
        ..Limits::default()
    };
    let error = send_within(&Outlet::Command(line), &paper(1, 100), limits).unwrap_err();
    assert_eq!(error.code(), "timed_out");
    for pid in fs::read_to_string(&pids).unwrap().split_whitespace() {
        gone(pid);
    }
}

/// Waits until no process of that number runs; a child of somebody else may be a zombie for a moment.
fn gone(pid: &str) {
    let start = Instant::now();
    let stat = Path::new("/proc").join(pid).join("stat");
    while fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z ")) {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{pid} runs still"
        );
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_command_leaves_in_the_background_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let pid = folder.path().join("pid");
    let line = format!("cat >/dev/null; sleep 1000 & echo $! > '{}'", pid.display());
    assert_eq!(
        send(&Outlet::Command(line), &paper(1, 100)),
        Ok(Sent::Taken)
    );
    let pid = fs::read_to_string(&pid).unwrap();
    let killed = Command::new("kill").arg(pid.trim()).status().unwrap();
    assert!(killed.success(), "it was ended with the command");
}

#[test]
fn a_folder_takes_papers_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let outlet = Outlet::File(folder.path().to_owned());
    let file = folder.path().join(format!("{NUMBER}-statement.pdf"));
    for mark in 1..=2 {
        let job = paper(mark, 40_000);
        assert_eq!(send(&outlet, &job), Ok(Sent::Written(file.clone())));
        assert!(fs::read(&file).unwrap() == job.pdf);
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(state(&Sent::Written(file)), Ok(JobState::Done));
}

#[test]
fn a_folder_that_takes_nothing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for place in [file, folder.path().join("none"), "/proc".into()] {
        let error = send(&Outlet::File(place.clone()), &paper(1, 100)).unwrap_err();
        assert_eq!(error.code(), "file", "{}", place.display());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Tells a copy of this program which part of a test to play.
const PART: &str = "REESTR_TEST_PART";

/// Runs the test `name` of this program again in a shell that has done `before`, with the part to play in [`PART`].
fn again(name: &str, part: &Path, before: &str) {
    let program = std::env::current_exe().unwrap();
    let line = format!("{before} exec '{}' --exact {name}", program.display());
    let output = Command::new("/bin/sh")
        .arg("-c")
        .arg(line)
        .env(PART, part)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

/// The limit on the size of a file stands for a full disk: the write fails in the middle.
#[test]
fn a_disk_that_is_full_leaves_the_older_print_and_no_half_of_one() {
    if let Some(folder) = std::env::var_os(PART) {
        let error = send(&Outlet::File(folder.into()), &paper(2, 40_000)).unwrap_err();
        assert_eq!(error.code(), "file");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let outlet = Outlet::File(folder.path().to_owned());
    let Ok(Sent::Written(file)) = send(&outlet, &paper(1, 40_000)) else {
        panic!("nothing was written");
    };
    again(
        "a_disk_that_is_full_leaves_the_older_print_and_no_half_of_one",
        folder.path(),
        "trap '' XFSZ; ulimit -f 8;",
    );
    assert!(fs::read(file).unwrap() == paper(1, 40_000).pdf);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_machine_without_the_programs_of_cups_is_told() {
    if std::env::var_os(PART).is_some() {
        let outlet = Outlet::Cups {
            printer: None,
            server: None,
        };
        for error in [
            printers(None).unwrap_err(),
            send(&outlet, &paper(1, 100)).unwrap_err(),
        ] {
            assert_eq!(error, PrintError::NoProgram("lpstat"));
        }
        return;
    }
    again(
        "a_machine_without_the_programs_of_cups_is_told",
        Path::new("/"),
        "PATH=/nowhere; export PATH;",
    );
}

#[test]
fn every_failure_and_trouble_has_its_words() {
    for texts in Language::ALL.map(Texts::new) {
        for (area, codes) in [
            ("print-error", &PrintError::CODES[..]),
            ("printer-trouble", &Trouble::CODES[..]),
        ] {
            for code in codes {
                let key = format!("{area}-{}", code.replace('_', "-"));
                assert!(texts.has(&key), "{key} in {}", texts.language().code());
            }
        }
    }
}
