//! A programme with two groups and what families ask for; no real child's.

use serde_json::json;
use uuid::Uuid;

use crate::api::session::Profile;
use crate::api::sync::JournalRange;
use crate::domain::{
    Account, Capability, Case, CertificateNumber, EnrolmentRequest, Funding, MunicipalityCode,
    Programme, RequestId,
};
use crate::sync::desk::{EnrolmentRecords, Unlocked};
use crate::tui::screens::common::rig::profile;
use crate::tui::testing::opened;

/// Every right of enrolment.
pub const ENROLS: [Capability; 6] = [
    Capability::EnrolmentView,
    Capability::EnrolmentCreate,
    Capability::EnrolmentConfirm,
    Capability::EnrolmentRefuse,
    Capability::ContractConclude,
    Capability::ContractTerminate,
];

pub fn id(n: u32) -> RequestId {
    RequestId(Uuid::from_u128(u128::from(n)))
}

pub fn certificate(n: u32) -> CertificateNumber {
    CertificateNumber::new(MunicipalityCode(1), n)
}

pub fn enroller() -> Profile {
    profile(&ENROLS)
}

/// Published certified programme `id`, one module for 4 000.00: group 1 with `places`, group 2 with `more`.
pub fn programme(id: u128, name: &str, (places, more): (u16, u16)) -> Programme {
    let group = |id: u16, name: &str, places: u16, day: u8| {
        json!({
            "id": id, "name": name, "places": places, "active": true,
            "schedule": [{"day": day, "from": "15:00:00", "to": "16:30:00", "room": "12"}],
            "period": {"first": "2026-10-15", "last": "2027-01-31"},
        })
    };
    serde_json::from_value(json!({
        "id": Uuid::from_u128(id), "version": 1, "municipality": 1,
        "organisation": enroller().organisation,
        "register": "certified", "state": "published", "year": 2026, "name": name,
        "direction": "robotics", "form": "full_time", "ages": {"from": 7, "to": 12},
        "modules": [{
            "id": 1, "name": "Первый год", "months": 4, "hours": 72, "normative_price": 400_000,
            "prices": [{"price": 400_000, "since": "2026-09-01", "clerk": 5}],
            "children_min": 1, "children_max": 30, "enrolment_open": true,
            "groups": [group(1, "Младшая", places, 1), group(2, "Старшая", more, 3)],
        }],
    }))
    .unwrap()
}

/// Request `n` for `group` of programme 1, made as many minutes after another as their numbers differ. The family pays
/// 1 000.00 of 4 000.00.
pub fn request(n: u32, version: u64, state: &str, group: u16) -> EnrolmentRequest {
    let split = |amount: i64| json!({"first": amount / 4, "other": amount / 4, "months": 3});
    let made = 1_795_100_000 + 60 * i64::from(n);
    let made = chrono::DateTime::from_timestamp(made, 0).unwrap();
    let mark = json!({"clerk": 5, "at": made + chrono::Duration::hours(1)});
    let confirmed = matches!(state, "confirmed" | "concluded").then(|| mark.clone());
    let contract = (state == "concluded").then(|| {
        json!({
            "number": n.to_string(), "date": "2026-11-20", "statement_received": "2026-11-20",
            "concluded": mark,
        })
    });
    serde_json::from_value(json!({
        "id": Uuid::from_u128(u128::from(n)), "version": version, "state": state,
        "certificate": certificate(n), "payer": 1, "organisation": enroller().organisation,
        "register": "certified", "source": "portal", "age": 9,
        "place": {"programme": Uuid::from_u128(1), "module": 1, "group": group},
        "days": {"first": "2026-10-15", "last": "2027-01-31"},
        "created_at": made, "confirmed": confirmed, "contract": contract,
        "months_paid": if state == "concluded" { 2 } else { 0 },
        "cost": {
            "price": 400_000, "normative_price": 400_000, "total": split(400_000), "period": 2026,
            "shares": {"certificate": split(300_000), "parents": split(100_000)},
        },
    }))
    .unwrap()
}

/// The money of the certificate of a request: 10 000.00, of which the request holds its share back.
pub fn account(request: &EnrolmentRequest) -> Account {
    let paid = 75_000 * i64::from(request.months_paid);
    let reserved = if request.state.is_live() {
        300_000 - paid
    } else {
        0
    };
    serde_json::from_value(json!({
        "certificate": request.certificate, "version": 1, "payer": 1, "group": 1,
        "purses": [{
            "period": 2026, "nominal": 1_000_000, "balance": 1_000_000 - reserved - paid,
            "reserved": reserved, "paid": paid,
        }],
        "claims": [{
            "request": request.id, "organisation": request.organisation, "place": request.place,
            "days": request.days, "state": request.state.code(), "reserved": reserved,
            "period": 2026,
        }],
    }))
    .unwrap()
}

/// A period with one group of certificates, and an agreement with the own organisation.
pub fn funding() -> Funding {
    serde_json::from_value(json!({
        "municipality": 1, "version": 1, "price_percent": 150,
        "periods": [{"id": 2026, "days": {"first": "2026-09-01", "last": "2027-05-31"}}],
        "groups": [{"id": 1, "name": "Дети 5–17 лет",
            "nominals": [{"period": 2026, "amount": 1_000_000}]}],
        "agreements": [{"organisation": enroller().organisation, "period": 2026, "number": "1",
            "date": "2026-09-01", "active": true}],
    }))
    .unwrap()
}

/// A desk with these requests, the money of their certificates, and contract numbers from 31 on.
pub fn unlocked(
    programmes: Vec<Programme>,
    requests: Vec<EnrolmentRequest>,
    cases: Vec<Case>,
) -> Unlocked {
    let contracts = JournalRange {
        year: 2026,
        next: 31,
        last: 60,
    };
    Unlocked {
        cases,
        enrolment: EnrolmentRecords {
            programmes,
            accounts: requests.iter().map(account).collect(),
            requests,
            funding: vec![funding()],
        },
        contracts: Some(contracts),
        ..opened(enroller())
    }
}
