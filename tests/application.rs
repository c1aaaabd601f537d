//! Algorithm B on a pseudo-terminal: the real program, a real register, real printers, keys as a clerk and an applicant
//! press them.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "application/clerk.rs"]
mod clerk;
#[path = "support/cups.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod cups;
#[path = "application/family.rs"]
mod family;
#[path = "support/letter.rs"]
mod letter;
#[path = "application/letters.rs"]
mod letters;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/register.rs"]
mod register;
#[path = "support/smtp.rs"]
mod smtp;
#[path = "application/told.rs"]
mod told;
#[path = "documents/tools.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod tools;

use std::path::Path;

use clerk::{APPLICANT, CHILD, Clerk, Numbers, PERSONAL};
use cups::Cups;
use pty::key;
use reestr::domain::{MunicipalityCode, Requisites};
use reestr::server::storage::Storage;
use register::Register;

/// What the first prints of both papers leave in the audit.
const BOTH: [&str; 3] = [
    "printed applied:statement:first",
    "printed applied:register_extract:first",
    PASSWORD,
];

/// And each further try of an extract.
const PASSWORD: &str = "issue_password applied";

fn served() -> Register {
    let mut register = Register::fill(50);
    register.serve();
    register
}

/// Into the folder of papers at the desk.
const FOLDER: &str = "folder = \"papers\"";

/// Reads the statement and the extract, and looks for everything that each must say.
fn assert_papers(papers: &[Vec<u8>], numbers: &Numbers) {
    assert_eq!(papers.len(), 2);
    for paper in papers {
        assert!(paper.starts_with(b"%PDF-"));
    }
    let (child, applicant) = ([CHILD], PERSONAL.iter().copied().chain([APPLICANT]));
    assert_says(&papers[0], applicant, numbers);
    assert_says(&papers[1], child, numbers);
}

fn assert_says<'a>(paper: &[u8], words: impl IntoIterator<Item = &'a str>, numbers: &'a Numbers) {
    let Some(text) = tools::text(paper, false) else {
        return;
    };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = text.chars().take(1_500).collect();
    let words = words.into_iter();
    for word in words.chain([numbers.application.as_str(), numbers.certificate.as_str()]) {
        assert!(text.contains(word), "{word} is lacking:\n{start}");
    }
}

#[test]
fn whole_b_by_cyrillic_keys_to_a_real_printer() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Канцелярия");
    let register = served();
    let mut clerk = Clerk::at(&register, &format!("server = \"{}\"", cups.server()));
    let numbers = clerk.takes_an_application();
    clerk.opens_printing();
    clerk.pty.wait_for("Канцелярия");
    clerk.prints();
    let papers = cups.wait_printed("Канцелярия", 2);
    assert_papers(&papers, &numbers);
    let password = family::password(&papers[1]);
    let noted = cups.told("Канцелярия").into_bytes();
    for (place, bytes) in [("the jobs", noted), ("CUPS", cups.written_down())] {
        assert!(
            contains(&bytes, &numbers.application),
            "{place}: the number is the name"
        );
        for personal in PERSONAL {
            assert!(!contains(&bytes, personal), "{place} knows {personal}");
        }
        if let Some(password) = &password {
            assert!(!contains(&bytes, password), "{place} knows the password");
        }
    }
    clerk.accepts_and_activates(&numbers);
    told::assert_whole(&register, &numbers, &BOTH);
    clerk.pty.keys(key::F10);
    assert_eq!(clerk.pty.exit_code(), 0);
    clerk.pty.wait_for_the_main_screen();
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|part| part == text.as_bytes())
}

/// The statement and the extract that were written into a folder.
fn written(folder: &Path, numbers: &Numbers) -> Vec<Vec<u8>> {
    ["statement", "register_extract"]
        .map(|form| folder.join(format!("{}-{form}.pdf", numbers.application)))
        .iter()
        .map(|file| {
            std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        })
        .collect()
}

