//! The queue of enrolment requests in the real shell, with 1 000, 10 000 and 100 000 of them open: keys and bytes for a
//! confirmed request, and what a key costs among so many.
//!
//! `cargo bench --bench queue` prints a table, `-- --json` one object: metric → value, unit, and must or goal. It fails when
//! a must is missed; goals are this machine's and are told. Instructions are counted by valgrind, which has to be there.
//! `-- --frames` shows what goes to the terminal for a confirmed request.

#[path = "queue/desk.rs"]
mod desk;
#[path = "queue/instructions.rs"]
mod instructions;
#[path = "queue/office.rs"]
mod office;
#[path = "slow_line/table.rs"]
#[allow(dead_code, reason = "the line has figures beside a plain client's")]
mod table;

use std::alloc::System;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use crossterm::event::KeyCode;
use desk::Desk;
use instructions::Counted;
use office::Office;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use table::{Figure, Samples};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
const FEWEST: u32 = SIZES[0];
const MOST: u32 = SIZES[2];
/// Keys and confirmations of which a figure is made.
const KEYS: usize = 400;
const CONFIRMED: usize = 100;
/// Requests that are marked and confirmed together.
const BLOCK: usize = 50;
/// What a confirmed request may send to the terminal beside the text of two rows, in bytes.
const BESIDE_ROWS: usize = 120;
/// What a clerk types into the filter: a programme, a group, a certificate, a state.
const TYPED: [&str; 5] = ["театр", "средняя", "1101000", "робототехника 3", "мест нет"];
/// How often each of them is typed.
const TYPINGS: usize = 4;
/// A key may cost so many times as much among the most requests as among the fewest.
const GROWTH: f64 = 1.2;

fn main() -> ExitCode {
    if let Some(asked) = Counted::asked() {
        count(&asked);
        return ExitCode::SUCCESS;
    }
    if std::env::args().any(|arg| arg == "--frames") {
        frames();
        return ExitCode::SUCCESS;
    }
    let costs = SIZES.map(measure);
    let mut figures: Vec<Figure> = Vec::new();
    for cost in &costs {
        figures.extend(cost.figures());
    }
    let [fewest, _, most] = &costs;
    for (name, of) in [
        (
            "down_allocations_growth",
            (fewest.down.allocations, most.down.allocations),
        ),
        (
            "confirm_allocations_growth",
            (fewest.confirm.allocations, most.confirm.allocations),
        ),
    ] {
        figures.push(Figure::must(name, of.1 / of.0, "times", GROWTH));
    }
    let counted = [FEWEST, MOST].map(instructions::measure);
    let [Ok(fewest), Ok(most)] = counted else {
        table::print("requests", &figures);
        eprintln!("instructions are not counted: install valgrind and run again");
        return ExitCode::FAILURE;
    };
    for (name, few, many) in [
        ("down_instructions", fewest.down, most.down),
        ("confirm_instructions", fewest.confirm, most.confirm),
    ] {
        let sized = |of: u32| format!("{name}_{of}");
        figures.push(Figure::told(sized(FEWEST), few / 1e6, "million"));
        figures.push(Figure::told(sized(MOST), many / 1e6, "million"));
        let growth = format!("{name}_growth");
        figures.push(Figure::must(growth, many / few, "times", GROWTH));
    }
    if std::env::args().any(|arg| arg == "--json") {
        println!("{}", table::json(&figures));
    } else {
        table::print("requests", &figures);
    }
    if figures.iter().all(Figure::holds) {
        ExitCode::SUCCESS
    } else {
        eprintln!("a must is missed");
        ExitCode::FAILURE
    }
}

/// What a kind of key costs.
#[derive(Default)]
struct Key {
    times: Samples,
    /// Of one key, on the mean.
    allocations: f64,
}

/// Everything at one size.
struct Cost {
    size: u32,
    down: Key,
    confirm: Key,
    typing: Samples,
    /// Keys of one confirmed request: one by one, and in a block.
    keys: f64,
    block_keys: f64,
    /// Bytes to the terminal of one confirmed request, on the mean; how many there may be; and of the largest.
    bytes: f64,
    limit: f64,
    largest: usize,
    block_bytes: f64,
    /// Bytes to the register: of one that goes alone, the largest, and of one in a block.
    body: usize,
    block_body: f64,
}

