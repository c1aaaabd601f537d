//! What has to hold at the desks: cursors, lines, and the state in which everything comes to rest.

use std::collections::BTreeMap;

use super::{Broken, Rule, find};
use crate::simulation::history::{Copy, Desk, Event, Moment, Wrote};

pub fn check(history: &[Moment], broken: &mut Vec<Broken>) {
    cursors(history, broken);
    rest(history, broken);
    for moment in history {
        if let Event::Leaked { desk, what } = &moment.event {
            find(
                broken,
                Rule::NothingPersonal,
                format!("{desk:?} got {what}"),
            );
        }
    }
}

fn cursors(history: &[Moment], broken: &mut Vec<Broken>) {
    let mut asked: BTreeMap<_, u64> = BTreeMap::new();
    let mut committed: BTreeMap<_, u64> = BTreeMap::new();
    for moment in history {
        match &moment.event {
            Event::Started { desk }
            | Event::Emptied { desk }
            | Event::StoreCopied { to: desk, .. } => {
                asked.retain(|(whose, _), _| whose != desk);
            }
            Event::PutBack => asked.clear(),
            Event::Committed { rows } => {
                for row in rows {
                    if let Wrote::Counter { scope, value } = row {
                        let known = committed.entry(*scope).or_default();
                        *known = (*known).max(*value);
                    }
                }
            }
            Event::Asked {
                desk,
                scope,
                cursor,
            } => {
                let before = asked.insert((*desk, *scope), *cursor).unwrap_or_default();
                if *cursor < before {
                    let what = format!("{desk:?} asked from {cursor} behind {before}");
                    find(broken, Rule::CursorsGrow, what);
                }
            }
            Event::Answered {
                desk,
                scope,
                cursor,
                reset,
            } => {
                let known = committed.get(scope).copied().unwrap_or_default();
                if *cursor > known {
                    let what = format!("{desk:?} was given {cursor}, and {known} is committed");
                    find(broken, Rule::CursorsGrow, what);
                }
                if *reset {
                    asked.remove(&(*desk, *scope));
                }
            }
            _ => {}
        }
    }
}

fn rest(history: &[Moment], broken: &mut Vec<Broken>) {
    let mut held = BTreeMap::new();
    for moment in history {
        if let Event::Holds { desk, copies } = &moment.event {
            held.insert(*desk, copies);
        }
    }
    for moment in history {
        let Event::Rests {
            desk,
            waiting,
            connected,
            copies,
        } = &moment.event
        else {
            continue;
        };
        if *waiting > 0 || !connected {
            let what = format!("{desk:?}: {waiting} acts wait, connected: {connected}");
            find(broken, Rule::Drains, what);
        }
        if let Some(held) = held.get(desk)
            && let Some(what) = differs(*desk, copies, held)
        {
            find(broken, Rule::CacheIsRegister, what);
        }
    }
}

fn differs(desk: Desk, here: &[Copy], there: &[Copy]) -> Option<String> {
    if here.len() != there.len() {
        return Some(format!(
            "{desk:?} has {} records of {}",
            here.len(),
            there.len()
        ));
    }
    let (ours, theirs) = here.iter().zip(there).find(|(a, b)| a != b)?;
    Some(format!("{desk:?} has {ours:?} for {theirs:?}"))
}
