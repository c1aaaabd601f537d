//! `reestr admin night`: the register's nightly work by hand, and what it has done.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;
use reestr::api::nights::NightRow;
use reestr::domain::MunicipalityCode;
use reestr::server::clock::SystemClock;
use reestr::server::night::{self, Ran};
use reestr::server::register::Register;
use reestr::server::storage::Storage;
use reestr::server::storage::sqlite::SqliteStorage;
use reestr::server::{Terms, admin};

use super::arguments::NightAct;
use super::say::say;

/// How many nights a report without a date shows.
const LAST: usize = 7;

/// A running register may have the database open as well: a night is worked off by one of them.
pub fn run(database: &Path, what: &NightAct, terms: Terms) -> Result<ExitCode> {
    super::serve::runtime()?.block_on(async {
        let storage: Arc<SqliteStorage> = Arc::new(admin::open(database).await?);
        let done = match what {
            NightAct::Run { municipality } => {
                let register = register(storage.clone(), terms)?;
                work(&register, municipality.map(MunicipalityCode)).await
            }
            NightAct::Report { municipality, on } => {
                report(&*storage, municipality.map(MunicipalityCode), *on).await
            }
        };
        storage.close().await;
        done
    })
}

fn register(storage: Arc<dyn Storage>, terms: Terms) -> Result<Register> {
    let register = Register::unattended(storage, Arc::new(SystemClock))
        .map_err(|error| anyhow!("the system refuses random numbers: {error}"))?;
    Ok(register.with_terms(terms))
}

async fn work(register: &Register, only: Option<MunicipalityCode>) -> Result<ExitCode> {
    let ran = match only {
        Some(code) => {
            known(register.storage(), code).await?;
            vec![(code, register.night(code).await?)]
        }
        None => register.nights_everywhere().await?,
    };
    let mut whole = true;
    for (municipality, ran) in &ran {
        match ran {
            Ran::Worked(row) => {
                whole &= row.failed.is_empty();
                print(*municipality, row);
            }
            Ran::Already(row) => {
                print(*municipality, row);
                say!("  done before: nothing was changed");
            }
            Ran::Held(until) => {
                whole = false;
                say!(
                    "municipality {municipality}: another run is at it until {} UTC; try again then",
                    until.format("%H:%M:%S")
                );
            }
        }
    }
    Ok(ExitCode::from(u8::from(!whole)))
}

async fn report(
    storage: &dyn Storage,
    only: Option<MunicipalityCode>,
    on: Option<NaiveDate>,
) -> Result<ExitCode> {
    let municipalities = match only {
        Some(code) => {
            known(storage, code).await?;
            vec![code]
        }
        None => storage.read().await?.municipalities().await?,
    };
    let mut tx = storage.read().await?;
    for municipality in municipalities {
        let nights = match on {
            Some(date) => tx.night(municipality, date).await?.into_iter().collect(),
            None => tx.nights(municipality, None, LAST).await?,
        };
        if nights.is_empty() {
            say!("municipality {municipality}: no such night");
        }
        for night in nights {
            print(municipality, &night::report_of(&mut *tx, &night).await?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn known(storage: &dyn Storage, code: MunicipalityCode) -> Result<()> {
    let zone = storage.read().await?.zone(code).await?;
    zone.map(drop).with_context(|| {
        format!("there is no municipality {code}; enter it with `reestr admin create-municipality`")
    })
}

fn print(municipality: MunicipalityCode, row: &NightRow) {
    let ended = if row.ended.is_some() {
        ""
    } else {
        ", NOT ENDED: it goes on with the next look"
    };
    say!("municipality {municipality}, night of {}{ended}", row.date);
    for done in &row.done {
        say!("  {}: {}", done.work.code(), done.count);
    }
    if row.done.is_empty() {
        say!("  nothing was due");
    }
    for failed in &row.failed {
        let (work, target, why) = (failed.work.code(), failed.target, &failed.why);
        say!("  FAILED {work}: {target}: {why}");
    }
}
