//! Whatever several devices do, in whatever order: the register's leases are those of a simple model, the fence of an
//! application grows with each holder, and no command given under an old fence has an effect.

use std::collections::BTreeMap;
use std::sync::Arc;

use reestr::server::Register;
use reestr::server::session::Session;

use super::*;

const LOGINS: [&str; 5] = ["anna", "anna", "boris", "boris", "vera"];
const STEPS: usize = 1_200;
/// Applications that wait at any time.
const WAITING: usize = 6;

/// The same numbers for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// An application as the model has it; times in seconds.
#[derive(Clone, Debug)]
struct Record {
    open: bool,
    version: u64,
    fence: u64,
    holder: Option<usize>,
    until: i64,
    told: i64,
}

impl Record {
    fn live(&self, now: i64) -> bool {
        self.until > now
    }

    /// The lease goes to `device`, or on with it.
    fn grant(&mut self, device: usize, now: i64) {
        let same = self.holder == Some(device);
        if same && self.told - now >= 180 && self.until - now > 240 {
            return;
        }
        if !(same && self.told - now >= 180) {
            self.told = now + 300;
        }
        self.until = now + 300;
        if !same {
            self.fence += 1;
            self.holder = Some(device);
        }
    }

    fn end(&mut self, now: i64) {
        (self.until, self.told) = (self.until.min(now), self.told.min(now));
    }
}

#[derive(Default)]
struct Model {
    now: i64,
    records: BTreeMap<u32, Record>,
}

impl Model {
    fn command(&mut self, device: usize, envelope: &Envelope) -> &'static str {
        let now = self.now;
        let serial = envelope.target.case().map(ApplicationNumber::serial);
        let Some(record) = serial.and_then(|serial| self.records.get_mut(&serial)) else {
            return "refused";
        };
        let over = matches!(envelope.command, Command::TakeOver { .. });
        if !over && envelope.fence.is_some_and(|fence| fence < record.fence) {
            return "conflict";
        }
        if !record.open {
            return "refused";
        }
        match envelope.command {
            Command::TakeOver { .. } => record.grant(device, now),
            Command::Withdraw { .. } => {
                (record.open, record.version) = (false, record.version + 1);
                record.end(now);
            }
            _ => record.version += 1,
        }
        "applied"
    }

    /// What the device holds behind the request, in the order in which it is answered.
    fn arrange(&mut self, device: usize, request: &SyncRequest) -> Vec<(u32, u64, i64)> {
        let now = self.now;
        let taken = request
            .commands
            .iter()
            .filter(|envelope| matches!(envelope.command, Command::TakeOver { .. }))
            .filter_map(|envelope| envelope.target.case());
        let mut held: Vec<u32> = Vec::new();
        for number in taken.chain(request.hold.iter().copied()) {
            let serial = number.serial();
            let record = self.records.get_mut(&serial);
            if let Some(record) = record.filter(|r| r.open && r.holder == Some(device))
                && held.len() < 3
                && !held.contains(&serial)
            {
                record.grant(device, now);
                held.push(serial);
            }
        }
        for claim in &request.claim {
            let mine = |record: &Record| {
                record.open && (record.holder == Some(device) || !record.live(now))
            };
            let (from, to, n) = match *claim {
                Claim::Next { n, .. } => (0, u32::MAX, usize::from(n)),
                Claim::This { application } => (application.serial(), application.serial(), 1),
            };
            let room = n.min(3 - held.len());
            let free: Vec<u32> = self
                .records
                .range(from..=to)
                .filter(|(serial, record)| mine(record) && !held.contains(serial))
                .map(|(serial, _)| *serial)
                .take(room)
                .collect();
            for serial in free {
                self.records
                    .entry(serial)
                    .and_modify(|r| r.grant(device, now));
                held.push(serial);
            }
        }
        for (serial, record) in &mut self.records {
            if record.holder == Some(device) && !held.contains(serial) {
                record.end(now);
            }
        }
        held.into_iter()
            .map(|serial| {
                let record = &self.records[&serial];
                (serial, record.fence, (record.until - now) * 1000)
            })
            .collect()
    }
}

/// A device: what it was told of its leases, and the newest fence that it knows of each application.
struct Device<'a> {
    desk: Desk<'a>,
    session: Session,
    leases: Vec<u32>,
    fences: BTreeMap<u32, u64>,
}

struct Run<'a> {
    office: &'a Office,
    register: Arc<Register>,
    chance: Chance,
    model: Model,
    devices: Vec<Device<'a>>,
    /// Whose each fence was.
    holders: BTreeMap<(u32, u64), usize>,
    counts: BTreeMap<&'static str, usize>,
}

