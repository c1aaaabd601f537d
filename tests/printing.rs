//! Papers get out: through a real CUPS with real queues, through commands, into folders; and everything that hinders them
//! is told for what it is, with nothing printed twice, half or later.
#![cfg(any(feature = "tui", feature = "server"))]

#[path = "support/cups.rs"]
mod cups;
#[path = "printing/without_cups.rs"]
mod without_cups;

use std::net::TcpListener;
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
        about: NUMBER.parse().unwrap(),
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
            start.elapsed() < Duration::from_mins(1),
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
    assert_eq!(state(&second), Ok(JobState::Gone));
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
fn a_printer_without_paper_one_that_is_off_and_one_that_breaks_are_told_apart() {
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

    cups.misbehave("Desk", "off");
    let sent = send(&desk, &paper(2, 100)).unwrap();
    let off = JobState::Stopped(Trouble::Offline);
    wait_state(&sent, "off", |now| *now == off);
    cups.behave("Desk", "off");
    wait_state(&sent, "done", |now| *now == JobState::Done);

    cups.misbehave("Desk", "broken");
    let sent = send(&desk, &paper(3, 100)).unwrap();
    let broken = JobState::Stopped(Trouble::Stopped(Clean::new("the drum is broken")));
    wait_state(&sent, "broken", |now| *now == broken);
    let again = send(&desk, &paper(4, 100)).unwrap_err();
    assert_eq!(again.code(), "stopped");
    assert_eq!(again.detail().as_str(), "Desk: the drum is broken");
    assert_eq!(cups.printed("Desk").len(), 2);
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
