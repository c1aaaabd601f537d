//! A register that mails, a clerk at a desk, and what the tests ask about letters.

use std::time::{Duration, Instant};

use reestr::api::session::Channel;
use reestr::api::sync::{Base, Outcome, Scope};
use reestr::domain::{ApplicationNumber, Case, Clean, Command, MailState, Source};
use reestr::server::mail::{Line, MailSettings, RelaySettings};
use reestr::server::storage::Storage;
use reestr::server::storage::letters::{Addressee, Letter, LetterState};
use tokio::sync::Mutex;

use crate::office::{Office, SYKTYVKAR, card};
use crate::smtp::{self, LOGIN, PATIENCE, Smtp};

pub const PARENT: &str = "parent@parents.example";
const SURNAMES: [&str; 5] = ["Орлов", "Зайцева", "Кузьмин", "Щербакова", "Юдин"];

pub struct Bench {
    pub office: Office,
    /// The device's count: it logs in once for each act.
    acts: Mutex<Option<uuid::Uuid>>,
}

fn relay(line: Line, host: &str, port: u16) -> RelaySettings {
    RelaySettings {
        line,
        host: host.to_owned(),
        port,
        login: None,
        ca: None,
    }
}

pub fn by(relay: RelaySettings) -> MailSettings {
    MailSettings {
        relay: Some(relay),
        from: Some("reestr@office.example".to_owned()),
    }
}

impl Bench {
    async fn open(mail: MailSettings) -> Self {
        let office = Office::open_with(|settings| settings.mail = mail).await;
        Self {
            office,
            acts: Mutex::new(None),
        }
    }

    /// Letters go to a server on this machine, without TLS.
    pub async fn plain(smtp: &Smtp) -> Self {
        Self::open(by(relay(Line::Plain, "127.0.0.1", smtp.plain))).await
    }

    pub async fn encrypted(smtp: &Smtp, line: Line, port: u16, password: &str) -> Self {
        let settings = RelaySettings {
            login: Some((LOGIN.to_owned(), smtp.password_file(password))),
            ca: Some(smtp.authority()),
            ..relay(line, "localhost", port)
        };
        Self::open(by(settings)).await
    }

    pub async fn untrusted(smtp: &Smtp) -> Self {
        let settings = RelaySettings {
            login: Some((LOGIN.to_owned(), smtp.password_file(smtp::PASSWORD))),
            ..relay(Line::Tls, "localhost", smtp.tls)
        };
        Self::open(by(settings)).await
    }

    pub async fn filing() -> Self {
        Self::open(MailSettings::default()).await
    }

    pub fn storage(&self) -> &dyn Storage {
        self.office.running.register().storage()
    }

    /// The register ends as it does when it is told to.
    pub async fn close(self) {
        self.office.running.shutdown().await;
    }

    /// An application that is filled in at the desk.
    pub async fn submit(&self, serial: u32, email: Option<&str>) -> ApplicationNumber {
        self.submit_from(serial, email, "г. Сыктывкар, ул. Ленина, д. 1")
            .await
    }

    pub async fn submit_from(
        &self,
        serial: u32,
        email: Option<&str>,
        address: &str,
    ) -> ApplicationNumber {
        let surname = SURNAMES[serial as usize % SURNAMES.len()];
        let born = format!("201{}-0{}-1{}", serial % 5, 1 + serial % 9, serial % 10);
        let mut card = card(surname, &born, &format!("{}", 123_456 + 98_765 * serial));
        card.child.address = address.into();
        card.applicant.email = email.map(Clean::from);
        let mut new = self.office.application(serial, card);
        new.source = Source::Desk;
        let number = new.reference.number;
        self.at(number, 0, Command::Submit(Box::new(new))).await;
        number
    }

    /// Gives a command on the application as it is.
    pub async fn give(&self, number: ApplicationNumber, command: Command) {
        let version = self.case(number).await.application.version;
        self.at(number, version, command).await;
    }

