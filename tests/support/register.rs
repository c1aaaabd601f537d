//! A filled register, served by the real binary, that can be killed and started again at the same addresses.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reestr::demo::{ClockFrom, Demo, DemoSettings};
use reestr::domain::{
    Application, ApplicationState, Case, CertificateKind, CertificateState, ClerkId,
    DuplicateState, IntakeRegistration, MunicipalityCode,
};
use reestr::server::admin;
use reestr::server::storage::Storage;
use reestr::server::storage::sqlite::SqliteStorage;
use tempfile::TempDir;

/// How long the register may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Register {
    folder: TempDir,
    open: u16,
    protected: u16,
    server: Option<Child>,
}

impl Register {
    /// Fills a register of `size` applications; nobody serves it yet.
    pub fn fill(size: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        drop(
            Demo::start(&DemoSettings {
                data: Some(folder.path().to_owned()),
                seed: 7,
                size,
                portal_every: 0,
                clock: Arc::new(ClockFrom {
                    ahead: chrono::Duration::zero(),
                }),
            })
            .expect("a filled register"),
        );
        Self {
            folder,
            open: free_port(),
            protected: free_port(),
            server: None,
        }
    }

    /// Fills a register with `count` accepted applications of the clerk's municipality that wait to be activated.
    pub fn fill_accepted(count: u32) -> Self {
        let register = Self::fill(1);
        let today = reestr::domain::Zone::MOSCOW.date(chrono::Utc::now());
        // The first one is in the register already; some three fifths belong to other municipalities.
        let mut planned = reestr::demo::register::Register::new(7, today);
        let records: Vec<_> = planned
            .cases(count * 4)
            .into_iter()
            .skip(1)
            .filter(|(case, _)| case.number().municipality() == MunicipalityCode(1))
            .map(|(case, card)| (accepted(case), card))
            .take(count as usize)
            .collect();
        assert_eq!(records.len(), count as usize);
        runtime().block_on(async {
            let storage = register.storage().await;
            admin::import_cases(&storage, records, chrono::Utc::now())
                .await
                .expect("records");
            storage.close().await;
        });
        register
    }

    /// The register's database, beside whoever serves it.
    pub async fn storage(&self) -> SqliteStorage {
        let database = self.folder.path().join("register.sqlite");
        admin::open(&database).await.expect("the database")
    }

    /// Whose clerk `demo` is.
    pub fn organisation_of_demo(&self) -> u32 {
        runtime().block_on(async {
            let storage = self.storage().await;
            let mut read = storage.read().await.expect("a snapshot");
            let clerk = read.clerk_by_login("demo").await.expect("a row");
            drop(read);
            storage.close().await;
            clerk
                .expect("the clerk of the demonstration")
                .organisation
                .0
        })
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn open_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.open)
    }

    pub fn protected_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.protected)
    }

    /// What a desk of the clerk `demo` is started with.
    pub fn desk_arguments(&self) -> [String; 6] {
        self.desk_arguments_of("demo")
    }

    /// What a desk of a clerk is started with.
    pub fn desk_arguments_of(&self, login: &str) -> [String; 6] {
        let (open, protected) = (self.open_url(), self.protected_url());
        [
            "--server",
            &open,
            "--protected",
            &protected,
            "--login",
            login,
        ]
        .map(str::to_owned)
    }

    /// Serves it, and returns when it listens.
    pub fn serve(&mut self) {
        let server = Command::new(env!("CARGO_BIN_EXE_reestr"))
            .arg("serve")
            .args(["--open", &format!("127.0.0.1:{}", self.open)])
            .args(["--protected", &format!("127.0.0.1:{}", self.protected)])
            .arg("--database")
            .arg(self.folder.path().join("register.sqlite"))
            .env("XDG_CONFIG_HOME", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("the register starts");
        self.server = Some(server);
        let started = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.protected)).is_err() {
            assert!(started.elapsed() < PATIENCE, "the register doesn't listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().expect("the register is killed");
            server.wait().expect("the register ended");
        }
    }
}

impl Drop for Register {
    fn drop(&mut self) {
        self.kill();
    }
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}

/// The application as it stands when its paper was taken.
fn accepted(mut case: Case) -> Case {
    let Application {
        reference,
        organisation,
        ..
    } = case.application;
    case.application.state = ApplicationState::Accepted;
    case.application.documents_complete = true;
    case.application.duplicate = DuplicateState::Clear;
    case.application.intake = Some(IntakeRegistration {
        journal_number: format!("a/{}", reference.number.serial()).into(),
        date: reference.date,
        clerk: ClerkId(1),
        organisation,
    });
    case.certificate.kind = CertificateKind::Accounting;
    case.certificate.state = CertificateState::Reserved;
    case.certificate.working_contracts = 0;
    case
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address").port()
}
