//! The plain client's figures over a line of the same kind.

use std::time::Instant;

use crate::naive::Naive;
use crate::proxy::{Line, Quality};
use crate::quiet::CHANGED;
use crate::register::Filled;
use crate::table::{Figure, Samples};
use crate::work::QUEUED;
use crate::{SEED, run};

const APPLICATIONS: usize = 10;
const TIMES: usize = 2;

pub fn measure(filled: &Filled) -> Vec<Figure> {
    let register = filled.serve();
    let line = Line::to(register.protected(), Quality::GOOD, SEED + 2).expect("a line");
    run(async {
        let mut naive = Naive::at(line.port(), "demo").await;
        let queue = naive.queue().await;
        line.become_like(Quality::SLOW);
        let mut waited = Samples::default();
        let (bytes, exchanges) = (line.bytes().both(), register.exchanges());
        for number in &queue[..APPLICATIONS] {
            waited.add_time(naive.process(*number).await);
        }
        let each = |sum: f64| sum / APPLICATIONS as f64;
        let exchanges = register.exchanges().since(exchanges).all();
        let mut figures = vec![
            Figure::told("naive exchanges", each(exchanges as f64), ""),
            Figure::told(
                "naive bytes",
                each((line.bytes().both() - bytes) as f64),
                "B",
            ),
            Figure::told("naive waited", waited.at(50), "s"),
            Figure::told("naive 20 exchanges", QUEUED as f64, ""),
        ];
        let mut twenty = Samples::default();
        for turn in 1..=TIMES {
            let begun = Instant::now();
            for number in queue[turn * QUEUED..].iter().take(QUEUED) {
                naive.verify(*number, 1).await;
            }
            twenty.add_time(begun.elapsed());
        }
        figures.push(Figure::told("naive 20", twenty.mean(), "s"));
        let mut other = Naive::at(register.protected().port(), "demo-senior").await;
        naive.changes().await;
        let changed = queue.iter().rev().take(CHANGED);
        for number in changed {
            other.verify(*number, 1).await;
        }
        let (before, begun) = (line.bytes().both(), Instant::now());
        let rows = naive.changes().await;
        assert_eq!(rows, CHANGED, "other rows changed than were meant to");
        let spent = line.bytes().both() - before;
        figures.push(Figure::told(
            "naive 200",
            begun.elapsed().as_secs_f64(),
            "s",
        ));
        figures.push(Figure::told("naive 200 bytes", spent as f64, "B"));
        figures
    })
}
