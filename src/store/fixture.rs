//! Records and a clerk for the tests of the store.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::api::session::{Channel, LoginAnswer, Profile, Secret};
use crate::domain::{
    ApplicationNumber, Capability, Case, CertificateNumber, Check, CheckKind, Checks, Command,
    ConsentCode, EnrolmentRequest, Field, Funding, MunicipalityCode, Programme, samples,
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

/// Published programme `id`: one module with enrolment open, price 4 000.00, group 1 with `places` and group 2 with many.
pub fn programme(id: u128, register: &str, places: u16) -> Programme {
    let group = |id: u16, places: u16| {
        json!({
            "id": id, "name": "Группа", "places": places, "active": true, "schedule": [],
            "period": {"first": "2026-10-15", "last": "2027-01-31"},
        })
    };
    serde_json::from_value(json!({
        "id": Uuid::from_u128(id), "version": 1, "organisation": 17, "municipality": 1,
        "register": register, "state": "published", "year": 2026, "name": "Робототехника",
        "direction": "robotics", "form": "full_time", "ages": {"from": 5, "to": 17},
        "modules": [{
            "id": 1, "name": "Модуль", "months": 4, "hours": 72, "normative_price": 400_000,
            "prices": [{"price": 400_000, "since": "2026-09-01", "clerk": 5}],
            "children_min": 1, "children_max": 30, "enrolment_open": true,
            "groups": [group(1, places), group(2, 300)],
        }],
    }))
    .unwrap()
}

/// A request without money for group 1 of programme 1, of certificate number `id`.
pub fn request(id: u32, version: u64, state: &str) -> EnrolmentRequest {
    serde_json::from_value(json!({
        "id": Uuid::from_u128(u128::from(id)), "version": version, "state": state,
        "certificate": certificate(id), "payer": 1, "organisation": 17,
        "register": "general_development", "source": "portal",
        "place": {"programme": Uuid::from_u128(1), "module": 1, "group": 1},
        "days": {"first": "2026-10-15", "last": "2027-01-31"},
        "created_at": "2026-09-20T09:00:00Z",
    }))
    .unwrap()
}

/// A period with one group of certificates that have 10 000.00, and an agreement with the own organisation.
pub fn funding(version: u64) -> Funding {
    serde_json::from_value(json!({
        "municipality": 1, "version": version, "price_percent": 150,
        "periods": [{"id": 2026, "days": {"first": "2026-09-01", "last": "2027-05-31"}}],
        "groups": [{"id": 1, "name": "Дети 5–17 лет",
            "nominals": [{"period": 2026, "amount": 1_000_000}]}],
        "agreements": [{"organisation": 17, "period": 2026, "number": "1",
            "date": "2026-09-01", "active": true}],
    }))
    .unwrap()
}

pub fn certificate(serial: u32) -> CertificateNumber {
    CertificateNumber::new(MunicipalityCode(1), serial)
}

/// The clerk of [`profile`], who enrols and concludes.
pub fn enroller() -> Profile {
    let mut profile = profile();
    for right in [
        Capability::EnrolmentView,
        Capability::EnrolmentCreate,
        Capability::EnrolmentConfirm,
        Capability::EnrolmentRefuse,
        Capability::ContractConclude,
        Capability::ProgrammeEdit,
        Capability::ProgrammePublish,
        Capability::SettingsEdit,
    ] {
        profile.capabilities = profile.capabilities.with(right);
    }
    profile
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
