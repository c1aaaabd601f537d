//! The figures of an overview as tables, one row after another for every organisation. Names of clerks are personal; their
//! numbers are not.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, Utc};

use super::export::put;
use crate::documents::overview::{Figure, Names, table};
use crate::documents::table::row;
use crate::domain::overview::{Overview, OverviewPeriod};
use crate::domain::{ClerkId, MunicipalityCode, OrganisationId};
use crate::i18n::{Language, Texts};
use crate::server::admin::Result;
use crate::server::register::overview::{Wanted, figures};
use crate::server::storage::Read;
use crate::server::storage::overview::Within;

/// Columns before those of the figure.
const TITLES: [&str; 2] = ["Муниципалитет", "Номер организации"];

pub async fn write(
    tx: &mut dyn Read,
    (figure, period): (Figure, OverviewPeriod),
    personal: bool,
    at: DateTime<Utc>,
    out: &mut dyn io::Write,
) -> Result<usize> {
    let texts = Texts::new(Language::Russian);
    let mut titles = vec!["overview-column-clerk-number"];
    titles.extend(personal.then_some("overview-column-clerk-name"));
    let (mut rows, mut head) = (0, false);
    for municipality in tx.municipalities().await? {
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        let today = zone.date(at);
        for organisation in tx.organisations(municipality).await? {
            let wanted = Wanted {
                within: within(municipality, organisation.id),
                days: period.around(today),
                today,
                zone,
                groups: usize::MAX,
            };
            let overview = figures(tx, &wanted).await?;
            let known = if personal {
                clerks(tx, &overview).await?
            } else {
                BTreeMap::new()
            };
            let clerk = |id: ClerkId| {
                let mut cells = vec![id.0.to_string()];
                cells.extend(personal.then(|| known.get(&id).cloned().unwrap_or_default()));
                cells
            };
            let names = Names {
                organisation: None,
                clerk_titles: &titles,
                clerk: &clerk,
            };
            let found = table(figure, &overview, &names, &texts, false);
            if !std::mem::replace(&mut head, true) {
                let mut header: Vec<String> = TITLES.map(str::to_owned).into();
                header.extend(found.header);
                put(out, &row(&header))?;
            }
            for cells in found.rows {
                let mut line = vec![municipality.to_string(), organisation.id.0.to_string()];
                line.extend(cells);
                put(out, &row(&line))?;
                rows += 1;
            }
        }
    }
    Ok(rows)
}

fn within(municipality: MunicipalityCode, organisation: OrganisationId) -> Within {
    Within {
        municipality,
        organisation: Some(organisation),
    }
}

/// The names of those who stand in the figures.
async fn clerks(tx: &mut dyn Read, overview: &Overview) -> Result<BTreeMap<ClerkId, String>> {
    let mut names = BTreeMap::new();
    for row in &overview.clerks {
        if let Some(clerk) = tx.clerk(row.clerk).await? {
            names.insert(row.clerk, clerk.name.to_string());
        }
    }
    Ok(names)
}
