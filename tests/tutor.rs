//! The whole training on a pseudo-terminal: every step of A, B and C by keys of the Russian layout, mistakes that the coach
//! explains, and a program that is killed in the middle and goes on.
#![cfg(all(feature = "server", feature = "tui"))]

#[path = "tutor/family.rs"]
mod family;
#[path = "tutor/learner.rs"]
mod learner;
#[path = "support/pty.rs"]
mod pty;

use family::Papers;
use learner::{Learner, between};
use pty::{Pty, key};
use reestr::tui::tutor::steps_in_all;

const F6: &str = "\x1b[17~";
const F7: &str = "\x1b[18~";
/// Ctrl+G and Ctrl+F.
const IN_PERSON: &str = "\x07";
const WITH_PLACES: &str = "\x06";
const TAB: &str = "\t";
const BACKSPACE: &str = "\x7f";
/// `x`, `r`, `a`, `t`, `b`, `]`, `p`, `s`, `u`, `f`, `o`, `d` with the Cyrillic layout.
const MISMATCH: &str = "ч";
const REJECT: &str = "к";
const ACCEPT: &str = "ф";
const ACTIVATE: &str = "е";
const RETURN: &str = "и";
const NEXT_SECTION: &str = "ъ";
const PRINT: &str = "з";
const SIGNED: &str = "ы";
const SEND: &str = "ы";
const PUBLISH: &str = "г";
const FILTER: &str = "а";
const OPEN: &str = "щ";
const CONCLUDE: &str = "в";
const CONFIRM: &str = "ф";
const REFUSE: &str = "к";

const SIGNED_PAPER: &str = "А. Принять";
const DIFFERING: &str = "А. Документы";
const NEW_FAMILY: &str = "Б. Выдать";
const PROGRAMMES: &str = "В. Программы";
const REQUESTS: &str = "В. Заявки";

/// Searches for the application that the coach names, and opens it; gives its number.
fn opens(learner: &mut Learner, task: &str) -> String {
    let number = between(task, "№ ", ". ").to_owned();
    learner.pty.keys(key::F2);
    learner.pty.wait_for("Найти");
    learner.types(&number);
    learner
        .pty
        .wait("the hit", |s| s.matches(&number).count() > 1);
    learner.enter();
    learner.pty.wait_for(&format!("{number} от"));
    number
}

/// With what the document says instead.
fn marks_as_differing(learner: &mut Learner) {
    learner.types(MISMATCH);
    learner.pty.wait_for("Расходится:");
    learner.types(TAB);
    learner.types("иначе");
    learner.enter();
    learner.pty.wait_gone("Расходится:");
}

/// How much is compared, as the foot of the screen says.
fn progress(screen: &str) -> Option<String> {
    screen
        .lines()
        .find(|l| l.contains("Сверено ") || l.contains("Всё сверено"))
        .map(str::to_owned)
}

/// Section by section: all matches.
fn compares(learner: &mut Learner) {
    let mut screen = learner.pty.wait("the fields", |s| progress(s).is_some());
    while !screen.contains("Всё сверено") {
        let before = progress(&screen);
        learner.enter();
        screen = learner.pty.wait("the next section", |s| {
            progress(s).is_some_and(|now| Some(now) != before)
        });
    }
}

fn accepts(learner: &mut Learner) {
    learner.types(ACCEPT);
    learner.pty.wait_for("Номер в журнале");
    learner.enter();
}

/// A: with two mistakes, and a program that is killed before the last step.
fn signed_paper(learner: &mut Learner) {
    let task = learner.is_at(SIGNED_PAPER, 1, 5);
    let first = between(&task, "№ ", ". ").to_owned();
    learner.pty.keys(key::F2);
    learner.pty.wait_for("Найти");
    learner.types(&first);
    learner.is_at(SIGNED_PAPER, 2, 5);
    learner.enter();
    learner.is_at(SIGNED_PAPER, 3, 5);

    // What agrees is marked as differing, and put right.
    learner.press(key::DOWN);
    marks_as_differing(learner);
    learner.is_told("Отмечено расхождение", "Прочтите поле в документе ещё раз");
    learner.pty.wait_until_still();
    learner.press(key::HOME);
    learner.press(key::DOWN);
    learner.press(BACKSPACE);
    learner.pty.wait_gone("Отмечено расхождение");
    let papers = learner.looks_at_the_papers();
    assert!(papers.contains("Свидетельство о рождении"), "{papers}");
    compares(learner);
    learner.is_at(SIGNED_PAPER, 4, 5);

    // Rejected instead of accepted: another family is needed.
    learner.types(REJECT);
    learner.pty.wait_for("Отказ по заявлению");
    learner.enter();
    learner.is_told("Вы отклонили заявление", "Отказ окончателен");
    learner.asks_for_another_case();
    let task = learner.is_at(SIGNED_PAPER, 1, 5);
    let second = opens(learner, &task);
    assert_ne!(first, second);
    learner.is_at(SIGNED_PAPER, 3, 5);
    compares(learner);
    learner.is_at(SIGNED_PAPER, 4, 5);
    accepts(learner);
    learner.is_at(SIGNED_PAPER, 5, 5);

    learner.pty.wait_until_still();
    learner.is_killed_and_comes_back();
    learner.is_at(SIGNED_PAPER, 5, 5);
    learner.pty.wait_for(&format!("{second} от"));
    learner.pty.wait_for("журнал №");
    learner.types(ACTIVATE);
}

