//! What the clerk has read outlasts a start, and goes to the register until it is known there.

use super::supplies::{creator, opened, outbox};
use super::*;
use crate::api::handbook::Handbook;
use crate::store::handbook::{HandbookHere, mark};

fn told(event: Event) -> HandbookHere {
    match event {
        Event::Handbook(here) => *here,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_was_read_waits_here_until_the_register_has_it() {
    let data = tempfile::tempdir().unwrap();
    let bench = opened(data.path());
    bench.ask(Request::Read(mark("a1-search", 2)));
    let waiting = vec![mark("a1-search", 2)];
    assert!(matches!(bench.event(), Event::Read(told) if told == waiting));
    assert_eq!(told(bench.event()).read("a1-search"), Some(2));
    bench.stop();

    let bench = Bench::start(data.path());
    unlocked(bench.unlock("один"));
    assert_eq!(told(bench.event()).read("a1-search"), Some(2));
    assert!(matches!(bench.event(), Event::LogIn { .. }));
    let before = outbox(&bench, creator(0));
    assert_eq!((before.handbook, before.read), (None, waiting.clone()));
    let register = Handbook {
        revision: "00ff00ff00ff00ff".into(),
        videos: Vec::new(),
        read: waiting.clone(),
    };
    bench.ask(Request::KeepHandbook {
        told: Some(Box::new(register)),
        sent: waiting,
    });
    assert_eq!(told(bench.event()).read("a1-search"), Some(2));
    let after = outbox(&bench, creator(0));
    assert_eq!(after.handbook.as_deref(), Some("00ff00ff00ff00ff"));
    assert!(after.read.is_empty());
}
