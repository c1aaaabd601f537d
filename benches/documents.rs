//! The papers: bytes, milliseconds, sheets and memory, beside the same paper with its fonts whole.
//!
//! `cargo bench --bench documents` prints a table, `-- --json` one object: metric → value and unit. Bytes and sheets are
//! exact; times are this machine's. Memory is the highest of a process that makes one paper, less what it had before (Linux).

#[allow(dead_code, reason = "the golden tests have more papers")]
#[path = "../tests/documents/papers.rs"]
mod papers;

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use reestr::documents::{Document, Embedding};
use serde_json::{Map, Value, json};

/// Papers per metric of time.
const TURNS: usize = 200;
/// The argument of the process that makes one paper alone.
const ALONE: &str = "--alone";

struct Metric {
    name: String,
    value: f64,
    unit: &'static str,
}

fn papers() -> Vec<(&'static str, Document)> {
    vec![
        ("statement", papers::of_statement(|_| ())),
        ("statement_longest", papers::longest()),
        ("statement_foreign", papers::foreign()),
        ("extract", papers::of_extract(|_| ())),
        ("receipt", papers::of_receipt(|_| ())),
    ]
}

const EMBEDDINGS: [(&str, Embedding); 2] = [("used", Embedding::Used), ("whole", Embedding::Whole)];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == ALONE) {
        alone(&arguments[at + 1], &arguments[at + 2]);
        return;
    }
    let mut metrics = Vec::new();
    for (name, paper) in papers() {
        for (fonts, embedding) in EMBEDDINGS {
            let bytes = paper.pdf_embedding(embedding).expect("a paper");
            let mut add = |what: &str, value: f64, unit| {
                metrics.push(Metric {
                    name: format!("{name}_{what}_{fonts}"),
                    value,
                    unit,
                });
            };
            add("bytes", bytes.len() as f64, "B");
            add("sheets", sheets(&bytes) as f64, "");
            add("time", time(&paper, embedding), "ms");
            if let Some(peak) = peak(name, fonts) {
                add("memory", peak, "KiB");
            }
        }
    }
    if arguments.iter().any(|argument| argument == "--json") {
        let object: Map<String, Value> = metrics
            .into_iter()
            .map(|m| (m.name, json!({ "value": m.value, "unit": m.unit })))
            .collect();
        println!("{}", Value::Object(object));
    } else {
        for m in metrics {
            println!("{:<32} {:>10} {}", m.name, m.value, m.unit);
        }
    }
}

/// Objects of the kind `Page`, not `Pages`.
fn sheets(pdf: &[u8]) -> usize {
    let page = b"/Type/Page/";
    pdf.windows(page.len())
        .filter(|window| window == page)
        .count()
}

/// The middle one of many turns, in milliseconds.
fn time(paper: &Document, embedding: Embedding) -> f64 {
    let turn = || {
        let start = Instant::now();
        black_box(paper.pdf_embedding(embedding).expect("a paper"));
        start.elapsed()
    };
    let mut turns: Vec<_> = (0..TURNS).map(|_| turn()).collect();
    turns.sort_unstable();
    (turns[TURNS / 2].as_secs_f64() * 100_000.0).round() / 100.0
}

/// Asks a process of its own, in KiB; `None` where the system doesn't tell.
fn peak(name: &str, fonts: &str) -> Option<f64> {
    let own = std::env::current_exe().ok()?;
    let told = Command::new(own).args([ALONE, name, fonts]).output().ok()?;
    String::from_utf8(told.stdout).ok()?.trim().parse().ok()
}

/// Makes one paper and prints by how much the highest memory of the process has grown.
fn alone(name: &str, fonts: &str) {
    let paper = papers().into_iter().find(|(own, _)| *own == name);
    let embedding = EMBEDDINGS.into_iter().find(|(own, _)| *own == fonts);
    let (Some((_, paper)), Some((_, embedding)), Some(before)) = (paper, embedding, highest())
    else {
        return;
    };
    black_box(paper.pdf_embedding(embedding).expect("a paper"));
    if let Some(after) = highest() {
        println!("{}", after - before);
    }
}

/// The highest resident memory of this process so far, in KiB.
fn highest() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