/// A: one digit of the document is another.
fn differing_paper(learner: &mut Learner) {
    let task = learner.is_at(DIFFERING, 1, 3);
    opens(learner, &task);
    learner.is_at(DIFFERING, 2, 3);
    let papers = learner.looks_at_the_papers();
    let shown = between(&papers, " № ", " ").to_owned();
    for _ in 0..2 {
        learner.press(NEXT_SECTION);
    }
    let screen = learner.pty.wait_for("Номер");
    assert!(
        !screen.contains(&shown),
        "{shown} stands in both:\n{screen}"
    );
    for _ in 0..2 {
        learner.press(key::DOWN);
    }
    marks_as_differing(learner);
    learner.is_at(DIFFERING, 3, 3);
    learner.types(RETURN);
    learner.pty.wait_for("► Данные расходятся с документами");
    learner.enter();
}

fn prints(learner: &mut Learner) {
    learner.types(PRINT);
    learner.pty.wait_for("Что напечатать");
    learner.pty.wait_gone("Ищем принтеры");
    learner.enter();
    learner.pty.wait_for("► Да, все листы вышли");
    learner.enter();
}

/// B, from the documents to the active certificate.
fn new_family(learner: &mut Learner) {
    learner.is_at(NEW_FAMILY, 1, 7);
    learner.checks_the_documents();
    learner.is_at(NEW_FAMILY, 2, 7);
    let papers = Papers::read(&learner.looks_at_the_papers());
    learner.fills_in(&papers);
    learner.is_at(NEW_FAMILY, 3, 7);
    learner.lets_the_applicant_agree();
    learner.is_at(NEW_FAMILY, 4, 7);
    learner.enter();
    learner.is_at(NEW_FAMILY, 5, 7);
    learner.pty.wait_for("Подписанное заявление принимают");
    prints(learner);
    learner.is_at(NEW_FAMILY, 6, 7);
    let printed = std::fs::read_dir(learner.papers_printed()).expect("papers");
    assert!(printed.count() >= 2);
    learner.pty.wait_for("Заявление подписано?");
    learner.types(SIGNED);
    compares(learner);
    accepts(learner);
    learner.is_at(NEW_FAMILY, 7, 7);
    learner.pty.wait_for("журнал №");
    learner.types(ACTIVATE);
}

/// In the list of programmes: the one that the coach names.
fn opens_programme(learner: &mut Learner, name: &str) {
    learner.pty.keys(F6);
    learner.pty.wait_for("Программы");
    learner.pty.wait_until_still();
    learner.press(key::ESC);
    learner.pty.wait_until_still();
    if !learner.pty.screen().starts_with(" Программы") {
        learner.pty.keys(F6);
        learner.pty.wait_until_still();
    }
    learner.types(FILTER);
    learner.pty.wait_for("Отбор:");
    learner.types(name);
    learner.pty.wait_until_still();
    learner.enter();
    learner
        .pty
        .wait_for(&format!("►   {}", name.split(',').next().expect("a name")));
    learner.enter();
    learner.pty.wait_for("Годовой курс");
}

/// C-1 and C-2.
fn programmes(learner: &mut Learner) {
    let task = learner.is_at(PROGRAMMES, 1, 4);
    opens_programme(learner, between(&task, "«", "»"));
    learner.types(PUBLISH);
    learner.pty.wait_until_still();
    if !learner.pty.screen().contains("шаг 2 из 4") {
        learner.enter();
    }
    let task = learner.is_at(PROGRAMMES, 2, 4);
    opens_programme(learner, between(&task, "«", "»"));
    learner.types(SEND);
    let task = learner.is_at(PROGRAMMES, 3, 4);
    opens_programme(learner, between(&task, "«", "»"));
    learner.press(key::DOWN);
    learner.pty.wait_for("►  1. Годовой курс");
    // Another price than the order's is told of, and put right.
    for (typed, right) in [("4400", false), ("4500", true)] {
        learner.types(PRINT);
        learner.pty.wait_for("не больше 6\u{a0}000,00");
        learner.types(BACKSPACE.repeat(4).as_str());
        learner.types(typed);
        learner.enter();
        if !right {
            learner.is_told("Цена модуля не та", "Назначьте цену ещё раз");
        }
    }
    learner.is_at(PROGRAMMES, 4, 4);
    learner.types(OPEN);
}

