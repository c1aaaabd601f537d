//! Printing over the panels: nothing before the journal has it, copies, faults, and a clerk who does not wait.

mod requests;

use crate::api::session::Channel;
use crate::documents::printing::{JobState, PrintError, Printer, PrinterState, Sent, Trouble};
use crate::documents::{Document, PaperError};
use crate::domain::{Capability, Command, NewApplication, PrintedForm, Source};
use crate::store::cause::{Cause, CauseCode};
use crate::sync::desk::Ticket;
use crate::tui::screens::common::rig::{accepted, forms, printing, revealed};
use crate::tui::screens::print::{Failure, Order, Progress, Word};
use crate::tui::testing::opened;

use super::*;

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaA";

/// A desk whose clerk prints, with what it remembers from before.
fn desk(capabilities: &[Capability], drafts: Vec<(String, String)>) -> Bench {
    let mut bench = Bench::locked();
    bench.news(News::Unlocked(Box::new(Unlocked {
        cases: vec![case(7), accepted(8)],
        enrolment: crate::store::EnrolmentRecords::default(),
        drafts,
        forms: Some(forms()),
        ..opened(profile(capabilities))
    })));
    bench
}

fn submitted(serial: u32) -> NewApplication {
    let case = case(serial);
    NewApplication {
        reference: case.application.reference,
        certificate: case.certificate.number,
        organisation: case.application.organisation,
        source: Source::Desk,
        consents: case.application.consents,
        paper_due: case.application.paper_due,
        card: revealed(serial).card,
    }
}

/// Opens the application and its printing, by the key of the Russian layout.
fn prints(bench: &mut Bench, new: NewApplication) {
    let application = new.reference.number;
    bench.shell.open_case(application);
    bench.collect();
    bench.press(KeyCode::Char('з'));
    bench.news(News::Submitted {
        application,
        submitted: Some(Box::new(new)),
    });
}

fn printers(bench: &mut Bench) {
    let printer = |name: &str, default, state| Printer {
        name: name.to_owned(),
        default,
        state,
        trouble: None,
    };
    let why = Clean::new("нет бумаги");
    say(
        bench,
        Word::Printers(Ok(vec![
            printer("Desk", true, PrinterState::Idle),
            printer("Hall", false, PrinterState::Stopped(why)),
        ])),
    );
}

fn say(bench: &mut Bench, word: Word) {
    bench.shell.pressed(word);
    bench.collect();
}

fn sheet(bench: &mut Bench, run: u64, at: usize, progress: Progress) {
    say(bench, Word::Sheet { run, at, progress });
}

fn queued(job: u32) -> Progress {
    Progress::Sent(Sent::Queued {
        printer: "Desk".to_owned(),
        server: None,
        job,
    })
}

/// The prints that were given to the journal: ticket, form, whether a copy.
fn notes(bench: &Bench) -> Vec<(Ticket, PrintedForm, bool)> {
    let notes = bench.asks.iter().filter_map(|ask| match ask {
        Ask::Give {
            ticket,
            command: Command::NotePrinted { form, copy },
            ..
        } => Some((*ticket, *form, *copy)),
        _ => None,
    });
    notes.collect()
}

/// What the press tells of the passwords that it was to make: their runs and places.
fn hashed(bench: &mut Bench) -> Vec<(u64, usize)> {
    let mut due = Vec::new();
    bench.others.retain(|request| match request {
        Request::Press(Order::Passwords { run, at, .. }) => {
            due.extend(at.iter().map(|at| (*run, *at)));
            false
        }
        _ => true,
    });
    for (run, at) in due.clone() {
        let made = Ok(HASH.parse().unwrap());
        say(bench, Word::Password { run, at, made });
    }
    due
}

/// The hashes of passwords that were given to the journal.
fn issues(bench: &Bench) -> usize {
    let issue = |ask: &&Ask| {
        let Ask::Give { command, .. } = ask else {
            return false;
        };
        matches!(command, Command::IssuePassword { .. })
    };
    bench.asks.iter().filter(issue).count()
}

/// The passwords are made, and the disk takes everything that was given.
fn save(bench: &mut Bench, from: usize) {
    hashed(bench);
    let gives: Vec<Ask> = bench.asks[from..].to_vec();
    for ask in gives {
        if let Ask::Give {
            ticket,
            target,
            at,
            command,
            ..
        } = ask
        {
            let base = Base::Version(1);
            let envelope = Envelope::new(ticket.0, Uuid::nil(), target, base, None, at, command);
            let act = Box::new(Act {
                envelope,
                outcome: None,
            });
            bench.news(News::Saved { ticket, act });
        }
    }
}

