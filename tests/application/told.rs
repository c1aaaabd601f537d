//! What the register says about an application that came from a desk.

use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use chrono::Datelike;
use reestr::domain::{
    ApplicationNumber, ApplicationState, Case, CertificateState, ConsentMode, MunicipalityCode,
    Zone,
};
use reestr::server::storage::Storage;

use crate::clerk::Numbers;
use crate::register::{Register, runtime};

/// Only a test that fails waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// An application as the register has it: the record, and the audit of it in the order of the chain.
pub struct Told {
    pub case: Case,
    /// `action outcome`.
    pub audit: Vec<String>,
}

/// Waits until the register has activated the certificate.
pub fn activated(register: &Register, numbers: &Numbers) -> Told {
    let started = Instant::now();
    loop {
        let told = told(register, numbers);
        if let Some(told) = told
            && told.case.certificate.state == CertificateState::Active
        {
            return told;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "{numbers:?} is not active: {:?}",
            self::told(register, numbers).map(|told| (told.case, told.audit))
        );
        sleep(Duration::from_millis(50));
    }
}

/// `None`: the register has no such application.
pub fn told(register: &Register, numbers: &Numbers) -> Option<Told> {
    let number: ApplicationNumber = numbers.application.parse().expect("a number");
    runtime().block_on(async {
        let storage = register.storage().await;
        let mut read = storage.read().await.expect("a snapshot");
        let case = read.case(number).await.expect("a record");
        let mut audit = Vec::new();
        for scope in read.audit_scopes().await.expect("scopes") {
            for link in read.audit_page(scope, 0, 100_000).await.expect("links") {
                let row: serde_json::Value = serde_json::from_str(&link.row).expect("a row");
                if row["target"] == numbers.application.as_str() {
                    let word = |name: &str| row[name].as_str().expect("a word").to_owned();
                    audit.push(format!("{} {}", word("action"), word("outcome")));
                }
            }
        }
        drop(read);
        storage.close().await;
        case.map(|case| Told { case, audit })
    })
}

/// The serial that the register gives next: it grows when a desk has leased numbers.
pub fn next_serial(register: &Register) -> u32 {
    let year = Zone::MOSCOW.date(chrono::Utc::now()).year();
    runtime().block_on(async {
        let storage = register.storage().await;
        let mut tx = storage.write().await.expect("a transaction");
        let year = u16::try_from(year).expect("a year");
        let next = tx.next_serial(MunicipalityCode(1), year).await;
        drop(tx);
        storage.close().await;
        next.expect("a serial")
    })
}

/// Waits until the desk has leased numbers, which stood at `before`; gives where they stand now.
pub fn waits_for_numbers(register: &Register, before: u32) -> u32 {
    let started = Instant::now();
    loop {
        let leased = next_serial(register);
        if leased > before {
            return leased;
        }
        assert!(started.elapsed() < PATIENCE, "no numbers were leased");
        sleep(Duration::from_millis(50));
    }
}

/// All that the acts of algorithm B leave in the register, each once; `printed` in the order in which it was told.
pub fn assert_whole(register: &Register, numbers: &Numbers, printed: &[&str]) {
    let told = activated(register, numbers);
    let case = &told.case;
    assert_eq!(
        case.application.reference.number.to_string(),
        numbers.application
    );
    assert_eq!(case.certificate.number.to_string(), numbers.certificate);
    assert_eq!(case.application.state, ApplicationState::Confirmed);
    assert!(case.application.documents_complete);
    let consents = &case.application.consents;
    assert_eq!(consents.len(), 4);
    for consent in consents {
        let ticked = consent.ticked.expect("how it was given");
        assert_eq!(ticked.mode, ConsentMode::Applicant);
        assert_eq!(Some(ticked.device), consents[0].ticked.map(|t| t.device));
        assert!(!ticked.device.is_nil());
    }
    let acts: Vec<&str> = told
        .audit
        .iter()
        .map(String::as_str)
        .filter(|row| !row.starts_with("delivered") && !row.starts_with("shown"))
        .collect();
    let mut expected = vec!["submit applied"];
    expected.extend(printed);
    expected.extend(["verify applied", "accept applied", "activate applied"]);
    assert_eq!(acts, expected);
    let verified = Command::new(env!("CARGO_BIN_EXE_reestr"))
        .args(["admin", "--database"])
        .arg(register.folder().join("register.sqlite"))
        .arg("verify-audit")
        .env("XDG_CONFIG_HOME", register.folder())
        .output()
        .expect("the command");
    let said = String::from_utf8_lossy(&verified.stdout);
    assert!(verified.status.success(), "{said}");
    assert!(said.contains("holds") && !said.contains("BROKEN"), "{said}");
}
