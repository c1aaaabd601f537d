//! The figures of the whole program: a desk of `reestr` on a pseudo-terminal, connected to `reestr serve` over loopback,
//! with 10 000 applications in its cache.
//!
//! `cargo bench --bench desk` prints a table, `-- --json` one object: metric → value and unit. Everything is this
//! machine's and only printed, but for one: an idle desk writes nothing, or the run fails.

#[path = "desk/process.rs"]
mod process;
#[path = "../tests/support/pty.rs"]
mod pty;
#[path = "../tests/support/register.rs"]
mod register;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::Utc;
use pty::{Pty, key};
use reestr::api::session::Secret;
use reestr::demo::clerks::PASSWORD;
use reestr::domain::MunicipalityCode;
use reestr::store::seal::{Cost, Key, Wrapped};
use register::Register;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// Applications in the register: two fifths of them belong to the desk's municipality.
const SIZE: u32 = 26_000;
/// How many of them the desk has to hold at least.
const CACHED: usize = 10_000;
/// The seed of [`Register::fill`].
const SEED: u64 = 7;
const DESK: MunicipalityCode = MunicipalityCode(1);
const COLUMNS: u16 = 100;
const ROWS: u16 = 30;
const STARTS: usize = 15;
const UNLOCKS: usize = 9;
/// Output that pauses for so long is over.
const QUIET: Duration = Duration::from_millis(60);
const IDLE: Duration = Duration::from_secs(10);
/// The store closes its cache some seconds after its last use; idle begins behind that.
const SETTLING: Duration = Duration::from_secs(6);
/// Rows of the queue that are walked inside the page, and times that it is done.
const INSIDE: usize = 18;
const WALKS: usize = 6;
const SCROLLS: usize = 60;

struct Metric {
    name: &'static str,
    value: f64,
    unit: &'static str,
}

fn main() -> ExitCode {
    let office = Office::open();
    let mut metrics = vec![metric("applications_cached", office.cached as f64, "rows")];
    office.first_login();
    metrics.extend(office.starts());
    metrics.extend(office.unlocks());
    let mut desk = office.unlocked();
    metrics.extend(keys(&mut desk));
    let idle = idle(&desk);
    let quiet = idle
        .iter()
        .any(|m| m.name == "idle_bytes" && m.value == 0.0);
    metrics.extend(idle);
    print(&metrics);
    if quiet {
        ExitCode::SUCCESS
    } else {
        eprintln!("an idle desk wrote to the terminal: find what draws when nothing has changed");
        ExitCode::FAILURE
    }
}

fn metric(name: &'static str, value: f64, unit: &'static str) -> Metric {
    Metric { name, value, unit }
}

fn print(metrics: &[Metric]) {
    if std::env::args().any(|arg| arg == "--json") {
        let object: Map<String, Value> = metrics
            .iter()
            .map(|m| {
                (
                    m.name.to_owned(),
                    json!({ "value": m.value, "unit": m.unit }),
                )
            })
            .collect();
        println!("{}", Value::Object(object));
    } else {
        for m in metrics {
            println!("{:<28} {:>10.2} {}", m.name, m.value, m.unit);
        }
    }
}

/// A served register, and the home of one clerk.
struct Office {
    register: Register,
    home: TempDir,
    cached: usize,
}

impl Office {
    fn open() -> Self {
        let mut planned = reestr::demo::register::Register::new(
            SEED,
            reestr::domain::Zone::MOSCOW.date(Utc::now()),
        );
        let cases = planned.cases(SIZE);
        let ours =
            |case: &reestr::domain::Case| case.application.reference.number.municipality() == DESK;
        let cached = cases.iter().filter(|(case, _)| ours(case)).count();
        assert!(
            cached >= CACHED,
            "the desk would hold {cached} applications"
        );
        drop(cases);
        let mut register = Register::fill(SIZE);
        register.serve();
        let home = tempfile::tempdir().expect("a folder");
        Self {
            register,
            home,
            cached,
        }
    }

    /// A desk that asks for the password.
    fn start(&self) -> Pty {
        let path = self.home.path().to_string_lossy().into_owned();
        let env = [
            ("XDG_CONFIG_HOME", path.as_str()),
            ("XDG_DATA_HOME", path.as_str()),
            ("XDG_STATE_HOME", path.as_str()),
        ];
        let args = self.register.desk_arguments();
        let args = args.each_ref().map(String::as_str);
        let desk = Pty::start(&args, &env, COLUMNS, ROWS);
        desk.wait_for("Пароль");
        desk
    }

    /// Fetches the whole municipality into the desk's store.
    fn first_login(&self) {
        let mut desk = self.start();
        desk.keys(PASSWORD);
        desk.keys(key::ENTER);
        desk.wait_for("На связи");
        desk.keys(key::F3);
        desk.wait_for("Очередь заявлений");
        // The last choice is all of them.
        for _ in 0..3 {
            desk.keys(key::RIGHT);
            desk.wait_until_still();
        }
        desk.wait_for(&format!("Все: {}", self.cached));
        // Back to those that wait, where the next start will be.
        for _ in 0..3 {
            desk.keys(key::LEFT);
        }
        desk.wait_until_still();
        leave(&mut desk);
    }

