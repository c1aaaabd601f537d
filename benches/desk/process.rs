//! What the kernel tells of a process and of those that it has started.

use std::fs;

/// The process, and those that it has started.
fn tree(process: u32) -> Vec<u32> {
    let mut found = vec![process];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        next += 1;
        for task in tasks(parent) {
            let children = fs::read_to_string(format!("{task}/children")).unwrap_or_default();
            found.extend(
                children
                    .split_whitespace()
                    .filter_map(|p| p.parse::<u32>().ok()),
            );
        }
    }
    found
}

/// The folders of its threads.
fn tasks(process: u32) -> Vec<String> {
    let entries = fs::read_dir(format!("/proc/{process}/task"));
    let entries = entries.into_iter().flatten().flatten();
    entries
        .map(|task| task.path().to_string_lossy().into_owned())
        .collect()
}

/// Times that any of its threads was given a processor and gave it back, of itself or not.
pub fn switches(process: u32) -> u64 {
    tree(process)
        .into_iter()
        .flat_map(tasks)
        .map(|task| {
            let status = fs::read_to_string(format!("{task}/status")).unwrap_or_default();
            let counts = status.lines().filter(|l| l.contains("ctxt_switches"));
            counts.map(number).sum::<u64>()
        })
        .sum()
}

pub fn threads(process: u32) -> usize {
    tree(process).into_iter().map(|p| tasks(p).len()).sum()
}

/// Memory in KiB, what is shared divided by those who share it: all of it, and what no other process could share.
pub fn memory(process: u32) -> (u64, u64) {
    (rolled_up(process, "Pss:"), rolled_up(process, "Pss_Anon:"))
}

fn rolled_up(process: u32, name: &str) -> u64 {
    tree(process)
        .into_iter()
        .map(|p| {
            let rollup = fs::read_to_string(format!("/proc/{p}/smaps_rollup")).unwrap_or_default();
            rollup
                .lines()
                .find(|l| l.starts_with(name))
                .map_or(0, number)
        })
        .sum()
}

/// The number of a line like `Pss:   1234 kB`.
fn number(line: &str) -> u64 {
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
