//! What every storage promises of leases.

use chrono::Duration;
use reestr::domain::application::{AWAITING_ACCEPTANCE, AWAITING_ACTIVATION};
use reestr::domain::{ApplicationState, ReturnReason};
use reestr::server::storage::leases::{Lease, Origin, Told, Wanted};

use super::promise::{offices, put};
use super::*;

const MINE: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn now() -> DateTime<Utc> {
    "2026-03-10T09:00:00.123Z".parse().unwrap()
}

/// A lease with a minute left.
fn lease(serial: u32, fence: u64, device: Uuid) -> Lease {
    Lease {
        application: number(HERE, serial),
        fence,
        device,
        clerk: ClerkId(1),
        origin: Origin::Claim,
        since: now() - Duration::minutes(4),
        until: now() + Duration::minutes(1),
        told: now() + Duration::seconds(30),
        change_seq: u64::from(serial),
    }
}

async fn put_leases(storage: &dyn Storage, leases: &[Lease]) {
    let mut tx = storage.write().await.unwrap();
    for lease in leases {
        tx.put_lease(lease).await.unwrap();
    }
    tx.commit().await.unwrap();
}

pub async fn a_lease_reads_back_and_its_fence_never_goes_down(storage: &dyn Storage) {
    let first = lease(1, 3, MINE);
    put_leases(storage, std::slice::from_ref(&first)).await;
    let taken = Lease {
        fence: 4,
        device: OTHER,
        origin: Origin::TakeOver,
        ..first.clone()
    };
    let mut tx = storage.write().await.unwrap();
    assert_eq!(
        tx.lease(number(HERE, 1)).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(tx.lease(number(HERE, 2)).await.unwrap(), None);
    tx.put_lease(&taken).await.unwrap();
    assert!(tx.put_lease(&first).await.is_err());
    assert_eq!(
        tx.lease(number(HERE, 1)).await.unwrap(),
        Some(taken.clone())
    );
    let over = Lease {
        until: now(),
        ..lease(3, 1, OTHER)
    };
    tx.put_lease(&lease(2, 1, OTHER)).await.unwrap();
    tx.put_lease(&over).await.unwrap();
    let ahead = Lease {
        until: now() + Duration::days(3_650),
        ..lease(4, 1, OTHER)
    };
    tx.put_lease(&ahead).await.unwrap();
    let of = tx.leases_of(HERE, OTHER, now()).await.unwrap();
    assert_eq!(of, [taken, lease(2, 1, OTHER)]);
    assert!(tx.leases_of(HERE, MINE, now()).await.unwrap().is_empty());
    assert!(tx.leases_of(THERE, OTHER, now()).await.unwrap().is_empty());
}

pub async fn a_claim_goes_by_number_and_passes_what_others_hold(storage: &dyn Storage) {
    let in_state = |serial, state| {
        let mut case = case(HERE, serial);
        case.application.state = state;
        (case, keys("а", "2015-05-05", "a", None))
    };
    let returned = ApplicationState::Returned(ReturnReason::NotSigned);
    let mut cases: Vec<_> = [
        (7, ApplicationState::AwaitingPaper),
        (6, returned),
        (5, ApplicationState::AwaitingPaper),
        (4, ApplicationState::Accepted),
        (3, ApplicationState::Confirmed),
        (2, returned),
        (1, ApplicationState::AwaitingPaper),
    ]
    .map(|(serial, state)| in_state(serial, state))
    .into();
    cases.push((case(THERE, 1), keys("а", "2015-05-05", "a", None)));
    put(storage, &cases).await;
    let over = Lease {
        until: now(),
        ..lease(2, 1, OTHER)
    };
    let ahead = Lease {
        until: now() + Duration::days(3_650),
        ..lease(6, 1, OTHER)
    };
    let leases = [lease(1, 1, OTHER), over, lease(5, 1, MINE), ahead];
    put_leases(storage, &leases).await;
    let mut tx = storage.read().await.unwrap();
    let mut claim = async |states, limit| -> Vec<u32> {
        let wanted = Wanted {
            municipality: HERE,
            states,
            device: MINE,
            now: now(),
            limit,
        };
        let numbers = tx.claimable(&wanted).await.unwrap();
        numbers.iter().map(|number| number.serial()).collect()
    };
    assert_eq!(claim(AWAITING_ACCEPTANCE, 10).await, [2, 5, 6, 7]);
    assert_eq!(claim(AWAITING_ACCEPTANCE, 2).await, [2, 5]);
    assert_eq!(claim(AWAITING_ACTIVATION, 10).await, [4]);
    assert!(claim(AWAITING_ACTIVATION, 0).await.is_empty());
}

pub async fn leases_are_told_in_the_order_of_change(storage: &dyn Storage) {
    offices(storage).await;
    let at = |serial, change_seq| Lease {
        change_seq,
        ..lease(serial, 1, MINE)
    };
    let nobodys = Lease {
        clerk: ClerkId(99),
        ..at(4, 5)
    };
    let over = Lease {
        until: now(),
        ..at(5, 6)
    };
    put_leases(storage, &[at(1, 9), at(2, 7), at(3, 7), nobodys, over]).await;
    let mut tx = storage.read().await.unwrap();
    let mut told = async |after, upto, until| -> Vec<(u32, String)> {
        let told = Told {
            municipality: HERE,
            after,
            upto,
            until,
        };
        let leases = tx.leases_told(&told).await.unwrap();
        leases
            .iter()
            .map(|(lease, name)| (lease.application.serial(), name.as_str().to_owned()))
            .collect()
    };
    let named = |serial| (serial, "Анна".to_owned());
    let all = [(4, String::new()), named(2), named(3), named(1)];
    assert_eq!(told(0, 9, now()).await, all);
    assert_eq!(told(5, 8, now()).await, [named(2), named(3)]);
    let earlier = now() - Duration::minutes(1);
    assert_eq!(told(5, 6, earlier).await, [named(5)]);
}
