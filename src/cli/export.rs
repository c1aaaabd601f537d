//! `reestr admin export`: lists of the register into a file or to standard output.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result, bail};
use chrono::Utc;
use reestr::documents::overview::Figure;
use reestr::domain::overview::OverviewPeriod;
use reestr::server::storage::Storage;
use reestr::server::tables::{self, Kind, What};

use super::arguments::{ExportFile, Exported, FigureName, PeriodName};
use super::say::say;

pub async fn run(storage: &dyn Storage, asked: &ExportFile) -> Result<()> {
    let what = match asked.what {
        Exported::Applications => What::Of(Kind::Applications),
        Exported::Certificates => What::Of(Kind::Certificates),
        Exported::Programmes => What::Of(Kind::Programmes),
        Exported::Clerks => What::Clerks,
        Exported::Audit => What::Audit,
        Exported::OnePerson => What::OnePerson,
        Exported::Overview => What::Overview(figure(asked.figure), period(asked.period)),
    };
    let (personal, at) = (asked.personal, Utc::now());
    if asked.file == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        tables::export(storage, what, personal, at, &mut out).await?;
        return Ok(());
    }
    let mut out = BufWriter::new(create(&asked.file)?);
    let rows = tables::export(storage, what, personal, at, &mut out).await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => {
            // Half a list is taken for a whole one; the first error is the one to tell.
            let _ = fs::remove_file(&asked.file);
            return Err(error.into());
        }
    };
    say!("{rows} rows in {}", asked.file.display());
    Ok(())
}

fn figure(name: FigureName) -> Figure {
    match name {
        FigureName::Days => Figure::Days,
        FigureName::Waiting => Figure::Waiting,
        FigureName::Places => Figure::Places,
        FigureName::Money => Figure::Money,
        FigureName::Clerks => Figure::Clerks,
    }
}

fn period(name: PeriodName) -> OverviewPeriod {
    match name {
        PeriodName::Week => OverviewPeriod::Week,
        PeriodName::Month => OverviewPeriod::Month,
        PeriodName::Year => OverviewPeriod::Year,
    }
}

/// A file of its owner alone, that was not there before.
fn create(path: &Path) -> Result<File> {
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already: name another file", path.display())
        }
        made => made.with_context(|| {
            format!(
                "the file {} can't be made; check the directory and its rights",
                path.display()
            )
        }),
    }
}
