//! A register with two municipalities and their clerks, and a client that speaks to it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use reestr::api::error::ErrorBody;
use reestr::api::nights::{NightRow, Work};
use reestr::api::path;
use reestr::api::session::{Channel, LoginAnswer, LoginRequest, Secret};
use reestr::api::sync::{Base, Envelope, Outcome, Scope, SyncAnswer, SyncRequest};
use reestr::domain::{
    Applicant, ApplicationNumber, ApplicationRef, Capabilities, Capability, Card, Category,
    CertificateNumber, Check, CheckKind, Checks, Child, Clean, Command, Consent, ConsentCode,
    DocumentKind, Field, IdentityDocument, MunicipalityCode, NewApplication, OrganisationId,
    PersonName, Relation, Source, Target,
};
use reestr::server::admin::{self, ClerkAccount};
use reestr::server::clock::Clock;
use reestr::server::night::Ran;
use reestr::server::{Running, ServeSettings, Server};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::OnceCell;
use uuid::Uuid;

pub const PASSWORD: &str = "пароль для проверки";
pub const SYKTYVKAR: MunicipalityCode = MunicipalityCode(1);
pub const UKHTA: MunicipalityCode = MunicipalityCode(7);

/// A clock that moves when it is told to.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

pub struct Office {
    pub running: Running,
    pub clock: Arc<TestClock>,
    pub settings: ServeSettings,
    http: reqwest::Client,
    dir: tempfile::TempDir,
}

impl Office {
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    pub async fn open_with(change: impl FnOnce(&mut ServeSettings)) -> Self {
        // Another test of this process may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let dir = tempfile::tempdir().unwrap();
        let loopback = "127.0.0.1:0".parse().unwrap();
        let start = "2026-03-10T09:00:00Z".parse().unwrap();
        let clock = Arc::new(TestClock(Mutex::new(start)));
        let mut settings = ServeSettings::new(loopback, dir.path().join("register.sqlite"));
        settings.protected = Some(loopback);
        settings.clock = clock.clone();
        settings.wake = std::time::Duration::from_secs(25);
        change(&mut settings);
        std::fs::write(&settings.database, founded().await).unwrap();
        let running = Server::start(settings.clone()).await.unwrap();
        first_night(&running).await;
        Self {
            running,
            clock,
            settings,
            http: reqwest::Client::new(),
            dir,
        }
    }

    pub fn database(&self) -> PathBuf {
        self.dir.path().join("register.sqlite")
    }

    pub fn pass(&self, time: Duration) {
        *self.clock.0.lock().unwrap() += time;
    }

    pub fn today(&self) -> NaiveDate {
        reestr::domain::Zone::MOSCOW.date(self.clock.now())
    }

    pub fn url(&self, channel: Channel, path: &str) -> String {
        let address = match channel {
            Channel::Open => self.running.open_addr,
            Channel::Protected => self.running.protected_addr.unwrap(),
        };
        format!("http://{address}{path}")
    }

    pub fn get(&self, channel: Channel, path: &str) -> RequestBuilder {
        self.http.get(self.url(channel, path))
    }

    pub fn post(&self, channel: Channel, path: &str, body: &impl Serialize) -> RequestBuilder {
        self.http.post(self.url(channel, path)).json(body)
    }

    pub async fn try_login(
        &self,
        login: &str,
        password: &str,
        channel: Channel,
        device: Option<Uuid>,
    ) -> Response {
        let request = LoginRequest {
            login: login.to_owned(),
            password: Secret(password.to_owned()),
            device,
            v: reestr::api::VERSION,
        };
        let sent = self.post(channel, path::LOGIN, &request).send().await;
        sent.unwrap()
    }

    pub async fn login(&self, login: &str, channel: Channel) -> Desk<'_> {
        let answer = self.try_login(login, PASSWORD, channel, None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        Desk::new(self, answer.json().await.unwrap())
    }

    /// Puts an application of `card` into the register, as the portal does.
    pub async fn arrives(&self, new: NewApplication) -> ApplicationNumber {
        let number = new.reference.number;
        let outcome = self.running.register().submit(new).await.unwrap();
        assert_eq!(outcome, Outcome::Applied { version: 1 });
        number
    }

    /// Works off today's night of the first municipality; `None`: that was done before.
    pub async fn night(&self) -> Option<NightRow> {
        loop {
            match self.running.register().night(SYKTYVKAR).await.unwrap() {
                Ran::Worked(row) => return Some(row),
                Ran::Already(_) => return None,
                // The node looks for work when it starts.
                Ran::Held(_) => tokio::time::sleep(std::time::Duration::from_millis(5)).await,
            }
        }
    }

