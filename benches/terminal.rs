//! The figures of the terminal: bytes per act, time from key to bytes, allocations per key.
//!
//! `cargo bench --bench terminal` prints a table, `-- --json` one object: metric → value and unit. Bytes are exact and
//! asserted by `tests/terminal_bytes.rs`; times are this machine's and only printed.

#[path = "../tests/fixtures/figures.rs"]
mod figures;
#[path = "../tests/fixtures/queue.rs"]
mod queue;

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use figures::Desk;
use serde_json::{Map, Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Keys per metric of time.
const KEYS: usize = 4_000;

/// One line of the table.
struct Metric {
    name: String,
    value: f64,
    unit: &'static str,
}

fn main() {
    let mut metrics = Vec::new();
    for figure in figures::measure() {
        let mut add = |name, value: usize| {
            metrics.push(Metric {
                name,
                value: value as f64,
                unit: "B",
            });
        };
        add(figure.name.to_owned(), figure.bytes);
        add(format!("{}_limit", figure.name), figure.limit);
    }
    time("down_key", Key::Scroll, &mut metrics);
    time("page_key", Key::Page, &mut metrics);
    time("letter_key", Key::Letter, &mut metrics);

    if std::env::args().any(|arg| arg == "--json") {
        let object: Map<String, Value> = metrics
            .into_iter()
            .map(|m| (m.name, json!({ "value": m.value, "unit": m.unit })))
            .collect();
        println!("{}", Value::Object(object));
    } else {
        for m in metrics {
            println!("{:<24} {:>10} {}", m.name, m.value, m.unit);
        }
    }
}

/// Which key is pressed again and again.
#[derive(Clone, Copy)]
enum Key {
    Scroll,
    Page,
    Letter,
}

/// Times keys from the press to the bytes of the frame, drawing included, and counts allocations once memory has
/// reached its size.
fn time(name: &str, key: Key, metrics: &mut Vec<Metric>) {
    let mut desk = Desk::new();
    desk.queue.focus_input(matches!(key, Key::Letter));
    desk.show();
    let mut samples: Vec<Duration> = Vec::with_capacity(KEYS);
    let mut allocations = 0;
    for n in 0..KEYS {
        let region = Region::new(ALLOCATOR);
        let start = Instant::now();
        match key {
            Key::Scroll => desk.queue.down(),
            Key::Page if n % 300 == 299 => desk = Desk::new(),
            Key::Page => desk.queue.page_down(),
            Key::Letter if n % 50 == 49 => desk.queue.clear_input(),
            Key::Letter => desk.queue.type_letter('ж'),
        }
        black_box(desk.show());
        samples.push(start.elapsed());
        if n > 0 && !matches!(key, Key::Page if n % 300 == 299) {
            let change = region.change();
            allocations += change.allocations + change.reallocations;
        }
    }
    samples.sort_unstable();
    for (label, at) in [("p50", KEYS / 2), ("p99", KEYS * 99 / 100)] {
        metrics.push(Metric {
            name: format!("{name}_{label}"),
            value: samples[at].as_nanos() as f64 / 1000.0,
            unit: "µs",
        });
    }
    metrics.push(Metric {
        name: format!("{name}_allocations"),
        value: allocations as f64 / KEYS as f64,
        unit: "per key",
    });
}