/// A run, its papers with their places, and how many papers are taken back out of a queue.
type Ordered = (u64, Vec<(usize, Document)>, usize);

/// What the press was told to print.
fn orders(bench: &Bench) -> Vec<Ordered> {
    let orders = bench.others.iter().filter_map(|request| match request {
        Request::Press(Order::Print {
            run,
            documents,
            take_back,
            ..
        }) => Some((*run, documents.clone(), take_back.len())),
        _ => None,
    });
    orders.collect()
}

fn is_copy(document: &Document) -> bool {
    let rows = document.preview(76).unwrap();
    rows.iter().any(|row| row.contains("КОПИЯ"))
}

fn drafts(bench: &Bench, wanted: &str) -> Vec<(String, String)> {
    let kept = bench.asks.iter().rev().find_map(|ask| match ask {
        Ask::Draft { key, text } if key == wanted => Some((key.clone(), text.clone())),
        _ => None,
    });
    kept.into_iter().collect()
}

/// The papers of application 7 are with the press.
pub(super) fn printing_seven() -> Bench {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    printers(&mut bench);
    bench.press(KeyCode::Enter);
    save(&mut bench, 0);
    bench
}

#[test]
fn nothing_goes_to_the_press_before_the_journal_has_every_print() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("[x] Заявление"), "{screen}");
    assert!(screen.contains("Ищем принтеры"), "{screen}");
    let lacking = "Расписка о приёме печатается после приёма";
    assert!(screen.contains(lacking), "{screen}");
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("создаётся пароль"));
    assert_eq!(notes(&bench).len(), 1, "the extract has no password yet");
    hashed(&mut bench);
    let given = notes(&bench);
    let forms: Vec<(PrintedForm, bool)> = given.iter().map(|(_, f, c)| (*f, *c)).collect();
    assert_eq!(
        forms,
        [
            (PrintedForm::Statement, false),
            (PrintedForm::RegisterExtract, false)
        ]
    );
    assert!(bench.screen(80, 24).contains("записывается в журнал"));
    assert_eq!(issues(&bench), 1);
    let mut due: Vec<Ask> = bench.asks.drain(..).collect();
    due.retain(|ask| matches!(ask, Ask::Give { .. }));
    assert_eq!(due.len(), 3, "two prints and a password");
    for give in due {
        assert!(orders(&bench).is_empty(), "not all of it is journalled yet");
        bench.asks = vec![give];
        save(&mut bench, 0);
    }
    let orders = orders(&bench);
    assert_eq!(orders.len(), 1);
    let forms: Vec<PrintedForm> = orders[0].1.iter().map(|(_, d)| d.form()).collect();
    assert_eq!(
        forms,
        [PrintedForm::Statement, PrintedForm::RegisterExtract]
    );
    assert!(!orders[0].1.iter().any(|(_, document)| is_copy(document)));
}

#[test]
fn what_the_journal_does_not_take_is_not_printed_and_says_why() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Enter);
    hashed(&mut bench);
    let given = notes(&bench);
    let why = Cause::new(CauseCode::Disk, &"No space left on device");
    let ticket = given[0].0;
    bench.news(News::NotSaved { ticket, why });
    save(&mut bench, 0);
    assert!(orders(&bench).is_empty());
    let screen = bench.screen(80, 24);
    assert!(screen.contains("запись в журнал не удалась"), "{screen}");
    assert!(screen.contains("Напечатано не всё"), "{screen}");
    let before = bench.asks.len();
    bench.press(KeyCode::Enter);
    let again = notes(&bench);
    assert_eq!(again.len(), 3, "only what is missing is journalled again");
    save(&mut bench, before);
    assert_eq!(orders(&bench)[0].1.len(), 2);
}