    pub async fn send_mail(&self, number: ApplicationNumber, address: Option<&str>) {
        let address = address.map(Clean::from);
        self.give(number, Command::SendMail { address }).await;
    }

    async fn at(&self, number: ApplicationNumber, version: u64, command: Command) {
        let mut device = self.acts.lock().await;
        let answer = self
            .office
            .try_login("anna", crate::office::PASSWORD, Channel::Open, *device)
            .await;
        let mut desk = crate::office::Desk::new(&self.office, answer.json().await.unwrap());
        *device = Some(desk.login.device);
        let envelope = desk.envelope(number, Base::Version(version), command);
        // The answer is lost and the desk sends it again: that is one act.
        for _ in 0..2 {
            let answer = desk.send(vec![envelope.clone()]).await;
            let outcome = &answer.results[0].outcome;
            assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
        }
    }

    pub async fn case(&self, number: ApplicationNumber) -> Case {
        let mut tx = self.storage().read().await.unwrap();
        tx.case(number).await.unwrap().unwrap()
    }

    /// What the record tells of the letter.
    pub async fn record(&self, number: ApplicationNumber) -> Option<MailState> {
        self.case(number)
            .await
            .application
            .mail
            .map(|mail| mail.state)
    }

    /// What a desk hears that was up to date before the last change.
    pub async fn heard(&self, number: ApplicationNumber) -> Option<MailState> {
        let scope = Scope::Municipality(SYKTYVKAR);
        let counter = self
            .storage()
            .read()
            .await
            .unwrap()
            .counter(scope)
            .await
            .unwrap();
        let desk = self.office.login("boris", Channel::Open).await;
        let answer = desk.since(counter - 1).await;
        let sets = answer.deltas.iter().flat_map(|delta| &delta.set);
        let mut cases = sets.filter(|case| case.number() == number);
        cases.next()?.application.mail.map(|mail| mail.state)
    }

    pub async fn address(&self, number: ApplicationNumber) -> Option<String> {
        let mut tx = self.storage().read().await.unwrap();
        let card = tx.card(number).await.unwrap().unwrap();
        card.applicant.email.map(|email| email.to_string())
    }

    pub async fn letters(&self, number: ApplicationNumber) -> Vec<Letter> {
        letters(self.storage(), number).await
    }

    /// Waits until the applicant's last letter is in this state.
    pub async fn wait(&self, number: ApplicationNumber, state: LetterState) -> Letter {
        wait(self.storage(), number, |letter| {
            letter.progress.state == state
        })
        .await
    }

    /// Waits until so many attempts at the applicant's last letter have failed.
    pub async fn tried(&self, number: ApplicationNumber, tries: u32) -> Letter {
        wait(self.storage(), number, |letter| {
            letter.progress.tries == tries
        })
        .await
    }

    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        use reestr::server::clock::Clock;
        self.office.clock.now()
    }

    /// Time goes by; the sender looks.
    pub fn pass(&self, time: chrono::Duration) {
        self.office.pass(time);
        self.office.running.register().look_for_letters();
    }
}

pub async fn letters(storage: &dyn Storage, number: ApplicationNumber) -> Vec<Letter> {
    let mut tx = storage.read().await.unwrap();
    tx.letters_of(number).await.unwrap()
}

pub async fn wait(
    storage: &dyn Storage,
    number: ApplicationNumber,
    fits: impl Fn(&Letter) -> bool,
) -> Letter {
    let start = Instant::now();
    loop {
        let letters = letters(storage, number).await;
        let own = |letter: &&Letter| letter.key.addressee == Addressee::Applicant;
        let last = letters.into_iter().rev().find(|letter| own(&letter));
        if let Some(letter) = last.clone().filter(|letter| fits(letter)) {
            return letter;
        }
        assert!(start.elapsed() < PATIENCE, "{:?}", last.map(|l| l.progress));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
