//! A line that is cut and swallowed at random: what was saved is applied once, and all of it when the line is well again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use reestr::domain::ApplicationNumber;
use reestr::sync::desk::Ask;

use crate::clerk::all_match;
use crate::naive::Naive;
use crate::proxy::{Mode, chance};
use crate::register::Filled;
use crate::table::Figure;
use crate::{Office, SEED, run};

const LASTS: Duration = Duration::from_mins(1);
/// How long a line stays well, and how long it stays away, at most.
const WELL: f64 = 5.0;
const AWAY: f64 = 3.0;
const BETWEEN: Duration = Duration::from_millis(250);
const DRAINED_WITHIN: Duration = Duration::from_mins(1);

pub fn measure(filled: &Filled) -> Vec<Figure> {
    run(async {
        let mut office = Office::open(filled, SEED + 3).await;
        let mut seed = SEED;
        let queue = office.clerk.queue();
        let mut given: BTreeMap<ApplicationNumber, u64> = BTreeMap::new();
        let (mut acts, mut faults) = (0, 0);
        let begun = Instant::now();
        let mut turns_at = begun;
        let mut well = false;
        while begun.elapsed() < LASTS {
            if Instant::now() >= turns_at {
                well = !well;
                faults += usize::from(!well);
                office.line.set(match (well, chance(&mut seed) < 0.5) {
                    (true, _) => Mode::Whole,
                    (false, true) => Mode::Cut,
                    (false, false) => Mode::Hole,
                });
                let most = if well { WELL } else { AWAY };
                turns_at += Duration::from_secs_f64(0.5 + chance(&mut seed) * most);
            }
            let number = queue[(chance(&mut seed) * queue.len() as f64) as usize];
            office.clerk.give(number, all_match()).await;
            *given.entry(number).or_default() += 1;
            acts += 1;
            office.clerk.pause(BETWEEN).await;
        }
        office.line.set(Mode::Whole);
        let well_since = Instant::now();
        office.clerk.ask(Ask::SyncNow);
        let drained = office.clerk.drained_within(DRAINED_WITHIN).await;
        let took = well_since.elapsed();
        let wrong = wrong(&office, &given).await;
        let unanswered = if drained { 0.0 } else { 1.0 };
        vec![
            Figure::told("cuts and holes in a minute", f64::from(faults as u32), ""),
            Figure::told("acts given meanwhile", f64::from(acts), ""),
            Figure::must(
                "acts lost, done twice or refused",
                wrong + unanswered,
                "",
                0.0,
            ),
            Figure::told(
                "until all are answered, the line well",
                took.as_secs_f64(),
                "s",
            ),
        ]
    })
}

/// How far the register is from having applied each act once: every act raises the version of its record by one.
async fn wrong(office: &Office, given: &BTreeMap<ApplicationNumber, u64>) -> f64 {
    let mut other = Naive::at(office.register.protected().port(), "demo-senior").await;
    let mut wrong = office.clerk.refused.len() as u64;
    for case in other.everything().await {
        if let Some(acts) = given.get(&case.number()) {
            wrong += case.application.version.abs_diff(acts + 1);
        }
    }
    wrong as f64
}