#[test]
fn the_terminal_closes_while_the_applicant_ticks() {
    let register = served();
    let mut clerk = Clerk::at(&register, FOLDER);
    clerk.checks_the_documents();
    clerk.fills_the_child();
    clerk.fills_the_applicant();
    clerk.hands_the_keyboard_over();
    clerk.applicant_agrees();
    clerk.applicant_agrees();
    clerk.pty.wait_for("Согласие 3 из 4");
    clerk.loses_the_terminal(key::DOWN);
    clerk.opens_new_applications();
    clerk.pty.wait_for("Семяшкин");
    clerk.enter();
    let screen = clerk.pty.wait_for("передать");
    for (consent, given) in [
        ("Условия предоставления", true),
        ("Обязанность сообщать", true),
        ("данных ребёнка", false),
        ("данных заявителя", false),
    ] {
        let line = screen.lines().find(|line| line.contains(consent));
        let line = line.unwrap_or_else(|| panic!("no {consent}:\n{screen}"));
        assert_eq!(line.contains("[x] дано"), given, "{screen}");
        assert_eq!(line.contains("[ ] не дано"), !given, "{screen}");
    }
    clerk.hands_the_keyboard_over();
    for given in 1..=2 {
        clerk.pty.wait("a tick that was kept", |s| {
            s.contains(&format!("Согласие {given} из 4")) && s.contains("Вы согласны. ")
        });
        clerk.enter();
    }
    clerk.pty.wait_for("Согласие 3 из 4");
    clerk.applicant_agrees();
    clerk.applicant_agrees();
    clerk.takes_the_keyboard();
    let numbers = clerk.hands_in();
    clerk.opens_printing();
    clerk.prints();
    assert_papers(&written(&clerk.papers(), &numbers), &numbers);
    clerk.accepts_and_activates(&numbers);
    told::assert_whole(&register, &numbers, &BOTH);
}

/// Algorithm B while the line is down from the first field of the form until behind the activation.
#[test]
fn the_register_is_away() {
    let smtp = smtp::Smtp::start();
    let mut register = Register::fill(50);
    letters::leave_by(&register, smtp.as_ref());
    letters::office_has_an_address(&register);
    let before = told::next_serial(&register);
    register.serve();
    let mut clerk = Clerk::at(&register, FOLDER);
    clerk.checks_the_documents();
    let leased = told::waits_for_numbers(&register, before);
    register.kill();
    clerk.fills_the_child();
    clerk.fills_the_applicant();
    clerk.applicant_agrees_to_all();
    let numbers = clerk.hands_in();
    clerk.pty.wait_for("Реестр ещё не подтвердил");
    clerk.opens_printing();
    clerk.prints();
    let papers = written(&clerk.papers(), &numbers);
    assert_papers(&papers, &numbers);
    for paper in &papers {
        assert_says(paper, ["Напечатано без связи с реестром"], &numbers);
    }
    let password = family::password(&papers[1]);
    clerk.accepts_and_activates(&numbers);
    clerk.pty.keys(key::F9);
    let waiting = clerk.pty.wait("the outbox", |s| {
        s.contains("Ответ реестра") && s.contains(&numbers.application)
    });
    assert!(!waiting.contains('√'), "nobody has applied it:\n{waiting}");
    assert!(told::told(&register, &numbers).is_none());
    register.serve();
    told::assert_whole(&register, &numbers, &BOTH);
    clerk.pty.wait("the answer of the register", |s| {
        s.contains(&numbers.application) && s.contains('√')
    });
    // No number was given to anybody else meanwhile, and none twice.
    assert_eq!(told::next_serial(&register), leased);
    if let Some(smtp) = &smtp {
        letters::assert_sent(smtp, &numbers, password.as_deref());
        clerk.opens_the_case(&numbers);
        clerk.pty.wait_for("Письмо отправлено");
    }
    let Some(password) = password else { return };
    assert!(family::lets_in(&register, &numbers, &password));
    let other = password.replace(|c: char| c != '-', "a");
    assert!(!family::lets_in(&register, &numbers, &other));
    clerk.pty.keys(key::F10);
    assert_eq!(clerk.pty.exit_code(), 0);
    for folder in [clerk.home.path(), register.folder()] {
        family::assert_nowhere(folder, &password);
    }
}

