//! The portal that the demonstration plays: what it sends lands in the queues of the register, over HTTP.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{TimeZone, Utc};
use reestr::client;
use reestr::client::portal::Portal;
use reestr::demo::portal::Families;
use reestr::demo::{ClockFrom, Demo, DemoSettings};
use reestr::server::admin;
use reestr::server::storage::Storage;
use serde_json::Value;

#[test]
fn families_apply_enrol_and_change_their_minds() {
    let folder = tempfile::tempdir().unwrap();
    let moment = Utc.with_ymd_and_hms(2026, 9, 1, 6, 0, 0).unwrap();
    let clock = Arc::new(ClockFrom {
        ahead: moment - Utc::now(),
    });
    let demo = Demo::start(&DemoSettings {
        data: Some(folder.path().to_owned()),
        seed: 1,
        size: 600,
        portal_every: 0,
        clock: clock.clone(),
    })
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let told = runtime.block_on(async {
        let register = client::Register::new(&format!("http://{}", demo.open), None).unwrap();
        let portal = Portal::new(register, demo.portal.clone());
        let mut families = Families::new(portal, 1, &*clock);
        families.meet(600);
        for _ in 0..40 {
            families.act().await.unwrap();
        }
        let database = folder.path().join("register.sqlite");
        let storage = admin::open(&database).await.unwrap();
        let told = audited(&storage).await;
        storage.close().await;
        told
    });
    let of = |act: &str| told.get(act).copied().unwrap_or_default();
    assert!(of("submit") > 5, "{told:?}");
    assert!(of("enrol") > 5, "{told:?}");
    assert!(of("withdraw") + of("withdraw_request") > 0, "{told:?}");
}

/// How often each act of a portal was applied.
async fn audited(storage: &dyn Storage) -> BTreeMap<String, u32> {
    let mut tx = storage.read().await.unwrap();
    let mut told = BTreeMap::new();
    for scope in tx.audit_scopes().await.unwrap() {
        for link in tx.audit_page(scope, 0, 10_000).await.unwrap() {
            let row: Value = serde_json::from_str(&link.row).unwrap();
            if row.get("portal").is_some() && row["outcome"] == "applied" {
                *told
                    .entry(row["action"].as_str().unwrap().to_owned())
                    .or_default() += 1;
            }
        }
    }
    told
}
