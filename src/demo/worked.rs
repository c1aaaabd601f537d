//! The work that the synthetic applications have made, counted as the register counts it: without it the overview would
//! begin with the first day of the demonstration.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::DESK;
use crate::domain::overview::Work;
use crate::domain::{ApplicationState, Card, Case, ClerkId, MunicipalityCode, OrganisationId};
use crate::server::storage::overview::Counted;
use crate::server::storage::rows::REGISTER;
use crate::server::storage::{Result, Storage};

/// How often each kind of work was done.
#[derive(Default)]
pub struct Counts(BTreeMap<(MunicipalityCode, NaiveDate, OrganisationId, ClerkId, Work), u32>);

impl Counts {
    pub fn add(
        &mut self,
        municipality: MunicipalityCode,
        (day, organisation, clerk, work): (NaiveDate, OrganisationId, ClerkId, Work),
    ) {
        let key = (municipality, day, organisation, clerk, work);
        *self.0.entry(key).or_insert(0) += 1;
    }

    pub fn rows(self) -> Vec<Counted> {
        let row = |((municipality, day, organisation, clerk, work), count)| Counted {
            municipality,
            day,
            organisation,
            clerk,
            work,
            count,
        };
        self.0.into_iter().map(row).collect()
    }
}

/// The days on which the applications came, were accepted, and their certificates activated.
pub fn on(cases: &[(Case, Card)]) -> Vec<Counted> {
    let mut counts = Counts::default();
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
        for done in done {
            counts.add(case.municipality(), done);
        }
    }
    counts.rows()
}

/// Puts them into the register.
pub async fn write(storage: &dyn Storage, counted: &[Counted]) -> Result<()> {
    let mut tx = storage.write().await?;
    tx.count_work(counted).await?;
    tx.commit().await
}