#[test]
fn the_printer_goes_away_in_the_middle() {
    let Some(cups) = Cups::start() else { return };
    cups.add_printer("Канцелярия");
    let register = served();
    let mut clerk = Clerk::at(&register, &format!("server = \"{}\"", cups.server()));
    let numbers = clerk.takes_an_application();
    clerk.opens_printing();
    clerk.pty.wait_for("Канцелярия");
    cups.disable("Канцелярия", "заменяют тонер");
    clerk.enter();
    let screen = clerk.pty.wait_for("Напечатано не всё. Что делать?");
    assert!(screen.contains("Принтер остановлен"), "{screen}");
    assert!(screen.contains("заменяют тонер"), "{screen}");
    assert!(cups.printed("Канцелярия").is_empty());
    cups.enable("Канцелярия");
    clerk.pty.wait_for("► Повторить то, что не вышло");
    clerk.prints();
    let first = cups.wait_printed("Канцелярия", 2);
    assert_papers(&first, &numbers);
    clerk.opens_printing();
    clerk.pty.wait_for("Канцелярия");
    cups.remove_printer("Канцелярия");
    clerk.enter();
    let screen = clerk.pty.wait_for("Напечатано не всё. Что делать?");
    assert!(screen.contains("Выберите другой"), "{screen}");
    clerk.pty.keys(key::DOWN);
    clerk.pty.wait_for("► Напечатать в другом месте…");
    clerk.enter();
    let screen = clerk.pty.wait_for("Принтеров нет");
    assert!(screen.contains("сейчас недоступен"), "{screen}");
    clerk.pty.keys(key::DOWN);
    clerk.pty.wait_for("► Файл: ");
    clerk.prints();
    let copies = written(&clerk.papers(), &numbers);
    assert_papers(&copies, &numbers);
    for (copy, paper) in copies.iter().zip(&first) {
        let marked = |pdf| tools::text(pdf, false).map(|text| text.contains("КОПИЯ"));
        let of = [marked(copy), marked(paper)];
        assert!(of == [Some(true), Some(false)] || of == [None, None]);
    }
    clerk.accepts_and_activates(&numbers);
    let copies = [
        "printed applied:statement:copy",
        "printed applied:register_extract:copy",
        PASSWORD,
    ];
    let printed = [&BOTH[..], &[PASSWORD], &copies, &[PASSWORD]].concat();
    told::assert_whole(&register, &numbers, &printed);
}

#[test]
fn a_scanned_code_opens_its_record_from_the_search_and_from_the_form() {
    let register = served();
    let case = register::runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let cases = read.changed(MunicipalityCode(1), 0, 1).await;
        drop(read);
        storage.close().await;
        cases.expect("records").remove(0).1
    });
    let requisites = Requisites::of(case.application.reference, case.certificate.number);
    let head = format!("{} от", requisites.number);
    let scan = format!("{requisites}\r");
    let mut clerk = Clerk::at(&register, FOLDER);
    clerk.pty.wait_for("Найти");
    clerk.pty.keys(&scan);
    clerk.pty.wait_for(&head);
    clerk.checks_the_documents();
    clerk.types("Сем");
    clerk.pty.wait_for("Сем");
    clerk.reaches_for_the_scanner();
    clerk.pty.keys(&scan);
    clerk.pty.wait_for(&head);
    clerk.opens_new_applications();
    let screen = clerk.pty.wait_for("[ Ребёнок]");
    let field = screen.lines().find(|line| line.contains("Фамилия"));
    let typed = field.expect("the field").split_whitespace().last();
    assert_eq!(typed, Some("Сем"), "{screen}");
}