impl Run<'_> {
    async fn fill(&mut self) {
        let open = self.model.records.values().filter(|r| r.open).count();
        for _ in open..WAITING {
            let serial = u32::try_from(self.model.records.len()).unwrap() + 1;
            self.office
                .arrives(self.office.application(serial, child(serial)))
                .await;
            let record = Record {
                open: true,
                version: 1,
                fence: 0,
                holder: None,
                until: 0,
                told: 0,
            };
            self.model.records.insert(serial, record);
        }
    }

    /// One of the last dozen applications: open ones, and some that have ended.
    fn some_serial(&mut self) -> u32 {
        let count = self.model.records.len();
        let back = self.chance.below(count.min(12));
        u32::try_from(count - back).unwrap()
    }

    fn request(&mut self, at: usize) -> SyncRequest {
        let mut commands = Vec::new();
        for _ in 0..self.chance.below(3) {
            let serial = self.some_serial();
            let command = match self.chance.below(12) {
                0..2 => take_over(),
                2 => Command::Withdraw { paper: None },
                _ => all_match(),
            };
            let device = &mut self.devices[at];
            let before: &[Envelope] = &commands;
            let seen = before
                .iter()
                .rfind(|envelope: &&Envelope| envelope.target == here(serial));
            // The record as it is, so that nothing but the fence can refuse.
            let base = match seen {
                Some(_) => continue,
                None => self.model.records[&serial].version,
            };
            let fence = device.fences.get(&serial).copied();
            device.desk.seq += 1;
            commands.push(Envelope::new(
                device.desk.seq,
                Uuid::now_v7(),
                here(serial),
                Base::Version(base),
                fence,
                self.office.clock.now(),
                command,
            ));
        }
        let mut hold: Vec<u32> = self.devices[at].leases.clone();
        hold.retain(|_| !self.chance.one_in(4));
        if self.chance.one_in(6) {
            hold.push(self.some_serial());
        }
        let claim = match self.chance.below(4) {
            0 => Vec::new(),
            1 => this(self.some_serial()),
            _ => next(u8::try_from(self.chance.below(4)).unwrap()),
        };
        SyncRequest {
            commands,
            ..holding(&self.devices[at].desk, &hold, claim)
        }
    }

    async fn step(&mut self) {
        if self.chance.one_in(2) {
            let seconds = i64::try_from(self.chance.below(200)).unwrap();
            self.office.pass(Duration::seconds(seconds));
            self.model.now += seconds;
        }
        self.fill().await;
        let at = self.chance.below(self.devices.len());
        let request = self.request(at);
        let expected: Vec<&str> = request
            .commands
            .iter()
            .map(|envelope| self.model.command(at, envelope))
            .collect();
        let leases = self.model.arrange(at, &request);
        let session = &self.devices[at].session;
        let answer = self
            .register
            .sync(session, incoming(&request))
            .await
            .unwrap()
            .answer;

        let outcomes: Vec<&str> = answer.results.iter().map(|r| kind(&r.outcome)).collect();
        assert_eq!(outcomes, expected);
        for outcome in outcomes {
            *self.counts.entry(outcome).or_default() += 1;
        }
        let answered: Vec<_> = answer
            .leases
            .iter()
            .map(|l| {
                let until = i64::try_from(l.until_ms).unwrap();
                (l.application.serial(), l.fence, until)
            })
            .collect();
        assert_eq!(answered, leases);
        self.check(at, &leases);
        let device = &mut self.devices[at];
        device.leases = leases.iter().map(|(serial, ..)| *serial).collect();
        device
            .fences
            .extend(leases.iter().map(|(s, f, _)| (*s, *f)));
    }

    /// What has to hold whatever the model says.
    fn check(&mut self, at: usize, leases: &[(u32, u64, i64)]) {
        assert!(leases.len() <= 3);
        for (serial, fence, _) in leases {
            let whose = *self.holders.entry((*serial, *fence)).or_insert(at);
            assert_eq!(whose, at, "one fence for two devices");
            let later = (*serial, fence + 1)..=(*serial, u64::MAX);
            assert_eq!(self.holders.range(later).next(), None, "a fence went down");
        }
    }
}

fn kind(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { .. } => "applied",
        Outcome::Already { .. } => "already",
        Outcome::Conflict { .. } => "conflict",
        Outcome::Refused { .. } => "refused",
    }
}

async fn run(seed: u64) {
    let office = Office::open().await;
    let mut devices = Vec::new();
    for login in LOGINS {
        let desk = office.login(login, Channel::Open).await;
        let register = office.running.register();
        let token = &desk.login.token.0;
        devices.push(Device {
            session: register.session(token, Channel::Open).await.unwrap(),
            desk,
            leases: Vec::new(),
            fences: BTreeMap::new(),
        });
    }
    let mut run = Run {
        office: &office,
        register: office.running.register().clone(),
        chance: Chance(seed),
        model: Model::default(),
        devices,
        holders: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    for _ in 0..STEPS {
        run.step().await;
    }
    println!(
        "seed {seed}: {:?}, {} fences",
        run.counts,
        run.holders.len()
    );
    // The run was worth something.
    for outcome in ["applied", "conflict", "refused"] {
        assert!(run.counts[outcome] > 20, "{:?}", run.counts);
    }
    // Each effect once: the record has exactly the versions that were answered.
    let mut tx = office.running.register().storage().read().await.unwrap();
    for (serial, record) in &run.model.records {
        let case = tx.case(here(*serial)).await.unwrap().unwrap();
        assert_eq!(case.application.version, record.version, "{serial}");
    }
}

#[tokio::test]
async fn the_leases_of_the_register_are_those_of_the_model() {
    for seed in [1, 2] {
        run(seed).await;
    }
}