    pub fn application(&self, serial: u32, card: Card) -> NewApplication {
        application(SYKTYVKAR, serial, self.today(), card)
    }
}

/// Waits for the work that the node looks for when it starts: a test that moves the clock is not to meet it.
async fn first_night(running: &Running) {
    let today = reestr::domain::Zone::MOSCOW.date(running.register().now());
    loop {
        let mut tx = running.register().storage().read().await.unwrap();
        // The last of the municipalities.
        let night = tx.night(UKHTA, today).await.unwrap();
        if night.is_some_and(|night| night.ended.is_some()) {
            return;
        }
        drop(tx);
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
}

/// How many applications tonight's work ends whose paper didn't come.
pub async fn expired(office: &Office) -> u32 {
    let night = office.night().await;
    night.map_or(0, |row| row.count(Work::Papers))
}

/// A database in which the offices and their clerks stand: made once in a process, since passwords take their time.
async fn founded() -> &'static [u8] {
    static FOUNDED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let make = async || {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("register.sqlite");
        people(&database).await;
        std::fs::read(&database).unwrap()
    };
    FOUNDED.get_or_init(make).await
}

async fn people(database: &std::path::Path) {
    let storage = admin::open(database).await.unwrap();
    for (code, name) in [(SYKTYVKAR, "Сыктывкар"), (UKHTA, "Ухта")] {
        admin::create_municipality(&storage, code, &name.into())
            .await
            .unwrap();
        let id = admin::create_organisation(&storage, code, &format!("Дворец, {name}").into())
            .await
            .unwrap();
        assert_eq!(id, organisation(code));
    }
    let all: Capabilities = Capability::ALL.iter().copied().collect();
    let clerks = [
        ("anna", "Анна Первая", SYKTYVKAR, all),
        ("boris", "Борис Второй", SYKTYVKAR, all),
        (
            "vera",
            "Вера Третья",
            SYKTYVKAR,
            all.without(Capability::CertificateActivate),
        ),
        (
            "gleb",
            "Глеб Четвёртый",
            SYKTYVKAR,
            all.without(Capability::PersonalView),
        ),
        ("nina", "Нина Пятая", SYKTYVKAR, Capabilities::default()),
        ("ulyana", "Ульяна Ухтинская", UKHTA, all),
    ];
    for (login, name, municipality, capabilities) in clerks {
        let account = ClerkAccount {
            login: login.to_owned(),
            name: name.into(),
            organisation: organisation(municipality),
            capabilities,
            password: Secret(PASSWORD.to_owned()),
        };
        admin::create_clerk(&storage, &account).await.unwrap();
    }
    reestr::server::storage::Storage::close(&storage).await;
}

pub fn organisation(municipality: MunicipalityCode) -> OrganisationId {
    OrganisationId(if municipality == SYKTYVKAR { 1 } else { 2 })
}

/// A clerk who is logged in, with the device's own count.
pub struct Desk<'a> {
    pub office: &'a Office,
    pub login: LoginAnswer,
    pub seq: u64,
}

impl<'a> Desk<'a> {
    pub fn new(office: &'a Office, login: LoginAnswer) -> Self {
        let seq = login.high_water;
        Self { office, login, seq }
    }