/// In the tab of the list of requests: that of a certificate alone.
fn finds_request(learner: &mut Learner, tab: &str, certificate: &str) {
    learner.pty.keys(F7);
    learner.pty.wait_for("Заявки на обучение");
    learner.pty.wait_until_still();
    if !learner.pty.screen().contains(&format!("[{tab}:")) {
        learner.press(key::RIGHT);
        learner.pty.wait_for(&format!("[{tab}:"));
    }
    learner.types(FILTER);
    learner.pty.wait_for("Отбор:");
    learner.types(BACKSPACE.repeat(10).as_str());
    learner.types(certificate);
    learner.pty.wait_until_still();
    learner.enter();
    learner.pty.wait_until_still();
}

/// C-3 to C-5.
fn requests(learner: &mut Learner) {
    let task = learner.is_at(REQUESTS, 1, 6);
    let first = between(&task, "раннюю: ", ",").to_owned();
    finds_request(learner, "Новые", &first);
    learner.types(CONFIRM);
    let task = learner.is_at(REQUESTS, 2, 6);
    let second = between(&task, "заявку (", ")").to_owned();
    assert_ne!(first, second);
    finds_request(learner, "Новые", &second);
    learner.types(REFUSE);
    learner.pty.wait_for("Отклонить заявку");
    learner.enter();
    let task = learner.is_at(REQUESTS, 3, 6);
    let certificate = between(&task, "сертификат ", ".").to_owned();
    let programme = between(&task, "«", "»").to_owned();
    learner.pty.keys(IN_PERSON);
    learner.pty.wait_for("Наберите номер сертификата");
    learner.types(&certificate);
    learner.pty.wait_for("Действует");
    learner.enter();
    learner.pty.wait_for("Все направленности");
    learner.pty.keys(WITH_PLACES);
    learner.pty.wait_for("[√] места");
    learner.types(programme.split(',').next().expect("a name"));
    learner.pty.wait_until_still();
    learner.enter();
    learner.pty.wait_for("Первый платёж родителей");
    learner.enter();
    learner.is_at(REQUESTS, 4, 6);
    learner.pty.wait_for("Заявка создана и подтверждена");
    finds_request(learner, "Оферты", &first);
    learner.enter();
    learner.pty.wait_for("Подтвержден, ожидает заключения");
    prints(learner);
    learner.is_at(REQUESTS, 5, 6);
    learner.types(CONCLUDE);
    learner.pty.wait_for("Заявление о зачислении получено");
    learner.enter();
    learner.is_at(REQUESTS, 6, 6);
    learner.pty.keys(key::F1);
    learner.pty.wait_for("Все уроки позади");
}

#[test]
fn a_new_clerk_learns_a_b_and_c() {
    let mut learner = Learner::begins();
    signed_paper(&mut learner);
    differing_paper(&mut learner);
    new_family(&mut learner);
    programmes(&mut learner);
    requests(&mut learner);
    learner.pty.keys(key::F10);
    assert_eq!(learner.pty.exit_code(), 0);
    println!(
        "steps of the training that were played: {}",
        learner.steps()
    );
    assert_eq!(learner.steps(), steps_in_all());
}

#[test]
fn starting_over_deletes_only_after_asking_and_nothing_of_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("notes.txt");
    let register = folder.path().join("register.sqlite");
    std::fs::write(&kept, "mine").expect("a file");
    std::fs::write(&register, "old").expect("a file");
    let path = folder.path().to_string_lossy().into_owned();
    let home = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
    ];
    let arguments = ["tutor", "--data", &path, "--start-over"];
    let mut asked = Pty::start(&arguments, &home, 120, 24);
    asked.wait_for("Удалить? [д/Н]");
    asked.keys("н\r");
    asked.wait_for("Ничего не удалено");
    assert_eq!(asked.exit_code(), 0);
    assert_eq!(std::fs::read(&register).expect("it is there"), b"old");
    let mut asked = Pty::start(&arguments, &home, 120, 24);
    asked.wait_for("Удалить? [д/Н]");
    asked.keys("д\r");
    asked.wait_for("▌ Урок А. Принять");
    // One training at a time.
    let mut other = Pty::start(&arguments[..3], &home, 120, 24);
    other.wait_for("go on in its window");
    assert_ne!(other.exit_code(), 0);
    asked.keys(key::F10);
    assert_eq!(asked.exit_code(), 0);
    assert_eq!(std::fs::read(&kept).expect("it is there"), b"mine");
}
