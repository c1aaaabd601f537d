//! Never twice: a line that breaks at the worst moment, and a register that is killed there.

use std::path::{Path, PathBuf};
use std::process::{Child, Command as Program, Stdio};

use chrono::Duration;
use reestr::domain::{ApplicationNumber, MailState};
use reestr::server::admin;
use reestr::server::storage::Storage;
use reestr::server::storage::letters::LetterState;

use crate::bench::{self, Bench, PARENT};
use crate::smtp::Smtp;

#[tokio::test]
async fn a_line_that_breaks_behind_the_last_byte_leaves_a_doubt_and_no_second_letter() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("drop@parents.example")).await;
    bench.wait(number, LetterState::Doubtful).await;
    assert_eq!(bench.record(number).await, Some(MailState::Doubtful));
    assert_eq!(smtp.read(), 1);
    smtp.flag("let-in");
    bench.pass(Duration::days(2));
    // The queue is worked off in order: whatever was due before this one has been tried.
    let other = bench.submit(2, Some(PARENT)).await;
    bench.wait(other, LetterState::Sent).await;
    assert_eq!(smtp.read(), 2);
    bench.wait(number, LetterState::Doubtful).await;
    // A person may.
    bench.send_mail(number, None).await;
    bench.wait(number, LetterState::Sent).await;
    smtp.wait_delivered(2).await;
}

#[tokio::test]
async fn a_line_that_breaks_before_the_letter_is_tried_again() {
    let Some(smtp) = Smtp::start() else { return };
    let bench = Bench::plain(&smtp).await;
    let number = bench.submit(1, Some("early@parents.example")).await;
    let letter = bench.tried(number, 1).await;
    assert_eq!(letter.progress.state, LetterState::Waiting);
    assert!(smtp.log().contains("broken early"));
    smtp.flag("let-in");
    bench.pass(Duration::minutes(7));
    bench.wait(number, LetterState::Sent).await;
    smtp.wait_delivered(1).await;
    assert_eq!(smtp.read(), 1);
}

/// `reestr serve` on the database, with its log.
struct Serving {
    process: Child,
    log: PathBuf,
}

impl Serving {
    fn start(database: &Path, smtp: &Smtp) -> Self {
        let folder = database.parent().unwrap();
        let relay = format!("plain://127.0.0.1:{}", smtp.plain);
        let process = Program::new(env!("CARGO_BIN_EXE_reestr"))
            .args(["serve", "--open", "127.0.0.1:0", "--database"])
            .arg(database)
            .env("XDG_CONFIG_HOME", folder)
            .env("XDG_STATE_HOME", folder)
            .env("REESTR_LOG", "debug")
            .env("REESTR_SERVE_MAIL_RELAY", relay)
            .env("REESTR_SERVE_MAIL_FROM", "reestr@office.example")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let log = folder.join("reestr/reestr.log");
        Self { process, log }
    }

    /// As a power cut would; gives the log.
    fn kill(mut self) -> String {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        std::fs::read_to_string(self.log).unwrap()
    }
}

async fn state(database: &Path, number: ApplicationNumber, state: LetterState) {
    let storage = admin::open(database).await.unwrap();
    bench::wait(&storage, number, |letter| letter.progress.state == state).await;
    storage.close().await;
}

#[tokio::test]
async fn a_register_that_is_killed_while_it_sends_never_sends_again() {
    let Some(mut smtp) = Smtp::start() else {
        return;
    };
    // Two letters wait in the queue of a register that finds no relay.
    smtp.stop();
    let bench = Bench::plain(&smtp).await;
    // Yesterday: what waits is due by the clock of the machine, and no paper is overdue.
    bench.pass(chrono::Utc::now() - Duration::days(1) - bench.now());
    let slow = bench.submit(1, Some("slow@parents.example")).await;
    bench.tried(slow, 1).await;
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("register.sqlite");
    let from = bench.office.database();
    let nobody = bench.submit(2, Some("nobody@parents.example")).await;
    bench.tried(nobody, 1).await;
    bench.office.running.shutdown().await;
    std::fs::copy(from, &database).unwrap();
    smtp.listen();

    let serving = Serving::start(&database, &smtp);
    smtp.wait_read(1).await;
    let sending = admin::open(&database).await.unwrap();
    bench::wait(&sending, slow, |letter| {
        letter.progress.state == LetterState::Sending
    })
    .await;
    sending.close().await;
    serving.kill();
    smtp.flag("let-in");

    let serving = Serving::start(&database, &smtp);
    state(&database, slow, LetterState::Doubtful).await;
    let failed = LetterState::Failed(reestr::domain::MailTrouble::WrongAddress);
    state(&database, nobody, failed).await;
    let log = serving.kill();
    assert_eq!(smtp.read(), 1, "{}", smtp.log());
    let storage = admin::open(&database).await.unwrap();
    let case = storage.read().await.unwrap().case(slow).await.unwrap();
    let told = case.unwrap().application.mail.map(|mail| mail.state);
    assert_eq!(told, Some(MailState::Doubtful));
    storage.close().await;

    // The log is enough to find out what happened, and tells of nobody.
    for said in [&*slow.to_string(), &*nobody.to_string(), "550 5.1.1"] {
        assert!(log.contains(said), "{said} is not in {log}");
    }
    for unsaid in [
        "parents.example",
        "no such user",
        "Матвей",
        "Орлов",
        "Зайцева",
    ] {
        assert!(!log.contains(unsaid), "{unsaid} is in {log}");
    }
}
