//! What has to hold of the register's rows as they come: marks, counters and fences.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use reestr::api::sync::{Outcome, Scope};
use reestr::domain::ApplicationNumber;
use uuid::Uuid;

use super::timeline::Timeline;
use super::{Broken, Rule, find};
use crate::simulation::history::{Event, Moment, Name, Wrote};

/// What the register stands at; a backup is a copy of it.
#[derive(Clone, Default)]
struct Standing {
    counters: BTreeMap<Scope, u64>,
    marks: BTreeMap<Name, u64>,
    /// The epoch of each device, and when it got it.
    epochs: BTreeMap<Uuid, (u32, Duration)>,
    fences: BTreeMap<ApplicationNumber, (u64, Uuid)>,
    /// Acts that were answered; whatever is answered again has no second effect.
    answered: BTreeSet<Uuid>,
}

pub fn check(history: &[Moment], timeline: &Timeline, broken: &mut Vec<Broken>) {
    let mut standing = Standing::default();
    let mut backup = Standing::default();
    for moment in history {
        match &moment.event {
            Event::Committed { rows } => {
                for row in rows {
                    standing.take(row, timeline, broken);
                    if let Wrote::Renamed { name } = row {
                        standing.epochs.insert(name.device, (name.epoch, moment.at));
                    }
                }
            }
            Event::Served { name, asked } => {
                if let Some((epoch, since)) = standing.epochs.get(&name.device)
                    && name.epoch < *epoch
                    && asked > since
                {
                    let what = format!("{name:?} was served in epoch {epoch}");
                    find(broken, Rule::NamesClose, what);
                }
            }
            Event::BackedUp => backup = standing.clone(),
            Event::PutBack => standing = backup.clone(),
            _ => {}
        }
    }
}

impl Standing {
    fn take(&mut self, row: &Wrote, timeline: &Timeline, broken: &mut Vec<Broken>) {
        match row {
            Wrote::Counter { scope, value } => {
                let before = self.counters.insert(*scope, *value).unwrap_or_default();
                if *value <= before {
                    let what = format!("{scope} went from {before} to {value}");
                    find(broken, Rule::CountersGrow, what);
                }
            }
            Wrote::HighWater { name, value } => {
                let before = self.marks.insert(*name, *value).unwrap_or_default();
                if *value < before {
                    let what = format!("the mark of {name:?} went from {before} to {value}");
                    find(broken, Rule::CountersGrow, what);
                }
            }
            Wrote::Lease {
                application,
                fence,
                device,
            } => {
                let before = self.fences.insert(*application, (*fence, *device));
                let grows = before
                    .is_none_or(|(old, holder)| *fence > old || *fence == old && holder == *device);
                if !grows {
                    let what = format!("{application}: {before:?}, then {fence} of {device}");
                    find(broken, Rule::FenceGrows, what);
                }
            }
            Wrote::Result {
                id,
                target,
                outcome: Outcome::Applied { .. },
                ..
            } => {
                let given = timeline.act(*id).filter(|_| self.answered.insert(*id));
                let Some(given) = given else {
                    return;
                };
                let stands = target
                    .case()
                    .and_then(|n| self.fences.get(&n))
                    .map(|(fence, _)| *fence);
                if let (Some(fence), Some(stands)) = (given.act.fence, stands)
                    && fence < stands
                    && given.act.changes
                {
                    let what = format!("{:?} was applied under fence {stands}", given.act);
                    find(broken, Rule::FenceHolds, what);
                }
            }
            Wrote::Result { .. }
            | Wrote::Renamed { .. }
            | Wrote::Change { .. }
            | Wrote::Audit { .. }
            | Wrote::Programme(_)
            | Wrote::Request(_)
            | Wrote::Account(_) => {}
        }
    }
}
