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