#[test]
fn the_printer_is_chosen_once() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    printers(&mut bench);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("(•) Desk — основной"), "{screen}");
    assert!(screen.contains("Hall — остановлен: нет бумаги"), "{screen}");
    bench.press(KeyCode::Tab);
    bench.press(KeyCode::Down);
    assert!(bench.screen(80, 24).contains("(•) Hall"));
    bench.press(KeyCode::Enter);
    let kept = drafts(&bench, "printer");
    assert_eq!(kept.len(), 1);
    let mut next = desk(&printing(), kept);
    prints(&mut next, submitted(7));
    assert!(
        next.screen(80, 24).contains("(•) Hall"),
        "before CUPS answers"
    );
    printers(&mut next);
    assert!(next.screen(80, 24).contains("(•) Hall"));
}

#[test]
fn what_was_printed_before_is_a_copy_in_the_next_session_too() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    sheet(&mut bench, run, 1, queued(2));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Все листы вышли?"), "{screen}");
    let before = bench.asks.len();
    let before_again = orders(&bench).len();
    bench.press(KeyCode::Char('к'));
    assert_eq!(orders(&bench).len(), before_again);
    hashed(&mut bench);
    assert!(notes(&bench)[2..].iter().all(|(_, _, copy)| *copy));
    save(&mut bench, before);
    let orders = orders(&bench);
    assert_eq!(orders.len(), 2);
    assert!(orders[1].1.iter().all(|(_, document)| is_copy(document)));
    assert_eq!(
        orders[1].2, 2,
        "what the queue holds is not to come out, too"
    );
    let mut next = desk(&printing(), drafts(&bench, "printed"));
    prints(&mut next, submitted(7));
    assert!(next.screen(80, 24).contains("[x] Заявление (копия)"));
}

#[test]
fn when_all_sheets_came_out_the_dialog_closes() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    bench.press(KeyCode::Enter);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Подождите"), "one is still made: {screen}");
    sheet(&mut bench, run, 1, queued(2));
    sheet(&mut bench, run, 0, Progress::Became(JobState::Printing));
    assert!(bench.screen(80, 24).contains("принтер печатает"));
    sheet(&mut bench, run, 0, Progress::Became(JobState::Done));
    bench.press(KeyCode::Enter);
    assert!(bench.row(1).contains("напечатаны"), "{}", bench.row(1));
    assert_eq!(bench.shell.place(), crate::tui::action::Place::Verification);
    prints(&mut bench, submitted(7));
    assert!(bench.screen(80, 24).contains("Что напечатать"));
}

#[test]
fn a_printer_that_goes_in_the_middle_costs_only_what_it_did_not_take() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    let gone = PrintError::UnknownPrinter(Clean::new("Desk"));
    sheet(&mut bench, run, 1, Progress::Failed(Failure::Print(gone)));
    assert!(bench.screen(80, 24).contains("Напечатано не всё"));
    let given = notes(&bench).len();
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    printers(&mut bench);
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Enter);
    let before = bench.asks.len();
    save(&mut bench, before);
    assert_eq!(notes(&bench).len(), given, "it is journalled already");
    let orders = orders(&bench);
    assert_eq!(orders.len(), 2);
    let places: Vec<usize> = orders[1].1.iter().map(|(at, _)| *at).collect();
    assert_eq!(places, [1]);
    assert!(!is_copy(&orders[1].1[0].1));
    sheet(&mut bench, run, 1, queued(3));
    assert!(bench.screen(80, 24).contains("Все листы вышли?"));
}

#[test]
fn a_stopped_printer_says_its_reason_and_a_command_that_hung_is_asked_about() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    let late = Failure::Print(PrintError::TimedOut("lp"));
    sheet(&mut bench, run, 1, Progress::Failed(late));
    let jam = JobState::Stopped(Trouble::Jam);
    sheet(&mut bench, run, 0, Progress::Became(jam));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("застряла бумага"), "{screen}");
    assert!(screen.contains("посмотрите, вышел ли лист"), "{screen}");
    assert!(screen.contains("Все листы вышли?"), "{screen}");
}

#[test]
fn a_clerk_who_does_not_wait_is_told_and_asked_the_next_time() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Enter);
    bench.press(KeyCode::F(3));
    assert_eq!(bench.shell.panel(), Panel::Queue);
    save(&mut bench, 0);
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    sheet(&mut bench, run, 1, queued(2));
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("отправлены на печать"), "{told}");
    prints(&mut bench, submitted(7));
    assert!(bench.screen(80, 24).contains("Все листы вышли?"));
    bench.press(KeyCode::Esc);
    bench.press(KeyCode::F(3));
    prints(&mut bench, submitted(8));
    let screen = bench.screen(80, 24);
    assert!(
        screen.contains("Что напечатать"),
        "another application: {screen}"
    );
    assert!(screen.contains("Расписка о приёме"), "{screen}");
    bench.press(KeyCode::Enter);
    let from = bench.asks.len() - 4;
    save(&mut bench, from);
    assert_eq!(orders(&bench).len(), 2, "two prints in a row");
}

