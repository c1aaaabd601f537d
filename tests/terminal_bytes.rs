//! The bytes that the terminal gets for each act of a clerk, which don't depend on the machine, and the memory that
//! making them takes.
#![cfg(feature = "tui")]

#[path = "fixtures/figures.rs"]
mod figures;
#[path = "fixtures/queue.rs"]
mod queue;

use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ratatui::layout::Rect;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations are counted over all threads: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn every_act_keeps_within_its_bytes() {
    let _alone = alone();
    for figure in figures::measure() {
        println!("{}: {} of {}", figure.name, figure.bytes, figure.limit);
        assert!(
            figure.bytes <= figure.limit,
            "{}: {} bytes, {} allowed",
            figure.name,
            figure.bytes,
            figure.limit
        );
    }
}

#[test]
fn the_workload_is_what_the_figures_speak_of() {
    let _alone = alone();
    let mut desk = figures::Desk::new();
    desk.show();
    let buffer = &desk.frame.buffer;
    let filled = (0..queue::PAGE).map(|n| {
        let line = queue::list_line(n);
        let letters = line.positions().filter(|at| buffer[*at].symbol() != " ");
        letters.count()
    });
    let (least, sum) = filled.fold((usize::MAX, 0), |(least, sum), n| (least.min(n), sum + n));
    assert!(least >= 65, "a row of {least} letters");
    assert!(sum >= 70 * queue::PAGE, "{sum} letters in all rows");
    assert_eq!(*buffer.area(), Rect::new(0, 0, queue::WIDTH, queue::HEIGHT));
}

#[test]
fn once_a_screen_was_seen_encoding_allocates_nothing() {
    let _alone = alone();
    let mut desk = figures::Desk::new();
    let mut counts = Vec::with_capacity(60);
    for n in 0..60 {
        match n % 3 {
            0 => desk.queue.page_down(),
            1 => desk.queue.down(),
            _ => desk.queue.up(),
        }
        desk.queue.open_popup(n % 5 == 0);
        desk.frame.clear(queue::WIDTH, queue::HEIGHT);
        desk.queue.draw(&mut desk.frame);
        desk.out.clear();
        let region = Region::new(ALLOCATOR);
        desk.screen.encode(&desk.frame, &mut desk.out);
        let change = region.change();
        counts.push(change.allocations + change.reallocations);
    }
    // The harness has a thread of its own, so a count may not be ours; most are.
    let none = counts.iter().skip(20).filter(|n| **n == 0).count();
    assert!(none >= 30, "{counts:?}");
}
