//! The report of requests that one person has made and confirmed, as a table. Names of clerks are personal; their numbers
//! are not.

use std::io;

use chrono::{DateTime, Utc};

use super::export::put;
use super::words::{self, Words};
use crate::api::lists::ByOnePerson;
use crate::documents::table;
use crate::domain::Zone;
use crate::server::admin::Result;
use crate::server::register::reports;
use crate::server::storage::Read;

/// Rows that are read at once.
const PAGE: usize = 500;

const TITLES: [&str; 11] = [
    "Муниципалитет",
    "Номер организации",
    "Заявка",
    "Номер сертификата",
    "Программа",
    "Номер группы",
    "Состояние",
    "Номер договора",
    "Создана",
    "Подтверждена",
    "Номер сотрудника",
];
const NAME: &str = "ФИО сотрудника";

pub async fn write(tx: &mut dyn Read, personal: bool, out: &mut dyn io::Write) -> Result<usize> {
    let mut titles = TITLES.to_vec();
    titles.extend(personal.then_some(NAME));
    put(out, &table::row(&titles))?;
    let words = Words::new();
    let mut rows = 0;
    for municipality in tx.municipalities().await? {
        let zone = tx.zone(municipality).await?.unwrap_or_default();
        for organisation in tx.organisations(municipality).await? {
            let mut after = None;
            loop {
                let page = reports::by_one_person(tx, organisation.id, after, PAGE).await?;
                let Some(last) = page.last() else { break };
                after = Some(last.request);
                for found in &page {
                    let mut cells = vec![municipality.to_string(), organisation.id.0.to_string()];
                    cells.extend(of(found, zone, &words));
                    if personal {
                        let clerk = tx.clerk(found.clerk).await?;
                        cells.push(
                            clerk
                                .map(|clerk| clerk.name.to_string())
                                .unwrap_or_default(),
                        );
                    }
                    put(out, &table::row(&cells))?;
                    rows += 1;
                }
            }
        }
    }
    Ok(rows)
}

fn of(found: &ByOnePerson, zone: Zone, words: &Words) -> [String; 9] {
    let contract = found.contract.as_ref();
    [
        found.request.to_string(),
        found.certificate.to_string(),
        found.programme_name.to_string(),
        found.group.0.to_string(),
        words.caption(words::REQUEST_STATE, found.state.code()),
        contract.map(ToString::to_string).unwrap_or_default(),
        moment(found.created_at, zone),
        moment(found.confirmed_at, zone),
        found.clerk.0.to_string(),
    ]
}

fn moment(at: DateTime<Utc>, zone: Zone) -> String {
    zone.local(at).format("%d.%m.%Y %H:%M").to_string()
}