#[test]
fn a_failure_behind_the_clerks_back_is_told() {
    let mut bench = printing_seven();
    bench.press(KeyCode::Esc);
    let run = orders(&bench)[0].0;
    let broken = Failure::Paper(PaperError::Setting("fonts"));
    sheet(&mut bench, run, 0, Progress::Failed(broken));
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("не напечатано"), "{told}");
    prints(&mut bench, submitted(7));
    assert!(bench.screen(80, 24).contains("[x] Заявление"));
    assert!(!bench.screen(80, 24).contains("копия"));
}

#[test]
fn a_session_that_is_taken_back_leaves_the_run_to_its_end() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Enter);
    bench.news(News::Link(link(LinkState::LockedOut, None)));
    assert_eq!(bench.shell.panel(), Panel::Login);
    save(&mut bench, 0);
    assert_eq!(orders(&bench).len(), 1);
}

#[test]
fn a_store_that_opens_anew_leaves_a_dialog_that_works() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Enter);
    assert!(bench.screen(80, 24).contains("записывается в журнал"));
    bench.news(unlocked(vec![case(7)], Vec::new(), Vec::new()));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("Что напечатать"), "{screen}");
    save(&mut bench, 0);
    assert!(
        orders(&bench).is_empty(),
        "what it waited for is not heard any more"
    );
}

#[test]
fn without_the_right_it_says_who_may() {
    let mut bench = desk(&FULL, Vec::new());
    bench.shell.open_case(number(7));
    bench.collect();
    bench.press(KeyCode::Char('p'));
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("ни у кого нет"), "{told}");
    let asked = |ask: &Ask| matches!(ask, Ask::Submitted { .. });
    assert!(!bench.asks.iter().any(asked));
}

#[test]
fn a_record_whose_card_is_nowhere_says_how_to_get_it() {
    let mut bench = desk(&printing(), Vec::new());
    bench.shell.open_case(number(7));
    bench.press(KeyCode::Char('p'));
    bench.news(News::Submitted {
        application: number(7),
        submitted: None,
    });
    let told = format!("{} {}", bench.row(2), bench.row(1));
    assert!(told.contains("ViPNet"), "{told}");
    bench.news(News::Submitted {
        application: number(7),
        submitted: Some(Box::new(submitted(7))),
    });
    let screen = bench.screen(80, 24);
    assert!(!screen.contains("Что напечатать"), "nobody asked: {screen}");
}

#[test]
fn a_letter_that_the_font_lacks_is_named_before_anything_is_journalled() {
    let mut bench = desk(&printing(), Vec::new());
    let mut new = submitted(7);
    new.card.child.name.name = "Анна字".into();
    prints(&mut bench, new);
    bench.press(KeyCode::Enter);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("U+5B57"), "{screen}");
    assert!(notes(&bench).is_empty());
    assert!(orders(&bench).is_empty());
}

#[test]
fn without_cups_a_file_is_proposed() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    let down = PrintError::NoCups(Clean::new("lpstat"));
    say(&mut bench, Word::Printers(Err(down)));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("(•) Файл:"), "{screen}");
}

#[test]
fn the_look_is_scrolled_and_shows_only_what_is_ticked() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Down);
    bench.press(KeyCode::Char(' '));
    bench.press(KeyCode::Char('м'));
    let first = bench.screen(80, 24);
    bench.press(KeyCode::PageDown);
    assert_ne!(bench.screen(80, 24), first);
    bench.press(KeyCode::Home);
    assert_eq!(bench.screen(80, 24), first);
    assert!(bench.screen(120, 40).contains("Семёнова"));
    let mut pages = 0;
    while bench.screen(80, 24).contains("Дальше") {
        bench.press(KeyCode::Enter);
        pages += 1;
    }
    assert!((1..20).contains(&pages), "{pages}");
    assert!(notes(&bench).is_empty());
    bench.press(KeyCode::Enter);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("[ ] Выписка"), "{screen}");
    bench.press(KeyCode::Enter);
    assert_eq!(notes(&bench).len(), 1);
}

