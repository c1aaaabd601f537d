//! The work that the synthetic applications have made, counted as the register counts it: without it the overview would
//! begin with the first day of the demonstration.

use std::collections::BTreeMap;

use super::DESK;
use crate::domain::overview::Work;
use crate::domain::{ApplicationState, Card, Case, ClerkId};
use crate::server::storage::overview::Counted;
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Result, Storage};

/// The days on which the applications came, were accepted, and their certificates activated.
pub fn on(cases: &[(Case, Card)]) -> Vec<Counted> {
    let mut counts = BTreeMap::new();
    for (case, _) in cases {
        let application = &case.application;
        let mut done = vec![(
            application.reference.date,
            application.organisation,
            REGISTER,
            Work::ApplicationCame,
        )];
        if let Some(intake) = &application.intake {
            // The demonstration has clerks in one office only.
            let own = intake.organisation == DESK;
            let clerk: ClerkId = if own { intake.clerk } else { REGISTER };
            let row = |work| (intake.date, intake.organisation, clerk, work);
            done.push(row(Work::ApplicationAccepted));
            let activated = application.state == ApplicationState::Confirmed;
            done.extend(activated.then(|| row(Work::Activated)));
        }
        for (day, organisation, clerk, work) in done {
            let key = (case.municipality(), day, organisation, clerk, work);
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    let row = |((municipality, day, organisation, clerk, work), count)| Counted {
        municipality,
        day,
        organisation,
        clerk,
        work,
        count,
    };
    counts.into_iter().map(row).collect()
}

/// Puts them into the register.
pub async fn write(storage: &dyn Storage, counted: &[Counted]) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.count_work(counted).await?;
    tx.commit().await
}
