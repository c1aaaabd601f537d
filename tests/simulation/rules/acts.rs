//! What has to hold of acts: kept, done once, in order, or not at all.

use std::collections::BTreeMap;

use reestr::api::sync::Outcome;
use reestr::domain::Refusal;

use super::timeline::Timeline;
use super::{Broken, Rule, find};
use crate::simulation::history::Wrote;

pub fn check(timeline: &Timeline, broken: &mut Vec<Broken>) {
    kept(timeline, broken);
    once(timeline, broken);
    numbered(timeline, broken);
    refused(timeline, broken);
    ordered(timeline, broken);
    on_refused(timeline, broken);
    told(timeline, broken);
    known(timeline, broken);
}

fn kept(timeline: &Timeline, broken: &mut Vec<Broken>) {
    let answers = timeline.answers();
    for given in timeline.acts.iter().filter(|g| g.saved && !g.forgiven) {
        let id = given.act.id;
        // A register that was put back has forgotten what it refused, and the clerk knows of that.
        let refused_once = timeline.put_back
            && timeline
                .said
                .iter()
                .any(|(said, outcome)| *said == id && !matches!(outcome, Outcome::Applied { .. }));
        if !answers.contains_key(&id) && !refused_once {
            let what = format!("{:?} has lost {:?}", given.desk, given.act);
            find(broken, Rule::Kept, what);
        }
    }
}

fn once(timeline: &Timeline, broken: &mut Vec<Broken>) {
    let mut effects: BTreeMap<_, u32> = BTreeMap::new();
    for row in &timeline.rows {
        if let Wrote::Audit {
            id,
            target,
            applied: true,
        } = row
        {
            // One act may end requests of a certificate beside its own record.
            let effects = effects.entry((*id, *target)).or_default();
            *effects += 1;
            if *effects > 1 {
                find(broken, Rule::Once, format!("{id} was applied twice"));
            }
        }
    }
    for (id, (_, outcome)) in timeline.answers() {
        let applied = matches!(outcome, Outcome::Applied { .. });
        let told = effects.range((id, None)..).next();
        let told = told.is_some_and(|((effect, _), _)| *effect == id);
        if applied && !told {
            find(broken, Rule::Audited, format!("no row tells of {id}"));
        }
    }
    // The second count: every version of a record is the work of one answer.
    let mut brought: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (id, (_, outcome)) in timeline.answers() {
        let changes = timeline.act(id).is_some_and(|given| given.act.changes);
        if let (Outcome::Applied { version }, true, Some(given)) =
            (&outcome, changes, timeline.act(id))
        {
            let place = (given.act.target, *version);
            brought.entry(place).or_default().push(id);
        }
    }
    for (place, ids) in &brought {
        if ids.len() > 1 {
            let what = format!("version {} of {} is told of {ids:?}", place.1, place.0);
            find(broken, Rule::Once, what);
        }
    }
    let mut written = Vec::new();
    for row in &timeline.rows {
        if let Wrote::Change {
            target,
            version,
            by_clerk: true,
        } = row
        {
            written.push((*target, *version));
            if !brought.contains_key(&(*target, *version)) {
                let what = format!("nobody is told of version {version} of {target}");
                find(broken, Rule::Once, what);
            }
        }
    }
    for (target, version) in brought.keys() {
        if !written.contains(&(*target, *version)) {
            let what = format!("version {version} of {target} was told and not written");
            find(broken, Rule::Kept, what);
        }
    }
}

/// No two applications are handed in under one number, not even by a desk whose cache or power was lost. Of two registers,
/// before and behind a put back one, and of a journal that was put back, each may lease or give it.
fn numbered(timeline: &Timeline, broken: &mut Vec<Broken>) {
    let mut applied = BTreeMap::new();
    for (id, (_, outcome)) in timeline.answers() {
        if let (Outcome::Refused { why }, Some(given)) = (&outcome, timeline.act(id))
            && given.act.code == "submit"
            && *why != Refusal::NumberTaken
        {
            let what = format!("{id} made no {}: {why:?}", given.act.target);
            find(broken, Rule::NumberOnce, what);
        }
        if let (Outcome::Applied { .. }, Some(given)) = (outcome, timeline.act(id))
            && given.act.code == "submit"
            && let Some(other) = applied.insert(given.act.target, id)
        {
            let what = format!("{id} and {other} made {}", given.act.target);
            find(broken, Rule::NumberOnce, what);
        }
    }
    if timeline.put_back {
        return;
    }
    let mut handed_in = BTreeMap::new();
    let submissions = timeline.acts.iter().filter(|g| g.act.code == "submit");
    for given in submissions.filter(|g| g.saved && !g.forgiven) {
        // Copies of a store have the same numbers.
        let giver = timeline.copied.then_some(given.desk);
        if let Some(other) = handed_in.insert((giver, given.act.target), given.act.id) {
            let what = format!(
                "{:?} gave {:?} under the number of {other}",
                given.desk, given.act
            );
            find(broken, Rule::NumberOnce, what);
        }
    }
}

