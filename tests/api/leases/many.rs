//! Sixty-four devices at one queue, through the real storage.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use reestr::server::Register;
use reestr::server::session::Session;

use super::*;

const DEVICES: usize = 64;
const ROUNDS: usize = 40;

#[derive(Default)]
struct Seen {
    /// Who works on an application now.
    owners: BTreeMap<ApplicationNumber, usize>,
    /// Whose each fence of an application was.
    fences: BTreeMap<(ApplicationNumber, u64), usize>,
    leased: usize,
}

impl Seen {
    fn got(&mut self, device: usize, lease: &Lease) {
        let before = self.owners.insert(lease.application, device);
        assert_eq!(before, None, "{} is held twice", lease.application);
        let whose = self
            .fences
            .entry((lease.application, lease.fence))
            .or_insert(device);
        assert_eq!(*whose, device, "one fence for two devices");
        let later = (lease.application, lease.fence + 1)..=(lease.application, u64::MAX);
        assert_eq!(self.fences.range(later).next(), None, "a fence went down");
        self.leased += 1;
    }
}

async fn work(
    register: Arc<Register>,
    session: Session,
    device: usize,
    request: SyncRequest,
    seen: Arc<Mutex<Seen>>,
) {
    for round in 0..ROUNDS {
        let n = u8::try_from((device + round) % 3 + 1).unwrap();
        let asks = SyncRequest {
            claim: next(n),
            ..request.clone()
        };
        let got = register
            .sync(&session, incoming(&asks))
            .await
            .unwrap()
            .answer
            .leases;
        for lease in &got {
            seen.lock().unwrap().got(device, lease);
        }
        tokio::task::yield_now().await;
        for lease in &got {
            seen.lock().unwrap().owners.remove(&lease.application);
        }
        let rest = register.sync(&session, incoming(&request)).await.unwrap();
        assert!(rest.answer.leases.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_devices_never_hold_one_application_at_once() {
    let office = Office::open().await;
    waiting(&office, 48).await;
    let register = office.running.register();
    let seen = Arc::new(Mutex::new(Seen::default()));
    let mut tasks = tokio::task::JoinSet::new();
    for device in 0..DEVICES {
        let login = ["anna", "boris", "vera", "gleb"][device % 4];
        let desk = office.login(login, Channel::Open).await;
        let token = &desk.login.token.0;
        let session = register.session(token, Channel::Open).await.unwrap();
        let request = desk.request(Vec::new());
        tasks.spawn(work(
            register.clone(),
            session,
            device,
            request,
            seen.clone(),
        ));
    }
    tasks.join_all().await;
    let seen = seen.lock().unwrap();
    println!("{} leases by {DEVICES} devices", seen.leased);
    assert!(seen.leased >= 2_000, "{} leases", seen.leased);
    assert!(seen.owners.is_empty());
}
