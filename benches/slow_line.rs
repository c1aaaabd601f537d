//! The desk on a line of 64 kbit/s with 600 ms there and back, of which one segment in twenty is lost: the real client, the
//! library's desk with its store on disk, before the real server over TLS, and a proxy in user space between them.
//!
//! `cargo bench --bench slow_line` prints a table: each figure with its must or goal, and the same work done by a plain
//! client of the API, one JSON request for each act. It fails when a must is missed; goals are this machine's and are told.
//! Bytes are TCP payload both ways, TLS included; an exchange is an HTTP request that was answered.

#[path = "slow_line/clerk.rs"]
mod clerk;
#[path = "slow_line/keys.rs"]
mod keys;
#[path = "slow_line/naive.rs"]
mod naive;
#[path = "slow_line/plain.rs"]
mod plain;
#[path = "slow_line/proxy.rs"]
mod proxy;
#[path = "../tests/support/pty.rs"]
mod pty;
#[path = "slow_line/quiet.rs"]
mod quiet;
#[path = "slow_line/register.rs"]
mod register;
#[path = "slow_line/soak.rs"]
mod soak;
#[path = "slow_line/table.rs"]
#[allow(dead_code, reason = "other figures are told as JSON, too")]
mod table;
#[path = "slow_line/work.rs"]
mod work;

use std::future::Future;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clerk::Clerk;
use proxy::{Line, Quality};
use register::{Exchanges, Filled, Register};
use table::Figure;
use tempfile::TempDir;

/// Applications in the register: some three hundred of them wait at the desk.
const SIZE: u32 = 4_000;
const SEED: u64 = 20_261_123;
/// Nothing that was begun on the slow line takes so long.
const QUIET: Duration = Duration::from_millis(2_500);

fn main() -> ExitCode {
    let filled = Filled::with(SIZE);
    // Keys are timed while nothing else runs.
    let mut figures = keys::measure(&filled);
    let beside = thread::scope(|scope| {
        let parts: [fn(&Filled) -> Vec<Figure>; 4] =
            [work::measure, quiet::measure, plain::measure, soak::measure];
        let running = parts.map(|part| {
            scope.spawn({
                let filled = &filled;
                move || part(filled)
            })
        });
        running.map(|part| part.join().expect("a part that ends"))
    });
    figures.extend(beside.into_iter().flatten());
    table::print("64 kbit/s, 600 ms, 5 % lost", &figures);
    if figures.iter().all(Figure::holds) {
        ExitCode::SUCCESS
    } else {
        eprintln!("a must is missed");
        ExitCode::FAILURE
    }
}

/// A register of its own, a line to it, and a clerk who has fetched everything.
struct Office {
    register: Register,
    line: Line,
    clerk: Clerk,
    _data: TempDir,
}

impl Office {
    /// The first fetch of everything goes over a good line; what is measured goes over the slow one.
    async fn open(filled: &Filled, seed: u64) -> Self {
        let register = filled.serve();
        let line = Line::to(register.protected(), Quality::GOOD, seed).expect("a line");
        let data = tempfile::tempdir().expect("a folder");
        let mut clerk = Clerk::at(&register, &line, data.path(), "demo").await;
        clerk.settle(QUIET).await;
        line.become_like(Quality::SLOW);
        Self {
            register,
            line,
            clerk,
            _data: data,
        }
    }

    /// What went over the line until now.
    fn spent(&self) -> Spent {
        Spent {
            exchanges: self.register.exchanges(),
            bytes: self.line.bytes().both(),
        }
    }
}

#[derive(Clone, Copy)]
struct Spent {
    exchanges: Exchanges,
    bytes: u64,
}

impl Spent {
    fn since(self, before: Self) -> Self {
        Self {
            exchanges: self.exchanges.since(before.exchanges),
            bytes: self.bytes - before.bytes,
        }
    }
}

/// Runs one part on a thread's own runtime.
fn run<T>(part: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(part)
}
