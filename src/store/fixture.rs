//! Records and a clerk for the tests of the store.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::api::session::{Channel, LoginAnswer, Profile, Secret};
use crate::domain::{
    ApplicationNumber, Case, CertificateNumber, Check, CheckKind, Checks, Command, ConsentCode,
    Field, MunicipalityCode, samples,
};

pub fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_790_000_000_000).unwrap()
}

pub fn number(serial: u32) -> ApplicationNumber {
    ApplicationNumber::new(MunicipalityCode(1), 2026, serial)
}

/// An application that waits for its paper.
pub fn case(serial: u32, version: u64) -> Case {
    let consents = ConsentCode::ALL
        .map(|code| json!({"code": code, "text_version": 1, "given_at": "2026-09-01T09:00:00Z"}));
    let certificate = CertificateNumber::new(MunicipalityCode(1), serial);
    serde_json::from_value(json!({
        "application": {
            "ref": {"number": number(serial), "date": "2026-09-01"}, "version": version,
            "organisation": 17, "source": "portal", "state": "awaiting_paper",
            "consents": consents, "duplicate": {"state": "clear"}, "paper_due": "2027-10-01",
        },
        "certificate": {"number": certificate, "kind": "accounting", "state": "reserved"},
    }))
    .unwrap()
}

pub fn profile() -> Profile {
    serde_json::from_value(json!({
        "clerk": 5, "clerk_name": "Анна", "organisation": 17, "municipality": 1,
        "municipality_name": "Сыктывкар", "organisations": [], "colleagues": [],
        "capabilities": ["application.accept", "application.return", "certificate.activate"],
    }))
    .unwrap()
}

pub fn login(device: u128, high_water: u64) -> LoginAnswer {
    LoginAnswer {
        token: Secret("t".into()),
        device: Uuid::from_u128(device),
        epoch: 1,
        high_water,
        channel: Channel::Open,
        profile: profile(),
        recovery: None,
    }
}

/// Everything was compared and fits.
pub fn verify() -> Command {
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

/// An application that is handed in here.
pub fn submit(serial: u32) -> Command {
    let mut new = samples::new_application();
    new.reference.number = number(serial);
    new.certificate = CertificateNumber::new(MunicipalityCode(1), serial);
    Command::Submit(Box::new(new))
}

pub fn accept() -> Command {
    Command::Accept {
        journal_number: "7".into(),
        date: crate::domain::Zone::MOSCOW.date(at()),
    }
}