    /// From the start of the process to the question for the password.
    fn starts(&self) -> Vec<Metric> {
        let mut samples = Samples::default();
        let mut bytes = 0;
        for _ in 0..STARTS {
            let mut desk = self.start();
            desk.wait_until_still();
            let asked = desk.shown_at(0, |screen| screen.contains("Пароль"));
            samples.add(desk.started(), asked);
            bytes = desk.raw().len();
            leave(&mut desk);
        }
        vec![
            metric("start_p50", samples.at(50), "ms"),
            metric("start_p95", samples.at(95), "ms"),
            metric("start_bytes", bytes as f64, "B"),
        ]
    }

    /// From Enter behind the password to the queue, which is what the last session showed.
    fn unlocks(&self) -> Vec<Metric> {
        let mut samples = Samples::default();
        for _ in 0..UNLOCKS {
            let mut desk = self.start();
            let entered = unlock(&mut desk);
            let shown = desk.shown_at(entered.bytes, has_queue);
            samples.add(entered.at, shown);
            leave(&mut desk);
        }
        let argon2 = argon2();
        vec![
            metric("unlock_p50", samples.at(50), "ms"),
            metric("argon2", argon2, "ms"),
            metric("unlock_beyond_argon2", samples.at(50) - argon2, "ms"),
        ]
    }

    fn unlocked(&self) -> Pty {
        let mut desk = self.start();
        unlock(&mut desk);
        desk.wait_for("На связи");
        desk.wait_until_still();
        desk
    }
}

fn has_queue(screen: &str) -> bool {
    screen.contains("Очередь заявлений") && screen.lines().any(|l| l.starts_with('►'))
}

/// Gives the password, and returns when Enter was pressed, once the queue is there.
fn unlock(desk: &mut Pty) -> pty::Arrival {
    desk.keys(PASSWORD);
    desk.wait_until_still();
    let bytes = desk.raw().len();
    let at = Instant::now();
    desk.keys(key::ENTER);
    desk.wait("the queue", has_queue);
    pty::Arrival { at, bytes }
}

fn leave(desk: &mut Pty) {
    desk.signal("TERM");
    desk.exit_code();
}

/// What opening the store's key costs by itself.
fn argon2() -> f64 {
    let password = Secret(PASSWORD.to_owned());
    let key = Key::random().expect("random numbers");
    let wrapped = Wrapped::new(&key, &password, Cost::default()).expect("a wrapped key");
    let mut samples = Samples::default();
    for _ in 0..UNLOCKS {
        let begun = Instant::now();
        wrapped.open(&password).expect("the key");
        samples.add(begun, Some(Instant::now()));
    }
    samples.at(50)
}

/// Down in the queue, inside the page and past its edge.
fn keys(desk: &mut Pty) -> Vec<Metric> {
    let (mut inside, mut inside_bytes) = (Samples::default(), Vec::new());
    let (mut scroll, mut scroll_bytes) = (Samples::default(), Vec::new());
    for _ in 0..WALKS {
        press(desk, key::HOME);
        for _ in 0..INSIDE {
            let pressed = press(desk, key::DOWN);
            inside.add(pressed.from, pressed.last);
            inside_bytes.push(pressed.bytes);
        }
    }
    // To the edge of the page and beyond it.
    for _ in 0..usize::from(ROWS) {
        press(desk, key::DOWN);
    }
    for _ in 0..SCROLLS {
        let pressed = press(desk, key::DOWN);
        scroll.add(pressed.from, pressed.last);
        scroll_bytes.push(pressed.bytes);
    }
    vec![
        metric("down_p50", inside.at(50), "ms"),
        metric("down_p95", inside.at(95), "ms"),
        metric("down_bytes", middle(&mut inside_bytes), "B"),
        metric("scroll_p50", scroll.at(50), "ms"),
        metric("scroll_p95", scroll.at(95), "ms"),
        metric("scroll_bytes", middle(&mut scroll_bytes), "B"),
    ]
}

/// What one key brought.
struct Pressed {
    from: Instant,
    last: Option<Instant>,
    bytes: usize,
}

fn press(desk: &mut Pty, key: &str) -> Pressed {
    let before = desk.raw().len();
    let from = Instant::now();
    desk.keys(key);
    loop {
        std::thread::sleep(Duration::from_millis(5));
        let last = desk.arrivals().last().map_or(from, |a| a.at).max(from);
        if last.elapsed() > QUIET {
            let bytes = desk.raw().len() - before;
            return Pressed {
                from,
                last: (bytes > 0).then_some(last),
                bytes,
            };
        }
    }
}

/// A desk at which nobody does anything, with its line to the register open.
fn idle(desk: &Pty) -> Vec<Metric> {
    std::thread::sleep(SETTLING);
    let process = desk.process();
    let (written, before) = (desk.raw().len(), process::switches(process));
    std::thread::sleep(IDLE);
    let after = process::switches(process);
    let (memory, own) = process::memory(process);
    vec![
        metric("idle_bytes", (desk.raw().len() - written) as f64, "B"),
        metric("idle_switches", (after - before) as f64, "per 10 s"),
        metric("threads", process::threads(process) as f64, "threads"),
        metric("pss", memory as f64, "KiB"),
        metric("pss_own", own as f64, "KiB"),
    ]
}

/// Times in milliseconds.
#[derive(Default)]
struct Samples(Vec<f64>);

impl Samples {
    /// # Panics
    /// When what was waited for never came.
    fn add(&mut self, from: Instant, to: Option<Instant>) {
        let took = to.expect("the key or the start has an effect") - from;
        self.0.push(took.as_secs_f64() * 1_000.0);
    }

    fn at(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
    }
}

fn middle(values: &mut [usize]) -> f64 {
    values.sort_unstable();
    values[values.len() / 2] as f64
}