impl Cost {
    fn figures(&self) -> Vec<Figure> {
        let sized = |name: &str| format!("{name}_{}", self.size);
        vec![
            Figure::must(sized("keys_per_confirmed"), self.keys, "keys", 2.0),
            Figure::must(
                sized("keys_per_confirmed_in_block"),
                self.block_keys,
                "keys",
                1.0,
            ),
            Figure::must(
                sized("terminal_bytes_per_confirmed"),
                self.bytes,
                "B",
                self.limit,
            ),
            Figure::told(
                sized("terminal_bytes_per_confirmed_largest"),
                self.largest as f64,
                "B",
            ),
            Figure::told(
                sized("terminal_bytes_per_confirmed_in_block"),
                self.block_bytes,
                "B",
            ),
            Figure::must(
                sized("server_bytes_per_confirmed"),
                self.body as f64,
                "B",
                700.0,
            ),
            Figure::told(
                sized("server_bytes_per_confirmed_in_block"),
                self.block_body,
                "B",
            ),
            Figure::told(sized("down_p50"), self.down.times.at(50), "ms"),
            Figure::goal(sized("down_p99"), self.down.times.at(99), "ms", 1.0),
            Figure::told(sized("confirm_p50"), self.confirm.times.at(50), "ms"),
            Figure::goal(sized("confirm_p99"), self.confirm.times.at(99), "ms", 1.0),
            Figure::told(sized("filter_p50"), self.typing.at(50), "ms"),
            Figure::goal(sized("filter_p99"), self.typing.at(99), "ms", 16.0),
            Figure::told(sized("down_allocations"), self.down.allocations, "per key"),
            Figure::told(
                sized("confirm_allocations"),
                self.confirm.allocations,
                "per key",
            ),
        ]
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn measure(size: u32) -> Cost {
    let mut desk = Desk::on(Office::with(size));
    let down = down(&mut desk);
    desk.press(KeyCode::Home);
    let mut cost = confirm(&mut desk, size);
    cost.down = down;
    cost.typing = typing(&mut desk);
    desk.press(KeyCode::Home);
    desk.start();
    let block = desk.confirm_block(BLOCK);
    let done = block.acts.len();
    assert_eq!(done, BLOCK, "of the marked ones\n{}", desk.text());
    cost.block_keys = block.keys as f64 / done as f64;
    cost.block_bytes = block.bytes as f64 / done as f64;
    cost.block_body = desk.body(block.acts) as f64 / done as f64;
    cost
}

fn down(desk: &mut Desk) -> Key {
    let mut key = Key::default();
    let region = Region::new(ALLOCATOR);
    for _ in 0..KEYS {
        let pressed = black_box(desk.press(KeyCode::Down));
        key.times.add(milliseconds(pressed.took));
    }
    let change = region.change();
    key.allocations = (change.allocations + change.reallocations) as f64 / KEYS as f64;
    key
}

/// One request after the other, each to its end.
fn confirm(desk: &mut Desk, size: u32) -> Cost {
    let mut key = Key::default();
    let (mut keys, mut acts) = (0, 0);
    let (mut bytes, mut limit, mut largest, mut body) = (0, 0, 0, 0);
    desk.start();
    for _ in 0..CONFIRMED {
        limit += desk.two_rows() + BESIDE_ROWS;
        let region = Region::new(ALLOCATOR);
        let pressed = desk.press(KeyCode::Char('a'));
        let change = region.change();
        key.allocations += (change.allocations + change.reallocations) as f64 / CONFIRMED as f64;
        key.times.add(milliseconds(pressed.took));
        let work = desk.settle(pressed.given);
        assert_eq!(work.acts.len(), 1, "by one key\n{}", desk.text());
        keys += work.keys;
        acts += work.acts.len();
        bytes += work.bytes;
        largest = largest.max(work.bytes);
        body = body.max(desk.body(work.acts));
    }
    Cost {
        size,
        down: Key::default(),
        confirm: key,
        typing: Samples::default(),
        keys: keys as f64 / acts as f64,
        block_keys: 0.0,
        bytes: bytes as f64 / acts as f64,
        limit: limit as f64 / acts as f64,
        largest,
        block_bytes: 0.0,
        body,
        block_body: 0.0,
    }
}

/// Each letter of what a clerk types, up to its frame.
fn typing(desk: &mut Desk) -> Samples {
    let mut times = Samples::default();
    for text in TYPED.iter().cycle().take(TYPED.len() * TYPINGS) {
        desk.press(KeyCode::Char('f'));
        for letter in text.chars() {
            let pressed = desk.press(KeyCode::Char(letter));
            times.add(milliseconds(pressed.took));
        }
        desk.press(KeyCode::Esc);
    }
    times
}

/// What goes to the terminal for some confirmed requests, for a person who asks where the bytes are.
fn frames() {
    let mut desk = Desk::on(Office::with(FEWEST));
    desk.keep_frames();
    println!("{}", desk.text());
    for _ in 0..4 {
        desk.start();
        let given = desk.press(KeyCode::Char('a')).given;
        let work = desk.settle(given);
        println!("two rows: {} B", desk.two_rows());
        for frame in work.frames {
            println!("{:>4} B  {}", frame.len(), frame.escape_debug());
        }
    }
    println!("{}", desk.text());
}

/// The work of which valgrind counts the instructions.
fn count(asked: &Counted) {
    let mut desk = Desk::on(Office::with(asked.size));
    for _ in 0..asked.downs {
        black_box(desk.press(KeyCode::Down));
    }
    desk.press(KeyCode::Home);
    for _ in 0..asked.confirms {
        let pressed = desk.press(KeyCode::Char('a'));
        black_box(desk.settle(pressed.given));
    }
}
