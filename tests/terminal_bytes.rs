//! The bytes that the terminal gets for each act of a clerk, which don't depend on the machine.
#![cfg(feature = "tui")]

#[path = "fixtures/figures.rs"]
mod figures;
#[path = "fixtures/queue.rs"]
mod queue;

use ratatui::layout::Rect;

#[test]
fn every_act_keeps_within_its_bytes() {
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
    let mut desk = figures::Desk::new();
    desk.show();
    let buffer = &desk.frame.buffer;
    for n in 0..queue::PAGE {
        let line = queue::list_line(n);
        let filled = line
            .positions()
            .filter(|at| buffer[*at].symbol() != " ")
            .count();
        let spaces = line
            .positions()
            .filter(|at| buffer[*at].symbol() == " ")
            .count();
        assert!(
            filled >= 60 && spaces < 40,
            "row {n}: {filled} columns filled"
        );
        assert!(queue::text_bytes(buffer, line) > 100);
    }
    assert_eq!(*buffer.area(), Rect::new(0, 0, queue::WIDTH, queue::HEIGHT));
}