fn refused(timeline: &Timeline, broken: &mut Vec<Broken>) {
    let answers = timeline.answers();
    for row in &timeline.rows {
        if let Wrote::Audit {
            id, applied: true, ..
        } = row
            && let Some((_, outcome)) = answers.get(id)
            && !matches!(outcome, Outcome::Applied { .. })
        {
            let what = format!("{id} was answered with {outcome:?} and applied");
            find(broken, Rule::NoEffectOfRefused, what);
        }
    }
}

fn ordered(timeline: &Timeline, broken: &mut Vec<Broken>) {
    let answers = timeline.answers();
    // What one of two copies of a store was refused before the register was put back, it gives no second time; the other
    // copy, which has not heard of it, does, behind what the first one sends again.
    let refused_to_a_copy = |id| {
        timeline.put_back
            && timeline.copied
            && timeline
                .said
                .iter()
                .any(|(said, outcome)| *said == id && !matches!(outcome, Outcome::Applied { .. }))
    };
    for desk in timeline.desks() {
        let mut last = None;
        // What a journal that was put back has forgotten may still be on its way: nobody at the desk can wait for it.
        let kept = timeline.acts.iter().filter(|given| !given.forgiven);
        for given in kept.filter(|given| given.desk == desk) {
            let Some((place, _)) = answers.get(&given.act.id) else {
                continue;
            };
            if refused_to_a_copy(given.act.id) {
                continue;
            }
            if last.is_some_and(|last| last > *place) {
                let what = format!("{desk:?}: {:?} was taken before an earlier act", given.act);
                find(broken, Rule::Ordered, what);
            }
            last = last.max(Some(*place));
        }
    }
    let mut taken: BTreeMap<_, u64> = BTreeMap::new();
    for row in &timeline.rows {
        if let Wrote::Result { name, seq, .. } = row {
            let before = taken.insert(*name, *seq).unwrap_or_default();
            if *seq != before + 1 {
                let what = format!("{name:?}: {seq} was taken behind {before}");
                find(broken, Rule::Ordered, what);
            }
        }
    }
}

fn on_refused(timeline: &Timeline, broken: &mut Vec<Broken>) {
    if timeline.put_back {
        // What was applied before may be refused behind, and the version that an act stood on may come again.
        return;
    }
    let answers = timeline.answers();
    let refused =
        |outcome: &Outcome| matches!(outcome, Outcome::Refused { .. } | Outcome::Conflict { .. });
    for (place, given) in timeline.acts.iter().enumerate() {
        if !given.act.after {
            continue;
        }
        let before = timeline.acts[..place].iter().rev().find(|other| {
            other.desk == given.desk
                && other.forgiven == given.forgiven
                && other.act.target == given.act.target
                && other.act.changes
        });
        if let Some(before) = before
            && let Some((_, first)) = answers.get(&before.act.id)
            && let Some((_, then)) = answers.get(&given.act.id)
            && refused(first)
            && matches!(then, Outcome::Applied { .. })
        {
            let what = format!("{:?} was applied behind {:?}", given.act, before.act);
            find(broken, Rule::NotOnRefused, what);
        }
    }
}

fn told(timeline: &Timeline, broken: &mut Vec<Broken>) {
    for (desk, id, outcome) in &timeline.told {
        let said = timeline
            .said
            .iter()
            .any(|(said, theirs)| said == id && theirs == outcome);
        if !said {
            let what = format!("{desk:?} tells {outcome:?} of {id}");
            find(broken, Rule::ToldAsSaid, what);
        }
    }
}

fn known(timeline: &Timeline, broken: &mut Vec<Broken>) {
    for (id, _) in &timeline.said {
        if timeline.act(*id).is_none() {
            find(broken, Rule::Known, format!("no desk has given {id}"));
        }
    }
}