#[test]
fn a_scan_into_the_dialog_prints_nothing() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.burst(&format!("{}\n", number(8)));
    assert!(notes(&bench).is_empty());
    assert!(bench.screen(80, 24).contains("Что напечатать"));
}

#[test]
fn every_text_fits_a_small_screen() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    let long = Clean::new(&"слово ".repeat(60));
    let failed = PrintError::NoCups(long);
    sheet(&mut bench, run, 1, Progress::Failed(Failure::Print(failed)));
    let screen = bench.screen(80, 24);
    for words in ["Повторить", "в другом месте", "Позже", "Enter"] {
        assert!(screen.contains(words), "{words}:\n{screen}");
    }
}

#[test]
fn each_print_of_an_extract_has_another_password_and_the_screen_says_so() {
    let mut bench = printing_seven();
    assert_eq!(issues(&bench), 1);
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    sheet(&mut bench, run, 1, queued(2));
    let screen = bench.screen(80, 24);
    assert!(screen.contains("меняет пароль семьи"), "{screen}");
    let before = bench.asks.len();
    bench.press(KeyCode::Char('к'));
    assert_eq!(orders(&bench).len(), 1, "the copies have no password yet");
    save(&mut bench, before);
    assert_eq!(issues(&bench), 2);
    assert_eq!(orders(&bench).len(), 2);
    let mut next = desk(&printing(), drafts(&bench, "printed"));
    prints(&mut next, submitted(7));
    let screen = next.screen(80, 24);
    assert!(screen.contains("прежний"), "{screen}");
    next.press(KeyCode::Down);
    next.press(KeyCode::Char(' '));
    let screen = next.screen(80, 24);
    assert!(
        !screen.contains("прежний"),
        "no extract is ticked: {screen}"
    );
}

#[test]
fn an_extract_that_did_not_go_out_gets_another_password_and_is_noted_once() {
    let mut bench = printing_seven();
    let run = orders(&bench)[0].0;
    sheet(&mut bench, run, 0, queued(1));
    let gone = PrintError::UnknownPrinter(Clean::new("Desk"));
    sheet(&mut bench, run, 1, Progress::Failed(Failure::Print(gone)));
    let before = bench.asks.len();
    bench.press(KeyCode::Enter);
    assert_eq!(hashed(&mut bench), [(run, 1)]);
    assert_eq!((notes(&bench).len(), issues(&bench)), (2, 2));
    assert_eq!(orders(&bench).len(), 1, "its hash is not journalled yet");
    save(&mut bench, before);
    let orders = orders(&bench);
    assert_eq!(orders.len(), 2);
    assert!(!is_copy(&orders[1].1[0].1));
}

#[test]
fn without_a_password_or_its_record_in_the_journal_nothing_is_printed() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Enter);
    let made = Err(crate::store::family::NotMade);
    let (run, at) = (1, 1);
    say(&mut bench, Word::Password { run, at, made });
    assert_eq!(issues(&bench), 0);
    let screen = bench.screen(80, 24);
    assert!(screen.contains("пароль для семьи"), "{screen}");
    bench.others.clear();
    bench.press(KeyCode::Enter);
    hashed(&mut bench);
    let issue = bench.asks.iter().find_map(|ask| match ask {
        Ask::Give {
            ticket,
            command: Command::IssuePassword { .. },
            ..
        } => Some(*ticket),
        _ => None,
    });
    let why = Cause::new(CauseCode::Disk, &"No space left on device");
    let ticket = issue.expect("the hash is given to the journal");
    bench.news(News::NotSaved { ticket, why });
    save(&mut bench, 0);
    assert!(orders(&bench).is_empty());
    assert!(bench.screen(80, 24).contains("запись в журнал не удалась"));
}

#[test]
fn the_look_shows_that_the_password_is_on_paper_alone() {
    let mut bench = desk(&printing(), Vec::new());
    prints(&mut bench, submitted(7));
    bench.press(KeyCode::Char(' '));
    bench.press(KeyCode::Char('м'));
    let screen = bench.screen(100, 60);
    assert!(screen.contains("печатается только на бумаге"), "{screen}");
    assert!(
        bench
            .others
            .iter()
            .all(|request| !matches!(request, Request::Press(Order::Passwords { .. })))
    );
}