    pub fn with_token(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(&self.login.token.0)
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.office.get(self.login.channel, path);
        self.with_token(request).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Response {
        let request = self.office.post(self.login.channel, path, body);
        self.with_token(request).send().await.unwrap()
    }

    pub fn envelope(
        &mut self,
        target: impl Into<Target>,
        base: Base,
        command: Command,
    ) -> Envelope {
        self.seq += 1;
        let at = self.office.clock.now();
        Envelope::new(self.seq, Uuid::now_v7(), target, base, None, at, command)
    }

    pub fn request(&self, commands: Vec<Envelope>) -> SyncRequest {
        SyncRequest {
            device: self.login.device,
            epoch: self.login.epoch,
            cursors: BTreeMap::new(),
            commands,
            journal_left: 100,
            v: reestr::api::VERSION,
            ..SyncRequest::default()
        }
    }

    pub async fn send(&self, commands: Vec<Envelope>) -> SyncAnswer {
        let answer = self.post(path::SYNC, &self.request(commands)).await;
        read(answer).await
    }

    pub async fn refused(&self, commands: Vec<Envelope>) -> (StatusCode, ErrorBody) {
        let answer = self.post(path::SYNC, &self.request(commands)).await;
        (answer.status(), answer.json().await.unwrap())
    }

    /// Gives one command on the version that was seen, and says what came of it.
    pub async fn give(
        &mut self,
        target: impl Into<Target>,
        seen: u64,
        command: Command,
    ) -> Outcome {
        let envelope = self.envelope(target, Base::Version(seen), command);
        let mut answer = self.send(vec![envelope]).await;
        assert_eq!(answer.results.len(), 1);
        answer.results.remove(0).outcome
    }

    /// What changed in the clerk's municipality since `cursor`.
    pub async fn since(&self, cursor: u64) -> SyncAnswer {
        let scope = Scope::Municipality(self.login.profile.municipality);
        self.changed(scope, cursor).await
    }

    /// What changed in `scope` since `cursor`.
    pub async fn changed(&self, scope: Scope, cursor: u64) -> SyncAnswer {
        let mut request = self.request(Vec::new());
        request.cursors = BTreeMap::from([(scope, cursor)]);
        read(self.post(path::SYNC, &request).await).await
    }
}

pub async fn read<T: DeserializeOwned>(answer: Response) -> T {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert_eq!(status, StatusCode::OK, "{text}");
    serde_json::from_str(&text).unwrap()
}

pub async fn error(answer: Response) -> (StatusCode, ErrorBody) {
    (answer.status(), answer.json().await.unwrap())
}

pub fn number(municipality: MunicipalityCode, serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(municipality, 2026, serial)
}

pub fn application(
    municipality: MunicipalityCode,
    serial: u32,
    date: NaiveDate,
    card: Card,
) -> NewApplication {
    let given_at = date.and_hms_opt(8, 0, 0).unwrap().and_utc();
    NewApplication {
        reference: ApplicationRef {
            number: number(municipality, serial),
            date,
        },
        certificate: CertificateNumber::new(municipality, serial),
        organisation: organisation(municipality),
        source: Source::Portal,
        consents: ConsentCode::ALL
            .into_iter()
            .map(|code| Consent {
                code,
                text_version: 1,
                given_at,
                ticked: None,
            })
            .collect(),
        paper_due: date + Duration::days(30),
        card,
    }
}

/// A child and its mother; `surname` and `number` of the document tell children apart.
pub fn card(surname: &str, born: &str, document: &str) -> Card {
    let born: NaiveDate = born.parse().unwrap();
    Card {
        child: Child {
            name: PersonName {
                surname: surname.into(),
                name: "Матвей".into(),
                patronymic: Some("Ильич".into()),
            },
            birth_date: born,
            snils: None,
            address: "г. Сыктывкар, ул. Коммунистическая, д. 5, кв. 17".into(),
            category: Category::General,
            document: IdentityDocument {
                kind: DocumentKind::BirthCertificate,
                series: "II-ЕА".into(),
                number: document.into(),
                issued_at: born + Duration::days(20),
                issuer: "Отдел ЗАГС г. Сыктывкара".into(),
                department_code: None,
            },
        },
        applicant: Applicant {
            name: PersonName {
                surname: surname.into(),
                name: "Ольга".into(),
                patronymic: Some("Петровна".into()),
            },
            relation: Relation::Mother,
            birth_date: None,
            address: Clean::default(),
            phone: Some("+79121234567".into()),
            email: None,
            document: IdentityDocument {
                kind: DocumentKind::Passport,
                series: "87 10".into(),
                number: "654321".into(),
                issued_at: "2010-06-01".parse().unwrap(),
                issuer: "МВД по Республике Коми".into(),
                department_code: Some("110-001".into()),
            },
        },
        remarks: Vec::new(),
        decision_text: None,
    }
}

/// All checks made, and all match: what acceptance demands of a clerk who sees personal values.
pub fn all_match() -> Command {
    let mut checks = Checks::default();
    for field in Field::ALL {
        checks.set(CheckKind::PaperDocuments, *field, Check::Match);
        checks.set(CheckKind::PaperRegister, *field, Check::Match);
    }
    Command::Verify {
        checks,
        documents_complete: true,
        remarks: Vec::new(),
    }
}

pub fn accept(journal_number: &str, date: NaiveDate) -> Command {
    Command::Accept {
        journal_number: journal_number.into(),
        date,
    }
}
