//! The real desk and the real register, killed at random moments while certificates are activated. What the screen had
//! called saved is applied, and everything is applied once.

use std::collections::BTreeSet;
use std::process::Command;
use std::time::Duration;

use reestr::demo::clerks::PASSWORD;
use reestr::domain::{ApplicationNumber, CertificateState};
use reestr::server::storage::Storage;
use tempfile::TempDir;

use crate::chance::{Chance, times};
use crate::pty::{Pty, key};
use crate::register::{Register, runtime};

/// Applications that are offered per kill: more than are activated between two.
const OFFERED: usize = 12;
/// What an act, a write and an exchange take, some of each.
const MOMENT: usize = 60_000;

/// The desk as the clerk knows it, over all its lives.
struct Desk {
    arguments: [String; 6],
    home: TempDir,
    pty: Option<Pty>,
    lives: usize,
    /// What was given last in this life.
    last: Option<ApplicationNumber>,
    given: BTreeSet<ApplicationNumber>,
    /// The screen has called these saved.
    acknowledged: BTreeSet<ApplicationNumber>,
}

impl Desk {
    /// Starts it where it isn't running; it comes back to the queue of activation, which is opened by hand once.
    fn pty(&mut self) -> &mut Pty {
        if self.pty.is_none() {
            let mut pty = start(&self.arguments, &self.home);
            if self.lives == 0 {
                pty.wait_for("На связи");
                pty.keys(key::F4);
            }
            pty.wait("the queue of activation", |s| {
                s.contains("Ожидают активации") && selected(s).is_some()
            });
            self.lives += 1;
            self.pty = Some(pty);
        }
        self.pty.as_mut().expect("it runs")
    }

    /// Activates the certificate that is offered first.
    fn activate(&mut self) {
        let last = self.last;
        let pty = self.pty();
        // Until the last one is saved its row is still offered.
        pty.wait("the next one", |s| {
            selected(s).is_some_and(|n| Some(n) != last)
        });
        pty.keys("t");
        let screen = pty.wait("the question", |s| asked(s).is_some());
        let number = asked(&screen).expect("a number");
        assert!(
            !self.acknowledged.contains(&number),
            "{number} was called saved in an earlier life and is offered again"
        );
        let pty = self.pty();
        pty.keys(key::ENTER);
        pty.wait("the answer", |s| asked(s).is_none());
        self.last = Some(number);
        self.given.insert(number);
    }

    fn kill(&mut self) {
        self.last = None;
        if let Some(mut pty) = self.pty.take() {
            pty.kill();
            let states = pty.states();
            self.acknowledged
                .extend(states.iter().filter_map(|screen| saved(screen)));
        }
    }
}

fn start(arguments: &[String; 6], home: &TempDir) -> Pty {
    let path = home.path().to_string_lossy().into_owned();
    let env = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("XDG_DATA_HOME", path.as_str()),
        ("XDG_STATE_HOME", path.as_str()),
    ];
    let args = arguments.each_ref().map(String::as_str);
    let mut pty = Pty::start(&args, &env, 100, 30);
    pty.wait_for("Пароль");
    pty.keys(PASSWORD);
    pty.keys(key::ENTER);
    pty.wait_gone("Пароль");
    pty
}

/// The word behind `mark`, as a number.
fn number_behind(screen: &str, mark: &str) -> Option<ApplicationNumber> {
    let (_, rest) = screen.split_once(mark)?;
    let word = rest.split_whitespace().next()?;
    word.trim_end_matches(',').parse().ok()
}

fn selected(screen: &str) -> Option<ApplicationNumber> {
    number_behind(screen, "►")
}

fn asked(screen: &str) -> Option<ApplicationNumber> {
    let (_, question) = screen.split_once("Активировать сертификат")?;
    number_behind(question, "Заявление")
}

fn saved(screen: &str) -> Option<ApplicationNumber> {
    let line = screen.lines().find(|l| l.contains("активирован."))?;
    number_behind(line, "по заявлению")
}

fn pause(chance: &mut Chance) {
    std::thread::sleep(Duration::from_micros(chance.below(MOMENT) as u64));
}

#[test]
fn killed_at_any_moment_desk_and_register_lose_nothing_and_repeat_nothing() {
    let mut chance = Chance::new();
    println!("{chance}");
    let kills = times("REESTR_KILLS", 5);
    let mut served = Register::fill_accepted((2 * kills * OFFERED) as u32);
    served.serve();
    let mut desk = Desk {
        arguments: served.desk_arguments(),
        home: tempfile::tempdir().expect("a folder"),
        pty: None,
        lives: 0,
        last: None,
        given: BTreeSet::new(),
        acknowledged: BTreeSet::new(),
    };
    let (mut of_desk, mut of_register) = (0, 0);
    while of_desk < kills || of_register < kills {
        for _ in 0..=chance.below(3) {
            desk.activate();
            if chance.below(2) == 0 {
                pause(&mut chance);
            }
        }
        let either = of_register >= kills || chance.below(2) == 0;
        pause(&mut chance);
        if of_desk < kills && either {
            desk.kill();
            of_desk += 1;
        } else {
            served.kill();
            of_register += 1;
            for _ in 0..chance.below(3) {
                desk.activate();
            }
            served.serve();
        }
    }
    desk.kill();
    desk.pty().wait("nothing that waits", |s| {
        s.contains("На связи") && !s.contains('↑')
    });
    desk.kill();
    let acknowledged = desk.acknowledged.len();
    println!(
        "{acknowledged} of {} acts were called saved",
        desk.given.len()
    );
    assert!(acknowledged >= kills, "{chance}");
    judge(&served, &desk, &chance);
}

/// What the register has: each acknowledged act, each act at most once, nothing that nobody gave.
fn judge(register: &Register, desk: &Desk, chance: &Chance) {
    runtime().block_on(async {
        let storage = register.storage().await;
        let mut tx = storage.read().await.expect("the register");
        for number in &desk.given {
            let case = tx.case(*number).await.expect("the register");
            let case = case.expect("the application");
            let changes = tx.changes_after(*number, 0).await.expect("the register");
            let times = changes.iter().filter(|c| c.command == "activate").count();
            let active = case.certificate.state == CertificateState::Active;
            assert_eq!(times, usize::from(active), "{number} ({chance})");
            assert!(
                active || !desk.acknowledged.contains(number),
                "{number} was called saved and is not applied ({chance})"
            );
        }
        let request = reestr::api::search::SearchRequest::default();
        let home = reestr::domain::MunicipalityCode(1);
        let all = tx.search(home, &request, 100_000).await.expect("a search");
        let active = |c: &&reestr::domain::Case| c.certificate.state == CertificateState::Active;
        for case in all.iter().filter(active) {
            let number = case.number();
            assert!(
                desk.given.contains(&number) || number.serial() == 1,
                "{number} ({chance})"
            );
        }
        drop(tx);
        storage.close().await;
    });
    let database = register.folder().join("register.sqlite");
    let verified = Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(["admin", "verify-audit", "--database"])
        .arg(database)
        .env("XDG_CONFIG_HOME", register.folder())
        .status()
        .expect("the program");
    assert!(verified.success(), "the audit doesn't hold ({chance})");
}
